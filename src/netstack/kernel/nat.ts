import { addressText } from "../numbers/address-interval.ts";
import { evaluate, type Asked } from "./evaluate.ts";
import type { PacketState, Tuple } from "../rules/packet-state.ts";
import type { NatAction, Rule } from "../rules/rules.ts";
import { times, type Outcome, type World } from "./worlds.ts";

/** More addresses than this in one range are not listed one by one. */
const maxRange = 32n;

interface Choice {
  readonly address?: string;
  readonly port?: number;
  readonly probability: number | undefined;
}

/** The packet after a translation, once per address the rule may choose. */
export function translate(nat: NatAction, asked: Asked, world: World, rule: Rule): readonly Outcome[] {
  const choices = choicesOf(nat, asked);
  if (!choices)
    return [
      {
        world,
        end: { to: "unknown", why: "it translates to an address that cannot be told" },
        by: { rule },
      },
    ];
  return choices.map((choice) => ({
    world: {
      ...world,
      packet: translated(nat, choice, asked),
      translated: true,
      probability: times(world.probability, choice.probability),
    },
    end: { to: "accept" },
    by: { rule },
  }));
}

function choicesOf(nat: NatAction, asked: Asked): readonly Choice[] | undefined {
  const port = portOf(nat);
  if (!nat.address) return [{ probability: 1, ...(port !== undefined && { port }) }];
  const [range] = nat.address.kind === "constant" ? nat.address.intervals : [];
  if (range && "from" in range && range.from !== range.to) {
    const count = range.to - range.from + 1n;
    if (count > maxRange) return undefined;
    return Array.from({ length: Number(count) }, (_, index) => ({
      address: addressText(range.from + BigInt(index)),
      probability: undefined,
      ...(port !== undefined && { port }),
    }));
  }
  const choices: Choice[] = [];
  for (const { parts, probability } of evaluate(nat.address, asked)) {
    const [address, own] = parts;
    if (typeof address !== "bigint") return undefined;
    const chosen = typeof own === "bigint" ? Number(own) : port;
    choices.push({
      address: addressText(address),
      probability,
      ...(chosen !== undefined && { port: chosen }),
    });
  }
  return choices;
}

/** A single port is sure; of a range any may be chosen. */
function portOf({ port }: NatAction): number | undefined {
  return port && "from" in port && port.from === port.to ? Number(port.from) : undefined;
}

function translated(nat: NatAction, choice: Choice, { packet, context }: Asked): PacketState {
  const original = packet.original ?? tupleOf(packet);
  switch (nat.type) {
    case "dnat":
      return {
        ...packet,
        original,
        dnat: true,
        destination: choice.address ?? packet.destination,
        ...(choice.port !== undefined && { destinationPort: choice.port }),
      };
    case "redirect": {
      const own = packet.iif === undefined ? "127.0.0.1" : context.addressOf?.(packet.iif);
      return {
        ...packet,
        original,
        dnat: true,
        destination: own ?? packet.destination,
        ...(choice.port !== undefined && { destinationPort: choice.port }),
      };
    }
    case "snat":
      return { ...packet, original, snat: true, source: choice.address ?? packet.source };
    case "masquerade": {
      const own =
        packet.oif === undefined ? undefined : context.masqueradeAs?.(packet.oif, packet.destination);
      return own === undefined
        ? { ...packet, original, snat: true, masqueraded: true }
        : { ...packet, original, snat: true, source: own };
    }
  }
}

function tupleOf(packet: PacketState): Tuple {
  return {
    source: packet.source,
    destination: packet.destination,
    ...(packet.sourcePort !== undefined && { sourcePort: packet.sourcePort }),
    ...(packet.destinationPort !== undefined && { destinationPort: packet.destinationPort }),
  };
}
