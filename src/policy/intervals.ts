/** Sets of whole numbers as stretches of them. Each costs what sorting its stretches costs. */
export interface Interval {
  readonly first: number;
  readonly last: number;
}

/** In order and apart from each other: what touches is one. */
export type Intervals = readonly Interval[];

/** What is in one of them. */
export function union(intervals: readonly Interval[]): Intervals {
  const found: Interval[] = [];
  for (const { first, last } of [...intervals].sort((one, other) => one.first - other.first)) {
    const previous = found.at(-1);
    if (previous && previous.last + 1 >= first)
      found[found.length - 1] = { first: previous.first, last: Math.max(previous.last, last) };
    else found.push({ first, last });
  }
  return found;
}

/** What is in one of the first and in none of the others. */
export function difference(intervals: readonly Interval[], others: readonly Interval[]): Intervals {
  const holes = union(others);
  const found: Interval[] = [];
  let at = 0;
  for (const { first, last } of union(intervals)) {
    while ((holes[at]?.last ?? Infinity) < first) at += 1;
    let from = first;
    for (let next = at; ; next += 1) {
      const hole = holes[next];
      if (!hole || hole.first > last) break;
      if (hole.first > from) found.push({ first: from, last: hole.first - 1 });
      from = hole.last + 1;
    }
    if (from <= last) found.push({ first: from, last });
  }
  return found;
}

/** What is in one of the first and in one of the others. */
export function intersection(intervals: readonly Interval[], others: readonly Interval[]): Intervals {
  const [one, other] = [union(intervals), union(others)];
  const found: Interval[] = [];
  for (let here = 0, there = 0; ;) {
    const [left, right] = [one[here], other[there]];
    if (!left || !right) return found;
    const [first, last] = [Math.max(left.first, right.first), Math.min(left.last, right.last)];
    if (first <= last) found.push({ first, last });
    if (left.last < right.last) here += 1;
    else there += 1;
  }
}

/** The place of the first stretch that does not end before the number. */
export function placeOf(intervals: Intervals, number: number): number {
  let low = 0;
  let high = intervals.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((intervals[middle]?.last ?? Infinity) < number) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function holds(intervals: Intervals, number: number): boolean {
  return (intervals[placeOf(intervals, number)]?.first ?? Infinity) <= number;
}
