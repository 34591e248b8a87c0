import { describe, expect, test } from 'vitest';
import { instantMs } from '#domain/time/instant.ts';
import { instantOfLocal, localText } from './local-time.ts';

const iso = (text: string, zone: string) => {
  const at = instantOfLocal(text, zone);
  return at === null ? null : new Date(at).toISOString();
};

describe("a form's time on the park's clock", () => {
  test('is an instant, whatever the zone of the machine', () => {
    expect(iso('2026-11-22T08:30', 'Asia/Shanghai')).toBe('2026-11-22T00:30:00.000Z');
    expect(localText(instantMs(Date.UTC(2026, 10, 22, 0, 30)), 'Asia/Shanghai')).toBe('2026-11-22T08:30');
  });

  test('holds before, between and after changes of the clock', () => {
    expect(iso('2026-03-29T01:30', 'Europe/Berlin')).toBe('2026-03-29T00:30:00.000Z');
    expect(iso('2026-03-29T03:00', 'Europe/Berlin')).toBe('2026-03-29T01:00:00.000Z');
    expect(iso('2026-10-25T02:30', 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z');
    expect(iso('2026-10-25T03:30', 'Europe/Berlin')).toBe('2026-10-25T02:30:00.000Z');
  });

  test('is refused where the clock never shows it, and where it is no time', () => {
    expect(iso('2026-03-29T02:30', 'Europe/Berlin')).toBeNull();
    for (const text of ['', '2026-11-22', '2026-13-41T99:99']) expect(iso(text, 'Asia/Shanghai')).toBeNull();
  });
});
