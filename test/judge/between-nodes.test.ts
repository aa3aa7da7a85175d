/** Recorded runs between nodes, had an object or a table said something else. */
import { expect, test } from "vitest";
import { conclude } from "../../src/judge/conclude.ts";
import type { Bundle } from "../../src/model/bundle.ts";
import { loadEvidence } from "../scenarios/evidence.ts";

type Node = Bundle["snapshot"]["nodes"][number];

function withNodes(bundle: Bundle, change: (node: Node) => Partial<Node>): Bundle {
  const nodes = bundle.snapshot.nodes.map((node) => ({ ...node, ...change(node) }));
  return { ...bundle, snapshot: { ...bundle.snapshot, nodes } };
}

test("a tunnel by another card than the object's is no tunnel to a wrong node: the address was read there", () => {
  const elsewhere = withNodes(loadEvidence("nd510-tunnel-dropped"), ({ metadata, status }) => ({
    metadata: { ...metadata, annotations: {} },
    status: {
      ...status,
      addresses: (status?.addresses ?? []).map((address) => ({
        ...address,
        address: address.address.replace("192.168.0.", "10.99.0."),
      })),
    },
  }));
  expect(conclude(elsewhere).cause?.code).toBe("ND510");
});

test("a node that is Ready and answers no ping may be behind a filter: it is not accused", () => {
  const recorded = loadEvidence("nd501-node-not-ready");
  const ready = withNodes(recorded, ({ status }) => ({
    status: {
      ...status,
      conditions: (status?.conditions ?? []).map((one) =>
        one.type === "Ready" ? { ...one, status: "True" } : one,
      ),
    },
  }));
  const silent = {
    ...ready,
    evidence: ready.evidence.filter(({ probe }) => probe !== "neighbours" && probe !== "capture"),
  };
  expect(conclude(recorded).cause?.code).toBe("ND501");
  expect(conclude(silent).cause?.code).not.toBe("ND501");
});

test("an entry that an agent may have fixed is not to be taken away by hand", () => {
  const recorded = loadEvidence("nd503-neighbour-of-a-stranger");
  const { cause } = conclude(recorded);
  expect(cause?.code).toBe("ND503");
  expect(cause?.finding.fix?.summary).toContain("calico-node on ");
  expect(cause?.finding.fix?.commands?.join()).not.toContain("neigh del");
});
