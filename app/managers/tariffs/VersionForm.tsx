'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Button } from '../../parts/Button.tsx';
import { type Failure, failureOf } from '../../rpc/client.ts';
import {
  type Effect,
  type FileFault,
  type OfTariff,
  previewVersion,
  saveVersion,
  type Template,
  type Version,
} from '../../rpc/tariffs-api.ts';
import { useNames, useWords } from '../../words/use-words.ts';
import { Card } from '../Card.tsx';
import columns from '../Columns.module.css';
import { FormActs } from '../FormActs.tsx';
import { FormField } from '../quarantine/FormField.tsx';
import { ClockFields } from './ClockFields.tsx';
import { DayBand } from './DayBand.tsx';
import { DayNote } from './DayCard.tsx';
import { EffectCard } from './EffectCard.tsx';
import { draftOf, faultsElsewhere, textOfVersion, type VersionText } from './edit-version.ts';
import styles from './Form.module.css';
import { PricesFields } from './PricesFields.tsx';
import { RulesFields } from './RulesFields.tsx';
import { SaveSheet } from './SaveSheet.tsx';
import { TemplateField } from './TemplateField.tsx';
import { useFaultText } from './use-fault-text.ts';

interface Props {
  readonly of: OfTariff;
  readonly as: 'new' | 'correction';
  readonly version: Version;
  readonly medium: 'electricity' | 'water';
  readonly today: string;
  readonly templates: readonly Template[];
}

/** A version as a form: look at what it does, then save it with a word for the figure. */
export function VersionForm({ of, as, version, medium, today, templates }: Props) {
  const t = useWords();
  const nameOf = useNames();
  const router = useRouter();
  const [text, setText] = useState<VersionText>(() => ({
    ...textOfVersion(version),
    ...(as === 'new' ? { validFrom: firstOfNextMonth(today) } : {}),
  }));
  const [template, setTemplate] = useState<Template | null>(null);
  const [faults, setFaults] = useState<readonly FileFault[]>([]);
  const [effect, setEffect] = useState<Effect | null>(null);
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [refused, setRefused] = useState<'stale' | 'unchanged' | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const fault = useFaultText(faults);
  // The first field at fault may be a long way up on a phone.
  useEffect(() => {
    if (faults.length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [faults]);
  const seen = useRef<HTMLDivElement>(null);
  // On a phone it comes below what was pressed.
  useEffect(() => {
    if (effect !== null && (seen.current?.getBoundingClientRect().top ?? 0) > window.innerHeight / 2) seen.current?.scrollIntoView();
  }, [effect]);
  const change = (next: Partial<VersionText>) => {
    setText((before) => ({ ...before, ...next }));
    setEffect(null);
    setRefused(null);
  };
  const during = async (work: () => Promise<void>) => {
    setBusy(true);
    setFailure(null);
    setRefused(null);
    try {
      await work();
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setBusy(false);
      setAsking(false);
    }
  };
  const draft = { ...of, as, version: draftOf(text) };
  const look = (event: FormEvent) => {
    event.preventDefault();
    void during(async () => {
      const answer = await previewVersion({ ...draft, day: /^\d{4}-\d{2}-\d{2}$/.test(text.validFrom) ? text.validFrom : today });
      setFaults(answer.type === 'faults' ? answer.faults : []);
      setEffect(answer.type === 'effect' ? answer : null);
    });
  };
  const save = (agreed: boolean) =>
    during(async () => {
      if (effect === null) return;
      const answer = await saveVersion({ ...draft, base: effect.base, agreed });
      if (answer.type === 'saved') {
        const from = text.validFrom.trim();
        router.push(`/parks/${encodeURIComponent(of.park)}/tariffs?tariff=${encodeURIComponent(of.tariff)}&version=${from}&saved=${from}`);
        return;
      }
      if (answer.type === 'faults') setFaults(answer.faults);
      else setRefused(answer.type === 'unchanged' ? 'unchanged' : 'stale');
      setEffect(null);
    });
  const unit = medium === 'water' ? t('tariffs.perM3') : t('tariffs.perKWh');
  const dayPieces = effect?.day.pieces ?? null;
  const above = faultsElsewhere(faults);
  return (
    <form ref={form} className={columns.columns} onSubmit={look} noValidate>
      <div className={columns.column}>
        {faults.length === 0 ? null : (
          <div className={styles.faults} role="alert">
            <b>{t('tariffs.faultsBelow', { n: faults.length })}</b>
            {above.map((one) => (
              <span key={`${one.path} ${one.message}`}>{fault.of(one)}</span>
            ))}
          </div>
        )}
        <Card title={as === 'new' ? t('tariffs.newVersion') : t('tariffs.correct')}>
          <div className={styles.head}>
            {as === 'new' ? (
              <FormField
                name="validFrom"
                label={t('tariffs.validFrom')}
                value={text.validFrom}
                change={(validFrom) => change({ validFrom })}
                fault={fault.at('validFrom')}
                hint={t(`tariffs.validFromHint.${kindOf(text.validFrom, today)}`)}
              />
            ) : null}
            <FormField
              name="source"
              label={t('tariffs.source')}
              value={text.source}
              change={(source) => change({ source })}
              fault={fault.at('source')}
              hint={t('tariffs.sourceHint')}
            />
            {medium === 'electricity' ? (
              <TemplateField
                templates={templates}
                text={text}
                choose={(found, next) => {
                  setTemplate(found);
                  change(next);
                }}
              />
            ) : null}
          </div>
          {template === null ? null : (
            <div className={styles.hint}>
              <p>{t('tariffs.templateNote', { area: nameOf(template.name) })}</p>
              <ul>
                {template.gaps.map((gap) => (
                  <li key={gap.en}>{nameOf(gap)}</li>
                ))}
              </ul>
            </div>
          )}
        </Card>
        <Card title={medium === 'water' ? t('tariffs.pricesWater') : t('tariffs.prices')} note={`${unit} · ${t('tariffs.emptyAsFlat')}`}>
          <PricesFields
            components={text.components}
            rules={text.rules}
            change={(components) => change({ components })}
            faultAt={fault.at}
          />
        </Card>
        <Card title={t('tariffs.rules')} note={`${t('tariffs.ruleCount', { n: text.rules.length })} · ${t('tariffs.rulesNote')}`} folds>
          <RulesFields rules={text.rules} change={(rules) => change({ rules })} faultAt={fault.at} />
        </Card>
        {medium === 'electricity' ? (
          <Card
            title={`${t('tariffs.demandPrice')} · ${t('tariffs.capacityPrice')}`}
            note={[text.demandPrice, text.capacityPrice].filter((price) => price !== '').join(' · ')}
            folds
          >
            <div className={styles.head}>
              <FormField
                name="demandPrice"
                label={`${t('tariffs.demandPrice')}, ${t('tariffs.perKW')}`}
                value={text.demandPrice}
                change={(demandPrice) => change({ demandPrice })}
                fault={fault.at('demandPrice')}
                numeric
              />
              <FormField
                name="capacityPrice"
                label={`${t('tariffs.capacityPrice')}, ${t('tariffs.perKVA')}`}
                value={text.capacityPrice}
                change={(capacityPrice) => change({ capacityPrice })}
                fault={fault.at('capacityPrice')}
                numeric
              />
            </div>
          </Card>
        ) : null}
        {medium === 'electricity' ? (
          <Card title={t('tariffs.clock')} folds>
            <ClockFields vector={text.vector} validFrom={text.validFrom} change={(vector) => change({ vector })} faultAt={fault.at} />
          </Card>
        ) : null}
      </div>
      <div className={`${columns.column} ${styles.side}`}>
        {failure === null ? null : <p className={styles.fault}>{t(`failed.${failure}`)}</p>}
        {refused === null ? null : (
          <p className={styles.fault} role="alert">
            {t(`tariffs.${refused}`)}
          </p>
        )}
        <FormActs>
          <Button type="submit" primary={effect === null} disabled={busy}>
            {busy ? t('tariffs.looking') : t('tariffs.look')}
          </Button>
          <Button primary={effect !== null} disabled={busy || effect === null} onPress={() => setAsking(true)}>
            {t('tariffs.save')}
          </Button>
        </FormActs>
        {effect === null ? null : (
          <div ref={seen} className={`${columns.column} ${styles.effect}`}>
            <EffectCard effect={effect} />
            {dayPieces === null ? null : (
              <Card title={`${t('tariffs.day')} · ${effect.day.day}`} note={<DayNote day={effect.day} />}>
                <DayBand pieces={dayPieces} unit={unit} />
              </Card>
            )}
          </div>
        )}
      </div>
      {asking && effect !== null ? <SaveSheet effect={effect} close={() => setAsking(false)} save={save} /> : null}
    </form>
  );
}

const kindOf = (validFrom: string, today: string): 'scheduled' | 'immediate' | 'retroactive' => {
  if (validFrom > today) return 'scheduled';
  return validFrom === today ? 'immediate' : 'retroactive';
};

/** Price tables come by the month. */
const firstOfNextMonth = (today: string): string => {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  return month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`;
};
