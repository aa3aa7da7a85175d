import { expect, test } from "vitest";
import { conclude } from "../../src/judge/conclude.ts";
import type { Bundle } from "../../src/model/bundle.ts";
import { placeKey } from "../../src/model/place.ts";
import { printed } from "../probes/output.ts";
import { loadEvidence } from "../scenarios/evidence.ts";

/** A run whose pod does not tell the other end of its interface (link-netnsid), and what ethtool says of it, if asked. */
function untold(bundle: Bundle, pod: string, ethtool?: string): Bundle {
  const place = bundle.evidence.find(
    ({ place: one }) => one.kind === "pod" && one.pod.startsWith(pod),
  )?.place;
  if (!place) throw new Error(`no pod ${pod} in the run`);
  const evidence = bundle.evidence.map((one) =>
    one.probe === "links" && placeKey(one.place) === placeKey(place) && one.output
      ? {
          ...one,
          output: {
            ...one.output,
            stdout: one.output.stdout.replaceAll(/"link(_index|_netnsid)":\d+,/g, ""),
          },
        }
      : one,
  );
  const asked = { round: "standing", place, probe: "veth-peer", subject: "" } as const;
  return {
    ...bundle,
    evidence: [...evidence, ...(ethtool === undefined ? [] : [{ ...asked, output: printed(ethtool) }])],
  };
}

const statistics = (peer: number): string => `NIC statistics:\n     peer_ifindex: ${peer}\n`;

/** The index of the node's end of the target's wire in that run. */
function endOf(bundle: Bundle, pod: string): number {
  const text = bundle.evidence.find(
    ({ place, probe }) => place.kind === "pod" && place.pod.startsWith(pod) && probe === "links",
  )?.output?.stdout;
  return Number(/"link_index":(\d+),"ifname":"eth0"/.exec(text ?? "")?.[1]);
}

const down = loadEvidence("nd201-target-wire-down");

test("a wire whose other end nobody tells is not said to be gone", () => {
  const report = conclude(untold(down, "ratings"));
  const found = [report.cause, ...report.also].filter((one) => one?.code === "ND201");
  expect(found.filter((one) => /is gone/.test(one?.finding.says ?? ""))).toEqual([]);
});

test("ethtool tells the node's end of a wire, and that it is down", () => {
  const { cause } = conclude(untold(down, "ratings", statistics(endOf(down, "ratings"))));
  expect(cause?.code).toBe("ND201");
  expect(cause?.finding.says).toMatch(/the node's end of the pod's eth0, is down/);
});

test("ethtool tells that the wire has no other end", () => {
  const { cause } = conclude(untold(down, "ratings", statistics(0)));
  expect(cause?.code).toBe("ND201");
  expect(cause?.finding.says).toMatch(/the node's end of the pod's eth0 is gone/);
  expect(cause?.finding.because[0]?.quote).toMatch(/its other end: none/);
});
