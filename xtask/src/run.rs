//! Finds and runs other programs.

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

/// Returns the folder of the tools that `setup` installs. Git ignores it, and it may be removed at any time.
pub fn tools() -> PathBuf {
    root().join(".tools")
}

/// Returns a command that runs in the checkout. Tools in `.tools` take precedence over those of the system.
pub fn command(program: &str) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root()).env("PATH", path(&[])).env("TRUNK_SKIP_VERSION_CHECK", "true");
    command
}

/// Runs a command, which inherits the terminal.
///
/// # Errors
///
/// Fails if the program is missing or exits with a failure.
pub fn run(command: &mut Command) -> Result {
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{}` failed ({status})", command_line(command))),
        Err(error) => Err(format!("can't start `{}`: {error}", command_line(command))),
    }
}

/// Prints a command, then runs it as [`run`] does.
pub fn run_shown(command: &mut Command) -> Result {
    eprintln!("\n$ {}", command_line(command));
    run(command)
}

/// Returns the standard output of a command that succeeds, or `None`.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).output().ok().filter(|output| output.status.success())?;
    String::from_utf8(output.stdout).ok()
}

/// Returns the path of a program.
pub fn find(program: &str) -> Option<PathBuf> {
    let file = format!("{program}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&path(&[])).map(|folder| folder.join(&file)).find(|path| path.is_file())
}

/// Returns `PATH` with the `first` folders and those of `.tools` in front.
pub fn path(first: &[PathBuf]) -> OsString {
    let npm = ["binaryen", "esbuild"].map(|package| tools().join(package).join("node_modules/.bin"));
    let tools = [tools().join("bin")].into_iter().chain(npm);
    let system = env::var_os("PATH").unwrap_or_default();
    env::join_paths(first.iter().cloned().chain(tools).chain(env::split_paths(&system))).unwrap_or(system)
}

/// Returns a command as it is typed.
fn command_line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_shows_the_command_as_typed() {
        let error = run(command("cargo").args(["no-such-command", "--x"]).stderr(Stdio::null())).unwrap_err();
        assert!(error.starts_with("`cargo no-such-command --x` failed (exit status: "), "{error}");
    }

    #[test]
    fn a_missing_program_is_named() {
        let error = run(&mut command("no-such-program")).unwrap_err();
        assert!(error.starts_with("can't start `no-such-program`: "), "{error}");
    }

    #[test]
    fn installed_tools_come_before_those_of_the_system() {
        assert_eq!(env::split_paths(&path(&[])).next(), Some(tools().join("bin")));
        assert!(find("cargo").is_some());
        assert_eq!(find("no-such-program"), None);
    }
}
