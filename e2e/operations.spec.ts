import { expect } from 'playwright/test';
import { HOUR_MS, instantMs } from '#domain/time/instant.ts';
import { serialOf } from './park.ts';
import { test } from './running.ts';

test('the program says that it is alive and ready', async ({ running, request }) => {
  const { url } = running.program;
  expect(await (await request.get(`${url}/healthz`)).json()).toEqual({ alive: true });
  await expect.poll(async () => (await request.get(`${url}/readyz`)).json()).toMatchObject({ ready: true, faults: [] });
});

test('the counts of law 1 are figures that operators can scrape', async ({ running, request }) => {
  const { program, park, gateway } = running;
  const counts = async () => {
    const text = await (await request.get(`${program.url}/metrics`)).text();
    const of = (name: string) =>
      [...text.matchAll(new RegExp(`^ingest_${name}_total(?:{.*})? (\\d+)`, 'gm'))].reduce((sum, [, n]) => sum + Number(n), 0);
    return { received: of('received'), stored: of('stored'), duplicate: of('duplicate'), quarantined: of('quarantined') };
  };
  // Messages are taken in their order: once a meter of nobody is counted, so is all that another spec has published before.
  const earlier = await counts();
  await gateway.publish({ serial: 'nobody', at: instantMs(Date.now() - HOUR_MS), importKWh: '1', powerKW: '1' });
  await expect.poll(async () => (await counts()).quarantined).toBe(earlier.quarantined + 1);
  const before = await counts();
  const sample = { serial: serialOf(park, 'G'), at: instantMs(Date.now() - HOUR_MS), importKWh: '0.5', powerKW: '1' };
  await gateway.publish(sample, sample, { ...sample, serial: 'nobody' });
  await expect.poll(counts).toEqual({
    received: before.received + 3,
    stored: before.stored + 1,
    duplicate: before.duplicate + 1,
    quarantined: before.quarantined + 1,
  });
});

test('the interface for partners describes itself, and asks who is there', async ({ running, request }) => {
  const { url } = running.program;
  const api = await (await request.get(`${url}/api/v1/openapi.json`)).json();
  expect(Object.keys(api.paths)).toContain('/parks/{park}/board');
  expect((await request.get(`${url}/api/v1/parks/${running.park}/board`)).status()).toBe(401);
});
