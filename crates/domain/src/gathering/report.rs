//! What came of a gathering, as its organiser tells it.

use crate::{
    InitiativeId,
    text::{FieldError, prose},
    web_address::WebAddress,
};

/// The longest text of results or of lessons, in characters.
pub const MAX_REPORT: usize = 8000;
/// The most links, and the most initiatives.
pub const MAX_REPORT_LIST: usize = 40;

/// The fields as they come in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "named like the public fields")]
pub struct RawReport {
    pub resultaten: String,
    pub lessen: String,
    /// One per line.
    pub links: String,
    /// Numbers or addresses, one per line.
    pub initiatieven: String,
}

/// What came of a gathering, checked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReportContent {
    /// `resultaten`, Markdown, 1 to [`MAX_REPORT`] characters.
    pub results: String,
    /// `lessen`, Markdown, for the next of the series; may be empty.
    pub lessons: String,
    /// `links`: web addresses.
    pub links: Vec<String>,
    /// `initiatieven`: which initiatives were there, each once.
    pub initiatives: Vec<InitiativeId>,
}

impl ReportContent {
    /// Checks the form and reports all that is wrong, in its order. Whether there are such initiatives is not known here.
    ///
    /// # Errors
    /// One error for each field that can't be used.
    pub fn parse(raw: &RawReport) -> Result<Self, Vec<FieldError>> {
        let mut errors = Vec::new();
        let results = prose("resultaten", &raw.resultaten, MAX_REPORT, &mut errors);
        if results.is_empty() {
            errors.push(FieldError::new("resultaten", "is leeg; vertel wat de bijeenkomst opleverde"));
        }
        let lessons = prose("lessen", &raw.lessen, MAX_REPORT, &mut errors);
        let links = list("links", &raw.links, &mut errors, |line| {
            WebAddress::parse(line)
                .map(|address| address.as_str().to_owned())
                .map_err(|reason| format!("heeft ‘{line}’, en dat {reason}"))
        });
        let initiatives = list("initiatieven", &raw.initiatieven, &mut errors, |line| {
            initiative(line).ok_or_else(|| format!("heeft ‘{line}’, en dat is geen nummer of adres van een initiatief"))
        });
        if errors.is_empty() { Ok(Self { results, lessons, links, initiatives }) } else { Err(errors) }
    }
}

/// One per line, each once; the first that is wrong is told.
fn list<T: PartialEq>(
    field: &'static str,
    text: &str,
    errors: &mut Vec<FieldError>,
    read: impl Fn(&str) -> Result<T, String>,
) -> Vec<T> {
    let mut found = Vec::new();
    for line in crate::text::clean(text).lines().map(str::trim).filter(|line| !line.is_empty()) {
        match read(line) {
            Ok(one) if found.contains(&one) => {}
            Ok(one) => found.push(one),
            Err(reason) => {
                errors.push(FieldError::new(field, reason));
                break;
            }
        }
    }
    if found.len() > MAX_REPORT_LIST {
        errors.push(FieldError::new(field, format!("zijn er meer dan {MAX_REPORT_LIST}")));
    }
    found
}

/// The number in `7`, in `/initiatieven/7/robots`, or in such an address of any site.
fn initiative(line: &str) -> Option<InitiativeId> {
    let number = match line.split_once("/initiatieven/") {
        Some((_, rest)) => rest.split(['/', '?', '#']).next()?,
        None => line,
    };
    let digits = (1..=12).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| number.parse().ok()).flatten()
}
