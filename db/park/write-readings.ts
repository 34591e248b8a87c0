import type { ClientBase } from 'pg';
import type { FileFault } from '#domain/park/file-fault.ts';
import type { ParkDay } from '#domain/time/instant.ts';
import { type Attaching, attachToReadings } from '../photo/attach-photos.ts';
import { holdPhotos } from '../photo/photo-store.ts';
import { atMs, rowsOf, textIn, wholeIn } from '../queries/row.ts';

/** What a person read of a meter when its point changed hands. */
export interface HandoverReading {
  readonly point: string;
  /** Thousandths of a Wh (litre) at the meter. */
  readonly registerMilli: number;
  /** Ids of photos the same person sent before (`keepPhoto`). */
  readonly photos: readonly number[];
}

/** Holds the photos of readings; a fault at the path of each reading of which one is not kept any more. */
export const heldFaults = async (
  client: ClientBase,
  of: { readonly parkId: number; readonly actor: string },
  readings: readonly { readonly path: string; readonly photos: readonly number[] }[],
): Promise<FileFault[]> => {
  const missing = new Set(
    await holdPhotos(
      client,
      of,
      readings.flatMap(({ photos }) => photos),
    ),
  );
  return readings
    .filter(({ photos }) => photos.some((id) => missing.has(id)))
    .map(({ path }) => ({ path: `${path}.photos`, code: 'UNKNOWN_REFERENCE', message: 'a photo is not kept any more: send it again' }));
};

const READINGS = `
  insert into handover_reading (account_id, point_id, day, kind, register_milli, at, actor)
  select a.id, p.id, $3::date, $4, t.milli, ${atMs('$5')}, $6 from json_to_recordset($7::json) as t(point text, milli bigint)
    join account a on a.park_id = $1 and a.code = $2 join point p on p.park_id = $1 and p.code = t.point
  returning id, (select code from point where id = point_id) as point`;

export interface HandoverOf {
  readonly parkId: number;
  readonly account: string;
  readonly day: ParkDay;
  readonly kind: 'opening' | 'closing';
}

/** Writes what was read at a handover, with its photos (held before). */
export const writeReadings = async (
  client: ClientBase,
  { parkId, account, day, kind }: HandoverOf,
  readings: readonly HandoverReading[],
  by: Attaching,
): Promise<void> => {
  if (readings.length === 0) return;
  const rows = readings.map(({ point, registerMilli }) => ({ point, milli: registerMilli }));
  const written = await rowsOf(client, READINGS, [parkId, account, day, kind, by.at, by.actor, JSON.stringify(rows)], (row) => ({
    id: wholeIn(row, 'id'),
    point: textIn(row, 'point'),
  }));
  const idOf = new Map(written.map(({ id, point }) => [point, id]));
  const photos = readings.flatMap(({ point, photos: ids }) => {
    const reading = idOf.get(point);
    return reading === undefined ? [] : ids.map((photo) => ({ reading, photo }));
  });
  await attachToReadings(client, photos, by);
};
