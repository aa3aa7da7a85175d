/** The shapes of Istio's `security.istio.io` policies. */
import { z } from "zod";

const Values = z.array(z.string()).nullish();

export const SourceShape = z.looseObject({
  principals: Values,
  notPrincipals: Values,
  namespaces: Values,
  notNamespaces: Values,
  serviceAccounts: Values,
  notServiceAccounts: Values,
  ipBlocks: Values,
  notIpBlocks: Values,
});
export type SourceShape = z.infer<typeof SourceShape>;

export const OperationShape = z.looseObject({ ports: Values, notPorts: Values });
export type OperationShape = z.infer<typeof OperationShape>;

export const ConditionShape = z.looseObject({ key: z.string(), values: Values, notValues: Values });
export type ConditionShape = z.infer<typeof ConditionShape>;

export const IstioRuleShape = z.looseObject({
  from: z.array(z.looseObject({ source: SourceShape.nullish() })).nullish(),
  to: z.array(z.looseObject({ operation: OperationShape.nullish() })).nullish(),
  when: z.array(ConditionShape).nullish(),
});
export type IstioRuleShape = z.infer<typeof IstioRuleShape>;

const Selector = z.looseObject({ matchLabels: z.record(z.string(), z.string()).nullish() }).nullish();

const TargetRef = z.looseObject({ kind: z.string(), name: z.string() });

export const AuthorizationPolicyShape = z.looseObject({
  metadata: z.looseObject({ annotations: z.record(z.string(), z.unknown()).nullish() }),
  spec: z
    .looseObject({
      selector: Selector,
      targetRef: TargetRef.nullish(),
      targetRefs: z.array(TargetRef).nullish(),
      action: z.string().nullish(),
      rules: z.array(z.preprocess((value) => (value === null ? {} : value), IstioRuleShape)).nullish(),
    })
    .nullish(),
});

const Mode = z.looseObject({ mode: z.string().nullish() });

export const PeerAuthenticationShape = z.looseObject({
  metadata: z.looseObject({ creationTimestamp: z.string().nullish() }),
  spec: z
    .looseObject({
      selector: Selector,
      mtls: Mode.nullish(),
      portLevelMtls: z.record(z.string(), Mode).nullish(),
    })
    .nullish(),
});
