import styles from './Icon.module.css';

/** 24 px line drawings; the words beside them say what they mean. */
const PATHS = {
  overview: 'M4 12 12 4l8 8M6 10.5V20h4.5v-5h3v5H18v-9.5',
  live: 'M12 3 21 8l-9 5-9-5ZM3.6 12.300 12 17l8.400-4.700M3.600 16.300 12 21l8.400-4.700',
  demand: 'M4 16a8 8 0 1 1 16 0M12 16l4.500-5M9 20h6',
  flows: 'M3 6c8 0 9 4 18 4M3 12c8 0 10 2 18 2M3 18c8 0 9-3 18-3',
  accounts:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM3 20c0-3.6 2.6-6 6-6s6 2.4 6 6M16 4.4a3.5 3.5 0 0 1 0 6.4M18 14.6c1.9.9 3 2.8 3 5.4',
  counter: 'M4 20h16M5 16h14v4H5ZM7 16V10h10v6M9.500 7h5v3h-5ZM12 4v3M10 13h4',
  meters: 'M5 4h14v16H5ZM8.5 8h7v4h-7ZM9 16h.01M12 16h.01M15 16h.01',
  alarms: 'M6 16V11a6 6 0 0 1 12 0v5l1.5 2h-15ZM10 21h4',
  quarantine: 'M12 3 20 6v6c0 4.5-3.4 7.8-8 9-4.600-1.200-8-4.500-8-9V6ZM9.500 9.500l5 5M14.500 9.500l-5 5',
  wall: 'M3 5h18v11H3ZM9 20h6M12 16v4',
  allocation: 'M12 3v8M12 11l-7 5M12 11l7 5M5 16v5M19 16v5M12 11v10',
  purchase: 'M13 3 6 13h5l-1 8 8-11h-5.500ZM3 21h4M17 21h4',
  bills: 'M6 3h12v18l-3-2-3 2-3-2-3 2ZM9 8h6M9 12h6M9 16h3',
  finance: 'M5 4h14v16H5ZM9 4v16M12 9h4M12 13h4',
  reports: 'M4 20h16M6 20v-7h3v7M11 20V5h3v15M16 20v-10h3v10',
  tariffs: 'M4 20h16M4 16h4V11h4V7h4v6h4',
  whatif: 'M4 8h13M13.500 4.500 17 8l-3.500 3.500M20 16H7M10.500 12.500 7 16l3.500 3.500',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM16.200 16.200 21 21',
  download: 'M12 4v11M7 10.500l5 5 5-5M5 19.500h14',
  escalate: 'M6 12.500l6-6 6 6M6 18.500l6-6 6 6',
  chevron: 'M6 9l6 6 6-6',
  parks: 'M4 4h7v7H4ZM13 4h7v7h-7ZM4 13h7v7H4ZM13 13h7v7h-7Z',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className={styles.icon} viewBox="0 0 24 24" aria-hidden="true" data-dots={name === 'more'}>
      <path d={PATHS[name]} />
    </svg>
  );
}
