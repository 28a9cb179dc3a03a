//! The words and signs of a filter.

use crate::api::crs::finite;

/// A word or sign.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Token {
    /// A bare word: a keyword, a function or a property.
    Word(String),
    /// A property in double quotes, whatever it is called.
    Quoted(String),
    /// Text in single quotes.
    Text(String),
    Number(f64),
    /// `(`, `)`, `,`, `=`, `<>`, `<`, `<=`, `>`, `>=`.
    Sign(&'static str),
}

/// The tokens, each with the place of its first character, from 1.
///
/// # Errors
/// A character that has no business here, a quote that is not closed, or a number that is none.
pub(crate) fn tokens(text: &str) -> Result<Vec<(usize, Token)>, String> {
    let chars: Vec<char> = text.chars().collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        let start = at;
        let token = match c {
            c if c.is_whitespace() => {
                at += 1;
                continue;
            }
            '\'' => Token::Text(quoted(&chars, &mut at)?),
            '"' => Token::Quoted(quoted(&chars, &mut at)?),
            c if c.is_alphabetic() || c == '_' => {
                let word = |c: &char| c.is_alphanumeric() || matches!(c, '_' | '.');
                at += chars[at..].iter().take_while(|c| word(c)).count();
                Token::Word(chars[start..at].iter().collect())
            }
            c if c.is_ascii_digit() || matches!(c, '.' | '-' | '+') => {
                at += 1;
                while let Some(&next) = chars.get(at) {
                    let exponent = matches!(next, '-' | '+') && matches!(chars[at - 1], 'e' | 'E');
                    if !(next.is_ascii_alphanumeric() || next == '.' || exponent) {
                        break;
                    }
                    at += 1;
                }
                let number: String = chars[start..at].iter().collect();
                Token::Number(finite(&number).ok_or_else(|| wrong(start, &format!("‘{number}’ is geen getal")))?)
            }
            _ => {
                let two: String = chars[at..].iter().take(2).collect();
                let signs = ["<>", "<=", ">=", "<", ">", "=", "(", ")", ","];
                let sign = signs.into_iter().find(|sign| two.starts_with(sign));
                let sign = sign.ok_or_else(|| wrong(at, &format!("‘{c}’ hoort hier niet")))?;
                at += sign.len();
                Token::Sign(sign)
            }
        };
        tokens.push((start + 1, token));
    }
    Ok(tokens)
}

/// What a letter stands for after a backslash; every other backslash is one, for `LIKE` to make something of.
fn escaped(letter: char) -> Option<char> {
    Some(match letter {
        '\'' => '\'',
        'a' => '\u{7}',
        'b' => '\u{8}',
        't' => '\t',
        'n' => '\n',
        'v' => '\u{b}',
        'f' => '\u{c}',
        'r' => '\r',
        _ => return None,
    })
}

/// What stands in quotes; the quote itself is written twice.
fn quoted(chars: &[char], at: &mut usize) -> Result<String, String> {
    let (start, quote) = (*at, chars[*at]);
    let mut text = String::new();
    loop {
        *at += 1;
        match chars.get(*at) {
            Some(&c) if c == quote && chars.get(*at + 1) == Some(&quote) => {
                text.push(quote);
                *at += 1;
            }
            Some(&c) if c == quote => {
                *at += 1;
                return Ok(text);
            }
            Some('\\') if quote == '\'' => {
                let next = chars.get(*at + 1);
                *at += usize::from(next.is_some());
                match next.map(|&next| escaped(next).ok_or(next)) {
                    Some(Ok(meant)) => text.push(meant),
                    Some(Err(next)) => text.extend(['\\', next]),
                    None => {}
                }
            }
            Some(&c) => text.push(c),
            None => return Err(wrong(start, "dit aanhalingsteken wordt niet gesloten")),
        }
    }
}

/// What is wrong, and where: the place counts from 0.
pub(crate) fn wrong(place: usize, what: &str) -> String {
    format!("bij teken {}: {what}", place + 1)
}
