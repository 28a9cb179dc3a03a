//! What the main page's URL says beyond the query: camera, order and page of the list.

use crate::geo::{Camera, LngLat, round};
use crate::query::{Query, QueryError, encode_pairs};
use crate::vocabulary::Vocabulary;

/// The order of the list: `sorteer`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// By distance when a point is given, by relevance when text is, else the newest first.
    #[default]
    Auto,
    /// The newest first: `nieuw`.
    Newest,
    /// By town, then title: `plaats`.
    Town,
}

/// The whole state of `/`, as its URL carries it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PageState {
    /// The question.
    pub query: Query,
    /// `c` and `z`; without them the map fits the question.
    pub camera: Option<Camera>,
    /// `sorteer`.
    pub sort: Sort,
    /// `lijnen=ja`: lines from each initiative to those who took it over.
    pub lines: bool,
    /// `volgt=nee`: the list stays as it is when the map moves.
    pub list_stays: bool,
    /// `pagina` of the list, counted from 0 here and from 1 in the URL.
    pub page: usize,
}

impl PageState {
    /// Reads decoded pairs like [`Query::from_pairs`], with the page's own parameters besides.
    pub fn from_pairs<'a>(
        pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
        vocabulary: &Vocabulary,
    ) -> (Self, Vec<QueryError>) {
        let mut state = Self::default();
        let (mut centre, mut zoom) = (None, None);
        let mut own_errors = Vec::new();
        let mut rest = Vec::new();
        for (name, value) in pairs {
            let outcome = match (name, value) {
                ("c" | "z" | "sorteer" | "lijnen" | "volgt" | "pagina", "") => Ok(()),
                ("c", _) => LngLat::parse(value).map(|p| centre = Some(p)).map_err(|e| e.to_string()),
                ("z", _) => value.parse().map(|z: f64| zoom = Some(z)).map_err(|_| "dat is geen getal".to_owned()),
                ("sorteer", _) => sort(value).map(|s| state.sort = s),
                ("lijnen", "ja") => {
                    state.lines = true;
                    Ok(())
                }
                ("lijnen", _) => Err("kan alleen ja zijn".to_owned()),
                ("volgt", "nee") => {
                    state.list_stays = true;
                    Ok(())
                }
                ("volgt", _) => Err("kan alleen nee zijn".to_owned()),
                ("pagina", _) => page(value).map(|p| state.page = p),
                _ => {
                    rest.push((name, value));
                    Ok(())
                }
            };
            own_errors.extend(outcome.err().map(|reason| QueryError::new(name, reason)));
        }
        match (centre, zoom) {
            (Some(centre), Some(zoom)) => match Camera::new(centre, zoom) {
                Ok(camera) => state.camera = Some(camera),
                Err(e) => own_errors.push(QueryError::new("z", e)),
            },
            (Some(_), None) => own_errors.push(QueryError::new("c", "hoort bij een zoom; geef ook ‘z’")),
            (None, Some(_)) => own_errors.push(QueryError::new("z", "hoort bij een midden; geef ook ‘c’")),
            (None, None) => {}
        }
        let (query, mut errors) = Query::from_pairs(rest, vocabulary);
        state.query = query;
        errors.extend(own_errors);
        (state, errors)
    }

    /// The state as decoded pairs, always in the same order.
    #[must_use]
    pub fn to_pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = self.query.to_pairs();
        match self.sort {
            Sort::Auto => {}
            Sort::Newest => pairs.push(("sorteer", "nieuw".to_owned())),
            Sort::Town => pairs.push(("sorteer", "plaats".to_owned())),
        }
        if self.lines {
            pairs.push(("lijnen", "ja".to_owned()));
        }
        if self.list_stays {
            pairs.push(("volgt", "nee".to_owned()));
        }
        if let Some(camera) = self.camera {
            let centre = camera.centre;
            pairs.push(("c", format!("{},{}", round(centre.lon(), 5), round(centre.lat(), 5))));
            pairs.push(("z", round(camera.zoom, 2).to_string()));
        }
        if self.page > 0 {
            pairs.push(("pagina", (self.page + 1).to_string()));
        }
        pairs
    }

    /// The address of this state: `/` or `/?…`.
    #[must_use]
    pub fn href(&self) -> String {
        self.at("/")
    }

    /// The address of this state on another page than the main one: `/embed` or `/embed?…`.
    #[must_use]
    pub fn at(&self, page: &str) -> String {
        match encode_pairs(&self.to_pairs()) {
            query if query.is_empty() => page.to_owned(),
            query => format!("{page}?{query}"),
        }
    }

    /// The state under which this page is to be known: the question alone, however one looks at it.
    #[must_use]
    pub fn canonical(&self) -> Self {
        Self { query: self.query.clone(), ..Self::default() }
    }

    /// The same place, another question: back to the first page of the list, camera fitted anew.
    #[must_use]
    pub fn asking(&self, query: Query) -> Self {
        Self { query, camera: None, page: 0, ..self.clone() }
    }

    /// The same question seen by another camera.
    #[must_use]
    pub fn seen_by(&self, camera: Camera) -> Self {
        Self { camera: Some(camera), ..self.clone() }
    }
}

fn sort(value: &str) -> Result<Sort, String> {
    match value {
        "nieuw" => Ok(Sort::Newest),
        "plaats" => Ok(Sort::Town),
        _ => Err("kies uit nieuw, plaats".to_owned()),
    }
}

fn page(value: &str) -> Result<usize, String> {
    match value.parse::<usize>() {
        Ok(n @ 1..=100_000) => Ok(n - 1),
        _ => Err("moet een getal van 1 tot en met 100.000 zijn".to_owned()),
    }
}
