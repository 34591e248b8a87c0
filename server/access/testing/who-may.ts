import { WHO, type Who } from '../../testing/bench.ts';

// Who may what of the park `small`, for the tests that walk all that can be asked for as everybody.

export const KNOWN = WHO.filter((who) => who !== 'anonymous' && who !== 'revokedKey');
export const PEOPLE: readonly Who[] = ['tenant', 'otherTenant', 'manager', 'otherManager', 'clerk', 'admin'];
/** Who sees the park `small` as a whole. */
export const PARK: readonly Who[] = ['manager', 'clerk', 'admin', 'wall', 'parkKey'];
/** Who also sees what concerns its account T1. */
export const ACCOUNT: readonly Who[] = [...PARK, 'tenant', 'tenantKey'];
export const MANAGE: readonly Who[] = ['manager', 'admin'];
/** Who stands at its counter and reads its bills. */
export const COUNTER: readonly Who[] = [...MANAGE, 'clerk'];

/** The status of the answer. */
const expected = (who: Who, may: readonly Who[]): number => {
  if (may.includes(who)) return 200;
  return who === 'anonymous' || who === 'revokedKey' ? 401 : 403;
};
/** Everybody's, in the words of the tests. */
export const answersOf = (may: readonly Who[]) => WHO.map((who) => `${who} ${expected(who, may)}`);
