/** Policies as a real cluster sent them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { createCluster } from "../../../src/adapters/kubernetes/cluster.ts";
import type { PolicyKind } from "../../../src/ports.ts";
import { type FakeApi, startFakeApi } from "./fake-api.ts";

const fixtures = join(import.meta.dirname, "../../fixtures");
const apis: unknown = JSON.parse(readFileSync(join(fixtures, "api/apis.json"), "utf8"));
const { items } = z
  .object({ items: z.array(z.looseObject({ kind: z.string() })) })
  .parse(JSON.parse(readFileSync(join(fixtures, "policy/calico-policies.json"), "utf8")));

const plurals: Readonly<Record<string, string>> = {
  NetworkPolicy: "networkpolicies",
  GlobalNetworkPolicy: "globalnetworkpolicies",
  GlobalNetworkSet: "globalnetworksets",
  Tier: "tiers",
};

let api: FakeApi;
beforeAll(async () => {
  api = await startFakeApi();
  api.routes = ({ path }) => {
    if (path === "/apis") return { code: 200, body: apis };
    if (path === "/apis/crd.projectcalico.org/v1")
      return { code: 200, body: { resources: Object.values(plurals).map((name) => ({ name })) } };
    const kind = Object.keys(plurals).find((one) => path.endsWith(`/${plurals[one] ?? ""}`));
    return kind ? { code: 200, body: { items: items.filter((item) => item.kind === kind) } } : undefined;
  };
});
afterAll(() => api.stop());

test.each<PolicyKind>(["NetworkPolicy.projectcalico.org", "GlobalNetworkPolicy", "GlobalNetworkSet", "Tier"])(
  "every recorded %s reads, and nothing that it decides is lost",
  async (kind) => {
    const own = items.filter((item) => item.kind === kind.split(".")[0]);
    const cluster = createCluster(api.connection);
    expect(own.length).toBeGreaterThan(0);
    const read = await cluster.list(kind);
    expect(read.map(({ spec }) => spec)).toEqual(own.map((item) => item["spec"]));
    expect(cluster.unreadable).toEqual([]);
  },
);
