//! A tab, controlled by WebDriver, in Chromium, Firefox or WebKitGTK (`KEYLINE_ENGINE`).
//!
//! [`browse`] gives a test a new tab (see `pool`). A reader could do what is done here; what no reader can do is in `switches`.
//! Nothing here waits for a fixed time: [`Tab::until`] checks again until a condition is met.

use std::{
    cell::RefCell,
    io::{self, Write},
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    thread,
    time::{Duration, Instant},
};

use fantoccini::{
    Client,
    actions::{InputSource, KeyAction, KeyActions, MouseActions, PointerAction, WheelAction, WheelActions},
    elements::Element,
    key::Key,
    wd::WindowHandle,
};
use serde_json::{Value, json};

pub use crate::driver::Engine;
use crate::{
    controls::{SEARCH, SEARCH_BOX, is_hydrated},
    pool::{Browser, Turn},
    server::Prelude,
};

/// Limits for a test, and for one condition.
const TEST: Duration = Duration::from_secs(120);
pub const PATIENCE: Duration = Duration::from_secs(15);
/// How long an element must stay where it is if no frames are drawn.
const STILL: Duration = Duration::from_millis(500);

/// Expression: the stories' elements, in shadow roots or not; `undefined` for a story that hasn't rendered yet.
pub const STORIES: &str = "[...document.querySelectorAll('keyline-story')].map(host =>
    host.shadowRoot?.querySelector('.keyline') ?? host.querySelector('.keyline'))";

/// Runs a test in a new tab of the chosen engine's browser, with empty storage and history.
pub fn browse(test: impl AsyncFnOnce(&Tab)) {
    let (_turn, browser) = Turn::wait(Engine::chosen());
    let tab = Tab::new(browser);
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        tab.browser.runtime.block_on(async {
            tab.prepare().await;
            let done = tokio::time::timeout(TEST, test(&tab)).await;
            assert!(done.is_ok(), "the test took longer than {} s", TEST.as_secs());
        });
    }));
    match outcome {
        Ok(()) => tab.browser.reuse(),
        Err(panic) => {
            let why = panic.downcast_ref::<String>().map_or("see below", String::as_str);
            report(&format!("failed in {}", tab.engine), why);
            tab.browser.end();
            resume_unwind(panic);
        }
    }
}

/// Does the same for a test that needs Chromium. Skipped in other engines, with the reason `why`.
pub fn browse_chromium(why: &str, test: impl AsyncFnOnce(&Tab)) {
    match Engine::chosen() {
        Engine::Chromium => browse(test),
        other => report(&format!("skipped in {other}"), why),
    }
}

/// Reports what became of the test to standard error, which the test harness doesn't capture.
fn report(outcome: &str, why: &str) {
    let test = thread::current().name().unwrap_or_default().to_owned();
    let _ = writeln!(io::stderr(), "{outcome}: {test}: {why}");
}

/// A tab of a browser.
pub struct Tab {
    pub(crate) client: Client,
    pub(crate) engine: Engine,
    pub(crate) browser: Browser,
    /// What is inserted into pages that are opened from now on, in engines without a command for it.
    pub(crate) prelude: RefCell<Prelude>,
    /// Length of the driver's output that was read: bytes.
    pub(crate) output_read: RefCell<usize>,
}

impl Tab {
    fn new(browser: Browser) -> Tab {
        let (client, engine) = (browser.client.clone(), browser.driver.engine);
        let output_read = RefCell::new(browser.driver.output().len());
        Tab { client, engine, browser, prelude: RefCell::default(), output_read }
    }

    /// Returns whether this is the engine, and reports why the test, or the rest of it, is skipped there.
    pub fn skips(&self, engine: Engine, why: &str) -> bool {
        if self.engine == engine {
            report(&format!("skipped in {engine}"), why);
        }
        self.engine == engine
    }

    pub async fn open(&self, url: &str) {
        let url = &self.with_prelude(url);
        self.client.goto(url).await.unwrap_or_else(|why| panic!("can't open {url}: {why}"));
    }

    /// Opens a page and waits until its stories are hydrated, and their strips are laid out for the measured width.
    pub async fn open_hydrated(&self, url: &str) {
        self.open(url).await;
        self.hydrated().await;
        self.frames().await;
    }

    /// Waits until every story of the page is hydrated.
    pub async fn hydrated(&self) {
        self.until(&format!("{STORIES}.length && {STORIES}.every(story => {})", is_hydrated("story"))).await;
    }

    /// Runs a script and returns the value of its `return`, or what the returned promise resolves to.
    pub async fn run(&self, script: &str) -> Value {
        let done = self.client.execute(script, Vec::new()).await;
        done.unwrap_or_else(|why| panic!("this script failed: {script}\n{why}"))
    }

    /// Evaluates an expression.
    pub async fn get(&self, expression: &str) -> Value {
        self.run(&format!("return ({expression});")).await
    }

    /// Evaluates an expression as a string. Other values are empty.
    pub async fn text(&self, expression: &str) -> String {
        self.get(expression).await.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until an expression is true. One that throws counts as false.
    ///
    /// # Panics
    ///
    /// Panics after 15 seconds.
    pub async fn until(&self, condition: &str) {
        let start = Instant::now();
        let asked = format!("try {{ return !!({condition}); }} catch (error) {{ return `${{error}}`; }}");
        loop {
            let answer = match self.client.execute(&asked, Vec::new()).await {
                Ok(answer) => answer,
                // The browser may be on its way to another page.
                Err(why) => Value::String(why.to_string()),
            };
            if answer == true {
                return;
            }
            if start.elapsed() > PATIENCE {
                let console = self.console().await;
                panic!("still {answer} after {} s: {condition}\nconsole: {console:#?}", PATIENCE.as_secs());
            }
            tokio::time::sleep(Duration::from_millis(15)).await;
        }
    }

    /// Waits until an expression has a value. `what` describes it in the message of a failure.
    ///
    /// # Panics
    ///
    /// Panics after 15 seconds.
    pub async fn becomes(&self, expression: &str, value: Value, what: &str) {
        let start = Instant::now();
        loop {
            let now = self.get(expression).await;
            if now == value {
                return;
            }
            assert!(start.elapsed() < PATIENCE, "{what}: still {now}, not {value}");
            tokio::time::sleep(Duration::from_millis(15)).await;
        }
    }

    /// Waits for two frames, and the timers that were started in them: everything requested for the next frame has been painted then,
    /// also where Yew has continued in a timer.
    pub async fn frames(&self) {
        self.run("return new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(drawn, 5))))")
            .await;
    }

    /// Asserts that an expression is true now.
    pub async fn holds(&self, condition: &str) {
        assert_eq!(self.get(&format!("!!({condition})")).await, true, "false: {condition}");
    }

    /// Waits until an element is shown and stays where it is for two frames, and returns its middle in the window. Without scripts, and in
    /// a frame out of view, there are no frames to wait for: there it must stay for half a second.
    pub async fn at_rest(&self, expression: &str) -> (f64, f64) {
        let look = format!(
            "window.restFrames ??= 0;
             if (!window.restAsked) {{
                 window.restAsked = true;
                 requestAnimationFrame(() => {{ window.restFrames++; window.restAsked = false; }});
             }}
             const it = ({expression});
             const {{ x, y, width, height }} = (it.querySelector('.keyline-target') ?? it).getBoundingClientRect();
             return [width || height ? [x + width / 2, y + height / 2] : null, window.restFrames];"
        );
        let start = Instant::now();
        let mut rest: Option<(Value, u64, Instant)> = None;
        loop {
            let now = self.run(&look).await;
            let (middle, frame) = (now[0].clone(), now[1].as_u64().unwrap_or_default());
            let rested = rest
                .as_ref()
                .filter(|(before, first, _)| !middle.is_null() && *before == middle && frame >= *first)
                .map(|(_, first, since)| frame - *first >= 2 || since.elapsed() > STILL);
            match rested {
                Some(true) => return middle[0].as_f64().zip(middle[1].as_f64()).expect("a point"),
                Some(false) => {}
                None => rest = Some((middle, frame, Instant::now())),
            }
            assert!(start.elapsed() < PATIENCE, "{expression} still moves, or isn't shown");
            tokio::time::sleep(Duration::from_millis(15)).await;
        }
    }

    /// Scrolls the first element that a selector matches into view, and clicks it with the mouse.
    pub async fn click(&self, selector: &str) {
        self.click_element(&format!("document.querySelector({})", json!(selector))).await;
    }

    /// Does the same for the element that an expression evaluates to.
    pub async fn click_element(&self, expression: &str) {
        // A click on an element that moves meanwhile would miss it. WebKitGTK's driver scrolls and clicks at once, and what is laid out
        // only then moves the element.
        match self.engine {
            Engine::WebKit => self.brought_into_view(expression).await,
            _ => self.at_rest(expression).await,
        };
        // The drivers of Firefox (https://bugzilla.mozilla.org/show_bug.cgi?id=1448825) and WebKitGTK can't click SVG groups.
        if self.engine != Engine::Chromium && self.get(&format!("!!{expression}?.ownerSVGElement")).await == true {
            return self.click_middle(expression).await;
        }
        let element = self.element(expression).await;
        element.click().await.unwrap_or_else(|why| panic!("can't click {expression}: {why}"));
    }

    /// Returns WebDriver's reference to the element that an expression evaluates to.
    async fn element(&self, expression: &str) -> Element {
        let named = self.get(expression).await;
        let id = named.as_object().and_then(|named| named.values().next()?.as_str());
        let id = id.unwrap_or_else(|| panic!("no element: {expression}")).to_owned();
        Element::from_element_id(self.client.clone(), id.into())
    }

    async fn click_middle(&self, expression: &str) {
        let middle = self.brought_into_view(expression).await;
        let button = fantoccini::actions::MOUSE_BUTTON_LEFT;
        let click =
            mouse().then(move_to(middle)).then(PointerAction::Down { button }).then(PointerAction::Up { button });
        self.client.perform_actions(click).await.unwrap_or_else(|why| panic!("can't click {expression}: {why}"));
    }

    /// Scrolls an element to the middle of the window, and returns its middle there.
    async fn brought_into_view(&self, expression: &str) -> (f64, f64) {
        self.run(&format!("{expression}.scrollIntoView({{ block: 'center', behavior: 'instant' }})")).await;
        self.at_rest(expression).await
    }

    /// Scrolls an element into view and moves the pointer to its middle.
    pub async fn hover_element(&self, expression: &str) {
        let middle = self.brought_into_view(expression).await;
        self.hover(middle).await;
    }

    /// Sets the text of the search box, which it opens first if it isn't shown.
    pub async fn search(&self, words: &str) {
        self.run(&format!(
            "const box = document.querySelector('{SEARCH_BOX}');
             if (box) box.focus(); else document.querySelector('{SEARCH}').click()"
        ))
        .await;
        self.until(&format!("document.querySelector('{SEARCH_BOX}')")).await;
        // The story sets the text of a box that opens, and then its focus, which browsers may refuse in a frame: a while is enough there.
        self.run(&format!(
            "return new Promise(done => {{
                 const look = left =>
                     document.activeElement?.matches('{SEARCH_BOX}') || !left ? done() : setTimeout(look, 10, left - 1);
                 look(30);
             }})"
        ))
        .await;
        self.run(&format!(
            "const box = document.querySelector('{SEARCH_BOX}'); box.focus(); box.value = '{words}';
            box.dispatchEvent(new InputEvent('input', {{ bubbles: true }}))"
        ))
        .await;
    }

    /// Presses and releases a key.
    pub async fn press(&self, key: Key) {
        self.chord(&[key]).await;
    }

    /// Presses the space bar. WebDriver's `Key::Space` is on the number pad.
    pub async fn press_space(&self) {
        self.type_together(&[' ']).await;
    }

    /// Presses keys together; modifiers are first.
    pub async fn chord(&self, keys: &[Key]) {
        self.type_together(&keys.iter().map(|key| char::from(*key)).collect::<Vec<_>>()).await;
    }

    async fn type_together(&self, keys: &[char]) {
        let down = keys.iter().map(|key| KeyAction::Down { value: *key });
        let up = keys.iter().rev().map(|key| KeyAction::Up { value: *key });
        let actions = down.chain(up).fold(KeyActions::new("keyboard".into()), KeyActions::then);
        self.client.perform_actions(actions).await.expect("keys to be pressed");
    }

    /// Turns the wheel at a point, by pixels to the right and down; optionally with Ctrl.
    pub async fn wheel(&self, (x, y): (f64, f64), [delta_x, delta_y]: [i64; 2], ctrl: bool) {
        let key = async |action| {
            let keys = KeyActions::new("keyboard".into()).then(action);
            self.client.perform_actions(keys).await.expect("Ctrl to be pressed");
        };
        let value = char::from(Key::Control);
        let turn = WheelAction::Scroll { duration: None, x: x as i64, y: y as i64, delta_x, delta_y };
        if ctrl {
            key(KeyAction::Down { value }).await;
        }
        let turned = self.client.perform_actions(WheelActions::new("wheel".into()).then(turn)).await;
        turned.expect("a wheel to be turned");
        if ctrl {
            key(KeyAction::Up { value }).await;
        }
    }

    /// Moves the pointer to a point.
    pub async fn hover(&self, at: (f64, f64)) {
        self.client.perform_actions(mouse().then(move_to(at))).await.expect("the pointer to be moved");
    }

    /// Drags with the mouse from one point to another, in five steps.
    pub async fn drag(&self, from: (f64, f64), to: (f64, f64)) {
        let button = fantoccini::actions::MOUSE_BUTTON_LEFT;
        let part = |index: i32| f64::from(index) / 5.0;
        let step = |index| (from.0 + (to.0 - from.0) * part(index), from.1 + (to.1 - from.1) * part(index));
        let pressed = mouse().then(move_to(from)).then(PointerAction::Down { button });
        let dragged = (1..=5).fold(pressed, |actions, index| actions.then(move_to(step(index))));
        self.client.perform_actions(dragged.then(PointerAction::Up { button })).await.expect("a drag");
    }

    pub async fn back(&self) {
        self.client.back().await.expect("a page to go back to");
    }

    /// Switches to the first frame of the page.
    pub async fn enter_frame(&self) {
        self.client.enter_frame(0).await.expect("a frame");
    }

    /// Switches to the frame that an expression evaluates to; [`Tab::leave_frame`] switches back.
    pub async fn enter(&self, frame: &str) {
        let frame = self.element(frame).await;
        frame.enter_frame().await.unwrap_or_else(|why| panic!("can't enter the frame: {why}"));
    }

    pub async fn leave_frame(&self) {
        self.client.enter_parent_frame().await.expect("a page around");
    }

    /// Returns the open windows.
    pub async fn windows(&self) -> Vec<WindowHandle> {
        self.client.windows().await.expect("windows")
    }

    /// Waits for a window that isn't one of `before`, and switches to it.
    pub async fn enter_new_window(&self, before: &[WindowHandle]) {
        let start = Instant::now();
        loop {
            if let Some(new) = self.windows().await.into_iter().find(|window| !before.contains(window)) {
                return self.client.switch_to_window(new).await.expect("a window");
            }
            assert!(start.elapsed() < PATIENCE, "there is no other window");
            tokio::time::sleep(Duration::from_millis(15)).await;
        }
    }

    /// Returns the number of cookies of the page.
    pub async fn cookies(&self) -> usize {
        self.client.get_all_cookies().await.expect("cookies").len()
    }
}

fn mouse() -> MouseActions {
    MouseActions::new("mouse".into())
}

fn move_to((x, y): (f64, f64)) -> PointerAction {
    PointerAction::MoveTo { duration: Some(Duration::from_millis(20)), x: x.round(), y: y.round() }
}
