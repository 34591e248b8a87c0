import type { ParkFile } from '#domain/park/park-file.ts';
import type { InstantMs } from '#domain/time/instant.ts';
import { addDays, parkDayOf } from '#domain/time/park-day.ts';
import { HISTORY_DAYS } from './account-terms.ts';
import { mainPark } from './main-park.ts';
import { smallParks } from './small-parks.ts';

/**
 * The demo group, the main park first: three parks in two cities, installed at midnight forty days before `now`. A pure function: the same day
 * gives the same parks, so whoever must meet them later (the simulator) keeps the `now` of the first time.
 */
export const demoParks = (now: InstantMs): readonly ParkFile[] => {
  const since = addDays(parkDayOf(now, 'Asia/Shanghai'), -HISTORY_DAYS);
  return [mainPark(since), ...smallParks(since)];
};
