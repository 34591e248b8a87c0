import { AREAS, areaOf, type FlatComponent, sourceOf, versionOf } from '#domain/tariff/provinces/areas.ts';
import { priceFromYuan, yuanFromPrice } from '#domain/units/money.ts';
import { TARIFF_FORMAT } from './tariff-schema.ts';

/** The templates, one a line: code, name, notices, and what is not complete. */
export const areasText = (): string =>
  AREAS.map((area) =>
    [
      `${area.code.padEnd(20)}${area.area.en}, ${area.area.zh}: ${area.documents.join(', ')}`,
      `  floats ${area.floating.length === 0 ? 'not known' : [...new Set(area.floating.flatMap(({ components }) => components))].join(', ')}${classesOf(area)}`,
      ...area.gaps.map(({ zh, en }) => `  not complete: ${en} (${zh})`),
    ].join('\n'),
  ).join('\n');

const classesOf = ({ floating }: (typeof AREAS)[number]): string => {
  const classes = floating.flatMap(({ customers }) => (customers ? [customers.en] : []));
  return classes.length === 0 ? '' : `; customers: ${classes.join(' | ')}`;
};

export interface AreaRequest {
  readonly area: string;
  /** First day of the prices. */
  readonly from: string;
  /** "purchase=0.384470" each: flat prices of the month's table. */
  readonly flat: readonly string[];
  readonly customers?: string;
}

export type AreaFile = { readonly type: 'file'; readonly text: string } | { readonly type: 'misused'; readonly says: string };

/**
 * A tariff file made of a template and the flat prices of a month's table. Where the floats are not known the prices of the periods are left
 * to be filled in by hand, in words that `npm run rate` refuses.
 */
export const areaFile = ({ area: code, from, flat, customers }: AreaRequest): AreaFile => {
  const area = areaOf(code);
  if (area === null) return { type: 'misused', says: `--area ${code}: --areas tells which there are` };
  const components: FlatComponent[] = [];
  for (const text of flat) {
    const [component = '', yuan = ''] = text.split('=');
    const price = priceFromYuan(yuan);
    if (component === '' || price === null)
      return { type: 'misused', says: `--flat ${text}: a component and its price, as purchase=0.384470` };
    components.push({ code: component, name: { zh: component, en: component }, flat: price });
  }
  if (components.length === 0) return { type: 'misused', says: '--area needs --flat for each component, as --flat purchase=0.384470' };
  const priced = versionOf(area, { validFrom: from, components, ...(customers !== undefined && { customers }) });
  if (priced === null && area.floating.length > 0)
    return { type: 'misused', says: `--customers ${customers ?? ''}: one of${classesOf(area).replace('; customers:', '')}` };
  const version = priced ?? { validFrom: from, source: sourceOf(area), components: components.map(toFillIn(area)), rules: area.rules };
  const file = { format: TARIFF_FORMAT, name: area.area, zone: 'Asia/Shanghai', calendar: 'cn-state-council', versions: [version] };
  return { type: 'file', text: JSON.stringify(file, null, 2) };
};

const toFillIn =
  ({ rules }: (typeof AREAS)[number]) =>
  ({ code, name, flat }: FlatComponent) => {
    const periods = [...new Set(rules.map(({ period }) => period))].filter((period) => period !== 'flat');
    const blanks = Object.fromEntries(periods.map((period) => [period, 'take it from the table, or leave it out where it does not float']));
    return { code, name, prices: { flat: yuanFromPrice(flat), ...blanks } };
  };
