/** One place up (-1) or down (+1); at an end nothing moves. */
export const moved = <T>(list: readonly T[], at: number, by: -1 | 1): readonly T[] => {
  const [own, other] = [list[at], list[at + by]];
  if (own === undefined || other === undefined) return list;
  return list.map((one, i) => (i === at ? other : i === at + by ? own : one));
};

/** Taken out, or put at the end. */
export const toggled = <T>(list: readonly T[], one: T): readonly T[] =>
  list.includes(one) ? list.filter((other) => other !== one) : [...list, one];
