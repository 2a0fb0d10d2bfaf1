//! A pool of browsers: each thread of tests starts one browser and reuses it.
//!
//! Each test has a new tab. After a test its tabs are closed, and cookies, storage, caches, history, permissions and preferences are
//! reset. After a failed test the browser is closed, since its state is unknown.

use std::{
    os::unix::process::CommandExt,
    process::{Child, Command, Stdio},
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use fantoccini::Client;
use serde_json::json;
use tokio::{runtime::Runtime, time::timeout};

use crate::driver::{Driver, Engine, Vendor};

/// Maximum number of browsers: with two processors, more would only wait for each other.
const BROWSERS: usize = 2;
/// Limit for resetting a browser, and for closing it.
const PATIENCE: Duration = Duration::from_secs(15);

/// Resets what tests have set in Firefox: preferences, and the scripts of new pages.
const RESET_FIREFOX: &str =
    "for (const name of ['ui.prefersReducedMotion', 'layout.css.prefers-color-scheme.content-override',
        'browser.display.document_color_use', 'dom.events.testing.asyncClipboard',
        'font.size.variable.x-western', 'font.size.variable.ar']) Services.prefs.clearUserPref(name);
    for (const [url] of Services.mm.getDelayedFrameScripts()) {
        if (url.startsWith('data:')) Services.mm.removeDelayedFrameScript(url);
    }";
/// Clears what pages have stored in Firefox.
const CLEAR_FIREFOX: &str =
    "const { CLEAR_ALL_CACHES, CLEAR_COOKIES, CLEAR_DOM_STORAGES, CLEAR_HISTORY, CLEAR_PERMISSIONS } = Ci.nsIClearDataService;
    const kinds = CLEAR_ALL_CACHES | CLEAR_COOKIES | CLEAR_DOM_STORAGES | CLEAR_HISTORY | CLEAR_PERMISSIONS;
    return new Promise(done => Services.clearData.deleteData(kinds, { onDataDeleted: done }));";

static POOL: (Mutex<Pool>, Condvar) = (Mutex::new(Pool { free: BROWSERS, idle: Vec::new() }), Condvar::new());

struct Pool {
    /// Number of tests that may still start.
    free: usize,
    idle: Vec<Browser>,
}

fn pool() -> MutexGuard<'static, Pool> {
    POOL.0.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Permission for a test to use a browser. The next test gets it when this is dropped.
pub struct Turn(());

impl Turn {
    /// Waits until a test may start, and returns a new or reset browser.
    pub fn wait(engine: Engine) -> (Turn, Browser) {
        let mut pool = POOL.1.wait_while(pool(), |pool| pool.free == 0).unwrap_or_else(PoisonError::into_inner);
        pool.free -= 1;
        let (turn, idle) = (Turn(()), pool.idle.pop());
        drop(pool);
        (turn, idle.unwrap_or_else(|| Browser::start(engine)))
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        pool().free += 1;
        POOL.1.notify_one();
    }
}

/// A browser, its driver, and the runtime of its connection.
pub struct Browser {
    pub runtime: Runtime,
    pub client: Client,
    pub driver: Driver,
    _watchdog: Watchdog,
}

impl Browser {
    fn start(engine: Engine) -> Browser {
        let driver = Driver::start(engine);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let capabilities = match engine {
            Engine::Chromium => json!({ "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" } }),
            _ => json!({}),
        };
        let client = runtime.block_on(driver.browser(capabilities));
        let end = Watchdog::of(&driver, &client);
        Browser { runtime, client, driver, _watchdog: end }
    }

    /// Resets the browser for the next test, or closes it if that fails.
    pub fn reuse(self) {
        let renewed = self.runtime.block_on(async { timeout(PATIENCE, self.renew()).await });
        match renewed {
            Ok(Ok(())) => pool().idle.push(self),
            Ok(Err(why)) => {
                eprintln!("{} must be restarted: {why}", self.driver.engine);
                self.end();
            }
            Err(_) => self.end(),
        }
    }

    /// Opens a new tab, closes the others, and clears what pages have stored.
    async fn renew(&self) -> Result<(), fantoccini::error::CmdError> {
        let client = &self.client;
        // Keys and buttons that are still pressed.
        client.release_actions().await?;
        if self.driver.engine == Engine::Firefox {
            // Before there is another tab: it would run the scripts of this test.
            self.firefox(RESET_FIREFOX).await?;
        }
        let old = client.windows().await?;
        let new = client.new_window(true).await?.handle;
        for window in old {
            client.switch_to_window(window).await?;
            client.close_window().await?;
        }
        client.switch_to_window(new).await?;
        match self.driver.engine {
            Engine::Chromium => self.renew_chromium().await,
            Engine::Firefox => self.firefox(CLEAR_FIREFOX).await,
            Engine::WebKit => client.delete_all_cookies().await,
        }
    }

    async fn renew_chromium(&self) -> Result<(), fantoccini::error::CmdError> {
        for (method, parameters) in [
            // A new tab isn't focused.
            ("Page.bringToFront", json!({})),
            ("Storage.clearDataForOrigin", json!({ "origin": "*", "storageTypes": "all" })),
            ("Storage.clearDataForOrigin", json!({ "origin": "file://", "storageTypes": "all" })),
            ("Network.clearBrowserCookies", json!({})),
            ("Network.clearBrowserCache", json!({})),
            ("Browser.resetPermissions", json!({})),
        ] {
            self.client.issue_cmd(Vendor::devtools(method, parameters)).await?;
        }
        for log in ["browser", "performance"] {
            self.client.issue_cmd(Vendor("se/log", json!({ "type": log }))).await?;
        }
        Ok(())
    }

    /// Runs a script in Firefox's privileged context.
    async fn firefox(&self, script: &str) -> Result<(), fantoccini::error::CmdError> {
        let context = async |name| self.client.issue_cmd(Vendor("moz/context", json!({ "context": name }))).await;
        context("chrome").await?;
        self.client.execute(script, Vec::new()).await?;
        context("content").await?;
        Ok(())
    }

    /// Closes the browser; kills it if it doesn't respond.
    pub fn end(self) {
        // The browser must end before its driver, or it would stay.
        let _ = self.runtime.block_on(async { timeout(PATIENCE, self.client.clone().close()).await });
        // Dropping `_watchdog` kills remaining processes.
    }
}

/// Kills a browser and its driver, and removes their files, when this is dropped or the test process ends for any reason.
///
/// The test harness has no hook at its end, so a shell waits for the end of a pipe.
struct Watchdog(Child);

impl Watchdog {
    fn of(driver: &Driver, client: &Client) -> Watchdog {
        let named = |name: &str| client.capabilities().and_then(|it| it.get(name)?.as_u64());
        let browser = named("moz:processID").or_else(|| named("goog:processID"));
        let kill = "read -r _; kill -9 $PROCESSES; sleep 0.2; rm -rf \"$FOLDER\"";
        let processes: Vec<String> = browser.into_iter().map(|id| id.to_string()).chain(driver.processes()).collect();
        let mut shell = Command::new("sh");
        shell.args(["-c", kill]).env("PROCESSES", processes.join(" ")).env("FOLDER", driver.folder());
        // In its own process group the shell isn't interrupted by Ctrl+C.
        shell.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).process_group(0);
        Watchdog(shell.spawn().expect("a shell"))
    }
}

impl Drop for Watchdog {
    fn drop(&mut self) {
        // `wait` closes the pipe first.
        let _ = self.0.wait();
    }
}
