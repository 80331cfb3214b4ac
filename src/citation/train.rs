//! Learns the table of weights: an averaged structured perceptron (Collins 2002) over marked
//! references. Run on purpose only:
//! `BELIE_REFERENCES=core.xml cargo test --release --lib citation::train -- --ignored`.

#![allow(clippy::print_stdout, reason = "a measurement is printed")]

use std::fmt::Write as _;
use std::path::PathBuf;

use rustc_hash::FxHashMap;

use super::feature;
use super::label::Label;
use super::model::{self, Row, Weights};
use super::token::{self, Token};

/// A reference as its fields in printed order.
pub(super) type Marked = Vec<(Label, String)>;

const N: usize = Label::COUNT;
/// Passes over the data; the averaged weights hardly move after these.
const PASSES: usize = 10;
/// A feature that fewer references have says more about them than about references.
const RARE: u32 = 4;
/// Averaged weights are kept in these parts of one.
const SCALE: f64 = 10.0;
/// Weights below this are left out of the table.
const FAINT: i32 = 20;

/// A reference, ready to learn from.
struct Instance {
    tokens: Vec<Token>,
    trails: Vec<u32>,
    features: Vec<Vec<u32>>,
    gold: Vec<Label>,
}

/// Names of features and marks by number.
#[derive(Default)]
struct Names {
    numbers: FxHashMap<String, u32>,
    names: Vec<String>,
    seen: Vec<u32>,
}

impl Names {
    fn number(&mut self, name: &str) -> u32 {
        if let Some(n) = self.numbers.get(name) {
            return *n;
        }
        let n = u32::try_from(self.names.len()).unwrap();
        self.numbers.insert(name.to_owned(), n);
        self.names.push(name.to_owned());
        self.seen.push(0);
        n
    }
}

/// The text of a marked reference and where its fields stand. Within a run of figures, a joint may
/// have no space, as in print ("2005;59(5):533").
pub(super) fn join(fields: &Marked, tight: bool) -> (String, Vec<(Label, usize)>) {
    let mut text = String::new();
    let mut starts = Vec::new();
    for (label, field) in fields {
        let figures = field.starts_with(|c: char| c.is_ascii_digit() || c == ';' || c == '(');
        let close = tight && figures && text.ends_with([';', ':']);
        if !(text.is_empty() || close) {
            text.push(' ');
        }
        starts.push((*label, text.len()));
        text.push_str(field);
    }
    (text, starts)
}

fn instance(fields: &Marked, tight: bool, names: &mut Names, marks: &mut Names) -> Instance {
    let (text, starts) = join(fields, tight);
    let tokens = token::tokens(&text);
    let attributes = feature::attributes(&text, &tokens);
    let gold = tokens.iter().map(|token| {
        let label = starts.iter().rev().find(|(_, start)| *start <= token.core.start).unwrap().0;
        let fits = |label: &Label| model::allowed(token, *label);
        let own = Label::ALL.into_iter().find(fits).unwrap();
        if fits(&label) {
            label
        } else if token.literal.is_some() {
            own
        } else {
            Label::Note
        }
    });
    let gold = gold.collect();
    let mut all = Vec::new();
    for i in 0..tokens.len() {
        let mut row = Vec::new();
        feature::features(&attributes, i, &mut |name| row.push(names.number(name)));
        row.sort_unstable();
        row.dedup();
        all.push(row);
    }
    let mut once: Vec<u32> = all.iter().flatten().copied().collect();
    once.sort_unstable();
    once.dedup();
    once.iter().for_each(|n| names.seen[*n as usize] += 1);
    let trails = attributes.iter().map(|a| marks.number(a.trail)).collect();
    Instance { tokens, trails, features: all, gold }
}

/// Weights while they are learnt: the present ones, and their sums over time.
struct Learner {
    rows: Vec<(Row, [i64; N])>,
    steps: Vec<[(Row, [i64; N]); N]>,
    time: i64,
}

impl Learner {
    fn change(slot: &mut (Row, [i64; N]), label: usize, by: i32, time: i64) {
        slot.0[label] += by;
        slot.1[label] += time * i64::from(by);
    }

    fn learn(&mut self, instance: &Instance) -> bool {
        self.time += 1;
        let scores: Vec<Row> = instance.features.iter().map(|f| self.score(f)).collect();
        let tables: Vec<[Row; N]> =
            self.steps.iter().map(|from| std::array::from_fn(|i| from[i].0)).collect();
        let step = |i: usize| (tables.first(), tables.get(1 + instance.trails[i - 1] as usize));
        let found =
            model::best(&scores, |i, label| model::allowed(&instance.tokens[i], label), step);
        if found == instance.gold {
            return true;
        }
        let time = self.time;
        for (i, (good, bad)) in instance.gold.iter().zip(&found).enumerate() {
            let (good, bad) = (good.index(), bad.index());
            if good != bad {
                for feature in &instance.features[i] {
                    Self::change(&mut self.rows[*feature as usize], good, 1, time);
                    Self::change(&mut self.rows[*feature as usize], bad, -1, time);
                }
            }
            if i > 0 {
                let before = (instance.gold[i - 1].index(), found[i - 1].index());
                for table in [0, 1 + instance.trails[i - 1] as usize] {
                    Self::change(&mut self.steps[table][before.0], good, 1, time);
                    Self::change(&mut self.steps[table][before.1], bad, -1, time);
                }
            }
        }
        false
    }

    fn score(&self, features: &[u32]) -> Row {
        let mut row = [0; N];
        for feature in features {
            let weights = &self.rows[*feature as usize].0;
            row.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += weight);
        }
        row
    }

    fn mean(&self, slot: &(Row, [i64; N])) -> [i32; N] {
        #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)]
        std::array::from_fn(|l| {
            let mean = f64::from(slot.0[l]) - slot.1[l] as f64 / (self.time + 1) as f64;
            (mean * SCALE).round() as i32
        })
    }
}

/// Learn from references; the answer is the text of the table.
pub(super) fn train(data: &[Marked]) -> String {
    let (mut names, mut marks) = (Names::default(), Names::default());
    let mut instances: Vec<Instance> = data
        .iter()
        .enumerate()
        .map(|(i, fields)| instance(fields, i % 2 == 1, &mut names, &mut marks))
        .collect();
    for instance in &mut instances {
        for row in &mut instance.features {
            row.retain(|n| names.seen[*n as usize] >= RARE);
        }
    }
    let zero = ([0; N], [0; N]);
    let mut learner = Learner {
        rows: vec![zero; names.names.len()],
        steps: vec![[zero; N]; marks.names.len() + 1],
        time: 0,
    };
    let mut order: Vec<usize> = (0..instances.len()).collect();
    let mut state = 11_u64;
    for _ in 0..PASSES {
        for i in (1..order.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695);
            order.swap(i, usize::try_from(state >> 33).unwrap() % (i + 1));
        }
        order.iter().for_each(|i| {
            learner.learn(&instances[*i]);
        });
    }
    table(&learner, &names, &marks)
}

fn table(learner: &Learner, names: &Names, marks: &Names) -> String {
    let mut lines = Vec::new();
    let mut line = |name: &str, row: [i32; N]| {
        let mut text = name.to_owned();
        for (label, weight) in Label::ALL.iter().zip(row) {
            if weight.abs() >= FAINT {
                write!(text, " {}:{weight}", label.name()).unwrap();
            }
        }
        if text.contains(' ') && !name.contains(' ') {
            lines.push(text);
        }
    };
    for (n, name) in names.names.iter().enumerate() {
        line(name, learner.mean(&learner.rows[n]));
    }
    for (table, steps) in learner.steps.iter().enumerate() {
        let mark = table.checked_sub(1).map_or("*", |mark| &marks.names[mark]);
        for (from, slot) in Label::ALL.iter().zip(steps) {
            line(&format!("step={mark}|{}", from.name()), learner.mean(slot));
        }
    }
    lines.sort();
    lines.join("\n") + "\n"
}

/// The marked references of the shared data, where they are at hand.
pub(super) fn core() -> Option<Vec<Marked>> {
    let up = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let file = up.ancestors().flat_map(|dir| {
        ["shared/data", "../shared/data"].map(|data| dir.join(data).join("references-core.xml"))
    });
    let path = std::env::var_os("BELIE_REFERENCES").map(PathBuf::from);
    let text = path.into_iter().chain(file).find_map(|path| std::fs::read_to_string(path).ok())?;
    let mut out: Vec<Marked> = Vec::new();
    for line in text.lines().map(str::trim) {
        if line == "<sequence>" {
            out.push(Vec::new());
        } else if let Some((tag, rest)) = line.strip_prefix('<').and_then(|l| l.split_once('>'))
            && let Some((value, _)) = rest.rsplit_once("</")
            && let Some(label) = label(tag)
        {
            let value =
                [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")]
                    .iter()
                    .fold(value.trim().to_owned(), |text, (from, to)| text.replace(from, to));
            out.last_mut().unwrap().push((label, value));
        }
    }
    Some(out)
}

fn label(tag: &str) -> Option<Label> {
    Some(match tag {
        "citation-number" => Label::Number,
        "journal" | "container-title" | "source" => Label::Container,
        "collection-title" => Label::Collection,
        "location" => Label::Place,
        "translator" | "director" | "producer" => Label::Contributor,
        "medium" => Label::Genre,
        other => Label::named(other)?,
    })
}

/// Write the table anew.
#[test]
#[ignore = "writes src/citation/weights.txt"]
fn write_the_table() {
    let mut data = core().expect("references to learn from");
    data.extend(super::made::all());
    let head = "# Weights of features for the parts of a reference; written by train.rs, read by model.rs.\n";
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/citation/weights.txt");
    std::fs::write(path, head.to_owned() + &train(&data)).unwrap();
}

/// Learn from four fifths and label the last, for each fifth in turn; fifths are runs of the file,
/// so that two printings of one work stay together.
pub(super) fn across(mut each: impl FnMut(&Marked, &Weights<'_>)) {
    const FOLDS: usize = 5;
    let Some(data) = core() else {
        println!("skipped: no references to learn from");
        return;
    };
    let size = data.len().div_ceil(FOLDS);
    for fold in 0..FOLDS {
        let test = fold * size..data.len().min((fold + 1) * size);
        let rest =
            data.iter().enumerate().filter(|(i, _)| !test.contains(i)).map(|(_, m)| m.clone());
        let learn: Vec<Marked> = rest.chain(super::made::all()).collect();
        let table = train(&learn);
        let weights = Weights::read(&table);
        data[test].iter().for_each(|marked| each(marked, &weights));
    }
}

/// The share of tokens whose part is right, by part, on references that were not learnt from.
#[test]
#[ignore = "minutes in a debug build"]
fn tokens_across_folds() {
    let mut counts = [[0_usize; N]; N];
    across(|marked, weights| {
        let (text, _) = join(marked, false);
        let gold = instance(marked, false, &mut Names::default(), &mut Names::default()).gold;
        let tokens = token::tokens(&text);
        let found = model::label(weights, &tokens, &feature::attributes(&text, &tokens));
        for (gold, found) in gold.iter().zip(&found) {
            counts[gold.index()][found.index()] += 1;
        }
    });
    let (mut right, mut all) = (0, 0);
    for label in Label::ALL {
        let row = counts[label.index()];
        let total: usize = row.iter().sum();
        let found: usize = counts.iter().map(|row| row[label.index()]).sum();
        let hit = row[label.index()];
        right += hit;
        all += total;
        let mut wrong: Vec<(usize, &str)> = Label::ALL
            .iter()
            .filter(|l| **l != label)
            .map(|l| (row[l.index()], l.name()))
            .collect();
        wrong.sort_unstable_by(|a, b| b.cmp(a));
        println!(
            "{:12} {total:6} recall {:5.1} precision {:5.1}  {:?}",
            label.name(),
            100.0 * hit as f64 / total.max(1) as f64,
            100.0 * hit as f64 / found.max(1) as f64,
            &wrong[..4]
        );
    }
    println!("all {:.2} %", 100.0 * right as f64 / all as f64);
}
