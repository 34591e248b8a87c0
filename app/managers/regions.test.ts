import { expect, test } from 'vitest';
import type { ParkLine } from '../rpc/shapes.ts';
import { regionsOf } from './regions.ts';

const unit = (code: string) => ({ code, name: { zh: code, en: code } });
const park = (code: string, region: string | null): ParkLine => ({
  code,
  name: { zh: code, en: code },
  city: '',
  zone: 'Asia/Shanghai',
  group: unit('group'),
  region: region === null ? null : unit(region),
});

test('parks stand by region, those of none by their group, in the order they come', () => {
  const regions = regionsOf([park('a', 'east'), park('b', null), park('c', 'east')]);
  expect(regions.map(({ code, parks }) => [code, parks.map((one) => one.code)])).toEqual([
    ['east', ['a', 'c']],
    ['group', ['b']],
  ]);
});
