'use client';

import { useMemo, useRef } from 'react';
import type { Flow, FlowKind } from '#domain/flow/flow.ts';
import { foldFlow } from '#domain/flow/fold-flow.ts';
import { energyScale, inScale, percent } from '../format/quantity.ts';
import { Bone } from '../parts/Bone.tsx';
import { suppliedOf, totalOf } from '../parts/flow-shares.ts';
import { GlideNumber } from '../parts/Glide.tsx';
import { Notice } from '../parts/Notice.tsx';
import { SeverityMark } from '../parts/SeverityMark.tsx';
import { useNodeNames } from '../parts/use-node-names.ts';
import { useSubjectNames } from '../parts/use-subject-names.ts';
import { Sankey } from '../sankey/Sankey.tsx';
import { rowsThatFit } from '../sankey/sankey-layout.ts';
import { sankeyOf } from '../sankey/sankey-of.ts';
import { useBox } from '../site/use-box.ts';
import { useWords } from '../words/use-words.ts';
import styles from './FlowsPage.module.css';
import type { WallPageProps } from './TwinPage.tsx';
import { type Span, useFlow } from './use-flow.ts';
import { WallFigure } from './WallFigure.tsx';
import page from './WallPage.module.css';

/** A sixtieth of the wall's height: read from five metres. */
const LABEL_REM = 1.125;

/** The wall's second page: where today's and this month's energy went, in turns. */
export function FlowsPage({ span, ...props }: WallPageProps & { readonly span: Span }) {
  const t = useWords();
  const { park, board } = props;
  const known = useFlow(park, board, span);
  const isEmpty = known !== null && known.flow.links.length === 0;
  return (
    <div className={`${page.page} ${styles.page}`}>
      <section className={page.part}>
        <h2>
          {t('flow.title')}
          <span className={styles.spans}>
            <span data-on={span === 'today'}>{t('flow.today')}</span>
            <span data-on={span === 'month'}>{t('flow.month')}</span>
          </span>
          <small>{t('flow.unit')}</small>
        </h2>
        <div className={page.fill}>
          {isEmpty ? (
            <Notice title={t('flow.none')} text={t('flow.noneNext')} />
          ) : known ? (
            <Picture {...props} flow={known.flow} />
          ) : (
            <Bone height="100%" />
          )}
        </div>
      </section>
      <Figures park={park} board={board} flow={known?.flow ?? null} />
    </div>
  );
}

function Picture({ park, board, flow }: WallPageProps & { readonly flow: Flow }) {
  const t = useWords();
  const nameOf = useNodeNames(park, board);
  const place = useRef<HTMLDivElement>(null);
  const room = useBox(place);
  const size = useMemo(() => room && { width: room.width, height: room.height, text: room.rem * LABEL_REM }, [room]);
  const data = useMemo(() => size && sankeyOf(foldFlow(flow, rowsThatFit(size)), { nameOf, figureOf: energyText }), [flow, size, nameOf]);
  return (
    <div className={styles.picture} ref={place}>
      {size && data ? <Sankey data={data} size={size} label={t('flow.title')} /> : null}
    </div>
  );
}

function Figures({ park, board, flow }: Pick<WallPageProps, 'park' | 'board'> & { readonly flow: Flow | null }) {
  const t = useWords();
  const nameOf = useSubjectNames(park, board);
  const of = (...kinds: readonly FlowKind[]) => (flow ? totalOf(flow, ...kinds) : 0);
  const supplied = flow ? suppliedOf(flow) : 0;
  const tenants = of('tenant', 'tenants');
  const share = (quantity: number) => (supplied > 0 ? `${percent(quantity / supplied)}` : '–');
  const scale = energyScale(supplied);
  const made = of('pv');
  const worst = flow?.overrun.toSorted((a, b) => b.quantity - a.quantity)[0];
  const unexplained = of('unexplained');
  return (
    <div className={styles.figures}>
      <WallFigure name={t('flow.total')} figure={flow ? <GlideNumber value={supplied} scale={scale} /> : null} unit={scale.unit}>
        <span>{made > 0 ? t('flow.made', { share: share(made) }) : ''}</span>
      </WallFigure>
      <WallFigure
        name={t('flow.tenants')}
        figure={flow ? <GlideNumber value={tenants} scale={energyScale(tenants)} /> : null}
        unit={energyScale(tenants).unit}
      >
        {flow ? (
          <>
            <Share share={supplied > 0 ? tenants / supplied : 0} />
            <b>{share(tenants)} %</b>
          </>
        ) : null}
      </WallFigure>
      <WallFigure name={t('flow.public')} figure={flow ? share(of('public')) : null} unit="%">
        <span>{flow ? energyText(of('public')) : ''}</span>
      </WallFigure>
      <WallFigure name={t('flow.loss')} figure={flow ? share(of('loss')) : null} unit="%">
        <span>{flow ? energyText(of('loss')) : ''}</span>
      </WallFigure>
      {unexplained > 0 ? (
        <WallFigure name={t('flow.unexplained')} figure={share(unexplained)} unit="%">
          <span>
            <SeverityMark severity="warning" />
            {worst ? t('flow.overrun', { name: nameOf(worst.code), value: energyText(worst.quantity) }) : ''}
          </span>
        </WallFigure>
      ) : null}
    </div>
  );
}

const energyText = (wh: number): string => {
  const scale = energyScale(wh);
  return `${inScale(wh, scale)} ${scale.unit}`;
};

const Share = ({ share }: { readonly share: number }) => (
  <span className={styles.share}>
    <i style={{ width: `${Math.min(1, share) * 100}%` }} />
  </span>
);
