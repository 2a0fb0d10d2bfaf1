//! The element's attributes that set how a story starts: `order`, `depth` and `open`.

use keyline::{
    layout::Order,
    state::{Attribute, Depth, OpenAttribute},
};

/// Returns an attribute that the mounted story follows, if its value is understood.
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
