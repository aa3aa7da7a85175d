import { z } from "zod";
import type { CommandOutput } from "../../model/evidence.ts";
import { defineProbe, Unreadable } from "../../model/probe.ts";
import { protocolNumber } from "../../netstack/rules/packet-state.ts";
import type { PortRange, RoutingRule } from "../../netstack/seen/routes.ts";
import { reading } from "../text/limits.ts";
import { jsonOf, listOf } from "../text/reading.ts";

const RuleObject = z.looseObject({
  priority: z.number(),
  src: z.string().optional(),
  srclen: z.number().optional(),
  dst: z.string().optional(),
  dstlen: z.number().optional(),
  not: z.unknown().optional(),
  iif: z.string().optional(),
  oif: z.string().optional(),
  fwmark: z.string().optional(),
  fwmask: z.string().optional(),
  table: z.string().optional(),
  action: z.string().optional(),
  goto: z.union([z.number(), z.string()]).optional(),
  nop: z.unknown().optional(),
  suppress_prefixlen: z.number().optional(),
  ipproto: z.string().optional(),
  dport: z.number().optional(),
  dport_start: z.number().optional(),
  dport_end: z.number().optional(),
  dport_mask: z.string().optional(),
  sport: z.number().optional(),
  sport_start: z.number().optional(),
  sport_end: z.number().optional(),
  sport_mask: z.string().optional(),
});
type RuleObject = z.infer<typeof RuleObject>;

export const routingRules4 = defineProbe<readonly RoutingRule[]>({
  name: "routing-rules-v4",
  why: "Reads the IPv4 policy-routing rules: which route table a packet is looked up in.",
  at: "both",
  tool: "ip",
  command: () => reading(["ip", "-4", "-j", "rule", "show"]),
  parse: parseRules,
});

export const routingRules6 = defineProbe<readonly RoutingRule[]>({
  name: "routing-rules-v6",
  why: "Reads the IPv6 policy-routing rules: which route table a packet is looked up in.",
  at: "both",
  tool: "ip",
  command: () => reading(["ip", "-6", "-j", "rule", "show"]),
  parse: parseRules,
});

function parseRules(output: CommandOutput): readonly RoutingRule[] {
  return jsonOf(output, listOf(RuleObject)).map((rule) => {
    const from = range(rule.src, rule.srclen);
    const to = range(rule.dst, rule.dstlen);
    const destinationPorts = ports(rule.dport ?? rule.dport_start, rule.dport ?? rule.dport_end);
    const sourcePorts = ports(rule.sport ?? rule.sport_start, rule.sport ?? rule.sport_end);
    return {
      priority: rule.priority,
      inverted: "not" in rule,
      otherSelectors: [
        ...Object.keys(rule).filter((key) => !understood.has(key)),
        ...(isWhole(rule.dport_mask) ? [] : ["dport_mask"]),
        ...(isWhole(rule.sport_mask) ? [] : ["sport_mask"]),
      ],
      action: actionOf(rule),
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
      ...(rule.iif !== undefined && { deviceIn: rule.iif }),
      ...(rule.oif !== undefined && { deviceOut: rule.oif }),
      ...(rule.fwmark !== undefined && {
        mark: { value: hexadecimal(rule.fwmark), mask: hexadecimal(rule.fwmask ?? "0xffffffff") },
      }),
      ...(rule.ipproto !== undefined && { ipProtocol: numberOfProtocol(rule.ipproto) }),
      ...(destinationPorts && { destinationPorts }),
      ...(sourcePorts && { sourcePorts }),
    };
  });
}

/** Everything else a rule carries narrows it in a way that is not decided here. */
const understood: ReadonlySet<string> = new Set([
  ...Object.keys(RuleObject.shape),
  "protocol",
  "iif_detached",
  "oif_detached",
]);

function actionOf(rule: RuleObject): RoutingRule["action"] {
  if (rule.goto !== undefined) return { kind: "goto", priority: Number(rule.goto) };
  if ("nop" in rule || rule.action === "nop") return { kind: "nop" };
  const { action, table, suppress_prefixlen: suppress } = rule;
  if (action === "blackhole" || action === "unreachable" || action === "prohibit")
    return { kind: "refuse", type: action };
  if (table === undefined || (action !== undefined && action !== "to_tbl"))
    throw new Unreadable(`a routing rule does ${action ?? "nothing known"}`);
  return { kind: "table", table, ...(suppress !== undefined && { suppressPrefixLength: suppress }) };
}

function range(address: string | undefined, length: number | undefined): string | undefined {
  if (address === undefined || address === "all") return undefined;
  return length === undefined ? address : `${address}/${length}`;
}

/** Newer releases of `ip` print the mask of a single port as well, `0xffff` where all of the number counts. */
function isWhole(mask: string | undefined): boolean {
  return mask === undefined || hexadecimal(mask) === 0xffff;
}

function ports(first: number | undefined, last: number | undefined): PortRange | undefined {
  return first === undefined || last === undefined ? undefined : { first, last };
}

function numberOfProtocol(name: string): number {
  const number = protocolNumber(name);
  if (number === undefined) throw new Unreadable(`not a protocol: ${name}`);
  return number;
}

function hexadecimal(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value)) throw new Unreadable(`not a mark: ${text}`);
  return value;
}
