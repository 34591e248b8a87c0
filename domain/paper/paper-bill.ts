import type { BillLine } from '../bill/line.ts';
import type { BillKind, BillState } from '../bill/states.ts';
import type { Words } from '../park/model.ts';
import type { ParkDay } from '../time/instant.ts';
import type { Fen } from '../units/money.ts';
import type { Medium } from '../units/quantity.ts';

/** A line with the tariff it stands on. */
export interface PaperLine extends BillLine {
  readonly version: { readonly tariff: Words; readonly validFrom: ParkDay } | null;
}

/** A meter over the days it counted for the bill. */
export interface PaperMeter {
  readonly point: string;
  readonly name: Words;
  readonly medium: Medium;
  readonly serial: string;
  /** As the meter showed at both ends, in thousandths of a Wh (litre), before the ratio. */
  readonly start: number;
  readonly end: number;
  /** CT x PT in thousandths. */
  readonly ratioMilli: number;
  /** Whole Wh (litres) of the registers; null: the register went round or was reset in between. */
  readonly quantity: number | null;
}

/** Everything a bill's paper says. */
export interface PaperBill {
  readonly kind: BillKind;
  readonly state: BillState;
  /** "2026-000123"; null: not issued. */
  readonly number: string | null;
  /** Both included. */
  readonly from: ParkDay;
  readonly to: ParkDay;
  readonly park: Words;
  readonly account: string;
  readonly name: Words;
  /** Where the account is; empty: unknown. */
  readonly address: Words;
  readonly issuedOn: ParkDay | null;
  readonly dueOn: ParkDay | null;
  /** Of a reversal: the number of what it takes back, and why. */
  readonly reverses: string | null;
  readonly reason: string;
  readonly total: Fen;
  readonly excl: Fen;
  readonly tax: Fen;
  /** Booked with its issue; the rest was taken by daily settlements. */
  readonly toPost: Fen;
  readonly usedWh: number;
  readonly usedL: number;
  readonly lines: readonly PaperLine[];
  readonly meters: readonly PaperMeter[];
  /** Made up, to look at a template with. */
  readonly sample: boolean;
}
