//! Installs tools into `.tools`. An installation is made in a temporary folder and moved when it is complete.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use crate::run::{Result, command, find, output, path, run, tools};

/// Builds a program from crates.io into `.tools/bin`.
pub fn from_crates_io(package: &str, version: &str, program: &str, options: &[&str]) -> Result {
    staged(&format!("{package} {version}"), "from source, one to three minutes", &tools().join("new"), |new| {
        let mut install = command("cargo");
        install.args(["install", package, "--version", version, "--bin", program, "--root"]).arg(new).args(options);
        // Two tools share most dependencies. The folder on PATH avoids cargo's warning.
        install.env("CARGO_TARGET_DIR", tools().join("build")).env("PATH", path(&[new.join("bin")]));
        // The tools run for seconds, so compile time counts.
        for (setting, value) in [("LTO", "off"), ("CODEGEN_UNITS", "16"), ("OPT_LEVEL", "0"), ("DEBUG", "0")] {
            install.env(format!("CARGO_PROFILE_RELEASE_{setting}"), value);
        }
        run(&mut install)?;
        let file = format!("{program}{}", std::env::consts::EXE_SUFFIX);
        replace(&new.join("bin").join(&file), &tools().join("bin").join(&file))
    })
}

/// Removes the build folder that calls of [`from_crates_io`] share.
pub fn remove_build_cache() {
    let _ = fs::remove_dir_all(tools().join("build"));
}

/// Installs an npm package and its dependencies into `.tools/<package>`. Their scripts don't run.
pub fn from_npm(package: &str, version: &str) -> Result {
    require_npm(package)?;
    staged(&format!("{package} {version}"), "from npm, seconds", &tools().join("new"), |new| {
        let mut install = command("npm");
        install.args(["install", &format!("{package}@{version}"), "--prefix"]).arg(new);
        install.arg("--cache").arg(new.join("cache"));
        install.args(["--ignore-scripts", "--no-package-lock", "--no-audit", "--no-fund", "--loglevel=error"]);
        run(&mut install)?;
        let _ = fs::remove_dir_all(new.join("cache"));
        replace(new, &tools().join(package))
    })
}

/// Unpacks npm packages, given as folder, package and version, into `.tools/<name>/<folder>`, without their dependencies.
pub fn unpack_from_npm(name: &str, packages: &[(&str, &str, &str)]) -> Result {
    require_npm(packages.first().map_or(name, |(_, package, _)| package))?;
    let named = packages.iter().map(|(_, package, version)| format!("{package} {version}")).collect::<Vec<_>>();
    staged(&named.join(", "), "from npm, seconds", &tools().join("new"), |new| {
        let unpacked = new.join(name);
        for (folder, package, version) in packages {
            let (packed, folder) = (new.join("packed"), unpacked.join(folder));
            let created = [&packed, &folder].into_iter().try_for_each(fs::create_dir_all);
            created.map_err(|error| format!("can't create {}: {error}", folder.display()))?;
            let mut pack = command("npm");
            pack.args(["pack", &format!("{package}@{version}"), "--ignore-scripts", "--loglevel=error"]);
            pack.arg("--cache").arg(new.join("cache")).arg("--pack-destination").arg(&packed);
            pack.stderr(Stdio::inherit());
            let file = output(&mut pack).ok_or(format!("`npm pack {package}@{version}` failed"))?;
            let mut unpack = command("tar");
            unpack.arg("-xzf").arg(packed.join(file.trim())).arg("--strip-components=1").arg("-C").arg(folder);
            run(&mut unpack)?;
        }
        replace(&unpacked, &tools().join(name))
    })
}

/// Installs npm if it is missing and apt can install it.
///
/// # Errors
///
/// Fails if there is no npm. The message names `package`, which needs it.
pub fn require_npm(package: &str) -> Result {
    if find("npm").is_some() {
        return Ok(());
    }
    with_apt(&["npm"]).map_err(|error| {
        format!("{package} comes from npm, which isn't installed: install Node.js and npm and run this again ({error})")
    })
}

/// Installs packages with apt-get.
///
/// # Errors
///
/// Fails if apt-get fails, is missing, or the user isn't root.
pub fn with_apt(packages: &[&str]) -> Result {
    if find("apt-get").is_none() || output(command("id").arg("-u")).is_none_or(|id| id.trim() != "0") {
        return Err("only root on Debian or Ubuntu can install it this way".to_owned());
    }
    eprintln!("installing {} with apt-get", packages.join(" and "));
    let apt = |arguments: &[&str]| run(command("apt-get").args(arguments).env("DEBIAN_FRONTEND", "noninteractive"));
    apt(&["update", "-qq"])?;
    apt(&[&["install", "-y", "-qq", "--no-install-recommends"], packages].concat())
}

/// Calls `install` with an empty folder, which is removed afterwards. Prints `what` is installed, and `source`.
fn staged(what: &str, source: &str, new: &Path, install: impl FnOnce(&Path) -> Result) -> Result {
    eprintln!("installing {what} into .tools ({source})");
    let _ = fs::remove_dir_all(new);
    let created = fs::create_dir_all(new).map_err(|error| format!("can't create {}: {error}", new.display()));
    let result = created.and_then(|()| install(new));
    let _ = fs::remove_dir_all(new);
    result.map_err(|error| {
        format!("couldn't install {what}: {error}\n  The partial installation was removed. Fix the error above and run this again.")
    })
}

/// Moves a file or folder, and replaces its target.
fn replace(from: &Path, to: &Path) -> Result {
    let folder = to.parent().unwrap_or(to);
    let _ = fs::remove_dir_all(to);
    let moved = fs::create_dir_all(folder).and_then(|()| fs::rename(from, to));
    moved.map_err(|error| format!("can't move it to {}: {error}", to.display()))
}

/// Returns whether a folder holds an npm package in this version.
pub fn has_package(folder: &Path, version: &str) -> bool {
    let json = fs::read_to_string(folder.join("package.json"));
    json.is_ok_and(|json| json.contains(&format!("\"version\": \"{version}\"")))
}

/// Returns whether the program of this name on the path, ours first, has this version.
pub fn has_version(program: &str, version: &str) -> bool {
    output(command(program).arg("--version")).is_some_and(|output| names_version(&output, version))
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
    fn a_failed_installation_names_the_tool_and_the_cause_and_is_removed() {
        let new = folder("failed");
        let result = staged("tool 1.2", "test", &new, |new| {
            fs::write(new.join("half"), "").unwrap();
            Err("`npm install` failed".to_owned())
        });
        assert!(result.unwrap_err().starts_with("couldn't install tool 1.2: `npm install` failed\n"));
        assert!(!new.exists());
    }

    #[test]
    fn an_installation_starts_empty_and_replaces_the_old_one() {
        let (new, old) = (folder("new"), folder("old"));
        fs::create_dir_all(&new).unwrap();
        fs::write(new.join("interrupted"), "").unwrap();
        fs::create_dir_all(&old).unwrap();
        fs::write(old.join("stale"), "").unwrap();
        staged("tool 1.3", "test", &new, |new| {
            fs::write(new.join("fresh"), "").map_err(|error| error.to_string()).and_then(|()| replace(new, &old))
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
