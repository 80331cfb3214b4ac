//! The shapes that values of keys have: one text, several, flags, words of a list.

use smol_str::SmolStr;

use super::Reader;
use super::fields::{Entry, Fields, kind_of, nearest_of, shown};
use crate::record::keys::{ANY, ESTIMATE, SEVERAL};
use crate::record::{RareText, RawScope, RawValue, Text};
use crate::span::{Span, Spanned};
use crate::tree::{Node, Shape, Style};

/// What a key of a record says.
#[derive(Clone, Debug, Default)]
pub(super) enum Slot<T> {
    /// It is not there.
    #[default]
    Absent,
    /// It is there and says that there is none (`null`, `[]`).
    Nothing,
    /// It is there and cannot be read, which was reported.
    Bad,
    /// Its value.
    Is(T),
}

impl<T> Slot<T> {
    /// The value, if there is one.
    pub(super) fn some(self) -> Option<T> {
        match self {
            Self::Is(value) => Some(value),
            _ => None,
        }
    }
}

/// Whether there is nothing to be seen in a text. Nearly all begin with a letter or a digit.
#[inline]
pub(super) fn is_blank(text: &[u8]) -> bool {
    !text.first().is_some_and(u8::is_ascii_graphic)
        && str::from_utf8(text).is_ok_and(|text| text.trim().is_empty())
}

/// How a value of a key is read; `name` is the key's. `None` when it cannot be, which is reported.
type Read<'a, T> = fn(&mut Reader<'a>, &str, Node<'_>) -> Option<T>;

impl<'a> Reader<'a> {
    /// Read a key with a function for its values.
    #[inline]
    pub(super) fn slot<T>(
        &mut self,
        fields: &mut Fields<'_>,
        name: &str,
        read: Read<'a, T>,
    ) -> Slot<T> {
        // Most keys of a table are not there.
        match fields.find(name) {
            None => Slot::Absent,
            Some(entry) => self.present(fields, (name, entry), read),
        }
    }

    /// Read a key that is there.
    fn present<T>(
        &mut self,
        fields: &mut Fields<'_>,
        (name, entry): (&str, Entry),
        read: Read<'a, T>,
    ) -> Slot<T> {
        let (key, node) = fields.at(entry);
        let slot = match node.shape() {
            Shape::Null if node.is_absent() => {
                let message = format!("`{name}` is empty");
                let help = format!("write a value after `{name}:`, or remove the key");
                self.problem(key, message, "no value", Some(help));
                Slot::Bad
            }
            Shape::Null => Slot::Nothing,
            Shape::Broken => Slot::Bad,
            _ => read(self, name, node).map_or(Slot::Bad, Slot::Is),
        };
        if matches!(slot, Slot::Bad) {
            fields.fail(name);
        }
        slot
    }

    /// A key's value, if it is there and can be read.
    pub(super) fn opt<T>(
        &mut self,
        fields: &mut Fields<'_>,
        name: &str,
        read: Read<'a, T>,
    ) -> Option<T> {
        self.slot(fields, name, read).some()
    }

    /// A text that few records have.
    pub(super) fn rare(&mut self, fields: &mut Fields<'_>, name: &str) -> RareText {
        self.opt(fields, name, Self::text).map(Box::new)
    }

    /// A key's list; empty when it is not there.
    pub(super) fn list(&mut self, fields: &mut Fields<'_>, name: &str) -> Vec<Text> {
        self.opt(fields, name, Self::texts).unwrap_or_default()
    }

    /// Report that a key holds something of another kind than it takes.
    pub(super) fn wrong<T>(&mut self, name: &str, node: Node<'_>, takes: &str) -> Option<T> {
        if matches!(node.shape(), Shape::Broken) {
            return None;
        }
        let message = format!("`{name}` takes {takes}, and holds {}", kind_of(node));
        let mut items = node.items();
        let help = match (items.next().and_then(Node::text), items.next()) {
            (Some(only), None) => Some(format!("write `{name}: {}`", shown(only))),
            _ => None,
        };
        self.problem(self.place(node), message, &format!("not {takes}"), help);
        None
    }

    /// One text.
    pub(super) fn text(&mut self, name: &str, node: Node<'_>) -> Option<Text> {
        let Shape::Scalar(text, style) = node.shape() else {
            return self.wrong(name, node, "one text");
        };
        // A text on lines of its own ends with a line break that nobody means.
        let text = if style == Style::Block { text.trim() } else { text };
        if is_blank(text.as_bytes()) {
            let help = format!("write a value after `{name}:`, or remove the key");
            self.problem(node.span(), format!("`{name}` is empty"), "no value", Some(help));
            return None;
        }
        Some(Text::new(SmolStr::new(text), node.text_span()))
    }

    /// One text, or a list of texts.
    pub(super) fn texts(&mut self, name: &str, node: Node<'_>) -> Option<Vec<Text>> {
        match node.shape() {
            Shape::Seq => self.elements(name, node),
            Shape::Scalar(..) => Some(vec![self.text(name, node)?]),
            _ => self.wrong(name, node, "a text or a list of texts"),
        }
    }

    /// The elements of a list of texts. If one cannot be read, all are reported and none is used.
    fn elements(&mut self, name: &str, node: Node<'_>) -> Option<Vec<Text>> {
        let (mut texts, mut sound) = (Vec::with_capacity(node.items().count()), true);
        for item in node.items() {
            match self.text(name, item) {
                Some(text) => texts.push(text),
                None => sound = false,
            }
        }
        sound.then_some(texts)
    }

    /// `true` or `false`.
    pub(super) fn flag(&mut self, name: &str, node: Node<'_>) -> Option<bool> {
        match node.text() {
            Some("true" | "True" | "TRUE") => Some(true),
            Some("false" | "False" | "FALSE") => Some(false),
            _ => self.wrong_word(name, node, &["true", "false"]),
        }
    }

    /// One of some words, by a table.
    pub(super) fn choice<T: Copy>(
        &mut self,
        fields: &mut Fields<'_>,
        name: &str,
        words: &[(&str, T)],
    ) -> Slot<Spanned<T>> {
        let slot = self.slot(fields, name, Self::text_or_bool);
        let Slot::Is(text) = slot else {
            return match slot {
                Slot::Absent => Slot::Absent,
                Slot::Nothing => Slot::Nothing,
                _ => Slot::Bad,
            };
        };
        if let Some((_, value)) = words.iter().find(|(word, _)| *word == text.value) {
            return Slot::Is(Spanned::new(*value, text.span));
        }
        let names: Vec<_> = words.iter().map(|(word, _)| *word).collect();
        self.unknown_word(name, &text.value, text.span, &names);
        fields.fail(name);
        Slot::Bad
    }

    /// Words of a table, one or a list; those that are not in it are reported and left out.
    pub(super) fn choices<T: Copy>(
        &mut self,
        fields: &mut Fields<'_>,
        name: &str,
        words: &[(&str, T)],
    ) -> Vec<Spanned<T>> {
        let mut out = Vec::new();
        for text in self.list(fields, name) {
            if let Some((_, value)) = words.iter().find(|(word, _)| *word == text.value) {
                out.push(Spanned::new(*value, text.span));
                continue;
            }
            let names: Vec<_> = words.iter().map(|(word, _)| *word).collect();
            self.unknown_word(name, &text.value, text.span, &names);
            fields.fail(name);
        }
        out
    }

    /// A text; YAML's other spellings of booleans are the usual ones.
    fn text_or_bool(&mut self, name: &str, node: Node<'_>) -> Option<Text> {
        let mut text = self.text(name, node)?;
        if matches!(&*text.value, "True" | "TRUE" | "False" | "FALSE") {
            text.value = SmolStr::new(text.value.to_lowercase());
        }
        Some(text)
    }

    fn wrong_word<T>(&mut self, name: &str, node: Node<'_>, words: &[&str]) -> Option<T> {
        match node.text() {
            Some(text) => {
                self.unknown_word(name, text, node.text_span(), words);
                None
            }
            None => self.wrong(name, node, "one word"),
        }
    }

    fn unknown_word(&mut self, name: &str, text: &str, span: Span, words: &[&str]) {
        let list: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
        let message = format!("`{name}` is one of {}, not `{}`", list.join(", "), shown(text));
        let near = nearest_of(text, words.iter().copied());
        let help = near.map(|near| format!("did you mean `{near}`?"));
        self.problem(span, message, "unknown word", help);
    }

    /// A claim's value.
    pub(super) fn value(&mut self, name: &str, node: Node<'_>) -> Option<RawValue> {
        match node.shape() {
            Shape::Scalar(..) => Some(RawValue::Text(self.text(name, node)?)),
            Shape::Seq => {
                let texts = self.elements(name, node)?;
                if texts.is_empty() {
                    let help = "`[a, b]` means one of these".to_owned();
                    let message = "`value` is an empty list".to_owned();
                    self.problem(node.span(), message, "no value", Some(help));
                    return None;
                }
                Some(RawValue::OneOf(texts, node.span()))
            }
            Shape::Map if SEVERAL.keys.iter().any(|key| node.get(key.name).is_some()) => {
                self.several(node)
            }
            Shape::Map => self.estimate(node),
            Shape::Null | Shape::Broken => self.wrong(name, node, "a value"),
        }
    }

    fn estimate(&mut self, node: Node<'_>) -> Option<RawValue> {
        let mut fields = self.fields(node, &ESTIMATE)?;
        let low = self.rare(&mut fields, "low");
        let best = self.rare(&mut fields, "best");
        let high = self.rare(&mut fields, "high");
        // An unknown key of three or four is as likely a misspelt one.
        if !fields.sound || !fields.others.is_empty() {
            return None;
        }
        if low.is_none() && best.is_none() && high.is_none() {
            let message = "this value has neither `low` nor `best` nor `high`".to_owned();
            let help = "write `{low: 100, best: 143, high: 150}`, `{all: [a, b]}` or a text";
            self.problem(self.place(node), message, "no value", Some(help.to_owned()));
            return None;
        }
        Some(RawValue::Estimate { low, best, high, span: fields.span })
    }

    fn several(&mut self, node: Node<'_>) -> Option<RawValue> {
        let mut fields = self.fields(node, &SEVERAL)?;
        let all = self.opt(&mut fields, "all", Self::texts);
        let only = self.opt(&mut fields, "only", Self::texts);
        if !fields.sound || !fields.others.is_empty() {
            return None;
        }
        match (all, only) {
            (Some(all), None) if !all.is_empty() => Some(RawValue::All(all, fields.span)),
            (None, Some(only)) if !only.is_empty() => Some(RawValue::Only(only, fields.span)),
            (Some(_), None) | (None, Some(_)) => {
                let message = "`value` is an empty list".to_owned();
                let help = "to say that something is not so, write it with `denied: true`";
                self.problem(self.place(node), message, "no value", Some(help.to_owned()));
                None
            }
            _ => {
                let message = "a value is either `all` of some or `only` some".to_owned();
                self.problem(self.place(node), message, "one of the two", None);
                None
            }
        }
    }

    /// A claim's scope.
    pub(super) fn scope_value(&mut self, name: &str, node: Node<'_>) -> Option<RawScope> {
        if !matches!(node.shape(), Shape::Map) {
            return self.texts(name, node).map(RawScope::All);
        }
        let mut fields = self.fields(node, &ANY)?;
        let any = self.opt(&mut fields, "any", Self::texts);
        let complete = fields.complete(self);
        match any {
            Some(any) if fields.sound && complete && !any.is_empty() => Some(RawScope::Any(any)),
            Some(any) if any.is_empty() => {
                let message = "`any` is an empty list".to_owned();
                self.problem(node.span(), message, "no scope", None);
                None
            }
            _ => None,
        }
    }
}
