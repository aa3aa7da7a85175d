/**
 * Whether a name fits a pattern in which `*` stands for any run of characters: `shop-*`, `*.example.com`. Letters count the
 * same, large or small. Takes time in proportion to both lengths at worst multiplied, whatever is written.
 */
export function fits(pattern: string, name: string): boolean {
  const [first = "", ...rest] = pattern.toLowerCase().split("*");
  const text = name.toLowerCase();
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length)
    return false;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= text.length - last.length;
}

/** Whether it fits one of the patterns and none of those that begin with `!`: `["*", "!payments"]`. */
export function fitsAny(patterns: readonly string[], name: string): boolean {
  const isExcept = (pattern: string): boolean => pattern.startsWith("!");
  return (
    patterns.some((pattern) => !isExcept(pattern) && fits(pattern, name)) &&
    !patterns.some((pattern) => isExcept(pattern) && fits(pattern.slice(1), name))
  );
}
