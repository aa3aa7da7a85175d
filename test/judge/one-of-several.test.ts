/** A stop of one endpoint, and the answers that connections to its Service get of the others. */
import { expect, test } from "vitest";
import { conclude } from "../../src/judge/conclude.ts";
import type { Bundle } from "../../src/model/bundle.ts";
import { loadEvidence } from "../scenarios/evidence.ts";

const recorded = loadEvidence("nd341-no-hairpin");

/** Connections to the Service that are answered after all, as those straight to the pod were. */
function answered(count: number): Bundle {
  const straight = recorded.evidence.find(
    ({ probe, subject }) => probe === "tcp-connect" && subject === "f1",
  );
  const lines = (straight?.output?.stdout.split("\n") ?? []).filter((line) => !line.startsWith("socat"));
  const port = (line: string): number => Number(/\b(291\d\d)\b/.exec(line)?.[1]);
  const mine = lines.filter((line) => port(line) >= 29117 && port(line) < 29117 + count);
  const like = mine.map((line) =>
    line
      .replaceAll(/\b291\d\d\b/g, (was) => String(Number(was) + 7))
      .replaceAll("10.233.70.6", "10.96.11.12"),
  );
  const changed = (stdout: string): string =>
    [
      ...stdout
        .split("\n")
        .filter((line) => line.startsWith("socat") || !(port(line) >= 29124 && port(line) < 29124 + count)),
      ...like,
    ].join("\n");
  const evidence = recorded.evidence.map((one) =>
    one.probe === "tcp-connect" && one.subject.startsWith("to ") && one.output
      ? { ...one, output: { ...one.output, stdout: changed(one.output.stdout) } }
      : one,
  );
  return { ...recorded, evidence };
}

/** The same with a second pod behind the Service. */
function withAnother(bundle: Bundle): Bundle {
  const other = {
    addresses: ["10.233.75.99"],
    conditions: { ready: true },
    nodeName: "node3",
    targetRef: { kind: "Pod", name: "details-2", namespace: "test" },
  };
  const endpointSlices = bundle.snapshot.endpointSlices.map((slice) =>
    slice.metadata.name.startsWith("details") ? { ...slice, endpoints: [...slice.endpoints, other] } : slice,
  );
  return { ...bundle, snapshot: { ...bundle.snapshot, endpointSlices } };
}

test("a pod that cannot reach itself is told where another endpoint answers some of its connections", () => {
  const { verdict, cause, headline } = conclude(withAnother(answered(3)));
  expect({ verdict, cause: cause?.code }).toEqual({ verdict: "partial", cause: "ND341" });
  expect(headline).toContain("only in part: a pod cannot reach itself through its own Service");
});

test("it is not, where there is no other endpoint that may have answered them, nor where all are answered", () => {
  expect(conclude(answered(3)).cause?.code).not.toBe("ND341");
  const { cause, also } = conclude(withAnother(answered(7)));
  expect([cause, ...also].map((one) => one?.code)).not.toContain("ND341");
});

const masqueraded = loadEvidence("nd410-by-load-balancer");

/** Two of the connections to 192.168.0.201 come through, and a second pod is behind it: `productpage`, or one like the first. */
function partly(other: "another" | "like the first"): Bundle {
  const { snapshot } = masqueraded;
  const first = snapshot.pods.find(({ metadata }) => metadata.labels?.app === "details");
  const like = first && { ...first, metadata: { ...first.metadata, name: "details-2", uid: "details-2" } };
  const second =
    other === "another" ? snapshot.pods.find(({ metadata }) => metadata.labels?.app === "productpage") : like;
  if (!second) throw new Error("the recording has no second pod");
  const endpoint = {
    addresses: ["10.233.75.99"],
    conditions: { ready: true },
    nodeName: "node3",
    targetRef: { kind: "Pod", name: second.metadata.name, namespace: "test" },
  };
  const endpointSlices = snapshot.endpointSlices.map((slice) =>
    slice.metadata.name.startsWith("front") ? { ...slice, endpoints: [...slice.endpoints, endpoint] } : slice,
  );
  const pods = other === "another" ? snapshot.pods : [...snapshot.pods, second];
  const evidence = masqueraded.evidence.map((one) =>
    one.probe === "tcp-connect" && one.subject.startsWith("to 192.168.0.201") && one.output
      ? { ...one, output: { ...one.output, stdout: comesThrough(one.output.stdout, ["27921", "27922"]) } }
      : one,
  );
  return { ...masqueraded, evidence, snapshot: { ...snapshot, endpointSlices, pods } };
}

/** What socat says of the connections with these source ports, as if they were answered. */
function comesThrough(stdout: string, ports: readonly string[]): string {
  const mine = (line: string): boolean => ports.some((port) => line.includes(` ${port}[`));
  const ends = ports.flatMap((port) => [
    `2026/11/28 08:27:23.160000 ${port}[300] N successfully connected to 192.168.0.201:80`,
    `2026/11/28 08:27:23.160100 ${port}[300] N exiting with status 0`,
  ]);
  return [...stdout.split("\n").filter((line) => !mine(line) || line.includes(" opening ")), ...ends].join(
    "\n",
  );
}

test("a policy denies the address that a node puts in, and another endpoint admits it: some come through", () => {
  const { verdict, cause } = conclude(partly("another"));
  expect({ verdict, cause: cause?.code }).toEqual({ verdict: "partial", cause: "ND410" });
});

test("where every endpoint's policies deny it, those that came through say that it is not in force", () => {
  const { cause, also, flows } = conclude(partly("like the first"));
  expect(flows[0]?.grid).toContainEqual(
    expect.objectContaining({ label: "through the Service", answered: 2 }),
  );
  expect([cause, ...also].map((one) => one?.code)).not.toContain("ND410");
});
