//! Pictures that are files beside a story: `keyline page` puts them into the page, `keyline embed` copies them.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{self, Path, PathBuf},
};

use base64::{Engine, engine::general_purpose::STANDARD};
use keyline::story::{ImageUrl, Story};
use url::Url;

use crate::input::reason;

/// The maximum size of a picture in a page, in bytes.
const MAX_SIZE: u64 = 2_000_000;

/// The formats that browsers show: file extension and media type.
const FORMATS: [(&str, &str); 7] = [
    ("avif", "image/avif"),
    ("gif", "image/gif"),
    ("jpeg", "image/jpeg"),
    ("jpg", "image/jpeg"),
    ("png", "image/png"),
    ("svg", "image/svg+xml"),
    ("webp", "image/webp"),
];

/// A picture that is a file.
pub struct Picture {
    pub extension: &'static str,
    pub media_type: &'static str,
    pub bytes: Vec<u8>,
}

/// A story with the addresses that its pictures have in a page, and its JSON.
pub struct StoryWithPictures {
    pub story: Story,
    pub json: String,
}

impl StoryWithPictures {
    /// Puts the pictures beside a story's `file` into the page, as `data:` URLs.
    pub fn inlined(story: &Story, json: &str, file: &Path) -> StoryWithPictures {
        StoryWithPictures::new(story, json, file, MAX_SIZE, &mut |picture| {
            format!("data:{};base64,{}", picture.media_type, STANDARD.encode(&picture.bytes))
        })
    }

    /// Replaces the address of each picture that is a file of at most `max_size` bytes by what `place` returns. Other pictures keep
    /// their address; a file that can't be used is reported on standard error.
    pub fn new(
        story: &Story,
        json: &str,
        file: &Path,
        max_size: u64,
        place: &mut dyn FnMut(Picture) -> String,
    ) -> StoryWithPictures {
        let mut shown = story.clone();
        let mut placed: BTreeMap<ImageUrl, Option<ImageUrl>> = BTreeMap::new();
        for address in shown.picture_urls_mut() {
            let Some(path) = local_path(address, file) else { continue };
            let new = placed.entry(address.clone()).or_insert_with(|| match read(&path, file, max_size) {
                Ok(picture) => ImageUrl::new(&place(picture)),
                Err(why) => {
                    eprintln!("keyline: the picture `{}` was not included: {why}", &**address);
                    None
                }
            });
            if let Some(new) = new {
                *address = new.clone();
            }
        }
        let is_changed = placed.values().any(Option::is_some);
        let json = if is_changed { serde_json::to_string(&shown).expect("a story is JSON") } else { json.to_owned() };
        StoryWithPictures { story: shown, json }
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
fn read(path: &Path, file: &Path, max_size: u64) -> Result<Picture, String> {
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let (extension, media_type) = FORMATS
        .into_iter()
        .find(|(name, _)| *name == extension)
        .ok_or("its name has none of the endings avif, gif, jpeg, jpg, png, svg and webp")?;
    let failed = |error| format!("{}: {}", path.display(), reason(&error));
    let real = fs::canonicalize(path).map_err(failed)?;
    if !real.starts_with(folder(file).and_then(fs::canonicalize).map_err(failed)?) {
        return Err("it is outside of the story's folder".to_owned());
    }
    let metadata = fs::metadata(&real).map_err(failed)?;
    if !metadata.is_file() || metadata.len() == 0 {
        return Err("it is no file, or an empty one".to_owned());
    }
    if metadata.len() > max_size {
        let kilobytes = metadata.len().div_ceil(1_000);
        return Err(format!("it has {kilobytes} kB, and the limit is {} kB", max_size / 1_000));
    }
    Ok(Picture { extension, media_type, bytes: fs::read(real).map_err(failed)? })
}
