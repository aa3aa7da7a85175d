/** Which ends each list of peers matches, found once for all rules that have the same list. */
import { blockKey, indexBlocks } from "../block-index.ts";
import { namespaceLabel, type Expression } from "../calico/selector.ts";
import type { Cidr } from "../cidr.ts";
import { asItSends, servedKey } from "../match/client-tls.ts";
import type { End } from "../match/ends.ts";
import { matchPeers } from "../match/peers.ts";
import { matchSelector, type Selector } from "../selectors.ts";
import type { Peer } from "../normal-form.ts";

/** Places in the list of ends. */
export interface Matched {
  readonly yes: readonly number[];
  readonly unknown: readonly number[];
}

/** A rule of anyone has no list. */
export interface PeerLists {
  /**
   * A number for each distinct list; equal numbers match the same ends.
   * @param plain whether the others come in plain text, whatever mesh they are in.
   */
  numberOf(peers: readonly Peer[], subject: End, plain?: boolean): number;
  matchedBy(number: number): Matched;
  /** So many lists have a number. */
  count(): number;
}

/** Whether who this is depends on the end that the policy selects. */
function asksSubject(peer: Peer): boolean {
  if (peer.type === "pods") return peer.ownLabels !== undefined;
  if (peer.type === "source" || peer.type === "outside-mesh") return true;
  if (peer.type === "all" || peer.type === "any") return peer.of.some(asksSubject);
  return peer.type === "not" && asksSubject(peer.peer);
}

/** The namespace without which a Calico selector matches no workload. */
function neededNamespace(expression: Expression): string | undefined {
  if (expression.is === "==" && expression.key === namespaceLabel) return expression.value;
  if (expression.is !== "and") return undefined;
  return expression.of.map(neededNamespace).find((name) => name !== undefined);
}

/** For each end a few places where to look it up, so that a peer is asked only of ends it may match. */
class Whereabouts {
  readonly #everyone: readonly number[];
  readonly #byNamespace = new Map<string, number[]>();
  readonly #byBlock = new Map<string, number[]>();
  readonly #addressed: number[] = [];
  readonly #ends: readonly (End | undefined)[];

  constructor(ends: readonly (End | undefined)[], blocks: readonly Cidr[]) {
    this.#ends = ends;
    const holding = indexBlocks(blocks);
    const everyone: number[] = [];
    for (const [place, end] of ends.entries()) {
      if (!end) continue;
      everyone.push(place);
      put(this.#byNamespace, end.namespace, place);
      const inBlocks = end.address ? holding(end.address) : [];
      for (const block of inBlocks) put(this.#byBlock, block, place);
      // Network sets and host endpoints give their labels to addresses, whatever namespace those are in.
      if (inBlocks.length > 0) this.#addressed.push(place);
    }
    this.#everyone = everyone;
  }

  /** Every end that one of these peers matches is among them, and others may be. */
  of(peers: readonly Peer[]): readonly number[] {
    const each = peers.map((peer) => this.#may(peer));
    const [only] = each;
    return each.length === 1 && only ? only : [...new Set(each.flat())];
  }

  #may(peer: Peer): readonly number[] {
    switch (peer.type) {
      case "pods":
        return "own" in peer.namespaces
          ? (this.#byNamespace.get(peer.namespaces.own) ?? [])
          : this.#inNamespaces(peer.namespaces.selector);
      case "cidr":
        return peer.block.prefix === 0 ? this.#everyone : (this.#byBlock.get(blockKey(peer.block)) ?? []);
      case "expression": {
        const namespace = neededNamespace(peer.expression);
        if (namespace === undefined) return this.#everyone;
        return [...new Set([...(this.#byNamespace.get(namespace) ?? []), ...this.#addressed])];
      }
      case "all":
        return peer.of
          .map((one) => this.#may(one))
          .reduce((least, one) => (one.length < least.length ? one : least), this.#everyone);
      case "any":
        return this.of(peer.of);
      default:
        return this.#everyone;
    }
  }

  #inNamespaces(selector: Selector): readonly number[] {
    if (selector.length === 0) return this.#everyone;
    return [...this.#byNamespace.values()].flatMap((places) => {
      const end = this.#ends[places[0] ?? -1];
      return end && matchSelector(selector, end.namespaceLabels) !== "no" ? places : [];
    });
  }
}

function put(map: Map<string, number[]>, key: string, place: number): void {
  const held = map.get(key);
  if (held) held.push(place);
  else map.set(key, [place]);
}

/**
 * @param ends undefined where there is nobody to match.
 * @param blocks every block that a peer of the lists may name.
 */
export function peerLists(ends: readonly (End | undefined)[], blocks: readonly Cidr[]): PeerLists {
  const whereabouts = new Whereabouts(ends, blocks);
  const texts = new Map<readonly Peer[], { readonly text: string; readonly asks: boolean }>();
  const numbers = new Map<string, number>();
  const found: Matched[] = [];
  const textOf = (peers: readonly Peer[]) => {
    const held = texts.get(peers) ?? { text: JSON.stringify(peers), asks: peers.some(asksSubject) };
    texts.set(peers, held);
    return held;
  };
  return {
    numberOf(peers, subject, plain = false) {
      const { text, asks } = textOf(peers);
      const asker = asks
        ? `${subject.namespace} ${subject.behindWaypoint ? "waypoint" : ""} ${servedKey(subject)}`
        : "";
      const key = `${plain ? "plain" : ""} ${asker} ${text}`;
      const known = numbers.get(key);
      if (known !== undefined) return known;
      const yes: number[] = [];
      const unknown: number[] = [];
      for (const place of whereabouts.of(peers)) {
        const other = ends[place];
        const met = asks && other ? asItSends(other, subject) : other;
        const end: End | undefined = plain && met && met.mesh !== "none" ? { ...met, mesh: "plain" } : met;
        const match = end ? matchPeers(peers, end, subject) : "no";
        if (match === "yes") yes.push(place);
        else if (match === "unknown") unknown.push(place);
      }
      numbers.set(key, found.length);
      found.push({ yes, unknown });
      return found.length - 1;
    },
    matchedBy: (number) => found[number] ?? { yes: [], unknown: [] },
    count: () => found.length,
  };
}
