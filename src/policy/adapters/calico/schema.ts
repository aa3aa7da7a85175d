/** Shapes of Calico's policy objects. Unknown fields pass and are reported by the adapter. */
import { z } from "zod";

const NumberOrText = z.union([z.number(), z.string()]);
const Icmp = z.looseObject({ type: z.number().int().nullish(), code: z.number().int().nullish() });

export const EntityShape = z.looseObject({
  nets: z.array(z.string()).nullish(),
  notNets: z.array(z.string()).nullish(),
  selector: z.string().nullish(),
  notSelector: z.string().nullish(),
  namespaceSelector: z.string().nullish(),
  ports: z.array(NumberOrText).nullish(),
  notPorts: z.array(NumberOrText).nullish(),
  serviceAccounts: z
    .looseObject({ names: z.array(z.string()).nullish(), selector: z.string().nullish() })
    .nullish(),
  services: z.looseObject({ name: z.string(), namespace: z.string().nullish() }).nullish(),
});
export type EntityShape = z.infer<typeof EntityShape>;

export const RuleShape = z.looseObject({
  action: z.string(),
  ipVersion: z.number().nullish(),
  protocol: NumberOrText.nullish(),
  notProtocol: NumberOrText.nullish(),
  icmp: Icmp.nullish(),
  notICMP: Icmp.nullish(),
  source: EntityShape.nullish(),
  destination: EntityShape.nullish(),
  http: z.looseObject({}).nullish(),
});
export type RuleShape = z.infer<typeof RuleShape>;

const SpecShape = z.looseObject({
  tier: z.string().nullish(),
  order: z.number().nullish(),
  selector: z.string().nullish(),
  namespaceSelector: z.string().nullish(),
  serviceAccountSelector: z.string().nullish(),
  types: z.array(z.string()).nullish(),
  ingress: z.array(RuleShape).nullish(),
  egress: z.array(RuleShape).nullish(),
  doNotTrack: z.boolean().nullish(),
  preDNAT: z.boolean().nullish(),
  applyOnForward: z.boolean().nullish(),
});
export type SpecShape = z.infer<typeof SpecShape>;

export const PolicyShape = z.looseObject({ apiVersion: z.string().nullish(), spec: SpecShape.nullish() });

export const ProfileShape = z.looseObject({
  spec: z
    .looseObject({ ingress: z.array(RuleShape).nullish(), egress: z.array(RuleShape).nullish() })
    .nullish(),
});
