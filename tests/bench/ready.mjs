// A server that has just started makes the downloads of whole regions ready; until then it is not what it will be.
import { execFileSync } from 'node:child_process';

/** Seconds until the last of them comes with its length, so ready. */
export async function downloadsReady(base) {
  const start = performance.now();
  for (;;) {
    const head = execFileSync('curl', ['-sI', '-H', 'accept-encoding: gzip', `${base}/export/zuid.atom`], { encoding: 'utf8' });
    if (/^content-length:/im.test(head)) return (performance.now() - start) / 1000;
    await new Promise((done) => setTimeout(done, 500));
  }
}
