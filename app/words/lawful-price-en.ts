import type { LawfulPriceWords } from './lawful-price-zh.ts';

export const lawfulPriceEn: LawfulPriceWords = {
  title: 'Passing electricity on lawfully',
  note: 'before bills go out; have the documents’ texts confirmed',
  severity: { block: 'holds bills back', warn: 'a warning' },
  kept: '{n} rules are kept',
  outcome: { kept: 'Kept', broken: 'Broken', unknown: 'Not known' },
  figure: {
    charged: 'charged',
    landlordOwn: 'landlord’s own',
    paid: 'paid to the grid',
    excess: 'beyond it',
    price: 'price',
    limit: 'limit',
    used: 'energy',
    subject: 'of',
    period: 'period',
    loss: 'loss',
    since: 'since',
  },
  'PC-01': {
    kept: 'End users pay no more in all than the park pays the grid.',
    broken: 'End users pay more in all than the park pays the grid.',
    unknown: 'Sum rule: what the grid is paid is not known yet.',
  },
  'PC-02': {
    kept: 'Their mean price is no more than the park’s, allowed losses included.',
    broken: 'Their mean price is more than the park’s, allowed losses included.',
    unknown: 'Average rule: what the grid is paid is not known yet.',
  },
  'PC-03': {
    kept: 'Everybody pays the fair share of the bill by his meter.',
    broken: 'Somebody’s price is not the fair share of the bill.',
    unknown: 'Fair share: what the grid is paid is not known yet.',
  },
  'PC-04': {
    kept: 'No period costs more than the grid charges the park.',
    broken: 'A period costs more than the grid charges the park.',
    unknown: 'Period rule: the grid’s prices for the park are missing.',
  },
  'PC-05': {
    kept: 'No fee is counted by the kWh beside the price.',
    broken: 'A fee is counted by the kWh beside the price.',
    unknown: 'Fees by the kWh: there are no fees to look at yet.',
  },
  'PC-06': {
    kept: 'Losses are within their limit.',
    broken: 'Losses cannot be right, or exceed their limit.',
    unknown: 'Losses: nothing came in.',
  },
  'PC-07': {
    kept: 'A lower grid price reached the tenants the same day.',
    broken: 'A lower grid price did not reach the tenants the same day.',
    unknown: 'Passing on: prices are missing.',
  },
  'PC-08': {
    kept: 'Shared electricity is paid once.',
    broken: 'Shared electricity is in the property fee and in the electricity bill.',
    unknown: 'Paid twice: there are no fees to look at yet.',
  },
  'PC-09': {
    kept: 'Late fees are within their limits.',
    broken: 'A late fee is above its limit.',
    unknown: 'Late fees: there are none to look at.',
  },
};
