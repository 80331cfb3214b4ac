//! Lengths of time, ages and orders in small texts.

use super::*;

/// What a check says of the passages of a document.
pub(super) fn messages<'t>(
    texts: impl Iterator<Item = &'t str>,
    check: impl FnOnce(&[(BlockIx, &Passage<'_>)], &mut Vec<Slip>),
) -> Vec<String> {
    let read: Vec<Passage<'_>> = texts.map(|text| Passage::new(text, None)).collect();
    let at = |block| BlockIx { document: 0, block };
    let passages: Vec<_> =
        read.iter().enumerate().map(|(block, passage)| (at(block), passage)).collect();
    let mut out = Vec::new();
    check(&passages, &mut out);
    out.into_iter().map(|slip| slip.message).collect()
}

fn slips(text: &str) -> Vec<String> {
    let passage = Passage::new(text, None);
    let at = BlockIx { document: 0, block: 0 };
    of_passage(at, &passage).into_iter().map(|slip| slip.message).collect()
}

#[test]
fn lengths_fit_their_dates() {
    for good in [
        "The eight-day strike ran from 1 June to 8 June.",
        "The strike lasted seven days, from 1 June to 8 June.",
        "The search lasted two weeks, from 3 May to 17 May 2021.",
        "The strike ran from 1 June to 8 June. A twelve-day truce had come before.",
        "The trial ran from 4 March 2019 to 2 July 2019. The four-month trial was long.",
        "The search ran from 1 June to 8 June, after twelve days of rain.",
        "The strike began on 1 June and ended on 12 June. The twelve-day strike shut the port.",
        "The war lasted eight years, from 1980 to 1988.",
        "The talks ran from 1 June to 8 June; the first three days of talks were public.",
        "The festival ran from 28 December to 4 January and the eight-day festival sold out.",
    ] {
        assert_eq!(slips(good), Vec::<String>::new(), "{good}");
    }
    for bad in [
        "The twelve-day strike ran from 1 June to 8 June.",
        "The strike lasted twelve days, from 1 June to 8 June.",
        "The search lasted two weeks, from 3 May to 27 May 2021.",
        "The strike ran from 1 June to 8 June. The twelve-day strike shut the port.",
        "The trial ran from 4 March 2019 to 2 July 2019. The nine-month trial was long.",
        "The strike began on 1 June and ended on 8 June. The twelve-day strike shut the port.",
        "The war lasted twelve years, from 1980 to 1988.",
        "It lasted three days, from 2 May to 9 May 2020.",
    ] {
        assert_eq!(slips(bad).len(), 1, "{bad}");
    }
}

#[test]
fn lengths_fit_the_dates_of_their_sentence_and_of_other_passages() {
    for good in [
        "Work began on 18 May 2015 and the road opened on 9 June 2019, having taken four years.",
        "They met on 3 May 2020 and signed on 9 June 2020, and the talks took three years of toil.",
        "The search began on the evening of 1 June and was called off on 8 June.\n\nThey searched for a week.",
        "The search ran from 1 June to 8 June.\n\nIn 2019 they searched for twelve days.",
        "Pay talks lasting two weeks, from 11 to 25 March, failed.",
    ] {
        assert_eq!(all(good), Vec::<String>::new(), "{good}");
    }
    for bad in [
        "Work began on 18 May 2015 and the road opened on 9 June 2019, having taken six years.",
        "The search began on the evening of 1 June and was called off on 8 June.\n\nThey searched for twelve days.",
        "Pay talks lasting nine days, from 11 to 25 March, failed.",
        "She was mayor for nine years (1998 to 2002).",
    ] {
        assert_eq!(all(bad).len(), 1, "{bad}");
    }
}

#[test]
fn years_fit_what_is_said_to_lie_between() {
    for good in [
        "It opened in 1998. Ten years later, in 2008, it closed.",
        "It opened in 1998, and ten years later, in 2008, it closed.",
        "It was sold in 1990. It had opened in 1985. Ten years later, in 1995, it closed.",
        "In 2024, 150 years after it was founded in 1874, it closed.",
        "It opened in 1998 and marked its 20th anniversary in 2018.",
        "It opened in 1998 and marked its first anniversary in 1999.",
        "The club, founded in 1998, kept its 20th birthday in 2018.",
        "Founded in 1998, it kept her 60th birthday in 2010.",
        "The fire of 1990 is recalled. It marked the 20th anniversary in 2010.",
        "The school marked its 50th anniversary in 2018. The new hall opened in 2015.",
        "The lease of 3 May 2020 runs until 5 May 2023. Two years later, in 2025, it lapses.",
        "The works opened in 1978 and closed in 2003 after 25 years.",
    ] {
        assert_eq!(all(good), Vec::<String>::new(), "{good}");
    }
    for bad in [
        "It opened in 1998. Twelve years later, in 2008, it closed.",
        "It opened in 1998, and twelve years later, in 2008, it closed.",
        "In 2024, 140 years after it was founded in 1874, it closed.",
        "It opened in 1998 and marked its 20th anniversary in 2016.",
        "The club, founded in 1998, kept its 20th birthday in 2016.",
        "The works opened in 1978 and closed in 2003 after 35 years.",
    ] {
        assert_eq!(all(bad).len(), 1, "{bad}");
    }
}

#[test]
fn lengths_fit_times_of_day() {
    for good in [
        "It began at 7.34 p.m. and ended at 7.46 p.m., having lasted 12 minutes.",
        "It began at 7.34 and ended at 8.04. It lasted half an hour.",
        "The alarm rang at 14:10. Twelve minutes later, at 14:22, the tank burst.",
        "It began at 23:50 and ended at 00:20, and lasted 30 minutes.",
        "It took off at 9.15 and landed at 11.45, a journey of two and a half hours.",
        "Trains leave at 9.15 and 9.45 and take 40 minutes.",
        "Trains leave hourly from 6.15 to 20.15 and arrive 40 minutes later.",
        "They won 7.34 to 7.46 and spoke for 3 minutes.",
        "It began at 7.34 p.m. and ended at 7.46 p.m., and the trains ran 40 minutes late.",
    ] {
        assert_eq!(all(good), Vec::<String>::new(), "{good}");
    }
    for bad in [
        "It began at 7.34 p.m. and ended at 7.46 p.m., having lasted 22 minutes.",
        "It began at 7.34 p.m. and ended at 7.46 p.m. It lasted 22 minutes.",
        "It began at 14:05 and ended at 19:15 and lasted three hours.",
        "It took off at 9.15 and landed at 11.45, a journey of four hours.",
        "At 14:10 the alarm rang, and twenty-five minutes later, at 14:22, the tank burst.",
    ] {
        assert_eq!(all(bad).len(), 1, "{bad}");
    }
}

#[test]
fn ages_fit_births() {
    for good in [
        "On 3 May 2022 Ada Brook, 71, spoke; she was born in 1951.",
        "On 3 May 2022 Ada Brook, 70, spoke; she was born in 1951.",
        "On 3 May 2022 Ada Brook, 81, spoke. Her son Carl Dane was born in 1951.",
        "Ada Brook, 81, spoke; she was born in 1951.",
        "In 1990 Ada Brook, 39, spoke; she was born in 1951. It closed on 3 May 2022.",
        "On 3 May 2022 Ada Brook, 81, met Carl Dane. Born in 1951, he left.",
        "On 3 May 2022 Orlen, 12, beat Varde, 24. Varde was born in 1951.",
        "On 3 May 2022 Ada Brook, 81, met Carl Dane, 50.\n\nThe quay where she was born in 1951 is shut.",
        "On 3 May 2022 Ada Brook, 81, spoke.\n\nThe quay where her mother was born in 1951 is shut.",
    ] {
        assert_eq!(all(good), Vec::<String>::new(), "{good}");
    }
    for bad in [
        "On 3 May 2022 Ada Brook, 81, spoke; she was born in 1951.",
        "On 3 May 2022 Ada Brook (62) spoke. Born in the spring of 1951, she left.",
        "On 3 May 2022 Ada Brook, 62, spoke.\n\nBrook was born in 1951.",
        "On 3 May 2022 Ada Brook, 81, spoke.\n\nThe quay where she was born in 1951 is shut.",
    ] {
        assert_eq!(all(bad).len(), 1, "{bad}");
    }
}

/// Slips of a text of several passages.
fn all(text: &str) -> Vec<String> {
    messages(text.split("\n\n"), |passages, out| {
        out.extend(passages.iter().flat_map(|(at, passage)| of_passage(*at, passage)));
        out.extend(of_document(passages.iter().copied(), None));
    })
}

#[test]
fn ages_fit_their_years() {
    for good in [
        "She was born in 1950 and died in 2001 aged 51.",
        "Born in Orlen in 1950, he died in 2001 at the age of 50.",
        "She was born in 1950. Her brother died in 1990.",
        "Born on 3 May 1950, she died on 2 May 2001, aged 50.",
    ] {
        assert_eq!(slips(good), Vec::<String>::new(), "{good}");
    }
    for bad in [
        "She was born in 1950 and died in 2001 aged 60.",
        "Born in Orlen in 1950, he died in 2001 at the age of 45.",
        "Born on 3 May 1950, she died on 2 May 2001, aged 54.",
        "She was born in 1950. She died in 2001, aged 61.",
    ] {
        assert_eq!(slips(bad).len(), 1, "{bad}");
    }
}

#[test]
fn lengths_lie_between_what_the_document_dates() {
    for good in [
        "The treaty was signed at Hale on 18 January 2024.\n\nOn 6 March 2024 rebels seized a mill. \
         The seven weeks between the signature and the seizure of the mill were quiet.",
        "The treaty was signed on 18 January 2024. A second treaty was signed on 2 May 2024.\n\nOn \
         6 March 2024 rebels seized a mill.\n\nThe nine weeks between the signature and the \
         seizure of the mill were quiet.",
        "As head of the Hale museum from 1976 to 1991 she moved it.\n\nHer fifteen years as head \
         of the Hale museum were busy.",
        "As head of the Hale museum from 1976 to 1991 she moved it.\n\nHer nine years as head of \
         the Varde museum came first.",
        "As head of the Hale museum from 1976 to 1991 she moved it.\n\nCarl Dane spent nine years \
         as head of the Hale museum.",
        "The strike began on 3 March 2021.\n\nThe mayor spoke.\n\nThe strike ended on 28 April \
         2021.\n\nThe eight-week strike shut the port.",
        "The bridge closed on 4 March 2021.\n\nIt reopened on 17 September 2021.\n\nThe six-month \
         closure cost the town dear.",
        "The school closed in March 2021. The mill closed in May 2019. The library reopened in \
         2022.\n\nThe five-year closure of the mill cost the town dear.",
    ] {
        assert_eq!(all(good), Vec::<String>::new(), "{good}");
    }
    for bad in [
        "The treaty was signed at Hale on 18 January 2024.\n\nOn 6 March 2024 rebels seized a \
         mill.\n\nThe twelve weeks between the signature and the seizure of the mill were quiet.",
        "The first stone was laid in March 2016.\n\nThe council accepted the works in November \
         2023.\n\nIn the five years that elapsed between the laying of the first stone and the \
         council's acceptance the price doubled.",
        "As head of the Hale museum from 1976 to 1991 she moved it.\n\nBut her nine years as head \
         of the Hale museum were busy.",
        "The strike began on 3 March 2021.\n\nThe mayor spoke.\n\nThe strike ended on 28 April \
         2021.\n\nThe twelve-week strike shut the port.",
        "The bridge closed on 4 March 2021.\n\nIt reopened on 17 September 2021.\n\nThe ten-month \
         closure cost the town dear.",
        "He was head of the union from 1984 until 1996.\n\nDuring his nine years as head of the \
         union it grew.",
    ] {
        assert_eq!(all(bad).len(), 1, "{bad}");
    }
}
