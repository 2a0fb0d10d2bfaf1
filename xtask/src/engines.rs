//! Finds the browsers that the tests run in, and installs them with apt. geckodriver is installed into `.tools`.

use std::env;
use std::fs;
use std::path::PathBuf;

use crate::install;
use crate::run::{Result, find};

/// Built from crates.io, since Debian has no package of it.
const GECKODRIVER: &str = "0.37.1";

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

/// All engines, the fastest first.
pub const ENGINES: [Engine; 3] = [Engine::Chromium, Engine::Firefox, Engine::WebKit];

/// An environment variable that the tests read, and names of its program on `PATH`.
type Program = (&'static str, &'static [&'static str]);

impl Engine {
    /// Returns the engine of this name.
    ///
    /// # Errors
    ///
    /// Fails if there is none.
    pub fn from_name(name: &str) -> Result<Engine> {
        let found = ENGINES.into_iter().find(|engine| engine.name() == name);
        found.ok_or_else(|| format!("unknown engine `{name}`: use chromium, firefox or webkit"))
    }

    /// Returns the name for `--engine` and `KEYLINE_ENGINE`.
    pub fn name(self) -> &'static str {
        match self {
            Engine::Chromium => "chromium",
            Engine::Firefox => "firefox",
            Engine::WebKit => "webkit",
        }
    }

    /// Installs missing programs. Returns the environment variables that name the programs.
    pub fn install(self) -> Result<Vec<(&'static str, PathBuf)>> {
        if self == Engine::Firefox {
            geckodriver()?;
        }
        if let Ok(programs) = self.find() {
            return Ok(programs);
        }
        // Debian's names, then Ubuntu's.
        let packages: &[&[&str]] = match self {
            Engine::Chromium => &[&["chromium", "chromium-driver"], &["chromium-browser", "chromium-chromedriver"]],
            Engine::Firefox => &[&["firefox-esr"]],
            Engine::WebKit => &[&["webkit2gtk-driver", "xvfb"]],
        };
        let mut reason = String::new();
        for packages in packages {
            match install::with_apt(packages) {
                Ok(()) => break,
                Err(error) => reason = error,
            }
        }
        self.find().map_err(|missing| {
            let reason = if reason.is_empty() { format!("the packages have no {missing}") } else { reason };
            self.instructions(packages[0], &reason)
        })
    }

    /// Returns the paths of the programs: from the variables, or by the usual names.
    ///
    /// # Errors
    ///
    /// Fails with the variable of the first program that is missing.
    fn find(self) -> std::result::Result<Vec<(&'static str, PathBuf)>, &'static str> {
        let path = |(variable, names): &Program| {
            let from_variable = env::var_os(variable).map(PathBuf::from);
            from_variable.or_else(|| names.iter().copied().find_map(find)).or_else(|| match *variable {
                "MINIBROWSER" => mini_browser(),
                _ => None,
            })
        };
        self.programs().iter().map(|program| Ok((program.0, path(program).ok_or(program.0)?))).collect()
    }

    fn programs(self) -> &'static [Program] {
        match self {
            Engine::Chromium => &[
                ("CHROME", &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]),
                ("CHROMEDRIVER", &["chromedriver"]),
            ],
            Engine::Firefox => &[("FIREFOX", &["firefox-esr", "firefox"]), ("GECKODRIVER", &["geckodriver"])],
            Engine::WebKit => {
                &[("WEBKITDRIVER", &["WebKitWebDriver"]), ("MINIBROWSER", &["MiniBrowser"]), ("XVFB", &["Xvfb"])]
            }
        }
    }

    fn instructions(self, packages: &[&str], reason: &str) -> String {
        let what = match self {
            Engine::Chromium => "Chromium or Chrome, and the ChromeDriver of the same version",
            Engine::Firefox => "Firefox",
            Engine::WebKit => "WebKitGTK's WebKitWebDriver and MiniBrowser, and Xvfb",
        };
        let variables: Vec<_> = self.programs().iter().map(|(variable, _)| *variable).collect();
        let without = match self {
            Engine::Chromium => "",
            _ => {
                "\n  Without it: `cargo xtask test --engine chromium` runs everything, the tests in a browser in Chromium alone."
            }
        };
        format!(
            "the tests need {what} ({reason}).\n  On Debian: `sudo apt-get install {}`; elsewhere set {} to where they are.{without}",
            packages.join(" "),
            variables.join(", ")
        )
    }
}

fn geckodriver() -> Result {
    if env::var_os("GECKODRIVER").is_some() || install::has_version("geckodriver", GECKODRIVER) {
        return Ok(());
    }
    let installed = install::from_crates_io("geckodriver", GECKODRIVER, "geckodriver", &[]);
    install::remove_build_cache();
    installed
}

/// Returns the path of WebKitGTK's test browser, which isn't on `PATH`: in `/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1` or a similar folder.
fn mini_browser() -> Option<PathBuf> {
    let inside = |folder| fs::read_dir(folder).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path()));
    let named = |part: &'static str| {
        move |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().contains(part))
    };
    // Debian has a folder for each architecture in between.
    let debian = inside(PathBuf::from("/usr/lib")).filter(named("-linux-"));
    let libraries = debian.chain(["/usr/lib", "/usr/lib64", "/usr/libexec"].map(PathBuf::from));
    let programs = libraries.flat_map(inside).filter(named("webkit")).map(|folder| folder.join("MiniBrowser"));
    programs.filter(|program| program.is_file()).max()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_engine_has_one_name() {
        for engine in ENGINES {
            assert_eq!(Engine::from_name(engine.name()), Ok(engine));
        }
        let message = Engine::from_name("Chrome").unwrap_err();
        assert_eq!(message, "unknown engine `Chrome`: use chromium, firefox or webkit");
    }

    #[test]
    fn the_message_for_a_missing_engine_names_packages_variables_and_the_way_without() {
        let message = Engine::WebKit.instructions(&["webkit2gtk-driver", "xvfb"], "no apt");
        assert_eq!(
            message,
            "the tests need WebKitGTK's WebKitWebDriver and MiniBrowser, and Xvfb (no apt).\n  \
             On Debian: `sudo apt-get install webkit2gtk-driver xvfb`; elsewhere set WEBKITDRIVER, MINIBROWSER, XVFB to where \
             they are.\n  \
             Without it: `cargo xtask test --engine chromium` runs everything, the tests in a browser in Chromium alone."
        );
        // The tests can't run without Chromium.
        assert!(!Engine::Chromium.instructions(&[], "").contains("Without it"));
    }
}
