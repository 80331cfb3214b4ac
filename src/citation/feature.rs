//! What is seen of a token when its part is judged: itself, its neighbours, the stretch between
//! two marks that it stands in, and what the reference as a whole is made of.
//!
//! A feature is a short text (`w0=press`); the table of weights has a line for each one that counts.
//! Templates: `w` word, `k` kind, `t` marks after, `l` marks before, `x` word class, each with the
//! offset of the token it is of; `c` of the stretch up to the next comma or full stop; `n` of the
//! head of the next stretch; `q` inside or outside quotation marks; `p` place in the reference.

use smol_str::SmolStr;
use std::fmt::Write;

use super::lexicon::{self, Classes};
use super::literal::Literal;
use super::token::Token;

/// What is known of one token.
#[derive(Clone, Debug)]
pub(super) struct Attributes {
    kind: &'static str,
    lead: &'static str,
    pub(super) trail: &'static str,
    classes: Classes,
    norm: SmolStr,
    ending: SmolStr,
    /// A comma, full stop or the like ends a stretch after it.
    stretch_end: bool,
    /// A full stop, a question mark or a closing quotation mark ends a sentence after it.
    sentence_end: bool,
    quote: &'static str,
    /// Within double quotation marks: what stands there is printed elsewhere, not who or where.
    pub(super) quoted: bool,
    bracket: bool,
    /// Words from here to the end of the stretch, this one included.
    stretch: usize,
    sentence: usize,
    year_seen: bool,
    quote_ahead: bool,
    access_seen: bool,
    in_seen: bool,
    /// All classes within the stretch.
    stretch_classes: Classes,
    /// How many words the stretch has.
    stretch_len: usize,
    stretch_start: bool,
}

/// The attributes of all tokens of a reference.
pub(super) fn attributes(text: &str, tokens: &[Token]) -> Vec<Attributes> {
    let mut out: Vec<Attributes> = tokens.iter().map(|token| own(text, token)).collect();
    ends(text, tokens, &mut out);
    quotes(text, tokens, &mut out);
    stretches(&mut out);
    out
}

fn own(text: &str, token: &Token) -> Attributes {
    let word = token.word(text);
    let classes = lexicon::classes(&token.norm);
    let ending: String = {
        let chars: Vec<char> = token.norm.chars().collect();
        chars[chars.len().saturating_sub(3)..].iter().collect()
    };
    Attributes {
        kind: kind(token, word),
        lead: lead(token.lead(text)),
        trail: trail(token.trail(text)),
        classes,
        norm: token.norm.clone(),
        ending: ending.into(),
        stretch_end: false,
        sentence_end: false,
        quote: "no",
        quoted: false,
        bracket: false,
        stretch: 0,
        sentence: 0,
        year_seen: false,
        quote_ahead: false,
        access_seen: false,
        in_seen: false,
        stretch_classes: Classes::default(),
        stretch_len: 0,
        stretch_start: false,
    }
}

/// What a word looks like.
fn kind(token: &Token, word: &str) -> &'static str {
    match token.literal {
        Some(Literal::Url) => return "url",
        Some(Literal::Doi) => return "doi",
        Some(Literal::Isbn) => return "isbn",
        None => {}
    }
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    if digits > 0 {
        return numeric(word, digits);
    }
    let mut chars = word.chars().filter(|c| c.is_alphabetic());
    let Some(first) = chars.next() else {
        return if word == "&" { "and" } else { "mark" };
    };
    let rest: Vec<char> = chars.collect();
    let upper = rest.iter().filter(|c| c.is_uppercase()).count();
    if !first.is_uppercase() {
        return if first.is_lowercase() && upper == 0 { "low" } else { "odd" };
    }
    match (rest.len(), upper) {
        (0, _) => "initial",
        (n, _) if word.contains('.') && n <= 3 => "initials",
        (n, u) if u == n && n <= 2 => "UP",
        (n, u) if u == n => "UPPER",
        (_, 0) => "Cap",
        _ => "CaMel",
    }
}

fn numeric(word: &str, digits: usize) -> &'static str {
    let only = |marks: &[char]| word.chars().all(|c| c.is_ascii_digit() || marks.contains(&c));
    let year = |part: &str| {
        part.len() >= 4
            && part.get(..4).is_some_and(|y| {
                y.bytes().all(|b| b.is_ascii_digit()) && ("1500".."2100").contains(&y)
            })
    };
    if year(word) && word.len() <= 5 && (word.len() == 4 || word.ends_with(char::is_alphabetic)) {
        return "year";
    }
    if only(&[]) {
        return match digits {
            1 | 2 => "n2",
            3 => "n3",
            4 => "n4",
            _ => "n5",
        };
    }
    if year(word) && only(&['-', '–', '/', '—']) && word.len() > 5 {
        return if digits == 8 && word.len() > 9 { "day" } else { "years" };
    }
    if only(&['-', '–', '—', '‐', '‑', '−']) {
        return "range";
    }
    if only(&['(', ')', '-', '–', '/']) {
        return if word.contains('(') { "n(n)" } else { "n/n" };
    }
    if only(&[',', '.', ':', ';', '(', ')', '-', '–']) {
        return "nums";
    }
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let symbol = word.contains('/') && word.chars().any(char::is_uppercase);
    match (letters, symbol) {
        (_, true) => "symbol",
        (1..=2, _) => "An",
        _ => "mixed",
    }
}

/// The marks before a word, by what they say.
fn lead(marks: &str) -> &'static str {
    let has = |set: &[char]| marks.contains(set);
    match () {
        () if marks.is_empty() => "",
        () if has(&['“', '„', '"', '«', '‹', '《', '‟']) || marks.contains("``") => {
            "quote"
        }
        () if has(&['(', '（']) => "(",
        () if has(&['[']) => "[",
        () if has(&['<']) => "<",
        () if has(&['‘', '\'', '`']) => "'",
        () if has(&[';', ':', ',']) => ":",
        () => "-",
    }
}

/// The marks after a word, by what they say.
fn trail(marks: &str) -> &'static str {
    let has = |set: &[char]| marks.contains(set);
    let quote = has(&['”', '"', '»', '›', '’', '\'', '》']);
    let stop = has(&['.', '。']);
    match () {
        () if marks.is_empty() => "",
        () if quote && has(&[',']) => "”,",
        () if quote && (stop || has(&['?', '!'])) => "”.",
        () if quote => "”",
        () if has(&[')', ']']) && stop => ").",
        () if has(&[')', ']']) && has(&[',']) => "),",
        () if has(&[')', ']']) && has(&[':', ';']) => "):",
        () if has(&[')', ']', '>']) => ")",
        () if has(&['?', '!']) => "?",
        () if has(&[',', '，', '、']) => ",",
        () if has(&[';']) => ";",
        () if has(&[':', '：']) => ":",
        () if stop => ".",
        () => "-",
    }
}

/// Where stretches and sentences end. The full stop of an initial or a common abbreviation ends
/// neither.
fn ends(text: &str, tokens: &[Token], out: &mut [Attributes]) {
    const SHORT: [&str; 14] = [
        "editor",
        "page",
        "volume",
        "suffix",
        "translator",
        "etal",
        "and",
        "month",
        "particle",
        "performer",
        "in",
        "edition",
        "stop",
        "legal",
    ];
    for i in 0..out.len() {
        let next = tokens.get(i + 1).map_or("", |t| t.word(text));
        let here = &out[i];
        let abbreviated = matches!(here.kind, "initial" | "initials")
            || (here.norm.chars().count() <= 4
                && here.kind != "UP"
                && SHORT.iter().any(|class| here.classes.has(class)));
        let low = next.starts_with(char::is_lowercase) || next.starts_with('&');
        let stop = here.trail == "." && !abbreviated && !low;
        let strong = matches!(here.trail, "?" | "”." | "”," | ").");
        let soft = matches!(here.trail, "," | ";" | ":" | ")," | "):" | "”" | ")");
        out[i].sentence_end = stop || strong;
        out[i].stretch_end = stop || strong || soft || i + 1 == tokens.len();
        if tokens[i].literal.is_some() {
            out[i].stretch_end = true;
            out[i].sentence_end = true;
        }
    }
    // What precedes an address, a bracket or a quotation ends too.
    for i in 1..out.len() {
        if matches!(out[i].lead, "quote" | "(" | "[" | "<") || out[i].kind == "url" {
            out[i - 1].stretch_end = true;
        }
    }
}

/// Which tokens stand within quotation marks or brackets. A quotation that is never closed, or runs
/// over more words than a title has, is none.
fn quotes(text: &str, tokens: &[Token], out: &mut [Attributes]) {
    const LONGEST: usize = 60;
    let closes = |i: usize, mark: &str| -> bool {
        let trail = tokens[i].trail(text);
        match mark {
            "quote" => trail.contains(['”', '"', '»', '“', '’', '》']) || trail.contains("''"),
            _ => trail.contains(['’', '\'']),
        }
    };
    let mut i = 0;
    let mut seen = false;
    while i < tokens.len() {
        let mark = out[i].lead;
        if matches!(mark, "quote" | "'") {
            let most = tokens.len().min(i + LONGEST);
            if let Some(end) = (i..most).find(|j| closes(*j, mark)) {
                for (at, token) in out.iter_mut().enumerate().take(end + 1).skip(i) {
                    token.quote = if at == i { "start" } else { "in" };
                    token.quoted = mark == "quote";
                }
                for token in out.iter_mut().take(i) {
                    token.quote_ahead = true;
                }
                seen = true;
                i = end + 1;
                continue;
            }
        }
        if seen {
            out[i].quote = "after";
        }
        i += 1;
    }
    let mut depth = 0_i32;
    for (token, attributes) in tokens.iter().zip(out.iter_mut()) {
        let count =
            |marks: &str, set: &[char]| i32::try_from(marks.matches(set).count()).unwrap_or(0);
        depth += count(token.lead(text), &['(', '[']);
        attributes.bracket = depth > 0;
        depth = (depth - count(token.trail(text), &[')', ']'])).max(0);
    }
}

/// Counts and sums over stretches, from both sides.
fn stretches(out: &mut [Attributes]) {
    let mut sentence = 0;
    let (mut year, mut access, mut inside) = (false, false, false);
    let mut start = 0;
    for i in 0..out.len() {
        let first = i == 0 || out[i - 1].stretch_end;
        if first {
            start = i;
        }
        let token = &mut out[i];
        token.stretch_start = first;
        token.sentence = sentence;
        token.year_seen = year;
        token.access_seen = access;
        token.in_seen = inside;
        year |= matches!(token.kind, "year" | "years" | "day") || token.classes.has("nodate");
        access |= token.classes.has("access") && !token.classes.has("stop");
        inside |= token.norm == "in" && matches!(token.trail, "" | ":") && first;
        sentence += usize::from(token.sentence_end);
        if token.stretch_end {
            let classes = out[start..=i].iter().fold(Classes::default(), |a, t| a.union(t.classes));
            let len = i + 1 - start;
            for (at, token) in out[start..=i].iter_mut().enumerate() {
                token.stretch_classes = classes;
                token.stretch_len = len;
                token.stretch = len - at;
            }
        }
    }
}

/// A count, in steps that widen.
fn step(n: usize) -> usize {
    match n {
        0..=3 => n,
        4..=5 => 4,
        6..=8 => 6,
        9..=14 => 9,
        _ => 15,
    }
}

/// Give every feature of token `i` to `each`.
pub(super) fn features(all: &[Attributes], i: usize, each: &mut dyn FnMut(&str)) {
    let mut line = String::with_capacity(32);
    let mut put = |name: &str, parts: &[&str]| {
        line.clear();
        line.push_str(name);
        for (n, part) in parts.iter().enumerate() {
            line.push(if n == 0 { '=' } else { '|' });
            line.push_str(part);
        }
        each(&line);
    };
    let here = &all[i];
    put("bias", &[]);
    near(all, i, &mut put);
    put("e0", &[&here.ending]);
    put("kt", &[here.kind, here.trail]);
    put("lkt", &[here.lead, here.kind, here.trail]);
    let before = i.checked_sub(1).and_then(|i| all.get(i));
    let after = all.get(i + 1);
    let edge = ("edge", "edge");
    let (kb, tb) = before.map_or(edge, |b| (b.kind, b.trail));
    let (ka, la) = after.map_or(edge, |a| (a.kind, a.lead));
    put("tbk", &[tb, here.kind]);
    put("tbl", &[tb, here.lead]);
    put("kbktb", &[kb, tb, here.kind, here.trail]);
    put("kka", &[here.kind, here.trail, la, ka]);
    whole(all, i, &mut put);
    stretch(all, i, &mut put);
}

/// The token and its neighbours, one by one.
fn near(all: &[Attributes], i: usize, put: &mut dyn FnMut(&str, &[&str])) {
    const WORDS: [(&str, isize); 3] = [("w0", 0), ("w-1", -1), ("w+1", 1)];
    const SHAPES: [(&str, &str, &str, &str, isize); 5] = [
        ("k0", "t0", "l0", "x0", 0),
        ("k-1", "t-1", "l-1", "x-1", -1),
        ("k+1", "t+1", "l+1", "x+1", 1),
        ("k-2", "t-2", "l-2", "x-2", -2),
        ("k+2", "t+2", "l+2", "x+2", 2),
    ];
    let at = |by: isize| i.checked_add_signed(by).and_then(|i| all.get(i));
    for (name, by) in WORDS {
        if let Some(token) = at(by)
            && !token.norm.bytes().any(|b| b.is_ascii_digit())
        {
            put(name, &[&token.norm]);
        }
    }
    for (kind, trail, lead, class, by) in SHAPES {
        let Some(token) = at(by) else {
            put(kind, &["edge"]);
            continue;
        };
        put(kind, &[token.kind]);
        if !token.trail.is_empty() {
            put(trail, &[token.trail]);
        }
        if !token.lead.is_empty() {
            put(lead, &[token.lead]);
        }
        for name in token.classes.names() {
            put(class, &[name]);
            if by == 0 {
                put("xt", &[name, token.trail]);
                put("xq", &[name, token.quote]);
            }
        }
    }
}

/// The reference as a whole, seen from the token.
fn whole(all: &[Attributes], i: usize, put: &mut dyn FnMut(&str, &[&str])) {
    const TENTHS: usize = 8;
    let here = &all[i];
    let flag = |on: bool, yes: &'static str| if on { yes } else { "-" };
    let mut number = String::new();
    let _ = write!(number, "{}", i * TENTHS / all.len().max(1));
    put("p", &[&number]);
    put("pk", &[&number, here.kind]);
    number.clear();
    let _ = write!(number, "{}", here.sentence.min(6));
    let quote = here.quote;
    put("s", &[&number, flag(here.year_seen, "year"), quote]);
    put("sk", &[&number, here.kind, quote]);
    put("q", &[quote, flag(here.quote_ahead, "ahead")]);
    put("qk", &[quote, flag(here.quote_ahead, "ahead"), here.kind, here.trail]);
    put("b", &[flag(here.bracket, "in"), here.kind, flag(here.year_seen, "year")]);
    put("a", &[flag(here.access_seen, "seen"), here.kind]);
    put("i", &[flag(here.in_seen, "in"), flag(here.year_seen, "year"), quote]);
    if i < 3 {
        let at = ["first", "second", "third"][i];
        put("at", &[at, here.kind, here.trail]);
    }
    if i + 1 == all.len() {
        put("last", &[here.kind]);
    }
    let ahead = |kind: &str| all[i + 1..].iter().take(LOOK).any(|t| t.kind == kind);
    put("u", &[flag(ahead("url"), "url"), flag(here.year_seen, "year"), here.kind]);
}

/// How far ahead an address is looked for, in words.
const LOOK: usize = 12;

/// The stretch between two marks that the token stands in, and the heads of its neighbours.
fn stretch(all: &[Attributes], i: usize, put: &mut dyn FnMut(&str, &[&str])) {
    let here = &all[i];
    let start = i + here.stretch.max(1) - here.stretch_len.max(1);
    let next = all.get(i + here.stretch.max(1));
    let before = start.checked_sub(1).and_then(|at| all.get(at));
    let mut number = String::new();
    let _ = write!(number, "{}", step(here.stretch_len));
    let head = all.get(start).map_or("", |t| t.kind);
    let first = if here.stretch_start { "start" } else { "-" };
    put("cn", &[&number, here.kind]);
    put("ch", &[head, &number]);
    put("cs", &[first, here.kind, before.map_or("edge", |b| b.trail)]);
    let end = all.get(i + here.stretch.max(1) - 1).map_or("", |t| t.trail);
    put("ce", &[end, here.kind]);
    put("ceh", &[end, head, &number]);
    let (next_kind, next_lead) = next.map_or(("edge", ""), |n| (n.kind, n.lead));
    put("n", &[next_lead, next_kind, end]);
    put("nk", &[next_lead, next_kind, here.kind]);
    if let Some(next) = next {
        for name in next.classes.names() {
            put("nx", &[name, end]);
        }
        put("nw", &[&next.norm]);
    }
    if let Some(before) = before {
        put("bw", &[&before.norm, before.trail]);
    }
    if here.stretch_classes.is_empty() {
        put("cx", &["none"]);
    }
    for name in here.stretch_classes.names() {
        put("cx", &[name]);
        put("cxq", &[name, here.quote, if here.year_seen { "year" } else { "-" }]);
    }
    if let Some(head) = all.get(start) {
        put("cw", &[&head.norm]);
    }
}
