/** Datagrams that nobody answered have arrived only where all of the pod's inside was looked at and lets them pass. */
import { expect, test } from "vitest";
import { conclude } from "../../src/judge/conclude.ts";
import type { Bundle } from "../../src/model/bundle.ts";
import type { Evidence } from "../../src/model/evidence.ts";
import { loadEvidence } from "../scenarios/evidence.ts";

const refused = { why: "forbidden" as const, detail: "exec was refused", next: "look by hand" };

test("all of them entered a pod that has room, and nothing in it stops them: they arrived, and nobody answered", () => {
  const { verdict, headline } = conclude(calm());
  expect(verdict).toBe("reachable");
  expect(headline).toBe("client reaches details: datagrams arrived at 1 of 1 endpoints on UDP 9053.");
});

test("the rules inside the pod were not read: whether they arrived is not known", () => {
  const { verdict, flows, notChecked } = conclude(unread((probe) => /^(iptables|nft|ipsets)/.test(probe)));
  expect([verdict, flows[0]?.reached]).toEqual(["unknown", "not-probed"]);
  expect(flows[0]?.untried).toMatch(
    /whether its kernel gave them to the program is not known .*exec was refused/,
  );
  expect(notChecked.map(({ what }) => what).join("\n")).toContain("ND205");
});

test("nothing of the pod but its sockets was read: whether they arrived is not known", () => {
  expect(conclude(unread((probe) => probe !== "listeners")).verdict).toBe("unknown");
  expect(conclude(unread((probe) => probe === "kernel-counters")).verdict).toBe("unknown");
});

test("a rule inside the pod drops them all: blocked, and not in part", () => {
  const rules = [
    "*filter",
    ":INPUT ACCEPT [0:0]",
    ":FORWARD ACCEPT [0:0]",
    ":OUTPUT ACCEPT [0:0]",
    "[0:0] -A INPUT -p udp -m udp --dport 9053 -j DROP",
    "COMMIT",
    "# netdiag: left out 0; kept what can concern 10.233.72.68",
  ];
  const report = conclude(changed(calm(), "iptables-nft-rules", () => `${rules.join("\n")}\n`));
  expect([report.verdict, report.cause?.code, report.confidence]).toEqual(["blocked", "ND205", "likely"]);
});

test("the pod's kernel counted a wrong checksum for each of them: blocked, and not in part", () => {
  const report = conclude(
    changed(calm(), "kernel-counters", (counters) => `${counters}10\t17\tUdpInCsumErrors\n`),
  );
  expect([report.verdict, report.cause?.code]).toEqual(["blocked", "ND506"]);
});

/** The recording of a program that reads nothing, as if it read: its queue is empty, and its kernel threw nothing away. */
function calm(): Bundle {
  const errors = "909\t916\tUdpInErrors\n909\t916\tUdpRcvbufErrors\n";
  const empty = changed(loadEvidence("nd622-unread-datagrams"), "listeners", (sockets) =>
    sockets.replace("211968", "0"),
  );
  return changed(empty, "kernel-counters", (counters) => counters.replace(errors, ""));
}

function unread(isUnread: (probe: string) => boolean): Bundle {
  const bundle = calm();
  const evidence = bundle.evidence.map((item): Evidence => {
    if (!isTarget(item) || !isUnread(item.probe)) return item;
    const { round, place, probe, subject } = item;
    return { round, place, probe, subject, notSeen: refused };
  });
  return { ...bundle, evidence };
}

function changed(bundle: Bundle, probe: string, change: (stdout: string) => string): Bundle {
  const evidence = bundle.evidence.map((item) =>
    isTarget(item) && item.probe === probe && item.output
      ? { ...item, output: { ...item.output, stdout: change(item.output.stdout) } }
      : item,
  );
  return { ...bundle, evidence };
}

function isTarget({ place }: Evidence): boolean {
  return place.kind === "pod" && place.node === "node1";
}
