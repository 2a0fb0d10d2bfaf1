//! Whole numbers in the digits that machines read. The standard library's way to write them costs the widget a kilobyte.

/// A whole number as it stands in an attribute, a key or an id.
pub fn digits(number: i64) -> String {
    let mut text = String::new();
    if number < 0 {
        text.push('-');
    }
    push(&mut text, number.unsigned_abs(), 1);
    text
}

/// Puts a number behind a text, with zeros before it where it has fewer digits than `least`.
pub(super) fn push(text: &mut String, number: u64, least: u8) {
    if number > 9 || least > 1 {
        push(text, number / 10, least.saturating_sub(1));
    }
    text.push(char::from(b'0' + (number % 10) as u8));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_written_as_the_standard_library_writes_it() {
        for number in [0, 1, 9, 10, -1, -10, 1_234_567_890, i64::MAX, i64::MIN] {
            assert_eq!(digits(number), number.to_string());
        }
    }

    #[test]
    fn zeros_make_a_number_as_long_as_it_has_to_be() {
        for (number, least, expected) in
            [(0, 2, "00"), (7, 2, "07"), (12, 2, "12"), (79, 4, "0079"), (12_345, 4, "12345")]
        {
            let mut text = String::new();
            push(&mut text, number, least);
            assert_eq!(text, expected);
        }
    }
}
