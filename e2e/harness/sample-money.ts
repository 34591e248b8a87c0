import { HOUR_MS, type InstantMs, instantMs, MINUTE_MS, type ParkDay } from '#domain/time/instant.ts';
import { addDays, dayRange, parkDay, parkDayOf } from '#domain/time/park-day.ts';
import { PRICES, periodAt, ZONE } from './sample-day.ts';
import { pointW } from './sample-questions.ts';

const COMPONENTS = [
  ['purchase', 0.62],
  ['td', 0.24],
  ['lineLoss', 0.06],
  ['sysOp', 0.05],
  ['fund', 0.03],
] as const;

/** Accruals of an account with one electricity point: a line a day, period and part of the price. */
export const sampleUse = (key: string, from: ParkDay, to: ParkDay, now: InstantMs) => {
  const point = `E-${(key.split(':')[1] ?? 'A-001').slice(2)}`;
  const lines = [];
  for (let day = from; day <= to && dayRange(day, ZONE).from < now; day = addDays(day, 1)) {
    const byPeriod = new Map<ReturnType<typeof periodAt>, number>();
    const midnight = dayRange(day, ZONE).from;
    for (let hour = 0; hour < 24 && midnight + hour * HOUR_MS < now; hour++) {
      const wh = Math.round(pointW(key, midnight + (hour + 0.5) * HOUR_MS));
      byPeriod.set(periodAt(hour), (byPeriod.get(periodAt(hour)) ?? 0) + wh);
    }
    for (const [period, quantity] of byPeriod) {
      for (const [component, share] of COMPONENTS) {
        const charge = (quantity / 1_000) * Number(PRICES[period]) * share;
        lines.push({ day, point, period, component, quantity, chargeYuan: charge.toFixed(11) });
      }
    }
  }
  return lines;
};

const RECHARGES = [50_000, 20_000, 8_000, 100_000, 5_000, 30_000];

/** One opening and a recharge every nine days, newest first. */
export const sampleLedger = (now: InstantMs) => {
  const opened = dayRange(parkDay('2026-10-13'), ZONE).from;
  let balance = 12_000;
  const lines = [
    {
      id: '1',
      at: opened,
      day: parkDay('2026-10-13'),
      kind: 'opening',
      amountYuan: '12000.00',
      balanceYuan: '12000.00',
      memo: 'opening balance',
    },
  ];
  for (let i = 0; opened + (i + 1) * 216 * HOUR_MS < now; i++) {
    const amount = RECHARGES[i % RECHARGES.length] ?? 0;
    balance += amount;
    const at = instantMs(opened + (i + 1) * 216 * HOUR_MS + 9 * HOUR_MS + i * 13 * MINUTE_MS);
    lines.push({
      id: String(i + 2),
      at,
      day: parkDayOf(at, ZONE),
      kind: 'topUp',
      amountYuan: `${amount}.00`,
      balanceYuan: `${balance}.00`,
      memo: '',
    });
  }
  return lines.reverse();
};

export const sampleReceipts = (accounts: readonly { readonly code: string; readonly name: unknown }[], now: InstantMs) =>
  accounts.slice(0, 12).map(({ code, name }, i) => ({
    id: String(900 - i),
    at: instantMs(now - (i * i * 11 + 2) * MINUTE_MS),
    account: code,
    name,
    kind: 'topUp',
    amountYuan: `${RECHARGES[i % RECHARGES.length] ?? 0}.00`,
  }));

const VERDICTS = ['suspect', 'conflict', 'reset', 'jump', 'rollover', 'outlier', 'break'] as const;

export const sampleDoubts = (now: InstantMs) =>
  Array.from({ length: 14 }, (_, i) => {
    const at = instantMs(now - (i * i * 23 + 6) * MINUTE_MS);
    const verdict = VERDICTS[i % VERDICTS.length] ?? 'outlier';
    const prior = 812_345_670_000 + i * 9_876_543;
    const value = verdict === 'reset' || verdict === 'rollover' ? 1_250_000 * i : prior + (verdict === 'jump' ? 9_400_000_000 : 410_000);
    return {
      id: `${at}-${i + 1}-0`,
      point: `P-${String(101 + i * 3)}`,
      medium: i % 5 === 4 ? ('water' as const) : ('electricity' as const),
      serial: `E-${String(20_000 + i * 111).padStart(6, '0')}`,
      at,
      register: 'import' as const,
      verdict,
      value,
      values: verdict === 'conflict' ? [value, value + 12_000] : [value],
      prior,
      waits: verdict === 'suspect' || verdict === 'conflict',
    };
  });
