/** Whether what was written is a slip of the keyboard for what was meant. */
import { distance } from "fastest-levenshtein";

const folded = (text: string): string => text.toLowerCase().replace(/[-_.]/g, "");
const withoutDigits = (text: string): string => text.replace(/\d/g, "");

/** `v1` and `v2`, `team-a` and `team-b` differ on purpose: words too short for a slip, or numbers alone. */
function isWordSlip(wrong: string, right: string): boolean {
  if (wrong === right) return true;
  const shorter = Math.min(wrong.length, right.length);
  if (shorter < 3 || withoutDigits(wrong) === withoutDigits(right)) return false;
  return distance(wrong, right) <= (shorter < 5 ? 1 : 2);
}

/** Compared word by word: another case, another dash, or a letter or two amiss. Equal texts are no slip. */
export function isSlip(wrong: string, right: string): boolean {
  if (wrong === right) return false;
  if (folded(wrong) === folded(right)) return true;
  const [one, other] = [wrong.split(/[-_./]/), right.split(/[-_./]/)];
  return one.length === other.length && one.every((word, index) => isWordSlip(word, other[index] ?? ""));
}
