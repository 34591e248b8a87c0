'use client';

import { useState } from 'react';
import type { BillSheet } from '#domain/purchase/bill-sheet.ts';
import { yuanGrouped } from '../../format/money.ts';
import { Button } from '../../parts/Button.tsx';
import { failureOf } from '../../rpc/client.ts';
import { checkBill, enterBill, type OfBill, readBillFile } from '../../rpc/purchase-api.ts';
import type { JudgedBill, PurchaseBill } from '../../rpc/purchase-shapes.ts';
import { useWords } from '../../words/use-words.ts';
import { Card } from '../Card.tsx';
import columns from '../Columns.module.css';
import { FormActs } from '../FormActs.tsx';
import { PageHead } from '../PageHead.tsx';
import { FormField } from '../quarantine/FormField.tsx';
import { Said, type SaidThing } from '../Said.tsx';
import styles from './BillEntry.module.css';
import { emptySheet, withoutBlank } from './edit-sheet.ts';
import { FileCard } from './FileCard.tsx';
import { SheetBlocks } from './SheetBlocks.tsx';

interface Props {
  readonly of: OfBill;
  /** What stands there. */
  readonly bill: PurchaseBill | null;
  readonly frozen: boolean;
  readonly up: string;
  readonly onDone: (text: string) => void;
}

const REASON_MIN = 3;
type Marks = Pick<JudgedBill, 'faults' | 'doubts' | 'subtotalRows'>;

/** One bill: read from a file or typed, checked line by line, saved; let stand with a reason where the grid is right and the sums are not. */
export function BillEntry({ of, bill, frozen, up, onDone }: Props) {
  const t = useWords();
  const [sheet, setSheet] = useState<BillSheet>(bill?.sheet ?? emptySheet(of.kind));
  const [marks, setMarks] = useState<Marks>({ faults: [], doubts: bill?.doubtsOf ?? [], subtotalRows: bill?.subtotalRows ?? [] });
  const [judged, setJudged] = useState<JudgedBill | null>(null);
  const [reason, setReason] = useState('');
  const [said, say] = useState<SaidThing | null>(null);
  const take = (answer: JudgedBill) => {
    if (answer.sheet === null) return say({ text: t('purchase.notABill', { columns: answer.missing.join(' ') }), refused: true });
    setSheet(answer.sheet);
    setMarks(answer);
    setJudged(answer);
  };
  const asking = async (ask: () => Promise<void>) => {
    try {
      await ask();
    } catch (error) {
      say({ text: t(`failed.${failureOf(error)}`), refused: true });
    }
  };
  const read = (text: string) => asking(async () => take(await readBillFile(of, text)));
  const check = () => asking(async () => take(await checkBill(of, withoutBlank(sheet))));
  const save = (why: string | null) =>
    asking(async () => {
      const own = withoutBlank(sheet);
      const answer = await enterBill(of, { sheet: own, reason: why });
      if (answer.type === 'entered') onDone(t('purchase.entered'));
      else take(await checkBill(of, own));
    });
  const change = (next: BillSheet) => {
    setSheet(next);
    setJudged(null);
  };
  return (
    <article className={columns.column}>
      <PageHead title={t(`purchase.kind.${of.kind}`)} note={of.month} up={{ href: up, word: t('nav.purchase') }} />
      <div className={`${columns.columns} ${styles.entry}`}>
        <div className={columns.column}>
          <SheetBlocks kind={of.kind} sheet={sheet} marks={marks} change={change} />
        </div>
        {frozen ? null : (
          <div className={`${columns.column} ${styles.side}`}>
            {judged?.sums ? <Sums sums={judged.sums} /> : null}
            {judged !== null && judged.doubts.length > 0 ? (
              <form
                className={styles.stand}
                onSubmit={(event) => {
                  event.preventDefault();
                  void save(reason.trim());
                }}
              >
                <FormField
                  name="reason"
                  label={t('purchase.reason')}
                  value={reason}
                  change={setReason}
                  fault={null}
                  hint={t('purchase.reasonHint')}
                />
                <Button type="submit" disabled={reason.trim().length < REASON_MIN}>
                  {t('purchase.letStand')}
                </Button>
              </form>
            ) : null}
            <FormActs>
              {judged === null ? null : <Verdict judged={judged} />}
              <Button onPress={() => void check()}>{t('purchase.check')}</Button>
              <Button primary onPress={() => void save(null)}>
                {t('purchase.submit')}
              </Button>
            </FormActs>
            <div className={styles.table}>
              <FileCard folds={bill !== null} read={(text) => void read(text)} />
            </div>
          </div>
        )}
      </div>
      <Said said={said} />
    </article>
  );
}

/** What the check found. */
function Verdict({ judged: { faults, doubts, sums } }: { readonly judged: JudgedBill }) {
  const t = useWords();
  const wrong = faults.length > 0 || doubts.length > 0;
  if (!wrong && sums === null) return null;
  return (
    <p role="status" className={styles.verdict} data-wrong={wrong}>
      {faults.length > 0
        ? t('purchase.hasFaults', { n: faults.length })
        : doubts.length > 0
          ? t('purchase.hasDoubts', { n: doubts.length })
          : t('purchase.adds', { yuan: yuanGrouped(sums?.yuan ?? '0.00') })}
    </p>
  );
}

/** What the bill would be shared by. */
function Sums({ sums }: { readonly sums: NonNullable<JudgedBill['sums']> }) {
  const t = useWords();
  return (
    <Card title={t('purchase.sum')} note={t('unit.yuan')}>
      <dl className={styles.sums}>
        {(['energy', 'capacity', 'powerFactor', 'exportIncome'] as const).map((part) => (
          <div key={part}>
            <dt>{t(`purchase.${part}`)}</dt>
            <dd>{yuanGrouped(sums[`${part}Yuan`])}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
