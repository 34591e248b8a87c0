/** What is staged in the main park beside plain metering; the rest of what goes wrong is the simulator's. */
export const SCENES = {
  /** Two buildings whose gateways speak a vendor's words. */
  eiot: { building: 'B04', gateway: '24041100030001' },
  acrelHW: { building: 'B12', gateway: '12109132830001' },
  /** An old meter whose register of four digits starts again some weeks after the first day. */
  rollover: { point: 'E-B09-210', start: '9900.00' },
  /** The meter was exchanged: both registers were read. `counted`: hundredths of a kWh from its first day, before the ratio. */
  meterChange: { point: 'E-B03-201', afterDays: 18, counted: 392_10, ratio: 30 },
  /** The tenant grew: other transformers before the same meter. */
  ratioChange: { point: 'E-B04-202', afterDays: 24, counted: 529_30, ratio: 30 },
  /**
   * Tenants who must act: days the money still lasts, below zero: used up; and what a day costs, yuan, as the simulator plays a November. Other seasons
   * are off by a seventh: server/demo tops up to the scene, or waits until it is reached.
   */
  mustAct: {
    A018: { daysLeft: 0.6, dailyYuan: 280 },
    A005: { daysLeft: 1.4, dailyYuan: 505 },
    A026: { daysLeft: 2.1, dailyYuan: 59 },
    A020: { daysLeft: 2.8, dailyYuan: 306 },
    A085: { daysLeft: 4.2, dailyYuan: 113 },
    A033: { daysLeft: -0.4, dailyYuan: 145 },
    A061: { daysLeft: 0.3, dailyYuan: 38 },
    A072: { daysLeft: 3.6, dailyYuan: 48 },
    A049: { daysLeft: 5.5, dailyYuan: 38 },
    A095: { daysLeft: 1.8, dailyYuan: 130 },
    A012: { daysLeft: 6.5, dailyYuan: 213 },
    A083: { daysLeft: -1.5, dailyYuan: 91 },
  },
} as const;

/** What is staged of a tenant of the main park. */
interface Scene {
  readonly daysLeft: number;
  readonly dailyYuan: number;
}

const MUST_ACT: ReadonlyMap<string, Scene> = new Map(Object.entries(SCENES.mustAct));

/** Null: the account has none. */
export const sceneOf = (account: string): Scene | null => MUST_ACT.get(account) ?? null;
