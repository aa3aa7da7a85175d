/** Everything that was ever recorded, as what the mutations start from. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import type { CommandOutput, Evidence } from "../../src/model/evidence.ts";
import { ofTrixie, printed, replayed } from "../probes/output.ts";
import { envelopes, ip, pcapOf, tcp, udp } from "../traffic/packets.ts";
import { mutatedObject } from "./objects.ts";
import { mutatedText } from "./texts.ts";

const tests = join(import.meta.dirname, "..");

/** How often each property is tried: `few` in every run of the tests, NETDIAG_MUTATIONS when somebody has the time. */
export function tries(few: number): number {
  return Number(process.env["NETDIAG_MUTATIONS"] ?? few);
}

/** Tries are counted, not timed: a machine may be busy, and NETDIAG_MUTATIONS many. Milliseconds. */
export const patienceMs = 3_600_000;

/** What of a saved run is changed here; read without its schema, which is one of the doors that are tried. */
export interface RawRun {
  readonly snapshot: Readonly<Record<string, unknown>>;
  readonly evidence: readonly Evidence[];
}

/** Runs of the scenarios, and those of real clusters. */
export const runs: readonly { readonly name: string; readonly read: () => RawRun }[] = readdirSync(
  join(tests, "evidence"),
  { recursive: true, encoding: "utf8" },
)
  .filter((file) => file.endsWith(".json.gz"))
  .sort()
  .map((name) => ({ name, read: () => readRun(join(tests, "evidence", name)) }));

function readRun(path: string): RawRun {
  return JSON.parse(gunzipSync(readFileSync(path)).toString("utf8")) as RawRun;
}

/** Objects of the API as a real cluster gave them, of every kind. */
export function recordedObjects(): readonly Readonly<Record<string, unknown>>[] {
  const folder = join(tests, "fixtures", "real");
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".json"))
    .sort()
    .flatMap((file) => {
      const read = JSON.parse(readFileSync(join(folder, file), "utf8")) as Readonly<Record<string, unknown>>;
      return Array.isArray(read["items"]) ? (read["items"] as (typeof read)[]) : [read];
    })
    .filter((object) => typeof object["kind"] === "string" && "metadata" in object);
}

const ipvsRules = `-A -t 10.0.0.1:443 -s rr -p 10800
-a -t 10.0.0.1:443 -r 192.168.0.1:6443 -m -w 1
-A -u [fd00::a]:53 -s rr
-a -u [fd00::a]:53 -r [fd00::2]:53 -m -w 0
`;

/** Outputs that no run holds: of probes that are seldom or no longer run, and of another generation of tools. */
const elsewhere: Readonly<Record<string, () => readonly CommandOutput[]>> = {
  links: () => [ofTrixie("node1-ip-d-j-link"), replayed("ptp-node-links.json")],
  addresses: () => [ofTrixie("node1-ip-j-addr"), replayed("calico-pod-addresses.json")],
  "routes-v4": () => [ofTrixie("node1-ip-j-route-all"), replayed("many-routes-v4.json")],
  "routes-v6": () => [replayed("many-routes-v6.json")],
  "routing-rules-v4": () => [ofTrixie("node1-ip-j-rule"), replayed("many-rules-v4.json")],
  "routing-rules-v6": () => [replayed("rules-v6.json")],
  neighbours: () => [ofTrixie("node1-ip-j-neigh"), replayed("neighbours-incomplete.json")],
  fdb: () => [ofTrixie("node1-bridge-j-fdb"), replayed("vxlan-flood-fdb.json")],
  conntrack: () => [ofTrixie("node1-conntrack-L"), replayed("calico-node-conntrack.txt")],
  listeners: () => [ofTrixie("node1-ss-ltn"), replayed("node-listeners.txt")],
  "veth-peer": () => [ofTrixie("node1-pod-ingress-ethtool-S-eth0"), replayed("ethtool-veth.txt")],
  "iptables-nft-rules": () => [ofTrixie("node1-iptables-nft-save"), ofTrixie("node1-ip6tables-nft-save")],
  "nft-rules": () => [ofTrixie("node1-nft-j-list-ruleset")],
  ipsets: () => [ofTrixie("node1-ipset-save")],
  "icmp-echo": () =>
    ["ok", "none", "big-df", "dropped-by-policy"].map((how) => ofTrixie(`node1-pod-ingress-ping-${how}`)),
  "dns-lookup": () =>
    ["udp", "tcp", "nxdomain", "noserver"].map((how) => ofTrixie(`node1-pod-ingress-dig-${how}`)),
  "route-get": () => [ofTrixie("lab-route-get"), ofTrixie("lab-route-get-unreachable")],
  "conntrack-counters": () => [ofTrixie("lab-conntrack-counters")],
  ipvs: () => [printed(ipvsRules)],
  traffic: () => [printed(someTraffic, { stderr: "tcpdump: listening on any, link-type LINUX_SLL2\n" })],
  capture: () => [replayed("capture-vxlan.txt"), replayed("capture-icmp-errors.txt")],
};

const ends = { from: "10.0.0.1", to: "10.0.0.2" };
const someTraffic = pcapOf([
  { packet: ip(ends, 6, tcp({ from: 40_000, to: 9080 }, "S")) },
  {
    packet: envelopes.vxlan(
      { from: "172.30.0.11", to: "172.30.0.12" },
      ip(ends, 17, udp({ from: 5, to: 53 }, Buffer.alloc(20))),
    ),
  },
]).toString("base64");

/** Every output of every probe, each text once, by the probe's name. */
export function recordedOutputs(of: readonly RawRun[]): ReadonlyMap<string, readonly CommandOutput[]> {
  const outputs = new Map<string, Map<string, CommandOutput>>();
  const add = (probe: string, output: CommandOutput): void => {
    const known = outputs.get(probe) ?? new Map<string, CommandOutput>();
    outputs.set(probe, known.set(`${output.stdout}\n${output.stderr}`, output));
  };
  for (const { evidence } of of) for (const { probe, output } of evidence) if (output) add(probe, output);
  for (const [probe, more] of Object.entries(elsewhere)) for (const output of more()) add(probe, output);
  return new Map([...outputs].map(([probe, texts]) => [probe, [...texts.values()]]));
}

/** An output with its text changed: as text, and where it is JSON also as that; seldom how it ended as well. */
export function mutatedOutput(output: CommandOutput): fc.Arbitrary<CommandOutput> {
  const text = mutatedText(fc.constant(output.stdout));
  const json = parsedJson(output.stdout);
  const stdout =
    json === undefined
      ? text
      : fc.oneof(
          text,
          mutatedObject(fc.constant(json)).map((value) => JSON.stringify(value)),
        );
  const rest = fc.oneof(
    { weight: 4, arbitrary: fc.constant(output) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(0, 1, 2, 9, 124, null).map((exitCode) => ({ ...output, exitCode })),
    },
    {
      weight: 1,
      arbitrary: mutatedText(fc.constant(output.stderr)).map((stderr) => ({ ...output, stderr })),
    },
    { weight: 1, arbitrary: fc.constant({ ...output, truncated: true }) },
  );
  return fc.tuple(rest, stdout).map(([ended, said]) => ({ ...ended, stdout: said }));
}

function parsedJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
