//! From text to a filter: recursive descent, each function a line of the grammar (OGC 21-065, annex B).

use crate::api::{
    collections::{Field, Kind},
    cql::{
        Comparison, Filter, Literal, Sets, Zone, geometry,
        like::Pattern,
        token::{Token, tokens, wrong},
    },
    crs::Crs,
    moment::{day, instant},
};
use const_format::formatcp;

/// How deep brackets and `NOT` may go: far beyond what anybody writes, and no danger to the stack.
const MAX_DEPTH: usize = 32;

/// How many conditions a filter may have: each is tried on every feature.
const MAX_CONDITIONS: usize = 50;

/// Reads a filter over these fields; coordinates in it are in `crs`.
///
/// # Errors
/// What is wrong and where, as a Dutch sentence part.
pub(crate) fn parse(text: &str, fields: &'static [Field], crs: Crs) -> Result<Filter, String> {
    let tokens = tokens(text)?;
    let mut parser = Parser { end: text.chars().count(), tokens, at: 0, depth: 0, conditions: 0, fields, crs };
    let filter = parser.any()?;
    if parser.at < parser.tokens.len() { Err(parser.expected("het einde, AND of OR")) } else { Ok(filter) }
}

/// What is left to read.
pub(crate) struct Parser {
    tokens: Vec<(usize, Token)>,
    at: usize,
    /// Characters of the whole filter.
    end: usize,
    depth: usize,
    /// How many have been read.
    conditions: usize,
    fields: &'static [Field],
    pub(crate) crs: Crs,
}

impl Parser {
    fn any(&mut self) -> Result<Filter, String> {
        let mut parts = vec![self.all()?];
        while self.takes_word("OR") {
            parts.push(self.all()?);
        }
        Ok(one_or(parts, Filter::Or))
    }

    fn all(&mut self) -> Result<Filter, String> {
        let mut parts = vec![self.factor()?];
        while self.takes_word("AND") {
            parts.push(self.factor()?);
        }
        Ok(one_or(parts, Filter::And))
    }

    fn factor(&mut self) -> Result<Filter, String> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.wrong(formatcp!("dit gaat te diep; hooguit {MAX_DEPTH} haakjes of NOT in elkaar")));
        }
        let factor = if self.takes_word("NOT") {
            Filter::Not(Box::new(self.factor()?))
        } else if self.takes("(") {
            let inner = self.any()?;
            self.needs(")")?;
            inner
        } else {
            self.predicate()?
        };
        self.depth -= 1;
        Ok(factor)
    }

    fn predicate(&mut self) -> Result<Filter, String> {
        self.conditions += 1;
        if self.conditions > MAX_CONDITIONS {
            return Err(self.wrong(formatcp!("dit zijn te veel voorwaarden; hooguit {MAX_CONDITIONS}")));
        }
        for flag in [true, false] {
            if self.takes_word(if flag { "TRUE" } else { "FALSE" }) {
                return Ok(Filter::Always(flag));
            }
        }
        if self.takes_call("S_INTERSECTS") {
            return self.intersects();
        }
        let sets = [
            ("A_EQUALS", Sets::Equal),
            ("A_CONTAINS", Sets::Contains),
            ("A_CONTAINEDBY", Sets::ContainedBy),
            ("A_OVERLAPS", Sets::Overlaps),
        ];
        for (name, relation) in sets {
            if self.takes_call(name) {
                return self.words(relation);
            }
        }
        if self.takes_geometry() {
            if !self.takes_word("IS") {
                return Err(self.expected("IS NULL of IS NOT NULL"));
            }
            return Ok(Filter::Placed(self.not_null()?));
        }
        let field = self.property()?;
        if self.takes_word("IS") {
            return Ok(negated(self.not_null()?, Filter::Missing(field)));
        }
        let not = self.takes_word("NOT");
        if self.takes_word("BETWEEN") {
            let low = self.literal(field)?;
            if !self.takes_word("AND") {
                return Err(self.expected("AND"));
            }
            return Ok(negated(not, Filter::Between(field, low, self.literal(field)?)));
        }
        if self.takes_word("IN") {
            return Ok(negated(not, Filter::In(field, self.list(|parser| parser.literal(field))?)));
        }
        for (name, any_case) in [("LIKE", false), ("ILIKE", true)] {
            if self.takes_word(name) {
                if !matches!(self.fields[field].kind, Kind::Text | Kind::Words) {
                    return Err(self.wrong(&format!("‘{}’ is geen tekst", self.fields[field].name)));
                }
                let pattern = self.text()?;
                return Ok(negated(not, Filter::Like(field, Pattern::new(&pattern, any_case))));
            }
        }
        let comparisons = [
            ("=", Comparison::Equal),
            ("<>", Comparison::Unequal),
            ("<=", Comparison::LessOrEqual),
            (">=", Comparison::GreaterOrEqual),
            ("<", Comparison::Less),
            (">", Comparison::Greater),
        ];
        for (sign, comparison) in comparisons {
            if !not && self.takes(sign) {
                return Ok(Filter::Compare(field, comparison, self.literal(field)?));
            }
        }
        Err(self.expected(if not { "IN, LIKE of BETWEEN" } else { "een vergelijking, zoals = of IN" }))
    }

    /// What comes after `IS`: whether it is `NOT NULL`.
    fn not_null(&mut self) -> Result<bool, String> {
        let not = self.takes_word("NOT");
        if self.takes_word("NULL") { Ok(not) } else { Err(self.expected("NULL")) }
    }

    /// `S_INTERSECTS(geometry, POINT(5.7 51.2))`, or the other way round.
    fn intersects(&mut self) -> Result<Filter, String> {
        let own_first = self.takes_geometry();
        if own_first {
            self.needs(",")?;
        }
        let zone = Zone { crs: self.crs, geometry: geometry::read(self)? };
        if !own_first {
            self.needs(",")?;
            if !self.takes_geometry() {
                return Err(self.expected("geometry"));
            }
        }
        self.needs(")")?;
        Ok(Filter::Meets(Box::new(zone)))
    }

    /// `A_CONTAINS(thema, ('steam', 'digitalisering'))`, or the other way round.
    fn words(&mut self, relation: Sets) -> Result<Filter, String> {
        let list_first = matches!(self.peek(), Some(Token::Sign("(")));
        let before = if list_first { self.texts()? } else { Vec::new() };
        if list_first {
            self.needs(",")?;
        }
        let field = self.property()?;
        if self.fields[field].kind != Kind::Words {
            return Err(self.wrong(&format!("‘{}’ heeft niet meer dan één waarde", self.fields[field].name)));
        }
        let (relation, words) = if list_first {
            (relation.turned(), before)
        } else {
            self.needs(",")?;
            (relation, self.texts()?)
        };
        self.needs(")")?;
        Ok(Filter::Words(field, relation, words))
    }

    fn property(&mut self) -> Result<usize, String> {
        let name = match self.peek() {
            Some(Token::Word(name) | Token::Quoted(name)) => name.clone(),
            _ => return Err(self.expected("een eigenschap")),
        };
        let Some(field) = self.fields.iter().position(|field| field.name == name) else {
            let names: Vec<_> = self.fields.iter().map(|field| field.name).collect();
            return Err(self.wrong(&format!("‘{name}’ kennen we niet; kies uit {}", names.join(", "))));
        };
        self.at += 1;
        Ok(field)
    }

    /// A value of the kind of that field.
    fn literal(&mut self, field: usize) -> Result<Literal, String> {
        let Field { name, kind, .. } = &self.fields[field];
        let place = self.at;
        let literal = if self.takes_call("TIMESTAMP") || self.takes_call("DATE") {
            let text = self.text()?;
            self.needs(")")?;
            moment(&text).ok_or_else(|| self.wrong(&format!("‘{text}’ is geen datum of tijdstip")))?
        } else if self.takes_word("TRUE") {
            Literal::Flag(true)
        } else if self.takes_word("FALSE") {
            Literal::Flag(false)
        } else if let Some(Token::Number(number)) = self.peek() {
            let number = *number;
            self.at += 1;
            Literal::Number(number)
        } else {
            let text = self.text()?;
            // Not in the standard, but what GDAL sends.
            let moment = if *kind == Kind::Moment { moment(&text) } else { None };
            moment.unwrap_or(Literal::Text(text))
        };
        let fits = match literal {
            Literal::Text(_) => matches!(kind, Kind::Text | Kind::Words | Kind::Address),
            Literal::Number(_) => matches!(kind, Kind::Whole | Kind::Number),
            Literal::Flag(_) => *kind == Kind::Flag,
            Literal::Moment(_) | Literal::Day(..) => *kind == Kind::Moment,
        };
        if fits {
            return Ok(literal);
        }
        self.at = place;
        Err(self.wrong(&format!(
            "‘{name}’ wil {}",
            match kind {
                Kind::Text | Kind::Words | Kind::Address => "een tekst tussen enkele aanhalingstekens",
                Kind::Whole | Kind::Number => "een getal",
                Kind::Flag => "TRUE of FALSE",
                Kind::Moment => "TIMESTAMP('2026-01-31T00:00:00Z') of DATE('2026-01-31')",
            }
        )))
    }

    /// None or more texts, in brackets, with commas between.
    fn texts(&mut self) -> Result<Vec<String>, String> {
        let nothing = [Token::Sign("("), Token::Sign(")")];
        if self.tokens[self.at..].iter().map(|(_, token)| token).take(2).eq(&nothing) {
            self.at += 2;
            return Ok(Vec::new());
        }
        self.list(Self::text)
    }

    fn text(&mut self) -> Result<String, String> {
        match self.peek() {
            Some(Token::Text(text)) => {
                let text = text.clone();
                self.at += 1;
                Ok(text)
            }
            _ => Err(self.expected("een waarde, zoals 'steam'")),
        }
    }

    pub(crate) fn number(&mut self) -> Result<f64, String> {
        match self.peek() {
            Some(&Token::Number(number)) => {
                self.at += 1;
                Ok(number)
            }
            _ => Err(self.expected("een getal")),
        }
    }

    /// One or more, in brackets, with commas between.
    pub(crate) fn list<T>(&mut self, mut read: impl FnMut(&mut Self) -> Result<T, String>) -> Result<Vec<T>, String> {
        self.needs("(")?;
        let mut items = vec![read(self)?];
        while self.takes(",") {
            items.push(read(self)?);
        }
        self.needs(")")?;
        Ok(items)
    }

    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at).map(|(_, token)| token)
    }

    fn takes(&mut self, sign: &str) -> bool {
        let is = matches!(self.peek(), Some(Token::Sign(found)) if *found == sign);
        self.at += usize::from(is);
        is
    }

    pub(crate) fn needs(&mut self, sign: &str) -> Result<(), String> {
        if self.takes(sign) { Ok(()) } else { Err(self.expected(&format!("‘{sign}’"))) }
    }

    /// Keywords are written in any case.
    pub(crate) fn takes_word(&mut self, word: &str) -> bool {
        let is = matches!(self.peek(), Some(Token::Word(found)) if found.eq_ignore_ascii_case(word));
        self.at += usize::from(is);
        is
    }

    /// The name and its opening bracket.
    fn takes_call(&mut self, name: &str) -> bool {
        let called = matches!(self.tokens.get(self.at + 1), Some((_, Token::Sign("("))));
        let is = called && self.takes_word(name);
        self.at += usize::from(is);
        is
    }

    fn takes_geometry(&mut self) -> bool {
        let is = matches!(self.peek(), Some(Token::Word(name) | Token::Quoted(name)) if name == "geometry");
        self.at += usize::from(is);
        is
    }

    pub(crate) fn wrong(&self, what: &str) -> String {
        wrong(self.tokens.get(self.at).map_or(self.end, |(place, _)| place - 1), what)
    }

    pub(crate) fn expected(&self, what: &str) -> String {
        self.wrong(&format!("hier hoort {what}"))
    }
}

fn one_or(mut parts: Vec<Filter>, join: fn(Vec<Filter>) -> Filter) -> Filter {
    match parts.pop() {
        Some(only) if parts.is_empty() => only,
        Some(last) => {
            parts.push(last);
            join(parts)
        }
        None => join(parts),
    }
}

fn negated(not: bool, filter: Filter) -> Filter {
    if not { Filter::Not(Box::new(filter)) } else { filter }
}

/// An instant, or a day in UTC.
fn moment(text: &str) -> Option<Literal> {
    instant(text).map(Literal::Moment).or_else(|| day(text).map(|(start, end)| Literal::Day(start, end)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;
    use crate::api::collections::Collection;

    fn read(text: &str) -> Result<Filter, String> {
        parse(text, Collection::Initiatives.queryables(), Crs::Crs84)
    }

    #[test]
    fn cql_filters_are_parsed() {
        for text in [
            "thema='steam'",
            "thema = 'steam' AND S_INTERSECTS(geometry, BBOX(5,50,6,51.5))",
            "regio in ('noord','midden') or not (fase <> 'idee')",
            "titel LIKE 'Robot%' and titel not like '%x' AND titel ilike '%a%'",
            "gewijzigd BETWEEN DATE('2026-01-01') AND TIMESTAMP('2026-02-01T00:00:00Z')",
            "gewijzigd >= '2026-01-01T00:00:00Z'",
            "website IS NULL OR website is not null",
            "voorbeeld = TRUE and true",
            "A_CONTAINS(thema, ('steam','digitalisering')) AND a_overlaps(sector,('po'))",
            "\"titel\" = 'De school van ''t Ven'",
            "S_INTERSECTS(POINT(5.7 51.2), geometry)",
            "((((regio='noord'))))",
            "titel = 'De school van \\'t Ven' OR titel = 'a\\\\'",
            "S_INTERSECTS(geometry, POINT Z(5.7 51.2 1))",
            "S_INTERSECTS(geometry, POLYGON Z ((5 50 0, 6 50 0, 6 51 0, 5 50 0)))",
            "S_INTERSECTS(geometry, GEOMETRYCOLLECTION Z (POINT Z (5 50 0)))",
            "A_EQUALS(sector, ()) OR A_CONTAINS((), thema)",
            "geometry IS NOT NULL AND NOT (geometry is null)",
            "gewijzigd < TIMESTAMP('9999-12-31T23:59:59Z') AND gewijzigd <= DATE('9999-12-31')",
        ] {
            assert!(read(text).is_ok(), "{text}: {:?}", read(text));
        }
    }

    #[test]
    fn cql_mistakes_have_their_position() {
        for (text, part) in [
            ("", "bij teken 1: hier hoort een eigenschap"),
            ("kleur='rood'", "‘kleur’ kennen we niet"),
            ("thema=", "bij teken 7"),
            ("thema='steam", "niet gesloten"),
            ("thema='steam\\'", "niet gesloten"),
            ("geometry = 5", "IS NULL"),
            ("geometry IS 5", "NULL"),
            ("gewijzigd > TIMESTAMP('2026-01-01T00Z')", "geen datum of tijdstip"),
            ("thema=steam", "een waarde"),
            ("thema=5", "wil een tekst"),
            ("voorbeeld='ja'", "TRUE of FALSE"),
            ("gewijzigd>'gisteren'", "TIMESTAMP"),
            ("gewijzigd>DATE('2026-13-01')", "geen datum"),
            ("thema='steam' fase='idee'", "bij teken 15: hier hoort het einde"),
            ("thema IN ()", "een waarde"),
            ("thema NOT = 'x'", "IN, LIKE of BETWEEN"),
            ("A_CONTAINS(titel,('a'))", "niet meer dan één waarde"),
            ("voorbeeld LIKE 'x'", "geen tekst"),
            ("S_INTERSECTS(geometry, POINT(5))", "een getal"),
            ("S_INTERSECTS(geometry, POINT(500 51))", "lengtegraad"),
            ("S_INTERSECTS(geometry, CIRCLE(5 51))", "geometrie"),
            ("S_INTERSECTS(geometry, POINT(1e999 51))", "geen getal"),
            ("titel = 'a' ; drop table", "‘;’ hoort hier niet"),
        ] {
            let error = read(text).unwrap_err();
            assert!(error.contains(part), "{text}: {error}");
        }
        let many = |count: usize| ["titel LIKE '%a%b%'"].repeat(count).join(" OR ");
        assert!(read(&many(50)).is_ok());
        assert!(read(&many(51)).unwrap_err().contains("te veel"));
        let deep = "(".repeat(5000);
        assert!(read(&deep).unwrap_err().contains("te diep"));
        assert!(read(&format!("{}true", "NOT ".repeat(5000))).unwrap_err().contains("te diep"));
    }

    proptest! {
        #[test]
        fn cql_parser_survives_any_text(text in "\\PC*") {
            let _ = read(&text);
        }

        #[test]
        fn cql_parser_survives_any_tokens(
            words in prop::collection::vec(
                prop::sample::select(vec![
                    "(", ")", ",", "=", "<>", "thema", "'steam'", "AND", "OR", "NOT", "IN", "LIKE", "BETWEEN", "IS", "NULL",
                    "S_INTERSECTS", "geometry", "POINT", "POLYGON", "BBOX", "5", "51.2", "-1e3", "TRUE", "DATE",
                    "'2026-01-01'", "A_CONTAINS", "gewijzigd", "EMPTY", "Z",
                ]),
                0..40,
            )
        ) {
            let _ = read(&words.join(" "));
        }
    }
}
