/** The names of a cluster that a question may hold, and nothing else of it: for who types the first letters of one. */
import { z } from "zod";

/** A port as it can be asked about: of a Service, or of a workload's containers. */
const NamedPort = z.object({
  port: z.number(),
  name: z.string().exactOptional(),
  /** TCP where it is absent. */
  protocol: z.enum(["UDP", "SCTP"]).exactOptional(),
});

const NamedObject = z.object({
  kind: z.enum(["Service", "Deployment", "StatefulSet", "DaemonSet", "CronJob", "Job"]),
  namespace: z.string(),
  name: z.string(),
  /** Of a Service its own; of a workload those that its containers declare, where they were read. */
  ports: z.array(NamedPort).exactOptional(),
});
export type NamedObject = Readonly<z.infer<typeof NamedObject>>;

export const Names = z.object({ namespaces: z.array(z.string()), objects: z.array(NamedObject) });
export type Names = Readonly<z.infer<typeof Names>>;

/** So much of a cluster is kept, the first that the API lists: in names, and in characters of JSON. */
export const mostNames = { names: 20_000, characters: 2 * 1024 * 1024 } as const;
