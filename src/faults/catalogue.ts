/** Every fault netdiag knows, in path order. Codes are never reused. */
import type { Fault } from "./define-fault.ts";
import { nameLookupDenied } from "./nd101-name-lookup-denied.ts";
import { hostNotFound } from "./nd102-host-not-found.ts";
import { dnsDoesNotAnswer } from "./nd103-dns-does-not-answer.ts";
import { nameNotFromThere } from "./nd104-name-not-from-there.ts";
import { dnsDoesNotKnowTheService } from "./nd105-dns-does-not-know-the-service.ts";
import { podAsksElsewhere } from "./nd106-pod-asks-elsewhere.ts";
import { nameLeadsElsewhere } from "./nd107-name-leads-elsewhere.ts";
import { shortNameNotFromThere } from "./nd108-short-name-not-from-there.ts";
import { aliasLeadsNowhere } from "./nd110-alias-leads-nowhere.ts";
import { podWireBroken } from "./nd201-pod-wire-broken.ts";
import { noRouteInPod } from "./nd202-no-route-in-pod.ts";
import { gatewaySilent } from "./nd203-gateway-silent.ts";
import { podBridgeDown } from "./nd204-pod-bridge-down.ts";
import { ownRulesStop } from "./nd205-own-rules-stop.ts";
import { ownRulesRedirect } from "./nd206-own-rules-redirect.ts";
import { fewSourcePorts } from "./nd207-few-source-ports.ts";
import { serviceSelectsNothing } from "./nd301-service-selects-nothing.ts";
import { serviceWithoutEndpoints } from "./nd302-service-without-endpoints.ts";
import { endpointsNotReady } from "./nd303-endpoints-not-ready.ts";
import { portNotInService } from "./nd304-port-not-in-service.ts";
import { targetPortClosed } from "./nd305-target-port-closed.ts";
import { headlessPortNotTranslated } from "./nd306-headless-port-not-translated.ts";
import { staleBackends } from "./nd310-stale-backends.ts";
import { noEndpointOnTheNode } from "./nd312-no-endpoint-on-the-node.ts";
import { outsideSourceRanges } from "./nd313-outside-source-ranges.ts";
import { boundToOneEndpoint } from "./nd314-bound-to-one-endpoint.ts";
import { nearEndpointsOnly } from "./nd315-near-endpoints-only.ts";
import { serviceNotTranslated } from "./nd340-service-not-translated.ts";
import { noHairpin } from "./nd341-no-hairpin.ts";
import { staleEntry } from "./nd342-stale-entry.ts";
import { offTracking } from "./nd343-off-tracking.ts";
import { ingressDenied } from "./nd410-ingress-denied.ts";
import { policyRulesOutOfStep } from "./nd411-policy-rules-out-of-step.ts";
import { deniedByAnotherApi } from "./nd412-denied-by-another-api.ts";
import { setMemberMissing } from "./nd413-set-member-missing.ts";
import { rulesLetThrough } from "./nd414-rules-let-through.ts";
import { policyNotInForce } from "./nd415-policy-not-in-force.ts";
import { hostEndpointAdmitsNobody } from "./nd416-host-endpoint-admits-nobody.ts";
import { sourceRewritten } from "./nd417-source-rewritten.ts";
import { egressDenied } from "./nd420-egress-denied.ts";
import { firewallDrop } from "./nd430-firewall-drop.ts";
import { connectionTableFull } from "./nd432-connection-table-full.ts";
import { nodeUnreachable } from "./nd501-node-unreachable.ts";
import { nodesDoNotReachEachOther } from "./nd502-nodes-do-not-reach-each-other.ts";
import { neighbourEntryWrong } from "./nd503-neighbour-entry-wrong.ts";
import { lostBetweenNodes } from "./nd504-lost-between-nodes.ts";
import { partIsLost } from "./nd505-part-is-lost.ts";
import { packetsBroken } from "./nd506-broken-checksums.ts";
import { netmaskDiffers } from "./nd507-netmask-differs.ts";
import { answersNotTracked } from "./nd508-answers-not-tracked.ts";
import { tunnelPacketsLost } from "./nd510-tunnel-packets-lost.ts";
import { tunnelToWrongNode } from "./nd511-tunnel-to-wrong-node.ts";
import { tunnelEndsDiffer } from "./nd512-tunnel-ends-differ.ts";
import { tunnelMacWrong } from "./nd514-tunnel-mac-wrong.ts";
import { mtuBlackHole } from "./nd520-mtu-black-hole.ts";
import { reversePathFilter } from "./nd530-reverse-path-filter.ts";
import { routeMissesTunnel } from "./nd540-route-misses-tunnel.ts";
import { borrowedAddressUnknown } from "./nd541-borrowed-address.ts";
import { forwardingOff } from "./nd550-forwarding-off.ts";
import { notMasqueraded } from "./nd556-not-masqueraded.ts";
import { queueDrops } from "./nd558-queue-drops.ts";
import { podRouteMissing } from "./nd601-pod-route-missing.ts";
import { nobodyListens } from "./nd620-nobody-listens.ts";
import { listensOnLoopback } from "./nd621-listens-on-loopback.ts";
import { programCloses } from "./nd701-program-closes.ts";
import { programSilent } from "./nd702-program-silent.ts";
import { tlsExpected } from "./nd703-tls-expected.ts";
import { certificateExpired } from "./nd704-certificate-expired.ts";
import { dataLost } from "./nd705-data-lost.ts";
import { toolMissing } from "./nd901-tool-missing.ts";
import { nowhereToStand } from "./nd902-nowhere-to-stand.ts";
import { lookingForbidden } from "./nd903-looking-forbidden.ts";

/** The list: what is not here is not looked for. */
export const faults: readonly Fault[] = [
  nameLookupDenied,
  hostNotFound,
  dnsDoesNotAnswer,
  nameNotFromThere,
  dnsDoesNotKnowTheService,
  podAsksElsewhere,
  nameLeadsElsewhere,
  shortNameNotFromThere,
  aliasLeadsNowhere,
  podWireBroken,
  noRouteInPod,
  gatewaySilent,
  podBridgeDown,
  ownRulesStop,
  ownRulesRedirect,
  fewSourcePorts,
  serviceSelectsNothing,
  serviceWithoutEndpoints,
  endpointsNotReady,
  portNotInService,
  targetPortClosed,
  headlessPortNotTranslated,
  staleBackends,
  noEndpointOnTheNode,
  outsideSourceRanges,
  boundToOneEndpoint,
  nearEndpointsOnly,
  serviceNotTranslated,
  noHairpin,
  staleEntry,
  offTracking,
  ingressDenied,
  policyRulesOutOfStep,
  deniedByAnotherApi,
  setMemberMissing,
  rulesLetThrough,
  policyNotInForce,
  hostEndpointAdmitsNobody,
  sourceRewritten,
  egressDenied,
  firewallDrop,
  connectionTableFull,
  nodeUnreachable,
  nodesDoNotReachEachOther,
  neighbourEntryWrong,
  lostBetweenNodes,
  partIsLost,
  packetsBroken,
  netmaskDiffers,
  answersNotTracked,
  tunnelPacketsLost,
  tunnelToWrongNode,
  tunnelEndsDiffer,
  tunnelMacWrong,
  mtuBlackHole,
  reversePathFilter,
  routeMissesTunnel,
  borrowedAddressUnknown,
  forwardingOff,
  notMasqueraded,
  queueDrops,
  podRouteMissing,
  nobodyListens,
  listensOnLoopback,
  programCloses,
  programSilent,
  tlsExpected,
  certificateExpired,
  dataLost,
  toolMissing,
  nowhereToStand,
  lookingForbidden,
];
