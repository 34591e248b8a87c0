import { expect, test } from 'vitest';
import { createLog } from '../log.ts';
import { createShutdown } from './shutdown.ts';

test('what was started last is stopped first, once, and a fault in one does not keep the others', async () => {
  const shutdown = createShutdown(createLog('silent'));
  const stopped: string[] = [];
  shutdown.onStop('database', async () => void stopped.push('database'));
  shutdown.onStop('streams', () => Promise.reject(new Error('broker gone')));
  shutdown.onStop('web', async () => void stopped.push('web'));
  await Promise.all([shutdown.run(), shutdown.run()]);
  expect(stopped).toEqual(['web', 'database']);
});
