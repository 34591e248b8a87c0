/** The embedded broker by itself. Tells its url to who started it, and ends with him. */
import { startBroker } from '#streams/mqtt/broker.ts';

const broker = await startBroker({ port: 0, host: '127.0.0.1' });
process.send?.(broker.url);
process.once('disconnect', () => void broker.close().then(() => process.exit(0)));
