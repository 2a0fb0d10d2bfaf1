//! The npm package in other people's tools: each folder of tests/hosts/ is an app that installs it from its tarball, is built,
//! and looked at in Chromium by `tests/e2e/hosts.rs`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::engines::Engine;
use crate::run::{Result, command, root, step, target};
use crate::{build, npm, setup, test};

/// `cargo xtask hosts [NAME…]`: packs, installs, builds and looks; only these hosts, if some are named.
pub fn hosts(names: &[String]) -> Result {
    let hosts = chosen(names)?;
    setup::to_build()?;
    let parts = setup::to_browse(&[Engine::Chromium])?;
    build::build_release()?;
    let tarball = npm::pack()?;
    for host in &hosts {
        install(host, &tarball)?;
    }
    let mut look = test::with(&parts, command("cargo"));
    look.args(["test", "--test", "e2e", "--", "--ignored"]).env("KEYLINE_HOSTS", folder());
    step(look.args(hosts.iter().map(|host| format!("hosts_{host}"))))
}

/// Where the hosts are built.
fn folder() -> PathBuf {
    target().join("hosts")
}

/// The folders of tests/hosts/ that are meant: all, or those that are named.
fn chosen(names: &[String]) -> Result<Vec<String>> {
    let all = npm::names(&root().join("tests/hosts"))?;
    match names.iter().find(|name| !all.contains(name)) {
        Some(unknown) => Err(format!("there is no host `{unknown}`, only {}", all.join(", "))),
        None if names.is_empty() => Ok(all),
        None => Ok(names.to_vec()),
    }
}

/// Installs and builds a host in a fresh copy of its folder. The story it shows is ours.
fn install(host: &str, tarball: &Path) -> Result {
    let there = folder().join(host);
    let _ = fs::remove_dir_all(&there);
    let copied = copy(&root().join("tests/hosts").join(host), &there)
        .and_then(|()| fs::copy(root().join(build::STORY), there.join("story.json")))
        .and_then(|_| fs::copy(tarball, folder().join("keyline-story.tgz")));
    copied.map_err(|why| format!("can't copy {host}: {why}"))?;
    let npm = |arguments: &[&str]| {
        let mut npm = command("npm");
        npm.args(arguments).current_dir(&there).env("npm_config_cache", target().join("npm-cache"));
        // For the one that draws stories while it builds.
        npm.env("KEYLINE", target().join("debug/keyline").with_extension(std::env::consts::EXE_EXTENSION));
        eprintln!("\n{}", there.display());
        step(&mut npm)
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
    fn all_hosts_are_meant_unless_some_are_named() {
        let all = chosen(&[]).unwrap();
        assert_eq!(all, ["eleventy", "react", "svelte", "vite", "vue"]);
        assert_eq!(chosen(&["vue".to_owned()]).unwrap(), ["vue"]);
        assert!(chosen(&["angular".to_owned()]).unwrap_err().starts_with("there is no host `angular`, only eleventy,"));
    }

    #[test]
    fn every_host_is_looked_at_and_takes_exact_versions() {
        let tests = fs::read_to_string(root().join("tests/e2e/hosts.rs")).unwrap();
        for host in chosen(&[]).unwrap() {
            assert!(tests.contains(&format!("fn hosts_{host}()")), "nobody looks at {host}");
            let package = fs::read_to_string(root().join("tests/hosts").join(&host).join("package.json")).unwrap();
            assert!(package.contains("\"keyline-story\": \"file:../keyline-story.tgz\""), "{package}");
            assert!(!package.contains(['^', '~', '*', '>']), "{host} takes whatever there is: {package}");
        }
    }
}
