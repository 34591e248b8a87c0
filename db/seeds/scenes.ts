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
  /** Tenants who must act: account -> days the money still lasts at the present pace; below zero: used up. */
  daysLeft: {
    A018: 0.6,
    A005: 1.4,
    A026: 2.1,
    A020: 2.8,
    A085: 4.2,
    A033: -0.4,
    A061: 0.3,
    A072: 3.6,
    A049: 5.5,
    A095: 1.8,
    A012: 6.5,
    A083: -1.5,
  },
} as const;
