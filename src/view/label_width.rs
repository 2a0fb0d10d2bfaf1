//! Estimated widths of the overview's labels, so that its layout needs no browser.

use super::StoryContext;
use crate::i18n::is_full_width;

/// Inline size of a letter of a label, in pixels at a default font size of 16 px.
const LETTER: f64 = 7.5;
/// The same in scripts that are written from right to left, whose letters are wider.
const RTL_LETTER: f64 = 9.5;
/// The same in the scripts of East Asia.
const SQUARE_LETTER: f64 = 14.0;

/// The least room that a cut text is shown in, in pixels.
const LEGIBLE: f64 = 12.0 * LETTER;

/// Returns a function that estimates the inline size of a letter in pixels.
pub(super) fn letter_width(context: &StoryContext) -> impl Fn(char) -> f64 + use<> {
    let plain = if context.is_rtl() { RTL_LETTER } else { LETTER };
    move |letter| if is_full_width(letter) { SQUARE_LETTER } else { plain }
}

/// Returns a text, cut to what fits into `room` pixels; `None` if a cut text would not be legible.
pub(super) fn fitted(text: &str, room: f64, width: &dyn Fn(char) -> f64) -> Option<String> {
    if text.chars().map(width).sum::<f64>() <= room {
        return Some(text.to_owned());
    }
    if room < LEGIBLE {
        return None;
    }
    let mut left = room - width('…');
    let fits = |letter: &char| {
        left -= width(*letter);
        left >= 0.0
    };
    let cut: String = text.chars().take_while(fits).collect();
    Some([cut.trim_end(), "…"].concat())
}
