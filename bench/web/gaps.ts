import type { Page } from 'playwright';

/** 60 pictures a second. */
const FRAME_MS = 1_000 / 60;
/** A picture that came a whole one late. */
const LATE_MS = 1.5 * FRAME_MS;

/** Milliseconds between the pictures of a page, for a while. */
export const pictureGaps = (page: Page, runMs: number): Promise<number[]> =>
  page.evaluate(
    (ms) =>
      new Promise<number[]>((resolve) => {
        const seen: number[] = [];
        const begun = performance.now();
        let last = begun;
        const step = (now: number) => {
          seen.push(now - last);
          last = now;
          if (now - begun < ms) requestAnimationFrame(step);
          else resolve(seen.slice(1));
        };
        requestAnimationFrame(step);
      }),
    runMs,
  );

/** How many pictures never came. */
export const droppedOf = (gaps: readonly number[]): number =>
  gaps.reduce((sum, gap) => sum + (gap > LATE_MS ? Math.round(gap / FRAME_MS) - 1 : 0), 0);
