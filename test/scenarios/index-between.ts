/** Scenarios of what may be wrong between two nodes, in path order. */
import { interfaceDown } from "./nd501-interface-down.ts";
import { nodeNotReady } from "./nd501-node-not-ready.ts";
import { sourceCutOff } from "./nd501-source-cut-off.ts";
import { switchPortDown } from "./nd501-switch-port-down.ts";
import { vlanBetween } from "./nd502-vlan-between.ts";
import { answersToAStranger } from "./nd503-answers-to-a-stranger.ts";
import { neighbourOfAStranger } from "./nd503-neighbour-of-a-stranger.ts";
import { portDroppedBetween } from "./nd504-port-dropped-between.ts";
import { answersLosePart } from "./nd505-answers-lose-part.ts";
import { bigPacketsLost } from "./nd505-big-packets-lost.ts";
import { portLosesPart } from "./nd505-port-loses-part.ts";
import { tunnelLosesPart } from "./nd505-tunnel-loses-part.ts";
import { answersBroken } from "./nd506-answers-broken.ts";
import { countedByThePod } from "./nd506-counted-by-the-pod.ts";
import { tunnelSendsBroken } from "./nd506-tunnel-sends-broken.ts";
import { answersToTheGateway } from "./nd507-answers-to-the-gateway.ts";
import { sourceWithoutRoute } from "./nd507-source-without-route.ts";
import { questionNotTracked } from "./nd508-answers-not-tracked.ts";
import { tunnelAnswersLost } from "./nd510-answers-lost.ts";
import { tunnelDropped } from "./nd510-tunnel-dropped.ts";
import { answersToWrongNode } from "./nd511-answers-to-wrong-node.ts";
import { missingEntry } from "./nd511-missing-entry.ts";
import { missingNeighbour } from "./nd511-missing-neighbour.ts";
import { wrongEntry } from "./nd511-wrong-entry.ts";
import { tunnelGone } from "./nd512-tunnel-gone.ts";
import { tunnelNumberDiffers } from "./nd512-tunnel-number-differs.ts";
import { tunnelPortDiffers } from "./nd512-tunnel-port-differs.ts";
import { answersStaleTunnelMac } from "./nd514-answers-stale-tunnel-mac.ts";
import { staleTunnelMac } from "./nd514-stale-tunnel-mac.ts";
import { tooBigUnsaid } from "./nd520-too-big-unsaid.ts";
import { underlayTooSmall } from "./nd520-underlay-too-small.ts";
import { answersFiltered } from "./nd530-answers-filtered.ts";
import { strictEverywhere } from "./nd530-strict-everywhere.ts";
import { strictOnTunnel } from "./nd530-strict-on-tunnel.ts";
import { answersWithoutRoute } from "./nd540-answers-without-route.ts";
import { blockRouteMissing } from "./nd540-block-route-missing.ts";
import { blockRouteMissingFromTheNode } from "./nd540-from-the-node.ts";
import { blockRouteRefuses } from "./nd540-route-refuses.ts";
import { routingRuleRefuses } from "./nd540-routing-rule-refuses.ts";
import { tunnelDown } from "./nd540-tunnel-down.ts";
import { borrowedAddress } from "./nd541-borrowed-address.ts";
import { borrowedFromHere } from "./nd541-borrowed-from-here.ts";
import { forwardingOff } from "./nd550-forwarding-off.ts";
import type { Scenario } from "./scenario.ts";

export const betweenNodes: readonly Scenario[] = [
  interfaceDown,
  nodeNotReady,
  sourceCutOff,
  switchPortDown,
  vlanBetween,
  neighbourOfAStranger,
  answersToAStranger,
  portDroppedBetween,
  tunnelLosesPart,
  answersLosePart,
  portLosesPart,
  bigPacketsLost,
  tunnelSendsBroken,
  countedByThePod,
  answersBroken,
  answersToTheGateway,
  sourceWithoutRoute,
  questionNotTracked,
  tunnelAnswersLost,
  tunnelDropped,
  answersToWrongNode,
  missingEntry,
  missingNeighbour,
  wrongEntry,
  tunnelPortDiffers,
  tunnelNumberDiffers,
  tunnelGone,
  staleTunnelMac,
  answersStaleTunnelMac,
  tooBigUnsaid,
  underlayTooSmall,
  answersFiltered,
  strictEverywhere,
  strictOnTunnel,
  answersWithoutRoute,
  blockRouteMissing,
  blockRouteMissingFromTheNode,
  blockRouteRefuses,
  routingRuleRefuses,
  tunnelDown,
  borrowedAddress,
  borrowedFromHere,
  forwardingOff,
];
