import pg from 'pg';
import type { Log } from './log.ts';

export interface PoolOptions {
  readonly url: string;
  /** Connections at most; the embedded database serves one at a time whatever the number. */
  readonly max: number;
  /** Shown by `pg_stat_activity`: parktwin-web, parktwin-stream, parktwin-jobs. */
  readonly applicationName: string;
  readonly log: Log;
}

/** A dead database is told within this time, also while it restarts behind the same url. */
const CONNECT_MS_MAX = 10_000;
const IDLE_MS_MAX = 30_000;

/**
 * A pool whose rows mean one thing on every machine: int8 comes as number (and refuses what a number cannot hold: cast such a column to text),
 * numeric as text, date as "2026-11-22". Instants leave SQL as milliseconds, `(extract(epoch from at) * 1000)::float8`; a bare timestamptz is a Date,
 * for libraries that want one. A connection that dies while idle is logged and replaced.
 */
export function createPool(options: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.max,
    application_name: options.applicationName,
    connectionTimeoutMillis: CONNECT_MS_MAX,
    idleTimeoutMillis: IDLE_MS_MAX,
    keepAlive: true,
    options: '-c TimeZone=UTC',
    types: { getTypeParser },
  });
  pool.on('error', (err) => options.log.warn({ err, pool: options.applicationName }, 'database connection lost'));
  return pool;
}

/** Commits what `work` did, or nothing of it. Short, and never around a call to the outside (STYLE 28). */
export async function withTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  const onError = (error: Error): void => {
    broken = error;
  };
  client.on('error', onError);
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (fault) {
    await client.query('rollback').catch((error: Error) => {
      broken ??= error;
    });
    throw fault;
  } finally {
    client.off('error', onError);
    client.release(broken ?? false);
  }
}

const { INT8, DATE } = pg.types.builtins;
/** Arrays of the two, and of text; pg names (and types) only the elements. */
const INT8_ARRAY = 1016;
const DATE_ARRAY = 1182;
const TEXT_ARRAY = 1009;

const wholeFromText = (text: string): number => {
  const whole = Number(text);
  if (!Number.isSafeInteger(whole)) throw new RangeError(`database: ${text} is no safe whole number, select it as text`);
  return whole;
};
const asIs = (text: string): string => text;

type Parser = (text: string) => unknown;
const textsFromArray: Parser = pg.types.getTypeParser(TEXT_ARRAY as never);
const wholesFromArray: Parser = (text) =>
  (textsFromArray(text) as (string | null)[]).map((item) => (item === null ? null : wholeFromText(item)));

const PARSERS = new Map<number, Parser>([
  [INT8, wholeFromText],
  [DATE, asIs],
  [INT8_ARRAY, wholesFromArray],
  [DATE_ARRAY, textsFromArray],
]);

/** pg's own for all but these; it never asks for the binary format, since we never do. */
function getTypeParser(oid: number, format?: 'text' | 'binary'): Parser {
  return (format !== 'binary' && PARSERS.get(oid)) || pg.types.getTypeParser(oid, 'text');
}
