import { askedAddress, type Flow } from "../model/flow.ts";
import type { Service } from "../model/kubernetes.ts";
import type { ClusterSnapshot } from "../model/snapshot.ts";
import type { EvidenceIndex } from "../probes/evidence-index.ts";
import {
  foundFor,
  lookupFlows,
  lookupOf,
  nameserverOf,
  resolvConfOf,
  soughtName,
} from "../journey/names/dns.ts";
import { asksElsewhere } from "../journey/names/dns-servers.ts";
import { attemptsOf } from "../journey/packets/attempts.ts";
import { explainFlow } from "../journey/policies/policy-view.ts";
import { notKnown, passes, stops, type Gate, type Scene } from "./gate.ts";
import { losesSome } from "./losses.ts";
import { stopsLookups } from "./lookups.ts";

/** The DNS server of the source was asked, and said nothing of use. */
export interface SilentDns {
  readonly nameserver: string;
  /** How many questions it was asked. */
  readonly questions: number;
  /** It refuses to answer; else it is silent. */
  readonly refused: boolean;
  /** It is not the DNS of the cluster. */
  readonly elsewhere: boolean;
  /** The Service that has its address, where one has. */
  readonly service: Service | undefined;
  /** Addresses of the pods behind that Service. */
  readonly behind: readonly string[];
}

/**
 * Whether the source's DNS server answers it. A server that no question may reach, by policy, is not silent; nor is one that is not the
 * cluster's and says no to a name of the cluster. Where other packets of the source are lost as well, its silence says nothing.
 */
export function dnsSilenceGate({ flow, snapshot, evidence }: Scene): Gate<SilentDns> {
  const nameserver = nameserverOf(flow, evidence);
  const found = foundFor(flow, evidence).seen;
  if (!soughtName(flow, evidence) || nameserver === undefined || found?.fromHosts === true) return passes;
  // The question is about that very server: what stops its packets is told at its hop.
  if ([askedAddress(flow)?.ip, flow.destinationIP].includes(nameserver)) return passes;
  const lookup = lookupOf(flow, evidence).seen;
  const questions = found?.tried ?? [];
  const unanswered =
    questions.length > 0
      ? questions.every(({ said }) => said.result !== "answered")
      : lookup?.every(({ outcome }) => outcome !== "answered") === true;
  if (!unanswered) return passes;
  const asked = lookupFlows(flow, nameserver, snapshot);
  if (asked.length > 0 && asked.every((one) => explainFlow(one, snapshot).verdict === "deny")) return passes;
  const elsewhere = asksElsewhere(resolvConfOf(flow, evidence)?.nameservers, snapshot) === true;
  const refused =
    lookup?.some(({ outcome }) => outcome === "refused") === true ||
    questions.some(({ said }) => said.result === "refused");
  if (flow.service && elsewhere && refused) return passes;
  const service = snapshot.services.find(({ spec }) =>
    [spec.clusterIP, ...(spec.clusterIPs ?? [])].includes(nameserver),
  );
  // With nobody behind the DNS Service there is no answer, whatever becomes of other packets.
  const doubt = service && asked.length === 0 ? undefined : whyUnjudged(flow, snapshot, evidence);
  if (doubt !== undefined) return notKnown(doubt);
  return stops({
    nameserver,
    questions: questions.length > 0 ? questions.length : (lookup?.length ?? 1),
    refused,
    elsewhere,
    service,
    behind: asked.map(({ destinationIP }) => destinationIP),
  });
}

/** What may keep the questions, or the answers, from it as well. */
function whyUnjudged(flow: Flow, snapshot: ClusterSnapshot, evidence: EvidenceIndex): string | undefined {
  const attempts = attemptsOf(evidence, flow).seen;
  if (attempts && attempts.sent > 0 && attempts.answered === 0)
    return "no other packet of the source came through either, so its DNS cannot be judged";
  if ((attempts && attempts.answered < attempts.sent) || losesSome(flow, evidence))
    return "other packets of the source are lost as well, so its DNS cannot be judged";
  // Where the host has no address yet, there are no other packets.
  if (!attempts && flow.destinationIP !== "")
    return "no other packet of the source was seen, so its DNS cannot be judged";
  const stopped = stopsLookups(flow, snapshot, evidence);
  return stopped === undefined ? undefined : `${stopped}: its DNS cannot be judged`;
}
