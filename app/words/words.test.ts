import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { en } from './en.ts';
import { zhCN } from './zh-CN.ts';

const APP = join(import.meta.dirname, '..');

const wordsOf = (messages: object, prefix = ''): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(messages).flatMap(([key, value]: [string, unknown]) =>
      typeof value === 'object' && value !== null ? [...wordsOf(value, `${prefix}${key}.`)] : [[`${prefix}${key}`, String(value)] as const],
    ),
  );

const sources = readdirSync(APP, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$|(^|\/)words\/(managers-)?(en|zh|zh-CN)\.ts$/.test(path))
  .map((path) => ({ path, text: readFileSync(join(APP, path), 'utf8') }));

/** `t('a.b')` and `words.a.b` name one word; t(`a.${b}`) names all that begin with `a.`. */
const named = sources.flatMap(({ path, text }) =>
  [...text.matchAll(/\bt\(\s*'([^']+)'|\bwords\.([a-z]\w*\.\w+)/g)].map((match) => ({ path, key: match[1] ?? match[2] ?? '' })),
);
const prefixes = sources.flatMap(({ text }) => [...text.matchAll(/\bt\(\s*`([^`$]+)\$\{/g)].map((match) => match[1] ?? ''));

const chinese = wordsOf(zhCN);
const english = wordsOf(en);

describe('words', () => {
  test('are there in both languages', () => expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort()));

  test('speak of the same figures in both languages', () => {
    const figures = (text: string) => [...text.matchAll(/\{(\w+)/g)].map((match) => match[1]).sort();
    for (const [key, text] of chinese) expect({ key, figures: figures(english.get(key) ?? '') }).toEqual({ key, figures: figures(text) });
  });

  test('that a page asks for exist', () => {
    expect(
      named.filter(({ key, path }) => !chinese.has(key) && !path.startsWith('words')).map(({ path, key }) => `${path}: ${key}`),
    ).toEqual([]);
  });

  test('that no page asks for are gone', () => {
    const used = new Set(named.map(({ key }) => key));
    const unused = [...chinese.keys()].filter((key) => !used.has(key) && !prefixes.some((prefix) => key.startsWith(prefix)));
    expect(unused).toEqual([]);
  });

  test('are never empty', () => {
    expect([...chinese, ...english].filter(([, text]) => text.trim() === '').map(([key]) => key)).toEqual([]);
  });
});
