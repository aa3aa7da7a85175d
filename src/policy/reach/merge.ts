/** Rows and columns of a square table that are the same, as one. */

const start = 0x811c9dc5;
const mix = (hash: number, value: number): number => Math.imul(hash ^ value, 0x01000193);

/**
 * Groups of places, in order, that are the same to all others and to each other: equal rows and equal columns.
 * @param cells row by row.
 * @param kinds places of different kinds stay apart.
 */
export function sameRowsAndColumns(cells: Int32Array, kinds: readonly string[]): number[][] {
  const size = kinds.length;
  const columns = new Int32Array(size).fill(start);
  const rows = new Int32Array(size).fill(start);
  for (let from = 0; from < size; from += 1) {
    let row = start;
    for (let to = 0; to < size; to += 1) {
      const cell = cells[from * size + to] ?? 0;
      row = mix(row, cell);
      columns[to] = mix(columns[to] ?? 0, cell);
    }
    rows[from] = row;
  }
  const equal = (one: number, other: number): boolean => {
    for (let at = 0; at < size; at += 1)
      if (
        cells[one * size + at] !== cells[other * size + at] ||
        cells[at * size + one] !== cells[at * size + other]
      )
        return false;
    return true;
  };
  const byHash = new Map<string, number[][]>();
  const groups: number[][] = [];
  for (const [place, kind] of kinds.entries()) {
    const hash = `${kind} ${rows[place] ?? 0} ${columns[place] ?? 0}`;
    const candidates = byHash.get(hash) ?? [];
    byHash.set(hash, candidates);
    const same = candidates.find(([first]) => first !== undefined && equal(first, place));
    if (same) same.push(place);
    else {
      const made = [place];
      candidates.push(made);
      groups.push(made);
    }
  }
  return groups;
}
