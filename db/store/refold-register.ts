import type { ClientBase } from 'pg';
import { type Chain, emptyChain, slotStart, type VerdictAt } from '#domain/metering/chain.ts';
import { foldSample } from '#domain/metering/fold-sample.ts';
import { REGISTERS } from '#domain/park/model.ts';
import { MINUTE_MS } from '#domain/time/instant.ts';
import { startChain } from '#domain/twin/create-twin.ts';
import { type RefoldResult, refold } from '#domain/twin/refold.ts';
import type { InstallationTwin } from '#domain/twin/state.ts';
import { type Anchor, findAnchor, loadFlags, loadPrior, loadSamples } from './refold-store.ts';

/** A window ending at the first minute of a slot begins 15 minutes before; one minute more for the reading before that. */
const WINDOW_REACH_MS = 16 * MINUTE_MS;

export interface RegisterRefold extends RefoldResult {
  /** Where a fold that was cut goes on. */
  readonly next: number;
  readonly from: number;
  readonly before: ReadonlyMap<number, VerdictAt>;
}

/**
 * Folds what is stored of one register of an installation again around [lo, hi], from the last reading that counts well before it.
 * Reads only; the caller writes what differs.
 */
export const refoldRegister = async (
  client: ClientBase,
  where: InstallationTwin,
  register: 0 | 1 | 2,
  change: { readonly lo: number; readonly hi: number; readonly samplesMax: number; readonly quiet: boolean },
): Promise<RegisterRefold> => {
  const key = keyOf(where, register);
  const start = where.installation.from;
  const near = await findAnchor(client, key, change.lo);
  const from = near ? slotStart(near.at) : Number.NEGATIVE_INFINITY;
  const anchor = near ? await findAnchor(client, key, from - WINDOW_REACH_MS + 1) : null;
  const chain = anchor
    ? await chainAfter(client, where, register, anchor)
    : startChain(where.registers[register].rule, where.installation, register);
  const after = anchor ? anchor.at : start - 1;
  const samples = await loadSamples(
    client,
    {
      deviceId: key.deviceId,
      register,
      after,
      before: Math.min(where.installation.to ?? Number.POSITIVE_INFINITY, change.quiet ? Number.POSITIVE_INFINITY : change.hi + 1),
    },
    change.samplesMax,
  );
  // What was taken back lasts no time: nothing more can come of it.
  const complete = (change.quiet || start === where.installation.to) && samples.length < change.samplesMax;
  const before = await loadFlags(client, key, { after, until: complete ? Number.POSITIVE_INFINITY : (samples.at(-1)?.at ?? after) });
  const result = refold({
    rule: where.registers[register].rule,
    chain,
    samples: dropTyped(samples, where, register),
    complete,
    end:
      where.installation.to === null ? null : { at: where.installation.to, value: where.installation.end[REGISTERS[register] ?? 'import'] },
    from,
    hi: change.hi,
    before,
    liveAt: where.registers[register].chain.lastAt,
  });
  return { ...withinLive(result, where.registers[register].chain), from, before };
};

/**
 * A fold that was cut leaves the twin's own chain as it is, and that chain will close its slot in progress and those after it: they are its to
 * write. While a doubtful reading is newest, stored readings reach beyond them.
 */
const withinLive = (result: RefoldResult, live: Chain): RefoldResult & { readonly next: number } => {
  const next = result.chain.lastAt + 1;
  if (result.how !== 'cut' || live.slot === NONE || live.slot >= result.to) return { ...result, next };
  return { ...result, to: live.slot, slots: result.slots.filter((slot) => slot.start < live.slot), next: Math.min(next, live.lastAt + 1) };
};

const NONE = -1;

export const keyOf = (where: InstallationTwin, register: number) => ({
  deviceId: where.device.device.id,
  installationId: where.installation.id,
  register,
  from: where.installation.from as number,
});

/** A register typed in at the start stands for that instant, whatever the meter sent. */
export const dropTyped = <T extends { readonly at: number }>(
  samples: readonly T[],
  where: InstallationTwin,
  register: number,
): readonly T[] =>
  where.installation.start[REGISTERS[register] ?? 'import'] === null
    ? samples
    : samples.filter((sample) => sample.at > where.installation.from);

const chainAfter = async (client: ClientBase, where: InstallationTwin, register: 0 | 1 | 2, anchor: Anchor): Promise<Chain> => {
  const { rule } = where.registers[register];
  const chain = emptyChain(rule);
  foldSample(chain, rule, { at: anchor.at, value: anchor.value, trusted: false }, { slots: [], verdicts: [] });
  chain.linked = !anchor.first || startsTyped(where, register, anchor);
  chain.prior = await loadPrior(client, keyOf(where, register), anchor.at);
  return chain;
};

/** The first stored reading of an installation links to the register typed in at its start. */
const startsTyped = (where: InstallationTwin, register: number, anchor: Anchor): boolean =>
  where.installation.start[REGISTERS[register] ?? 'import'] !== null && anchor.at > where.installation.from;
