import { termsOf } from './account-terms.ts';
import { MODELS } from './meters.ts';
import type { Gateway, ParkBuilder } from './park-builder.ts';
import { SCENES } from './scenes.ts';

const FLOORS = [2, 3, 4, 5, 6];
const ROOMS_A_FLOOR = 12;
/** Floors 2 and 3: each room pays for itself. Above: companies house their people, and pay. */
const OWN_FLOOR_MAX = 3;
const EMPLOYERS = ['A001', 'A007', 'A008', 'A011'];
const ROOM_M2 = 26;
const ROOM_KW = 1.2;
const ROOM_DAILY_YUAN = 3.4;
const CONCENTRATOR_ROOMS = 30;

/** 60 rooms with single-phase meters behind two concentrators. */
export const addDormitory = (builder: ParkBuilder): void => {
  let nth = 0;
  for (const floor of FLOORS) {
    for (let room = 1; room <= ROOMS_A_FLOOR; room++) {
      const number = `${floor}${String(room).padStart(2, '0')}`;
      const code = `B09-${number}`;
      const gateway: Gateway = { serial: `GW-MAIN-B09-${1 + Math.floor(nth / CONCENTRATOR_ROOMS)}`, codec: 'canonical' };
      nth += 1;
      builder.space({ code, kind: 'room', parent: `B09-0${floor}`, name: { zh: `${number}室`, en: `Room ${number}` }, areaM2: ROOM_M2 });
      addRoom(builder, { floor, room, code, number, gateway });
    }
  }
};

interface Room {
  readonly floor: number;
  readonly room: number;
  readonly code: string;
  readonly number: string;
  readonly gateway: Gateway;
}

const addRoom = (builder: ParkBuilder, { floor, room, code, number, gateway }: Room): void => {
  const own = floor <= OWN_FLOOR_MAX;
  const account = own ? `D${number}` : (EMPLOYERS[(floor + room) % EMPLOYERS.length] ?? 'A001');
  const name = { zh: `宿舍${number}`, en: `Dormitory ${number}` };
  if (own)
    builder.account({
      code: account,
      name,
      space: code,
      ...termsOf(account, { postpaid: false, protected: false, dailyYuan: ROOM_DAILY_YUAN }),
    });
  const point = `E-${code}`;
  const old = point === SCENES.rollover.point;
  builder.meter({
    code: point,
    name,
    role: 'tenant',
    meter: old ? MODELS.oldRoom : MODELS.room,
    gateway,
    parent: 'B09-M',
    space: code,
    contractKW: ROOM_KW,
    account,
    // Who pays for himself has tiers of his own; a company's rooms are one shared customer (合表).
    tariff: own ? 'sd-resident' : 'sd-dorm',
    ...(old ? { start: SCENES.rollover.start } : {}),
  });
};
