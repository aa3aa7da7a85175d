/**
 * The names of a cluster, as its API lists them: of most kinds the API is asked for the metadata alone. Ports stand in the specs:
 * Services are read whole, and of the workloads that people ask about most the first page, which is every one in most clusters.
 */
import { z } from "zod";
import { mostNames, type NamedObject, type Names } from "../../model/names.ts";
import { CouldNotRead } from "../../ports.ts";
import { ApiRefused } from "./api-errors.ts";
import type { Connection } from "./connection.ts";
import { type Attempt, explainRead } from "./could-not-read.ts";
import { homeOf, isObjectName, pathOf } from "./kind-info.ts";
import { kinds } from "./kinds.ts";
import { readPages } from "./pages.ts";
import { AnswerTooLarge } from "./transport.ts";

/** Workloads have specs of many kilobytes, of which nothing is needed. */
const metadataOnly = "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io,application/json";

/** What has containers that listen, as a rule. */
const withContainers = new Set<NamedObject["kind"]>(["Deployment", "StatefulSet", "DaemonSet"]);

/** Of one object so many ports. */
const mostPorts = 20;

const name = z.string().refine(isObjectName);
const Listed = z.object({
  metadata: z.object({
    name,
    namespace: name.optional(),
    ownerReferences: z.array(z.object({ controller: z.boolean().optional() })).optional(),
  }),
});
const Port = z.object({
  port: z.number().int(),
  name: z.string().regex(/^[a-z0-9-]{1,63}$/),
  protocol: z.string().optional(),
});
const WithPorts = z.object({
  spec: z.object({ ports: z.array(z.union([Port, Port.omit({ name: true })])).default([]) }),
});
const ContainerPort = z
  .object({ containerPort: z.number().int(), name: z.string().optional(), protocol: z.string().optional() })
  .transform(({ containerPort, ...rest }) => ({ ...rest, port: containerPort }))
  .pipe(z.union([Port, Port.omit({ name: true })]));
const WithContainers = z.object({
  spec: z.object({
    template: z.object({
      spec: z.object({ containers: z.array(z.object({ ports: z.array(ContainerPort).default([]) })) }),
    }),
  }),
});

/** The bound is reached: what is known by now is kept. */
class Full extends Error {}

class Collected {
  readonly namespaces: string[] = [];
  readonly objects: NamedObject[] = [];
  #characters = 0;

  /** Throws Full. */
  namespace(one: string): void {
    this.#count(one);
    this.namespaces.push(one);
  }

  /** Throws Full. */
  object(one: NamedObject): void {
    this.#count(one);
    this.objects.push(one);
  }

  #count(one: unknown): void {
    this.#characters += JSON.stringify(one).length + 1;
    const count = this.namespaces.length + this.objects.length;
    if (count >= mostNames.names || this.#characters > mostNames.characters) throw new Full();
  }
}

/**
 * Namespaces, Services with their ports, and what owns pods, with the ports of its containers, up to a bound. What may not be listed is left out; throws
 * CouldNotRead when nothing could be.
 */
export async function readNames(connection: Connection, signal: AbortSignal): Promise<Names> {
  const names = new Collected();
  const lists = [
    () => readNamespaces(connection, signal, names),
    ...(["Service", "Deployment", "StatefulSet", "DaemonSet", "CronJob", "Job"] as const).map(
      (kind) => () => readObjects(connection, signal, kind, names),
    ),
  ];
  let refused: CouldNotRead | undefined;
  let read = 0;
  for (const list of lists)
    try {
      await list();
      read += 1;
    } catch (error) {
      if (error instanceof Full) return names;
      if (!(error instanceof CouldNotRead)) throw error;
      if (signal.aborted) throw error;
      refused = error;
    }
  if (read === 0 && refused) throw refused;
  return names;
}

async function readNamespaces(connection: Connection, signal: AbortSignal, names: Collected): Promise<void> {
  await eachOf(connection, signal, "Namespace", (item) => {
    const one = Listed.safeParse(item).data;
    if (one) names.namespace(one.metadata.name);
  });
}

async function readObjects(
  connection: Connection,
  signal: AbortSignal,
  kind: NamedObject["kind"],
  names: Collected,
): Promise<void> {
  await eachOf(connection, signal, kind, (item) => {
    const one = Listed.safeParse(item).data?.metadata;
    // A Job of a CronJob is asked about by the CronJob's name.
    if (one?.namespace === undefined || one.ownerReferences?.some(({ controller }) => controller === true))
      return;
    const { namespace, name: called } = one;
    names.object({ kind, namespace, name: called, ...portsOf(kind, item) });
  });
}

/** None for what was read without its spec. */
function portsOf(kind: NamedObject["kind"], item: unknown): Pick<NamedObject, "ports"> {
  if (kind === "Service") return { ports: told(WithPorts.safeParse(item).data?.spec.ports ?? []) };
  const containers = WithContainers.safeParse(item).data?.spec.template.spec.containers ?? [];
  const ports = told(containers.flatMap((container) => container.ports));
  return ports.length === 0 ? {} : { ports };
}

type PortRead = z.infer<typeof ContainerPort>;

function told(ports: readonly PortRead[]): NonNullable<NamedObject["ports"]> {
  return ports.slice(0, mostPorts).map(({ port, protocol, ...rest }) => ({
    port,
    ...rest,
    ...(protocol === "UDP" || protocol === "SCTP" ? { protocol } : {}),
  }));
}

/** Once through the list: where the API's memory of it ends before, what was read by then is kept until the next reading. */
async function eachOf(
  { api }: Connection,
  signal: AbortSignal,
  kind: "Namespace" | NamedObject["kind"],
  take: (item: unknown) => void,
): Promise<void> {
  const resource = homeOf(kinds[kind]);
  const attempt: Attempt = { verb: "list", ...resource, namespace: undefined, server: api.server };
  const path = pathOf(resource);
  let withPorts = kind !== "Namespace" && withContainers.has(kind);
  const ask = async (query: Readonly<Record<string, string | undefined>>): Promise<unknown> => {
    const whole = kind === "Service" || (withPorts && query["limit"] !== undefined && !query["continue"]);
    try {
      return await api.send({ path, query, signal, ...(whole ? {} : { accept: metadataOnly }) });
    } catch (error) {
      if (error instanceof ApiRefused && error.code === 404) return undefined;
      if (error instanceof AnswerTooLarge && whole && withPorts) {
        withPorts = false;
        return ask(query);
      }
      // A page that is too large is asked for in smaller ones.
      if (error instanceof AnswerTooLarge && query["limit"] !== undefined) throw error;
      throw explainRead(error, attempt);
    }
  };
  await readPages(ask, attempt, { start: () => undefined, take });
}
