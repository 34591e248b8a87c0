import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { apply, compose, diff } from './merge-patch.ts';

const leaf = fc.oneof(
  fc.integer({ min: -9, max: 9 }),
  fc.constantFrom('', 'a', 'closed'),
  fc.boolean(),
  fc.constant(null),
  fc.array(fc.constantFrom<unknown>(null, 1, 'x', { $: 1 }, { a: null }), { maxLength: 3 }),
);
const key = fc.constantFrom('a', 'b', 'c', 'A-001', '$', '__proto__');
/** Few keys and few values, so that two documents often share members; '$' and '__proto__' are ordinary names to a document. */
const { document } = fc.letrec<{ value: unknown; document: Record<string, unknown> }>((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, leaf, tie('document')),
  document: fc.dictionary(key, tie('value'), { maxKeys: 4, noNullPrototype: true }),
}));

describe('laws', () => {
  test('a patch leads from one document to the other, bit for bit, through JSON', () => {
    fc.assert(
      fc.property(document, document, (a, b) => {
        const patch = diff(a, b);
        const sent: unknown = JSON.parse(JSON.stringify(patch ?? {}));
        expect(apply(a, sent as Record<string, unknown>)).toEqual(b);
      }),
      { numRuns: 2_000 },
    );
  });

  test('no patch means no change, and equal documents have none', () => {
    fc.assert(
      fc.property(document, (a) => {
        expect(diff(a, structuredClone(a))).toBeNull();
        expect(apply(a, {})).toBe(a);
      }),
    );
  });

  test('two patches composed do what both do in a row, on any document', () => {
    fc.assert(
      fc.property(document, document, document, document, (a, b, c, other) => {
        const first = diff(a, b) ?? {};
        const second = diff(b, c) ?? {};
        expect(apply(a, compose(first, second))).toEqual(c);
        expect(apply(other, compose(first, second))).toEqual(apply(apply(other, first), second));
      }),
      { numRuns: 2_000 },
    );
  });

  test('composing is associative in effect', () => {
    fc.assert(
      fc.property(document, document, document, document, (a, b, c, d) => {
        const [p, q, r] = [diff(a, b) ?? {}, diff(b, c) ?? {}, diff(c, d) ?? {}];
        expect(apply(a, compose(compose(p, q), r))).toEqual(apply(a, compose(p, compose(q, r))));
      }),
    );
  });

  test('neither document nor patch is ever changed', () => {
    fc.assert(
      fc.property(document, document, (a, b) => {
        const before = structuredClone(a);
        const patch = diff(a, b) ?? {};
        const sent = structuredClone(patch);
        apply(a, patch);
        compose(patch, patch);
        expect(a).toEqual(before);
        expect(patch).toEqual(sent);
      }),
    );
  });
});

describe('on a park document', () => {
  test('a figure that becomes unknown is null, not absent', () => {
    const patch = diff({ power: 5, relay: 'open' }, { power: null, relay: 'open' });
    expect(patch).toEqual({ power: { $: null } });
    expect(apply({ power: 5, relay: 'open' }, patch ?? {})).toEqual({ power: null, relay: 'open' });
  });

  test('plain changes are plain RFC 7396', () => {
    const before = { a: 1, list: [1, 2], gone: 'x', inner: { b: 1, c: 2 } };
    const after = { a: 2, list: [1], inner: { b: 1, c: 3 } };
    expect(diff(before, after)).toEqual({ a: 2, list: [1], gone: null, inner: { c: 3 } });
  });

  test('untouched points are shared, so the next comparison is one by reference', () => {
    const before = { points: { a: { power: 1 }, b: { power: 2 } } };
    const after = apply(before, { points: { a: { power: 3 } } });
    expect(after.points.b).toBe(before.points.b);
    expect(after.points.a).toEqual({ power: 3 });
  });

  test('one changed point among 15,000 makes a patch of one point', () => {
    const points = Object.fromEntries(Array.from({ length: 15_000 }, (_, i) => [`E-${i}`, { power: i, at: null }]));
    const after = { points: { ...points, 'E-77': { power: 1, at: null } } };
    expect(diff({ points }, after)).toEqual({ points: { 'E-77': { power: 1 } } });
  });
});
