import type { Flow } from "../model/flow.ts";
import { targetWords, type Target } from "../model/question.ts";

/**
 * What the person called this side. A dotted text that turned out to be a host outside is told whole: `example.com`, not
 * the `example` that it would be as an object of a namespace.
 */
export function nameOfSide(target: Target, ends: readonly Flow["to"][]): string {
  const host = ends.flatMap((end) => (end.type === "external" ? (end.host ?? []) : []))[0];
  return target.type === "object" && host !== undefined ? host : targetWords(target);
}
