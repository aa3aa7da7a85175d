/**
 * About how many characters of JSON a value has, counted no further than `most`.
 * Names count as well as texts: one label may be a megabyte.
 */
export function sizeUpTo(value: unknown, most: number): number {
  let size = 0;
  const left: unknown[] = [value];
  while (left.length > 0 && size <= most) {
    const one = left.pop();
    if (typeof one === "string") size += one.length + 3;
    else if (Array.isArray(one)) {
      size += 2;
      // No slower than the bound, however long it is.
      for (let at = 0; at < one.length && at <= most; at++) left.push(one[at]);
    } else if (typeof one === "object" && one !== null) {
      size += 2;
      for (const [key, inner] of Object.entries(one)) {
        size += key.length + 4;
        left.push(inner);
      }
    } else size += 4;
  }
  return size;
}

/** Whether values stand in each other deeper than any object of an API does: what walks down there by calling itself ends the process. */
export function isTooDeep(value: unknown, most = 100): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > most) return true;
    const next: unknown[] = [];
    for (const one of level)
      if (typeof one === "object" && one !== null)
        for (const [, inner] of Object.entries(one)) if (typeof inner === "object") next.push(inner);
    level = next;
  }
  return false;
}
