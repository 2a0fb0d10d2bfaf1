//! What only a real browser can prove. `cargo xtask test` builds the widget, finds Chromium and its driver, and runs this.
//!
//! The rooms first; then a file a behaviour, its tests as sentences.

/// Chromium by WebDriver: a fresh profile a test, what a reader does, and what DevTools can switch.
mod browser;
/// ChromeDriver, the browsers it opens, and the commands that are its own.
mod driver;
/// Pages under test, as `keyline page` makes them, and as trunk did; and what is done to them to see what breaks.
mod pages;
/// A web server on this machine, for what `file://` can't show: headers, and requests.
mod server;

mod accessibility;
mod address;
mod embed;
mod embedding;
mod find;
mod hydration;
mod keyboard;
mod layout;
mod network;
mod opens;
mod print;
mod recovery;
mod search;
mod shots;
mod timeline;
mod trunk;
mod without_scripts;
mod zoom;
