import type { Observable } from 'rxjs';
import type { InstantMs } from '#domain/time/instant.ts';

/** A message from the broker. It is the broker's until `ack` is called: not before the commit of what it holds (law 6). */
export interface InboundMessage {
  readonly topic: string;
  readonly payload: Uint8Array;
  readonly receivedAt: InstantMs;
  /** Sends the PUBACK (QoS 0: nothing). Idempotent; a no-op when the connection it came by is gone. */
  ack(): void;
}

export interface LinkState {
  readonly connected: boolean;
  readonly protocol: 5 | 4 | null;
  readonly bytesInFlight: number;
}

/** One persistent MQTT session. */
export interface MqttLink {
  /** Hot, one subscriber. Never errors; reconnects for ever. Ends on close. */
  readonly messages$: Observable<InboundMessage>;
  state(): LinkState;
  publish(topic: string, payload: string | Uint8Array, options?: { readonly qos?: 0 | 1; readonly retain?: boolean }): Promise<void>;
  /** Stops taking, keeps the connection so that what is in hand can be acknowledged. */
  drain(): void;
  close(): Promise<void>;
}
