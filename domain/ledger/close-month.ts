import type { ParkMonth } from '../time/park-day.ts';

/** What must be done before a month's books close, in the order in which people do it. */
export const CLOSING_STEPS = ['over', 'before', 'folded', 'settled', 'shared', 'run', 'issued', 'shifts'] as const;
export type ClosingStepId = (typeof CLOSING_STEPS)[number];

export interface ClosingStep {
  readonly id: ClosingStepId;
  readonly state: 'done' | 'missing' | 'notNeeded';
  /** How many are missing, where they are counted; 0 otherwise. */
  readonly missing: number;
}

/** How a park's month stands before its books are closed. */
export interface MonthStanding {
  readonly month: ParkMonth;
  /** The park's day is in a later month. */
  readonly over: boolean;
  /** The earliest month that anything is booked or charged in and that is still open; null: there is none. */
  readonly firstOpen: ParkMonth | null;
  /** Meters and prices whose slots of the month are being folded or rated anew. */
  readonly folding: number;
  /** Days of accounts that a settlement has to look at; null: the last night of the month has not been settled at all. */
  readonly unsettled: number | null;
  /** The month's allocation; `none`: no rules are in force and none was computed. */
  readonly sharing: 'none' | 'notRun' | 'stopped' | 'computed';
  /** `none`: there is no account to be billed. */
  readonly run: 'none' | 'notRun' | 'running' | 'finished';
  /** A person has stated so: it is run for what it came to, and nothing of it goes out. */
  readonly notBilled: boolean;
  /** Bills of the month that are not out. */
  readonly notIssued: number;
  /** Shifts that began in the month or before and have not been counted. */
  readonly shifts: number;
}

/** The checklist of a month. */
export const closingSteps = (standing: MonthStanding): readonly ClosingStep[] =>
  CLOSING_STEPS.map((id) => ({ id, ...stateOf(id, standing) }));

/** Nothing is missing. */
export const mayClose = (steps: readonly ClosingStep[]): boolean => steps.every(({ state }) => state !== 'missing');

type State = Omit<ClosingStep, 'id'>;
const done: State = { state: 'done', missing: 0 };
const missing = (n = 0): State => ({ state: 'missing', missing: n });
const none = (n: number): State => (n === 0 ? done : missing(n));

const stateOf = (id: ClosingStepId, standing: MonthStanding): State => {
  switch (id) {
    case 'over':
      return standing.over ? done : missing();
    case 'before':
      return standing.firstOpen !== null && standing.firstOpen < standing.month ? missing() : done;
    case 'folded':
      return none(standing.folding);
    case 'settled':
      return standing.unsettled === null ? missing() : none(standing.unsettled);
    case 'shared':
      // Nobody is charged a share of what is not billed.
      if (standing.sharing === 'none' || (standing.notBilled && standing.sharing !== 'computed')) return { state: 'notNeeded', missing: 0 };
      return standing.sharing === 'computed' ? done : missing();
    case 'run':
      if (standing.run === 'none') return { state: 'notNeeded', missing: 0 };
      return standing.run === 'finished' ? done : missing();
    case 'issued':
      return standing.notBilled && standing.notIssued === 0 ? { state: 'notNeeded', missing: 0 } : none(standing.notIssued);
    case 'shifts':
      return none(standing.shifts);
  }
};
