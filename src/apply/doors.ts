/** The doors to what changes need beside those of everything else: the cluster, written to, and what is kept of requests. */
import type { Bound, ChangeJob, ChangeManifest, ChangeRequest } from "../model/change.ts";

/** What stands in the place of an object that is to be changed. */
export interface Standing {
  readonly uid: string;
  readonly resourceVersion: string;
  readonly spec: Readonly<Record<string, unknown>>;
  /** Objects that own it, but for its namespace: `ServiceSet shop`. */
  readonly owners: readonly string[];
  /** Whoever wrote fields of it. */
  readonly managers: readonly string[];
}

/** How an object is written: tried only, bound to what was read, in the name of a user of the cluster. */
export interface Writing {
  readonly dryRun: boolean;
  readonly bound: Bound;
  readonly as?: string;
}

/**
 * The one way in which netdiag writes to a cluster: one policy, as field manager `netdiag`. A new one is created, which fails where
 * the name is taken; one that stands there is edited by server-side apply, bound to what was read, over nobody else's fields.
 */
export interface ClusterChanges {
  /** Undefined when there is none. Throws NotChanged. */
  read(manifest: ChangeManifest): Promise<Standing | undefined>;
  /** Undefined when it may be written, as far as the API server's rules say; else who may not, and the rule that is missing. */
  mayNot(manifest: ChangeManifest, writing: Pick<Writing, "bound" | "as">): Promise<string | undefined>;
  /** What then stands there, or would. Throws NotChanged, also where what is `bound` is not what stands there any more. */
  apply(manifest: ChangeManifest, writing: Writing): Promise<Standing>;
}

/** The cluster was not changed; with `silent`, nobody knows. The message is a sentence. */
export class NotChanged extends Error {
  override readonly name = "NotChanged";
  readonly why: "conflict" | "changed" | "forbidden" | "refused" | "silent";

  constructor(why: NotChanged["why"], message: string) {
    super(message);
    this.why = why;
  }
}

/** Requests to change a cluster, signed, until nobody needs them any more. */
export interface ChangeStore {
  save(request: ChangeRequest): Promise<void>;
  /** Undefined when it is not kept any more, or netdiag did not write what is kept. */
  load(id: string): Promise<ChangeRequest | undefined>;
}

/** Hands on to a worker what is to be done about a change; the same twice is done once. */
export interface ChangeQueue {
  put(job: ChangeJob): Promise<void>;
  /** It was rejected: nothing is ever carried out of it, though Redis should forget that. */
  settle(id: string): Promise<void>;
  /** It has ended: nothing waits any more for the time at which it would have expired. */
  neverExpires(id: string): Promise<void>;
  /** Whether it was carried out, refused or rejected, and that was told: no process forgets it while one lives. */
  isSettled(id: string): Promise<boolean>;
}
