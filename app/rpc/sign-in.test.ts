import { expect, test } from 'vitest';
import { safePath } from './sign-in.ts';

test.each([
  ['/parks/main', '/parks/main'],
  ['/wall/main?lang=en', '/wall/main?lang=en'],
  ['//elsewhere.example', null],
  ['/\\elsewhere.example', null],
  ['https://elsewhere.example', null],
  ['', null],
  [null, null],
])('after signing in, %s leads to %s: never to another site', (to, path) => expect(safePath(to)).toBe(path));
