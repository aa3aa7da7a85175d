/** A second interface of a pod, whose subnet covers addresses of the cluster: by a recording of a pod without a way back, its tables changed. */
import { expect, test } from "vitest";
import { pastTheWire } from "../../src/gates/past-the-wire.ts";
import { conclude } from "../../src/judge/conclude.ts";
import type { Bundle } from "../../src/model/bundle.ts";
import { EvidenceIndex } from "../../src/probes/evidence-index.ts";
import { loadEvidence } from "../scenarios/evidence.ts";

const run = loadEvidence("nd202-target-routes-flushed");

interface Second {
  /** Of the interface: without it nobody is asked for a MAC address there. */
  readonly flags?: readonly string[];
  readonly subnet?: string;
  /** The table of whom the pod asked for could not be read. */
  readonly unread?: true;
  readonly asked?: { readonly dst: string; readonly lladdr?: string; readonly state: readonly string[] };
}

/** The target with its default route, and a second interface beside its wire. */
function withSecond({
  flags = ["BROADCAST", "MULTICAST", "UP", "LOWER_UP"],
  subnet = "10.233.72.0/24",
  asked,
  unread,
}: Second): Bundle {
  const more: Partial<Record<string, object[]>> = {
    links: [{ ifindex: 9, ifname: "net1", flags, mtu: 1500, operstate: "UP", link_type: "ether" }],
    "routes-v4": [
      { dst: "default", gateway: "169.254.1.1", dev: "eth0", flags: [] },
      { dst: subnet, dev: "net1", protocol: "kernel", scope: "link", flags: [] },
    ],
    neighbours: asked ? [{ dev: "net1", ...asked }] : [],
  };
  const seen = run.evidence.filter(
    ({ probe, place }) => !unread || probe !== "neighbours" || place.kind !== "pod",
  );
  const evidence = seen.map((one) => {
    const added = more[one.probe];
    if (!added || !one.output || one.place.kind !== "pod" || !one.place.pod.startsWith("ratings")) return one;
    const rows: unknown = JSON.parse(one.output.stdout);
    const stdout = JSON.stringify([...(Array.isArray(rows) ? (rows as readonly unknown[]) : []), ...added]);
    return { ...one, output: { ...one.output, stdout } };
  });
  return { ...run, evidence };
}

function past(second: Second, destination: string, ofService = false) {
  const { flows, evidence } = withSecond(second);
  const [flow] = flows;
  if (!flow) throw new Error("the recording has no flow");
  return pastTheWire("to", destination, ofService, flow, new EvidenceIndex(evidence));
}

const source = "10.233.72.69";
const inVain = { dst: source, state: ["INCOMPLETE"] };

test("answers that leave by a second network, where nobody answers for the source, have no way back", () => {
  const { cause } = conclude(withSecond({ asked: inVain }));
  expect(cause?.finding).toMatchObject({
    says: `test/ratings-ljbg99pfn-n6g87 cannot send to ${source}: its route 10.233.72.0/24 leads out of net1, past eth0, and nobody there answers for ${source}.`,
    object: { kind: "Pod", namespace: "test", name: "ratings-ljbg99pfn-n6g87" },
  });
});

test("a second network whose machines answer is no fault, nor is one of which nothing was seen", () => {
  expect(
    past({ asked: { dst: source, lladdr: "02:00:00:00:00:09", state: ["STALE"] } }, source),
  ).toBeUndefined();
  expect(past({}, source)).toBeUndefined();
});

test("one that covers other addresses takes nothing of the flow along", () => {
  expect(past({ subnet: "172.16.0.0/24", asked: inVain }, source)).toBeUndefined();
});

test("a Service's own address is nobody's on a wire, asked for or not", () => {
  expect(past({ subnet: "10.96.0.0/16" }, "10.96.11.10", true)).toMatchObject({
    device: "net1",
    unresolved: false,
  });
  expect(past({ subnet: "10.96.0.0/16" }, "10.96.11.10")).toBeUndefined();
});

test("where the pod's own table was not read, somebody may answer for that address", () => {
  expect(past({ subnet: "10.96.0.0/16", unread: true }, "10.96.11.10", true)).toBeUndefined();
});

test("a tunnel's interface asks for no MAC address, and where it leads is not known", () => {
  const flags = ["POINTOPOINT", "NOARP", "UP", "LOWER_UP"];
  expect(past({ subnet: "10.96.0.0/16", flags }, "10.96.11.10", true)).toBeUndefined();
});
