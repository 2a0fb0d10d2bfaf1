//! The steps from a story to its place in the page.

use std::rc::{Rc, Weak};

use js_sys::{Function, Promise};
use keyline::{
    i18n::{self, Phrases},
    layout::MAX_EVENTS_IN_SIGHT,
    state::{Action, OpenItems, Params, Start, State},
    story::{Id, Lang, Part, Parts, Story},
    view::{RenderOptions, StoryContext},
};
use wasm_bindgen::{JsCast, prelude::*};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, HtmlDetailsElement, HtmlElement, HtmlInputElement};
use yew::{Callback, InputEvent, TargetCast};

use crate::{
    address, attributes, dom, listeners,
    locale::IntlLocale,
    options::MountOptions,
    overview, placement,
    roots::Roots,
    storage::{self, Snapshot},
    store::Store,
    time_zones::{self, PageTimeZones},
};

/// A heading level where the element names none.
const HEADING_LEVEL: u8 = 2;

/// Matches an element that hides its story's header (style/parts.css).
const HIDES_HEADER: &str = "[header=off], [show]:not([show=''], [show*=header])";

/// Mounts a story in its element.
pub async fn mount(
    host: HtmlElement,
    options: MountOptions,
    mut story: Story,
    time_zones: &PageTimeZones,
) -> Result<Rc<Store>, JsValue> {
    let old = options.root();
    let article = old.as_ref().and_then(Element::first_element_child);
    let renders_anew = options.fresh() || options.story().is_some();
    if let Some(lang) = page_language(&host, article.as_ref().filter(|_| !renders_anew)) {
        story.lang = Some(lang);
    }
    let language = story.language().to_owned();
    let isolated = placement::is_isolated(&host, old.as_ref());
    let phrases = phrases(&host, &options, &language).await;
    let enable_style = style(&host, &options, isolated).await?;
    // Nothing below waits, so a story that has ended never replaces the one after it. The element ignores its error.
    if options.guard().ended() {
        return Err(JsValue::UNDEFINED);
    }
    let snapshot =
        options.snapshot().and_then(|json| Snapshot::from_json(&json)).or_else(|| storage::read(&host, &story.id));
    if let (Some(snapshot), Some(old)) = (&snapshot, &old) {
        restore_open(old, &snapshot.open);
    }
    // Translators of browsers wrap texts in `<font>`. Such markup can't hydrate.
    let is_translated = old.as_ref().is_some_and(|old| old.query_selector("font").is_ok_and(|font| font.is_some()));
    let mut render_options = render_options(&host, article.as_ref());
    let hydrates = !renders_anew
        && !is_translated
        && article.as_ref().is_some_and(|article| {
            article.get_attribute("lang").as_deref() == Some(&language) && is_prerendered(article, &render_options)
        })
        && old.as_ref().is_some_and(|old| isolated == (old.parent_node().as_ref() != Some(host.as_ref())));
    if let Some(old) = &old {
        rewrite_item_links(old, &render_options.page_url);
    }
    let opened = snapshot.as_ref().map(|snapshot| snapshot.open.clone()).or_else(|| old.as_ref().map(open_items));
    let root = match &old {
        Some(old) if hydrates => old.clone(),
        _ => {
            let root = placement::create("div");
            root.set_class_name("keyline-root");
            root
        }
    };
    let locale = IntlLocale::new(&language, phrases);
    let time_zone = time_zone_name(&story, &locale, time_zones, hydrates);
    // Without its header, which the page hides, the story's headings begin at the level of the title.
    if !hydrates && dom::is(&host, HIDES_HEADER) && render_options.parts.contains(Part::Header) {
        render_options.heading_level -= 1;
    }
    let mut context = StoryContext::new(story, Rc::new(locale), render_options);
    context.time_zone = time_zone;
    let store = create_store(&host, options, root, context, opened);
    start_when_rendered(&store, snapshot, isolated);
    let _ = store.roots.set(Roots::mount(&store, hydrates));
    if !hydrates {
        placement::place(&host, old.as_ref(), &store.root, isolated)?;
        enable_style.iter().for_each(|enable| drop(enable.call0(&JsValue::UNDEFINED)));
    }
    Ok(store)
}

/// The language that the element names, else that of the prerendered story. Nothing if it isn't BCP 47: the document's own is used.
fn page_language(host: &HtmlElement, article: Option<&Element>) -> Option<Lang> {
    let tag = host.get_attribute("lang").or_else(|| article.and_then(|article| article.get_attribute("lang")));
    tag.and_then(|tag| Lang::parse(&tag))
}

/// Writes the page's URL into prerendered links to items, or removes it, as rendering would: hydration keeps attributes as they are.
fn rewrite_item_links(root: &Element, page_url: &str) {
    for link in dom::all(root, &format!("a[href*=\"#\"]:not([rel], [href^=\"{page_url}#\"])")) {
        let href = link.get_attribute("href").unwrap_or_default();
        let item = href.split_once('#').map_or("", |(_, item)| item);
        let _ = link.set_attribute("href", &format!("{page_url}#{item}"));
    }
}

/// The options that the element's attributes set. The parts and their order are those of the story that is there: `keyline embed`
/// chose them.
fn render_options(host: &HtmlElement, article: Option<&Element>) -> RenderOptions {
    let parts = article.and_then(|article| article.get_attribute("data-parts"));
    RenderOptions {
        heading_level: number(host.get_attribute("heading-level")).unwrap_or(HEADING_LEVEL),
        parts: parts.map_or_else(Parts::default, Parts::from_names),
        max_events: number(host.get_attribute("max-events")).unwrap_or(MAX_EVENTS_IN_SIGHT),
        page_url: address::page_url_if_base_differs(),
    }
}

/// The number in an attribute, 1 to 255.
fn number(attribute: Option<String>) -> Option<u8> {
    attribute.and_then(|number| number.trim().parse().ok()).filter(|number| *number > 0)
}

/// Whether a story was prerendered with these options, so that it can hydrate.
fn is_prerendered(article: &Element, options: &RenderOptions) -> bool {
    let (level, has_title) = (options.heading_level, options.parts.contains(Part::Header));
    let heading = format!("h{level}.keyline-{}", if has_title { "title" } else { "heading" });
    article.query_selector(&heading).is_ok_and(|heading| heading.is_some())
        && number(article.get_attribute("data-max-events")).unwrap_or(MAX_EVENTS_IN_SIGHT) == options.max_events
}

/// The phrases of a language: from the page, or from a file beside the widget; otherwise English.
async fn phrases(host: &HtmlElement, options: &MountOptions, language: &str) -> Phrases {
    let script = host.query_selector(":scope > .keyline-words").ok().flatten();
    let text = match script {
        Some(script) => script.text_content(),
        None => resolved(options.words(language.split('-').next().unwrap_or_default())).await.as_string(),
    };
    text.and_then(|text| Phrases::read(&text)).unwrap_or_else(i18n::english)
}

/// Puts the style sheet where the story needs it. Returns the function that enables it.
async fn style(host: &HtmlElement, options: &MountOptions, isolated: bool) -> Result<Option<Function>, JsValue> {
    let tree = placement::style_tree(host, isolated)?;
    Ok(resolved(options.style(&tree)).await.dyn_into().ok())
}

/// What a promise resolves to; `undefined` where it fails: a story without phrases or style is still a story.
async fn resolved(promise: Result<Promise, JsValue>) -> JsValue {
    match promise {
        Ok(promise) => JsFuture::from(promise).await.unwrap_or(JsValue::UNDEFINED),
        Err(_) => JsValue::UNDEFINED,
    }
}

/// The ids of the items that are open in prerendered HTML.
fn open_items(root: &Element) -> Vec<Id> {
    let bodies = dom::all(root, "details[open] > .keyline-body");
    bodies.iter().filter_map(|body| Some(Id::from(body.id().split_once('/')?.1))).collect()
}

fn restore_open(root: &Element, open: &[Id]) {
    for body in dom::all(root, "details > .keyline-body") {
        if let (Some(details), Some((_, id))) = (body.parent_element(), body.id().split_once('/')) {
            details.unchecked_into::<HtmlDetailsElement>().set_open(open.iter().any(|open| open.as_str() == id));
        }
    }
}

/// Returns the name of the zone that the story's times are in; on hydration, the prerendered one.
fn time_zone_name(story: &Story, locale: &IntlLocale, time_zones: &PageTimeZones, hydrates: bool) -> Option<String> {
    story.resolved_time_zone()?;
    let id = story.time_zone.as_deref()?;
    let carried = if hydrates { time_zones.carried_name(id) } else { None };
    carried.or_else(|| Some(time_zones::name(locale.tag(), id, story.latest_instant()?)))
}

fn create_store(
    host: &HtmlElement,
    options: MountOptions,
    root: Element,
    mut context: StoryContext,
    opened: Option<Vec<Id>>,
) -> Rc<Store> {
    let mut state = State::new(&context.story);
    if let Some(opened) = opened {
        state.open = OpenItems::only(opened);
    }
    Rc::new_cyclic(|store: &Weak<Store>| {
        context.dispatch = callback(store, Store::dispatch);
        context.on_search_input = callback(store, |store, event: InputEvent| {
            let query = event.target_unchecked_into::<HtmlInputElement>().value();
            store.dispatch(Action::Search(query));
        });
        context.on_rendered = callback(store, |store, ()| store.rendered());
        Store::new(host.clone(), root, options, Rc::new(context), state)
    })
}

/// Returns a callback that doesn't own the store.
fn callback<T: 'static>(store: &Weak<Store>, run: fn(&Rc<Store>, T)) -> Callback<T> {
    let weak = store.clone();
    Callback::from(move |value| {
        if let Some(store) = weak.upgrade() {
            run(&store, value);
        }
    })
}

/// Starts the story once it has rendered: from then on it is interactive.
fn start_when_rendered(store: &Rc<Store>, snapshot: Option<Snapshot>, isolated: bool) {
    store.when_rendered(move |store| {
        let Some(roots) = store.roots.get() else { return };
        roots.collect_groups(store);
        listeners::listen(store);
        let address = address::current(store);
        let target = address.as_ref().and_then(|address| address.id.clone());
        let attribute = |name: &str| store.host.get_attribute(name);
        let defaults = Params::from_attributes(
            attributes::order(attribute("order").as_deref()),
            attributes::depth(attribute("depth").as_deref()),
        );
        store.dispatch(Action::Start(Start {
            address: address.map(|address| address.params),
            defaults,
            open: attributes::open(attribute("open").as_deref()),
            snapshot: snapshot.map(|Snapshot { params, open }| (params, open)),
        }));
        overview::listen(store);
        // The browser has scrolled to an item of the page itself, unless it is isolated or was closed.
        let target = target.map(|id| {
            let is_open =
                dom::item(store, &id).and_then(|item| dom::details(&item)).is_some_and(|details| details.open());
            (id, !store.options.fresh() && (isolated || !is_open))
        });
        Roots::mount_groups_in_batches(store, target);
        store.options.ready();
    });
}
