import { nodeOf } from "../model/endpoint.ts";
import { askedAddress, type AskedAddress, type Flow } from "../model/flow.ts";
import type { ClusterSnapshot } from "../model/snapshot.ts";
import type { ByIpvs } from "../netstack/kernel/translations.ts";
import type { EvidenceIndex } from "../probes/evidence-index.ts";
import { declaredService } from "../journey/services/declared.ts";
import { ipvsDevice } from "../journey/machine/ipvs.ts";
import { nodePlace } from "../journey/machine/places.ts";
import { translatesOthers, translationsOn, wordsOf } from "../journey/services/service-rules.ts";
import { wouldTranslate } from "./tracking.ts";
import { stackAt } from "../journey/machine/stack.ts";
import { serviceTraffic, type ServiceTraffic } from "../journey/services/service-traffic.ts";
import { notKnown, passes, stops, type Gate, type Scene } from "./gate.ts";

/** The node that should translate a Service's address has no rule for it, though ready endpoints are declared. */
export interface Untranslated {
  readonly node: string;
  readonly asked: AskedAddress;
  readonly declared: readonly string[];
  /** It does translate other Services that were read: this one alone is left out. */
  readonly others: boolean;
  /** Other nodes that were looked at, whose rules do translate it. */
  readonly elsewhere: readonly string[];
  /** It translates by IPVS, and how that stands to the address. */
  readonly ipvs?: ByIpvs;
}

/** Interfaces of proxies that translate without rules: IPVS, whose tables are read where they can be, eBPF, Open vSwitch. */
export const translator =
  /^(kube-ipvs0|kube-dummy-if|cilium_(host|net)|bpf(in|out)\.cali|ovn-k8s-mp0|antrea-gw0)$/;

/** Whether the source's node translates the Service's address to its endpoints. */
export function translationGate(
  flow: Flow,
  snapshot: ClusterSnapshot,
  evidence: EvidenceIndex,
): Gate<Untranslated> {
  const node = nodeOf(flow.from);
  const asked = askedAddress(flow);
  const service = declaredService(flow, snapshot);
  if (node === undefined || node === "" || asked?.kind !== "clusterIP" || !service) return passes;
  const proxy = service.service.metadata.labels?.["service.kubernetes.io/service-proxy-name"];
  if (proxy !== undefined) return notKnown(`Service proxy ${proxy} is to translate it, and not kube-proxy`);
  // A Service nobody stands behind is refused, one for local endpoints dropped where the node has none: by the proxy, rightly.
  const local = service.service.spec.internalTrafficPolicy === "Local";
  const declared = service.ready
    .filter((one) => one.port !== undefined && (!local || one.node === node))
    .map(wordsOf);
  if (declared.length === 0) return passes;
  const rules = translationsOn(node, flow, evidence);
  if (rules.notSeen) return notKnown(rules.notSeen.detail);
  if (!rules.seen || rules.seen.to.length > 0) return passes;
  if (rules.seen.none !== true) return notKnown(`whether ${node} translates ${asked.ip} cannot be told`);
  // Packets off connection tracking are not translated, whatever the Service's rules say: another gate's word.
  if (rules.seen.untracked && wouldTranslate(node, flow, evidence)) return passes;
  const { ipvs } = rules.seen;
  const { links } = stackAt(evidence, nodePlace(node), flow.family);
  // Of IPVS the tables were read, or the kernel has none.
  const other = links.seen?.find(({ name }) => name !== ipvsDevice && translator.test(name));
  if (other) return notKnown(`${node} has ${other.name}: its Service proxy translates without rules`);
  const elsewhere = snapshot.nodes
    .map(({ metadata }) => metadata.name)
    .filter((one) => one !== node && (translationsOn(one, flow, evidence).seen?.to.length ?? 0) > 0);
  const others = translatesOthers(flow, snapshot, evidence);
  return stops({ node, asked, declared, elsewhere, others, ...(ipvs && { ipvs }) });
}

/** The same, held against what was seen of connections to the address, and how many left the node untranslated. */
export interface UntranslatedSeen extends Untranslated {
  readonly left: ServiceTraffic["untranslated"] | undefined;
}

/** A proxy that translates in a way of its own, unknown here, leaves no rules either: something has to tell that this one does not. */
export function translationAsSeen({ flow, snapshot, evidence }: Scene): Gate<UntranslatedSeen> {
  const gate = translationGate(flow, snapshot, evidence);
  if (gate.says === "passes" || gate.says === "not-known") return gate;
  const { node, others, elsewhere, ipvs } = gate.stop;
  const left = serviceTraffic(flow, evidence, []).seen?.untranslated;
  if (!ipvs && !others && elsewhere.length === 0 && (left?.count ?? 0) === 0)
    return notKnown(`no rule on ${node} translates any Service; another kind of proxy may`);
  return flow.service ? stops({ ...gate.stop, left }) : passes;
}
