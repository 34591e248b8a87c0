'use client';

import { type FormEvent, useState } from 'react';
import type { AllocationRules, SharedKind } from '#domain/allocation/rules.ts';
import { Button } from '../../parts/Button.tsx';
import { Choice } from '../../parts/Choice.tsx';
import { type OfMonth, previewRules, saveRules } from '../../rpc/allocation-api.ts';
import type { Preview, RuleFault, RulesOfMonth } from '../../rpc/allocation-shapes.ts';
import { type Failure, failureOf } from '../../rpc/client.ts';
import { useNames, useWords } from '../../words/use-words.ts';
import { Card } from '../Card.tsx';
import columns from '../Columns.module.css';
import { FormActs } from '../FormActs.tsx';
import { PickField } from '../PickField.tsx';
import { FormField } from '../quarantine/FormField.tsx';
import { Said, type SaidThing } from '../Said.tsx';
import { addGroup, copyToGroups, dropGroup, ENERGY, limitFromText, MONEY, percentText, withGroup, withRule } from './edit-rules.ts';
import { KindFields } from './KindFields.tsx';
import { PreviewCard } from './PreviewCard.tsx';
import styles from './Rules.module.css';
import { SharedPriceField } from './SharedPriceField.tsx';
import { TransformersCard } from './TransformersCard.tsx';
import { VersionsCard } from './VersionsCard.tsx';

interface Props {
  readonly of: OfMonth;
  readonly data: RulesOfMonth;
  readonly onSaved: () => void;
}

/** Hundredths of a per cent in millionths. */
const LIMIT_PER = 100;

/** The groups of a park, one at a time; what the month would be; saving as a new revision. */
export function RulesForm({ of, data, onSaved }: Props) {
  const t = useWords();
  const nameOf = useNames();
  const [rules, setRules] = useState<AllocationRules>(data.rules);
  const [node, setNode] = useState<string | null>(null);
  const [preview, setPreview] = useState<Preview | null>(null);
  const [faults, setFaults] = useState<readonly RuleFault[]>([]);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [said, say] = useState<SaidThing | null>(null);
  const group = rules.groups.find((one) => one.node === node) ?? rules.groups[0];
  const branch = (code: string) => {
    const found = data.branches.find((one) => one.code === code);
    return found ? nameOf(found.name) : code;
  };
  const change = (next: AllocationRules) => {
    setRules(next);
    setPreview(null);
    setFaults([]);
  };
  const ask = async <T extends { readonly type: string }>(work: () => Promise<T>, done: (answer: T) => void) => {
    setBusy(true);
    setFailure(null);
    try {
      const answer = await work();
      if (isFaults(answer)) {
        setFaults(answer.faults);
        const [first] = answer.faults;
        if (first?.code.startsWith('TRANSFORMER')) setNode(null);
        else if (first && rules.groups.some((one) => one.node === first.node)) setNode(first.node);
      } else done(answer);
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setBusy(false);
    }
  };
  const look = () => ask(() => previewRules({ ...of, rules }), setPreview);
  const save = (event: FormEvent) => {
    event.preventDefault();
    void ask(
      () => saveRules({ ...of, rules }),
      () => {
        say({ text: t('allocation.saved', { month: of.month }), refused: false });
        onSaved();
      },
    );
  };
  if (!group) return null;
  const own = faults.filter((fault) => fault.node === group.node);
  const textOf = (some: readonly RuleFault[]): string | null =>
    some.length === 0 ? null : some.map(({ code, what }) => t(`allocation.fault.${code}`, { what })).join(' ');
  const faultOf = (kind: SharedKind | null): string | null =>
    textOf(own.filter((fault) => fault.kind === kind && !fault.code.startsWith('TRANSFORMER')));
  const free = data.branches.filter(({ code }) => !rules.groups.some((one) => one.node === code));
  const kinds = group.node === null ? [...ENERGY, ...MONEY] : ENERGY;
  return (
    <form className={columns.columns} onSubmit={save} noValidate>
      <div className={columns.column}>
        {data.suggested ? <p className={styles.hint}>{t('allocation.suggested')}</p> : null}
        <Choice
          label={t('allocation.group')}
          chosen={group.node ?? ''}
          choose={(code) => setNode(code === '' ? null : code)}
          choices={rules.groups.map((one) => ({
            value: one.node ?? '',
            word: one.node === null ? t('allocation.park') : branch(one.node),
          }))}
        />
        <Card
          title={group.node === null ? t('allocation.park') : branch(group.node)}
          note={group.node === null ? t('allocation.parkGroup') : group.node}
          tools={
            group.node === null ? null : (
              <span className={styles.acts}>
                <Button onPress={() => change(copyToGroups(rules, group))}>{t('allocation.copy')}</Button>
                <Button
                  onPress={() => {
                    change(dropGroup(rules, group.node ?? ''));
                    setNode(null);
                  }}
                >
                  {t('allocation.drop')}
                </Button>
              </span>
            )
          }
        >
          {faultOf(null) === null ? null : (
            <p className={styles.fault} role="alert">
              {faultOf(null)}
            </p>
          )}
          <LimitField
            key={`limit ${group.node}`}
            limit={group.lossLimit}
            fault={own.some(({ code }) => code === 'LIMIT_OUT_OF_RANGE') ? t('allocation.limitHint') : null}
            change={(lossLimit) => change(withGroup(rules, group.node, (one) => ({ ...one, lossLimit })))}
          />
          {group.node !== null || !rules.resale ? null : (
            <SharedPriceField resale={rules.resale} change={(resale) => change({ ...rules, resale })} />
          )}
        </Card>
        {kinds.map((kind) => (
          <KindFields
            key={`${group.node} ${kind}`}
            kind={kind}
            rule={group.kinds[kind]}
            levels={group.node === null}
            fault={faultOf(kind)}
            change={(rule) => change(withRule(rules, group.node, kind, rule))}
          />
        ))}
        {group.node !== null ? null : (
          <TransformersCard
            transformers={rules.transformers}
            branches={data.branches.map(({ code, name }) => ({ code, word: nameOf(name) }))}
            faultOf={(code) => textOf(faults.filter((fault) => fault.node === code && fault.code.startsWith('TRANSFORMER')))}
            change={(transformers) => change({ ...rules, transformers })}
          />
        )}
        {free.length === 0 ? null : (
          <PickField
            label={t('allocation.addGroup')}
            chosen=""
            choose={(code) => {
              if (code === '') return;
              change(addGroup(rules, code));
              setNode(code);
            }}
            choices={[
              { value: '', word: t('allocation.pickMeter') },
              ...free.map(({ code, name }) => ({ value: code, word: nameOf(name) })),
            ]}
          />
        )}
      </div>
      <div className={columns.column}>
        <FormActs>
          <Button onPress={() => void look()} disabled={busy}>
            {t('allocation.preview')}
          </Button>
          <Button type="submit" primary disabled={busy}>
            {t('allocation.saveFrom', { month: of.month })}
          </Button>
          {faults.length === 0 && failure === null ? null : (
            <p className={styles.fault} role="alert">
              {faults.length === 0 ? '' : t('allocation.faults', { n: faults.length })} {failure === null ? '' : t(`failed.${failure}`)}
            </p>
          )}
        </FormActs>
        <PreviewCard of={of} preview={preview} />
        <VersionsCard versions={data.versions} />
      </div>
      <Said said={said} />
    </form>
  );
}

const isFaults = (answer: { readonly type: string }): answer is { readonly type: 'faults'; readonly faults: readonly RuleFault[] } =>
  answer.type === 'faults';

interface LimitProps {
  readonly limit: number;
  readonly fault: string | null;
  readonly change: (limit: number) => void;
}

function LimitField({ limit, fault, change }: LimitProps) {
  const t = useWords();
  const [text, setText] = useState(percentText(limit * LIMIT_PER));
  return (
    <FormField
      name="limit"
      label={t('allocation.limit')}
      value={text}
      change={(typed) => {
        setText(typed);
        change(limitFromText(typed));
      }}
      fault={fault}
      hint={t('allocation.limitHint')}
      numeric
    />
  );
}
