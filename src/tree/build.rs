//! The one builder of trees, for YAML and JSON alike: nesting, duplicate keys, aliases, budgets.

use std::borrow::Cow;
use std::ops::Range;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::{Kind, MAX_DEFECTS, MAX_DEPTH, MAX_SCALAR, Raw, SMALL_FILE, Style, Tree};
use crate::span::{FileId, Span};

/// Something wrong with the text of a file, at its place. The words are for the person who wrote
/// it; no trailing full stops.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Defect {
    /// Where.
    pub span: Span,
    /// What and why, in one line that makes sense alone.
    pub message: String,
    /// A few words for the place.
    pub label: String,
    /// What to do next.
    pub help: Option<String>,
    /// A second place that matters, with its label.
    pub other: Option<(Span, String)>,
}

/// Mappings of up to this many entries are searched for duplicate keys pair by pair, which is
/// faster than hashing; records have fewer.
const FEW_KEYS: usize = 24;

/// The longest part of the file's text that a message repeats, in characters.
const SHOWN: usize = 40;

/// A text for a message: one line, without control characters, not too long.
pub(crate) fn shown(text: &str) -> String {
    let mut out = String::new();
    for (i, c) in text.trim().chars().enumerate() {
        if i == SHOWN {
            out.push('…');
            break;
        }
        if c.is_control() || is_invisible(c) {
            out.extend(c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    out
}

/// Characters that change how the text around them looks without being seen themselves: marks of
/// direction (Unicode TR 9), zero-width space, soft hyphen, byte order mark. Joiners are not among
/// them; scripts and emoji need those.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
        | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// A number that equal keys share, and few others: length and first bytes.
fn mark_of(key: &str) -> u64 {
    const FIRST: usize = size_of::<u64>() - 1;
    let bytes = key.as_bytes().iter().take(FIRST);
    bytes.fold(key.len() as u64, |mark, byte| mark << 8 | u64::from(*byte))
}

/// A list or mapping whose end has not come yet.
struct Open {
    node: usize,
    /// Where its last part ends.
    end: u32,
    /// How deep its deepest part lies below it so far.
    height: usize,
    /// Nodes of the file before it, aliases followed.
    before: u64,
    anchor: Option<String>,
}

struct Anchor {
    node: usize,
    span: Span,
    /// Nodes it stands for, and how deep they are nested; `None` while it is still open.
    size: Option<(u64, usize)>,
}

/// A point to return to when what follows turns out to be broken.
pub(super) struct Mark {
    nodes: usize,
    decoded: usize,
    defects: usize,
    roots: usize,
    open: usize,
    anchors: usize,
    expanded: u64,
}

pub(super) struct Builder<'t> {
    pub(super) tree: Tree<'t>,
    pub(super) defects: Vec<Defect>,
    open: Vec<Open>,
    anchors: FxHashMap<String, Anchor>,
    /// Names of anchors in the order they were set, to forget them by.
    names: Vec<String>,
    /// Nodes so far, aliases followed.
    expanded: u64,
}

impl<'t> Builder<'t> {
    pub(super) fn new(text: &'t str, file: FileId) -> Self {
        let tree = Tree { text, file, nodes: Vec::new(), decoded: Vec::new(), roots: Vec::new() };
        Self {
            tree,
            defects: Vec::new(),
            open: Vec::new(),
            anchors: FxHashMap::default(),
            names: Vec::new(),
            expanded: 0,
        }
    }

    pub(super) fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.tree.file, range.start, range.end)
    }

    /// Report something.
    pub(super) fn defect(
        &mut self,
        range: Range<usize>,
        message: impl Into<String>,
        label: &str,
        help: Option<&str>,
    ) {
        let span = self.span(range);
        self.report(Defect {
            span,
            message: message.into(),
            label: label.to_owned(),
            help: help.map(str::to_owned),
            other: None,
        });
    }

    fn report(&mut self, defect: Defect) {
        match self.defects.len() {
            ..MAX_DEFECTS => self.defects.push(defect),
            MAX_DEFECTS => self.defects.push(Defect {
                message: format!(
                    "more than {MAX_DEFECTS} defects; those after this one are not listed"
                ),
                label: "and so on".to_owned(),
                help: None,
                other: None,
                ..defect
            }),
            _ => {}
        }
    }

    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// Where the innermost open list or mapping starts.
    pub(super) fn innermost(&self) -> Option<usize> {
        self.open.last().map(|open| self.tree.nodes[open.node].start as usize)
    }

    pub(super) fn mark(&self) -> Mark {
        Mark {
            nodes: self.tree.nodes.len(),
            decoded: self.tree.decoded.len(),
            defects: self.defects.len(),
            roots: self.tree.roots.len(),
            open: self.open.len(),
            anchors: self.names.len(),
            expanded: self.expanded,
        }
    }

    /// Forget everything since the mark. Lists and mappings that were open then must still be.
    /// Anchors that were set since are forgotten too; those they replaced do not come back.
    pub(super) fn rewind(&mut self, mark: &Mark) {
        self.tree.nodes.truncate(mark.nodes);
        self.tree.decoded.truncate(mark.decoded);
        self.tree.roots.truncate(mark.roots);
        self.defects.truncate(mark.defects);
        self.open.truncate(mark.open);
        for name in self.names.drain(mark.anchors.min(self.names.len())..) {
            self.anchors.remove(&name);
        }
        self.expanded = mark.expanded;
    }

    /// Forget all nodes, and keep their room and the defects.
    pub(super) fn clear(&mut self) {
        self.tree.nodes.clear();
        self.tree.decoded.clear();
        self.tree.roots.clear();
    }

    /// A new document: anchors do not reach over its start.
    pub(super) fn start_document(&mut self) {
        self.anchors.clear();
        self.names.clear();
    }

    fn push(&mut self, kind: Kind, range: Range<usize>, link: u32) -> usize {
        let index = self.tree.nodes.len();
        // Nodes are fewer than bytes (an absent value stands beside a byte of its own), and files
        // are limited to far less than 4 GiB.
        let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        if self.open.is_empty() {
            self.tree.roots.push(small(index));
        }
        let (start, end) = (small(range.start), small(range.end));
        let end = end.max(start);
        self.tree.nodes.push(Raw { start, end, link, kind });
        self.reach(end, 0);
        self.expanded = self.expanded.saturating_add(1);
        index
    }

    /// A scalar. `range` is the whole of it, quotes included.
    pub(super) fn scalar(&mut self, text: Cow<'t, str>, style: Style, range: Range<usize>) {
        if text.len() > MAX_SCALAR {
            let message = format!(
                "a text of {} bytes is too long; a field holds up to {MAX_SCALAR}",
                text.len()
            );
            let start = range.start..self.tree.text.floor_char_boundary(range.start + SHOWN);
            self.defect(start, message, "too long", None);
            self.push(Kind::Broken, range, 0);
            return;
        }
        let is_null = style == Style::Plain
            && (range.is_empty() || matches!(&*text, "~" | "null" | "Null" | "NULL"));
        if is_null {
            self.push(Kind::Null, range, 0);
            return;
        }
        let quotes = usize::from(style == Style::Quoted);
        let inside = (range.start + quotes)..range.end.saturating_sub(quotes);
        // Mostly it is that very part of the file.
        let stands = |found: &str| std::ptr::eq(found, &*text) || found == &*text;
        if style != Style::Block && self.tree.text.get(inside).is_some_and(stands) {
            self.push(Kind::Scalar(style), range, 0);
        } else {
            let link = u32::try_from(self.tree.decoded.len()).unwrap_or(u32::MAX);
            self.tree.decoded.push(text.into_owned());
            self.push(Kind::Decoded(style), range, link);
        }
    }

    /// Something that was reported and cannot be used.
    pub(super) fn broken(&mut self, range: Range<usize>) {
        self.push(Kind::Broken, range, 0);
    }

    /// The start of a list or mapping; `false` when it is nested too deep and was not opened.
    pub(super) fn open(&mut self, is_map: bool, start: usize) -> bool {
        if self.open.len() >= MAX_DEPTH {
            return false;
        }
        let before = self.expanded;
        let kind = if is_map { Kind::Map } else { Kind::Seq };
        let node = self.push(kind, start..start, 0);
        self.open.push(Open { node, end: 0, height: 0, before, anchor: None });
        true
    }

    /// The end of the innermost list or mapping. `end` is where its bracket ends; without one, it
    /// ends where its last part does.
    pub(super) fn close(&mut self, end: Option<usize>) {
        let Some(open) = self.open.pop() else { return };
        let past = u32::try_from(self.tree.nodes.len()).unwrap_or(u32::MAX);
        let raw = &mut self.tree.nodes[open.node];
        raw.link = past;
        raw.end = end.and_then(|end| u32::try_from(end).ok()).unwrap_or(open.end).max(raw.start);
        let end = raw.end;
        if raw.kind == Kind::Map {
            self.find_duplicate_keys(open.node);
        }
        self.reach(end, open.height + 1);
        if let Some(anchor) = open.anchor.and_then(|name| self.anchors.get_mut(&name))
            && anchor.node == open.node
        {
            anchor.size = Some((self.expanded - open.before, open.height + 1));
        }
    }

    /// The innermost open list or mapping has a part that ends there and is nested so deep.
    fn reach(&mut self, end: u32, height: usize) {
        if let Some(parent) = self.open.last_mut() {
            parent.end = parent.end.max(end);
            parent.height = parent.height.max(height);
        }
    }

    /// `&name` on the node that was added last.
    pub(super) fn anchor(&mut self, name: &str, range: Range<usize>) {
        let node = self.tree.nodes.len().saturating_sub(1);
        let span = self.span(range);
        let size = match self.open.last_mut() {
            Some(open) if open.node == node => {
                open.anchor = Some(name.to_owned());
                None
            }
            _ => Some((1, 0)),
        };
        self.names.push(name.to_owned());
        if let Some(before) = self.anchors.insert(name.to_owned(), Anchor { node, span, size }) {
            self.report(Defect {
                span,
                message: format!(
                    "the anchor `&{}` is set twice; an alias takes the nearest one before it",
                    shown(name)
                ),
                label: "set again".to_owned(),
                help: Some("give each anchor its own name".to_owned()),
                other: Some((before.span, "first set here".to_owned())),
            });
        }
    }

    /// `*name`.
    pub(super) fn alias(&mut self, name: &str, range: Range<usize>) {
        let found = self.anchors.get(name);
        let budget = self.tree.text.len().saturating_add(SMALL_FILE) as u64;
        let wrong = match found.map(|a| (a.node, a.size)) {
            None => format!("the alias `*{}` has no anchor before it", shown(name)),
            Some((_, None)) => {
                format!("the alias `*{}` stands inside of what it means", shown(name))
            }
            Some((node, Some((size, height)))) => {
                let total = self.expanded.saturating_add(size);
                if total <= budget && self.open.len() + height <= MAX_DEPTH {
                    let target = self.tree.nodes[node];
                    // Aliases of aliases cannot be written, so a target is never an alias.
                    if target.kind != Kind::Alias {
                        let link = u32::try_from(node).unwrap_or(u32::MAX);
                        self.push(Kind::Alias, range, link);
                        self.expanded = total;
                        self.reach(0, height);
                        return;
                    }
                }
                format!("the alias `*{}` makes the file too large or too deep", shown(name))
            }
        };
        let help = "write out what is meant, or share keys with `with:` or `defaults:`";
        self.defect(range.clone(), wrong, "cannot be followed", Some(help));
        self.broken(range);
    }

    fn find_duplicate_keys(&mut self, map: usize) {
        let index = u32::try_from(map).unwrap_or(u32::MAX);
        let node = super::Node { tree: &self.tree, index };
        let marks: SmallVec<[u64; FEW_KEYS]> =
            node.entries().filter_map(|(key, _)| key.text().map(mark_of)).collect();
        let alone = |(at, mark): (usize, &u64)| !marks[..at].contains(mark);
        if marks.len() <= FEW_KEYS && marks.iter().enumerate().all(alone) {
            return;
        }
        let keys: SmallVec<[_; FEW_KEYS]> =
            node.entries().filter_map(|(key, _)| Some((key.text()?, key))).collect();
        let mut found = Vec::new();
        if keys.len() <= FEW_KEYS {
            for (i, (text, key)) in keys.iter().enumerate().skip(1) {
                if let Some((_, first)) = keys[..i].iter().find(|(t, _)| t == text) {
                    found.push((key.text_span(), first.text_span(), shown(text)));
                }
            }
        } else {
            let mut seen = FxHashMap::default();
            for (text, key) in &keys {
                let first = *seen.entry(*text).or_insert(key.index);
                if first != key.index {
                    let first = super::Node { tree: &self.tree, index: first };
                    found.push((key.text_span(), first.text_span(), shown(text)));
                }
            }
        }
        drop(keys);
        for (span, first, key) in found {
            self.report(Defect {
                span,
                message: format!("the key `{key}` is there twice; the first is used"),
                label: "again".to_owned(),
                help: Some("keep one of the two".to_owned()),
                other: Some((first, "first here".to_owned())),
            });
        }
    }

    /// The finished tree.
    pub(super) fn finish(mut self) -> (Tree<'t>, Vec<Defect>) {
        while !self.open.is_empty() {
            self.close(None);
        }
        (self.tree, self.defects)
    }
}
