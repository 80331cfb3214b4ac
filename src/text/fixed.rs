//! Tables of words that are made when the program is built: nothing of them is read, hashed or
//! allocated when it starts.
//!
//! They are written as [`entries`](super::entries) has it. What stands here is `const`, and so does
//! by loops what iterators do elsewhere.

/// A part of a text: from where to where, and where to look for the next one.
#[derive(Clone, Copy)]
pub(crate) struct Part {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) next: usize,
}

/// The first entry from a place on: a line that has something ahead of its comment.
pub(crate) const fn line(text: &[u8], mut from: usize) -> Option<Part> {
    while from < text.len() {
        let mut end = from;
        while end < text.len() && text[end] != b'\n' {
            end += 1;
        }
        let mut start = from;
        from = end + 1;
        let mut stop = start;
        while stop < end && text[stop] != b'#' {
            stop += 1;
        }
        while start < stop && text[start].is_ascii_whitespace() {
            start += 1;
        }
        while stop > start && text[stop - 1].is_ascii_whitespace() {
            stop -= 1;
        }
        if start < stop {
            return Some(Part { start, end: stop, next: from });
        }
    }
    None
}

/// The first part from a place on that has no white space and none of a sign.
pub(crate) const fn field(text: &[u8], mut from: usize, to: usize, sign: u8) -> Option<Part> {
    while from < to && (text[from].is_ascii_whitespace() || text[from] == sign) {
        from += 1;
    }
    let mut end = from;
    while end < to && !text[end].is_ascii_whitespace() && text[end] != sign {
        end += 1;
    }
    if from < end { Some(Part { start: from, end, next: end }) } else { None }
}

/// White space, for fields that nothing else parts.
pub(crate) const SPACE: u8 = b' ';

/// Which words of a text are among those that were put in, and the number of each, in the order in
/// which they came. It has room for `WORDS` of them; `SLOTS` is a power of two, and at least twice
/// that, so that few words share a slot.
pub(crate) struct Table<const WORDS: usize, const SLOTS: usize> {
    len: usize,
    /// Where each stands in the text, and in the low bits its length.
    places: [u32; WORDS],
    /// By hash: one more than the number of a word, and in the high bits some of its hash.
    slots: [u32; SLOTS],
}

/// Bits of a length, and of a number.
const LENGTH: u32 = 8;
const NUMBER: u32 = 16;

impl<const WORDS: usize, const SLOTS: usize> Table<WORDS, SLOTS> {
    pub(crate) const fn new() -> Self {
        assert!(SLOTS.is_power_of_two() && SLOTS >= 2 * WORDS && WORDS < 1 << NUMBER);
        Self { len: 0, places: [0; WORDS], slots: [0; SLOTS] }
    }

    /// Put a part of the text in; its number.
    #[allow(
        clippy::cast_possible_truncation,
        reason = "numbers and lengths are held to their bits"
    )]
    pub(crate) const fn put(&mut self, text: &[u8], part: Part) -> usize {
        let (start, len) = (part.start, part.end - part.start);
        assert!(len < 1 << LENGTH && start < 1 << (u32::BITS - LENGTH));
        let hash = hash(text.split_at(part.end).0.split_at(start).1);
        let mut slot = hash as usize % SLOTS;
        while self.slots[slot] != 0 {
            let number = (self.slots[slot] & ((1 << NUMBER) - 1)) as usize - 1;
            let (at, length) = self.place(number);
            let mut same = if length == len { 0 } else { len + 1 };
            while same < len && text[at + same] == text[start + same] {
                same += 1;
            }
            if same == len {
                return number;
            }
            slot = (slot + 1) % SLOTS;
        }
        assert!(self.len < WORDS, "there are more words than the table has room for");
        self.places[self.len] = (start as u32) << LENGTH | len as u32;
        self.len += 1;
        self.slots[slot] = (hash >> NUMBER) << NUMBER | self.len as u32;
        self.len - 1
    }

    /// How many words there are.
    pub(crate) const fn len(&self) -> usize {
        self.len
    }

    /// Where a word stands, and its length.
    pub(crate) const fn place(&self, number: usize) -> (usize, usize) {
        let place = self.places[number];
        ((place >> LENGTH) as usize, (place & ((1 << LENGTH) - 1)) as usize)
    }

    /// The number of a word, if it is in.
    #[inline]
    pub(crate) fn get(&self, text: &[u8], word: &[u8]) -> Option<usize> {
        let hash = hash(word);
        let mut slot = hash as usize % SLOTS;
        loop {
            let entry = self.slots[slot];
            if entry == 0 {
                return None;
            }
            if entry >> NUMBER == hash >> NUMBER {
                let number = (entry & ((1 << NUMBER) - 1)) as usize - 1;
                let (at, length) = self.place(number);
                if text.get(at..at + length) == Some(word) {
                    return Some(number);
                }
            }
            slot = (slot + 1) % SLOTS;
        }
    }
}

/// Eight bytes at a time, as `FxHash` does it.
#[inline]
#[allow(clippy::cast_possible_truncation, reason = "the high bits are the good ones")]
const fn hash(word: &[u8]) -> u32 {
    /// The multiplier of `rustc-hash`: odd, and of no pattern.
    const MIX: u64 = 0xf135_7aea_2e62_a9c5;
    let (mut hash, mut rest) = (word.len() as u64, word);
    while let Some((eight, more)) = rest.split_first_chunk::<8>() {
        hash = (hash ^ u64::from_le_bytes(*eight)).wrapping_mul(MIX).rotate_left(26);
        rest = more;
    }
    let mut last = 0;
    if let Some((four, more)) = rest.split_first_chunk::<4>() {
        last = u32::from_le_bytes(*four) as u64;
        rest = more;
    }
    while let Some((byte, more)) = rest.split_first() {
        last = last << u8::BITS | *byte as u64;
        rest = more;
    }
    ((hash ^ last).wrapping_mul(MIX) >> u32::BITS) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_in_is_found() {
        const TEXT: &[u8] = b"# no entry\none two # three\n\n  four|five-hundred-and-six one\n";
        static TABLE: Table<8, 16> = {
            let mut table = Table::new();
            let mut from = 0;
            while let Some(entry) = line(TEXT, from) {
                from = entry.next;
                let mut at = entry.start;
                while let Some(part) = field(TEXT, at, entry.end, b'|') {
                    at = part.next;
                    table.put(TEXT, part);
                }
            }
            table
        };
        for (number, word) in ["one", "two", "four", "five-hundred-and-six"].iter().enumerate() {
            assert_eq!(TABLE.get(TEXT, word.as_bytes()), Some(number), "{word}");
        }
        for word in ["", "three", "#", "five", "five-hundred-and-si"] {
            assert_eq!(TABLE.get(TEXT, word.as_bytes()), None, "{word}");
        }
        let entries: Vec<&str> =
            super::super::entries(std::str::from_utf8(TEXT).unwrap()).collect();
        assert_eq!(entries, ["one two", "four|five-hundred-and-six one"]);
    }
}
