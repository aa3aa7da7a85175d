import { digestOf } from "../../src/apply/manifest.ts";
import type { Rules } from "../../src/access/rule.ts";
import type { ChangeAsked, ChangeManifest, ChangeRequest } from "../../src/model/change.ts";
import { question } from "../report/incident.ts";

export const allowYaml = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: allow-web
  namespace: test
spec:
  podSelector:
    matchLabels:
      app: web
  policyTypes:
    - Ingress
  ingress:
    - ports:
        - port: 9080
`;

export const allowWeb: ChangeManifest = {
  apiVersion: "networking.k8s.io/v1",
  kind: "NetworkPolicy",
  metadata: { name: "allow-web", namespace: "test" },
  spec: {
    podSelector: { matchLabels: { app: "web" } },
    policyTypes: ["Ingress"],
    ingress: [{ ports: [{ port: 9080 }] }],
  },
};

export const asked: ChangeAsked = {
  id: "ch-0a1b2c3d4e5f",
  diagnosis: "d-1",
  cluster: "prod-1",
  by: { user: "U0MEI", channel: "C0ONCALL", groups: [] },
  threadTs: "1.1",
  question,
  manifest: allowWeb,
  summary: "add NetworkPolicy test/allow-web",
  alsoOpens: [],
  alsoCloses: [],
  askedAt: 0,
  expiresAt: 600_000,
};

/** Mei asked for it at 0, for ten minutes; nothing stands there. */
export function request(): ChangeRequest {
  const bound = { state: "absent" } as const;
  return { ...asked, bound, digest: digestOf({ ...asked, bound }) };
}

const anyone = { groups: [], clusters: ["*"], nodes: [], outside: [], channels: [] };

/** Mei may ask for changes in namespace test, Sam may approve them. */
export const rules: Rules = [
  { ...anyone, name: "who asks", users: ["U0MEI"], namespaces: ["test"], actions: ["ask", "fix", "apply"] },
  { ...anyone, name: "who approves", users: ["U0SAM"], namespaces: ["test"], actions: ["ask", "approve"] },
];
