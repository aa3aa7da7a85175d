import { bounded, either } from "../../policy/bounded.ts";
import type { Because, Finding } from "../../model/finding.ts";
import { lookupsTrackedAsSeen } from "../../gates/lookups.ts";
import { trackingGate, type OffTracking } from "../../gates/tracking.ts";
import { defineStop, gateOf } from "../define-fault.ts";
import { lookup } from "../needs/names.ts";
import { serviceFate, toService } from "../needs/service-fate.ts";
import { describeRule, narrowNotrack, showRule } from "../policies/show-rule.ts";

export const offTracking = defineStop({
  code: "ND343",
  title: "A rule takes the packets to the Service off connection tracking, so nothing translates them",
  at: ["asking", "service"],
  gate: "tracking",
  foretells: "stops",
  stop: gateOf("tracking of the packets to the Service", (scene) =>
    scene.hop.kind === "asking" ? lookupsTrackedAsSeen(scene) : trackingGate(scene.flow, scene.evidence),
  ),
  tells: { attempts: toService, fate: serviceFate, lookup },
  name(stop, { attempts, fate = [], lookup = [] }, { hop, flow }) {
    if (hop.kind === "asking") return ofLookups(stop, lookup.length);
    const whose = flow.service ? ` (Service ${flow.service.namespace}/${flow.service.name})` : "";
    const lost = attempts === undefined ? 0 : attempts.sent - attempts.answered;
    return told(stop, whose, lost, fate);
  },
});

/** The questions to the cluster's DNS, which is a Service like any other. */
function ofLookups(stop: OffTracking, lost: number): Finding {
  return {
    ...told(stop, " (the cluster's DNS)", lost, [
      { source: "probe", says: `${lost} questions to ${stop.asked.ip} (UDP 53) got no answer` },
    ]),
    title: "A rule takes the questions to the DNS off connection tracking, so nothing translates them",
  };
}

function told(stop: OffTracking, whose: string, lost: number, fate: readonly Because[]): Finding {
  const { node, asked, rule, otherwise, moved, answers } = stop;
  const target = `${asked.ip}:${asked.port}`;
  return {
    ...(answers
      ? {
          title:
            "A rule takes the Service's answers off connection tracking, so nothing translates them back",
        }
      : {}),
    says: answers
      ? `A rule on ${node} takes the answers of ${target}${whose} off connection tracking (NOTRACK): they are not translated back, so they come to the client from ${either(otherwise)}, whom it did not ask.`
      : `A rule on ${node} takes the packets to ${target}${whose} off connection tracking (NOTRACK): packets that are not tracked are not translated, so they go to nobody.`,
    because: [
      {
        source: "model",
        says: `walking the rules of ${node} as the kernel does ${answers ? "for an answer " : ""}meets NOTRACK in ${describeRule(rule)}; ${answers ? `the packets themselves are translated to ${bounded(otherwise)}` : `without that rule they would go to ${bounded(otherwise)}`}`,
        quote: rule.text,
      },
      ...(moved !== undefined && moved > 0
        ? [
            {
              source: "kernel" as const,
              says: `${node}: the rule's counter moved by ${moved}`,
              ...(lost > 0 && moved >= lost ? { token: true as const } : {}),
            },
          ]
        : []),
      ...fate,
    ],
    object: { kind: "Node", name: node },
    node,
    rule: rule.text,
    fix: {
      summary: narrowNotrack(node, rule),
      commands: [showRule(rule)],
      checked: false,
      caution:
        "somebody may have put it there on purpose, to spare the connection table: find out who writes it, and change it there",
    },
  };
}
