//! How the digits of two numbers differ: a number that is mistyped has another in one place, or two side by
//! side the other way round.

use rust_decimal::Decimal;

/// How two rows of as many digits differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Difference {
    /// In this place alone.
    One(usize),
    /// In two side by side, which are the other way round.
    Swapped,
}

impl Difference {
    /// That of two rows of digits; `None` where it is another, or none.
    pub(super) fn of(a: &[u8], b: &[u8]) -> Option<Self> {
        let mut differ = (0..a.len()).filter(|at| a.get(*at) != b.get(*at));
        match (differ.next()?, differ.next(), differ.next()) {
            _ if a.len() != b.len() => None,
            (at, None, None) => Some(Self::One(at)),
            (x, Some(y), None) => {
                (x + 1 == y && a[x] == b[y] && a[y] == b[x]).then_some(Self::Swapped)
            }
            _ => None,
        }
    }
}

/// The digits of two numbers, to the scale of the one that has more of them behind the point.
pub(super) fn aligned(a: Decimal, b: Decimal) -> (Vec<u8>, Vec<u8>) {
    let scale = a.scale().max(b.scale());
    let digits = |mut amount: Decimal| {
        amount.rescale(scale);
        amount.mantissa().unsigned_abs().to_string().into_bytes()
    };
    (digits(a), digits(b))
}

/// Whether two amounts differ in one digit, or in two that are swapped: a slip of the pen, and no
/// other figure. Short numbers are alike by chance.
pub(super) fn one_digit(a: Decimal, b: Decimal) -> bool {
    /// Fewest digits, zeros at the end aside.
    const DIGITS: usize = 3;
    let (a, b) = aligned(a.normalize(), b.normalize());
    let zeros = |all: &[u8]| all.iter().rev().take_while(|digit| **digit == b'0').count();
    let long = a.len() - zeros(&a).min(zeros(&b)) >= DIGITS;
    long && Difference::of(&a, &b).is_some()
}

/// Whether two amounts have the same two digits side by side, the other way round.
pub(super) fn is_swapped(a: Decimal, b: Decimal) -> bool {
    let (a, b) = (a.normalize(), b.normalize());
    // Numbers of the same digits are some nines apart: few are, and that is soon seen.
    let nines = || (a.mantissa().abs() - b.mantissa().abs()) % 9 == 0;
    let (x, y) = match a.scale() == b.scale() && a != b && nines() {
        true => aligned(a, b),
        false => return false,
    };
    Difference::of(&x, &y) == Some(Difference::Swapped)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn mistyped_numbers_differ_in_one_digit_or_in_two_that_are_swapped() {
        let of = |a: &str, b: &str| Difference::of(a.as_bytes(), b.as_bytes());
        assert_eq!(of("4710", "4910"), Some(Difference::One(1)));
        assert_eq!(of("4710", "7410"), Some(Difference::Swapped));
        for (a, b) in
            [("4710", "4710"), ("4710", "1740"), ("4710", "471"), ("471", "4710"), ("4710", "8810")]
        {
            assert_eq!(of(a, b), None, "{a} {b}");
        }
    }

    #[test]
    fn numbers_are_compared_to_one_scale() {
        assert!(!one_digit(number("47.1"), number("47.10")));
        assert!(one_digit(number("47.1"), number("49.10")));
        assert!(one_digit(number("4710"), number("7410")));
        assert!(!one_digit(number("47"), number("49")));
        assert!(!one_digit(number("4700"), number("4900")));
        assert!(!one_digit(number("4.71"), number("47.1")));
    }

    #[test]
    fn swapped_numbers_have_two_digits_the_other_way_round() {
        assert!(is_swapped(number("47"), number("74")));
        assert!(is_swapped(number("-4.70"), number("7.4")));
        assert!(!is_swapped(number("47"), number("47")));
        assert!(!is_swapped(number("4.7"), number("74")));
        assert!(!is_swapped(number("174"), number("471")));
        assert!(!is_swapped(number("47"), number("56")));
    }
}
