import { type Audit, CouldNotStand, type NodeSession, type NodeShell, writeAfterwards } from "../../ports.ts";
import { auditFirst } from "./audited.ts";
import { ByteBudget } from "./byte-budget.ts";
import type { Connection } from "./connection.ts";
import { DebugPods, type Lodging } from "./debug-pods.ts";
import { requireExec } from "./may-exec.ts";
import { nodeComplaint } from "./node-readiness.ts";
import { ExecSession } from "./session.ts";
import { defaultLimits, type SessionLimits, SessionWire } from "./session-wire.ts";

export interface NodeShellOptions {
  /** Where debug pods live. */
  readonly namespace: string;
  /** `auto`: the DaemonSet's pod where there is one, else a pod for this diagnosis. */
  readonly provider: "daemonset" | "on-demand" | "auto";
  /** Image of pods made on demand; none are made without it. */
  readonly image?: string;
  /** Whether such pods are privileged; without it they have the capabilities that probes need. */
  readonly privileged?: boolean;
  /** Identifies this worker: a label value on pods it makes. */
  readonly owner: string;
  readonly audit?: Audit;
  /** Milliseconds a pod made on demand may take to run. Default 30 s. */
  readonly startMs?: number;
  readonly limits?: Partial<SessionLimits>;
}

/** What all nodes of one question may say together, bytes. The most that any recording holds is 0.7 MB. */
const mostOfQuestion = 32 * 1024 * 1024;

/** A NodeShell for one diagnosis. */
export interface KubernetesNodeShell extends NodeShell {
  /** Ends every session and deletes the pods made for them; never throws. */
  close(): Promise<void>;
}

interface Stay {
  readonly session: NodeSession;
  guests: number;
  leave(): Promise<void>;
}

/**
 * Make one per diagnosis: a node opened twice through it is one session and one exec, which serves one request after the
 * other.
 */
export function createNodeShell(connection: Connection, options: NodeShellOptions): KubernetesNodeShell {
  return new DebugPodShell(connection, options);
}

/** Deletes debug pods that outlived any diagnosis because their worker died. Returns how many. Throws CouldNotStand, ApiRefused, ApiSilent. */
export function sweepLeftovers(
  connection: Connection,
  options: NodeShellOptions,
  now: Date,
): Promise<number> {
  return new DebugPods(connection, { startMs: 0, ...options }).sweepLeftovers(now);
}

class DebugPodShell implements KubernetesNodeShell {
  readonly #connection: Connection;
  readonly #audit: Audit | undefined;
  readonly #pods: DebugPods;
  readonly #namespace: string;
  readonly #limits: SessionLimits;
  readonly #stays = new Map<string, Promise<Stay>>();

  constructor(connection: Connection, options: NodeShellOptions) {
    this.#connection = connection;
    this.#audit = options.audit;
    this.#namespace = options.namespace;
    this.#pods = new DebugPods(connection, { startMs: 30_000, ...options });
    this.#limits = { ...defaultLimits, together: new ByteBudget(mostOfQuestion), ...options.limits };
  }

  async open(node: string, signal?: AbortSignal): Promise<NodeSession> {
    const known = this.#stays.get(node);
    const arriving = known ?? this.#arrive(node, signal);
    if (!known) {
      this.#stays.set(node, arriving);
      arriving.catch(() => this.#stays.delete(node));
    }
    const stay = await arriving;
    stay.guests++;
    return shared(stay);
  }

  async close(): Promise<void> {
    const stays = [...this.#stays.values()];
    this.#stays.clear();
    await Promise.allSettled(stays.map(async (stay) => (await stay).leave()));
  }

  async #arrive(node: string, signal?: AbortSignal): Promise<Stay> {
    auditFirst(this.#audit, { event: "stand", node });
    const complaint = nodeComplaint(this.#connection, node, signal);
    const allowed = requireExec(this.#connection.api, this.#namespace, node, signal);
    const standable = Promise.all([complaint, allowed]);
    const lodged = this.#pods.lodge(node, standable, signal);
    // Whichever fails first is told; the others must not become unhandled rejections.
    lodged.catch(() => undefined);
    const [notReady] = await standable;
    const lodging = await lodged.catch((error: unknown) => {
      throw withComplaint(error, notReady);
    });
    return this.#moveIn(node, lodging, notReady, signal);
  }

  async #moveIn(
    node: string,
    lodging: Lodging,
    notReady: string | undefined,
    signal: AbortSignal | undefined,
  ): Promise<Stay> {
    const began = performance.now();
    const { target, image } = lodging;
    const where = { ...target, ...(image === undefined ? {} : { image }) };
    const attempted = { node, target, api: this.#connection.api, notReady, signal };
    const ended = (result: Readonly<Record<string, unknown>>): void => {
      const durationMs = Math.round(performance.now() - began);
      writeAfterwards(this.#audit, { event: "session-ended", node, ...target, ...result, durationMs });
    };
    let wire: SessionWire;
    try {
      wire = await SessionWire.open(this.#connection, attempted, this.#limits, (argv) => {
        auditFirst(this.#audit, { event: "session", node, ...where, argv });
      });
    } catch (error) {
      try {
        ended({ error: error instanceof Error ? error.message : String(error) });
      } finally {
        await lodging.release();
      }
      throw error;
    }
    const session = new ExecSession(node, wire, this.#audit);
    let leaving: Promise<void> | undefined;
    const leave = async (): Promise<void> => {
      this.#stays.delete(node);
      try {
        await session.close();
        ended({ bytes: wire.bytes });
      } finally {
        await lodging.release();
      }
    };
    return {
      session,
      guests: 0,
      leave: () => (leaving ??= leave()),
    };
  }
}

/** A guest's own handle: the session ends when the last guest has closed theirs. */
function shared(stay: Stay): NodeSession {
  const { session } = stay;
  let here = true;
  return {
    node: session.node,
    run: (batch, options) => session.run(batch, options),
    openWindow: (spec) => session.openWindow(spec),
    get spent() {
      return session.spent;
    },
    close: async () => {
      if (!here) return;
      here = false;
      if (--stay.guests === 0) await stay.leave();
    },
  };
}

function withComplaint(error: unknown, complaint: string | undefined): unknown {
  if (!complaint || !(error instanceof CouldNotStand)) return error;
  return new CouldNotStand({ ...error.notSeen, detail: `${error.notSeen.detail}; ${complaint}` });
}

/** What a worker that died left behind is nobody's any more after a few minutes: looked for once a minute. Returns what ends it. */
export function sweepRegularly(
  connection: Connection,
  standing: NodeShellOptions,
  each: {
    readonly now: () => Date;
    readonly onRemoved: (removed: number) => void;
    readonly onTrouble: (what: string, error: unknown) => void;
  },
): () => void {
  const timer = setInterval(() => {
    sweepLeftovers(connection, standing, each.now()).then(each.onRemoved, (error: unknown) => {
      each.onTrouble("debug pods left behind could not be swept", error);
    });
  }, 60_000);
  return () => {
    clearInterval(timer);
  };
}
