import { test as base, type Page } from 'playwright/test';
import { type Harness, startHarness } from './harness/start.ts';

export type Who = 'manager' | 'clerk' | 'tenant' | 'low';

/** Who the harness takes the page's person for. */
export const be = (page: Page, url: string, who: Who): Promise<void> => page.context().addCookies([{ name: 'harness', value: who, url }]);

export const test = base.extend<object, { readonly harness: Harness }>({
  harness: [
    // biome-ignore lint/correctness/noEmptyPattern: the form Playwright asks for when a fixture needs no other
    async ({}, use) => {
      const harness = await startHarness();
      await use(harness);
      await harness.stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
});
