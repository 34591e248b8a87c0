export const handoverZhCN = {
  title: '交接读数',
  note: '人工抄表，留作凭证；计费以表计上报为准',
  opening: '{day} 接用',
  closing: '{day} 移交',
  photo: { opening: '{point} 接用示数，{day}', closing: '{point} 移交示数，{day}' },
  release: '释放计量点',
  releaseNote: '从今日零点起不再由该户付费。抄了最终示数就填上，填后可附照片；没抄可不填。',
  register: '最终示数',
  photoOf: '{point} 示数照片',
  faults: { SHAPE: '请填写数字，如 1234.5', MISSING: '请同时填写照片上的示数', other: '不能这样填写，请刷新后再试' },
};

export type HandoverWords = typeof handoverZhCN;
