import type { Because, Fix } from "../../model/finding.ts";
import type { AskedAddress } from "../../model/flow.ts";
import type { ByIpvs } from "../../netstack/kernel/translations.ts";
import { virtualServerText } from "../../netstack/seen/ipvs.ts";
import { translationAsSeen, type UntranslatedSeen } from "../../gates/service-translation.ts";
import { serviceProxy } from "../agent.ts";
import { defineStop, gateOf, type Standpoint } from "../define-fault.ts";
import { serviceFate } from "../needs/service-fate.ts";

export const serviceNotTranslated = defineStop({
  code: "ND340",
  title: "The node does not translate the Service's address",
  at: ["service"],
  gate: "translation",
  foretells: "stops",
  stop: gateOf("translation of the Service's address", translationAsSeen),
  tells: { fate: serviceFate },
  name(stop, { fate = [] }, { flow, snapshot }) {
    const { node, asked, declared, others, elsewhere, ipvs } = stop;
    const service = `${flow.service?.namespace ?? ""}/${flow.service?.name ?? ""}`;
    const target = `${asked.ip}:${asked.port}`;
    const lacks = ipvs ? lacksInIpvs(ipvs, asked) : `no rule of ${node} translates ${target}`;
    return {
      title: others ? "The node has no rules for this Service" : "The node has no Service rules at all",
      says: others
        ? `${node} has no rules for Service ${service}:${asked.port}: connections to its address go to nobody.`
        : `${node} has no rules for any Service: what is sent to ${target} (Service ${service}) goes to nobody.`,
      because: [
        {
          source: "model",
          ...(ipvs?.server && { quote: virtualServerText(ipvs.server) }),
          says: `EndpointSlices list ${declared.join(", ")}; ${lacks}${others ? ", though it translates other Services" : ", nor the address of any other Service that was read"}`,
        },
        ...(elsewhere.length === 0
          ? []
          : [
              {
                source: "model" as const,
                says: `other nodes have rules for it: ${elsewhere.join(", ")}`,
              },
            ]),
        ...untranslated(stop),
        ...fate,
      ],
      object: { kind: "Node", name: node },
      node,
      fix: wakeTheProxy(node, others, snapshot),
    };
  },
});

/** What IPVS of the node lacks for the address. */
function lacksInIpvs({ server, bound }: ByIpvs, { ip, port }: AskedAddress): string {
  if (!bound) return `the node does not have ${ip} on its kube-ipvs0, so IPVS never sees what is sent there`;
  return server
    ? `IPVS of the node has ${ip}:${port} with no backend that takes new connections`
    : `IPVS of the node has no virtual server ${ip}:${port}`;
}

function untranslated({ node, asked, left }: UntranslatedSeen): Because[] {
  if (!left || left.count === 0) return [];
  return [
    {
      source: "kernel",
      says: `${node}: ${left.count} connections left by ${left.device} towards ${asked.ip} itself: nobody translated them`,
    },
  ];
}

function wakeTheProxy(node: string, others: boolean, snapshot: Standpoint["snapshot"]): Fix {
  const { name, find } = serviceProxy(node, snapshot);
  return {
    summary: others
      ? `${name} is behind: see whether it runs and what it logs, then restart it there`
      : `${name} is gone, or its rules were taken away and it has not written them again: see what it logs, then restart it there`,
    commands: [...find],
    checked: false,
    ...(others
      ? {}
      : {
          caution:
            "a firewall that is restarted (firewalld, iptables-restore) takes the rules of others away: it will do it again",
        }),
  };
}
