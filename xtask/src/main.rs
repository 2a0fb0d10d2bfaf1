//! The repository's development tasks, one command each. `cargo xtask` lists them.
//!
//! A command first installs the tools that it needs ([`setup`]), so a fresh machine needs no other step.

mod build;
mod engines;
mod gallery;
mod hosts;
mod install;
mod npm;
mod owners;
mod run;
mod scripts;
mod setup;
mod size;
mod test;

use std::process::ExitCode;

use run::Result;

struct Command {
    name: &'static str,
    arguments: &'static str,
    about: &'static str,
    run: fn(&[String]) -> Result,
}

/// Every command. The usage omits those without a description, which other tools call.
const COMMANDS: [Command; 11] = [
    Command {
        name: "serve",
        arguments: "[STORY]",
        about: "serves a story, and rebuilds it at each change",
        run: build::serve,
    },
    Command {
        name: "test",
        arguments: "[ARGS…]",
        about: "runs all checks and tests; ARGS: --engine NAME, `cargo test`'s",
        run: test::test,
    },
    Command {
        name: "build",
        arguments: "",
        about: "builds dist/ and a self-contained target/release/keyline",
        run: build::build,
    },
    Command { name: "size", arguments: "", about: "compares what a reader downloads with the budget", run: size::size },
    Command {
        name: "bench",
        arguments: "[ARGS…]",
        about: "times page, embed and hand-written pages in Chromium",
        run: test::bench,
    },
    Command { name: "npm", arguments: "", about: "builds the npm package in dist/", run: npm::npm },
    Command {
        name: "hosts",
        arguments: "[NAME…]",
        about: "builds apps with that package, and tests them in Chromium",
        run: hosts::hosts,
    },
    Command { name: "shots", arguments: "", about: "takes screenshots of the page into shots/", run: test::shots },
    Command {
        name: "gallery",
        arguments: "",
        about: "builds a page for each theme in target/gallery",
        run: gallery::gallery,
    },
    Command {
        name: "setup",
        arguments: "",
        about: "installs all tools (each command installs its own)",
        run: setup::setup,
    },
    Command { name: "publish", arguments: "", about: "", run: build::publish },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some((name, rest)) =
        arguments.split_first().filter(|(name, _)| !["help", "-h", "--help"].contains(&name.as_str()))
    else {
        print!("{}", usage());
        return ExitCode::SUCCESS;
    };
    let Some(command) = COMMANDS.iter().find(|command| command.name == name) else {
        eprint!("unknown command `{name}`\n\n{}", usage());
        return ExitCode::from(2);
    };
    if command.arguments.is_empty() && !rest.is_empty() {
        eprintln!("`cargo xtask {name}` takes no arguments, found `{}`", rest.join(" "));
        return ExitCode::from(2);
    }
    match (command.run)(rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("\ncargo xtask {name}: {reason}");
            ExitCode::FAILURE
        }
    }
}

fn usage() -> String {
    let mut text = "cargo xtask COMMAND\n\n".to_owned();
    for command in COMMANDS.iter().filter(|command| !command.about.is_empty()) {
        text += &format!("  {:<16}{}\n", format!("{} {}", command.name, command.arguments), command.about);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn command_names_are_unique_and_only_the_hook_is_hidden() {
        let mut names: Vec<_> = COMMANDS.iter().map(|command| command.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), COMMANDS.len());
        let hidden: Vec<_> =
            COMMANDS.iter().filter(|command| command.about.is_empty()).map(|command| command.name).collect();
        assert_eq!(hidden, ["publish"]);
    }

    #[test]
    fn the_usage_has_a_line_of_at_most_80_columns_for_each_command() {
        let usage = usage();
        assert_eq!(usage.lines().filter(|line| line.starts_with("  ")).count(), COMMANDS.len() - 1);
        assert!(usage.lines().all(|line| line.chars().count() <= 80), "{usage}");
    }
}
