// Invented points in Limburg's box: 70 % around 40 towns, 30 % anywhere. The same ones for the same seed.

/** mulberry32: numbers in [0, 1). */
export function chance(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** `n` pairs of degrees, one after the other. */
export function makePoints(n, seed = 42) {
  const next = chance(seed);
  const anywhere = () => [5.56 + next() * 0.67, 50.75 + next() * 1.03];
  const centres = Array.from({ length: 40 }, anywhere);
  const points = new Float64Array(n * 2);
  for (let i = 0; i < n; i++) {
    let [lon, lat] = anywhere();
    if (next() < 0.7) {
      const [x, y] = centres[Math.floor(next() * centres.length)];
      const size = Math.sqrt(-2 * Math.log(1 - next()));
      const turn = 2 * Math.PI * next();
      lon = x + size * Math.cos(turn) * 0.02;
      lat = y + size * Math.sin(turn) * 0.0125;
    }
    points[2 * i] = lon;
    points[2 * i + 1] = lat;
  }
  return points;
}

/** The box of `km` on each side around a point: [minLon, minLat, maxLon, maxLat]. */
export function around([lon, lat], km) {
  const dLat = km / 2 / 111.2;
  const dLon = dLat / Math.cos((lat * Math.PI) / 180);
  return [lon - dLon, lat - dLat, lon + dLon, lat + dLat];
}

export const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
