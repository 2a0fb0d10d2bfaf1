//! Drivers, the browsers that they open, and the commands that are their own. Tests and benchmarks share it.

use std::{
    env,
    ffi::OsString,
    fmt,
    fs::{self, File},
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicUsize, Ordering},
    thread::sleep,
    time::{Duration, Instant},
};

use fantoccini::{Client, ClientBuilder, wd::WebDriverCompatibleCommand};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

/// Whose browser it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Engine {
    Chromium,
    Firefox,
    /// WebKitGTK's small browser, MiniBrowser. It has no headless mode, and gets a screen of its own that nobody sees.
    WebKit,
}

impl Engine {
    /// The one that `KEYLINE_ENGINE` names; Chromium if it isn't set.
    pub fn chosen() -> Engine {
        match env::var("KEYLINE_ENGINE").as_deref() {
            Err(_) | Ok("chromium") => Engine::Chromium,
            Ok("firefox") => Engine::Firefox,
            Ok("webkit") => Engine::WebKit,
            Ok(other) => panic!("KEYLINE_ENGINE is `{other}`, not chromium, firefox or webkit"),
        }
    }

    /// Its driver's program.
    fn driver(self) -> OsString {
        let (variable, program) = match self {
            Engine::Chromium => ("CHROMEDRIVER", "chromedriver"),
            Engine::Firefox => ("GECKODRIVER", "geckodriver"),
            Engine::WebKit => ("WEBKITDRIVER", "WebKitWebDriver"),
        };
        env::var_os(variable).unwrap_or_else(|| program.into())
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Engine::Chromium => "Chromium",
            Engine::Firefox => "Firefox",
            Engine::WebKit => "WebKitGTK",
        })
    }
}

/// A driver on a port of its own; it ends with the test.
pub struct Driver {
    pub engine: Engine,
    process: Child,
    address: String,
    /// What it and its browser leave lying about.
    litter: PathBuf,
    _screen: Option<Screen>,
}

/// How long a driver may take to start.
const START: Duration = Duration::from_secs(20);

impl Driver {
    pub fn start(engine: Engine) -> Driver {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let nth = COUNT.fetch_add(1, Ordering::Relaxed);
        // A short path: Chromium puts a socket there.
        let litter = env::temp_dir().join(format!("keyline-{}-{nth}", std::process::id()));
        fs::create_dir_all(&litter).expect("a folder for a browser");
        let screen = (engine == Engine::WebKit).then(|| Screen::open(&litter));
        // ChromeDriver wants its port for IPv4 and IPv6, and gives up where another process was quicker with one of them.
        let started = (0..3).find_map(|_| launch(engine, &litter, screen.as_ref()));
        let (process, port) = started.unwrap_or_else(|| panic!("{engine}'s driver doesn't start: {}", said(&litter)));
        Driver { engine, process, address: format!("http://127.0.0.1:{port}"), litter, _screen: screen }
    }

    /// A browser with a fresh profile, and what else is wished of it (capabilities).
    pub async fn browser(&self, mut wishes: Value) -> Client {
        match self.engine {
            Engine::Chromium => wishes["goog:chromeOptions"] = chromium(),
            Engine::Firefox => wishes["moz:firefoxOptions"] = firefox(),
            Engine::WebKit => {
                if let Some(browser) = env::var_os("MINIBROWSER") {
                    wishes["webkitgtk:browserOptions"] =
                        json!({ "binary": browser.to_string_lossy(), "args": ["--automation"] });
                }
            }
        }
        let Value::Object(wishes) = wishes else { panic!("capabilities are an object") };
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(wishes).connect(&self.address).await.expect("a browser")
    }

    /// Processes that end with the driver, as `kill` takes them: a group has a minus sign.
    pub fn processes(&self) -> Vec<String> {
        let driver = self.process.id();
        let screen = self._screen.as_ref().map(|screen| screen.process.id().to_string());
        let driver = if self.engine == Engine::WebKit { format!("-{driver}") } else { driver.to_string() };
        [driver].into_iter().chain(screen).collect()
    }

    /// The folder for the files of driver and browser.
    pub fn folder(&self) -> &Path {
        &self.litter
    }

    /// What driver and browser wrote to the terminal.
    pub fn said(&self) -> String {
        said(&self.litter)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // A ChromeDriver that is merely killed would leave a browser that hangs.
        if self.engine == Engine::Chromium
            && let Ok(mut stream) = TcpStream::connect(self.address.trim_start_matches("http://"))
        {
            let _ = stream.set_read_timeout(Some(Duration::from_secs(15)));
            let _ = stream.write_all(b"GET /shutdown HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n");
            let _ = stream.read(&mut [0; 64]);
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = fs::remove_dir_all(&self.litter);
    }
}

/// Starts a driver, and waits until it listens, unless it ends before.
fn launch(engine: Engine, litter: &Path, screen: Option<&Screen>) -> Option<(Child, u16)> {
    let program = engine.driver();
    let output = File::create(log(litter)).expect("a file for what it says");
    let mut command = Command::new(&program);
    command.env("TMPDIR", litter).stdin(Stdio::null());
    command.stderr(output.try_clone().expect("the same file")).stdout(output);
    // WebKit's driver wants to be told its port, the others choose one and name it.
    let mut port = None;
    match engine {
        Engine::Chromium => command.arg("--port=0"),
        Engine::Firefox => command.args(["--port", "0", "--allow-system-access"]).env("HOME", litter),
        Engine::WebKit => {
            port = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).ok().map(|free| free.port());
            command.arg(format!("--port={}", port.expect("a free port")));
            let display = &screen.expect("a screen").name;
            // The browser is in the driver's process group, and nothing else names it.
            command.process_group(0);
            command.envs(webkit(litter)).env("DISPLAY", display).env_remove("WAYLAND_DISPLAY")
        }
    };
    let started = command.spawn();
    let mut process =
        started.unwrap_or_else(|why| panic!("can't start {}: {why}; `cargo xtask` finds it", program.display()));
    let start = Instant::now();
    while start.elapsed() < START && process.try_wait().is_ok_and(|end| end.is_none()) {
        let named = port.or_else(|| named_port(&said(litter)));
        if let Some(port) = named.filter(|port| TcpStream::connect(("127.0.0.1", *port)).is_ok()) {
            return Some((process, port));
        }
        sleep(Duration::from_millis(20));
    }
    let _ = process.kill();
    let _ = process.wait();
    None
}

/// The port in "was started successfully on port 1234." and in "Listening on 127.0.0.1:1234".
fn named_port(said: &str) -> Option<u16> {
    let after = |words| Some(said.split_once(words)?.1);
    let (port, _) = after("successfully on port ").or_else(|| after("Listening on 127.0.0.1:"))?.split_once('\n')?;
    port.trim_end_matches('.').parse().ok()
}

fn log(litter: &Path) -> PathBuf {
    litter.join("log")
}

fn said(litter: &Path) -> String {
    fs::read(log(litter)).map(|said| String::from_utf8_lossy(&said).into_owned()).unwrap_or_default()
}

fn chromium() -> Value {
    // No sandbox, since tests run as root in containers. QUIC and the rest would only look for a network.
    let arguments = [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--hide-scrollbars",
        "--lang=en-GB",
        "--window-size=1280,900",
    ];
    let mut options = json!({ "args": arguments });
    if let Some(chrome) = env::var_os("CHROME") {
        options["binary"] = chrome.to_string_lossy().into();
    }
    options
}

fn firefox() -> Value {
    let preferences = json!({
        // To see afterwards what went wrong in a page.
        "devtools.console.stdout.content": true,
        "intl.accept_languages": "en-GB, en",
        "widget.gtk.overlay-scrollbars.enabled": true,
    });
    let mut options = json!({ "args": ["-headless"], "prefs": preferences });
    if let Some(firefox) = env::var_os("FIREFOX") {
        options["binary"] = firefox.to_string_lossy().into();
    }
    options
}

/// A home without traces, no sandbox (tests run as root in containers), and nothing that looks for a graphics card.
fn webkit(litter: &Path) -> Vec<(&'static str, OsString)> {
    let settings = litter.join("gtk-3.0");
    // The window's own buttons would keep it from being as narrow as a phone; and nothing is to glide.
    let style = "* { min-width: 0; margin: 0; border-width: 0; padding: 0; }";
    let written = fs::create_dir_all(&settings)
        .and_then(|()| fs::write(settings.join("gtk.css"), style))
        .and_then(|()| fs::write(settings.join("settings.ini"), "[Settings]\ngtk-enable-animations=false\n"));
    written.expect("settings to be written");
    let folders = ["HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"].map(|name| (name, litter.into()));
    let switches = [
        ("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1"),
        ("WEBKIT_DISABLE_DMABUF_RENDERER", "1"),
        ("LIBGL_ALWAYS_SOFTWARE", "1"),
        ("NO_AT_BRIDGE", "1"),
        ("GDK_BACKEND", "x11"),
        ("LANGUAGE", "en_GB"),
    ];
    folders.into_iter().chain(switches.map(|(name, value)| (name, value.into()))).collect()
}

/// An X server without a screen; it ends with the driver.
struct Screen {
    process: Child,
    /// `:1`
    name: String,
}

impl Screen {
    fn open(litter: &Path) -> Screen {
        let program = env::var_os("XVFB").unwrap_or_else(|| "Xvfb".into());
        let number = litter.join("screen");
        let mut command = Command::new(&program);
        command.args(["-displayfd", "1", "-screen", "0", "1600x1600x24", "-nolisten", "tcp"]).stdin(Stdio::null());
        command.stdout(File::create(&number).expect("a file for its number")).stderr(Stdio::null());
        let started = command.spawn();
        let process =
            started.unwrap_or_else(|why| panic!("can't start {}: {why}; `cargo xtask` finds it", program.display()));
        let mut screen = Screen { process, name: String::new() };
        let start = Instant::now();
        while screen.name.is_empty() {
            assert!(start.elapsed() < START, "{} doesn't start", program.display());
            sleep(Duration::from_millis(20));
            let said = fs::read_to_string(&number).unwrap_or_default();
            screen.name = said.strip_suffix('\n').map(|number| format!(":{number}")).unwrap_or_default();
        }
        screen
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // Gently, so that it tidies up.
        if Command::new("kill").arg(self.process.id().to_string()).status().is_err() {
            let _ = self.process.kill();
        }
        let _ = self.process.wait();
    }
}

/// What a driver understands beyond the standard: a path below the session's, and a body.
#[derive(Debug)]
pub struct Vendor(pub &'static str, pub Value);

impl Vendor {
    /// A command of the Chrome DevTools Protocol.
    pub fn devtools(method: &str, parameters: Value) -> Vendor {
        Vendor("goog/cdp/execute", json!({ "cmd": method, "params": parameters }))
    }
}

impl WebDriverCompatibleCommand for Vendor {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.0))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.1.to_string()))
    }
}
