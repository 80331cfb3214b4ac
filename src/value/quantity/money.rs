//! Currencies: codes, signs and names.
//!
//! Codes are those of ISO 4217 (and XBT for bitcoin, which has none), with the names most used in
//! English. Names shared by several
//! currencies need their country ("Mexican pesos"); alone they are a unit comparable only with
//! itself. Three are read by convention, as newspapers use them: "$" and "dollars" alone are US
//! dollars, "¥" is the yen, "Rs" and "rupees" alone are Indian rupees. "Pounds" alone may be money
//! or weight and is taken for money only where the number has a scale.

use rust_decimal::Decimal;
use smol_str::SmolStr;

use super::Unit;
use super::index::{Index, is_among};
use super::lexicon::{self, NumberWord, STOP};
use super::token::Token;
use super::unit::Scale;

/// Code and names, parted by `|`; a name that is not in the plural is completed.
const CURRENCIES: &[(&str, &str)] = &[
    ("AED", "emirati dirham|uae dirham"),
    ("AFN", "afghani|afghan afghani"),
    ("ALL", "albanian lek|lek"),
    ("AMD", "armenian dram|dram"),
    ("ANG", "antillean guilder"),
    ("AOA", "angolan kwanza|kwanza"),
    ("ARS", "argentine peso|argentinian peso"),
    ("AUD", "australian dollar"),
    ("AWG", "aruban florin"),
    ("AZN", "azerbaijani manat"),
    ("BAM", "bosnian mark|convertible mark"),
    ("BBD", "barbadian dollar"),
    ("BDT", "taka"),
    ("BGN", "bulgarian lev|lev"),
    ("BHD", "bahraini dinar"),
    ("BIF", "burundian franc"),
    ("BMD", "bermudian dollar"),
    ("BND", "brunei dollar"),
    ("BOB", "boliviano"),
    ("BRL", "brazilian real|brazilian reais|reais"),
    ("BSD", "bahamian dollar"),
    ("BTN", "ngultrum"),
    ("BWP", "pula"),
    ("BYN", "belarusian ruble|belarusian rouble"),
    ("BZD", "belize dollar"),
    ("CAD", "canadian dollar"),
    ("CDF", "congolese franc"),
    ("CHF", "swiss franc"),
    ("CLP", "chilean peso"),
    ("CNY", "yuan|renminbi|chinese yuan|rmb"),
    ("COP", "colombian peso"),
    ("CRC", "costa rican colon"),
    ("CUP", "cuban peso"),
    ("CVE", "cape verdean escudo"),
    ("CZK", "czech koruna|czech crown"),
    ("DJF", "djiboutian franc"),
    ("DKK", "danish krone|danish kroner"),
    ("DOP", "dominican peso"),
    ("DZD", "algerian dinar"),
    ("EGP", "egyptian pound"),
    ("ERN", "nakfa"),
    ("ETB", "birr|ethiopian birr"),
    ("EUR", "euro"),
    ("FJD", "fijian dollar"),
    ("FKP", "falkland islands pound"),
    ("GBP", "pounds sterling|pound sterling|british pound|quid"),
    ("GEL", "lari|georgian lari"),
    ("GHS", "cedi|ghanaian cedi"),
    ("GIP", "gibraltar pound"),
    ("GMD", "dalasi"),
    ("GNF", "guinean franc"),
    ("GTQ", "quetzal"),
    ("GYD", "guyanese dollar"),
    ("HKD", "hong kong dollar"),
    ("HNL", "lempira"),
    ("HTG", "haitian gourde|gourde"),
    ("HUF", "forint|hungarian forint"),
    ("IDR", "rupiah|indonesian rupiah"),
    ("ILS", "shekel|israeli shekel|new israeli shekel"),
    ("INR", "indian rupee|rupee"),
    ("IQD", "iraqi dinar"),
    ("IRR", "iranian rial"),
    ("ISK", "icelandic krona|icelandic kronur"),
    ("JMD", "jamaican dollar"),
    ("JOD", "jordanian dinar"),
    ("JPY", "yen|japanese yen"),
    ("KES", "kenyan shilling"),
    ("KGS", "kyrgyz som|kyrgyzstani som"),
    ("KHR", "riel"),
    ("KMF", "comorian franc"),
    ("KPW", "north korean won"),
    ("KRW", "south korean won|korean won"),
    ("KWD", "kuwaiti dinar"),
    ("KYD", "cayman dollar"),
    ("KZT", "kazakh tenge|tenge"),
    ("LAK", "lao kip|kip"),
    ("LBP", "lebanese pound|lebanese lira"),
    ("LKR", "sri lankan rupee"),
    ("LRD", "liberian dollar"),
    ("LSL", "loti|maloti"),
    ("LYD", "libyan dinar"),
    ("MAD", "moroccan dirham"),
    ("MDL", "moldovan leu|moldovan lei"),
    ("MGA", "ariary"),
    ("MKD", "macedonian denar"),
    ("MMK", "kyat"),
    ("MNT", "tugrik"),
    ("MOP", "pataca"),
    ("MRU", "ouguiya"),
    ("MUR", "mauritian rupee"),
    ("MVR", "rufiyaa"),
    ("MWK", "malawian kwacha"),
    ("MXN", "mexican peso"),
    ("MYR", "ringgit|malaysian ringgit"),
    ("MZN", "metical|meticais"),
    ("NAD", "namibian dollar"),
    ("NGN", "naira|nigerian naira"),
    ("NIO", "nicaraguan cordoba"),
    ("NOK", "norwegian krone|norwegian kroner"),
    ("NPR", "nepalese rupee|nepali rupee"),
    ("NZD", "new zealand dollar"),
    ("OMR", "omani rial"),
    ("PAB", "balboa"),
    ("PEN", "peruvian sol|peruvian soles"),
    ("PGK", "kina"),
    ("PHP", "philippine peso"),
    ("PKR", "pakistani rupee|pakistan rupee"),
    ("PLN", "zloty|polish zloty"),
    ("PYG", "guarani"),
    ("QAR", "qatari riyal"),
    ("RON", "romanian leu|romanian lei"),
    ("RSD", "serbian dinar"),
    ("RUB", "ruble|rouble|russian ruble|russian rouble"),
    ("RWF", "rwandan franc"),
    ("SAR", "saudi riyal|saudi rial"),
    ("SBD", "solomon islands dollar"),
    ("SCR", "seychellois rupee"),
    ("SDG", "sudanese pound"),
    ("SEK", "swedish krona|swedish kronor"),
    ("SGD", "singapore dollar"),
    ("SHP", "saint helena pound"),
    ("SLE", "sierra leonean leone|leone"),
    ("SOS", "somali shilling"),
    ("SRD", "surinamese dollar"),
    ("SSP", "south sudanese pound"),
    ("STN", "dobra"),
    ("SYP", "syrian pound|syrian lira"),
    ("SZL", "lilangeni|emalangeni"),
    ("THB", "baht|thai baht"),
    ("TJS", "somoni|tajik somoni"),
    ("TMT", "turkmen manat|turkmenistani manat"),
    ("TND", "tunisian dinar"),
    ("TOP", "paanga"),
    ("TRY", "turkish lira"),
    ("TTD", "trinidad and tobago dollar"),
    ("TWD", "taiwan dollar|new taiwan dollar|taiwanese dollar"),
    ("TZS", "tanzanian shilling"),
    ("UAH", "hryvnia|ukrainian hryvnia"),
    ("UGX", "ugandan shilling"),
    ("USD", "dollar|us dollar|u . s . dollar|american dollar|united states dollar|buck"),
    ("UYU", "uruguayan peso"),
    ("UZS", "uzbek som|uzbekistani som"),
    ("VES", "bolivar"),
    ("VND", "dong|vietnamese dong"),
    ("VUV", "vatu"),
    ("WST", "tala"),
    ("XBT", "bitcoin"),
    ("XAF", "central african franc"),
    ("XCD", "east caribbean dollar"),
    ("XOF", "west african franc|cfa franc"),
    ("XPF", "cfp franc"),
    ("YER", "yemeni rial"),
    ("ZAR", "rand|south african rand"),
    ("ZMW", "zambian kwacha"),
    ("ZWG", "zimbabwe gold"),
];

/// Names that several currencies share.
const SHARED: [&str; 14] = [
    "peso", "franc", "dinar", "dirham", "rial", "riyal", "shilling", "krona", "krone", "kroner",
    "kronor", "lira", "som", "manat",
];

/// Parts of a unit: name, code, how many make one.
const MINOR: [(&str, &str, u32); 9] = [
    ("cents", "USD", 100),
    ("cent", "USD", 100),
    ("us cents", "USD", 100),
    ("pence", "GBP", 100),
    ("penny", "GBP", 100),
    ("kopecks", "RUB", 100),
    ("euro cents", "EUR", 100),
    ("paise", "INR", 100),
    ("satoshis", "XBT", 100_000_000),
];

/// Signs, also after letters that name the country ("US$").
const SIGNS: [(&str, &str); 46] = [
    ("$", "USD"),
    ("US $", "USD"),
    ("USD $", "USD"),
    ("U . S . $", "USD"),
    ("U . S $", "USD"),
    ("C $", "CAD"),
    ("CA $", "CAD"),
    ("CAN $", "CAD"),
    ("CAD $", "CAD"),
    ("A $", "AUD"),
    ("AU $", "AUD"),
    ("AUD $", "AUD"),
    ("NZ $", "NZD"),
    ("NZD $", "NZD"),
    ("HK $", "HKD"),
    ("HKD $", "HKD"),
    ("S $", "SGD"),
    ("SG $", "SGD"),
    ("NT $", "TWD"),
    ("R $", "BRL"),
    ("MX $", "MXN"),
    ("MXN $", "MXN"),
    ("J $", "JMD"),
    ("Z $", "ZWG"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("¥", "JPY"),
    ("￥", "JPY"),
    ("CN ¥", "CNY"),
    ("JP ¥", "JPY"),
    ("₹", "INR"),
    ("₽", "RUB"),
    ("₩", "KRW"),
    ("₪", "ILS"),
    ("₺", "TRY"),
    ("₴", "UAH"),
    ("₦", "NGN"),
    ("₱", "PHP"),
    ("฿", "THB"),
    ("₫", "VND"),
    ("₭", "LAK"),
    ("₾", "GEL"),
    ("₸", "KZT"),
    ("؋", "AFN"),
    ("₵", "GHS"),
    ("₿", "XBT"),
];

/// Words before a number that are neither codes nor signs.
const WORDS: [(&str, &str); 6] =
    [("rs", "INR"), ("rs .", "INR"), ("inr", "INR"), ("pkr", "PKR"), ("rmb", "CNY"), ("tk", "BDT")];

/// Codes that are English words or names: never read in front of a number, since "ALL 5" and
/// "ISK 12" are not money; after one only in capitals.
const WORDLIKE: [&str; 16] = [
    "ALL", "TRY", "TOP", "CUP", "PEN", "MAD", "COP", "BOB", "SOS", "MOP", "RON", "GEL", "LAK",
    "ISK", "MUR", "BAM",
];

/// Letters of [`SIGNS`] that are also words, when they stand apart from the sign in lower case.
const WORDS_BEFORE_SIGN: [&str; 5] = ["us", "a", "can", "s", "A"];

/// What a spelling stands for. Hundreds are read at the start of a run, and few are met.
#[derive(Clone, Copy, Debug)]
enum Spelled {
    /// A currency, by its code.
    Code(&'static str),
    /// One of several currencies of one name.
    Shared(&'static str),
    /// A part of the unit of a currency: its name, the code, and how many make one.
    Minor(&'static str, &'static str, u32),
}

impl Spelled {
    fn scale(self) -> Scale {
        match self {
            Self::Code(code) => money(code),
            Self::Shared(name) => Scale::plain(Unit::Other(SmolStr::new_static(name)), name),
            Self::Minor(name, code, parts) => {
                let scale = Scale { div: Decimal::from(parts), ..money(code) };
                Scale { name: SmolStr::new_static(name), ..scale }
            }
        }
    }
}

use Spelled::{Code, Minor, Shared};

type Currencies<const ROOM: usize, const SLOTS: usize, const LETTERS: usize> =
    Index<Spelled, ROOM, SLOTS, LETTERS>;

static BEFORE: Currencies<256, 512, 2048> = {
    let mut index = Index::new(Code(""));
    add_signs(&mut index, true);
    add_codes(&mut index, false);
    let mut at = 0;
    while at < WORDS.len() {
        index.add([WORDS[at].0, ""], false, Code(WORDS[at].1));
        at += 1;
    }
    index
};

static AFTER: Currencies<1024, 2048, 16_384> = {
    let mut index = Index::new(Code(""));
    add_signs(&mut index, false);
    add_codes(&mut index, false);
    add_codes(&mut index, true);
    add_names(&mut index);
    index
};

/// Add the signs; with `letters`, those too that stand behind letters.
const fn add_signs<const R: usize, const S: usize, const L: usize>(
    index: &mut Currencies<R, S, L>,
    letters: bool,
) {
    let mut at = 0;
    while at < SIGNS.len() {
        let (sign, code) = SIGNS[at];
        if letters || !has_space(sign) {
            index.add([sign, ""], false, Code(code));
        }
        at += 1;
    }
}

const fn has_space(text: &str) -> bool {
    let mut at = 0;
    while at < text.len() && text.as_bytes()[at] != b' ' {
        at += 1;
    }
    at < text.len()
}

/// Add the codes that are words, or the others.
const fn add_codes<const R: usize, const S: usize, const L: usize>(
    index: &mut Currencies<R, S, L>,
    wordlike: bool,
) {
    let mut at = 0;
    while at < CURRENCIES.len() {
        let (code, _) = CURRENCIES[at];
        if is_among(code, &WORDLIKE) == wordlike {
            index.add([code, ""], wordlike, Code(code));
        }
        at += 1;
    }
}

/// Add the names and their plurals.
const fn add_names<const R: usize, const S: usize, const L: usize>(
    index: &mut Currencies<R, S, L>,
) {
    let mut at = 0;
    while at < CURRENCIES.len() {
        let (code, names) = CURRENCIES[at];
        index.add_each(names, &["", "s"], Code(code));
        at += 1;
    }
    at = 0;
    while at < SHARED.len() {
        index.add_each(SHARED[at], &["", "s"], Shared(SHARED[at]));
        at += 1;
    }
    at = 0;
    while at < MINOR.len() {
        let (name, code, parts) = MINOR[at];
        index.add([name, ""], false, Minor(name, code, parts));
        at += 1;
    }
}

fn money(code: &'static str) -> Scale {
    Scale::plain(Unit::Money(SmolStr::new_static(code)), code)
}

/// Pounds sterling, for "pounds" where money is meant.
pub(super) fn sterling() -> Scale {
    money("GBP")
}

/// Each currency that stands before a number.
pub(super) fn phrases_before() -> impl Iterator<Item = &'static str> {
    BEFORE.phrases()
}

/// Each currency that stands after a number.
pub(super) fn phrases_after() -> impl Iterator<Item = &'static str> {
    AFTER.phrases()
}

/// The words that a currency before a number can start with, in any order.
pub(super) fn first_words() -> impl Iterator<Item = &'static str> {
    BEFORE.first_words()
}

/// The currency before a number that starts at a token, and the token after it.
pub(super) fn before(text: &str, tokens: &[Token], at: usize) -> Option<(Scale, usize)> {
    tokens.get(at).filter(|token| token.may_start(lexicon::CURRENCY))?;
    let (scale, next) = BEFORE.longest(text, tokens, at)?;
    // "paid us $5"
    let written = &text[tokens[at].span.clone()];
    let apart = next > at + 1 && !tokens[at + 1].glued;
    let word = apart && WORDS_BEFORE_SIGN.contains(&written);
    (!word).then(|| (scale.scale(), next))
}

/// The currency after a number that starts at a token, and the token after it.
///
/// `large` says that the number has a scale or separators, which a code that is also a name needs
/// ("13 ISK", "2,000 ISK"). A code before a noun is the name of something else.
pub(super) fn after(
    text: &str,
    tokens: &[Token],
    at: usize,
    large: bool,
) -> Option<(Scale, usize)> {
    let (scale, next) = AFTER.longest(text, tokens, at)?;
    let written = &text[tokens[at].span.clone()];
    let code = written.len() == 3 && written.bytes().all(|b| b.is_ascii_uppercase());
    // "1 $10": the sign belongs to the number after it.
    let sign = !tokens[at].is_word();
    if sign && tokens.get(next).is_some_and(|token| token.literal().is_some()) {
        return None;
    }
    let noun = || {
        tokens.get(next).is_some_and(|token| {
            token.is_word() && !token.lex.has(STOP) && token.lex.number == NumberWord::None
        })
    };
    let refused = code && (noun() || (WORDLIKE.contains(&written) && !large));
    (!refused).then(|| (scale.scale(), next))
}

/// Whether letters glued before a number are a currency ("USD5m", "Rs500").
pub(super) fn is_prefix(written: &str, lower: &str) -> bool {
    matches!(lower, "rs" | "tk" | "rmb")
        || CURRENCIES.iter().any(|(code, _)| written == *code && !WORDLIKE.contains(code))
}

/// The sign shown for a code, where it has one of its own.
pub(super) fn sign(code: &str) -> Option<&'static str> {
    SIGNS.iter().find(|row| row.1 == code && !row.0.contains(' ')).map(|row| row.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_three_capitals_and_unique() {
        for (index, (code, _)) in CURRENCIES.iter().enumerate() {
            assert!(code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase()));
            assert!(!CURRENCIES[..index].iter().any(|row| row.0 == *code), "{code} twice");
        }
        let known = |code: &str| CURRENCIES.iter().any(|row| row.0 == code);
        assert!(SIGNS.iter().chain(&WORDS).all(|row| known(row.1)));
        assert!(MINOR.iter().all(|row| known(row.1)));
    }
}
