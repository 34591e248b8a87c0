import { expect, test } from 'vitest';
import type { FilePoint } from '#domain/park/park-file.ts';
import { profileOf } from './profile.ts';

const pointOf = (zh: string, en: string, more: Partial<FilePoint> = {}): FilePoint => ({
  code: 'P',
  name: { zh, en },
  medium: 'electricity',
  role: 'tenant',
  assignments: [],
  ...more,
});

test.each([
  ['恒拓精密机械 动力', 'Hengtuo Precision Machinery power', 'twoShifts'],
  ['恒拓精密机械 照明', 'Hengtuo Precision Machinery lighting', 'corridor'],
  ['景明照明电器', 'Jingming Lamps', 'office'],
  ['北辰冷链', 'Beichen Cold Chain', 'coldStore'],
  ['7号慢充充电桩', 'Slow charging post 7', 'charging'],
  ['宿舍201', 'Dormitory 201', 'dormitory'],
  ['云帆软件', 'Yunfan Software', 'office'],
  ['园区食堂', 'Park Canteen', 'canteen'],
])('%s is taken for %s: %s', (zh, en, shape) => {
  expect(profileOf(pointOf(zh, en), { near: [], around: [], limit: 50_000 }, 1).shape).toBe(shape);
});

test('a tenant whose name says nothing is taken for what its building is; the shared lights of a cold house are lights', () => {
  const around = ['6号冷库', 'Cold house 6'];
  expect(profileOf(pointOf('甲公司', 'Company A'), { near: [], around, limit: 50_000 }, 1).shape).toBe('coldStore');
  expect(profileOf(pointOf('公共照明', 'Common lighting', { role: 'public' }), { near: [], around, limit: 50_000 }, 1).shape).toBe(
    'corridor',
  );
});

test('nobody takes more than the contract or what the meter carries', () => {
  for (const code of ['A', 'B', 'C', 'D', 'E', 'F']) {
    const point = pointOf('办公', 'Office', { code, contractKW: 30 });
    const profile = profileOf(point, { near: [], around: [], limit: 25_000 }, 1);
    expect(profile.rated).toBeLessThanOrEqual(25_000 * 0.7);
  }
});
