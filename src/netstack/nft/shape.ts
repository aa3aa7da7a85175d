/** JSON as `JSON.parse` gives it, with the few questions the nft readers ask of it. */
export type Json = unknown;

/** An object, not a list. */
export function isRecord(value: Json): value is Readonly<Record<string, Json>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** libnftables wraps everything in objects of one key: `{ "match": … }` → ["match", …]. */
export function entryOf(value: Json): readonly [string, Json] | undefined {
  return isRecord(value) ? Object.entries(value)[0] : undefined;
}

/** The items of a list; of anything else, nothing. */
export function listOf(value: Json): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

/** Text of a string or number, "" of anything else. */
export function textOf(value: Json): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

export function numberOf(value: Json): number | undefined {
  return typeof value === "number" ? value : undefined;
}

/** A chain's `dev`: one name or several; older versions leave it out. */
export function deviceListOf(value: Json): readonly string[] | undefined {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? listOf(value).map(textOf) : undefined;
}
