//! Keyline turns one news story, written as one JSON document, into an interactive explainer: a timeline drawn to scale and
//! collapsible key-point cards.
//!
//! The rooms, in reading order:
//! - [`date`]: what an EDTF date means, and how a reader says it;
//! - [`i18n`]: the words that are ours, in each language;
//! - [`story`]: the document, read without ever giving up on it;
//! - [`layout`]: time becomes numbers: rows, marks, ticks;
//! - [`filter`] and [`search`]: which events the reader asked for;
//! - [`state`]: what the reader has opened, chosen, ordered, and the address that says so;
//! - `view`: Yew components, one function for the command line and the browser;
//! - [`style`]: the sheets.
//!
//! All but `view` are plain Rust without dependencies. Input and output are the binaries' business.

pub mod date;
pub mod filter;
pub mod i18n;
pub mod layout;
pub mod search;
pub mod state;
pub mod story;
pub mod style;
#[cfg(feature = "view")]
pub mod view;
