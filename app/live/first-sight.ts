import { headers } from 'next/headers';
import { FIRST_SIGHT_HEADER, type FirstSight } from '#domain/board/first-sight.ts';
import type { Me } from '../rpc/shapes.ts';

/** On the server: what the page is drawn from before its scripts run; null where it asks for everything itself. */
export const firstSight = async (): Promise<FirstSight<Me> | null> => {
  const text = (await headers()).get(FIRST_SIGHT_HEADER);
  if (text === null) return null;
  const sight: FirstSight<Me> = JSON.parse(text);
  return sight;
};
