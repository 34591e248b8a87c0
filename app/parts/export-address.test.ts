import { expect, test } from 'vitest';
import { exportAddress, refusalOfText } from './export-address.ts';

test('an export is asked by kind and format, narrowed by what is given, in the language of the screen', () => {
  const query = { park: 'main', account: 'A 1', from: '2026-11-01', to: null, point: undefined };
  expect(exportAddress({ kind: 'accruals', format: 'xlsx', query, lang: 'en' })).toBe(
    '/api/v1/export/accruals.xlsx?park=main&account=A+1&from=2026-11-01&lang=en',
  );
});

test.each([
  ['{"code":"FORBIDDEN","message":"no"}', 'forbidden'],
  ['{"message":"who are you","code":"UNAUTHORIZED"}', 'signedOut'],
  ['{"code": "NOT_FOUND"}', 'notFound'],
  ['{"code":"TOO_MANY_REQUESTS"}', 'tooMany'],
  ['{"code":"PAYLOAD_TOO_LARGE"}', 'tooLarge'],
  ['{"code":"INTERNAL_SERVER_ERROR"}', 'fault'],
  ['<html>what a proxy says', 'fault'],
  [null, 'unreachable'],
])('in place of a file came %s: %s', (text, refusal) => expect(refusalOfText(text)).toBe(refusal));
