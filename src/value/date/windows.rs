//! The windows of vague words: one table, every number with its reason.
//!
//! A bound that comes from here is soft: a verdict that rests on it has low confidence. Where no
//! published convention fixes a number, the window is generous, since a window too wide hides a
//! contradiction of vague words, and one too narrow invents one.

/// A part of a period, as twelfths of it from its first day: `(0, 5)` is the first five twelfths,
/// which is January to May of a year.
pub type Twelfths = (u8, u8);

/// How far vague words reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateWindows {
    /// `~`, "about" of a day: days to each side. News says "about the 22nd" of what lies within
    /// the same week.
    pub about_day_days: u16,
    /// "About" of a week: days to each side, one week.
    pub about_week_days: u16,
    /// "About" of a month, a season, a quarter or a half: months to each side.
    pub about_month_months: u16,
    /// `2015~`, "about 2015": years to each side. Museum cataloguing takes five years for "circa"
    /// of a year centuries ago (Cataloging Cultural Objects, "Dates": ca. 1610 is 1605 to 1615);
    /// of recent years, one.
    pub about_year_years: u16,
    /// "Circa" of a year before [`Self::recent_from`]: the five years of that cataloguing practice.
    pub about_old_year_years: u16,
    /// First year that counts as recent: living memory, a century before this was written.
    pub recent_from: i64,
    /// "About" of a decade: years to each side.
    pub about_decade_years: u16,
    /// "About" of a century: years to each side.
    pub about_century_years: u16,
    /// "Early". Cataloguing practice divides a period into thirds, early, middle and late; usage
    /// in prose does not keep the borders, so each third reaches a twelfth of the period (a month
    /// of a year) beyond them.
    pub early: Twelfths,
    /// "Mid", "the middle of".
    pub mid: Twelfths,
    /// "Late".
    pub late: Twelfths,
    /// "The beginning of", "the start of", "the first months of": a third; closer to the edge
    /// than "early", which it may also stand for.
    pub start: Twelfths,
    /// "The end of", "the last months of": a third, as for the start.
    pub end: Twelfths,
    /// Days by which "the second week of March" may miss the seventh-day borders: a week counted
    /// from Monday or Sunday begins up to three days to either side of one counted from the first.
    pub week_of_slack_days: u16,
    /// "Two weeks ago", "five years ago": the unit is rounded, so half of it to each side, in
    /// hundredths of the unit. Days are counted exactly.
    pub ago_hundredths: u16,
    /// "A few": lowest and highest number.
    pub a_few: (u16, u16),
    /// "Several": lowest and highest number.
    pub several: (u16, u16),
    /// "A couple of": lowest and highest number.
    pub a_couple: (u16, u16),
    /// How many days after the reference a date without a year may lie before it is taken for
    /// last year's. Texts about facts look back; a date a month ahead is an announcement.
    pub ahead_days: u16,
    /// A converted lunar date may be off by this many days: the tabular calendar reckons what is
    /// in use observed, and the day begins at sunset.
    pub hijri_days: u16,
}

impl Default for DateWindows {
    fn default() -> Self {
        Self {
            about_day_days: 3,
            about_week_days: 7,
            about_month_months: 1,
            about_year_years: 1,
            about_old_year_years: 5,
            recent_from: 1925,
            about_decade_years: 2,
            about_century_years: 10,
            early: (0, 5),
            mid: (3, 9),
            late: (7, 12),
            start: (0, 4),
            end: (8, 12),
            week_of_slack_days: 3,
            ago_hundredths: 50,
            a_few: (2, 6),
            several: (3, 10),
            a_couple: (2, 3),
            ahead_days: 31,
            hijri_days: 1,
        }
    }
}

/// Months of a season, first and last, each inclusive; the last may lie in the next year.
///
/// The union of the two usual reckonings: meteorological seasons begin on the first of March, June,
/// September and December; astronomical ones about the 21st. A season's bounds are soft. Seasons
/// are the northern ones unless a text says otherwise, which only EDTF's codes 29 to 32 can.
pub(super) struct SeasonDays {
    /// Month and day of the first day.
    pub(super) from: (u8, u8),
    /// Month and day of the last day.
    pub(super) to: (u8, u8),
}

/// Spring, summer, autumn, winter of the northern hemisphere.
pub(super) const SEASONS: [SeasonDays; 4] = [
    SeasonDays { from: (3, 1), to: (6, 21) },
    SeasonDays { from: (6, 1), to: (9, 23) },
    SeasonDays { from: (9, 1), to: (12, 22) },
    SeasonDays { from: (12, 1), to: (3, 21) },
];
