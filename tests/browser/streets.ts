// A file with one street (PMTiles), in one tile around the middle of a map.
import { writeFileSync } from 'node:fs';
import { GeoJSONVT } from '@maplibre/geojson-vt';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import { zxyToTileId } from 'pmtiles';

const ZOOM = 12;

/** Numbers in seven bits a byte, the lowest first. */
const varints = (...numbers: number[]) => Uint8Array.from(numbers.flatMap((number) => {
  const bytes = [];
  for (; number > 127; number = Math.floor(number / 128)) bytes.push(number % 128 + 128);
  return [...bytes, number];
}));

/** Writes a file with a wide road from west to east through this point; the format is that of PMTiles, version 3. */
export function writeStreet(file: string, [lon, lat]: [number, number]) {
  const x = Math.floor((lon + 180) / 360 * 2 ** ZOOM);
  const y = Math.floor((1 - Math.asinh(Math.tan(lat * Math.PI / 180)) / Math.PI) / 2 * 2 ** ZOOM);
  const road = {
    type: 'Feature' as const, properties: { kind: 'highway', name: 'Proefweg' },
    geometry: { type: 'LineString' as const, coordinates: [[lon - 0.05, lat], [lon + 0.05, lat]] },
  };
  const tile = fromGeojsonVt({ roads: new GeoJSONVT(road, { maxZoom: ZOOM, indexMaxZoom: ZOOM }).getTile(ZOOM, x, y)! }, { version: 2, extent: 4096 });
  const directory = varints(1, zxyToTileId(ZOOM, x, y), 1, tile.length, 1);
  const description = new TextEncoder().encode(JSON.stringify({ vector_layers: [{ id: 'roads', fields: { kind: 'String', name: 'String' } }] }));
  const header = new DataView(new ArrayBuffer(127));
  new TextEncoder().encodeInto('PMTiles\x03', new Uint8Array(header.buffer));
  let offset = 127;
  // Where they are and how long: the directory, the description, no further directories, the tile.
  for (const [index, length] of [directory.length, description.length, 0, tile.length].entries()) {
    header.setBigUint64(8 + 16 * index, BigInt(offset), true);
    header.setBigUint64(16 + 16 * index, BigInt(length), true);
    offset += length;
  }
  for (const at of [72, 80, 88]) header.setBigUint64(at, 1n, true);
  // Clustered; nothing is compressed; shapes; one zoom.
  [1, 1, 1, 1, ZOOM, ZOOM].forEach((byte, index) => header.setUint8(96 + index, byte));
  for (const [at, degrees] of [[102, lon - 0.1], [106, lat - 0.1], [110, lon + 0.1], [114, lat + 0.1], [119, lon], [123, lat]]) {
    header.setInt32(at, Math.round(degrees * 1e7), true);
  }
  header.setUint8(118, ZOOM);
  writeFileSync(file, Buffer.concat([new Uint8Array(header.buffer), directory, description, tile]));
}
