//! Numbers as Dutch writes them.

/// "1.234".
#[must_use]
pub fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push('.');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_separated_by_a_dot() {
        assert_eq!([0, 999, 1234, 1_234_567].map(thousands), ["0", "999", "1.234", "1.234.567"]);
    }
}
