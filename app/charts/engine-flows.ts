// What the flow of energy needs beyond curves of a day: loaded on the wall's page that has it.
import { SankeyChart } from 'echarts/charts';
import { use } from 'echarts/core';

export { init } from './engine.ts';

use([SankeyChart]);
