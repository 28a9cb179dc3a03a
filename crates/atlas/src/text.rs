//! Text search with Dutch stemming, which forgives one typing error.
//!
//! The index holds folded words (without case and accents), each with the things it occurs in and the words that
//! share its stem. A word of a query matches itself, words with the same stem and longer words that begin with it; if
//! there are none, words that differ by one typing error.

use std::collections::HashMap;

use domain::Vocabulary;
use fst::automaton::{Levenshtein, Str};
use fst::{Automaton, IntoStreamer, Streamer};
use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::entry::{Entry, Texts};

/// The length in characters from which a word also matches longer ones.
const MIN_PREFIX: usize = 3;

/// The length in characters from which a word may contain a typing error.
const MIN_TYPO: usize = 4;

/// The weight of a hit in each field.
mod weight {
    pub(super) const TITLE: u8 = 8;
    pub(super) const NAME: u8 = 4;
    pub(super) const SUMMARY: u8 = 2;
    pub(super) const DESCRIPTION: u8 = 1;
}

/// The weight of each kind of match between a word of the query and one of the index.
mod likeness {
    pub(super) const SAME: f32 = 1.0;
    pub(super) const STEM: f32 = 0.9;
    pub(super) const PREFIX: f32 = 0.7;
    pub(super) const TYPO: f32 = 0.5;
}

/// Stop words: ignored when the query has other words.
const STOP_WORDS: &[&str] = &[
    "aan", "al", "als", "bij", "dat", "de", "die", "dit", "door", "een", "en", "er", "het", "hoe", "ik", "in", "is",
    "je", "met", "mijn", "na", "naar", "niet", "of", "om", "onze", "ook", "op", "over", "te", "tot", "uit", "van",
    "voor", "wat", "we", "wij", "ze", "zich", "zijn",
];

/// The index of words.
pub(crate) struct TextIndex {
    /// Words to numbers, in alphabetical order.
    words: fst::Map<Vec<u8>>,
    /// For each word the indexes of the things that contain it, ascending, with the weight of the best field.
    found_in: Vec<Vec<(u32, u8)>>,
    /// For each word the number of its stem.
    stem_of: Vec<u32>,
    stems: HashMap<String, u32>,
    /// For each stem its words.
    stem_words: Vec<Vec<u32>>,
    len: usize,
}

/// The result of a text search: indexes, ascending, each with a score above 0.
pub(crate) struct Hits(Vec<(u32, f32)>);

impl Hits {
    pub(crate) fn indexes(&self) -> impl Iterator<Item = u32> {
        self.0.iter().map(|&(index, _)| index)
    }

    /// The score of an index; 0 when it is not found.
    pub(crate) fn score(&self, index: u32) -> f32 {
        self.0.binary_search_by_key(&index, |&(index, _)| index).map_or(0.0, |at| self.0[at].1)
    }

    pub(crate) fn size(&self) -> usize {
        size_of_val(self.0.as_slice())
    }
}

impl TextIndex {
    pub(crate) fn build(entries: &[impl Entry], vocabulary: &Vocabulary) -> Self {
        let mut found: HashMap<String, Vec<(u32, u8)>> = HashMap::new();
        for (index, entry) in (0..).zip(entries) {
            let Texts { title, names, summary, description } = entry.texts();
            let themes = entry.themes();
            let labels = themes.iter().map(|slug| vocabulary.theme(slug).map_or(slug.as_str(), |t| &t.label));
            let names = labels.chain(themes.iter().map(String::as_str)).chain(names);
            let names = names.chain([entry.town(), entry.municipality().unwrap_or_default()]);
            let fields = std::iter::once((title, weight::TITLE))
                .chain(names.map(|name| (name, weight::NAME)))
                .chain([(summary, weight::SUMMARY), (description, weight::DESCRIPTION)]);
            for (text, weight) in fields {
                each_word(text, |word| match found.get_mut(word) {
                    Some(found) => match found.last_mut() {
                        Some((last, best)) if *last == index => *best = weight.max(*best),
                        _ => found.push((index, weight)),
                    },
                    None => {
                        found.insert(word.to_owned(), vec![(index, weight)]);
                    }
                });
            }
        }
        let mut words: Vec<(String, Vec<(u32, u8)>)> = found.into_iter().collect();
        words.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        let stemmer = Stemmer::create(Algorithm::Dutch);
        let (mut stems, mut stem_words, mut stem_of) = (HashMap::new(), Vec::<Vec<u32>>::new(), Vec::new());
        for ((word, _), number) in words.iter().zip(0..) {
            let stem: u32 = *stems.entry(stemmer.stem(word).into_owned()).or_insert_with(|| {
                stem_words.push(Vec::new());
                stem_words.len() as u32 - 1
            });
            stem_words[stem as usize].push(number);
            stem_of.push(stem);
        }
        // Sorted and each once, as an fst asks.
        let map = fst::Map::from_iter(words.iter().map(|(word, _)| word.as_str()).zip(0..));
        debug_assert!(map.is_ok(), "{:?}", map.as_ref().err());
        Self {
            words: map.unwrap_or_default(),
            found_in: words.into_iter().map(|(_, found)| found).collect(),
            stem_of,
            stems,
            stem_words,
            len: entries.len(),
        }
    }

    /// Those that contain all words of `text`. None when `text` has no words.
    pub(crate) fn search(&self, text: &str) -> Hits {
        let folded = fold(text);
        let wanted = wanted(&folded);
        let strict = self.all_of(wanted.iter().map(|word| {
            let likely = self.likely(word);
            if likely.is_empty() { self.mistyped(word) } else { likely }
        }));
        if !strict.0.is_empty() || wanted.len() < 2 {
            return strict;
        }
        // Each word exists, but never together: one of them may be a typing error that happens to be a word itself.
        self.all_of(wanted.iter().map(|word| {
            let mut either = self.likely(word);
            either.extend(self.mistyped(word));
            either
        }))
    }

    /// The words of `text` that occur nowhere, each with the word that was taken for it: of those that look like it the one
    /// that occurs most. All without case and accents.
    pub(crate) fn corrections(&self, text: &str) -> Vec<(String, String)> {
        let folded = fold(text);
        let unknown = wanted(&folded).into_iter().filter(|word| self.likely(word).is_empty());
        let taken = |word: &str| {
            let most = self.one_off(word).into_iter().max_by_key(|&number| self.found_in[number as usize].len())?;
            let mut all = self.words.stream();
            while let Some((taken, number)) = all.next() {
                if number == u64::from(most) {
                    return Some(String::from_utf8_lossy(taken).into_owned());
                }
            }
            None
        };
        unknown.filter_map(|word| Some((word.to_owned(), taken(word)?))).collect()
    }

    /// Adds up the scores of those that contain a word of every list.
    fn all_of(&self, lists: impl Iterator<Item = Vec<(u32, f32)>>) -> Hits {
        let mut total: Option<Vec<f32>> = None;
        for list in lists {
            let mut best = vec![0.0_f32; self.len];
            for (word, likeness) in list {
                for &(index, weight) in &self.found_in[word as usize] {
                    let score = &mut best[index as usize];
                    *score = score.max(likeness * f32::from(weight));
                }
            }
            total = Some(match total {
                None => best,
                Some(total) => total
                    .iter()
                    .zip(&best)
                    .map(|(total, best)| if *total > 0.0 && *best > 0.0 { total + best } else { 0.0 })
                    .collect(),
            });
        }
        Hits((0..).zip(total.unwrap_or_default()).filter(|&(_, score)| score > 0.0).collect())
    }

    /// The words that `word` matches when it is spelled correctly.
    fn likely(&self, word: &str) -> Vec<(u32, f32)> {
        let mut likely: Vec<(u32, f32)> =
            self.number(word).map(|number| (number, likeness::SAME)).into_iter().collect();
        if let Some(&stem) = self.stems.get(Stemmer::create(Algorithm::Dutch).stem(word).as_ref()) {
            likely.extend(self.stem_words[stem as usize].iter().map(|&number| (number, likeness::STEM)));
        }
        if word.chars().count() >= MIN_PREFIX {
            likely.extend(self.numbers(Str::new(word).starts_with()).map(|number| (number, likeness::PREFIX)));
        }
        likely
    }

    /// The words one typing error away, and words with the same stems.
    fn mistyped(&self, word: &str) -> Vec<(u32, f32)> {
        let stems = self.one_off(word).into_iter().map(|number| self.stem_of[number as usize] as usize);
        stems.flat_map(|stem| &self.stem_words[stem]).map(|&number| (number, likeness::TYPO)).collect()
    }

    /// The words one typing error away: a letter inserted, left out, replaced, or two swapped.
    fn one_off(&self, word: &str) -> Vec<u32> {
        let letters: Vec<char> = word.chars().collect();
        if letters.len() < MIN_TYPO {
            return Vec::new();
        }
        let one_off = Levenshtein::new(word, 1).ok();
        let mut numbers: Vec<u32> = one_off.into_iter().flat_map(|one_off| self.numbers(one_off)).collect();
        numbers.extend((1..letters.len()).filter_map(|at| {
            let mut swapped = letters.clone();
            swapped.swap(at - 1, at);
            self.number(&swapped.into_iter().collect::<String>())
        }));
        numbers
    }

    fn number(&self, word: &str) -> Option<u32> {
        self.words.get(word).map(|number| number as u32)
    }

    /// The numbers of all words that an automaton accepts.
    fn numbers(&self, automaton: impl Automaton) -> impl Iterator<Item = u32> {
        let mut numbers = Vec::new();
        let mut stream = self.words.search(automaton).into_stream();
        while let Some((_, number)) = stream.next() {
            numbers.push(number as u32);
        }
        numbers.into_iter()
    }
}

/// The text without case, accents, ligatures and apostrophes.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = if text.is_ascii() {
        text.to_ascii_lowercase()
    } else {
        text.nfkd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase).collect()
    };
    // "foto's" is one word
    folded.retain(|c| !matches!(c, '\'' | '’' | '‘'));
    folded
}

/// The words of folded text.
fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// The words of folded text that have to be found: without stop words, unless there are no others.
fn wanted(folded: &str) -> Vec<&str> {
    let all: Vec<&str> = words(folded).collect();
    let telling: Vec<&str> = all.iter().copied().filter(|word| !STOP_WORDS.contains(word)).collect();
    if telling.is_empty() { all } else { telling }
}

/// Every word of a text; words with hyphens also as one word.
fn each_word(text: &str, mut visit: impl FnMut(&str)) {
    let folded = fold(text);
    words(&folded).for_each(&mut visit);
    if folded.contains('-') {
        let hyphenated = folded.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|part| part.contains('-'));
        hyphenated.map(|part| part.replace('-', "")).filter(|word| !word.is_empty()).for_each(|word| visit(&word));
    }
}
