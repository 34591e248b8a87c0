import type { BeginWords } from './begin-zh.ts';

export const beginEn: BeginWords = {
  title: 'Earlier months have no bills',
  skipped: '{months}: never billed. Until that is settled, no bill of {month} goes out.',
  notIssued: '{months}: bills are computed, and none has gone out.',
  go: 'Bill {month}',
  begin: 'Begin billing with {month}',
  what: 'Months not billed',
  prepaid: 'Prepaid accounts: what was taken from balances stays taken; shares and fees are not charged.',
  postpaid: 'Postpaid accounts: nothing is charged for these months.',
  late: 'What data that come later change is a correction in the next bill.',
  forEver: 'It is written to the audit, and cannot be undone.',
  reason: 'Reason (required)',
  reasonLike: 'such as: billed on paper before',
  begun: '{months} stated as not billed',
  refused: { nothing: 'Something changed meanwhile; please look again', running: 'These months are being computed; try again shortly' },
  heldBack: 'Earlier months have no bills, so none went out',
  stated: 'Not billed: {n} bills of {yuan} yuan. {reason}',
  later: 'Not billed by this system? Billing may begin with a later month.',
  laterGo: 'See {month}',
};
