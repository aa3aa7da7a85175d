/** Long lists in words: the first few and how many more, so that a line stays a line. */
export function bounded(
  parts: readonly string[],
  joined: (few: readonly string[]) => string = (few) => few.join(", "),
  most = 5,
): string {
  return parts.length <= most + 1
    ? joined(parts)
    : `${parts.slice(0, most).join(", ")} and ${parts.length - most} more`;
}

function lastBy(word: string): (parts: readonly string[]) => string {
  return (parts) => {
    const last = parts.at(-1) ?? "";
    return parts.length < 2 ? last : `${parts.slice(0, -1).join(", ")} ${word} ${last}`;
  };
}

/** `a`, `a or b`, `a, b or c`, `a, b, c, d, e and 95 more`. */
export function either(parts: readonly string[], most?: number): string {
  return bounded(parts, lastBy("or"), most);
}

/** `a`, `a and b`, `a, b and c`, `a, b, c, d, e and 95 more`. */
export function together(parts: readonly string[], most?: number): string {
  return bounded(parts, lastBy("and"), most);
}
