//! Positions, boxes and the camera: checked constructors and the few lines of Web Mercator that place a pin.

use nanoserde::SerJson;

/// Side of the world in CSS pixels at zoom 0. MapLibre's convention: 512-pixel tiles.
pub const WORLD_PX: f64 = 512.0;

/// The highest zoom that the camera takes.
pub const MAX_ZOOM: f64 = 18.0;

/// The deepest zoom of the map we draw: closer by there is nothing more to see, until an operator adds streets.
pub const NEAREST_ZOOM: f64 = 15.0;

/// The lowest zoom that the camera takes.
pub const MIN_ZOOM: f64 = 5.0;

/// Where the middle of a map that is moved by hand may be: west, south, east and north of Limburg, in degrees.
const REACH: [f64; 4] = [5.2, 50.55, 6.6, 52.0];

/// The lowest zoom to which a map is moved by hand.
const FAR: f64 = 6.0;

/// The zoom whose pixels are the units of the drawn ground: about 6 m in Limburg.
pub const DRAWN_ZOOM: f64 = 13.0;

/// The longitude and latitude of the point at 0,0 of the drawn ground, degrees.
pub const DRAWN_ORIGIN: (f64, f64) = (5.9, 51.3);

/// The latitude (degrees) at which the Web Mercator square ends.
pub(crate) const MAX_MERCATOR_LAT: f64 = 85.051_128_779_806_59;

/// Why a coordinate, box or camera was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GeoError {
    /// Not a finite number.
    #[error("dat is geen getal")]
    NotANumber,
    /// Longitude outside -180..=180 degrees.
    #[error("de lengtegraad moet tussen -180 en 180 liggen")]
    Longitude,
    /// Latitude outside -90..=90 degrees.
    #[error("de breedtegraad moet tussen -90 en 90 liggen")]
    Latitude,
    /// Metres of a system that is not read here.
    #[error("dat lijken meters in {0}; zet ze om naar graden (WGS 84, EPSG:4326) of naar RD (EPSG:28992)")]
    Metres(&'static str),
    /// The wrong number of comma separated numbers.
    #[error("verwacht {0} getallen met komma's ertussen")]
    Count(usize),
    /// The minimum of a box is larger than its maximum.
    #[error("de hoeken zijn verwisseld; de volgorde is minLon,minLat,maxLon,maxLat")]
    Swapped,
    /// Zoom outside `MIN_ZOOM..=MAX_ZOOM`.
    #[error("zoom moet tussen 5 en 18 liggen")]
    Zoom,
}

/// A position in WGS84 degrees.
#[derive(Debug, Clone, Copy, PartialEq, Default, SerJson)]
pub struct LngLat {
    pub(crate) lon: f64,
    pub(crate) lat: f64,
}

impl LngLat {
    /// `lon` in -180..=180, `lat` in -90..=90 degrees.
    ///
    /// # Errors
    /// When a value is not finite or out of range.
    pub fn new(lon: f64, lat: f64) -> Result<Self, GeoError> {
        if !lon.is_finite() || !lat.is_finite() {
            return Err(GeoError::NotANumber);
        }
        if !(-180.0..=180.0).contains(&lon) {
            return Err(GeoError::Longitude);
        }
        if !(-90.0..=90.0).contains(&lat) {
            return Err(GeoError::Latitude);
        }
        Ok(Self { lon, lat })
    }

    /// Reads `lon,lat`.
    ///
    /// # Errors
    /// When there are not two numbers, or one is out of range.
    pub fn parse(text: &str) -> Result<Self, GeoError> {
        let [lon, lat] = numbers(text)?;
        Self::new(lon, lat)
    }

    /// Longitude, degrees east.
    #[must_use]
    pub fn lon(self) -> f64 {
        self.lon
    }

    /// Latitude, degrees north.
    #[must_use]
    pub fn lat(self) -> f64 {
        self.lat
    }

    /// With six decimals, about 0.1 m: as it is told everywhere.
    #[must_use]
    pub fn rounded(self) -> Self {
        Self { lon: round(self.lon, 6), lat: round(self.lat, 6) }
    }

    /// Web Mercator: x and y in 0..=1, origin in the north-west corner of the world.
    #[must_use]
    pub fn to_world(self) -> (f64, f64) {
        let lat = self.lat.clamp(-MAX_MERCATOR_LAT, MAX_MERCATOR_LAT).to_radians();
        let y = 0.5 - lat.tan().asinh() / std::f64::consts::TAU;
        (self.lon / 360.0 + 0.5, y.clamp(0.0, 1.0))
    }

    /// The inverse of [`LngLat::to_world`]; values outside 0..=1 are brought back to the edge.
    #[must_use]
    pub fn from_world(x: f64, y: f64) -> Self {
        let lat = ((0.5 - y.clamp(0.0, 1.0)) * std::f64::consts::TAU).sinh().atan();
        Self { lon: (x.clamp(0.0, 1.0) - 0.5) * 360.0, lat: lat.to_degrees() }
    }
}

impl TryFrom<[f64; 2]> for LngLat {
    type Error = GeoError;
    fn try_from([lon, lat]: [f64; 2]) -> Result<Self, GeoError> {
        Self::new(lon, lat)
    }
}

impl From<LngLat> for [f64; 2] {
    fn from(p: LngLat) -> Self {
        [p.lon, p.lat]
    }
}

impl std::fmt::Display for LngLat {
    /// `lon,lat` with at most 6 decimals (about 0.1 m), as URLs carry it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { lon, lat } = self.rounded();
        write!(f, "{lon},{lat}")
    }
}

/// A box in WGS84 degrees, edges included; never crosses the antimeridian.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bbox {
    pub(crate) min: LngLat,
    pub(crate) max: LngLat,
}

impl Bbox {
    /// The smallest box that holds both corners.
    ///
    /// # Errors
    /// [`GeoError::Swapped`] when a minimum is larger than its maximum.
    pub fn new(min: LngLat, max: LngLat) -> Result<Self, GeoError> {
        if min.lon > max.lon || min.lat > max.lat {
            return Err(GeoError::Swapped);
        }
        Ok(Self { min, max })
    }

    /// Reads `minLon,minLat,maxLon,maxLat`.
    ///
    /// # Errors
    /// When there are not four numbers, one is out of range, or corners are swapped.
    pub fn parse(text: &str) -> Result<Self, GeoError> {
        numbers::<4>(text)?.try_into()
    }

    /// The smallest box around the points; `None` when there are none.
    pub fn around(points: impl IntoIterator<Item = LngLat>) -> Option<Self> {
        points.into_iter().fold(None, |bbox, p| {
            Some(bbox.map_or(Self { min: p, max: p }, |b: Self| Self {
                min: LngLat { lon: b.min.lon.min(p.lon), lat: b.min.lat.min(p.lat) },
                max: LngLat { lon: b.max.lon.max(p.lon), lat: b.max.lat.max(p.lat) },
            }))
        })
    }

    /// South-west corner.
    #[must_use]
    pub fn min(self) -> LngLat {
        self.min
    }

    /// North-east corner.
    #[must_use]
    pub fn max(self) -> LngLat {
        self.max
    }

    /// The middle, in degrees.
    #[must_use]
    pub fn centre(self) -> LngLat {
        LngLat { lon: f64::midpoint(self.min.lon, self.max.lon), lat: f64::midpoint(self.min.lat, self.max.lat) }
    }

    /// Whether the point lies inside or on an edge.
    #[must_use]
    pub fn contains(self, p: LngLat) -> bool {
        (self.min.lon..=self.max.lon).contains(&p.lon) && (self.min.lat..=self.max.lat).contains(&p.lat)
    }

    /// Whether it is one place for people: at most some 90 m wide and high (of Limburg's degrees),
    /// too little to come apart on the nearest map that we draw.
    #[must_use]
    pub fn is_one_place(self) -> bool {
        self.max.lon - self.min.lon < 1.3e-3 && self.max.lat - self.min.lat < 8.5e-4
    }

    /// Whether the boxes share at least one point.
    #[must_use]
    pub fn intersects(self, other: Self) -> bool {
        self.min.lon <= other.max.lon
            && other.min.lon <= self.max.lon
            && self.min.lat <= other.max.lat
            && other.min.lat <= self.max.lat
    }

    /// The smallest box that holds both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self {
            min: LngLat { lon: self.min.lon.min(other.min.lon), lat: self.min.lat.min(other.min.lat) },
            max: LngLat { lon: self.max.lon.max(other.max.lon), lat: self.max.lat.max(other.max.lat) },
        }
    }
}

impl TryFrom<[f64; 4]> for Bbox {
    type Error = GeoError;
    fn try_from([a, b, c, d]: [f64; 4]) -> Result<Self, GeoError> {
        Self::new(LngLat::new(a, b)?, LngLat::new(c, d)?)
    }
}

impl From<Bbox> for [f64; 4] {
    fn from(b: Bbox) -> Self {
        [b.min.lon, b.min.lat, b.max.lon, b.max.lat]
    }
}

impl std::fmt::Display for Bbox {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{},{}", self.min, self.max)
    }
}

/// What the map looks at: a centre and a zoom. No rotation, no pitch.
#[derive(Debug, Clone, Copy, PartialEq, Default, SerJson)]
pub struct Camera {
    /// The point in the middle of the map.
    pub centre: LngLat,
    /// MapLibre's zoom: the world is `512 * 2^zoom` CSS pixels wide; `MIN_ZOOM..=MAX_ZOOM`.
    pub zoom: f64,
}

impl Camera {
    /// # Errors
    /// [`GeoError::Zoom`] when zoom is not within `MIN_ZOOM..=MAX_ZOOM`.
    pub fn new(centre: LngLat, zoom: f64) -> Result<Self, GeoError> {
        if !(MIN_ZOOM..=MAX_ZOOM).contains(&zoom) {
            return Err(GeoError::Zoom);
        }
        Ok(Self { centre, zoom })
    }

    /// The camera that shows `bbox` whole in a map of `width` x `height` CSS pixels with `padding` pixels of air on
    /// every side, zoomed in no further than `max_zoom`.
    #[must_use]
    pub fn fit(bbox: Bbox, width: f64, height: f64, padding: f64, max_zoom: f64) -> Self {
        let (left, bottom) = bbox.min.to_world();
        let (right, top) = bbox.max.to_world();
        let scale = |span: f64, px: f64| ((px - 2.0 * padding).max(1.0) / (span.max(1e-12) * WORLD_PX)).log2();
        let zoom = scale(right - left, width).min(scale(bottom - top, height));
        Self {
            centre: LngLat::from_world(f64::midpoint(left, right), f64::midpoint(top, bottom)),
            zoom: round(zoom.min(max_zoom).clamp(MIN_ZOOM, MAX_ZOOM), 2),
        }
    }

    /// Side of the world in CSS pixels.
    #[must_use]
    pub fn world_px(self) -> f64 {
        WORLD_PX * self.zoom.exp2()
    }

    /// Where a point falls: CSS pixels right of and below the middle of the map.
    #[must_use]
    pub fn project(self, p: LngLat) -> (f64, f64) {
        let (x, y) = p.to_world();
        let (cx, cy) = self.centre.to_world();
        ((x - cx) * self.world_px(), (y - cy) * self.world_px())
    }

    /// The point that lies `dx`, `dy` CSS pixels right of and below the middle.
    #[must_use]
    pub fn unplace(self, dx: f64, dy: f64) -> LngLat {
        let (cx, cy) = self.centre.to_world();
        LngLat::from_world(cx + dx / self.world_px(), cy + dy / self.world_px())
    }

    /// The camera moved by CSS pixels.
    #[must_use]
    pub fn moved(self, dx: f64, dy: f64) -> Self {
        Self { centre: self.unplace(dx, dy), ..self }
    }

    /// The camera at another zoom (kept within range), with the point `dx`, `dy` pixels from the middle held in place.
    #[must_use]
    pub fn zoomed(self, zoom: f64, dx: f64, dy: f64) -> Self {
        let held = self.unplace(dx, dy);
        let next = Self { zoom: zoom.clamp(MIN_ZOOM, MAX_ZOOM), ..self };
        let (x, y) = next.project(held);
        next.moved(x - dx, y - dy)
    }

    /// The same camera, brought back to where Limburg is in sight, and no nearer than zoom `deepest`.
    #[must_use]
    pub fn kept(self, deepest: f64) -> Self {
        let [west, south, east, north] = REACH;
        let LngLat { lon, lat } = self.centre;
        let centre = LngLat { lon: lon.clamp(west, east), lat: lat.clamp(south, north) };
        Self { centre, zoom: self.zoom.min(deepest).max(FAR) }
    }

    /// What a map of `width` x `height` CSS pixels shows.
    #[must_use]
    pub fn bounds(self, width: f64, height: f64) -> Bbox {
        let a = self.unplace(-width / 2.0, height / 2.0);
        let b = self.unplace(width / 2.0, -height / 2.0);
        Bbox { min: a, max: b }
    }

    /// The whole zoom level whose clusters this camera shows.
    #[must_use]
    pub fn level(self) -> u8 {
        // MIN_ZOOM..=MAX_ZOOM fits.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let level = self.zoom.clamp(MIN_ZOOM, MAX_ZOOM).floor() as u8;
        level
    }
}

/// Rounds to `decimals` places, as URLs and JSON carry numbers.
#[must_use]
pub fn round(value: f64, decimals: i32) -> f64 {
    let factor = 10_f64.powi(decimals);
    (value * factor).round() / factor
}

fn numbers<const N: usize>(text: &str) -> Result<[f64; N], GeoError> {
    let parts: Vec<&str> = text.split(',').collect();
    let parts: [&str; N] = parts.try_into().map_err(|_| GeoError::Count(N))?;
    let mut out = [0.0_f64; N];
    for (slot, part) in out.iter_mut().zip(parts) {
        *slot = part.trim().parse().map_err(|_| GeoError::NotANumber)?;
        if !slot.is_finite() {
            return Err(GeoError::NotANumber);
        }
    }
    Ok(out)
}
