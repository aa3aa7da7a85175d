/** Everything that can be done to the lab by name: scenarios and cases. */
import type { Case } from "../../cases/case.ts";
import { reported } from "../../cases/reported/index.ts";
import { suites } from "../../cases/suites/index.ts";
import { scenarios } from "../../scenarios/index.ts";
import type { Act } from "../../scenarios/scenario.ts";
import type { LabCluster } from "../clusters/cluster.ts";
import type { LabOptions } from "../lab.ts";

export interface Breakable {
  readonly name: string;
  readonly says: string;
  readonly cluster?: LabCluster;
  readonly lab?: Pick<LabOptions, "users" | "forbid" | "debugPods" | "podStartMs">;
  readonly break: readonly Act[];
  readonly heal: readonly Act[];
  readonly asks: readonly string[];
  readonly proof: NonNullable<Case["proof"]>;
}

export const breakables: readonly Breakable[] = [
  ...[...reported, ...suites].map(({ id, asked, proof = [], ...rest }) => ({
    ...rest,
    name: id,
    asks: asked.map(({ ask }) => ask),
    proof,
  })),
  ...scenarios.map(({ ask, ...rest }) => ({ ...rest, asks: [ask], proof: [] })),
];

/** By its whole name, or a beginning that only one has. Throws with the names that are near. */
export function breakableNamed(name: string): Breakable {
  const same = (one: Breakable): boolean => one.name.toLowerCase() === name.toLowerCase();
  const exact = breakables.find(same);
  if (exact) return exact;
  const begun = breakables.filter((one) => name !== "" && one.name.startsWith(name));
  const [only, ...others] = begun;
  if (only && others.length === 0) return only;
  const near = begun.length > 0 ? begun : breakables.filter((one) => one.name.includes(name) && name !== "");
  const hint =
    near.length === 0
      ? "`list` prints all names."
      : `Did you mean ${near
          .slice(0, 8)
          .map((one) => one.name)
          .join(", ")}?`;
  throw new Error(name === "" ? `Which one? ${hint}` : `No scenario or case is called ${name}. ${hint}`);
}
