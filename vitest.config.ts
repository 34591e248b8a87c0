import { defineConfig } from 'vitest/config';

/** An odd zone (UTC-3:30, summer time): whoever asks the machine for local time fails here instead of at a customer's. */
const TZ = 'America/St_Johns';
process.env.TZ = TZ;

export default defineConfig({
  test: {
    include: ['{app,server,streams,db,domain,scripts,bench}/**/*.test.{ts,tsx}'],
    pool: 'forks',
    maxWorkers: 2,
    // They end what hangs, and judge no speed: a busy machine takes ten times as long as a quiet one.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    env: { TZ },
    setupFiles: ['scripts/property-bounds.ts'],
    restoreMocks: true,
  },
});
