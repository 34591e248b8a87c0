import type { BoardName } from '#domain/board/board.ts';
import { boardKey } from '#domain/board/project.ts';
import type { Clock } from '#domain/time/clock.ts';
import type { Gauges } from '#streams/runner/runner.ts';
import { type Cursor, createDeltas, cursorText } from '../boards/delta.ts';
import type { BoardMirror, Mirrored } from '../boards/mirror.ts';
import { ReadyFrame } from './ready-frame.ts';
import { nextStep, startWatch, type Watch, watchAnswered, watchSent } from './watch.ts';

export interface DeliveryOptions {
  readonly mirror: BoardMirror;
  readonly clock: Clock;
  readonly gauges: Gauges;
}

export interface NewWatch {
  readonly name: BoardName;
  /** Null: begin with a snapshot. */
  readonly cursor: Cursor | null;
  readonly wall: boolean;
  /** Hands a frame to the client; `answered` is called once the client has it. */
  readonly send: (frame: ReadyFrame, answered: () => void) => void;
}

/** Brings boards to those who watch them. */
export interface Delivery {
  /** Begins at once when there is something newer than the cursor. Returns how to stop. */
  watch(watch: NewWatch): () => void;
  close(): void;
}

interface Post {
  watch: Watch;
  timer: NodeJS.Timeout | null;
  readonly send: NewWatch['send'];
}

/** What is sent for a version: null where it changes nothing on that board. */
interface Encoded {
  readonly frame: ReadyFrame | null;
}

export function createDelivery({ mirror, clock, gauges }: DeliveryOptions): Delivery {
  const postsOf = new Map<string, Set<Post>>();
  const encodedFor = createDeltas<Encoded>((mirrored, name, delta) => {
    if (delta.type === 'none') return { frame: null };
    const head = { key: boardKey(name), version: cursorText(mirrored), at: clock.now() };
    return { frame: new ReadyFrame({ ...head, ...delta }) };
  });

  const stopTimer = (post: Post): void => {
    if (post.timer) clearTimeout(post.timer);
    post.timer = null;
  };
  const turn = (post: Post, newest: Mirrored | null): void => {
    const now = clock.now();
    const step = nextStep(post.watch, newest, now);
    if (step.type === 'rest' || newest === null) return;
    if (step.type === 'wait') {
      post.timer ??= setTimeout(() => {
        post.timer = null;
        turn(post, mirror.get(post.watch.name.park, clock.now()));
      }, step.until - now);
      return;
    }
    const { frame } = encodedFor(newest, post.watch.name, post.watch.cursor);
    post.watch = watchSent(post.watch, newest, { frame: frame !== null, now });
    if (frame === null) return;
    gauges.add('frames_sent_total', 1, { type: frame.type });
    post.send(frame, () => {
      post.watch = watchAnswered(post.watch);
      if (postsOf.get(post.watch.name.park)?.has(post)) turn(post, mirror.get(post.watch.name.park, clock.now()));
    });
  };
  const stopListening = mirror.onChange((mirrored) => {
    for (const post of postsOf.get(mirrored.park) ?? []) turn(post, mirrored);
  });

  return {
    watch: ({ name, cursor, wall, send }) => {
      const post: Post = { watch: startWatch(name, { cursor, wall }), timer: null, send };
      const posts = postsOf.get(name.park) ?? new Set();
      postsOf.set(name.park, posts.add(post));
      turn(post, mirror.get(name.park, clock.now()));
      return () => {
        stopTimer(post);
        posts.delete(post);
        if (posts.size === 0) postsOf.delete(name.park);
      };
    },
    close: () => {
      stopListening();
      for (const posts of postsOf.values()) for (const post of posts) stopTimer(post);
      postsOf.clear();
    },
  };
}
