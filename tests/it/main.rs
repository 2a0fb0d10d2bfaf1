//! The native tests, in one binary: properties of the whole product. Units are tested beside their code.
//!
//! - `problems`: every mistake in a story is reported at its place (`tests/stories/bad`), and nothing makes reading panic;
//! - `dates`: dates in words, from the command line, in every time zone;
//! - `cli`: the commands, their output and exit codes;
//! - `compact`: the parts, levels and folds that flags of `keyline embed` choose;
//! - `schema`: the committed JSON Schema is the one that the types make, and agrees with the reader;
//! - `render`: every story's markup, as it was; all of its words are in it, and nothing of it becomes markup;
//! - `npm`: the package's declarations and its README agree with docs/embedding.md;
//! - `style`: the sheets parse, match the markup, and have their raw values in one place; text has enough contrast;
//! - `docs`: examples, commands, links, names and lines in the documentation are right;
//! - `embedding`: attributes, events, variables and parts are those that docs/embedding.md has, and the gallery's themes are AA;
//! - `embed`: the files of `keyline embed` for several stories;
//! - `folder`: a temporary folder for tests of commands that write files;
//! - `iframe`: the page and the tag of `keyline embed --iframe`, from any story;
//! - `pictures`: pictures beside a story are in the page, or in the folder of the snippet;
//! - `tidy`: rules of the code base;
//! - `vectors`: nothing that people write to harm readers becomes markup or an address.

mod cli;
mod compact;
mod dates;
mod docs;
mod embed;
mod embedding;
mod folder;
#[path = "../hostile/vectors.rs"]
mod hostile;
mod iframe;
#[path = "../../src/bin/keyline/locale.rs"]
mod locale;
mod npm;
mod pictures;
mod problems;
mod render;
mod schema;
mod style;
mod tidy;
#[path = "../../src/bin/keyline/time_zones.rs"]
mod time_zones;
mod vectors;
