import { describe, expect, test } from 'vitest';
import { photoMimeOf } from './photo.ts';

const bytesOf = (latin1: string): Uint8Array => Uint8Array.from(latin1, (letter) => letter.charCodeAt(0));

describe('a picture is known by its first bytes:', () => {
  test.each([
    ['a JPEG of a camera', '\xff\xd8\xff\xe1\0\x10Exif', 'image/jpeg'],
    ['a JPEG of a canvas', '\xff\xd8\xff\xe0\0\x10JFIF', 'image/jpeg'],
    ['a PNG', '\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'image/png'],
    ['a WebP', 'RIFF\x24\0\0\0WEBPVP8 ', 'image/webp'],
    ['a sound in the same wrapper', 'RIFF\x24\0\0\0WAVEfmt ', null],
    ['a PNG whose line ends were changed on the way', '\x89PNG\n\x1a\n\0\0\0\rIHDR', null],
    ['a vector picture', '<svg xmlns="http://www.w3.org/2000/svg"/>', null],
    ['a page', '<!doctype html><script>', null],
    ['a GIF', 'GIF89a', null],
    ['a picture that was cut short', '\xff\xd8', null],
    ['nothing', '', null],
  ])('%s', (_, latin1, mime) => expect(photoMimeOf(bytesOf(latin1))).toBe(mime));
});
