/** The shape of a `networking.k8s.io/v1` NetworkPolicy. Unknown fields pass and are reported by the adapter. */
import { z } from "zod";

const nullish = <Schema extends z.ZodType>(schema: Schema) => schema.nullish();
/** A nothing in a list of objects (`ingress: [null]`, a bare dash in YAML) is an empty object to an API server. */
const item = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === null ? {} : value), schema);

export const SelectorShape = z.looseObject({
  matchLabels: nullish(z.record(z.string(), z.string())),
  matchExpressions: nullish(
    z.array(z.looseObject({ key: z.string(), operator: z.string(), values: nullish(z.array(z.string())) })),
  ),
});
export type SelectorShape = z.infer<typeof SelectorShape>;

export const PortShape = z.looseObject({
  protocol: nullish(z.string()),
  port: nullish(z.union([z.number().int(), z.string()])),
  endPort: nullish(z.number().int()),
});
export type PortShape = z.infer<typeof PortShape>;

export const PeerShape = z.looseObject({
  podSelector: nullish(SelectorShape),
  namespaceSelector: nullish(SelectorShape),
  ipBlock: nullish(z.looseObject({ cidr: z.string(), except: nullish(z.array(z.string())) })),
});
export type PeerShape = z.infer<typeof PeerShape>;

export const RuleShape = z.looseObject({
  from: nullish(z.array(item(PeerShape))),
  to: nullish(z.array(item(PeerShape))),
  ports: nullish(z.array(item(PortShape))),
});
export type RuleShape = z.infer<typeof RuleShape>;

export const NetworkPolicyShape = z.looseObject({
  metadata: z.looseObject({ name: z.string(), namespace: nullish(z.string()) }),
  spec: nullish(
    z.looseObject({
      podSelector: nullish(SelectorShape),
      policyTypes: nullish(z.array(z.string())),
      ingress: nullish(z.array(item(RuleShape))),
      egress: nullish(z.array(item(RuleShape))),
    }),
  ),
});
export type NetworkPolicyShape = z.infer<typeof NetworkPolicyShape>;
