import type { Outgoing } from '#streams/codecs/codec.ts';
import { linesOf, type Read } from './reading.ts';

/** A capture of MQTT messages, one `{"topic": ..., "payload": "..."}` a line, sent again as they are. */
export const captureMessages = (jsonl: string): Read<{ readonly messages: readonly Outgoing[] }> => {
  const messages: Outgoing[] = [];
  for (const [i, line] of linesOf(jsonl).entries()) {
    const message = messageFrom(line);
    if (message === null) return { fault: `line ${i + 1}: expected {"topic": ..., "payload": "..."}, found "${line.slice(0, 80)}"` };
    messages.push(message);
  }
  return { messages };
};

const messageFrom = (line: string): Outgoing | null => {
  try {
    const { topic, payload } = JSON.parse(line);
    return typeof topic === 'string' && topic !== '' && typeof payload === 'string' ? { topic, payload } : null;
  } catch {
    return null;
  }
};
