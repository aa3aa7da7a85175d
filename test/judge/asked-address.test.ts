/** What is said of the address that was asked, beside what became of the packets. */
import { expect, test } from "vitest";
import { conclude } from "../../src/judge/conclude.ts";
import { servedByNoService } from "../../src/judge/no-service.ts";
import { nobodysAddress } from "../../src/judge/nobodys-address.ts";
import { loadEvidence } from "../scenarios/evidence.ts";

test("a NodePort with the policy Local that answers a pod of the same node says whom it serves outside", () => {
  const { verdict, notes } = conclude(loadEvidence("healthy-node-port-from-within"));
  expect(verdict).toBe("reachable");
  expect(notes).toContain(
    "Service ingress-nginx/ingress-nginx-controller has externalTrafficPolicy Local: clients outside are served by node1 only; node2 answers here because the client is on it, and such packets are sent to any endpoint",
  );
});

test("of a Service whose policy is Cluster nothing is said", () => {
  const notes = conclude(loadEvidence("healthy-external-ip")).notes.join("\n");
  expect(notes).not.toContain("externalTrafficPolicy");
});

test("pairs that the client never makes do not count, and their reason is told", () => {
  const { verdict, endpoints, flows } = conclude(loadEvidence("healthy-near-endpoints"));
  expect({ verdict, probed: endpoints.probed }).toEqual({ verdict: "reachable", probed: 1 });
  expect(flows.map(({ leftOut, reached }) => [leftOut, reached])).toContainEqual([
    "node2 keeps to endpoints that are meant for its zone, b, by their hints",
    "no",
  ]);
});

test("an address of nobody that does not answer is said to be that", () => {
  const question = {
    text: "",
    from: { type: "ip", ip: "10.1.0.1" },
    to: { type: "ip", ip: "10.9.9.9" },
  } as const;
  const [report] = conclude(loadEvidence("healthy-external-ip")).flows;
  if (!report) throw new Error("the recording has no pair");
  const to = { type: "external" as const, ips: ["10.9.9.9"] };
  const silent = { ...report, reached: "no" as const, flow: { ...report.flow, to } };
  expect(nobodysAddress(question, [silent], [])).toEqual([
    expect.stringContaining("no Service, pod or node that I found has 10.9.9.9"),
  ]);
  expect(nobodysAddress(question, [{ ...silent, reached: "yes" }], [])).toEqual([]);
  const refused = { what: "Services", reason: "forbidden", next: "kubectl get services" };
  expect(nobodysAddress(question, [silent], [{ ...refused, ownerOf: "10.9.9.9" }])).toEqual([
    "whose 10.9.9.9 is cannot be told: Services could not be read, and it may be the address of one of them",
  ]);
});

test("a name and a port that only a workload has is said to be the name of no Service", () => {
  const [report] = conclude(loadEvidence("healthy-external-ip")).flows;
  if (!report) throw new Error("the recording has no pair");
  const flow = { ...report.flow };
  delete flow.service;
  const straight = { ...report, reached: "yes" as const, flow };
  const { snapshot } = loadEvidence("healthy-external-ip");
  const asked = (kind: string): typeof snapshot => ({
    ...snapshot,
    asked: { from: [], to: [{ kind, namespace: "test", name: "details" }] },
  });
  const question = {
    text: "",
    from: { type: "ip", ip: "10.1.0.1" },
    to: { type: "object", name: "details" },
    port: 9080,
  } as const;
  expect(servedByNoService(question, [straight], asked("Deployment"))).toEqual([
    expect.stringContaining("no Service is called so"),
  ]);
  expect(servedByNoService(question, [straight], asked("Pod"))).toEqual([]);
  expect(servedByNoService(question, [report], asked("Deployment"))).toEqual([]);
});
