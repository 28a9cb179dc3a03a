CREATE VIRTUAL TABLE rtree_initiatieven_geom USING rtree(id, minx, maxx, miny, maxy);
INSERT INTO rtree_initiatieven_geom SELECT id, lon, lon, lat, lat FROM initiatieven;
INSERT INTO gpkg_extensions VALUES
    ('initiatieven', 'geom', 'gpkg_rtree_index', 'http://www.geopackage.org/spec120/#extension_rtree', 'write-only');
CREATE TRIGGER rtree_initiatieven_geom_insert AFTER INSERT ON initiatieven
WHEN (new.geom NOT NULL AND NOT ST_IsEmpty(NEW.geom))
BEGIN
    INSERT OR REPLACE INTO rtree_initiatieven_geom VALUES (
        NEW.id, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom));
END;
CREATE TRIGGER rtree_initiatieven_geom_update1 AFTER UPDATE OF geom ON initiatieven
WHEN OLD.id = NEW.id AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom))
BEGIN
    INSERT OR REPLACE INTO rtree_initiatieven_geom VALUES (
        NEW.id, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom));
END;
CREATE TRIGGER rtree_initiatieven_geom_update2 AFTER UPDATE OF geom ON initiatieven
WHEN OLD.id = NEW.id AND (NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))
BEGIN
    DELETE FROM rtree_initiatieven_geom WHERE id = OLD.id;
END;
CREATE TRIGGER rtree_initiatieven_geom_update3 AFTER UPDATE ON initiatieven
WHEN OLD.id != NEW.id AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom))
BEGIN
    DELETE FROM rtree_initiatieven_geom WHERE id = OLD.id;
    INSERT OR REPLACE INTO rtree_initiatieven_geom VALUES (
        NEW.id, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom));
END;
CREATE TRIGGER rtree_initiatieven_geom_update4 AFTER UPDATE ON initiatieven
WHEN OLD.id != NEW.id AND (NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))
BEGIN
    DELETE FROM rtree_initiatieven_geom WHERE id IN (OLD.id, NEW.id);
END;
CREATE TRIGGER rtree_initiatieven_geom_delete AFTER DELETE ON initiatieven
WHEN OLD.geom NOT NULL
BEGIN
    DELETE FROM rtree_initiatieven_geom WHERE id = OLD.id;
END;
