//! WebDriver servers, the browsers that they start, and their vendor commands. Shared by tests and benchmarks.

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

/// A browser engine.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Engine {
    Chromium,
    Firefox,
    /// WebKitGTK's MiniBrowser. It has no headless mode, so it runs on a virtual screen.
    WebKit,
}

impl Engine {
    /// Returns the engine that `KEYLINE_ENGINE` names; Chromium if the variable isn't set.
    pub fn chosen() -> Engine {
        match env::var("KEYLINE_ENGINE").as_deref() {
            Err(_) | Ok("chromium") => Engine::Chromium,
            Ok("firefox") => Engine::Firefox,
            Ok("webkit") => Engine::WebKit,
            Ok(other) => panic!("KEYLINE_ENGINE is `{other}`: use chromium, firefox or webkit"),
        }
    }

    /// Returns the path or name of the driver's program.
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

/// A running driver on a port of its own. The process ends when this is dropped.
pub struct Driver {
    pub engine: Engine,
    process: Child,
    address: String,
    /// Folder for the temporary files of the driver and its browser.
    files: PathBuf,
    _screen: Option<Screen>,
}

/// Limit for the start of a driver.
const START: Duration = Duration::from_secs(20);

impl Driver {
    pub fn start(engine: Engine) -> Driver {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let index = COUNT.fetch_add(1, Ordering::Relaxed);
        // The path must be short: Chromium creates a socket there.
        let files = env::temp_dir().join(format!("keyline-{}-{index}", std::process::id()));
        fs::create_dir_all(&files).expect("a folder for a browser");
        let screen = (engine == Engine::WebKit).then(|| Screen::open(&files));
        // ChromeDriver needs its port for both IPv4 and IPv6, and exits if another process has taken one of them.
        let started = (0..3).find_map(|_| launch(engine, &files, screen.as_ref()));
        let (process, port) = started.unwrap_or_else(|| panic!("{engine}'s driver doesn't start: {}", output(&files)));
        Driver { engine, process, address: format!("http://127.0.0.1:{port}"), files, _screen: screen }
    }

    /// Starts a browser with a fresh profile and these additional capabilities.
    pub async fn browser(&self, mut capabilities: Value) -> Client {
        match self.engine {
            Engine::Chromium => capabilities["goog:chromeOptions"] = chromium(),
            Engine::Firefox => capabilities["moz:firefoxOptions"] = firefox(),
            Engine::WebKit => {
                if let Some(browser) = env::var_os("MINIBROWSER") {
                    capabilities["webkitgtk:browserOptions"] =
                        json!({ "binary": browser.to_string_lossy(), "args": ["--automation"] });
                }
            }
        }
        let Value::Object(capabilities) = capabilities else { panic!("capabilities are an object") };
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(capabilities);
        // On a busy machine a browser may not start in the time that its driver gives it.
        for _ in 0..2 {
            if let Ok(client) = builder.connect(&self.address).await {
                return client;
            }
        }
        builder.connect(&self.address).await.expect("a browser")
    }

    /// Returns the process ids of the driver and its screen as arguments for `kill`. A process group has a minus sign.
    pub fn processes(&self) -> Vec<String> {
        let driver = self.process.id();
        let screen = self._screen.as_ref().map(|screen| screen.process.id().to_string());
        let driver = if self.engine == Engine::WebKit { format!("-{driver}") } else { driver.to_string() };
        [driver].into_iter().chain(screen).collect()
    }

    /// Returns the folder for temporary files of the driver and its browser.
    pub fn folder(&self) -> &Path {
        &self.files
    }

    /// Returns what driver and browser have written to standard output and standard error.
    pub fn output(&self) -> String {
        output(&self.files)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // If ChromeDriver is killed, its browser stays and hangs.
        if self.engine == Engine::Chromium
            && let Ok(mut stream) = TcpStream::connect(self.address.trim_start_matches("http://"))
        {
            let _ = stream.set_read_timeout(Some(Duration::from_secs(15)));
            let _ = stream.write_all(b"GET /shutdown HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n");
            let _ = stream.read(&mut [0; 64]);
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = fs::remove_dir_all(&self.files);
    }
}

/// Starts a driver and waits until it listens. Returns `None` if the process ends first.
fn launch(engine: Engine, files: &Path, screen: Option<&Screen>) -> Option<(Child, u16)> {
    let program = engine.driver();
    let log_file = File::create(log(files)).expect("a file for the output");
    let mut command = Command::new(&program);
    command.env("TMPDIR", files).stdin(Stdio::null());
    command.stderr(log_file.try_clone().expect("the same file")).stdout(log_file);
    // WebKit's driver needs the port as an argument; the others choose one and print it.
    let mut port = None;
    match engine {
        Engine::Chromium => command.arg("--port=0"),
        Engine::Firefox => command.args(["--port", "0", "--allow-system-access"]).env("HOME", files),
        Engine::WebKit => {
            port = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).ok().map(|free| free.port());
            command.arg(format!("--port={}", port.expect("a free port")));
            let display = &screen.expect("a screen").name;
            // The browser is in the driver's process group; the driver doesn't report the browser's process id.
            command.process_group(0);
            command.envs(webkit(files)).env("DISPLAY", display).env_remove("WAYLAND_DISPLAY")
        }
    };
    let started = command.spawn();
    let mut process =
        started.unwrap_or_else(|why| panic!("can't start {}: {why}; `cargo xtask` finds it", program.display()));
    let start = Instant::now();
    while start.elapsed() < START && process.try_wait().is_ok_and(|end| end.is_none()) {
        let named = port.or_else(|| named_port(&output(files)));
        if let Some(port) = named.filter(|port| TcpStream::connect(("127.0.0.1", *port)).is_ok()) {
            return Some((process, port));
        }
        sleep(Duration::from_millis(20));
    }
    let _ = process.kill();
    let _ = process.wait();
    None
}

/// Parses the port in "was started successfully on port 1234." or "Listening on 127.0.0.1:1234".
fn named_port(output: &str) -> Option<u16> {
    let after = |words| Some(output.split_once(words)?.1);
    let (port, _) = after("successfully on port ").or_else(|| after("Listening on 127.0.0.1:"))?.split_once('\n')?;
    port.trim_end_matches('.').parse().ok()
}

fn log(files: &Path) -> PathBuf {
    files.join("log")
}

fn output(files: &Path) -> String {
    fs::read(log(files)).map(|output| String::from_utf8_lossy(&output).into_owned()).unwrap_or_default()
}

fn chromium() -> Value {
    // No sandbox, since tests run as root in containers. The features that are off would access the network.
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
        // Console messages go to standard output, which tests read.
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

/// Returns WebKit's environment: an empty home, no sandbox (tests run as root in containers), software rendering.
fn webkit(files: &Path) -> Vec<(&'static str, OsString)> {
    let settings = files.join("gtk-3.0");
    // With its own buttons the window couldn't be as narrow as a phone. Animations are off.
    let style = "* { min-width: 0; margin: 0; border-width: 0; padding: 0; }";
    let written = fs::create_dir_all(&settings)
        .and_then(|()| fs::write(settings.join("gtk.css"), style))
        .and_then(|()| fs::write(settings.join("settings.ini"), "[Settings]\ngtk-enable-animations=false\n"));
    written.expect("settings to be written");
    let folders = ["HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"].map(|name| (name, files.into()));
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

/// A virtual X server (Xvfb). The process ends when this is dropped.
struct Screen {
    process: Child,
    /// Display name, such as `:1`.
    name: String,
}

impl Screen {
    fn open(files: &Path) -> Screen {
        let program = env::var_os("XVFB").unwrap_or_else(|| "Xvfb".into());
        let number = files.join("screen");
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
            let output = fs::read_to_string(&number).unwrap_or_default();
            screen.name = output.strip_suffix('\n').map(|number| format!(":{number}")).unwrap_or_default();
        }
        screen
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // Terminated, not killed, so that Xvfb removes its lock file.
        if Command::new("kill").arg(self.process.id().to_string()).status().is_err() {
            let _ = self.process.kill();
        }
        let _ = self.process.wait();
    }
}

/// A vendor command: a path below the session's path, and a body.
#[derive(Debug)]
pub struct Vendor(pub &'static str, pub Value);

impl Vendor {
    /// Returns a command of the Chrome DevTools Protocol.
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
