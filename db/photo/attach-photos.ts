import type { ClientBase } from 'pg';
import type { ChangePhoto } from '#domain/photo/photo.ts';
import type { InstantMs } from '#domain/time/instant.ts';
import { atMs, rowsOf } from '../queries/row.ts';

/** Who refers to photos, and when. */
export interface Attaching {
  readonly at: InstantMs;
  readonly actor: string;
}

const TO_INSTALLATIONS = `
  insert into installation_photo (installation_id, shows, photo_id, at, actor)
  select t.installation, t.shows, t.photo, ${atMs('$2')}, $3 from json_to_recordset($1::json) as t(installation int, shows text, photo bigint)`;

/** What a meter showed when it ended at a point (`ended`), and the next when it began (`begun`). The photos are held (`holdPhotos`). */
export const attachToInstallations = async (
  client: ClientBase,
  { ended, begun, photos }: { readonly ended: number | null; readonly begun: number | null; readonly photos: readonly ChangePhoto[] },
  { at, actor }: Attaching,
): Promise<void> => {
  if (photos.length === 0) return;
  const rows = photos.map(({ id, shows }) => ({ photo: id, shows, installation: shows === 'end' ? ended : begun }));
  await rowsOf(client, TO_INSTALLATIONS, [JSON.stringify(rows), at, actor], () => null);
};

const TO_READINGS = `
  insert into handover_photo (reading_id, photo_id, at, actor)
  select t.reading, t.photo, ${atMs('$2')}, $3 from json_to_recordset($1::json) as t(reading bigint, photo bigint)`;

/** What a person read at a handover, by the id of the reading. */
export const attachToReadings = async (
  client: ClientBase,
  photos: readonly { readonly reading: number; readonly photo: number }[],
  { at, actor }: Attaching,
): Promise<void> => {
  if (photos.length > 0) await rowsOf(client, TO_READINGS, [JSON.stringify(photos), at, actor], () => null);
};
