//! Groups of events that are not hydrated yet: their rows are the prerendered HTML, oldest first, and can be found and printed.
//!
//! This is the only place that moves or hides rows behind Yew's back. Before a group hydrates, both are undone. What else writes to
//! nodes that Yew has rendered:
//! - `restore_open` (mount.rs) opens and closes items of prerendered HTML before it hydrates.
//! - `click_summary` (listeners.rs) sets `open` in the click. The state that it dispatches has the same value.
//! - `reveal` (effects.rs) opens each `<details>` around an item. Those of groups are not in the state: the browser has that copy.
//! - `Effect::OpenFold` (effects.rs) opens a fold, whose open state the browser has, too.
//! - `focusable` (effects.rs) sets `tabindex="-1"` on a part without a summary, which gets the focus.
//! - `hydrate_group` (roots.rs) sets `data-hydrated` on the list of rows, which is the root's element and not rendered by Yew.
//! - `show_query` (search.rs) sets the value of the search box, which is uncontrolled.
//! - `place_preview` (overview/preview.rs) sets three variables for the place of the preview, and whether it is in a frame.

use std::cell::Cell;

use keyline::layout::{Group, Order};
use wasm_bindgen::JsCast;
use web_sys::{Comment, Element, HtmlElement, Node};

use crate::dom;

/// The rows of a group that is not hydrated.
pub struct DormantGroup {
    /// The list of rows; Yew's root once it hydrates.
    pub rows: Element,
    order: Cell<Order>,
}

impl DormantGroup {
    pub fn new(rows: Element) -> DormantGroup {
        DormantGroup { rows, order: Cell::new(Order::OldestFirst) }
    }

    /// Whether the group has prerendered rows; one that was rendered anew is empty.
    pub fn is_prerendered(&self) -> bool {
        self.rows.has_child_nodes()
    }

    /// Shows the rows that the filters leave, in reading order.
    pub fn update(&self, group: &Group, order: Order) {
        self.hide_filtered_rows(group);
        self.set_row_order(order);
    }

    /// Makes the rows what was prerendered.
    pub fn reset(&self) {
        self.set_row_order(Order::OldestFirst);
        children(&self.rows).iter().for_each(|row| row.set_hidden(false));
    }

    /// `group` has its rows oldest first.
    fn hide_filtered_rows(&self, group: &Group) {
        let mut rows = children(&self.rows);
        if self.order.get() == Order::NewestFirst {
            rows.reverse();
        }
        for (row, element) in group.rows.iter().zip(rows) {
            element.set_hidden(!row.shown);
        }
    }

    /// Moves the rows into an order. What has the focus keeps it.
    fn set_row_order(&self, order: Order) {
        if self.order.replace(order) == order {
            return;
        }
        let focused = focused_within(&self.rows);
        // The rows are between two comments, which mark the component for Yew.
        let end = self.rows.last_child().filter(|node| node.has_type::<Comment>());
        let end = end.as_ref().map(|node| -> &Node { node });
        for row in children(&self.rows).iter().rev() {
            let _ = self.rows.insert_before(row, end);
        }
        focused.iter().for_each(dom::focus);
    }
}

fn children(rows: &Element) -> Vec<HtmlElement> {
    let list = rows.children();
    (0..list.length()).filter_map(|index| list.item(index)?.dyn_into().ok()).collect()
}

fn focused_within(rows: &Element) -> Option<HtmlElement> {
    rows.query_selector(":focus").ok().flatten().map(|element| dom::as_html(&element))
}
