/** The same target from other places: what a finding explains of it, and what speaks against the finding. */
import type { Fault } from "../faults/define-fault.ts";
import type { GateName } from "../gates/order.ts";
import type { Finding } from "../model/finding.ts";
import { HopKind } from "../model/hop.ts";
import type { FlowReport } from "../model/report.ts";
import { gridViews, type GridView } from "../journey/packets/grid.ts";

const onTheWay = HopKind.options.filter((kind) => kind !== "asking");

/** The hops that packets of a view meet, of those that the client's own meet. A pod reaches its own address without its wire. */
const crossed: Readonly<Partial<Record<GridView, ReadonlySet<HopKind>>>> = {
  service: new Set(onTheWay),
  "source-node": new Set(onTheWay.filter((kind) => kind !== "source" && kind !== "service")),
  "target-node": new Set<HopKind>(["pod-in", "socket"]),
  self: new Set<HopKind>(["socket"]),
};

/**
 * Of each vantage the gates that treat its packets as they treat the client's. Policies, masquerade, and routes and neighbours for the
 * answers are another matter for each sender; what the client sends to the Service is its own.
 */
const alike: Readonly<Partial<Record<GridView, ReadonlySet<GateName>>>> = {
  "source-node": new Set<GateName>([
    "wire",
    "tunnel-end",
    "checksum",
    "forwarding",
    "queue",
    "between",
    "socket",
  ]),
  "target-node": new Set<GateName>(["wire", "socket"]),
  self: new Set<GateName>(["socket"]),
};

/** Both as ends of sentences: `from the target's node it is answered, by a way that does not lead there`. */
export interface Observed {
  readonly explains: readonly string[];
  readonly against: readonly string[];
}

/**
 * What was seen from the other vantages, held against a finding at this kind of hop: of several pairs, what all of them show. Where
 * another source fails that the gate may treat otherwise, nothing is said. Of datagrams neither: nobody owes them an answer.
 */
export function vantages(
  finding: Finding,
  { foretells, gate }: Pick<Fault, "foretells" | "gate">,
  kind: HopKind,
  reports: readonly FlowReport[],
): Observed {
  if (foretells !== "stops" || kind === "asking") return { explains: [], against: [] };
  const ofItself = finding.rule === undefined && !finding.because.some(({ token }) => token);
  const each = reports.map(({ grid }): Observed => {
    const explains: string[] = [];
    const against: string[] = [];
    for (const { label, protocol, sent, answered } of grid) {
      const view = viewOf(label);
      const way = view && crossed[view];
      if (!view || !way || protocol !== "TCP" || sent === 0) continue;
      const same = view === "service" || alike[view]?.has(gate) === true;
      if (!way.has(kind)) {
        if (answered === sent) explains.push(`${label} it is answered, by a way that does not lead there`);
      } else if (answered === 0 && same) explains.push(`${label} as well ${sent} of ${sent} failed`);
      else if (answered > 0 && same && view === "target-node" && ofItself)
        against.push(`${label} ${answered} of ${sent} were answered, by the same way`);
    }
    return { explains, against };
  });
  return {
    explains: inEach(each.map(({ explains }) => explains)),
    against: inEach(each.map(({ against }) => against)),
  };
}

function inEach([first = [], ...others]: readonly (readonly string[])[]): readonly string[] {
  return first.filter((one) => others.every((list) => list.includes(one)));
}

function viewOf(label: string): GridView | undefined {
  const views: readonly GridView[] = ["service", "source-node", "target-node", "self"];
  return views.find((view) => gridViews[view] === label);
}
