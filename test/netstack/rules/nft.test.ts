import { describe, expect, test } from "vitest";
import { NotNftJson, parseNftJson } from "../../../src/netstack/nft/json.ts";
import type { PacketState } from "../../../src/netstack/rules/packet-state.ts";
import { walked } from "./load.ts";

const inet = { family: "inet", table: "t" };
const chain = (name: string, more = {}) => ({ chain: { ...inet, name, ...more } });
const base = chain("f", { type: "filter", hook: "forward", prio: 0, policy: "accept" });
const read = (...objects: object[]) =>
  parseNftJson(JSON.stringify({ nftables: [{ table: { family: "inet", name: "t" } }, base, ...objects] }));
const rule = (...expr: object[]) => ({ rule: { ...inet, chain: "f", handle: 1, expr } });
const drop = { drop: null };
const match = (op: string, left: object, right: unknown) => ({ match: { op, left, right } });
const payload = (protocol: string, field: string) => ({ payload: { protocol, field } });

/** Only what the kernel test cannot send: other families, doubt, versions of the JSON. */
describe("a rule that drops what it matches", () => {
  test.each<[string, object, Partial<PacketState>, string]>([
    ["rate limits", { limit: { rate: 10, per: "second" } }, {}, "undecided"],
    ["connection counts", { "ct count": { val: 20, inv: true } }, {}, "undecided"],
    ["sockets", match("==", { socket: { key: "transparent" } }, 1), {}, "undecided"],
    ["unknown marks", match("==", { meta: { key: "mark" } }, 1), { mark: undefined }, "undecided"],
    ["numgen", match("<", { numgen: { mode: "random", mod: 10, offset: 0 } }, 3), {}, "undecided"],
    ["an IPv6 address of an IPv4 packet", match("!=", payload("ip6", "saddr"), "fd00::1"), {}, "accept"],
    ["flags of UDP", match("!", payload("tcp", "flags"), "syn"), { protocol: "UDP" }, "accept"],
    ["syn flags", match("==", { "&": [payload("tcp", "flags"), ["syn", "ack"]] }, "syn"), {}, "drop"],
    [
      "syn flags with or",
      match("==", { "&": [payload("tcp", "flags"), { "|": ["syn", "ack"] }] }, "syn"),
      {},
      "drop",
    ],
    ["any of these flags", match("in", payload("tcp", "flags"), ["rst", "fin"]), {}, "accept"],
    ["fragments", match("==", { exthdr: { name: "frag" } }, true), {}, "accept"],
    [
      "icmp types",
      match("==", payload("icmp", "type"), { set: ["echo-request", 3] }),
      { protocol: "ICMP", icmpType: 8 },
      "drop",
    ],
    ["a link-layer address", match("==", payload("ether", "saddr"), "00:11:22:33:44:55"), {}, "undecided"],
    ["iptables extensions", { xt: { type: "match", name: "rpfilter" } }, {}, "undecided"],
    ["iptables comments", { xt: { type: "match", name: "comment" } }, {}, "drop"],
    ["a statement of a later version", { frobnicate: { hard: true } }, {}, "undecided"],
  ])("%s", (_, expression, packet, verdict) => {
    expect(walked(read(rule(expression, drop)), packet).verdict).toBe(verdict);
  });
});

test.each([false, "0", 0, "missing"])("a reverse path that is missing, written as %j", (right) => {
  for (const result of ["oif", "oifname", "check"]) {
    const ruleset = read(rule(match("==", { fib: { result, flags: ["saddr", "iif"] } }, right), drop));
    expect(walked(ruleset, {}, { rpfilterPasses: false }).verdict).toBe("drop");
    expect(walked(ruleset, {}, { rpfilterPasses: true }).verdict).toBe("accept");
    expect(walked(ruleset).verdict).toBe("undecided");
  }
});

test("a numgen map sends each share of the packets its own way", () => {
  const vmap = {
    vmap: {
      key: { numgen: { mode: "inc", mod: 4, offset: 0 } },
      data: {
        set: [
          [{ range: [0, 2] }, { accept: null }],
          [3, { drop: null }],
        ],
      },
    },
  };
  const walk = walked(read(rule(vmap)));
  expect(walk.verdict).toBe("undecided");
  expect(walk.ways.map(({ to, probability }) => [to, probability])).toEqual([
    ["accept", 0.75],
    ["drop", 0.25],
  ]);
});

test("the widest element of a map is its catch-all, used when no other fits", () => {
  const map = {
    map: {
      ...inet,
      name: "m",
      type: "ipv4_addr",
      map: "verdict",
      elem: [
        ["10.0.0.1", { accept: null }],
        ["*", { drop: null }],
      ],
    },
  };
  const ruleset = read(map, rule({ vmap: { key: payload("ip", "saddr"), data: "@m" } }));
  expect(walked(ruleset).verdict).toBe("accept");
  expect(walked(ruleset, { source: "10.0.0.9" }).verdict).toBe("drop");
});

test("elements with timeouts and comments are members like others", () => {
  const set = {
    set: {
      ...inet,
      name: "s",
      type: "ipv4_addr",
      elem: [{ elem: { val: "10.0.0.1", timeout: 60, expires: 59 } }],
    },
  };
  const ruleset = read(set, rule(match("==", payload("ip", "saddr"), "@s"), drop));
  expect(walked(ruleset).verdict).toBe("drop");
  expect(ruleset.sets.get("inet t s")?.elements).toMatchObject([{ timeout: 60 }]);
});

test("a set that was not listed leaves its rule undecided", () => {
  expect(walked(read(rule(match("==", payload("ip", "saddr"), "@gone"), drop))).verdict).toBe("undecided");
});

test("an element that is not understood makes the set doubtful only for what no other element holds", () => {
  const set = { set: { ...inet, name: "s", type: "ipv4_addr", elem: ["10.0.0.1", { frobnicate: 1 }] } };
  const ruleset = read(set, rule(match("==", payload("ip", "saddr"), "@s"), drop));
  expect(walked(ruleset).verdict).toBe("drop");
  expect(walked(ruleset, { source: "10.0.0.9" }).verdict).toBe("undecided");
});

test("ingress chains concern their own devices; where nft does not tell them, any", () => {
  const ingressChain = (dev?: string) => ({
    chain: {
      family: "netdev",
      table: "t",
      name: "i",
      type: "filter",
      hook: "ingress",
      prio: 0,
      policy: "drop",
      ...(dev !== undefined && { dev }),
    },
  });
  const nftText = (object: object) => JSON.stringify({ nftables: [object] });
  const ingress = (dev?: string) => parseNftJson(nftText(ingressChain(dev)));
  expect(walked(ingress("eth0"), {}, {}, "ingress").verdict).toBe("drop");
  expect(walked(ingress("eth9"), {}, {}, "ingress").verdict).toBe("accept");
  expect(walked(ingress(), {}, {}, "ingress").verdict).toBe("undecided");
  const told = parseNftJson(`${nftText(ingressChain())}\n# netdiag: devices netdev t i  eth0  eth1 \n`);
  expect(walked(told, {}, {}, "ingress").verdict).toBe("drop");
  expect(walked(told, { iif: "eth2" }, {}, "ingress").verdict).toBe("accept");
});

test("text that is not nft's is refused, an empty answer is an empty ruleset", () => {
  expect(() => parseNftJson("table ip filter {")).toThrow(NotNftJson);
  expect(() => parseNftJson('{"other": []}')).toThrow(NotNftJson);
  expect(parseNftJson('{"nftables": [{"metainfo": {"version": "1.0.6"}}]}').chains).toEqual([]);
  expect(parseNftJson("# netdiag: could not list table ip x\n").hidden).toEqual(["ip x"]);
});
