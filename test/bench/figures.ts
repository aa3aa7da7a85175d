/** Numbers into what is printed. */

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}

/** `0.08 (1.2)`: median and worst. */
export function spread(numbers: readonly number[]): string {
  return `${short(median(numbers))} (${short(Math.max(...numbers))})`;
}

/** Two figures that count. */
export function short(number: number): string {
  return number >= 10 ? String(Math.round(number)) : number.toPrecision(2);
}
