import { lookedUpName } from "../walk/dns.ts";
import { defineFault, ifSeen } from "./define-fault.ts";
import { hostLookup, nameserver } from "./needs/names.ts";

export const hostNotFound = defineFault({
  code: "ND102",
  title: "DNS gives the host no address",
  at: ["asking"],
  stops: "all",
  needs: { answer: ifSeen(hostLookup), nameserver },
  check({ answer, nameserver }, { flow }) {
    // Silence is ND101 or ND103; here DNS did answer.
    if (answer?.result !== "answered" || answer.addresses.length > 0) return;
    const name = lookedUpName(flow) ?? "the host";
    const said =
      answer.status === "NOERROR"
        ? "it exists, but has no address of this family"
        : answer.status === "NXDOMAIN"
          ? "there is no such name"
          : `it answers ${answer.status}`;
    return {
      says: `${name} has no address: DNS server ${nameserver ?? "of the source"} says ${said}.`,
      because: [
        {
          source: "probe",
          says: `a question for ${name} from the source was answered ${answer.status}, without an address`,
        },
        ...(answer.aliases.length > 0
          ? [{ source: "model" as const, says: `the name is an alias of ${answer.aliases.join(", ")}` }]
          : []),
      ],
      fix: {
        summary:
          answer.status === "NXDOMAIN"
            ? "correct the name; a Service of this cluster is asked for as NAME.NAMESPACE"
            : "see why the DNS server cannot answer for this name: its upstream servers, or the zone",
        commands: [`dig @${nameserver ?? "SERVER"} ${name}`],
        checked: false,
      },
    };
  },
});
