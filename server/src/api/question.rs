//! What an API address asks, read strictly: every mistake is named.

use axum::http::HeaderMap;
use domain::{Kind, Query, QueryError, Vocabulary, query::encode_pairs};
use geo::Rect;
use jiff::Timestamp;
use territory::Territory;

use crate::{
    api::{
        collections::{Collection, Stock, Value},
        cql,
        crs::Crs,
        form::{self, Form},
        moment::instant,
        order::{Cursor, Order},
    },
    web::{
        params::{Pair, decode, take, whole},
        problem::Problem,
    },
};

/// How many features an answer has when nobody says.
const DEFAULT_LIMIT: usize = 100;
/// The most features in one answer; who asks for more gets these and a link to the next.
pub(crate) const MAX_LIMIT: usize = 1000;

/// What is asked of the features of a collection.
pub(crate) struct Question {
    /// The query behind every view; empty for collections that it does not ask for.
    pub(crate) query: Query,
    /// What the query can't say: a box in another coordinate system or of another collection.
    pub(crate) zone: Option<cql::Zone>,
    pub(crate) filter: Option<cql::Filter>,
    /// From and to; only for what has a time.
    pub(crate) moment: Option<(Option<Timestamp>, Option<Timestamp>)>,
    pub(crate) order: Order,
    /// Only these properties.
    pub(crate) properties: Option<Vec<&'static str>>,
    pub(crate) crs: Crs,
    pub(crate) limit: usize,
    pub(crate) offset: Option<usize>,
    pub(crate) after: Option<Cursor>,
    pub(crate) form: Form,
    /// Something in the address works, but has a successor.
    pub(crate) outdated: bool,
    /// What was given, without `offset` and `cursor`, as part of an address: what the links repeat.
    pub(crate) given: String,
    /// `offset` or `cursor` as it was given.
    pub(crate) place: String,
}

impl Question {
    /// Reads the address of `…/items`.
    ///
    /// # Errors
    /// 400 that names every parameter that can't be used.
    pub(crate) fn read(
        raw: &str,
        headers: &HeaderMap,
        collection: Collection,
        stock: &Stock,
        territory: &Territory,
    ) -> Result<Self, Problem> {
        let mut pairs = decode(raw)?;
        let mut errors: Vec<QueryError> = Vec::new();
        let kind = collection.kind();
        let fields = collection.queryables();

        let is_place = |(name, _): &&Pair<'_>| matches!(&**name, "offset" | "cursor");
        let place = encode_pairs(&pairs.iter().filter(is_place).cloned().collect::<Vec<_>>());
        let offset = take(&mut pairs, "offset", &mut errors, |v| whole(v, 0));
        let cursor = take(&mut pairs, "cursor", &mut errors, |v| Ok(v.to_owned()));
        let given = encode_pairs(&pairs);
        let limit = take(&mut pairs, "limit", &mut errors, |v| whole(v, 1));
        let form = form::asked(&mut pairs, headers, collection == Collection::Initiatives, &mut errors);
        let moment = take(&mut pairs, "datetime", &mut errors, datetime);
        let crs = take(&mut pairs, "crs", &mut errors, Crs::parse).unwrap_or_default();
        let properties = take(&mut pairs, "properties", &mut errors, |v| properties(v, collection));

        let filter_crs = take(&mut pairs, "filter-crs", &mut errors, Crs::parse).unwrap_or_default();
        // `cql-text` is what GDAL calls it.
        let old_name = take(&mut pairs, "filter-lang", &mut errors, |v| match v {
            "cql2-text" | "cql-text" => Ok(v == "cql-text"),
            _ => Err("kan alleen cql2-text zijn".to_owned()),
        });
        let filter = take(&mut pairs, "filter", &mut errors, |v| cql::parse(v, fields, filter_crs));

        if pairs.iter().any(|(name, value)| name == "bbox" && value.is_empty()) {
            errors.push(QueryError::new("bbox", "is leeg; geef vier getallen, of laat hem weg"));
        }
        let bbox_crs = take(&mut pairs, "bbox-crs", &mut errors, Crs::parse).unwrap_or_default();
        let mut zone = None;
        if kind.is_none() || bbox_crs != Crs::Crs84 {
            let rect: Option<Rect> = take(&mut pairs, "bbox", &mut errors, |v| bbox_crs.bbox(v));
            zone = rect.map(|rect| cql::Zone { crs: bbox_crs, geometry: rect.into() });
            // The index finds what may be in it.
            if let Some(around) = rect.and_then(|rect| bbox_crs.around(rect)).filter(|_| kind.is_some()) {
                pairs.push(("bbox".into(), around.to_string().into()));
            }
        }
        let sorted = take(&mut pairs, "sortby", &mut errors, |v| Order::by(v, fields));
        if let Form::File(_) = form {
            let only_json = |name: &str| QueryError::new(name, "kan alleen bij f=json");
            errors.extend((crs != Crs::Crs84).then(|| only_json("crs")));
            errors.extend(properties.is_some().then(|| only_json("properties")));
        }

        let query = if let Some(kind) = kind {
            only(kind, &mut pairs, &mut errors);
            read(&mut pairs, territory.vocabulary(), errors)?
        } else {
            errors.extend(pairs.iter().map(|(name, _)| QueryError::new(&**name, "deze parameter kennen we hier niet")));
            if !errors.is_empty() {
                return Err(Problem::parameters(errors));
            }
            Query::default()
        };
        let near = query.near.map(|near| Order::Near(near.point));
        let order = sorted.or(near).unwrap_or(Order::Id);
        let after = cursor.map(|text| order.read_cursor(&text, stock, fields)).transpose();
        let after = after.map_err(|reason| Problem::parameters(vec![QueryError::new("cursor", reason)]))?;
        if offset.is_some() && after.is_some() {
            return Err(Problem::parameters(vec![QueryError::new("offset", "kan niet samen met ‘cursor’")]));
        }
        Ok(Self {
            query,
            zone,
            filter,
            moment: moment.filter(|_| kind.is_some()),
            order,
            properties,
            crs,
            limit: limit.unwrap_or(DEFAULT_LIMIT).min(MAX_LIMIT),
            offset,
            after,
            form,
            outdated: offset.is_some() || old_name == Some(true),
            given,
            place,
        })
    }

    /// Whether features have to be looked at one by one.
    pub(crate) fn picks(&self) -> bool {
        self.zone.is_some() || self.filter.is_some() || self.moment.is_some()
    }

    /// Whether a feature of the stock is among those asked for, as far as the query does not say.
    pub(crate) fn fits(&self, stock: &Stock, index: u32) -> bool {
        let feature = stock.feature(index);
        // What has a begin and an end is there from the one until the other.
        let in_time = |(from, to): (Option<Timestamp>, Option<Timestamp>)| {
            let moments = feature.values.iter().filter_map(|value| match value {
                Value::Moment(moment) => moment.parse::<Timestamp>().ok(),
                _ => None,
            });
            let span = moments.fold(None, |span: Option<(Timestamp, Timestamp)>, moment| {
                span.map_or(Some((moment, moment)), |(first, last)| Some((first.min(moment), last.max(moment))))
            });
            span.is_some_and(|(first, last)| from.is_none_or(|from| from <= last) && to.is_none_or(|to| first <= to))
        };
        self.zone.as_ref().is_none_or(|zone| zone.meets(feature.shape))
            && self.moment.is_none_or(in_time)
            && self.filter.as_ref().is_none_or(|filter| filter.holds(&feature))
    }
}

/// Makes the query one about things of this kind: an address that has nothing else needs no `soort`, and can't ask for
/// another.
fn only(kind: Kind, pairs: &mut Vec<Pair<'_>>, errors: &mut Vec<QueryError>) {
    pairs.retain(|(name, value)| {
        let other = name == "soort" && !value.is_empty() && Kind::parse(value) != Ok(kind);
        if other {
            errors.push(QueryError::new("soort", format!("kan hier alleen {} zijn", kind.slug())));
        }
        name != "soort"
    });
    pairs.push(("soort".into(), kind.slug().into()));
}

/// Reads a query about initiatives alone, where there is nothing else to ask for.
///
/// # Errors
/// 400 that names all parameters that can't be used.
pub(crate) fn read_initiatives(
    pairs: &mut Vec<Pair<'_>>,
    vocabulary: &Vocabulary,
    mut errors: Vec<QueryError>,
) -> Result<Query, Problem> {
    only(Kind::Initiative, pairs, &mut errors);
    read(pairs, vocabulary, errors)
}

/// Reads a query about gatherings alone, where there is nothing else to ask for.
///
/// # Errors
/// 400 that names all parameters that can't be used.
pub(crate) fn read_gatherings(
    pairs: &mut Vec<Pair<'_>>,
    vocabulary: &Vocabulary,
    mut errors: Vec<QueryError>,
) -> Result<Query, Problem> {
    only(Kind::Gathering, pairs, &mut errors);
    read(pairs, vocabulary, errors)
}

/// Reads the query behind every view from what is left of the pairs. `errors` has the mistakes found before.
///
/// # Errors
/// 400 that names all parameters that can't be used.
pub(crate) fn read(
    pairs: &mut [Pair<'_>],
    vocabulary: &Vocabulary,
    mut errors: Vec<QueryError>,
) -> Result<Query, Problem> {
    for (name, value) in pairs.iter_mut() {
        if name == "bbox"
            && let Some(flat) = without_heights(value)
        {
            *value = flat.into();
        }
        // A program that knows a municipality from a feature has its name.
        if name == "gemeente"
            && let Some(term) = vocabulary.municipalities.iter().find(|term| *term.label == **value)
        {
            *value = term.slug.clone().into();
        }
    }
    let (query, more) = Query::from_pairs(pairs.iter().map(|(n, v)| (&**n, &**v)), vocabulary);
    errors.extend(more);
    if errors.is_empty() { Ok(query) } else { Err(Problem::parameters(errors)) }
}

/// OGC's `bbox` may have heights: `minLon,minLat,minH,maxLon,maxLat,maxH`. Initiatives have none, so only the other
/// four count. `None` when it has no heights, or no sound ones.
fn without_heights(bbox: &str) -> Option<String> {
    let parts: [&str; 6] = bbox.split(',').collect::<Vec<_>>().try_into().ok()?;
    let [west, south, low, east, north, high] = parts;
    let height = |text: &str| text.trim().parse::<f64>().ok().filter(|h| h.is_finite());
    (height(low)? <= height(high)?).then(|| [west, south, east, north].join(","))
}

/// `properties`: which of them the answer has, with commas between.
fn properties(value: &str, collection: Collection) -> Result<Vec<&'static str>, String> {
    let all = || collection.queryables().iter().chain(collection.extras()).map(|field| field.name);
    let known = |name: &str| {
        all()
            .find(|known| *known == name)
            .ok_or_else(|| format!("‘{name}’ is geen eigenschap; kies uit {}", all().collect::<Vec<_>>().join(", ")))
    };
    value.split(',').map(|name| known(name.trim())).collect()
}

/// `datetime`: an RFC 3339 instant or interval (`..` is open). What has no time always matches, as OGC API - Features
/// says (requirement 26); a mistake in it is a mistake.
fn datetime(value: &str) -> Result<(Option<Timestamp>, Option<Timestamp>), String> {
    let end = |text: &str| if matches!(text, "" | "..") { Some(None) } else { instant(text).map(Some) };
    let interval = match value.split_once('/') {
        None => instant(value).map(|at| (Some(at), Some(at))),
        Some((from, to)) => end(from).zip(end(to)),
    };
    interval
        .filter(|(from, to)| from.zip(*to).is_none_or(|(from, to)| from <= to))
        .ok_or_else(|| "moet een tijdstip (RFC 3339) of een interval van/tot zijn".to_owned())
}

/// For addresses that take nothing but `f`: in which form.
///
/// # Errors
/// 400 that names all other parameters.
pub(crate) fn only_form(raw: Option<&str>, headers: &HeaderMap) -> Result<Form, Problem> {
    let mut pairs = decode(raw.unwrap_or_default())?;
    let mut errors = Vec::new();
    let form = form::asked(&mut pairs, headers, false, &mut errors);
    nothing_left(&pairs, errors)?;
    Ok(form)
}

/// For addresses that take `f`, and are JSON whatever a browser would like to have.
///
/// # Errors
/// 400 that names all other parameters.
pub(crate) fn only_json(pairs: &mut Vec<Pair<'_>>, errors: &mut Vec<QueryError>) {
    take(pairs, "f", errors, |value| match value {
        "json" | "geojson" => Ok(()),
        _ => Err("kies json of geojson".to_owned()),
    });
}

/// For the address of one feature: in which form, and in which coordinate system.
///
/// # Errors
/// 400 that names all other parameters.
pub(crate) fn of_one(raw: Option<&str>, headers: &HeaderMap) -> Result<(Form, Crs), Problem> {
    let mut pairs = decode(raw.unwrap_or_default())?;
    let mut errors = Vec::new();
    let form = form::asked(&mut pairs, headers, false, &mut errors);
    let crs = take(&mut pairs, "crs", &mut errors, Crs::parse).unwrap_or_default();
    nothing_left(&pairs, errors)?;
    Ok((form, crs))
}

pub(crate) fn nothing_left(pairs: &[Pair<'_>], mut errors: Vec<QueryError>) -> Result<(), Problem> {
    errors.extend(pairs.iter().map(|(name, _)| QueryError::new(&**name, "deze parameter kennen we hier niet")));
    if errors.is_empty() { Ok(()) } else { Err(Problem::parameters(errors)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bbox_heights_are_left_out() {
        assert_eq!(without_heights("5,50,0,6,51,100"), Some("5,50,6,51".to_owned()));
        for bad in ["5,50,6,51", "5,50,9,6,51,1", "5,50,x,6,51,1", "5,50,NaN,6,51,1", "1,2,3,4,5,6,7"] {
            assert_eq!(without_heights(bad), None, "{bad}");
        }
    }

    #[test]
    fn datetime_takes_instants_and_intervals() {
        for good in [
            "2026-01-01T00:00:00Z",
            "../2026-01-01T00:00:00Z",
            "2026-01-01T00:00:00Z/",
            "2026-01-01T00:00:00Z/9999-12-31T23:59:59Z",
            "../..",
        ] {
            assert!(datetime(good).is_ok(), "{good}");
        }
        for bad in [
            "gisteren",
            "2026-01-02T00:00:00Z/2026-01-01T00:00:00Z",
            "2026-13-01T00:00:00Z",
            "..",
            "/x",
            "20260101T000000Z",
            "2026-01-01 00:00:00Z",
        ] {
            assert!(datetime(bad).is_err(), "{bad}");
        }
    }
}
