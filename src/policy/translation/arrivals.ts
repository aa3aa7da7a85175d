/** With which addresses packets arrive at their target: a node that translates a destination may put its own in place of the sender's. */
import type { Node } from "../../model/kubernetes.ts";
import { parseAddress, type Address } from "../cidr.ts";
import { everyNodeIp, type Inventory } from "../objects/inventory.ts";
import type { End, PolicyEnd } from "../match/ends.ts";
import { keepsSender, type Behind } from "./asked-address.ts";

/** Somebody of the cluster's nodes; undefined: none of the objects says which. */
type SomeNode = Node | undefined;

/** A node under each address that its packets may have. */
function nodeEnds(node: SomeNode, family: ReturnType<Address["kind"]> | undefined): PolicyEnd[] {
  if (!node) return [{ isNode: true, name: "a node" }];
  const { name } = node.metadata;
  return everyNodeIp(node)
    .filter((ip) => family === undefined || parseAddress(ip)?.kind() === family)
    .map((ip) => ({ ip, name, isNode: true }));
}

function nodeOf({ nodeName }: End, { nodes }: Inventory): SomeNode {
  return nodeName === undefined ? undefined : nodes.get(nodeName);
}

/** As it was named, and looked up. */
export interface Sender {
  readonly given: PolicyEnd;
  readonly end: End;
}

/** A node picks one of its addresses by the way that the packets take, unless one was asked about. */
function ofHost({ given, end }: Sender, to: End, inventory: Inventory): readonly PolicyEnd[] | undefined {
  const node = nodeOf(end, inventory);
  if (!node || node === nodeOf(to, inventory) || !(given.pod ?? given.isNode)) return undefined;
  const ends = nodeEnds(node, to.address?.kind()).map((one) => (given.pod ? { ...given, ...one } : one));
  return ends.length > 1 ? ends : undefined;
}

/**
 * Who may put its own address in place of the sender's: kube-proxy masks the sender of what comes to a node port, an external IP or a load balancer's address, unless the Service's
 * externalTrafficPolicy is Local. Other implementations may keep it, so that the sender's own is always one of those that may be.
 */
function translating(from: End, behind: Behind | undefined, inventory: Inventory): readonly SomeNode[] {
  const own: SomeNode = from.pod && nodeOf(from, inventory);
  const isPod = from.pod !== undefined;
  // On its way to an address of another node, a pod's packets may get that of its own.
  const onTheWay = (to: SomeNode): readonly SomeNode[] =>
    isPod && (to === undefined || own === undefined || to !== own) ? [own] : [];
  const everywhere: readonly SomeNode[] =
    inventory.nodes.size === 0 ? [undefined] : [...inventory.nodes.values()];
  if (!behind) return [];
  if (behind.is === "hostPort") return onTheWay(inventory.nodes.get(behind.pod.spec.nodeName ?? ""));
  const { kind } = behind.at;
  const keeps = keepsSender(behind.at);
  switch (kind) {
    case "clusterIP":
      return isPod ? [] : everywhere;
    case "nodePort":
      return keeps ? onTheWay(behind.node) : [behind.node];
    case "externalIP":
    case "loadBalancer":
      if (keeps) return [];
      return isPod ? [own] : everywhere;
  }
}

/**
 * Every end that the target may take for the sender; undefined: only the sender itself. What a node masks for a pod of its own
 * is judged as it was sent: some implementations ask the policies before they mask it, and to its own node a pod is open anyhow.
 */
export function arrivals(
  inventory: Inventory,
  { from, to }: { readonly from: Sender; readonly to: End },
  behind: Behind | undefined,
): readonly PolicyEnd[] | undefined {
  if (to.onHost || !to.pod) return undefined;
  if (from.end.onHost) return ofHost(from, to, inventory);
  const nodes = translating(from.end, behind, inventory);
  const home = nodeOf(to, inventory);
  const family = to.address?.kind();
  const masked = nodes
    .filter((node) => node === undefined || node !== home)
    .flatMap((node) => nodeEnds(node, family));
  const all = [from.given, ...masked];
  return all.length > 1 ? all : undefined;
}
