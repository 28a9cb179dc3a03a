//! What the answers so far said there is to ask: links, forms, and what stands in the places of a pattern.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use super::{answer::Answer, chance::Chance, odd};
use crate::common::routes::Route;

/// A form as a page filled it in.
#[derive(Clone)]
pub(super) struct Form {
    pub(super) method: &'static str,
    pub(super) path: String,
    pub(super) fields: Vec<(String, String)>,
}

/// So many links of one pattern are enough.
const MOST: usize = 50;

pub(super) struct Known {
    routes: Vec<String>,
    /// By the pattern of an address and the place in it.
    parts: BTreeMap<(String, usize), Vec<String>>,
    /// By pattern.
    links: BTreeMap<String, Vec<String>>,
    forms: Vec<Form>,
    /// What kinds of forms these are.
    kinds: BTreeSet<String>,
    /// Names of fields and parameters.
    names: Vec<String>,
    /// The words of the product: short texts in its code.
    words: Vec<String>,
}

impl Known {
    pub(super) fn new(routes: &[Route]) -> Self {
        let mut words = BTreeSet::new();
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        for folder in ["server/src", "crates/domain/src"] {
            words_in(&root.join(folder), &mut words);
        }
        let openapi: serde_json::Value = serde_json::from_str(include_str!("../../../src/api/openapi.json")).unwrap();
        let parameters = openapi["components"]["parameters"].as_object().unwrap().values();
        let names = parameters.map(|parameter| parameter["name"].as_str().unwrap().to_owned()).collect();
        Self {
            routes: routes.iter().map(|(path, _)| path.clone()).collect(),
            parts: BTreeMap::new(),
            links: BTreeMap::new(),
            forms: Vec::new(),
            kinds: BTreeSet::new(),
            names,
            words: words.into_iter().collect(),
        }
    }

    pub(super) fn forms(&self) -> usize {
        self.forms.len()
    }

    pub(super) fn learn(&mut self, answer: &Answer) {
        if let Some(to) = answer.header("location") {
            self.learn_from(to);
        }
        if !answer.is_page() {
            return;
        }
        let page = String::from_utf8_lossy(&answer.body).into_owned();
        for link in page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            self.learn_from(&unescaped(link));
        }
        for form in page.split("<form").skip(1) {
            let form = form.split("</form>").next().unwrap_or_default();
            let (head, inside) = form.split_once('>').unwrap_or((form, ""));
            let path = attribute(head, "action").unwrap_or_default();
            let method = if head.contains("method=\"post\"") { "POST" } else { "GET" };
            let fields = fields(inside);
            self.names.extend(fields.iter().map(|(name, _)| name.clone()).collect::<BTreeSet<_>>());
            self.names.sort_unstable();
            self.names.dedup();
            let names: BTreeSet<_> = fields.iter().map(|(name, _)| &**name).collect();
            let key = format!("{method} {} {names:?}", self.pattern_of(&path).unwrap_or(&path));
            if path.starts_with('/') && self.kinds.insert(key) {
                self.forms.push(Form { method, path, fields });
            }
        }
    }

    pub(super) fn learn_from_mail(&mut self, mail: &str, url: &str) {
        for link in mail.split(url).skip(1) {
            let ends = |c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>');
            self.learn_from(link.split(ends).next().unwrap_or_default());
        }
    }

    /// From an address of our own.
    pub(super) fn learn_from(&mut self, link: &str) {
        let path = link.split(['?', '#']).next().unwrap_or_default();
        let Some(pattern) = self.pattern_of(path).map(str::to_owned) else { return };
        let links = self.links.entry(pattern.clone()).or_default();
        if links.len() == MOST || links.iter().any(|known| known == link) {
            return;
        }
        links.push(link.to_owned());
        for (place, (part, own)) in path.split('/').zip(pattern.split('/')).enumerate() {
            if own.starts_with('{') {
                self.parts.entry((pattern.clone(), place)).or_default().push(part.to_owned());
            }
        }
    }

    fn pattern_of(&self, path: &str) -> Option<&str> {
        let fits = |pattern: &&String| {
            let (path, pattern) = (path.split('/'), pattern.split('/'));
            path.clone().count() == pattern.clone().count()
                && path.zip(pattern).all(|(part, own)| own.starts_with('{') || part == own)
        };
        // Most exact first: `/redactie/leden` before `/redactie/{initiative}`.
        self.routes.iter().filter(fits).min_by_key(|pattern| pattern.matches('{').count()).map(String::as_str)
    }

    /// What may stand at this place of this pattern, as it is written.
    pub(super) fn part(&self, chance: &mut Chance, pattern: &str, place: usize) -> String {
        match (chance.below(100), self.parts.get(&(pattern.to_owned(), place))) {
            (0..50, Some(parts)) => parts[chance.below(parts.len())].clone(),
            (0..75, _) => chance.below(12).to_string(),
            _ => {
                let text = odd::text(chance);
                odd::written(chance, text)
            }
        }
    }

    pub(super) fn link(&self, chance: &mut Chance) -> &str {
        let patterns: Vec<_> = self.links.values().collect();
        let links = patterns[chance.below(patterns.len())];
        &links[chance.below(links.len())]
    }

    pub(super) fn form(&self, chance: &mut Chance) -> Option<Form> {
        (!self.forms.is_empty()).then(|| self.forms[chance.below(self.forms.len())].clone())
    }

    pub(super) fn name(&self, chance: &mut Chance) -> &str {
        let from = if chance.percent(85) { &self.names } else { &self.words };
        &from[chance.below(from.len())]
    }

    pub(super) fn word(&self, chance: &mut Chance) -> &str {
        &self.words[chance.below(self.words.len())]
    }
}

fn words_in(folder: &Path, words: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            words_in(&entry, words);
        } else if entry.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(entry).unwrap();
            let is_word = |text: &&str| {
                (1..30).contains(&text.len()) && text.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'))
            };
            words.extend(text.split('"').filter(is_word).map(str::to_owned));
        }
    }
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    tag.split(&format!(" {name}=\"")).nth(1)?.split('"').next().map(unescaped)
}

fn unescaped(text: &str) -> String {
    text.replace("&quot;", "\"").replace("&#x27;", "'").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// The fields of a form: boxes as when they are ticked, of a list the first option.
fn fields(inside: &str) -> Vec<(String, String)> {
    let tag = |tag: &str| {
        let name = attribute(tag, "name")?;
        let value = attribute(tag, "value").or_else(|| {
            let text = tag.split_once('>')?.1;
            let option = text.split("<option").nth(1).and_then(|option| attribute(option, "value"));
            Some(option.unwrap_or_else(|| unescaped(text.split('<').next().unwrap_or_default())))
        });
        Some((name, value.unwrap_or_default()))
    };
    let tags = inside
        .split('<')
        .enumerate()
        .filter(|(_, tag)| ["input ", "select ", "textarea ", "button "].iter().any(|kind| tag.starts_with(kind)));
    // With what follows, for the text of an area and the options of a list.
    let starts: Vec<usize> = tags.map(|(number, _)| number).collect();
    let pieces: Vec<&str> = inside.split('<').collect();
    starts.iter().filter_map(|&start| tag(&pieces[start..(start + 4).min(pieces.len())].join("<"))).collect()
}
