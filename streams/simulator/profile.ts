import type { FilePoint } from '#domain/park/park-file.ts';
import type { CurveName } from './curves.ts';
import type { LoadProfile } from './load-shape.ts';
import { seedOf, unit } from './noise.ts';

/** What a point's words tell about its user; the first line that fits, by Chinese or English name, or code. */
const ELECTRIC: readonly (readonly [RegExp, LoadProfile['shape']])[] = [
  [/充电|charg|\bEV/i, 'charging'],
  [/路灯|street ?light|outdoor light|景观照明/i, 'streetLight'],
  [/电梯|\blifts?\b|elevator/i, 'lift'],
  [/水泵|消防|pump/i, 'pump'],
  [/宿舍|公寓|dormitor|apartment|residence/i, 'dormitory'],
  [/食堂|餐厅|餐饮|canteen|restaurant|kitchen/i, 'canteen'],
  [/数据中心|机房|data ?cent|server room|data room/i, 'dataRoom'],
  [/冷库|冷链|cold|freez/i, 'coldStore'],
  [/空调|制冷|chiller|cooling|hvac|heat pump/i, 'cooling'],
  [/公区|公共|走廊|大堂|照明|corridor|lobby|common|public|shared|lighting/i, 'corridor'],
  [/超市|商店|商铺|便利|咖啡|shop|store|market|caf[eé]|retail|bank/i, 'shop'],
  [/注塑|铸造|热处理|电镀|化纤|半导体|injection|casting|heat treat|plating|semiconductor|wafer|foundry/i, 'roundTheClock'],
  [/研发|实验|检测|试验|laborator|\blabs?\b|r&d|research|testing|biotech|生物/i, 'laboratory'],
  [
    /机械|精密|制造|加工|五金|模具|汽车|机器人|装备|厂房|车间|machin|precision|manufactur|mould|\bmold|metal|auto|robot|workshop|plant|factory/i,
    'twoShifts',
  ],
  [/包装|印刷|食品|纺织|服装|电子|物流|仓|packag|print|food|textile|garment|electronic|logistic|warehouse|assembl/i, 'dayShift'],
];

const WATER: readonly (readonly [RegExp, CurveName])[] = [
  [/绿化|景观|green|irrigat|garden/i, 'waterGreen'],
  [/宿舍|公寓|dormitor|apartment|residence/i, 'waterDormitory'],
  [/食堂|餐厅|餐饮|canteen|restaurant|kitchen|咖啡|caf[eé]/i, 'waterCanteen'],
  [/超市|商店|商铺|shop|store|market|retail/i, 'waterShop'],
  [/厂房|车间|制造|加工|机械|食品|纺织|电镀|注塑|workshop|plant|factory|manufactur|food|textile|machin/i, 'waterProcess'],
];

/** How much of its contracted power (or else of what the meter carries) a user of a kind takes when its curve says 1. */
const SHARE_OF_CONTRACT = 0.62;
const SHARE_OF_METER = 0.3;

/**
 * A believable user for a point: its kind by its words, its size by the contracted power, else by the meter's limit.
 * @param limit W (litres per hour) that the meter carries, primary side.
 */
export const profileOf = (point: FilePoint, where: string, limit: number, seed: number): LoadProfile => {
  const own = seedOf(point.code, seed);
  const shape = shapeOf(point, `${point.name.zh} ${point.name.en} ${where} ${point.code}`);
  const size = 0.8 + 0.4 * unit(own, 1);
  const contractW = point.contractKW === undefined ? null : point.contractKW * 1_000;
  if (shape === 'pv' || shape === 'storage') return { shape, rated: contractW ?? 0.85 * limit, seed: own };
  const rated = contractW === null ? limit * SHARE_OF_METER : Math.min(contractW * SHARE_OF_CONTRACT, limit * 0.7);
  return { shape, rated: rated * size, seed: own };
};

const shapeOf = (point: FilePoint, words: string): LoadProfile['shape'] => {
  if (point.role === 'pv') return 'pv';
  if (point.role === 'storage') return 'storage';
  const table: readonly (readonly [RegExp, LoadProfile['shape']])[] = point.medium === 'water' ? WATER : ELECTRIC;
  const found = table.find(([pattern]) => pattern.test(words));
  if (found) return found[1];
  if (point.medium === 'water') return 'waterOffice';
  return point.role === 'public' ? 'corridor' : 'office';
};
