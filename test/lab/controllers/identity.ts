/** Names and ids that look as Kubernetes makes them and are the same on every run of the lab. */
import { createHash } from "node:crypto";

/** Without vowels and confusable digits, as Kubernetes' generated names. */
const alphabet = "bcdfghjklmnpqrstvwxz2456789";

export function nameSuffix(seed: string, length = 5): string {
  return [...createHash("sha256").update(seed).digest().subarray(0, length)]
    .map((byte) => alphabet[byte % alphabet.length])
    .join("");
}

export function uidFor(seed: string): string {
  const hex = hexFor(`uid:${seed}`);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}

/** 64 hex digits: a container id. */
export function hexFor(seed: string): string {
  return createHash("sha256").update(seed).digest("hex");
}
