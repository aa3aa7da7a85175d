/** A node whose card runs and answers nobody: by the recording of two nodes between which nothing passes, what one of them says changed. */
import { expect, test } from "vitest";
import { conclude } from "../../src/judge/conclude.ts";
import type { Bundle } from "../../src/model/bundle.ts";
import { loadEvidence } from "../scenarios/evidence.ts";

const run = loadEvidence("nd502-vlan-between");

function changed(node: string, probe: string, change: (stdout: string) => string): Bundle {
  const evidence = run.evidence.map((one) =>
    one.output && one.probe === probe && one.place.kind === "node" && one.place.node === node
      ? { ...one, output: { ...one.output, stdout: change(one.output.stdout) } }
      : one,
  );
  return { ...run, evidence };
}

const arpOff = (stdout: string): string =>
  stdout.replace(/("ifname":"ens3","flags":\["BROADCAST","MULTICAST",)/, '$1"NOARP",');
const told = (bundle: Bundle) => conclude(bundle).cause?.finding;

test("a card with ARP off is named, and not the network between the nodes", () => {
  for (const node of ["node2", "node3"]) {
    expect(told(changed(node, "links", arpOff))).toMatchObject({
      says: `${node} answers nobody who asks for its address: ARP is off on its ens3, so node2 and node3 do not reach each other.`,
      object: { kind: "Node", name: node },
    });
    expect(JSON.stringify(conclude(changed(node, "links", arpOff)))).not.toContain("what lies between them");
  }
});

test("so is one that arp_ignore keeps from answering for any address", () => {
  const ignores = (stdout: string): string => stdout.replace(/^(device\/ens3\t\d \d \d) \d/m, "$1 8");
  expect(told(changed("node3", "sysctls", ignores))?.says).toMatch(
    /^node3 answers nobody .* arp_ignore is 8/,
  );
});

test("a tunnel's interface has no ARP by its nature, and the network is what is at fault", () => {
  const tunnel = (stdout: string): string =>
    stdout.replace(/("ifname":"ens3","flags":\[)"BROADCAST","MULTICAST",/, '$1"POINTOPOINT","NOARP",');
  expect(told(changed("node3", "links", tunnel))?.says).toMatch(/what lies between them is at fault/);
});

test("nor is a card with ARP off where both nodes have the entries written, and nobody has to ask", () => {
  const written = (stdout: string): string =>
    stdout.replaceAll(/("dev":"ens3"[^}]*"state":\[)"[A-Z]+"/g, '$1"PERMANENT"');
  const deaf = changed("node3", "links", arpOff);
  const withWritten = (...nodes: readonly string[]): string | undefined => {
    const evidence = deaf.evidence.map((one) =>
      one.output && one.probe === "neighbours" && one.place.kind === "node" && nodes.includes(one.place.node)
        ? { ...one, output: { ...one.output, stdout: written(one.output.stdout) } }
        : one,
    );
    return told({ ...deaf, evidence })?.says;
  };
  expect(withWritten("node3")).toContain("ARP is off");
  expect(withWritten("node2", "node3")).not.toContain("ARP is off");
});
