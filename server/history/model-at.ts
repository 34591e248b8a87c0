import type { ParkModel } from '#domain/park/model.ts';
import type { InstantMs } from '#domain/time/instant.ts';
import { parkDayOf } from '#domain/time/park-day.ts';

/**
 * The park as it was at an instant, of a model whose names and terms are of then: meters, payers and accounts that came later are not there yet, a meter
 * that has been replaced since still runs. Prices are those of today.
 */
export const modelAt = (model: ParkModel, at: InstantMs): ParkModel => {
  const points = model.points.map((point) => ({ ...point, assignments: point.assignments.filter(({ from }) => from <= at) }));
  const paying = new Set(points.flatMap(({ assignments }) => assignments.map(({ accountId }) => accountId)));
  const day = parkDayOf(at, model.zone);
  return {
    ...model,
    points,
    // Who pays for use of before the first day is there: that is known better now.
    accounts: model.accounts.filter(({ id, openedOn }) => openedOn <= day || paying.has(id)),
    devices: model.devices.map((device) => ({
      ...device,
      installations: device.installations
        .filter(({ from }) => from <= at)
        .map((installation) =>
          installation.to === null || installation.to <= at ? installation : { ...installation, to: null, end: NO_END },
        ),
    })),
  };
};

const NO_END = { import: null, export: null, reactive: null };
