import type { FileGroup } from '#domain/park/park-file.ts';

/** The demo group: three parks in two cities of Shandong. */
export const GROUP: FileGroup = {
  code: 'qilu',
  name: { zh: '齐鲁园区集团', en: 'Qilu Parks' },
  regions: [
    { code: 'jinan', name: { zh: '济南片区', en: 'Jinan' } },
    { code: 'qingdao', name: { zh: '青岛片区', en: 'Qingdao' } },
  ],
};
