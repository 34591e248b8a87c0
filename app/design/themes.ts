import type { Period } from '#domain/tariff/tariff.ts';

export type ThemeName = 'dark' | 'light';

/**
 * Every colour of the product, as hex, so that charts read what style sheets read. Checked for contrast (text >= 4.6:1 on each surface)
 * and against protan, deutan and tritan simulation; change them only with the mock-ups.
 */
export interface Theme {
  readonly name: ThemeName;
  readonly surface: readonly [page: string, card: string, track: string];
  readonly line: string;
  readonly lineStrong: string;
  readonly text: readonly [strong: string, normal: string, quiet: string];
  /** Lines of data and the primary button: never a hue, hues are states and categories. */
  readonly ink: string;
  readonly onInk: string;
  /** Load density cold to hot, 10 W/m² a step. */
  readonly load: readonly string[];
  readonly loadOff: string;
  readonly period: Readonly<Record<Period, string>>;
  readonly onPeriod: Readonly<Record<Period, string>>;
  readonly info: string;
  readonly warn: string;
  readonly warnEdge: string;
  readonly crit: string;
}

export const DARK: Theme = {
  name: 'dark',
  surface: ['#0d1217', '#141b22', '#1c252e'],
  line: '#27323c',
  lineStrong: '#3d4a56',
  text: ['#eaf0f5', '#b3bfca', '#8693a0'],
  ink: '#d5dfe8',
  onInk: '#0d1217',
  load: ['#4071a7', '#5784af', '#8193a6', '#be9b88', '#ef9a6c', '#ffb07f', '#ffd29c'],
  loadOff: '#2b353f',
  period: { deepValley: '#347d62', valley: '#8be4b9', flat: '#9399a0', peak: '#c8aefa', criticalPeak: '#b13bd1' },
  onPeriod: { deepValley: '#ffffff', valley: '#0d1217', flat: '#0d1217', peak: '#0d1217', criticalPeak: '#ffffff' },
  info: '#64bced',
  warn: '#f2d42d',
  warnEdge: '#f2d42d',
  crit: '#f85455',
};

export const LIGHT: Theme = {
  name: 'light',
  surface: ['#f3f5f7', '#ffffff', '#e9edf1'],
  line: '#dde3e8',
  lineStrong: '#b9c3cc',
  text: ['#121a22', '#43515f', '#5c6b79'],
  ink: '#22303c',
  onInk: '#ffffff',
  load: ['#6195c0', '#5783b1', '#5e738b', '#7f5745', '#843b1b', '#7b2300', '#68130b'],
  loadOff: '#d5dce2',
  period: { deepValley: '#025842', valley: '#3ca474', flat: '#6b7177', peak: '#9b79ca', criticalPeak: '#7b229b' },
  onPeriod: { deepValley: '#ffffff', valley: '#121a22', flat: '#ffffff', peak: '#121a22', criticalPeak: '#ffffff' },
  info: '#0168a5',
  warn: '#ffc933',
  warnEdge: '#7a5d00',
  crit: '#c4111a',
};

export const THEMES: Readonly<Record<ThemeName, Theme>> = { dark: DARK, light: LIGHT };

/** The style sheet of both themes: the system's choice, a page's own (`data-theme` on the root), or a part's own (a wall is dark). */
export const themeCss = (): string =>
  `:root{${declarations(LIGHT)}}@media (prefers-color-scheme:dark){:root{${declarations(DARK)}}}` +
  `[data-theme=light]{${declarations(LIGHT)}}[data-theme=dark]{${declarations(DARK)}}` +
  // Paper is light, whatever the screen was.
  `@media print{:root,[data-theme]{${declarations(LIGHT)}}}`;

const declarations = (theme: Theme): string =>
  `color-scheme:${theme.name};` +
  Object.entries(variablesOf(theme))
    .map(([name, value]) => `--${name}:${value};`)
    .join('');

const variablesOf = (theme: Theme): Record<string, string> => ({
  ...Object.fromEntries(theme.surface.map((colour, i) => [`surface-${i}`, colour])),
  ...Object.fromEntries(theme.text.map((colour, i) => [`text-${i + 1}`, colour])),
  ...Object.fromEntries(theme.load.map((colour, i) => [`load-${i + 1}`, colour])),
  ...Object.fromEntries(Object.entries(theme.period).map(([period, colour]) => [period, colour])),
  ...Object.fromEntries(Object.entries(theme.onPeriod).map(([period, colour]) => [`on-${period}`, colour])),
  'load-off': theme.loadOff,
  line: theme.line,
  'line-strong': theme.lineStrong,
  ink: theme.ink,
  'on-ink': theme.onInk,
  info: theme.info,
  warn: theme.warn,
  'warn-edge': theme.warnEdge,
  crit: theme.crit,
});
