import { expect, test } from "vitest";
import { sharedByFailing } from "../../src/judge/shared-by-failing.ts";
import type { FlowReport } from "../../src/model/report.ts";

function pair(from: string, to: string, reached: FlowReport["reached"]): FlowReport {
  const pod = {
    type: "pod" as const,
    namespace: "a",
    hostNetwork: false,
    ready: true,
    containerIds: [],
    ips: [],
  };
  return {
    flow: {
      id: `${from}-${to}`,
      from: { ...pod, name: `client-${from}`, node: from },
      to: { ...pod, name: `web-${to}`, node: to },
      family: 4,
      sourceIP: "10.0.0.1",
      destinationIP: "10.0.1.1",
      protocol: "TCP",
      port: 80,
    },
    reached,
    grid: [],
    steps: [],
  };
}

test("one pod fails, another answers: its node is not said to be what they share", () => {
  expect(sharedByFailing([pair("node1", "node2", "yes"), pair("node1", "node3", "no")])).toBe(
    "1 of 2 pairs fail: the one to a/web-node3",
  );
});

test("several pods on one node fail, others answer", () => {
  const [first, second] = [pair("node1", "node3", "no"), pair("node1", "node3", "no")];
  const other = {
    ...second,
    flow: { ...second.flow, to: { ...second.flow.to, name: "web-other" } },
  } as const;
  expect(sharedByFailing([pair("node1", "node2", "yes"), first, other])).toBe(
    "2 of 3 pairs fail: those to node3",
  );
});

test("one source's node fails, another's does not", () => {
  expect(sharedByFailing([pair("node1", "node3", "no"), pair("node2", "node3", "yes")])).toBe(
    "1 of 2 pairs fail: the one from a/client-node1",
  );
});

test("everything that crosses nodes fails", () => {
  const flows = [pair("node1", "node1", "yes"), pair("node1", "node2", "no"), pair("node1", "node3", "no")];
  expect(sharedByFailing(flows)).toBe("2 of 3 pairs fail: those that go from node to node");
});

test("all fail: nothing sets them apart", () => {
  expect(sharedByFailing([pair("node1", "node2", "no"), pair("node1", "node3", "no")])).toBeUndefined();
});
