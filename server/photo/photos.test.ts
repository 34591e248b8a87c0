import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PHOTO_BYTES_MAX, UNREFERRED_PHOTOS_MAX } from '#domain/photo/photo.ts';
import { type Bench, startBench, type Who } from '../testing/bench.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench[Symbol.asyncDispose]());

const PNG = '\x89PNG\r\n\x1a\n';
const pictureOf = (text: string, length = 0): Buffer => {
  const head = Buffer.from(PNG + text, 'latin1');
  return Buffer.concat([head, Buffer.alloc(Math.max(0, length - head.length))]);
};

const send = (body: Buffer, { who = 'manager' as Who, headers = {}, park = 'small' } = {}) =>
  fetch(`${bench.url}/api/v1/photos/${park}/changes`, {
    method: 'POST',
    headers: { ...bench.headers[who], 'content-type': 'image/jpeg', ...headers },
    body: new Uint8Array(body),
  });
const see = (id: number, headers: Record<string, string> = {}) =>
  fetch(`${bench.url}/api/v1/photos/small/${id}`, { headers: { ...bench.headers.manager, ...headers } });

describe('a photo', () => {
  test('comes back as it was sent, named by what it is and not by what it was called', async () => {
    const sent = pictureOf('one');
    const { id } = await (await send(sent)).json();
    const response = await see(id);
    expect(Buffer.from(await response.arrayBuffer()).equals(sent)).toBe(true);
    const head = Object.fromEntries(
      ['content-type', 'cache-control', 'vary', 'content-disposition', 'x-content-type-options'].map((name) => [
        name,
        response.headers.get(name),
      ]),
    );
    expect(head).toEqual({
      'content-type': 'image/png',
      'cache-control': 'private, max-age=31536000, immutable',
      vary: 'cookie, authorization',
      'content-disposition': `inline; filename="photo-${id}.png"`,
      'x-content-type-options': 'nosniff',
    });
    const etag = response.headers.get('etag') ?? '';
    const again = await see(id, { 'if-none-match': etag });
    expect([again.status, (await again.arrayBuffer()).byteLength]).toEqual([304, 0]);
    // Whoever may not see it is not told that it is still the same.
    expect(
      (await fetch(`${bench.url}/api/v1/photos/small/${id}`, { headers: { ...bench.headers.tenant, 'if-none-match': etag } })).status,
    ).toBe(403);
  });

  test('of 1 MiB is taken; a byte more is refused in words', async () => {
    expect((await send(pictureOf('large', PHOTO_BYTES_MAX))).status).toBe(201);
    const response = await send(pictureOf('large', PHOTO_BYTES_MAX + 1));
    expect([response.status, (await response.json()).message]).toEqual([413, 'too large: a request holds at most 1 MiB']);
  });

  test.each([
    ['a vector picture', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['nothing', ''],
    ['a GIF', 'GIF89a'],
  ])('is never %s, whatever its sender says', async (_, text) => {
    const response = await send(Buffer.from(text, 'latin1'));
    expect([response.status, (await response.json()).code]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
  });

  test('is not taken from a page of another site, with our cookies', async () => {
    expect((await send(pictureOf('theirs'), { headers: { origin: 'https://elsewhere.example' } })).status).toBe(403);
  });

  test('that is not there, or of no park, is not found', async () => {
    expect((await see(999_999)).status).toBe(404);
    expect((await send(pictureOf('x'), { who: 'admin', park: 'nowhere' })).status).toBe(404);
    for (const path of ['photos/small/changes', 'photos/small/x', 'photos/%E0/1'])
      expect([path, (await fetch(`${bench.url}/api/v1/${path}`, { headers: bench.headers.manager })).status]).toEqual([path, 404]);
  });

  test('is one of so many that wait for their act, and then no more', async () => {
    const answers: number[] = [];
    for (let i = 0; i <= UNREFERRED_PHOTOS_MAX; i++) answers.push((await send(pictureOf(`wait ${i}`), { who: 'admin' })).status);
    expect([answers.filter((status) => status === 201).length, answers.at(-1)]).toEqual([UNREFERRED_PHOTOS_MAX, 429]);
    expect((await send(pictureOf('wait 3'), { who: 'admin' })).status).toBe(201);
  });
});
