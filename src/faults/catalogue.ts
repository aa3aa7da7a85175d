/** Every fault netdiag knows, in path order. Codes are never reused. */
import type { Fault } from "./define-fault.ts";
import { nameLookupDenied } from "./names/nd101-name-lookup-denied.ts";
import { hostNotFound } from "./names/nd102-host-not-found.ts";
import { dnsDoesNotAnswer } from "./names/nd103-dns-does-not-answer.ts";
import { nameNotFromThere } from "./names/nd104-name-not-from-there.ts";
import { dnsDoesNotKnowTheService } from "./names/nd105-dns-does-not-know-the-service.ts";
import { podAsksElsewhere } from "./names/nd106-pod-asks-elsewhere.ts";
import { nameLeadsElsewhere } from "./names/nd107-name-leads-elsewhere.ts";
import { shortNameNotFromThere } from "./names/nd108-short-name-not-from-there.ts";
import { aliasLeadsNowhere } from "./names/nd110-alias-leads-nowhere.ts";
import { podWireBroken } from "./leaving/nd201-pod-wire-broken.ts";
import { noRouteInPod } from "./leaving/nd202-no-route-in-pod.ts";
import { gatewaySilent } from "./leaving/nd203-gateway-silent.ts";
import { podBridgeDown } from "./leaving/nd204-pod-bridge-down.ts";
import { ownRulesStop } from "./leaving/nd205-own-rules-stop.ts";
import { ownRulesRedirect } from "./leaving/nd206-own-rules-redirect.ts";
import { fewSourcePorts } from "./leaving/nd207-few-source-ports.ts";
import { serviceSelectsNothing } from "./services/nd301-service-selects-nothing.ts";
import { serviceWithoutEndpoints } from "./services/nd302-service-without-endpoints.ts";
import { endpointsNotReady } from "./services/nd303-endpoints-not-ready.ts";
import { portNotInService } from "./services/nd304-port-not-in-service.ts";
import { targetPortClosed } from "./services/nd305-target-port-closed.ts";
import { headlessPortNotTranslated } from "./services/nd306-headless-port-not-translated.ts";
import { endpointOfNobody } from "./services/nd307-endpoint-of-nobody.ts";
import { addressOfNoService } from "./services/nd308-address-of-no-service.ts";
import { ingressClassMissing } from "./services/nd309-ingress-class-missing.ts";
import { staleBackends } from "./services/nd310-stale-backends.ts";
import { noEndpointOnTheNode } from "./services/nd312-no-endpoint-on-the-node.ts";
import { outsideSourceRanges } from "./services/nd313-outside-source-ranges.ts";
import { boundToOneEndpoint } from "./services/nd314-bound-to-one-endpoint.ts";
import { nearEndpointsOnly } from "./services/nd315-near-endpoints-only.ts";
import { serviceNotTranslated } from "./services/nd340-service-not-translated.ts";
import { noHairpin } from "./services/nd341-no-hairpin.ts";
import { staleEntry } from "./services/nd342-stale-entry.ts";
import { offTracking } from "./services/nd343-off-tracking.ts";
import { ingressDenied } from "./policies/nd410-ingress-denied.ts";
import { policyRulesOutOfStep } from "./policies/nd411-policy-rules-out-of-step.ts";
import { deniedByAnotherApi } from "./policies/nd412-denied-by-another-api.ts";
import { setMemberMissing } from "./policies/nd413-set-member-missing.ts";
import { rulesLetThrough } from "./policies/nd414-rules-let-through.ts";
import { policyNotInForce } from "./policies/nd415-policy-not-in-force.ts";
import { hostEndpointAdmitsNobody } from "./policies/nd416-host-endpoint-admits-nobody.ts";
import { sourceRewritten } from "./policies/nd417-source-rewritten.ts";
import { egressDenied } from "./policies/nd420-egress-denied.ts";
import { firewallDrop } from "./policies/nd430-firewall-drop.ts";
import { ledAstray } from "./policies/nd431-led-astray.ts";
import { connectionTableFull } from "./policies/nd432-connection-table-full.ts";
import { clientPortsStopped } from "./policies/nd433-client-ports-stopped.ts";
import { serviceAddressStopped } from "./policies/nd434-service-address-stopped.ts";
import { nodeUnreachable } from "./between/nd501-node-unreachable.ts";
import { nodesDoNotReachEachOther } from "./between/nd502-nodes-do-not-reach-each-other.ts";
import { neighbourEntryWrong } from "./between/nd503-neighbour-entry-wrong.ts";
import { lostBetweenNodes } from "./between/nd504-lost-between-nodes.ts";
import { partIsLost } from "./between/nd505-part-is-lost.ts";
import { packetsBroken } from "./between/nd506-broken-checksums.ts";
import { netmaskDiffers } from "./between/nd507-netmask-differs.ts";
import { answersNotTracked } from "./between/nd508-answers-not-tracked.ts";
import { tunnelLosesPackets } from "./between/nd510-tunnel-packets-lost.ts";
import { tunnelToWrongNode } from "./between/nd511-tunnel-to-wrong-node.ts";
import { tunnelEndsDiffer } from "./between/nd512-tunnel-ends-differ.ts";
import { tunnelMacWrong } from "./between/nd514-tunnel-mac-wrong.ts";
import { mtuBlackHole } from "./between/nd520-mtu-black-hole.ts";
import { reversePathFilter } from "./between/nd530-reverse-path-filter.ts";
import { sendersAddressTaken } from "./between/nd531-senders-address-taken.ts";
import { routeMissesTunnel } from "./between/nd540-route-misses-tunnel.ts";
import { borrowedAddressUnknown } from "./between/nd541-borrowed-address.ts";
import { rewrittenSourceLeadsNowhere } from "./between/nd542-rewritten-source-leads-nowhere.ts";
import { noWayOutside } from "./between/nd543-no-way-outside.ts";
import { forwardingOff } from "./between/nd550-forwarding-off.ts";
import { notMasqueraded } from "./between/nd556-not-masqueraded.ts";
import { queueDrops } from "./between/nd558-queue-drops.ts";
import { podRouteMissing } from "./arriving/nd601-pod-route-missing.ts";
import { podNeighbourWrong } from "./arriving/nd602-pod-neighbour-wrong.ts";
import { nobodyListens } from "./arriving/nd620-nobody-listens.ts";
import { listensOnLoopback } from "./arriving/nd621-listens-on-loopback.ts";
import { listenQueueFull } from "./arriving/nd622-listen-queue-full.ts";
import { programCloses } from "./arriving/nd701-program-closes.ts";
import { programSilent } from "./arriving/nd702-program-silent.ts";
import { tlsExpected } from "./arriving/nd703-tls-expected.ts";
import { certificateExpired } from "./arriving/nd704-certificate-expired.ts";
import { plainWhereTls } from "./arriving/nd706-plain-where-tls.ts";
import { dataLost } from "./arriving/nd705-data-lost.ts";
import { toolMissing } from "./looking/nd901-tool-missing.ts";
import { nowhereToStand } from "./looking/nd902-nowhere-to-stand.ts";
import { lookingForbidden } from "./looking/nd903-looking-forbidden.ts";

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
  endpointOfNobody,
  addressOfNoService,
  ingressClassMissing,
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
  ledAstray,
  connectionTableFull,
  clientPortsStopped,
  serviceAddressStopped,
  nodeUnreachable,
  nodesDoNotReachEachOther,
  neighbourEntryWrong,
  lostBetweenNodes,
  partIsLost,
  packetsBroken,
  netmaskDiffers,
  answersNotTracked,
  tunnelLosesPackets,
  tunnelToWrongNode,
  tunnelEndsDiffer,
  tunnelMacWrong,
  mtuBlackHole,
  reversePathFilter,
  sendersAddressTaken,
  routeMissesTunnel,
  borrowedAddressUnknown,
  rewrittenSourceLeadsNowhere,
  noWayOutside,
  forwardingOff,
  notMasqueraded,
  queueDrops,
  podRouteMissing,
  podNeighbourWrong,
  nobodyListens,
  listensOnLoopback,
  listenQueueFull,
  programCloses,
  programSilent,
  tlsExpected,
  certificateExpired,
  dataLost,
  plainWhereTls,
  toolMissing,
  nowhereToStand,
  lookingForbidden,
];
