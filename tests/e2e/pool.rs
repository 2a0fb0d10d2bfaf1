//! The browsers of a run: each thread of tests starts one, and its tests use it one after the other.
//!
//! Each test has a tab of its own. After a test the tab is closed, and cookies, storage, caches, history, permissions and
//! preferences are as in a fresh profile. A browser whose test failed is ended, since nobody knows the state it is in.

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

/// How many browsers run at a time: on two processors more only wait for one another.
const BROWSERS: usize = 2;
/// How long a browser may take to become as good as new, and to end.
const PATIENCE: Duration = Duration::from_secs(15);

static POOL: (Mutex<Pool>, Condvar) = (Mutex::new(Pool { free: BROWSERS, idle: Vec::new() }), Condvar::new());

struct Pool {
    /// How many more tests may use a browser now.
    free: usize,
    idle: Vec<Browser>,
}

fn pool() -> MutexGuard<'static, Pool> {
    POOL.0.lock().unwrap_or_else(PoisonError::into_inner)
}

/// One of the browsers that may run at a time; it is free for the next test once this is dropped.
pub struct Turn(());

impl Turn {
    /// Waits for a browser. It is one that has just been started, or as good as that.
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

/// A browser, its driver, and the runtime that its connection lives in.
pub struct Browser {
    pub runtime: Runtime,
    pub client: Client,
    pub driver: Driver,
    _end: EndWithTests,
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
        let end = EndWithTests::of(&driver, &client);
        Browser { runtime, client, driver, _end: end }
    }

    /// Makes the browser as good as new and keeps it for the next test, or ends it if it can't be.
    pub fn give_back(self) {
        let renewed = self.runtime.block_on(async { timeout(PATIENCE, self.renew()).await });
        match renewed {
            Ok(Ok(())) => pool().idle.push(self),
            Ok(Err(why)) => {
                eprintln!("{} is started again: {why}", self.driver.engine);
                self.end();
            }
            Err(_) => self.end(),
        }
    }

    /// Opens a new tab, closes the others, and forgets what pages left behind.
    async fn renew(&self) -> Result<(), fantoccini::error::CmdError> {
        let client = &self.client;
        let old = client.windows().await?;
        let new = client.new_window(true).await?.handle;
        for window in old {
            client.switch_to_window(window).await?;
            client.close_window().await?;
        }
        client.switch_to_window(new).await?;
        match self.driver.engine {
            Engine::Chromium => self.renew_chromium().await,
            Engine::Firefox => self.renew_firefox().await,
            Engine::WebKit => client.delete_all_cookies().await,
        }
    }

    async fn renew_chromium(&self) -> Result<(), fantoccini::error::CmdError> {
        for (method, parameters) in [
            // A new tab has no focus.
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

    async fn renew_firefox(&self) -> Result<(), fantoccini::error::CmdError> {
        let script = "for (const name of ['ui.prefersReducedMotion', 'layout.css.prefers-color-scheme.content-override',
                'browser.display.document_color_use', 'dom.events.testing.asyncClipboard']) Services.prefs.clearUserPref(name);
            for (const [url] of Services.mm.getDelayedFrameScripts()) {
                if (url.startsWith('data:')) Services.mm.removeDelayedFrameScript(url);
            }
            const { CLEAR_ALL_CACHES, CLEAR_COOKIES, CLEAR_DOM_STORAGES, CLEAR_HISTORY, CLEAR_PERMISSIONS } = Ci.nsIClearDataService;
            const kinds = CLEAR_ALL_CACHES | CLEAR_COOKIES | CLEAR_DOM_STORAGES | CLEAR_HISTORY | CLEAR_PERMISSIONS;
            return new Promise(done => Services.clearData.deleteData(kinds, { onDataDeleted: done }));";
        let context = async |name| self.client.issue_cmd(Vendor("moz/context", json!({ "context": name }))).await;
        context("chrome").await?;
        self.client.execute(script, Vec::new()).await?;
        context("content").await?;
        Ok(())
    }

    /// Ends the browser, by force if it doesn't answer.
    pub fn end(self) {
        // The browser ends before its driver, or it would stay.
        let _ = self.runtime.block_on(async { timeout(PATIENCE, self.client.clone().close()).await });
        // What is left ends with `_end`.
    }
}

/// Ends a browser and its driver, and removes their files, once this is dropped or the process of the tests is over, however it ends.
///
/// The test harness runs nothing at its end, so a shell waits for the end of a pipe.
struct EndWithTests(Child);

impl EndWithTests {
    fn of(driver: &Driver, client: &Client) -> EndWithTests {
        let named = |name: &str| client.capabilities().and_then(|it| it.get(name)?.as_u64());
        let browser = named("moz:processID").or_else(|| named("goog:processID"));
        let kill = "read -r _; kill -9 $PROCESSES; sleep 0.2; rm -rf \"$FOLDER\"";
        let processes: Vec<String> = browser.into_iter().map(|id| id.to_string()).chain(driver.processes()).collect();
        let mut shell = Command::new("sh");
        shell.args(["-c", kill]).env("PROCESSES", processes.join(" ")).env("FOLDER", driver.folder());
        // In a group of its own, it outlives an interrupt from the keyboard.
        shell.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).process_group(0);
        EndWithTests(shell.spawn().expect("a shell"))
    }
}

impl Drop for EndWithTests {
    fn drop(&mut self) {
        // This closes the pipe first.
        let _ = self.0.wait();
    }
}
