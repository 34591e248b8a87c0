import { crc32, deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { layOut } from '#domain/paper/lay-out.ts';
import { sampleBill } from '#domain/paper/sample-bill.ts';
import { LOGO_BYTES_MAX, PLAIN_TEMPLATE } from '#domain/paper/template.ts';
import { instantMs } from '#domain/time/instant.ts';
import { createFontStore } from './font-store.ts';
import { logoFrom } from './logo.ts';
import { pdfOf } from './pdf.ts';

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
};

interface Made {
  readonly width?: number;
  readonly height?: number;
  readonly bits?: number;
  readonly color?: number;
  readonly interlaced?: number;
  readonly pixels?: number;
}

/** A PNG of one grey; each part of it may be wrong. */
const png = ({ width = 40, height = 10, bits = 8, color = 2, interlaced = 0, pixels }: Made = {}): Buffer => {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([bits, color, 0, 0, interlaced], 8);
  const data = Buffer.alloc(pixels ?? height * (1 + width * (color === 6 ? 4 : 3)), 0);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(data)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};

describe('a logo', () => {
  test.each([2, 6])('of colour type %d is taken by its true size, and printed', async (color) => {
    const bytes = png({ color });
    const answer = logoFrom(bytes);
    expect(answer).toMatchObject({
      type: 'logo',
      logo: { width: 40, height: 10, mime: 'image/png', hash: expect.stringMatching(/^[\da-f]{64}$/) },
    });
    const fonts = createFontStore();
    const template = { ...PLAIN_TEMPLATE, logo: { hash: '', width: 40, height: 10 } };
    const pages = layOut(sampleBill(), { template, language: 'zh', measure: fonts.measure });
    const file = await pdfOf(pages, { fonts, language: 'zh', title: '', author: '', at: instantMs(0), logo: bytes });
    expect(file.toString('latin1')).toContain('/Subtype /Image');
  });

  test.each([
    ['of too many bytes', Buffer.concat([png(), Buffer.alloc(LOGO_BYTES_MAX)]), 'tooLarge'],
    ['of too many pixels', png({ width: 4_000, height: 2, pixels: 1 }), 'tooManyPixels'],
    ['of sixteen bits', png({ bits: 16 }), 'unreadable'],
    ['that is interlaced', png({ interlaced: 1 }), 'unreadable'],
    ['that unpacks to more than it says', png({ pixels: 5_000_000 }), 'unreadable'],
    ['that unpacks to less than it says', png({ pixels: 3 }), 'unreadable'],
    ['that is cut short', png().subarray(0, -6), 'unreadable'],
    ['that is damaged', Buffer.from(png().toString('latin1').replace('IDAT', 'IDAU'), 'latin1'), 'unreadable'],
    ['that is a vector picture', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), 'unreadable'],
    ['that is nothing', Buffer.alloc(0), 'unreadable'],
  ])('%s is refused', (_, bytes, because) => {
    expect(logoFrom(bytes)).toEqual({ type: 'refused', because });
  });
});
