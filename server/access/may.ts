import type { BoardName } from '#domain/board/board.ts';
import { accessOf, accountKey, NO_ACCESS, type Principal } from './principal.ts';

/** What can be asked for. Nobody reads anything that is not one of these. */
export type Resource =
  /** Figures of the whole park: its board, meters, curve, counts, alarms. */
  | { readonly type: 'park'; readonly park: string }
  | { readonly type: 'account'; readonly park: string; readonly account: string }
  /** A metering point; `accounts` are the codes it is or was assigned to. */
  | { readonly type: 'point'; readonly park: string; readonly accounts: readonly string[] }
  /** A photo kept as evidence; `accounts` are the codes at whose handover it was taken. Nothing for walls. */
  | { readonly type: 'photo'; readonly park: string; readonly accounts: readonly string[] }
  /** Raw messages put aside; park null: nobody's. */
  | { readonly type: 'quarantine'; readonly park: string | null };

/** The one decision on reading. Pure; the same for tRPC, REST and sockets. */
export function mayRead(principal: Principal, resource: Resource): boolean {
  const access = accessOf(principal);
  if (access.admin) return true;
  switch (resource.type) {
    case 'park':
      return seesPark(principal, resource.park);
    case 'account':
      return seesPark(principal, resource.park) || access.holds.has(accountKey(resource.park, resource.account));
    case 'point':
      return seesPark(principal, resource.park) || resource.accounts.some((code) => access.holds.has(accountKey(resource.park, code)));
    case 'photo':
      return (
        access.manages.has(resource.park) ||
        access.collects.has(resource.park) ||
        resource.accounts.some((code) => access.holds.has(accountKey(resource.park, code)))
      );
    case 'quarantine':
      return resource.park !== null && access.manages.has(resource.park);
  }
}

/** Walls and keys of a park are given out by people who manage it: never by a token. */
export const mayManage = (principal: Principal, park: string): boolean =>
  principal.type === 'user' && (principal.access.admin || principal.access.manages.has(park));

/** Is one of those above a park's own people, to whom its alarms escalate: by a role over its group or region. Never a token. */
export const mayOversee = (principal: Principal, park: string): boolean =>
  principal.type === 'user' && (principal.access.admin || principal.access.oversees.has(park));

/** Parks somebody stands above; null: all. */
export const parksOverseenBy = (principal: Principal): ReadonlySet<string> | null => {
  if (principal.type !== 'user') return NO_ACCESS.oversees;
  return principal.access.admin ? null : principal.access.oversees;
};

/** Keys of a park also bring what a program knows, as a bill that adds up; a judgement stays a person's. */
export const mayBring = (principal: Principal, park: string): boolean =>
  mayManage(principal, park) || (principal.type === 'apiKey' && accessOf(principal).manages.has(park));

/** Stands at a park's counter and reads its bills: a clerk, and who manages the park. Never a token. */
export const mayCollect = (principal: Principal, park: string): boolean =>
  mayManage(principal, park) || (principal.type === 'user' && principal.access.collects.has(park));

/** Sets at what balance an account is warned: its tenant, and who manages the park. Never a token. */
export const mayWarn = (principal: Principal, park: string, account: string): boolean =>
  mayManage(principal, park) || (principal.type === 'user' && principal.access.holds.has(accountKey(park, account)));

export const mayManageAnything = (principal: Principal): boolean =>
  principal.type === 'user' && (principal.access.admin || principal.access.manages.size > 0);

/**
 * What of a park's rows somebody sees: all of them, or those of the accounts held. Rows that a point left under an earlier
 * tenant stay that tenant's.
 */
export type RowScope = { readonly type: 'all' } | { readonly type: 'accounts'; readonly codes: readonly string[] };

export function rowScopeOf(principal: Principal, park: string): RowScope {
  if (mayRead(principal, { type: 'park', park })) return { type: 'all' };
  const prefix = accountKey(park, '');
  const codes = [...accessOf(principal).holds].filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
  return { type: 'accounts', codes };
}

/** Parks somebody sees anything of; null: every park. */
export function parksSeenBy(principal: Principal): ReadonlySet<string> | null {
  const access = accessOf(principal);
  if (access.admin) return null;
  const ofAccounts = [...access.holds].map((key) => key.slice(0, key.indexOf(':')));
  return access.manages.union(access.collects).union(access.shows).union(new Set(ofAccounts));
}

export const resourceOfBoard = (name: BoardName): Resource =>
  name.type === 'account' ? { type: 'account', park: name.park, account: name.account } : { type: 'park', park: name.park };

const seesPark = (principal: Principal, park: string): boolean => {
  const { manages, collects, shows } = accessOf(principal);
  return manages.has(park) || collects.has(park) || shows.has(park);
};
