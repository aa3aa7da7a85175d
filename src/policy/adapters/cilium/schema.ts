/** The shape of `cilium.io/v2` rules. What is not listed here is left for the adapter to notice. */
import { z } from "zod";
import { SelectorShape } from "../network-policy/schema.ts";

const Selectors = z.array(SelectorShape).nullish();
const Blocks = z.array(z.string()).nullish();
export const BlockSetShape = z.looseObject({
  cidr: z.string().nullish(),
  except: z.array(z.string()).nullish(),
  cidrGroupRef: z.string().nullish(),
  cidrGroupSelector: SelectorShape.nullish(),
});
export type BlockSetShape = z.infer<typeof BlockSetShape>;
const BlockSet = z.array(BlockSetShape).nullish();

export const ServiceShape = z.looseObject({
  k8sService: z.looseObject({ serviceName: z.string().nullish(), namespace: z.string().nullish() }).nullish(),
  k8sServiceSelector: z.looseObject({ selector: SelectorShape, namespace: z.string().nullish() }).nullish(),
});
export type ServiceShape = z.infer<typeof ServiceShape>;
const Names = z.array(z.string()).nullish();
const Anything = z.array(z.unknown()).nullish();

export const CiliumPortsShape = z.looseObject({
  ports: z
    .array(
      z.looseObject({
        // A number without quotes is refused by the API server.
        port: z.string().nullish(),
        endPort: z.number().int().nullish(),
        protocol: z.string().nullish(),
      }),
    )
    .nullish(),
  rules: z.record(z.string(), z.unknown()).nullish(),
});
export type CiliumPortsShape = z.infer<typeof CiliumPortsShape>;

export const IcmpShape = z.looseObject({
  fields: z.array(z.looseObject({ family: z.string().nullish(), type: z.union([z.number(), z.string()]) })),
});
export type IcmpShape = z.infer<typeof IcmpShape>;

export const CiliumRuleShape = z.looseObject({
  fromEndpoints: Selectors,
  toEndpoints: Selectors,
  fromRequires: Selectors,
  toRequires: Selectors,
  fromCIDR: Blocks,
  toCIDR: Blocks,
  fromCIDRSet: BlockSet,
  toCIDRSet: BlockSet,
  fromEntities: Names,
  toEntities: Names,
  fromNodes: Selectors,
  toNodes: Selectors,
  fromGroups: Anything,
  toGroups: Anything,
  toServices: z.array(ServiceShape).nullish(),
  toFQDNs: z
    .array(z.looseObject({ matchName: z.string().nullish(), matchPattern: z.string().nullish() }))
    .nullish(),
  toPorts: z.array(CiliumPortsShape).nullish(),
  icmps: z.array(IcmpShape).nullish(),
  authentication: z.looseObject({ mode: z.string() }).nullish(),
});
export type CiliumRuleShape = z.infer<typeof CiliumRuleShape>;

const Rules = z.array(z.preprocess((value) => (value === null ? {} : value), CiliumRuleShape)).nullish();

export const CiliumSpecShape = z.looseObject({
  endpointSelector: SelectorShape.nullish(),
  nodeSelector: SelectorShape.nullish(),
  ingress: Rules,
  ingressDeny: Rules,
  egress: Rules,
  egressDeny: Rules,
  enableDefaultDeny: z
    .looseObject({ ingress: z.boolean().nullish(), egress: z.boolean().nullish() })
    .nullish(),
});
export type CiliumSpecShape = z.infer<typeof CiliumSpecShape>;

export const CiliumPolicyShape = z.looseObject({
  spec: CiliumSpecShape.nullish(),
  specs: z.array(CiliumSpecShape).nullish(),
});
