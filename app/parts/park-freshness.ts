/** A park's newest reading is one of many meters that report within a minute to five: beyond ten minutes its figures are old. */
export const PARK_INTERVAL_S = 300;
