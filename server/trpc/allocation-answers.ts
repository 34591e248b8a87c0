import type { MoneyEntry } from '#db/allocation/money-store.ts';
import type { StoredRules } from '#db/allocation/rules-store.ts';
import type { RunHead, StoredPart, StoredPool, StoredShare } from '#db/allocation/select-run.ts';
import { fen, yuanFromFen } from '#domain/units/money.ts';

/** A run as screens read it: whole Wh are numbers (a park of 9 TWh a month would leave them), money is text. */
export const headOut = (head: RunHead) => ({
  state: head.state,
  from: head.from,
  to: head.to,
  incomplete: head.incomplete,
  stops: head.stops,
  gridWh: whole(head.gridWh),
  pvWh: whole(head.pvWh),
  storageWh: whole(head.storageWh),
  tenantWh: whole(head.tenantWh),
  sharedWh: whole(head.sharedWh),
  lineLossWh: whole(head.lineLossWh),
  transformerLossWh: whole(head.transformerLossWh),
  energyYuan: yuanOrNull(head.energyFen),
  ownYuan: yuanOrNull(head.ownFen),
  vacantYuan: yuanOrNull(head.vacantFen),
  ownCapacityYuan: yuanFromFen(fen(head.ownCapacityFen)),
  ownPowerFactorYuan: yuanFromFen(fen(head.ownPowerFactorFen)),
  computedAt: head.computedAt,
  frozenAt: head.frozenAt,
});

export const poolOut = ({ group, kind, wh, fen: amount, parts }: StoredPool) => ({
  group,
  kind,
  wh: wh === null ? null : whole(wh),
  yuan: yuanOrNull(amount),
  parts: parts.map((part) => ({ node: part.node, wh: whole(BigInt(part.wh)) })),
});

export const shareOut = (share: StoredShare) => ({
  group: share.group,
  kind: share.kind,
  account: share.account,
  via: share.via,
  wh: share.wh === null ? null : whole(share.wh),
  yuan: yuanOrNull(share.fen),
  energySteps: share.energySteps,
  moneySteps: share.moneySteps,
});

/** A branch of the supply: what came in and was measured nowhere below it. */
export const branchOut = ({ kind, point, wh, inWh }: StoredPart) => ({
  kind,
  point,
  wh: whole(wh),
  inWh: inWh === null ? null : whole(inWh),
});

export const rulesOut = ({ id, validFrom, revision, savedAt, savedBy }: StoredRules) => ({
  id,
  validFrom: validFrom.slice(0, 7),
  revision,
  savedAt,
  savedBy,
});

export const moneyOut = ({ kind, amount, source, enteredAt }: MoneyEntry) => ({ kind, yuan: yuanFromFen(amount), source, enteredAt });

export const whole = (wh: bigint): number => {
  const found = Number(wh);
  if (!Number.isSafeInteger(found)) throw new RangeError(`allocation: ${wh} Wh is no safe whole number`);
  return found;
};

const yuanOrNull = (amount: bigint | null): string | null => (amount === null ? null : yuanFromFen(fen(amount)));
