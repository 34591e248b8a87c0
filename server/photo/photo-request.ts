/** What a photo is sent for, and so who may send it: as the act itself. */
export type PhotoPurpose = 'changes' | 'handovers';

/** What is asked for below /api/v1/photos/{park}: a photo that is kept, or to keep one. */
export type PhotoAsked =
  | { readonly type: 'one'; readonly park: string; readonly id: number }
  | { readonly type: 'send'; readonly park: string; readonly purpose: PhotoPurpose };

const ONE = /^\/photos\/([^/]{1,192})\/(\d{1,15})$/;
const SEND = /^\/photos\/([^/]{1,192})\/(changes|handovers)$/;

/** "GET /photos/main/12", "POST /photos/main/changes"; null: neither. */
export function photoAsked(method: string, path: string): PhotoAsked | null {
  const [, of, id] = (method === 'GET' && ONE.exec(path)) || [];
  const [, to, purpose] = (method === 'POST' && SEND.exec(path)) || [];
  const park = decoded(of ?? to);
  if (park === null) return null;
  if (id !== undefined) return { type: 'one', park, id: Number(id) };
  return { type: 'send', park, purpose: purpose === 'changes' ? 'changes' : 'handovers' };
}

const decoded = (segment: string | undefined): string | null => {
  if (segment === undefined) return null;
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
};
