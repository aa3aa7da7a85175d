/**
 * One packet or flow, as the kernel, a capture or a network plugin tells of it: hubble observe, cilium monitor, tcpdump, netfilter's
 * LOG, conntrack. Both ends stand in it.
 */
import type { Protocol } from "../../model/protocol.ts";
import type { SymptomKind } from "../../model/question.ts";
import { protocolOf } from "../words.ts";
import { endOfWord, objectEnd, type Reader, type Told } from "./told.ts";

interface Side {
  readonly host: string;
  readonly port?: number;
}

interface Flow {
  readonly at: number;
  readonly source: Side;
  readonly destination: Side;
  readonly protocol?: Protocol;
  readonly kind?: SymptomKind;
  /** What the plugin did with it. */
  readonly outcome?: Told["outcome"];
}

/** Linux takes ports of its own for calling from here on (net.ipv4.ip_local_port_range). */
const ownPorts = 32_768;

/** An answer goes to a port that a client took for itself. */
const isAnswer = ({ source, destination }: Flow): boolean =>
  source.port !== undefined &&
  destination.port !== undefined &&
  source.port < ownPorts &&
  destination.port >= ownPorts;

export function flowTold(flow: Flow): Told | undefined {
  const { at, kind } = flow;
  const [caller, called] = isAnswer(flow) ? [flow.destination, flow.source] : [flow.source, flow.destination];
  const from = sideEnd(caller);
  const to = sideEnd(called);
  if (!from || !to) return undefined;
  const protocol = flow.protocol === "TCP" ? undefined : flow.protocol;
  const port = flow.protocol === "ICMP" ? undefined : called.port;
  return {
    at,
    from: { target: from.target },
    to: {
      target: to.target,
      ...(port === undefined ? {} : { port }),
      ...(protocol === undefined ? {} : { protocol }),
    },
    ...(kind === undefined ? {} : { kind }),
    ...(flow.outcome === undefined ? {} : { outcome: flow.outcome }),
  };
}

/** `shop/web-0` is a pod here, whoever prints it. */
function sideEnd({ host }: Side): Told["to"] {
  const [namespace = "", name, ...more] = host.split("/");
  return name === undefined
    ? endOfWord(host)
    : more.length > 0
      ? undefined
      : objectEnd("pod", { namespace, name });
}

/** `10.0.0.1:80`, `[fd00::1]:80`, `shop/web-0:80`, and tcpdump's `10.0.0.1.80`. */
function sideOf(printed: string): Side {
  const [, host = printed, port] =
    /^(\[[0-9a-f:]{2,45}\]|[^:]{1,320}):(\d{1,5})$/i.exec(printed) ??
    /^((?:\d{1,3}\.){3}\d{1,3}|[0-9a-f]{0,4}:[0-9a-f:]{1,40})\.(\d{1,5})$/i.exec(printed) ??
    [];
  if (port === undefined && capturedName.test(printed)) {
    const at = printed.lastIndexOf(".");
    const named = printed.slice(at + 1).toLowerCase();
    const number = namedPorts.get(named) ?? Number(named);
    if (number > 0) return { host: printed.slice(0, at), port: number };
  }
  return { host: host.replace(/^\[|\]$/g, ""), ...(port === undefined ? {} : { port: Number(port) }) };
}

/** tcpdump without `-n`: `kube-dns.kube-system.svc.cluster.local.domain`. */
const capturedName = /^[a-z][a-z0-9.-]{0,252}\.[a-z0-9-]{1,15}$/i;
/** Of /etc/services, those that clusters use most. */
const namedPorts: ReadonlyMap<string, number> = new Map([
  ["domain", 53],
  ["http", 80],
  ["https", 443],
  ["ssh", 22],
  ["mysql", 3306],
  ["postgresql", 5432],
  ["redis", 6379],
  ["http-alt", 8080],
  ["webcache", 8080],
  ["amqp", 5672],
  ["ldap", 389],
  ["ldaps", 636],
]);

const transport = (said: string): Protocol | undefined =>
  protocolOf(said.replace(/v[46]$/i, "").toLowerCase());

/** `shop/web-0:51234 (ID:1234) -> data/pg-0:5432 (ID:5678) Policy denied DROPPED (TCP Flags: SYN)` */
const hubble =
  /(?<=\s|^)([a-z0-9[][a-z0-9.:[\]/-]{0,320}) (?:\([^)]{1,80}\) )?(?:->|<-|<>) ([a-z0-9[][a-z0-9.:[\]/-]{0,320}) (?:\([^)]{1,80}\) )?.{0,120}?\b(?:FORWARDED|DROPPED|DENIED|ERROR|AUDITED|AUDIT|REDIRECTED|ALLOWED|TRACED|TRANSLATED)\b(?: \((TCP|UDP|SCTP|ICMPv[46])?)?/i;

function ofHubble(line: string): Flow | undefined {
  const match = hubble.exec(line);
  if (!match) return undefined;
  const [whole, caller = "", called = "", said = ""] = match;
  // Of an answer hubble turns the arrow and not the names: who began stands first.
  const told = flow(match.index, caller, called, transport(said));
  return { ...told, outcome: letPass.test(whole) ? "passed" : "failed" };
}

const letPass = /\b(?:FORWARDED|ALLOWED|REDIRECTED|TRACED|TRANSLATED)\b/;
const verdict = /^(?:FORWARDED|DROPPED|DENIED|ERROR|AUDITED|AUDIT|REDIRECTED|ALLOWED|TRACED|TRANSLATED)$/;

/** hubble's table: TIMESTAMP, SOURCE, DESTINATION, TYPE, VERDICT, SUMMARY, with two spaces or more between. */
function ofTable(line: string): Flow | undefined {
  const columns = line.split(/ {2,}|\t/);
  const at = columns.findIndex((column) => verdict.test(column));
  const [, source = "", destination = ""] = columns;
  if (at < 3 || !/^[a-z0-9[]\S*:\d{1,5}$/i.test(source) || !/^[a-z0-9[]\S*:\d{1,5}$/i.test(destination))
    return undefined;
  const told = flow(
    line.indexOf(source),
    source,
    destination,
    transport(columns[at + 1]?.split(" ")[0] ?? ""),
  );
  const answers = /SYN, ACK|\bRST\b/.test(columns[at + 1] ?? "");
  const turned = answers ? { ...told, source: told.destination, destination: told.source } : told;
  return { ...turned, outcome: letPass.test(columns[at] ?? "") ? "passed" : "failed" };
}

/** cilium monitor: `… identity 24009->world: 10.244.3.30:55462 -> 1.1.1.1:80 tcp SYN` */
const monitor = /(?<=\s)([0-9a-f.:[\]]{2,60}) -> ([0-9a-f.:[\]]{2,60}) (tcp|udp|sctp|icmp|icmpv6)\b/i;
/** `drop: Policy denied (L3) ( 10.10.1.209:58903) => (kube-system/coredns-779f-2s4df 10.10.1.182:53)` */
const named =
  /\b(drop|trace): [^=\n]{0,120}\((?:\S{1,200})? ?([0-9a-f.:[\]]{2,60})\) => \((?:\S{1,200})? ?([0-9a-f.:[\]]{2,60})\)/i;

function ofMonitor(line: string): Flow | undefined {
  const match = monitor.exec(line);
  const [, source = "", destination = "", said = ""] = match ?? [];
  if (match) return flow(match.index, source, destination, transport(said));
  const [, how, caller = "", called = ""] = named.exec(line) ?? [];
  if (how === undefined) return undefined;
  return { ...flow(0, caller, called, undefined), outcome: how === "trace" ? "passed" : "failed" };
}

/** `17:31:08.094903 IP 10.244.2.98.56726 > 10.101.122.233.9180: Flags [S], seq …` */
const captured =
  /(?:^|\sIP6? (?:\([^)]{1,200}\) ?)?|^IP6? |, length \d{1,6}: )([0-9a-z_.:-]{3,300}) > ([0-9a-z_.:-]{3,300}): ((?:Flags|ICMP6?|UDP|\d{1,6}[+*%$-]{0,3} |\[).{0,200})/i;
/** A host on the way tells the caller: it stands last in its own packet, and whom it called in the message. */
const toldUnreachable = /^ICMP (?:host |net )?([0-9a-f.:]{3,45}) (?:(tcp|udp) port (\d{1,5}) )?unreachable/i;

function ofCapture(line: string): Flow | undefined {
  const match = captured.exec(line);
  if (!match) return undefined;
  const [, source = "", destination = "", said = ""] = match;
  const gone = toldUnreachable.exec(said);
  if (gone) {
    const [, host = "", protocol = "", port] = gone;
    const named = transport(protocol);
    return {
      at: match.index,
      source: sideOf(destination),
      destination: { host, ...(port === undefined ? {} : { port: Number(port) }) },
      ...(named === undefined ? {} : { protocol: named }),
      kind: port === undefined ? "unreachable" : "refused",
    };
  }
  const protocol = /^ICMP/.test(said) ? "ICMP" : /^Flags /.test(said) ? "TCP" : "UDP";
  const own = flow(match.index, source, destination, protocol);
  // Who is named first in an echo reply, or takes a connection (SYN and ACK), was called.
  if (/^ICMP6?,? echo reply|^Flags \[S\.\]/.test(said))
    return { ...own, source: own.destination, destination: own.source };
  return /^Flags \[R/.test(said) && isAnswer(own) ? { ...own, kind: "refused" } : own;
}

/** netfilter's LOG: `IN=cali1 OUT=eth0 SRC=10.0.0.1 DST=10.0.0.2 … PROTO=TCP SPT=43218 DPT=5432`; conntrack: `src= dst= sport= dport=` */
const field = (names: string): RegExp =>
  new RegExp(`(?:^|[\\s,;:{])(?:${names})=["']?([0-9a-z.:[\\]]{1,60})`, "i");
const sourceField = field(
  "src|srcip|src_ip|saddr|source_ip|src\\.addr|client\\.addr|peer\\.addr|source\\.(?:ip|address)",
);
const destinationField = field(
  "dst|dstip|dst_ip|daddr|dest_ip|destination_ip|dst\\.addr|target\\.addr|proxy\\{addr|destination\\.(?:ip|address)",
);
const sourcePort = field("spt|sport|srcport|src_port|source_port");
const destinationPort = field("dpt|dport|dstport|dst_port|dest_port|destination_port");
const protocolField = field("proto|protocol");

function ofFields(line: string): Flow | undefined {
  const source = sourceField.exec(line);
  const destination = destinationField.exec(line);
  if (!source || !destination) return undefined;
  const [from, to] = [sourcePort, destinationPort].map((says) => Number(says.exec(line)?.[1]));
  const said = protocolField.exec(line)?.[1] ?? /^\s{0,8}(tcp|udp|sctp|icmp)\b/i.exec(line)?.[1];
  const protocol = said === undefined ? undefined : transport(said);
  return {
    at: source.index,
    source: { ...sideOf(source[1] ?? ""), ...(from ? { port: from } : {}) },
    destination: { ...sideOf(destination[1] ?? ""), ...(to ? { port: to } : {}) },
    ...(protocol === undefined ? {} : { protocol }),
  };
}

function flow(at: number, source: string, destination: string, protocol: Protocol | undefined): Flow {
  return {
    at,
    source: sideOf(source),
    destination: sideOf(destination),
    ...(protocol === undefined ? {} : { protocol }),
  };
}

export const flows: Reader = {
  name: "flows",
  read: (line) => {
    const told = ofHubble(line) ?? ofTable(line) ?? ofMonitor(line) ?? ofCapture(line) ?? ofFields(line);
    return told && flowTold(told);
  },
};
