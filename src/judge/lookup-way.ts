/** The way of the name look-ups, a journey of its own: what was read that stops them before they come to the DNS server. */
import { faults } from "../faults/catalogue.ts";
import type { Scene } from "../faults/define-fault.ts";
import type { Flow } from "../model/flow.ts";
import type { Finding } from "../model/finding.ts";
import type { OwnFaults } from "../model/own-faults.ts";
import type { FaultOutcome } from "../model/step.ts";
import { attemptsOf, type Attempts } from "../journey/packets/attempts.ts";
import { lookupFlows, nameserverOf, unansweredLookups } from "../journey/names/dns.ts";
import { serviceAttempts } from "../journey/services/service-traffic.ts";
import { withSources } from "../journey/way/sources.ts";
import { foretoldOn, thingOf } from "./elsewhere.ts";
import { withSmallInitial } from "./headline.ts";

/** Rules about another port than this one are not read. */
const dnsPort = 53;

/**
 * Where the look-ups get no answer and the client's own packets do: what stops the questions to every DNS pod, told at the names. Asked of
 * what was read before packets were sent, since what was counted then are not the questions' packets alone.
 */
export function stopsOnLookupWay(
  { flow, snapshot, evidence: all }: Scene,
  own: OwnFaults,
): readonly FaultOutcome[] {
  const unanswered = unansweredLookups(flow, all);
  const main = attemptsOf(all, flow).seen;
  const server = nameserverOf(flow, all);
  if (unanswered === 0 || server === undefined || !main || !whole(main)) return [];
  // What keeps the client from every Service is told at the one it asks for.
  const toService = serviceAttempts(flow, all).seen;
  if (toService && !whole(toService)) return [];
  const evidence = all.atRest();
  const asked = withSources(lookupFlows(flow, server, snapshot), evidence);
  if (asked.length === 0 || asked.some(({ port }) => port !== dnsPort)) return [];
  return faults.flatMap((fault): readonly FaultOutcome[] => {
    const { code, title, foretells } = fault;
    if (foretells !== "stops" && foretells !== "diverts") return [];
    const stopping = (one: Flow): readonly Finding[] =>
      foretoldOn(fault, one, { snapshot, evidence }, own).filter((said) => said !== "not-known");
    const [first, ...others] = asked.map(stopping);
    const same = first?.find((finding) =>
      others.every((list) => list.some((other) => thingOf(other) === thingOf(finding))),
    );
    if (!same) return [];
    const finding: Finding = {
      ...same,
      title: `No name can be looked up: ${withSmallInitial(same.title ?? title)}`,
      says: `The questions to DNS server ${server} (UDP ${dnsPort}) do not get there. ${same.says}`,
      because: [
        ...same.because,
        {
          source: "probe",
          says: `${unanswered} of ${unanswered} questions from the source to ${server} (UDP ${dnsPort}) got no answer; ${main.answered} of ${main.sent} of its other packets were`,
        },
      ],
    };
    return [{ result: "found", code, title, finding }];
  });
}

function whole({ sent, answered }: Attempts): boolean {
  return sent > 0 && answered === sent;
}
