/** Tables of flows to db. */
import { expect, test } from "vitest";
import type { Pod } from "../../../src/model/kubernetes.ts";
import type { KubernetesObject, PolicyEnd } from "../../../src/policy/index.ts";
import { db, verdict } from "../cluster.ts";

/** Policies, who calls db, the verdict, and the port if it is not 5432/TCP. */
export type Case = readonly [
  what: string,
  policies: readonly KubernetesObject[],
  from: Pod | PolicyEnd,
  expected: string,
  port?: number | string,
];

/** One test per case. */
export function check(cases: readonly Case[]): void {
  for (const [what, policies, source, expected, port = 5432] of cases)
    test(what, () => {
      expect(verdict(policies, source, db, port)).toBe(expected);
    });
}
