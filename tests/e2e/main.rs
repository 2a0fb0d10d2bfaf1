//! Tests in real browsers. `cargo xtask test` builds the widget, finds the browsers and their drivers, and runs these tests in each
//! engine; `KEYLINE_ENGINE` names the engine (chromium, firefox, webkit).
//!
//! First the modules that tests use; then one file for each behavior, with tests named as sentences.

/// A tab for each test, and what a reader does in it.
mod browser;
/// The page's controls, by class, accessible name or address.
mod controls;
/// WebDriver servers of the engines, the browsers that they start, and their vendor commands.
mod driver;
/// Pages under test, as `keyline page`, `keyline embed` and trunk make them, and changes to these pages.
mod pages;
/// Browsers, each used by many tests.
mod pool;
/// A local web server, for tests of headers and requests.
mod server;
/// Engine-specific commands: media features, disabled scripts, the console, …
mod switches;

mod accessibility;
mod address;
mod base;
mod compact;
mod embed;
mod embedding;
mod find;
mod folds;
/// Hostile input (tests/hostile).
#[path = "../hostile/vectors.rs"]
mod hostile;
mod hosts;
mod hydration;
mod iframe;
mod keyboard;
mod layout;
#[path = "../../src/bin/keyline/locale.rs"]
mod locale;
mod network;
mod opens;
mod print;
mod recovery;
mod reentrancy;
mod refusals;
mod routers;
mod search;
mod sheets;
mod shots;
mod text_size;
mod theming;
mod timeline;
mod translation;
mod traps;
mod trunk;
mod vectors;
mod without_scripts;
mod zoom;
