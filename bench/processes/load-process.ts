/** The load generator by itself, so that its work is nobody else's. Tells what it sent, and ends. */
import { instantMs } from '#domain/time/instant.ts';
import { generateLoad } from '#streams/simulator/load-generator.ts';
import type { LoadOrder } from './load.ts';

process.once('message', ({ behindMs, ...load }: LoadOrder) => {
  const ending = new AbortController();
  process.on('message', () => ending.abort());
  const clock = { now: () => instantMs(Date.now() - behindMs) };
  generateLoad({ ...load, clock, signal: ending.signal }).then((result) => process.send?.(result, () => process.exit(0)));
});
process.once('disconnect', () => process.exit(0));
