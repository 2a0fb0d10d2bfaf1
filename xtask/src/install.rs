//! How a tool gets here: built aside and moved into place when whole, so that nothing is ever half installed, and nothing
//! lands in the user's own folders.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use crate::run::{Result, command, find, path, printed, run, tools};

/// Builds a program from crates.io into `.tools/bin`.
pub fn cargo(package: &str, version: &str, program: &str, options: &[&str]) -> Result {
    aside(&format!("{package} {version}"), "from source, one to three minutes", &tools().join("new"), |new| {
        let mut install = command("cargo");
        install.args(["install", package, "--version", version, "--bin", program, "--root"]).arg(new).args(options);
        // Two tools share most of what they are built of; and the folder on PATH saves a warning that it isn't.
        install.env("CARGO_TARGET_DIR", tools().join("build")).env("PATH", path(&[new.join("bin")]));
        // They run for seconds: what counts is how soon they're built.
        for (setting, value) in [("LTO", "off"), ("CODEGEN_UNITS", "16"), ("OPT_LEVEL", "0"), ("DEBUG", "0")] {
            install.env(format!("CARGO_PROFILE_RELEASE_{setting}"), value);
        }
        run(&mut install)?;
        let file = format!("{program}{}", std::env::consts::EXE_SUFFIX);
        in_place(&new.join("bin").join(&file), &tools().join("bin").join(&file))
    })
}

/// Removes what [`cargo`] keeps from one installation for the next.
pub fn clean() {
    let _ = fs::remove_dir_all(tools().join("build"));
}

/// Installs a package of npm's registry into `.tools/<package>`. Its scripts don't run.
pub fn npm(package: &str, version: &str) -> Result {
    there_is_npm(package)?;
    aside(&format!("{package} {version}"), "from npm, seconds", &tools().join("new"), |new| {
        let mut install = command("npm");
        install.args(["install", &format!("{package}@{version}"), "--prefix"]).arg(new);
        install.arg("--cache").arg(new.join("cache"));
        install.args(["--ignore-scripts", "--no-package-lock", "--no-audit", "--no-fund", "--loglevel=error"]);
        run(&mut install)?;
        let _ = fs::remove_dir_all(new.join("cache"));
        in_place(new, &tools().join(package))
    })
}

/// Puts packages of npm's registry into `.tools/<name>`, each into its folder: as they were published, without what they depend on.
pub fn unpacked(name: &str, packages: &[(&str, &str, &str)]) -> Result {
    there_is_npm(packages.first().map_or(name, |(_, package, _)| package))?;
    let named = packages.iter().map(|(_, package, version)| format!("{package} {version}")).collect::<Vec<_>>();
    aside(&named.join(", "), "from npm, seconds", &tools().join("new"), |new| {
        let whole = new.join(name);
        for (folder, package, version) in packages {
            let (packed, folder) = (new.join("packed"), whole.join(folder));
            let made = [&packed, &folder].into_iter().try_for_each(fs::create_dir_all);
            made.map_err(|why| format!("can't create {}: {why}", folder.display()))?;
            let mut pack = command("npm");
            pack.args(["pack", &format!("{package}@{version}"), "--ignore-scripts", "--loglevel=error"]);
            pack.arg("--cache").arg(new.join("cache")).arg("--pack-destination").arg(&packed);
            pack.stderr(Stdio::inherit());
            let file = printed(&mut pack).ok_or(format!("`npm pack {package}@{version}` failed"))?;
            let mut unpack = command("tar");
            unpack.arg("-xzf").arg(packed.join(file.trim())).arg("--strip-components=1").arg("-C").arg(folder);
            run(&mut unpack)?;
        }
        in_place(&whole, &tools().join(name))
    })
}

pub fn there_is_npm(package: &str) -> Result {
    if find("npm").is_some() {
        return Ok(());
    }
    system(&["npm"]).map_err(|why| {
        format!("{package} comes from npm, which isn't installed: install Node.js and npm and run this again ({why})")
    })
}

/// Installs packages of the system, where that is ours to do: as root, on Debian and its kin.
pub fn system(packages: &[&str]) -> Result {
    if find("apt-get").is_none() || printed(command("id").arg("-u")).is_none_or(|id| id.trim() != "0") {
        return Err("only root on Debian or Ubuntu can have that done for him".to_owned());
    }
    eprintln!("installing {} with apt-get", packages.join(" and "));
    let apt = |arguments: &[&str]| run(command("apt-get").args(arguments).env("DEBIAN_FRONTEND", "noninteractive"));
    apt(&["update", "-qq"])?;
    apt(&[&["install", "-y", "-qq", "--no-install-recommends"], packages].concat())
}

/// Says what is installed, and gives the installation an empty folder that is gone afterwards, whatever happens.
fn aside(what: &str, how: &str, new: &Path, install: impl FnOnce(&Path) -> Result) -> Result {
    eprintln!("installing {what} into .tools ({how})");
    let _ = fs::remove_dir_all(new);
    let made = fs::create_dir_all(new).map_err(|why| format!("can't create {}: {why}", new.display()));
    let done = made.and_then(|()| install(new));
    let _ = fs::remove_dir_all(new);
    done.map_err(|why| {
        format!("couldn't install {what}: {why}\n  Nothing is left of it. Mend the cause, which stands above, and run this again.")
    })
}

/// Moves what is whole to where it is looked for, in the place of what was there.
fn in_place(from: &Path, to: &Path) -> Result {
    let folder = to.parent().unwrap_or(to);
    let _ = fs::remove_dir_all(to);
    let moved = fs::create_dir_all(folder).and_then(|()| fs::rename(from, to));
    moved.map_err(|why| format!("can't move it to {}: {why}", to.display()))
}

/// Returns whether a folder holds an npm package in this version.
pub fn has_package(folder: &Path, version: &str) -> bool {
    let json = fs::read_to_string(folder.join("package.json"));
    json.is_ok_and(|json| json.contains(&format!("\"version\": \"{version}\"")))
}

/// Returns whether the program of this name on the path, ours first, has this version.
pub fn has_version(program: &str, version: &str) -> bool {
    printed(command(program).arg("--version")).is_some_and(|output| names_version(&output, version))
}

/// Returns whether a word of `--version`'s output is this version, or begins with it and a period.
fn names_version(output: &str, version: &str) -> bool {
    output
        .split_whitespace()
        .any(|word| word == version || word.strip_prefix(version).is_some_and(|rest| rest.starts_with('.')))
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    #[track_caller]
    fn check_version(output: &str, version: &str, expected: bool) {
        assert_eq!(names_version(output, version), expected, "{output:?}, {version}");
    }

    #[test]
    fn a_version_matches_as_a_whole_or_up_to_a_period() {
        check_version("wasm-bindgen 0.2.130\n", "0.2.130", true);
        check_version("wasm-bindgen 0.2.13\n", "0.2.130", false);
        check_version("wasm-bindgen 0.2.1301\n", "0.2.130", false);
        check_version("wasm-bindgen 0.2.130 (a1b2c3)\n", "0.2.130", true);
        check_version("trunk 0.22.1\n", "0.22", true);
        check_version("trunk 0.21.14\n", "0.22", false);
        check_version("trunk 0.220.0\n", "0.22", false);
        check_version("wasm-opt version 132 (version_132)\n", "132", true);
        check_version("wasm-opt version 108\n", "132", false);
        check_version("", "132", false);
    }

    #[test]
    fn a_failed_installation_names_the_tool_and_the_cause_and_leaves_nothing() {
        let new = folder("failed");
        let said = aside("tool 1.2", "at once", &new, |new| {
            fs::write(new.join("half"), "").unwrap();
            Err("`npm install` failed".to_owned())
        });
        assert!(said.unwrap_err().starts_with("couldn't install tool 1.2: `npm install` failed\n"));
        assert!(!new.exists());
    }

    #[test]
    fn an_installation_starts_empty_and_replaces_the_old_one() {
        let (new, old) = (folder("new"), folder("old"));
        fs::create_dir_all(&new).unwrap();
        fs::write(new.join("interrupted"), "").unwrap();
        fs::create_dir_all(&old).unwrap();
        fs::write(old.join("stale"), "").unwrap();
        aside("tool 1.3", "at once", &new, |new| {
            fs::write(new.join("fresh"), "").map_err(|why| why.to_string()).and_then(|()| in_place(new, &old))
        })
        .unwrap();
        let left: Vec<_> = fs::read_dir(&old).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left, ["fresh"]);
        assert!(!new.exists());
        fs::remove_dir_all(old).unwrap();
    }

    fn folder(name: &str) -> PathBuf {
        std::env::temp_dir().join(format!("keyline-xtask-{}-{name}", std::process::id()))
    }
}
