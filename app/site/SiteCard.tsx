'use client';

import { freshnessOf } from '../format/age.ts';
import { yuanGrouped } from '../format/money.ts';
import { energyScale, grouped, inScale, powerScale } from '../format/quantity.ts';
import { useBoard, useBoardField } from '../live/use-board.ts';
import { useNow } from '../live/use-now.ts';
import { AgeText } from '../parts/AgeText.tsx';
import { SeverityMark, severityOfLevel } from '../parts/SeverityMark.tsx';
import { RefinedMark } from '../past/RefinedMark.tsx';
import { useNames, useWords } from '../words/use-words.ts';
import type { SitePick } from './Site.tsx';
import styles from './SiteCard.module.css';
import { buildingLoad, floorLoad, sumOf } from './site-loads.ts';
import type { Points, SitePlan } from './site-plan.ts';

interface Props {
  readonly park: string;
  readonly plan: SitePlan;
  readonly pick: SitePick;
  /** Where the building stands, as shares of the picture. */
  readonly at: { readonly x: number; readonly y: number };
}

const TENANTS_MAX = 4;

/** What is pointed at: load, today's use, who is there, how their balance stands, and the state of the meters. */
export function SiteCard({ park, plan, pick, at }: Props) {
  const t = useWords();
  const nameOf = useNames();
  const points = useBoardField({ type: 'meters', park }, (data) => data);
  const now = useNow();
  const building = plan.buildings.find(({ code }) => code === pick.building);
  const floor = building?.floors.find(({ number }) => number === pick.floor) ?? null;
  if (!building || !points || now === null) return null;
  const codes = floor ? [...floor.points, ...(floor.share > 0 ? building.shared : [])] : allPoints(building);
  const powerW = floor ? floorLoad(floor, building, points, now).powerW : buildingLoad(building, points);
  const area = floor ? floor.areaM2 : building.areaM2;
  const today = codes.reduce((sum, code) => sum + (points[code]?.today ?? 0), 0);
  const accounts = [...new Set(codes.flatMap((code) => points[code]?.account ?? []))];
  const power = powerScale(powerW);
  const energy = energyScale(today);
  const style = {
    [at.x > 0.5 ? 'right' : 'left']: `${Math.min(62, (at.x > 0.5 ? 1 - at.x : at.x) * 100 + 4)}%`,
    [at.y > 0.5 ? 'bottom' : 'top']: `${Math.max(2, (at.y > 0.5 ? 1 - at.y : at.y) * 100 - 12)}%`,
  };
  return (
    <aside className={styles.card} style={style} role="status">
      <h3>
        {nameOf(building.name)}
        <small>{floor ? t('site.floor', { n: floor.number }) : t('site.floors', { n: building.floors.length })}</small>
      </h3>
      <p className={styles.figures}>
        <span>
          <b>{inScale(powerW, power)}</b> {power.unit}
        </span>
        <span>{area > 0 ? grouped(powerW / area, 1) : '–'} W/m²</span>
        <span>
          {t('site.today')} {inScale(today, energy)} {energy.unit} <RefinedMark points={codes} small />
        </span>
      </p>
      {accounts.slice(0, TENANTS_MAX).map((account) => (
        <Tenant key={account} park={park} account={account} codes={codes} points={points} />
      ))}
      {accounts.length > TENANTS_MAX ? <p className={styles.more}>{t('site.moreTenants', { n: accounts.length - TENANTS_MAX })}</p> : null}
      {accounts.length === 0 ? <p className={styles.more}>{floor?.isPublic ? t('site.publicFloor') : t('site.noTenant')}</p> : null}
      <State codes={codes} points={points} now={now} />
    </aside>
  );
}

const allPoints = (building: SitePlan['buildings'][number]): readonly string[] => [
  ...building.floors.flatMap(({ points }) => points),
  ...building.shared,
];

interface TenantProps {
  readonly park: string;
  readonly account: string;
  readonly codes: readonly string[];
  readonly points: Points;
}

/** A tenant's line. The board of the account says name and balance; whoever may not see it sees the account's code and its power. */
function Tenant({ park, account, codes, points }: TenantProps) {
  const t = useWords();
  const nameOf = useNames();
  const board = useBoard({ type: 'account', park, account }, (state) => (state.type === 'shown' ? state.data : null));
  const own = codes.filter((code) => points[code]?.account === account);
  const severity = board ? severityOfLevel(board.level) : null;
  return (
    <p className={styles.tenant}>
      <span>{severity ? <SeverityMark severity={severity} /> : null}</span>
      <span className={styles.name}>{board ? nameOf(board.name) : account}</span>
      <b>{grouped(sumOf(own, points) / 1_000, 1)} kW</b>
      <span className={styles.balance}>
        {board && board.kind === 'prepaid' ? `¥${yuanGrouped(board.available)}` : board ? t(`kind.${board.kind}`) : '–'}{' '}
        <RefinedMark account={account} small />
      </span>
    </p>
  );
}

interface StateProps {
  readonly codes: readonly string[];
  readonly points: Points;
  readonly now: NonNullable<ReturnType<typeof useNow>>;
}

/** How the meters stand: switched off, silent, or when the newest of them spoke. */
function State({ codes, points, now }: StateProps) {
  const t = useWords();
  const meters = codes.flatMap((code) => points[code] ?? []).filter(({ serial }) => serial !== null);
  const off = meters.filter(({ relay }) => relay === 'open').length;
  const silent = meters.filter((point) => freshnessOf(point.at, point.intervalS, now) === 'offline').length;
  const newest = meters.reduce<(typeof meters)[number]['at']>(
    (best, { at }) => (at !== null && (best === null || at > best) ? at : best),
    null,
  );
  return (
    <p className={styles.state}>
      {off > 0 ? (
        <span className={styles.off}>
          <SeverityMark severity="critical" /> {t('site.offCount', { n: off })}
        </span>
      ) : null}
      {silent > 0 ? <span>{t('site.silentCount', { n: silent, all: meters.length })}</span> : null}
      {meters.length > 0 ? (
        <span>
          {t('site.newest')} <AgeText at={newest} />
        </span>
      ) : (
        <span>{t('site.noMeters')}</span>
      )}
    </p>
  );
}
