/** Times as the API writes them, in milliseconds since 1970. */

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** `2026-11-27T18:43:32Z`; undefined for what is no time. */
export function timeOf(text: string | null | undefined): number | undefined {
  const at = typeof text === "string" ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
}

export function written(at: number): string {
  return new Date(at).toISOString();
}
