import { createServer, type Socket } from 'node:net';
import { Aedes } from 'aedes';

export interface Broker {
  readonly port: number;
  readonly url: string;
  /** Cuts every connection. Sessions and what was not acknowledged are gone with it. */
  close(): Promise<void>;
}

export interface BrokerOptions {
  /** 0 takes a free one. */
  readonly port: number;
  readonly host: string;
}

/**
 * The embedded broker (aedes 1.2, MQTT 3.1.1 only) for the demo, for tests and for one machine without a broker of its own.
 * Its sessions live in memory: it redelivers what was not acknowledged to a client that comes back, but not after it was itself
 * restarted. Production uses a broker that persists (Mosquitto, EMQX); see streams/mqtt/README.md.
 */
export const startBroker = async ({ port, host }: BrokerOptions): Promise<Broker> => {
  const aedes = await Aedes.createBroker();
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    aedes.handle(socket);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.removeListener('error', reject);
      resolve();
    });
  });
  const address = server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  return {
    port: bound,
    url: `mqtt://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await new Promise<void>((resolve) => aedes.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
};
