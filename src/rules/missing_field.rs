//! `missing-field`: references that lack what a reader needs to find the work.

use std::collections::BTreeMap;

use super::{Context, Example, Rule, wording};
use crate::finding::{Finding, Level};
use crate::record::ReferenceRecord;
use crate::span::FileId;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "missing-field",
    level: Level::Info,
    summary: "references that lack what a reader needs to find the work",
    why: "An article without its journal, a page without its address, a work without a date: nobody can look it up, and what it is cited for cannot be checked.",
    bad: Example::Records("\
claims:
  - {id: a, subject: flood, predicate: deaths, value: 12, cite: [{source: report}]}
entities: [{id: flood, kind: event}]
references: [{id: report, type: article-newspaper, title: A report, issued: 2024-05}]
"),
    good: Example::Records("\
claims:
  - {id: a, subject: flood, predicate: deaths, value: 12, cite: [{source: report}]}
entities: [{id: flood, kind: event}]
references: [{id: report, type: article-newspaper, title: A report, container-title: The Daily, issued: 2024-05}]
"),
    fix: "Add the field from the work itself. If the document prints none, keep it as printed: the finding is a note.",
    check,
};

/// Kinds of works, and fields of which one has to be there; what is missing, in words.
struct Need {
    kinds: &'static [&'static str],
    one_of: &'static [&'static str],
    what: &'static str,
}

/// What style manuals ask of every reference of a kind (Chicago 14, APA 9), and no more than that.
const NEEDS: &[Need] = &[
    Need {
        kinds: &["article-journal"],
        one_of: &["container-title", "container-title-short"],
        what: "name of the journal (`container-title`)",
    },
    Need {
        // An agency, which has no paper of its own, is a publisher.
        kinds: &["article-magazine", "article-newspaper"],
        one_of: &["container-title", "container-title-short", "publisher"],
        what: "name of what it appeared in (`container-title`)",
    },
    Need {
        kinds: &["chapter", "entry-dictionary", "entry-encyclopedia"],
        one_of: &["container-title"],
        what: "name of the book it is a part of (`container-title`)",
    },
    Need {
        kinds: &["paper-conference"],
        one_of: &["container-title", "event-title", "event", "collection-title"],
        what: "name of the proceedings (`container-title`) or the conference (`event-title`)",
    },
    Need {
        kinds: &["webpage", "post", "post-weblog"],
        one_of: &["URL", "DOI", "archive"],
        what: "address (`URL`)",
    },
    Need {
        kinds: &["book"],
        one_of: &["publisher", "ISBN", "DOI", "URL"],
        what: "publisher (`publisher`)",
    },
    Need {
        kinds: &["thesis"],
        one_of: &["publisher", "archive", "URL"],
        what: "university (`publisher`)",
    },
    Need {
        kinds: &["report"],
        one_of: &["publisher", "author", "editor", "collection-title"],
        what: "author or institution (`publisher`)",
    },
    Need { kinds: &["patent", "standard"], one_of: &["number", "URL"], what: "number (`number`)" },
    Need {
        kinds: &[
            "article-journal",
            "article-magazine",
            "article-newspaper",
            "book",
            "chapter",
            "dataset",
            "paper-conference",
            "report",
            "thesis",
            "webpage",
        ],
        // A report is found by its number ("S/2023/568").
        one_of: &["title", "container-title", "number"],
        what: "title (`title`)",
    },
    Need {
        kinds: &[
            "article-journal",
            "article-magazine",
            "article-newspaper",
            "book",
            "chapter",
            "paper-conference",
            "report",
            "thesis",
        ],
        // What is written there, "n.d." too, says that somebody has looked.
        one_of: &["issued", "status", "original-date", "event-date"],
        what: "date (`issued`)",
    },
    Need {
        kinds: &["webpage", "post", "post-weblog"],
        one_of: &["issued", "accessed", "status"],
        what: "date, nor the day it was looked at (`issued`, `accessed`)",
    },
];

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    // One finding for all references of a file that lack the same thing.
    let mut lacking: BTreeMap<(FileId, usize, &str), Vec<&ReferenceRecord>> = BTreeMap::new();
    for (reference, _) in wording::references(context) {
        let Some(kind) = &reference.kind else { continue };
        for (at, need) in NEEDS.iter().enumerate() {
            let there = need.one_of.iter().any(|name| reference.has(name));
            if need.kinds.contains(&kind.value.as_str()) && !there {
                let key = (reference.id.span.file, at, kind.value.as_str());
                lacking.entry(key).or_default().push(reference);
            }
        }
    }
    for ((file, at, kind), references) in lacking {
        // A printed list that gives none of its pages an address was printed without addresses.
        let there = |field: &ReferenceRecord| NEEDS[at].one_of.iter().any(|name| field.has(name));
        let of_kind = || {
            context
                .records
                .references
                .iter()
                .filter(|r| r.id.span.file == file && r.is(NEEDS[at].kinds) && there(r))
        };
        if context.documents.contains(&file)
            && NEEDS[at].one_of.contains(&"URL")
            && of_kind().count() < references.len()
        {
            continue;
        }
        out.push(finding(&NEEDS[at], kind, &references));
    }
}

fn finding(need: &Need, kind: &str, references: &[&ReferenceRecord]) -> Finding {
    /// Ids in a message; the others are counted.
    const NAMED: usize = 4;
    let mut ids: Vec<_> =
        references.iter().take(NAMED).map(|r| format!("`{}`", r.id.value)).collect();
    if references.len() > NAMED {
        ids.push(format!("{} more", references.len() - NAMED));
    }
    let have = if references.len() == 1 { "has" } else { "have" };
    let message = format!("{} ({kind}) {have} no {}", text::list(&ids, "and"), need.what);
    let places = references.iter().map(|r| (r.id.span, "not there".to_owned())).collect();
    let help = "add it from the work itself, where the work has it";
    wording::at_places(&RULE, RULE.level, message, help, places)
}
