//! The page's controls, by class, position in their group, accessible name or link.
//!
//! Every test finds controls through this module. Constants are CSS selectors or, where marked “Expression”, script expressions.

use crate::{
    browser::{Tab, browse},
    pages::{self, DEFAULT},
};

/// The button that opens all items, or closes them where all are open.
pub const EXPAND_ALL: &str = ".keyline-all button";
/// The toggle button of the order.
pub const NEWEST_FIRST: &str = ".keyline-order button";

/// The button that shows and hides the filters.
pub const FILTERS: &str = ".keyline-filters > button";
/// The filters' buttons.
pub const FILTER: &str = ".keyline-facets[role=group] button";
pub const CLEAR_FILTERS: &str = ".keyline-filters > .keyline-facets:not([role]) button";
/// The button that clears the filters where no event passes them.
pub const CLEAR_FILTERS_OF_NONE: &str = ".keyline-none button";

/// The button that opens the search.
pub const SEARCH: &str = ".keyline-search-button";
pub const SEARCH_BOX: &str = "input[type=search]";
pub const PREVIOUS_RESULT: &str = ".keyline-search button:nth-of-type(1)";
pub const NEXT_RESULT: &str = ".keyline-search button:nth-of-type(2)";
pub const CLOSE_SEARCH: &str = ".keyline-search button:nth-of-type(3)";
pub const LIVE_REGION: &str = "[role=status]";

pub const ZOOM_OUT: &str = ".keyline-zoom button:nth-child(1)";
pub const ZOOM_IN: &str = ".keyline-zoom button:nth-child(2)";
pub const SHOW_ALL: &str = ".keyline-zoom button:nth-child(3)";
pub const SHOW_GAPS: &str = ".keyline-gaps button";
/// The button with the number of events before the visible span.
pub const EARLIER: &str = ".keyline-outside:first-child";
pub const LATER: &str = ".keyline-span + .keyline-outside";

/// A mark of one event, or a cluster of several.
pub const MARK_OR_CLUSTER: &str = ":is(.keyline-mark, .keyline-cluster)";
/// The mark or cluster that is the overview's tab stop.
pub const TAB_STOP: &str = ":is(.keyline-mark, .keyline-cluster)[tabindex=\"0\"]";

/// The story's element after hydration.
pub const HYDRATED: &str = ".keyline[data-hydrated=on]";
/// The story's element before hydration.
pub const NOT_HYDRATED: &str = ".keyline[data-hydrated=off]";

/// Expression: the text of the live region.
pub const LIVE_TEXT: &str = "document.querySelector('[role=status]').textContent";
/// Expression: the id of the event whose mark has the focus; false if no mark has it.
pub const FOCUSED_MARK: &str =
    "(document.activeElement.matches('.keyline-mark') && document.activeElement.getAttribute('href').split('/')[1])";
/// Expression: a mark or a cluster has the focus.
pub const MARK_HAS_FOCUS: &str = "document.activeElement.matches(':is(.keyline-mark, .keyline-cluster)')";
/// Expression: the rows of open groups are hydrated. Gaps of other rows are hidden after filtering or sorting.
pub const OPEN_GROUPS_HYDRATED: &str = "(rows => rows.length && rows.every(row => row.checkVisibility()))(
    [...document.querySelectorAll('details.keyline-group[open] > ol > li:not([hidden]) .keyline-gap')])";

/// Returns a selector for the mark of an event.
pub fn mark(id: &str) -> String {
    format!(".keyline-mark[href$=\"/{id}\"]")
}

/// Goes to an event by its mark: pins its preview, and follows the link in it.
pub async fn read_event(tab: &Tab, id: &str) {
    // Marks move when the overview is laid out for the width that was measured.
    tab.frames().await;
    tab.click(&mark(id)).await;
    tab.until("document.querySelector('.keyline-read')").await;
    tab.click(".keyline-read").await;
}

/// Does the same in a document, shadow root or element, without a pointer.
pub async fn read_in(tab: &Tab, tree: &str, id: &str) {
    let click = "new MouseEvent('click', { bubbles: true, cancelable: true, composed: true })";
    tab.run(&format!("{tree}.querySelector('{}').dispatchEvent({click})", mark(id))).await;
    tab.until(&format!("{tree}.querySelector('.keyline-read')")).await;
    tab.run(&format!("{tree}.querySelector('.keyline-read').click()")).await;
}

/// Returns an expression for the id of the event that a mark links to (a cluster links to its first event).
pub fn event_of(mark: &str) -> String {
    format!("{mark}.getAttribute('href').split('/')[1]")
}

/// Returns an expression for a filter's button by its group ("Tracks", "Tags", "Status") and name; undefined if it isn't shown.
pub fn filter(group: &str, name: &str) -> String {
    filter_in("document", group, name)
}

/// Does the same in another root than the document.
pub fn filter_in(root: &str, group: &str, name: &str) -> String {
    format!(
        "[...{root}.querySelectorAll('.keyline-facets[aria-label=\"{group}\"] button')]
         .find(button => button.firstChild.data.trim() === '{name}')"
    )
}

/// Returns an expression for the first element that a selector matches.
pub fn element(selector: &str) -> String {
    format!("document.querySelector('{selector}')")
}

/// Returns a condition: a toggle button is pressed, or isn't.
pub fn is_pressed(selector: &str, pressed: bool) -> String {
    format!("{}.ariaPressed === '{pressed}'", element(selector))
}

/// Returns a condition: the story's element, given by an expression, is hydrated. False if there is no element.
pub fn is_hydrated(story: &str) -> String {
    format!("{story}?.dataset.hydrated === 'on'")
}

#[test]
fn each_control_has_its_accessible_name() {
    const NAMES: [(&str, &str); 14] = [
        (SEARCH, "Search"),
        (FILTERS, "Filter"),
        (NEWEST_FIRST, "Newest first"),
        (EXPAND_ALL, "Expand all"),
        (SEARCH_BOX, "Search the story"),
        (PREVIOUS_RESULT, "Previous result"),
        (NEXT_RESULT, "Next result"),
        (CLOSE_SEARCH, "Close search"),
        (ZOOM_OUT, "Zoom out"),
        (ZOOM_IN, "Zoom in"),
        (SHOW_ALL, "Show all"),
        (SHOW_GAPS, "Show gaps"),
        (EARLIER, "Earlier: 0 events"),
        (LATER, "Later: 0 events"),
    ];
    browse(async |tab| {
        tab.open_hydrated(&pages::url(DEFAULT)).await;
        tab.click(SEARCH).await;
        tab.until(&element(SEARCH_BOX)).await;
        for (selector, name) in NAMES {
            let names = format!(
                "[...document.querySelectorAll('{selector}')].map(control => control.ariaLabel ?? control.textContent)"
            );
            assert_eq!(tab.get(&names).await, serde_json::json!([name]), "{selector}");
        }
        // The search bar would cover what is scrolled to the top of the window.
        tab.click(CLOSE_SEARCH).await;
        tab.until(&format!("!{}", element(SEARCH_BOX))).await;
        tab.click(FILTERS).await;
        for (group, name) in [("Tracks", "Ukraine"), ("Tags", "war")] {
            tab.until(&filter(group, name)).await;
        }
        tab.click_element(&filter("Tags", "war")).await;
        tab.until(&element(CLEAR_FILTERS)).await;
        assert_eq!(tab.text(&format!("{}.textContent", element(CLEAR_FILTERS))).await, "Show all events");
    });
}
