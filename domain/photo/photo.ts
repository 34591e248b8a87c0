/** Kinds of pictures that are kept: what every browser draws, and nothing that can run. */
export type PhotoMime = 'image/jpeg' | 'image/png' | 'image/webp';

/** What a meter showed at the beginning of its time at a point, or at the end. */
export type PhotoShows = 'start' | 'end';

/** A photo that a change of a meter refers to. */
export interface ChangePhoto {
  readonly id: number;
  readonly shows: PhotoShows;
}

/** Bytes of one photo: browsers send some 400 kB; the table says the same (migration 0022). */
export const PHOTO_BYTES_MAX = 1_048_576;
/** The old register and the new one, and one more of each: a nameplate, a seal. */
export const CHANGE_PHOTOS_MAX = 4;
/** The register, and a nameplate or a seal. */
export const READING_PHOTOS_MAX = 2;
/** Photos that one person has sent and nothing refers to yet: an account with some 40 meters, opened twice. At most 80 MiB a person and day. */
export const UNREFERRED_PHOTOS_MAX = 80;

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const JPEG = [0xff, 0xd8, 0xff];
const RIFF = [0x52, 0x49, 0x46, 0x46];
const WEBP = [0x57, 0x45, 0x42, 0x50];

/** What a picture is by its first bytes (ISO/IEC 10918 and 15948, RFC 9649), whatever its sender says of it; null: none that is kept. */
export const photoMimeOf = (bytes: Uint8Array): PhotoMime | null => {
  if (beginsWith(bytes, JPEG)) return 'image/jpeg';
  if (beginsWith(bytes, PNG)) return 'image/png';
  // The four bytes between say how long it is.
  if (beginsWith(bytes, RIFF) && beginsWith(bytes.subarray(8), WEBP)) return 'image/webp';
  return null;
};

const beginsWith = (bytes: Uint8Array, first: readonly number[]): boolean => first.every((byte, i) => bytes[i] === byte);
