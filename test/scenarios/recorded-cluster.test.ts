/** The whole story on the objects of a real cluster: they are resolved, looked at, walked, probed and judged as they are. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { KubeObject } from "../lab/api/object.ts";
import { recorded } from "../lab/clusters/recorded.ts";
import { startLab, type Lab } from "../lab/lab.ts";
import { describeOnLab } from "../lab/network/on-lab.ts";
import { ask } from "./run.ts";

const policy = { kind: "NetworkPolicy", namespace: "test", name: "allow-same-workspace" };

/** What works there, by how the packets go. */
const working: readonly string[] = [
  "test/details -> test/productpage:9080",
  "test/details -> 10.244.104.28:9080",
  "demo/client -> shop/web",
  "node1 -> shop/web",
  "demo/client -> node2:30080",
  "node1 -> node3:30080",
  "node2 -> red/web:80",
  "test/details -> default/kubernetes:443",
];

const denied: readonly string[] = [
  "ingress-nginx -> test/productpage:9080",
  "ingress-nginx -> 10.244.104.28:9080",
  "shop/client -> test/details:9080",
  "node1 -> test/productpage:9080",
];

describeOnLab.each(["nft", "legacy"] as const)("on the recorded cluster with %s rules", (backend) => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await startLab({ cluster: recorded, backend });
    await lab.api.settled();
  });
  afterAll(() => lab.stop());

  test("no controller of the lab changes an object, but for its resourceVersion", () => {
    const bare = (object: KubeObject): unknown => ({
      ...object,
      metadata: { ...object.metadata, resourceVersion: "" },
    });
    for (const kind of new Set(recorded.objects.map((object) => object.kind))) {
      const served = new Map(lab.api.list(kind).map((object) => [object.metadata.uid, bare(object)]));
      for (const object of recorded.objects)
        if (object.kind === kind && lab.api.list(kind)[0]?.apiVersion === object.apiVersion)
          expect(served.get(object.metadata.uid), object.metadata.name).toEqual(bare(object));
    }
  });

  test.each(working)("%s is reachable", async (words) => {
    const { report } = await ask(lab, words);
    expect(report).toMatchObject({ verdict: "reachable", also: [] });
    expect(report.cause).toBeUndefined();
  });

  test.each(denied)("%s is blocked by the recorded policy", async (words) => {
    const { report } = await ask(lab, words);
    expect(report).toMatchObject({ verdict: "blocked", confidence: "confirmed", also: [] });
    expect(report.cause).toMatchObject({ code: "ND410", finding: { object: policy } });
  });
});
