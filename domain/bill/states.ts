/** What a bill goes through (DOMAIN 7.4). A reversal is a bill of its own that names the one it takes back. */
export const BILL_STATES = ['draft', 'checked', 'notBilled', 'issued', 'partlyPaid', 'paid', 'reversed'] as const;
export type BillState = (typeof BILL_STATES)[number];

/** 账单 (postpaid), 对账单 (prepaid), 红冲. */
export const BILL_KINDS = ['bill', 'statement', 'reversal'] as const;
export type BillKind = (typeof BILL_KINDS)[number];

const NEXT: Readonly<Record<BillState, readonly BillState[]>> = {
  // Computed anew for other figures.
  draft: ['draft', 'checked', 'notBilled'],
  checked: ['draft', 'notBilled', 'issued'],
  // It stands as what was said of a month that is billed to nobody.
  notBilled: [],
  issued: ['partlyPaid', 'paid', 'reversed'],
  partlyPaid: ['paid', 'reversed'],
  // Only by reversing it: what was paid goes back with it.
  paid: ['reversed'],
  reversed: [],
};

export const mayBecome = (from: BillState, to: BillState): boolean => NEXT[from].includes(to);

/** It went out: nothing of it changes any more but its state. */
export const isOut = (state: BillState): boolean => stands(state) || state === 'reversed';

/** It went out and was not taken back. */
const stands = (state: BillState): boolean => isOpen(state) || state === 'paid';

/** It is out, and not all of it is paid. */
export const isOpen = (state: BillState): boolean => state === 'issued' || state === 'partlyPaid';
