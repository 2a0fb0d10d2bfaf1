//! Reading and writing files. `-` is standard input and standard output.

use std::{
    fmt, fs,
    io::{self, ErrorKind, Read, Write},
    path::{Path, PathBuf},
};

/// The reason why a command failed, for exit status 2.
#[derive(Debug)]
pub struct Failure {
    message: String,
    kind: Option<ErrorKind>,
}

impl Failure {
    pub fn new(message: String) -> Failure {
        Failure { message, kind: None }
    }

    pub fn io(file: &Path, error: &io::Error) -> Failure {
        Failure { message: format!("{}: {}", file.display(), reason(error)), kind: Some(error.kind()) }
    }

    /// Adds that no file was written.
    pub fn nothing_written(self) -> Failure {
        Failure { message: format!("nothing written: {}", self.message), ..self }
    }

    pub fn is_broken_pipe(&self) -> bool {
        self.kind == Some(ErrorKind::BrokenPipe)
    }
}

/// Returns the reason of an error in words, without a number where that is possible.
pub fn reason(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        ErrorKind::IsADirectory => "this is a folder, and a file is needed".to_owned(),
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => "this is a file, and a folder is needed".to_owned(),
        ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
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

/// Says on standard error what was written; nothing where it is standard output. `what` are its contents in words.
pub fn say_written(file: &Path, mut what: Vec<String>, bytes: usize) {
    if file != Path::new("-") {
        what.push(format!("{} kB", bytes.div_ceil(1_000)));
        eprintln!("Wrote {} ({})", file.display(), what.join(", "));
    }
}

/// Writes a file completely or not at all. A link stays, and so do the permissions of a file that is replaced; what isn't a regular
/// file, such as a device, is written to.
pub fn write(file: &Path, bytes: &[u8]) -> Result<(), Failure> {
    if file == Path::new("-") {
        return Ok(io::stdout().lock().write_all(bytes)?);
    }
    let target = fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
    let existing = fs::metadata(&target).ok();
    if existing.as_ref().is_some_and(|existing| !existing.is_file()) {
        return fs::write(&target, bytes).map_err(|error| Failure::io(file, &error));
    }
    let mut temporary = target.as_os_str().to_owned();
    temporary.push(format!(".{}.part", std::process::id()));
    let temporary = PathBuf::from(temporary);
    let keep_permissions =
        || existing.map_or(Ok(()), |existing| fs::set_permissions(&temporary, existing.permissions()));
    let result = fs::write(&temporary, bytes).and_then(|()| keep_permissions());
    result.and_then(|()| fs::rename(&temporary, &target)).map_err(|error| {
        let _ = fs::remove_file(&temporary);
        Failure::io(file, &error)
    })
}
