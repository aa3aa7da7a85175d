import { isStopped } from "../netstack/kernel/netns-walk.ts";
import { policiesBehind } from "../netstack/enforcers/policy-names.ts";
import type { Condition, Expression, Field } from "../netstack/rules/conditions.ts";
import type { Rule, Ruleset } from "../netstack/rules/rules.ts";
import { sysctls } from "../probes/state/sysctls.ts";
import { firewallAt } from "../journey/hops/firewall.ts";
import { placeOf } from "../journey/machine/places.ts";
import { notKnown, passes, stopsSome, type Gate, type Scene } from "./gate.ts";

/** A rule stops connections from some of the ports that the client's kernel gives them. */
export interface PortsStopped {
  readonly node: string;
  readonly rule: Rule;
  /** Of how many ports that were tried, evenly spread over the client's range, how many are stopped. */
  readonly stopped: number;
  readonly tried: number;
  readonly range: { readonly from: number; readonly to: number };
  /** Whether it is the answers to these ports that are stopped. */
  readonly answers: boolean;
}

const tried = 16;

/**
 * Whether the node's rules let connections pass from every port that a program of the source may get. Packets sent to try the way come
 * from ports of their own, which no program gets: what rules do with the others only walking them tells.
 */
export function clientPortsGate({ hop, path, flow, evidence }: Scene): Gate<PortsStopped> {
  const { node } = hop;
  if (node === undefined || (flow.protocol !== "TCP" && flow.protocol !== "UDP")) return passes;
  const view = firewallAt(hop, path, flow, evidence);
  if (view.notSeen) return notKnown(view.notSeen.detail);
  const way = view.seen.ways.find(({ packet }) => packet !== "wrapped");
  if (!way || isStopped(way.walk)) return passes;
  const asked = way.packet === "reply" ? "destinationPort" : "sourcePort";
  const { rulesets } = view.seen.rules;
  const named = evidence.derive(clientPortsGate, `${node} ${flow.family} ${asked}`, () =>
    rulesets.some((ruleset) => namesPort(ruleset, asked)),
  );
  if (!named || way.ofPort(undefined).verdict === "accept") return passes;
  const place = placeOf(flow.from);
  const settings = place && evidence.see(sysctls, place);
  const range = settings?.seen?.localPorts;
  if (!range)
    return notKnown(
      `which ports the client's kernel gives: ${settings?.notSeen?.detail ?? "net.ipv4.ip_local_port_range was not read"}`,
    );
  const step = (range.to - range.from) / (tried - 1);
  const rules = Array.from({ length: tried }, (_, index) => Math.round(range.from + index * step)).flatMap(
    (port) => {
      const walk = way.ofPort(port);
      const { by } = walk;
      if (!isStopped(walk) || !by || !("rule" in by)) return [];
      return policiesBehind(by, walk.trail, rulesets).because === "none" ? [by.rule] : [];
    },
  );
  const [rule] = rules;
  if (!rule) return passes;
  return stopsSome({ node, rule, stopped: rules.length, tried, range, answers: way.packet === "reply" });
}

/** Whether any rule asks for this port of a packet: on most nodes none does, and no walk is needed. */
function namesPort({ chains }: Ruleset, port: Field): boolean {
  return chains.some(({ rules }) =>
    rules.some(({ statements }) =>
      statements.some((statement) => statement.do === "match" && asksFor(statement.condition, port)),
    ),
  );
}

function asksFor(condition: Condition, field: Field): boolean {
  if (condition.kind === "any-of") return condition.of.some((one) => asksFor(one, field));
  return condition.kind === "among" && condition.key.some((one) => isAbout(one, field));
}

function isAbout(expression: Expression, field: Field): boolean {
  switch (expression.kind) {
    case "field":
      return expression.field === field;
    case "bits":
      return isAbout(expression.left, field) || isAbout(expression.right, field);
    case "map":
      return expression.key.some((one) => isAbout(one, field));
    case "constant":
    case "choice":
    case "unknown":
      return false;
  }
}
