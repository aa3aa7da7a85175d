/** Numbers into what is printed. */

/** The smallest number that this share of all does not exceed. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

export function median(numbers: readonly number[]): number {
  return quantile(numbers, 0.5);
}

/** `0.08 (1.2)`: median and worst. */
export function spread(numbers: readonly number[]): string {
  return `${short(median(numbers))} (${short(Math.max(...numbers))})`;
}

/** Two figures that count. */
export function short(number: number): string {
  return number >= 10 ? String(Math.round(number)) : number.toPrecision(2);
}
