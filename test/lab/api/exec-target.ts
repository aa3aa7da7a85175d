import { askedFor, isTrue, type ResourcePath } from "./request.ts";
import type { Access, User } from "./access.ts";
import { containerOf } from "./kubelet.ts";
import { at, type KubeObject } from "./object.ts";
import { ApiError, badRequest, notFound } from "./status.ts";
import type { Store } from "./store.ts";

/** One exec as asked: where, what, and which streams. */
export interface ExecTarget {
  readonly pod: KubeObject;
  readonly container: string;
  readonly argv: readonly string[];
  readonly node: string;
  readonly nodeIP: string;
  readonly stdin: boolean;
  readonly stdout: boolean;
  readonly stderr: boolean;
  readonly tty: boolean;
}

/** What is checked before any upgrade. Throws ApiError 400, 403, 404. */
export function execTarget(
  { store, access }: { readonly store: Store; readonly access: Access },
  place: ResourcePath,
  query: URLSearchParams,
  user: User,
): ExecTarget {
  // Upgrades come as GET; the right asked for is create, as from Kubernetes 1.35 on.
  access.require(user, askedFor(place, "create"));
  const { namespace, name = "" } = place;
  const resource = store.resourceOf({ apiVersion: "v1", kind: "Pod" });
  const pod = store.find(resource, namespace, name);
  if (!pod) throw notFound(resource, name);
  const argv = query.getAll("command");
  if (argv.length === 0) throw badRequest("you must specify at least 1 command for the container");
  const streams = {
    stdin: isTrue(query.get("stdin")),
    stdout: isTrue(query.get("stdout")),
    stderr: isTrue(query.get("stderr")),
    tty: isTrue(query.get("tty")),
  };
  if (!streams.stdin && !streams.stdout && !streams.stderr)
    throw badRequest("you must specify at least one of stdin, stdout, stderr");
  const container = containerOf(pod, query.get("container"));
  const node = at(pod, "spec.nodeName");
  if (typeof node !== "string") throw badRequest(`pod ${name} does not have a host assigned`);
  const phase = at(pod, "status.phase");
  if (phase === "Succeeded" || phase === "Failed")
    throw new ApiError(
      500,
      "InternalError",
      `cannot exec into a container in a completed pod; current phase is ${phase}`,
    );
  const hostIP = at(pod, "status.hostIP");
  return { pod, container, argv, node, nodeIP: typeof hostIP === "string" ? hostIP : node, ...streams };
}

/** True when the container's process is there to join. */
export function isRunning({ pod, container }: ExecTarget): boolean {
  const statuses = at(pod, "status.containerStatuses");
  return (Array.isArray(statuses) ? statuses : []).some(
    (status: unknown) => at(status, "name") === container && at(status, "state.running") !== undefined,
  );
}
