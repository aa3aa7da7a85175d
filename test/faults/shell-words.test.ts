/** Commands are pasted into a shell: what a pod or a node calls things is one word of them. */
import { expect, test } from "vitest";
import { dnsDoesNotAnswer } from "../../src/faults/names/nd103-dns-does-not-answer.ts";
import { conclude } from "../../src/judge/conclude.ts";
import { loadEvidence } from "../scenarios/evidence.ts";

test("a nameserver of a pod's resolv.conf is one word of the command that asks it", () => {
  const bundle = loadEvidence("nd103-node-local-cache");
  const [report] = conclude(bundle).flows;
  const path = report?.steps.map(({ hop }) => hop) ?? [];
  const [hop] = path;
  if (!report || !hop) throw new Error("the recorded run has no hop");
  const found = dnsDoesNotAnswer.name(
    {
      nameserver: "1.1.1.1;reboot",
      questions: 1,
      refused: false,
      elsewhere: false,
      service: undefined,
      behind: [],
    },
    { found: undefined, onNode: undefined },
    { flow: { ...report.flow, destinationIP: "" }, hop, path, snapshot: bundle.snapshot },
  );
  expect(found).toMatchObject({
    fix: { commands: ["dig '@1.1.1.1;reboot' kubernetes.default.svc.cluster.local"] },
  });
});
