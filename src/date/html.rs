//! The value of HTML's `<time datetime>`.

use super::{Date, Fields, Qualification};

impl Date {
    /// The value for HTML's `<time datetime>`, as [`Edtf::datetime`] has it.
    ///
    /// Microsyntaxes of HTML, "Dates and times": a year has four digits or more and is above zero.
    pub fn datetime(self) -> Option<String> {
        if self.qualification != Qualification::Certain || self.year < 1 {
            return None;
        }
        let year = format!("{:04}", self.year);
        match self.fields {
            Fields::Year => Some(year),
            Fields::Month(month) => Some(format!("{year}-{month:02}")),
            Fields::Day(month, day) => Some(format!("{year}-{month:02}-{day:02}")),
            Fields::Time(month, day, time) => {
                let mut text =
                    format!("{year}-{month:02}-{day:02}T{:02}:{:02}:{:02}", time.hour, time.minute, time.second);
                match time.offset {
                    None => {}
                    Some(0) => text.push('Z'),
                    Some(offset) => {
                        let (sign, offset) = (if offset < 0 { '-' } else { '+' }, offset.unsigned_abs());
                        text.push_str(&format!("{sign}{:02}:{:02}", offset / 60, offset % 60));
                    }
                }
                Some(text)
            }
            _ => None,
        }
    }
}
