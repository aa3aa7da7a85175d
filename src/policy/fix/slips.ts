/** Whether what was written is a slip of the keyboard for what was meant. */
import { distance } from "fastest-levenshtein";

const folded = (text: string): string => text.toLowerCase().replace(/[-_.]/g, "");
const withoutDigits = (text: string): string => text.replace(/\d/g, "");

const sorted = (text: string): string => text.split("").sort().join("");

/** Two letters or digits changed places. */
function isSwap(wrong: string, right: string): boolean {
  return distance(wrong, right) === 2 && sorted(wrong) === sorted(right);
}

/** `v1` and `v2`, `team-a` and `team-b` differ on purpose: words too short for a slip, or numbers alone. */
function isWordSlip(wrong: string, right: string): boolean {
  if (wrong === right) return true;
  const shorter = Math.min(wrong.length, right.length);
  if (shorter < 3 || withoutDigits(wrong) === withoutDigits(right)) return false;
  return distance(wrong, right) <= (shorter < 5 ? 1 : 2) || isSwap(wrong, right);
}

/** Compared word by word: another case, another dash, or a letter or two amiss. Equal texts are no slip. */
export function isSlip(wrong: string, right: string): boolean {
  if (wrong === right) return false;
  if (folded(wrong) === folded(right)) return true;
  const [one, other] = [wrong.split(/[-_./]/), right.split(/[-_./]/)];
  return one.length === other.length && one.every((word, index) => isWordSlip(word, other[index] ?? ""));
}

/** A digit left out, typed twice, or two swapped. Another digit makes another number, as a rule meant so. */
export function isNumberSlip(wrong: string, right: string): boolean {
  if (wrong.length === right.length) return isSwap(wrong, right);
  return distance(wrong, right) === 1 && Math.min(wrong.length, right.length) >= 2;
}
