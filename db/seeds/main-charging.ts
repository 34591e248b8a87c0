import { MODELS, meterFor } from './meters.ts';
import type { Gateway, ParkBuilder } from './park-builder.ts';

const POSTS = 20;
const FAST_POSTS = 6;

/** The yard for cars: fast and slow posts of one operator, on a feeder's busbar of its own. */
export const addCharging = (builder: ParkBuilder): void => {
  const gateway: Gateway = { serial: 'GW-MAIN-EV', codec: 'canonical' };
  builder.account({
    code: 'EV',
    name: { zh: '速达充电运营', en: 'Suda Charging' },
    kind: 'postpaid',
  });
  builder.meter({
    code: 'EV-M',
    name: { zh: '充电场进线', en: 'Charging yard incomer' },
    role: 'feeder',
    meter: MODELS.busbar,
    gateway,
    ratio: 120,
    parent: 'F3',
  });
  for (let post = 1; post <= POSTS; post++) {
    const fast = post <= FAST_POSTS;
    const contractKW = fast ? 60 : 7;
    const { model, ratio } = fast ? meterFor(contractKW) : { model: MODELS.room, ratio: 1 };
    const code = `EV-${String(post).padStart(2, '0')}`;
    const name = { zh: `${post}号${fast ? '快充' : '慢充'}充电桩`, en: `${fast ? 'Fast' : 'Slow'} charging post ${post}` };
    builder.meter({
      code,
      name,
      role: 'tenant',
      meter: model,
      gateway,
      ratio,
      parent: 'EV-M',
      contractKW,
      account: 'EV',
      tariff: 'sd-tou',
    });
  }
};
