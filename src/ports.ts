/** The doors: everything outside this process is behind one of these. Adapters implement them. */
import type { CommandOutput, NotSeen } from "./model/evidence.ts";
import type {
  CronJob,
  EndpointSlice,
  Ingress,
  IngressClass,
  Namespace,
  Node,
  Pod,
  PolicyObject,
  Service,
  Workload,
} from "./model/kubernetes.ts";
import type { Names } from "./model/names.ts";
import type { Place } from "./model/place.ts";
import type { Command } from "./model/probe.ts";
import type { Question } from "./model/question.ts";
import type { Subject } from "./model/subject.ts";
import type { ClusterSnapshot, ListedWhole, NotRead } from "./model/snapshot.ts";
import type { Flow } from "./model/flow.ts";
import type { PolicySaying, Report } from "./model/report.ts";
import type { Bundle } from "./model/bundle.ts";
import type { Counted, Timed } from "./model/counted.ts";
import type { Feedback, Rated } from "./model/feedback.ts";
import type { Asked, Delivery, DiagnosisRequest, Leaving, Origin, Told } from "./model/asked.ts";
import type { Admitted, Caps, InLine, Open, Past, WorkforceNow } from "./model/open.ts";
import type { Looked, Watch, WatchBegun, WatchRequest } from "./model/watch.ts";

export type { Asked, Delivery, DiagnosisRequest, Ending, Leaving, Origin, Told } from "./model/asked.ts";
export type { Counted, Timed } from "./model/counted.ts";
export type { Looked, Watch, WatchBegun, WatchRequest } from "./model/watch.ts";
export type { Rated } from "./model/feedback.ts";
export type { Admitted, Caps, InLine, Open, OpenQuestion, Past, WorkforceNow } from "./model/open.ts";

/**
 * Kinds of policy APIs, and what their policies refer to. A kind that another API has as well carries its group. Each
 * cluster has some of them: of the others there are no objects.
 */
export type PolicyKind =
  | "AdminNetworkPolicy"
  | "BaselineAdminNetworkPolicy"
  | "ClusterNetworkPolicy"
  | "NetworkPolicy.projectcalico.org"
  | "GlobalNetworkPolicy"
  | "StagedNetworkPolicy"
  | "StagedGlobalNetworkPolicy"
  | "StagedKubernetesNetworkPolicy"
  | "Tier"
  | "NetworkSet"
  | "GlobalNetworkSet"
  | "HostEndpoint"
  | "Profile"
  | "CiliumNetworkPolicy"
  | "CiliumClusterwideNetworkPolicy"
  | "CiliumCIDRGroup"
  | "CiliumEndpoint"
  | "AuthorizationPolicy"
  | "PeerAuthentication"
  | "DestinationRule"
  | "NetworkPolicy.crd.antrea.io"
  | "ClusterNetworkPolicy.crd.antrea.io"
  | "EgressFirewall"
  | "ClusterNetworkPolicy.networking.k8s.aws"
  | "ApplicationNetworkPolicy"
  | "FQDNNetworkPolicy"
  | "EgressNetworkPolicy"
  | "Server.policy.linkerd.io"
  | "ServerAuthorization"
  | "AuthorizationPolicy.policy.linkerd.io"
  | "ServiceIntentions"
  | "TrafficPermissions"
  | "MeshTrafficPermission"
  | "TrafficPermission";

/** The API objects that can be read, by kind. */
export interface Kinds extends Record<PolicyKind, PolicyObject> {
  Pod: Pod;
  Service: Service;
  ServiceAccount: PolicyObject;
  /** Those that are named below `src/resolve`, each by itself: never a list of them. */
  ConfigMap: PolicyObject;
  EndpointSlice: EndpointSlice;
  Namespace: Namespace;
  Node: Node;
  Deployment: Workload;
  StatefulSet: Workload;
  DaemonSet: Workload;
  ReplicaSet: Workload;
  Job: Workload;
  CronJob: CronJob;
  Ingress: Ingress;
  IngressClass: IngressClass;
  NetworkPolicy: PolicyObject;
}
export type Kind = keyof Kinds;

/** Limits a list to what the question needs. Selectors in Kubernetes' text form. */
export interface ListScope {
  readonly namespace?: string;
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
}

/** The API refused or could not answer; `next` is what a person can do about it. */
export class CouldNotRead extends Error {
  override readonly name = "CouldNotRead";
  /** `kubeconfig`: whoever asks has to repair how the cluster is named before anything can be asked of it. */
  readonly reason: "forbidden" | "unreachable" | "failed" | "kubeconfig";
  readonly next: string;
  /** The right that is missing, when that is the reason. */
  readonly right: { readonly group: string; readonly resource: string } | undefined;
  constructor(
    reason: CouldNotRead["reason"],
    message: string,
    next: string,
    right?: { readonly group: string; readonly resource: string },
  ) {
    super(message);
    this.reason = reason;
    this.next = next;
    this.right = right;
  }
}

/** Declared state. Reads only. */
export interface Cluster {
  /** A name for headlines: the kubeconfig context or configured cluster name. */
  readonly name: string;
  /**
   * What the API did not give as it should, so far: objects that do not read as what they should be, left out of every
   * answer, and APIs that did not answer, read in another way.
   */
  readonly unreadable: readonly NotRead[];
  /** What an API that the cluster serves listed so far without leaving anything out: by a selector, by rights or by how it reads. */
  readonly listedWhole: readonly ListedWhole[];
  /** Says what will be asked for, which may then cost fewer requests and less waiting. */
  foresee(kinds: readonly Kind[]): void;
  /** Undefined when there is none. Throws CouldNotRead. */
  get<K extends Kind>(kind: K, name: string, namespace?: string): Promise<Kinds[K] | undefined>;
  /** All pages. Throws CouldNotRead. */
  list<K extends Kind>(kind: K, scope?: ListScope): Promise<readonly Kinds[K][]>;
}

/** A command and the network namespace it runs in (on the session's node). */
export interface PlacedCommand {
  readonly place: Place;
  readonly command: Command;
}

/**
 * Observation around packets: captures run from open to close; counters are taken at open and at close.
 * A counter command prints `VALUES<TAB>KEY` lines; only keys whose values changed come back, as
 * `BEFORE<TAB>AFTER<TAB>KEY` (a key that appeared has BEFORE `-`, one that vanished has AFTER `-`). Equal keys are
 * told apart by their order of appearance.
 */
export interface WindowSpec {
  /** `ready`: text on the command's stderr that says it sees packets from now on. */
  readonly captures: readonly (PlacedCommand & { readonly ready: string })[];
  readonly counters: readonly PlacedCommand[];
}

/** How captures stand: one ended by itself, at its limit; all go on; or none of them ever saw packets. */
export type CapturesNow = "one-ended" | "running" | "none";

export interface OpenWindow {
  /** Waits for the first capture that ends by itself, at most so many milliseconds. */
  ended(withinMs: number): Promise<CapturesNow>;
  /** Stops the captures, takes the counters again. `counters[i].stdout` holds the changed lines. */
  close(): Promise<{
    readonly captures: readonly CommandOutput[];
    readonly counters: readonly CommandOutput[];
  }>;
}

/** One exec, kept open for a whole question: each call below is one round trip on it. */
export interface NodeSession {
  readonly node: string;
  /** Outputs in the order of the batch. With `parallel`, all run at once. */
  run(
    batch: readonly PlacedCommand[],
    options?: { readonly parallel?: boolean },
  ): Promise<readonly CommandOutput[]>;
  /** Resolves when every capture is ready and the first counters are taken. */
  openWindow(spec: WindowSpec): Promise<OpenWindow>;
  /** What it cost so far. */
  readonly spent: { readonly execs: number; readonly roundTrips: number; readonly bytes: number };
  /** Ends the exec; never throws. */
  close(): Promise<void>;
}

/** A node could not be stood on, or the session broke. */
export class CouldNotStand extends Error {
  override readonly name = "CouldNotStand";
  readonly notSeen: NotSeen;
  constructor(notSeen: NotSeen) {
    super(notSeen.detail);
    this.notSeen = notSeen;
  }
}

/** Standing on nodes through debug pods. */
export interface NodeShell {
  /** Throws CouldNotStand. */
  open(node: string, signal?: AbortSignal): Promise<NodeSession>;
}

/**
 * Where the costly part of an answer is computed: pure functions of what was read, in this thread or in another.
 * Both throw CouldNotJudge.
 */
export interface Judge {
  /**
   * What the policies alone say, lines of the answer about what could not be told of them, and the objects within bounds: what is
   * kept of them is judged from here on.
   */
  policies(
    flows: readonly Flow[],
    read: ClusterSnapshot,
  ): Promise<{
    readonly says: PolicySaying | undefined;
    readonly notTold: readonly NotRead[];
    readonly kept: ClusterSnapshot;
  }>;
  conclude(bundle: Bundle): Promise<Report>;
}

/** Judging cost more than it may; the message ends a sentence: `judging took longer than 5 s`. */
export class CouldNotJudge extends Error {
  override readonly name = "CouldNotJudge";
}

/** Milliseconds and dates from outside, so that judgements never read a clock. */
export interface Clock {
  now(): Date;
  /** Milliseconds of a monotonic clock. */
  elapsed(): number;
}

/** Takes deliveries into custody: what is written here is dealt with, whichever process dies. */
export interface Inbox {
  /** Resolves when it is written down; the same key twice is one delivery. Throws QueueDown within its budget. */
  write(delivery: Delivery): Promise<void>;
}

/** Producer side of the diagnoses. */
export interface DiagnosisQueue {
  /** What was asked under this id; undefined when it is not known any more. */
  question(id: string): Promise<Question | undefined>;
  /** `joined` when the same question of the same channel is being answered already: then under that id. Asking twice with one key is asking once. */
  submit(request: DiagnosisRequest): Promise<{ readonly id: string; readonly joined: boolean }>;
  /**
   * Ends it for one who asked: whose status message it is, or else who pressed. The last one ends the diagnosis.
   * Undefined when nobody is waiting for it any more, else whom it ended for.
   */
  leave(id: string, by: Leaving): Promise<Asked | undefined>;
}

/** Hands endings on to whoever tells them; each origin is told one, the first. */
export interface Telling {
  tell(told: Told): Promise<void>;
}

/**
 * Why a running diagnosis must end early; the reason of its AbortSignal.
 * `stopped` a person pressed Stop; `deadline` it took too long; `shutdown` this worker goes away and another will
 * start over; `lost` another worker holds the job already, so this one must say nothing more.
 */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
  readonly kind: "stopped" | "deadline" | "shutdown" | "lost";
  /** Who stopped it. */
  readonly by: string | undefined;
  constructor(kind: Interrupted["kind"], message: string, by?: string) {
    super(message);
    this.kind = kind;
    this.by = by;
  }
}

export class QueueDown extends Error {
  override readonly name = "QueueDown";
}

/** Bundles and reports by diagnosis id, kept for a while: Evidence, Show fix and Re-check read them. */
export interface EvidenceStore {
  save(id: string, bundle: Bundle, report: Report): Promise<void>;
  load(id: string): Promise<{ readonly bundle: Bundle; readonly report: Report } | undefined>;
  /** What that diagnosis tells of, without reading all of it. */
  about(id: string): Promise<readonly Subject[] | undefined>;
  /**
   * Keeps what somebody says of the answer as long as the evidence, in place of what they said before; nothing where so many
   * have said something that no more is kept. Undefined when the evidence is not kept any more.
   */
  rate(id: string, user: string, feedback: Feedback): Promise<Rated | undefined>;
}

/** What was asked lately and how it ended, kept as long as evidence. */
export interface History {
  /** Noting the same twice is noting it once. */
  note(told: Told): Promise<void>;
  /** The last ones that a person asked, anywhere, or that were asked in a channel; newest first. */
  last(of: { readonly user: string } | { readonly channel: string }): Promise<readonly Past[]>;
}

/** One line per question, denial and command; append-only. */
export interface Audit {
  /** Returns when the line is written. Throws NotAudited: then what it tells of must not happen. */
  write(event: Readonly<Record<string, unknown>> & { readonly event: string }): void;
}

/** What cannot be written down is not done. */
export class NotAudited extends Error {
  override readonly name = "NotAudited";
  /** For the person who asked; `next` is for whoever runs netdiag. */
  readonly next: string;
  constructor(why: string, to: string) {
    super(`the audit log cannot be written (${why})`);
    this.next = `whoever runs netdiag: make ${to === "stdout" ? "what reads its output" : to} take lines again`;
  }
}

/** Of what has happened already: where that cannot be written, what is to happen next will not be either. */
export function writeAfterwards(audit: Audit | undefined, event: Parameters<Audit["write"]>[0]): void {
  try {
    audit?.write(event);
  } catch (error) {
    if (!(error instanceof NotAudited)) throw error;
  }
}

/**
 * Small facts that outlive a process and are shared by all of them: which Slack event was seen, which message a
 * diagnosis owns. Keys are the caller's; values are short text.
 */
export interface Ledger {
  get(key: string): Promise<string | undefined>;
  set(key: string, value: string, ttlSeconds: number): Promise<void>;
  /** True when this call wrote the value: of two callers at once, one wins. */
  setIfAbsent(key: string, value: string, ttlSeconds: number): Promise<boolean>;
  remove(key: string): Promise<void>;
}

/** One bound on how often something may be done, shared by all processes: so many a second, with a small reserve. */
export interface Lane {
  /** Unique over all lanes: `chat.update C0ONCALL`. */
  readonly name: string;
  readonly perSecond: number;
  /** As slow as it becomes after refusals; equal to `perSecond` where the bound is known for certain. */
  readonly atLeast: number;
  /** How many may be done at once after a rest. */
  readonly burst: number;
  /** Whether a refusal that says how long to wait stops this lane. */
  readonly stops: boolean;
}

/** One thing that wants to be done, in every lane it counts in. */
export interface Turn {
  /** The same at every try: who comes back has kept the place in the line. */
  readonly ticket: string;
  readonly lanes: readonly Lane[];
  /** What comes later by less than this goes first when it matters more, milliseconds; `drop` never stands in line. */
  readonly yields: number | "drop";
}

/** Who may do something now, over all processes. Never rejects: without its store each process paces itself alone. */
export interface Pace {
  /** 0 when it may be done now; else after how many milliseconds to ask again. */
  take(turn: Turn): Promise<number>;
  /** It was refused, for so long: everyone in the lanes that stop waits, and after it nobody rushes. */
  refused(turn: Turn, waitMs: number): Promise<void>;
}

/** It could not be done yet and nothing is lost: whoever holds the work tries again after `waitMs`. */
export class NotNow extends Error {
  override readonly name = "NotNow";
  readonly waitMs: number;

  constructor(waitMs: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.waitMs = waitMs;
  }
}

/** An ending has no place any more where its asker would read it, and will have none later. */
export class NowhereToTell extends Error {
  override readonly name = "NowhereToTell";
}

/** Bounds how many questions are open and orders them, so that who asks much never delays others by more than a share. */
export interface Admission {
  /** `key` is the question's own; asking again with it gives the same answer. Throws when the store does not answer. */
  admit(
    asked: Pick<Origin, "key" | "user" | "channel"> & { readonly cluster?: string },
    caps: Caps,
  ): Promise<Admitted>;
  /**
   * A worker has room for this diagnosis. 0 when it begins: who asks from now on stands behind it. When the channel has its
   * share of the workers already while others ask, it has to give way: ask again after so many milliseconds.
   */
  begin(asked: { key: string; priority: number; cluster?: string }): Promise<number>;
  /** Its diagnosis takes no room any more. */
  rested(key: string): Promise<void>;
  /** The question is answered, however it ended. */
  ended(key: string): Promise<void>;
}

/** Who runs diagnoses at the moment. */
export interface Workforce {
  /** From now on this worker is counted, until the returned function is called or it falls silent. */
  join(worker: {
    readonly name: string;
    readonly places: number;
    readonly cluster?: string;
  }): () => Promise<void>;
  /** A diagnosis took so long. */
  lasted(ms: number, cluster?: string): Promise<void>;
  /** Of one cluster; without one, the default one. */
  look(cluster?: string): Promise<WorkforceNow>;
}

/** The names of clusters: workers, who read them, keep them for bots, who have no rights there. */
export interface NameStore {
  /** Whether it is this worker's turn to read them: nobody began to within so many milliseconds. */
  turn(cluster: string, everyMs: number): Promise<boolean>;
  save(cluster: string, names: Names): Promise<void>;
  /** Undefined when no worker kept any, or long ago. */
  load(cluster: string): Promise<Names | undefined>;
}

/** The questions that wait for a worker. */
export interface Line {
  /** Those in front, in their order, of each cluster so many. */
  waiting(most: number): Promise<readonly InLine[]>;
  /** Whether that one who asked still waits, and no worker has begun. */
  waits(id: string, origin: Origin, cluster?: string): Promise<boolean>;
}

/** What is being answered. */
export interface OpenQuestions {
  now(): Promise<Open>;
}

/** Questions that are asked again until what they ask about can be reached. */
export interface Watches {
  /** One for each question and channel. Beginning twice with one key is beginning once. */
  begin(request: WatchRequest): Promise<WatchBegun>;
  /** It ends soon; false when there is none of that id. */
  stop(id: string, by: string): Promise<boolean>;
  /** Those that run. */
  now(): Promise<readonly Watch[]>;
}

/** How the looks of watches ended: written where they were made, read where they are waited for. */
export interface Looks {
  /** Of a question that a watch asked. Wakes the watch. */
  note(told: Told): Promise<void>;
  /** The next look of this watch is worth making now. */
  hurry(watch: string): Promise<void>;
  /** Undefined while it is not known; `lost` when it was told and is not known any more. */
  of(key: string): Promise<Looked | "lost" | undefined>;
}

/** Counts and times for operators. Labels are words of ours, few of each: never a person, a channel or a pod. */
export interface Meter {
  count(what: Counted, labels?: Readonly<Record<string, string>>, by?: number): void;
  took(what: Timed, seconds: number, labels?: Readonly<Record<string, string>>): void;
}
