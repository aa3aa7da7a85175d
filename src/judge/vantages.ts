/** The same target from other places: what a finding explains of it, and what speaks against the finding. */
import type { Fault } from "../faults/define-fault.ts";
import type { GateName } from "../gates/order.ts";
import type { Finding } from "../model/finding.ts";
import type { HopKind } from "../model/hop.ts";
import type { FlowReport } from "../model/report.ts";
import { gridViews, type GridView } from "../journey/packets/grid.ts";

/** The hops that packets of a view meet, of those that the client's own meet. A pod reaches its own address without its wire. */
const crossed: Readonly<Partial<Record<GridView, ReadonlySet<HopKind>>>> = {
  service: new Set<HopKind>([
    "source",
    "service",
    "node-out",
    "tunnel",
    "underlay",
    "node-in",
    "pod-in",
    "socket",
    "reply",
  ]),
  "source-node": new Set<HopKind>(["node-out", "tunnel", "underlay", "node-in", "pod-in", "socket", "reply"]),
  "target-node": new Set<HopKind>(["pod-in", "socket"]),
  self: new Set<HopKind>(["socket"]),
};

/** Hops and gates where it does not matter who sent the packet. A route or a neighbour for the answer is another for each sender. */
const alike: ReadonlySet<HopKind> = new Set(["pod-in", "socket"]);
const alikeForAll: ReadonlySet<GateName> = new Set(["wire", "socket", "endpoints"]);

/** Both as ends of sentences: `from the target's node it is answered, by a way that does not lead there`. */
export interface Observed {
  readonly explains: readonly string[];
  readonly against: readonly string[];
}

/**
 * What was seen from the other vantages, held against a finding at this kind of hop. Where another source fails beside it, nothing
 * is said: policies may mean that one. Of datagrams neither: nobody owes them an answer.
 */
export function vantages(
  finding: Finding,
  { foretells, gate }: Pick<Fault, "foretells" | "gate">,
  kind: HopKind,
  reports: readonly FlowReport[],
): Observed {
  if (foretells !== "stops" || kind === "asking") return { explains: [], against: [] };
  const ofItself =
    alikeForAll.has(gate) && finding.rule === undefined && !finding.because.some(({ token }) => token);
  const explains = new Set<string>();
  const against = new Set<string>();
  for (const { label, protocol, sent, answered } of reports.flatMap(({ grid }) => grid)) {
    const view = viewOf(label);
    const way = view && crossed[view];
    if (!view || !way || protocol !== "TCP" || sent === 0) continue;
    if (!way.has(kind)) {
      if (answered === sent) explains.add(`${label} it is answered, by a way that does not lead there`);
    } else if (answered === 0) explains.add(`${label} as well ${sent} of ${sent} failed`);
    else if (view === "target-node" && alike.has(kind) && ofItself)
      against.add(`${label} ${answered} of ${sent} were answered, by the same way`);
  }
  return { explains: [...explains], against: [...against] };
}

function viewOf(label: string): GridView | undefined {
  const views: readonly GridView[] = ["service", "source-node", "target-node", "self"];
  return views.find((view) => gridViews[view] === label);
}
