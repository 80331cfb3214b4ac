//! Fills the templates of `made.txt`: what the trainer learns news and web references from.

use rustc_hash::FxHashMap;

use super::label::Label;
use super::train::Marked;
use crate::value::date::MONTH_NAMES;

/// How often each template is filled.
const TIMES: usize = 5;

struct Maker {
    lists: FxHashMap<&'static str, Vec<&'static str>>,
    state: u64,
}

/// All references made from the templates, the same on every run.
pub(super) fn all() -> Vec<Marked> {
    let mut maker = Maker { lists: lists(include_str!("made.txt")), state: 7 };
    let templates = maker.lists["templates"].clone();
    let fill = |_| templates.iter().map(|line| maker.fill(line)).collect::<Vec<_>>();
    (0..TIMES).flat_map(fill).collect()
}

fn lists(text: &'static str) -> FxHashMap<&'static str, Vec<&'static str>> {
    let mut out: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
    let mut name = "";
    for line in text.lines().filter(|l| !l.is_empty() && !l.starts_with("# ")) {
        match line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            Some(new) if !new.contains('%') => name = new,
            _ if matches!(name, "given" | "family") => {
                out.entry(name).or_default().extend(line.split_whitespace());
            }
            _ => out.entry(name).or_default().push(line),
        }
    }
    out
}

impl Maker {
    /// A number below `n`; a linear congruence is random enough for filling in.
    fn below(&mut self, n: usize) -> usize {
        self.state = self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695);
        usize::try_from(self.state >> 33).unwrap() % n
    }

    fn pick(&mut self, list: &str) -> String {
        let n = self.below(self.lists[list].len());
        self.lists[list][n].replace('_', " ")
    }

    fn fill(&mut self, template: &str) -> Marked {
        let fields = template.split(" | ").map(|field| {
            let (label, text) = field.split_once('=').unwrap();
            (Label::named(label).unwrap(), self.expand(text))
        });
        fields.collect()
    }

    fn expand(&mut self, text: &str) -> String {
        let mut out = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('%') {
            out.push_str(before);
            let len =
                if ["FF", "LL", "II"].iter().any(|code| after.starts_with(code)) { 2 } else { 1 };
            let code = &after[..len];
            out.push_str(&self.value(code));
            rest = &after[len..];
        }
        out + rest
    }

    fn value(&mut self, code: &str) -> String {
        let n = |m: &mut Self, low: usize, high: usize| low + m.below(high - low);
        match code {
            "T" => self.pick("title"),
            "t" => self.pick("sentence"),
            "N" => self.pick("news"),
            "O" => self.pick("organisation"),
            "P" => self.pick("publisher"),
            "C" => self.pick("city"),
            "J" => self.pick("journal"),
            "X" => self.pick("site"),
            "U" | "W" => self.address(code == "W"),
            "S" => self.symbol(),
            "v" => n(self, 1, 90).to_string(),
            "n" => n(self, 1, 30).to_string(),
            "k" => n(self, 1000, 9999).to_string(),
            "p" => {
                let from = n(self, 1, 400);
                format!("{from}–{}", from + n(self, 3, 30))
            }
            "F" | "FF" | "L" | "LL" | "I" | "II" | "V" | "R" => self.people(code),
            _ => self.date(code),
        }
    }

    fn people(&mut self, code: &str) -> String {
        let count = if code.len() == 2 { 1 + self.below(3) } else { 1 };
        let names: Vec<String> = (0..count).map(|i| self.person(&code[..1], i == 0)).collect();
        let (last, first) = names.split_last().unwrap();
        let comma = if count > 2 || code == "II" || code == "LL" { "," } else { "" };
        let and = if code == "II" { "&" } else { "and" };
        if first.is_empty() {
            last.clone()
        } else {
            format!("{}{comma} {and} {last}", first.join(", "))
        }
    }

    fn person(&mut self, style: &str, first: bool) -> String {
        let (given, family) = (self.pick("given"), self.pick("family"));
        let initial = given.chars().next().unwrap();
        match style {
            "F" => format!("{given} {family}"),
            "L" if first => format!("{family}, {given}"),
            "L" => format!("{given} {family}"),
            "I" => format!("{family}, {initial}."),
            "R" => format!("{initial}. {family}"),
            _ => format!("{family} {initial}"),
        }
    }

    fn date(&mut self, code: &str) -> String {
        let (year, month, day) = (1995 + self.below(30), self.below(12), 1 + self.below(28));
        let long = MONTH_NAMES[month];
        let short = if long.len() > 4 { format!("{}.", &long[..3]) } else { long.to_owned() };
        match code {
            "D" => format!("{long} {day}, {year}"),
            "d" => format!("{day} {long} {year}"),
            "a" => format!("{year}, {long} {day}"),
            "m" => format!("{day} {short} {year}"),
            "s" => format!("{long} {year}"),
            "Y" => format!("{year} {} {day}", &long[..3]),
            "G" => format!("{long} {day}"),
            "g" => format!("{day:02}.{:02}.{year}", month + 1),
            "f" => format!("{day} {} {year}", ["mars", "juin", "septembre"][month % 3]),
            _ => year.to_string(),
        }
    }

    fn symbol(&mut self) -> String {
        let (year, n) = (1995 + self.below(30), 1 + self.below(900));
        match self.below(4) {
            0 => format!("A/HRC/{}/{}", n % 50 + 1, n % 90 + 1),
            1 => format!("A/RES/{}/{n}", year - 1945),
            _ => format!("S/{year}/{n}"),
        }
    }

    fn address(&mut self, bare: bool) -> String {
        let (a, b) = (1 + self.below(12), 1 + self.below(9999));
        let hosts =
            ["harbourtimes.example", "example.org", "northgate.example", "river.example.net"];
        let host = hosts[self.below(4)];
        let scheme = if bare { "" } else { "https://" };
        match self.below(3) {
            0 => format!("{scheme}www.{host}/2021/{a:02}/flood-toll-rises"),
            1 => format!("{scheme}www.{host}/world/article{b}.html"),
            _ => format!("{scheme}www.{host}/news/{b}/why-the-ceasefire-failed/"),
        }
    }
}
