/** Scenarios of packets that do not get out of their pod or off their node, in path order. */
import { sourceInterfaceDown } from "./nd201-source-interface-down.ts";
import { sourceWireDown } from "./nd201-source-wire-down.ts";
import { targetAddressForgotten } from "./nd201-target-address-forgotten.ts";
import { targetAddressGone } from "./nd201-target-address-gone.ts";
import { targetInterfaceDown } from "./nd201-target-interface-down.ts";
import { targetWireDown } from "./nd201-target-wire-down.ts";
import { targetWireGone } from "./nd201-target-wire-gone.ts";
import { wireEnslaved } from "./nd201-wire-enslaved.ts";
import { defaultViaLoopback } from "./nd202-default-via-loopback.ts";
import { noRouteInPod } from "./nd202-no-route-in-pod.ts";
import { nodeWithoutDefaultRoute } from "./nd202-node-without-default-route.ts";
import { noAddressOfTheFamily } from "./nd202-other-family.ts";
import { routeRefuses } from "./nd202-route-refuses.ts";
import { serviceNetworkRefused } from "./nd202-service-network-refused.ts";
import { targetRoutesFlushed } from "./nd202-target-routes-flushed.ts";
import { gatewayWithoutRoute } from "./nd203-no-default-route.ts";
import { proxyArpOff } from "./nd203-proxy-arp-off.ts";
import { targetGatewaySilent } from "./nd203-target-gateway-silent.ts";
import { wrongFixedEntry } from "./nd203-wrong-fixed-entry.ts";
import { podBridgeDown } from "./nd204-pod-bridge-down.ts";
import { ownInputDrops } from "./nd205-own-input-drops.ts";
import { ownNftDrops } from "./nd205-own-nft-drops.ts";
import { ownOutputDrops } from "./nd205-own-output-drops.ts";
import { sidecarGone } from "./nd206-sidecar-gone.ts";
import { targetSidecarGone } from "./nd206-target-sidecar-gone.ts";
import { fewSourcePorts } from "./nd207-few-source-ports.ts";
import type { Scenario } from "./scenario.ts";

export const leavingThePod: readonly Scenario[] = [
  sourceInterfaceDown,
  sourceWireDown,
  targetAddressGone,
  targetAddressForgotten,
  targetInterfaceDown,
  targetWireDown,
  targetWireGone,
  wireEnslaved,
  defaultViaLoopback,
  noRouteInPod,
  nodeWithoutDefaultRoute,
  noAddressOfTheFamily,
  routeRefuses,
  serviceNetworkRefused,
  targetRoutesFlushed,
  gatewayWithoutRoute,
  proxyArpOff,
  targetGatewaySilent,
  wrongFixedEntry,
  podBridgeDown,
  ownInputDrops,
  ownNftDrops,
  ownOutputDrops,
  sidecarGone,
  targetSidecarGone,
  fewSourcePorts,
];
