//! ChromeDriver, the browsers it opens, and the commands that are its own. Tests and benchmarks share it.

use std::{
    env,
    ffi::OsStr,
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};

use fantoccini::{Client, ClientBuilder, wd::WebDriverCompatibleCommand};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

/// A ChromeDriver on a port of its own; it ends with the test.
pub struct Driver {
    process: Child,
    address: String,
    /// What it and its browser leave lying about.
    litter: PathBuf,
}

/// Starts ChromeDriver on a port of its choice, which it names unless it ends before.
fn launch(program: &OsStr, litter: &Path) -> Option<(Child, String)> {
    let mut process = Command::new(program)
        .arg("--port=0")
        .env("TMPDIR", litter)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap_or_else(|why| panic!("can't start {}: {why}; `cargo xtask` finds it", program.display()));
    let said = BufReader::new(process.stdout.take().expect("its output"));
    let port = said
        .lines()
        .map_while(Result::ok)
        .find_map(|line| Some(line.split_once("successfully on port ")?.1.trim_end_matches('.').to_owned()));
    if port.is_none() {
        let _ = process.wait();
    }
    Some((process, port?))
}

impl Driver {
    pub fn start() -> Driver {
        let program = env::var_os("CHROMEDRIVER").unwrap_or_else(|| "chromedriver".into());
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let nth = COUNT.fetch_add(1, Ordering::Relaxed);
        // A short path: Chromium puts a socket there.
        let litter = env::temp_dir().join(format!("keyline-{}-{nth}", std::process::id()));
        fs::create_dir_all(&litter).expect("a folder for a browser");
        // It wants its port for IPv4 and IPv6, and gives up where another process was quicker with one of them.
        let (process, port) = (0..3).find_map(|_| launch(&program, &litter)).expect("ChromeDriver to name its port");
        Driver { process, address: format!("http://127.0.0.1:{port}"), litter }
    }

    /// A browser with a fresh profile, and what else is wished of it (capabilities).
    pub async fn browser(&self, mut wishes: Value) -> Client {
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
        wishes["goog:chromeOptions"] = json!({ "args": arguments });
        if let Some(chrome) = env::var_os("CHROME") {
            wishes["goog:chromeOptions"]["binary"] = chrome.to_string_lossy().into();
        }
        let Value::Object(wishes) = wishes else { panic!("capabilities are an object") };
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(wishes).connect(&self.address).await.expect("a browser")
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // A driver that is merely killed would leave a browser that hangs.
        if let Ok(mut stream) = TcpStream::connect(self.address.trim_start_matches("http://")) {
            let _ = stream.set_read_timeout(Some(Duration::from_secs(15)));
            let _ = stream.write_all(b"GET /shutdown HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n");
            let _ = stream.read(&mut [0; 64]);
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = fs::remove_dir_all(&self.litter);
    }
}

/// What ChromeDriver understands beyond the standard: a path below the session's, and a body.
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
