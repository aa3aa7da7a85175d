/** Who asked whom, and what came back. */
import type { PacketCounts, Talk } from "../model/captured-traffic.ts";
import { isIcmpError, type Headers, type IcmpHeader } from "./headers.ts";
import { Counting, goesToTarget, type IsOwn, type Sighting } from "./counting.ts";

type Answer =
  { readonly kind: "answered" } | { readonly kind: "refused"; readonly ip: string; readonly what: string };

interface Open {
  readonly about: Pick<Talk, "source" | "destination" | "port" | "protocol" | "own">;
  /** Each try to be heard (a connection, a datagram's port, a ping), and where it was seen last on its way there. */
  readonly attempts: Map<string, Sighting>;
  /** What came back, by the attempt. One node is read after the other: it may be read before what it answers. */
  readonly heard: Map<string, Answer>;
  /** Counted at each place by itself: the place that saw most has seen each once. */
  readonly there: Map<string, Counting>;
  readonly back: Map<string, Counting>;
}

/** Which end opened it, of a packet or of what an ICMP error quotes. */
interface Direction {
  readonly client: string;
  readonly server: string;
  readonly clientPort: number;
  readonly serverPort: number;
  /** The packet goes from client to server. */
  readonly forward: boolean;
}

export class Talks {
  readonly #isOwn: IsOwn;
  readonly #open = new Map<string, Open>();
  /** Which of two ports is the server's, told by a SYN. */
  readonly #servers = new Map<string, string>();

  constructor(isOwn: IsOwn) {
    this.#isOwn = isOwn;
  }

  add(sighting: Sighting, place: string): void {
    const { headers } = sighting.packet;
    const about = headers.icmp?.quoted ?? headers;
    if (about.kind === "fragment") return;
    const direction = this.#directionOf(about, sighting);
    if (!direction) return;
    const talk = this.#talkOf(direction, sighting, about);
    const forward = direction.forward === (headers.icmp?.quoted === undefined);
    const counts = forward ? talk.there : talk.back;
    const counting = counts.get(place) ?? new Counting(this.#isOwn);
    counts.set(place, counting);
    counting.add(sighting);
    this.#follow(talk, sighting, direction);
  }

  get all(): readonly Talk[] {
    return [...this.#open.values()]
      .map(talkOf)
      .sort((one, other) => Number(one.own) - Number(other.own) || total(other) - total(one));
  }

  #directionOf(about: Headers, sighting: Sighting): Direction | undefined {
    const { source, destination, sourcePort = 0, destinationPort = 0, tcp } = about;
    if (source === undefined || destination === undefined) return undefined;
    const [from, to] = [`${source} ${sourcePort}`, `${destination} ${destinationPort}`];
    const pair = [from, to].sort().join(" ");
    if (tcp?.syn === true) this.#servers.set(pair, tcp.ack ? from : to);
    const served = servedPort(sourcePort, destinationPort);
    const likely = served === undefined ? goesToTarget(sighting) : served === destinationPort;
    const server = this.#servers.get(pair) ?? (likely ? to : from);
    return server === to
      ? {
          client: source,
          server: destination,
          clientPort: sourcePort,
          serverPort: destinationPort,
          forward: true,
        }
      : {
          client: destination,
          server: source,
          clientPort: destinationPort,
          serverPort: sourcePort,
          forward: false,
        };
  }

  #talkOf({ client, server, serverPort }: Direction, sighting: Sighting, about: Headers): Open {
    const own = this.#isOwn(sighting);
    const protocol = protocolOf(about);
    const key = [client, server, serverPort, protocol, own].join(" ");
    const known = this.#open.get(key);
    if (known) return known;
    const talk: Open = {
      about: { source: client, destination: server, port: serverPort, protocol, own },
      attempts: new Map(),
      heard: new Map(),
      there: new Map(),
      back: new Map(),
    };
    this.#open.set(key, talk);
    return talk;
  }

  /** What the packet is to the attempts: one of them, or the first word that came back. */
  #follow(talk: Open, sighting: Sighting, { clientPort, forward }: Direction): void {
    const { headers } = sighting.packet;
    const { icmp, tcp } = headers;
    if (icmp?.quoted) {
      const { tcp: asked, icmp: echo } = icmp.quoted;
      const key = asked ? `${clientPort}/${asked.sequence}` : (echo?.echo ?? String(clientPort));
      // A redirect refuses nothing.
      if (isIcmpError(icmp.version, icmp.type) && icmp.type !== 5 && forward)
        hear(talk, key, { kind: "refused", ip: headers.source ?? "", what: icmpWords(icmp) });
      return;
    }
    if (tcp) {
      if (forward && tcp.syn) ask(talk, `${clientPort}/${tcp.sequence}`, sighting);
      const asked = `${clientPort}/${(tcp.acknowledges + 0xffff_ffff) % 0x1_0000_0000}`;
      if (!forward && tcp.syn) hear(talk, asked, { kind: "answered" });
      if (!forward && tcp.rst) hear(talk, asked, { kind: "refused", ip: headers.source ?? "", what: "RST" });
      return;
    }
    const key = icmp?.echo ?? String(clientPort);
    if (icmp && icmp.echo === undefined) return;
    if (forward) ask(talk, key, sighting);
    else hear(talk, key, { kind: "answered" });
  }
}

/** Linux gives who opens a connection a port from here on (`net.ipv4.ip_local_port_range`), unless somebody says otherwise. */
const lowestGiven = 32_768;

/** Which of two ports is likely the one that somebody serves on, where no SYN was seen; undefined where that does not tell. */
function servedPort(one: number, other: number): number | undefined {
  if (one >= lowestGiven === other >= lowestGiven) return undefined;
  return Math.min(one, other);
}

function ask(talk: Open, key: string, sighting: Sighting): void {
  const last = talk.attempts.get(key);
  if (!last || !last.atTarget || sighting.atTarget) talk.attempts.set(key, sighting);
}

function hear(talk: Open, key: string, answer: Answer): void {
  if (talk.heard.get(key)?.kind !== "answered") talk.heard.set(key, answer);
}

function protocolOf({ kind }: Headers): Talk["protocol"] {
  return kind === "tcp" ? "TCP" : kind === "udp" ? "UDP" : kind === "icmp" ? "ICMP" : "other";
}

function talkOf({ about, attempts, heard, there, back }: Open): Talk {
  const tries = [...attempts].map(([key, last]) => ({ last, answer: heard.get(key) }));
  const refusals = new Map<string, { readonly ip: string; readonly what: string; count: number }>();
  for (const { answer } of tries) {
    if (answer?.kind !== "refused") continue;
    const { ip, what } = answer;
    const refusal = refusals.get(`${ip} ${what}`) ?? { ip, what, count: 0 };
    refusal.count += 1;
    refusals.set(`${ip} ${what}`, refusal);
  }
  const unheard = tries.findLast(({ answer }) => answer === undefined)?.last;
  return {
    ...about,
    attempts: tries.length,
    answered: tries.filter(({ answer }) => answer?.kind === "answered").length,
    refused: tries.filter(({ answer }) => answer?.kind === "refused").length,
    refusals: [...refusals.values()].sort((one, other) => other.count - one.count),
    there: most(there),
    back: most(back),
    ...(unheard && { lastSeen: { node: unheard.node, device: unheard.device } }),
  };
}

/** What the place tells that saw most. */
function most(places: ReadonlyMap<string, Counting>): PacketCounts {
  const all = [...places.values()].map(({ now }) => now).sort((one, other) => other.packets - one.packets);
  return all[0] ?? new Counting(() => false).now;
}

const total = ({ there, back }: Talk): number => there.packets + back.packets;

/** The words that the kernel's own messages are known by. */
function icmpWords({ version, type, code }: IcmpHeader): string {
  const words = version === 4 ? icmp4[`${type}/${code}`] : icmp6[`${type}/${code}`];
  return words ?? (isTimeExceeded(version, type) ? "time exceeded" : `ICMP type ${type} code ${code}`);
}

const isTimeExceeded = (version: 4 | 6, type: number): boolean => type === (version === 4 ? 11 : 3);

const icmp4: Readonly<Record<string, string>> = {
  "3/0": "net unreachable",
  "3/1": "host unreachable",
  "3/2": "protocol unreachable",
  "3/3": "port unreachable",
  "3/4": "packet too big",
  "3/9": "admin prohibited",
  "3/10": "admin prohibited",
  "3/13": "admin prohibited",
};

const icmp6: Readonly<Record<string, string>> = {
  "1/0": "net unreachable",
  "1/1": "admin prohibited",
  "1/3": "host unreachable",
  "1/4": "port unreachable",
  "1/5": "admin prohibited",
  "1/6": "admin prohibited",
  "2/0": "packet too big",
};
