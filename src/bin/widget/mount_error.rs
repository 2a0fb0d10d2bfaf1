//! Why a story can't be mounted.

use js_sys::{Error, Reflect};
use wasm_bindgen::JsValue;

/// A failure with its `reason`, which the `keyline-error` event carries, and a message for the console.
#[derive(Debug)]
pub struct MountError {
    pub reason: &'static str,
    pub message: String,
    /// The status of an HTTP response.
    pub status: Option<u16>,
}

impl MountError {
    pub fn new(reason: &'static str, message: impl Into<String>) -> MountError {
        MountError { reason, message: message.into(), status: None }
    }
}

impl From<MountError> for JsValue {
    /// An `Error` with the fields `reason` and, where there is one, `status`.
    fn from(error: MountError) -> JsValue {
        let value = Error::new(&error.message);
        // Setting a field of an error doesn't fail.
        let _ = Reflect::set(&value, &"reason".into(), &error.reason.into());
        if let Some(status) = error.status {
            let _ = Reflect::set(&value, &"status".into(), &status.into());
        }
        value.into()
    }
}
