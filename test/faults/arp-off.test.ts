/** ARP that is off on a pod's wire, by the recording of a target that does not answer the question for its MAC address. */
import { expect, test } from "vitest";
import { conclude } from "../../src/judge/conclude.ts";
import type { Bundle } from "../../src/model/bundle.ts";
import { loadEvidence } from "../scenarios/evidence.ts";

const run = loadEvidence("nd202-target-routes-flushed");
const ip = run.flows[0]?.destinationIP;

/** ARP is off on the target's interface; its node has the entries given for it. */
function withoutArp(entries: readonly object[]): Bundle {
  const evidence = run.evidence.map((one) => {
    if (!one.output) return one;
    const { stdout } = one.output;
    const isTarget = one.place.kind === "pod" && one.place.pod.startsWith("ratings");
    if (one.probe === "links" && isTarget)
      return {
        ...one,
        output: {
          ...one.output,
          stdout: stdout.replace(/("ifname":"eth0","flags":\["BROADCAST","MULTICAST",)/, '$1"NOARP",'),
        },
      };
    if (one.probe !== "neighbours" || one.place.node !== "node3") return one;
    const read: unknown = JSON.parse(stdout);
    const all = [...(Array.isArray(read) ? (read as readonly unknown[]) : []), ...entries];
    return { ...one, output: { ...one.output, stdout: JSON.stringify(all) } };
  });
  return { ...run, evidence };
}

const title = (bundle: Bundle): string | undefined => conclude(bundle).cause?.title;

test("ARP that is off on the wire is the cause where the packets die there", () => {
  expect(title(withoutArp([]))).toBe("ARP is off on the pod's wire");
});

test("where the plugin writes the entries itself nobody has to ask, and ARP that is off stops nothing", () => {
  const entry = { lladdr: "02:00:00:00:00:01", state: ["PERMANENT"] };
  const written = [
    { ...entry, dst: ip, dev: "calib0b0b0b0b0b" },
    { ...entry, dst: "169.254.1.1", dev: "eth0" },
  ];
  expect(JSON.stringify(conclude(withoutArp(written)).cause ?? {})).not.toContain("ARP is off");
});
