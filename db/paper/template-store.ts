import type { PaperLogo, PaperTemplate } from '#domain/paper/template.ts';
import type { InstantMs } from '#domain/time/instant.ts';
import { atMs, epochMs, instantIn, orNull, type Queryable, type Row, rowOf, rowsOf, textIn, wholeIn } from '../queries/row.ts';

/** Who saved what when; the content is asked for by its number. */
export interface TemplateRevision {
  readonly revision: number;
  readonly savedAt: InstantMs;
  /** The person's name where one is known, else who acted. */
  readonly savedBy: string;
}

export interface StoredTemplate extends TemplateRevision {
  readonly template: PaperTemplate;
}

const COLUMNS = `t.revision, ${epochMs('t.saved_at')} as saved_at, coalesce(u.name, t.saved_by) as saved_by`;
const FROM = `from paper_template t left join auth_user u on 'user:' || u.id = t.saved_by`;

const revisionFromRow = (row: Row): TemplateRevision => ({
  revision: wholeIn(row, 'revision'),
  savedAt: instantIn(row, 'saved_at'),
  savedBy: textIn(row, 'saved_by'),
});

/** A revision of a park's template, the last where none is named; null: there is none. */
export const selectTemplate = (db: Queryable, parkId: number, revision: number | null): Promise<StoredTemplate | null> =>
  rowOf(
    db,
    `select ${COLUMNS}, t.content ${FROM} where t.park_id = $1 and ($2::int is null or t.revision = $2) order by t.revision desc limit 1`,
    [parkId, revision],
    // Written by insertTemplate alone, after checkTemplate.
    (row) => ({ ...revisionFromRow(row), template: row.content as PaperTemplate }),
  );

const REVISIONS_MAX = 100;

/** Newest first. */
export const selectRevisions = (db: Queryable, parkId: number): Promise<TemplateRevision[]> =>
  rowsOf(db, `select ${COLUMNS} ${FROM} where t.park_id = $1 order by t.revision desc limit ${REVISIONS_MAX}`, [parkId], revisionFromRow);

export interface SaveTemplate {
  readonly parkId: number;
  /** The revision it was made from; 0: none. */
  readonly base: number;
  readonly template: PaperTemplate;
  readonly at: InstantMs;
  readonly actor: string;
}

const SAVE = `
  insert into paper_template (park_id, revision, content, saved_at, saved_by)
  select $1, $2::int + 1, $3::jsonb, ${atMs('$4')}, $5
  where $2::int = (select coalesce(max(revision), 0) from paper_template where park_id = $1)
  on conflict do nothing returning revision`;

/** The number of the new revision; null: somebody else has saved one since `base`. */
export const insertTemplate = (db: Queryable, { parkId, base, template, at, actor }: SaveTemplate): Promise<number | null> =>
  rowOf(db, SAVE, [parkId, base, JSON.stringify(template), at, actor], (row) => wholeIn(row, 'revision'));

export interface StoredLogo extends PaperLogo {
  readonly bytes: Buffer;
}

/** Logos of a park at most: every one is kept for the papers that carry it. */
export const LOGOS_MAX = 200;

const SAVE_LOGO = `
  insert into paper_logo (park_id, hash, bytes, width, height, saved_at)
  select $1, $2, $3, $4, $5, ${atMs('$6')} where (select count(*) from paper_logo where park_id = $1) < ${LOGOS_MAX}
  on conflict do nothing`;

/** Keeps a logo; false: the park has as many as it may. */
export async function insertLogo(db: Queryable, parkId: number, logo: StoredLogo, at: InstantMs): Promise<boolean> {
  await rowsOf(db, SAVE_LOGO, [parkId, logo.hash, logo.bytes, logo.width, logo.height, at], () => null);
  return (await selectLogo(db, parkId, logo.hash)) !== null;
}

export const selectLogo = (db: Queryable, parkId: number, hash: string): Promise<StoredLogo | null> =>
  rowOf(db, 'select hash, width, height, bytes from paper_logo where park_id = $1 and hash = $2', [parkId, hash], (row) => ({
    hash: textIn(row, 'hash'),
    width: wholeIn(row, 'width'),
    height: wholeIn(row, 'height'),
    bytes: bytesIn(row),
  }));

const bytesIn = (row: Row): Buffer => {
  if (!Buffer.isBuffer(row.bytes)) throw new TypeError('row: bytes are no bytes');
  return row.bytes;
};

/** What a bill's paper is printed with: kept at its issue, or as things stand while it is a draft. */
export interface PaperOfBill {
  readonly parkId: number;
  /** Null: the plain template. */
  readonly revision: number | null;
  readonly park: { readonly zh: string; readonly en: string };
  readonly name: { readonly zh: string; readonly en: string };
  readonly address: { readonly zh: string; readonly en: string };
}

const OF_BILL = `
  select b.park_id, k.name_zh as park_zh, k.name_en as park_en,
    case when p.bill_id is null then (select max(revision) from paper_template t where t.park_id = b.park_id) else p.revision end as revision,
    coalesce(p.name_zh, a.name_zh) as name_zh, coalesce(p.name_en, a.name_en) as name_en,
    coalesce(p.address_zh, s.zh) as address_zh, coalesce(p.address_en, s.en) as address_en
  from bill b join park k on k.id = b.park_id join account a on a.id = b.account_id
    left join bill_paper p on p.bill_id = b.id cross join lateral space_address(case when p.bill_id is null then a.space_id end) s
  where b.id = $1::bigint`;

export const selectPaper = (db: Queryable, billId: string): Promise<PaperOfBill | null> =>
  rowOf(db, OF_BILL, [billId], (row) => ({
    parkId: wholeIn(row, 'park_id'),
    revision: orNull(row, 'revision', wholeIn),
    park: { zh: textIn(row, 'park_zh'), en: textIn(row, 'park_en') },
    name: { zh: textIn(row, 'name_zh'), en: textIn(row, 'name_en') },
    address: { zh: textIn(row, 'address_zh'), en: textIn(row, 'address_en') },
  }));
