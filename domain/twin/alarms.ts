import { leavesCut } from '../prepay/cut-off.ts';
import type { InstantMs } from '../time/instant.ts';
import { yuanFromFen } from '../units/money.ts';
import type { AlarmChange, AlarmKind, FlagRow } from './effects.ts';
import { figuresOf } from './figures.ts';
import { demandOf } from './project-demand.ts';
import type { AccountTwin, PointTwin, Twin } from './state.ts';

const KIND_OF_VERDICT: Readonly<Record<string, AlarmKind>> = {
  reset: 'METER_RESET',
  jump: 'METER_JUMP',
  break: 'METER_BREAK',
  conflict: 'READING_CONFLICT',
};

/** What a meter's readings gave reason to doubt; stays open until a person has looked. */
export const flagAlarms = (twin: Twin, flags: readonly FlagRow[], now: InstantMs): readonly AlarmChange[] => {
  if (flags.length === 0) return [];
  const points = pointsByInstallation(twin);
  return flags.flatMap((flag) => {
    const kind = KIND_OF_VERDICT[flag.verdict];
    const point = points.get(flag.installationId);
    if (!kind || !point) return [];
    const data = { at: flag.at, ...(flag.prior === null ? {} : { prior: flag.prior }) };
    return [
      change(twin, {
        type: 'open',
        kind,
        severity: 'warning',
        subject: 'point',
        subjectId: point.point.id,
        code: point.point.code,
        at: now,
        data,
      }),
    ];
  });
};

const pointsByInstallation = (twin: Twin): ReadonlyMap<number, PointTwin> => {
  const points = new Map<number, PointTwin>();
  for (const device of twin.devicesById.values()) for (const where of device.installations) points.set(where.installation.id, where.point);
  return points;
};

const LEVELS = [
  { level: 'alarm1', kind: 'BALANCE_ALARM1', severity: 'info' },
  { level: 'alarm2', kind: 'BALANCE_ALARM2', severity: 'warning' },
] as const;

/**
 * Levels crossed by the accounts whose figures have moved since the last call; one alarm a crossing, closed when the balance rises above the level again.
 * What is answered must be written: it is not answered twice.
 */
export const balanceAlarms = (twin: Twin, now: InstantMs): readonly AlarmChange[] => {
  const changes: AlarmChange[] = [];
  for (const account of twin.unjudged) {
    if (account.account.kind !== 'prepaid') continue;
    const figures = figuresOf(twin, account, now);
    if (figures.level === account.judged && leavesCut(figures.cut) === account.cut) continue;
    account.judged = figures.level;
    const data = { available: yuanFromFen(figures.available) };
    for (const { level, kind, severity } of LEVELS) {
      const on = figures.level === level || worse(figures.level, level);
      changes.push(...toggle(twin, account, { on, kind, severity, at: now, data }));
    }
    changes.push(
      ...toggle(twin, account, { on: figures.level === 'exhausted', kind: 'BALANCE_EXHAUSTED', severity: 'critical', at: now, data }),
    );
    account.cut = leavesCut(figures.cut);
    changes.push(...toggle(twin, account, { on: account.cut, kind: 'SUPPLY_CUT', severity: 'critical', at: now, data }));
  }
  twin.unjudged.clear();
  return changes;
};

const ORDER = ['ok', 'alarm1', 'alarm2', 'exhausted'];
const worse = (is: string, than: string): boolean => ORDER.indexOf(is) > ORDER.indexOf(than);

interface Toggle {
  readonly on: boolean;
  readonly kind: AlarmKind;
  readonly severity: AlarmChange['severity'];
  readonly at: InstantMs;
  readonly data: AlarmChange['data'];
}

const toggle = (twin: Twin, account: AccountTwin, { on, ...rest }: Toggle): readonly AlarmChange[] => {
  const { id, code } = account.account;
  const open = twin.alarms.has(`${rest.kind}|account|${id}`);
  return on === open ? [] : [change(twin, { type: on ? 'open' : 'close', subject: 'account', subjectId: id, code, ...rest })];
};

/** The running window's forecast against the contract: 100 % warns, 105 % (billed twice) is critical (DOMAIN 10). */
export const demandAlarms = (twin: Twin, now: InstantMs): readonly AlarmChange[] => {
  const changes: AlarmChange[] = [];
  for (const point of twin.points.values()) {
    if (point.point.role !== 'grid' || point.point.contractW === null) continue;
    const demand = demandOf(twin, point, now);
    const subject = { subject: 'point', subjectId: point.point.id, code: point.point.code, at: now } as const;
    const data = { forecastW: demand.forecastW, contractW: point.point.contractW };
    const share = demand.forecastW / point.point.contractW;
    for (const { kind, from, severity } of DEMAND) {
      const open = twin.alarms.has(`${kind}|point|${point.point.id}`);
      if (share > from && !open) changes.push(change(twin, { type: 'open', kind, severity, ...subject, data }));
      if (share <= from * CLEAR && open) changes.push(change(twin, { type: 'close', kind, severity, ...subject, data }));
    }
  }
  return changes;
};

const DEMAND = [
  { kind: 'DEMAND_FORECAST', from: 1, severity: 'warning' },
  { kind: 'DEMAND_OVER_CONTRACT', from: 1.05, severity: 'critical' },
] as const;
/** A forecast that trembles on the line opens one alarm, not a hundred. */
const CLEAR = 0.98;

const change = (twin: Twin, rest: Omit<AlarmChange, 'parkId'>): AlarmChange => ({ parkId: twin.model.id, ...rest });

/** After the commit: what is open now. */
export const noteAlarms = (twins: Iterable<Twin>, changes: readonly AlarmChange[]): void => {
  const byPark = new Map([...twins].map((twin) => [twin.model.id, twin]));
  for (const alarm of changes) {
    const twin = byPark.get(alarm.parkId);
    const key = `${alarm.kind}|${alarm.subject}|${alarm.subjectId}`;
    if (alarm.type === 'close') {
      twin?.alarms.delete(key);
      twin?.escalated.delete(key);
    } else twin?.alarms.set(key, { ...alarm, at: twin.alarms.get(key)?.at ?? alarm.at });
  }
};
