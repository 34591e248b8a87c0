/**
 * The bare baseline: the same MQTT messages over the same kind of session, acknowledged after the commit of the batch, into a plain multi-row insert
 * of their readings and nothing else. No check, no key of a meter, no price, no board.
 */
import { createPool } from '#db/pool.ts';
import { silentLog } from '#db/testing.ts';
import type { InboundMessage } from '#streams/mqtt/link.ts';
import { openMqttLink } from '#streams/mqtt/open-link.ts';
import { gatherMap } from '#streams/pipeline/gather-map.ts';
import { machineClock } from '#streams/simulator/machine-clock.ts';
import type { BaselineOrder } from './baseline.ts';

const MESSAGES_MAX = 2_000;
const BYTES_IN_FLIGHT_MAX = 16 * 1_048_576;

process.once('message', ({ databaseUrl, mqttUrl, table, topic, reportMs }: BaselineOrder) => {
  const pool = createPool({ url: databaseUrl, max: 1, applicationName: 'bench-baseline', log: silentLog });
  const link = openMqttLink({
    url: mqttUrl,
    clientId: `bench-${table}`,
    filters: [topic],
    bytesInFlightMax: BYTES_IN_FLIGHT_MAX,
    clock: machineClock,
  });
  let stored = 0;
  const commit = async (messages: readonly InboundMessage[]): Promise<void> => {
    const [serials, ats, imports, powers]: [string[], string[], string[], string[]] = [[], [], [], []];
    for (const message of messages) {
      for (const reading of JSON.parse(Buffer.from(message.payload).toString('utf8')).readings) {
        serials.push(reading.sn);
        ats.push(reading.at);
        imports.push(reading.importKWh);
        powers.push(reading.powerKW);
      }
    }
    const text = `insert into ${table} (serial, at, import_kwh, power_kw)
      select s, a, i, p from unnest($1::text[], $2::timestamptz[], $3::numeric[], $4::numeric[]) as t(s, a, i, p)`;
    await pool.query(
      text,
      [serials, ats, imports, powers].map((list) => `{${list.join(',')}}`),
    );
    for (const message of messages) message.ack();
    stored += serials.length;
  };
  link.messages$.pipe(gatherMap(commit, MESSAGES_MAX)).subscribe({
    error: (fault: unknown) => {
      process.stderr.write(`${String(fault)}\n`);
      process.exit(1);
    },
  });
  setInterval(() => process.send?.({ stored, connected: link.state().connected }), reportMs);
});
process.once('disconnect', () => process.exit(0));
