// What charts of months need beyond curves of a day: loaded on the pages that have them, and by no wall and no tenant.
import { BarChart, CustomChart, HeatmapChart } from 'echarts/charts';
import { VisualMapContinuousComponent } from 'echarts/components';
import { use } from 'echarts/core';

export { init } from './engine.ts';

use([BarChart, CustomChart, HeatmapChart, VisualMapContinuousComponent]);
