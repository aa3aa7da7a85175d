/** What may be typed after `npm run record --`. */
import { parseArgs } from "node:util";

export const recordHelp = `npm run record -- NAME…
Plays scenarios on the lab and keeps each broken run in test/evidence, in the place of the one that is there. The tests judge
these runs again without a lab. A run that does not find what its scenario expects is not kept.
  NAME     a scenario's name or a part of it: nd601
  --all    every scenario, and the healthy cluster
Exit codes: 0 all are kept, 1 some are not, 64 the words are wrong. Needs root or user namespaces.
`;

export type Choice<Named> =
  | { readonly do: "record"; readonly scenarios: readonly Named[]; readonly withHealthy: boolean }
  | { readonly do: "explain" }
  | { readonly do: "refuse"; readonly says: string };

/** Recordings are what every later change is judged against: all are replaced only where that is typed. */
export function chosenToRecord<Named extends { readonly name: string }>(
  argv: readonly string[],
  scenarios: readonly Named[],
): Choice<Named> {
  let typed;
  try {
    typed = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { all: { type: "boolean" }, help: { type: "boolean", short: "h" } },
    });
  } catch (error) {
    return { do: "refuse", says: error instanceof Error ? error.message : String(error) };
  }
  const { values } = typed;
  // Faults are written in capitals elsewhere: ND601.
  const names = typed.positionals.map((name) => name.toLowerCase());
  if (values.help) return { do: "explain" };
  if (values.all && names.length > 0) return { do: "refuse", says: "Choose names or --all." };
  if (values.all) return { do: "record", scenarios, withHealthy: true };
  if (names.length === 0) return { do: "refuse", says: "Name what to record." };
  const unknown = names.filter((part) => !scenarios.some(({ name }) => name.includes(part)));
  if (unknown.length > 0)
    return {
      do: "refuse",
      says: `No scenario has ${unknown.join(" or ")} in its name: is there such a file in test/scenarios?`,
    };
  return {
    do: "record",
    scenarios: scenarios.filter(({ name }) => names.some((part) => name.includes(part))),
    withHealthy: false,
  };
}
