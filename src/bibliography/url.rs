//! Addresses: what is wrong with one, the date that one holds, and what makes two of them one.

use std::ops::Range;

use crate::value::date::MONTH_NAMES;

/// Something wrong with an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// In words that follow "the address": "holds a blank".
    pub what: String,
    /// Where, in bytes of the address.
    pub at: Range<usize>,
    /// Whether it only looks so.
    pub perhaps: bool,
}

/// A date in an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UrlDate {
    /// EDTF, to the month or the day.
    pub edtf: String,
    /// Where, in bytes of the address.
    pub at: Range<usize>,
    /// Whether its parts are folders (`/2024/03/22/`) and not words of a title.
    pub folders: bool,
}

/// Where a copy in an archive begins; the address of the page itself follows its time.
const ARCHIVE: &str = "web.archive.org/web/";

/// Folders of uploaded files, whose date is that of the upload.
const UPLOADS: &[&str] = &[
    "uploads",
    "wp-content",
    "files",
    "sites",
    "assets",
    "images",
    "img",
    "media",
    "storage",
    "static",
    "documents",
];

/// The years in which pages were dated.
const YEARS: Range<u32> = 1990..2100;

/// Where an address lies in a text that may begin with an archive's: the page's own.
fn own(url: &str) -> usize {
    let Some(at) = url.find(ARCHIVE).map(|at| at + ARCHIVE.len()) else { return 0 };
    url[at..].find('/').map_or(0, |slash| at + slash + 1)
}

/// Host and path: where the path begins, and where it ends before `?` or `#`.
fn path(url: &str) -> Range<usize> {
    let from = own(url);
    let host = url[from..].find("://").map_or(from, |at| from + at + 3);
    let start = url[host..].find('/').map_or(url.len(), |at| host + at);
    let end = url[start..].find(['?', '#']).map_or(url.len(), |at| start + at);
    start..end
}

fn host(url: &str) -> Range<usize> {
    let from = own(url);
    let start = url[from..].find("://").map_or(from, |at| from + at + 3);
    let end = url[start..].find(['/', '?', '#']).map_or(url.len(), |at| start + at);
    start..end
}

/// Parameters that tell where a reader came from, and nothing about the page.
const TRACKING: &[&str] =
    &["utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "igshid", "ref_src", "cmpid"];

/// An address for comparison: without scheme, `www`, fragment, tracking and a final slash.
#[must_use]
pub fn key(url: &str) -> String {
    let url = url.trim();
    let page = &url[own(url)..];
    let bare = page.split_once("://").map_or(page, |(_, rest)| rest);
    let bare = match bare.split_once('#') {
        // Some pages are chosen by their fragment.
        Some((before, fragment)) if !fragment.starts_with(['!', '/']) => before,
        _ => bare,
    };
    let (before, query) = bare.split_once('?').unwrap_or((bare, ""));
    let (host, path) = before.split_once('/').unwrap_or((before, ""));
    let host = host.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let host = host.strip_suffix(":443").or(host.strip_suffix(":80")).unwrap_or(host);
    let path = path.trim_end_matches('/');
    let path = ["index.html", "index.htm", "index.php"]
        .iter()
        .find_map(|index| path.strip_suffix(index))
        .unwrap_or(path)
        .trim_end_matches('/');
    let tracked = |part: &&str| !TRACKING.iter().any(|name| part.starts_with(name));
    let mut parts: Vec<_> = query.split('&').filter(|p| !p.is_empty()).filter(tracked).collect();
    parts.sort_unstable();
    let query = if parts.is_empty() { String::new() } else { format!("?{}", parts.join("&")) };
    format!("{host}/{path}{query}")
}

/// Whether an address is that of a page and not of a whole site.
#[must_use]
pub fn names_a_page(url: &str) -> bool {
    let key = key(url);
    key.split_once('/').is_some_and(|(_, path)| !path.is_empty())
}

/// The dates that an address holds: in its folders, or at an end of a folder's name.
#[must_use]
pub fn dates(url: &str) -> Vec<UrlDate> {
    let range = path(url);
    let text = &url[range.clone()];
    if host_is(url, "doi.org") || text.split('/').any(|s| UPLOADS.contains(&&*s.to_lowercase())) {
        return Vec::new();
    }
    let mut segments = Vec::new();
    let mut from = range.start;
    for segment in text.split('/') {
        segments.push((segment, from..from + segment.len()));
        from += segment.len() + 1;
    }
    let mut out = folders(&segments);
    for (segment, at) in &segments {
        out.extend(words(segment).map(|(edtf, inner)| UrlDate {
            edtf,
            at: at.start + inner.start..at.start + inner.end,
            folders: false,
        }));
    }
    out
}

fn host_is(url: &str, name: &str) -> bool {
    let host = url[host(url)].to_ascii_lowercase();
    host == name || host.ends_with(&format!(".{name}"))
}

fn year(text: &str) -> Option<u32> {
    let number = text.parse().ok().filter(|_| text.len() == 4)?;
    YEARS.contains(&number).then_some(number)
}

fn month(text: &str) -> Option<u32> {
    /// Letters of a month's short name.
    const SHORT: usize = 3;
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return text.parse().ok().filter(|n| (1..=12).contains(n) && text.len() <= 2);
    }
    let named =
        |name: &&str| name.eq_ignore_ascii_case(text) || name[..SHORT].eq_ignore_ascii_case(text);
    let at = MONTH_NAMES.iter().position(named)?;
    u32::try_from(at + 1).ok()
}

fn day(text: &str) -> Option<u32> {
    let digits = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|n| digits && (1..=31).contains(n))
}

/// EDTF of a day that the calendar has.
fn edtf(year: u32, month: u32, day: Option<u32>) -> Option<String> {
    let number = |n: u32| i8::try_from(n).ok();
    let date = |day| jiff::civil::Date::new(i16::try_from(year).ok()?, number(month)?, day).ok();
    match day {
        Some(day) => date(number(day)?).map(|date| date.to_string()),
        None => date(1).map(|_| format!("{year:04}-{month:02}")),
    }
}

/// `/2024/03/22/` and `/2024/mar/`.
fn folders(segments: &[(&str, Range<usize>)]) -> Vec<UrlDate> {
    let mut out = Vec::new();
    for (i, (segment, at)) in segments.iter().enumerate() {
        let Some(year) = year(segment) else { continue };
        let Some((month_text, month_at)) = segments.get(i + 1) else { continue };
        let Some(month) = month(month_text) else { continue };
        let (day, end) = match segments.get(i + 2).map(|(text, at)| (day(text), at.end)) {
            Some((Some(day), end)) => (Some(day), end),
            _ => (None, month_at.end),
        };
        out.extend(edtf(year, month, day).map(|edtf| UrlDate {
            edtf,
            at: at.start..end,
            folders: true,
        }));
    }
    out
}

/// A day at the beginning or the end of a folder's name: `2024-03-22`, `20240322`.
fn words(segment: &str) -> impl Iterator<Item = (String, Range<usize>)> {
    const ENDINGS: &[&str] = &[".html", ".htm", ".php", ".aspx", ".pdf", ".shtml", ".story"];
    let ending = ENDINGS.iter().find_map(|ending| segment.strip_suffix(ending));
    let name = ending.unwrap_or(segment);
    let run = |text: &str| text.bytes().take_while(|b| b.is_ascii_digit() || *b == b'-').count();
    let back =
        |text: &str| text.bytes().rev().take_while(|b| b.is_ascii_digit() || *b == b'-').count();
    let first = 0..run(name);
    let last = name.len() - back(name)..name.len();
    let ends = if first == last { vec![first] } else { vec![first, last] };
    ends.into_iter().filter_map(move |range| {
        let text = &name[range.clone()];
        let inner = text.trim_matches('-');
        let start = range.start + text.len() - text.trim_start_matches('-').len();
        // Only what is set off from letters.
        let set_off = |at: Option<u8>| at.is_none_or(|b| !b.is_ascii_alphanumeric());
        let before = start.checked_sub(1).and_then(|at| name.as_bytes().get(at).copied());
        let after = name.as_bytes().get(start + inner.len()).copied();
        if !set_off(before) || !set_off(after) {
            return None;
        }
        let parts: Vec<_> = inner.split('-').collect();
        let date = match parts.as_slice() {
            [all] if all.len() == 8 => {
                edtf(year(all.get(..4)?)?, month(all.get(4..6)?)?, Some(day(all.get(6..)?)?))?
            }
            [y, m, d] if m.len() == 2 && d.len() == 2 => edtf(year(y)?, month(m)?, Some(day(d)?))?,
            _ => return None,
        };
        Some((date, start..start + inner.len()))
    })
}

/// Schemes of addresses.
const SCHEMES: &[&str] = &["http", "https", "ftp", "ftps"];

/// What may stand in place of a scheme and is another kind of name.
const OTHER_NAMES: &[&str] = &["doi:", "urn:", "info:", "hdl:", "mailto:", "ark:", "arxiv:"];

/// What is wrong with an address: the gravest fault.
#[must_use]
pub fn fault(url: &str) -> Option<Fault> {
    if OTHER_NAMES.iter().any(|name| url.to_lowercase().starts_with(name)) {
        return None;
    }
    let sure = |what: &str, at: Range<usize>| Some(Fault { what: what.into(), at, perhaps: false });
    characters(url, &sure)
        .or_else(|| scheme(url, &sure))
        .or_else(|| host_fault(url, &sure))
        .or_else(|| cut(url, &sure))
        .or_else(|| odd(url))
}

type Sure<'f> = &'f dyn Fn(&str, Range<usize>) -> Option<Fault>;

fn characters(url: &str, sure: Sure<'_>) -> Option<Fault> {
    let ends = |text: &str| url.ends_with(text).then(|| url.len() - text.len()..url.len());
    if let Some(at) = ["…", "...", "[…]"].into_iter().find_map(ends) {
        return sure("is cut short: it ends in an ellipsis", at);
    }
    if let Some((at, c)) = url.char_indices().find(|(_, c)| c.is_whitespace()) {
        let rest = url[at..].trim_start();
        if rest.starts_with("http") || rest.starts_with("www.") {
            return sure("is two addresses in one field", at..url.len());
        }
        return sure("holds a blank", at..at + c.len_utf8());
    }
    let strange = |c: &char| {
        c.is_control() || "<>\"{}|\\^`“”‘’«»\u{ad}\u{200b}\u{200c}\u{200d}\u{feff}".contains(*c)
    };
    if let Some((at, c)) = url.char_indices().find(|(_, c)| strange(c)) {
        return sure("holds a character that no address has", at..at + c.len_utf8());
    }
    for (at, _) in url.match_indices('%') {
        let code = url.as_bytes().get(at + 1..at + 3);
        if code.is_none_or(|code| !code.iter().all(u8::is_ascii_hexdigit)) {
            let end = at + 1 == url.len() || at + 2 == url.len();
            let what = if end {
                "is cut short: it ends inside of an escape"
            } else {
                "has a `%` that begins no escape"
            };
            return sure(what, at..at + 1);
        }
    }
    None
}

fn scheme(url: &str, sure: Sure<'_>) -> Option<Fault> {
    let lower = url.to_ascii_lowercase();
    // A second address belongs after an archive's, or into the query of a redirection.
    let second = lower.match_indices("http").map(|(at, _)| at).find(|at| {
        let rest = &lower[*at..];
        *at > 0 && (rest.starts_with("http://") || rest.starts_with("https://"))
    });
    if let Some(at) = second
        && own(url) != at
        && !lower[..at].contains(['?', '='])
    {
        let before = &lower[..at];
        if before.ends_with("://") {
            return sure("begins with two schemes", 0..at);
        }
        if !before.ends_with('/') {
            return sure("is two addresses in one field", at..url.len());
        }
    }
    let Some((scheme, rest)) = lower.split_once(':') else { return no_scheme(&lower, sure) };
    if scheme.contains(['.', '/', '?']) {
        return no_scheme(&lower, sure);
    }
    if !SCHEMES.contains(&scheme) {
        return sure("begins with a scheme that is none", 0..scheme.len() + 1);
    }
    if !rest.starts_with("//") || rest.starts_with("///") {
        return sure("has not two slashes after its scheme", 0..scheme.len() + 1);
    }
    None
}

/// An address as it is printed, without `https://`.
fn no_scheme(lower: &str, sure: Sure<'_>) -> Option<Fault> {
    let first = lower.split('/').next().unwrap_or_default();
    if SCHEMES.contains(&first) {
        return sure("has no colon after its scheme", 0..first.len());
    }
    if !first.contains('.') {
        return sure("names no site", 0..first.len());
    }
    None
}

fn host_fault(url: &str, sure: Sure<'_>) -> Option<Fault> {
    let at = host(url);
    let host = &url[at.clone()];
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let start = at.end - host.len();
    let name = host.split_once(':').map_or(host, |(name, _)| name);
    let place = start..start + name.len();
    if host.starts_with('[') || name == "localhost" {
        return None;
    }
    if name.is_empty() {
        return sure("names no site", at);
    }
    let allowed = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
    if let Some((i, c)) = name.char_indices().find(|(_, c)| !allowed(*c)) {
        return sure(
            "names a site by a character that no site has",
            start + i..start + i + c.len_utf8(),
        );
    }
    let labels: Vec<_> = name.trim_end_matches('.').split('.').collect();
    if labels.iter().any(|label| label.is_empty()) {
        return sure("names a site with two dots in a row, or one at its beginning", place);
    }
    let numeric = labels.iter().all(|label| label.bytes().all(|b| b.is_ascii_digit()));
    if numeric && labels.len() == 4 {
        return None;
    }
    let top = labels.last().copied().unwrap_or_default();
    let is_top = top.chars().count() >= 2
        && (top.starts_with("xn--") || top.chars().all(char::is_alphabetic));
    let www = labels.first().is_some_and(|first| first.eq_ignore_ascii_case("www"));
    if !is_top || labels.len() < if www { 3 } else { 2 } {
        return sure("names a site without its domain", place);
    }
    // "wwww.", "ww."
    let first = labels.first().copied().unwrap_or_default();
    if first.len() > 1 && first.len() != 3 && first.bytes().all(|b| b == b'w') {
        return sure("misspells `www`", start..start + first.len());
    }
    None
}

/// Fewest words of a folder's name that is a title.
const WORDS_OF_A_TITLE: usize = 4;

fn cut(url: &str, sure: Sure<'_>) -> Option<Fault> {
    let end = url.len();
    let last = url.chars().next_back()?;
    let closes = last == ')' && url.matches(')').count() > url.matches('(').count();
    if matches!(last, ',' | ';' | ':' | '.' | '\'') || closes {
        return sure("ends in a mark of the sentence around it", end - 1..end);
    }
    let path = path(url);
    let segment = url[path.clone()].rsplit('/').next().unwrap_or_default();
    let words: Vec<_> = segment.split('-').collect();
    // `-2024-03-2`: a date that lacks a digit.
    if let [.., y, m, d] = words.as_slice()
        && words.len() > 3
        && path.end == end
        && year(y).is_some()
        && m.len() == 2
        && month(m).is_some()
        && d.len() <= 1
        && d.bytes().all(|b| b.is_ascii_digit())
    {
        let length = y.len() + m.len() + d.len() + 2;
        return sure("is cut short: its date lacks a digit", end - length..end);
    }
    if path.end == end && segment.ends_with(['-', '_']) && words.len() > WORDS_OF_A_TITLE {
        let what = "seems to be cut short: it ends in a hyphen".to_owned();
        return Some(Fault { what, at: end - 1..end, perhaps: true });
    }
    None
}

/// A capital inside of a word, where the title is otherwise in lower case.
fn odd(url: &str) -> Option<Fault> {
    let path = path(url);
    let mut from = path.start;
    for segment in url[path].split('/') {
        let words: Vec<_> = segment.split('-').collect();
        let alphabetic = |word: &&str| word.bytes().all(|b| b.is_ascii_alphabetic());
        let titles = words.len() >= WORDS_OF_A_TITLE && words.iter().all(alphabetic);
        let capital = |word: &str| word.bytes().any(|b| b.is_ascii_uppercase());
        if titles && words.iter().filter(|word| capital(word)).count() == 1 {
            let mut at = from;
            for word in &words {
                // The same letter twice, small and large: one of them was meant.
                let pair = word.as_bytes().windows(2).position(|pair| {
                    pair[0].is_ascii_lowercase() && pair[0].to_ascii_uppercase() == pair[1]
                });
                if let Some(i) = pair {
                    let what = format!("seems to be mistyped: `{}`", &word[i..i + 2]);
                    return Some(Fault { what, at: at + i..at + i + 2, perhaps: true });
                }
                at += word.len() + 1;
            }
        }
        from += segment.len() + 1;
    }
    None
}

#[cfg(test)]
mod tests;
