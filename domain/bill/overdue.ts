import type { ParkDay } from '../time/instant.ts';

/** How long after its due date a bill is unpaid: not due yet, 0 to 30 days, 31 to 60, 61 to 90, and over 90. */
export const ARREARS_AGES = ['notDue', 'to30', 'to60', 'to90', 'over90'] as const;
export type ArrearsAge = (typeof ARREARS_AGES)[number];

/** On the due date itself nothing is overdue. */
export const arrearsAge = (dueOn: ParkDay, today: ParkDay): ArrearsAge => {
  if (today <= dueOn) return 'notDue';
  const days = Temporal.PlainDate.from(dueOn).until(Temporal.PlainDate.from(today)).days;
  if (days <= 30) return 'to30';
  if (days <= 60) return 'to60';
  return days <= 90 ? 'to90' : 'over90';
};
