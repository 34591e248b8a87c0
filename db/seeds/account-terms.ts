import type { NoCutWindow } from '#domain/park/model.ts';
import type { FileAccount } from '#domain/park/park-file.ts';
import { sceneOf } from './scenes.ts';
import { spread } from './spread.ts';

export interface TenantTerms {
  /** Billed monthly; else the money comes first. */
  readonly postpaid: boolean;
  /** Never cut off. */
  readonly protected: boolean;
  /** What a day costs, about, yuan: contracted power times a figure of the trade. */
  readonly dailyYuan: number;
}

/** Days between the installation and the `now` of the demo. */
export const HISTORY_DAYS = 40;

/** For how many days the money lasts when a tenant is warned, and warned again. */
export const ALARM_DAYS = { first: 5, second: 2 } as const;

type Terms = Pick<
  FileAccount,
  'kind' | 'alarm1' | 'alarm2' | 'overdraft' | 'recloseMin' | 'hoardMax' | 'protected' | 'noCut' | 'openingBalance'
>;

/** Warned when the money lasts five days and again at two, cut at zero: for everybody in round sums of his own. */
export const termsOf = (account: string, { postpaid, protected: isProtected, dailyYuan: about }: TenantTerms): Terms => {
  if (postpaid) return { kind: 'postpaid' };
  const scene = sceneOf(account);
  const dailyYuan = scene?.dailyYuan ?? about;
  // By the rough figure the history and some weeks, for whoever uses a third more than it too.
  const days = scene === null ? HISTORY_DAYS * 1.15 + spread(account, 8, 40) : HISTORY_DAYS + scene.daysLeft;
  const roundUp = (yuan: number, to: number) => `${Math.ceil(yuan / to) * to}`;
  const large = dailyYuan > 200;
  return {
    kind: 'prepaid',
    alarm1: roundUp(dailyYuan * ALARM_DAYS.first, large ? 100 : 10),
    alarm2: roundUp(dailyYuan * ALARM_DAYS.second, large ? 50 : 5),
    overdraft: '0',
    recloseMin: roundUp(dailyYuan / 2, 5),
    hoardMax: roundUp(dailyYuan * 200, 10_000),
    protected: isProtected,
    noCut: NIGHTS_AND_REST_DAYS,
    openingBalance: roundUp(dailyYuan * days, 10),
  };
};

const NIGHTS_AND_REST_DAYS: readonly NoCutWindow[] = [
  { from: '18:00', to: '08:00', days: 'anyDay' },
  { from: '00:00', to: '24:00', days: 'restDay' },
];
