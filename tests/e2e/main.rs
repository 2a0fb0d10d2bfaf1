//! What only a real browser can prove. `cargo xtask test` builds the widget, finds the browsers and their drivers, and runs this in
//! each; `KEYLINE_ENGINE` says which it is (chromium, firefox, webkit).
//!
//! The rooms first; then a file a behaviour, its tests as sentences.

/// A tab for each test, by WebDriver, and what a reader does there.
mod browser;
/// The page's controls, by class, accessible name or address.
mod controls;
/// The engines' drivers, the browsers that they open, and the commands that are their own.
mod driver;
/// Pages under test, as `keyline page` makes them, and as trunk did; and what is done to them to see what breaks.
mod pages;
/// Browsers, each for many tests.
mod pool;
/// A web server on this machine, for what `file://` can't show: headers, and requests.
mod server;
/// What no reader does and WebDriver has no command for: media features, scripts off, the console, …
mod switches;

mod accessibility;
mod address;
mod death;
mod embed;
mod embedding;
mod find;
/// What people write who want more than to be read (tests/hostile).
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
mod search;
mod sheets;
mod shots;
mod theming;
mod timeline;
mod trunk;
mod vectors;
mod without_scripts;
mod zoom;
