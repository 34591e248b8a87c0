export const offlineZhCN = {
  title: '没有网络',
  text: '连不上服务器。网络恢复后，这个页面会自动回来。',
  mark: '离线',
  seen: '上次看到的数据：{age}',
  changed: '此后可能已变化',
  power: '当时的功率',
  today: '当日到那时 {energy}',
  kept: '这部手机上存有的页面',
  notKept: '这一页没有存在手机上；下面是最近看过的。',
  none: '那时没有内容',
  since: '{age}发生',
  more: '只存了前 {n} 条，共 {all} 条',
};
