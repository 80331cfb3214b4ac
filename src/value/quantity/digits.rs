//! The digits of a number, as they tell it from others: without its sign and its point.

use rust_decimal::Decimal;

/// All digits of an amount, without zeros at the end of what stands behind its point.
pub(crate) fn digits(amount: Decimal) -> Vec<u8> {
    amount.normalize().mantissa().unsigned_abs().to_string().into_bytes()
}

/// Those that tell something: without the zeros that it ends in, before the point or behind it.
pub(crate) fn significant(amount: Decimal) -> Vec<u8> {
    let mut digits = digits(amount);
    let zeros = digits.iter().rev().take_while(|digit| **digit == b'0').count();
    digits.truncate(digits.len() - zeros);
    digits
}

/// How many these are; 0 has none.
pub(crate) fn significance(amount: Decimal) -> usize {
    let mut rest = amount.mantissa().unsigned_abs();
    while rest != 0 && rest.is_multiple_of(10) {
        rest /= 10;
    }
    rest.checked_ilog10().map_or(0, |power| power as usize + 1)
}

/// What a whole number that ends in zeros may be rounded to: 4,700 to hundreds.
pub(crate) fn rounded_to(amount: Decimal) -> Option<Decimal> {
    let whole = amount.normalize();
    let zeros = digits(whole).len() - significance(whole);
    let round = zeros > 0 && whole.scale() == 0 && !whole.is_zero();
    round.then(|| Decimal::from(10_i128.pow(u32::try_from(zeros).unwrap_or_default())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zeros_at_the_end_tell_nothing() {
        for (number, all, telling) in [
            ("0", "0", ""),
            ("7", "7", "7"),
            ("1060", "1060", "106"),
            ("-1060", "1060", "106"),
            ("10.60", "106", "106"),
            ("400.0", "400", "4"),
            ("0.05", "5", "5"),
            (
                "79228162514264337593543950335",
                "79228162514264337593543950335",
                "79228162514264337593543950335",
            ),
        ] {
            let amount: Decimal = number.parse().unwrap();
            assert_eq!(digits(amount), all.as_bytes(), "{number}");
            assert_eq!(significant(amount), telling.as_bytes(), "{number}");
            assert_eq!(significance(amount), telling.len(), "{number}");
        }
    }

    #[test]
    fn round_numbers_are_rounded_to_their_zeros() {
        let to = |number: &str| rounded_to(number.parse().unwrap()).map(|to| to.to_string());
        assert_eq!(to("4700"), Some("100".to_owned()));
        assert_eq!(to("-30.0"), Some("10".to_owned()));
        for other in ["0", "47", "4.70", "0.5"] {
            assert_eq!(to(other), None, "{other}");
        }
        assert_eq!(
            to("70000000000000000000000000000"),
            Some("10000000000000000000000000000".to_owned())
        );
    }
}
