import { connectAsync, type MqttClient } from 'mqtt';
import type { InstantMs } from '#domain/time/instant.ts';

export interface Sample {
  readonly serial: string;
  readonly at: InstantMs;
  readonly importKWh: string;
  readonly powerKW: string;
}

/** A gateway as they stand in the field: it publishes the canonical telemetry at QoS 1. */
export interface Gateway {
  /** Resolves when the broker has taken it; answers when it was handed over. */
  publish(...samples: readonly Sample[]): Promise<number>;
  close(): Promise<void>;
}

export async function openGateway(mqttUrl: string, name: string): Promise<Gateway> {
  const client: MqttClient = await connectAsync(mqttUrl, { clientId: name, protocolVersion: 4 });
  let seq = 0;
  return {
    publish: async (...samples) => {
      const readings = samples.map(({ serial, at, importKWh, powerKW }) => ({
        sn: serial,
        at: isoOf(at),
        importKWh,
        powerKW,
        relay: 'closed',
      }));
      const sentAt = Date.now();
      const payload = JSON.stringify({ seq: ++seq, sentAt: new Date(sentAt).toISOString(), readings });
      await client.publishAsync(`twin/v1/${name}/up`, payload, { qos: 1 });
      return sentAt;
    },
    close: () => client.endAsync(),
  };
}

const isoOf = (at: InstantMs): string => new Date(at).toISOString();
