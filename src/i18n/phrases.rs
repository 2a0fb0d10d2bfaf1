//! The phrases of one language: struct literals that the compiler checks, or owned strings in the same structs.

use std::rc::Rc;

use super::Plural;

/// Declares structs of phrases, whose fields are strings `S` or other structs of phrases, and a `map` for each.
///
/// The strings are `&'static str` in the languages' files, where the compiler checks that no phrase is missing, and `Rc<str>` in
/// a [`Locale`](crate::date::Locale), which owns them.
macro_rules! phrases {
    ($($(#[$doc:meta])* pub struct $name:ident<S> {
        $($(#[$field_doc:meta])* pub $field:ident: $kind:ident $(<$string:ident>)?,)+
    })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct $name<S = Rc<str>> { $($(#[$field_doc])* pub $field: $kind $(<$string>)?,)+ }

        impl<S> $name<S> {
            /// Replaces each string, in the order of declaration.
            pub(super) fn map<'a, T>(&'a self, replace: &mut dyn FnMut(&'a S) -> T) -> $name<T> {
                $name { $($field: phrases!(@map $kind, self.$field, replace),)+ }
            }
        }
    )+};
    (@map S, $value:expr, $replace:ident) => { $replace(&$value) };
    (@map $name:ident, $value:expr, $replace:ident) => { $value.map($replace) };
}

phrases! {
    /// The phrases of one language. `{}` is a placeholder for [`fill`](super::fill).
    pub struct Phrases<S> {
        pub date: DatePhrases<S>,
        pub ui: UiPhrases<S>,
    }

    /// The phrases for dates and distances in time.
    pub struct DatePhrases<S> {
        /// EDTF's `~`.
        pub about: DatePhrase<S>,
        /// EDTF's `?`.
        pub uncertain: S,
        /// An open end; `ongoing` or `uncertain_and_ongoing` is around it.
        pub since: DatePhrase<S>,
        pub ongoing: S,
        /// An open end and EDTF's `?` or `%`.
        pub uncertain_and_ongoing: S,
        /// An open start.
        pub until: DatePhrase<S>,
        pub until_unknown: DatePhrase<S>,
        pub from_unknown: DatePhrase<S>,
        /// `1985-04-XX`
        pub on_unknown_day_in: S,
        /// `1985-04-XX` inside a [`DatePhrase`]: "since an unknown day in April 1985".
        pub unknown_day_in: S,
        /// `2004-XX`
        pub some_time_in: S,
        /// `201X`
        pub decade: S,
        /// A season of a year.
        pub seasons: Seasons<S>,
        pub bce: S,
        /// Around a number of millions or billions: "66 millions d’années av. J.-C.".
        pub bce_round: S,
        /// Around years before 1000 and after 9999.
        pub ce: S,
        pub ce_round: S,
        pub million: PluralForms<S>,
        /// 10⁹; all empty where the language has no word for it.
        pub billion: PluralForms<S>,
        /// Not empty where a fraction has the plural category of its whole part: "1,5 million", not "1,5 millions".
        pub fraction_as_whole: S,
        /// Between a number and its fraction, where the number is in the language's own digits.
        pub decimal: S,
        /// Between a day and a time of day.
        pub before_time: S,
        /// Between the items of an accessible name.
        pub comma: S,
        /// "3 years later"
        pub later: S,
        pub earlier: S,
        /// A duration on its own.
        pub units: Units<S>,
        /// A duration inside `later`, `earlier` and `about_duration`; all empty where it has the forms of `units`.
        pub units_in_phrase: Units<S>,
        /// "about 3 years"
        pub about_duration: S,
    }

    /// A phrase around a date, in the forms that articles and prepositions require.
    pub struct DatePhrase<S> {
        /// Around a day: "depuis le 24 février 2022".
        pub day: S,
        /// Around a year or a month: "depuis 2022".
        pub plain: S,
        /// Around the number of a decade: "depuis les années 1990".
        pub decade: S,
        /// Around any other date: a season, an unknown day, "about …".
        pub other: S,
    }

    /// The seasons of a year.
    pub struct Seasons<S> {
        pub spring: S,
        pub summer: S,
        pub autumn: S,
        pub winter: S,
    }

    /// A duration in each unit.
    pub struct Units<S> {
        pub minute: PluralForms<S>,
        pub hour: PluralForms<S>,
        pub day: PluralForms<S>,
        pub month: PluralForms<S>,
        pub year: PluralForms<S>,
        /// Two to nine years and a half; the plural is that of the whole years.
        pub year_and_half: PluralForms<S>,
        /// A number of years in millions or billions.
        pub years_round: S,
    }

    /// A phrase in each of CLDR's plural categories.
    pub struct PluralForms<S> {
        pub zero: S,
        pub one: S,
        pub two: S,
        pub few: S,
        pub many: S,
        pub other: S,
    }

    /// The key of the strip's signs, a word or a few for each.
    pub struct SignPhrases<S> {
        pub main: S,
        pub about: S,
        pub whisker: S,
        pub lasted: S,
        pub ongoing: S,
        pub unknown: S,
        pub several: S,
    }

    /// The phrases of the page and its controls.
    pub struct UiPhrases<S> {
        pub contents: S,
        pub timeline: S,
        pub overview: S,
        pub sources: S,
        pub updates: S,
        pub published: S,
        pub updated: S,
        pub by: S,
        /// Label before the name of the time zone.
        pub time_zone: S,
        pub open_all: S,
        pub close_all: S,
        pub oldest_first: S,
        pub newest_first: S,
        pub previous_event: S,
        pub next_event: S,
        /// The link from an event's preview to the event.
        pub read: S,
        pub close: S,
        /// "Explained in": before links from an event to cards.
        pub explained_in: S,
        /// "On the timeline": before links from a card to events.
        pub on_the_timeline: S,
        /// "Follows from": before links to earlier events.
        pub follows_from: S,
        /// The link from an event to the mark from which the reader came.
        pub back_to_timeline: S,
        pub copy_link: S,
        /// "Copy link to …": begins with `copy_link`, so that the accessible name begins with the visible label (WCAG 2.2, 2.5.3).
        pub copy_link_to: S,
        pub link_copied: S,
        pub main_event: S,
        /// "{} of {}"
        pub position: S,
        /// The number of events that pass the filter, or that a cluster contains.
        pub events: PluralForms<S>,
        /// The number of search results.
        pub results: PluralForms<S>,
        pub no_results: S,
        /// The button that opens the search.
        pub open_search: S,
        pub close_search: S,
        /// The label of the search box.
        pub search: S,
        pub previous_result: S,
        pub next_result: S,
        /// The button that opens the filters.
        pub filter: S,
        /// The button that clears all filters.
        pub clear_filters: S,
        pub tracks: S,
        pub tags: S,
        pub statuses: S,
        pub confirmed: S,
        /// "{} to {}": the dates of a cluster's first and last events.
        pub from_to: S,
        pub other_events: S,
        pub zoom: S,
        pub zoom_in: S,
        pub zoom_out: S,
        /// The button that shows the whole timeline.
        pub zoom_fit: S,
        /// The button that shows the strip without breaks.
        pub show_gaps: S,
        /// The button that shows the strip with breaks again.
        pub shorten_gaps: S,
        /// Beside `show_gaps` in the key, where all stretches have about the same scale.
        pub gaps_shortened: S,
        /// Beside `show_gaps`, where they don't.
        pub scales_differ: S,
        /// The key of the strip's signs.
        pub signs: SignPhrases<S>,
        /// The link that skips the strip.
        pub skip_strip: S,
        /// "Earlier: {}", with a number of events.
        pub earlier_outside: S,
        pub later_outside: S,
        /// The heading of events after the story's last update.
        pub expected: S,
        /// On a fold of earlier events, with their number.
        pub show_earlier: PluralForms<S>,
        pub show_later: PluralForms<S>,
        /// On the open fold.
        pub hide_earlier: S,
        pub hide_later: S,
        pub all_opened: S,
        pub all_closed: S,
        /// "Watch at {}"
        pub watch_at: S,
        pub alleged: S,
        pub disputed: S,
        pub unconfirmed: S,
        pub question: S,
        pub person: S,
        pub what_we_dont_know: S,
        pub added: S,
        pub clarified: S,
        pub corrected: S,
        pub photo: S,
    }
}

impl DatePhrase<&'static str> {
    /// Returns a phrase with the same form around every date but a decade.
    pub(super) const fn invariant(phrase: &'static str, decade: &'static str) -> Self {
        DatePhrase { day: phrase, plain: phrase, decade, other: phrase }
    }
}

impl Units<&'static str> {
    pub(super) const NONE: Self = Units {
        minute: PluralForms::NONE,
        hour: PluralForms::NONE,
        day: PluralForms::NONE,
        month: PluralForms::NONE,
        year: PluralForms::NONE,
        year_and_half: PluralForms::NONE,
        years_round: "",
    };
}

impl PluralForms<&'static str> {
    pub(super) const NONE: Self = PluralForms::invariant("");

    /// Returns forms that are the same for every number.
    pub(super) const fn invariant(form: &'static str) -> Self {
        PluralForms::two(form, form)
    }

    /// Returns the forms of a language whose only plural categories are "one" and "other".
    pub(super) const fn two(one: &'static str, other: &'static str) -> Self {
        PluralForms { zero: other, one, two: other, few: other, many: other, other }
    }
}

impl PluralForms {
    /// Returns the form for a plural category.
    pub fn get(&self, plural: Plural) -> &str {
        match plural {
            Plural::Zero => &self.zero,
            Plural::One => &self.one,
            Plural::Two => &self.two,
            Plural::Few => &self.few,
            Plural::Many => &self.many,
            Plural::Other => &self.other,
        }
    }
}

impl From<&Phrases<&'static str>> for Phrases {
    fn from(phrases: &Phrases<&'static str>) -> Phrases {
        phrases.map(&mut |text| Rc::from(*text))
    }
}
