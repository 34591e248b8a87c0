/** A shared user: the end of its code, the power it asked for, and its name, in which the simulator reads its trade. */
export type SharedUser = readonly [code: string, kW: number, zh: string, en: string];

/** What a building's busbar carries beside its tenants, kW; the trade is in the name. */
export const PUBLIC: Readonly<Record<string, readonly SharedUser[]>> = {
  B01: [['L', 22, '公共照明', 'Common lighting']],
  B02: [['L', 20, '公共照明', 'Common lighting']],
  B03: [
    ['L', 24, '公共照明', 'Common lighting'],
    ['E', 22, '货梯 电梯', 'Goods lift'],
  ],
  B04: [
    ['L', 18, '公共照明', 'Common lighting'],
    ['E', 18, '货梯 电梯', 'Goods lift'],
  ],
  B05: [['L', 14, '公共照明', 'Common lighting']],
  B06: [['L', 10, '公共照明', 'Common lighting']],
  B07: [
    ['L', 28, '大堂走廊', 'Lobby and corridors'],
    ['E', 26, '电梯', 'Lifts'],
    ['A', 70, '空调机组', 'Cooling plant'],
  ],
  B08: [
    ['L', 30, '大堂走廊', 'Lobby and corridors'],
    ['E', 34, '电梯', 'Lifts'],
    ['A', 80, '空调机组', 'Cooling plant'],
  ],
  B09: [['L', 16, '公共照明', 'Common lighting']],
  B10: [['L', 14, '公共照明', 'Common lighting']],
  B11: [
    ['P', 38, '生活水泵', 'Water pumps'],
    ['F', 18, '消防水泵', 'Fire pumps'],
    ['A', 90, '制冷站', 'Chiller station'],
    ['S', 26, '路灯', 'Street lights'],
  ],
  B12: [
    ['L', 12, '公共照明', 'Common lighting'],
    ['E', 14, '电梯', 'Lifts'],
  ],
};
