import type { Fix } from "../../model/finding.ts";
import { shellWord } from "../../model/shell-words.ts";
import { checksumGate, type BrokenChecksums } from "../../gates/checksums.ts";
import type { Leg } from "../../journey/way/leg.ts";
import { failedAttempts } from "../because.ts";
import { whatGoes } from "./between.ts";
import { defineStop, gateOf } from "../define-fault.ts";
import { leg } from "../needs/leg.ts";
import { attempts } from "../needs/traffic.ts";

export const packetsBroken = defineStop({
  code: "ND506",
  title: "Packets arrive with wrong checksums and are thrown away",
  at: ["node-in", "socket", "reply"],
  gate: "checksum",
  foretells: "stops",
  stop: gateOf("checksum errors", checksumGate),
  tells: { leg, attempts },
  name(checksums, { leg, attempts }, { hop }) {
    const { at, lost } = checksums;
    const some = (attempts?.answered ?? 0) > 0;
    const answers = hop.kind === "reply";
    const what = leg ? whatGoes(leg) : answers ? "answers" : "packets";
    const sender = leg?.sender;
    const device = leg?.tunnel.seen?.tunnel.device;
    return {
      says: sender
        ? `What ${sender} sends${device === undefined ? "" : ` through ${device}`} arrives at ${at} with wrong checksums${some ? ", some of it" : ""}: ${lost} ${what} came in and were thrown away there.`
        : `${some ? "Some of the" : "The"} ${what} come to ${at} with wrong checksums, and its kernel throws them away.`,
      because: [
        ...counted(checksums),
        {
          source: "model",
          says:
            checksums.by.how === "counter"
              ? `${at} takes no packet whose checksum is wrong, and answers none`
              : `the rules of ${at} let such packets pass unless connection tracking finds them broken (INVALID)`,
        },
        ...failedAttempts(attempts),
      ],
      // An offload breaks all of them; who breaks some may be a card, a cable or a switch, of whomever.
      ...(sender === undefined || some ? {} : { object: { kind: "Node", name: sender } }),
      node: sender ?? hop.node,
      ...(device === undefined || sender === undefined || some ? {} : { device }),
      fix: some ? damaged(sender, at) : mend(leg, sender, device, hop.node ?? at),
    };
  },
});

function counted({ at, lost, by }: BrokenChecksums) {
  if (by.how === "counter")
    return [
      {
        source: "kernel" as const,
        says: `${at}: ${by.key} moved by ${by.moved}, ${lost} of ours had come in`,
        token: true as const,
      },
    ];
  return [
    {
      source: "kernel" as const,
      says: `${at}: a rule in ${by.where} that drops INVALID packets counted ${by.moved}, ${lost} of ours had come in; a first packet is INVALID for its own bytes alone`,
      quote: by.text,
      token: true as const,
    },
  ];
}

function damaged(sender: string | undefined, at: string): Fix {
  return {
    summary: `find what damages packets ${sender === undefined ? "on their way to" : `between ${sender} and`} ${at}: a card, a cable or a switch port that goes bad, memory, or a rule or program that rewrites packets`,
    commands: [
      `ip -s -s link show   # on ${sender === undefined ? "" : `${sender} and `}${at}: crc and frame errors`,
      `nstat -az | grep -i csum   # on ${at}`,
    ],
    checked: false,
  };
}

function mend(leg: Leg | undefined, sender: string | undefined, device: string | undefined, at: string) {
  const far = leg && device !== undefined && sender !== undefined;
  return {
    summary: far
      ? `find what breaks them on ${sender}: mostly the checksum offload of ${device} or of the card below it, which some drivers and kernels do wrong with tunnels (Calico: ChecksumOffloadBroken=true in featureDetectOverride of FelixConfiguration); or a rule or program there that rewrites packets`
      : `find what breaks them on their way to ${at}: the checksum offload of an interface, or a rule or program that rewrites packets`,
    commands: [
      ...(far
        ? [
            `ethtool -k ${shellWord(device)}   # on ${sender}: tx-checksumming`,
            `nft list ruleset   # on ${sender}: rules that set bytes of packets`,
          ]
        : []),
      `nstat -az | grep -i csum   # on ${at}`,
    ],
    checked: false,
  };
}
