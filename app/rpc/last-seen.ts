import { type InstantMs, instantMs } from '#domain/time/instant.ts';

/** What a person saw last on this phone: for the page without a network, which shows it with its age, never as fresh. */
export interface LastSeen {
  /** Time of the newest reading in the figures. */
  readonly at: InstantMs;
  /** A tenant's account and available balance, yuan. */
  readonly balance: { readonly name: string; readonly yuan: string } | null;
  /** A manager's park: the power it drew, W, and its energy of the day up to then, Wh. */
  readonly park: { readonly name: string; readonly powerW: number; readonly todayWh: number } | null;
}

const KEY = 'parktwin:last-seen';

export const rememberSeen = (seen: LastSeen): void => put(JSON.stringify(seen));

/** Whoever signs in or out next need not know. */
export const forgetSeen = (): void => put(null);

/** A browser may refuse to keep anything (private windows, full storage): then nothing is remembered. */
const put = (text: string | null): void => {
  try {
    if (text === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, text);
  } catch {
    // Nothing is lost but a convenience.
  }
};

export const lastSeen = (): LastSeen | null => {
  try {
    return seenFromText(localStorage.getItem(KEY));
  } catch {
    // Not allowed to look: the same as nothing there.
    return null;
  }
};

/** Null for what another version, or another hand, has written there. */
export const seenFromText = (text: string | null): LastSeen | null => {
  if (text === null) return null;
  try {
    const { at, balance, park } = JSON.parse(text);
    if (!Number.isSafeInteger(at)) return null;
    const paid = typeof balance?.name === 'string' && /^-?\d+\.\d\d$/.test(balance?.yuan);
    const measured = typeof park?.name === 'string' && Number.isFinite(park?.powerW) && Number.isFinite(park?.todayWh);
    return {
      at: instantMs(at),
      balance: paid ? { name: balance.name, yuan: balance.yuan } : null,
      park: measured ? { name: park.name, powerW: park.powerW, todayWh: park.todayWh } : null,
    };
  } catch {
    return null;
  }
};
