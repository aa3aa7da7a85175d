import { sameAddress } from "../netstack/numbers/cidr.ts";
import { entersAtNode } from "../model/flow.ts";
import { walkHook } from "../netstack/kernel/hook-walk.ts";
import type { Rule } from "../netstack/rules/rules.ts";
import { movedBy } from "../journey/hops/drop.ts";
import { hasOwnNetns, nodePlace } from "../journey/machine/places.ts";
import { stackAt } from "../journey/machine/stack.ts";
import { contextOf, stateOf } from "../journey/rules/rule-packet.ts";
import { rulesAt } from "../journey/rules/rules-at.ts";
import { notKnown, passes, stops, type Gate, type Scene } from "./gate.ts";

/** A node's rule gives packets that are for a pod another destination. */
export interface LedAstray {
  readonly node: string;
  readonly rule: Rule;
  /** Where they were sent to, and where the rule sends them. */
  readonly meant: string;
  readonly instead: string;
  /** That is the same pod still: another port of it, or another address. */
  readonly samePod: boolean;
  /** How far the rule's counter moved with the packets; undefined where it was not counted. */
  readonly moved: number | undefined;
}

/**
 * Whether a node's translation rules leave packets to a pod's own address as they are. Where a node is asked at an address of its own
 * (NodePort, host port), or at a Service's, translating is what it is for.
 */
export function ledAstrayGate({ hop, flow, evidence }: Scene): Gate<LedAstray> {
  const { node, packet, deviceIn } = hop;
  if (node === undefined || entersAtNode(flow) || !hasOwnNetns(flow.to) || flow.to.type !== "pod")
    return passes;
  const rules = rulesAt(evidence, nodePlace(node), packet.family);
  if (rules.notSeen) return notKnown(rules.notSeen.detail);
  const state = stateOf(packet, deviceIn, undefined);
  const context = contextOf(rules.seen, stackAt(evidence, nodePlace(node), packet.family), state);
  const hook = deviceIn === undefined ? "output" : "prerouting";
  const { ways, unread } = walkHook(rules.seen.rulesets, hook, state, context);
  const going = ways.filter(({ to }) => to === "accept");
  const [first] = going;
  const astray = going.filter(
    ({ packet: after }) =>
      after.destination !== packet.destination || after.destinationPort !== state.destinationPort,
  );
  const [doubt] = unread;
  if (!first || astray.length === 0) return doubt === undefined ? passes : notKnown(doubt);
  const rule = astray[0]?.trail.findLast(translatesDestination);
  if (!rule || astray.length < going.length)
    return notKnown("whether a rule translates these packets cannot be told");
  const { destination, destinationPort } = first.packet;
  const own = [packet.destination, ...flow.to.ips];
  return stops({
    node,
    rule,
    meant: endText(packet.destination, state.destinationPort),
    instead: endText(destination, destinationPort),
    samePod: going.every(({ packet: after }) => own.some((ip) => sameAddress(ip, after.destination))),
    moved: movedBy({ rule }, rules.seen.changes),
  });
}

function translatesDestination({ statements }: Rule): boolean {
  return statements.some(
    (statement) =>
      statement.do === "nat" && (statement.nat.type === "dnat" || statement.nat.type === "redirect"),
  );
}

function endText(ip: string, port: number | undefined): string {
  return port === undefined ? ip : ip.includes(":") ? `[${ip}]:${port}` : `${ip}:${port}`;
}
