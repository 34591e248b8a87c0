import { describe, expect, test } from 'vitest';
import { instantMs } from '#domain/time/instant.ts';
import { fieldOfPath, sentChange, type Typed, typedBefore, typedFaults } from './change-form.ts';

const TYPED: Typed = {
  at: '2026-11-22T08:30',
  importEnd: ' 12345.670 ',
  exportEnd: '',
  reactiveEnd: '',
  serial: ' E-0091 ',
  ratio: '60',
  importStart: '0.35',
  exportStart: '',
  reactiveStart: '',
  codec: 'canonical',
  intervalS: '60',
  model: '',
  modulus: '',
  max: '',
};
const ZONE = 'Asia/Shanghai';
const AT = Date.UTC(2026, 10, 22, 0, 30);

describe('the form that changes what hangs at a point', () => {
  test('is sent as the server reads it: registers as they are typed, no float touches them', () =>
    expect(sentChange('replace', TYPED, ZONE)).toEqual({
      kind: 'replace',
      at: AT,
      end: { import: '12345.670' },
      device: { serial: 'E-0091', codec: 'canonical', intervalS: 60 },
      ratio: '60',
      start: { import: '0.35' },
    }));

  test('sends what its kind asks for, and no more', () => {
    expect(sentChange('ratio', TYPED, ZONE)).toEqual({ kind: 'ratio', at: AT, end: { import: '12345.670' }, ratio: '60' });
    expect(sentChange('end', { ...TYPED, serial: '', ratio: '' }, ZONE)).toEqual({ kind: 'end', at: AT, end: { import: '12345.670' } });
  });

  test('says what is missing, no number, or no time, and is not sent', () => {
    const typed = { ...TYPED, at: 'soon', importEnd: '1,5', serial: ' ' };
    expect([...typedFaults('replace', typed, ZONE)].sort()).toEqual([
      ['at', 'TIME'],
      ['importEnd', 'NUMBER'],
      ['serial', 'MISSING'],
    ]);
    expect(sentChange('replace', typed, ZONE)).toBeNull();
  });

  test('wants the register of the moment where the transformers change, and may do without where a meter is gone', () => {
    const unread = { ...TYPED, importEnd: '' };
    expect([...typedFaults('ratio', unread, ZONE)]).toEqual([['importEnd', 'MISSING']]);
    expect(typedFaults('replace', unread, ZONE).size).toBe(0);
  });

  test('has what was typed before where a change was taken back, to the digit, and is sent as that was', () => {
    const unread = { import: null, export: null, reactive: null };
    const begun = {
      serial: 'E-0091',
      model: 'DTSD1352',
      codec: 'canonical',
      intervalS: 60,
      modulusMilli: 1_000_000_000_000,
      maxRate: 4_000,
      ratioMilli: 1_500,
      start: { ...unread, import: 350_000 },
    };
    const ended = { serial: 'E-0090', end: { ...unread, import: 12_345_670_001 } };
    const record = {
      id: 7,
      kind: 'replace' as const,
      at: instantMs(AT),
      ended,
      begun,
      reason: 'a slip',
      takenBackAt: instantMs(AT),
      actor: 'Li',
      photos: [],
    };
    expect(sentChange('replace', typedBefore(TYPED, record, ZONE), ZONE)).toEqual({
      kind: 'replace',
      at: AT,
      end: { import: '12345.670001' },
      device: { serial: 'E-0091', codec: 'canonical', intervalS: 60, model: 'DTSD1352', modulus: '1000000', max: 4 },
      ratio: '1.5',
      start: { import: '0.35' },
    });
  });

  test('finds the field of a fault, and leaves those of fields it does not show to the form', () => {
    expect(fieldOfPath('replace', 'end.import')).toBe('importEnd');
    expect(fieldOfPath('end', 'ratio')).toBeNull();
    expect(fieldOfPath('end', '')).toBeNull();
  });
});
