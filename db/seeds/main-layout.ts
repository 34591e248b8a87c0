import type { Words } from '#domain/park/model.ts';
import { cornersOf, type Footprint } from './corners.ts';

export interface Building {
  readonly code: string;
  readonly name: Words;
  /** Metres; x east, y south. Low buildings stand in the south-east, where the wall looks from. */
  readonly footprint: Footprint;
  readonly floors: number;
  /** Which of the three 10 kV feeders carries it. */
  readonly feeder: 'F1' | 'F2' | 'F3';
  /** Mean load at full business, W for a square metre let; the trade's, not a tariff's. */
  readonly wPerM2: number;
  /** What a day costs a tenant for each kW asked for, about, yuan: shops and presses run longer than desks. */
  readonly dailyYuanPerKW: number;
  /** Units on each let floor, and the first floor that is let. */
  readonly unitsAFloor: number;
  readonly letFrom: number;
  /** Ratio of its busbar meter's transformers, 0.4 kV. */
  readonly ratio: number;
}

/** The main park on its 420 x 300 m: three streets of buildings; the yard west of the life centre is for cars that charge. */
export const BUILDINGS: readonly Building[] = [
  {
    code: 'B01',
    name: { zh: '1号厂房', en: 'Plant 1' },
    footprint: cornersOf('14,110 124,110 124,148 68,148 68,190 14,190'),
    floors: 3,
    feeder: 'F1',
    wPerM2: 25,
    dailyYuanPerKW: 4,
    unitsAFloor: 2,
    letFrom: 1,
    ratio: 300,
  },
  {
    code: 'B02',
    name: { zh: '2号厂房', en: 'Plant 2' },
    footprint: cornersOf('308,112 410,112 410,188 308,188'),
    floors: 2,
    feeder: 'F3',
    wPerM2: 29,
    dailyYuanPerKW: 6.2,
    unitsAFloor: 2,
    letFrom: 1,
    ratio: 300,
  },
  {
    code: 'B03',
    name: { zh: '3号厂房', en: 'Plant 3' },
    footprint: cornersOf('158,112 274,112 274,190 236,190 236,148 196,148 196,190 158,190'),
    floors: 3,
    feeder: 'F2',
    wPerM2: 17.5,
    dailyYuanPerKW: 4.1,
    unitsAFloor: 3,
    letFrom: 1,
    ratio: 300,
  },
  {
    code: 'B04',
    name: { zh: '4号厂房', en: 'Plant 4' },
    footprint: cornersOf('308,16 408,16 408,88 350,88 350,58 308,58'),
    floors: 3,
    feeder: 'F3',
    wPerM2: 14,
    dailyYuanPerKW: 4,
    unitsAFloor: 2,
    letFrom: 1,
    ratio: 200,
  },
  {
    code: 'B05',
    name: { zh: '5号仓储', en: 'Warehouse 5' },
    footprint: cornersOf('14,212 124,212 124,286 14,286'),
    floors: 1,
    feeder: 'F1',
    wPerM2: 6,
    dailyYuanPerKW: 2.8,
    unitsAFloor: 3,
    letFrom: 1,
    ratio: 60,
  },
  {
    code: 'B06',
    name: { zh: '6号冷库', en: 'Cold house 6' },
    footprint: cornersOf('158,214 218,214 218,286 158,286'),
    floors: 2,
    feeder: 'F2',
    wPerM2: 35,
    dailyYuanPerKW: 4.1,
    unitsAFloor: 1,
    letFrom: 1,
    ratio: 200,
  },
  {
    code: 'B07',
    name: { zh: '7号研发楼', en: 'Research 7' },
    footprint: cornersOf('158,14 224,14 224,40 184,40 184,84 158,84'),
    floors: 8,
    feeder: 'F2',
    wPerM2: 23,
    dailyYuanPerKW: 3.7,
    unitsAFloor: 2,
    letFrom: 2,
    ratio: 200,
  },
  {
    code: 'B08',
    name: { zh: '8号办公楼', en: 'Office 8' },
    footprint: cornersOf('92,14 124,14 124,52 92,52'),
    floors: 12,
    feeder: 'F1',
    wPerM2: 28,
    dailyYuanPerKW: 2.9,
    unitsAFloor: 3,
    letFrom: 2,
    ratio: 200,
  },
  {
    code: 'B09',
    name: { zh: '9号宿舍', en: 'Dormitory 9' },
    footprint: cornersOf('14,14 76,14 76,32 32,32 32,86 14,86'),
    floors: 6,
    feeder: 'F1',
    wPerM2: 12,
    dailyYuanPerKW: 2.8,
    unitsAFloor: 12,
    letFrom: 2,
    ratio: 60,
  },
  {
    code: 'B10',
    name: { zh: '10号生活中心', en: 'Life centre 10' },
    footprint: cornersOf('360,222 412,222 412,272 384,272 384,250 360,250'),
    floors: 2,
    feeder: 'F3',
    wPerM2: 55,
    dailyYuanPerKW: 5.5,
    unitsAFloor: 7,
    letFrom: 1,
    ratio: 120,
  },
  {
    code: 'B11',
    name: { zh: '11号动力站', en: 'Utilities 11' },
    footprint: cornersOf('238,226 276,226 276,262 238,262'),
    floors: 1,
    feeder: 'F2',
    wPerM2: 0,
    dailyYuanPerKW: 0,
    unitsAFloor: 0,
    letFrom: 2,
    ratio: 80,
  },
  {
    code: 'B12',
    name: { zh: '12号检测楼', en: 'Testing 12' },
    footprint: cornersOf('242,20 274,20 274,76 242,76'),
    floors: 5,
    feeder: 'F2',
    wPerM2: 34,
    dailyYuanPerKW: 3,
    unitsAFloor: 2,
    letFrom: 2,
    ratio: 120,
  },
];
