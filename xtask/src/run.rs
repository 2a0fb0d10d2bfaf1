//! Other programs: where they are looked for, and what is said when one fails.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What a command returns. The error is a message for a person.
pub type Result<T = ()> = std::result::Result<T, String>;

/// Returns the checkout's folder.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask is a folder of the checkout")
}

/// Returns the folder that cargo builds in.
pub fn target() -> PathBuf {
    root().join(env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into()))
}

/// What `setup` installs. Ignored by git; may be removed at any time.
pub fn tools() -> PathBuf {
    root().join(".tools")
}

/// A program, to be run in the checkout. Tools of ours are found before those of the system.
pub fn command(program: &str) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root()).env("PATH", path(&[])).env("TRUNK_SKIP_VERSION_CHECK", "true");
    command
}

/// Runs a command, its output going to the terminal.
pub fn run(command: &mut Command) -> Result {
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{}` failed ({status})", shown(command))),
        Err(why) => Err(format!("can't start `{}`: {why}", shown(command))),
    }
}

/// The same, saying first what is run.
pub fn step(command: &mut Command) -> Result {
    eprintln!("\n$ {}", shown(command));
    run(command)
}

/// What a command prints, if it can be run and succeeds.
pub fn printed(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).output().ok().filter(|output| output.status.success())?;
    String::from_utf8(output.stdout).ok()
}

/// Where a program is, if the system has it.
pub fn find(program: &str) -> Option<PathBuf> {
    let file = format!("{program}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&path(&[])).map(|folder| folder.join(&file)).find(|path| path.is_file())
}

/// PATH, with these folders and then ours in front of the system's.
pub fn path(first: &[PathBuf]) -> OsString {
    let npm = ["binaryen", "esbuild"].map(|package| tools().join(package).join("node_modules/.bin"));
    let ours = [tools().join("bin")].into_iter().chain(npm);
    let system = env::var_os("PATH").unwrap_or_default();
    env::join_paths(first.iter().cloned().chain(ours).chain(env::split_paths(&system))).unwrap_or(system)
}

/// A command as one would type it.
fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_shows_the_command_as_typed() {
        let said = run(command("cargo").args(["no-such-command", "--x"]).stderr(Stdio::null())).unwrap_err();
        assert!(said.starts_with("`cargo no-such-command --x` failed (exit status: "), "{said}");
    }

    #[test]
    fn a_missing_program_is_named() {
        let said = run(&mut command("no-such-program")).unwrap_err();
        assert!(said.starts_with("can't start `no-such-program`: "), "{said}");
    }

    #[test]
    fn our_tools_come_before_the_systems() {
        assert_eq!(env::split_paths(&path(&[])).next(), Some(tools().join("bin")));
        assert!(find("cargo").is_some());
        assert_eq!(find("no-such-program"), None);
    }
}
