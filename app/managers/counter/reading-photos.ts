/** Photos of one reading, as the server takes them. */
export const READING_PHOTOS_MAX = 2;
