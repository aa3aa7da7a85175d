/** An answer that connection tracking calls INVALID is no proof that its bytes are wrong. */
import { expect, test } from "vitest";
import { conclude } from "../../src/judge/conclude.ts";
import type { Evidence } from "../../src/model/evidence.ts";
import { loadEvidence } from "../scenarios/evidence.ts";

/** The cause of a recorded run whose evidence reads otherwise. */
function causeOf(name: string, change: (evidence: string) => string): string | undefined {
  const bundle = loadEvidence(name);
  const before = JSON.stringify(bundle.evidence);
  const after = change(before);
  expect(after).not.toBe(before);
  return conclude({ ...bundle, evidence: JSON.parse(after) as Evidence[] }).cause?.code;
}

test("where a rule puts the question into a zone of connection tracking, no checksum is accused", () => {
  const inZone = (text: string) =>
    text.replaceAll("--dport 9080 -j CT --notrack", "--dport 9080 -j CT --zone 5");
  expect(causeOf("nd508-answers-not-tracked", inZone)).toBeUndefined();
});

test("a node that has had no packets for the pod that asks does not know it yet, and wrong checksums are found all the same", () => {
  const unknown = (text: string) =>
    text.replaceAll(/\{\\"dst\\":\\"10\.233\.72\.69\\",\\"dev\\":\\"cali\w+\\",\\"lladdr\\"[^}]*\},?/g, "");
  expect(causeOf("nd506-answers-broken", unknown)).toBe("ND506");
});

test("where the pod that asks does not answer for its address, no checksum is accused", () => {
  const silent = (text: string) =>
    text.replaceAll(
      /(\\"dst\\":\\"10\.233\.72\.69\\",\\"dev\\":\\"cali\w+\\",)\\"lladdr\\":\\"[0-9a-f:]+\\",\\"state\\":\[\\"\w+\\"\]/g,
      String.raw`$1\"state\":[\"FAILED\"]`,
    );
  expect(causeOf("nd506-answers-broken", silent)).not.toBe("ND506");
});

const counted = (packets: number) => (text: string) =>
  text.replaceAll(
    /(?<=\\t)7 420(\\tiptables-nft ip filter -A cali-tw-\w+ [^\\]*(?:\\"[^\\]*)*INVALID)/g,
    `${packets} ${60 * packets}$1`,
  );

test("answers that were sent again, and seen to come in again, were thrown away each time", () => {
  const threeTimes = (text: string) =>
    counted(21)(text).replaceAll(
      /\d+\.\d+ vxlan\.calico In {2}IP 10\.233\.75\.4\.9080 > [^\\]*Flags \[S\.\][^\\]*\\n/g,
      "$&$&$&",
    );
  expect(causeOf("nd506-answers-broken", threeTimes)).toBe("ND506");
});

test("a rule that counted more than all that were seen to come in counted those of others", () => {
  expect(causeOf("nd506-answers-broken", counted(21))).not.toBe("ND506");
});
