/**
 * Two scenarios broken at once on the same way, the first before the second. Left out are pairs of which the second shows nothing
 * at rest, so that nobody can know of it while no packet comes there: what is lost between nodes, in a queue or by chance, a card
 * or a gateway that does nothing, a program that misbehaves; and pairs whose acts undo each other, or are one thing to repair.
 */
import { scenarios } from "./index.ts";
import type { Scenario } from "./scenario.ts";

export interface ScenarioPair {
  /** `nd420-egress-denied + nd620-nobody-listens`. */
  readonly name: string;
  readonly first: Scenario;
  readonly second: Scenario;
  /** Default: what the first asks. */
  readonly ask: string;
}

type Listed = readonly [first: string, second: string, ask?: string];

const fromReviewsToDetails = "test/reviews -> test/details";

const listed: readonly Listed[] = [
  // Names, then what is further on.
  ["nd101-name-lookup-denied", "nd301-service-selects-nothing"],
  ["nd101-name-lookup-denied", "nd410-calico-tier"],
  ["nd101-name-lookup-denied", "nd620-nobody-listens"],
  ["nd101-name-lookup-over-tcp-only", "nd601-pod-route-missing"],
  ["nd101-name-lookup-over-tcp-only", "nd430-iptables-drop"],
  ["nd101-dns-admits-nobody-else", "nd412-denied-by-another-api"],
  ["nd101-dns-admits-nobody-else", "nd621-listens-on-loopback"],
  ["nd105-watch-lost", "nd430-nft-only-drop"],
  ["nd105-watch-lost", "nd620-nobody-listens"],
  ["nd343-dns-not-tracked", "nd550-forwarding-off"],
  ["nd343-dns-not-tracked", "nd410-calico-tier"],
  ["nd103-dns-does-not-answer", "nd410-ingress-denied"],
  // Leaving the pod.
  ["nd201-source-interface-down", "nd301-service-selects-nothing"],
  ["nd201-source-interface-down", "nd620-nobody-listens"],
  ["nd201-source-wire-down", "nd410-calico-tier"],
  ["nd202-no-route-in-pod", "nd420-egress-denied"],
  ["nd202-no-route-in-pod", "nd601-route-to-wrong-interface"],
  ["nd202-route-refuses", "nd540-route-refuses"],
  ["nd202-default-via-loopback", "nd621-listens-on-another-address"],
  ["nd205-own-output-drops", "nd410-calico-tier"],
  ["nd205-own-output-drops", "nd511-missing-entry"],
  ["nd206-sidecar-gone", "nd620-nobody-listens"],
  ["nd203-proxy-arp-off", "nd203-target-gateway-silent"],
  ["nd203-wrong-fixed-entry", "nd301-service-selects-old-version"],
  ["nd204-pod-bridge-down", "nd410-default-deny"],
  ["nd203-wrong-fixed-entry", "nd430-kubelet-port-dropped", "test/client -> node3:10250"],
  // The Service, then the pod behind it.
  ["nd340-rules-flushed", "nd410-default-deny", "test/reviews -> svc/test/details"],
  ["nd340-service-unknown", "nd413-set-member-missing", "test/reviews -> svc/test/details"],
  ["nd343-notrack-for-pods", "nd410-default-deny"],
  ["nd310-own-rule", "nd410-port-mismatch", "test/reviews -> svc/test/details"],
  ["nd310-some-stale-backends", "nd520-underlay-too-small"],
  // Policies for what leaves, then what arrives.
  ["nd420-egress-denied", "nd410-calico-tier"],
  ["nd420-egress-denied", "nd620-nobody-listens"],
  ["nd420-address-block", "nd601-route-refuses"],
  ["nd420-calico-default-deny", "nd430-raw-drop"],
  ["nd420-calico-default-deny", "nd540-block-route-missing"],
  ["nd411-deleted-policy-stays", "nd410-default-deny"],
  ["nd411-deleted-calico-policy-stays", "nd305-target-port-closed", "test/reviews -> svc/test/details"],
  ["nd430-legacy-drop", "nd412-denied-by-another-api"],
  ["nd430-legacy-drop", "nd601-pod-route-missing"],
  // Routes of the source's node.
  ["nd540-block-route-missing", "nd410-calico-tier"],
  ["nd540-route-refuses", "nd620-nobody-listens"],
  ["nd540-routing-rule-refuses", "nd205-own-input-drops"],
  ["nd540-tunnel-down", "nd601-pod-route-missing"],
  ["nd601-source-route-missing", "nd620-nobody-listens"],
  ["nd202-node-without-default-route", "nd410-from-the-node"],
  ["nd540-from-the-node", "nd410-default-deny"],
  // The tunnel.
  ["nd430-output-drops-tunnel", "nd410-calico-tier"],
  ["nd430-output-drops-tunnel", "nd430-answers-dropped"],
  ["nd511-wrong-entry", "nd410-calico-tier"],
  ["nd511-missing-entry", "nd601-routing-rule"],
  ["nd511-missing-neighbour", "nd621-listens-on-loopback"],
  ["nd514-stale-tunnel-mac", "nd430-mangle-drop"],
  ["nd512-tunnel-port-differs", "nd410-calico-tier"],
  ["nd512-tunnel-number-differs", "nd620-nobody-listens"],
  // Between the nodes.
  ["nd501-switch-port-down", "nd620-nobody-listens"],
  ["nd501-interface-down", "nd412-denied-by-another-api"],
  ["nd502-vlan-between", "nd410-calico-tier"],
  ["nd503-neighbour-of-a-stranger", "nd601-route-to-neighbour"],
  ["nd510-tunnel-dropped", "nd410-calico-tier"],
  ["nd510-tunnel-dropped", "nd601-pod-route-missing"],
  // Arriving.
  ["nd430-ingress-hook-drop", "nd201-target-wire-down"],
  ["nd430-raw-drop", "nd620-nobody-listens"],
  ["nd550-forwarding-off", "nd620-nobody-listens"],
  ["nd410-calico-tier", "nd201-target-interface-down"],
  ["nd410-port-mismatch", "nd203-target-gateway-silent"],
  ["nd410-port-mismatch", "nd305-target-port-closed", fromReviewsToDetails],
  ["nd411-policy-rules-out-of-step", "nd305-target-port-closed", fromReviewsToDetails],
  ["nd412-denied-by-another-api", "nd621-listens-on-ipv6"],
  ["nd417-source-rewritten", "nd620-nobody-listens"],
  ["nd601-pod-route-missing", "nd205-own-nft-drops"],
  ["nd601-address-taken", "nd620-nobody-listens"],
  ["nd201-target-wire-down", "nd620-nobody-listens"],
  // The way there, then the way back.
  ["nd410-calico-tier", "nd540-answers-without-route"],
  ["nd420-egress-denied", "nd511-answers-to-wrong-node"],
  ["nd430-iptables-drop", "nd514-answers-stale-tunnel-mac"],
  ["nd540-block-route-missing", "nd540-answers-without-route"],
  ["nd205-own-input-drops", "nd430-answers-tunnel-dropped"],
  ["nd620-nobody-listens", "nd430-answers-dropped"],
];

export const pairs: readonly ScenarioPair[] = listed.map(([one, other, ask]) => {
  const first = scenarioOf(one);
  const second = scenarioOf(other);
  return { name: `${one} + ${other}`, first, second, ask: ask ?? first.ask };
});

function scenarioOf(name: string): Scenario {
  const found = scenarios.find((one) => one.name === name);
  if (!found) throw new Error(`no scenario is named ${name}`);
  return found;
}
