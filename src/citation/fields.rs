//! From labelled tokens to fields: stretches of one part, trimmed to what belongs to them.

use std::ops::Range;

use super::label::Label;
use super::lexicon;
use super::literal::{self, Literal};
use super::token::Token;
use super::{Dated, Parsed, Url, dates, names};

/// Neighbouring tokens of one part.
pub(super) struct Segment {
    pub(super) label: Label,
    pub(super) tokens: Range<usize>,
}

/// Runs of equal labels; each literal stands alone.
pub(super) fn segments(text: &str, labels: &[Label], tokens: &[Token]) -> Vec<Segment> {
    let mut running = false;
    let mut out: Vec<Segment> = Vec::new();
    for (i, label) in labels.iter().enumerate() {
        // What follows a colon in a title is of the title.
        let colon = i > 0
            && *label == Label::Container
            && labels[i - 1] == Label::Title
            && text[..tokens[i - 1].span.end].ends_with(':')
            && lexicon::classes(&tokens[i].norm) != lexicon::classes("in");
        running = colon || running && *label == Label::Container;
        let label = if running { &Label::Title } else { label };
        match out.last_mut() {
            Some(last) if last.label == *label && tokens[i].literal.is_none() => {
                last.tokens.end = i + 1;
            }
            _ => out.push(Segment { label: *label, tokens: i..i + 1 }),
        }
    }
    out
}

/// A reference while its fields are filled in.
pub(super) struct Filling<'t> {
    pub(super) text: &'t str,
    pub(super) tokens: &'t [Token],
    pub(super) parsed: Parsed,
}

impl Filling<'_> {
    pub(super) fn fill(&mut self, segments: &[Segment]) {
        for (i, segment) in segments.iter().enumerate() {
            let before = i.checked_sub(1).map(|i| &segments[i]);
            let after = segments.get(i + 1);
            self.segment(segment, before, after);
        }
        self.late();
    }

    /// The bytes of tokens, punctuation around them included.
    fn span(&self, tokens: &Range<usize>) -> Range<usize> {
        self.tokens[tokens.start].span.start..self.tokens[tokens.end - 1].span.end
    }

    fn has(&self, tokens: &Range<usize>, class: &str) -> bool {
        self.tokens[tokens.clone()].iter().any(|t| lexicon::classes(&t.norm).has(class))
    }

    fn segment(&mut self, segment: &Segment, before: Option<&Segment>, after: Option<&Segment>) {
        let tokens = &segment.tokens;
        let span = self.span(tokens);
        let trimmed = trim(self.text, span.clone());
        if trimmed.is_empty() {
            return;
        }
        let text = self.text;
        let p = &mut self.parsed;
        match segment.label {
            Label::Number => keep(&mut p.number, trimmed),
            Label::Author => p.authors.extend(names::read(text, span)),
            Label::Editor => p.editors.extend(names::read(text, span)),
            Label::Title => self.title(tokens, trimmed),
            Label::Container => self.container(tokens),
            Label::Collection => keep(&mut p.collection, trimmed),
            Label::Publisher => keep(&mut p.publisher, trimmed),
            Label::Place => keep(&mut p.place, trimmed),
            Label::Date => self.date(tokens, trimmed, before, after),
            Label::Volume => self.volume(tokens),
            Label::Pages => self.pages(tokens, trimmed),
            Label::Edition => keep(&mut p.edition, trimmed),
            Label::Genre => self.genre(tokens, trimmed),
            Label::Contributor => p.note.push(trimmed),
            Label::Note => self.note(tokens, trimmed),
            Label::Url | Label::Doi | Label::Isbn => self.literal(tokens.start),
        }
    }

    /// A title; one that runs into a quotation from outside is the quotation, and before it stands
    /// who wrote it.
    fn title(&mut self, tokens: &Range<usize>, range: Range<usize>) {
        let quotes = |i: &usize| self.tokens[*i].lead(self.text).contains(['“', '«', '„']);
        let opens = tokens.clone().skip(1).find(quotes).filter(|at| {
            let closed = self.tokens[tokens.end - 1].trail(self.text).contains(['”', '»', '“']);
            closed && self.tokens[at - 1].trail(self.text).contains([',', '.'])
        });
        let Some(at) = opens.filter(|_| self.parsed.title.is_none()) else {
            return self.closed_title(tokens, range);
        };
        let before = self.span(&(tokens.start..at));
        let names = names::read(self.text, before);
        self.parsed.authors.extend(names);
        self.parsed.title = Some(trim(self.text, self.span(&(at..tokens.end))));
    }

    /// A title that ends where its quotation does; what runs on after it contains it.
    fn closed_title(&mut self, tokens: &Range<usize>, range: Range<usize>) {
        let opens = self.tokens[tokens.start].lead(self.text).contains(['“', '«', '„']);
        let ends = |i: &usize| {
            let trail = self.tokens[*i].trail(self.text);
            trail.contains(['”', '»', '“']) && trail.contains([',', '.'])
        };
        let end = tokens.clone().find(ends).map(|i| i + 1);
        match end.filter(|end| opens && *end < tokens.end && self.parsed.title.is_none()) {
            Some(end) => {
                self.parsed.title = Some(trim(self.text, self.span(&(tokens.start..end))));
                self.container(&(end..tokens.end));
            }
            None => keep(&mut self.parsed.title, range),
        }
    }

    /// A container without the "In:" before it.
    fn container(&mut self, tokens: &Range<usize>) {
        let first = &self.tokens[tokens.start];
        let lead = lexicon::classes(&first.norm).has("in") && tokens.len() > 1;
        let from = if lead { tokens.start + 1 } else { tokens.start };
        let range = trim(self.text, self.span(&(from..tokens.end)));
        keep(&mut self.parsed.container, range);
    }

    fn literal(&mut self, at: usize) {
        let token = &self.tokens[at];
        let word = token.word(self.text);
        let doi = literal::doi_within(word);
        let doi = doi.map(|d| token.core.start + d.start..token.core.start + d.end);
        match token.literal {
            Some(Literal::Url) if self.parsed.url.is_none() => {
                let (broken, cut) = literal::damage(word);
                self.parsed.url = Some(Url { range: token.core.clone(), broken, cut });
                if self.parsed.doi.is_none() {
                    self.parsed.doi = doi;
                }
            }
            Some(Literal::Doi) => {
                keep(&mut self.parsed.doi, doi.unwrap_or_else(|| token.core.clone()));
            }
            Some(Literal::Isbn) => {
                let digits = word.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
                let marked = ["13:", "10:"]
                    .iter()
                    .find_map(|mark| word.find(mark).map(|at| at + mark.len()));
                let from = marked.map_or(digits, |from| {
                    from + word[from..].find(|c: char| c.is_ascii_digit()).unwrap_or(0)
                });
                keep(&mut self.parsed.isbn, token.core.start + from..token.core.end);
            }
            _ => self.parsed.note.push(token.core.clone()),
        }
    }

    /// The first date with a year is when it was issued; a second one beside an address is when it
    /// was looked at (the practice of the Modern Language Association to its seventh edition).
    fn date(
        &mut self,
        tokens: &Range<usize>,
        range: Range<usize>,
        before: Option<&Segment>,
        after: Option<&Segment>,
    ) {
        let read = dates::read(&self.text[range.clone()]);
        let beside = |s: Option<&Segment>| s.is_some_and(|s| s.label == Label::Url);
        let said =
            before.is_some_and(|s| s.label == Label::Note && accessing(self.tokens, &s.tokens));
        let Some(edtf) = read else {
            // "January 28" after a year in brackets.
            let year = self.parsed.issued.as_ref().filter(|d| d.edtf.len() == 4);
            let whole = year
                .and_then(|d| dates::read(&format!("{} {}", &self.text[range.clone()], d.edtf)));
            let whole = whole.filter(|_| !self.has(tokens, "nodate"));
            match (whole, self.parsed.issued.as_mut()) {
                (Some(edtf), Some(issued)) => {
                    issued.edtf = edtf;
                    issued.range = range.clone();
                }
                _ => self.parsed.note.push(range),
            }
            return;
        };
        let dated = Dated { range, edtf };
        let finer = self.parsed.issued.as_ref().is_some_and(|d| {
            d.edtf.len() == 4 && dated.edtf.len() > 4 && dated.edtf.starts_with(&*d.edtf)
        });
        if said && self.parsed.accessed.is_none() {
            self.parsed.accessed = Some(dated);
        } else if self.parsed.issued.is_none() || finer {
            self.parsed.issued = Some(dated);
        } else if self.parsed.accessed.is_none() && (beside(before) || beside(after)) {
            self.parsed.accessed = Some(dated);
        } else {
            self.parsed.note.push(dated.range);
        }
    }

    /// A note; the date in it is when the page was looked at, if it says so or is nothing else.
    fn note(&mut self, tokens: &Range<usize>, range: Range<usize>) {
        let dated = |token: &Token| {
            let classes = lexicon::classes(&token.norm);
            let word = token.word(self.text);
            classes.has("month")
                || classes.has("weekday")
                || word.starts_with(|c: char| c.is_ascii_digit())
        };
        let first = tokens.clone().find(|i| dated(&self.tokens[*i]));
        let date = first.map(|first| {
            let link = |i: &usize| dated(&self.tokens[*i]) || self.tokens[*i].norm == "de";
            let end = (first..tokens.end).take_while(link).last().map_or(first, |i| i) + 1;
            (first..end, trim(self.text, self.span(&(first..end))))
        });
        let date = date.and_then(|(at, r)| {
            dates::read(&self.text[r.clone()]).map(|edtf| (at, Dated { range: r, edtf }))
        });
        let Some((at, dated)) = date else {
            self.parsed.note.push(range);
            return;
        };
        let alone = at == *tokens;
        if self.parsed.accessed.is_none() && (accessing(self.tokens, tokens) || alone) {
            let rest = [tokens.start..at.start, at.end..tokens.end];
            self.parsed.accessed = Some(dated);
            for part in rest.into_iter().filter(|part| !part.is_empty()) {
                let part = trim(self.text, self.span(&part));
                if !part.is_empty() {
                    self.parsed.note.push(part);
                }
            }
        } else {
            self.parsed.note.push(range);
        }
    }

    /// Volume and issue: what words before the numbers say, else the first and the second.
    fn volume(&mut self, tokens: &Range<usize>) {
        const ISSUE: [&str; 18] = [
            "no", "nos", "nr", "n", "n°", "nº", "num", "numb", "number", "numéro", "número",
            "issue", "iss", "heft", "fasc", "fascicle", "n8", "č",
        ];
        let span = self.span(tokens);
        let mut said_issue = false;
        let mut reporter = false;
        let mut start = None;
        let mut parts: Vec<Range<usize>> = Vec::new();
        let chars = self.text[span.clone()].char_indices().map(|(i, c)| (span.start + i, c));
        for (i, c) in chars.chain([(span.end, ' ')]) {
            if c.is_alphanumeric()
                || matches!(c, '°' | 'º')
                || (matches!(c, '–' | '-' | '/') && start.is_some())
            {
                start.get_or_insert(i);
            } else if let Some(start) = start.take() {
                parts.push(start..i);
            }
        }
        for part in parts {
            let range = trim(self.text, part);
            let word = &self.text[range.clone()];
            let norm = super::token::norm(word);
            if ISSUE.contains(&&*norm) {
                said_issue = true;
                continue;
            }
            let roman = norm.chars().all(|c| "ivxlcdm".contains(c)) && !norm.is_empty();
            // "CHI91" is a name.
            if word.chars().filter(|c| c.is_alphabetic()).count() > 1
                && !roman
                && !norm.starts_with("no")
            {
                continue;
            }
            let number = word.chars().any(|c| c.is_ascii_digit()) || roman && norm != "v";
            if !number {
                if norm == "vols" {
                    self.parsed.volume = None;
                }
                // "512 U.S. 218": law reports stand between volume and page.
                let word = lexicon::classes(&norm);
                reporter |= self.parsed.volume.is_some() && !word.has("volume") && !word.has("and");
                continue;
            }
            let glued = ISSUE.iter().any(|mark| {
                norm.starts_with(mark)
                    && norm[mark.len()..].starts_with(|c: char| c.is_ascii_digit())
            });
            let year = word.len() == 4 && ("1800".."2100").contains(&word);
            if year && self.parsed.issued.is_none() && self.parsed.volume.is_none() && !said_issue {
                let edtf = word.into();
                self.parsed.issued = Some(Dated { range, edtf });
            } else if (said_issue || glued) && self.parsed.issue.is_none() {
                self.parsed.issue = Some(range);
            } else if self.parsed.volume.is_some()
                && self.parsed.pages.is_none()
                && (reporter || is_pages(word))
            {
                self.parsed.pages = Some(range);
            } else if self.parsed.volume.is_none() {
                self.parsed.volume = Some(range);
            } else {
                keep(&mut self.parsed.issue, range);
            }
            said_issue = false;
        }
    }

    /// The numbers of pages without the word before them.
    fn pages(&mut self, tokens: &Range<usize>, range: Range<usize>) {
        let text = &self.text[range.clone()];
        let numbered = |w: &str| {
            let bare = w.trim_matches(|c: char| !c.is_alphanumeric());
            bare.chars().any(|c| c.is_ascii_digit())
                || bare.chars().all(|c| "ivxlcIVXLC–-".contains(c)) && !bare.is_empty()
        };
        let mut at = 0;
        let mut from = None;
        for word in text.split(char::is_whitespace) {
            if from.is_none() && numbered(word) {
                let digits = word.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
                let mark = lexicon::classes(&super::token::norm(&word[..digits])).has("page");
                from = Some(at + if mark { digits } else { 0 });
            }
            at += word.len() + 1;
        }
        let at = range.start + from.unwrap_or(0);
        let at = if self.text.is_char_boundary(at) { at } else { range.start };
        let range = trim(self.text, at..range.end);
        if self.parsed.pages.is_none() {
            self.parsed.pages = Some(range);
        } else if !range.is_empty() && !tokens.is_empty() {
            self.parsed.note.push(range);
        }
    }

    /// A genre, and the number of the report that stands in it.
    fn genre(&mut self, tokens: &Range<usize>, range: Range<usize>) {
        let number = self.tokens[tokens.clone()].iter().rposition(|t| {
            let word = t.word(self.text);
            word.bytes().any(|b| b.is_ascii_digit())
        });
        if let Some(at) = number.filter(|_| self.parsed.report_number.is_none()) {
            let at = tokens.start + at;
            // "S/RES/1373 (2001)": the year in brackets is of the number.
            let symbol = at > tokens.start
                && self.tokens[at].lead(self.text) == "("
                && self.tokens[at - 1].word(self.text).contains('/');
            let from = if symbol { at - 1 } else { at };
            let number = trim(self.text, self.span(&(from..at + 1)));
            if from > tokens.start {
                let genre = trim(self.text, self.span(&(tokens.start..from)));
                if !genre.is_empty() {
                    keep(&mut self.parsed.genre, genre);
                }
            }
            self.parsed.report_number = Some(number);
        } else if self.parsed.genre.is_none() {
            self.parsed.genre = Some(range);
        } else {
            self.parsed.note.push(range);
        }
    }

    /// What only the whole can tell.
    fn late(&mut self) {
        let p = &mut self.parsed;
        // What a body issued and nothing contains is a title, whatever it sounds like.
        if p.title.is_none()
            && p.report_number.is_none()
            && !p.authors.is_empty()
            && p.volume.is_none()
            && p.issue.is_none()
            && p.pages.is_none()
        {
            p.title = p.container.take();
        }
        // Site and publisher printed one after the other, and the same ("Axios, Axios").
        for field in [&mut p.container, &mut p.publisher] {
            if let Some(range) = field
                && let Some(half) = doubled(&self.text[range.clone()])
            {
                range.end = range.start + half;
            }
        }
        // Who publishes and is also the author is a body.
        let body = [&p.container, &p.publisher].into_iter().flatten().cloned();
        let body: Vec<&str> = body.map(|range| &self.text[range]).collect();
        if let [.., last] = p.authors.as_slice() {
            let hull = p.authors[0].range.start..last.range.end;
            let whole = &self.text[hull.clone()];
            if body.contains(&whole) {
                p.authors = vec![names::Name {
                    range: hull,
                    family: whole.into(),
                    given: None,
                    literal: true,
                }];
            }
        }
        // "A, B and C, editors": who they are is said after the last of them.
        let after =
            |name: &names::Name| p.authors.last().is_some_and(|a| a.range.end < name.range.start);
        let title = p.title.as_ref().map_or(usize::MAX, |t| t.start);
        if let Some(first) = p.editors.first().filter(|n| after(n) && n.range.end < title).cloned()
        {
            let from = p.authors.last().map_or(0, |a| a.range.end);
            if self.text[from..first.range.start].len() <= JOINED {
                let start = p.authors.first().map_or(first.range.start, |a| a.range.start);
                let end = p.editors.last().map_or(start, |e| e.range.end);
                p.authors.clear();
                p.editors = names::read(self.text, start..end);
            }
        }
        // A document of the United Nations that is called by its symbol alone.
        if p.report_number.is_none()
            && let Some(title) = p.title.clone()
            && super::is_symbol(&self.text[title.clone()])
        {
            p.report_number = Some(title);
            p.title = None;
        }
        // A symbol says what it is wherever it stands.
        if p.report_number.is_none() {
            let symbol = self
                .tokens
                .iter()
                .find(|t| t.literal.is_none() && super::is_symbol(t.word(self.text)));
            if let Some(range) = symbol.map(|t| t.core.clone()) {
                let meets = |r: &Range<usize>| r.start < range.end && range.start < r.end;
                for field in [&mut p.volume, &mut p.issue, &mut p.pages, &mut p.genre] {
                    field.take_if(|r| meets(r));
                }
                let whole = [
                    &p.title,
                    &p.container,
                    &p.publisher,
                    &p.place,
                    &p.collection,
                    &p.edition,
                    &p.number,
                ];
                let people = p.authors.iter().chain(&p.editors).any(|n| meets(&n.range));
                let dates = p.issued.iter().chain(&p.accessed).any(|d| meets(&d.range));
                let taken = whole.into_iter().flatten().any(meets) || people || dates;
                if !taken && !p.note.iter().any(meets) {
                    p.report_number = Some(range);
                }
            }
        }
        // "18:21 (2020)": what follows a volume and ends the reference before a year is an issue.
        if let (None, Some(pages), Some(volume), Some(issued)) =
            (&p.issue, &p.pages, &p.volume, &p.issued)
        {
            let number = &self.text[pages.clone()];
            let glued = &self.text[volume.end.min(pages.start)..pages.start] == ":";
            let short = number.len() <= 2 && number.bytes().all(|b| b.is_ascii_digit());
            if glued && short && issued.range.start > pages.end {
                p.issue = p.pages.take();
            }
        }
        p.note.retain(|range| !range.is_empty());
        p.note.sort_by_key(|range| range.start);
    }
}

/// What joins two names of one list: ", and ".
const JOINED: usize = 7;

/// Whether a note says that a page was looked at.
fn accessing(tokens: &[Token], at: &Range<usize>) -> bool {
    const LOOKED: [&str; 26] = [
        "accessed",
        "access",
        "retrieved",
        "visited",
        "viewed",
        "consulted",
        "cited",
        "checked",
        "consulté",
        "consultée",
        "consultado",
        "consultato",
        "abgerufen",
        "zugriff",
        "abruf",
        "aufgerufen",
        "gesehen",
        "stand",
        "acesso",
        "accedido",
        "доступа",
        "обращения",
        "retirado",
        "dostupné",
        "geraadpleegd",
        "erişim",
    ];
    tokens[at.clone()].iter().any(|t| LOOKED.contains(&&*t.norm))
}

/// The length of a name that is printed twice with a comma between.
fn doubled(text: &str) -> Option<usize> {
    let joint = text.len().checked_sub(2)? / 2;
    let (first, rest) = (text.get(..joint)?, text.get(joint..)?);
    (rest.strip_prefix(", ") == Some(first)).then_some(joint)
}

/// Whether a range of numbers is one of pages: issues are joined by twos and threes.
fn is_pages(word: &str) -> bool {
    /// A year has at most this many issues.
    const ISSUES: u32 = 53;
    let mut ends = word.split(['-', '–']).map(str::parse::<u32>);
    match (ends.next(), ends.next()) {
        (Some(Ok(from)), Some(Ok(to))) => from > ISSUES || to > from + 3,
        _ => false,
    }
}

/// Fill a field that is still empty.
fn keep(field: &mut Option<Range<usize>>, range: Range<usize>) {
    if field.is_none() && !range.is_empty() {
        *field = Some(range);
    }
}

/// A range without white space around it.
pub(super) fn trim_space(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let start = range.start + part.len() - part.trim_start().len();
    start..start + part.trim().len()
}

/// A range without the punctuation and brackets around what it holds; question and exclamation
/// marks, and brackets that match inside, stay.
pub(super) fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let (mut start, mut end) = (range.start, range.end);
    loop {
        let part = &text[start..end];
        let head = |c: char| {
            !c.is_alphanumeric()
                && !matches!(c, '(' | '[' | '#' | '$' | '@' | '§' | '&' | '+' | '¿' | '¡')
        };
        let tail = |c: char| {
            !c.is_alphanumeric()
                && !matches!(c, ')' | ']' | '?' | '!' | '%' | '+' | '°' | '…' | '$' | '™' | '®')
        };
        let cut = part.trim_start_matches(head);
        let from = end - cut.len();
        let kept = cut.trim_end_matches(tail);
        let mut next = from..from + kept.len();
        let open = kept.matches(['(', '[']).count();
        let close = kept.matches([')', ']']).count();
        let opening = kept.starts_with(['(', '[']);
        let closing = kept.ends_with([')', ']']);
        if opening && (open > close || (closing && around(kept))) {
            next.start += 1;
        }
        if closing && !next.is_empty() && (close > open || (opening && around(kept))) {
            next.end -= 1;
        }
        if next.start > next.end {
            return start..start;
        }
        if next == (start..end) {
            return next;
        }
        (start, end) = (next.start, next.end);
    }
}

/// Whether the first bracket of a text is closed by its last character.
fn around(text: &str) -> bool {
    let mut depth = 0_i32;
    for (i, c) in text.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return i + c.len_utf8() == text.len();
        }
    }
    false
}
