import { createServer } from 'node:net';
import type { Env } from './command.ts';

/** The ports the program is about to take, by the name that changes them; with a broker of one's own there is no second. */
export const portsOf = (env: Env): readonly { readonly name: string; readonly port: number }[] => [
  { name: 'PORT', port: Number(env.PORT || 3000) },
  ...(env.MQTT_URL ? [] : [{ name: 'MQTT_PORT', port: Number(env.MQTT_PORT || 1883) }]),
];

/** Whether nobody listens on the port. A port that makes no sense is the program's own to refuse. */
export const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    if (!Number.isInteger(port) || port < 1 || port > 65_535) return resolve(true);
    const probe = createServer();
    probe.once('error', (fault) => resolve(!('code' in fault && fault.code === 'EADDRINUSE')));
    probe.listen(port, () => probe.close(() => resolve(true)));
  });
