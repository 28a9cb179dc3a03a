//! Coordinate reference systems (OGC API - Features, part 2): what they are called, their order of axes, and the way
//! there and back.

use domain::{Bbox, LngLat, geo::round};
use geo::{Coord, Rect};
use territory::rd;

/// A coordinate reference system that questions and answers may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Crs {
    /// WGS84, longitude before latitude; degrees. What everything is stored in.
    #[default]
    Crs84,
    /// WGS84, latitude before longitude; degrees.
    Epsg4326,
    /// RD New: metres east, metres north.
    Rd,
}

impl Crs {
    /// All of them, the one of storage first.
    pub(crate) const ALL: [Self; 3] = [Self::Crs84, Self::Epsg4326, Self::Rd];

    /// Its name in links.
    pub(crate) fn uri(self) -> &'static str {
        self.bracketed().trim_matches(['<', '>'])
    }

    /// Its name in a header.
    pub(crate) fn bracketed(self) -> &'static str {
        match self {
            Self::Crs84 => "<http://www.opengis.net/def/crs/OGC/1.3/CRS84>",
            Self::Epsg4326 => "<http://www.opengis.net/def/crs/EPSG/0/4326>",
            Self::Rd => "<http://www.opengis.net/def/crs/EPSG/0/28992>",
        }
    }

    /// Reads its name: the URI, or short as `EPSG:28992` or `[EPSG:28992]`.
    ///
    /// # Errors
    /// When we don't have it: which we do have.
    pub(crate) fn parse(name: &str) -> Result<Self, String> {
        let short = name.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(name);
        let found = Self::ALL.into_iter().find(|crs| name == crs.uri() || short == crs.short());
        found.ok_or_else(|| format!("kies uit {}", Self::ALL.map(Self::uri).join(", ")))
    }

    fn short(self) -> &'static str {
        match self {
            Self::Crs84 => "OGC:CRS84",
            Self::Epsg4326 => "EPSG:4326",
            Self::Rd => "EPSG:28992",
        }
    }

    /// Where a position lies: `x` to the east and `y` to the north, whatever the order of the axes.
    pub(crate) fn place(self, p: LngLat) -> Coord {
        match self {
            Self::Crs84 | Self::Epsg4326 => Coord { x: p.lon(), y: p.lat() },
            Self::Rd => {
                let [x, y] = rd::to_rd(p);
                Coord { x, y }
            }
        }
    }

    /// Both numbers as an answer has them: in the order of the axes, degrees with 6 decimals (about 0.1 m), metres
    /// with 3.
    pub(crate) fn written(self, p: LngLat) -> [f64; 2] {
        let Coord { x, y } = self.place(p);
        match self {
            Self::Crs84 => [round(x, 6), round(y, 6)],
            Self::Epsg4326 => [round(y, 6), round(x, 6)],
            Self::Rd => [round(x, 3), round(y, 3)],
        }
    }

    /// Two numbers in the order of the axes as `x` and `y`.
    ///
    /// # Errors
    /// When they are no place in this system.
    pub(crate) fn read(self, first: f64, second: f64) -> Result<Coord, String> {
        let (x, y) = if self == Self::Epsg4326 { (second, first) } else { (first, second) };
        match self {
            Self::Crs84 | Self::Epsg4326 => LngLat::new(x, y).map(|_| ()).map_err(|error| error.to_string())?,
            // Nowhere near the Netherlands, but nothing that breaks.
            Self::Rd if x.abs() <= 1e7 && y.abs() <= 1e7 => {}
            Self::Rd => return Err("ligt ver buiten Nederland".to_owned()),
        }
        Ok(Coord { x, y })
    }

    /// Reads a box of four numbers, or of six with heights, which don't count.
    ///
    /// # Errors
    /// Why it is no box.
    pub(crate) fn bbox(self, text: &str) -> Result<Rect, String> {
        let numbers: Option<Vec<f64>> = text.split(',').map(|part| finite(part.trim())).collect();
        let [a, b, c, d] = match numbers.as_deref() {
            Some(&[a, b, c, d]) => [a, b, c, d],
            Some(&[a, b, low, c, d, high]) if low <= high => [a, b, c, d],
            _ => return Err("verwacht vier getallen met komma's ertussen".to_owned()),
        };
        let (min, max) = (self.read(a, b)?, self.read(c, d)?);
        if min.x > max.x || min.y > max.y {
            return Err("de hoeken zijn verwisseld; eerst de kleinste van beide assen, dan de grootste".to_owned());
        }
        Ok(Rect::new(min, max))
    }

    /// A WGS84 box around a box of this system, a little too wide.
    pub(crate) fn around(self, rect: Rect) -> Option<Bbox> {
        if self != Self::Rd {
            let corner = |c: Coord| LngLat::new(c.x, c.y).ok();
            return Bbox::new(corner(rect.min())?, corner(rect.max())?).ok();
        }
        // Straight edges in metres are not quite straight in degrees: the edges in sixteen steps, and a hundredth of a
        // degree of air.
        let steps = || (0..=16_u8).map(|step| f64::from(step) / 16.0);
        let points = steps().flat_map(|u| {
            let (x, y) = (rect.min().x + rect.width() * u, rect.min().y + rect.height() * u);
            [[x, rect.min().y], [x, rect.max().y], [rect.min().x, y], [rect.max().x, y]]
        });
        let bbox = Bbox::around(points.map(rd::from_rd))?;
        let moved = |p: LngLat, by: f64| LngLat::new(p.lon() + by, p.lat() + by).ok();
        Bbox::new(moved(bbox.min(), -0.01)?, moved(bbox.max(), 0.01)?).ok()
    }
}

/// A number that is one: no infinity, no NaN.
pub(crate) fn finite(text: &str) -> Option<f64> {
    text.parse::<f64>().ok().filter(|number| number.is_finite())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn crs_names_are_uris_or_short() {
        for crs in Crs::ALL {
            for name in [crs.uri().to_owned(), crs.short().to_owned(), format!("[{}]", crs.short())] {
                assert_eq!(Crs::parse(&name), Ok(crs));
            }
        }
        for bad in ["", "EPSG:3857", "28992", "[EPSG:28992", "epsg:28992"] {
            assert!(Crs::parse(bad).unwrap_err().contains("EPSG/0/28992"), "{bad}");
        }
    }

    #[test]
    fn crs_axes_have_their_order() {
        let weert = LngLat::new(5.7064, 51.2518).unwrap();
        assert_eq!(Crs::Crs84.written(weert), [5.7064, 51.2518]);
        assert_eq!(Crs::Epsg4326.written(weert), [51.2518, 5.7064]);
        let [x, y] = Crs::Rd.written(weert);
        assert!((x - 177_285.0).abs() < 0.1 && (y - 362_545.0).abs() < 0.1, "{x} {y}");
        assert_eq!(Crs::Epsg4326.bbox("51,5,52,6"), Crs::Crs84.bbox("5,51,6,52"));
        assert_eq!(Crs::Rd.bbox("1,2,-9,3,4,9"), Crs::Rd.bbox("1,2,3,4"));
    }

    #[test]
    fn invalid_bbox_says_why() {
        for bad in ["", "1,2,3", "1,2,3,x", "5,50,inf,51", "NaN,1,2,3", "3,2,1,4", "1,2,9,3,4,-9", "1e300,1,2e300,2"] {
            assert!(Crs::Rd.bbox(bad).is_err(), "{bad}");
        }
        assert!(Crs::Epsg4326.bbox("5,51,6,190").is_err());
    }

    #[test]
    fn transformed_bbox_holds_the_box() {
        let rect = Crs::Rd.bbox("160000,300000,220000,430000").unwrap();
        let around = Crs::Rd.around(rect).unwrap();
        for [x, y] in [[160_000.0, 300_000.0], [220_000.0, 430_000.0], [190_000.0, 300_000.0], [160_000.0, 365_000.0]] {
            assert!(around.contains(rd::from_rd([x, y])));
        }
    }
}
