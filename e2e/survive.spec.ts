import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { instantMs } from '#domain/time/instant.ts';
import { startMosquitto } from '../bench/processes/broker.ts';
import { freePort } from '../bench/processes/free-port.ts';
import { openGateway } from './gateway.ts';
import { paintedAt, watchFigures } from './painted.ts';
import { serialOf, smallestPark } from './park.ts';
import { startProgram } from './program.ts';
import { person, signIn } from './running.ts';

const MOSQUITTO = process.env.MOSQUITTO_PATH ?? 'mosquitto';
const PARK = 'survivor';
/** A wall tries again each second at first, then each fifteen. */
const BACK_MS_MAX = 60_000;

test('a wall goes on over a restart of the server and over a killed broker, and shows what came meanwhile', async ({ page }) => {
  test.skip(spawnSync(MOSQUITTO, ['-h']).error !== undefined, 'no mosquitto on this machine');
  test.setTimeout(480_000);
  const dataDir = mkdtempSync(join(tmpdir(), 'parktwin-survive-'));
  const broker = await startMosquitto(MOSQUITTO, join(dataDir, 'mosquitto'));
  const settings = { DEMO: '0', LOG_LEVEL: 'warn', DATA_DIR: dataDir, MQTT_URL: broker.url, PORT: String(await freePort()) };
  let program = await startProgram(settings);
  const file = join(dataDir, 'park.json');
  writeFileSync(file, JSON.stringify(smallestPark(PARK, instantMs(Date.now()))));
  await program.command('server/park-file/main.ts', file);
  const gateway = await openGateway(broker.url, 'survivor-gateway');
  let kWh = 1;
  const publish = (powerKW: string) => {
    kWh += 0.01;
    return gateway.publish({ serial: serialOf(PARK, 'G'), at: instantMs(Date.now()), importKWh: kWh.toFixed(2), powerKW });
  };
  try {
    await signIn(page, program.url, await person(program, 'manager', '--park', PARK));
    await page.goto(`${program.url}/wall/${PARK}?page=twin`);
    await watchFigures(page);
    await publish('301');
    await paintedAt(page, '301', BACK_MS_MAX);

    await program.stop();
    await expect(page.getByText(/^连接中断（/)).toBeVisible();
    // Nobody takes it: the broker keeps it for the server's session.
    await publish('302');
    program = await startProgram(settings);
    const up = Date.now();
    const server = (await paintedAt(page, '302', BACK_MS_MAX)) - up;

    await broker.save();
    await broker.kill?.();
    const killed = Date.now();
    await publish('303');
    const brokerMs = (await paintedAt(page, '303', BACK_MS_MAX)) - killed;
    process.stdout.write(
      `      on the wall again: ${Math.round(server)} ms after the server was ready, ${Math.round(brokerMs)} ms after the broker was back\n`,
    );
    await expect(page.getByText('已连接')).toBeVisible();
  } finally {
    await gateway.close();
    await program.stop();
    await broker.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
