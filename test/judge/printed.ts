/** A recorded run in which a probe on one node had printed something else. */
import type { Bundle } from "../../src/model/bundle.ts";
import type { Evidence } from "../../src/model/evidence.ts";

export function printed(
  bundle: Bundle,
  node: string,
  probe: "links" | "ipsets" | "iptables-nft-rules" | "nft-rules",
  change: (stdout: string) => string,
): Bundle {
  const other = (item: Evidence): Evidence =>
    item.probe === probe && item.place.kind === "node" && item.place.node === node && item.output
      ? { ...item, output: { ...item.output, stdout: change(item.output.stdout) } }
      : item;
  return { ...bundle, evidence: bundle.evidence.map(other) };
}
