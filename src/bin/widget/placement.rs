//! Where a story is in its element: in a shadow root, or in the page itself.

use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, Node, ShadowRoot, ShadowRootInit, ShadowRootMode};

use crate::{dom, locale::set};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = CSS, js_name = registerProperty, catch)]
    fn register_property(definition: &Object) -> Result<(), JsValue>;
}

/// Whether a story is isolated from the page's style: by the element's `isolate` attribute, or else by where the root was
/// prerendered.
pub fn is_isolated(host: &HtmlElement, root: Option<&Element>) -> bool {
    match host.get_attribute("isolate").filter(|value| !value.is_empty()) {
        Some(value) => value != "off",
        None => root.and_then(|root| root.parent_node()).as_ref() != Some(host.unchecked_ref()),
    }
}

/// The tree that a story's style sheet belongs to. An isolated story without a shadow root gets one; until the story is there, it
/// shows what is in the element.
pub fn style_tree(host: &HtmlElement, isolated: bool) -> Result<Node, JsValue> {
    if !isolated {
        return Ok(host.get_root_node());
    }
    register("--_keyline-rem", "<length>", "16px");
    register("--_keyline-registered", "<number>", "1");
    if let Some(shadow) = host.shadow_root() {
        return Ok(shadow.into());
    }
    let shadow = host.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open))?;
    shadow.append_child(&slot())?;
    Ok(shadow.into())
}

/// Registers a property that the sheet uses: a page that has no snippet, or refuses inline styles, lacks style/registered.css.
fn register(name: &str, syntax: &str, initial_value: &str) {
    let definition = Object::new();
    set(&definition, "name", name);
    set(&definition, "syntax", syntax);
    set(&definition, "initialValue", initial_value);
    let _ = Reflect::set(&definition, &"inherits".into(), &JsValue::FALSE);
    // It throws where another story has registered the property.
    let _ = register_property(&definition);
}

/// Replaces the old root by one that was rendered anew.
pub fn place(host: &HtmlElement, old: Option<&Element>, root: &Element, isolated: bool) -> Result<(), JsValue> {
    if let Some(old) = old {
        old.remove();
    }
    let shadow = host.shadow_root();
    if let Some(shadow) = &shadow {
        remove_content(shadow);
    }
    match shadow {
        Some(shadow) if isolated => shadow.append_child(root)?,
        shadow => {
            if let Some(shadow) = shadow {
                shadow.append_child(&slot())?;
            }
            hide_fallback(host);
            host.append_child(root)?
        }
    };
    Ok(())
}

/// Removes everything but style from a shadow root.
fn remove_content(shadow: &ShadowRoot) {
    let children = shadow.children();
    for index in (0..children.length()).rev() {
        if let Some(child) = children.item(index).filter(|child| !dom::is(child, "link, style")) {
            child.remove();
        }
    }
}

/// Hides what the element shows without a story.
fn hide_fallback(host: &HtmlElement) {
    let children = host.children();
    for index in 0..children.length() {
        if let Some(child) = children.item(index).filter(|child| !dom::is(child, "script, style, link, template")) {
            child.unchecked_ref::<HtmlElement>().set_hidden(true);
        }
    }
}

fn slot() -> Element {
    create("slot")
}

/// Creates an element of a name that is valid.
pub fn create(name: &str) -> Element {
    gloo::utils::document().create_element(name).expect("a valid name")
}
