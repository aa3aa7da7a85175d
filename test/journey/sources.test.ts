/** With which address the packets are on the wire, read from recorded runs. */
import { describe, expect, test } from "vitest";
import type { Flow } from "../../src/model/flow.ts";
import { EvidenceIndex } from "../../src/probes/evidence-index.ts";
import { explainFlow } from "../../src/journey/policies/policy-view.ts";
import { withSources } from "../../src/journey/way/sources.ts";
import { loadEvidence } from "../scenarios/evidence.ts";

function seen(name: string): { readonly flow: Flow; readonly again: Flow } {
  const { evidence, flows } = loadEvidence(name);
  const index = new EvidenceIndex(evidence);
  const [flow] = withSources(flows, index);
  if (!flow) throw new Error(`${name} has no flow`);
  const [again] = withSources([flow], index);
  return { flow, again: again ?? flow };
}

describe("the address that the target sees", () => {
  test("of a pod is its own, towards another pod", () => {
    const { flow } = seen("healthy");
    expect(flow.arrivesAs).toEqual({ ip: flow.sourceIP });
  });

  test("of a pod is its node's, towards another node: the rule that masquerades is told", () => {
    const { flow } = seen("nd430-kubelet-port-dropped");
    expect(flow.arrivesAs).toMatchObject({
      ip: "192.168.0.12",
      masqueradedBy: { node: "node2", rule: expect.stringContaining("MASQUERADE") as string },
    });
  });

  test("of a node is its tunnel's, towards a pod of another node", () => {
    const { flow } = seen("nd410-from-the-node");
    expect([flow.sourceIP, flow.arrivesAs?.ip]).toEqual(["10.233.72.127", "10.233.72.127"]);
  });

  test.each(["healthy", "nd430-kubelet-port-dropped", "nd410-from-the-node"])("is found once: %s", (name) => {
    const { flow, again } = seen(name);
    expect(again).toEqual(flow);
  });
});

describe("what the policies say of a node", () => {
  const { flows, snapshot } = loadEvidence("nd410-from-the-node");
  const [recorded] = flows;
  if (!recorded) throw new Error("the run has no flow");
  const unseen: Flow = { ...recorded, sourceIP: "192.168.0.12", arrivesAs: undefined };

  test("before it was looked at cannot be told, where its addresses fare differently", () => {
    const { verdict, sentence } = explainFlow(unseen, snapshot);
    expect(verdict).toBe("undecidable");
    expect(sentence).toBe(
      "whether the policies admit node2 depends on which of its addresses its packets have: 192.168.0.12 or 10.233.72.127",
    );
  });

  test("is said of the address that its packets have", () => {
    expect(explainFlow(seen("nd410-from-the-node").flow, snapshot).verdict).toBe("deny");
  });
});
