// Invented initiatives in the towns of Limburg, as a file to import. The same ones every time.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chance } from './points.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Places in and around the towns of Limburg, surely inside the border: no row is refused. */
export function places(count) {
  const next = chance(42);
  const towns = readFileSync(join(root, 'data/plaatsen.csv'), 'utf8')
    .split('\n')
    .slice(1)
    .map((line) => line.split(','))
    .filter(([, , , , municipality]) => municipality)
    .map(([, lon, lat]) => [Number(lon), Number(lat)]);
  return Array.from({ length: count }, () => {
    const [lon, lat] = towns[Math.floor(next() * towns.length)];
    const [km, turn] = [1.2 * Math.sqrt(next()), 2 * Math.PI * next()];
    return [lon + (km / 69.8) * Math.cos(turn), lat + (km / 111.2) * Math.sin(turn)];
  });
}

/** Rows as a sender would have them, with 1.4 kB of text. */
export function csv(count) {
  const next = chance(11);
  const pick = (from) => from[Math.floor(next() * from.length)];
  const words = ['robot', 'techniek', 'leerlijn', 'taal', 'rekenen', 'bewegen', 'muziek', 'natuur', 'werkplaats', 'samen'];
  const text = (n) => Array.from({ length: n }, () => pick(words)).join(' ');
  const lines = ['sleutel,titel,samenvatting,omschrijving,leervraag,opbrengst,school,lon,lat,sector,thema,fase,onderdeel'];
  for (const [i, [lon, lat]] of places(count).entries()) {
    lines.push(
      [
        `bench-${i}`, text(4), text(14), text(140), text(12), text(6), `School ${text(1)}`, lon.toFixed(6), lat.toFixed(6),
        pick(['po', 'vo', 'so', 'mbo', 'hbo', 'wo']), pick(['digitalisering', 'steam', 'kansengelijkheid']),
        pick(['idee', 'in-ontwikkeling', 'lopend', 'afgerond']), pick(['marktplaats', 'vrijplaats', 'buitenplaats']),
      ].join(','),
    );
  }
  return lines.join('\n') + '\n';
}
