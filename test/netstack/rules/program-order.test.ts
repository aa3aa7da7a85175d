import { expect, test } from "vitest";
import { parseIptablesSave } from "../../../src/netstack/iptables/save.ts";
import { walkForward } from "../../../src/netstack/kernel/netns-walk.ts";
import { chainsByName } from "../../../src/netstack/enforcers/policy-names.ts";
import { cameFurther } from "../../../src/netstack/kernel/program-order.ts";
import type { Ruleset } from "../../../src/netstack/rules/rules.ts";
import { syn } from "./load.ts";

/** The same rules for every port; a packet's port says where it is stopped. */
const ruleset: Ruleset = parseIptablesSave(
  [
    "*raw",
    ":PREROUTING ACCEPT [0:0]",
    "[0:0] -A PREROUTING -p tcp -m tcp --dport 10 -j DROP",
    "COMMIT",
    "*mangle",
    ":FORWARD ACCEPT [0:0]",
    "[0:0] -A FORWARD -p tcp -m tcp --dport 20 -j DROP",
    "COMMIT",
    "*filter",
    ":FORWARD DROP [0:0]",
    ":outer - [0:0]",
    ":inner - [0:0]",
    "[0:0] -A FORWARD -p tcp -m tcp --dport 30 -j DROP",
    "[0:0] -A FORWARD -j outer",
    "[0:0] -A FORWARD -p tcp -m tcp --dport 70 -j DROP",
    "[0:0] -A FORWARD -p tcp -m tcp --dport 90 -j ACCEPT",
    "[0:0] -A outer -p tcp -m tcp --dport 40 -j DROP",
    "[0:0] -A outer -j inner",
    "[0:0] -A outer -p tcp -m tcp --dport 60 -j REJECT --reject-with tcp-reset",
    "[0:0] -A inner -p tcp -m tcp --dport 50 -j DROP",
    "COMMIT",
    "",
  ].join("\n"),
  "ip",
);
const walk = (destinationPort: number) => walkForward([ruleset], { ...syn, destinationPort }, {});
const chains = chainsByName([ruleset]);

/** The last is dropped by the policy of FORWARD. */
const inOrder = [10, 20, 30, 40, 50, 60, 70, 80];

test("each place to be stopped at comes after every place before it, whatever chain it stands in", () => {
  for (const [index, one] of inOrder.entries())
    for (const [position, other] of inOrder.entries())
      expect([one, other, cameFurther(walk(one), walk(other), chains)]).toEqual([
        one,
        other,
        index < position,
      ]);
});

test("to be accepted is further than to be stopped anywhere", () => {
  for (const port of inOrder) expect(cameFurther(walk(port), walk(90), chains)).toBe(true);
  expect(cameFurther(walk(90), walk(80), chains)).toBe(false);
  expect(cameFurther(walk(90), walk(90), chains)).toBe(false);
});

test("what cannot be told came no further", () => {
  const unclear = parseIptablesSave(
    "*filter\n:FORWARD ACCEPT [0:0]\n-A FORWARD -m bogus --bogus -j DROP\nCOMMIT\n",
    "ip",
  );
  expect(cameFurther(walk(10), walkForward([unclear], syn, {}), chains)).toBe(false);
});
