import { instantMs, type ParkDay } from '#domain/time/instant.ts';
import { trpc } from './client.ts';
import type { AccountLine, AlarmRow, Curve, Me, ParkLine, PointLine, QuarantineLine, SpaceLine } from './shapes.ts';

// Every question the screens ask, one line each: where the router's names and types meet the screens' shapes.

export const askMe = (signal: AbortSignal): Promise<Me | null> => trpc.session.me.query(undefined, { signal });

export const askParks = (signal: AbortSignal): Promise<readonly ParkLine[]> => trpc.parks.list.query(undefined, { signal });

export const askSpaces = (park: string, signal: AbortSignal): Promise<readonly SpaceLine[]> => trpc.spaces.list.query({ park }, { signal });

export interface CurveQuestion {
  readonly park: string;
  /** Absent: the park's grid points together. */
  readonly point?: string;
  readonly day: ParkDay;
}

export const askCurve = (question: CurveQuestion, signal: AbortSignal): Promise<Curve> => trpc.curve.query(question, { signal });

export const askAccounts = (park: string, signal: AbortSignal): Promise<readonly AccountLine[]> =>
  trpc.accounts.list.query({ park }, { signal });

export const askPoints = (park: string, signal: AbortSignal): Promise<readonly PointLine[]> => trpc.points.list.query({ park }, { signal });

export const askQuarantine = async (park: string, signal: AbortSignal): Promise<readonly QuarantineLine[]> => {
  const lines = await trpc.quarantine.list.query({ park }, { signal });
  return lines.map((line) => ({ ...line, receivedAt: instantMs(line.receivedAt) }));
};

export const askAlarms = (park: string, signal: AbortSignal): Promise<readonly AlarmRow[]> => trpc.alarms.list.query({ park }, { signal });
