/** What is wrong with a pod's veth, told from its two ends. */
import { expect, test } from "vitest";
import { defectOf, isReachedInside } from "../../src/gates/pod-wire.ts";
import type { PodWire } from "../../src/journey/machine/wire.ts";
import { link } from "./between-nodes.ts";

const inside = link("eth0", "aa:00:00:00:00:01", { kind: "veth" });
const outside = link("cali62954f4181b", "ee:ee:ee:ee:ee:ee", { kind: "veth" });
const down = { up: false, carrier: false, operstate: "DOWN", flags: [] };

const whole: PodWire = {
  ip: "10.1.3.4",
  podLink: inside,
  nodeLink: outside,
  peer: 7,
  master: undefined,
  others: [inside],
  routedTo: outside.name,
};

test("a wire whose ends are both up carries packets", () => {
  expect(defectOf(whole)).toBeUndefined();
});

test("the pod's end that is down is told before the node's", () => {
  const podLink = { ...inside, ...down };
  expect(defectOf({ ...whole, podLink, nodeLink: { ...outside, ...down } })?.is).toBe("pod-end-down");
});

test("a veth whose other end no interface of the node is has lost it", () => {
  expect(defectOf({ ...whole, nodeLink: undefined })).toMatchObject({ is: "node-end-gone", peer: 7 });
});

test("where nothing tells which interface is the other end, none is missed", () => {
  expect(defectOf({ ...whole, nodeLink: undefined, peer: undefined })).toBeUndefined();
});

test("an end that the node routes to must not be a port of something else", () => {
  expect(defectOf({ ...whole, nodeLink: { ...outside, master: "br0" } })).toMatchObject({
    is: "enslaved",
    master: "br0",
  });
});

test("a port of a bridge that the node routes to is how bridge plugins do it", () => {
  expect(defectOf({ ...whole, nodeLink: { ...outside, master: "cni0" }, routedTo: "cni0" })).toBeUndefined();
});

test("a pod that was given no address of this family misses none", () => {
  expect(defectOf({ ...whole, ip: "", podLink: undefined })).toBeUndefined();
});

test("a pod that lost its address is reached inside as long as its interface runs", () => {
  const reached = (others: PodWire["others"]): boolean => {
    const defect = defectOf({ ...whole, podLink: undefined, others });
    return defect !== undefined && isReachedInside(defect);
  };
  expect(reached([inside])).toBe(true);
  expect(reached([{ ...inside, ...down }])).toBe(false);
});

test("an end of a veth with ARP off is told, whichever it is, and that of another kind of interface is not", () => {
  const off = { flags: ["BROADCAST", "NOARP", "UP", "LOWER_UP"] };
  expect(defectOf({ ...whole, podLink: { ...inside, ...off } })).toMatchObject({ is: "arp-off" });
  expect(defectOf({ ...whole, nodeLink: { ...outside, ...off } })).toMatchObject({
    end: { name: outside.name },
  });
  expect(defectOf({ ...whole, podLink: { ...inside, ...off, kind: "ipvlan" } })).toBeUndefined();
});
