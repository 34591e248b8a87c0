import type { IncomingMessage, ServerResponse } from 'node:http';

// Photos that nobody took: a meter's face with a register, drawn. The product itself keeps no vector pictures.

let last = 100;

/** `GET /api/v1/photos/{park}/{id}` and `POST .../{purpose}`; false: it is something else that is asked for. */
export const answerSamplePhoto = (req: IncomingMessage, res: ServerResponse): boolean => {
  const [, id] = /^\/api\/v1\/photos\/[\w-]+\/(\w+)$/.exec(req.url ?? '') ?? [];
  if (id === undefined) return false;
  if (req.method === 'POST') {
    req.resume();
    req.on('end', () => res.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ id: ++last })));
    return true;
  }
  res.writeHead(200, { 'content-type': 'image/svg+xml', 'cache-control': 'no-store' }).end(faceOf(Number(id)));
  return true;
};

/** Digits of the register, and how the light falls, by the number of the photo. */
const faceOf = (id: number): string => {
  const shown = ['9120.41', '0000.35', '12350.40', '0412.08'][id % 4] ?? '0';
  const tone = ['#8f8a80', '#6f7f86', '#7d8590', '#8a8577'][id % 4] ?? '#888888';
  return `<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="1200" viewBox="0 0 1600 1200">
  <defs><linearGradient id="w" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="${tone}"/><stop offset="1" stop-color="#3b3f43"/></linearGradient>
  <linearGradient id="g" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#f1f2ee"/><stop offset="1" stop-color="#c9ccc6"/></linearGradient></defs>
  <rect width="1600" height="1200" fill="url(#w)"/>
  <g transform="rotate(${(id % 3) - 1} 800 600)"><rect x="330" y="140" width="940" height="940" rx="46" fill="url(#g)"/>
  <rect x="420" y="250" width="760" height="290" rx="20" fill="#b9c7a4"/><rect x="420" y="250" width="760" height="290" rx="20" fill="none" stroke="#6c7563" stroke-width="10"/>
  <text x="1120" y="465" text-anchor="end" font-family="monospace" font-size="140" font-weight="700" fill="#23301f">${shown}</text>
  <text x="1130" y="520" text-anchor="end" font-family="sans-serif" font-size="36" fill="#3c4a36">kWh</text>
  <circle cx="520" cy="660" r="20" fill="#c43131"/><text x="560" y="674" font-family="sans-serif" font-size="38" fill="#40464b">6400 imp/kWh</text>
  <text x="430" y="790" font-family="sans-serif" font-size="52" font-weight="700" fill="#30363b">DTSD1352</text>
  <g fill="#22262a">${Array.from({ length: 34 }, (_, i) => `<rect x="${430 + i * 20}" y="840" width="${(i * id + i) % 3 === 0 ? 13 : 6}" height="90"/>`).join('')}</g>
  <text x="430" y="980" font-family="monospace" font-size="44" fill="#30363b">No. E-0${25_920 + id}</text></g></svg>`;
};
