import { PassThrough, pipeline, Readable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { ZipFile } from 'yazl';
import type { InstantMs } from '#domain/time/instant.ts';

export interface Entry {
  readonly name: string;
  /** When the bill went out. */
  readonly at: InstantMs;
  readonly make: () => Promise<Buffer>;
}

/**
 * A zip archive of files that are made one by one, each when the reader has taken the one before: memory holds one file, whatever their number. What fails
 * ends the archive, so that nobody takes a part for the whole. Destroying it makes nothing more.
 */
export function archiveOf(entries: readonly Entry[], made: (count: number) => void): Readable {
  const zip = new ZipFile();
  // Not wrap(): it ends with its source, whatever a slow reader has still to take. A fault is told by `out` itself.
  const out = new PassThrough();
  pipeline(zip.outputStream, out, () => {});
  const fail = (fault: unknown): void => void out.destroy(fault instanceof Error ? fault : new Error(String(fault)));
  zip.once('error', fail);
  for (const [i, { name, at, make }] of entries.entries()) {
    // PDFs are compressed inside.
    zip.addReadStreamLazy(name, { compress: false, mtime: new Date(at) }, (take) => {
      void produce(make, out).then((bytes) => {
        if (bytes === null) return;
        made(i + 1);
        take(null, Readable.from([bytes]));
      }, fail);
    });
  }
  zip.end();
  return out;
}

/** Null: nobody reads any more. */
const produce = async (make: () => Promise<Buffer>, out: Readable): Promise<Buffer | null> => {
  // Others have their turn between two papers.
  await turn();
  return out.destroyed ? null : make();
};
