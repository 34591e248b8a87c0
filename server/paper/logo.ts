import { createHash } from 'node:crypto';
import { crc32, inflateSync } from 'node:zlib';
import { LOGO_BYTES_MAX, LOGO_PIXELS_MAX } from '#domain/paper/template.ts';

export interface Logo {
  readonly hash: string;
  readonly bytes: Buffer;
  readonly width: number;
  readonly height: number;
  readonly mime: 'image/png' | 'image/jpeg';
}

export type LogoRefusal =
  | 'tooLarge'
  | 'tooManyPixels'
  /** Neither PNG nor JPEG, cut short, or of a kind that is not printed: interlaced, 16 bits, CMYK. */
  | 'unreadable';

export type LogoAnswer = { readonly type: 'logo'; readonly logo: Logo } | { readonly type: 'refused'; readonly because: LogoRefusal };

/** What was uploaded, if it can stand on a paper. Vector pictures come as PNG: the browser draws them, so that none is ever opened here. */
export function logoFrom(bytes: Buffer): LogoAnswer {
  if (bytes.length > LOGO_BYTES_MAX) return refused('tooLarge');
  const size = pngSize(bytes) ?? jpegSize(bytes);
  if (size === null || size.width === 0 || size.height === 0) return refused('unreadable');
  if (size.width > LOGO_PIXELS_MAX || size.height > LOGO_PIXELS_MAX) return refused('tooManyPixels');
  return { type: 'logo', logo: { ...size, bytes, hash: createHash('sha256').update(bytes).digest('hex') } };
}

const refused = (because: LogoRefusal): LogoAnswer => ({ type: 'refused', because });

type Size = Pick<Logo, 'width' | 'height' | 'mime'>;

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Samples a pixel by colour type: grey, RGB, palette, grey and alpha, RGB and alpha. */
const SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** ISO/IEC 15948: eight bits, not interlaced, every chunk whole, and just the pixels it speaks of. */
const pngSize = (bytes: Buffer): Size | null => {
  const chunks = bytes.length >= 57 && bytes.subarray(0, 8).equals(PNG) ? chunksOf(bytes) : null;
  const head = chunks?.[0];
  if (!chunks || head?.type !== 'IHDR' || head.data.length !== 13 || chunks.at(-1)?.type !== 'IEND') return null;
  const [width, height, samples] = [head.data.readUInt32BE(0), head.data.readUInt32BE(4), SAMPLES[head.data[9] ?? -1]];
  if (head.data[8] !== 8 || head.data[12] !== 0 || samples === undefined) return null;
  // Judged by its size before anything is unpacked.
  if (width > LOGO_PIXELS_MAX || height > LOGO_PIXELS_MAX) return { width, height, mime: 'image/png' };
  const pixels = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data));
  return unpacks(pixels, height * (1 + width * samples)) ? { width, height, mime: 'image/png' } : null;
};

const chunksOf = (bytes: Buffer): readonly { readonly type: string; readonly data: Buffer }[] | null => {
  const chunks: { readonly type: string; readonly data: Buffer }[] = [];
  for (let at = 8; at < bytes.length; ) {
    const end = at + 8 + (at + 8 <= bytes.length ? bytes.readUInt32BE(at) : bytes.length);
    if (end + 4 > bytes.length || crc32(bytes.subarray(at + 4, end)) !== bytes.readUInt32BE(end)) return null;
    chunks.push({ type: bytes.toString('latin1', at + 4, at + 8), data: bytes.subarray(at + 8, end) });
    at = end + 4;
  }
  return chunks;
};

const unpacks = (packed: Buffer, size: number): boolean => {
  try {
    return inflateSync(packed, { maxOutputLength: size }).length === size;
  } catch {
    // Cut short, damaged, or more than it says: no picture.
    return false;
  }
};

/** ISO/IEC 10918: the first frame says the size; one or three components of eight bits. */
const jpegSize = (bytes: Buffer): Size | null => {
  if (bytes.length < 20 || bytes.readUInt16BE(0) !== 0xffd8 || bytes.readUInt16BE(bytes.length - 2) !== 0xffd9) return null;
  for (let at = 2; at + 9 < bytes.length; ) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    const frame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (frame) {
      const parts = bytes[at + 9];
      if (bytes[at + 4] !== 8 || (parts !== 1 && parts !== 3)) return null;
      return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7), mime: 'image/jpeg' };
    }
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return null;
};

/** A logo as a page may show it. */
export const logoAddress = (bytes: Buffer): string =>
  `data:${bytes[0] === 0xff ? 'image/jpeg' : 'image/png'};base64,${bytes.toString('base64')}`;
