import { createIntake, type IntakeOptions } from './intake.ts';
import type { MqttLink } from './link.ts';
import { holdSession, type SessionOptions } from './session.ts';

export interface LinkOptions extends SessionOptions, IntakeOptions {}

/**
 * Opens a persistent session and holds it (see MqttLink). `clientId` names it at the broker: two links with one id throw each other off.
 * `publish` rejects when the connection is down, and when it is lost before the broker answers: what must arrive is sent again by the
 * one who has it as a row. Do not await a QoS 1 publish before acknowledging what is in hand: its answer may queue behind it.
 */
export const openMqttLink = (options: LinkOptions): MqttLink => {
  const intake = createIntake(options);
  const session = holdSession(options, intake);
  return {
    messages$: intake.messages$,
    state: () => {
      const ready = session.ready();
      return { connected: ready !== null, protocol: ready?.protocol ?? null, bytesInFlight: intake.bytesInFlight() };
    },
    publish: (topic, payload, { qos = 1, retain = false } = {}) => {
      const ready = session.ready();
      if (ready === null) return Promise.reject(new Error('mqtt: not connected'));
      return ready.connection.publish(topic, typeof payload === 'string' ? payload : Buffer.from(payload), { qos, retain });
    },
    drain: intake.drain,
    close: async () => {
      intake.drain();
      await session.close();
      intake.complete();
    },
  };
};
