/** Why a port does not match. */
import type { End } from "../match/ends.ts";
import { matchPorts, namedPortNumbers, portText, towardsText, type Towards } from "../match/ports.ts";
import { lastPort, type PortMatch } from "../normal-form.ts";
import type { Miss } from "./miss.ts";

/** What keeps this port entry from matching; undefined when it matches. */
export function portMiss(match: PortMatch, towards: Towards, destination: End): Miss | undefined {
  const goes = towardsText(towards);
  if (match.type === "unreadable")
    return {
      kind: "unknownField",
      says: `the port entry holds the field ${match.field}, which is not known here, so it is read as no port`,
      tail: `the port entry holds the unknown field ${match.field}`,
      cost: 9,
    };
  if (match.type === "traffic")
    return matchPorts([match], towards, destination, "needs-its-own-entry") === "no"
      ? {
          kind: match.protocols.includes(towards.protocol) ? "port" : "protocol",
          says: `the rule is about ${portText(match)}; this goes to ${goes}`,
          tail: `this goes to ${goes}`,
          cost: match.protocols.includes(towards.protocol) ? 1 : 1.5,
        }
      : undefined;
  if (match.type === "icmp")
    return towards.protocol === "ICMP"
      ? undefined
      : {
          kind: "protocol",
          says: `the rule is about ICMP; this goes to ${goes}`,
          tail: `this goes to ${goes}`,
          cost: 1.5,
        };
  if (match.type === "named") {
    const protocol = match.protocol === "any" ? towards.protocol : match.protocol;
    const numbers = namedPortNumbers(match.name, protocol, destination);
    if (protocol === towards.protocol && numbers.includes(towards.port)) return undefined;
    const none = `${destination.name} has no ${protocol} port called ${match.name}`;
    const is = `is ${numbers.join(" and ")}`;
    return {
      kind: "namedPort",
      says:
        numbers.length > 0
          ? `${protocol} port ${match.name} ${is} on ${destination.name}; this goes to ${goes}`
          : `${none}; this goes to ${goes}`,
      tail: numbers.length > 0 ? `port ${match.name} ${is} there and this goes to ${goes}` : none,
      cost: 1,
    };
  }
  const holdsPort = match.first <= towards.port && towards.port <= match.last;
  if (match.protocol !== towards.protocol)
    return {
      kind: "protocol",
      says: `the rule's port is ${portText(match)}; this goes to ${goes}`,
      tail: `this goes to ${goes}`,
      cost: holdsPort && match.last - match.first < lastPort ? 1 : 1.5,
    };
  return holdsPort
    ? undefined
    : {
        kind: "port",
        says: `the rule's port is ${portText(match)}; this goes to ${goes}`,
        tail: `this goes to ${goes}`,
        cost: 1,
      };
}
