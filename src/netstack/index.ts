/**
 * What the kernel does with a packet, told from what was read of a machine: rules of iptables, nftables and ipset, routes,
 * sockets. Pure: text in, plain data out; nothing here runs a command.
 *
 *     import { combineRulesets, parseIptablesSave, walkForward } from "netdiag/netstack";
 *
 *     const rules = parseIptablesSave(printed, "ip"); // what `iptables-save -c` printed
 *     const packet = { family: 4, protocol: "TCP", source: "10.1.1.5", destination: "10.1.2.7", destinationPort: 8080, iif: "veth1", oif: "eth0" };
 *     walkForward(combineRulesets([rules]), packet, {}).verdict; // "accept", "drop", "reject", "undecided"
 *
 * A walk never guesses: where a rule was not understood and decides, the verdict is `undecided`, with the rule in `maybes`.
 */
export { NotIptablesSave, parseIptablesSave } from "./iptables/save.ts";
export { parseIpsetSave } from "./iptables/ipset-save.ts";
export { NotNftJson, parseNftJson } from "./nft/json.ts";
export { combineRulesets } from "./rules/rulesets.ts";
export type { Chain, HookName, Rule, Ruleset } from "./rules/rules.ts";
export { protocolNumber, type Context, type PacketState } from "./rules/packet-state.ts";
export {
  isStopped,
  walkForward,
  walkInput,
  walkOutput,
  type NetnsWalk,
  type Routing,
} from "./kernel/netns-walk.ts";
export { lookupRoute, defaultRules, type RouteLookup } from "./kernel/route-lookup.ts";
export { translations } from "./kernel/translations.ts";
export { policiesBehind, policyOfRule } from "./enforcers/policy-names.ts";
export type { PolicyName } from "./enforcers/policy-name.ts";
export { listenersFor, type Listener } from "./seen/sockets.ts";
export { routeText, type Route, type RoutingRule } from "./seen/routes.ts";
