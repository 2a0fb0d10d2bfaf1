//! The addresses that a story may link to. Addresses that a browser could read as another scheme are rejected.

use super::{Id, text::Target};

/// The target of a link in a text: `https:`, `http:`, `mailto:`, or `#id` of an item.
pub fn target(address: &str) -> Option<Target> {
    match address.strip_prefix('#') {
        Some(id) => is_id(id).then(|| Target::Item(Id::from(id))),
        None => allowed(address, &["https://", "http://", "mailto:"]).then(|| Target::Url(address.to_owned())),
    }
}

/// Whether an address is a page on the web.
pub fn is_web(address: &str) -> bool {
    allowed(address, &["https://", "http://"])
}

/// Whether an address may be an image's: on the web, beside the page, or an image in base64, as `keyline page` writes it.
pub fn is_image(address: &str) -> bool {
    let beside = is_clean(address) && !address.is_empty() && !address.starts_with("//") && !has_scheme(address);
    is_web(address) || beside || is_base64_image(address)
}

/// Whether an address is a `data:` URL of an image in base64 (RFC 2397, RFC 4648).
fn is_base64_image(address: &str) -> bool {
    let parts = address.strip_prefix("data:image/").and_then(|rest| rest.split_once(";base64,"));
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.' | b'/' | b'=');
    parts.is_some_and(|(kind, data)| kind.bytes().chain(data.bytes()).all(is_letter) && !data.is_empty())
}

/// `[a-z0-9][a-z0-9-]*`
pub fn is_id(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !text.is_empty() && !text.starts_with('-') && text.bytes().all(fits)
}

/// Browsers drop tabs, line breaks and leading control characters from an address before they look for its scheme (URL Standard,
/// "basic URL parser"), so an address with any of them is rejected.
fn allowed(address: &str, schemes: &[&str]) -> bool {
    let starts = |scheme: &&str| address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    is_clean(address) && schemes.iter().any(|scheme| starts(scheme) && address.len() > scheme.len())
}

fn is_clean(address: &str) -> bool {
    !address.chars().any(|char| {
        char.is_control()
            || char.is_whitespace()
            || matches!(char, '\\' | '<' | '>' | '"' | '`' | '{' | '}')
            || is_bidi(char)
    })
}

/// Whether there is a colon before the first `/`, `?` or `#`.
fn has_scheme(address: &str) -> bool {
    address.bytes().find(|byte| matches!(byte, b':' | b'/' | b'?' | b'#')) == Some(b':')
}

/// Characters that change the direction of the text around them (Unicode, "Trojan Source").
pub fn is_bidi(char: char) -> bool {
    matches!(char, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_on_the_web_and_nowhere_else() {
        for address in
            ["https://a.org", "http://a.org/b?c#d", "HTTPS://A.ORG", "https://é.org/日本", "https://a.org:8080/x:y"]
        {
            assert!(is_web(address), "{address:?}");
        }
        for address in [
            "",
            "https://",
            "https:",
            "a.org",
            "//a.org",
            "ftp://a.org",
            "javascript:alert(1)",
            "JAVASCRIPT:alert(1)",
            "java\tscript:x",
            "\u{1}javascript:x",
            "javascript&colon;x",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc",
            " https://a.org",
            "https://a b",
            "https://a.org\n",
            "https://a\\b",
            "https://a.org/\"x",
            "https://a.org/<x>",
            "https://a.org/\u{202e}gpj",
            "http&#58;//a.org",
            "\u{feff}https://a.org",
            "https//a.org",
            "blob:https://a.org",
        ] {
            assert!(!is_web(address), "{address:?}");
        }
    }

    #[test]
    fn images_are_on_the_web_beside_the_page_or_in_it() {
        for address in [
            "https://a.org/b.png",
            "b.png",
            "./b.png",
            "../img/b.png",
            "/img/b.png",
            "b.png?v=1:2",
            "img/a:b.png",
            "data:image/png;base64,AA==",
        ] {
            assert!(is_image(address), "{address:?}");
        }
        for address in [
            "",
            "//a.org/b.png",
            "data:image/png;base64,",
            "data:image/png;base64,A A",
            "data:image/png;a=b;base64,AA==",
            "data:image/svg+xml,x",
            "DATA:image/png;base64,AA==",
            "data:text/html,x",
            "data:,image/",
            "javascript:x",
            "a:b",
            "\\\\a.org\\b.png",
            "/\\a.org",
            " b.png",
            "b\n.png",
            "blob:x",
            "jav\u{0}ascript:x",
        ] {
            assert!(!is_image(address), "{address:?}");
        }
    }

    #[test]
    fn links_in_texts_lead_to_the_web_to_mail_or_to_an_item() {
        assert_eq!(target("#a-1"), Some(Target::Item(Id::from("a-1"))));
        assert_eq!(target("mailto:a@b.org"), Some(Target::Url("mailto:a@b.org".to_owned())));
        for address in
            ["#", "#A", "#-a", "#a b", "##a", "mailto:", "tel:1", "b.png", "/b", "?b", "javascript:x//https:"]
        {
            assert_eq!(target(address), None, "{address:?}");
        }
    }

    #[test]
    fn an_id_has_lower_case_letters_digits_and_hyphens() {
        for (text, fits) in [
            ("a", true),
            ("0-a", true),
            ("a--", true),
            ("", false),
            ("-a", false),
            ("A", false),
            ("a_b", false),
            ("é", false),
        ] {
            assert_eq!(is_id(text), fits, "{text:?}");
        }
    }
}
