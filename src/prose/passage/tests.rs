//! What is read in sentences of all kinds, as tables: sentence, what is expected.

use super::*;
use crate::prose::lexicon;

/// The counted phrase of each figure with its head ("143 schoolchildren/schoolchildren"), "-" where
/// nothing is counted; definite ones with "!".
fn counts(passage: &Passage<'_>) -> String {
    let show = |figure: &Figure| {
        let definite = if figure.definite { "!" } else { "" };
        figure.counted.as_ref().map_or_else(
            || format!("{definite}-"),
            |c| format!("{definite}{}/{}", passage.slice(&c.tokens), passage.token(c.head)),
        )
    };
    let figures = passage.mentions.iter().filter_map(|mention| match &mention.kind {
        MentionKind::Figure(figure) => Some(show(figure)),
        _ => None,
    });
    figures.collect::<Vec<_>>().join("; ")
}

fn names(passage: &Passage<'_>) -> String {
    let names = passage.mentions.iter().filter(|m| matches!(m.kind, MentionKind::Name));
    names.map(|m| passage.slice(&m.tokens)).collect::<Vec<_>>().join("; ")
}

fn nouns(passage: &Passage<'_>) -> String {
    let nouns = passage.mentions.iter().filter(|m| matches!(m.kind, MentionKind::Noun(_)));
    nouns.map(|m| passage.slice(&m.tokens)).collect::<Vec<_>>().join("; ")
}

#[test]
fn mentions_are_those_of_their_sentence() {
    let passage = Passage::new("Orla rowed. Tarn swam, and Orla rowed on.", None);
    let names = |sentence: &Sentence| {
        let all = passage.mentions_of(sentence).iter();
        let names = all.filter(|m| matches!(m.kind, MentionKind::Name));
        names.map(|m| passage.slice(&m.tokens)).collect::<Vec<_>>()
    };
    let found: Vec<_> = passage.sentences.iter().map(names).collect();
    assert_eq!(found, [vec!["Orla"], vec!["Tarn", "Orla"]]);
}

fn verb(verb: &VerbGroup) -> String {
    let mark = |on: bool, mark: &'static str| if on { mark } else { "" };
    let (passive, negated) = (mark(verb.passive, " passive"), mark(verb.negated, " not"));
    format!("{}{passive}{negated}{}", verb.stem, mark(verb.modal, " maybe"))
}

/// The verbs of all clauses, by place.
fn verbs(passage: &Passage<'_>) -> String {
    let clauses = passage.sentences.iter().flat_map(|sentence| &sentence.clauses);
    let mut groups: Vec<_> = clauses.filter_map(|clause| clause.verb.as_ref()).collect();
    groups.sort_by_key(|group| group.tokens.start);
    groups.into_iter().map(verb).collect::<Vec<_>>().join("; ")
}

/// Each clause: kind, subject, verb.
fn clauses(passage: &Passage<'_>) -> String {
    let clauses = passage.sentences.iter().flat_map(|sentence| &sentence.clauses);
    let mention = |at: Option<usize>| {
        at.map_or("-", |at| match &passage.mentions[at].kind {
            MentionKind::Figure(figure) if figure.counted.is_some() => {
                figure.counted.as_ref().map_or("", |counted| passage.slice(&counted.tokens))
            }
            _ => passage.slice(&passage.mentions[at].tokens),
        })
    };
    let show = |clause: &Clause| {
        let stem = clause.verb.as_ref().map_or_else(|| "-".to_owned(), verb);
        format!("{:?}: {} {stem}", clause.kind, mention(clause.subject))
    };
    clauses.map(show).collect::<Vec<_>>().join("; ")
}

fn sentences(passage: &Passage<'_>) -> String {
    passage.sentences.iter().map(|s| passage.slice(&s.tokens)).collect::<Vec<_>>().join(" | ")
}

type Row = (&'static str, &'static str);

fn check(table: &[Row], show: impl Fn(&Passage<'_>) -> String) {
    let mut wrong = Vec::new();
    for (text, expected) in table {
        let seen = show(&Passage::new(text, None));
        if seen != *expected {
            wrong.push(format!("{text}\n   expected {expected}\n   seen     {seen}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), table.len(), wrong.join("\n"));
}

const COUNTS: &[Row] = &[
    ("The flood swept away 143 schoolchildren.", "143 schoolchildren/schoolchildren"),
    ("It killed 12 American service members.", "12 American service members/members"),
    (
        "Police held 20 ISK fighters and family members.",
        "20 ISK fighters and family members/fighters",
    ),
    ("Buses moved 1,200 of the town's residents.", "1,200 of the town's residents/residents"),
    ("More than 60 people were hurt.", "60 people/people"),
    ("The blast killed over 60.", "-"),
    ("15 killed, 40 injured.", "-; -"),
    ("The 143 victims were named.", "!The 143 victims/victims"),
    ("These 12 paintings were sold.", "!These 12 paintings/paintings"),
    (
        "Three of the five pilots landed.",
        "Three of the five pilots/pilots; !the five pilots/pilots",
    ),
    ("Dozens of flights were cancelled.", "Dozens of flights/flights"),
    (
        "The firm has 6,200 employees in 12 countries.",
        "6,200 employees/employees; 12 countries/countries",
    ),
    ("About 30,420 trained volunteers took part.", "30,420 trained volunteers/volunteers"),
    ("The $2.4 billion purchase closed in May.", "!The $2.4 billion purchase/purchase"),
    ("A magnitude 6.1 earthquake hit the coast.", "A magnitude 6.1 earthquake/earthquake"),
    ("Nearly 52 percent of patients recovered.", "52 percent of patients/patients"),
    ("He scored 31 points and took 12 rebounds.", "31 points/points; 12 rebounds/rebounds"),
    ("The trial enrolled 1,034 healthy adults aged under 65.", "1,034 healthy adults/adults; -"),
    ("They sold 400 used cars last year.", "400 used cars/cars"),
    ("The ferry carried 320 passengers and 12 crew.", "320 passengers/passengers; 12 crew/crew"),
    ("At least 35 others were wounded.", "35 others/others"),
    ("The museum drew 2 million visitors in 2019.", "2 million visitors/visitors"),
    ("She won 48 percent of the vote.", "48 percent of the vote/vote"),
    ("The council closed 14 primary schools.", "14 primary schools/schools"),
    ("The city's 1,200 teachers went on strike.", "!1,200 teachers/teachers"),
    ("Its 40 shops and cafes stayed shut.", "!Its 40 shops and cafes/shops"),
    ("The league has 20 clubs, and each plays 38 matches.", "20 clubs/clubs; 38 matches/matches"),
    ("Fire destroyed 300 wooden houses near Orel.", "300 wooden houses/houses"),
    ("They freed 19 sailors held since May.", "19 sailors/sailors"),
    ("A crew of 12 was on board.", "-"),
    ("One Danish engineer died.", "One Danish engineer/engineer"),
    ("The army lost 25 United States soldiers.", "25 United States soldiers/soldiers"),
    ("All 30 miners were saved.", "!All 30 miners/miners"),
    ("He was jailed with 11 other suspects.", "11 other suspects/suspects"),
    ("The dam holds back 3 million tonnes of water.", "3 million tonnes of water/water"),
    ("Some 70 whales were stranded.", "70 whales/whales"),
    ("It employs 500 people, mostly women.", "500 people/people"),
    ("The bank will cut 900 jobs and close 40 branches.", "900 jobs/jobs; 40 branches/branches"),
    ("Voters chose between nine candidates.", "nine candidates/candidates"),
    ("The hospital treated 80 wounded soldiers.", "80 wounded soldiers/soldiers"),
    ("The study followed 2,300 men and women for ten years.", "2,300 men and women/men"),
    ("At least 17 sheep were lost.", "17 sheep/sheep"),
    ("The line has 12 stations, four of them underground.", "12 stations/stations; -"),
    ("Rescuers found 22 bodies Monday.", "22 bodies/bodies"),
    ("Inspectors closed 15 of its mines.", "15 of its mines/mines"),
    (
        "Hundreds of thousands of refugees crossed the river.",
        "Hundreds of thousands of refugees/refugees",
    ),
    (
        "The group claimed 119 attacks in nine provinces.",
        "119 attacks/attacks; nine provinces/provinces",
    ),
    (
        "About 27 percent of the club's 217 members voted.",
        "27 percent of the club's 217 members/members; !217 members/members",
    ),
    ("Parliament gave $30 million in aid.", "$30 million in aid/aid"),
    ("They planted 10,000 oak trees.", "10,000 oak trees/trees"),
];

#[test]
fn what_is_counted() {
    check(COUNTS, counts);
}

const NAMES: &[Row] = &[
    ("The Bank of England cut its rate.", "Bank of England"),
    ("President Ada Brandt met Gen. Ivo Orel in Basel.", "Ada Brandt; Ivo Orel; Basel"),
    ("Russian President Ada Brandt resigned.", "Russian; Ada Brandt"),
    ("J. R. Orel wrote the report.", "J. R. Orel"),
    ("Flight 370 vanished near Java.", "Flight 370; Java"),
    ("Apollo 11 landed on the Moon.", "Apollo 11; Moon"),
    ("The U.S. and Pakistani armies met.", "U.S.; Pakistani"),
    ("Officials from the WHO flew to Kabul.", "WHO; Kabul"),
    ("Gunfire was heard, and gunfire came again.", ""),
    ("Many Americans left Iraq in March.", "Americans; Iraq"),
    ("The Ministry of Trade and Industry closed on Friday.", "Ministry of Trade and Industry"),
    (
        "Leonardo da Vinci and Ludwig van Beethoven never met.",
        "Leonardo da Vinci; Ludwig van Beethoven",
    ),
    ("Johnson & Orel bought Brandt's farm.", "Johnson & Orel; Brandt"),
    ("Abu Bakr al-Baghdadi led it.", "Abu Bakr al-Baghdadi"),
    (
        "The Center for Strategic and International Studies said so.",
        "Center for Strategic and International Studies",
    ),
    ("Shelling killed ten people in Aleppo.", "Aleppo"),
    ("Tickets were sold in Vienna.", "Vienna"),
    ("He moved to New York in May.", "New York"),
    ("The president spoke. President of what?", ""),
    ("“Bombs fell,” said Orel.", "Orel"),
    ("Secretary of Defence Joe Brandt agreed.", "Joe Brandt"),
    ("Ana “Nita” Orel sang in Lisbon.", "Ana “Nita” Orel; Lisbon"),
    ("Unicef and the Red Cross sent tents.", "Unicef; Red Cross"),
    ("The IS-K branch grew.", "IS-K"),
    ("A Nato-led force and al-Shabaab-linked rebels fought in Orelstan.", "Orelstan"),
    ("The University of Basel hired Dr. Orel.", "University of Basel; Orel"),
    ("Western countries agreed.", ""),
    ("However, Airbus refused.", "Airbus"),
    ("Quarterly Results for Northern Rail and Partners", ""),
    ("Storm Eunice hit Wales.", "Storm Eunice; Wales"),
    ("The jets were grounded by Lion Air.", "Lion Air"),
    ("Deputy Prime Minister Imre Orel won.", "Imre Orel"),
    ("In Tokyo, shares fell.", "Tokyo"),
    ("The Dock Clerks' Fund is older.", "Dock Clerks' Fund"),
    ("He left the Farmers\u{2019} Union in May.", "Farmers\u{2019} Union"),
    ("The Teachers' Association of Velm met.", "Teachers' Association of Velm"),
    ("They asked the Greens' Anna Holm.", "Greens; Anna Holm"),
    ("Orlen's Museum was shut.", "Orlen; Museum"),
];

#[test]
fn names_and_nothing_else() {
    check(NAMES, names);
}

const VERBS: &[Row] = &[
    ("Rebels killed 12 guards.", "kill"),
    ("Twelve guards were killed by rebels.", "kill passive"),
    ("15 killed, 40 injured", "kill passive; injure passive"),
    ("The men who were killed lived nearby.", "kill passive; live"),
    ("The firm has not sold the plant.", "sell not"),
    ("The firm may sell the plant.", "sell maybe"),
    ("Output is expected to rise.", "rise maybe"),
    ("The group failed to reach Rome.", "reach not"),
    ("The toll was reported to have risen.", "rise"),
    ("The fund continues to grow.", "grow"),
    ("The attack on the market began at dawn.", "begin"),
    ("The group attacked the market.", "attack"),
    ("A suicide bombing struck the rally.", "strike"),
    ("The report says 60 people died.", "say; die"),
    ("Its claims were never checked.", "check passive not"),
    ("The men arrested in Rome were charged.", "arrest passive; charge passive"),
    ("Founded in 1987, the firm makes tyres.", "found passive; make"),
    ("The bridge, built by prisoners, fell.", "build passive; fall"),
    ("Police arrested 11 men linked to the theft.", "arrest; link passive"),
    ("He was tried and convicted.", "try passive; convict passive"),
    ("They stormed the hall, killed two guards and fled.", "storm; kill; flee"),
    ("A blast killed 12 and wounded 40.", "kill; wound"),
    ("The injured passengers were moved.", "move passive"),
    ("Prices rose by 5 percent.", "rise"),
    ("Profits, which fell last year, recovered.", "fall; recover"),
    ("Ten survived.", "survive"),
    ("The plant emits less.", "emit"),
    ("The plan is likely to fail.", "fail maybe"),
    ("The bank plans to cut 900 jobs.", "cut maybe"),
    ("They have been training pilots.", "train"),
    ("The vessel had been carrying timber.", "carry"),
    ("Having won the cup, the side rested.", "win; rest"),
    ("It's said to be the oldest.", "be"),
    ("The law hasn’t been passed.", "pass passive not"),
    ("Workers no longer use it.", "use not"),
    ("The treaty, signed in 1990, lapsed.", "sign passive; lapse"),
    ("The minister declined to answer.", "answer not"),
    ("Investors snapped up the bonds.", "snap"),
    ("The glacier was dynamited in 1952.", "dynamit passive"),
    ("Gunmen Kill 12 in Market Attack", "kill"),
    ("The drug, made in Basel, lowers the risk.", "make passive; lower"),
    ("The claims of the reports and the attacks of the rebels.", ""),
];

#[test]
fn verbs_and_their_voice() {
    check(VERBS, verbs);
}

const CLAUSES: &[Row] = &[
    ("The club sold the ground.", "Main: The club sell"),
    ("The club sold the ground and bought another.", "Main: The club sell; Main: The club buy"),
    (
        "The storm hit Wales, and the river burst its banks.",
        "Main: The storm hit; Main: the river burst",
    ),
    (
        "The men who stormed the hall were jailed.",
        "Main: The men jail passive; Relative: The men storm",
    ),
    (
        "The ferry, which carried 320 passengers, sank.",
        "Main: The ferry sink; Relative: The ferry carry",
    ),
    ("A bomb struck the rally, killing 60 people.", "Main: A bomb strike; Participle: A bomb kill"),
    (
        "A bomb struck the rally, killing 60 and wounding 100.",
        "Main: A bomb strike; Participle: A bomb kill; Participle: A bomb wound",
    ),
    ("Officials said that 60 people died.", "Main: Officials say; Complement: 60 people die"),
    ("Officials said 60 people died.", "Main: Officials say; Complement: 60 people die"),
    ("Sixty people died, officials said.", "Main: officials say; Complement: Sixty people die"),
    ("“Sixty people died,” said Orel.", "Main: Orel say; Complement: Sixty people die"),
    ("The toll, officials said, rose to 63.", "Main: The toll rise; Aside: officials say"),
    (
        "After the dam broke, the town was cleared.",
        "Main: the town clear passive; Adverbial: the dam break",
    ),
    (
        "If the vote fails, the minister will resign.",
        "Main: the minister resign maybe; Adverbial: the vote fail",
    ),
    (
        "The town was cleared before the river rose.",
        "Main: The town clear passive; Adverbial: the river rise",
    ),
    (
        "The mayor (who resigned in May) was charged.",
        "Main: The mayor charge passive; Aside: - -; Relative: The mayor resign",
    ),
    (
        "Founded in 1987, the firm employs 60 people.",
        "Main: the firm employ; Participle: the firm found passive",
    ),
    (
        "The firm, founded in 1987, employs 60 people.",
        "Main: The firm employ; Participle: The firm found passive",
    ),
    (
        "Orel said the 60 people who were hurt were tourists.",
        "Main: Orel say; Complement: the 60 people be; Relative: the 60 people hurt passive",
    ),
    ("The group has grown; it now has 90 members.", "Main: The group grow; Main: it have"),
    (
        "The attack in Moscow that killed 90 people was claimed by the group.",
        "Main: The attack claim passive; Relative: The attack kill",
    ),
    ("In Kabul, the group attacked a school.", "Main: the group attack"),
    (
        "While the bank was closed, thieves entered it.",
        "Main: thieves enter; Adverbial: the bank close passive",
    ),
    (
        "The union wants to raise wages to protect workers.",
        "Main: The union raise maybe; Participle: The union protect maybe",
    ),
    (
        "Orel, an analyst at the institute, said the fund collapsed.",
        "Main: Orel say; Complement: the fund collapse",
    ),
    (
        "Based in Velm, Orland, Ada Roth runs a mill.",
        "Main: Ada Roth run; Participle: Ada Roth base passive",
    ),
    (
        "The fund collapsed, Orel, an analyst, said.",
        "Main: Orel say; Complement: The fund collapse",
    ),
];

#[test]
fn clauses_and_their_subjects() {
    check(CLAUSES, clauses);
}

/// Verbs that may be nouns, by all that their clause says.
const ONLY_VERBS: &[Row] = &[
    ("The mill stands on the coast.", "Main: The mill stand"),
    ("The fare goes up from two crowns to three.", "Main: The fare go"),
    ("Entries for the prize close on 31 March.", "Main: Entries close"),
    ("Recruitment of 40 rangers, six more than in May, starts now.", "Main: Recruitment start"),
    ("The Trust helps homeless people.", "Main: Trust help"),
    ("The alliance (BGM) hopes for more.", "Main: The alliance hope; Aside: - -"),
    ("Of these, 702 work at Velm.", "Main: 702 work"),
    ("They come for the view.", "Main: They come"),
    ("This happened in spring.", "Main: This happen"),
    ("Both agree that it sank.", "Main: Both agree; Complement: it sink"),
    ("We recommend that it stays.", "Main: We recommend; Complement: it stay"),
    ("Before the cuts it was 154.", "Main: it be"),
    ("To the tip of the vane the tower is 61 metres high.", "Main: the tower be"),
    ("By Monday, the strike of 2017 ended after nine days.", "Main: the strike end"),
    (
        "The palm house, built in 1887, closed in May.",
        "Main: The palm house close; Participle: The palm house build passive",
    ),
    (
        "Ada Roth, who keeps a shop, left with her dog.",
        "Main: Ada Roth leave; Relative: Ada Roth keep",
    ),
    (
        "Sales slipped to 61 million as two orders were lost.",
        "Main: Sales slip; Adverbial: two orders lose passive",
    ),
    ("If it stops, dredging will begin in May.", "Main: dredging begin maybe; Adverbial: it stop"),
    ("The bus stops opened in 2010.", "Main: The bus stops open"),
    ("The water levels in the dam dropped.", "Main: The water levels drop"),
    ("The ferry carried 320 passengers and 12 crew.", "Main: The ferry carry"),
];

#[test]
fn a_word_that_alone_can_be_the_verb_is() {
    check(ONLY_VERBS, clauses);
}

const SENTENCES: &[Row] = &[
    ("He left. She stayed.", "He left. | She stayed."),
    ("U.S. forces left. Others stayed.", "U.S. forces left. | Others stayed."),
    ("They left the U.S. The army stayed.", "They left the U.S. | The army stayed."),
    ("Gen. Orel met Mr. Brandt. No. 5 won.", "Gen. Orel met Mr. Brandt. | No. 5 won."),
    (
        "It began at 9 a.m. and ended at 5 p.m. It rained.",
        "It began at 9 a.m. and ended at 5 p.m. | It rained.",
    ),
    ("“It fell.” He ran.", "“It fell.” | He ran."),
    ("(It fell.) He ran.", "(It fell.) | He ran."),
    ("“Why?” he asked. “Go!”", "“Why?” he asked. | “Go!”"),
    ("He waited… Then he ran.", "He waited… | Then he ran."),
    ("He waited... then he ran.", "He waited... then he ran."),
    ("See p. 3 and vol. 2. It helps.", "See p. 3 and vol. 2. | It helps."),
    ("J. R. Orel rose 3.5 percent.", "J. R. Orel rose 3.5 percent."),
    ("1. Open the box.", "1. Open the box."),
    ("It grew.[12] It shrank.", "It grew.[12] | It shrank."),
    ("It grew.12 It shrank.", "It grew.12 | It shrank."),
    ("Plan B. The end.", "Plan B. | The end."),
    ("Heading\n\nThe text.", "Heading | The text."),
    (
        "Orel Inc. bought Brandt Ltd. for $5 million.",
        "Orel Inc. bought Brandt Ltd. for $5 million.",
    ),
    ("Is it so? Yes! It is.", "Is it so? | Yes! | It is."),
    (
        "He came on Jan. 5 from Washington, D.C. He left.",
        "He came on Jan. 5 from Washington, D.C. | He left.",
    ),
];

#[test]
fn sentences_end_where_they_end() {
    check(SENTENCES, sentences);
}

const NOUNS: &[Row] = &[
    ("The vessel sank.", "The vessel"),
    ("Its budget grew.", "Its budget"),
    ("The group's founding was marked.", "The group's founding"),
    ("A suicide bomber struck a very old mosque.", "A suicide bomber; a very old mosque"),
    ("This attack and the Moscow attack failed.", "This attack; the Moscow attack"),
    ("The rebels' attack failed.", "The rebels' attack"),
    ("The 143 victims sued the airline.", "the airline"),
    ("Ministers met the large and growing crowd.", "Ministers; the large and growing crowd"),
    ("The attack last year closed the port.", "The attack; the port"),
    ("It said so.", ""),
];

#[test]
fn noun_phrases() {
    check(NOUNS, nouns);
}

/// What [`Passage`] promises of any text.
fn holds(text: &str) {
    let passage = Passage::new(text, None);
    let mut next = 0;
    let mut first = 0;
    for sentence in &passage.sentences {
        assert_eq!(sentence.tokens.start, next, "sentences cover all tokens: {text}");
        assert_eq!(sentence.mentions.start, first, "sentences share out the mentions: {text}");
        assert!(!sentence.tokens.is_empty() && !sentence.clauses.is_empty(), "{text}");
        (next, first) = (sentence.tokens.end, sentence.mentions.end);
        for at in sentence.tokens.clone() {
            assert!(sentence.clauses.iter().any(|c| c.tokens.contains(&at)), "token {at}: {text}");
        }
        for (at, clause) in sentence.clauses.iter().enumerate() {
            let outer = clause.parent.map_or(&sentence.tokens, |up| &sentence.clauses[up].tokens);
            let inside = outer.start <= clause.tokens.start && clause.tokens.end <= outer.end;
            assert!(inside, "clause {at} in its parent: {text}");
            assert!(clause.parent.is_none_or(|up| up < at), "outer clauses come first: {text}");
            let named = [clause.subject, clause.head].into_iter().flatten();
            assert!(named.into_iter().all(|m| m < passage.mentions.len()), "{text}");
            if let Some(verb) = &clause.verb {
                assert!(verb.tokens.contains(&verb.main), "{text}");
                let tokens = &clause.tokens;
                let inside = tokens.start <= verb.tokens.start && verb.tokens.end <= tokens.end;
                assert!(inside, "verb in its clause: {text}");
            }
        }
    }
    assert_eq!((next, first), (passage.tokens.len(), passage.mentions.len()), "{text}");
    assert!(passage.mentions.is_sorted_by_key(|m| m.tokens.start), "{text}");
    for kind in [MentionKind::Name, MentionKind::Pronoun] {
        let same = |m: &&Mention| std::mem::discriminant(&m.kind) == std::mem::discriminant(&kind);
        let mut end = 0;
        for mention in passage.mentions.iter().filter(same) {
            assert!(end <= mention.tokens.start, "mentions of one kind are apart: {text}");
            end = mention.tokens.end;
        }
    }
}

#[test]
fn promises_hold_in_the_tables() {
    let tables = [COUNTS, NAMES, VERBS, CLAUSES, SENTENCES, NOUNS];
    for (text, _) in tables.iter().flat_map(|table| table.iter()) {
        holds(text);
    }
    let all: Vec<&str> = tables.iter().flat_map(|t| t.iter()).map(|row| row.0).collect();
    holds(&all.join(" "));
    holds(&all.join(", and "));
}

#[test]
#[allow(clippy::print_stdout, reason = "a test says what it leaves out")]
fn promises_hold_in_whole_documents() {
    let shared = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds");
    let Ok(files) = std::fs::read_dir(shared) else {
        println!("skipped: no documents here");
        return;
    };
    for file in files.flatten() {
        std::fs::read_to_string(file.path()).unwrap().split("\n\n").for_each(holds);
    }
}

/// Words and signs that open, close and break things.
const PIECES: [&str; 40] = [
    "the", "group", "attacked", "killing", "12", "people", "who", "that", "said", "Orel", ",", ".",
    "(", ")", "“", "”", "—", ";", "and", "after", "was", "to", "not", "’s", "killed", "in", "2014",
    "if", "they", "is", "expected", "of", "which", "\n\n", ":", "reports", "Bank", "March", "-",
    "é",
];

proptest::proptest! {
    #[test]
    fn promises_hold_for_any_words(words in proptest::collection::vec(0..PIECES.len(), 0..60), glued in proptest::bool::ANY) {
        let words: Vec<&str> = words.iter().map(|at| PIECES[*at]).collect();
        holds(&words.join(if glued { "" } else { " " }));
    }

    #[test]
    fn promises_hold_for_any_text(text in "\\PC{0,80}") {
        holds(&text);
    }
}

#[test]
fn words_with_rules_of_their_own_are_in_the_lexicon() {
    for word in [
        "to", "that", "as", "than", "no", "longer", "without", "none", "nobody", "nothing", "when",
        "who", "which", "whom", "whose", "where", "first",
    ] {
        assert_ne!(lexicon::word(word), lexicon::Word::UNKNOWN, "{word}");
    }
}

#[test]
fn lengths_of_time_know_their_hedges() {
    for (text, hedged) in [
        ("The strike lasted at least 40 days.", "at least 40 days"),
        ("It took over three years to build.", "over three years"),
        ("It was nearly two weeks late.", "nearly two weeks"),
        ("The strike lasted 40 days.", "40 days"),
    ] {
        let passage = Passage::new(text, None);
        let is_length = |m: &&Mention| matches!(m.kind, MentionKind::Duration(_));
        let length = passage.mentions.iter().find(is_length).unwrap();
        assert_eq!(&text[length.hedged()], hedged);
    }
}
