//! Reading and writing files. `-` is standard input and standard output.

use std::{
    fmt, fs,
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

/// The reason why a command failed, for exit status 2.
#[derive(Debug)]
pub struct Failure {
    message: String,
    kind: Option<io::ErrorKind>,
}

impl Failure {
    pub fn new(message: String) -> Failure {
        Failure { message, kind: None }
    }

    pub fn io(file: &Path, error: &io::Error) -> Failure {
        Failure { message: format!("{}: {error}", file.display()), kind: Some(error.kind()) }
    }

    pub fn is_broken_pipe(&self) -> bool {
        self.kind == Some(io::ErrorKind::BrokenPipe)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        Failure { message: error.to_string(), kind: Some(error.kind()) }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

/// A document and its name in messages.
pub struct Input {
    pub name: String,
    pub bytes: Vec<u8>,
}

pub fn read(file: &Path) -> Result<Input, Failure> {
    if file == Path::new("-") {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes)?;
        return Ok(Input { name: "<stdin>".to_owned(), bytes });
    }
    let bytes = fs::read(file).map_err(|error| Failure::io(file, &error))?;
    Ok(Input { name: file.display().to_string(), bytes })
}

/// Writes a file completely or not at all.
pub fn write(file: &Path, bytes: &[u8]) -> Result<(), Failure> {
    if file == Path::new("-") {
        return Ok(io::stdout().lock().write_all(bytes)?);
    }
    let mut temporary = file.as_os_str().to_owned();
    temporary.push(format!(".{}.part", std::process::id()));
    let temporary = PathBuf::from(temporary);
    let result = fs::write(&temporary, bytes).and_then(|()| fs::rename(&temporary, file));
    result.map_err(|error| {
        let _ = fs::remove_file(&temporary);
        Failure::io(file, &error)
    })
}
