import { describeAnswer, othersAsked, questionsAsked } from "./looked-up.ts";
import { defineFault } from "./define-fault.ts";
import { found } from "./needs/names.ts";

export const hostNotFound = defineFault({
  code: "ND102",
  title: "DNS gives the host no address",
  at: ["asking"],
  stops: "all",
  needs: { found },
  check({ found }, { flow, snapshot }) {
    // Names of Services are ND104 and ND105; silence is ND101 or ND103: here DNS did answer.
    if (!found?.settled || found.addresses.length > 0 || flow.service) return;
    const { settled, sought } = found;
    if (settled.said.result !== "answered") return;
    const { status } = settled.said;
    const said =
      status === "NOERROR"
        ? "it exists, but has no address of this family"
        : status === "NXDOMAIN"
          ? "there is no such name"
          : `it answers ${describeAnswer(settled)}`;
    return {
      says: `${sought.text} has no address: DNS server ${settled.server} says ${said}.`,
      because: [
        ...questionsAsked(found, snapshot),
        ...othersAsked(found, snapshot),
        ...(settled.said.aliases.length > 0
          ? [{ source: "model" as const, says: `the name is an alias of ${settled.said.aliases.join(", ")}` }]
          : []),
      ],
      fix: {
        summary:
          status === "NXDOMAIN"
            ? "correct the name; a Service of this cluster is asked for as NAME.NAMESPACE"
            : "see why the DNS server cannot answer for this name: its upstream servers, or the zone",
        commands: [`dig @${settled.server} ${settled.name}`],
        checked: false,
      },
    };
  },
});
