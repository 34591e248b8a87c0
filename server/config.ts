import { z } from 'zod';

export const ROLES = ['web', 'stream', 'jobs'] as const;
export type Role = (typeof ROLES)[number];

/** What an operator may set, checked once. Absent URLs mean: run the embedded database (broker). */
export interface Config {
  readonly port: number;
  readonly databaseUrl: string | null;
  readonly mqttUrl: string | null;
  readonly mqttPort: number;
  readonly dataDir: string;
  readonly roles: ReadonlySet<Role>;
  readonly shards: number;
  readonly demo: boolean;
  /** Where browsers find us; null: wherever they asked (embedded only, on a trusted network). */
  readonly baseUrl: string | null;
  /** Null: made on the first start and kept under `dataDir` (embedded only). */
  readonly authSecret: string | null;
  /** Take the client's address from X-Forwarded-For: only behind a proxy that sets it. */
  readonly trustProxy: boolean;
  /** Days raw messages are kept. */
  readonly rawDays: number;
  /** Days after which readings and slots are compressed: longer than late data is expected. */
  readonly compressDays: number;
  readonly logLevel: LogLevel;
}

export const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export type ConfigResult =
  | { readonly type: 'config'; readonly config: Config }
  | { readonly type: 'faults'; readonly faults: readonly string[] };

/** Reads the environment; every fault at once, each with the variable's name. */
export function configFromEnv(env: Readonly<Record<string, string | undefined>>): ConfigResult {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = schema.safeParse(given);
  if (!parsed.success) return { type: 'faults', faults: parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) };
  return { type: 'config', config: parsed.data };
}

/** The one place that reads the process's environment. */
export const configFromProcess = (): ConfigResult => configFromEnv(process.env);

const port = z.coerce.number().int().min(0).max(65_535);
const days = z.coerce.number().int().min(1).max(36_500);
const url = (...protocols: readonly string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    message: `expected a URL that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
  });
const yesNo = z.enum(['0', '1']).transform((text) => text === '1');

/** An authentication secret of fewer characters can be guessed. */
const SECRET_LENGTH_MIN = 32;
const SHARDS_MAX = 1_000;

const schema = z
  .object({
    PORT: port.default(3000),
    DATABASE_URL: url('postgres:', 'postgresql:').optional(),
    MQTT_URL: url('mqtt:', 'mqtts:', 'ws:', 'wss:').optional(),
    MQTT_PORT: port.default(1883),
    DATA_DIR: z.string().default('./data'),
    ROLES: z
      .string()
      .default(ROLES.join(','))
      .transform((text) => text.split(',').map((role) => role.trim()))
      .pipe(z.array(z.enum(ROLES)).min(1)),
    SHARDS: z.coerce.number().int().min(1).max(SHARDS_MAX).default(1),
    DEMO: yesNo.optional(),
    BASE_URL: url('http:', 'https:').optional(),
    AUTH_SECRET: z.string().min(SECRET_LENGTH_MIN).optional(),
    TRUST_PROXY: yesNo.default(false),
    RAW_DAYS: days.default(180),
    COMPRESS_DAYS: days.default(70),
    LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
  })
  .superRefine((env, context) => {
    const fault = (name: string, message: string) => context.addIssue({ code: 'custom', path: [name], message });
    const embedded = env.DATABASE_URL === undefined && env.MQTT_URL === undefined;
    if (env.DATABASE_URL !== undefined && env.ROLES.includes('web')) {
      if (env.AUTH_SECRET === undefined) fault('AUTH_SECRET', 'is required with DATABASE_URL: all web processes share it');
      if (env.BASE_URL === undefined) fault('BASE_URL', 'is required with DATABASE_URL: where browsers find this server');
    }
    if (env.DEMO === true && !embedded)
      fault('DEMO', 'the demo runs on the embedded database and broker only: unset DATABASE_URL and MQTT_URL');
    const all = ROLES.every((role) => env.ROLES.includes(role));
    if (env.DATABASE_URL === undefined && !all) fault('ROLES', 'one process must run every role while the database is embedded in it');
  })
  .transform(
    (env): Config => ({
      port: env.PORT,
      databaseUrl: env.DATABASE_URL ?? null,
      mqttUrl: env.MQTT_URL ?? null,
      mqttPort: env.MQTT_PORT,
      dataDir: env.DATA_DIR,
      roles: new Set(env.ROLES),
      shards: env.SHARDS,
      demo: env.DEMO ?? (env.DATABASE_URL === undefined && env.MQTT_URL === undefined),
      baseUrl: env.BASE_URL?.replace(/\/+$/, '') ?? null,
      authSecret: env.AUTH_SECRET ?? null,
      trustProxy: env.TRUST_PROXY,
      rawDays: env.RAW_DAYS,
      compressDays: env.COMPRESS_DAYS,
      logLevel: env.LOG_LEVEL,
    }),
  );
