import type { PolicyObject } from "../../model/kubernetes.ts";
import type { ClusterSnapshot } from "../../model/snapshot.ts";
import type { Drop } from "./drop.ts";

/** Felix's chains of a host endpoint: `f` for what comes from the interface, `t` for what goes to it, `fw` for what is only forwarded. */
const chainShape = /(?:^|-)cali-([ft])h(?:fw)?-(.+)$/;
/** Its name for the endpoint of all interfaces at once. */
const everyInterface = "any-interface-at-all";

/** A host endpoint of Calico on whose rules packets ended. */
export interface Guard {
  /** As its chain names it; `*` for every interface of the node. */
  readonly device: string;
  readonly comingIn: boolean;
  /** Undefined where the objects were not read, or none of them fits. */
  readonly endpoint?: PolicyObject;
}

/** The host endpoint whose rules stop a packet on a node; undefined where other rules do. */
export function guardOf(drop: Drop, node: string, snapshot: ClusterSnapshot): Guard | undefined {
  const trail = [...(drop.way?.walk.trail ?? []), ...(drop.rule ? [drop.rule] : [])];
  const chain = trail.findLast((rule) => chainShape.test(rule.chain))?.chain;
  const [, letter, name] = chainShape.exec(chain ?? "") ?? [];
  if (letter === undefined || name === undefined) return undefined;
  const device = name === everyInterface ? "*" : name;
  const endpoint = snapshot.policyReferences?.find(
    (object) =>
      object.kind === "HostEndpoint" &&
      object.spec?.["node"] === node &&
      [device, undefined].some((one) => object.spec?.["interfaceName"] === one),
  );
  return { device, comingIn: letter === "f", ...(endpoint ? { endpoint } : {}) };
}
