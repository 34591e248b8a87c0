import type { HandoverWords } from './handover-zh.ts';

export const handoverEn: HandoverWords = {
  title: 'Readings at handover',
  note: 'read by a person, as evidence; bills follow what meters send',
  opening: 'taken over on {day}',
  closing: 'given up on {day}',
  photo: { opening: '{point}, register when taken over, {day}', closing: '{point}, register when given up, {day}' },
  release: 'Release its metering points',
  releaseNote:
    'It pays for them no more as of midnight today. Type the final registers if they were read, with photos; else leave them empty.',
  register: 'Final register',
  photoOf: 'Photo of the register at {point}',
  faults: { SHAPE: 'Type a number, such as 1234.5', MISSING: 'Type what the photo shows, too', other: 'Not valid; reload and try again' },
};
