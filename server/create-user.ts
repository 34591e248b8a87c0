/** `node server/create-user.ts --help`: adds a person, or gives one a new password. How the first admin of a real installation is made. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createPool } from '#db/pool.ts';
import type { GrantTarget } from '#db/queries/access.ts';
import { createAuth } from './auth/auth.ts';
import { addPerson } from './auth/people.ts';
import { authSecretOf } from './auth/secret.ts';
import { giveUp, say } from './command.ts';
import { type Config, configFromProcess } from './config.ts';
import { createLog } from './log.ts';

const USAGE = `node server/create-user.ts --email a@b.example --name "A B" --role admin
  --role admin                              sees and manages everything
  --role manager --park code | --org code   a park, or all parks of a group or region
  --role clerk --park code | --org code     its counter, accounts, bills and reports; no rules, no prices
  --role tenant --park code --account code  one account
  --email a@b.example --new-password        gives a known person a new password
The password is made here and printed once. The database is DATABASE_URL, or the running embedded one of DATA_DIR.
`;

const PASSWORD_BYTES = 12;

const { values } = parseArgs({
  options: {
    email: { type: 'string' },
    name: { type: 'string' },
    role: { type: 'string' },
    park: { type: 'string' },
    org: { type: 'string' },
    account: { type: 'string' },
    'new-password': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) say(USAGE);
else await run();

async function run(): Promise<void> {
  const email = values.email ?? giveUp(USAGE);
  const grant = values['new-password'] ? null : (grantFrom(values) ?? giveUp(USAGE));
  const result = configFromProcess();
  const config = result.type === 'config' ? result.config : giveUp(result.faults.join('\n'));
  const log = createLog('error');
  const pool = createPool({ url: await databaseUrlOf(config), max: 1, applicationName: 'parktwin-create-user', log });
  const secret = await authSecretOf(config.authSecret, config.dataDir);
  const auth = createAuth({ pool, secret, baseUrl: config.baseUrl, port: config.port, log });
  const password = randomBytes(PASSWORD_BYTES).toString('base64url');
  try {
    if (grant === null) {
      if (!(await auth.setPassword(email, password))) giveUp(`nobody has the e-mail ${email}`);
    } else {
      const added = await addPerson({ db: pool, auth }, { email, name: values.name ?? email, password }, [grant]);
      if (added.type === 'emailTaken') giveUp(`${email} is taken; --new-password gives that person a new password`);
      if (added.type === 'noSuchTarget') giveUp('there is no such park, account or unit');
    }
    say(`${email}  ${password}`);
  } finally {
    await pool.end();
  }
}

function grantFrom({ role, park, org, account }: typeof values): GrantTarget | null {
  if (role === 'admin') return { role };
  if ((role === 'manager' || role === 'clerk') && park !== undefined) return { role, park };
  if ((role === 'manager' || role === 'clerk') && org !== undefined) return { role, orgUnit: org };
  if (role === 'tenant' && park !== undefined && account !== undefined) return { role, park, account };
  return null;
}

async function databaseUrlOf(config: Config): Promise<string> {
  if (config.databaseUrl !== null) return config.databaseUrl;
  const path = join(config.dataDir, 'database.url');
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch {
    return giveUp(`no DATABASE_URL, and no ${path}: the embedded database runs only while the program does`);
  }
}
