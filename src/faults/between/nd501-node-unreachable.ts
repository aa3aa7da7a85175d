/** Three ways to be away, a card that is down, one that answers no question for its address, and a node that is silent, with what each of them shows. */
import type { Because, Finding, Fix } from "../../model/finding.ts";
import type { Hop } from "../../model/hop.ts";
import { shellWord } from "../../model/shell-words.ts";
import { nodeAwayGate, type Deaf, type NodeAway } from "../../gates/node-away.ts";
import type { Uplink } from "../../journey/machine/uplinks.ts";
import type { Echoes } from "../../probes/senders/icmp-echo.ts";
import type { Attempts } from "../../journey/packets/attempts.ts";
import type { Passage } from "../../journey/hops/passage.ts";
import { diedHere, failedAttempts } from "../because.ts";
import { pinged } from "./between.ts";
import { defineStop, gateOf } from "../define-fault.ts";
import { attempts, passage } from "../needs/traffic.ts";

export const nodeUnreachable = defineStop({
  code: "ND501",
  title: "One of the nodes is down or cut off",
  at: ["underlay"],
  gate: "between",
  foretells: "stops",
  stop: gateOf("both nodes", nodeAwayGate),
  tells: { attempts, passage },
  name(stop, { attempts, passage }, { hop }) {
    const { by, from, target } = stop;
    const failed = failedAttempts(attempts);
    if (by.what === "silence") return silentNode(stop, by, nothingBack(hop, passage, attempts), failed);
    const between = `${from} and ${target} do not reach each other`;
    const what = by.what === "card" ? down(by.uplink, between) : deaf(by.uplink, by.because, between);
    return atTheCard(stop, by.uplink, what, [...diedHere(hop, passage)], failed);
  },
});

/** What is wrong with a card, how that shows, and what to do. */
interface AtTheCard {
  readonly says: string;
  readonly shows: string;
  readonly quote: string;
  readonly fix: Pick<Fix, "summary" | "commands">;
}

function down({ node, link }: Uplink, between: string): AtTheCard {
  return {
    says: `${node} is cut off: its ${link.name} ${link.up ? "has no carrier" : "is down"}, so ${between}.`,
    shows: `${node}: ${link.name} is ${link.up ? "up, without carrier" : "down"}`,
    quote: `${link.name}: <${link.flags.join(",")}> state ${link.operstate}`,
    fix: {
      summary: `bring ${link.name} of ${node} up again: its cable, its switch port, or somebody set it down; the node's routes went with it, so see that its default route comes back`,
      commands: [`ip -d link show ${shellWord(link.name)}   # on ${node}`, ...seeTheNode(node)],
    },
  };
}

function deaf({ node, link }: Uplink, because: Deaf, between: string): AtTheCard {
  const summary = `let ${node} answer for its address on ${link.name} again, and find who set it so: a network manager, a hardening script, a load balancer's setup`;
  if (because === "arp-off")
    return {
      says: `${node} answers nobody who asks for its address: ARP is off on its ${link.name}, so ${between}.`,
      shows: `${node}: ${link.name} is up, with ARP off`,
      quote: `${link.name}: <${link.flags.join(",")}>`,
      fix: {
        summary,
        commands: [
          `ip -d link show ${shellWord(link.name)}   # on ${node}`,
          `ip link set ${shellWord(link.name)} arp on   # on ${node}`,
        ],
      },
    };
  const setting = `net.ipv4.conf.${link.name.replaceAll(".", "/")}.arp_ignore`;
  return {
    says: `${node} answers nobody who asks for its address: arp_ignore is 8 on its ${link.name}, so ${between}.`,
    shows: `${node}: arp_ignore is 8 for ${link.name}`,
    quote: `${setting} = 8`,
    fix: { summary, commands: [`sysctl net.ipv4.conf.all.arp_ignore ${shellWord(setting)}   # on ${node}`] },
  };
}

function atTheCard(
  { from, target, ping, pings: { third }, silent }: NodeAway,
  { node, link }: Uplink,
  { says, shows, quote, fix }: AtTheCard,
  died: readonly Because[],
  failed: readonly Because[],
): Finding {
  return {
    says,
    because: [
      unanswered(ping),
      ...(third ? pinged(third.node, target, third.receiver) : []),
      { source: "kernel", says: shows, quote },
      ...unheard(from, silent),
      ...died,
      { source: "model", says: `the address the cluster has for ${node} is on ${link.name}` },
      ...failed,
    ],
    object: { kind: "Node", name: node },
    node,
    device: link.name,
    fix: { ...fix, checked: false },
  };
}

function silentNode(
  { from, target, ping, pings: { third }, silent }: NodeAway,
  { notReady }: Extract<NodeAway["by"], { what: "silence" }>,
  back: readonly Because[],
  failed: readonly Because[],
): Finding {
  return {
    says: `${target} ${notReady ? `is not ready (${notReady.reason ?? notReady.status}) and ` : ""}does not answer ${from}, and could not be looked at.`,
    because: [
      unanswered(ping),
      ...(third ? fromAThird(pinged(third.node, target, third.receiver), notReady !== undefined) : []),
      ...(notReady
        ? [
            {
              source: "model" as const,
              says: `Node ${target} Ready=${notReady.status}${notReady.message === undefined ? "" : `: ${notReady.message}`}`,
            },
          ]
        : []),
      ...unheard(from, silent),
      // That nothing comes back says the same of whatever lies between.
      ...(notReady ? back : []),
      ...failed,
    ],
    object: { kind: "Node", name: target },
    node: target,
    fix: {
      summary: `see whether ${target} runs: the machine, its network link, its kubelet`,
      commands: [...seeTheNode(target)],
      checked: false,
    },
  };
}

function seeTheNode(node: string): readonly string[] {
  return [`kubectl describe node ${node}`, `kubectl -n kube-node-lease get lease ${node} -o yaml`];
}

function unheard(from: string, silent: NodeAway["silent"]): Because[] {
  return silent
    ? [{ source: "kernel", says: `${from}: ${silent.ip} does not answer on ${silent.device}` }]
    : [];
}

function unanswered({ sent, notSent, errors }: Echoes): Because {
  const why = notSent?.says ?? errors[0]?.says ?? "no answer";
  return { source: "probe", says: `0 of ${sent} pings from node to node answered: ${why}` };
}

/** A node that its own kubelet has left, and that nobody reaches from two sides: no network between two of them does that. */
function fromAThird(reasons: readonly Because[], notReady: boolean): readonly Because[] {
  return notReady ? reasons.map((reason) => ({ ...reason, token: true as const })) : reasons;
}

/** Where the other node cannot be looked at, the capture on this side still tells that nothing came back. */
function nothingBack(
  hop: Hop,
  passage: Passage | undefined,
  attempts: Attempts | undefined,
): readonly Because[] {
  if (!passage || (passage.in ?? 0) === 0 || passage.out !== undefined || attempts?.answered !== 0) return [];
  return [
    {
      source: "kernel",
      says: `${passage.in ?? 0} packets left ${hop.node ?? "the node"} by ${hop.deviceOut ?? "its network card"}, nothing came back`,
    },
  ];
}
