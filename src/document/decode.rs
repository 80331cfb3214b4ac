//! Bytes to text: the encoding is detected, never assumed.

use std::fmt;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding, ISO_2022_JP, UTF_16BE, UTF_16LE};

use crate::source::{Decoded, RawMap, UTF_8};

/// Why bytes are no text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotText {
    /// What they are, where that can be told: "a PDF file", "binary data".
    pub what: &'static str,
}

impl fmt::Display for NotText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "this is {}, not text", self.what)
    }
}

impl std::error::Error for NotText {}

/// First bytes by which common files that are no text are known, from their specifications.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive, such as a .docx file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a compound file, such as a .doc file"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"\x1f\x8b\x08", "a gzip archive"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "an RTF file"),
    (b"\xff\xfe\x00\x00", "text in UTF-32, which the Encoding Standard leaves out"),
    (b"\x00\x00\xfe\xff", "text in UTF-32, which the Encoding Standard leaves out"),
];

/// Bytes that are looked at to tell text from other data: as many as `git` looks at.
const SAMPLE: usize = 8000;

/// Read bytes as text.
///
/// UTF-8 is not copied. UTF-16 is known by its mark or by its zero bytes; the rest is for chardetng
/// to tell. A file that is UTF-8 but for a few bytes is read as that.
///
/// # Errors
/// When the bytes are surely no text.
pub fn decode(bytes: Vec<u8>) -> Result<Decoded, NotText> {
    if let Some((_, what)) = SIGNATURES.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Err(NotText { what });
    }
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes)
        && (encoding == UTF_16LE || encoding == UTF_16BE)
    {
        return Ok(utf16(&bytes, encoding, mark));
    }
    if let Some(encoding) = utf16_by_zeros(&bytes) {
        return Ok(utf16(&bytes, encoding, 0));
    }
    if is_binary(&bytes) {
        return Err(NotText { what: "binary data" });
    }
    match String::from_utf8(bytes) {
        Ok(text) if !may_be_iso_2022(text.as_bytes()) => Ok(Decoded::utf8(text)),
        Ok(text) => match guess(text.as_bytes()) {
            encoding if encoding == ISO_2022_JP => Ok(other(text.as_bytes(), encoding)),
            _ => Ok(Decoded::utf8(text)),
        },
        Err(error) => {
            let bytes = error.into_bytes();
            if mostly_utf8(&bytes) {
                return Ok(faulty_utf8(&bytes));
            }
            Ok(other(&bytes, guess(&bytes)))
        }
    }
}

/// ISO-2022-JP is ASCII with escapes, and so passes for UTF-8.
fn may_be_iso_2022(bytes: &[u8]) -> bool {
    memchr::memmem::find(bytes, b"\x1b$").is_some()
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// UTF-16 without a mark: in text of mostly Latin letters every other byte is zero.
fn utf16_by_zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    /// Four bytes could be anything.
    const FEWEST: usize = 8;
    let sample = &bytes[..bytes.len().min(SAMPLE) & !1];
    if sample.len() < FEWEST || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let mut zeros = [0_usize; 2];
    for pair in sample.chunks_exact(2) {
        zeros[0] += usize::from(pair[0] == 0);
        zeros[1] += usize::from(pair[1] == 0);
    }
    // Zeros on one side only: a pair of two zeros is no character of a text.
    let most = sample.len() / 2 * 7 / 10;
    match zeros {
        [0, low] if low >= most => Some(UTF_16LE),
        [high, 0] if high >= most => Some(UTF_16BE),
        _ => None,
    }
}

/// A zero byte, or control characters that no text of any encoding has in such a number.
fn is_binary(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let controls = sample
        .iter()
        .filter(|b| b.is_ascii_control() && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b))
        .count();
    // One in ten; damaged text has a stray one.
    memchr::memchr(0, sample).is_some() || controls * 10 > sample.len()
}

/// Whether bytes that are not UTF-8 are so by a few faults only. Letters of another encoding are
/// next to never well-formed UTF-8, so that well-formed sequences are its proof.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut faults) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|b| *b >= 0xc0).count();
        faults += usize::from(!chunk.invalid().is_empty());
    }
    good > faults
}

const REPLACEMENT: char = char::REPLACEMENT_CHARACTER;

fn faulty_utf8(bytes: &[u8]) -> Decoded {
    let mut out = Building::new(bytes.len(), UTF_8);
    let mut at = 0;
    for chunk in bytes.utf8_chunks() {
        let (good, bad) = (chunk.valid(), chunk.invalid());
        if !good.is_empty() {
            out.raw.push(out.text.len(), at, 1, 1);
            out.text.push_str(good);
        }
        at += good.len();
        if !bad.is_empty() {
            out.character(REPLACEMENT, at, bad.len());
            out.malformed += 1;
        }
        at += bad.len();
    }
    out.finish()
}

fn utf16(bytes: &[u8], encoding: &'static Encoding, mark: usize) -> Decoded {
    let mut out = Building::new(bytes.len(), encoding.name());
    let unit = |pair: &[u8]| match *pair {
        [a, b] if encoding == UTF_16LE => u16::from_le_bytes([a, b]),
        [a, b] => u16::from_be_bytes([a, b]),
        _ => 0xfffd,
    };
    let mut at = mark;
    for read in char::decode_utf16(bytes[mark..].chunks(2).map(unit)) {
        out.malformed += usize::from(read.is_err());
        let c = read.unwrap_or(REPLACEMENT);
        // A lone surrogate is one unit, as the replacement is.
        let width = (c.len_utf16() * 2).min(bytes.len() - at);
        out.malformed += width % 2;
        out.character(c, at, width);
        at += width;
    }
    out.finish()
}

fn other(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let mut out = Building::new(bytes.len(), encoding.name());
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut buffer = [0; 16];
    // Byte by byte, since only so it is known which bytes make a character. `from` is the first
    // byte of the character that is being read.
    let mut from = 0;
    for at in 0..=bytes.len() {
        let last = at == bytes.len();
        let mut source = &bytes[at..bytes.len().min(at + 1)];
        loop {
            let (result, read, written) =
                decoder.decode_to_utf8_without_replacement(source, &mut buffer, last);
            source = &source[read..];
            let end = bytes.len().min(at + 1) - source.len();
            for c in std::str::from_utf8(&buffer[..written]).unwrap_or_default().chars() {
                out.character(c, from, end - from);
                from = end;
            }
            match result {
                DecoderResult::Malformed(_, unread) => {
                    let end = end.saturating_sub(usize::from(unread)).max(from);
                    out.character(REPLACEMENT, from, end - from);
                    out.malformed += 1;
                    from = end;
                }
                DecoderResult::InputEmpty => break,
                DecoderResult::OutputFull => {}
            }
        }
    }
    out.finish()
}

/// A text and its way back, character by character.
struct Building {
    text: String,
    encoding: &'static str,
    malformed: usize,
    raw: RawMap,
}

impl Building {
    fn new(bytes: usize, encoding: &'static str) -> Self {
        let text = String::with_capacity(bytes);
        Self { text, encoding, malformed: 0, raw: RawMap::default() }
    }

    fn character(&mut self, c: char, at: usize, width: usize) {
        self.raw.push(self.text.len(), at, c.len_utf8(), width);
        self.text.push(c);
    }

    fn finish(self) -> Decoded {
        let Self { text, encoding, malformed, raw } = self;
        Decoded { text, encoding, malformed, raw: Some(raw) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceMap;

    fn read(bytes: &[u8]) -> (String, &'static str, usize) {
        let read = decode(bytes.to_vec()).unwrap();
        (read.text, read.encoding, read.malformed)
    }

    /// Byte of the raw file at which a piece of the text stands.
    fn raw(bytes: &[u8], piece: &str) -> usize {
        let mut sources = SourceMap::new();
        let file = sources.add_decoded("a.txt", decode(bytes.to_vec()).unwrap());
        let file = sources.file(file);
        let byte = file.text().find(piece).unwrap();
        assert_eq!(file.position(byte).byte, file.raw_byte(byte));
        file.raw_byte(byte)
    }

    #[test]
    fn utf8_is_itself() {
        let text = "\u{feff}Café, 12 dead\r\n";
        assert_eq!(read(text.as_bytes()), (text.to_owned(), "UTF-8", 0));
        assert_eq!(raw(text.as_bytes(), "12"), 10);
        assert_eq!(read(b""), (String::new(), "UTF-8", 0));
    }

    #[test]
    fn utf16_is_known_by_mark_and_by_zeros() {
        let text = "Twelve 🔥 people – 12";
        for (mark, be) in [(true, true), (true, false), (false, true), (false, false)] {
            let units = mark.then_some(0xfeff).into_iter().chain(text.encode_utf16());
            let bytes: Vec<u8> =
                units.flat_map(|u| if be { u.to_be_bytes() } else { u.to_le_bytes() }).collect();
            let name = if be { "UTF-16BE" } else { "UTF-16LE" };
            assert_eq!(read(&bytes), (text.to_owned(), name, 0));
            assert_eq!(raw(&bytes, "12"), bytes.len() - 4);
        }
        // A lone surrogate and half a unit.
        let bytes = [0xff, 0xfe, b'a', 0, 0, 0xd8, b'b', 0, 7];
        assert_eq!(read(&bytes), ("a\u{fffd}b\u{fffd}".to_owned(), "UTF-16LE", 2));
        assert_eq!(raw(&bytes, "b"), 6);
    }

    #[test]
    fn other_encodings_are_told_and_mapped() {
        let western =
            b"The caf\xe9 on the harbour was \x93destroyed\x94, and 12 were hurt at Orl\xe9ans.";
        let (text, encoding, _) = read(western);
        assert_eq!(encoding, "windows-1252");
        assert!(text.contains("café") && text.contains("“destroyed”"), "{text}");
        assert_eq!(raw(western, "12"), 45);

        let japanese = "地震による死者は12人、負傷者は35人に上った。";
        let (bytes, _, _) = encoding_rs::SHIFT_JIS.encode(japanese);
        assert_eq!(read(&bytes), (japanese.to_owned(), "Shift_JIS", 0));
        assert_eq!(raw(&bytes, "12"), 16);

        let (bytes, _, _) = encoding_rs::ISO_2022_JP.encode(japanese);
        assert_eq!(read(&bytes), (japanese.to_owned(), "ISO-2022-JP", 0));
    }

    #[test]
    fn a_few_faults_do_not_unmake_utf8() {
        let mut bytes = "Zürich, Kraków, Malmö: ".as_bytes().to_vec();
        bytes.extend(b"\xff12");
        assert_eq!(read(&bytes), ("Zürich, Kraków, Malmö: \u{fffd}12".to_owned(), "UTF-8", 1));
        assert_eq!(raw(&bytes, "12"), bytes.len() - 2);
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(decode(b"%PDF-1.7\n".to_vec()).unwrap_err().what, "a PDF file");
        assert_eq!(decode(vec![0, 1, 2, 3]).unwrap_err().what, "binary data");
        assert!(decode(vec![1; 40]).is_err());
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_read_and_mapped_in_order(bytes: Vec<u8>) {
            let Ok(decoded) = decode(bytes.clone()) else { return Ok(()) };
            let mut sources = SourceMap::new();
            let id = sources.add_decoded("a.txt", decoded);
            let file = sources.file(id);
            let mut last = 0;
            for (byte, _) in file.text().char_indices() {
                let raw = file.raw_byte(byte);
                assert!(last <= raw && raw < bytes.len());
                last = raw;
            }
        }
    }
}
