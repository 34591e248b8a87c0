import type { ParkDocument } from '#domain/board/board.ts';
import { HOUR_MS, type InstantMs, instantMs } from '#domain/time/instant.ts';

// The meters of points: every third has had one, the others two, every seventh other transformers since.

const DAY_MS = 24 * HOUR_MS;
const UNREAD = { import: null, export: null, reactive: null };
const shown = (value: number) => ({ ...UNREAD, import: value });

const numberOf = (code: string): number => [...code].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);

export const sampleInstallations = (point: string, document: ParkDocument, now: InstantMs) => {
  const board = document.points[point];
  if (!board || board.serial === null) return { rows: [], last: null, newest: null, takenBack: [] };
  const n = numberOf(point);
  const began = instantMs(Math.floor((now - 700 * DAY_MS) / DAY_MS) * DAY_MS - 8 * HOUR_MS);
  const changed = instantMs(Math.floor((now - 92 * DAY_MS) / HOUR_MS) * HOUR_MS);
  const common = { model: 'DTSD1352', codec: 'canonical', intervalS: board.intervalS };
  const ratioMilli = board.medium === 'water' ? 1_000 : 80_000;
  const running = {
    ...common,
    id: 2,
    serial: board.serial,
    from: changed,
    to: null,
    ratioMilli,
    start: shown(350_000),
    end: UNREAD,
    photos: [],
  };
  // A change with its photos; what hangs there from the beginning has none.
  const came = { ...running, photos: [{ id: 1, shows: 'start' as const }] };
  const went = [
    { id: 4, shows: 'end' as const },
    { id: 8, shows: 'end' as const },
  ];
  const before = { ...common, id: 1, from: began, to: changed, start: shown(0), end: shown(9_120_410_000), photos: went };
  const old =
    n % 7 === 0 ? { ...before, serial: board.serial, ratioMilli: 60_000 } : { ...before, serial: `E-${String(n * 11)}`, ratioMilli };
  const last = { at: board.at ?? now, value: 12_345_670_000 };
  if (n % 3 === 0)
    return {
      rows: [{ ...running, from: began }],
      last,
      newest: { kind: 'install' as const, at: began, ended: null, begun: 2 },
      takenBack: [],
    };
  const kind = n % 7 === 0 ? ('ratio' as const) : ('replace' as const);
  const mistaken = instantMs(changed - 2 * HOUR_MS);
  const wrong = {
    id: 1,
    kind,
    at: mistaken,
    ended: { serial: old.serial, end: shown(9_119_020_000) },
    begun: { ...common, serial: board.serial, modulusMilli: 1_000_000_000_000, maxRate: 4_000, ratioMilli: 800_000, start: shown(350_000) },
    reason: '倍率抄错：铭牌是 400/5，不是 4000/5',
    takenBackAt: instantMs(changed + HOUR_MS),
    actor: '周敏',
    photos: [{ id: 8, shows: 'end' as const }],
  };
  return { rows: [came, old], last, newest: { kind, at: changed, ended: 1, begun: 2 }, takenBack: [wrong] };
};

/** What taking the newest change of a point back would do; of water it is refused. */
export const sampleTakeBack = ({ point }: { readonly point: string }, document: ParkDocument) =>
  document.points[point]?.medium === 'water'
    ? { type: 'refused' as const, why: 'ELSEWHERE' as const, serial: 'E-011088', point: 'B3-201' }
    : {
        type: 'plan' as const,
        kind: 'replace' as const,
        slots: 8_832,
        readings: 12,
        waiting: 3,
        unplaced: 132_480,
        quantity: 18_204_310,
        charge: '11842.66',
        openFrom: '2026-11-01',
        billed: true,
      };

interface SampleChange {
  readonly change: {
    readonly kind: string;
    readonly at: InstantMs;
    readonly ratio?: string;
    readonly end?: { readonly import?: string };
    readonly device?: { readonly serial: string };
  };
}

/** What the server refuses most often, and a plan that has all there is to say. */
export const sampleChangePlan = ({ change }: SampleChange, now: InstantMs) => {
  const faults: { path: string; code: string; message: string }[] = [];
  const end = change.end?.import;
  if (end !== undefined && Number(end) < 12_345.67)
    faults.push({
      path: 'end.import',
      code: 'RANGE',
      message: 'E-025920 showed 12345.67 at 2026-11-29T14:38:00+08:00: this does not follow from it',
    });
  if (change.ratio === '0')
    faults.push({ path: 'ratio', code: 'SHAPE', message: 'expected CT x PT as a positive decimal string with at most three places' });
  if (faults.length > 0) return { type: 'refused' as const, faults };
  const late = now - change.at > HOUR_MS;
  return {
    type: 'plan' as const,
    slots: late ? 41 : 0,
    readings: late ? 612 : 0,
    waiting: change.device?.serial.startsWith('E-020') ? 12 : 0,
    last: { at: instantMs(change.at - 60_000), value: 12_345_670_000 },
    openFrom: late ? '2026-11-01' : null,
    billed: late,
  };
};
