//! Attributes the code in a WASM file to the crates that it comes from, by the names of its functions.

use std::collections::{BTreeMap, BTreeSet};

use wasmparser::{BinaryReaderError, KnownCustom, Name, Parser, Payload};

/// What a function belongs to, or the file's data segments.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Owner {
    Keyline,
    Yew,
    Std,
    OtherCrates,
    Data,
}

impl Owner {
    pub fn label(self) -> &'static str {
        match self {
            Owner::Keyline => "keyline",
            Owner::Yew => "Yew",
            Owner::Std => "std",
            Owner::OtherCrates => "other crates",
            Owner::Data => "data",
        }
    }
}

/// Crates of the standard library, and those that it contains.
const STD: [&str; 6] = ["alloc", "compiler_builtins", "core", "hashbrown", "std", "__rustc"];

/// Returns the bytes of function bodies and data segments by owner. Other sections, which are small, don't count.
///
/// # Errors
///
/// Fails if the file isn't WASM, or has no names.
pub fn bytes_by_owner(wasm: &[u8]) -> Result<BTreeMap<Owner, usize>, String> {
    let functions = read(wasm).map_err(|error| format!("can't read the WASM: {error}"))?;
    if functions.names.is_empty() {
        return Err("the WASM has no names of functions".to_owned());
    }
    let mut bytes = BTreeMap::from([(Owner::Data, functions.data)]);
    for (index, size) in (functions.imported..).zip(functions.sizes) {
        let name = functions.names.get(&index).map_or("", String::as_str);
        *bytes.entry(owner(name, &functions.exports)).or_default() += size;
    }
    Ok(bytes)
}

/// Returns a function's owner: the first crate in its name outside the standard library. So generic code of the standard library
/// counts for the crate whose type its name contains, and otherwise for the standard library.
///
/// Names without a crate are exports of the widget, wasm-bindgen's helpers, or compiler intrinsics such as `memcpy`.
fn owner(name: &str, exports: &BTreeSet<String>) -> Owner {
    let crates = crates(name);
    match crates.iter().find(|name| !STD.contains(name)) {
        Some(&("keyline" | "widget")) => Owner::Keyline,
        Some(&"yew") => Owner::Yew,
        Some(_) => Owner::OtherCrates,
        None if !crates.is_empty() => Owner::Std,
        None if name.ends_with(" shim") || name.starts_with("__wbindgen") || name.starts_with("__externref") => {
            Owner::OtherCrates
        }
        None if exports.contains(name) => Owner::Keyline,
        None => Owner::Std,
    }
}

/// Returns the first segments of all paths in a demangled name: `<a::B as c[0f]::D>::e` has `a` and `c`.
fn crates(name: &str) -> Vec<&str> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut crates = Vec::new();
    let mut end = 0;
    while let Some(start) = name[end..].find(is_word).map(|at| end + at) {
        end = name[start..].find(|c| !is_word(c)).map_or(name.len(), |length| start + length);
        let rest = &name[end..];
        // The v0 mangling puts a hash in brackets after a crate's name.
        let rest = rest.strip_prefix('[').and_then(|hash| hash.split_once(']')).map_or(rest, |(_, rest)| rest);
        let begins_path = !name[..start].ends_with("::") && rest.starts_with("::");
        if begins_path && !name[start..].starts_with(|c: char| c.is_numeric()) {
            crates.push(&name[start..end]);
        }
    }
    crates
}

#[derive(Default)]
struct Functions {
    /// The number of imported functions, which have the first indices.
    imported: u32,
    /// Bytes of each body.
    sizes: Vec<usize>,
    names: BTreeMap<u32, String>,
    exports: BTreeSet<String>,
    /// Bytes of all data segments.
    data: usize,
}

fn read(wasm: &[u8]) -> Result<Functions, BinaryReaderError> {
    let mut functions = Functions::default();
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    functions.imported += u32::from(matches!(import?.ty, wasmparser::TypeRef::Func(_)));
                }
            }
            Payload::ExportSection(exports) => {
                for export in exports {
                    functions.exports.insert(export?.name.to_owned());
                }
            }
            Payload::CodeSectionEntry(body) => functions.sizes.push(body.as_bytes().len()),
            Payload::DataSection(segments) => {
                for segment in segments {
                    functions.data += segment?.data.len();
                }
            }
            Payload::CustomSection(section) => {
                let KnownCustom::Name(subsections) = section.as_known() else { continue };
                for subsection in subsections {
                    let Name::Function(names) = subsection? else { continue };
                    for name in names {
                        let name = name?;
                        functions.names.insert(name.index, name.name.to_owned());
                    }
                }
            }
            _ => {}
        }
    }
    Ok(functions)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, expected: Owner) {
        let exports = BTreeSet::from(["start".to_owned(), "__wbindgen_malloc".to_owned()]);
        assert_eq!(owner(name, &exports), expected, "{name}");
    }

    #[test]
    fn a_function_belongs_to_the_first_crate_outside_the_standard_library() {
        check("keyline::date::parse::date::h5512c9f278a883c6", Owner::Keyline);
        check("widget::mount::{{closure}}::h34b738ca12f9baaa", Owner::Keyline);
        check(
            "<keyline::view::event_group::EventGroup as yew::html::component::Component>::view::he69b4",
            Owner::Keyline,
        );
        check("yew::dom_bundle::blist::<impl yew::dom_bundle::Reconcilable for yew::VList>::reconcile", Owner::Yew);
        check("yew::scheduler::push::<keyline::view::event_group::EventGroup>", Owner::Yew);
        check("gloo_utils::document::hccbc00da02466d8a", Owner::OtherCrates);
        check("core::ptr::drop_in_place<yew::html::component::Scope<keyline::view::EventGroup>>::h6136", Owner::Yew);
        check("<core[c5930c85]::cell::BorrowMutError as core[c5930c85]::fmt::Display>::fmt", Owner::Std);
        check("alloc::vec::Vec<T,A>::reserve::h1bda9b5fee4e6253", Owner::Std);
    }

    #[test]
    fn a_name_without_a_crate_is_an_export_of_the_widget_a_helper_or_an_intrinsic() {
        check("start", Owner::Keyline);
        check("start externref shim", Owner::OtherCrates);
        check("__wbindgen_malloc", Owner::OtherCrates);
        check("__externref_table_alloc", Owner::OtherCrates);
        check("memcpy", Owner::Std);
        check("<char>::escape_debug_ext", Owner::Std);
        check("", Owner::Std);
    }

    #[test]
    fn a_file_without_names_is_an_error() {
        assert_eq!(bytes_by_owner(b"\0asm\x01\0\0\0"), Err("the WASM has no names of functions".to_owned()));
        assert!(bytes_by_owner(b"text").unwrap_err().starts_with("can't read the WASM: "));
    }

    #[test]
    fn bodies_and_data_are_summed_by_owner() {
        // (module (import "a" "b" (func)) (func $yew::f) (memory 1) (data (i32.const 0) "xyz"))
        let wasm = [
            &b"\0asm\x01\0\0\0"[..],
            b"\x01\x04\x01\x60\0\0",                     // one type
            b"\x02\x07\x01\x01a\x01b\0\0",               // one imported function
            b"\x03\x02\x01\0",                           // one function
            b"\x05\x03\x01\0\x01",                       // a memory
            b"\x0a\x04\x01\x02\0\x0b",                   // its body: two bytes
            b"\x0b\x09\x01\0\x41\0\x0b\x03xyz",          // three bytes of data
            b"\0\x10\x04name\x01\x09\x01\x01\x06yew::f", // the name of function 1
        ];
        assert_eq!(bytes_by_owner(&wasm.concat()), Ok(BTreeMap::from([(Owner::Yew, 2), (Owner::Data, 3)])));
    }
}
