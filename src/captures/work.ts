/** What a worker does about a capture, from its job to what is told of it. */
import { decide } from "../access/decide.ts";
import { refusedWords } from "../access/never-probed.ts";
import type { Rules } from "../access/rule.ts";
import { subjectsNamed } from "../access/subject.ts";
import type { Capture, CaptureProgress } from "../model/captured-traffic.ts";
import type { CaptureAsked, CaptureEnd, FileKept } from "../model/capture-asked.ts";
import { Interrupted, NotAudited, NotNow, writeAfterwards, type Audit, type Ledger } from "../ports.ts";
import type { CaptureEnds, CaptureFiles, CaptureTold } from "./doors.ts";
import { begunKey, freshMs, keptSeconds, openKey } from "./keys.ts";

export interface CapturingParts {
  /** The cluster that this worker is of, and its rules. */
  readonly cluster: string;
  readonly rules: Rules;
  /** Milliseconds since 1970, by the clock of all processes. */
  readonly now: () => number;
  readonly ledger: Ledger;
  readonly audit: Audit;
  readonly ends: CaptureEnds;
  readonly files: CaptureFiles;
  readonly told: CaptureTold;
  /** Of a capture's file; always the same. */
  readonly tokenOf: (id: string) => string;
  /** What the link to a file begins with; absent where files are not served. */
  readonly url: string | undefined;
  /** How long a file is kept, milliseconds. */
  readonly keepMs: number;
  /** Under which a question has one capture at a time. */
  readonly questionOf: (asked: CaptureAsked) => string;
  /** Watches the nodes. Throws what `whyNone` has words for. */
  readonly capture: (
    asked: CaptureAsked,
    options: {
      readonly signal: AbortSignal;
      readonly stop: AbortSignal;
      readonly onProgress: (progress: CaptureProgress) => void;
    },
  ) => Promise<Capture>;
  /** Why there is nothing to tell of packets, to whoever asked. */
  readonly whyNone: (asked: CaptureAsked, cause: unknown) => string;
  readonly onTrouble: (what: string, error: unknown) => void;
}

export interface CaptureSignals {
  /** Ends it, with an Interrupted as its reason. */
  readonly signal: AbortSignal;
  /** Ends the watching; what was seen until then is told. */
  readonly stop: AbortSignal;
}

/** At least once for each job: what was captured before is not captured again, only told. Rejects with NotNow to be called again. */
export async function workOnCapture(
  asked: CaptureAsked,
  parts: CapturingParts,
  signals: CaptureSignals,
): Promise<void> {
  const end =
    (await parts.ends.of(asked.id)) ?? (await parts.ends.note(asked.id, await ending(asked, parts, signals)));
  await tell(asked, end, parts);
}

/** One that could not be dealt with, tried again and again: it is over, and nobody waits for it any more. */
export async function giveUpOnCapture(asked: CaptureAsked, parts: CapturingParts): Promise<void> {
  const failed = none("failed", parts.whyNone(asked, new Error("tried again and again")));
  await tell(asked, await parts.ends.note(asked.id, failed), parts);
}

async function tell(asked: CaptureAsked, end: CaptureEnd, parts: CapturingParts): Promise<void> {
  await parts.told.end(asked, end, await linkTo(asked, end, parts));
  const open = openKey(parts.questionOf(asked));
  if ((await parts.ledger.get(open))?.startsWith(asked.id)) await parts.ledger.remove(open);
}

/** Undefined where there is no file, or none any more. */
async function linkTo(
  { id }: CaptureAsked,
  end: CaptureEnd,
  { url, tokenOf, files }: CapturingParts,
): Promise<string | undefined> {
  if (url === undefined || end.kind !== "captured" || end.file.kind !== "kept") return undefined;
  const token = tokenOf(id);
  return (await files.isKept(token)) ? `${url}${token}` : undefined;
}

async function ending(
  asked: CaptureAsked,
  parts: CapturingParts,
  signals: CaptureSignals,
): Promise<CaptureEnd> {
  const { id, by } = asked;
  const end = await captured(asked, parts, signals);
  const { user, channel } = by;
  writeAfterwards(parts.audit, {
    event: "capture-ended",
    capture: id,
    diagnosis: asked.diagnosis,
    user,
    channel,
    cluster: asked.cluster,
    ...(end.kind === "none" ? { why: end.why, says: end.sentence } : lineOf(end)),
  });
  return end;
}

function lineOf({ traffic, file, stoppedBy }: Extract<CaptureEnd, { kind: "captured" }>) {
  const { nodes, seconds, ended } = traffic;
  return {
    nodes: nodes.map(({ node }) => node),
    packets: nodes.reduce((sum, { packets }) => sum + packets, 0),
    seconds,
    ended,
    ...(stoppedBy !== undefined && { stoppedBy }),
    file: file.kind,
    ...(file.kind === "kept" && { bytes: file.bytes, until: new Date(file.until).toISOString() }),
  };
}

async function captured(
  asked: CaptureAsked,
  parts: CapturingParts,
  { signal, stop }: CaptureSignals,
): Promise<CaptureEnd> {
  const { ledger, audit, told, onTrouble } = parts;
  // Somebody began, and did not live to say what they saw: nobody is watched a second time.
  if ((await ledger.get(begunKey(asked.id))) !== undefined) return died;
  const refusal = refused(asked, parts);
  if (refusal) return refusal;
  if (stop.aborted) return stoppedBefore(stop, { begun: false });
  const shown = (progress: CaptureProgress): Promise<void> =>
    told.progress(asked, progress).catch((error: unknown) => {
      onTrouble("how far a capture is was not shown", error);
    });
  try {
    const { user, channel } = asked.by;
    const { id: capture, diagnosis, cluster, seconds, question } = asked;
    void shown({ stage: "resolving" });
    audit.write({
      event: "capture-begun",
      capture,
      diagnosis,
      user,
      channel,
      cluster,
      seconds,
      question: question.text,
    });
    if (!(await ledger.setIfAbsent(begunKey(capture), user, keptSeconds))) return died;
    const seen = await parts.capture(asked, {
      signal,
      stop,
      onProgress: (progress) => void shown(progress),
    });
    const by = stoppedBy(stop);
    return {
      kind: "captured",
      traffic: seen.traffic,
      file: await keepFile(asked, seen, parts),
      ...(by !== undefined && { stoppedBy: by }),
    };
  } catch (error) {
    if (error instanceof NotAudited)
      return none(
        "not-audited",
        `I do nothing that I cannot write down: ${error.message}. Next: ${error.next}.`,
      );
    // Since it was looked at above.
    if (isOver(stop)) return stoppedBefore(stop, { begun: true });
    const cause: unknown = signal.aborted ? signal.reason : error;
    onTrouble("a capture ended without anything to tell", cause);
    return none(cause instanceof Interrupted ? cause.kind : "failed", parts.whyNone(asked, cause));
  }
}

/** By the worker's own rules: whoever lost the right since they pressed, has lost it. What names lead to is decided when they are looked up. */
function refused(asked: CaptureAsked, { cluster, rules, now }: CapturingParts): CaptureEnd | undefined {
  const { by, question, askedAt } = asked;
  if (asked.cluster !== cluster)
    return none(
      "another-cluster",
      `The capture is for cluster ${asked.cluster}, and this is ${cluster}. Nothing was captured.`,
    );
  const lateMs = now() - askedAt;
  if (lateMs > freshMs)
    return none(
      "late",
      `The capture waited for a worker for ${Math.round(lateMs / 60_000)} minutes, which is too long. Nothing was captured; press Capture again.`,
    );
  const never = refusedWords(question);
  if (never !== undefined) return none("never-probed", never);
  const about = subjectsNamed(question);
  const verdict = decide(rules, by, { action: "capture", cluster, about });
  return verdict.allowed
    ? undefined
    : none(
        "not-allowed",
        "By the worker's rules (NETDIAG_ACCESS_FILE), who asked may not have packets captured here. Nothing was captured.",
      );
}

async function keepFile(
  { id }: CaptureAsked,
  { traffic, pcapng }: Capture,
  { files, tokenOf, url, keepMs, now, onTrouble }: CapturingParts,
): Promise<FileKept> {
  if (traffic.nodes.every(({ packets }) => packets === 0)) return { kind: "nothing-in-it" };
  if (url === undefined) return { kind: "not-served" };
  const bytes = pcapng.length;
  const until = now() + keepMs;
  const file = Buffer.from(pcapng.buffer, pcapng.byteOffset, pcapng.byteLength);
  try {
    return (await files.keep(tokenOf(id), { id, file }, keepMs))
      ? { kind: "kept", until, bytes }
      : { kind: "too-large", bytes };
  } catch (error) {
    // What was seen is worth telling without it.
    onTrouble("the file of a capture was not kept", error);
    return { kind: "not-kept" };
  }
}

function isOver({ aborted }: AbortSignal): boolean {
  return aborted;
}

function stoppedBy(stop: AbortSignal): string | undefined {
  const reason: unknown = stop.reason;
  return reason instanceof Interrupted ? reason.by : undefined;
}

/** A worker that goes away leaves what it has not begun to another one. */
function stoppedBefore(stop: AbortSignal, { begun }: { readonly begun: boolean }): CaptureEnd {
  const reason: unknown = stop.reason;
  if (!(reason instanceof Interrupted) || reason.kind !== "shutdown")
    return none("stopped", "Stopped before anything was captured.");
  if (begun) return died;
  throw new NotNow(500, "another worker takes it");
}

const died = none(
  "died",
  "The worker that captured ended before it could say what it saw, and nothing is kept of it. Press Capture again.",
);

function none(why: string, sentence: string): Extract<CaptureEnd, { kind: "none" }> {
  return { kind: "none", why, sentence };
}
