/** What the faults about names share: the questions that were asked, and what works without them. */
import type { Because } from "../../model/finding.ts";
import { askedAddress, type Flow } from "../../model/flow.ts";
import type { ClusterSnapshot } from "../../model/snapshot.ts";
import type { NameAnswer } from "../../probes/senders/name-lookup.ts";
import type { Attempts } from "../../journey/packets/attempts.ts";
import { overridesOf, type Override } from "../../journey/names/corefile.ts";
import type { Found } from "../../journey/names/dns.ts";
import { describeServer } from "../../journey/names/dns-servers.ts";

/** `NXDOMAIN`, `no address`, `10.96.11.11`, `timed out`. */
export function describeAnswer({ said }: NameAnswer): string {
  if (said.result !== "answered") return said.said;
  if (said.addresses.length > 0) return said.addresses.join(", ");
  return said.status === "NOERROR" ? "no address" : said.status;
}

/** What the Corefile has that gives this answer. Empty where it was not read. */
export function overridesFor(
  { name, type, said }: NameAnswer,
  { corefile }: ClusterSnapshot,
): readonly Override[] {
  if (said.result !== "answered" || corefile?.text === undefined) return [];
  const withAddresses = said.addresses.length > 0;
  return overridesOf(corefile.text, { name, type, status: said.status, withAddresses });
}

/** Every question the resolver asked, in its order. */
export function questionsAsked({ tried }: Found, snapshot: ClusterSnapshot): Because[] {
  const [first] = tried;
  if (!first) return [];
  const servers = new Set(tried.map(({ server }) => server));
  const words = tried.map(
    (one) => `${one.name}${servers.size > 1 ? ` at ${one.server}` : ""}: ${describeAnswer(one)}`,
  );
  return [
    {
      source: "probe",
      says: `the source asked ${[...servers].map((ip) => describeServer(ip, snapshot)).join(" and ")} for ${words.join("; ")}`,
    },
  ];
}

/** What others said to the same question, asked by themselves. */
export function othersAsked({ beside, settled }: Found, snapshot: ClusterSnapshot): Because[] {
  const same = beside.filter(
    ({ name, type, protocol }) => name === settled?.name && type === settled.type && protocol === "UDP",
  );
  if (same.length === 0) return [];
  const words = same.map((one) => `${describeServer(one.server, snapshot)} says ${describeAnswer(one)}`);
  return [{ source: "probe", says: `asked by themselves: ${words.join("; ")}` }];
}

/** That the way itself is fine: only the name keeps the client from it. Empty where packets failed as well, or none were sent. */
export function addressWorks(
  flow: Flow,
  attempts: Attempts | undefined,
): { readonly sentence: string; readonly because: Because[] } {
  if (!attempts || attempts.sent === 0 || attempts.answered < attempts.sent)
    return { sentence: "", because: [] };
  const address = askedAddress(flow) ?? { ip: flow.destinationIP, port: flow.port };
  return {
    sentence: ` Its address ${address.ip} answers: only the name is in the way.`,
    because: [
      {
        source: "probe",
        says: `${attempts.answered} of ${attempts.sent} fresh connections to ${address.ip}:${address.port}, without a name, were answered`,
      },
    ],
  };
}
