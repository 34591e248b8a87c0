import { describe, expect, test } from 'vitest';
import { DARK, LIGHT, type Theme, themeCss } from './themes.ts';

/** Relative luminance and contrast of WCAG 2. */
const luminance = (hex: string): number => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a: string, b: string): number => {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
};

describe.each([DARK, LIGHT])('$name', (theme: Theme) => {
  test('text is read on every surface', () => {
    for (const text of theme.text) for (const surface of theme.surface) expect(contrast(text, surface)).toBeGreaterThanOrEqual(4.5);
  });

  test('the name of a period is read on its colour', () => {
    for (const [period, colour] of Object.entries(theme.period)) {
      expect(contrast(colour, theme.onPeriod[period as keyof Theme['onPeriod']])).toBeGreaterThanOrEqual(4.5);
    }
  });

  test('words of warning and alarm are read on page and card', () => {
    for (const colour of [theme.warnEdge, theme.crit, theme.info]) {
      for (const surface of theme.surface.slice(0, 2)) expect(contrast(colour, surface)).toBeGreaterThanOrEqual(4.5);
    }
  });

  test('the load scale grows evenly apart from the surface, so it reads without hue', () => {
    const steps = theme.load.map((colour) => contrast(colour, theme.surface[1]));
    expect(steps.toSorted((a, b) => a - b)).toEqual(steps);
  });
});

test('both themes stand in the style sheet, for the system’s choice and for a page’s own; paper is light', () => {
  const css = themeCss();
  expect(css.split('--surface-0:#0d1217').length - 1).toBe(2);
  expect(css.split('--surface-0:#f3f5f7').length - 1).toBe(3);
  expect(css.slice(css.indexOf('@media print'))).not.toContain(DARK.surface[0]);
});
