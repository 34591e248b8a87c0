import { describe, expect, test } from 'vitest';
import { createMotion } from '../parts/motion.ts';
import type { SiteDrawing } from './site-drawing.ts';
import type { SiteFigures } from './site-figures.ts';
import { createSitePainter, FLOORS_A_STEP } from './site-painter.ts';

const PICTURE_MS = 1_000 / 60;

/** A drawing that notes what is written into it, on a screen of sixty pictures a second. */
const stage = ({ floors = 1, isStill = false }: { readonly floors?: number; readonly isStill?: boolean } = {}) => {
  const written: string[] = [];
  const pen = (of: string) => ({ setAttribute: (name: string, value: string) => void written.push(`${of} ${name} ${value}`) });
  const ink = (of: string) => {
    let text = '–';
    return {
      get data() {
        return text;
      },
      set data(value: string) {
        text = value;
        written.push(`${of} text ${value}`);
      },
    };
  };
  const drawing: SiteDrawing = {
    floors: new Map(Array.from({ length: floors }, (_, i) => [`B/${i}`, [pen(`floor ${i}`)]])),
    figures: new Map(['B', 'master'].map((key) => [key, ink(key)])),
    flows: new Map([['F#0', [0, 40].map((from) => ({ pen: pen(`run ${from}`), from }))]]),
  };
  let time = 0;
  let asked: ((time: number) => void) | null = null;
  const motion = createMotion({
    request: (step) => {
      asked = step;
      return 1;
    },
    cancel: () => {
      asked = null;
    },
  });
  const painter = createSitePainter(drawing, { motion, text: 16, isStill: () => isStill });
  /** What is written in each of the next pictures. */
  const show = (pictures: number): readonly (readonly string[])[] =>
    Array.from({ length: pictures }, () => {
      time += PICTURE_MS;
      const step = asked;
      asked = null;
      step?.(time);
      return written.splice(0);
    });
  return { painter, show, isAsked: () => asked !== null };
};

interface Given {
  readonly floors?: number;
  readonly load?: number;
  readonly watts?: number;
  readonly flow?: number;
}

const figures = ({ floors = 1, load = 2, watts = 12_000, flow = 0 }: Given = {}): SiteFigures => ({
  floors: new Map(Array.from({ length: floors }, (_, i) => [`B/${i}`, { powerW: 0, step: load, fresh: 'fresh' as const }])),
  tags: new Map([
    ['B', watts],
    ['master', watts],
  ]),
  cables: new Map([['F#0', flow]]),
  gridW: 100_000,
});

describe('the painter of a site', () => {
  test('writes nothing for figures that look as those before, and asks for no picture where all rests', () => {
    const { painter, show, isAsked } = stage();
    painter.paint(figures());
    expect(show(60).flat()).toEqual([
      'run 0 stroke-width 1.6',
      'run 40 stroke-width 1.6',
      'floor 0 data-load 2 fresh',
      'B text 12',
      'master text 12',
    ]);
    expect(isAsked()).toBe(false);
    painter.paint(figures({ watts: 12_003 }));
    expect(show(60).flat()).toEqual([]);
    expect(isAsked()).toBe(false);
  });

  test('writes all there is to write in every other picture', () => {
    const { painter, show } = stage();
    painter.paint(figures({ flow: 60_000 }));
    show(1);
    painter.paint(figures({ flow: 60_000, watts: 40_000, load: 5 }));
    const pictures = show(30);
    expect(pictures.filter((written) => written.length > 0).length).toBe(15);
    expect(pictures.flat()).toContain('floor 0 data-load 5 fresh');
    expect(pictures.flat()).toContain('B text 40');
  });

  test('colours a park at once when it comes, and later so many floors a step, each once and all before a second is over', () => {
    const floors = 100;
    const { painter, show } = stage({ floors });
    painter.paint(figures({ floors }));
    expect(
      show(1)
        .flat()
        .filter((line) => line.startsWith('floor')).length,
    ).toBe(floors);
    painter.paint(figures({ floors, load: 6 }));
    const pictures = show(60).map((written) => written.filter((line) => line.startsWith('floor')));
    for (const written of pictures) expect(written.length).toBeLessThanOrEqual(FLOORS_A_STEP);
    expect(new Set(pictures.flat()).size).toBe(floors);
    expect(pictures.flat().length).toBe(floors);
  });

  test('forgets a colour that is old before it is painted', () => {
    const floors = 100;
    const { painter, show } = stage({ floors });
    painter.paint(figures({ floors }));
    show(2);
    painter.paint(figures({ floors, load: 6 }));
    show(1);
    painter.paint(figures({ floors, load: 2 }));
    const after = show(60)
      .flat()
      .filter((line) => line.startsWith('floor'));
    expect(after.length).toBe(FLOORS_A_STEP);
    expect(after.every((line) => line.endsWith(' 2 fresh'))).toBe(true);
  });

  test('lets figures glide for 300 ms, half of them a step, and rests on the figure itself', () => {
    const { painter, show } = stage();
    painter.paint(figures({ watts: 10_000 }));
    show(2);
    painter.paint(figures({ watts: 400_000 }));
    const pictures = show(40).map((written) => written.filter((line) => line.includes(' text ')));
    const last = pictures.findLastIndex((written) => written.length > 0);
    expect(last * PICTURE_MS).toBeGreaterThan(280);
    expect(last * PICTURE_MS).toBeLessThan(370);
    for (const written of pictures.slice(0, last)) expect(written.length).toBeLessThanOrEqual(1);
    expect(pictures.flat().length).toBeGreaterThan(8);
    expect(pictures.flat().filter((line) => line.endsWith(' 400'))).toEqual(['B text 400', 'master text 400']);
  });

  test('runs the dashes of a line’s runs as one, as fast as its power, and backwards where power comes back', () => {
    const offsets = (flow: number) => {
      const { painter, show } = stage();
      painter.paint(figures({ flow }));
      return show(60).flatMap((written) => {
        const at = (run: string) =>
          Number(
            written
              .find((line) => line.startsWith(`${run} stroke-dashoffset`))
              ?.split(' ')
              .at(-1),
          );
        return Number.isNaN(at('run 0')) ? [] : [[at('run 0'), at('run 40')] as const];
      });
    };
    const [slow, fast, back] = [offsets(2_000), offsets(90_000), offsets(-90_000)];
    for (const [near, far] of [...slow, ...fast, ...back]) expect(far - near).toBeCloseTo(40, 5);
    expect(fast[0]?.[0]).toBeLessThan(slow[0]?.[0] ?? 0);
    expect(back[0]?.[0]).toBeCloseTo(-(fast[0]?.[0] ?? 0), 5);
  });

  test('moves nothing where somebody asked for no motion: figures and colours are right at once', () => {
    const { painter, show, isAsked } = stage({ isStill: true });
    painter.paint(figures({ watts: 10_000, flow: 60_000 }));
    show(1);
    painter.paint(figures({ watts: 400_000, flow: 60_000, load: 7 }));
    expect(show(3).flat()).toEqual(['floor 0 data-load 7 fresh', 'B text 400', 'master text 400']);
    expect(isAsked()).toBe(false);
  });
});
