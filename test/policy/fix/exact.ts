/** What a suggested change says that it opens and closes, against every flow of the small world asked by itself. */
import ipaddr from "ipaddr.js";
import { expect } from "vitest";
import { parseAllDocuments } from "yaml";
import {
  compile,
  evaluate,
  explain,
  type KubernetesObject,
  type PolicyEnd,
  type PolicyFlow,
  type Suggestion,
} from "../../../src/policy/index.ts";
import { decisivePorts } from "../arbitrary.ts";

/** In blocks that the random policies name, in smaller ones inside them, beside them, and far from all. */
const outside = [
  ...["203.0.113.5", "8.8.8.8", "10.1.0.200", "10.1.9.9", "10.3.0.77"],
  ...["2001:db8::5", "fd00:1:0:1::9", "fd00:2::9", "fd00:9::9"],
];

const parsed = new Map<string, ReturnType<typeof ipaddr.process>>();
function addressOf(text: string): ReturnType<typeof ipaddr.process> {
  const known = parsed.get(text) ?? ipaddr.process(text);
  parsed.set(text, known);
  return known;
}

const blockText = /"((?:\d{1,3}\.){3}\d{1,3}(?:\/\d{1,2})?|[0-9a-f]*:[0-9a-f:]*\/\d{1,3})"/g;

/** The network of a block, as one spelling: host bits may be set in the text. */
function networkText(written: string): string {
  const block = written.includes("/") ? written : `${written}/32`;
  const [address = "", prefix = ""] = block.split("/");
  const one = addressOf(address).kind() === "ipv4" ? ipaddr.IPv4 : ipaddr.IPv6;
  return `${one.networkAddressFromCIDR(block).toString()}/${prefix}`;
}

/** The blocks that decide about one address and a pod of this namespace: written in its policies or in cluster-wide objects. */
function blocksFor(objects: readonly KubernetesObject[], namespace: string, all: boolean): string[] {
  const written = objects
    .filter((object) => {
      const { namespace: where } = object["metadata"] as { namespace?: string };
      return all || where === undefined || where === namespace || /NetworkSet$/.test(object.kind);
    })
    .flatMap((object) => [...JSON.stringify(object).matchAll(blockText)].map(([, block = ""]) => block));
  return [...new Set(written.map(networkText))].filter((block) => !block.endsWith("/0"));
}

/** A pod's application, the asked address itself, or the smallest block around it; then the other blocks around it. */
function namesOf(end: PolicyEnd, blocks: readonly string[], asked: ReadonlySet<string>): string[] {
  if (end.pod) {
    const { namespace = "", name, labels } = end.pod.metadata;
    return [`${namespace}/${labels?.["app"] ?? name}`];
  }
  const ip = end.ip ?? "";
  if (asked.has(ip)) return [ip];
  const address = addressOf(ip);
  const around = blocks
    .map((block) => ({ block, cidr: ipaddr.parseCIDR(block) }))
    .filter(({ cidr: [network, bits] }) => network.kind() === address.kind() && address.match(network, bits))
    .sort((one, other) => other.cidr[1] - one.cidr[1]);
  return [
    ...around.map(({ block }) => `addresses in ${block}`),
    address.kind() === "ipv4" ? "elsewhere outside" : "elsewhere outside by IPv6",
  ];
}

const nameInLine = (name: string): string =>
  name.startsWith("addresses in ") ? `addresses in ${networkText(name.slice("addresses in ".length))}` : name;

interface Claim {
  readonly from: string;
  readonly to: string;
  readonly ports: readonly string[];
}

/** `a/b (2 pods) → addresses in 10.0.0.0/8 on TCP 80-90, every UDP port` */
function claimOf(line: string): Claim {
  const [, from = "", to = "", ports = ""] =
    /^(.+?)(?: \(\d+ pods\))? → (.+?)(?: \(\d+ pods\))? on (.+)$/.exec(line) ?? [];
  return { from: nameInLine(from), to: nameInLine(to), ports: ports.split(", ") };
}

function speaksOf({ ports }: Claim, { protocol, port }: PolicyFlow): boolean {
  return ports.some((text) => {
    if (text === "ICMP") return protocol === "ICMP";
    if (text === `every ${protocol} port`) return true;
    const [said, range = ""] = text.split(" ");
    const [first, last = first] = range.split("-").map(Number);
    return protocol === said && (first ?? 0) <= port && port <= (last ?? 0);
  });
}

interface Told {
  readonly flow: PolicyFlow;
  /** Names, the narrowest first: of two blocks around an address the smaller may decide nothing here. */
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly opened: boolean;
  readonly closed: boolean;
}

const keyOf = ({ from, to, flow }: Told): string =>
  `${from[0] ?? ""} → ${to[0] ?? ""} on ${flow.protocol} ${flow.port}`;

/** Every flow is in a line when it changed; no line speaks of a group and port of which no flow changed. */
function expectSaid(
  lines: readonly string[],
  told: readonly Told[],
  changed: (one: Told) => boolean,
  what: string,
): void {
  const claims = lines.map(claimOf);
  const isClaimed = ({ from, to, flow }: Told): boolean =>
    claims.some((claim) => from.includes(claim.from) && to.includes(claim.to) && speaksOf(claim, flow));
  const isNamed = ({ from, to, flow }: Told): boolean =>
    claims.some((claim) => from[0] === claim.from && to[0] === claim.to && speaksOf(claim, flow));
  const happened = new Set(told.filter(changed).map(keyOf));
  const unsaid = told.filter((one) => changed(one) && !isClaimed(one)).map(keyOf);
  const untrue = told.filter((one) => isNamed(one) && !happened.has(keyOf(one))).map(keyOf);
  expect(
    { unsaid: [...new Set(unsaid)], untrue: [...new Set(untrue)] },
    `${what}\n${lines.join("\n")}`,
  ).toEqual({
    unsaid: [],
    untrue: [],
  });
}

/** The suggestion opens the flow, and lists exactly what else it opens and closes among the pods and addresses outside. */
export function expectExact(
  suggestion: Extract<Suggestion, { result: "change" }>,
  flow: PolicyFlow,
  objectsBefore: readonly KubernetesObject[],
): void {
  const objects = parseAllDocuments(suggestion.yaml).map((document) => document.toJS() as KubernetesObject);
  const all = [...objectsBefore, ...objects];
  const [before, after] = [compile(objectsBefore), compile(all)];
  expect(after.problems).toEqual(before.problems);
  expect(explain(after, flow).verdict).toBe("allow");
  const asked = new Set([flow.from, flow.to].flatMap(({ pod, ip }) => (pod || ip === undefined ? [] : [ip])));
  const isWide = suggestion.changes.some(({ object }) => object.namespace === undefined);
  const pods = [...before.inventory.pods.values()].flatMap((pod) =>
    (pod.status?.podIPs ?? []).map(({ ip }) => ({ pod, ip })),
  );
  const namespaces = new Set(pods.map(({ pod }) => pod.metadata.namespace ?? ""));
  const blocks = new Map([...namespaces].map((name) => [name, blocksFor(all, name, isWide)]));
  const near = [flow.port - 1, flow.port, flow.port + 1].filter((port) => port > 0);
  const towards = [
    ...decisivePorts,
    ...near.map((port) => ({ protocol: flow.protocol, port })),
    { protocol: "ICMP" as const, port: 0 },
  ];
  const known = new Map<string, string[]>();
  const named = (end: PolicyEnd, where: string): string[] => {
    const key = `${where} ${end.ip ?? ""}`;
    const names = known.get(key) ?? namesOf(end, blocks.get(where) ?? [], asked);
    known.set(key, names);
    return names;
  };
  const told = [false, true].flatMap((six): Told[] => {
    const isOfFamily = (ip: string): boolean => ip.includes(":") === six;
    const inside = pods.filter(({ ip }) => isOfFamily(ip));
    const strangers = [...new Set([...outside, ...asked])].filter(
      (ip) => isOfFamily(ip) && !inside.some((pod) => pod.ip === ip),
    );
    const ends: PolicyEnd[] = [...inside, ...strangers.map((ip) => ({ ip }))];
    return ends.flatMap((from) =>
      ends
        .filter((to) => to !== from && (from.pod ?? to.pod))
        .flatMap((to): Told[] => {
          const where = (from.pod ?? to.pod)?.metadata.namespace ?? "";
          const names = { from: named(from, where), to: named(to, where) };
          return towards.map((one): Told => {
            const asking: PolicyFlow = { from, to, ...one };
            const [was, is] = [evaluate(before, asking) === "allow", evaluate(after, asking) === "allow"];
            return { flow: asking, ...names, opened: is && !was, closed: was && !is };
          });
        }),
    );
  });
  expectSaid([...suggestion.opens, ...suggestion.alsoOpens], told, ({ opened }) => opened, "opens");
  expectSaid(suggestion.alsoCloses, told, ({ closed }) => closed, "closes");
  const mayClose: readonly string[] = ["correct", "widen-peer", "overrule"];
  if (suggestion.changes.every(({ action }) => !mayClose.includes(action)))
    expect(suggestion.alsoCloses).toEqual([]);
}
