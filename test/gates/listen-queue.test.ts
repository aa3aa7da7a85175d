import { expect, test } from "vitest";
import { conclude } from "../../src/judge/conclude.ts";
import { loadEvidence } from "../scenarios/evidence.ts";

const run = loadEvidence("nd622-hung-program");
const inPod = (probe: string) =>
  run.evidence.find(
    (one) => one.probe === probe && one.place.kind === "pod" && one.place.pod.startsWith("ratings"),
  );

/** What is said of the run when the target's sockets, or what its kernel counted, read otherwise. */
function causeWith(change: { readonly sockets?: string; readonly counters?: (text: string) => string }) {
  const evidence = run.evidence.map((one) => {
    if (!one.output) return one;
    if (one === inPod("listeners") && change.sockets !== undefined)
      return { ...one, output: { ...one.output, stdout: change.sockets } };
    if (one === inPod("kernel-counters") && change.counters)
      return { ...one, output: { ...one.output, stdout: change.counters(one.output.stdout) } };
    return one;
  });
  return conclude({ ...run, evidence }).cause;
}

const socket = (queued: number, backlog: number, port = 9080): string =>
  `tcp LISTEN ${queued} ${backlog} 0.0.0.0:${port} 0.0.0.0:*\n`;
const unmoved = (text: string): string => text.replaceAll(/^.*TcpExtListen(Overflows|Drops)$\n/gm, "");

test("a queue that takes as many as its backlog and one more is full with these", () => {
  expect(causeWith({ sockets: socket(4, 3) })?.code).toBe("ND622");
  expect(causeWith({ sockets: socket(1, 0) })?.code).toBe("ND622");
});

test("a queue that had room, and overflowed by as many as got no answer, is the cause all the same, and says so", () => {
  const cause = causeWith({ sockets: socket(0, 3) });
  expect(cause?.code).toBe("ND622");
  expect(cause?.finding.says).toMatch(/takes 4, and overflowed with these/);
});

test("a kernel that threw nothing away contradicts a full queue", () => {
  expect(causeWith({ counters: unmoved })).toBeUndefined();
});

test("what overflowed may be another socket of the pod: nobody is blamed for the port that had room", () => {
  expect(causeWith({ sockets: socket(0, 3) + socket(6, 5, 8080) })).toBeUndefined();
});
