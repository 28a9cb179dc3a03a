//! In which order features come, and where a page of them ended.
//!
//! A cursor is what the order looks at in the last feature of a page, and its id. The next page begins after that place,
//! whether that feature is still there or not: so nothing comes twice, and nothing that stays is left out.

use std::cmp::Ordering;

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use domain::LngLat;
use jiff::Timestamp;
use territory::fold;

use crate::api::collections::{Feature, Field, Kind, Shape, Stock, Value};

/// The longest cursor that we read, in characters; ours are shorter than an address can be.
const MAX_CURSOR: usize = 6000;

/// An order of features; where it leaves two equal, the smaller id comes first.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Order {
    /// By id.
    Id,
    /// The nearest first.
    Near(LngLat),
    /// By these properties; `true`: from large to small.
    By(Vec<(usize, bool)>),
}

/// What an order looks at.
#[derive(Debug, Clone, PartialEq)]
enum Key {
    Number(f64),
    /// As people sort it, and as it is.
    Text(String, String),
    /// After everything else.
    Nothing,
}

/// A place in an order, after which a page begins.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Cursor {
    keys: Vec<Key>,
    /// The first index whose id comes after that of the feature it stands on.
    first: u32,
}

impl Order {
    /// Reads `sortby`: names with commas between, each with `-` before it for from large to small.
    ///
    /// # Errors
    /// Which name can't be sorted on.
    pub(crate) fn by(text: &str, fields: &[Field]) -> Result<Self, String> {
        let mut parts: Vec<(usize, bool)> = Vec::new();
        for part in text.split(',') {
            let part = part.trim();
            let (name, down) = match part.strip_prefix('-') {
                Some(name) => (name, true),
                None => (part.strip_prefix('+').unwrap_or(part), false),
            };
            let Some(field) = fields.iter().position(|field| field.name == name && field.sortable()) else {
                let names: Vec<_> = fields.iter().filter(|field| field.sortable()).map(|field| field.name).collect();
                return Err(format!("op ‘{name}’ kan dit niet op volgorde; kies uit {}", names.join(", ")));
            };
            // A second time it has nothing left to decide.
            if parts.iter().all(|(known, _)| *known != field) {
                parts.push((field, down));
            }
        }
        Ok(Self::By(parts))
    }

    /// What a cursor has to be made for: another order makes no sense of its place.
    fn name(&self) -> String {
        match self {
            Self::Id => "id".to_owned(),
            Self::Near(point) => format!("bij={point:?}"),
            Self::By(parts) => {
                parts.iter().map(|(field, down)| format!("{field}{}", if *down { "-" } else { "+" })).collect()
            }
        }
    }

    fn keys(&self, feature: &Feature<'_>) -> Vec<Key> {
        match self {
            Self::Id => Vec::new(),
            Self::Near(point) => match feature.shape {
                Shape::Point(p) => vec![Key::Number(point.distance_km(p))],
                Shape::Areas(_) | Shape::Nowhere => vec![Key::Nothing],
            },
            Self::By(parts) => {
                parts.iter().map(|(field, _)| Key::of(feature.values.get(*field).unwrap_or(&Value::Nothing))).collect()
            }
        }
    }

    fn compare(&self, a: &[Key], b: &[Key]) -> Ordering {
        let down = |place: usize| matches!(self, Self::By(parts) if parts.get(place).is_some_and(|(_, down)| *down));
        let pairs = a.iter().zip(b).enumerate();
        pairs.fold(Ordering::Equal, |so_far, (place, (a, b))| {
            so_far.then_with(|| if down(place) { b.compare(a) } else { a.compare(b) })
        })
    }

    /// The place after this feature, as text for an address.
    pub(crate) fn cursor(&self, stock: &Stock, index: u32) -> String {
        let mut parts = vec![Some(self.name())];
        if *self != Self::Id {
            parts.extend(self.keys(&stock.feature(index)).into_iter().map(Key::written));
        }
        parts.push(Some(stock.id(index).into_owned()));
        BASE64_URL_SAFE_NO_PAD.encode(serde_json::json!(parts).to_string())
    }

    /// Reads a cursor of this order.
    ///
    /// # Errors
    /// When it is none, or of another order.
    pub(crate) fn read_cursor(&self, text: &str, stock: &Stock, fields: &[Field]) -> Result<Cursor, String> {
        self.place(text, stock, fields).ok_or_else(|| {
            "hoort niet bij deze vraag; neem hem over uit de link ‘next’, met de andere parameters erbij".to_owned()
        })
    }

    fn place(&self, text: &str, stock: &Stock, fields: &[Field]) -> Option<Cursor> {
        if text.len() > MAX_CURSOR {
            return None;
        }
        let json = BASE64_URL_SAFE_NO_PAD.decode(text).ok()?;
        let mut parts: Vec<Option<String>> = serde_json::from_slice(&json).ok()?;
        let first = stock.after(&parts.pop()??)?;
        let kinds: Vec<Kind> = match self {
            Self::Id => Vec::new(),
            Self::Near(_) => vec![Kind::Number],
            Self::By(parts) => parts.iter().filter_map(|(field, _)| Some(fields.get(*field)?.kind)).collect(),
        };
        if parts.len() != kinds.len() + 1 || parts.remove(0)? != self.name() {
            return None;
        }
        let keys = parts.into_iter().zip(kinds).map(|(part, kind)| Key::read(part, kind)).collect::<Option<_>>()?;
        Some(Cursor { keys, first })
    }

    /// Puts the indexes in this order, and leaves out those before the cursor. They come in the order of ids.
    pub(crate) fn sorted(&self, stock: &Stock, indexes: Vec<u32>, after: Option<&Cursor>) -> Vec<u32> {
        if *self == Self::Id {
            let first = after.map_or(0, |cursor| indexes.partition_point(|&index| index < cursor.first));
            return indexes[first..].to_vec();
        }
        let mut list: Vec<(Vec<Key>, u32)> =
            indexes.into_iter().map(|index| (self.keys(&stock.feature(index)), index)).collect();
        if let Some(Cursor { keys, first }) = after {
            list.retain(|(own, index)| self.compare(own, keys).then_with(|| index.cmp(first)) != Ordering::Less);
        }
        list.sort_by(|(a, i), (b, j)| self.compare(a, b).then_with(|| i.cmp(j)));
        list.into_iter().map(|(_, index)| index).collect()
    }
}

impl Cursor {
    /// The first index after it, in the order of ids.
    pub(crate) fn first(&self) -> u32 {
        self.first
    }
}

impl Key {
    fn of(value: &Value<'_>) -> Self {
        match value {
            Value::Text(text) => Self::text(text),
            #[allow(clippy::cast_precision_loss, reason = "counts")]
            Value::Whole(number) => Self::Number(*number as f64),
            Value::Number(number) => Self::Number(*number),
            Value::Flag(flag) => Self::Number(f64::from(u8::from(*flag))),
            Value::Moment(moment) => match moment.parse::<Timestamp>() {
                #[allow(clippy::cast_precision_loss, reason = "2^53 microseconds are 285 years")]
                Ok(moment) => Self::Number(moment.as_microsecond() as f64),
                Err(_) => Self::Nothing,
            },
            Value::Words(_) | Value::Nothing => Self::Nothing,
        }
    }

    fn text(text: &str) -> Self {
        Self::Text(fold(text), text.to_owned())
    }

    fn compare(&self, other: &Self) -> Ordering {
        let rank = |key: &Self| match key {
            Self::Number(_) => 0,
            Self::Text(..) => 1,
            Self::Nothing => 2,
        };
        match (self, other) {
            (Self::Number(a), Self::Number(b)) => a.total_cmp(b),
            (Self::Text(a, own), Self::Text(b, theirs)) => a.cmp(b).then_with(|| own.cmp(theirs)),
            _ => rank(self).cmp(&rank(other)),
        }
    }

    /// A number as its shortest text that reads back the same.
    fn written(self) -> Option<String> {
        match self {
            Self::Number(number) => Some(number.to_string()),
            Self::Text(_, text) => Some(text),
            Self::Nothing => None,
        }
    }

    fn read(written: Option<String>, kind: Kind) -> Option<Self> {
        let Some(written) = written else { return Some(Self::Nothing) };
        match kind {
            Kind::Text | Kind::Address => Some(Self::text(&written)),
            Kind::Words => None,
            Kind::Whole | Kind::Number | Kind::Flag | Kind::Moment => {
                written.parse().ok().filter(|number: &f64| number.is_finite()).map(Self::Number)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::api::collections::Collection;

    #[test]
    fn sortby_is_parsed() {
        let fields = Collection::Initiatives.queryables();
        assert_eq!(Order::by("-gewijzigd,titel", fields), Ok(Order::By(vec![(11, true), (0, false)])));
        // A plus in an address is a space.
        assert_eq!(Order::by(" titel", fields), Order::by("+titel", fields));
        assert_eq!(Order::by("titel,-titel", fields), Order::by("titel", fields));
        for bad in ["kleur", "thema", "titel,", ",", "-", "--titel"] {
            assert!(Order::by(bad, fields).is_err(), "{bad}");
        }
    }

    #[test]
    fn sort_keys_are_in_alphabetical_order_and_empty_ones_last() {
        let order = Order::By(vec![(0, false)]);
        let texts = ["Een", "één", "Eend", "zee"].map(Key::text);
        for pair in texts.windows(2) {
            assert_eq!(order.compare(&pair[..1], &pair[1..]), Ordering::Less);
        }
        assert_eq!(order.compare(&[Key::text("zz")], &[Key::Nothing]), Ordering::Less);
        let down = Order::By(vec![(0, true)]);
        assert_eq!(down.compare(&[Key::text("a")], &[Key::text("b")]), Ordering::Greater);
    }

    #[test]
    fn sort_key_of_a_number_reads_back() {
        for number in [0.1 + 0.2, 1e-300, 12_345.678_901_234_567, -0.0, 1_795_262_400_000_000.0] {
            let back = Key::read(Key::Number(number).written(), Kind::Number);
            assert!(matches!(back, Some(Key::Number(same)) if same.to_bits() == number.to_bits()));
        }
        assert_eq!(Key::read(Some("inf".into()), Kind::Number), None);
    }
}
