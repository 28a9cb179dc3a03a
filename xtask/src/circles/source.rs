//! The imports in one file of Rust, read from its words and marks. A parser would know more and take longer to
//! compile than everything else here.

use super::ModulePath;

/// A path in the text that begins in this crate, or may do so.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Reference {
    /// The module it stands in.
    pub(super) module: ModulePath,
    /// As it is written: `crate`, `web`, `Page`.
    pub(super) path: Vec<String>,
    pub(super) line: usize,
    /// The name it gives to what it leads to, when it is a `use`.
    pub(super) name: Option<String>,
}

/// What a file has.
#[derive(Default)]
pub(super) struct Source {
    pub(super) references: Vec<Reference>,
    /// `mod name { … }`.
    pub(super) inline_modules: Vec<ModulePath>,
    /// `#[cfg(test)] mod name;`.
    pub(super) test_modules: Vec<ModulePath>,
}

impl Source {
    pub(super) fn read(text: &str, module: &[String]) -> Self {
        let tokens = tokens(text);
        let mut reader =
            Reader { tokens: &tokens, at: 0, module: module.to_vec(), blocks: Vec::new(), found: Self::default() };
        while reader.at < tokens.len() {
            reader.step();
        }
        reader.found
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token<'a> {
    Word(&'a str),
    /// `::`
    Separator,
    Mark(char),
}

/// Everything but white space, comments, literals and lifetimes, with the line it stands on.
fn tokens(text: &str) -> Vec<(Token<'_>, usize)> {
    let mut found = Vec::new();
    let mut rest = text;
    let mut line = 1;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => block_comment(rest),
            '"' => string(rest),
            '\'' => character_or_lifetime(rest),
            '_' | 'a'..='z' | 'A'..='Z' => {
                let length = rest.find(|c: char| c != '_' && !c.is_alphanumeric()).unwrap_or(rest.len());
                let (word, after) = rest.split_at(length);
                if matches!(word, "r" | "br" | "cr") && after.starts_with(['"', '#']) {
                    raw_string(rest).unwrap_or(length)
                } else {
                    found.push((Token::Word(word), line));
                    length
                }
            }
            ':' if rest.starts_with("::") => {
                found.push((Token::Separator, line));
                2
            }
            _ => {
                if !first.is_whitespace() {
                    found.push((Token::Mark(first), line));
                }
                first.len_utf8()
            }
        };
        line += rest[..length].matches('\n').count();
        rest = &rest[length..];
    }
    found
}

/// The length of `/* … */`, which may contain another one.
fn block_comment(text: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        if rest.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                break;
            }
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    at
}

/// The length of `"…"`.
fn string(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// The length of `r#"…"#`, with as many `#` as it begins with. None for a word like `r#type`.
fn raw_string(text: &str) -> Option<usize> {
    let hashes = text.find(['#', '"'])?;
    let quote = text.find('"')?;
    let fence = text.get(hashes..quote)?;
    if !fence.chars().all(|c| c == '#') {
        return None;
    }
    let end = format!("\"{fence}");
    let inside = quote + 1;
    Some(text[inside..].find(&end).map_or(text.len(), |at| inside + at + end.len()))
}

/// The length of `'x'` or of `'lifetime`.
fn character_or_lifetime(text: &str) -> usize {
    let mut characters = text.char_indices().skip(1);
    match characters.next() {
        Some((_, '\\')) => {
            let end = text[3.min(text.len())..].find('\'');
            end.map_or(text.len(), |at| at + 4)
        }
        Some(_) => match characters.next() {
            Some((at, '\'')) => at + 1,
            _ => 1,
        },
        None => 1,
    }
}

/// Goes through the tokens and keeps track of the module they are in.
struct Reader<'a> {
    tokens: &'a [(Token<'a>, usize)],
    at: usize,
    module: ModulePath,
    /// For every open brace whether it opened a module.
    blocks: Vec<bool>,
    found: Source,
}

impl<'a> Reader<'a> {
    fn peek(&self, ahead: usize) -> Option<Token<'a>> {
        self.tokens.get(self.at + ahead).map(|(token, _)| *token)
    }

    fn step(&mut self) {
        match (self.peek(0), self.peek(1), self.peek(2)) {
            (Some(Token::Mark('#')), Some(Token::Mark('[')), _) => {
                if self.attribute(1) {
                    self.skip_test();
                }
            }
            (Some(Token::Mark('#')), Some(Token::Mark('!')), Some(Token::Mark('['))) => {
                if self.attribute(2) {
                    self.at = self.tokens.len();
                }
            }
            (Some(Token::Word("mod")), Some(Token::Word(name)), Some(Token::Mark('{'))) => {
                self.at += 3;
                self.blocks.push(true);
                self.module.push(name.to_owned());
                self.found.inline_modules.push(self.module.clone());
            }
            (Some(Token::Mark('{')), ..) => {
                self.at += 1;
                self.blocks.push(false);
            }
            (Some(Token::Mark('}')), ..) => {
                self.at += 1;
                if self.blocks.pop() == Some(true) {
                    self.module.pop();
                }
            }
            // `impl Trait + use<'a>` imports nothing.
            (Some(Token::Word("use")), Some(Token::Word(_) | Token::Mark('{')), _) => {
                self.at += 1;
                self.tree(&[]);
            }
            (Some(Token::Word("pub")), Some(Token::Mark('(')), Some(Token::Word("in"))) => {
                while !matches!(self.peek(0), None | Some(Token::Mark(')'))) {
                    self.at += 1;
                }
            }
            (Some(Token::Word("crate" | "self" | "super")), Some(Token::Separator), _) => self.path(),
            _ => self.at += 1,
        }
    }

    /// Passes an attribute, whose bracket is `ahead`; whether it says that what follows is for tests only.
    fn attribute(&mut self, ahead: usize) -> bool {
        self.at += ahead;
        let start = self.at;
        self.group();
        let words = self.tokens[start..self.at].iter().filter_map(|(token, _)| match token {
            Token::Word(word) => Some(*word),
            _ => None,
        });
        let words: Vec<_> = words.collect();
        words.first() == Some(&"cfg") && words.contains(&"test") && !words.contains(&"not")
    }

    /// Passes everything from an opening bracket to the one that closes it.
    fn group(&mut self) {
        let mut depth = 0;
        while let Some(token) = self.peek(0) {
            self.at += 1;
            match token {
                Token::Mark('(' | '[' | '{') => depth += 1,
                Token::Mark(')' | ']' | '}') => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
    }

    /// Passes the item after `#[cfg(test)]`.
    fn skip_test(&mut self) {
        let import = self.peek(0) == Some(Token::Word("use"));
        while let Some(token) = self.peek(0) {
            match (token, self.peek(1), self.peek(2)) {
                (Token::Word("mod"), Some(Token::Word(name)), Some(Token::Mark(';'))) => {
                    let module = self.module.iter().cloned().chain([name.to_owned()]);
                    self.found.test_modules.push(module.collect());
                    self.at += 3;
                    return;
                }
                (Token::Mark(';'), ..) => {
                    self.at += 1;
                    return;
                }
                (Token::Mark('{'), ..) => {
                    self.group();
                    if !import {
                        return;
                    }
                }
                (Token::Mark('(' | '['), ..) => self.group(),
                (Token::Mark(')' | ']' | '}'), ..) => return,
                _ => self.at += 1,
            }
        }
    }

    /// One branch of a `use`: up to its `,`, `}` or `;`, which stays.
    fn tree(&mut self, before: &[String]) {
        let mut path = before.to_vec();
        while let Some(&(token, line)) = self.tokens.get(self.at) {
            match token {
                Token::Word("self") if !path.is_empty() => self.at += 1,
                Token::Word("as") => {
                    let name = match self.peek(1) {
                        Some(Token::Word(name)) => name.to_owned(),
                        _ => String::new(),
                    };
                    self.at += 2;
                    self.found(path, line, Some(name));
                    return;
                }
                Token::Word(name) => {
                    self.at += 1;
                    path.push(name.to_owned());
                }
                Token::Separator => self.at += 1,
                Token::Mark('{') => {
                    self.at += 1;
                    while !matches!(self.peek(0), None | Some(Token::Mark('}'))) {
                        self.tree(&path);
                        if self.peek(0) == Some(Token::Mark(',')) {
                            self.at += 1;
                        }
                    }
                    self.at += 1;
                    return;
                }
                Token::Mark(',' | '}' | ';') => break,
                Token::Mark(_) => {
                    self.at += 1;
                    path.push("*".to_owned());
                }
            }
        }
        let name = path.last().cloned();
        let line = self.tokens.get(self.at.saturating_sub(1)).map_or(0, |(_, line)| *line);
        self.found(path, line, name);
    }

    /// A path in an expression, a type or a macro.
    fn path(&mut self) {
        let mut path = Vec::new();
        let line = self.tokens[self.at].1;
        while let Some(Token::Word(name)) = self.peek(0) {
            path.push(name.to_owned());
            self.at += 1;
            if self.peek(0) != Some(Token::Separator) {
                break;
            }
            self.at += 1;
        }
        self.found(path, line, None);
    }

    fn found(&mut self, path: Vec<String>, line: usize, name: Option<String>) {
        self.found.references.push(Reference { module: self.module.clone(), path, line, name });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(text: &str) -> Vec<String> {
        let source = Source::read(text, &["room".to_owned()]);
        source.references.iter().map(|found| format!("{} {}", found.line, found.path.join("::"))).collect()
    }

    #[test]
    fn a_use_is_taken_apart() {
        assert_eq!(
            paths("pub use crate::{\n  a::{self, B as C},\n  d::*,\n};"),
            ["2 crate::a", "2 crate::a::B", "3 crate::d::*"]
        );
        assert_eq!(paths("use super::a; use b::c;"), ["1 super::a", "1 b::c"]);
    }

    #[test]
    fn paths_are_found_wherever_they_stand() {
        assert_eq!(
            paths("fn f(a: crate::a::A) -> super::B { view! { <crate::c::C d=self::d::<u8>()/> } }"),
            ["1 crate::a::A", "1 super::B", "1 crate::c::C", "1 self::d"]
        );
        assert_eq!(paths("macro_rules! m { () => { $crate::a::b() } }"), ["1 crate::a::b"]);
    }

    #[test]
    fn comments_literals_and_visibility_import_nothing() {
        let text = r####"
            // crate::a
            /* crate::b /* crate::c */ crate::d */
            const A: &str = "\"crate::e";
            const B: &str = r#"" crate::f "#;
            const C: [char; 3] = ['"', '\'', '\u{1}'];
            pub(in crate::g) fn f<'a>(r#in: &'a str) -> impl Sized + use<'a> { self.x }
            fn g() { crate::h() }
        "####;
        assert_eq!(paths(text), ["8 crate::h"]);
    }

    #[test]
    fn code_for_tests_is_passed_over() {
        let text = "#[cfg(test)]\n#[derive(A)]\nuse crate::{a::A, b}; use crate::c;\n\
            #[cfg(all(test, unix))] fn f<A, B>(x: [u8; 2]) { crate::d() } #[cfg(not(test))] use crate::e;";
        assert_eq!(paths(text), ["3 crate::c", "4 crate::e"]);
        assert_eq!(paths("#![cfg(test)] use crate::a;"), [""; 0]);
        assert_eq!(Source::read("#[cfg(test)] mod tests;", &[]).test_modules, [["tests"]]);
    }

    #[test]
    fn a_module_in_a_block_is_a_module() {
        let source = Source::read("mod a { mod b { use super::c; } use super::d; } use e::f;", &[]);
        let modules: Vec<_> = source.references.iter().map(|found| found.module.join("::")).collect();
        assert_eq!(modules, ["a::b", "a", ""]);
        assert_eq!(source.inline_modules, [vec!["a"], vec!["a", "b"]]);
    }
}
