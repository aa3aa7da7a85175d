import type { Question } from "../../model/question.ts";
import type { Flow } from "../../model/flow.ts";
import { nodeOf } from "../../model/endpoint.ts";
import { english, tongueOf, type Tongue } from "../../language/tongue.ts";
import type { PolicySaying } from "../../model/report.ts";
import { redact } from "../redact.ts";
import { plural, shortName } from "../words.ts";
import { actionIds } from "./action-ids.ts";
import { actions, button, context, message, section, type SlackMessage } from "./blocks.ts";
import { bold, filled, Markup, markup, mention } from "./markup.ts";
import { wayAsPlan } from "./plan.ts";
import type { Leg, StatusState, Waiting } from "./status-state.ts";

export { advance, queued, type StatusState, type Waiting } from "./status-state.ts";

/** Who asked what, where: the frame around status and verdict. `id` is undefined while the question is not queued yet. */
export interface Asked {
  readonly question: Question;
  /** Slack user id. */
  readonly by: string;
  /** The cluster's name for people. */
  readonly cluster: string;
  readonly id?: string;
  /** Whether the fix may be applied from here, or why not, as the end of a sentence; absent where that is switched off. */
  readonly applying?: "offered" | { readonly not: string };
  /** For how long packets may be captured from here, and their file be fetched; absent where nobody may. */
  readonly capturing?: { readonly seconds: number; readonly minutes: number };
}

/** The status message: what is being done, what policy says already, the legs with live marks, and Stop. */
export function renderStatus(
  asked: Asked,
  state: StatusState,
  say: Tongue = tongueOf(asked.question.language),
): SlackMessage {
  const doing = doingNow(state, say);
  return message(`⏳ ${asked.question.text}: ${doing}`, [
    ...section(markup`${headline(asked, say)}\n⏳ ${doing}`),
    { newer: wayAsPlan(state, legsOf(state), say), classic: context([Markup.join(legs(state, say), " · ")]) },
    ...actions(asked.id === undefined ? [] : [button(say("Stop"), actionIds.stop, asked.id)]),
  ]);
}

/** `*ingress-nginx → productpage* · asked by @mei · prod-1`. */
export function headline(asked: Asked, say: Tongue = english): Markup {
  const arrow = asked.question.text.replace(/(?<!\s)\s*(?:->|=>)\s*/, " → ").slice(0, 200);
  return markup`${bold(arrow)} · ${askedBy(asked, say)} · ${asked.cluster}`;
}

/** `asked by @mei`. */
export function askedBy({ by }: Pick<Asked, "by">, say: Tongue): Markup {
  return filled(say("asked by {who}"), { who: mention(by) });
}

function doingNow(state: StatusState, say: Tongue): string {
  const policy = policyPhrase(state.policy, say);
  switch (state.stage) {
    case "queued":
      return say(waitingFor(state.waiting));
    case "resolving":
      return say("looking up the names …");
    case "resolved":
      return `${policy}${say("opening a shell on the nodes …")}`;
    case "looking":
      return `${policy}${say(`looking around on ${state.nodes.join(", ")} …`)}`;
    case "probing":
      return `${policy}${say(`sending ${plural(state.packets, "fresh packet")} to make sure …`)}`;
    case "stepping":
      return `${policy}${say("following the packets hop by hop …")}`;
  }
}

function waitingFor(waiting: Waiting | undefined): string {
  if (!waiting) return "waiting for a free worker …";
  if (waiting.kind === "no-worker")
    return `no worker${waiting.cluster === undefined ? "" : ` of cluster ${waiting.cluster}`} is running, so nobody is looking yet. I begin by myself when one is there; whoever runs netdiag: start the worker`;
  const { place, expectedMs } = waiting;
  const ahead = place === 1 ? "next in line" : `place ${place} in line`;
  return `waiting for a free worker: ${ahead}${expectedMs === undefined ? "" : `, ${aboutSoLong(expectedMs)}`} …`;
}

/** `about 40 s`, `about 3 min`: no finer than anybody can know. */
export function aboutSoLong(ms: number): string {
  if (ms < 5000) return "a few seconds";
  return ms < 60_000 ? `about ${Math.ceil(ms / 10_000) * 10} s` : `about ${Math.ceil(ms / 60_000)} min`;
}

function policyPhrase(policy: PolicySaying | undefined, say: Tongue): string {
  if (!policy) return "";
  const verdict = { allow: "allowed", deny: "blocked", undecidable: "cannot tell" }[policy.verdict];
  const says = say(`policy says: ${verdict}`);
  return policy.verdict === "allow"
    ? `${says} — `
    : `${says} (${say(redact(policy.sentence).replace(/\.$/, "").slice(0, 300))}) — `;
}

const liveSign = { passed: "✓", stopped: "⛔", "not-reached": "–", unknown: "❔" } as const;

function legsOf(state: StatusState): { leg: Leg; label: string }[] {
  const back = state.marks.reply === undefined ? [] : [{ leg: "reply" as const, label: "way back" }];
  return [...expectedLegs(state.flows), ...back];
}

function legs(state: StatusState, say: Tongue): Markup[] {
  return legsOf(state).map(({ leg, label }) => {
    const mark = state.marks[leg];
    return markup`${mark === undefined ? "◌" : liveSign[mark]} ${say(label)}`;
  });
}

function expectedLegs(flows: readonly Flow[]): { leg: Leg; label: string }[] {
  const [flow] = flows;
  if (!flow) return [{ leg: "names", label: "names" }];
  const from = nodeOf(flow.from);
  const to = nodeOf(flow.to);
  const service = flow.service;
  const behind = new Set(flows.map((each) => each.destinationIP)).size;
  return [
    { leg: "names" as const, label: "names" },
    ...(service
      ? [
          {
            leg: "service" as const,
            label: `Service ${service.namespace}/${service.name}:${service.port} → ${plural(behind, "endpoint")}`,
          },
        ]
      : []),
    ...(from === undefined ? [] : [{ leg: "leaving" as const, label: `leaving ${from}` }]),
    ...(from === to ? [] : [{ leg: "between" as const, label: "between nodes" }]),
    ...(to === undefined || to === from ? [] : [{ leg: "entering" as const, label: `entering ${to}` }]),
    { leg: "target" as const, label: flow.service?.name ?? shortName(flow.to) },
  ];
}
