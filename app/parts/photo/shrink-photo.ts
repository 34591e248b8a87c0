/** Pixels of the longest side: the digits of a register stay sharp. */
const SIDE_MAX = 1_600;
const BYTES_MAX = 400_000;
/** A camera of 100 megapixels sends some 30 MB. */
const FILE_BYTES_MAX = 60_000_000;
/** From the best to what is still read: a register fills a good part of its picture. */
const TRIES: readonly { readonly side: number; readonly quality: number }[] = [
  { side: SIDE_MAX, quality: 0.85 },
  { side: SIDE_MAX, quality: 0.7 },
  { side: SIDE_MAX, quality: 0.5 },
  { side: 1_200, quality: 0.6 },
  { side: 900, quality: 0.5 },
  { side: 640, quality: 0.4 },
];

/** Width and height within a longest side, in proportion; a small picture stays as it is. */
export const fittedSize = (
  { width, height }: { readonly width: number; readonly height: number },
  side: number,
): { readonly width: number; readonly height: number } => {
  const scale = Math.min(1, side / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
};

/**
 * A picture as a JPEG of at most 1600 pixels and 400 kB; null for what the browser cannot draw. It is drawn anew, upright: what a camera writes beside the
 * pixels, the place above all, does not come along.
 */
export async function shrinkPhoto(file: Blob): Promise<Blob | null> {
  if (file.size > FILE_BYTES_MAX) return null;
  // Whatever is wrong with it, a person can only take another.
  const image = await createImageBitmap(file).catch(() => null);
  if (image === null) return null;
  try {
    for (const { side, quality } of TRIES) {
      const picture = await drawn(image, side, quality);
      if (picture === null || picture.size <= BYTES_MAX) return picture;
    }
    return null;
  } finally {
    image.close();
  }
}

const drawn = (image: ImageBitmap, side: number, quality: number): Promise<Blob | null> => {
  const canvas = document.createElement('canvas');
  const { width, height } = fittedSize(image, side);
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { alpha: false });
  if (context === null) return Promise.resolve(null);
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, 0, 0, width, height);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
};
