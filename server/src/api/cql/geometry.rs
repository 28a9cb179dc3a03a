//! Geometries in a filter: well-known text and boxes, in the coordinate system of the filter.

use geo::{
    Coord, Geometry, GeometryCollection, LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon, Rect,
};

use crate::api::cql::parse::Parser;

/// A geometry without its outer brackets being read yet.
///
/// # Errors
/// What is wrong and where.
pub(crate) fn read(parser: &mut Parser) -> Result<Geometry, String> {
    for name in ["BBOX", "ENVELOPE"] {
        if parser.takes_word(name) {
            return bbox(parser);
        }
    }
    if takes(parser, "GEOMETRYCOLLECTION") {
        // Inside no collection again: nothing to gain, and no depth to guard.
        return Ok(Geometry::GeometryCollection(GeometryCollection::new_from(parser.list(simple)?)));
    }
    simple(parser)
}

/// Takes a kind of geometry; `Z` may follow, to say that it has heights.
fn takes(parser: &mut Parser, name: &str) -> bool {
    let is = parser.takes_word(name);
    if is {
        parser.takes_word("Z");
    }
    is
}

fn simple(parser: &mut Parser) -> Result<Geometry, String> {
    if takes(parser, "POINT") {
        parser.needs("(")?;
        let point = coord(parser)?;
        parser.needs(")")?;
        Ok(Point(point).into())
    } else if takes(parser, "LINESTRING") {
        Ok(line(parser)?.into())
    } else if takes(parser, "POLYGON") {
        Ok(polygon(parser)?.into())
    } else if takes(parser, "MULTIPOINT") {
        let points = parser.list(|parser| {
            // `(5 51)` and the older `5 51`.
            let bracket = parser.needs("(").is_ok();
            let point = coord(parser)?;
            if bracket {
                parser.needs(")")?;
            }
            Ok(Point(point))
        })?;
        Ok(MultiPoint(points).into())
    } else if takes(parser, "MULTILINESTRING") {
        Ok(MultiLineString(parser.list(line)?).into())
    } else if takes(parser, "MULTIPOLYGON") {
        Ok(MultiPolygon(parser.list(polygon)?).into())
    } else {
        Err(parser.expected("een geometrie, zoals POINT(5.7 51.2) of BBOX(5,50,6,51)"))
    }
}

fn bbox(parser: &mut Parser) -> Result<Geometry, String> {
    let numbers = parser.list(Parser::number)?;
    let (a, b, c, d) = match numbers[..] {
        [a, b, c, d] | [a, b, _, c, d, _] => (a, b, c, d),
        _ => return Err(parser.wrong("een BBOX heeft vier getallen, of zes met hoogten")),
    };
    let crs = parser.crs;
    let corner = |a, b| crs.read(a, b).map_err(|reason| parser.wrong(&reason));
    let (min, max) = (corner(a, b)?, corner(c, d)?);
    if min.x > max.x || min.y > max.y {
        return Err(parser.wrong("de hoeken van de BBOX zijn verwisseld"));
    }
    Ok(Rect::new(min, max).into())
}

fn polygon(parser: &mut Parser) -> Result<Polygon, String> {
    let mut rings = parser.list(|parser| {
        let ring = line(parser)?;
        if ring.0.len() < 4 || ring.0.first() != ring.0.last() {
            return Err(parser.wrong("een ring heeft minstens vier punten; het laatste is het eerste"));
        }
        Ok(ring)
    })?;
    let exterior = rings.remove(0);
    Ok(Polygon::new(exterior, rings))
}

fn line(parser: &mut Parser) -> Result<LineString, String> {
    let coords = parser.list(coord)?;
    if coords.len() < 2 {
        return Err(parser.wrong("een lijn heeft minstens twee punten"));
    }
    Ok(LineString(coords))
}

fn coord(parser: &mut Parser) -> Result<Coord, String> {
    let (first, second) = (parser.number()?, parser.number()?);
    // A height may follow; it does not count.
    let _ = parser.number();
    parser.crs.read(first, second).map_err(|reason| parser.wrong(&reason))
}
