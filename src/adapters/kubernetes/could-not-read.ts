import { CouldNotRead } from "../../ports.ts";
import { ApiRefused, ApiSilent, CredentialsFailed } from "./api-errors.ts";
import { leavesOut, tierResource } from "./calico-tiers.ts";
import { AnswerTooLarge } from "./transport.ts";
import { notReached } from "./not-reached.ts";

/** What was tried, for the words and the RBAC rule. */
export interface Attempt {
  readonly verb: "get" | "list" | "create" | "delete";
  readonly group: string;
  readonly version?: string;
  /** With its subresource: `pods/exec`. */
  readonly resource: string;
  readonly namespace?: string | undefined;
  readonly name?: string | undefined;
  readonly server: string;
}

/** The failure in words a person can act on. */
export function explainRead(error: unknown, attempt: Attempt): CouldNotRead {
  const what = describe(attempt);
  if (error instanceof ApiRefused) {
    if (error.code === 403)
      return new CouldNotRead(
        "forbidden",
        `not allowed to ${what}: ${error.message}`,
        grantOf(attempt, error.message),
        { group: attempt.group, resource: attempt.resource },
      );
    if (error.code === 401)
      return new CouldNotRead(
        "forbidden",
        `the API server does not accept netdiag's credentials (401, to ${what})`,
        "renew the token or certificate of the kubeconfig user or service account",
      );
    return new CouldNotRead(
      "failed",
      `could not ${what}: ${error.message} (${error.code})`,
      whatNext(error.code, attempt),
    );
  }
  if (error instanceof ApiSilent && error.kind === "stopped")
    return new CouldNotRead("failed", error.message, "ask again");
  if (error instanceof AnswerTooLarge)
    return new CouldNotRead(
      "failed",
      `not read: too big: ${error.message}, to ${what}`,
      `look for objects of megabytes and make them smaller: kubectl get ${attempt.resource}${attempt.namespace ? ` -n ${attempt.namespace}` : " -A"}`,
    );
  if (error instanceof CredentialsFailed) return new CouldNotRead("failed", error.message, error.next);
  const { says, next } = notReached(error instanceof Error ? error.message : String(error));
  return new CouldNotRead(
    "unreachable",
    `the API server ${attempt.server} could not be reached to ${what}: ${says}`,
    next,
  );
}

function whatNext(code: number, { verb, group, version, resource }: Attempt): string {
  // An API served by another program, which the API server only stands in front of.
  if (code === 503 && version !== undefined && group.includes("."))
    return `look whether what serves that API is up: kubectl get apiservice ${version}.${group}`;
  return code === 429 || code >= 500
    ? "the API server is busy or failing: ask again; kubectl get --raw /readyz?verbose"
    : `try by hand: kubectl ${verb === "list" ? "get" : verb} ${resource}`;
}

/** The rule to add, and how to check it. The server's own message names the user. */
export function grantOf(attempt: Attempt, message: string): string {
  const user = /User "([^"]+)"/.exec(message)?.[1];
  const verbs = attempt.resource === "pods/exec" ? '"get", "create"' : readVerbs(attempt.verb);
  const resources = leavesOut(attempt)
    ? [attempt.resource, tierResource(attempt.resource), "tiers"]
    : [attempt.resource];
  // What else is in ConfigMaps is nobody's business.
  const only =
    attempt.resource === "configmaps" && attempt.name ? `resourceNames: ["${attempt.name}"], ` : "";
  const rule = `{apiGroups: ["${attempt.group}"], resources: [${resources.map((one) => `"${one}"`).join(", ")}], ${only}verbs: [${only ? '"get"' : verbs}]}`;
  const scope = attempt.namespace ? `a Role in namespace ${attempt.namespace}` : "a ClusterRole";
  const named = only ? `${attempt.resource}/${attempt.name ?? ""}` : attempt.resource;
  const qualified = attempt.group ? `${named}.${attempt.group}` : named;
  const where = attempt.namespace ? ` -n ${attempt.namespace}` : " -A";
  const as = user ? ` --as=${user}` : "";
  return `add ${rule} to ${scope}${user ? ` bound to ${user}` : ""}; check: kubectl auth can-i ${attempt.verb} ${qualified}${where}${as}`;
}

function readVerbs(verb: Attempt["verb"]): string {
  return verb === "get" || verb === "list" ? '"get", "list"' : `"${verb}"`;
}

function describe({ verb, resource, group, namespace, name }: Attempt): string {
  const qualified = group ? `${resource}.${group}` : resource;
  const where = namespace ? ` in namespace ${namespace}` : "";
  return `${verb} ${qualified}${name ? ` ${name}` : ""}${where}`;
}
