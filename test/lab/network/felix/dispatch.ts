import { chain, type Rule } from "./chain.ts";
import { chainName } from "./names.ts";

const unknownInterface: Rule = { comments: ["Unknown interface"], action: "--jump DROP" };

/**
 * The tree that finds a workload's own chain by its interface: interfaces that share their first digit get a chain of
 * their own, all by goto, so an accepted packet does not come back here (felix/rules: dispatch.go).
 */
export function dispatchChains(
  root: "cali-from-wl-dispatch" | "cali-to-wl-dispatch",
  interfaces: readonly string[],
): [string, string[]][] {
  const from = root === "cali-from-wl-dispatch";
  const flag = from ? "--in-interface" : "--out-interface";
  const prefix = from ? "cali-fw-" : "cali-tw-";
  const goto = (name: string): Rule => ({
    match: `${flag} ${name}`,
    action: `--goto ${chainName(prefix, name)}`,
  });
  const sorted = [...interfaces].sort();
  const digits = [...new Set(sorted.map((name) => name.charAt("cali".length)))];
  const children: [string, string[]][] = [];
  const rules: Rule[] = [];
  for (const digit of digits) {
    const names = sorted.filter((name) => name.startsWith(`cali${digit}`));
    if (names.length === 1) {
      rules.push(...names.map(goto));
      continue;
    }
    children.push(chain(`${root}-${digit}`, [...names.map(goto), unknownInterface]));
    rules.push({ match: `${flag} cali${digit}+`, action: `--goto ${root}-${digit}` });
  }
  return [chain(root, [...rules, unknownInterface]), ...children];
}
