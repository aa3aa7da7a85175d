/** Whether RBAC lets netdiag into debug pods, asked before it is tried: a refusal then names the rule that is missing. */
import { CouldNotStand } from "../../ports.ts";
import { isAllowed } from "./access-review.ts";
import { ApiRefused, ApiSilent, CredentialsFailed } from "./api-errors.ts";
import type { KubernetesApi } from "./api.ts";
import { grantOf } from "./could-not-read.ts";

/** A yes holds this long, milliseconds; a no is asked again, since somebody may just have mended it. */
const rememberedMs = 3 * 60_000;

/** Until when exec is known to be allowed, by namespace. */
const allowed = new WeakMap<KubernetesApi, Map<string, number>>();

/**
 * Throws CouldNotStand when the API server says that exec is not allowed in that namespace. What cannot be asked is tried.
 * A WebSocket is a GET: API servers before 1.35 ask for `get`, later ones for `create` as well. Only where neither is
 * allowed is it certain.
 */
export async function requireExec(
  api: KubernetesApi,
  namespace: string,
  node: string,
  signal?: AbortSignal,
): Promise<void> {
  const known = allowed.get(api) ?? new Map<string, number>();
  allowed.set(api, known);
  if ((known.get(namespace) ?? 0) > performance.now()) return;
  for (const verb of ["create", "get"] as const) {
    const may = await mayExec(api, { namespace, verb }, signal);
    if (may) known.set(namespace, performance.now() + rememberedMs);
    if (may !== false) return;
  }
  throw new CouldNotStand({
    why: "forbidden",
    detail: `netdiag's account may not exec into pods of namespace ${namespace}, so ${node} was not looked at`,
    next: grantOf({ verb: "create", group: "", resource: "pods/exec", server: api.server, namespace }, ""),
  });
}

interface ExecAsked {
  readonly namespace: string;
  readonly verb: "create" | "get";
  /** Any pod of the namespace when absent. */
  readonly name?: string;
}

/** Undefined when even that could not be asked. */
export async function mayExec(
  api: KubernetesApi,
  asked: ExecAsked,
  signal?: AbortSignal,
): Promise<boolean | undefined> {
  try {
    return await isAllowed(api, { ...asked, resource: "pods", subresource: "exec" }, { signal });
  } catch (error) {
    if (error instanceof ApiRefused || error instanceof ApiSilent || error instanceof CredentialsFailed)
      return undefined;
    throw error;
  }
}

/** The policy that refused, when it was not RBAC: no rule added to a role helps then. */
export function policyThatRefused(message: string): string | undefined {
  const name = /ValidatingAdmissionPolicy '([^']{1,253})'/.exec(message)?.[1];
  return name === undefined
    ? undefined
    : `an admission policy refuses it, not RBAC: kubectl get validatingadmissionpolicy ${name} -o yaml; who may is in the ConfigMap it takes`;
}
