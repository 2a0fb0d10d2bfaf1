//! Chromium by WebDriver, and by DevTools through its driver.
//!
//! [`browse`] gives a test a tab in a browser of its own. Nothing here sleeps for luck: [`Tab::until`] asks again until it is so.

use std::{
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    sync::{Condvar, Mutex, PoisonError},
    time::{Duration, Instant},
};

use fantoccini::{
    Client, Locator,
    actions::{InputSource, KeyAction, KeyActions},
    key::Key,
};
use serde_json::{Value, json};

use crate::driver::{Driver, Vendor};

/// How long a test may take, and how long it waits for one thing to become so.
const TEST: Duration = Duration::from_secs(120);
const PATIENCE: Duration = Duration::from_secs(15);

/// The page's stories, wherever they are drawn; `undefined` for one that is not yet.
pub const STORIES: &str = "[...document.querySelectorAll('keyline-story')].map(host =>
    host.shadowRoot?.querySelector('.keyline') ?? host.querySelector('.keyline'))";

/// Runs a test in a browser with a fresh profile. Two at a time: more only wait for one another.
pub fn browse(test: impl AsyncFnOnce(&Tab)) {
    let _turn = Turn::take();
    let driver = Driver::start();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let tab = runtime.block_on(Tab::open_browser(&driver));
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        runtime.block_on(async {
            let done = tokio::time::timeout(TEST, test(&tab)).await;
            assert!(done.is_ok(), "the test took longer than {} s", TEST.as_secs());
        });
    }));
    // The browser goes before its driver, or it would stay.
    let _ = runtime.block_on(async { tokio::time::timeout(PATIENCE, tab.client.close()).await });
    if let Err(panic) = outcome {
        resume_unwind(panic);
    }
}

static TURNS: (Mutex<usize>, Condvar) = (Mutex::new(2), Condvar::new());

/// One of the browsers that may run at a time.
struct Turn;

impl Turn {
    fn take() -> Turn {
        let free = TURNS.0.lock().unwrap_or_else(PoisonError::into_inner);
        *TURNS.1.wait_while(free, |free| *free == 0).unwrap_or_else(PoisonError::into_inner) -= 1;
        Turn
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        *TURNS.0.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        TURNS.1.notify_one();
    }
}

/// A browser with one tab.
pub struct Tab {
    client: Client,
}

impl Tab {
    async fn open_browser(driver: &Driver) -> Tab {
        let client = driver.browser(json!({ "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" } })).await;
        Tab { client }
    }

    pub async fn open(&self, url: &str) {
        self.client.goto(url).await.unwrap_or_else(|why| panic!("can't open {url}: {why}"));
    }

    /// Opens a page, and waits until its stories answer.
    pub async fn open_live(&self, url: &str) {
        self.open(url).await;
        self.live().await;
    }

    /// Waits until every story of the page answers.
    pub async fn live(&self) {
        self.until(&format!("{STORIES}.length && {STORIES}.every(story => story?.dataset.live === 'on')")).await;
    }

    /// What a script with `return` in it returns; a promise is waited for.
    pub async fn run(&self, script: &str) -> Value {
        let done = self.client.execute(script, Vec::new()).await;
        done.unwrap_or_else(|why| panic!("this script failed: {script}\n{why}"))
    }

    /// The value of an expression.
    pub async fn get(&self, expression: &str) -> Value {
        self.run(&format!("return ({expression});")).await
    }

    /// The value of an expression as a string; empty for what is none.
    pub async fn text(&self, expression: &str) -> String {
        self.get(expression).await.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until an expression is true.
    pub async fn until(&self, condition: &str) {
        let start = Instant::now();
        while !self.get(&format!("!!({condition})")).await.as_bool().unwrap_or_default() {
            if start.elapsed() > PATIENCE {
                let console = self.console().await;
                panic!("still not so after {} s: {condition}\nconsole: {console:#?}", PATIENCE.as_secs());
            }
            tokio::time::sleep(Duration::from_millis(15)).await;
        }
    }

    /// Fails unless an expression is true now.
    pub async fn holds(&self, condition: &str) {
        assert_eq!(self.get(&format!("!!({condition})")).await, true, "not so: {condition}");
    }

    /// Clicks the first element that a selector finds, as a reader does: where it is, once it is in view.
    pub async fn click(&self, selector: &str) {
        let element = self.client.find(Locator::Css(selector)).await;
        let element = element.unwrap_or_else(|why| panic!("there is no {selector}: {why}"));
        element.click().await.unwrap_or_else(|why| panic!("can't click {selector}: {why}"));
    }

    /// Writes into the search box.
    pub async fn search(&self, words: &str) {
        self.run(&format!(
            "const box = document.querySelector('input[type=search]'); box.focus(); box.value = '{words}';
            box.dispatchEvent(new InputEvent('input', {{ bubbles: true }}))"
        ))
        .await;
    }

    /// Presses a key, where the focus is.
    pub async fn press(&self, key: Key) {
        self.chord(&[key]).await;
    }

    /// Presses the space bar. WebDriver's `Key::Space` is the number pad's.
    pub async fn press_space(&self) {
        self.type_together(&[' ']).await;
    }

    /// Presses keys together: the modifiers first.
    pub async fn chord(&self, keys: &[Key]) {
        self.type_together(&keys.iter().map(|key| char::from(*key)).collect::<Vec<_>>()).await;
    }

    async fn type_together(&self, keys: &[char]) {
        let down = keys.iter().map(|key| KeyAction::Down { value: *key });
        let up = keys.iter().rev().map(|key| KeyAction::Up { value: *key });
        let actions = down.chain(up).fold(KeyActions::new("keyboard".into()), KeyActions::then);
        self.client.perform_actions(actions).await.expect("keys to be pressed");
    }

    pub async fn back(&self) {
        self.client.back().await.expect("a page to go back to");
    }

    /// Goes into the first frame of the page.
    pub async fn enter_frame(&self) {
        self.client.enter_frame(0).await.expect("a frame");
    }

    /// What the screen shows in an element's box and a little around it, as base64 of a PNG.
    pub async fn picture(&self, element: &str) -> String {
        let clip = self
            .get(&format!(
                "(box => ({{ x: box.x + scrollX - 6, y: box.y + scrollY - 6, width: box.width + 12, height: box.height + 12, \
                 scale: 1 }}))({element}.getBoundingClientRect())"
            ))
            .await;
        let shot = self.devtools("Page.captureScreenshot", json!({ "format": "png", "clip": clip })).await;
        shot["data"].as_str().expect("a picture").to_owned()
    }

    /// The viewport in CSS pixels.
    pub async fn size(&self, width: u32, height: u32) {
        self.sharp_size(width, height, 1.0).await;
    }

    /// The viewport in CSS pixels, and the device's pixels in one of them.
    pub async fn sharp_size(&self, width: u32, height: u32, scale: f64) {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": scale, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
    }

    /// Media features such as `prefers-color-scheme: dark`; each call replaces the last one's.
    pub async fn prefer(&self, features: &[(&str, &str)]) {
        let features: Vec<Value> =
            features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        self.devtools("Emulation.setEmulatedMedia", json!({ "media": "", "features": features })).await;
    }

    /// From the next page on nothing runs that the page brings. What the test itself asks still does.
    pub async fn scripts_off(&self) {
        self.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await;
    }

    /// Runs a script in every page that is opened from now on, before the page's own.
    pub async fn before_load(&self, script: &str) {
        self.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await;
    }

    /// A command of the Chrome DevTools Protocol.
    pub async fn devtools(&self, method: &str, parameters: Value) -> Value {
        self.client
            .issue_cmd(Vendor::devtools(method, parameters))
            .await
            .unwrap_or_else(|why| panic!("{method}: {why}"))
    }

    /// The console's lines since the last call, but for mere information.
    pub async fn console(&self) -> Vec<String> {
        let lines = self.log("browser").await;
        let loud = lines.iter().filter(|line| line["level"] == "SEVERE" || line["level"] == "WARNING");
        loud.map(|line| line["message"].as_str().unwrap_or_default().to_owned()).collect()
    }

    /// The addresses that the page asked for since the last call.
    pub async fn requests(&self) -> Vec<String> {
        let events = self.log("performance").await;
        let events = events.iter().filter_map(|line| serde_json::from_str::<Value>(line["message"].as_str()?).ok());
        let sent = events.filter(|event| event["message"]["method"] == "Network.requestWillBeSent");
        sent.filter_map(|event| Some(event["message"]["params"]["request"]["url"].as_str()?.to_owned())).collect()
    }

    async fn log(&self, kind: &str) -> Vec<Value> {
        let log = self.client.issue_cmd(Vendor("se/log", json!({ "type": kind }))).await.expect("a log");
        log.as_array().cloned().unwrap_or_default()
    }
}
