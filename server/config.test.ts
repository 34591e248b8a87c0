import { describe, expect, test } from 'vitest';
import { configFromEnv } from './config.ts';

const faultsOf = (env: Record<string, string>): readonly string[] => {
  const result = configFromEnv(env);
  return result.type === 'faults' ? result.faults : [];
};
const configOf = (env: Record<string, string>) => {
  const result = configFromEnv(env);
  if (result.type === 'faults') throw new Error(result.faults.join('; '));
  return result.config;
};

describe('configuration', () => {
  test('an empty environment is the demo on the embedded database and broker', () => {
    const config = configOf({});
    expect(config).toMatchObject({
      port: 3000,
      mqttPort: 1883,
      dataDir: './data',
      shards: 1,
      demo: true,
      databaseUrl: null,
      mqttUrl: null,
    });
    expect([...config.roles]).toEqual(['web', 'stream', 'jobs']);
  });

  test('an empty variable counts as unset', () => {
    expect(configOf({ DATABASE_URL: '', PORT: '' }).port).toBe(3000);
  });

  test('every fault is reported at once, with its name', () => {
    const faults = faultsOf({ PORT: 'x', MQTT_URL: 'http://broker', ROLES: 'web,cook', DEMO: 'yes', RAW_DAYS: '0' });
    for (const name of ['PORT', 'MQTT_URL', 'ROLES', 'DEMO', 'RAW_DAYS']) expect(faults.some((fault) => fault.startsWith(name))).toBe(true);
  });

  test('a real database asks for a secret and a base URL', () => {
    const faults = faultsOf({ DATABASE_URL: 'postgres://db/parktwin', MQTT_URL: 'mqtt://broker' });
    expect(faults.map((fault) => fault.split(':')[0])).toEqual(['AUTH_SECRET', 'BASE_URL']);
    expect(faultsOf({ DATABASE_URL: 'postgres://db/parktwin', MQTT_URL: 'mqtt://broker', ROLES: 'stream' })).toEqual([]);
  });

  test('the demo is off where the database or the broker is real, and cannot be forced on there', () => {
    expect(configOf({ MQTT_URL: 'mqtt://broker' }).demo).toBe(false);
    expect(faultsOf({ MQTT_URL: 'mqtt://broker', DEMO: '1' })[0]).toMatch(/^DEMO/);
  });

  test('an embedded database serves one process, which runs every role', () => {
    expect(faultsOf({ ROLES: 'web' })[0]).toMatch(/^ROLES/);
  });
});
