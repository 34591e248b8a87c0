import { inflateSync } from 'node:zlib';

interface PdfObject {
  readonly head: string;
  readonly stream: Buffer | null;
}

/** The texts of a PDF of ours as a reader copies them: each page's, through the fonts' own maps to Unicode. */
export function pdfTexts(file: Buffer): string[][] {
  const objects = objectsOf(file);
  const textOf = (reference: string): PdfObject => objects.get(reference) ?? { head: '', stream: null };
  const maps = new Map<string, ReadonlyMap<string, string>>();
  for (const { head } of objects.values())
    for (const [, name = '', font = ''] of head.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const map = /\/ToUnicode (\d+) 0 R/.exec(textOf(font).head)?.[1];
      if (map !== undefined) maps.set(name, unicodeOf(textOf(map).stream?.toString('latin1') ?? ''));
    }
  return [...objects.values()]
    .filter(({ head }) => /\/Type \/Page\b/.test(head))
    .map(({ head }) => shownIn(textOf(/\/Contents (\d+) 0 R/.exec(head)?.[1] ?? '').stream?.toString('latin1') ?? '', maps));
}

const objectsOf = (file: Buffer): ReadonlyMap<string, PdfObject> => {
  const text = file.toString('latin1');
  const objects = new Map<string, PdfObject>();
  for (const match of text.matchAll(/(\d+) 0 obj\n([\s\S]*?)(?:\nendobj|stream\n)/g)) {
    const [whole, id = '', head = ''] = match;
    const from = match.index + whole.length;
    const length = /\/Length (\d+)/.exec(head)?.[1];
    const bytes = whole.endsWith('stream\n') && length !== undefined ? file.subarray(from, from + Number(length)) : null;
    objects.set(id, { head, stream: bytes !== null && head.includes('FlateDecode') ? inflateSync(bytes) : bytes });
  }
  return objects;
};

const unicodeOf = (map: string): ReadonlyMap<string, string> => {
  const letters = new Map<string, string>();
  for (const [, from = '', , list = ''] of map.matchAll(/<([\da-f]+)> <([\da-f]+)> \[([^\]]*)\]/gi))
    for (const [i, [, hex = '']] of [...list.matchAll(/<([\da-f ]+)>/gi)].entries())
      letters.set(
        (Number.parseInt(from, 16) + i).toString(16).padStart(4, '0'),
        Buffer.from(hex.replaceAll(' ', ''), 'hex').swap16().toString('utf16le'),
      );
  return letters;
};

const shownIn = (content: string, maps: ReadonlyMap<string, ReadonlyMap<string, string>>): string[] => {
  const texts: string[] = [];
  let font: ReadonlyMap<string, string> = new Map();
  for (const [, name, shown = ''] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (name !== undefined) font = maps.get(name) ?? new Map();
    else
      texts.push(
        [...shown.matchAll(/<([\da-f]+)>/gi)]
          .map(([, hex = '']) => (hex.match(/.{4}/g) ?? []).map((code) => font.get(code.toLowerCase()) ?? '?').join(''))
          .join(''),
      );
  }
  return texts;
};
