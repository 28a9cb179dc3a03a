// The service beside a node server with the libraries of the trade: the same rows, the same addresses, one core for
// the server and one for who asks, in turns. And how long the service takes to start.
//
//   node tests/bench/http.mjs [rows] [seconds] [rounds]      100000, 5 and 3 unless told
//
// Needs `npm ci`, `cargo xtask build` (target/release/innovatiekaart, or INNOVATIEKAART_BIN=path), taskset, two cores;
// curl; and wrk (`apt-get install wrk`), or else it asks with autocannon, which may be slower than what it measures.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createProbe } from 'node:net';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { around, chance, median } from './points.mjs';
import { downloadsReady } from './ready.mjs';
import { csv, places } from './rows.mjs';

const SERVER_CORE = '0';
const CLIENT_CORE = '1';
const API = '/api/collections/initiatieven';
const CONNECTIONS = '32';
const AT_LEAST = 5;
const READY_WITHIN = 2;
const root = fileURLToPath(new URL('../..', import.meta.url));

if (process.argv[2] === 'node-server') await nodeServer(process.argv[3], Number(process.argv[4]));
else await compare(Number(process.argv[2] ?? 100_000), Number(process.argv[3] ?? 5), Number(process.argv[4] ?? 3));

/**
 * What a node server does at its best: features serialised once, the trees searched, the parts joined. What the service
 * computes besides (a name, a box and three counts for a cluster) is here a text of the same length, for nothing.
 */
async function nodeServer(source, port) {
  const [{ default: Flatbush }, { default: Supercluster }] = await Promise.all([import('flatbush'), import('supercluster')]);
  const features = await everything(source);
  // NODE_USUAL=1: as such a server is usually written, serialising each answer; else prepared, like ours.
  const prepared = new Map(features.map((feature) => [feature, JSON.stringify(feature)]));
  const text = process.env.NODE_USUAL ? (feature) => JSON.stringify(feature) : (feature) => prepared.get(feature);
  const tree = new Flatbush(features.length);
  for (const { geometry } of features) tree.add(...geometry.coordinates);
  tree.finish();
  const clusters = new Supercluster({ radius: 56, extent: 512, minZoom: 5, maxZoom: 18 });
  clusters.load(features);
  const rest = ',"naam":"rond Haelen","bbox":[5.812345,51.212345,5.823456,51.223456],"marktplaats":12,"vrijplaats":12,"buitenplaats":12';
  const six = (degrees) => Math.round(degrees * 1e6) / 1e6;

  const server = createServer((request, response) => {
    const url = new URL(request.url, 'http://localhost');
    const bbox = url.searchParams.get('bbox').split(',').map(Number);
    let body;
    if (url.pathname === `${API}/clusters`) {
      let matched = 0;
      const found = clusters.getClusters(bbox, Number(url.searchParams.get('zoom')));
      const parts = found.map((one) => {
        matched += one.properties.point_count ?? 1;
        if (!one.properties.cluster) return text(one);
        const { cluster_id, point_count } = one.properties;
        const [lon, lat] = one.geometry.coordinates;
        const zoom = clusters.getClusterExpansionZoom(cluster_id);
        return `{"type":"Feature","geometry":{"type":"Point","coordinates":[${six(lon)},${six(lat)}]},"properties":{"aantal":${point_count}${rest},"zoom":${zoom}}}`;
      });
      body = `{"type":"FeatureCollection","features":[${parts.join(',')}],"numberMatched":${matched},"numberReturned":${parts.length}}`;
    } else {
      const found = tree.search(...bbox);
      const limit = Number(url.searchParams.get('limit') ?? 100);
      const page = found.slice(0, limit).map((i) => text(features[i]));
      body = `{"type":"FeatureCollection","numberMatched":${found.length},"numberReturned":${page.length},"features":[${page.join(',')}]}`;
    }
    // Bytes, so that their number is known: without it node sends the answer in chunks, which costs it more.
    const bytes = Buffer.from(body);
    response.writeHead(200, { 'content-type': 'application/geo+json', 'content-length': bytes.length });
    response.end(bytes);
  });
  server.listen(port, '127.0.0.1');
}

/** All features of a running service, page by page. */
async function everything(base) {
  const features = [];
  let next = `${base}${API}/items?limit=1000`;
  while (next) {
    const page = await (await fetch(next)).json();
    features.push(...page.features);
    const link = page.links.find((one) => one.rel === 'next');
    next = link && new URL(link.href, base).pathname + new URL(link.href, base).search;
    next &&= base + next;
  }
  return features;
}

async function compare(count, seconds, rounds) {
  const work = mkdtempSync(join(tmpdir(), 'bench-'));
  const running = [];
  try {
    const binary = process.env.INNOVATIEKAART_BIN ?? join(root, 'target/release/innovatiekaart');
    const data = ['--data-dir', join(work, 'data')];
    writeFileSync(join(work, 'rows.csv'), csv(count));
    execFileSync(binary, ['importeren', 'initiatieven', join(work, 'rows.csv'), ...data], { stdio: 'inherit' });

    const starts = [];
    for (let round = 0; round < rounds; round++) starts.push(await startTime(binary, data, running));
    const ready = median(starts);
    console.log(`${count} stored initiatives: ready after ${ready.toFixed(2)} s (${starts.map((s) => s.toFixed(2)).join(', ')}), all cores`);

    const [ours, theirs] = [await freePort(), await freePort()];
    const bases = { atlas: `http://127.0.0.1:${ours}`, node: `http://127.0.0.1:${theirs}` };
    const pids = {};
    const pinned = (side, command, args) => {
      const child = spawn('taskset', ['-c', SERVER_CORE, command, ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
      running.push(child);
      // taskset becomes the server, so this is the server's own number.
      pids[side] = child.pid;
    };
    pinned('atlas', binary, ['serve', ...data, '--listen', `127.0.0.1:${ours}`]);
    await answered(`${bases.atlas}/klaar`);
    // Making downloads ready takes half of the core on which both are measured.
    await downloadsReady(bases.atlas);
    pinned('node', process.execPath, [fileURLToPath(import.meta.url), 'node-server', bases.atlas, String(theirs)]);
    await answered(`${bases.node}${API}/items?bbox=5.7,51.2,5.71,51.21&limit=1`);

    const addresses = cases(count);
    const script = join(work, 'views.lua');
    const rates = {};
    for (let round = 0; round < rounds; round++) {
      for (const [name, paths] of Object.entries(addresses)) {
        writeFileSync(script, inTurn(paths));
        for (const side of ['node', 'atlas']) {
          const before = processorTime(pids[side]);
          const rate = load(bases[side] + paths[0], seconds, script);
          const micros = ((processorTime(pids[side]) - before) * 1e6) / (rate * seconds);
          (rates[name] ??= { node: [], atlas: [] })[side].push({ rate, micros });
        }
      }
    }

    const rows = [];
    const slow = ready < READY_WITHIN ? [] : ['start'];
    let differences = 0;
    for (const [name, [path]] of Object.entries(addresses)) {
      const middle = (side, get) => median(rates[name][side].map(get));
      const [node, atlas] = ['node', 'atlas'].map((side) => middle(side, (run) => run.rate));
      const [nodeMicros, atlasMicros] = ['node', 'atlas'].map((side) => middle(side, (run) => run.micros));
      const [a, b] = [await answer(bases.node + path), await answer(bases.atlas + path)];
      // The libraries draw other clusters, and those that have their centre in the view: only items are the same.
      if (path.includes('/items') && String(a.ids) !== String(b.ids)) differences++;
      if (atlas / node < AT_LEAST) slow.push(name);
      rows.push({
        what: name,
        'node req/s': Math.round(node),
        'atlas req/s': Math.round(atlas),
        'times faster': +(atlas / node).toFixed(1),
        // The same on a machine that others use as well: what a request costs the server's core.
        'µs of core (node, atlas)': `${nodeMicros.toFixed(0)} ${atlasMicros.toFixed(0)}`,
        'times cheaper': +(nodeMicros / atlasMicros).toFixed(1),
        'features (node, atlas)': `${a.features} ${b.features}`,
        'bytes (node, atlas)': `${a.bytes} ${b.bytes}`,
      });
    }
    console.log(`${count} rows, ${rounds} rounds of ${seconds} s, ${CONNECTIONS} connections, one core for the server, medians`);
    console.table(rows);
    if (differences) throw new Error('the features differ');
    if (slow.length) console.log(`onder het doel: ${slow.join('; ')}`);
  } finally {
    for (const child of running) child.kill();
    await Promise.all(running.filter((child) => child.exitCode === null && child.signalCode === null).map((child) => once(child, 'exit')));
    rmSync(work, { recursive: true, force: true });
  }
}

/** Seconds from the start of the process until it says that it listens and answers 200 on /klaar. */
async function startTime(binary, data, running) {
  const start = performance.now();
  const child = spawn(binary, ['serve', ...data, '--listen', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  running.push(child);
  child.stdout.setEncoding('utf8');
  let said = '';
  for await (const text of child.stdout) {
    said += text;
    if (said.includes('\n')) break;
  }
  await answered(`${/http:\S+/.exec(said)[0]}/klaar`);
  const seconds = (performance.now() - start) / 1000;
  child.kill();
  await once(child, 'exit');
  return seconds;
}

/** For each kind of question a hundred views: no answer is the one before. */
function cases(count) {
  const all = places(count);
  const next = chance(7);
  const at = Array.from({ length: 100 }, () => all[Math.floor(next() * count)]);
  const views = (km, address) => at.map((place) => address(around(place, km).map((v) => v.toFixed(5)).join(',')));
  const clusters = {
    'clusters, Limburg, zoom 8': views(120, (bbox) => `${API}/clusters?bbox=${bbox}&zoom=8`),
    'clusters, a town, zoom 12': views(20, (bbox) => `${API}/clusters?bbox=${bbox}&zoom=12`),
    'clusters, a street, zoom 16': views(1.2, (bbox) => `${API}/clusters?bbox=${bbox}&zoom=16`),
  };
  return {
    ...clusters,
    // As somebody asks who looks for something: from the province to the street.
    'clusters, the three in turn': at.flatMap((_, i) => Object.values(clusters).map((paths) => paths[i])),
    'items, a street': views(0.5, (bbox) => `${API}/items?bbox=${bbox}&limit=100`),
  };
}

/** A script for wrk that asks for these addresses one after the other. */
function inTurn(paths) {
  const list = paths.map((path) => JSON.stringify(path)).join(', ');
  return `local paths, n = {${list}}, 0\nrequest = function() n = n % #paths + 1; return wrk.format("GET", paths[n]) end\n`;
}

/** Seconds of processor time that a process has used, from /proc in hundredths. */
function processorTime(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** Requests per second: wrk takes the views in turn, autocannon only knows one. */
function load(url, seconds, script) {
  if (spawnSync('wrk', ['--version']).error) return loadByNode(url, seconds);
  const out = execFileSync('taskset', ['-c', CLIENT_CORE, 'wrk', '-t', '1', '-c', CONNECTIONS, '-d', `${seconds}s`, '-s', script, url], { encoding: 'utf8' });
  if (/Non-2xx|Socket errors/.test(out)) throw new Error(`${url}:\n${out}`);
  return Number(/Requests\/sec:\s*([\d.]+)/.exec(out)[1]);
}

function loadByNode(url, seconds) {
  const autocannon = createRequire(import.meta.url).resolve('autocannon');
  const out = execFileSync(
    'taskset',
    ['-c', CLIENT_CORE, process.execPath, autocannon, '-j', '-n', '-c', CONNECTIONS, '-d', String(seconds), url],
    { maxBuffer: 1 << 26, stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const result = JSON.parse(out);
  if (result.non2xx || result.errors) throw new Error(`${url}: ${result.non2xx} refused, ${result.errors} errors`);
  return result.requests.average;
}

/** How many bytes and features an answer has, and their ids in order. */
async function answer(url) {
  const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
  const { features } = JSON.parse(new TextDecoder().decode(bytes));
  const ids = features.map((one) => one.id).sort((a, b) => a - b);
  return { bytes: bytes.length, features: features.length, ids };
}

async function answered(url) {
  for (let i = 0; i < 6000; i++) {
    const ok = await fetch(url).then((response) => response.ok, () => false);
    if (ok) return;
    await new Promise((done) => setTimeout(done, 20));
  }
  throw new Error(`${url} does not answer`);
}

async function freePort() {
  const probe = createProbe().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}
