import type { NodeEndpoint, PodEndpoint, ExternalEndpoint } from "../model/endpoint.ts";
import { describeEndpoint } from "../model/endpoint.ts";
import type { Because, Confidence, Finding, Fix } from "../model/finding.ts";
import type { Flow } from "../model/flow.ts";
import type { Hop } from "../model/hop.ts";
import type { WeighedFinding, FlowReport, NotChecked, Report, Tally, Verdict } from "../model/report.ts";
import type { Step, StepMark } from "../model/step.ts";
import { together } from "../language/spacing.ts";
import { english, type Tongue } from "../language/tongue.ts";

/** The sign in front of a verdict. */
export const verdictSign = {
  reachable: "✅",
  blocked: "⛔",
  partial: "⚠️",
  unknown: "❔",
} as const satisfies Record<Verdict, string>;

/** The sign in front of a hop; all of them are in the fonts netdiag draws with. */
export const markSign = {
  passed: "✓",
  stopped: "⛔",
  "not-reached": "–",
  unknown: "?",
} as const satisfies Record<StepMark, string>;

export const confidenceWord = {
  confirmed: "Confirmed",
  likely: "Likely",
  suspected: "Suspected",
} as const satisfies Record<Confidence, string>;

/** The verdict in one sentence, sign first: what a notification shows and a screen reader reads. */
export function verdictSentence(report: Report): string {
  return `${verdictSign[report.verdict]} ${sentence(report.headline)}`;
}

/** `(confirmed, at node1)`. */
export function howSure({ confidence, at }: Pick<WeighedFinding, "confidence" | "at">): string {
  return `(${confidenceWord[confidence].toLowerCase()}, at ${at})`;
}

/** Ends a text with a full stop unless it ends with a mark of its own, or with a command, to which a stop would stick. */
export function sentence(text: string): string {
  const trimmed = text.trim();
  return trimmed === "" || /[.!?…:]$/.test(trimmed) || endsInCommand(trimmed) ? trimmed : `${trimmed}.`;
}

/** A command to type, where it stands by itself: at the beginning, or after `: ` or `; `. Its own words are no prose. */
const command = /(?<=^|[:;] |[：；])(?:kubectl|systemctl|journalctl) (?:[^;；。.\n]|\.(?! ))+/g;

function endsInCommand(text: string): boolean {
  return commandsIn(text).at(-1)?.end === text.length;
}

/** Where commands to type stand in a text, in characters from its beginning; none overlaps another. */
export function commandsIn(text: string): readonly { readonly start: number; readonly end: number }[] {
  return [...text.matchAll(command)].map(({ index, 0: { length } }) => ({
    start: index,
    end: index + length,
  }));
}

/** `0.4 ms`, `12 ms`, `1.3 s`. */
export function duration(milliseconds: number): string {
  if (milliseconds >= 1000) return `${(milliseconds / 1000).toFixed(1)} s`;
  return milliseconds < 10 ? `${milliseconds.toFixed(1)} ms` : `${Math.round(milliseconds)} ms`;
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/**
 * `0/2 endpoints reachable`, and of how many those are the sample; where each endpoint answers and the Service does not:
 * `1/1 endpoint reachable directly, 8 of 23 through the Service`.
 */
export function endpointsPhrase(report: Report): string {
  const { answered, probed, total } = report.endpoints;
  // A run that could not be judged has its flows without a single hop: nobody counted what its packets did.
  if (probed === 0 && report.flows.length > 0 && report.flows.every(({ steps }) => steps.length === 0))
    return "packets not counted";
  // What no packet was sent to is neither reachable nor not.
  const isUnasked = ({ reached, main, grid }: FlowReport): boolean =>
    reached === "not-probed" && !main && grid.length === 0;
  if (probed === 0 || report.flows.every(isUnasked)) return "no packet was sent";
  const sampled = total > probed ? ` (sample of ${total})` : "";
  const endpoints = `${answered}/${probed} ${total === 1 ? "endpoint" : "endpoints"} reachable`;
  const service = throughService(report.flows);
  return answered === probed && service.lost > 0
    ? `${endpoints} directly${sampled}, ${service.sent - service.lost} of ${service.sent} through the Service`
    : `${endpoints}${sampled}`;
}

/** What was sent through the Service, by all pairs. */
const throughService = (flows: readonly FlowReport[]): ReturnType<typeof total> =>
  total(flows.flatMap(({ grid }) => grid.filter(({ label }) => label === "through the Service")));

/** The name alone, as people say it: `productpage-6f5d` instead of `test/productpage-6f5d`. */
export function shortName(endpoint: PodEndpoint | NodeEndpoint | ExternalEndpoint): string {
  return endpoint.type === "pod" ? endpoint.name : describeEndpoint(endpoint);
}

/** An address with its port; IPv6 in brackets; no port for ICMP. */
export function addressAndPort(ip: string, port: number): string {
  const host = ip.includes(":") ? `[${ip}]` : ip;
  return port === 0 ? ip : `${host}:${port}`;
}

/** `10.233.70.3 → 10.233.75.9:9080/TCP`. */
export function flowAddresses(flow: Flow): string {
  const target = addressAndPort(flow.destinationIP, flow.port);
  return `${flow.sourceIP} → ${target} ${flow.protocol}`;
}

/** `7 of 7 answered (0.6 ms median)`, `0 of 7 answered: timed out`. */
export function tallyPhrase(tally: Tally): string {
  const middle = tally.medianMs === undefined ? "" : ` (${duration(tally.medianMs)} median)`;
  const failure = tally.failure === undefined ? "" : `: ${tally.failure}`;
  return `${tally.answered} of ${tally.sent} answered${middle}${failure}`;
}

/**
 * What the packets themselves said about the first blocker: the half sentence after "Confirmed:". That they got no further
 * than a place is said only where they were seen to die there.
 */
export function proofPhrase(report: Report): string | undefined {
  const { cause } = report;
  if (!cause) return undefined;
  const own = report.flows.filter((flow) => cause.flowIds.includes(flow.flow.id));
  const flows = own.length > 0 ? own : report.flows;
  const straight = total(flows.flatMap(({ main }) => main ?? []));
  if (straight.lost > 0) {
    const failing = flows.filter(({ main }) => main !== undefined && main.answered < main.sent);
    // Names are no place on the way: packets without them go on, netdiag's own by their addresses.
    const diedHere =
      cause.hopKind !== "asking" &&
      failing.every(({ steps }) =>
        steps.some(
          ({ hop, mark }) => mark === "stopped" && hop.name === cause.at && hop.kind === cause.hopKind,
        ),
      );
    return diedHere
      ? `${straight.lost} of ${straight.sent} fresh packets got no further than ${cause.at}`
      : `${straight.lost} of ${straight.sent} fresh packets were not answered${lastSeen(failing)}`;
  }
  const service = throughService(flows);
  if (service.lost > 0)
    return `${service.lost} of ${service.sent} fresh connections through the Service failed${straight.sent > 0 ? `, ${straight.sent} of ${straight.sent} straight to the endpoint passed` : ""}`;
  const [seen] = cause.finding.because.filter(({ source }) => source !== "model");
  // Of what keeps from looking that is all there is, and told already.
  if (seen && !cause.finding.says.includes(seen.says)) return seen.says;
  return straight.sent === 0
    ? `found at ${cause.at}; no packet was sent`
    : `found at ${cause.at}; ${straight.sent} of ${straight.sent} fresh packets were answered`;
}

/** Of the cause: what else was seen that it explains, what speaks against it, and what would show the same; one line each. */
export function weighingLines(
  { explains, against, rivals }: WeighedFinding,
  say: Tongue = english,
): readonly string[] {
  const line = (title: string, facts: readonly string[], more = ""): readonly string[] =>
    facts.length === 0 ? [] : [together(say(title), saidInTurn(facts, say), say(more))];
  return [
    ...line("Explains:", explains),
    ...line("Speaks against it:", against),
    ...line(
      "Would show the same, and could not be looked at:",
      rivals.slice(0, 3),
      rivals.length > 3 ? `And ${rivals.length - 3} more.` : "",
    ),
  ];
}

/** Facts that stand by themselves, as one sentence: `a; b.` */
export function saidInTurn(facts: readonly string[], say: Tongue): string {
  const [last, ...others] = facts
    .map((fact, place) => say(place === facts.length - 1 ? sentence(fact) : fact))
    .reverse();
  return together(...others.reverse().map((fact) => `${fact}${say(";")}`), last ?? "");
}

function total(tallies: readonly Tally[]): { readonly sent: number; readonly lost: number } {
  const sent = tallies.reduce((sum, tally) => sum + tally.sent, 0);
  return { sent, lost: sent - tallies.reduce((sum, tally) => sum + tally.answered, 0) };
}

/** Where the packets died, as far as it was seen and is one place. */
function lastSeen(flows: readonly FlowReport[]): string {
  const places = new Set(
    flows.map(
      ({ steps }) => steps.find(({ mark, hop }) => mark === "stopped" && hop.kind !== "asking")?.hop.name,
    ),
  );
  const [place, ...others] = [...places];
  return place === undefined || others.length > 0 ? "" : `; they died at ${place}`;
}

/** The flow that shows the verdict best: one the first blocker stops, else one that failed, else the first. */
export function tellingFlow(report: Report): FlowReport | undefined {
  const made = report.flows.filter(({ leftOut }) => leftOut === undefined);
  return (
    made.find((flow) => report.cause?.flowIds.includes(flow.flow.id)) ??
    made.find((flow) => flow.reached !== "yes") ??
    made[0] ??
    report.flows[0]
  );
}

/** What was found at a hop, as far as it is still to be told. */
export interface FoundHere {
  readonly code: string;
  readonly finding: Finding;
  /** What it was found by; nothing that its own sentence says. */
  readonly because: readonly Because[];
  /** The same was told before, word for word: of a node that cannot be entered at each of its hops. */
  readonly again: boolean;
}

/** What was found at each hop, in their order; a sentence that stood above is not told again, be it in the answer itself. */
export function foundAlong(
  steps: readonly Step[],
  cause: WeighedFinding | undefined,
): readonly (readonly FoundHere[])[] {
  const told = new Set(cause ? [`${cause.code} ${cause.finding.says}`] : []);
  return steps.map(({ outcomes }) =>
    outcomes.flatMap((outcome) => {
      if (outcome.result !== "found") return [];
      const { code, finding } = outcome;
      const because = finding.because.filter(
        ({ says, quote }) => quote !== undefined || !finding.says.includes(says),
      );
      const key = `${code} ${finding.says}`;
      const again = told.has(key) && because.length === 0 && finding.rule === undefined;
      told.add(key);
      return [{ code, finding, because, again }];
    }),
  );
}

export const asToldAbove = "As told above.";

/** One line for a flow that is not the telling one. */
export function otherFlowLine(report: FlowReport): string {
  const { flow, reached, main, steps } = report;
  const stops = steps.filter((step) => step.mark === "stopped");
  // Names that got no answer are told only where nothing else stopped: the packets themselves went without them.
  const stopped = stops.find(({ hop }) => hop.kind !== "asking") ?? stops[0];
  // Packets straight to the address got through; what the client does, ask by name or through the Service, does not.
  const roundIt = reached === "yes" && stopped !== undefined;
  const sign = roundIt ? "⛔" : { yes: "✓", no: "⛔", some: "⚠️", "not-probed": "?" }[reached];
  const why = report.leftOut === undefined ? "" : ` · not asked by the client: ${report.leftOut}`;
  const where = stopped ? ` · stopped at ${stopped.hop.name}` : "";
  const tally = main ? `${tallyPhrase(main)}${roundIt ? " straight to its address" : ""}` : "no packet sent";
  return `${sign} ${shortName(flow.from)} → ${shortName(flow.to)} (${flowAddresses(flow)}) · ${tally}${where}${why}`;
}

/** Whether there is anything to apply: a refusal was judged, too, but with no change. */
export function offersChange({ yaml, commands }: Fix): boolean {
  return yaml !== undefined || commands !== undefined;
}

/** What could not be checked, and what to do about it, in one line. */
export function notCheckedLine(gap: NotChecked, say: Tongue = english): string {
  return together(notCheckedFact(gap, say), say("Next:"), say(sentence(gap.next)));
}

/** The same without what to do about it. */
export function notCheckedFact({ what, reason }: NotChecked, say: Tongue): string {
  return together(say(`${what}:`), say(sentence(reason)));
}

/** The path of a flow as one line of words, for whoever cannot see the picture. */
export function pathSentence(report: Report, say: Tongue = english): string {
  const flow = tellingFlow(report);
  if (!flow || flow.steps.length === 0) return say(verdictSentence(report));
  const words = {
    passed: "passed",
    stopped: "stopped here",
    "not-reached": "not reached",
    unknown: "not seen",
  };
  // Hop by hop: a name may have a comma in it (`node3, replies`).
  const hops = flow.steps.map(({ hop, mark }) => say(`${hopName(hop)} (${words[mark]})`));
  const [comma, stop] = say === english ? [", ", "."] : ["、", "。"];
  return together(say(sentence(report.headline)), say("Path:"), `${hops.join(comma)}${stop}`);
}

/** What a hop is called where all are listed: a pod's interface and the program behind it have one name, so that tells its port. */
export function hopName({ kind, name, packet: { port } }: Hop): string {
  const isName = /^[^\s:]+$/.test(name);
  return kind === "socket" && port !== 0 && isName ? `${name}:${port}` : name;
}
