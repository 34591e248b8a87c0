import { type GrantTarget, insertGrant } from '#db/queries/access.ts';
import type { Queryable } from '#db/queries/row.ts';
import type { Auth, NewUser } from './auth.ts';

export type AddedPerson =
  | { readonly type: 'added'; readonly userId: string }
  | { readonly type: 'emailTaken' }
  /** Added, but a park, account or unit does not exist: these grants were not given. */
  | { readonly type: 'partly'; readonly userId: string; readonly missing: readonly GrantTarget[] };

/** A person who can sign in, and what they may see. */
export async function addPerson(
  { db, auth }: { readonly db: Queryable; readonly auth: Pick<Auth, 'createUser'> },
  user: NewUser,
  grants: readonly GrantTarget[],
): Promise<AddedPerson> {
  const userId = await auth.createUser(user);
  if (userId === null) return { type: 'emailTaken' };
  const missing: GrantTarget[] = [];
  for (const grant of grants) if (!(await insertGrant(db, { userId }, grant))) missing.push(grant);
  return missing.length === 0 ? { type: 'added', userId } : { type: 'partly', userId, missing };
}
