import type { Theme } from '../design/themes.ts';

/** Parts of one sum, from the ink to the ground: told apart by lightness, never by a hue that means a state or a period. */
const STEPS = ['', 'b8', '7d', '52', '36', '24', '18'] as const;

export const toneOf = (theme: Theme, part: number): string => `${theme.ink}${STEPS[Math.min(part, STEPS.length - 1)]}`;
