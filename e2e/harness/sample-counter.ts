import type { ParkDocument } from '#domain/board/board.ts';
import { canTopUp } from '#domain/prepay/top-up.ts';
import { HOUR_MS, type InstantMs, instantMs, MINUTE_MS } from '#domain/time/instant.ts';
import { type Fen, fen, fenFromYuan, yuanFromFen } from '#domain/units/money.ts';

type Channel = 'cash' | 'pos' | 'slip';

export interface SampleReceipt {
  readonly year: number;
  readonly number: number;
  readonly kind: 'topUp' | 'refund' | 'depositIn' | 'depositOut' | 'closing' | 'reversal';
  readonly channel: Channel;
  readonly amountYuan: string;
  readonly balanceYuan: string;
  readonly refundedYuan: string;
  readonly undone: boolean;
  readonly reference: string;
  readonly reason: string;
  readonly of: { readonly year: number; readonly number: number } | null;
  readonly at: InstantMs;
  readonly day: string;
  readonly account: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly clerk: string;
}

interface Shift {
  readonly openedAt: InstantMs;
  readonly float: Fen;
  readonly sums: Record<Channel, Fen>;
  receipts: number;
}

const HOARD_MAX = fen(100_000_000n);
const CLERK = '李经理';
const FIRST_NUMBER = 1_031;

/** A counter with a memory: one shift, receipts of this morning, and refusals by the product's own rule. The park `south` has no shift open. */
export const sampleCounter = (now: () => InstantMs, documentOf: (park: string) => ParkDocument) => {
  const receipts = new Map<string, SampleReceipt[]>();
  const moved = new Map<string, Fen>();
  const shifts = new Map<string, Shift | null>();
  const shiftOf = (park: string): Shift | null => {
    if (!shifts.has(park)) {
      const open = {
        openedAt: instantMs(now() - 6 * HOUR_MS),
        float: fen(50_000n),
        sums: { cash: fen(0n), pos: fen(0n), slip: fen(0n) },
        receipts: 0,
      };
      shifts.set(park, park === 'main' ? open : null);
      for (const receipt of listOf(park)) note(park, receipt);
    }
    return shifts.get(park) ?? null;
  };
  const note = (park: string, { channel, amountYuan }: SampleReceipt): void => {
    const shift = shifts.get(park);
    if (!shift) return;
    shift.sums[channel] = fen(shift.sums[channel] + (fenFromYuan(amountYuan) ?? 0n));
    shift.receipts++;
  };
  const listOf = (park: string): SampleReceipt[] => {
    const list = receipts.get(park) ?? (park === 'main' ? firstReceipts(documentOf(park), now()) : []);
    receipts.set(park, list);
    return list;
  };
  const accountOf = (park: string, code: string) => documentOf(park).accounts[code];
  const availableOf = (park: string, code: string): Fen =>
    fen((fenFromYuan(accountOf(park, code)?.available ?? '0') ?? 0n) + (moved.get(`${park}:${code}`) ?? 0n));
  const refused = (code: string, left: Fen | null = null) => ({
    type: 'refused' as const,
    code,
    leftYuan: left === null ? null : yuanFromFen(left),
  });

  const add = (
    park: string,
    given: Pick<SampleReceipt, 'kind' | 'channel' | 'account' | 'amountYuan' | 'reference' | 'reason' | 'of'>,
  ): SampleReceipt => {
    const list = listOf(park);
    const at = now();
    const amount = fenFromYuan(given.amountYuan) ?? fen(0n);
    moved.set(`${park}:${given.account}`, fen((moved.get(`${park}:${given.account}`) ?? 0n) + amount));
    const receipt = {
      ...given,
      year: 2026,
      number: (list[0]?.number ?? FIRST_NUMBER) + 1,
      balanceYuan: yuanFromFen(availableOf(park, given.account)),
      refundedYuan: '0.00',
      undone: false,
      at,
      day: '2026-11-22',
      name: accountOf(park, given.account)?.name ?? { zh: given.account, en: given.account },
      clerk: CLERK,
    };
    list.unshift(receipt);
    note(park, receipt);
    return receipt;
  };

  return {
    account: (park: string, code: string) => {
      const available = availableOf(park, code);
      const kind = accountOf(park, code)?.kind ?? 'prepaid';
      return {
        kind,
        closedOn: code === 'A-012' ? '2026-11-20' : null,
        charged: code !== 'A-011',
        walletYuan: yuanFromFen(available),
        depositYuan: '20000.00',
        availableYuan: yuanFromFen(available),
        roomYuan: kind === 'prepaid' ? yuanFromFen(available < HOARD_MAX ? fen(HOARD_MAX - available) : fen(0n)) : null,
      };
    },
    shift: (park: string) => {
      const shift = shiftOf(park);
      return shift && wireOf(shift, null);
    },
    openShift: (park: string, floatYuan: string) => {
      const shift = {
        openedAt: now(),
        float: fenFromYuan(floatYuan) ?? fen(0n),
        sums: { cash: fen(0n), pos: fen(0n), slip: fen(0n) },
        receipts: 0,
      };
      shifts.set(park, shift);
      return { type: 'done' as const, shift: wireOf(shift, null) };
    },
    closeShift: (park: string, countedYuan: string) => {
      const shift = shiftOf(park);
      if (!shift) return refused('NO_SHIFT');
      shifts.set(park, null);
      const booked = fen(shift.float + shift.sums.cash);
      const counted = fenFromYuan(countedYuan) ?? fen(0n);
      const closed = { at: now(), countedYuan, bookedYuan: yuanFromFen(booked), differenceYuan: yuanFromFen(fen(counted - booked)) };
      return { type: 'done' as const, shift: wireOf(shift, closed) };
    },
    receipts: (park: string, account: string | undefined, limit: number) =>
      listOf(park)
        .filter((receipt) => account === undefined || receipt.account === account)
        .slice(0, limit),
    hand: (
      kind: 'topUp' | 'depositIn' | 'depositOut',
      park: string,
      given: { account: string; channel: Channel; amountYuan: string; reference: string },
    ) => {
      if (!shiftOf(park)) return refused('NO_SHIFT');
      const amount = fenFromYuan(given.amountYuan) ?? fen(0n);
      if (kind === 'topUp') {
        const answer = canTopUp({ balance: availableOf(park, given.account), amount, hoardMax: HOARD_MAX });
        if (!answer.ok) return refused(answer.code, answer.code === 'HOARD_MAX_EXCEEDED' ? answer.room : null);
      }
      const amountYuan = yuanFromFen(kind === 'depositOut' ? fen(-amount) : amount);
      const { account, channel, reference } = given;
      return {
        type: 'done' as const,
        again: false,
        receipt: add(park, { account, channel, reference, kind, amountYuan, reason: '', of: null }),
      };
    },
    giveBack: (kind: 'refund' | 'reversal', park: string, given: { year: number; number: number; amountYuan?: string; reason: string }) => {
      const list = listOf(park);
      const earlier = list.find(({ number }) => number === given.number);
      if (!earlier || earlier.undone) return refused('UNDONE');
      const amount = fenFromYuan(given.amountYuan ?? earlier.amountYuan) ?? fen(0n);
      const available = availableOf(park, earlier.account);
      if (kind === 'refund' && amount > available) return refused('ABOVE_AVAILABLE', fen(available > 0n ? available : 0n));
      list[list.indexOf(earlier)] = kind === 'reversal' ? { ...earlier, undone: true } : { ...earlier, refundedYuan: yuanFromFen(amount) };
      const { account, channel } = earlier;
      const of = { year: earlier.year, number: earlier.number };
      const receipt = add(park, { account, channel, kind, amountYuan: yuanFromFen(fen(-amount)), reference: '', reason: given.reason, of });
      return { type: 'done' as const, again: false, receipt };
    },
    closeAccount: (code: string) => refused(code === 'A-011' ? 'UNSETTLED' : 'STILL_CHARGED'),
  };
};

const wireOf = ({ openedAt, float, sums, receipts }: Shift, closed: object | null) => ({
  id: 1,
  clerkName: CLERK,
  openedAt,
  floatYuan: yuanFromFen(float),
  tillYuan: yuanFromFen(fen(float + sums.cash)),
  sums: { cash: yuanFromFen(sums.cash), pos: yuanFromFen(sums.pos), slip: yuanFromFen(sums.slip) },
  receipts,
  closed,
});

const AMOUNTS = ['5000.00', '800.00', '20000.00', '1200.50', '300.00', '10000.00', '2000.00', '500.00', '50000.00'];
const CHANNELS: readonly Channel[] = ['cash', 'pos', 'slip', 'cash', 'cash', 'slip', 'pos', 'cash', 'slip'];

const firstReceipts = ({ accounts }: ParkDocument, now: InstantMs): SampleReceipt[] => {
  const payers = Object.values(accounts).filter(({ kind }) => kind === 'prepaid');
  return AMOUNTS.flatMap((amountYuan, i) => {
    const payer = payers[(i * 5) % payers.length];
    const channel = CHANNELS[i] ?? 'cash';
    if (!payer) return [];
    return [
      {
        year: 2026,
        number: FIRST_NUMBER - i,
        kind: i === 6 ? ('depositIn' as const) : ('topUp' as const),
        channel,
        amountYuan,
        balanceYuan: payer.ledger,
        refundedYuan: '0.00',
        undone: i === 4,
        reference: channel === 'cash' ? '' : `${channel === 'pos' ? 'P' : 'S'}-${88_210 + i}`,
        reason: '',
        of: null,
        at: instantMs(now - (i * 31 + 4) * MINUTE_MS),
        day: '2026-11-22',
        account: payer.code,
        name: payer.name,
        clerk: CLERK,
      },
    ];
  });
};
