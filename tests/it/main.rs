//! The native tests, one binary: what keyline says and does, from outside.

mod dates;
