import { addressInterval } from "../numbers/address-interval.ts";
import { always, among, type Condition, type Expression, type Field } from "../rules/conditions.ts";
import { icmpCondition } from "../rules/icmp-types.ts";
import { bigintOf, numberIntervals } from "../numbers/numbers.ts";
import { readTcpFlags } from "../rules/tcp-flags.ts";
import { deviceInterval, exactly, type Interval } from "../numbers/sets.ts";

export interface OptionReader {
  readonly next: () => string;
  readonly comment: (text: string) => void;
}

/**
 * One option of one match module. Undefined when it is not understood: the rule is then undecided.
 * Option spellings are those iptables-save prints (iptables-extensions(8)).
 */
export function readModuleOption(
  module: string,
  option: string,
  negate: boolean,
  reader: OptionReader,
): Condition | undefined {
  const read = modules[module];
  return read?.(option, negate, reader);
}

type ModuleReader = (option: string, negate: boolean, reader: OptionReader) => Condition | undefined;

const ports: ModuleReader = (option, negate, { next }) => {
  if (option === "--sport") return among("sourcePort", numberIntervals(next()), negate);
  if (option === "--dport") return among("destinationPort", numberIntervals(next()), negate);
  return undefined;
};

const multiport: ModuleReader = (option, negate, { next }) => {
  const side = { "--sports": "sourcePort", "--dports": "destinationPort" }[option] as Field | undefined;
  if (side) return among(side, numberIntervals(next()), negate);
  if (option !== "--ports") return undefined;
  const intervals = numberIntervals(next());
  return {
    kind: "any-of",
    of: [among("sourcePort", intervals), among("destinationPort", intervals)],
    negate,
  };
};

const mark =
  (field: "mark" | "connectionMark"): ModuleReader =>
  (option, negate, { next }) => {
    if (option !== "--mark") return undefined;
    const [value, mask = 0xffffffffn] = next().split("/").map(bigintOf);
    const key: Expression = {
      kind: "bits",
      op: "&",
      left: { kind: "field", field },
      right: { kind: "constant", intervals: [exactly(mask)] },
    };
    return { kind: "among", key: [key], set: { elements: [{ key: [exactly(value ?? 0n)] }] }, negate };
  };

const tracked: ModuleReader = (option, negate, { next }) => {
  const tuple: Readonly<Record<string, Field>> = {
    "--ctorigsrc": "originalSource",
    "--ctorigdst": "originalDestination",
    "--ctorigsrcport": "originalSourcePort",
    "--ctorigdstport": "originalDestinationPort",
  };
  const field = tuple[option];
  if (field) {
    const text = next();
    const intervals = field.endsWith("Port") ? numberIntervals(text) : present(addressInterval(text));
    return intervals.length === 0 ? undefined : among(field, intervals, negate);
  }
  if (option === "--ctstate" || option === "--state" || option === "--ctstatus") {
    const any = next().split(",");
    // NONE: no status bit at all, which only a packet without connection has.
    return any.includes("NONE") ? undefined : { kind: "tracked", any, negate };
  }
  if (option === "--ctdir")
    return among("direction", [{ name: next().toLowerCase(), prefix: false }], negate);
  return undefined;
};

const modules: Readonly<Record<string, ModuleReader>> = {
  tcp: (option, negate, reader) => {
    if (option === "--tcp-flags" || option === "--syn")
      return readTcpFlags(option, negate, () => reader.next());
    return ports(option, negate, reader);
  },
  udp: ports,
  udplite: ports,
  sctp: ports,
  dccp: ports,
  multiport,
  icmp: (option, negate, { next }) =>
    option === "--icmp-type" ? icmpCondition(4, next(), negate) : undefined,
  icmp6: (option, negate, { next }) =>
    option === "--icmpv6-type" ? icmpCondition(6, next(), negate) : undefined,
  mark: mark("mark"),
  connmark: mark("connectionMark"),
  conntrack: tracked,
  state: tracked,
  comment: (option, _negate, { next, comment }) => {
    if (option !== "--comment") return undefined;
    comment(next());
    return always;
  },
  // Counts packets for accounting, always matches.
  nfacct: (option, _negate, { next }) => {
    next();
    return option === "--nfacct-name" ? always : undefined;
  },
  set: (option, negate, { next }) => {
    if (option === "--update-counters" || option === "--update-subcounters") return always;
    if (option !== "--match-set") return undefined;
    const set = next();
    const directions = next()
      .split(",")
      .map((word) => (word === "dst" ? "dst" : "src"));
    return { kind: "ipset", set, directions, negate };
  },
  addrtype: (option, negate, { next }) => addressType(option, negate, next),
  iprange: (option, negate, { next }) => {
    const interval = addressInterval(next());
    if (!interval) return undefined;
    if (option === "--src-range") return among("source", [interval], negate);
    return option === "--dst-range" ? among("destination", [interval], negate) : undefined;
  },
  length: (option, negate, { next }) =>
    option === "--length" ? among("length", numberIntervals(next()), negate) : undefined,
  physdev: (option, negate, { next }) => {
    if (option === "--physdev-in") return among("physIn", [deviceInterval(next(), "+")], negate);
    if (option === "--physdev-out") return among("physOut", [deviceInterval(next(), "+")], negate);
    if (option === "--physdev-is-in" || option === "--physdev-is-out" || option === "--physdev-is-bridged")
      return { kind: "bridged", negate };
    return undefined;
  },
  statistic: (option, negate, { next }) => {
    const value = next();
    if (option === "--mode" || option === "--packet") return always;
    if (option === "--probability") return chance(Number(value), negate);
    return option === "--every" ? chance(1 / Number(value), negate) : undefined;
  },
  rpfilter: (option) => {
    // They widen or narrow the check; the context answers for the check as a whole.
    return ["--validmark", "--loose", "--accept-local"].includes(option) ? always : undefined;
  },
};

function addressType(option: string, negate: boolean, next: () => string): Condition | undefined {
  const side = { "--src-type": "sourceType", "--dst-type": "destinationType" }[option] as Field | undefined;
  if (!side) return undefined;
  const types = next().split(",");
  // The kernel's own special routes are not told from ordinary ones here.
  if (types.some((type) => !["LOCAL", "UNICAST", "MULTICAST", "BROADCAST"].includes(type))) return undefined;
  return among(
    side,
    types.map((name) => ({ name, prefix: false })),
    negate,
  );
}

function chance(probability: number, negate: boolean): Condition {
  return { kind: "chance", probability: negate ? 1 - probability : probability };
}

function present(interval: Interval | undefined): readonly Interval[] {
  return interval ? [interval] : [];
}
