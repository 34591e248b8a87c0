/** What somebody may look at. Accounts are keys "{park}:{code}". */
export interface Access {
  readonly admin: boolean;
  /** Parks managed: everything in them, raw messages and access included. */
  readonly manages: ReadonlySet<string>;
  /** Of these, the parks managed from above: by a role over their group or region. Escalated alarms come here. */
  readonly oversees: ReadonlySet<string>;
  /** Parks whose counter one stands at: all figures, accounts, bills and money; no rules, no prices, nothing raw. */
  readonly collects: ReadonlySet<string>;
  /** Parks shown on a wall: all figures, nothing raw, nothing to change. */
  readonly shows: ReadonlySet<string>;
  /** Accounts held as a tenant. */
  readonly holds: ReadonlySet<string>;
}

/** Who asks. A user signed in on a wall's browser also sees what the wall shows. */
export type Principal =
  | { readonly type: 'anonymous' }
  | { readonly type: 'user'; readonly id: string; readonly name: string; readonly email: string; readonly access: Access }
  | { readonly type: 'wall'; readonly tokenId: number; readonly access: Access }
  | { readonly type: 'apiKey'; readonly tokenId: number; readonly access: Access };

export type KnownPrincipal = Exclude<Principal, { type: 'anonymous' }>;

export const NO_ACCESS: Access = {
  admin: false,
  manages: new Set(),
  oversees: new Set(),
  collects: new Set(),
  shows: new Set(),
  holds: new Set(),
};

export const ANONYMOUS: Principal = { type: 'anonymous' };

export const accountKey = (park: string, account: string): string => `${park}:${account}`;

export const joined = (a: Access, b: Access): Access => ({
  admin: a.admin || b.admin,
  manages: a.manages.union(b.manages),
  oversees: a.oversees.union(b.oversees),
  collects: a.collects.union(b.collects),
  shows: a.shows.union(b.shows),
  holds: a.holds.union(b.holds),
});

export const accessOf = (principal: Principal): Access => (principal.type === 'anonymous' ? NO_ACCESS : principal.access);

/** Equal for two principals that are told apart nowhere: sockets compare it when they check again. */
export const accessFingerprint = (principal: Principal): string => {
  if (principal.type === 'anonymous') return 'anonymous';
  const { admin, manages, oversees, collects, shows, holds } = principal.access;
  const who = principal.type === 'user' ? principal.id : `${principal.type} ${principal.tokenId}`;
  return JSON.stringify([who, admin, ...[manages, oversees, collects, shows, holds].map((of) => [...of].sort())]);
};
