//! What strings, numbers and words of JSON are made of.

/// How many bytes come before the end of a string, an escape or a control character.
pub(super) fn plain_length(bytes: &[u8]) -> usize {
    /// Most strings end in one of the first words; only longer ones are worth larger steps.
    const FEW: usize = 2;
    let mut at = 0;
    for _ in 0..FEW {
        let Some(word) = bytes[at..].first_chunk() else { break };
        let stops = stops(u64::from_le_bytes(*word));
        at += plain_bytes(stops);
        if stops != 0 {
            return at;
        }
    }
    at + long_plain_length(&bytes[at..])
}

fn long_plain_length(bytes: &[u8]) -> usize {
    let is_plain = |byte: u8| (byte != b'"') & (byte != b'\\') & (byte >= b' ');
    // All of a block are looked at whatever they are, so that it is one step of the machine.
    const BLOCK: usize = 16;
    let all_plain = |block: &&[u8; BLOCK]| block.iter().fold(true, |all, b| all & is_plain(*b));
    let mut at = bytes.as_chunks::<BLOCK>().0.iter().take_while(all_plain).count() * BLOCK;
    while let Some(word) = bytes[at..].first_chunk() {
        let stops = stops(u64::from_le_bytes(*word));
        at += plain_bytes(stops);
        if stops != 0 {
            return at;
        }
    }
    at + bytes[at..].iter().take_while(|b| is_plain(**b)).count()
}

/// How many bytes of a word come before the first that [`stops`] tells.
fn plain_bytes(stops: u64) -> usize {
    (stops.trailing_zeros() / u8::BITS) as usize
}

/// Whether bytes of a word end a run of plain ones, in their highest bits. The lowest such byte is
/// told for certain; those above it may be said to be one by the borrow of the subtraction (S. E.
/// Anderson, Bit Twiddling Hacks, "Determine if a word has a zero byte").
fn stops(word: u64) -> u64 {
    const ONES: u64 = u64::MAX / 0xff;
    const HIGHEST: u64 = ONES << 7;
    let below = |word: u64, limit: u8| word.wrapping_sub(ONES * u64::from(limit)) & !word & HIGHEST;
    let is = |byte: u8| below(word ^ (ONES * u64::from(byte)), 1);
    is(b'"') | is(b'\\') | below(word, b' ')
}

/// `\uXXXX` at the start of a text, or two of them that make one character beyond U+FFFF; with the
/// length of what was read. `None` for half a pair.
pub(super) fn unicode_escape(text: &str) -> Option<(char, usize)> {
    const LENGTH: usize = 6;
    let unit = |text: &str| {
        let digits = text.strip_prefix("\\u")?.get(..4)?;
        digits
            .bytes()
            .all(|b| b.is_ascii_hexdigit())
            .then(|| u16::from_str_radix(digits, 16).ok())?
    };
    let first = unit(text)?;
    if let Some(c) = char::from_u32(u32::from(first)) {
        return Some((c, LENGTH));
    }
    let second = unit(text.get(LENGTH..)?)?;
    let c = char::decode_utf16([first, second]).next()?.ok()?;
    Some((c, 2 * LENGTH))
}

/// Whether a character may belong to a value that is no string, list or mapping.
pub(super) fn is_word_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+' | b'.' | b'_')
}

/// Whether a word is a value.
pub(super) fn is_word_value(word: &str) -> bool {
    matches!(word, "true" | "false" | "null") || is_number(word)
}

/// `-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?`
fn is_number(word: &str) -> bool {
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let word = word.strip_prefix('-').unwrap_or(word);
    let (mantissa, exponent) = match word.split_once(['e', 'E']) {
        Some((m, e)) => (m, Some(e.strip_prefix(['+', '-']).unwrap_or(e))),
        None => (word, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((w, f)) => (w, Some(f)),
        None => (mantissa, None),
    };
    digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(digits)
        && exponent.is_none_or(digits)
}
