//! Two passages word by word.

use super::normal::Normal;

/// Most words on a side that are compared one by one; of longer passages the ends are.
const MOST_WORDS: usize = 300;

/// Words shown on each side of a change.
const CONTEXT: usize = 4;

/// Most characters of a difference that is shown.
const WIDTH: usize = 400;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Both,
    Quote,
    Source,
}

/// What the quote has and the source has not, and the other way round, in the way of `git
/// diff --word-diff`: `killed [-12-]{+21+} people`. Words that differ in what typesetting changes
/// are the same.
pub(super) fn words(quote: &str, source: &str) -> String {
    let (a, b): (Vec<&str>, Vec<&str>) =
        (quote.split_whitespace().collect(), source.split_whitespace().collect());
    let normal = |words: &[&str]| -> Vec<String> {
        words.iter().map(|word| Normal::new(word).text).collect()
    };
    let (na, nb) = (normal(&a), normal(&b));
    let start = na.iter().zip(&nb).take_while(|(x, y)| x == y).count();
    let rest = na[start..].iter().rev().zip(nb[start..].iter().rev());
    let end = rest.take_while(|(x, y)| x == y).count();
    let (ma, mb) = (start..a.len() - end, start..b.len() - end);
    let mut marked: Vec<(Kind, &str)> = b[..start].iter().map(|w| (Kind::Both, *w)).collect();
    for (kind, at) in middle(&na[ma.clone()], &nb[mb.clone()]) {
        let word = if kind == Kind::Quote { a[ma.start + at] } else { b[mb.start + at] };
        marked.push((kind, word));
    }
    marked.extend(b[b.len() - end..].iter().map(|w| (Kind::Both, *w)));
    crate::text::shorten(&written(&marked), WIDTH, "…").into_owned()
}

/// The words between what both begin and end with, in order: which side they are of and where they
/// stand there, for those of both in the second.
fn middle(a: &[String], b: &[String]) -> Vec<(Kind, usize)> {
    let all = |kind, n: usize| (0..n).map(move |at| (kind, at));
    if a.len() > MOST_WORDS || b.len() > MOST_WORDS {
        return all(Kind::Quote, a.len()).chain(all(Kind::Source, b.len())).collect();
    }
    // Lengths of the longest common subsequences of what follows.
    let width = b.len() + 1;
    let mut common = vec![0_u16; (a.len() + 1) * width];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            common[i * width + j] = if a[i] == b[j] {
                common[(i + 1) * width + j + 1] + 1
            } else {
                common[(i + 1) * width + j].max(common[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut out = Vec::new();
    while i < a.len() && j < b.len() {
        if a[i] == b[j] {
            out.push((Kind::Both, j));
            (i, j) = (i + 1, j + 1);
        } else if common[(i + 1) * width + j] >= common[i * width + j + 1] {
            out.push((Kind::Quote, i));
            i += 1;
        } else {
            out.push((Kind::Source, j));
            j += 1;
        }
    }
    out.extend((i..a.len()).map(|at| (Kind::Quote, at)));
    out.extend((j..b.len()).map(|at| (Kind::Source, at)));
    out
}

fn written(marked: &[(Kind, &str)]) -> String {
    let near = |at: usize| {
        let from = at.saturating_sub(CONTEXT);
        let to = (at + CONTEXT + 1).min(marked.len());
        marked[from..to].iter().any(|(kind, _)| *kind != Kind::Both)
    };
    let mut out = String::new();
    let mut at = 0;
    let mut left_out = false;
    while at < marked.len() {
        let kind = marked[at].0;
        if kind == Kind::Both {
            match (near(at), left_out) {
                (true, _) => push(&mut out, marked[at].1),
                (false, false) => push(&mut out, "…"),
                (false, true) => {}
            }
            left_out = !near(at);
            at += 1;
            continue;
        }
        left_out = false;
        // A run of changes is shown as what goes, then what comes.
        let run = marked[at..].iter().take_while(|(kind, _)| *kind != Kind::Both).count();
        let side = |wanted: Kind| {
            let words = marked[at..at + run].iter().filter(|(kind, _)| *kind == wanted);
            words.map(|(_, word)| *word).collect::<Vec<_>>().join(" ")
        };
        let (gone, come) = (side(Kind::Quote), side(Kind::Source));
        let gone = if gone.is_empty() { gone } else { format!("[-{gone}-]") };
        let come = if come.is_empty() { come } else { format!("{{+{come}+}}") };
        push(&mut out, &format!("{gone}{come}"));
        at += run;
    }
    out
}

fn push(out: &mut String, word: &str) {
    if !out.is_empty() {
        out.push(' ');
    }
    out.push_str(word);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_stand_among_their_neighbours() {
        assert_eq!(words("killed 12 people", "killed 21 people"), "killed [-12-]{+21+} people");
        assert_eq!(words("they left", "they all left"), "they {+all+} left");
        assert_eq!(words("they’ll all leave", "they'll leave"), "they'll [-all-] leave");
        let long = "one two three four five six seven";
        assert_eq!(
            words(&format!("{long} a"), &format!("{long} b")),
            "… four five six seven [-a-]{+b+}"
        );
        assert_eq!(words("", ""), "");
    }
}
