import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test as base, type Page } from 'playwright/test';
import { instantMs } from '#domain/time/instant.ts';
import { type Gateway, openGateway } from './gateway.ts';
import { smallestPark } from './park.ts';
import { type Program, startProgram } from './program.ts';

export interface Login {
  readonly email: string;
  readonly password: string;
}

/** The program with one park, somebody of each role, and a gateway: made by the project's own commands, as an operator would. */
export interface Running {
  readonly program: Program;
  readonly park: string;
  readonly manager: Login;
  readonly tenantA: Login;
  readonly tenantB: Login;
  readonly gateway: Gateway;
}

const PARK = 'e2e-park';

export const test = base.extend<object, { readonly running: Running }>({
  running: [
    // biome-ignore lint/correctness/noEmptyPattern: the form Playwright asks for when a fixture needs no other
    async ({}, use) => {
      const program = await startProgram({ DEMO: '0', LOG_LEVEL: 'warn' });
      const file = join(program.dataDir, 'park.json');
      writeFileSync(file, JSON.stringify(smallestPark(PARK, instantMs(Date.now()))));
      await program.command('server/park-file/main.ts', file);
      const gateway = await openGateway(program.mqttUrl, 'e2e-gateway');
      const [manager, tenantA, tenantB] = await Promise.all([
        person(program, 'manager', '--park', PARK),
        person(program, 'tenant', '--park', PARK, '--account', 'TA'),
        person(program, 'tenant', '--park', PARK, '--account', 'TB'),
      ]);
      await use({ program, park: PARK, manager, tenantA, tenantB, gateway });
      await gateway.close();
      await program.stop();
    },
    { scope: 'worker', timeout: 300_000 },
  ],
});

type Cookies = Parameters<ReturnType<Page['context']>['addCookies']>[0];
const sessions = new Map<string, Cookies>();

/**
 * Signs in on the page a person would use, and waits until it has let them in. Who was here before comes back with the session, while it holds:
 * the program lets an address try only so often a minute.
 */
export async function signIn(page: Page, url: string, { email, password }: Login): Promise<void> {
  const key = `${url} ${email}`;
  const kept = sessions.get(key);
  if (kept) {
    await page.context().addCookies(kept);
    const me = await (await page.request.get(`${url}/api/trpc/session.me`)).json();
    if (me.result.data !== null) return;
    await page.context().clearCookies();
  }
  await page.goto(`${url}/login`);
  await page.locator('input[name=email]').fill(email);
  await page.locator('input[name=password]').fill(password);
  await page.locator('button[type=submit]').click();
  await page.waitForURL((at) => at.pathname !== '/login');
  sessions.set(key, await page.context().cookies());
}

let people = 0;

/** Makes somebody with a role; a project's own command prints the password. */
export const person = async (program: Program, role: string, ...grant: readonly string[]): Promise<Login> => {
  const email = `${role}${++people}@test.example`;
  const printed = await program.command('server/create-user.ts', '--email', email, '--name', role, '--role', role, ...grant);
  const password = printed
    .split('\n')
    .find((line) => line.startsWith(`${email}  `))
    ?.slice(email.length + 2)
    .trim();
  if (!password) throw new Error(`create-user printed no password:\n${printed}`);
  return { email, password };
};
