import { describe, expect, test } from 'vitest';
import {
  mayCollect,
  mayManage,
  mayOversee,
  mayRead,
  parksOverseenBy,
  parksSeenBy,
  type Resource,
  resourceOfBoard,
  rowScopeOf,
} from './may.ts';
import { type Access, ANONYMOUS, accessFingerprint, joined, NO_ACCESS, type Principal } from './principal.ts';

const user = (access: Partial<Access>): Principal => ({ type: 'user', id: 'u', name: '', email: '', access: { ...NO_ACCESS, ...access } });
const WHO = {
  anonymous: ANONYMOUS,
  admin: user({ admin: true }),
  manager: user({ manages: new Set(['main']) }),
  otherManager: user({ manages: new Set(['other']) }),
  clerk: user({ collects: new Set(['main']) }),
  clerkKey: { type: 'apiKey', tokenId: 3, access: { ...NO_ACCESS, collects: new Set(['main']) } },
  tenant: user({ holds: new Set(['main:A-001']) }),
  otherTenant: user({ holds: new Set(['main:A-002']) }),
  wall: { type: 'wall', tokenId: 1, access: { ...NO_ACCESS, shows: new Set(['main']) } },
  managerKey: { type: 'apiKey', tokenId: 2, access: { ...NO_ACCESS, manages: new Set(['main']) } },
} satisfies Record<string, Principal>;
type Who = keyof typeof WHO;

const TABLE: readonly { readonly what: string; readonly resource: Resource; readonly may: readonly Who[] }[] = [
  { what: 'the park', resource: { type: 'park', park: 'main' }, may: ['admin', 'manager', 'clerk', 'clerkKey', 'wall', 'managerKey'] },
  {
    what: 'an account',
    resource: { type: 'account', park: 'main', account: 'A-001' },
    may: ['admin', 'manager', 'clerk', 'clerkKey', 'tenant', 'wall', 'managerKey'],
  },
  {
    what: 'an account of the same code in another park',
    resource: { type: 'account', park: 'other', account: 'A-001' },
    may: ['admin', 'otherManager'],
  },
  {
    what: "a tenant's point",
    resource: { type: 'point', park: 'main', accounts: ['A-001'] },
    may: ['admin', 'manager', 'clerk', 'clerkKey', 'tenant', 'wall', 'managerKey'],
  },
  {
    what: "a point nobody's account is charged for",
    resource: { type: 'point', park: 'main', accounts: [] },
    may: ['admin', 'manager', 'clerk', 'clerkKey', 'wall', 'managerKey'],
  },
  {
    what: 'a photo of a meter’s change',
    resource: { type: 'photo', park: 'main', accounts: [] },
    may: ['admin', 'manager', 'clerk', 'clerkKey', 'managerKey'],
  },
  {
    what: 'a photo of a handover',
    resource: { type: 'photo', park: 'main', accounts: ['A-001', 'A-009'] },
    may: ['admin', 'manager', 'clerk', 'clerkKey', 'tenant', 'managerKey'],
  },
  { what: "a park's quarantine", resource: { type: 'quarantine', park: 'main' }, may: ['admin', 'manager', 'managerKey'] },
  { what: "nobody's quarantine", resource: { type: 'quarantine', park: null }, may: ['admin'] },
];

describe('reading', () => {
  test.each(TABLE)('$what is seen by those who may, and by nobody else', ({ resource, may }) => {
    const seen = Object.entries(WHO).filter(([, principal]) => mayRead(principal, resource));
    expect(seen.map(([who]) => who).sort()).toEqual([...may].sort());
  });

  test('a board is read like what it shows', () => {
    expect(resourceOfBoard({ type: 'meters', park: 'main' })).toEqual({ type: 'park', park: 'main' });
    expect(mayRead(WHO.tenant, resourceOfBoard({ type: 'meters', park: 'main' }))).toBe(false);
    expect(mayRead(WHO.tenant, resourceOfBoard({ type: 'account', park: 'main', account: 'A-001' }))).toBe(true);
  });

  test('a tenant sees the rows of the accounts held, others see all or none', () => {
    expect(rowScopeOf(WHO.tenant, 'main')).toEqual({ type: 'accounts', codes: ['A-001'] });
    expect(rowScopeOf(WHO.tenant, 'other')).toEqual({ type: 'accounts', codes: [] });
    expect(rowScopeOf(WHO.wall, 'main')).toEqual({ type: 'all' });
    expect(rowScopeOf(WHO.anonymous, 'main')).toEqual({ type: 'accounts', codes: [] });
  });

  test('parks seen are those managed, shown, or of an account held', () => {
    expect(parksSeenBy(WHO.admin)).toBeNull();
    expect([...(parksSeenBy(WHO.tenant) ?? [])]).toEqual(['main']);
    expect([...(parksSeenBy(WHO.anonymous) ?? [])]).toEqual([]);
  });
});

describe('managing', () => {
  test('people who manage a park do; a token never does', () => {
    const may = Object.entries(WHO).filter(([, principal]) => mayManage(principal, 'main'));
    expect(may.map(([who]) => who).sort()).toEqual(['admin', 'manager']);
  });
});

describe('standing above a park', () => {
  const group = user({ manages: new Set(['main', 'south']), oversees: new Set(['main']) });

  test('is for those with a role over its group; its own manager and tokens do not', () => {
    const may = Object.entries({ ...WHO, group }).filter(([, principal]) => mayOversee(principal, 'main'));
    expect(may.map(([who]) => who).sort()).toEqual(['admin', 'group']);
    expect(mayOversee(group, 'south')).toBe(false);
  });

  test('an admin stands above all parks, a key above none', () => {
    expect(parksOverseenBy(WHO.admin)).toBeNull();
    expect([...(parksOverseenBy(group) ?? [])]).toEqual(['main']);
    const key: Principal = { type: 'apiKey', tokenId: 4, access: { ...NO_ACCESS, admin: true, oversees: new Set(['main']) } };
    expect([...(parksOverseenBy(key) ?? [])]).toEqual([]);
  });

  test('is part of a fingerprint', () => {
    expect(accessFingerprint(group)).not.toBe(accessFingerprint(user({ manages: new Set(['main', 'south']) })));
  });
});

describe('standing at the counter', () => {
  test('is for a clerk of the park and who manages it; a token never does', () => {
    const may = Object.entries(WHO).filter(([, principal]) => mayCollect(principal, 'main'));
    expect(may.map(([who]) => who).sort()).toEqual(['admin', 'clerk', 'manager']);
  });
});

test('a user on the browser of a wall sees what both see', () => {
  const both = joined({ ...NO_ACCESS, holds: new Set(['main:A-001']) }, { ...NO_ACCESS, shows: new Set(['main']) });
  expect(mayRead(user(both), { type: 'park', park: 'main' })).toBe(true);
});

test('a fingerprint changes with what may be seen', () => {
  expect(accessFingerprint(WHO.manager)).toBe(accessFingerprint(user({ manages: new Set(['main']) })));
  expect(accessFingerprint(WHO.manager)).not.toBe(accessFingerprint(WHO.otherManager));
});
