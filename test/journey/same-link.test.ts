import { expect, test } from "vitest";
import type { Node } from "../../src/model/kubernetes.ts";
import type { ClusterSnapshot } from "../../src/model/snapshot.ts";
import type { Address } from "../../src/netstack/seen/addresses.ts";
import { defaultRules } from "../../src/netstack/kernel/route-lookup.ts";
import type { Route } from "../../src/netstack/seen/routes.ts";
import { EvidenceIndex } from "../../src/probes/evidence-index.ts";
import { sameLink } from "../../src/gates/same-link.ts";
import type { Leg } from "../../src/journey/way/leg.ts";
import type { Stack } from "../../src/journey/machine/stack.ts";
import { emptySnapshot } from "../empty-snapshot.ts";

const notAsked = { notSeen: { why: "not-asked", detail: "not asked", next: "none" } } as const;

/** A node with one card, its connected route as the kernel makes it, and perhaps a gateway: `10.0.0.5/24`. */
function stack(range: string, gateway?: string): Stack {
  const [ip = "", length = ""] = range.split("/");
  const address: Address = {
    device: "eth0",
    deviceIndex: 2,
    family: 4,
    ip,
    prefixLength: Number(length),
    scope: "global",
    tentative: false,
    duplicate: false,
  };
  const route = (destination: string, via?: string): Route => ({
    family: 4,
    table: "main",
    type: "unicast",
    destination,
    metric: 0,
    nextHops: [{ device: "eth0", weight: 1, flags: [], ...(via === undefined ? {} : { gateway: via }) }],
  });
  return {
    links: { seen: [] },
    addresses: { seen: [address] },
    routes: {
      seen: [
        ...(length === "32" ? [] : [route(range)]),
        ...(gateway === undefined ? [] : [route("0.0.0.0/0", gateway)]),
      ],
    },
    rules: { seen: defaultRules },
    neighbours: notAsked,
    fdb: notAsked,
  };
}

function leg(sender: Stack, receiver: Stack): Leg {
  const destination = receiver.addresses.seen?.[0]?.ip ?? "";
  const source = sender.addresses.seen?.[0]?.ip ?? "";
  return {
    answers: false,
    sender: "a",
    receiver: "b",
    family: 4,
    source,
    destination,
    lookup: notAsked,
    tunnel: { seen: undefined },
    atSender: sender,
    atReceiver: receiver,
  };
}

function node(name: string, range: string): Node {
  return {
    kind: "Node",
    metadata: { name, uid: name, annotations: { "projectcalico.org/IPv4Address": range } },
    status: { addresses: [{ type: "InternalIP", address: range.split("/")[0] ?? "" }] },
  };
}

function judged(sender: [string, string?], receiver: [string, string?], third = "10.0.0.7/24") {
  const nodes = [node("a", sender[0]), node("b", receiver[0]), node("c", third)];
  const snapshot: ClusterSnapshot = {
    ...emptySnapshot,
    nodes,
  };
  return sameLink(leg(stack(...sender), stack(...receiver)), snapshot, new EvidenceIndex([]));
}

test("a node whose /32 leaves it without a route to the other is the odd one", () => {
  const gate = judged(["10.0.0.5/24", "10.0.0.1"], ["10.0.0.6/32"]);
  expect(gate).toMatchObject({
    says: "stops",
    stop: {
      odd: { node: "b", sends: { how: "nowhere" } },
      straight: { node: "a" },
      others: ["c 10.0.0.7/24"],
    },
  });
});

test("a node whose range is too wide takes another behind a router to be on its link", () => {
  const gate = judged(["10.0.0.5/16", "10.0.0.1"], ["10.0.9.6/24", "10.0.9.1"]);
  expect(gate).toMatchObject({
    says: "stops",
    stop: {
      odd: { node: "a" },
      straight: { node: "a" },
      apart: { node: "b", sends: { gateway: "10.0.9.1" } },
    },
  });
});

test("where no other node is known, neither of the two is called the odd one", () => {
  expect(judged(["10.0.0.5/24"], ["10.0.0.6/32", "10.0.0.1"], "")).toMatchObject({
    says: "stops",
    stop: { odd: undefined, others: [] },
  });
});

test("a cloud that gives every node a /32 behind a gateway, and masks that differ without harm, are no dispute", () => {
  expect(judged(["10.0.0.5/32", "10.0.0.1"], ["10.0.0.6/32", "10.0.0.1"]).says).toBe("passes");
  expect(judged(["10.0.0.5/16", "10.0.0.1"], ["10.0.0.6/24", "10.0.0.1"]).says).toBe("passes");
  expect(judged(["10.0.0.5/24", "10.0.0.1"], ["10.0.9.6/24", "10.0.9.1"]).says).toBe("passes");
});

test("what was not read makes no dispute: without its rules nobody knows where a node sends", () => {
  const failed = { notSeen: { why: "failed", detail: "ip rule failed", next: "look by hand" } } as const;
  const snapshot = { pods: [], services: [], endpointSlices: [], namespaces: [], nodes: [], workloads: [] };
  const rest = { policies: [], notRead: [], asked: { from: [], to: [] } };
  for (const part of ["rules", "links", "routes", "addresses"] as const) {
    const way = leg(stack("10.0.0.5/24", "10.0.0.1"), { ...stack("10.0.0.6/32"), [part]: failed });
    const gate = sameLink(
      { ...way, destination: "10.0.0.6" },
      { ...snapshot, ...rest },
      new EvidenceIndex([]),
    );
    expect(gate).toEqual({ says: "not-known", why: "ip rule failed" });
  }
});
