import type { GridView } from "../../src/journey/packets/grid.ts";
import type { Foresight, Prophecy } from "../../src/judge/elsewhere.ts";

/** Where nothing is known of packets from other places. */
export const nothingForetold: Foresight = foretold({});

/** What is foretold of packets from each place; of all others nothing is known. */
export function foretold(
  of: Readonly<Partial<Record<GridView, Prophecy>>>,
  rest: Partial<Pick<Foresight, "isUnexplained" | "endpoints">> = {},
): Foresight {
  return {
    of: (_, view) => of[view] ?? "not-known",
    isUnexplained: () => false,
    endpoints: () => undefined,
    ...rest,
  };
}
