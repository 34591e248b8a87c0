import type { ParkModel } from '#domain/park/model.ts';
import type { InstantMs } from '#domain/time/instant.ts';

/**
 * The park as it was at an instant, as far as its file tells: meters and payers that came later are not there yet, a meter that has been replaced
 * since still runs. Names, spaces, terms and prices are those of today.
 */
export const modelAt = (model: ParkModel, at: InstantMs): ParkModel => ({
  ...model,
  points: model.points.map((point) => ({ ...point, assignments: point.assignments.filter(({ from }) => from <= at) })),
  devices: model.devices.map((device) => ({
    ...device,
    installations: device.installations
      .filter(({ from }) => from <= at)
      .map((installation) =>
        installation.to === null || installation.to <= at ? installation : { ...installation, to: null, end: NO_END },
      ),
  })),
});

const NO_END = { import: null, export: null, reactive: null };
