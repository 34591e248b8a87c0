import { randomUUID } from 'node:crypto';
import mqtt from 'mqtt';
import { Subject } from 'rxjs';
import type { Log } from '#db/log.ts';
import type { BoardFeed, FeedFrame } from './feed.ts';

/** Frames of the parks a stream process owns, to every web process; QoS 0, since a frame that is lost is answered by a snapshot. */
const FRAMES = 'twin/feed/frames';
/** A web process asks for a park's snapshot; the payload is the park's code. */
const ASKS = 'twin/feed/asks';
/** Something was booked to a park's ledger; the payload is the park's code. */
const MONEY = 'twin/feed/money';
/** An alarm was escalated or given back; the payload is the park's code. */
const ALARMS = 'twin/feed/alarms';

export interface FeedLink {
  close(): Promise<void>;
}

const connect = (url: string, role: string): mqtt.MqttClient =>
  mqtt.connect(url, { clientId: `parktwin-${role}-${randomUUID()}`, clean: true, protocolVersion: 4 });

/** The stream's end: sends the frames of `feed` and answers asks. */
export const sendFeed = (options: { readonly url: string; readonly feed: BoardFeed; readonly log: Log }): FeedLink => {
  const client = connect(options.url, 'feed');
  client.on('error', (err) => options.log.warn({ err }, 'feed: broker'));
  client.on('connect', () => client.subscribe([ASKS, MONEY, ALARMS]));
  client.on('message', (topic, payload) => {
    if (topic === MONEY) options.feed.moneyMoved(payload.toString());
    else if (topic === ALARMS) options.feed.alarmMoved(payload.toString());
    else options.feed.requestSnapshot(payload.toString());
  });
  const subscription = options.feed.frames$.subscribe((frame) => {
    if (client.connected) client.publish(FRAMES, JSON.stringify(frame), { qos: 0 });
  });
  return {
    close: async () => {
      subscription.unsubscribe();
      await client.endAsync();
    },
  };
};

/** A web process's end: frames of all parks, whoever owns them; its own among them, which it then hears twice and drops once. */
export const receiveFeed = (options: { readonly url: string; readonly own: BoardFeed | null; readonly log: Log }): BoardFeed & FeedLink => {
  const frames = new Subject<FeedFrame>();
  const client = connect(options.url, 'web');
  client.on('error', (err) => options.log.warn({ err }, 'feed: broker'));
  client.on('connect', () => client.subscribe(FRAMES));
  client.on('message', (_topic, payload) => {
    const frame = frameFromWire(payload);
    if (frame) frames.next(frame);
    else options.log.warn({ bytes: payload.length }, 'feed: not a frame');
  });
  const own = options.own?.frames$.subscribe((frame) => frames.next(frame));
  return {
    frames$: frames.asObservable(),
    requestSnapshot: (park) => {
      options.own?.requestSnapshot(park);
      if (client.connected) client.publish(ASKS, park, { qos: 0 });
    },
    moneyMoved: (park) => {
      options.own?.moneyMoved(park);
      if (client.connected) client.publish(MONEY, park, { qos: 0 });
    },
    alarmMoved: (park) => {
      options.own?.alarmMoved(park);
      if (client.connected) client.publish(ALARMS, park, { qos: 0 });
    },
    close: async () => {
      own?.unsubscribe();
      await client.endAsync();
    },
  };
};

/** Our own processes speak here; what is not a frame comes from a stranger on the broker and is dropped. */
const frameFromWire = (payload: Buffer): FeedFrame | null => {
  try {
    const frame: unknown = JSON.parse(payload.toString());
    if (typeof frame !== 'object' || frame === null) return null;
    const { type, park, epoch, version, data } = frame as Record<string, unknown>;
    if ((type !== 'snapshot' && type !== 'patch') || typeof park !== 'string' || typeof epoch !== 'string') return null;
    if (typeof version !== 'number' || typeof data !== 'object' || data === null) return null;
    return frame as FeedFrame;
  } catch {
    return null;
  }
};
