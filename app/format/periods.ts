import type { Period } from '#domain/tariff/tariff.ts';

/** 深谷 · 低谷 · 平段 · 高峰 · 尖峰, from cheap to dear: the order of every list and bar. */
export const PERIODS = ['deepValley', 'valley', 'flat', 'peak', 'criticalPeak'] as const satisfies readonly Period[];
