/** Every scenario, in path order: a fault without one here fails the catalogue test. */
import { directRoute } from "./healthy-direct-route.ts";
import { externalIP } from "./healthy-external-ip.ts";
import { hostPort } from "./healthy-host-port.ts";
import { loadBalancer } from "./healthy-load-balancer.ts";
import { nearEndpoints } from "./healthy-near-endpoints.ts";
import { forwardPolicyDrop } from "./healthy-forward-policy-drop.ts";
import { looseFilter } from "./healthy-loose-filter.ts";
import { sessionLost } from "./healthy-session-lost.ts";
import { nodePortFromWithin } from "./healthy-node-port-from-within.ts";
import { strictFilter } from "./healthy-strict-filter.ts";
import { targetKubeletDead } from "./healthy-target-kubelet-dead.ts";
import { nothingToReadLinks } from "./healthy-target-without-ip.ts";
import { tooBigSaid } from "./healthy-too-big-said.ts";
import { widerNetmask } from "./healthy-wider-netmask.ts";
import { betweenNodes } from "./index-between.ts";
import { leavingThePod } from "./index-leaving.ts";
import { dnsAdmitsNobodyElse } from "./nd101-dns-admits-nobody-else.ts";
import { egressDefaultDeny } from "./nd101-egress-default-deny.ts";
import { nameLookupDenied } from "./nd101-name-lookup-denied.ts";
import { nameLookupOverTcpOnly } from "./nd101-name-lookup-over-tcp-only.ts";
import { hostNotFound } from "./nd102-host-not-found.ts";
import { otherFamily } from "./nd102-other-family.ts";
import { dnsDoesNotAnswer } from "./nd103-dns-does-not-answer.ts";
import { nodeLocalCache } from "./nd103-node-local-cache.ts";
import { nameOfAnotherNamespace } from "./nd104-name-of-another-namespace.ts";
import { corefileTemplate } from "./nd105-corefile-template.ts";
import { watchLost } from "./nd105-watch-lost.ts";
import { nodeAsksElsewhere } from "./nd106-node-asks-elsewhere.ts";
import { dnsGivesAnotherAddress } from "./nd107-dns-gives-another-address.ts";
import { shortName } from "./nd108-short-name.ts";
import { aliasOfAnAddress } from "./nd110-alias-of-an-address.ts";
import { scaledToZero } from "./nd301-scaled-to-zero.ts";
import { serviceSelectsNothing } from "./nd301-service-selects-nothing.ts";
import { externalIPWithoutEndpoints } from "./nd301-external-ip.ts";
import { serviceSelectsOldVersion } from "./nd301-service-selects-old-version.ts";
import { serviceWithoutEndpoints } from "./nd302-service-without-endpoints.ts";
import { endpointsNotReady } from "./nd303-endpoints-not-ready.ts";
import { podPending } from "./nd303-pod-pending.ts";
import { portNotInService } from "./nd304-port-not-in-service.ts";
import { protocolNotInService } from "./nd304-protocol-not-in-service.ts";
import { targetPortAsked } from "./nd304-target-port-asked.ts";
import { targetPortClosed } from "./nd305-target-port-closed.ts";
import { targetPortUnnamed } from "./nd305-target-port-unnamed.ts";
import { headlessPortNotTranslated } from "./nd306-headless-port-not-translated.ts";
import { ownRule } from "./nd310-own-rule.ts";
import { someStaleBackends } from "./nd310-some-stale-backends.ts";
import { staleBackends } from "./nd310-stale-backends.ts";
import { noEndpointOnTheNode } from "./nd312-no-endpoint-on-the-node.ts";
import { nodePortElsewhere } from "./nd312-node-port-elsewhere.ts";
import { outsideSourceRanges } from "./nd313-outside-source-ranges.ts";
import { fromOutside } from "./nd313-from-outside.ts";
import { fromTheNode } from "./nd313-from-the-node.ts";
import { boundToOneEndpoint } from "./nd314-bound-to-one-endpoint.ts";
import { nearEndpointsOnly } from "./nd315-near-endpoints-only.ts";
import { serviceRulesFlushed } from "./nd340-rules-flushed.ts";
import { serviceUnknown } from "./nd340-service-unknown.ts";
import { hairpinNotMasqueraded } from "./nd341-no-hairpin.ts";
import { staleEntryOfAClient } from "./nd342-stale-entry.ts";
import { answersOfAService } from "./nd343-answers-not-tracked.ts";
import { dnsNotTracked } from "./nd343-dns-not-tracked.ts";
import { notrackOnTheNode } from "./nd343-notrack-on-the-node.ts";
import { notrackForPods } from "./nd343-notrack-for-pods.ts";
import { calicoTier } from "./nd410-calico-tier.ts";
import { defaultDeny } from "./nd410-default-deny.ts";
import { deniedFromTheNode } from "./nd410-from-the-node.ts";
import { ingressDenied } from "./nd410-ingress-denied.ts";
import { portMismatch } from "./nd410-port-mismatch.ts";
import { sameNode } from "./nd410-same-node.ts";
import { frozenYetDenied } from "./nd410-suspected-on-frozen-node.ts";
import { forbiddenYetDenied } from "./nd410-suspected-without-exec.ts";
import { deletedCalicoPolicyStays } from "./nd411-deleted-calico-policy-stays.ts";
import { deletedPolicyStays } from "./nd411-deleted-policy-stays.ts";
import { policyRulesOutOfStep } from "./nd411-policy-rules-out-of-step.ts";
import { ruleDeletedByHand } from "./nd411-rule-deleted-by-hand.ts";
import { deniedByAnotherApi } from "./nd412-denied-by-another-api.ts";
import { calicoSelector } from "./nd413-calico-selector.ts";
import { deniedByStaleMember } from "./nd413-denied-by-stale-member.ts";
import { labelNotNoticed } from "./nd413-label-not-noticed.ts";
import { setMemberMissing } from "./nd413-set-member-missing.ts";
import { twoSets } from "./nd413-two-sets.ts";
import { dropTakenOut } from "./nd414-drop-taken-out.ts";
import { ruleAdded } from "./nd414-rule-added.ts";
import { staleMember } from "./nd414-stale-member.ts";
import { acceptedBefore } from "./nd415-accepted-before.ts";
import { notProgrammed } from "./nd415-not-programmed.ts";
import { hostEndpoint } from "./nd416-host-endpoint.ts";
import { sourceRewritten } from "./nd417-source-rewritten.ts";
import { addressBlock } from "./nd420-address-block.ts";
import { calicoDefaultDeny } from "./nd420-calico-default-deny.ts";
import { egressDenied } from "./nd420-egress-denied.ts";
import { answersDropped } from "./nd430-answers-dropped.ts";
import { answersTunnelDropped } from "./nd430-answers-tunnel-dropped.ts";
import { ingressHookDrop } from "./nd430-ingress-hook-drop.ts";
import { inputDropsTunnel } from "./nd430-input-drops-tunnel.ts";
import { iptablesDrop } from "./nd430-iptables-drop.ts";
import { kubeletPortDropped } from "./nd430-kubelet-port-dropped.ts";
import { legacyDrop } from "./nd430-legacy-drop.ts";
import { mangleDrop } from "./nd430-mangle-drop.ts";
import { nftOnlyDrop } from "./nd430-nft-only-drop.ts";
import { nftOnlyReject } from "./nd430-nft-only-reject.ts";
import { nftPolicyDrop } from "./nd430-nft-policy-drop.ts";
import { nodePortDrop } from "./nd430-node-port-drop.ts";
import { outputDropsTunnel } from "./nd430-output-drops-tunnel.ts";
import { randomDrop } from "./nd430-random-drop.ts";
import { rawDrop } from "./nd430-raw-drop.ts";
import { rejectIcmp } from "./nd430-reject-icmp.ts";
import { rejectReset } from "./nd430-reject-reset.ts";
import { noIptables } from "./nd430-seen-without-iptables.ts";
import { noCapture } from "./nd430-seen-without-tcpdump.ts";
import { connectionTableFull } from "./nd432-connection-table-full.ts";
import { acceptedBeforeMasquerading } from "./nd556-accepted-before.ts";
import { queueDrops } from "./nd558-queue-drops.ts";
import { podAddressTaken } from "./nd601-address-taken.ts";
import { podRouteMissing } from "./nd601-pod-route-missing.ts";
import { podRouteRefuses } from "./nd601-route-refuses.ts";
import { routeToNeighbour } from "./nd601-route-to-neighbour.ts";
import { routeToWrongInterface } from "./nd601-route-to-wrong-interface.ts";
import { podRoutingRule } from "./nd601-routing-rule.ts";
import { podRouteMissingOnOwnNode } from "./nd601-same-node.ts";
import { sourceRouteMissing } from "./nd601-source-route-missing.ts";
import { anotherPort } from "./nd620-another-port.ts";
import { nobodyListens } from "./nd620-nobody-listens.ts";
import { behindAHostPort } from "./nd620-behind-a-host-port.ts";
import { listensOnAnotherAddress } from "./nd621-listens-on-another-address.ts";
import { listensOnIpv6 } from "./nd621-listens-on-ipv6.ts";
import { listensOnLoopback } from "./nd621-listens-on-loopback.ts";
import { hungProgram } from "./nd622-hung-program.ts";
import { programCloses } from "./nd701-program-closes.ts";
import { programSilent } from "./nd702-program-silent.ts";
import { tlsExpected } from "./nd703-tls-expected.ts";
import { certificateExpired } from "./nd704-certificate-expired.ts";
import { dataLost } from "./nd705-data-lost.ts";
import { noNsenter } from "./nd901-no-nsenter.ts";
import { noSender } from "./nd901-no-sender.ts";
import { noProberPod } from "./nd902-no-prober-pod.ts";
import { sourceKubeletDead } from "./nd902-source-kubelet-dead.ts";
import { sourceKubeletFrozen } from "./nd902-source-kubelet-frozen.ts";
import { execForbidden } from "./nd903-exec-forbidden.ts";
import type { Scenario } from "./scenario.ts";

export const scenarios: readonly Scenario[] = [
  directRoute,
  externalIP,
  hostPort,
  loadBalancer,
  nearEndpoints,
  forwardPolicyDrop,
  looseFilter,
  sessionLost,
  strictFilter,
  targetKubeletDead,
  nothingToReadLinks,
  tooBigSaid,
  widerNetmask,
  dnsAdmitsNobodyElse,
  egressDefaultDeny,
  nameLookupDenied,
  nameLookupOverTcpOnly,
  hostNotFound,
  otherFamily,
  dnsDoesNotAnswer,
  nodeLocalCache,
  nameOfAnotherNamespace,
  corefileTemplate,
  watchLost,
  nodeAsksElsewhere,
  dnsGivesAnotherAddress,
  shortName,
  aliasOfAnAddress,
  ...leavingThePod,
  scaledToZero,
  serviceSelectsNothing,
  externalIPWithoutEndpoints,
  serviceSelectsOldVersion,
  serviceWithoutEndpoints,
  endpointsNotReady,
  podPending,
  portNotInService,
  protocolNotInService,
  targetPortAsked,
  targetPortClosed,
  targetPortUnnamed,
  headlessPortNotTranslated,
  ownRule,
  someStaleBackends,
  staleBackends,
  noEndpointOnTheNode,
  nodePortElsewhere,
  nodePortFromWithin,
  outsideSourceRanges,
  fromOutside,
  fromTheNode,
  boundToOneEndpoint,
  nearEndpointsOnly,
  serviceRulesFlushed,
  serviceUnknown,
  hairpinNotMasqueraded,
  staleEntryOfAClient,
  notrackForPods,
  notrackOnTheNode,
  answersOfAService,
  dnsNotTracked,
  calicoTier,
  defaultDeny,
  deniedFromTheNode,
  ingressDenied,
  portMismatch,
  sameNode,
  frozenYetDenied,
  forbiddenYetDenied,
  deletedCalicoPolicyStays,
  deletedPolicyStays,
  policyRulesOutOfStep,
  ruleDeletedByHand,
  deniedByAnotherApi,
  calicoSelector,
  deniedByStaleMember,
  labelNotNoticed,
  setMemberMissing,
  twoSets,
  dropTakenOut,
  ruleAdded,
  staleMember,
  acceptedBefore,
  notProgrammed,
  hostEndpoint,
  sourceRewritten,
  addressBlock,
  calicoDefaultDeny,
  egressDenied,
  answersDropped,
  answersTunnelDropped,
  ingressHookDrop,
  inputDropsTunnel,
  iptablesDrop,
  kubeletPortDropped,
  legacyDrop,
  mangleDrop,
  nftOnlyDrop,
  nftOnlyReject,
  nftPolicyDrop,
  nodePortDrop,
  outputDropsTunnel,
  randomDrop,
  rawDrop,
  rejectIcmp,
  rejectReset,
  noIptables,
  noCapture,
  connectionTableFull,
  ...betweenNodes,
  acceptedBeforeMasquerading,
  queueDrops,
  podAddressTaken,
  podRouteMissing,
  podRouteRefuses,
  routeToNeighbour,
  routeToWrongInterface,
  podRoutingRule,
  podRouteMissingOnOwnNode,
  sourceRouteMissing,
  anotherPort,
  nobodyListens,
  behindAHostPort,
  listensOnAnotherAddress,
  listensOnIpv6,
  listensOnLoopback,
  hungProgram,
  programCloses,
  programSilent,
  tlsExpected,
  certificateExpired,
  dataLost,
  noNsenter,
  noSender,
  noProberPod,
  sourceKubeletDead,
  sourceKubeletFrozen,
  execForbidden,
];
