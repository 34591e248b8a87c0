import { deleteUser, type GrantTarget, insertGrant } from '#db/queries/access.ts';
import type { Queryable } from '#db/queries/row.ts';
import type { Auth, NewUser } from './auth.ts';

export type AddedPerson =
  | { readonly type: 'added'; readonly userId: string }
  | { readonly type: 'emailTaken' }
  /** The park, account or unit of this grant does not exist; nobody was added. */
  | { readonly type: 'noSuchTarget'; readonly grant: GrantTarget };

/** A person who can sign in, and what they may see; both or nothing. */
export async function addPerson(
  { db, auth }: { readonly db: Queryable; readonly auth: Pick<Auth, 'createUser'> },
  user: NewUser,
  grants: readonly GrantTarget[],
): Promise<AddedPerson> {
  const userId = await auth.createUser(user);
  if (userId === null) return { type: 'emailTaken' };
  for (const grant of grants) {
    if (await insertGrant(db, { userId }, grant)) continue;
    await deleteUser(db, userId);
    return { type: 'noSuchTarget', grant };
  }
  return { type: 'added', userId };
}
