/** The shapes of the cluster-wide policies of `policy.networking.k8s.io`; the versions differ in what a rule holds. */
import { z } from "zod";
import { SelectorShape } from "../network-policy/schema.ts";

/** Peers and ports are read field by field, because their fields tell the versions apart. */
const Fields = z.record(z.string(), z.unknown());

export const ClusterRuleShape = z.looseObject({
  name: z.string().nullish(),
  action: z.string(),
  from: z.array(Fields).nullish(),
  to: z.array(Fields).nullish(),
  ports: z.array(Fields).nullish(),
  protocols: z.array(Fields).nullish(),
});
export type ClusterRuleShape = z.infer<typeof ClusterRuleShape>;

export const NamespacedPodShape = z.strictObject({
  namespaceSelector: SelectorShape.nullish(),
  podSelector: SelectorShape.nullish(),
});

export const ClusterPolicyShape = z.looseObject({
  spec: z.looseObject({
    tier: z.string().nullish(),
    priority: z.number().int().nullish(),
    subject: z.looseObject({
      namespaces: SelectorShape.nullish(),
      pods: NamespacedPodShape.nullish(),
    }),
    ingress: z.array(ClusterRuleShape).nullish(),
    egress: z.array(ClusterRuleShape).nullish(),
  }),
});
export type ClusterPolicyShape = z.infer<typeof ClusterPolicyShape>;

/** v0.1.0 of v1alpha1: namespaces by a selector or by comparing labels with the subject's namespace. */
export const OldNamespacesShape = z.strictObject({
  namespaceSelector: SelectorShape.optional(),
  sameLabels: z.array(z.string()).optional(),
  notSameLabels: z.array(z.string()).optional(),
});

export const OldPodsShape = z.strictObject({
  namespaces: OldNamespacesShape,
  podSelector: SelectorShape,
});

export const StrictSelectorShape = z.strictObject(SelectorShape.shape);

/** What is no port is refused by the adapter; another field than these is one of a newer version. */
const port = z.number();
const protocol = z.enum(["TCP", "UDP", "SCTP"]);

/** v1alpha1; exactly one field. Its range defaults to TCP. */
export const PortShape = z.union([
  z.strictObject({ portNumber: z.strictObject({ protocol: protocol.default("TCP"), port }) }),
  z.strictObject({
    portRange: z.strictObject({ protocol: protocol.default("TCP"), start: port, end: port }),
  }),
  z.strictObject({ namedPort: z.string() }),
]);

const DestinationPort = z.union([
  z.strictObject({ number: port }),
  z.strictObject({ range: z.strictObject({ start: port, end: port }) }),
]);
const Layer4 = z.strictObject({ destinationPort: DestinationPort.optional() });

/** v1alpha2; exactly one field. */
export const ProtocolShape = z.union([
  z.strictObject({ tcp: Layer4 }),
  z.strictObject({ udp: Layer4 }),
  z.strictObject({ sctp: Layer4 }),
  z.strictObject({ destinationNamedPort: z.string() }),
]);
