/** Entries of the connection tracking table, held against the endpoints that are declared. */
import { expect, test } from "vitest";
import { conntrack } from "../../src/probes/state/conntrack.ts";
import { EvidenceIndex } from "../../src/probes/evidence-index.ts";
import { entryText, staleEntries, trackedOf } from "../../src/journey/services/tracked.ts";
import { loadEvidence } from "../scenarios/evidence.ts";

const { flows, snapshot, evidence } = loadEvidence("nd342-stale-entry");
const [flow] = flows;
if (!flow) throw new Error("the run has no flow");

/** The same run, where the table reads as given. */
function withTable(stdout: string): EvidenceIndex {
  return new EvidenceIndex(
    evidence.map((item) =>
      item.probe === conntrack.name && item.output
        ? { ...item, output: { ...item.output, stdout, stderr: "1 flow entries have been shown." } }
        : item,
    ),
  );
}

function entry(leadsTo: string): string {
  return `ipv4 2 udp 17 29 src=${flow?.sourceIP ?? ""} dst=10.96.0.10 sport=40000 dport=53 src=${leadsTo} dst=${flow?.sourceIP ?? ""} sport=53 dport=40000 mark=0 use=1 id=1\n`;
}

test("an entry that leads to an address that is no endpoint is stale, and quoted", () => {
  const stale = staleEntries(flow, snapshot, withTable(entry("10.233.70.55"))).seen ?? [];
  expect(stale.map(entryText)).toEqual([
    `udp 29 src=${flow.sourceIP} dst=10.96.0.10 sport=40000 dport=53 src=10.233.70.55 dst=${flow.sourceIP} sport=53 dport=40000`,
  ]);
});

test("an entry that nothing translated is stale", () => {
  expect(staleEntries(flow, snapshot, withTable(entry("10.96.0.10"))).seen).toHaveLength(1);
});

test("an entry that leads to an endpoint is as it should be", () => {
  expect(staleEntries(flow, snapshot, withTable(entry(flow.destinationIP))).seen).toEqual([]);
});

test("connections that are not datagrams are not read", () => {
  expect(trackedOf({ ...flow, protocol: "TCP" })).toBeUndefined();
});
