/** The same target from other places: what a finding explains of it, and what speaks against the finding. */
import type { Finding } from "../model/finding.ts";
import type { Hop, HopKind } from "../model/hop.ts";
import type { FlowReport } from "../model/report.ts";
import type { Fault } from "../faults/define-fault.ts";
import { gridViews, type GridView } from "../journey/packets/grid.ts";
import type { Foresight, FindingAt, Prophecy } from "./elsewhere.ts";

/** Both as ends of sentences: `it is answered from the target's node, on a way that does not cross the place that is broken`. */
export interface Observed {
  readonly explains: readonly string[];
  readonly against: readonly string[];
}

/** What became of the packets of one vantage, as it was foretold. */
type Fulfilled = "fails as well" | "does not pass there" | "is not stopped";

/** `from the source's node (3 of 3)` fails as well. */
interface Explained {
  readonly fulfilled: Fulfilled;
  readonly where: string;
}

interface Seen {
  readonly explains: readonly Explained[];
  readonly against: readonly string[];
}

/** A finding on one of the flows that have it. */
export interface FoundOn {
  readonly report: FlowReport;
  readonly hop: Hop;
}

/**
 * What was seen from the other vantages, held against what the finding foretells there: of several pairs it explains what all of them
 * show; what one of them shows speaks against it. Nobody owes a datagram an answer: that none came says nothing.
 */
export function vantages(
  { code, foretells, finding }: Pick<Fault, "code" | "foretells"> & { readonly finding: Finding },
  at: readonly FoundOn[],
  foresight: Foresight,
): Observed {
  const part = foretells === "stops-some";
  if (
    (!part && foretells !== "stops" && foretells !== "diverts") ||
    at.some(({ hop }) => hop.kind === "asking")
  )
    return { explains: [], against: [] };
  const asked = part ? ofPart(foresight) : foresight;
  const each = at.map(({ report, hop }): Seen => {
    const found: FindingAt = { code, finding, flow: report.flow, hop };
    return observedOn(found, report, asked);
  });
  const service = throughService({ code, finding }, at, asked);
  return {
    explains: told([...service.explains, ...inEach(each.map(({ explains }) => explains))]),
    against: [...new Set([...service.against, ...each.flatMap(({ against }) => against)])],
  };
}

/** Of what stops some packets nobody knows which of a few: only where none of them meets it, something is foretold. */
function ofPart(foresight: Foresight): Foresight {
  return {
    ...foresight,
    of(found, view) {
      const foretold = foresight.of(found, view);
      return foretold === "stops" ? "not-known" : foretold;
    },
    isUnexplained: () => false,
  };
}

/** One line for all vantages of which the same is to be told. */
function told(explained: readonly Explained[]): readonly string[] {
  const of = (asked: Fulfilled): string =>
    enumerated(explained.flatMap(({ fulfilled, where }) => (fulfilled === asked ? [where] : [])));
  const [failing, besides, unstopped] = [
    of("fails as well"),
    of("does not pass there"),
    of("is not stopped"),
  ];
  return [
    ...(failing === "" ? [] : [`it fails as well ${failing}`]),
    ...(besides === ""
      ? []
      : [`it is answered ${besides}, on a way that does not cross the place that is broken`]),
    ...(unstopped === ""
      ? []
      : [`it is answered ${unstopped}, whose packets are not stopped by what is wrong here`]),
  ];
}

function enumerated(all: readonly string[]): string {
  const last = all.at(-1) ?? "";
  return all.length < 2 ? last : `${all.slice(0, -1).join(", ")} and ${last}`;
}

function observedOn(found: FindingAt, report: FlowReport, foresight: Foresight): Seen {
  const explains: Explained[] = [];
  const against: string[] = [];
  for (const tally of report.grid) {
    const view = viewOf(tally.label);
    if (!view || view === "service") continue;
    const foretold = foresight.of(found, view);
    // That a program answers itself says nothing of a way outside its pod.
    if (view === "loopback" && foretold === "avoided") continue;
    const seen = hold(tally, report, foretold, () => foresight.isUnexplained(found, view));
    explains.push(...seen.explains);
    against.push(...seen.against);
  }
  return { explains, against };
}

/**
 * Packets to the Service's own address go to whichever endpoint the node chooses: they are foretold to fail where the thing stands
 * before that choice, or on the way to every endpoint.
 */
function throughService(
  found: Pick<FindingAt, "code" | "finding">,
  at: readonly FoundOn[],
  foresight: Foresight,
): Seen {
  const nothing = { explains: [], against: [] };
  const first = at.find(({ report }) => report.grid.some(({ label }) => label === gridViews.service));
  const tally = first?.report.grid.find(({ label }) => label === gridViews.service);
  if (!first || !tally) return nothing;
  const stops = at.filter(
    ({ report, hop }) => foresight.of({ ...found, flow: report.flow, hop }, "service") === "stops",
  );
  const met = stops.map(({ report }) => report.flow.destinationIP);
  const all = foresight.endpoints(first.report.flow);
  if (stops.length === 0 || !concernsAll(first.hop.kind, met, all)) return nothing;
  return hold(tally, first.report, "stops", () => false);
}

function concernsAll(kind: HopKind, met: readonly string[], all: readonly string[] | undefined): boolean {
  if (kind === "source") return true;
  // At the Service itself there may be no endpoint to choose.
  if (all === undefined || all.length === 0) return kind === "service";
  return all.every((ip) => met.includes(ip));
}

type Tally = FlowReport["grid"][number];

/** One vantage: what was foretold of its packets beside what became of them. */
function hold(
  tally: Tally,
  { reached, main }: FlowReport,
  foretold: Prophecy,
  isUnexplained: () => boolean,
): Seen {
  const nothing = { explains: [], against: [] };
  const explains = (fulfilled: Fulfilled, where: string): Seen => ({
    explains: [{ fulfilled, where }],
    against: [],
  });
  const against = (line: string): Seen => ({ explains: [], against: [line] });
  const { label, protocol, sent, answered } = tally;
  const failed = sent > 0 && answered === 0 && protocol !== "UDP";
  const whole = sent > 0 && answered === sent;
  switch (foretold) {
    case "stops":
      // Refused here and lost there is not one thing.
      if (failed && main && main.answered === 0 && wasRefused(main) !== wasRefused(tally)) return nothing;
      if (failed) return explains("fails as well", `${label} (${sent} of ${sent})`);
      // Where some of the client's own come through, that some of these do says nothing.
      return answered > 0 && reached !== "some"
        ? against(`${label} ${answered} of ${sent} were answered, by the same way`)
        : nothing;
    case "avoided":
    case "passes":
      if (whole) return explains(foretold === "avoided" ? "does not pass there" : "is not stopped", label);
      return failed && isUnexplained()
        ? against(`${label} ${sent} of ${sent} failed, and nothing that was read stops those packets`)
        : nothing;
    case "not-known":
      return nothing;
  }
}

function wasRefused({ failure = "" }: Pick<Tally, "failure">): boolean {
  return /refused/i.test(failure);
}

function inEach([first = [], ...others]: readonly (readonly Explained[])[]): readonly Explained[] {
  return first.filter(({ fulfilled, where }) =>
    others.every((list) => list.some((other) => other.fulfilled === fulfilled && other.where === where)),
  );
}

function viewOf(label: string): GridView | undefined {
  const views: readonly GridView[] = ["service", "source-node", "target-node", "self", "loopback"];
  return views.find((view) => gridViews[view] === label);
}
