import { accessSync, constants, existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { KubeConfig } from "@kubernetes/client-node";
import { load } from "js-yaml";
import { z } from "zod";
import { CouldNotRead } from "../../ports.ts";
import { Cluster, Context, Kubeconfig, User } from "./kubeconfig-schema.ts";

/** Where a pod's own account lies. */
const accountToken = "/var/run/secrets/kubernetes.io/serviceaccount/token";

const nameOne = "name one: KUBECONFIG, --kubeconfig FILE";

/** An entry of a list, with the folder that its paths start from. */
interface Entry {
  readonly raw: unknown;
  readonly folder: string;
}
type Entries = ReadonlyMap<string, Entry>;

/** What several files say together: of two entries of one name the first counts, as with kubectl. */
interface Merged {
  readonly contexts: Entries;
  readonly clusters: Entries;
  readonly users: Entries;
  readonly current: string | undefined;
}

/**
 * Who we are at which cluster: of the files named, of ~/.kube/config, or of the pod's own account. Only the context asked for
 * is read; what is wrong with others is nobody's concern. Throws CouldNotRead, with the way out.
 */
export function readKubeconfig(paths: string | undefined, context: string | undefined): KubeConfig {
  const files = filesOf(paths);
  if (files === "account") return ofAccount(context);
  const merged = merge(files);
  const wanted = context ?? merged.current;
  const one = chosen("context", merged.contexts, wanted, Context, merged).context;
  const cluster = chosen("cluster", merged.clusters, one.cluster, Cluster, merged);
  const user = one.user === undefined ? undefined : chosen("user", merged.users, one.user, User, merged);
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromOptions({
    clusters: [readCluster(cluster.name, cluster.cluster, folderOf(merged.clusters, cluster.name))],
    users: [readUser(user?.name ?? "", user?.user ?? {}, folderOf(merged.users, user?.name ?? ""))],
    contexts: [{ name: wanted, cluster: cluster.name, user: user?.name ?? "" }],
    currentContext: wanted,
  });
  return kubeConfig;
}

function ofAccount(context: string | undefined): KubeConfig {
  if (context !== undefined)
    throw unusable(
      `there is no kubeconfig with a context ${context}: the pod's own account has none`,
      nameOne,
    );
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromCluster();
  if (URL.canParse(kubeConfig.getCurrentCluster()?.server ?? "")) return kubeConfig;
  throw unusable("the pod has an account, but KUBERNETES_SERVICE_HOST does not say where it is one", nameOne);
}

function filesOf(paths: string | undefined): readonly string[] | "account" {
  const named = (paths ?? "").split(delimiter).filter((path) => path !== "");
  if (named.length > 0) {
    // Some of a list may be missing, as with kubectl; not all.
    const there = named.filter((path) => existsSync(path));
    if (there.length > 0) return there;
    throw unusable(
      `there is no kubeconfig ${named.join(" nor ")}`,
      "name one that exists: KUBECONFIG, --kubeconfig FILE",
    );
  }
  const own = join(homedir(), ".kube", "config");
  if (existsSync(own)) return [own];
  if (existsSync(accountToken)) return "account";
  throw unusable(
    `there is no kubeconfig: KUBECONFIG is not set, ${own} does not exist, and this is no pod with an account`,
    nameOne,
  );
}

function merge(files: readonly string[]): Merged {
  const all = files.map((file) => ({ ...readFile(file), folder: dirname(resolve(file)) }));
  if (all.every(({ empty }) => empty))
    throw unusable(`the kubeconfig ${files.join(", ")} is empty`, "kubectl config view shows what is read");
  const entries = (list: "contexts" | "clusters" | "users"): Entries => {
    const byName = new Map<string, Entry>();
    for (const { folder, [list]: own } of all)
      for (const raw of own) if (!byName.has(raw.name)) byName.set(raw.name, { raw, folder });
    return byName;
  };
  return {
    contexts: entries("contexts"),
    clusters: entries("clusters"),
    users: entries("users"),
    current: all.map((one) => one["current-context"]).find((name) => name !== undefined && name !== ""),
  };
}

function readFile(file: string): z.infer<typeof Kubeconfig> & { readonly empty: boolean } {
  const wayOut = "look at the file: kubectl config view";
  let content: unknown;
  try {
    const text = readFileSync(file, "utf8");
    content = saysNothing(text) ? undefined : load(text);
  } catch (error) {
    // Of a YAML error the first line says where; the others show the text, which may hold a token.
    const [reason = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
    throw unusable(`the kubeconfig ${file} does not read: ${reason}`, wayOut);
  }
  const read = Kubeconfig.safeParse(content ?? {});
  if (!read.success)
    throw unusable(`the kubeconfig ${file} is none: ${firstIssue(read.error, "the file")}`, wayOut);
  return { ...read.data, empty: content === undefined };
}

function saysNothing(text: string): boolean {
  return text.split("\n").every((line) => /^(?:#|---|$)/.test(line.trim()));
}

function chosen<Value>(
  what: "context" | "cluster" | "user",
  entries: Entries,
  name: string | undefined,
  schema: z.ZodType<Value>,
  { contexts }: Merged,
): Value {
  const names = [...entries.keys()];
  const choose =
    contexts.size === 0
      ? "name another file: KUBECONFIG, --kubeconfig FILE"
      : `choose one, --context NAME or kubectl config use-context NAME, of: ${listed([...contexts.keys()])}`;
  if (name === undefined || name === "") throw unusable("the kubeconfig chooses no context", choose);
  const entry = entries.get(name);
  if (!entry && what === "context") throw unusable(`the kubeconfig has no context ${name}`, choose);
  if (!entry)
    throw unusable(
      `the context of the kubeconfig names ${what} ${name}, which is not in it (there: ${listed(names)})`,
      `choose another context, or repair this one: kubectl config set-context --help`,
    );
  const read = schema.safeParse(entry.raw);
  if (read.success) return read.data;
  throw unusable(
    `${what} ${name} of the kubeconfig does not read: ${firstIssue(read.error, what)}`,
    "look at it: kubectl config view",
  );
}

function readCluster(name: string, cluster: z.infer<typeof Cluster>["cluster"], folder: string) {
  const address = URL.canParse(cluster.server) ? new URL(cluster.server) : undefined;
  if (!address || !/^https?:$/.test(address.protocol))
    throw unusable(
      `cluster ${name} of the kubeconfig has no address to ask: server is ${JSON.stringify(cluster.server)}`,
      `repair it: kubectl config set-cluster ${name} --server=https://HOST:6443`,
    );
  return {
    name,
    server: cluster.server.replace(/\/$/, ""),
    caFile: readable(cluster["certificate-authority"], folder, `certificate-authority of cluster ${name}`),
    caData: certificate(
      cluster["certificate-authority-data"],
      `certificate-authority-data of cluster ${name}`,
    ),
    // client-node refuses http:// servers (kubectl proxy) unless told not to verify a certificate that does not exist.
    skipTLSVerify: cluster["insecure-skip-tls-verify"] === true || address.protocol === "http:",
    tlsServerName: cluster["tls-server-name"],
    proxyUrl: cluster["proxy-url"],
  };
}

function readUser(name: string, user: Partial<NonNullable<z.infer<typeof User>["user"]>>, folder: string) {
  const of = (field: string): string => `${field} of user ${name}`;
  const tokenFile = readable(user.tokenFile ?? user["token-file"], folder, of("tokenFile"));
  return {
    name,
    certFile: readable(user["client-certificate"], folder, of("client-certificate")),
    certData: certificate(user["client-certificate-data"], of("client-certificate-data")),
    keyFile: readable(user["client-key"], folder, of("client-key")),
    keyData: certificate(user["client-key-data"], of("client-key-data")),
    token: user.token,
    username: user.username,
    password: user.password,
    impersonateUser: user.as,
    authProvider:
      tokenFile === undefined ? user["auth-provider"] : { name: "tokenFile", config: { tokenFile } },
    exec: user.exec && { ...user.exec, command: commandIn(folder, user.exec.command) },
  };
}

/** A path starts from the file's folder; a bare name is looked for in PATH. */
function commandIn(folder: string, command: string): string {
  return command.includes("/") ? resolve(folder, command) : command;
}

function readable(file: string | undefined, folder: string, what: string): string | undefined {
  if (file === undefined) return undefined;
  const path = resolve(folder, file);
  try {
    accessSync(path, constants.R_OK);
    return path;
  } catch (error) {
    throw unusable(
      `${what} in the kubeconfig cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      "restore the file, or get the credentials anew from whoever runs the cluster",
    );
  }
}

function certificate(data: string | undefined, what: string): string | undefined {
  if (data === undefined || Buffer.from(data, "base64").includes("-----BEGIN ")) return data;
  throw unusable(
    `${what} in the kubeconfig does not read: it is no PEM text in base64`,
    "get the credentials anew from whoever runs the cluster",
  );
}

function folderOf(entries: Entries, name: string): string {
  return entries.get(name)?.folder ?? "";
}

function listed(names: readonly string[]): string {
  if (names.length === 0) return "none";
  return names.length > 10
    ? `${names.slice(0, 10).join(", ")} and ${names.length - 10} more`
    : names.join(", ");
}

function firstIssue({ issues: [issue] }: z.ZodError, whole: string): string {
  const path = issue?.path.join(".") ?? "";
  return `${path === "" ? whole : path}: ${issue?.message ?? "unexpected"}`;
}

function unusable(message: string, next: string): CouldNotRead {
  return new CouldNotRead("kubeconfig", message, next);
}
