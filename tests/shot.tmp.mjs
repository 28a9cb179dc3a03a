import { chromium } from '@playwright/test';
const webgl = process.argv[3] === 'webgl';
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', ...(webgl ? ['--use-angle=swiftshader','--enable-unsafe-swiftshader','--ignore-gpu-blocklist'] : ['--disable-gpu','--disable-3d-apis'])] });
const p = await b.newPage({ viewport: { width: 1440, height: 900 } });
for (const path of process.argv[2].split(' ')) {
  const t = Date.now();
  await p.goto('http://127.0.0.1:4301' + path, { timeout: 300000 });
  await p.waitForSelector('html.awake', { timeout: 300000 });
  const t2 = Date.now();
  await p.screenshot({ path: '/tmp/w/shot.png', timeout: 300000 });
  console.log(path, 'awake', t2 - t, 'shot', Date.now() - t2);
}
await b.close();
