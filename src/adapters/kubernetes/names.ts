/** The names of a cluster, as its API lists them: of most kinds the API is asked for the metadata alone. */
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

/** Of one Service so many ports. */
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
 * Namespaces, Services with their ports, and what owns pods, up to a bound. What may not be listed is left out; throws
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
    const ports = kind === "Service" ? { ports: portsOf(item) } : {};
    names.object({ kind, namespace, name: called, ...ports });
  });
}

function portsOf(item: unknown): NonNullable<NamedObject["ports"]> {
  const { ports } = WithPorts.safeParse(item).data?.spec ?? { ports: [] };
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
  const accept = kind === "Service" ? {} : { accept: metadataOnly };
  const ask = async (query: Readonly<Record<string, string | undefined>>): Promise<unknown> => {
    try {
      return await api.send({ path, query, signal, ...accept });
    } catch (error) {
      if (error instanceof ApiRefused && error.code === 404) return undefined;
      // A page that is too large is asked for in smaller ones.
      if (error instanceof AnswerTooLarge && query["limit"] !== undefined) throw error;
      throw explainRead(error, attempt);
    }
  };
  await readPages(ask, attempt, { start: () => undefined, take });
}
