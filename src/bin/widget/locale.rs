//! The widget's [`Locale`]: the browser's `Intl`, through edge.js.

use keyline::{
    date::{DateFields, Field, FormattedPart, Locale},
    i18n::{self, Phrases, Plural},
};

use crate::Edge;

pub struct Browser {
    edge: Edge,
    phrases: Phrases,
}

impl Browser {
    /// `tag` is the story's language (BCP 47); `words` are its phrases as in [`Phrases::lines`]. Without them, phrases are English.
    pub fn new(edge: Edge, tag: &str, words: Option<String>) -> Browser {
        edge.speak(i18n::formatting_tag(tag));
        let phrases = words.as_deref().and_then(Phrases::read).unwrap_or_else(i18n::english);
        Browser { edge, phrases }
    }
}

impl Locale for Browser {
    fn phrases(&self) -> &Phrases {
        &self.phrases
    }

    fn date(&self, date: DateFields) -> Vec<FormattedPart> {
        let text = self.edge.date(date.year as i32, date.month.unwrap_or(0), date.day.unwrap_or(0), date.short);
        let part = |line: &str| {
            let mut chars = line.chars();
            let field = match chars.next() {
                Some('y') => Field::Year,
                Some('m') => Field::Month,
                Some('d') => Field::Day,
                _ => Field::Literal,
            };
            FormattedPart { field, text: chars.as_str().to_owned() }
        };
        text.split('\n').map(part).collect()
    }

    fn time(&self, hour: u8, minute: u8) -> String {
        self.edge.time(hour, minute)
    }

    fn number(&self, number: i64) -> String {
        self.edge.number(number as f64)
    }

    fn plural(&self, count: u64) -> Plural {
        match self.edge.plural(count as f64).as_str() {
            "zero" => Plural::Zero,
            "one" => Plural::One,
            "two" => Plural::Two,
            "few" => Plural::Few,
            "many" => Plural::Many,
            _ => Plural::Other,
        }
    }
}
