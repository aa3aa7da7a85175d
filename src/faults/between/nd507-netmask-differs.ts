import type { Because } from "../../model/finding.ts";
import { shellWord } from "../../model/shell-words.ts";
import { sameLinkGate, type LinkDispute, type Side } from "../../gates/same-link.ts";
import { pinged } from "./between.ts";
import { defineStop, gateOf } from "../define-fault.ts";
import { pings, sendErrors } from "../needs/leg.ts";
import { attempts } from "../needs/traffic.ts";
import { failedAttempts } from "../because.ts";

export const netmaskDiffers = defineStop({
  code: "ND507",
  title: "Two nodes do not agree whether they are on one link: a netmask is wrong",
  at: ["underlay", "reply"],
  gate: "route",
  foretells: "stops",
  stop: gateOf("netmasks of the two nodes", sameLinkGate),
  tells: { pings, errors: sendErrors, attempts },
  name(stop, { pings = {}, errors, attempts }) {
    const { straight, apart, odd, others, leg } = stop;
    const because: Because[] = [
      {
        source: "model",
        says: `${straight.node} has ${range(straight)} on ${straight.address.device} and sends to ${apart.address.ip} ${way(straight)}; ${apart.node} has ${range(apart)} on ${apart.address.device} and sends to ${straight.address.ip} ${way(apart)}`,
      },
      ...(others.length > 0
        ? [{ source: "model" as const, says: `other nodes have ${others.slice(0, 4).join(", ")}` }]
        : []),
      ...(errors && errors.node === apart.node && apart.sends.how === "nowhere" && errors.count > 0
        ? [
            {
              source: "kernel" as const,
              says: `${errors.node}: ${errors.device} counted ${errors.count} errors of sending`,
              token: true as const,
            },
          ]
        : []),
      ...pinged(leg.sender, leg.receiver, pings.there),
      ...(apart.sends.how === "nowhere" ? failedAttempts(attempts) : []),
    ];
    const named = odd ?? (apart.sends.how === "nowhere" ? apart : undefined);
    return {
      says: sentence(stop),
      because,
      ...(named ? { object: { kind: "Node", name: named.node }, node: named.node } : {}),
      ...(named ? { device: named.address.device } : {}),
      fix: mend(stop, named),
    };
  },
});

function sentence({ straight, apart, odd }: LinkDispute): string {
  const away =
    apart.sends.how === "nowhere"
      ? `it has no way to ${straight.node}`
      : `it hands what is for ${straight.node} to a gateway`;
  if (odd === straight)
    return `${straight.node} has ${range(straight)}, wider than the other nodes' ranges: it takes ${apart.node} (${apart.address.ip}) to be on its own link, and ${apart.node} is not.`;
  if (odd === apart)
    return `${apart.node} has ${range(apart)} where the other nodes have /${straight.address.prefixLength}: ${straight.node} (${straight.address.ip}) is not on its link by that, so ${away}.`;
  return `${straight.node} (${range(straight)}) takes ${apart.node} to be on its own link, ${apart.node} (${range(apart)}) does not, so ${away}: one of the two netmasks is wrong.`;
}

function range({ address }: Side): string {
  return `${address.ip}/${address.prefixLength}`;
}

function way({ sends }: Side): string {
  switch (sends.how) {
    case "straight":
      return `straight by ${sends.device}`;
    case "by-gateway":
      return `to the gateway ${sends.gateway} by ${sends.device}`;
    case "nowhere":
      return "nowhere: no route";
  }
}

function mend({ straight, apart, others }: LinkDispute, named: Side | undefined) {
  const whom = named ? [named] : [straight, apart];
  const like =
    others.length > 0 && named ? `, as the other nodes have it (${others.slice(0, 2).join(", ")})` : "";
  return {
    summary: named
      ? `correct the netmask of ${named.address.ip} on ${named.node}${like}: where its network is configured (DHCP, netplan, NetworkManager), so that it stays`
      : `find which of the two netmasks is meant, and correct the other where that node's network is configured`,
    commands: whom.map(
      ({ node, address }) => `ip -4 address show dev ${shellWord(address.device)}   # on ${node}`,
    ),
    checked: false,
  };
}
