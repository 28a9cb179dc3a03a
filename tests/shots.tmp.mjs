import { chromium } from '@playwright/test';
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu','--disable-3d-apis'] });
const [,, ...specs] = process.argv;
for (const spec of specs) {
  const [name, w, h, path, dark] = spec.split('|');
  const p = await b.newPage({ viewport: { width: +w, height: +h }, colorScheme: dark ? 'dark' : 'light', hasTouch: +w < 900, isMobile: +w < 900, userAgent: +w < 900 ? 'Mozilla/5.0 (Linux; Android 13; Pixel 7) AppleWebKit/537.36 Chrome/126 Mobile Safari/537.36' : undefined });
  await p.goto('http://127.0.0.1:4301' + path); await p.waitForTimeout(1500);
  await p.screenshot({ path: `/tmp/w/${name}.png` });
  await p.close();
}
await b.close();
