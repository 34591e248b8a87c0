/** Pixels on paper: 46 mm at 400 dots an inch. */
const WIDTH_MAX = 720;
const HEIGHT_MAX = 220;
const FILE_BYTES_MAX = 8 * 1024 * 1024;

/**
 * A picture as an opaque PNG of the size that is printed, base64; null for what the browser cannot draw. A vector picture is drawn as a picture: nothing in it
 * runs or loads anything.
 */
export async function drawLogo(file: File): Promise<string | null> {
  if (file.size > FILE_BYTES_MAX) return null;
  const address = URL.createObjectURL(file);
  try {
    const image = await loaded(address);
    if (image === null) return null;
    // A vector picture without a size of its own says 0.
    const [width, height] = [image.naturalWidth || WIDTH_MAX, image.naturalHeight || HEIGHT_MAX];
    const fit = Math.min(WIDTH_MAX / width, HEIGHT_MAX / height);
    const scale = file.type === 'image/svg+xml' ? fit : Math.min(1, fit);
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(width * scale));
    canvas.height = Math.max(1, Math.round(height * scale));
    const context = canvas.getContext('2d', { alpha: false });
    if (context === null) return null;
    context.fillStyle = '#fff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.imageSmoothingQuality = 'high';
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return canvas.toDataURL('image/png').split(',')[1] ?? null;
  } finally {
    URL.revokeObjectURL(address);
  }
}

const loaded = (address: string): Promise<HTMLImageElement | null> =>
  new Promise((resolve) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = () => resolve(null);
    image.src = address;
  });
