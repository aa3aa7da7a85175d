import type { NotSeen } from "../../model/evidence.ts";
import { CouldNotStand } from "../../ports.ts";
import type { KubernetesApi } from "./api.ts";
import { grantOf } from "./could-not-read.ts";
import { ExecRefused, HandshakeTimeout } from "./exec-socket.ts";
import type { ExecEnd, ExecTarget } from "./exec.ts";
import { mayExec, policyThatRefused } from "./may-exec.ts";

/** Where and through what we tried to stand. */
export interface Attempted {
  readonly node: string;
  readonly target: ExecTarget;
  readonly api: KubernetesApi;
  /** The Node object's own complaint, when it has one. */
  readonly notReady?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Why exec did not start, with the next step. Asks the API when the refusal itself said nothing. */
export async function explainRefusal(error: unknown, tried: Attempted): Promise<CouldNotStand> {
  const { node, target } = tried;
  if (tried.signal?.aborted) return stopped(node);
  if (error instanceof ExecRefused) return explainStatus(error, tried);
  const detail = error instanceof Error ? error.message : String(error);
  if (error instanceof HandshakeTimeout)
    return new CouldNotStand({
      why: "node-unreachable",
      detail: `${node} does not answer exec (${detail}): its kubelet hangs or cannot be reached${suffix(tried)}`,
      next: `on ${node}: systemctl status kubelet; journalctl -u kubelet -n 50`,
    });
  return new CouldNotStand({
    why: "failed",
    detail: `exec to ${target.namespace}/${target.pod} on ${node} failed: ${detail}`,
    next: `kubectl exec -n ${target.namespace} ${target.pod} -c ${target.container} -- true`,
  });
}

/** Why the session ended before it could be used, or in the middle of it. */
export function explainEnd(end: ExecEnd, tried: Attempted): CouldNotStand {
  const { node } = tried;
  if (tried.signal?.aborted) return stopped(node);
  const text =
    end.message || (end.how === "exited" ? `exit code ${end.code ?? "unknown"}` : "no reason given");
  return new CouldNotStand(
    fromRuntime(text, tried) ?? {
      why: "failed",
      detail: `the session on ${node} ended: ${text}`,
      next: `ask again; by hand: kubectl debug node/${node} -it --image=nicolaka/netshoot --profile=sysadmin`,
    },
  );
}

export function stopped(node: string): CouldNotStand {
  return new CouldNotStand({
    why: "not-asked",
    detail: `the diagnosis was stopped before ${node} had answered`,
    next: "ask again",
  });
}

async function explainStatus(error: ExecRefused, tried: Attempted): Promise<CouldNotStand> {
  const { target, node } = tried;
  const { namespace, pod, container } = target;
  const runtime = fromRuntime(error.message, tried);
  if (runtime) return new CouldNotStand(runtime);
  switch (error.code) {
    case 401:
      return new CouldNotStand({
        why: "forbidden",
        detail: `the API server does not accept netdiag's credentials for exec on ${node} (401)`,
        next: "renew the token or certificate of the kubeconfig user or service account",
      });
    case 403:
      return error.silent &&
        (await mayExec(tried.api, { namespace, verb: "create", name: pod }, tried.signal)) !== false
        ? noProtocol(node)
        : forbidden(error.message, tried);
    case 404:
    case 400:
      return new CouldNotStand({
        why: "no-pod",
        detail: `the debug pod ${namespace}/${pod} on ${node} cannot be used: ${error.message}`,
        next: `kubectl get pod ${pod} -n ${namespace} -o wide; its container must be called ${container}`,
      });
    default:
      return new CouldNotStand({
        why: "failed",
        detail: `exec on ${node} was refused: ${error.message} (${error.code})`,
        next: `kubectl exec -n ${namespace} ${pod} -c ${container} -- true`,
      });
  }
}

/** What kubelet and container runtime say, in a Status before or after the upgrade. */
function fromRuntime(text: string, { node, target, ...tried }: Attempted): NotSeen | undefined {
  if (/dialing backend|dial tcp|connection refused|no route to host|i\/o timeout|proxy error/i.test(text))
    return {
      why: "node-unreachable",
      detail: `the API server cannot reach the kubelet of ${node}: ${text}${suffix(tried)}`,
      next: `check ${node} and TCP 10250 to it: kubectl describe node ${node}`,
    };
  if (/executable file not found|: not found|applet not found/.test(text))
    return {
      why: "tool-missing",
      detail: `the debug pod ${target.namespace}/${target.pod} on ${node} lacks a program every probe needs: ${text}`,
      next: "use netdiag's prober image, or one with sh, timeout, mktemp, grep, awk, nsenter",
    };
  return undefined;
}

function forbidden(message: string, { node, target, api }: Attempted): CouldNotStand {
  const attempt = { verb: "create", group: "", resource: "pods/exec", server: api.server } as const;
  return new CouldNotStand({
    why: "forbidden",
    detail: `exec on ${node} was refused: ${message}`,
    next: policyThatRefused(message) ?? grantOf({ ...attempt, namespace: target.namespace }, message),
  });
}

function noProtocol(node: string): CouldNotStand {
  return new CouldNotStand({
    why: "failed",
    detail: `exec on ${node} was refused without a word although RBAC allows it: the API server, or a proxy before it, speaks neither v5 nor v4 of the exec protocol over WebSocket`,
    next: "Kubernetes 1.29 or newer speaks it; reach the API server without the proxy",
  });
}

function suffix({ notReady }: { readonly notReady?: string | undefined }): string {
  return notReady ? `; ${notReady}` : "";
}
