import type { CommandOutput, Evidence, NotSeen, Round, Sight } from "../model/evidence.ts";
import { ownFault } from "../model/own-faults.ts";
import { placeKey, type Place } from "../model/place.ts";
import { Unreadable, type Probe } from "../model/probe.ts";

/** Outputs already parsed: an index is made anew at every stage of a diagnosis, its entries are the same. */
const parsed = new WeakMap<Evidence, Sight<unknown>>();

/**
 * What was gathered, read through each probe's own parser: once per output, however many faults ask.
 * Nothing is ever "fine" because it is missing: an absent look is `not-asked`, an odd text `unreadable`.
 */
export class EvidenceIndex {
  readonly #entries = new Map<string, Evidence>();
  readonly #all: readonly Evidence[];
  readonly #derived = new Map<object, Map<string, unknown>>();
  #atRest: EvidenceIndex | undefined;

  constructor(evidence: readonly Evidence[]) {
    this.#all = evidence;
    for (const item of evidence) this.#entries.set(keyOf(item), item);
  }

  /** The parsed value of one look, or why there is none. */
  see<Value, Subject>(
    probe: Probe<Value, Subject>,
    place: Place,
    round: Round = "standing",
    subject = "",
  ): Sight<Value> {
    const entry = this.#entries.get(keyOf({ round, place, probe: probe.name, subject }));
    if (!entry) return { notSeen: notAsked(probe.name, place) };
    const known = parsed.get(entry);
    // The value under an entry was parsed by the probe of that name, which is this one.
    if (known) return known as Sight<Value>;
    const sight = read(probe, entry);
    parsed.set(entry, sight);
    return sight;
  }

  /**
   * What was derived from this evidence before, or now: dozens of faults ask the same at every hop. `of` is the
   * function that derives, `key` everything else the value depends on.
   */
  derive<Value>(of: object, key: string, compute: () => Value): Value {
    const known = this.#derived.get(of) ?? new Map<string, unknown>();
    this.#derived.set(of, known);
    // The value under a function and a key came from that very function.
    if (known.has(key)) return known.get(key) as Value;
    const value = compute();
    known.set(key, value);
    return value;
  }

  /**
   * What was read before any packet was sent, alone: what counters, captures and attempts say of the flow's own packets is no word about
   * those of another sender.
   */
  atRest(): EvidenceIndex {
    return (this.#atRest ??= new EvidenceIndex(this.#all.filter(({ round }) => round === "standing")));
  }

  /** The raw output of one look: for quoting. */
  output(
    probe: { readonly name: string },
    place: Place,
    round: Round = "standing",
    subject = "",
  ): CommandOutput | undefined {
    return this.#entries.get(keyOf({ round, place, probe: probe.name, subject }))?.output;
  }

  /** Every look that was asked for and not seen, once per place and reason. */
  notSeen(): readonly { readonly place: Place; readonly probe: string; readonly notSeen: NotSeen }[] {
    return this.#all.flatMap((entry) => {
      const why = entry.notSeen ?? (entry.output && failureOf(entry.probe, entry.place, entry.output));
      return why ? [{ place: entry.place, probe: entry.probe, notSeen: why }] : [];
    });
  }

  /** Whether every look on this node was asked for in vain. */
  sawNothingOn(node: string): boolean {
    const there = this.#all.filter(({ place }) => place.node === node);
    return there.length > 0 && there.every(({ notSeen }) => notSeen !== undefined);
  }
}

function read<Value, Subject>(probe: Probe<Value, Subject>, entry: Evidence): Sight<Value> {
  if (entry.notSeen) return { notSeen: entry.notSeen };
  const { output } = entry;
  if (!output) return { notSeen: notAsked(probe.name, entry.place) };
  const failure = failureOf(probe.name, entry.place, output);
  if (failure) return { notSeen: failure };
  try {
    return { seen: probe.parse(output) };
  } catch (error) {
    // Whatever is wrong with it, it is what somebody else's program printed.
    const says = error instanceof Unreadable ? error.message : ownFault("read it", error);
    return {
      notSeen: {
        why: output.truncated ? "truncated" : output.timedOut ? "timed-out" : "unreadable",
        detail: `${probe.name} on ${placeKey(entry.place)}: ${says}`,
        next: manualCommand(entry.place, output.argv),
      },
    };
  }
}

/** Shells, `timeout` and `nsenter` exit with 127 when there is no such program, with 126 when it cannot be run. */
function failureOf(probe: string, place: Place, output: CommandOutput): NotSeen | undefined {
  if (output.notSeen) return output.notSeen;
  if (output.exitCode === 127 || output.exitCode === 126)
    return {
      why: "tool-missing",
      detail: `${probe} on ${placeKey(place)}: ${firstLine(output.stderr) || "no such program"}`,
      next: `add the missing program to the prober image; ${probe} cannot look without it`,
    };
  return undefined;
}

function notAsked(probe: string, place: Place): NotSeen {
  return {
    why: "not-asked",
    detail: `${probe} was not run on ${placeKey(place)}`,
    next: `run it on ${place.node} by hand`,
  };
}

/** What a person would type on the node to see the same; scripts are named, not printed. */
function manualCommand(place: Place, argv: readonly string[]): string {
  const words = argv.map((word) => (word.includes("\n") || word.length > 80 ? "…" : word)).join(" ");
  return place.kind === "node" ? words : `nsenter -t PID_OF_${place.pod} -n ${words}`;
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? "";
}

function keyOf(item: Pick<Evidence, "round" | "place" | "probe" | "subject">): string {
  return [item.round, placeKey(item.place), item.probe, item.subject].join("\n");
}
