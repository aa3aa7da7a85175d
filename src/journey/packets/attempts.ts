import { nodeOf } from "../../model/endpoint.ts";
import type { NotSeen, Sight } from "../../model/evidence.ts";
import { askedAddress, type Flow } from "../../model/flow.ts";
import type { Place } from "../../model/place.ts";
import type { EvidenceIndex } from "../../probes/evidence-index.ts";
import { icmpEcho, type Echoes } from "../../probes/senders/icmp-echo.ts";
import type { Failure } from "../../probes/senders/outcome.ts";
import { tcpConnect } from "../../probes/senders/tcp-connect.ts";
import { udpExchange } from "../../probes/senders/udp-exchange.ts";
import { sharedSubject, subjectOf, type GridView } from "./grid.ts";
import { nodePlace, placeOf } from "../machine/places.ts";

/** What became of fresh packets of one kind, whichever protocol they were. */
export interface Attempts {
  readonly sent: number;
  readonly answered: number;
  readonly outcomes: Readonly<Partial<Record<Failure, number>>>;
  /** Over the answered ones, milliseconds. */
  readonly medianMs?: number;
  /** The same: the quickest and the slowest of them. */
  readonly fastestMs?: number;
  readonly slowestMs?: number;
  /** The error the failed ones ended with, as the system words it: the most frequent. */
  readonly failure?: string;
  readonly sourcePorts: readonly number[];
}

/** Whether packets were sent and every one of them was answered. */
export function lostNone(attempts: Attempts | undefined): boolean {
  return attempts !== undefined && attempts.sent > 0 && attempts.answered === attempts.sent;
}

/** The main packets of a flow, or one view of the grid. */
export function attemptsOf(evidence: EvidenceIndex, flow: Flow, view?: GridView): Sight<Attempts> {
  return evidence.derive(attemptsOf, `${flow.id} ${view ?? ""}`, () => readAttempts(evidence, flow, view));
}

function readAttempts(evidence: EvidenceIndex, flow: Flow, view?: GridView): Sight<Attempts> {
  const place = standOf(flow, view);
  if (!place)
    return {
      notSeen: nowhere(
        view === "target-node" || view === "self" || view === "loopback"
          ? "the target has no place to stand on"
          : "the source is outside the cluster, or its pod has no running container",
      ),
    };
  const subject = view === "service" ? serviceSubject(flow, evidence, place) : subjectOf(flow.id, view);
  // Packets to a Service that is in doubt are sent while the nodes watch, otherwise with the grid.
  const watched =
    view === undefined || view === "more" || (view === "service" && wasSent(evidence, place, subject));
  const round = watched ? "window" : "grid";
  switch (flow.protocol) {
    case "TCP": {
      const sight = evidence.see(tcpConnect, place, round, subject);
      return sight.notSeen
        ? { notSeen: sight.notSeen }
        : {
            seen: summarise(
              sight.seen.attempts.map(({ outcome, ...rest }) => ({
                ...rest,
                outcome: outcome === "connected" ? ("answered" as const) : outcome,
              })),
            ),
          };
    }
    case "UDP": {
      const sight = evidence.see(udpExchange, place, round, subject);
      return sight.notSeen ? { notSeen: sight.notSeen } : { seen: summarise(sight.seen) };
    }
    case "ICMP": {
      const sight = evidence.see(icmpEcho, place, round, subject);
      return sight.notSeen ? { notSeen: sight.notSeen } : { seen: summariseEchoes(sight.seen) };
    }
    case "SCTP":
      return {
        notSeen: nowhere("netdiag has no SCTP sender; policies and rules are judged without packets"),
      };
  }
}

/** All pairs of one source share the packets to their Service's address; runs saved before have them under the first pair alone. */
export function serviceSubject(flow: Flow, evidence: EvidenceIndex, place: Place): string {
  const asked = askedAddress(flow);
  const shared = asked && sharedSubject(asked);
  if (shared === undefined) return subjectOf(flow.id, "service");
  const sent = [tcpConnect, udpExchange, icmpEcho].some((probe) =>
    (["window", "grid"] as const).some((round) => evidence.output(probe, place, round, shared) !== undefined),
  );
  return sent ? shared : subjectOf(flow.id, "service");
}

/** Whether packets of this subject were sent while the nodes watched. */
export function wasSent(evidence: EvidenceIndex, place: Place, subject: string): boolean {
  return [tcpConnect, udpExchange].some(
    (probe) => evidence.output(probe, place, "window", subject) !== undefined,
  );
}

/** Pings along the same way: never the proof, often the confusion. */
export function pingsOf(evidence: EvidenceIndex, flow: Flow, to: "pod" | "service"): Sight<Attempts> {
  const place = placeOf(flow.from);
  if (!place) return { notSeen: nowhere("the source is outside the cluster") };
  const sight = evidence.see(icmpEcho, place, "grid", `${flow.id} ping ${to}`);
  return sight.notSeen ? { notSeen: sight.notSeen } : { seen: summariseEchoes(sight.seen) };
}

/** Where the packets of a view are sent from. */
export function standOf(flow: Flow, view: GridView | undefined): Place | undefined {
  switch (view) {
    case undefined:
    case "more":
    case "service":
    case "elsewhere":
      return placeOf(flow.from);
    case "source-node":
    case "target-node": {
      const node = nodeOf(view === "source-node" ? flow.from : flow.to);
      return node === undefined || node === "" ? undefined : nodePlace(node);
    }
    case "self":
    case "loopback":
      return placeOf(flow.to);
  }
}

interface One {
  readonly sourcePort: number;
  readonly outcome: "answered" | Failure;
  readonly milliseconds?: number;
  readonly said?: string;
}

const words: Readonly<Record<Failure, string>> = {
  refused: "connection refused",
  unreachable: "unreachable",
  denied: "not permitted",
  silent: "no answer",
  "not-sent": "could not be sent",
};

function summarise(all: readonly One[]): Attempts {
  const outcomes: Partial<Record<Failure, number>> = {};
  const said = new Map<string, { count: number; silent: boolean }>();
  for (const { outcome, said: text } of all) {
    if (outcome === "answered") continue;
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    const sentence = text ?? words[outcome];
    said.set(sentence, { count: (said.get(sentence)?.count ?? 0) + 1, silent: outcome === "silent" });
  }
  const times = all.flatMap(({ outcome, milliseconds }) =>
    outcome === "answered" && milliseconds !== undefined ? [milliseconds] : [],
  );
  return {
    sent: all.filter(({ outcome }) => outcome !== "not-sent").length,
    answered: all.filter(({ outcome }) => outcome === "answered").length,
    outcomes,
    sourcePorts: all.map(({ sourcePort }) => sourcePort),
    ...timesOf(times),
    ...mostFrequent(said),
  };
}

function summariseEchoes(echoes: Echoes): Attempts {
  const lost = echoes.sent - echoes.received;
  const failure = echoes.notSent?.says ?? echoes.errors[0]?.says ?? (lost > 0 ? words.silent : undefined);
  return {
    sent: echoes.sent,
    answered: echoes.received,
    outcomes: echoes.errors.length > 0 ? { unreachable: lost } : lost > 0 ? { silent: lost } : {},
    sourcePorts: [],
    ...timesOf(echoes.roundTrips),
    ...(failure === undefined ? {} : { failure }),
  };
}

function timesOf(times: readonly number[]): Pick<Attempts, "medianMs" | "fastestMs" | "slowestMs"> {
  const sorted = [...times].sort((a, b) => a - b);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  const [fastest] = sorted;
  const slowest = sorted.at(-1);
  return middle === undefined || fastest === undefined || slowest === undefined
    ? {}
    : { medianMs: middle, fastestMs: fastest, slowestMs: slowest };
}

/** Linux limits how many refusals it sends (ICMP errors, six at once): any refusal says more than silence does. */
function mostFrequent(said: ReadonlyMap<string, { readonly count: number; readonly silent: boolean }>): {
  failure?: string;
} {
  const [first] = [...said].sort(([, a], [, b]) => Number(a.silent) - Number(b.silent) || b.count - a.count);
  return first === undefined ? {} : { failure: first[0] };
}

function nowhere(detail: string): NotSeen {
  return { why: "not-asked", detail, next: "send the packets by hand from there" };
}
