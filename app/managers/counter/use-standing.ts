import { SECOND_MS } from '#domain/time/instant.ts';
import { askCounterAccount, type CounterAccount } from '../../rpc/counter-api.ts';
import { useQuery } from '../../rpc/use-query.ts';

/** How an account stands at the counter: asked again after each act (`turn`), and while somebody thinks. */
export const useStanding = (park: string, account: string, turn: number): CounterAccount | null => {
  const query = useQuery(`standing ${park}:${account} ${turn}`, (signal) => askCounterAccount(park, account, signal), {
    everyMs: 10 * SECOND_MS,
  });
  return query.type === 'ready' ? query.data : null;
};
