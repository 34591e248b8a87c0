import type { NoCutWindow } from '#domain/park/model.ts';
import type { FileAccount } from '#domain/park/park-file.ts';
import { DAILY_YUAN } from './daily-yuan.ts';
import { SCENES } from './scenes.ts';
import { spread } from './spread.ts';

export interface TenantTerms {
  /** Billed monthly; else the money comes first. */
  readonly postpaid: boolean;
  /** Never cut off. */
  readonly protected: boolean;
}

/** Days between the installation and the `now` of the demo. */
export const HISTORY_DAYS = 40;

type Terms = Pick<
  FileAccount,
  'kind' | 'alarm1' | 'alarm2' | 'overdraft' | 'recloseMin' | 'hoardMax' | 'protected' | 'noCut' | 'openingBalance'
>;

/**
 * Warned when the money lasts five days and again at two, cut at zero: for everybody in his own figures. Opening balances are such that
 * after the history they last as long as the scene wants, or ten to sixty days.
 */
export const termsOf = (account: string, { postpaid, protected: isProtected }: TenantTerms): Terms => {
  if (postpaid) return { kind: 'postpaid' };
  const daily = Math.max(4, DAILY_YUAN[account] ?? 4);
  const scene = new Map<string, number>(Object.entries(SCENES.daysLeft)).get(account);
  const left = scene ?? spread(account, 10, 60);
  const roundUp = (yuan: number, to: number) => `${Math.ceil(yuan / to) * to}`;
  return {
    kind: 'prepaid',
    alarm1: roundUp(daily * 5, daily > 200 ? 100 : 10),
    alarm2: roundUp(daily * 2, daily > 200 ? 50 : 5),
    overdraft: '0',
    recloseMin: roundUp(daily / 2, 5),
    hoardMax: roundUp(daily * 200, 10_000),
    protected: isProtected,
    noCut: NIGHTS_AND_REST_DAYS,
    openingBalance: yuanText(daily * (HISTORY_DAYS + left)),
  };
};

const NIGHTS_AND_REST_DAYS: readonly NoCutWindow[] = [
  { from: '18:00', to: '08:00', days: 'anyDay' },
  { from: '00:00', to: '24:00', days: 'restDay' },
];

/** Two decimals; an invented figure, so a float may choose it. */
const yuanText = (yuan: number): string => {
  const fen = Math.round(yuan * 100);
  return `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
};
