/** Istio's layer 4 policies evaluated straight from their documentation's words, sharing no code with what they check. */
import { inBlock } from "../oracle.ts";

export interface MeshEnd {
  readonly ip: string;
  readonly namespace: string;
  readonly app: string;
  readonly account: string;
  readonly meshed: boolean;
}
export interface MeshFlow {
  readonly from: MeshEnd;
  readonly to: MeshEnd;
  readonly port: number;
}

export interface MeshSource {
  readonly principals?: readonly string[];
  readonly notPrincipals?: readonly string[];
  readonly namespaces?: readonly string[];
  readonly notNamespaces?: readonly string[];
  readonly ipBlocks?: readonly string[];
  readonly notIpBlocks?: readonly string[];
}
export interface MeshRule {
  readonly from?: readonly { readonly source: MeshSource }[];
  readonly to?: readonly {
    readonly operation: { readonly ports?: readonly string[]; readonly notPorts?: readonly string[] };
  }[];
}
export interface Authorization {
  readonly namespace: string;
  readonly app?: string;
  readonly action: "ALLOW" | "DENY" | "AUDIT";
  readonly rules: readonly MeshRule[];
}
export interface Authentication {
  readonly namespace: string;
  readonly app?: string;
  readonly created: number;
  readonly mode: "UNSET" | "PERMISSIVE" | "STRICT" | "DISABLE";
  readonly ports?: Readonly<Record<number, "UNSET" | "PERMISSIVE" | "STRICT">>;
}

const root = "istio-system";

const covers = (policy: { readonly namespace: string; readonly app?: string }, end: MeshEnd): boolean =>
  (policy.namespace === root || policy.namespace === end.namespace) &&
  (policy.app === undefined || policy.app === end.app);

/** The mode in force: the workload's oldest policy, else its namespace's, else the mesh's, else permissive. */
function modeOf(all: readonly Authentication[], { to, port }: MeshFlow): string {
  const oldest = (some: readonly Authentication[]): Authentication | undefined =>
    [...some].sort((one, other) => one.created - other.created)[0];
  const workload = oldest(
    all.filter((one) => one.app === to.app && one.namespace === to.namespace && one.namespace !== root),
  );
  const inNamespace = oldest(all.filter((one) => one.app === undefined && one.namespace === to.namespace));
  const inMesh = oldest(all.filter((one) => one.app === undefined && one.namespace === root));
  const modes = [workload?.ports?.[port], workload?.mode, inNamespace?.mode, inMesh?.mode];
  return modes.find((mode) => mode !== undefined && mode !== "UNSET") ?? "PERMISSIVE";
}

function pattern(text: string, value: string | undefined): boolean {
  if (value === undefined) return false;
  if (text === "*") return value !== "";
  if (text.startsWith("*")) return value.endsWith(text.slice(1));
  return text.endsWith("*") ? value.startsWith(text.slice(0, -1)) : text === value;
}

/** The peer's identity is known only over mutual TLS. */
function sourceHolds(source: MeshSource, from: MeshEnd, proved: boolean): boolean {
  const principal = proved ? `cluster.local/ns/${from.namespace}/sa/${from.account}` : undefined;
  const namespace = proved ? from.namespace : undefined;
  const some = (texts: readonly string[] | undefined, holds: (text: string) => boolean): boolean =>
    !texts || texts.length === 0 || texts.some(holds);
  const none = (texts: readonly string[] | undefined, holds: (text: string) => boolean): boolean =>
    !(texts ?? []).some(holds);
  return (
    some(source.principals, (text) => pattern(text, principal)) &&
    none(source.notPrincipals, (text) => pattern(text, principal)) &&
    some(source.namespaces, (text) => pattern(text, namespace)) &&
    none(source.notNamespaces, (text) => pattern(text, namespace)) &&
    some(source.ipBlocks, (text) => inBlock(from.ip, text.includes("/") ? text : `${text}/32`)) &&
    none(source.notIpBlocks, (text) => inBlock(from.ip, text.includes("/") ? text : `${text}/32`))
  );
}

function ruleHolds({ from, to }: MeshRule, flow: MeshFlow, proved: boolean): boolean {
  return (
    (!from || from.length === 0 || from.some(({ source }) => sourceHolds(source, flow.from, proved))) &&
    (!to ||
      to.length === 0 ||
      to.some(
        ({ operation: { ports, notPorts } }) =>
          (!ports || ports.length === 0 || ports.includes(`${flow.port}`)) &&
          !(notPorts ?? []).includes(`${flow.port}`),
      ))
  );
}

/** For TCP between pods, without NetworkPolicies. */
export function meshOracle(
  authentications: readonly Authentication[],
  authorizations: readonly Authorization[],
  flow: MeshFlow,
): boolean {
  if (!flow.to.meshed) return true;
  const mode = modeOf(authentications, flow);
  if (mode === "STRICT" && !flow.from.meshed) return false;
  const proved = flow.from.meshed && mode !== "DISABLE";
  const here = authorizations.filter((one) => covers(one, flow.to));
  const any = (action: string): boolean =>
    here.some((one) => one.action === action && one.rules.some((rule) => ruleHolds(rule, flow, proved)));
  if (any("DENY")) return false;
  return !here.some(({ action }) => action === "ALLOW") || any("ALLOW");
}
