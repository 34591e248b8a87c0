/** Socket clients by themselves, as browsers are: they take frames, answer them, and note how old what they show is. */
import { setTimeout as after } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import type { WatchersOrder, WatchersReport } from './watchers.ts';

/** Readings of a park come all the time; one each so many ms stands for them. */
const EVERY_MS = 5;
/** A browser opens after another, not two hundred in one instant. */
const OPEN_EVERY_MS = 5;

const ages: Record<'account' | 'park', number[]> = { account: [], park: [] };
let frames = 0;
let connected = 0;

process.once('message', (order: WatchersOrder) => void open(order));
process.on('disconnect', () => process.exit(0));

const open = async ({ url, token, watches, sinceAt }: WatchersOrder): Promise<void> => {
  process.on('message', () => {
    process.send?.({ ...ages, frames, connected } satisfies WatchersReport);
    ages.account = [];
    ages.park = [];
  });
  for (const watch of watches) {
    const socket = io(url, { transports: ['websocket'], auth: { token } });
    socket.on('connect', () => {
      connected++;
      socket.emit('watch', { board: watch.board, wall: watch.wall }, () => {});
    });
    socket.on('disconnect', () => connected--);
    if (watch.board.type === 'park') watchPark(socket, sinceAt, watch.wall);
    else watchAccount(socket, sinceAt);
    await after(OPEN_EVERY_MS);
  }
};

interface Frame {
  readonly data: { readonly at?: number | null; readonly dataAt?: number | null } | null;
}

/** An account's board bears the time of its newest reading: each reading that came is one age. */
const watchAccount = (socket: Socket, sinceAt: number): void => {
  let last = sinceAt;
  socket.on('frame', (frame: Frame, done: () => void) => {
    done();
    frames++;
    const at = frame.data?.at ?? 0;
    if (at <= last) return;
    last = at;
    ages.account.push(Date.now() - at);
  });
};

/** A park's board shows all readings up to its newest: those since the last frame have waited for this one. */
const watchPark = (socket: Socket, sinceAt: number, wall: boolean): void => {
  let last = 0;
  socket.on('frame', (frame: Frame, done: () => void) => {
    done();
    frames++;
    const at = frame.data?.dataAt ?? 0;
    if (at <= last) return;
    // A wall is shown one frame a second by intention.
    if (last > sinceAt && !wall) for (let shown = last + EVERY_MS; shown <= at; shown += EVERY_MS) ages.park.push(Date.now() - shown);
    last = at;
  });
};
