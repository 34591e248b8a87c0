import { createHash } from 'node:crypto';
import { layOut } from '#domain/paper/lay-out.ts';
import type { PaperBill } from '#domain/paper/paper-bill.ts';
import { sampleBill } from '#domain/paper/sample-bill.ts';
import { PLAIN_TEMPLATE } from '#domain/paper/template.ts';
import { instantMs } from '#domain/time/instant.ts';
import { archiveOf } from '#server/paper/archive.ts';
import { createFontStore } from '#server/paper/font-store.ts';
import { printPaper } from '#server/paper/print-paper.ts';
import { machineClock } from '#streams/simulator/machine-clock.ts';
import { wholeText } from '../stats.ts';
import type { Row } from '../table.ts';

const PAPERS = 1_000;
const S_MAX = 120;
const BYTES_MAX = 150_000;
const MEGABYTE = 1_048_576;

/** A thousand bills in Chinese, each of other figures and another name, as one archive that is read as fast as it is made. One thread. */
export const papers = async (): Promise<readonly Row[]> => {
  const fonts = createFontStore();
  const order = { fonts, language: 'zh' } as const;
  const sizes: number[] = [];
  const entries = Array.from({ length: PAPERS }, (_, i) => ({
    name: `${i}.pdf`,
    at: instantMs(0),
    make: async () => {
      const file = await printPaper({ bill: billOf(i), template: PLAIN_TEMPLATE, logo: null, at: instantMs(0) }, order);
      sizes.push(file.length);
      return file;
    },
  }));
  const pages = layOut(billOf(0), { template: PLAIN_TEMPLATE, language: 'zh', measure: fonts.measure }).length;
  const before = process.memoryUsage.rss();
  let most = before;
  const [startedAt, usedAt] = [machineClock.now(), process.cpuUsage()];
  const digest = createHash('sha256');
  for await (const chunk of archiveOf(entries, () => {
    most = Math.max(most, process.memoryUsage.rss());
  }))
    digest.update(chunk);
  const ms = machineClock.now() - startedAt;
  const { user, system } = process.cpuUsage(usedAt);
  const largest = Math.max(...sizes);
  return [
    {
      what: `${wholeText(PAPERS)} bills as PDFs in one archive, ${pages} pages of Chinese each`,
      asked: `<= ${S_MAX} s`,
      measured: `${(ms / 1_000).toFixed(1)} s, ${((user + system) / 1_000 / PAPERS).toFixed(1)} ms of processor a bill`,
      reached: ms <= S_MAX * 1_000,
    },
    {
      what: '  the largest of them, and all on average',
      asked: `< ${wholeText(BYTES_MAX)} B`,
      measured: `${wholeText(largest)} B, ${wholeText(Math.round(sizes.reduce((sum, size) => sum + size, 0) / sizes.length))} B`,
      reached: largest < BYTES_MAX,
    },
    {
      what: '  memory meanwhile',
      asked: '',
      measured: `${(most / MEGABYTE).toFixed(0)} MB, ${((most - before) / MEGABYTE).toFixed(0)} MB more than before`,
      reached: null,
    },
  ];
};

/** Names need letters of their own: a thousand different ones meet most pieces of the font. */
const billOf = (i: number): PaperBill => {
  const letters = Array.from({ length: 6 }, (_, n) => String.fromCodePoint(0x4e00 + ((i * 37 + n * 1_009) % 20_000))).join('');
  return {
    ...sampleBill({ meters: 1 + (i % 4) }),
    sample: false,
    account: `A-${i}`,
    name: { zh: `${letters}有限公司`, en: `Company ${i}` },
  };
};
