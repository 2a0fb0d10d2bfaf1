//! Tests the npm package with bundlers and frameworks: each folder of tests/hosts/ is an app that installs the tarball and is built;
//! `tests/e2e/hosts.rs` tests it in Chromium.

use std::fs;
use std::path::{Path, PathBuf};

use crate::engines::Engine;
use crate::run::{Result, command, root, run_shown, target};
use crate::{build, npm, setup, test};

/// `cargo xtask hosts [NAME…]`: packs the package, then builds and tests all hosts or those that are named.
pub fn hosts(names: &[String]) -> Result {
    let hosts = select(names)?;
    setup::install_build_tools()?;
    let programs = setup::install_test_tools(&[Engine::Chromium])?;
    build::build_release(None)?;
    let tarball = npm::pack()?;
    for host in &hosts {
        install(host, &tarball)?;
    }
    let mut tests = test::with_programs(&programs, command("cargo"));
    tests.args(["test", "--test", "e2e", "--", "--ignored", "--exact"]).env("KEYLINE_HOSTS", folder());
    run_shown(tests.args(hosts.iter().map(|host| format!("hosts::{}", test_name(host)))))
}

/// Returns the name of a host's test in `tests/e2e/hosts.rs`.
fn test_name(host: &str) -> String {
    format!("hosts_{}", host.replace('-', "_"))
}

/// Returns the folder that the hosts are built in.
fn folder() -> PathBuf {
    target().join("hosts")
}

/// Returns all folders of tests/hosts/, or those of these names.
///
/// # Errors
///
/// Fails if there is no such folder.
fn select(names: &[String]) -> Result<Vec<String>> {
    let all = npm::names(&root().join("tests/hosts"))?;
    match names.iter().find(|name| !all.contains(name)) {
        Some(unknown) => Err(format!("unknown host `{unknown}`: use {}", all.join(", "))),
        None if names.is_empty() => Ok(all),
        None => Ok(names.to_vec()),
    }
}

/// Installs and builds a host in a fresh copy of its folder, with [`build::STORY`].
fn install(host: &str, tarball: &Path) -> Result {
    let copied_to = folder().join(host);
    let _ = fs::remove_dir_all(&copied_to);
    let copied = copy(&root().join("tests/hosts").join(host), &copied_to)
        .and_then(|()| fs::copy(root().join(build::STORY), copied_to.join("story.json")))
        .and_then(|_| fs::copy(tarball, folder().join("keyline-story.tgz")));
    copied.map_err(|error| format!("can't copy {host}: {error}"))?;
    let npm = |arguments: &[&str]| {
        let mut npm = command("npm");
        npm.args(arguments).current_dir(&copied_to).env("npm_config_cache", target().join("npm-cache"));
        // Eleventy's build calls `keyline`.
        npm.env("KEYLINE", target().join("debug/keyline").with_extension(std::env::consts::EXE_EXTENSION));
        eprintln!("\n{}", copied_to.display());
        run_shown(&mut npm)
    };
    npm(&[
        "install",
        "--no-package-lock",
        "--prefer-offline",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
    ])?;
    npm(&["run", "build", "--silent"])
}

fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() { copy(&from, &to)? } else { fs::copy(&from, &to).map(drop)? }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_hosts_are_selected_unless_some_are_named() {
        let all = select(&[]).unwrap();
        assert_eq!(all, ["eleventy", "react", "svelte", "vite", "vue", "vue-router"]);
        assert_eq!(select(&["vue".to_owned()]).unwrap(), ["vue"]);
        assert!(select(&["angular".to_owned()]).unwrap_err().starts_with("unknown host `angular`: use eleventy,"));
    }

    #[test]
    fn every_host_has_a_test_and_exact_versions() {
        let tests = fs::read_to_string(root().join("tests/e2e/hosts.rs")).unwrap();
        for host in select(&[]).unwrap() {
            assert!(tests.contains(&format!("fn {}()", test_name(&host))), "{host} has no test");
            let package = fs::read_to_string(root().join("tests/hosts").join(&host).join("package.json")).unwrap();
            assert!(package.contains("\"keyline-story\": \"file:../keyline-story.tgz\""), "{package}");
            assert!(!package.contains(['^', '~', '*', '>']), "{host} has version ranges: {package}");
        }
    }
}
