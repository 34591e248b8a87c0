/** The checks of DOMAIN 5.4, by id. `block`: nothing is issued while it is broken; `warn`: a person decides. */
export const CHECKS = {
  /** Sum rule: what end users pay in all is no more than what the park pays. */
  'PC-01': { severity: 'block', document: '发改办价格〔2018〕787号；价格违法行为行政处罚规定' },
  /** Average rule: their mean price is no more than the park's, with losses up to the province's cap. */
  'PC-02': { severity: 'block', document: '发改办价格〔2018〕787号' },
  /** Fair-share price: one price for all, the bill by what their meters counted. */
  'PC-03': { severity: 'warn', document: '发改办价格〔2018〕787号' },
  /** Period rule: no period costs more than the grid's own. */
  'PC-04': { severity: 'block', document: '发改办价格〔2018〕787号' },
  /** No fee by the kWh beside the price of electricity. */
  'PC-05': { severity: 'block', document: '国办函〔2020〕129号' },
  /** A loss that can be believed. */
  'PC-06': { severity: 'warn', document: '发改办价格〔2018〕787号' },
  /** A lower grid price is passed on from its day. */
  'PC-07': { severity: 'warn', document: '发改办价格〔2018〕787号' },
  /** Shared electricity is paid once. */
  'PC-08': { severity: 'block', document: '国办函〔2020〕129号' },
  /** Late fees within the rates of the supply rules, and within what is owed. */
  'PC-09': { severity: 'warn', document: '供电营业规则' },
} as const satisfies Readonly<Record<string, { readonly severity: Severity; readonly document: string }>>;

export type CheckId = keyof typeof CHECKS;
export type Severity = 'block' | 'warn';

/** What was compared: a decimal with its unit, or the code of what it is about. */
export interface Figure {
  readonly name: FigureName;
  readonly value: string;
  readonly unit: 'yuan' | 'yuan/kWh' | 'kWh' | '%' | null;
}
export type FigureName =
  | 'charged'
  | 'landlordOwn'
  | 'paid'
  | 'excess'
  | 'price'
  | 'limit'
  | 'used'
  | 'subject'
  | 'period'
  | 'loss'
  | 'since';

export interface Finding {
  readonly id: CheckId;
  readonly severity: Severity;
  /** `unknown`: what it needs is not there yet; nothing is proved. */
  readonly outcome: 'kept' | 'broken' | 'unknown';
  /** The documents behind it, by number. Their texts are to be checked by a person before a park relies on them. */
  readonly document: string;
  readonly figures: readonly Figure[];
  /** Key of the sentence that says it, in every language. */
  readonly words: `lawfulPrice.${CheckId}.${'kept' | 'broken' | 'unknown'}`;
}

export const findingOf = (id: CheckId, outcome: Finding['outcome'], figures: readonly Figure[] = []): Finding => ({
  id,
  ...CHECKS[id],
  outcome,
  figures,
  words: `lawfulPrice.${id}.${outcome}`,
});

/** Whether bills may go out: no blocking check is broken. What is unknown does not block; it is shown. */
export const mayIssue = (findings: readonly Finding[]): boolean =>
  !findings.some(({ severity, outcome }) => severity === 'block' && outcome === 'broken');
