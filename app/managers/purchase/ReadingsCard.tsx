'use client';

import { type FormEvent, useState } from 'react';
import type { ReadingCells, ReadingFault } from '#domain/purchase/master-reading.ts';
import { Button } from '../../parts/Button.tsx';
import type { OfMonth } from '../../rpc/allocation-api.ts';
import { failureOf } from '../../rpc/client.ts';
import { enterReading } from '../../rpc/purchase-api.ts';
import type { HandMeter } from '../../rpc/purchase-shapes.ts';
import { useNames, useWords } from '../../words/use-words.ts';
import { kWhText } from '../allocation/figures.ts';
import { Card } from '../Card.tsx';
import { EntryRow } from '../EntryRow.tsx';
import { FormField } from '../quarantine/FormField.tsx';

interface Props {
  readonly of: OfMonth;
  readonly meters: readonly HandMeter[];
  readonly frozen: boolean;
  readonly onDone: (text: string, refused?: boolean) => void;
}

/** Meters of the supply that a person reads once a month. */
export function ReadingsCard({ of, meters, frozen, onDone }: Props) {
  const t = useWords();
  const nameOf = useNames();
  const [open, setOpen] = useState<string | null>(null);
  return (
    <Card title={t('purchase.readings')} note={t(meters.length === 0 ? 'purchase.readingsNone' : 'purchase.readingsNote')}>
      <ul>
        {meters.map((meter) => (
          <EntryRow
            key={meter.point}
            name={nameOf(meter.name)}
            note={meter.point}
            value={meter.reading === null ? t('purchase.notRead') : t('purchase.readAs', { kWh: kWhText(meter.reading.wh) })}
            act={frozen ? null : t(meter.reading === null ? 'purchase.enter' : 'purchase.change')}
            open={open === meter.point}
            toggle={() => setOpen(open === meter.point ? null : meter.point)}
          >
            <ReadingForm
              of={of}
              meter={meter}
              onDone={(text, refused) => {
                if (!refused) setOpen(null);
                onDone(text, refused);
              }}
            />
          </EntryRow>
        ))}
      </ul>
    </Card>
  );
}

const EMPTY: ReadingCells = { previous: '', current: '', ratio: '1', added: '', exportPrevious: '', exportCurrent: '' };
const CELLS = ['previous', 'current', 'ratio', 'added', 'exportPrevious', 'exportCurrent'] as const;

function ReadingForm({ of, meter, onDone }: { readonly of: OfMonth; readonly meter: HandMeter; readonly onDone: Props['onDone'] }) {
  const t = useWords();
  const [cells, setCells] = useState(meter.reading?.cells ?? EMPTY);
  const [faults, setFaults] = useState<readonly ReadingFault[]>([]);
  const enter = async (entered: ReadingCells | null) => {
    try {
      const answer = await enterReading(of, { point: meter.point, cells: entered });
      if (answer.type === 'faults') setFaults(answer.faults);
      else onDone(t(answer.type === 'connected' ? 'purchase.connected' : 'purchase.entered'), answer.type === 'connected');
    } catch (error) {
      onDone(t(`failed.${failureOf(error)}`), true);
    }
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    void enter(cells);
  };
  return (
    <form onSubmit={send} noValidate>
      {CELLS.map((cell) => {
        const fault = faults.find((one) => one.cell === cell);
        return (
          <FormField
            key={cell}
            name={cell}
            label={t(`purchase.${cell}`)}
            value={cells[cell]}
            change={(value) => setCells({ ...cells, [cell]: value })}
            fault={fault ? t(`purchase.readingFault.${fault.code}`) : null}
            {...(cell === 'added' && { hint: t('purchase.addedHint') })}
            numeric
          />
        );
      })}
      <p>
        <Button type="submit" primary>
          {t('purchase.save')}
        </Button>
        {meter.reading === null ? null : <Button onPress={() => void enter(null)}>{t('purchase.takeBack')}</Button>}
      </p>
    </form>
  );
}
