//! Pictures that are files beside a story: `keyline page` puts them into the page, `keyline embed` copies them.

use std::{
    fs, io,
    path::{self, Path, PathBuf},
};

use base64::{Engine, engine::general_purpose::STANDARD};
use keyline::story::{ImageUrl, Story};
use url::Url;

/// The maximum size of a picture in a page, in bytes.
const MAX_SIZE: usize = 2_000_000;

/// A picture that is a file.
pub struct Picture {
    /// Its media type: `image/jpeg`.
    pub media_type: String,
    pub extension: String,
    pub bytes: Vec<u8>,
}

/// A story with the addresses that its pictures have in a page, and its JSON.
pub struct Shown {
    pub story: Story,
    pub json: String,
}

impl Shown {
    /// Puts the pictures beside a story's `file` into the page, as `data:` URLs.
    pub fn inlined(story: &Story, json: &str, file: &Path) -> Shown {
        Shown::new(story, json, file, &mut |picture| {
            if picture.bytes.len() > MAX_SIZE {
                let (size, limit) = (megabytes(picture.bytes.len()), megabytes(MAX_SIZE));
                return Err(format!("it has {size} MB, and a page takes pictures of at most {limit} MB"));
            }
            Ok(format!("data:{};base64,{}", picture.media_type, STANDARD.encode(&picture.bytes)))
        })
    }

    /// Replaces the address of each picture that is a file, by `place`, which may refuse. Other pictures keep their address, with a
    /// word on standard error where the story's author would expect them in the page.
    pub fn new(
        story: &Story,
        json: &str,
        file: &Path,
        place: &mut dyn FnMut(&Picture) -> Result<String, String>,
    ) -> Shown {
        let mut shown = story.clone();
        let mut is_changed = false;
        for address in shown.picture_urls_mut() {
            let Some(path) = local_path(address, file) else { continue };
            match read(&path, file).and_then(|picture| place(&picture)) {
                Ok(url) => {
                    *address = ImageUrl::new(&url).expect("a base URL without characters that no URL has");
                    is_changed = true;
                }
                Err(why) => eprintln!("keyline: the picture `{}` stays a link: {why}", &**address),
            }
        }
        let json = if is_changed { serde_json::to_string(&shown).expect("a story is JSON") } else { json.to_owned() };
        Shown { story: shown, json }
    }
}

/// Returns the path of a picture whose address is relative to the story's file; `None` for other addresses.
fn local_path(address: &str, file: &Path) -> Option<PathBuf> {
    // An address from the root is the web server's.
    if address.starts_with('/') || Url::parse(address).is_ok() {
        return None;
    }
    Url::from_directory_path(folder(file).ok()?).ok()?.join(address).ok()?.to_file_path().ok()
}

/// Returns the folder of the story's file; the current one for standard input.
fn folder(file: &Path) -> io::Result<PathBuf> {
    path::absolute(file).map(|file| file.parent().unwrap_or(&file).to_owned())
}

/// Reads a picture in the folder of the story's file, or below it: the story's author may not be trusted with other files.
fn read(path: &Path, file: &Path) -> Result<Picture, String> {
    let media_type = mime_guess::from_path(path).first().filter(|guess| guess.type_() == mime_guess::mime::IMAGE);
    let media_type = media_type.ok_or("its name has no ending of a picture, such as `.jpg`")?.to_string();
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let failed = |error| format!("{}: {error}", path.display());
    let real = fs::canonicalize(path).map_err(failed)?;
    if !real.starts_with(folder(file).and_then(fs::canonicalize).map_err(failed)?) {
        return Err("it is outside of the story's folder".to_owned());
    }
    let bytes = fs::read(real).map_err(failed)?;
    Ok(Picture { media_type, extension, bytes })
}

fn megabytes(bytes: usize) -> String {
    format!("{:.1}", bytes as f64 / 1e6)
}
