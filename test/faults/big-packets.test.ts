import { expect, test } from "vitest";
import { conclude } from "../../src/judge/conclude.ts";
import type { Bundle } from "../../src/model/bundle.ts";
import type { CommandOutput } from "../../src/model/evidence.ts";
import { loadEvidence } from "../scenarios/evidence.ts";

const recorded = loadEvidence("nd520-underlay-too-small");

/** The recording, with other words of one probe. */
function withOutput(probe: string, change: (stdout: string) => string): Bundle {
  const evidence = recorded.evidence.map((one) =>
    one.probe === probe && one.output ? { ...one, output: changed(one.output, change) } : one,
  );
  return { ...recorded, evidence };
}

function changed(output: CommandOutput, change: (stdout: string) => string): CommandOutput {
  return { ...output, stdout: change(output.stdout) };
}

/** One connection gets no answer in time: a busy machine, a listener whose queue is full. */
function oneUnanswered(stdout: string): string {
  const port = /^socat (\d+)/.exec(stdout)?.[1] ?? "";
  return stdout
    .split("\n")
    .flatMap((line) => unanswered(line, port))
    .join("\n");
}

function unanswered(line: string, port: string): readonly string[] {
  const [head, text] = line.split(/ [NWE] /);
  if (!line.includes(` ${port}[`) || text?.startsWith("opening") === true) return [line];
  if (text?.startsWith("starting data") !== true) return [];
  return [
    `${head ?? ""} W connecting to AF=2 10.233.75.9:9080: Connection timed out`,
    `${head ?? ""} E TCP4:10.233.75.9:9080: Operation now in progress`,
  ];
}

test("that one connection of seven was not answered in time hides nothing of the big packets that vanish", () => {
  const report = conclude(withOutput("tcp-connect", oneUnanswered));
  expect(report.verdict).toBe("partial");
  expect(report.cause?.code).toBe("ND520");
});

test("where a size passes once and not another time, packets of every size are lost, and no size is blamed", () => {
  const again =
    "\n1200\tPING 10.233.75.4 (10.233.75.4) 1200(1228) bytes of data.  2 packets transmitted, 0 received\n";
  const { cause, also } = conclude(withOutput("path-mtu", (text) => `${again.trimStart()}${text}`));
  expect([cause, ...also].map((weighed) => weighed?.code)).not.toContain("ND520");
});

test("a size that the target pod's own interface does not take is no fault of the network: TCP sends none of it", () => {
  const at = recorded.flows.find(({ to }) => to.type === "pod")?.to;
  if (at?.type !== "pod") throw new Error("no pod at the target");
  const evidence = recorded.evidence.map((one) =>
    one.probe === "links" && one.place.kind === "pod" && one.place.pod === at.name && one.output
      ? { ...one, output: changed(one.output, (stdout) => stdout.replaceAll('"mtu":1450', '"mtu":1300')) }
      : one,
  );
  const { cause, also } = conclude({ ...recorded, evidence });
  expect([cause, ...also].map((weighed) => weighed?.code)).not.toContain("ND520");
});
