import type { ParkFile } from '#domain/park/park-file.ts';
import { MINUTE_MS } from '#domain/time/instant.ts';
import type { Log } from '../log.ts';
import { everyMs } from '../tick.ts';
import type { Services } from '../trpc/trpc.ts';
import { type DemoCounter, topUpOnce } from './top-up.ts';

export interface TenantsOptions {
  readonly services: Pick<Services, 'db' | 'mirror' | 'clock' | 'moneyMoved'>;
  readonly parks: readonly ParkFile[];
  readonly log: Log;
}

/** A look reads boards that are in memory; only who pays asks the database. */
const LOOK_MS = MINUTE_MS;

/** The demo's tenants: they look at what they have left and top up again, as real ones do. */
export function startTenants({ services: { db, mirror, clock, moneyMoved }, parks, log }: TenantsOptions): { stop(): Promise<void> } {
  const counters = parks.map(
    ({ park: { code: park }, accounts }): DemoCounter => ({
      pool: db,
      clock,
      park,
      actor: 'demo',
      name: '演示柜台 Demo',
      moved: () => moneyMoved(park),
      tenants: accounts.filter(({ kind }) => kind === 'prepaid').map(({ code }) => code),
      log,
    }),
  );
  let turn = Promise.resolve();
  const look = async (): Promise<void> => {
    for (const counter of counters) {
      const document = mirror.get(counter.park, clock.now())?.document;
      if (document) await topUpOnce(counter, document);
    }
  };
  const stopTicking = everyMs(
    LOOK_MS,
    () => {
      turn = look();
      return turn;
    },
    (cause) => log.error({ err: cause, part: 'demo' }, 'tenants could not top up'),
  );
  return {
    stop: async () => {
      stopTicking();
      // What failed is in the log.
      await turn.catch(() => {});
    },
  };
}
