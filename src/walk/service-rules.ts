import { nodeOf } from "../model/endpoint.ts";
import type { Sight } from "../model/evidence.ts";
import type { Flow } from "../model/flow.ts";
import type { ClusterSnapshot } from "../model/snapshot.ts";
import { translations, type Translation, type Translations } from "../netstack/translations.ts";
import type { EvidenceIndex } from "../probes/evidence-index.ts";
import { declaredService, type Backend } from "./declared.ts";
import { contextOf, stateOf } from "./firewall.ts";
import { walkPath } from "./path.ts";
import { hasOwnNetns, nodePlace } from "./places.ts";
import { rulesAt } from "./rules-at.ts";
import { stackAt } from "./stack.ts";

/**
 * Where the rules of the source's node send a connection to the flow's Service. `undefined` when the flow asks no
 * Service address, or the node has no rules that translate it: IPVS and eBPF translate without.
 */
export function serviceRules(flow: Flow, evidence: EvidenceIndex): Sight<Translations | undefined> {
  const node = nodeOf(flow.from);
  const path = walkPath(flow, evidence);
  const asked = path.find(({ kind }) => kind === "service")?.packet;
  if (node === undefined || !asked) return { seen: undefined };
  const rules = rulesAt(evidence, nodePlace(node), flow.family);
  if (rules.notSeen) return { notSeen: rules.notSeen };
  const fromPod = hasOwnNetns(flow.from);
  const deviceIn = fromPod ? path.find(({ kind }) => kind === "node-out")?.deviceIn : undefined;
  const packet = stateOf(asked, deviceIn, undefined);
  const context = contextOf(rules.seen, stackAt(evidence, nodePlace(node), flow.family), packet);
  return {
    seen: translations(rules.seen.rulesets, packet, context, fromPod ? "prerouting" : "output"),
  };
}

/** What a node's rules send connections to, held against what the EndpointSlices list. */
export interface Programmed {
  readonly all: readonly Translation[];
  /** Sent to, but no endpoint that may be sent to. */
  readonly stale: readonly Translation[];
  readonly declared: readonly string[];
  /** Declared, but not sent to. */
  readonly missing: readonly string[];
}

/** `undefined` when there are no rules to compare. */
export function programmedBackends(
  flow: Flow,
  snapshot: ClusterSnapshot,
  evidence: EvidenceIndex,
): Sight<Programmed | undefined> {
  const service = declaredService(flow, snapshot);
  if (!service) return { seen: undefined };
  const rules = serviceRules(flow, evidence);
  if (rules.notSeen) return { notSeen: rules.notSeen };
  const all = rules.seen?.to ?? [];
  if (all.length === 0) return { seen: undefined };
  // With no ready endpoint left, proxies go on sending to those that end but still serve.
  const usable = service.ready.length > 0 ? service.ready : service.notReady.filter(({ serving }) => serving);
  const declared = usable.map(wordsOf);
  const programmed = all.map(wordsOf);
  return {
    seen: {
      all,
      stale: all.filter((one) => !declared.includes(wordsOf(one))),
      declared,
      missing: declared.filter((one) => !programmed.includes(one)),
    },
  };
}

/** `10.233.75.9:9080`. */
export function wordsOf(backend: Pick<Backend, "ip" | "port"> | Translation): string {
  const ip = "ip" in backend ? backend.ip : backend.address;
  return `${ip}:${backend.port ?? ""}`;
}
