import type { Page } from 'playwright/test';

/** Notes, in the page, when each figure was first there as a text of its own. */
export const watchFigures = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const seen = new Map<string, number>();
    Reflect.set(window, 'seenAt', seen);
    new MutationObserver((changes) => {
      const now = performance.timeOrigin + performance.now();
      for (const { target } of changes) if (target.textContent && !seen.has(target.textContent)) seen.set(target.textContent, now);
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });

/** When the page painted a figure, ms since 1970; waits for it at most so long. A page that was loaded anew has forgotten, and never answers. */
export const paintedAt = async (page: Page, text: string, msMax: number): Promise<number> => {
  const handle = await page.waitForFunction((wanted) => Reflect.get(window, 'seenAt')?.get(wanted), text, { timeout: msMax });
  return Number(await handle.jsonValue());
};
