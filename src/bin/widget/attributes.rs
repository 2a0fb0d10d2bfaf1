//! The element's attributes: `order`, `depth` and `open` set how a story starts, `show` and `header` hide parts of it.

use keyline::{
    layout::Order,
    state::{Attribute, Depth, OpenAttribute},
    story::{Part, Parts},
};
use web_sys::HtmlElement;

/// Returns an attribute that changes the state of a mounted story, if its value is understood.
pub fn followed(name: &str, value: Option<&str>) -> Option<Attribute> {
    match name {
        "order" => Some(Attribute::Order(order(value))),
        "depth" => Some(Attribute::Depth(depth(value))),
        "open" => open(value).map(Attribute::Open),
        _ => None,
    }
}

pub fn order(value: Option<&str>) -> Order {
    value.and_then(Order::from_name).unwrap_or_default()
}

pub fn depth(value: Option<&str>) -> Depth {
    value.and_then(Depth::from_name).unwrap_or_default()
}

pub fn open(value: Option<&str>) -> Option<OpenAttribute> {
    match value? {
        "" => None,
        "all" => Some(OpenAttribute::All),
        "first" => Some(OpenAttribute::First),
        _ => Some(OpenAttribute::None),
    }
}

/// Returns those of the parts on the page that the element's attributes don't hide, by the rules of `style/parts.css`, where no part's name contains
/// another one.
pub fn shown_parts(host: &HtmlElement, on_page: &Parts) -> Parts {
    let show = host.get_attribute("show").unwrap_or_default();
    let hides_header = host.get_attribute("header").is_some_and(|header| header == "off");
    let is_shown =
        |part: &Part| (show.is_empty() || show.contains(part.name())) && !(hides_header && *part == Part::Header);
    Parts::new(on_page.iter().filter(is_shown))
}
