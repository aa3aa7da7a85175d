/** A kubeconfig's fields, as far as they are used. */
import { z } from "zod";

/** Absent, null and empty are one. */
const Text = z
  .string()
  .nullish()
  .transform((text) => (text === null || text === "" ? undefined : text));

const Named = z.looseObject({ name: z.string() });

/** An entry without a name is nothing that anybody can choose. */
const Entries = z
  .array(z.unknown())
  .nullish()
  .transform((entries) =>
    (entries ?? []).flatMap((entry) => {
      const named = Named.safeParse(entry);
      return named.success ? [named.data] : [];
    }),
  );
/** The file: entries are read further only where they are used. */
export const Kubeconfig = z.looseObject({
  contexts: Entries,
  clusters: Entries,
  users: Entries,
  "current-context": Text,
});

export const Context = z.looseObject({
  name: z.string(),
  context: z.looseObject({ cluster: z.string(), user: Text }),
});

export const Cluster = z.looseObject({
  name: z.string(),
  cluster: z.looseObject({
    server: z.string(),
    "certificate-authority": Text,
    "certificate-authority-data": Text,
    "insecure-skip-tls-verify": z.boolean().nullish(),
    "tls-server-name": Text,
    "proxy-url": Text,
  }),
});

/** A program that gives credentials: EKS, GKE and AKS have one. */
export const Plugin = z.looseObject({
  apiVersion: Text,
  command: z.string().min(1),
  args: z
    .array(z.string())
    .nullish()
    .transform((args) => args ?? []),
  env: z
    .array(z.looseObject({ name: z.string(), value: z.string() }))
    .nullish()
    .transform((env) => env ?? []),
  /** What its author says to a person who does not have it. */
  installHint: Text,
});
export type Plugin = z.infer<typeof Plugin>;

export const User = z.looseObject({
  name: z.string(),
  user: z
    .looseObject({
      "client-certificate": Text,
      "client-certificate-data": Text,
      "client-key": Text,
      "client-key-data": Text,
      token: Text,
      tokenFile: Text,
      "token-file": Text,
      username: Text,
      password: Text,
      as: Text,
      "auth-provider": z.unknown().optional(),
      exec: Plugin.nullish().transform((plugin) => plugin ?? undefined),
    })
    .nullish(),
});
