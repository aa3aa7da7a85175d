import type { PortRange } from "./policy-model.ts";

/** An entry of a NetworkPolicy's list of ports. */
interface Port {
  readonly protocol: "TCP" | "UDP" | "SCTP";
  readonly port?: number | string | undefined;
  readonly endPort?: number | undefined;
}

/** The ports of one protocol a rule allows; neither numbers nor names means all of them. */
export interface ProtocolPorts {
  readonly protocol: "TCP" | "UDP" | "SCTP";
  /** First and last port, sorted, not touching each other. */
  readonly ranges: readonly PortRange[];
  readonly names: readonly string[];
}

function merged(ranges: readonly PortRange[]): PortRange[] {
  const result: [number, number][] = [];
  for (const [first, last] of [...ranges].sort(([left], [right]) => left - right)) {
    const previous = result.at(-1);
    if (previous && first <= previous[1] + 1) previous[1] = Math.max(previous[1], last);
    else result.push([first, last]);
  }
  return result;
}

/** One entry per protocol, in alphabetical order, as Calico turns a rule's port list into its own rules. */
export function byProtocol(ports: readonly Port[]): ProtocolPorts[] {
  return [...new Set(ports.map((port) => port.protocol))].sort().map((protocol) => {
    const own = ports.filter((port) => port.protocol === protocol);
    if (own.some((port) => port.port === undefined)) return { protocol, ranges: [], names: [] };
    return {
      protocol,
      ranges: merged(
        own.flatMap(({ port, endPort }) =>
          typeof port === "number" ? [[port, endPort ?? port] as const] : [],
        ),
      ),
      names: [...new Set(own.flatMap(({ port }) => (typeof port === "string" ? [port] : [])))],
    };
  });
}

/** What one multiport match takes; a range counts twice. */
const multiportSlots = 15;

/** The ranges as arguments for multiport, in as many lists as it needs. */
export function multiportLists(ranges: readonly PortRange[]): string[] {
  const lists: string[][] = [];
  let free = 0;
  for (const [first, last] of ranges) {
    const slots = first === last ? 1 : 2;
    if (free < slots) {
      lists.push([]);
      free = multiportSlots;
    }
    lists.at(-1)?.push(slots === 1 ? `${first}` : `${first}:${last}`);
    free -= slots;
  }
  return lists.map((list) => list.join(","));
}
