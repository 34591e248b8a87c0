import type { Page } from 'playwright';

/** One picture: of what, how large, for whom. */
export interface Shot {
  readonly name: string;
  readonly path: string;
  readonly size: readonly [width: number, height: number];
  readonly scale?: number;
  readonly theme?: 'dark' | 'light';
  readonly lang?: 'zh-CN' | 'en';
  readonly as?: 'manager' | 'clerk' | 'tenant' | 'low';
  readonly full?: boolean;
  /** What to do before the picture. */
  readonly before?: (page: Page) => Promise<void>;
}

export const HD = [1920, 1080] as const;
export const UHD = [3840, 2160] as const;
export const DESK = [1440, 900] as const;
export const PHONE = [390, 844] as const;

/** The first button of that name. */
export const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();
