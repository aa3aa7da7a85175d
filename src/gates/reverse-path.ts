import { movedBy } from "../netstack/seen/counters.ts";
import type { Rule } from "../netstack/rules/rules.ts";
import { rpFilterOn } from "../netstack/seen/sysctls.ts";
import { kernelCounters } from "../probes/counters/kernel-counters.ts";
import { sysctls } from "../probes/state/sysctls.ts";
import type { Drop } from "../journey/hops/drop.ts";
import { nodePlace } from "../journey/machine/places.ts";
import { routeBack } from "../journey/way/of-hop.ts";
import { droppingRule } from "./dropping-rule.ts";
import { notKnown, passes, stops, type Gate, type Scene } from "./gate.ts";

/** A node takes no packets from that source by that interface, as its answers would leave by another one. */
export interface ForgedSource {
  readonly node: string;
  readonly source: string;
  readonly device: string;
  /** The interfaces that answers would leave by; empty where no route leads back. */
  readonly leaves: readonly string[];
  readonly by:
    | {
        readonly what: "setting";
        readonly strictness: number;
        readonly counter: string;
        readonly moved: number;
      }
    /** A rule that looks up the way back, as the network plugin's own protection does. */
    | { readonly what: "rule"; readonly drop: Drop };
}

/** Whether the hop's node takes the packet for forged: by `rp_filter`, or by a rule that compares with the way back. */
export function reversePathGate(scene: Scene): Gate<ForgedSource> {
  const { hop, flow, evidence } = scene;
  const { deviceIn, node, packet } = hop;
  if (node === undefined) return notKnown(`there is nowhere to stand at ${hop.name}`);
  const settings = evidence.see(sysctls, nodePlace(node));
  if (settings.notSeen) return notKnown(settings.notSeen.detail);
  const back = routeBack(hop, evidence);
  if (back.notSeen) return notKnown(back.notSeen.detail);
  if (deviceIn === undefined) return passes;
  // A node that has no route to its own pod lacks a route: that its packets are then taken for forged only follows.
  if (hop.kind === "node-out" && flow.from.type === "pod" && back.seen.result !== "forward") return passes;
  const leaves = back.seen.result === "forward" ? back.seen.nextHops.map(({ device }) => device) : [];
  const stop = { node, source: packet.source, device: deviceIn, leaves };
  const drop = droppingRule(scene).seen;
  if (drop && checksReversePath(drop.rule)) return stops({ ...stop, by: { what: "rule", drop } });
  // IPv6 has no such setting: its reverse path check is a firewall rule.
  const strictness = packet.family === 6 ? 0 : (rpFilterOn(settings.seen, deviceIn) ?? 0);
  // Strict wants the very interface, loose any route at all.
  const fine = strictness === 1 ? leaves.includes(deviceIn) : strictness === 0 || leaves.length > 0;
  if (fine) return passes;
  const counter = "TcpExtIPReversePathFilter";
  const counted = evidence.see(kernelCounters, nodePlace(node), "window").seen;
  const own = counted?.find(({ key }) => key === counter);
  const moved = own === undefined ? 0 : (movedBy(own) ?? 0);
  return stops({ ...stop, by: { what: "setting", strictness, counter, moved } });
}

/** A rule that looks up the way back to the sender, as the CNI's own spoofing protection does. */
export function checksReversePath(rule: Rule | undefined): boolean {
  return (
    rule?.statements.some(
      (statement) => statement.do === "match" && statement.condition.kind === "reverse-path",
    ) ?? false
  );
}
