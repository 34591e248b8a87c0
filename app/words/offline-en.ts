import type { offlineZhCN } from './offline-zh.ts';

export const offlineEn: typeof offlineZhCN = {
  title: 'No network',
  text: 'The server cannot be reached. This page comes back by itself when the network does.',
  mark: 'Offline',
  seen: 'Figures you saw last: {age}',
  changed: 'they may have changed since',
  power: 'power drawn then',
  today: '{energy} that day up to then',
  kept: 'Pages kept on this phone',
  notKept: 'This page is not kept on the phone; below is what you saw last.',
  none: 'There was nothing then',
  since: 'began {age}',
  more: 'The first {n} of {all} are kept',
};
