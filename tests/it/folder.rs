//! A temporary folder for tests of commands that write files.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// A temporary folder, with a widget that does nothing in `widget`.
pub struct Folder(PathBuf);

impl Folder {
    /// Makes the folder. Every test has a name of its own.
    pub fn new(name: &str) -> Folder {
        let folder = Folder(std::env::temp_dir().join(format!("keyline-{}-{name}", std::process::id())));
        for file in ["widget.js", "widget.wasm", "inline.js", "loader.js", "frame.js"] {
            folder.write(&format!("widget/{file}"), format!("/* {file} */").as_bytes());
        }
        folder
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Writes a file, and the folders that it is in.
    pub fn write(&self, name: &str, bytes: &[u8]) {
        let file = self.path(name);
        fs::create_dir_all(file.parent().unwrap_or(Path::new(""))).expect("a folder");
        fs::write(file, bytes).expect("a file");
    }

    pub fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap_or_else(|why| panic!("{name}: {why}"))
    }

    pub fn text(&self, name: &str) -> String {
        String::from_utf8(self.read(name)).expect("UTF-8")
    }

    /// Returns the sorted names of the files in the folder `made`; none where it isn't there.
    pub fn made(&self) -> Vec<String> {
        let files = fs::read_dir(self.path("made")).into_iter().flatten();
        let mut names: Vec<String> =
            files.map(|file| file.expect("a file").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    /// Returns the command line, which runs in the folder.
    pub fn keyline(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_keyline"));
        command.current_dir(&self.0).env("KEYLINE_WIDGET", "widget");
        command
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
