/** Where one stands in a park: at a space, in one group of its meters, at one meter. All null: the whole park. */
export interface Place {
  readonly space: string | null;
  readonly group: Group | null;
  readonly point: string | null;
}

/** Meters that belong together within a space: a tenant's, the public area's, those nobody pays for; at the park also its supply and what hangs nowhere. */
export type Group =
  | { readonly type: 'account'; readonly account: string }
  | { readonly type: 'public' | 'vacant' | 'supply' | 'elsewhere' };

export const PARK: Place = { space: null, group: null, point: null };

const GROUPS = ['public', 'vacant', 'supply', 'elsewhere'] as const;

/** "?space=B2-1&account=A-003&point=B2-101": an address that can be sent to somebody; `at` keeps the past one stands in. */
export const searchOf = ({ space, group, point }: Place, at: string | null = null): string => {
  const search = new URLSearchParams();
  if (space !== null) search.set('space', space);
  if (group?.type === 'account') search.set('account', group.account);
  else if (group) search.set('group', group.type);
  if (point !== null) search.set('point', point);
  if (at !== null) search.set('at', at);
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
};

export const placeOf = (search: { get(name: string): string | null }): Place => {
  const account = search.get('account');
  const type = GROUPS.find((known) => known === search.get('group'));
  return {
    space: search.get('space'),
    group: account === null ? (type ? { type } : null) : { type: 'account', account },
    point: search.get('point'),
  };
};
