//! Which addresses a story may lead to. Everything that a browser could take for another scheme is refused.

use super::{Id, text::Target};

/// The target of a link in a text: `https:`, `http:`, `mailto:`, or `#id` of an item.
pub fn target(address: &str) -> Option<Target> {
    match address.strip_prefix('#') {
        Some(id) => is_id(id).then(|| Target::Item(Id::from(id))),
        None => allowed(address, &["https:", "http:", "mailto:"]).then(|| Target::Url(address.to_owned())),
    }
}

/// Whether an address is a page on the web.
pub fn is_web(address: &str) -> bool {
    allowed(address, &["https://", "http://"])
}

/// Whether an address may be an image's: on the web, or beside the page.
pub fn is_image(address: &str) -> bool {
    let beside =
        is_clean(address) && !address.is_empty() && !address.starts_with("//") && !before_path(address).contains(':');
    is_web(address) || beside
}

/// `[a-z0-9][a-z0-9-]*`
pub fn is_id(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !text.is_empty() && !text.starts_with('-') && text.bytes().all(fits)
}

/// Browsers drop tabs, line breaks and leading control characters from an address before they look for its scheme (URL Standard,
/// "basic URL parser"), so an address with any of them is none of ours.
fn allowed(address: &str, schemes: &[&str]) -> bool {
    let starts = |scheme: &&str| address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    is_clean(address) && schemes.iter().any(|scheme| starts(scheme) && address.len() > scheme.len())
}

fn is_clean(address: &str) -> bool {
    !address
        .chars()
        .any(|char| char.is_control() || char.is_whitespace() || "\\<>\"`{}".contains(char) || is_bidi(char))
}

/// What stands before the first `/`, `?` or `#`: where a scheme would be.
fn before_path(address: &str) -> &str {
    address.split(['/', '?', '#']).next().unwrap_or(address)
}

/// Characters that turn the direction of the text around them (Unicode, "Trojan Source").
pub fn is_bidi(char: char) -> bool {
    matches!(char, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}
