//! A local web server that serves given files and records the requests.

use std::{
    collections::BTreeMap,
    fs,
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    path::Path,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

/// Status of a path that is never answered.
const SILENT: &str = "";
/// How long its connection stays open: longer than a test may take.
const SILENCE: Duration = Duration::from_secs(150);

/// What a test inserts at the start of a page's head, for engines without a command for it: a script, or a policy that disables scripts.
#[derive(Clone, Default, PartialEq)]
pub struct Prelude {
    pub script: String,
    pub no_scripts: bool,
}

impl Prelude {
    /// Returns the page with the prelude in its head. With `src`, the script is referenced: the page's policy forbids inline scripts.
    pub fn put_into(&self, html: &str, src: Option<&str>) -> String {
        let policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'none'\">";
        let policy = if self.no_scripts { policy } else { "" };
        let script = match (&*self.script, src) {
            ("", _) => String::new(),
            (_, Some(src)) => format!("<script src=\"{src}\"></script>"),
            (script, None) => format!("<script>{script}</script>"),
        };
        let start = ["<head>", "<html lang=\"en\">", "<!doctype html>", "<!DOCTYPE html>"];
        // A script may fetch HTML that is no whole page.
        let Some(at) = start.iter().find_map(|tag| Some(html.find(tag)? + tag.len())) else { return html.to_owned() };
        format!("{}{policy}{script}{}", &html[..at], &html[at..])
    }
}

/// Path of the prelude's script.
const PRELUDE: &str = "/prelude.js";

/// Preludes by the address of the server.
static PRELUDES: Mutex<BTreeMap<String, Prelude>> = Mutex::new(BTreeMap::new());

/// Sets the prelude of every page that a server sends from now on.
pub fn put_before(address: &str, prelude: Prelude) {
    PRELUDES.lock().unwrap_or_else(PoisonError::into_inner).insert(address.to_owned(), prelude);
}

/// Files by path, and headers for all of them.
#[derive(Default)]
pub struct Site {
    files: BTreeMap<String, Vec<u8>>,
    headers: String,
    /// Status and additional headers by path, for responses other than 200.
    others: BTreeMap<String, (&'static str, String)>,
}

/// A running server for a site. It stops when this is dropped.
pub struct Server {
    /// `http://127.0.0.1:1234`
    pub address: String,
    asked: Arc<Mutex<Vec<String>>>,
    over: Arc<AtomicBool>,
}

impl Site {
    pub fn new() -> Site {
        Site::default()
    }

    /// Adds a file at a path such as `/index.html`. The extension determines the media type; `/` is HTML.
    pub fn file(mut self, path: &str, content: impl Into<Vec<u8>>) -> Site {
        self.files.insert(path.to_owned(), content.into());
        self
    }

    /// Adds the files of a folder, recursively. The path of a folder with an `index.html` serves that file.
    pub fn folder(self, folder: &Path) -> Site {
        self.folder_at(folder, "")
    }

    fn folder_at(mut self, folder: &Path, at: &str) -> Site {
        let files = fs::read_dir(folder).unwrap_or_else(|why| panic!("can't read {}: {why}", folder.display()));
        for path in files.filter_map(|entry| Some(entry.ok()?.path())) {
            let name = format!("{at}/{}", path.file_name().unwrap_or_default().to_string_lossy());
            if path.is_dir() {
                self = self.folder_at(&path, &name);
                continue;
            }
            let content = fs::read(&path).unwrap_or_else(|why| panic!("can't read {}: {why}", path.display()));
            if name.ends_with("/index.html") {
                self.files.insert(format!("{at}/"), content.clone());
            }
            self.files.insert(name, content);
        }
        self
    }

    /// Returns the paths of the files.
    pub fn names(&self) -> Vec<String> {
        self.files.keys().cloned().collect()
    }

    /// Changes an existing file.
    pub fn changed(mut self, path: &str, change: impl FnOnce(&mut Vec<u8>)) -> Site {
        change(self.files.get_mut(path).unwrap_or_else(|| panic!("there is no {path}")));
        self
    }

    pub fn header(mut self, name: &str, value: &str) -> Site {
        self.headers.push_str(&format!("{name}: {value}\r\n"));
        self
    }

    /// Adds a response with a status such as `500 Internal Server Error`, additional headers (each with its CRLF), and a body.
    pub fn answering(mut self, path: &str, status: &'static str, headers: &str, body: &str) -> Site {
        self.others.insert(path.to_owned(), (status, headers.to_owned()));
        self.file(path, body)
    }

    /// Adds a path that accepts connections and never responds.
    pub fn silent(self, path: &str) -> Site {
        self.answering(path, SILENT, "", "")
    }

    /// Lets the request for the WebAssembly wait forever, in a site of `keyline embed`.
    pub fn without_wasm(self) -> Site {
        let wasm = self.names().into_iter().find(|name| name.ends_with(".wasm")).expect("a WASM");
        self.silent(&wasm)
    }

    pub fn serve(self) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        // An earlier server may have had the same port.
        PRELUDES.lock().unwrap_or_else(PoisonError::into_inner).remove(&address);
        let (asked, over) = (Arc::new(Mutex::new(Vec::new())), Arc::new(AtomicBool::new(false)));
        let (site, seen, ends) = (Arc::new(self), asked.clone(), over.clone());
        thread::spawn(move || {
            // A browser opens connections that it may never use, so each has a thread.
            for stream in listener.incoming().filter_map(Result::ok) {
                if ends.load(Ordering::Relaxed) {
                    return;
                }
                let (site, seen) = (site.clone(), seen.clone());
                thread::spawn(move || site.answer(&stream, &seen));
            }
        });
        Server { address, asked, over }
    }

    fn answer(&self, stream: &TcpStream, seen: &Mutex<Vec<String>>) -> Option<()> {
        stream.set_read_timeout(Some(Duration::from_secs(10))).ok()?;
        let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
        let path = lines.next()?.split(' ').nth(1)?.to_owned();
        lines.find(|line| line.is_empty())?;
        let address = format!("http://{}", stream.local_addr().ok()?);
        let prelude = PRELUDES.lock().unwrap_or_else(PoisonError::into_inner).get(&address).cloned();
        let prelude = prelude.unwrap_or_default();
        if path != PRELUDE {
            seen.lock().unwrap_or_else(PoisonError::into_inner).push(path.clone());
        }
        let file = path.split('?').next()?;
        let (status, content) = match self.files.get(file) {
            None if path == PRELUDE => ("200 OK", prelude.script.as_bytes()),
            Some(content) => ("200 OK", content.as_slice()),
            None => ("404 Not Found", b"".as_slice()),
        };
        let other = self.others.get(file);
        let (status, own) = other.map_or((status, ""), |(status, headers)| (*status, headers));
        if status == SILENT {
            thread::sleep(SILENCE);
        }
        let (kind, headers) = (media_type(&path), format!("{}{own}", self.headers));
        let whole;
        let content = if prelude == Prelude::default() || !kind.starts_with("text/html") {
            content
        } else {
            let inline = !headers.contains("content-security-policy") || headers.contains("'unsafe-inline'");
            whole = prelude.put_into(&String::from_utf8_lossy(content), (!inline).then_some(PRELUDE));
            whole.as_bytes()
        };
        let length = content.len();
        let head = format!(
            "HTTP/1.1 {status}\r\ncontent-type: {kind}\r\ncontent-length: {length}\r\n{headers}connection: close\r\n\r\n"
        );
        let mut stream = stream;
        stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(content)).ok()
    }
}

impl Server {
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    /// Returns the requested paths, in order.
    pub fn requested(&self) -> Vec<String> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.over.store(true, Ordering::Relaxed);
        // A last connection ends the listener's loop.
        let _ = TcpStream::connect(self.address.trim_start_matches("http://"));
    }
}

fn media_type(path: &str) -> &'static str {
    match path.split('?').next().unwrap_or_default().rsplit_once('.') {
        Some((_, "js")) => "text/javascript",
        Some((_, "wasm")) => "application/wasm",
        Some((_, "css")) => "text/css",
        Some((_, "json")) => "application/json",
        Some((_, "txt")) => "text/plain; charset=utf-8",
        _ => "text/html; charset=utf-8",
    }
}
