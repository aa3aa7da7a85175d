import type { Hop } from "../model/hop.ts";
import { isStopped } from "../netstack/kernel/netns-walk.ts";
import type { Rule } from "../netstack/rules/rules.ts";
import { takesOff } from "../netstack/kernel/translations.ts";
import { dropAt, type Drop } from "../journey/hops/drop.ts";
import { firewallAt } from "../journey/hops/firewall.ts";
import { passages } from "../journey/hops/passage.ts";
import { notKnown, passes, stops, type Gate, type Scene } from "./gate.ts";

/** A node does not track the packets of a connection, and so drops their answers as belonging to none. */
export interface UnknownAnswers {
  readonly node: string;
  /** The rule that takes the packets off connection tracking. */
  readonly untracked: Rule;
  /** The rule, or policy, that drops answers to what is not tracked. */
  readonly drop: Drop;
}

/** Where the packets that an answer answers crossed the same node. */
export function askingHop(hop: Hop, path: readonly Hop[]): Hop | undefined {
  return path.find(({ kind, node }) => node === hop.node && (kind === "node-out" || kind === "node-in"));
}

/**
 * Whether answers pass a node that did not track their question: for connection tracking a TCP answer is then INVALID, a datagram
 * back the first of a new connection. Passes where the question is tracked, or answers are let through either way.
 */
export function answersKnown({ hop, path, flow, evidence }: Scene): Gate<UnknownAnswers> {
  const asking = hop.kind === "reply" ? askingHop(hop, path) : undefined;
  if (!asking || hop.node === undefined) return passes;
  // Answers that never came here meet no rule here.
  if ((passages(flow, path, evidence)[path.indexOf(hop)]?.in ?? 0) === 0) return passes;
  const there = firewallAt(asking, path, flow, evidence);
  if (there.notSeen) return notKnown(there.notSeen.detail);
  const inner = there.seen.ways.filter(({ packet }) => packet === "inner").map(({ walk }) => walk);
  const certain = inner.every(({ ways }) => ways.every(({ packet }) => packet.state === "UNTRACKED"));
  const untracked = inner.flatMap(({ trail }) => trail).findLast(takesOff);
  if (!certain || !untracked) return passes;
  const known = firewallAt(hop, path, flow, evidence);
  const strange = firewallAt(hop, path, flow, evidence, flow.protocol === "UDP" ? "NEW" : "INVALID");
  if (known.notSeen) return notKnown(known.notSeen.detail);
  if (strange.notSeen) return notKnown(strange.notSeen.detail);
  if (known.seen.ways.some(({ walk }) => isStopped(walk))) return passes;
  const drop = dropAt(strange.seen, undefined, undefined);
  return drop ? stops({ node: hop.node, untracked, drop }) : passes;
}
