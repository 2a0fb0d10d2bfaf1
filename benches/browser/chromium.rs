//! A browser for one cold load, controlled by DevTools: measurements, throttling and input.
//!
//! Every step has a limit: if a page blocks its thread for longer than [`LIMIT`], its browser is closed.

use std::{
    process::{Command, Stdio},
    time::Duration,
};

use fantoccini::Client;
use serde_json::{Value, json};
use tokio::time::{sleep, timeout};

use crate::driver::{Driver, Engine, Vendor};

/// Limit for each step.
pub const LIMIT: Duration = Duration::from_secs(60);

/// Why a measurement failed.
#[derive(Debug)]
pub enum Trouble {
    /// The limit was exceeded.
    Slow,
    Broken(String),
}

pub type Outcome<T> = Result<T, Trouble>;

/// Speed of network and processor.
#[derive(Clone, Copy, PartialEq, Debug, clap::ValueEnum)]
pub enum Profile {
    /// Not throttled
    Fast,
    /// Slow 4G (1.6 Mbit/s down, 0.75 up, 150 ms), and a processor four times slower
    Slow,
}

/// A point on the screen, CSS pixels.
#[derive(Clone, Copy)]
pub struct Point {
    pub x: f64,
    pub y: f64,
}

pub struct Chromium {
    // Fields drop in this order: the browser must end before its driver.
    client: Client,
    _driver: Driver,
}

impl Chromium {
    /// Starts a browser with a fresh profile, and opens an empty page of the same server to warm up.
    pub async fn open(profile: Profile, probe: &str, blank: &str) -> Outcome<Chromium> {
        let driver = Driver::start(Engine::Chromium);
        // A load is measured from its start, so commands must not wait for its end.
        let client = driver.browser(json!({ "pageLoadStrategy": "none" })).await;
        let chromium = Chromium { client, _driver: driver };
        let prepared = chromium.prepare(profile, probe, blank).await;
        if prepared.is_err() {
            chromium.close().await;
            return Err(prepared.err().unwrap_or(Trouble::Slow));
        }
        Ok(chromium)
    }

    async fn prepare(&self, profile: Profile, probe: &str, blank: &str) -> Outcome<()> {
        self.devtools("Page.navigate", json!({ "url": blank })).await?;
        sleep(Duration::from_millis(300)).await;
        self.devtools("Performance.enable", json!({})).await?;
        self.devtools("Network.enable", json!({})).await?;
        self.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": probe })).await?;
        if profile == Profile::Slow {
            let bytes = |bits: f64| bits / 8.0;
            let network = json!({
                "offline": false, "latency": 150, "downloadThroughput": bytes(1.6e6), "uploadThroughput": bytes(0.75e6),
            });
            self.devtools("Network.emulateNetworkConditions", network).await?;
            self.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": 4 })).await?;
        }
        Ok(())
    }

    /// Closes the browser, or kills it if it doesn't respond.
    pub async fn close(self) {
        let process = self.client.capabilities().and_then(|capabilities| capabilities.get("goog:processID")?.as_u64());
        if timeout(Duration::from_secs(5), self.client.clone().close()).await.is_err() {
            // Otherwise the driver would wait for the browser, and exit without ending it.
            if let Some(process) = process {
                let _ = Command::new("kill").args(["-9", &process.to_string()]).stderr(Stdio::null()).status();
            }
        }
    }

    pub async fn devtools(&self, method: &str, parameters: Value) -> Outcome<Value> {
        match timeout(LIMIT, self.client.issue_cmd(Vendor::devtools(method, parameters))).await {
            Ok(Ok(answer)) => Ok(answer),
            Ok(Err(why)) => Err(Trouble::Broken(format!("{method}: {why}"))),
            Err(_) => Err(Trouble::Slow),
        }
    }

    /// Evaluates `bench.QUESTION` in the page; null while no page is loaded.
    pub async fn ask(&self, question: &str) -> Outcome<Value> {
        self.evaluate(&format!("window.bench && document.body ? bench.{question} : null")).await
    }

    pub async fn number(&self, question: &str) -> Outcome<f64> {
        let answer = self.ask(question).await?;
        answer.as_f64().ok_or_else(|| Trouble::Broken(format!("bench.{question} is {answer}")))
    }

    pub async fn evaluate(&self, expression: &str) -> Outcome<Value> {
        let question = json!({ "expression": expression, "returnByValue": true });
        let mut answer = self.devtools("Runtime.evaluate", question).await?;
        if !answer["exceptionDetails"].is_null() {
            return Err(Trouble::Broken(format!(
                "{expression}: {}",
                answer["exceptionDetails"]["exception"]["description"]
            )));
        }
        Ok(answer["result"]["value"].take())
    }

    /// Waits until `bench.QUESTION` returns a point: its target may have to scroll into view first.
    pub async fn aim(&self, question: &str) -> Outcome<Option<Point>> {
        for _ in 0..40 {
            if let Some(point) = self.aim_now(question).await? {
                return Ok(Some(point));
            }
            sleep(Duration::from_millis(40)).await;
        }
        Ok(None)
    }

    /// Returns the point if the target is in view now.
    pub async fn aim_now(&self, question: &str) -> Outcome<Option<Point>> {
        let answer = self.ask(question).await?;
        Ok(answer["x"].as_f64().zip(answer["y"].as_f64()).map(|(x, y)| Point { x, y }))
    }

    pub async fn click(&self, at: Point) -> Outcome<()> {
        self.move_to(at).await?;
        self.press(at).await?;
        self.release(at).await
    }

    pub async fn move_to(&self, Point { x, y }: Point) -> Outcome<()> {
        self.mouse(json!({ "type": "mouseMoved", "x": x, "y": y })).await
    }

    pub async fn press(&self, Point { x, y }: Point) -> Outcome<()> {
        self.mouse(json!({ "type": "mousePressed", "x": x, "y": y, "button": "left", "buttons": 1, "clickCount": 1 }))
            .await
    }

    pub async fn drag_to(&self, Point { x, y }: Point) -> Outcome<()> {
        self.mouse(json!({ "type": "mouseMoved", "x": x, "y": y, "button": "left", "buttons": 1 })).await
    }

    pub async fn release(&self, Point { x, y }: Point) -> Outcome<()> {
        self.mouse(json!({ "type": "mouseReleased", "x": x, "y": y, "button": "left", "clickCount": 1 })).await
    }

    /// Turns the wheel by this number of pixels; optionally with Ctrl.
    pub async fn wheel(&self, Point { x, y }: Point, delta: f64, ctrl: bool) -> Outcome<()> {
        let modifiers = if ctrl { 2 } else { 0 };
        let turn =
            json!({ "type": "mouseWheel", "x": x, "y": y, "deltaX": 0, "deltaY": delta, "modifiers": modifiers });
        self.mouse(turn).await
    }

    async fn mouse(&self, event: Value) -> Outcome<()> {
        self.devtools("Input.dispatchMouseEvent", event).await.map(drop)
    }

    /// Presses a key: a letter, or `Backspace`.
    pub async fn key(&self, key: &str) -> Outcome<()> {
        let code = if key == "Backspace" { 8 } else { u32::from(key.as_bytes()[0].to_ascii_uppercase()) };
        let mut press = json!({ "type": "keyDown", "key": key, "windowsVirtualKeyCode": code });
        if key.len() == 1 {
            press["text"] = key.into();
        }
        self.devtools("Input.dispatchKeyEvent", press).await?;
        let release = json!({ "type": "keyUp", "key": key, "windowsVirtualKeyCode": code });
        self.devtools("Input.dispatchKeyEvent", release).await.map(drop)
    }
}
