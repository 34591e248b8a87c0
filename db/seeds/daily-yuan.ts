/** Mean yuan a day of each account. */
export const DAILY_YUAN: Readonly<Record<string, number>> = {};
