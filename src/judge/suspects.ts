import { faults } from "../faults/catalogue.ts";
import type { Fault } from "../faults/define-fault.ts";
import type { FlowReport, Suspect, WeighedFinding } from "../model/report.ts";
import { type GateName, isInPod } from "../gates/order.ts";
import { httpExchanges } from "../journey/services/http.ts";
import type { EvidenceIndex } from "../probes/evidence-index.ts";
import type { FaultOutcome, Step, WhyAbsent } from "../model/step.ts";

/** Of one cause so many sentences, and of one sentence so many places. */
const mostSentences = 8;
const mostPlaces = 3;

/** What the answer accuses. */
interface Told {
  readonly cause: WeighedFinding | undefined;
  readonly also: readonly WeighedFinding[];
}

/** One fault at one hop. */
interface Look {
  readonly step: Step;
  readonly outcome: FaultOutcome;
  /** Why nothing could show there that shows at work alone. */
  readonly unseen: "no packet came" | "not asked" | undefined;
  /** What became of the packets of that flow. */
  readonly reached: FlowReport["reached"];
}

/** What can be seen at work alone: where no packet came, its absence says nothing. */
const atWork: ReadonlySet<GateName> = new Set(["between", "checksum", "queue", "program"]);

/**
 * Of every cause that netdiag knows, what the evidence of this run says: found, ruled out and by what, or not looked at and why. The
 * same outcomes that the answer was made of, told for whoever suspected something else. Those most likely come first: what was found,
 * then what could not be looked at, where packets died before elsewhere.
 */
export function suspectsOf(
  flows: readonly FlowReport[],
  told: Told,
  evidence: EvidenceIndex,
): readonly Suspect[] {
  const made = flows.filter(({ leftOut }) => leftOut === undefined);
  const counted = made.length > 0 ? made : flows;
  return faults
    .filter(({ foretells }) => foretells !== "hides")
    .map((fault) => {
      const looks = looksFor(fault, counted, evidence);
      return { suspect: suspect(fault, looks, counted, told), rank: rank(fault, looks, told) };
    })
    .sort((a, b) => a.rank - b.rank)
    .map((each) => each.suspect);
}

function looksFor(
  { code, gate }: Fault,
  flows: readonly FlowReport[],
  evidence: EvidenceIndex,
): readonly Look[] {
  return flows.flatMap(({ flow, steps, reached }) => {
    // Packets that went without the names say nothing of a way on which look-ups are lost.
    const named = steps.every(({ hop, mark }) => hop.kind !== "asking" || mark === "passed");
    const asked = gate !== "program" || (httpExchanges(flow, evidence).seen ?? []).length > 0;
    return steps.flatMap((step) => {
      const came = step.mark === "passed" || step.mark === "stopped";
      // Of answers that nobody sent there is nothing to see.
      if (atWork.has(gate) && !came && step.hop.kind === "reply") return [];
      const unseen = !atWork.has(gate)
        ? undefined
        : !came
          ? "no packet came"
          : asked
            ? undefined
            : "not asked";
      return step.outcomes
        .filter((outcome) => outcome.code === code)
        .map((outcome) => ({ step, outcome, unseen, reached: named ? reached : ("not-probed" as const) }));
    });
  });
}

function suspect(fault: Fault, looks: readonly Look[], flows: readonly FlowReport[], told: Told): Suspect {
  const { code, title } = fault;
  const [result, says] = ((): [Suspect["result"], readonly string[]] => {
    const found = foundWords(code, looks, told);
    if (found.length > 0) return ["found", found];
    if (looks.length === 0) return noPlace(fault, flows);
    const untold = untoldWords(looks);
    const words = [...untold, ...absentWords(fault, looks)];
    if (untold.length > 0) return ["not-looked-at", words];
    return [looks.every((look) => isDecisive(look, fault)) ? "ruled-out" : "not-found", words];
  })();
  return { code, title, result, says: [...new Set(says)].slice(0, mostSentences) };
}

function untoldWords(looks: readonly Look[]): readonly string[] {
  return looks.flatMap(({ step: { hop }, outcome, unseen }) => {
    if (outcome.result === "cannot-tell") return [`Not looked at, at ${hop.name}: ${ended(outcome.reason)}`];
    if (outcome.result !== "absent" || outcome.why === "moot" || unseen === undefined) return [];
    return unseen === "not asked"
      ? [`No request was sent to ${hop.name}: nothing says that it speaks HTTP.`]
      : [`No packet was seen to come to ${hop.name}, and only then it would show.`];
  });
}

/**
 * Whether what was seen there leaves no doubt: there is nothing of the kind, or packets got through what would stop them all. What was
 * read at rest does not show what is beside it and was not read.
 */
function isDecisive({ step, outcome, reached }: Look, { foretells, gate }: Fault): boolean {
  if (outcome.result !== "absent") return false;
  if (outcome.why === "moot" || outcome.why === "contradicted") return true;
  if (step.mark !== "passed" || gate === "name" || !(foretells === "stops" || foretells === "loses"))
    return false;
  // In a pod what goes out meets other rules than the answers that come in.
  return reached === "yes" || (reached === "no" && !isInPod(gate));
}

function foundWords(code: string, looks: readonly Look[], { cause, also }: Told): readonly string[] {
  if (cause?.code === code) return ["It is the cause that the answer tells.", ...weighedWords(cause)];
  const beside = also.filter((one) => one.code === code);
  if (beside.length > 0)
    return ["It was found beside the cause that the answer tells.", ...beside.flatMap(weighedWords)];
  const found = looks.flatMap(({ step, outcome }) =>
    outcome.result === "found" ? [`At ${step.hop.name}: ${ended(outcome.finding.says)}`] : [],
  );
  if (found.length === 0) return [];
  return [
    "Signs of it were read, and the answer does not accuse it: the packets do not show it, or what the answer tells is the same thing to repair.",
    ...found,
  ];
}

function weighedWords({
  confidence,
  at,
  finding,
  explains,
  against,
  rivals,
}: WeighedFinding): readonly string[] {
  return [
    `At ${at}, ${confidence}: ${ended(finding.says)}`,
    ...finding.because.map(({ says }) => ended(says)).filter((says) => says !== ended(finding.says)),
    ...(explains.length === 0 ? [] : [`It explains: ${ended(explains.join("; "))}`]),
    ...(against.length === 0 ? [] : [`Speaks against it: ${ended(against.join("; "))}`]),
    ...(rivals.length === 0
      ? []
      : [`Would show the same, and could not be looked at: ${ended(rivals.join("; "))}`]),
  ];
}

/** Places where it shows which way the packets go on. */
const leadsOn: ReadonlySet<Step["hop"]["kind"]> = new Set([
  "source",
  "node-out",
  "tunnel",
  "underlay",
  "node-in",
]);

/** The way holds no such place; where it could not be followed to its end, nobody knows that. */
function noPlace({ at }: Fault, flows: readonly FlowReport[]): [Suspect["result"], readonly string[]] {
  const kinds = at.map((kind) => placeWords[kind]).join(", ");
  const steps = flows.flatMap((flow) => flow.steps);
  if (!steps.some(({ hop }) => hop.kind !== "asking"))
    return ["not-looked-at", [`No packet could be followed, so nobody came to such a place (${kinds}).`]];
  const lost = flows
    .filter(({ reached }) => reached !== "yes")
    .flatMap((flow) => flow.steps.find(({ mark, hop }) => mark === "unknown" && leadsOn.has(hop.kind)) ?? []);
  const [first] = lost;
  return first
    ? [
        "not-looked-at",
        [
          `No such place (${kinds}) is on the way as far as it could be followed: it is not known what became of the packets at ${first.hop.name}.`,
        ],
      ]
    : ["ruled-out", [`There is no such place on this way (${kinds}).`]];
}

const placeWords: Readonly<Record<Step["hop"]["kind"], string>> = {
  asking: "the names",
  service: "a Service",
  source: "the source",
  "node-out": "the source's node",
  tunnel: "a tunnel",
  underlay: "the network between nodes",
  "node-in": "the target's node",
  "pod-in": "the target pod's interface",
  socket: "the target's port",
  reply: "the way of the answers",
};

function absentWords(fault: Fault, looks: readonly Look[]): readonly string[] {
  const looked = "stop" in fault ? [fault.stop.name] : Object.values(fault.needs).map(({ name }) => name);
  const what = looked.length === 0 ? "the objects" : [...new Set(looked)].join(", ");
  const words: Readonly<Record<WhyAbsent, (places: string) => string>> = {
    read: (places) => `What was read at ${places} does not show it (${what}).`,
    moot: (places) => `There is nothing of the kind that could be wrong at ${places}.`,
    contradicted: (places) =>
      `What was read at ${places} would do it, but packets were seen to do otherwise.`,
    "nothing-lost": (places) =>
      `It could not be read at ${places} (${what}), but no packet is missed that it might have stopped there.`,
  };
  const absent = looks.filter(({ outcome, unseen }) => outcome.result === "absent" && unseen === undefined);
  const sentences = (Object.keys(words) as WhyAbsent[]).flatMap((why) => {
    const there = absent.filter(
      ({ outcome }) => outcome.result === "absent" && (outcome.why ?? "read") === why,
    );
    return there.length === 0 ? [] : [words[why](placesOf(there.map(({ step }) => step)))];
  });
  const passed = absent.filter(({ step }) => step.mark === "passed").map(({ step }) => step);
  return [
    ...sentences,
    ...(passed.length === 0 ? [] : [`Packets got through ${placesOf(passed)}${factsOf(passed)}.`]),
  ];
}

function placesOf(steps: readonly Step[]): string {
  const names = [...new Set(steps.map(({ hop }) => hop.name))];
  const more = names.length - mostPlaces;
  return `${names.slice(0, mostPlaces).join("; ")}${more > 0 ? ` and ${more} more` : ""}`;
}

/** What was seen at the first of the places, which is enough to show how it is known. */
function factsOf([first]: readonly Step[]): string {
  return first === undefined || first.facts.length === 0 ? "" : ` (${first.facts.join(", ")})`;
}

function rank(fault: Fault, looks: readonly Look[], { cause, also }: Told): number {
  if (cause?.code === fault.code) return 0;
  if (also.some(({ code }) => code === fault.code)) return 1;
  if (looks.length === 0) return 7;
  const where = looks.some(({ step }) => step.mark === "stopped") ? 0 : 1;
  if (looks.some(({ outcome }) => outcome.result === "found")) return 2;
  return (looks.some(({ outcome }) => outcome.result === "cannot-tell") ? 3 : 5) + where;
}

function ended(text: string): string {
  const trimmed = text.trim();
  return /[.!?…:]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
