import { instantMs } from '#domain/time/instant.ts';
import type { InboundMessage, MqttLink } from './link.ts';
import { type LinkOptions, openMqttLink } from './open-link.ts';
import type { LinkEvent } from './session.ts';

/** A link, what it said so far, and what came in and was not yet taken. */
export const openTestLink = (options: Partial<LinkOptions> & Pick<LinkOptions, 'url'>) => {
  const events: LinkEvent[] = [];
  const inbox: InboundMessage[] = [];
  let completed = false;
  let wake: () => void = () => {};
  const until = async <T>(found: () => T | undefined): Promise<T> => {
    for (let result = found(); ; result = found()) {
      if (result !== undefined) return result;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  const link: MqttLink = openMqttLink({
    clientId: 'parktwin-shard-0',
    filters: ['twin/v1/+/up'],
    bytesInFlightMax: 16 * 1024 * 1024,
    clock: { now: () => instantMs(0) },
    onEvent: (event) => {
      events.push(event);
      wake();
    },
    ...options,
  });
  link.messages$.subscribe({
    next: (message) => {
      inbox.push(message);
      wake();
    },
    complete: () => {
      completed = true;
    },
  });
  const nextEvent = <T extends LinkEvent['type']>(type: T) =>
    until(() => {
      const at = events.findIndex((event) => event.type === type);
      return at < 0 ? undefined : events.splice(0, at + 1).find((event): event is Extract<LinkEvent, { type: T }> => event.type === type);
    });
  return {
    link,
    connected: () => nextEvent('connected'),
    disconnected: () => nextEvent('disconnected'),
    take: (count: number) => until(() => (inbox.length < count ? undefined : inbox.splice(0, count))),
    waiting: () => inbox.length,
    completed: () => completed,
  };
};

export const textOf = (message: InboundMessage): string => Buffer.from(message.payload).toString();
