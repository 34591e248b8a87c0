import type { InstantMs } from '#domain/time/instant.ts';
import type { Bench, Who } from '../testing/bench.ts';

/** A slot of the park `small`, as the stream writes it. */
export interface SlotLine {
  readonly point: string;
  readonly start: number;
  readonly quantity: number;
  /** Index of QUALITIES; 2 measured. */
  readonly quality?: number;
  readonly account?: string | null;
  readonly register?: number;
  /** Wh of the largest window in it, which ends ten minutes after its start. */
  readonly windowMax?: number | null;
  /** Index of PERIODS; 2 flat. */
  readonly period?: number;
  readonly installation?: number;
}

const SLOT = `
  insert into slot (point_id, register, start, installation_id, quantity, quality, window_max, window_at, account_id, version_id, period, day, charge)
  select p.id, $3, to_timestamp($2::float8 / 1000), $9, $4::bigint, $5, $6::bigint,
    case when $6::bigint is not null then to_timestamp(($2::float8 + 600000) / 1000) end,
    a.id, v.id, $8, (to_timestamp($2::float8 / 1000) at time zone park.zone)::date, $4::numeric * 50000000
  from point p join park on park.id = p.park_id left join account a on a.park_id = park.id and a.code = $7,
    (select min(id) as id from tariff_version) v
  where park.code = 'small' and p.code = $1`;

export async function addSlots(bench: Bench, slots: readonly SlotLine[]): Promise<void> {
  for (const slot of slots) {
    const { point, start, quantity, quality = 2, account = null, register = 0, windowMax = null, period = 2, installation = 1 } = slot;
    await bench.db.pool.query(SLOT, [point, start, register, quantity, quality, windowMax, account, period, installation]);
  }
}

/** Asks a procedure as somebody; an error's code is thrown. */
export const asker =
  (bench: () => Bench, method: 'query' | 'mutation' = 'query') =>
  async (who: Who, name: string, input?: unknown) => {
    const { url, headers } = bench();
    const query = input === undefined || method === 'mutation' ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`;
    const init = method === 'mutation' ? { method: 'POST', body: JSON.stringify(input) } : {};
    const response = await fetch(`${url}/api/trpc/${name}${query}`, {
      ...init,
      headers: { ...headers[who], 'content-type': 'application/json' },
    });
    const body = await response.json();
    if (body.error) throw new Error(`${body.error.data.code}: ${body.error.message}`);
    return body.result.data;
  };

/** "2026-11-01T00:00:00+08:00" as milliseconds. */
export const at = (iso: string): InstantMs => Date.parse(iso) as InstantMs;
