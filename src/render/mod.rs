//! Outputs: one file a format, each from the same [`Report`] and [`SourceMap`].
//!
//! What holds here: a renderer decides nothing, drops nothing without saying so, and owns the types
//! it writes. Text that comes from documents never acts: what a terminal or an editor would obey
//! is written as an escape ([`text::is_hidden`] is the one list of such characters).
//!
//! [`Report`]: crate::report::Report
//! [`SourceMap`]: crate::source::SourceMap

mod excerpt;
pub mod extract;
pub mod human;
pub mod json;
pub mod network;
mod place;
#[cfg(test)]
mod tests;
pub mod text;
pub mod trace;

/// How text for people is drawn. Whether a terminal is there, its width and `NO_COLOR` are decided
/// outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Use terminal colours; without it no escape code is ever written.
    pub color: bool,
    /// Draw with box characters and ellipses; without it with ASCII. Text from documents stays as
    /// it is.
    pub unicode: bool,
    /// Columns to fit into. Widths under [`Style::NARROWEST`] are taken as that.
    pub width: usize,
}

impl Style {
    /// The narrowest page: below it, frames and labels leave no room for the passage.
    pub const NARROWEST: usize = 40;
    /// The page where no terminal says its width.
    pub const USUAL: usize = 80;

    pub(crate) fn columns(self) -> usize {
        self.width.max(Self::NARROWEST)
    }

    /// What stands where text is left out.
    pub(crate) fn ellipsis(self) -> &'static str {
        if self.unicode { "…" } else { "..." }
    }
}

impl Default for Style {
    fn default() -> Self {
        Self { color: false, unicode: true, width: Self::USUAL }
    }
}
