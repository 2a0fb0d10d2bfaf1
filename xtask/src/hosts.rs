//! The npm package in other people's tools: each folder of tests/hosts/ is an app that installs it from its tarball, is built,
//! and looked at in Chromium by `tests/e2e/hosts.rs`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::run::{command, root, step};
use crate::{Done, build, npm, setup, test};

/// `cargo xtask hosts [NAME…]`: packs, installs, builds and looks; only these hosts, if some are named.
pub fn hosts(names: &[String]) -> Done {
    setup::to_build()?;
    let browser = setup::to_browse()?;
    if std::env::var_os("XX").is_none() { build::for_readers()?; }
    let tarball = npm::pack()?;
    for host in chosen(names)? {
        install(&host, &tarball)?;
    }
    let mut look = test::with(&browser, command("cargo"));
    look.args(["test", "--test", "e2e", "hosts", "--", "--ignored"]).env("KEYLINE_HOSTS", folder());
    step(&mut look)
}

/// Where the hosts are built.
fn folder() -> PathBuf {
    build::target().join("hosts")
}

/// The folders of tests/hosts/ that are meant: all, or those that are named.
fn chosen(names: &[String]) -> Result<Vec<PathBuf>, String> {
    let all = root().join("tests/hosts");
    if !names.is_empty() {
        return names
            .iter()
            .map(|name| Some(all.join(name)).filter(|host| host.is_dir()).ok_or(format!("there is no host {name}")))
            .collect();
    }
    let entries = fs::read_dir(&all).map_err(|why| format!("can't read {}: {why}", all.display()))?;
    let mut hosts: Vec<_> = entries.flatten().map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
    hosts.sort();
    Ok(hosts)
}

/// Installs and builds a host in a fresh copy of its folder. The story it shows is ours.
fn install(host: &Path, tarball: &Path) -> Done {
    let there = folder().join(host.file_name().unwrap_or_default());
    let _ = fs::remove_dir_all(&there);
    let copied = copy(host, &there)
        .and_then(|()| fs::copy(root().join(build::STORY), there.join("story.json")))
        .and_then(|_| fs::copy(tarball, folder().join("keyline-story.tgz")));
    copied.map_err(|why| format!("can't copy {}: {why}", host.display()))?;
    let npm = |arguments: &[&str]| {
        let mut npm = command("npm");
        npm.args(arguments).current_dir(&there).env("npm_config_cache", build::target().join("npm-cache"));
        // For the one that draws stories while it builds.
        npm.env("KEYLINE", build::target().join("debug/keyline").with_extension(std::env::consts::EXE_EXTENSION));
        eprintln!("\n{}", there.display());
        step(&mut npm)
    };
    npm(&["install", "--no-package-lock", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])?;
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
