//! What of Yew is never called, and the data that only that reads, is cut out of the WASM before it is optimised.
//!
//! The compiler can't know that no story has a listener, a portal or a suspense, and that no raw HTML is ever parsed; each is a
//! variant of a node that Yew handles wherever it handles nodes. Here their functions become traps, and the optimiser drops all
//! that only they called. If one is called all the same, that is a panic like any other, and the page recovers as from those.

use std::collections::BTreeMap;

use wasm_encoder::reencode::{self, Reencode};
use wasm_encoder::{CodeSection, DataSection, Function, Instruction, Module};
use wasmparser::{FunctionBody, KnownCustom, Name, Parser, Payload, TypeRef};

/// Parts of names of functions that are never called.
const UNREACHED: &[&str] = &[
    // The view has no listeners: src/bin/widget/edge.js listens.
    "SubtreeData>::add_listener",
    "SubtreeData>::bubble_to_inner_element",
    "subtree_root::shadow_aware_parent",
    "EventDescriptor as core::",
    "EventDescriptor, ())>>::reserve_rehash",
    "EventDescriptor, alloc::vec::Vec",
    "HashMap<yew::dom_bundle::subtree_root::EventDescriptor",
    "ListenerRegistration>::register",
    "listeners::Registry>::unregister",
    "BSubtree>::ensure_handled",
    "hash_one::<&yew::dom_bundle::subtree_root::EventDescriptor>",
    "hashbrown::map::make_hash::<u32,",
    // Attributes are lists of fixed keys (src/view/element.rs), …
    "indexmap::map::",
    "core::slice::iter::Iter<(&str, yew::virtual_dom::AttributeOrProperty)>",
    "Attributes>::iter::{closure#0}",
    // … an element has the same ones whenever it stands in the same place, …
    "apply_diff_as_maps",
    "(&str, &yew::virtual_dom::AttributeOrProperty)",
    "HashMap<&str, &yew::virtual_dom::AttributeOrProperty",
    "hashbrown::map::Iter<&str, &yew::virtual_dom::AttributeOrProperty",
    // … and none of them is a property.
    "js_sys::Reflect::set",
    // Lists have no keys: what stands in them keeps its place (src/view/timeline.rs).
    "blist::KeyedEntry",
    "Vec<yew::dom_bundle::bnode::BNode>>::drain::<core::ops::range::Range<usize>>",
    "drain::Drain<yew::dom_bundle::bnode::BNode>>::",
    "&mut alloc::vec::drain::Drain<yew::dom_bundle::bnode::BNode>",
    "drain::Drain<yew::virtual_dom::vnode::VNode>",
    "ReconcileTarget>::shift",
    "NodeWriter>::shift",
    "Scoped>::shift_node",
    "Fragment>::shift",
    // Nodes of kinds that the view doesn't build.
    "vsuspense::",
    "VSuspense",
    "BSuspense",
    "BaseSuspense",
    "vportal::",
    "VPortal",
    "BPortal",
    "yew::suspense::",
    "TextareaFields as",
    // Nodes are built for one place each, and components are told of nothing but what is new in their properties.
    "<yew::virtual_dom::vnode::VNode as core::clone::Clone>::clone",
    "Mountable>::mountable_eq",
    "Mountable>::copy",
    "Stateful>::flush_messages",
    "lifecycle::UpdateRunner as",
    // Raw HTML is taken over by hydration (src/view/island.rs), never made.
    "BRaw>::create_elements",
    "virtual_dom::vraw::VRaw as yew::dom_bundle::traits::Reconcilable>::attach",
    // What JavaScript calls back here takes nothing, or what a promise has come to.
    "closures::_::invoke::<core::",
    "closures::_::invoke::<f",
    "closures::_::invoke::<i",
    "closures::_::invoke::<js_sys::",
    "closures::_::invoke::<u",
    "closures::_::invoke::<wasm_bindgen::JsValue, bool",
    "closures::_::invoke::<wasm_bindgen::JsValue, core::result::Result<bool",
    "closures::_::invoke::<wasm_bindgen::JsValue, core::result::Result<wasm_bindgen",
    "closures::_::invoke::<wasm_bindgen::JsValue, js_sys::",
    "closures::_::invoke::<wasm_bindgen::JsValue, true",
    "closures::_::invoke::<wasm_bindgen::JsValue, u32",
    "closures::_::invoke::<wasm_bindgen::JsValue, wasm_bindgen::JsValue",
    "closures::_::_::invoke::<web_sys::",
    "Vec<wasm_bindgen::JsValue> as wasm_bindgen::convert",
    "Vec<wasm_bindgen::JsValue>>::into_boxed_slice",
    "futures::jspi::SpawnedTask",
    "futures::jspi::task_waker",
    // What a panic would say: in a release it says nothing, no hook is called.
    "node_type_str",
    "console_error_panic_hook::",
    "on_panic::{closure",
    // Formatting, that only such words need: nothing else in the widget is formatted (src/date/digits.rs).
    "core::fmt::",
    "alloc::fmt::",
    "core::unicode::unicode_data::case",
    "<char>::is_case",
];

/// Parts of names of functions that always answer 0: the widget's few hash tables have some thirty keys, the names of elements, and
/// find them as well without hashes.
const ZERO: &[&str] = &["RandomState as core::hash::BuildHasher>::hash_one::<"];

/// Data that only they read, by its first and its last bytes. The compiler keeps what it can't see to be unused; zeros are dropped
/// by the optimiser.
const UNREAD: [(&[u8], &[u8]); 6] = [
    // Small letters of capital ones (core::unicode), from À on: eleven kilobytes, read for what a panic would say.
    (b"\xc0\0\0\0\xe0\0\0\0", b"\x21\xe9\x01\0\x43\xe9\x01\0"),
    // What letters do to the Greek sigma beside them, for the same.
    (b"\xb0\x02\0\0\x5d\x13\x60\x01", b"\xee\x71\xf0\x01\x3f\x72"),
    (b"\xa8\x01\x04\x01\x01\x01\x04\x01", b"\x01\x1e\x60\x80\xf0\0"),
    (b"\xa0\x10\0\0\xa0\x13\x60\x06", b"\x21\x26\x8a\xf1\x72\x26"),
    (b"\xaa\x01\x0a\x01\x04\x01\x05\x17", b"\x1a\x06\x1a\x06\x1a\0"),
    // The names of events.
    (b"onabort", b"ontransitionstart"),
];

/// The WASM without them; it has to have its names still. Answers also how many functions were cut.
pub fn cut(wasm: &[u8]) -> Result<(Vec<u8>, usize), String> {
    let unread = |why| format!("the WASM can't be read: {why}");
    let mut cutter = Cutter::default();
    for payload in Parser::new(0).parse_all(wasm) {
        match payload.map_err(unread)? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    cutter.next += u32::from(matches!(import.map_err(unread)?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CustomSection(section) => {
                let KnownCustom::Name(names) = section.as_known() else { continue };
                for names in names {
                    let Name::Function(names) = names.map_err(unread)? else { continue };
                    for name in names {
                        let name = name.map_err(unread)?;
                        let plain = without_hashes(name.name);
                        let is_one_of = |parts: &[&str]| parts.iter().any(|part| plain.contains(part));
                        // What could be in a variant is dropped whether it is there or not; what is shared, only where it is.
                        let is_dropped = plain.contains("drop") && !plain.ends_with(">>::drop_slow");
                        if !is_dropped && is_one_of(UNREACHED) {
                            cutter.cut.insert(name.index, Instruction::Unreachable);
                        } else if is_one_of(ZERO) {
                            cutter.cut.insert(name.index, Instruction::I64Const(0));
                        }
                    }
                }
            }
            _ => {}
        }
    }
    let mut module = Module::new();
    cutter
        .parse_core_module(&mut module, Parser::new(0), wasm)
        .map_err(|why| format!("the WASM can't be rewritten: {why}"))?;
    Ok((module.finish(), cutter.cut.len()))
}

/// A name without the hashes that tell crates apart: `yew[0123abcd]::html` is `yew::html`.
fn without_hashes(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    let mut inside = false;
    for (at, letter) in name.char_indices() {
        // What is in brackets elsewhere is a type.
        inside |= letter == '[' && name[..at].ends_with(|before: char| before.is_alphanumeric() || before == '_');
        if !inside {
            plain.push(letter);
        }
        inside &= letter != ']';
    }
    plain
}

/// The data with zeros for what nobody reads.
fn blank(mut data: Vec<u8>) -> Vec<u8> {
    let find = |data: &[u8], what: &[u8]| data.windows(what.len()).position(|window| window == what);
    for (first, last) in UNREAD {
        let Some(from) = find(&data, first) else { continue };
        let Some(length) = find(&data[from..], last) else { continue };
        data[from..from + length + last.len()].fill(0);
    }
    data
}

#[derive(Default)]
struct Cutter {
    /// What is left of functions, by index.
    cut: BTreeMap<u32, Instruction<'static>>,
    /// Index of the function that comes next.
    next: u32,
}

impl Reencode for Cutter {
    type Error = std::convert::Infallible;

    fn parse_data(&mut self, data: &mut DataSection, datum: wasmparser::Data<'_>) -> Result<(), reencode::Error> {
        let blanked = blank(datum.data.to_vec());
        reencode::utils::parse_data(self, data, wasmparser::Data { data: &blanked, ..datum })
    }

    fn parse_function_body(&mut self, code: &mut CodeSection, body: FunctionBody<'_>) -> Result<(), reencode::Error> {
        let cut = self.cut.get(&self.next);
        self.next += 1;
        if let Some(left) = cut {
            let mut function = Function::new([]);
            function.instruction(left).instruction(&Instruction::End);
            code.function(&function);
            return Ok(());
        }
        reencode::utils::parse_function_body(self, code, body)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_never_called_becomes_a_trap() {
        let wat = r#"(module
            (import "a" "b" (func $one))
            (func (@name "yew[0a1b]::suspense::Suspense::resume") (param i32) (call $one))
            (func (@name "yew[0a1b]::html::Scope") (export "start") (call $one)))"#;
        let (wasm, count) = cut(&wat::parse_str(wat).unwrap()).unwrap();
        let text = wasmprinter::print_bytes(wasm).unwrap();
        let lines = |word: &str| text.lines().filter(|line| line.trim().starts_with(word)).count();
        assert_eq!((count, lines("unreachable"), lines("call ")), (1, 1, 1), "{text}");
    }

    #[test]
    fn data_that_nobody_reads_becomes_zeros() {
        assert_eq!(blank(b"1onabort.ontransitionstart2".to_vec()), [&b"1"[..], &[0; 25], b"2"].concat());
        assert_eq!(blank(b"onabort".to_vec()), b"onabort");
    }

    #[test]
    fn names_are_compared_without_hashes() {
        assert_eq!(
            without_hashes("<yew[d446c7]::vnode::VNode as core[75d5]::fmt::Debug>::fmt"),
            "<yew::vnode::VNode as core::fmt::Debug>::fmt"
        );
        assert_eq!(without_hashes("drop::<[u8]>"), "drop::<[u8]>");
    }
}
