/** A node that asks its pod in vain, by the recording of a pod that lost all its routes. */
import { expect, test } from "vitest";
import { conclude } from "../../src/judge/conclude.ts";
import type { Bundle } from "../../src/model/bundle.ts";
import { loadEvidence } from "../scenarios/evidence.ts";

const run = loadEvidence("nd202-target-routes-flushed");

/** The run with what some looks printed changed; `undefined` leaves it. */
function withOutputs(
  change: (look: Bundle["evidence"][number], stdout: string) => string | undefined,
): Bundle {
  const evidence = run.evidence.map((one) => {
    const stdout = one.output && change(one, one.output.stdout);
    return one.output && stdout !== undefined ? { ...one, output: { ...one.output, stdout } } : one;
  });
  return { ...run, evidence };
}

const isTarget = ({ place }: Bundle["evidence"][number]): boolean =>
  place.kind === "pod" && place.pod.startsWith("ratings");

const deaths = (bundle: Bundle) =>
  conclude(bundle).flows.flatMap(({ steps }) =>
    steps.filter(({ mark }) => mark === "stopped").map(({ hop }) => hop.kind),
  );

test("packets that wait for the pod's MAC address die at the pod, not on its node", () => {
  expect(deaths(run)).toEqual(["pod-in"]);
  expect(
    conclude(run)
      .cause?.finding.because.map(({ says }) => says)
      .join(),
  ).toMatch(/does not even tell its node which MAC address it has \(rp_filter\)/);
});

test("of a pod that does not check where packets come from, that is not told", () => {
  const unchecked = withOutputs((look, stdout) =>
    look.probe === "sysctls" && isTarget(look)
      ? stdout.replaceAll(/^(device\/\S+\t\d) \d/gm, "$1 0")
      : undefined,
  );
  expect(JSON.stringify(conclude(unchecked).cause)).not.toContain("rp_filter");
});

test("where the node knew the MAC address, packets that do not leave died on the node", () => {
  const known = withOutputs(({ probe, round, place }, stdout) => {
    if (probe !== "neighbours" || round !== "standing" || place.kind !== "node") return undefined;
    const device = /(cali\S+) Out ARP/.exec(
      run.evidence.find((one) => one.probe === "capture" && one.place.node === "node3")?.output?.stdout ?? "",
    )?.[1];
    const entry = { dst: "10.233.75.4", dev: device, lladdr: "02:00:00:00:00:01", state: ["STALE"] };
    const entries: unknown = JSON.parse(stdout);
    return place.node === "node3" && Array.isArray(entries)
      ? JSON.stringify([...(entries as readonly unknown[]), entry])
      : undefined;
  });
  expect(deaths(known)).toEqual(["node-in"]);
});
