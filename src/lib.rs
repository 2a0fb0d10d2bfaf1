//! Keyline turns one news story, written as one JSON document, into an interactive explainer: a timeline drawn to scale and
//! collapsible key-point cards.
//!
//! The modules, in reading order:
//! - [`i18n`]: the product's own phrases in each language;
//! - [`date`]: EDTF dates: parsing, comparison, and formatting in words;
//! - [`story`]: the document, and a reader that recovers from errors;
//! - [`layout`]: the geometry of the timeline: rows, marks, ticks; and the groups of the list;
//! - [`filter`] and [`search`]: the events that match filters, and the parts of a story that contain a query;
//! - [`state`]: what the reader opened, chose, ordered and searched: actions, a pure reducer, effects;
//! - [`gestures`]: pointer, wheel and key input on the overview, as actions;
//! - `view`: Yew components, for the command line and the browser;
//! - [`style`]: the style sheets.
//!
//! All but `view` are pure, and depend on serde alone. Input and output are in the binaries.

pub mod date;
pub mod filter;
pub mod gestures;
pub mod i18n;
pub mod layout;
pub mod search;
mod sort;
pub mod state;
pub mod story;
pub mod style;
#[cfg(feature = "view")]
pub mod view;
