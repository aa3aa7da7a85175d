import type { ClusterSnapshot } from "../../model/snapshot.ts";
import { shellWord } from "../../model/shell-words.ts";
import { otherAddresses } from "../../journey/names/dns.ts";
import { describeAnswer, othersAsked, questionsAsked } from "./looked-up.ts";
import { defineFault } from "../define-fault.ts";
import { found } from "../needs/names.ts";

export const hostNotFound = defineFault({
  code: "ND102",
  title: "DNS gives the host no address",
  at: ["asking"],
  gate: "name",
  foretells: "stops",
  needs: { found },
  concerns: ({ flow }) => flow.service === undefined,
  check({ found }, { flow, snapshot }) {
    // Silence is no word of the name: here DNS did answer.
    if (!found?.settled || found.addresses.length > 0) return;
    const { settled, sought } = found;
    if (settled.said.result !== "answered") return;
    const { status } = settled.said;
    const [asked, other] = settled.type === "A" ? ["IPv4", "IPv6"] : ["IPv6", "IPv4"];
    const others = otherAddresses(found);
    if (others.length > 0)
      return {
        title: `The host has ${other} addresses only, and the source has none`,
        says: `${sought.text} has no ${asked} address, only ${other} ones: ${others.join(", ")}. The source has ${asked} addresses alone (${flow.from.ips.join(", ")}), so it cannot use them.`,
        because: [
          ...questionsAsked(found, snapshot),
          {
            source: "probe",
            says: `asked for ${settled.type === "A" ? "AAAA" : "A"} records, the same server says ${others.join(", ")}`,
          },
        ],
        fix: {
          summary: `reach it from where ${other} is, through a proxy or a gateway that translates (NAT64 with DNS64), or give the host an ${asked} address`,
          checked: false,
        },
      };
    const said =
      status === "NOERROR"
        ? `it exists, but has no ${asked} address (${settled.type} record)`
        : status === "NXDOMAIN"
          ? "there is no such name"
          : `it answers ${describeAnswer(settled)}`;
    const meant = status === "NXDOMAIN" ? namesakes(sought.text, snapshot) : [];
    const whole = meant.map(({ name, namespace }) => `${name}.${namespace}`);
    return {
      says: `${sought.text} has no address: DNS server ${settled.server} says ${said}.${meant.length === 0 ? "" : ` There is Service ${meant.map(({ name, namespace }) => `${namespace}/${name}`).join(", ")}: its name is ${whole.join(" or ")}.`}`,
      because: [
        ...questionsAsked(found, snapshot),
        ...othersAsked(found, snapshot),
        ...(settled.said.aliases.length > 0
          ? [{ source: "model" as const, says: `the name is an alias of ${settled.said.aliases.join(", ")}` }]
          : []),
      ],
      fix: {
        summary:
          whole.length > 0
            ? `let the client use ${whole.join(" or ")}, if that is who is meant`
            : status === "NXDOMAIN"
              ? "correct the name; a Service of this cluster is asked for as NAME.NAMESPACE"
              : "see why the DNS server cannot answer for this name: its upstream servers, or the zone",
        commands: [`dig ${shellWord(`@${settled.server}`)} ${shellWord(settled.name)}`],
        checked: false,
      },
    };
  },
});

/** Services that were read and are called like the host's first label: few, or the name says too little. */
function namesakes(
  host: string,
  { services }: ClusterSnapshot,
): readonly { readonly name: string; readonly namespace: string }[] {
  const [label] = host.split(".");
  const found = services
    .filter(({ metadata }) => metadata.name === label)
    .map(({ metadata: { name, namespace = "default" } }) => ({ name, namespace }));
  const each = found.filter(
    (one, index) => found.findIndex(({ namespace }) => namespace === one.namespace) === index,
  );
  return each.length > 3 ? [] : each;
}
