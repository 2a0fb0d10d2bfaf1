//! The browsers that the tests run in: where they are, and how they get here. Browsers are the system's, geckodriver is ours.

use std::env;
use std::fs;
use std::path::PathBuf;

use crate::install;
use crate::run::{Result, find};

/// Debian has no package of it.
const GECKODRIVER: &str = "0.37.1";

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

/// All of them; what is quickest comes first.
pub const ENGINES: [Engine; 3] = [Engine::Chromium, Engine::Firefox, Engine::WebKit];

/// A variable that the tests read, and the program that it names, as it may be called on PATH.
type Part = (&'static str, &'static [&'static str]);

impl Engine {
    /// The one of this name.
    pub fn named(name: &str) -> Result<Engine> {
        let found = ENGINES.into_iter().find(|engine| engine.name() == name);
        found.ok_or_else(|| format!("there is no engine `{name}`: it is chromium, firefox or webkit"))
    }

    /// As `--engine` and the tests' KEYLINE_ENGINE have it.
    pub fn name(self) -> &'static str {
        match self {
            Engine::Chromium => "chromium",
            Engine::Firefox => "firefox",
            Engine::WebKit => "webkit",
        }
    }

    /// What the tests are to be told: variables, and the programs that they name. Installs what is missing.
    pub fn here(self) -> Result<Vec<(&'static str, PathBuf)>> {
        if self == Engine::Firefox {
            geckodriver()?;
        }
        if let Ok(found) = self.found() {
            return Ok(found);
        }
        // Debian's names, then Ubuntu's.
        let packages: &[&[&str]] = match self {
            Engine::Chromium => &[&["chromium", "chromium-driver"], &["chromium-browser", "chromium-chromedriver"]],
            Engine::Firefox => &[&["firefox-esr"]],
            Engine::WebKit => &[&["webkit2gtk-driver", "xvfb"]],
        };
        let mut why = String::new();
        for packages in packages {
            match install::system(packages) {
                Ok(()) => break,
                Err(said) => why = said,
            }
        }
        self.found().map_err(|missing| {
            let why = if why.is_empty() { format!("what was installed has no {missing}") } else { why };
            self.how_to_get(packages[0], &why)
        })
    }

    /// Where its parts are: where variables say, or under their usual names. Or the first that isn't there.
    fn found(self) -> std::result::Result<Vec<(&'static str, PathBuf)>, &'static str> {
        let place = |(variable, programs): &Part| {
            let named = env::var_os(variable).map(PathBuf::from);
            named.or_else(|| programs.iter().copied().find_map(find)).or_else(|| match *variable {
                "MINIBROWSER" => mini_browser(),
                _ => None,
            })
        };
        self.parts().iter().map(|part| Ok((part.0, place(part).ok_or(part.0)?))).collect()
    }

    fn parts(self) -> &'static [Part] {
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

    fn how_to_get(self, packages: &[&str], why: &str) -> String {
        let what = match self {
            Engine::Chromium => "Chromium or Chrome, and the ChromeDriver of the same version",
            Engine::Firefox => "Firefox",
            Engine::WebKit => "WebKitGTK's WebKitWebDriver and MiniBrowser, and Xvfb",
        };
        let variables: Vec<_> = self.parts().iter().map(|(variable, _)| *variable).collect();
        let without = match self {
            Engine::Chromium => "",
            _ => {
                "\n  Without it: `cargo xtask test --engine chromium` runs everything, the tests in a browser in Chromium alone."
            }
        };
        format!(
            "the tests need {what} ({why}).\n  On Debian: `sudo apt-get install {}`; elsewhere set {} to where they are.{without}",
            packages.join(" "),
            variables.join(", ")
        )
    }
}

fn geckodriver() -> Result {
    if env::var_os("GECKODRIVER").is_some() || install::has_version("geckodriver", GECKODRIVER) {
        return Ok(());
    }
    let installed = install::cargo("geckodriver", GECKODRIVER, "geckodriver", &[]);
    install::clean();
    installed
}

/// WebKitGTK's small browser, which is on no PATH: in `/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1`, or the like.
fn mini_browser() -> Option<PathBuf> {
    let inside = |folder| fs::read_dir(folder).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path()));
    let named = |part: &'static str| {
        move |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().contains(part))
    };
    // Debian has a folder an architecture in between.
    let debian = inside(PathBuf::from("/usr/lib")).filter(named("-linux-"));
    let libraries = debian.chain(["/usr/lib", "/usr/lib64", "/usr/libexec"].map(PathBuf::from));
    let programs = libraries.flat_map(inside).filter(named("webkit")).map(|folder| folder.join("MiniBrowser"));
    programs.filter(|program| program.is_file()).max()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_engine_is_found_by_its_name_and_no_other() {
        for engine in ENGINES {
            assert_eq!(Engine::named(engine.name()), Ok(engine));
        }
        let said = Engine::named("Chrome").unwrap_err();
        assert_eq!(said, "there is no engine `Chrome`: it is chromium, firefox or webkit");
    }

    #[test]
    fn who_lacks_an_engine_is_told_the_packages_the_variables_and_the_way_without() {
        let said = Engine::WebKit.how_to_get(&["webkit2gtk-driver", "xvfb"], "no apt");
        assert_eq!(
            said,
            "the tests need WebKitGTK's WebKitWebDriver and MiniBrowser, and Xvfb (no apt).\n  \
             On Debian: `sudo apt-get install webkit2gtk-driver xvfb`; elsewhere set WEBKITDRIVER, MINIBROWSER, XVFB to where \
             they are.\n  \
             Without it: `cargo xtask test --engine chromium` runs everything, the tests in a browser in Chromium alone."
        );
        // Without Chromium there is no way.
        assert!(!Engine::Chromium.how_to_get(&[], "").contains("Without it"));
    }
}
