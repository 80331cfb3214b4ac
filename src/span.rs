//! Where something stands: a file and a range of its bytes.
//!
//! Ids and spans are opaque and small, so that every value can carry one. Paths appear only at the
//! edges: [`crate::source::SourceMap`] knows them.

/// A file that was read, by its place in the [`crate::source::SourceMap`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

impl FileId {
    pub(crate) fn new(index: usize) -> Self {
        // A run that reads four thousand million files has other problems; they would share the last id.
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// Position in the source map.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A half-open range of bytes in one file, of the raw file (a byte order mark included).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span from byte offsets. Files are limited to far less than 4 GiB before they are read
    /// ([`crate::source::MAX_FILE`]), so offsets always fit; larger ones are clamped.
    #[must_use]
    pub fn new(file: FileId, start: usize, end: usize) -> Self {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let start = clamp(start);
        Self { file, start, end: clamp(end).max(start) }
    }

    /// The range, for slicing.
    #[must_use]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// A part of this span, given by offsets from its start.
    #[must_use]
    pub fn part(self, range: std::ops::Range<usize>) -> Self {
        let base = self.start as usize;
        Self::new(self.file, base + range.start, (base + range.end).min(self.end as usize))
    }

    /// The smallest span that covers both. Both must be in one file; otherwise `self` is returned.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        if self.file != other.file {
            return self;
        }
        Self { file: self.file, start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// A value and where it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it was written.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// Attach a place to a value.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}
