// The atlas beside the libraries that a node server would use, on the same points and queries, in turns.
//
//   node tests/bench/run.mjs [points] [rounds]        1000000 and 3 unless told
//
// Needs `npm ci` and `cargo build --release -p atlas --example measure` (it builds that itself).
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Flatbush from 'flatbush';
import * as geokdbush from 'geokdbush';
import KDBush from 'kdbush';
import Supercluster from 'supercluster';
import { around, chance, makePoints, median } from './points.mjs';

const count = Number(process.argv[2] ?? 1_000_000);
const rounds = Number(process.argv[3] ?? 3);
const root = fileURLToPath(new URL('../..', import.meta.url));
const target = process.env.CARGO_TARGET_DIR ?? join(root, 'target');

if (!process.env.MEASURE) {
  const built = spawnSync('cargo', ['build', '--release', '-p', 'atlas', '--example', 'measure'], { cwd: root, stdio: 'inherit' });
  if (built.status !== 0) process.exit(built.status ?? 1);
}
const program = process.env.MEASURE ?? join(target, 'release/examples/measure');

const points = makePoints(count);
const next = chance(7);
const queries = Array.from({ length: 101 }, () => {
  const i = Math.floor(next() * count);
  return [points[2 * i], points[2 * i + 1]];
});

const work = mkdtempSync(join(tmpdir(), 'measure-'));
writeFileSync(join(work, 'points'), new Uint8Array(points.buffer));
writeFileSync(join(work, 'queries.json'), JSON.stringify(queries));

function timed(job) {
  const start = performance.now();
  const made = job();
  return [performance.now() - start, made];
}

function measure(inputs, answer) {
  const found = inputs.map((input) => answer(input).length);
  return { ms: median(inputs.map((input) => timed(() => answer(input))[0])), found };
}

const features = Array.from({ length: count }, (_, i) => ({
  type: 'Feature',
  properties: {},
  geometry: { type: 'Point', coordinates: [points[2 * i], points[2 * i + 1]] },
}));

function libraries() {
  const [flatbushMs, flatbush] = timed(() => {
    const index = new Flatbush(count);
    for (let i = 0; i < count; i++) index.add(points[2 * i], points[2 * i + 1]);
    index.finish();
    return index;
  });
  const kdbush = new KDBush(count);
  for (let i = 0; i < count; i++) kdbush.add(points[2 * i], points[2 * i + 1]);
  kdbush.finish();
  const clusters = new Supercluster({ radius: 56, extent: 512, minZoom: 5, maxZoom: 18 });
  const [clustersMs] = timed(() => clusters.load(features));
  const boxes = (km) => queries.map((query) => around(query, km));
  return {
    index_ms: flatbushMs,
    clusters_ms: clustersMs,
    answers: {
      'viewport 2 km': measure(boxes(2), (box) => flatbush.search(...box)),
      'viewport 20 km': measure(boxes(20), (box) => flatbush.search(...box)),
      'viewport 2 km (kdbush)': measure(boxes(2), (box) => kdbush.range(...box)),
      'viewport 20 km (kdbush)': measure(boxes(20), (box) => kdbush.range(...box)),
      'radius 5 km': measure(queries, ([lon, lat]) => geokdbush.around(kdbush, lon, lat, Infinity, 5)),
      'nearest 10': measure(queries, ([lon, lat]) => geokdbush.around(kdbush, lon, lat, 10)),
      'nearest 10 (flatbush, flat)': measure(queries, ([lon, lat]) => flatbush.neighbors(lon, lat, 10)),
    },
  };
}

const atlas = () =>
  JSON.parse(execFileSync(program, [join(work, 'points'), join(work, 'queries.json')], { maxBuffer: 1 << 26 }));

const runs = { node: [], rust: [] };
for (let round = 0; round < rounds; round++) {
  runs.rust.push(atlas());
  runs.node.push(libraries());
}
rmSync(work, { recursive: true });

// On the very edge rounding may differ: half a per mille of what is found, never more.
let differences = 0;
const same = (name, of) => {
  const [ours, theirs] = [runs.rust[0].answers[of].found, runs.node[0].answers[name].found];
  const total = ours.reduce((sum, n) => sum + n, 0);
  const apart = ours.reduce((sum, n, i) => sum + Math.abs(n - theirs[i]), 0);
  if (apart > total * (of.startsWith('radius') ? 0.005 : 0)) differences++;
  return apart === 0 ? 'same' : `${apart} of ${total} differ`;
};

const rows = [];
const add = (name, theirs, ours, found) =>
  rows.push({ what: name, 'node ms': +theirs.toPrecision(3), 'atlas ms': +ours.toPrecision(3), 'times faster': +(theirs / ours).toFixed(1), found });
const middle = (side, get) => median(runs[side].map(get));
add('build the index', middle('node', (r) => r.index_ms), middle('rust', (r) => r.index_ms), '');
add('build all clusters', middle('node', (r) => r.clusters_ms), middle('rust', (r) => r.clusters_ms), '');
for (const name of Object.keys(runs.node[0].answers)) {
  const of = name.replace(/ \(.*\)/, '');
  add(name, middle('node', (r) => r.answers[name].ms), middle('rust', (r) => r.answers[of].ms), same(name, of));
}
console.log(`${count} points, ${rounds} rounds, medians`);
console.table(rows);
const slow = rows.filter((row) => (row.what === 'build all clusters' ? row['times faster'] < 20 : /viewport|radius/.test(row.what) && row['times faster'] < 1));
if (differences) throw new Error('the answers differ');
if (slow.length) console.log(`onder het doel: ${slow.map((row) => row.what).join('; ')}`);
