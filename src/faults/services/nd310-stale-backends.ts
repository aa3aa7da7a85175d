import type { Because, Fix } from "../../model/finding.ts";
import { staleBackendsGate } from "../../gates/stale-backends.ts";
import type { Rule } from "../../netstack/rules/rules.ts";
import type { Translation } from "../../netstack/kernel/translations.ts";
import { virtualServerText } from "../../netstack/seen/ipvs.ts";
import type { ServiceTraffic } from "../../journey/services/service-traffic.ts";
import { wordsOf, type Programmed } from "../../journey/services/service-rules.ts";
import { serviceProxy } from "../agent.ts";
import { failedAttempts } from "../because.ts";
import { defineStop, gateOf, type Standpoint } from "../define-fault.ts";
import { staleTraffic, toService } from "../needs/service-fate.ts";

export const staleBackends = defineStop({
  code: "ND310",
  title: "The node's Service rules do not match the endpoints",
  at: ["service"],
  gate: "translation",
  foretells: "stops-some",
  stop: gateOf("Service rules beside the endpoints", staleBackendsGate),
  tells: { traffic: staleTraffic, attempts: toService },
  name(programmed, { traffic, attempts }, { flow, hop, snapshot }) {
    const { all, declared, missing } = programmed;
    const stale = programmed.stale.map(wordsOf);
    const { namespace = "", name: own = "" } = flow.service ?? {};
    const name = `${namespace}/${own}`;
    const node = hop.node ?? "The node";
    const { ipvs } = programmed;
    const rule = ipvs?.server ? virtualServerText(ipvs.server) : translating(programmed.stale[0])?.text;
    return {
      says: `${node} still sends ${share(programmed)} new connections to Service ${name} to ${stale.join(", ")}, which ${stale.length === 1 ? "is" : "are"} no ready endpoint.`,
      because: [
        {
          source: "model",
          says: `EndpointSlices list ${declared.join(", ") || "none"}; ${ipvs ? "IPVS" : "the rules"} of ${node} send${ipvs ? "s" : ""} to ${all.map(wordsOf).join(", ")}${missing.length > 0 ? `; ${missing.join(", ")} are missing there` : ""}`,
          ...(rule === undefined ? {} : { quote: rule }),
        },
        ...failedAttempts(attempts),
        // Connections that all came through were answered by whoever has the address now: of a proxy that is behind no proof of harm.
        ...(attempts && (attempts.answered < attempts.sent || isOwnRule(programmed))
          ? sentAstray(traffic, stale)
          : []),
      ],
      object: { kind: "Service", namespace, name: own },
      ...(hop.node === undefined ? {} : { node: hop.node }),
      fix: isOwnRule(programmed) ? takeAway(node, rule) : restart(node, snapshot),
    };
  },
});

/** How many of the new connections go astray: `all`, `50 % of`, or `some` where the odds cannot be told. */
function share({ all, stale }: Programmed): string {
  if (stale.length === all.length) return "all";
  const odds = stale.map(({ probability }) => probability);
  if (odds.some((one) => one === undefined)) return "some";
  return `${Math.round(100 * odds.reduce((sum: number, one) => sum + (one ?? 0), 0))} % of`;
}

/** Proxies translate in chains of their own: a translation in a built-in chain was put there by somebody else. */
function isOwnRule({ stale }: Programmed): boolean {
  return stale.every((one) => /^(prerouting|output)$/i.test(translating(one)?.chain ?? ""));
}

/** The rule that chose the destination: the last of the trail that translates. */
function translating(translation: Translation | undefined): Rule | undefined {
  return translation?.trail.findLast(({ statements }) =>
    statements.some((statement) => statement.do === "nat" && statement.nat.type === "dnat"),
  );
}

function takeAway(node: string, rule: string | undefined): Fix {
  return {
    summary: `on ${node}, take the rule away or correct it: ${rule ?? "it translates before the Service's own rules"}`,
    checked: false,
    caution: "it stands outside the chains of a Service proxy: find out who put it there",
  };
}

function restart(node: string, snapshot: Standpoint["snapshot"]): Fix {
  const { name, find } = serviceProxy(node, snapshot);
  return {
    summary: `${name} is behind: see whether it runs and what it logs, then restart it there, so that it writes its rules again`,
    commands: [...find],
    checked: false,
  };
}

function sentAstray(traffic: ServiceTraffic | undefined, stale: readonly string[]): Because[] {
  if (!traffic || traffic.left === 0) return [];
  return [
    {
      source: "kernel",
      says: `${traffic.node}: ${traffic.left} of ${traffic.entered} connections to the Service left for ${stale.join(", ")}`,
    },
  ];
}
