import { describe, expect, test } from 'vitest';
import { fieldOfPath, sentForm, type Typed, typedFaults } from './register-form.ts';

const TYPED: Typed = {
  serial: ' E-020111 ',
  point: 'B2-101',
  codec: 'canonical',
  ratio: '80',
  intervalS: '60',
  from: '2026-11-22T08:30',
  importStart: '',
  exportStart: '',
  reactiveStart: '',
  modulus: '',
  max: '',
  model: '',
};
const ZONE = 'Asia/Shanghai';

describe('the form that registers a meter', () => {
  test('is sent as the server reads it, without what was left empty', () =>
    expect(sentForm('main', TYPED, ZONE)).toEqual({
      park: 'main',
      serial: 'E-020111',
      point: 'B2-101',
      codec: 'canonical',
      ratio: '80',
      intervalS: 60,
      from: Date.UTC(2026, 10, 22, 0, 30),
    }));

  test('keeps registers as they are typed: no float touches them', () =>
    expect(sentForm('main', { ...TYPED, importStart: '12345.670', modulus: '1000000', max: '6.6' }, ZONE)).toMatchObject({
      start: { import: '12345.670' },
      modulus: '1000000',
      max: 6.6,
    }));

  test('says what is missing, no number, or no time, and is not sent', () => {
    const typed = { ...TYPED, point: ' ', ratio: '80x', from: 'soon', importStart: '1,5' };
    expect([...typedFaults(typed, ZONE)].sort()).toEqual([
      ['from', 'TIME'],
      ['importStart', 'NUMBER'],
      ['point', 'MISSING'],
      ['ratio', 'NUMBER'],
    ]);
    expect(sentForm('main', typed, ZONE)).toBeNull();
  });

  test("finds the field of a server's fault, and leaves the others to the form", () => {
    expect(fieldOfPath('start.import')).toBe('importStart');
    expect(fieldOfPath('')).toBeNull();
  });
});
