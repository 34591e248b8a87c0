import type { CDPSession } from 'playwright';

/** What the browser draws, by its own record. */
export interface Drawn {
  readonly pictures: number;
  /** Pixels of the screen composed anew, of each picture. */
  readonly areasPx: readonly number[];
  /** Tiles of layers painted anew, all pictures together. */
  readonly tiles: number;
}

interface TraceEvent {
  readonly name: string;
  readonly args?: { readonly root_damage_rect?: string };
}

const CATEGORIES = ['cc', 'viz', 'benchmark'];

/** Records for so long. Slows the browser down, so times are taken apart from it. `browser`: a session of the browser, not of a page. */
export const drawnIn = async (browser: CDPSession, ms: number): Promise<Drawn> => {
  const areasPx: number[] = [];
  let tiles = 0;
  const collect = ({ value }: { value: readonly object[] }) => {
    for (const { name, args } of value as readonly TraceEvent[]) {
      if (name === 'RasterTask') tiles += 1;
      // "23,200 1426x644"
      const size = args?.root_damage_rect === undefined ? null : /(\d+)x(\d+)$/.exec(args.root_damage_rect);
      if (size) areasPx.push(Number(size[1]) * Number(size[2]));
    }
  };
  browser.on('Tracing.dataCollected', collect);
  await browser.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: CATEGORIES, excludedCategories: ['*'] },
  });
  await new Promise((resolve) => setTimeout(resolve, ms));
  const complete = new Promise((resolve) => browser.once('Tracing.tracingComplete', resolve));
  await browser.send('Tracing.end');
  await complete;
  browser.off('Tracing.dataCollected', collect);
  return { pictures: areasPx.length, areasPx, tiles };
};
