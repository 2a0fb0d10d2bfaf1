//! The value of HTML's `<time datetime>`.

use super::{Date, Fields, Qualification};

impl Date {
    /// Returns the value for HTML's `<time datetime>`; see [`Edtf::datetime`](super::Edtf::datetime).
    ///
    /// HTML, "Dates and times": a year has four digits or more and is above zero.
    pub fn datetime(self) -> Option<String> {
        if self.qualification != Qualification::Certain || self.year < 1 {
            return None;
        }
        let date = match self.fields {
            Fields::Year => format!("{:04}", self.year),
            Fields::Month(month) => format!("{:04}-{month:02}", self.year),
            Fields::Day(month, day) | Fields::Time(month, day, _) => format!("{:04}-{month:02}-{day:02}", self.year),
            _ => return None,
        };
        let Fields::Time(.., time) = self.fields else { return Some(date) };
        let seconds = time.second.map(|second| format!(":{second:02}")).unwrap_or_default();
        let clock = format!("{:02}:{:02}{seconds}", time.hour, time.minute);
        let zone = match time.zone.offset() {
            None => String::new(),
            Some(0) => "Z".to_owned(),
            Some(offset) => zone_offset(offset),
        };
        Some(format!("{date}T{clock}{zone}"))
    }
}

/// Formats an offset from UTC in minutes: "+05:30".
pub(crate) fn zone_offset(minutes: i16) -> String {
    let (sign, minutes) = (if minutes < 0 { '-' } else { '+' }, minutes.unsigned_abs());
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::super::Edtf;

    #[track_caller]
    fn is(text: &str, datetime: &str) {
        let edtf = Edtf::parse(text).expect(text);
        assert_eq!(edtf.datetime().as_deref().unwrap_or("none"), datetime, "{text}");
    }

    #[test]
    fn html_has_years_months_days_and_times() {
        is("2025", "2025");
        is("2025-03", "2025-03");
        is("2025-03-13", "2025-03-13");
        is("0079-08-24", "0079-08-24");
        is("Y12025", "12025");
        is("2025-03-13T21:00:00Z", "2025-03-13T21:00:00Z");
        is("2025-03-13T21:00:00+02", "2025-03-13T21:00:00+02:00");
        is("2025-03-13T21:00:00-03:30", "2025-03-13T21:00:00-03:30");
        is("2025-03-13T21:00:00", "2025-03-13T21:00:00");
    }

    #[test]
    fn dates_that_html_does_not_have_are_left_out() {
        is("0000", "none");
        is("-0043-03-15", "none");
        is("2025-03-13~", "none");
        is("1984?", "none");
        is("201X", "none");
        is("1985-04-XX", "none");
        is("2001-21", "none");
        is("2025-06-24/2025-06-25", "none");
    }
}
