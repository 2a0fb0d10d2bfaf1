//! Loads the story's JSON: from a script in the element, or from the address in `src`.

use gloo::net::http::Request;
use web_sys::{AbortSignal, HtmlElement, Url};

use crate::mount_error::MountError;

/// How long a story may take to arrive, in milliseconds.
const TIMEOUT: u32 = 30_000;

/// Returns the JSON inside the element, or else what its `src` attribute leads to.
///
/// # Errors
///
/// `story` where the element has neither; otherwise as [`fetch`].
pub async fn load(host: &HtmlElement) -> Result<String, MountError> {
    let embedded = host.query_selector(":scope > script[type='application/json']").ok().flatten();
    if let Some(script) = embedded {
        return Ok(script.text_content().unwrap_or_default());
    }
    match host.get_attribute("src") {
        Some(src) => fetch(&src).await,
        None => Err(MountError::new("story", "the element has no story")),
    }
}

/// Fetches a story.
///
/// # Errors
///
/// `src` where the address is neither http nor https; `timeout` after 30 seconds; `network` where there is no response; `http` with
/// the status where it is not 200 to 299; `empty` where the response has no text.
async fn fetch(src: &str) -> Result<String, MountError> {
    let base = gloo::utils::document().base_uri().ok().flatten().unwrap_or_default();
    let url = Url::new_with_base(src, &base).map_err(|_| MountError::new("network", format!("{src} is no address")))?;
    if !["http:", "https:"].contains(&&*url.protocol()) {
        return Err(MountError::new("src", format!("{} is neither http nor https", url.protocol())));
    }
    let signal = AbortSignal::timeout_with_u32(TIMEOUT);
    let failed = |error| match error {
        _ if signal.aborted() => MountError::new("timeout", "no response within 30 seconds"),
        gloo::net::Error::JsError(error) => MountError::new("network", error.message),
        _ => MountError::new("network", "no response"),
    };
    let response = Request::get(&url.href()).abort_signal(Some(&signal)).send().await.map_err(failed)?;
    let text = response.text().await.map_err(failed)?;
    if !response.ok() {
        let message = format!("{} {}", response.status(), response.status_text());
        return Err(MountError { status: Some(response.status()), ..MountError::new("http", message) });
    }
    if text.trim().is_empty() {
        return Err(MountError::new("empty", "the response has no text"));
    }
    Ok(text)
}
