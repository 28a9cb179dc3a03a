// Downloads of everything: GeoJSON over HTTP beside ogr2ogr, which makes the same of our GeoPackage, in turns; then how
// long each format takes to begin and to end, ready and made fresh, and what that takes of memory.
//
//   node tests/bench/export.mjs [rows] [rounds]      100000 and 5 unless told
//
// Needs a built server (target/release/innovatiekaart, or INNOVATIEKAART_BIN=path), curl, and ogr2ogr (gdal-bin).
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median } from './points.mjs';
import { downloadsReady } from './ready.mjs';
import { csv } from './rows.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const count = Number(process.argv[2] ?? 100_000);
const rounds = Number(process.argv[3] ?? 5);
/** The properties that our GeoJSON has: ogr2ogr writes no more than we do. */
const PROPERTIES =
  'titel,samenvatting,school,plaats,gemeente,regio,sector,thema,fase,onderdeel,website,url,gewijzigd,voorbeeld';
/** What finds everything, and is no whole region: made when it is asked for. */
const ALL = '?bbox=5,50,7,52';
const MB = 1024 * 1024;

const work = mkdtempSync(join(tmpdir(), 'bench-'));
const binary = process.env.INNOVATIEKAART_BIN ?? join(root, 'target/release/innovatiekaart');
const data = ['--data-dir', join(work, 'data')];
writeFileSync(join(work, 'rows.csv'), csv(count));
execFileSync(binary, ['importeren', 'initiatieven', join(work, 'rows.csv'), ...data], { stdio: 'inherit' });
const server = spawn(binary, ['serve', ...data, '--listen', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'ignore'] });
try {
  const [line] = await once(server.stdout, 'data');
  const base = /http:\S+/.exec(String(line))[0];
  const ready = await downloadsReady(base);
  console.log(`${count} initiatives: downloads of whole regions ready ${ready.toFixed(0)} s after the start`);
  besideOgr(base);
  const memory = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))[1]) * 1024;
  const peak = () => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))[1]) * 1024;
  for (const format of ['geojson', 'csv', 'kml', 'atom', 'xlsx', 'gpkg']) {
    for (const [how, query] of [['ready', ''], ['fresh', ALL]]) {
      const idle = memory();
      writeFileSync(`/proc/${server.pid}/clear_refs`, '5');
      const runs = Array.from({ length: rounds }, () => get(`${base}/export/limburg.${format}${query}`, how === 'ready'));
      const [first, total] = [0, 1].map((i) => (median(runs.map((run) => run[i])) * 1000).toFixed(0).padStart(6));
      const size = `${(runs[0][2] / MB).toFixed(1)} MB`.padStart(9);
      const grown = ((peak() - idle) / MB).toFixed(0).padStart(4);
      console.log(`${format.padEnd(8)} ${how}  first byte ${first} ms  all ${total} ms  ${size}  ${grown} MB above idle`);
    }
  }
} finally {
  server.kill();
  rmSync(work, { recursive: true, force: true });
}

/** Time to first byte and to the last, in seconds, and the size in bytes. */
function get(url, compressed) {
  const accept = compressed ? ['-H', 'accept-encoding: br'] : [];
  const format = '%{http_code} %{time_starttransfer} %{time_total} %{size_download}';
  const out = execFileSync('curl', ['-s', '-o', join(work, 'out'), '-w', format, ...accept, url], { encoding: 'utf8' });
  const [status, ...numbers] = out.split(' ').map(Number);
  if (status !== 200) throw new Error(`${url}: ${status}`);
  return numbers;
}

function besideOgr(base) {
  const [gpkg, theirs] = [join(work, 'export.gpkg'), join(work, 'theirs.geojson')];
  execFileSync('curl', ['-sf', '-o', gpkg, `${base}/export/limburg.gpkg`]);
  const times = { ours: [], ogr2ogr: [] };
  for (let round = 0; round < rounds; round++) {
    const ask = performance.now();
    get(`${base}/export/limburg.geojson`, false);
    times.ours.push(performance.now() - ask);
    rmSync(theirs, { force: true });
    const convert = performance.now();
    execFileSync('ogr2ogr', ['-f', 'GeoJSON', '-select', PROPERTIES, theirs, gpkg]);
    times.ogr2ogr.push(performance.now() - convert);
  }
  const [ours, ogr] = [median(times.ours), median(times.ogr2ogr)];
  const sizes = [join(work, 'out'), theirs].map((file) => (statSync(file).size / MB).toFixed(0));
  const ratio = ogr / ours;
  console.log(
    `GeoJSON of ${count}: over HTTP ${ours.toFixed(0)} ms (${sizes[0]} MB), ogr2ogr ${ogr.toFixed(0)} ms (${sizes[1]} MB): ` +
      `${ratio.toFixed(1)} times as fast${ratio < 1 ? '  (onder het doel)' : ''}`,
  );
}
