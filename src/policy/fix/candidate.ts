import type { ObjectRef } from "../../model/kubernetes.ts";
import type { Inventory } from "../input/inventory.ts";
import type { Asked } from "../verdict/decide.ts";
import type { End } from "../match/ends.ts";
import type { JsonPatch } from "./json-patch.ts";
import type { Manifest, PeerManifest, PortManifest } from "./manifest.ts";

/** A change that could let a denied direction through. */
export interface Candidate {
  readonly action: "correct" | "add-port" | "add-peer" | "add-rule" | "new-policy";
  readonly object: ObjectRef;
  readonly summary: string;
  /** For `kubectl patch --type=json`; absent for a new policy. */
  readonly patch?: readonly JsonPatch[];
  /** The whole object after the change. */
  readonly manifest: Manifest;
  /** How much wider than the flow it is by its form alone, whatever pods are known. */
  readonly slack: number;
}

/** What every change needs to know: the end the policy selects, the other end, and both as narrow as can be. */
export interface Wanted {
  readonly inventory: Inventory;
  readonly asked: Asked;
  readonly subject: End;
  readonly other: End;
  readonly peer: PeerManifest;
  /** Undefined for ICMP, which only a rule without ports admits. */
  readonly port: PortManifest | undefined;
}
