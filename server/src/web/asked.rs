//! The query in the address of a page, read with patience: what can't be used is told, and the rest answered.

use std::convert::Infallible;

use axum::{extract::FromRequestParts, http::request::Parts};
use domain::{PageState, QueryError, Vocabulary};

use super::params::{self, Pair};

/// What the address asks. As an argument of a handler it never refuses.
#[derive(Debug, Default)]
pub(crate) struct AskedQuery {
    /// The decoded pairs.
    pub(crate) pairs: Vec<Pair<'static>>,
    errors: Vec<QueryError>,
}

impl AskedQuery {
    /// Reads all that follows the `?`.
    pub(crate) fn read(raw: &str) -> Self {
        let (pairs, errors) = match params::decode(raw) {
            Ok(pairs) => (pairs, Vec::new()),
            // Part by part, so that one bad parameter does not take the others with it.
            Err(problem) => {
                (raw.split('&').filter_map(|part| params::decode(part).ok()).flatten().collect(), problem.parameters)
            }
        };
        let owned = |(name, value): Pair<'_>| (name.into_owned().into(), value.into_owned().into());
        Self { pairs: pairs.into_iter().map(owned).collect(), errors }
    }

    /// Takes one parameter out, as [`params::take`] does.
    pub(crate) fn take<T>(&mut self, name: &str, read: impl FnOnce(&str) -> Result<T, String>) -> Option<T> {
        params::take(&mut self.pairs, name, &mut self.errors, read)
    }

    /// Takes a length out, in CSS pixels. It is no question, so what is wrong with it is not told.
    pub(crate) fn take_pixels(&mut self, name: &str, usual: f64) -> f64 {
        let pixels = |value: &str| value.parse().ok().filter(|p| (1.0..=8192.0).contains(p)).ok_or_else(String::new);
        params::take(&mut self.pairs, name, &mut Vec::new(), pixels).unwrap_or(usual)
    }

    /// The state of the page that the pairs describe.
    pub(crate) fn page_state(&mut self, vocabulary: &Vocabulary) -> PageState {
        let (page, errors) = PageState::from_pairs(params::borrowed(&self.pairs), vocabulary);
        self.errors.extend(errors);
        page
    }

    /// [`Self::page_state`] of a page that has initiatives alone.
    pub(crate) fn initiatives(&mut self, vocabulary: &Vocabulary) -> PageState {
        let mut page = self.page_state(vocabulary);
        self.errors.extend(page.query.settle_for_initiatives());
        page
    }

    /// What could not be used, and `more`, each in a sentence.
    pub(crate) fn notices(self, more: Vec<QueryError>) -> Vec<String> {
        self.errors.iter().chain(&more).map(notice).collect()
    }
}

impl<S: Send + Sync> FromRequestParts<S> for AskedQuery {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::read(parts.uri.query().unwrap_or_default()))
    }
}

/// What could not be used of an address, in a sentence.
pub(crate) fn notice(error: &QueryError) -> String {
    format!("‘{}’ in het adres: {}. De rest van je vraag is wel beantwoord.", error.parameter, error.reason)
}
