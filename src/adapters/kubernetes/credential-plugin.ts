import { spawn } from "node:child_process";
import type { KubeConfig, User } from "@kubernetes/client-node";
import { z } from "zod";
import { commandLine } from "../../model/shell-words.ts";
import { CredentialsFailed } from "./api-errors.ts";
import { Plugin } from "./kubeconfig-schema.ts";

const Given = z.looseObject({
  status: z.looseObject({
    token: z.string().optional(),
    clientCertificateData: z.string().optional(),
    clientKeyData: z.string().optional(),
    expirationTimestamp: z.string().optional(),
  }),
});
export type Credentials = z.infer<typeof Given>["status"];

/** One start of the program. */
interface Asked {
  readonly asked: Promise<Credentials>;
  credentials: Credentials | undefined;
  /** Milliseconds since 1970. */
  until: number;
}

/** What a user of the kubeconfig is given in place of its `exec`, so that this runs it. */
const provider = "credential-plugin";

type Authenticator = Parameters<KubeConfig["addAuthenticator"]>[0];

/** Longer than the programs of EKS, GKE and AKS take, shorter than anybody waits. Milliseconds. */
const patienceMs = 10_000;
/** What is renewed before it is out of date: a request takes its time. */
const marginMs = 10_000;

/**
 * Runs a kubeconfig's credential plugin (`aws eks get-token`, `gke-gcloud-auth-plugin`, `kubelogin`). client-node 1.4.0 starts
 * it once for each of twenty requests at a time, does not tell it for what, keeps no answer without a date, and waits for ever.
 */
export class CredentialPlugin implements Authenticator {
  readonly #patienceMs: number;
  #given: Asked | undefined;

  constructor(patience = patienceMs) {
    this.#patienceMs = patience;
  }

  /** The user as client-node should see it: its plugin is ours to run. */
  static instead<Of extends { readonly exec?: unknown }>(user: Of): Of {
    if (user.exec === undefined || user.exec === null) return user;
    return { ...user, exec: undefined, authProvider: { name: provider, config: user.exec } };
  }

  isAuthProvider(user: User): boolean {
    return nameOf(user) === provider;
  }

  /** Throws CredentialsFailed. */
  async applyAuthentication(
    user: User,
    options: Parameters<Authenticator["applyAuthentication"]>[1],
  ): Promise<void> {
    const { token, clientCertificateData, clientKeyData } = await this.#credentials(user);
    if (clientCertificateData !== undefined) options.cert = clientCertificateData;
    if (clientKeyData !== undefined) options.key = clientKeyData;
    if (token !== undefined)
      options.headers = Object.assign({}, options.headers, { Authorization: `Bearer ${token}` });
  }

  /**
   * Resolves when the user's credentials are at hand, to themselves: before the time of a request begins. Undefined for a user
   * without a plugin. Throws CredentialsFailed.
   */
  async ready(user: User | null): Promise<Credentials | undefined> {
    return user && this.isAuthProvider(user) ? await this.#credentials(user) : undefined;
  }

  /** The server did not take these: whoever asks next is given others. */
  forget(refused: Credentials): void {
    if (this.#given?.credentials === refused) this.#given = undefined;
  }

  #credentials(user: User): Promise<Credentials> {
    if (this.#given && Date.now() < this.#given.until) return this.#given.asked;
    const given: Asked = {
      asked: run(pluginOf(user), this.#patienceMs),
      credentials: undefined,
      until: Number.POSITIVE_INFINITY,
    };
    this.#given = given;
    given.asked.then(
      (credentials) => {
        given.credentials = credentials;
        const end = Date.parse(credentials.expirationTimestamp ?? "");
        // Where clocks differ they are old at once: the request they were made for is sent all the same.
        if (!Number.isNaN(end)) given.until = Math.max(end - marginMs, Date.now() + marginMs);
      },
      () => {
        // Requests that wait beside this one are told the same: they do not start it again, one after the other.
        given.until = Date.now() + marginMs;
      },
    );
    return given.asked;
  }
}

function nameOf({ authProvider }: User): unknown {
  return z.looseObject({ name: z.unknown() }).safeParse(authProvider).data?.name;
}

function pluginOf({ authProvider }: User): Plugin {
  return z.looseObject({ config: Plugin }).parse(authProvider).config;
}

async function run(plugin: Plugin, patience: number): Promise<Credentials> {
  const { command, installHint } = plugin;
  const { how, out, said } = await ended(plugin, patience);
  const byHand = `run it by hand: ${commandLine([command, ...plugin.args])}`;
  const reason = said === "" ? "" : `: ${said}`;
  if (how === "missing")
    throw new CredentialsFailed(
      `the kubeconfig's credential plugin ${command} cannot be started${reason}`,
      installHint === undefined ? `install ${command}, or add its folder to PATH` : inOneLine(installHint),
    );
  if (how === "late")
    throw new CredentialsFailed(
      `the kubeconfig's credential plugin ${command} gave nothing within ${Math.round(patience / 1000)} s${reason}`,
      `${byHand}; it may be waiting for a person to log in`,
    );
  if (how !== 0)
    throw new CredentialsFailed(
      `the kubeconfig's credential plugin ${command} failed (${how ?? "stopped"})${reason}`,
      `log in again, or ${byHand}`,
    );
  const given = Given.safeParse(parsedJson(out));
  if (given.success) return given.data.status;
  throw new CredentialsFailed(
    `the kubeconfig's credential plugin ${command} printed no credentials${reason}`,
    byHand,
  );
}

interface Ended {
  readonly how: number | null | "missing" | "late";
  readonly out: string;
  /** Its last words. */
  readonly said: string;
}

function ended({ command, args, env, apiVersion }: Plugin, patience: number): Promise<Ended> {
  const information = {
    apiVersion: apiVersion ?? "client.authentication.k8s.io/v1",
    kind: "ExecCredential",
    spec: { interactive: false },
  };
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        KUBERNETES_EXEC_INFO: JSON.stringify(information),
        ...Object.fromEntries(env.map(({ name, value }) => [name, value])),
      },
    });
    let out = "";
    let said = "";
    child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (said = (said + chunk.toString()).slice(-10_000)));
    const end = (how: Ended["how"], words = said): void => {
      clearTimeout(timer);
      resolve({ how, out, said: lastLine(words) });
    };
    const timer = setTimeout(() => {
      child.kill("SIGKILL");
      // What it started may hold the other ends open.
      child.stdout.destroy();
      child.stderr.destroy();
      end("late");
    }, patience);
    child.on("error", (error) => {
      end("missing", error.message);
    });
    child.on("close", (code) => {
      end(code);
    });
  });
}

function lastLine(text: string): string {
  return (text.trim().split("\n").at(-1) ?? "").trim().slice(0, 300);
}

function inOneLine(text: string): string {
  return text.trim().replaceAll(/\s+/g, " ").slice(0, 300);
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
