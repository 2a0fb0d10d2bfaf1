//! Elements in few bytes.
//!
//! Yew's `html!` writes out for each element how it is built, some 300 bytes of WebAssembly; a whole story's view came to 31 kB of
//! brotli. Here that code stands once, and each element is a few calls. What comes out are the same nodes, made through Yew's public
//! types: attributes in a list of fixed keys, which is what Yew compares fastest.

use std::rc::Rc;

use yew::{
    prelude::*,
    virtual_dom::{AttributeOrProperty, Attributes, VRaw, VTag, VText},
};

/// A node: the element's name, its attributes, and behind a semicolon its children.
///
/// Attributes are what implements [`Attribute`]; one that is `None` is not there. Children are what implements [`Child`].
macro_rules! element {
    ($name:expr $(, $key:literal = $value:expr)* $(; $($child:expr),+ $(,)?)?) => {{
        #[allow(unused_mut, reason = "a lone <br> has neither attributes nor children")]
        let mut element = $crate::view::element::Element::new($name, &[$($key),*]);
        $(element.set($value);)*
        $($(element.add($child);)+)?
        element.node()
    }};
}
pub(super) use element;

/// An element that is being built.
pub(super) struct Element {
    name: &'static str,
    keys: &'static [&'static str],
    /// One for each key, in order.
    values: Vec<Option<AttributeOrProperty>>,
    children: Vec<Html>,
}

impl Element {
    #[inline(never)]
    pub fn new(name: &'static str, keys: &'static [&'static str]) -> Element {
        Element { name, keys, values: Vec::with_capacity(keys.len()), children: Vec::new() }
    }

    /// The next attribute's value.
    pub fn set(&mut self, value: impl Attribute) {
        self.push(value.value());
    }

    #[inline(never)]
    fn push(&mut self, value: Option<AttrValue>) {
        self.values.push(value.map(AttributeOrProperty::Attribute));
    }

    /// The next child.
    pub fn add(&mut self, child: impl Child) {
        self.append(child.node());
    }

    #[inline(never)]
    fn append(&mut self, child: Html) {
        self.children.push(child);
    }

    #[inline(never)]
    pub fn node(self) -> Html {
        let mut tag = VTag::new(self.name);
        tag.attributes = Attributes::Dynamic { keys: self.keys, values: self.values.into_boxed_slice() };
        if let Some(children) = tag.children_mut() {
            *children = list(self.children);
        }
        tag.into()
    }
}

/// What an attribute can be set to.
pub(super) trait Attribute {
    fn value(self) -> Option<AttrValue>;
}

impl Attribute for &'static str {
    fn value(self) -> Option<AttrValue> {
        Some(AttrValue::Static(self))
    }
}

impl Attribute for String {
    #[inline(never)]
    fn value(self) -> Option<AttrValue> {
        Some(shared(&self))
    }
}

impl Attribute for &String {
    fn value(self) -> Option<AttrValue> {
        Some(shared(self))
    }
}

impl Attribute for &Rc<str> {
    fn value(self) -> Option<AttrValue> {
        Some(AttrValue::Rc(self.clone()))
    }
}

impl Attribute for usize {
    fn value(self) -> Option<AttrValue> {
        Some(shared(&self.to_string()))
    }
}

impl<T: Attribute> Attribute for Option<T> {
    fn value(self) -> Option<AttrValue> {
        self.and_then(T::value)
    }
}

/// What can stand inside an element. Nothing (`None`) keeps its place, so that what follows is still compared with itself.
pub(super) trait Child {
    fn node(self) -> Html;
}

impl Child for Html {
    fn node(self) -> Html {
        self
    }
}

impl Child for &str {
    fn node(self) -> Html {
        text(self)
    }
}

impl Child for String {
    #[inline(never)]
    fn node(self) -> Html {
        text(&self)
    }
}

impl Child for &String {
    fn node(self) -> Html {
        text(self)
    }
}

impl Child for &Rc<str> {
    fn node(self) -> Html {
        text(self)
    }
}

impl Child for Vec<Html> {
    fn node(self) -> Html {
        list(self)
    }
}

impl<T: Child> Child for Option<T> {
    fn node(self) -> Html {
        match self {
            Some(child) => child.node(),
            None => nothing(),
        }
    }
}

#[inline(never)]
fn list(nodes: Vec<Html>) -> Html {
    Html::VList(Rc::new(nodes.into()))
}

/// No node, in its place.
#[inline(never)]
pub(super) fn nothing() -> Html {
    Html::default()
}

#[inline(never)]
fn shared(text: &str) -> AttrValue {
    AttrValue::Rc(text.into())
}

/// A text node.
#[inline(never)]
pub(super) fn text(text: &str) -> Html {
    Html::VText(VText::new(shared(text)))
}

#[inline(never)]
pub(super) fn digits(number: usize) -> String {
    number.to_string()
}

/// A node for each item.
pub(super) fn each<T>(items: &[T], mut draw: impl FnMut(&T) -> Html) -> Vec<Html> {
    let mut nodes = Vec::with_capacity(items.len());
    for item in items {
        nodes.push(draw(item));
    }
    nodes
}

/// HTML that Yew made.
#[inline(never)]
pub(super) fn raw(html: AttrValue) -> Html {
    Html::VRaw(VRaw { html })
}
