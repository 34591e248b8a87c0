// `node scripts/icons.ts`: draws the icons that phones ask for from public/icon.svg. Run it when that drawing changes; the files are kept.
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright';
import { say } from './ready/say.ts';
import { CHROMIUM, ensureProgram } from './ready/system-package.ts';

interface IconFile {
  readonly file: string;
  readonly px: number;
  /** A phone cuts its own shape out of it: the ground reaches the edge, the drawing keeps to the middle (the inner 80 %). */
  readonly maskable: boolean;
}

const FILES: readonly IconFile[] = [
  { file: 'icon-192.png', px: 192, maskable: false },
  { file: 'icon-512.png', px: 512, maskable: false },
  { file: 'icon-maskable-512.png', px: 512, maskable: true },
  { file: 'apple-touch-icon.png', px: 180, maskable: true },
];
const MASKABLE_SHARE = 0.86;

const drawing = readFileSync('public/icon.svg', 'utf8');
const ground = /<rect[^>]*fill="(#\w+)"/.exec(drawing)?.[1] ?? 'none';
const executablePath = (await ensureProgram(CHROMIUM)) ?? undefined;
const browser = await chromium.launch({
  ...(executablePath === undefined ? {} : { executablePath }),
  chromiumSandbox: process.getuid?.() !== 0,
  args: ['--disable-gpu'],
});
for (const { file, px, maskable } of FILES) {
  const page = await browser.newPage({ viewport: { width: px, height: px } });
  const inner = Math.round(px * (maskable ? MASKABLE_SHARE : 1));
  const style = `margin:0;display:grid;place-items:center;height:${px}px;background:${maskable ? ground : 'none'}`;
  await page.setContent(`<body style="${style}"><div style="width:${inner}px;height:${inner}px">${drawing}</div></body>`);
  await page.screenshot({ path: `public/${file}`, omitBackground: true });
  await page.close();
  say(`wrote public/${file}`);
}
await browser.close();
