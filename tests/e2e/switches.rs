//! Engine-specific commands that WebDriver lacks.
//!
//! Chromium: the DevTools protocol. Firefox: scripts in the browser's own context. WebKitGTK has neither, so some of this is inserted
//! into the pages, and the rest isn't available.

use std::time::{Duration, Instant};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::{Value, json};

use crate::{
    browser::{Engine, PATIENCE, Tab},
    driver::Vendor,
    pages,
    server::{self, Prelude},
};

impl Tab {
    /// Prepares a new tab: the window size, and in Firefox no minimum width.
    pub async fn prepare(&self) {
        if self.engine == Engine::Firefox {
            self.firefox("document.documentElement.style.setProperty('min-width', '0', 'important')").await;
        }
        if self.engine != Engine::Chromium {
            self.size(1280, 900).await;
        }
    }

    /// Returns a screenshot of an element and 6 pixels around it, as a PNG in base64; of the whole viewport except in Chromium.
    pub async fn picture(&self, element: &str) -> String {
        if self.engine != Engine::Chromium {
            return STANDARD.encode(self.client.screenshot().await.expect("a picture"));
        }
        let clip = self
            .get(&format!(
                "(box => ({{ x: box.x + scrollX - 6, y: box.y + scrollY - 6, width: box.width + 12, height: box.height + 12, \
                 scale: 1 }}))({element}.getBoundingClientRect())"
            ))
            .await;
        let shot = self.devtools("Page.captureScreenshot", json!({ "format": "png", "clip": clip })).await;
        shot["data"].as_str().expect("a picture").to_owned()
    }

    /// Sets the size of the viewport in CSS pixels.
    pub async fn size(&self, width: u32, height: u32) {
        let is_sized = format!("innerWidth === {width} && innerHeight === {height}");
        if self.engine == Engine::Chromium {
            self.sharp_size(width, height, 1.0).await;
            return self.until(&is_sized).await;
        }
        // The frame of a window may change after it was read: a bar goes when the tab of the test before is closed.
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            let frame = self.get("[outerWidth - innerWidth, outerHeight - innerHeight]").await;
            let frame = |side: usize| frame[side].as_u64().unwrap_or_default() as u32;
            self.client.set_window_size(width + frame(0), height + frame(1)).await.expect("a window of that size");
            for _ in 0..60 {
                if self.get(&is_sized).await == true {
                    return;
                }
                tokio::time::sleep(Duration::from_millis(15)).await;
            }
        }
        panic!("the window never has {width} × {height} pixels");
    }

    /// Sets the size of the viewport in CSS pixels, and device pixels per CSS pixel. Chromium only.
    pub async fn sharp_size(&self, width: u32, height: u32, scale: f64) {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": scale, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
    }

    /// Sets media features such as `prefers-color-scheme: dark`, and resets the others. WebKitGTK supports only reduced motion, which is
    /// always on there (see `driver`).
    pub async fn prefer(&self, features: &[(&str, &str)]) {
        match self.engine {
            Engine::Chromium => {
                let features: Vec<Value> =
                    features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
                self.devtools("Emulation.setEmulatedMedia", json!({ "media": "", "features": features })).await;
            }
            Engine::Firefox => {
                let value = |feature| features.iter().find(|(name, _)| *name == feature).map(|(_, value)| *value);
                let reduced = u8::from(value("prefers-reduced-motion") == Some("reduce"));
                let scheme = if value("prefers-color-scheme") == Some("dark") { 0 } else { 1 };
                let colours = if value("forced-colors") == Some("active") { 2 } else { 0 };
                self.firefox(&format!(
                    "Services.prefs.setIntPref('ui.prefersReducedMotion', {reduced});
                     Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', {scheme});
                     Services.prefs.setIntPref('browser.display.document_color_use', {colours})"
                ))
                .await;
            }
            Engine::WebKit => {
                assert!(features.iter().all(|(_, value)| *value == "reduce"), "WebKitGTK can't prefer {features:?}");
            }
        }
    }

    /// Sets the reader's default font size in CSS pixels, for pages that are opened from now on. WebKitGTK has no command for it.
    pub async fn default_font_size(&self, pixels: u32) {
        match self.engine {
            Engine::Chromium => {
                let sizes = json!({ "fontSizes": { "standard": pixels, "fixed": pixels * 13 / 16 } });
                self.devtools("Page.setFontSizes", sizes).await;
            }
            Engine::Firefox => {
                let set = |script| format!("Services.prefs.setIntPref('font.size.variable.{script}', {pixels});");
                self.firefox(&["x-western", "ar"].map(set).concat()).await;
            }
            Engine::WebKit => panic!("WebKitGTK can't set the default font size"),
        }
    }

    /// Disables the scripts of pages that are opened from now on. The test's own scripts still run. Except in Chromium this is done by a
    /// policy in the page.
    pub async fn scripts_off(&self) {
        if self.engine == Engine::Chromium {
            self.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await;
        } else {
            self.prelude.borrow_mut().no_scripts = true;
        }
    }

    /// Runs a script in every page that is opened from now on, before the page's own scripts. In WebKitGTK it is inserted into the head.
    pub async fn before_load(&self, script: &str) {
        match self.engine {
            Engine::Chromium => {
                self.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await;
            }
            Engine::Firefox => {
                let frame = format!(
                    "addEventListener('DOMWindowCreated', ({{ target: {{ defaultView: page }} }}) => Cu.evalInSandbox({}, \
                     Cu.Sandbox(page, {{ sandboxPrototype: page, sameZoneAs: page, wantXrays: false }})))",
                    json!(script)
                );
                let frame = json!(format!("data:,{}", encoded(&frame)));
                self.firefox(&format!("Services.mm.loadFrameScript({frame}, true)")).await;
            }
            Engine::WebKit => self.prelude.borrow_mut().script += &format!("{script};\n"),
        }
    }

    /// Returns the URL of the page with its prelude.
    pub fn with_prelude(&self, url: &str) -> String {
        let prelude = self.prelude.borrow();
        if *prelude == Prelude::default() || url == "about:blank" {
            return url.to_owned();
        }
        if url.starts_with("file:") {
            return pages::with_prelude(url, &prelude);
        }
        let server = url.match_indices('/').nth(2).map_or(url, |(end, _)| &url[..end]);
        server::put_before(server, prelude.clone());
        url.to_owned()
    }

    /// Grants access to the clipboard. WebKitGTK has no such permission.
    pub async fn allow_clipboard(&self) {
        match self.engine {
            Engine::Chromium => {
                let permissions = json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
                self.devtools("Browser.grantPermissions", permissions).await;
            }
            Engine::Firefox => {
                self.firefox("Services.prefs.setBoolPref('dom.events.testing.asyncClipboard', true)").await;
            }
            Engine::WebKit => {}
        }
    }

    /// Sends a command of the Chrome DevTools Protocol.
    pub async fn devtools(&self, method: &str, parameters: Value) -> Value {
        assert_eq!(self.engine, Engine::Chromium, "{method} is Chromium's");
        self.client
            .issue_cmd(Vendor::devtools(method, parameters))
            .await
            .unwrap_or_else(|why| panic!("{method}: {why}"))
    }

    /// Runs a script in Firefox's privileged context.
    async fn firefox(&self, script: &str) {
        let context = async |name| {
            let changed = self.client.issue_cmd(Vendor("moz/context", json!({ "context": name }))).await;
            changed.unwrap_or_else(|why| panic!("no context {name}: {why}"));
        };
        context("chrome").await;
        self.run(script).await;
        context("content").await;
    }

    /// Returns the console's warnings, errors and uncaught exceptions since the last call. Always empty in WebKitGTK.
    pub async fn console(&self) -> Vec<String> {
        match self.engine {
            Engine::Chromium => {
                let lines = self.log("browser").await;
                let loud = lines.iter().filter(|line| line["level"] == "SEVERE" || line["level"] == "WARNING");
                loud.map(|line| line["message"].as_str().unwrap_or_default().to_owned()).collect()
            }
            Engine::Firefox => {
                let said = self.browser.driver.output();
                let new = self.output_read.replace(said.len());
                // Firefox's own modules write there, too: without quotation marks, and from other URLs.
                let pages = [
                    "console.error: \"",
                    "console.warn: \"",
                    "JavaScript error: file:",
                    "JavaScript error: http:",
                    "JavaScript error: ,",
                ];
                let lines = said.get(new..).unwrap_or_default().lines();
                lines.filter(|line| pages.iter().any(|begin| line.starts_with(begin))).map(str::to_owned).collect()
            }
            Engine::WebKit => Vec::new(),
        }
    }

    /// Returns the URLs that were requested since the last call; except in Chromium, by the page that is open.
    pub async fn requests(&self) -> Vec<String> {
        if self.engine != Engine::Chromium {
            let asked =
                "[location.href.split('#')[0], ...performance.getEntriesByType('resource').map(entry => entry.name)]";
            let asked = self.get(asked).await;
            return asked.as_array().into_iter().flatten().filter_map(|url| Some(url.as_str()?.to_owned())).collect();
        }
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

/// Percent-encodes a text.
fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
