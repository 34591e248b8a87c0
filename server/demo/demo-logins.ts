import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type GrantTarget, insertToken } from '#db/queries/access.ts';
import type { Queryable } from '#db/queries/row.ts';
import type { ParkFile } from '#domain/park/park-file.ts';
import type { Clock } from '#domain/time/clock.ts';
import { freshToken } from '../access/token.ts';
import type { Auth } from '../auth/auth.ts';
import { addPerson } from '../auth/people.ts';

const loginsFile = z.object({
  note: z.string(),
  people: z.array(z.object({ role: z.string(), sees: z.string(), email: z.string(), password: z.string() })),
  walls: z.array(z.object({ park: z.string(), path: z.string() })),
});
export type DemoLogins = z.infer<typeof loginsFile>;

const OWNER_ONLY = 0o600;
const FILE = 'demo-logins.json';

export interface DemoLoginsOptions {
  readonly db: Queryable;
  readonly auth: Auth;
  readonly clock: Clock;
  readonly dataDir: string;
  readonly parks: readonly ParkFile[];
}

/** People and walls of the demo, with passwords nobody else has; made once and kept in DATA_DIR/demo-logins.json. */
export async function demoLogins(options: DemoLoginsOptions): Promise<DemoLogins> {
  const path = join(options.dataDir, FILE);
  const kept = await readLogins(path);
  if (kept) return kept;
  const made = await makeLogins(options);
  await mkdir(options.dataDir, { recursive: true });
  await writeFile(path, `${JSON.stringify(made, null, 2)}\n`, { mode: OWNER_ONLY });
  return made;
}

const readLogins = async (path: string): Promise<DemoLogins | null> => {
  try {
    return loginsFile.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null;
    throw new Error(`${path} is not what it was: delete it to have new passwords`, { cause });
  }
};

async function makeLogins({ db, auth, clock, parks }: DemoLoginsOptions): Promise<DemoLogins> {
  const [main] = parks;
  if (!main) throw new Error('demo: there is no park');
  const tenant = main.accounts.find(({ kind }) => kind === 'prepaid') ?? main.accounts[0];
  const wanted: readonly { role: string; sees: string; name: string; grant: GrantTarget }[] = [
    { role: 'admin', sees: 'everything', name: '管理员', grant: { role: 'admin' } },
    { role: 'manager', sees: `park ${main.park.code}`, name: '园区经理', grant: { role: 'manager', park: main.park.code } },
    { role: 'clerk', sees: `the counter of ${main.park.code}`, name: '收费员', grant: { role: 'clerk', park: main.park.code } },
    ...(tenant
      ? [
          {
            role: 'tenant',
            sees: `account ${main.park.code}:${tenant.code}`,
            name: tenant.name.zh,
            grant: { role: 'tenant', park: main.park.code, account: tenant.code } as const,
          },
        ]
      : []),
  ];
  const people = [];
  for (const { role, sees, name, grant } of wanted) {
    const [email, password] = [`${role}@demo.example`, randomBytes(9).toString('base64url')];
    const added = await addPerson({ db, auth }, { email, name, password }, [grant]);
    if (added.type === 'noSuchTarget') throw new Error(`demo: no ${sees}`);
    // The file was lost, the people were not: they get new passwords.
    if (added.type === 'emailTaken') await auth.setPassword(email, password);
    people.push({ role, sees, email, password });
  }
  const walls = [];
  for (const { park } of parks) {
    const { token, prefix, digest } = freshToken('wall');
    const row = {
      kind: 'wall',
      name: 'demo',
      prefix,
      digest,
      userId: null,
      createdBy: null,
      createdAt: clock.now(),
      parks: [park.code],
    } as const;
    if ((await insertToken(db, row)) === null) throw new Error(`demo: no park ${park.code}`);
    walls.push({ park: park.code, path: `/wall/${park.code}?token=${token}` });
  }
  return { note: 'Logins of the demo. Delete this file to have new passwords at the next start.', people, walls };
}
