//! What is left to do once the WASM is built and optimised: names are shortened, functions are put beside those they resemble,
//! and a panic is made to tell the page.
//!
//! The names that wasm-bindgen gives to what passes between WASM and glue end in a hash. It stands in both files, and no
//! compression makes it smaller.

use std::collections::{BTreeMap, BTreeSet};

use wasm_encoder::reencode::{self, Reencode};
use wasm_encoder::{CodeSection, ExportSection, Function, FunctionSection, ImportSection, Instruction, Module};
use wasmparser::{
    CodeSectionReader, CustomSectionReader, Export, ExternalKind, FunctionBody, FunctionSectionReader, Import,
    ImportSectionReader, Operator, Parser, Payload, TypeRef,
};

use crate::size::brotli;

/// The exported function that tells the page of a panic (src/bin/widget/main.rs).
const PANICKED: &str = "panicked";

/// The WASM, smaller.
///
/// Imports from the glue, and exports that only the glue knows, get short names. Where the WASM traps, it calls `panicked` first,
/// if it exports that: with panics that abort at once there is no other sign of them. Functions stand in an order that brotli likes
/// better than how often they are called: first the short ones by what they take, give and do, then the long ones, each beside
/// one that it resembles. Where short ends is tried out. Custom sections are left out.
pub fn shrink(wasm: &[u8]) -> Result<Vec<u8>, String> {
    let mut tried = Vec::new();
    for short in [40, 60, 100] {
        let mut module = Module::new();
        Shrinker::new(wasm, short)?
            .parse_core_module(&mut module, Parser::new(0), wasm)
            .map_err(|why| format!("the WASM can't be rewritten: {why}"))?;
        tried.push(module.finish());
    }
    tried.into_iter().min_by_key(|shrunk| brotli(shrunk)).ok_or("nothing was tried".to_owned())
}

/// The WASM's glue, with the names that [`shrink`] gives, a beginning of our own, and without what only served imports that the WASM
/// no longer has. What those alone needed is left to a bundler to find.
pub fn fit(wasm: &[u8], glue: &str) -> Result<String, String> {
    let names = Shrinker::new(wasm, 0)?.names;
    put(&begun(&without_unimported(glue, &names)?)?, &names)
}

/// How the WASM begins: `module_or_path` is an answer that has it, or where it is. wasm-bindgen's own way takes ten other things.
const BEGINNING: &str = r#"async function begin({ module_or_path: from }) {
    const answer = typeof from === "string" ? await fetch(from) : from;
    if (!answer.ok) throw new Error(`${answer.status} ${answer.url}`);
    // Some servers don't know its type.
    const streams = answer.headers.get("content-type") === "application/wasm";
    const imports = __wbg_get_imports();
    const { instance, module } = streams
        ? await WebAssembly.instantiateStreaming(answer, imports)
        : await WebAssembly.instantiate(await answer.arrayBuffer(), imports);
    return __wbg_finalize_init(instance, module);
}

export { begin as default };
"#;

/// The glue with that beginning.
fn begun(glue: &str) -> Result<String, String> {
    let (before, _) = glue.split_once("async function __wbg_load(").ok_or("the glue doesn't load as it did")?;
    Ok(before.to_owned() + BEGINNING)
}

struct Shrinker {
    /// Short names by long ones. They depend on the set of names alone: a glue that a browser has kept fits every WASM that asks
    /// it for the same.
    names: BTreeMap<String, String>,
    /// Index of the function.
    panicked: Option<u32>,
    /// How many functions are imported. Theirs are the first indices.
    imported: u32,
    /// The others as they are to stand, each by where it stood.
    order: Vec<usize>,
    /// Where each of them is to stand.
    places: Vec<u32>,
}

impl Shrinker {
    fn new(wasm: &[u8], short: usize) -> Result<Shrinker, String> {
        Shrinker::read(wasm, short).map_err(|why| format!("the WASM can't be read: {why}"))
    }

    /// Functions of no more than `short` bytes come first.
    fn read(wasm: &[u8], short: usize) -> Result<Shrinker, wasmparser::BinaryReaderError> {
        let mut names = BTreeSet::new();
        let mut panicked = None;
        let mut imported = 0;
        let (mut types, mut bodies) = (Vec::new(), Vec::new());
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        let import = import?;
                        if matches!(import.ty, TypeRef::Func(_)) {
                            names.insert(import.name);
                            imported += 1;
                        }
                    }
                }
                Payload::ExportSection(exports) => {
                    for export in exports {
                        let export = export?;
                        if export.kind == ExternalKind::Func && export.name == PANICKED {
                            panicked = Some(export.index);
                        }
                        names.insert(export.name);
                    }
                }
                Payload::FunctionSection(functions) => {
                    types = functions.into_iter().collect::<Result<Vec<u32>, _>>()?;
                }
                Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes()),
                _ => {}
            }
        }
        let is_short = |&at: &usize| bodies.get(at).is_none_or(|body: &&[u8]| body.len() <= short);
        let (mut order, long): (Vec<usize>, Vec<usize>) = (0..types.len()).partition(is_short);
        order.sort_by_key(|&at| (types[at], bodies.get(at)));
        order.extend(alike(&bodies, long));
        let mut places = vec![0; order.len()];
        for (place, &at) in (imported..).zip(&order) {
            places[at] = place;
        }
        // What is wasm-bindgen's own.
        let own = names.into_iter().filter(|name| name.starts_with("__wb") || name.starts_with("wasm_bindgen_"));
        let names = own.enumerate().map(|(nth, name)| (name.to_owned(), format!("${nth}"))).collect();
        Ok(Shrinker { names, panicked, imported, order, places })
    }

    fn short<'a>(&'a self, name: &'a str) -> &'a str {
        self.names.get(name).map_or(name, |short| short)
    }
}

/// Puts functions in a row, from the shortest on: the next is always the one that is most made of what the last one is made of, four
/// bytes at a time.
fn alike(bodies: &[&[u8]], mut left: Vec<usize>) -> Vec<usize> {
    let made_of = |body: &[u8]| -> Vec<[u8; 4]> {
        let mut pieces: Vec<[u8; 4]> = body.windows(4).map(|four| [four[0], four[1], four[2], four[3]]).collect();
        pieces.sort_unstable();
        pieces.dedup();
        pieces
    };
    let pieces: Vec<Vec<[u8; 4]>> = bodies.iter().map(|body| made_of(body)).collect();
    left.sort_by_key(|&at| std::cmp::Reverse(bodies[at].len()));
    let mut row: Vec<usize> = left.pop().into_iter().collect();
    while let Some(&last) = row.last() {
        let mut has = vec![0_u64; 1 << 10];
        let place = |piece: &[u8; 4]| {
            let hash = u32::from_le_bytes(*piece).wrapping_mul(0x9e37_79b1) >> 16;
            (hash as usize >> 6, 1 << (hash & 63))
        };
        for piece in &pieces[last] {
            let (word, bit) = place(piece);
            has[word] |= bit;
        }
        let share = |at: usize| {
            let common = pieces[at].iter().filter(|piece| {
                let (word, bit) = place(piece);
                has[word] & bit != 0
            });
            common.count() * 1_000_000 / (1 + pieces[at].len())
        };
        let Some(next) = (0..left.len()).max_by_key(|&nth| share(left[nth])) else { break };
        row.push(left.swap_remove(next));
    }
    row
}

type Done = Result<(), reencode::Error>;

impl Reencode for Shrinker {
    type Error = std::convert::Infallible;

    fn parse_import_section(&mut self, section: &mut ImportSection, imports: ImportSectionReader<'_>) -> Done {
        for import in imports.into_imports() {
            let Import { module, name, ty } = import?;
            let ty = self.entity_type(ty)?;
            section.import(module, self.short(name), ty);
        }
        Ok(())
    }

    fn parse_export(&mut self, exports: &mut ExportSection, export: Export<'_>) -> Done {
        let (kind, index) = (self.export_kind(export.kind)?, self.external_index(export.kind, export.index)?);
        exports.export(self.short(export.name), kind, index);
        Ok(())
    }

    fn function_index(&mut self, index: u32) -> Result<u32, reencode::Error> {
        let at = index.checked_sub(self.imported).and_then(|at| self.places.get(at as usize));
        Ok(at.copied().unwrap_or(index))
    }

    fn parse_function_section(&mut self, section: &mut FunctionSection, functions: FunctionSectionReader<'_>) -> Done {
        let types = functions.into_iter().collect::<Result<Vec<u32>, _>>()?;
        for &at in &self.order {
            section.function(types[at]);
        }
        Ok(())
    }

    fn parse_code_section(&mut self, code: &mut CodeSection, bodies: CodeSectionReader<'_>) -> Done {
        let bodies = bodies.into_iter().collect::<Result<Vec<FunctionBody<'_>>, _>>()?;
        for at in self.order.clone() {
            self.parse_function_body(code, bodies[at].clone())?;
        }
        Ok(())
    }

    fn parse_function_body(&mut self, code: &mut CodeSection, body: FunctionBody<'_>) -> Done {
        let mut function: Function = self.new_function_with_parsed_locals(&body)?;
        let mut operators = body.get_operators_reader()?;
        while !operators.eof() {
            let operator = operators.read()?;
            if let (Operator::Unreachable, Some(panicked)) = (&operator, self.panicked) {
                function.instruction(&Instruction::Call(self.function_index(panicked)?));
            }
            function.instruction(&self.instruction(operator)?);
        }
        code.function(&function);
        Ok(())
    }

    fn parse_custom_section(&mut self, _: &mut Module, _: CustomSectionReader<'_>) -> Done {
        Ok(())
    }
}

/// Takes out of the glue's object of imports what has none of these names. What doesn't look as wasm-bindgen writes it stays.
fn without_unimported(glue: &str, names: &BTreeMap<String, String>) -> Result<String, String> {
    const INDENT: &str = "        ";
    let mut kept = String::with_capacity(glue.len());
    let mut lines = glue.split_inclusive('\n');
    while let Some(line) = lines.next() {
        let name = line.strip_prefix(INDENT).and_then(|entry| Some(entry.split_once(": function(")?.0));
        match name {
            Some(name) if name.starts_with("__wb") && !names.contains_key(name) => {
                let end = lines.find(|line| line.strip_prefix(INDENT).is_some_and(|rest| !rest.starts_with(' ')));
                if !end.is_some_and(|end| matches!(end.trim(), "}," | "}, arguments); },")) {
                    return Err(format!("no end of `{name}` is seen in the glue"));
                }
            }
            _ => kept.push_str(line),
        }
    }
    Ok(kept)
}

/// Puts short names into the glue, for whole words only. A name that isn't there was not made by this glue's wasm-bindgen.
fn put(glue: &str, names: &BTreeMap<String, String>) -> Result<String, String> {
    let mut renamed = String::with_capacity(glue.len());
    let mut met = BTreeSet::new();
    let mut rest = glue;
    let in_word = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
    while let Some(start) = rest.find(in_word) {
        let end = rest[start..].find(|c| !in_word(c)).map_or(rest.len(), |length| start + length);
        let word = &rest[start..end];
        renamed.push_str(&rest[..start]);
        match names.get(word) {
            Some(short) => {
                met.insert(word);
                renamed.push_str(short);
            }
            None => renamed.push_str(word),
        }
        rest = &rest[end..];
    }
    renamed.push_str(rest);
    match names.keys().find(|name| !met.contains(name.as_str())) {
        Some(name) => Err(format!("the glue doesn't know the WASM's `{name}`")),
        None => Ok(renamed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WAT: &str = r#"(module
        (import "./glue.js" "__wbg_call_0123456789abcdef" (func $call))
        (func $panicked (export "panicked") (call $call))
        (func (export "start") (param i32) (if (local.get 0) (then (unreachable))))
        (func (export "__wbindgen_free"))
        (memory (export "memory") 1)
        (@custom "producers" "somebody"))"#;

    fn shrunk(glue: &str) -> Result<(String, String), String> {
        let wasm = wat::parse_str(WAT).unwrap();
        let glue = fit(&wasm, &format!("{glue}async function __wbg_load() {{}}"))?;
        let glue = glue.strip_suffix(BEGINNING).expect("our beginning").to_owned();
        Ok((wasmprinter::print_bytes(shrink(&wasm)?).unwrap(), glue))
    }

    #[test]
    fn names_are_short_in_both_files_and_those_of_others_stay() {
        let glue = "{__wbg_call_0123456789abcdef(){}, my__wbindgen_free, memory}; wasm.__wbindgen_free(); wasm.start()";
        let (wat, glue) = shrunk(glue).unwrap();
        assert_eq!(glue, "{$0(){}, my__wbindgen_free, memory}; wasm.$1(); wasm.start()");
        for name in ["\"$0\"", "\"$1\"", "\"panicked\"", "\"start\"", "\"memory\""] {
            assert!(wat.contains(name), "{name}: {wat}");
        }
        assert!(!wat.contains("producers"), "{wat}");
    }

    #[test]
    fn a_trap_tells_of_itself_first() {
        let (wat, _) = shrunk("__wbg_call_0123456789abcdef __wbindgen_free ").unwrap();
        let lines: Vec<&str> = wat.lines().map(str::trim).collect();
        let at = lines.iter().position(|line| *line == "unreachable").expect("a trap");
        assert!(wat.contains("(export \"panicked\" (func 2))"), "{wat}");
        assert_eq!(lines[at - 1], "call 2", "{wat}");
    }

    #[test]
    fn functions_stand_by_what_they_do_and_are_called_as_before() {
        let wasm = wat::parse_str(
            r#"(module
                (import "./glue.js" "say" (func $say))
                (func $takes (param i32) (call $one))
                (func $two (call $say) (call $one))
                (func $one (call $say))
                (table funcref (elem $two $takes))
                (export "one" (func $one))
                (export "takes" (func $takes)))"#,
        )
        .unwrap();
        let wasm = shrink(&wasm).unwrap();
        let wat = wasmprinter::print_bytes(wasm).unwrap();
        let order: Vec<&str> = wat.lines().filter(|line| line.contains("(func (;")).map(str::trim).collect();
        let [.., one, two, takes] = &order[..] else { panic!("{wat}") };
        assert!(one.contains(";1;") && two.contains(";2;") && takes.contains("(param i32)"), "{wat}");
        for kept in ["(export \"one\" (func 1))", "(export \"takes\" (func 3))", "func 2 3"] {
            assert!(wat.contains(kept), "{kept}: {wat}");
        }
        assert_eq!(wat.matches("call 0\n").count(), 2, "{wat}");
        assert_eq!(wat.matches("call 1\n").count(), 2, "{wat}");
    }

    #[test]
    fn what_the_wasm_does_not_import_leaves_the_glue() {
        let glue = "\
    const import0 = {
        __wbg_call_0123456789abcdef: function(arg0) {
            arg0.call();
        },
        __wbg_cloneNode_36b90700fd8dbbb0: function() { return handleError(function (arg0) {
            const ret = arg0.cloneNode();
            return ret;
        }, arguments); },
        __wbg_bubbles_d16d240e1d91bfa3: function(arg0) {
            return arg0.bubbles;
        },
        __wbg_log_0011223344556677: log,
    };
wasm.__wbindgen_free();
";
        let fitted = "\
    const import0 = {
        $0: function(arg0) {
            arg0.call();
        },
        __wbg_log_0011223344556677: log,
    };
wasm.$1();
";
        assert_eq!(shrunk(glue).unwrap().1, fitted);
    }

    #[test]
    fn a_glue_that_is_written_otherwise_is_refused() {
        for end in ["", "        }\n        },\n", "        }, other);\n"] {
            let glue = format!("        __wbg_get_0011223344556677: function(arg0) {{\n            get();\n{end}");
            assert_eq!(shrunk(&glue).unwrap_err(), "no end of `__wbg_get_0011223344556677` is seen in the glue");
        }
    }

    #[test]
    fn a_glue_of_another_wasm_is_refused() {
        let why = shrunk("__wbindgen_free").unwrap_err();
        assert_eq!(why, "the glue doesn't know the WASM's `__wbg_call_0123456789abcdef`");
    }
}
