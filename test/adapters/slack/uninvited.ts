import { renderAskBack, renderOneEnd } from "../../../src/report/slack/ask.ts";
import { actions, button, message } from "../../../src/report/slack/blocks.ts";
import { queued, renderStatus } from "../../../src/report/slack/status.ts";
import { renderCapturing } from "../../../src/report/slack/capture.ts";
import { renderRequest } from "../../../src/report/slack/change.ts";
import { renderVerdict } from "../../../src/report/slack/verdict.ts";
import type { FakeSlack } from "../../fake-slack/fake-slack.ts";
import { isJson, type Json, type Message } from "../../fake-slack/types.ts";
import { asked as captureAsked } from "../../captures/asked.ts";
import { request } from "../../apply/requests.ts";
import { ambiguous } from "../../report/endings.ts";
import { blocked, question } from "../../report/incident.ts";
import type { Stage } from "./harness.ts";

/** How an uninvited person would use each entry. A new entry without a line here fails a test of the gate. */
export const attempts: Readonly<Record<string, (slack: FakeSlack) => Promise<unknown>>> = {
  "slash command": (slack) => slack.people.slash("U0INTERN", "C0RANDOM", "a -> b"),
  mention: (slack) => slack.people.mention("U0INTERN", "C0RANDOM", "", "a -> b"),
  "direct message": (slack) => slack.people.dm("U0INTERN", "a -> b"),
  "shortcut Diagnose this": (slack) =>
    slack.people.messageShortcut("U0INTERN", slack.people.say("U0INTERN", "C0RANDOM", "a -> b")),
  "shortcut Ask netdiag": (slack) => slack.people.globalShortcut("U0INTERN"),
  "home tab": (slack) => slack.people.openApp("U0INTERN"),
  "button Ask of the home tab": (slack) => {
    const { blocks } = message("netdiag", actions([button("Ask", "netdiag_home_ask", "ask")]));
    slack.workspace.homes.set("U0INTERN", { type: "home", blocks: plain(blocks) });
    return slack.people.clickHome("U0INTERN", "netdiag_home_ask");
  },
  modal: (slack) => {
    const view = {
      callback_id: "netdiag_ask",
      private_metadata: JSON.stringify({ channel: "C0RANDOM", threadTs: "1.1" }),
    };
    slack.workspace.views.set("V1", { id: "V1", user: "U0INTERN", view, open: true });
    return slack.people.submit("U0INTERN", { question: { text: "a -> b" } });
  },
  "button Re-check": (slack) => press(slack, "netdiag_recheck"),
  "button of a candidate": (slack) => press(slack, "netdiag_choose_0"),
  "menu of the other end": (slack) => {
    const { text, blocks } = renderOneEnd("Who calls it?", {
      of: "delivery-1",
      by: "U0MEI",
      likely: ["ingress-nginx"],
    });
    const message = posted(slack, text, blocks);
    return slack.people.pick("U0INTERN", message, "netdiag_other_end", "ingress-nginx");
  },
  "button Type it": (slack) => press(slack, "netdiag_type_other_end"),
  "button Stop": (slack) => press(slack, "netdiag_stop"),
  "button Watch until fixed": (slack) => press(slack, "netdiag_watch"),
  "button Stop watching": (slack) => press(slack, "netdiag_stop_watching"),
  "button Show fix": (slack) => press(slack, "netdiag_show_fix"),
  "button Evidence": (slack) => press(slack, "netdiag_evidence"),
  "button of feedback": (slack) => press(slack, "netdiag_feedback", "d-1 wrong"),
  "menu Why not": (slack) => {
    const { blocks } = renderVerdict({ question, by: "U0MEI", cluster: "prod-1", id: "d-1" }, blocked);
    const label = "ND530 Reverse path filtering drops packets";
    return slack.people.pick("U0INTERN", posted(slack, "a verdict", blocks), "netdiag_why_not", label);
  },
  "button Capture": (slack) => press(slack, "netdiag_capture"),
  "button Stop of a capture": (slack) => press(slack, "netdiag_stop_capture"),
  "button Apply fix": (slack) => press(slack, "netdiag_apply_fix"),
  "button Approve": (slack) => press(slack, "netdiag_approve_change"),
  "button Reject": (slack) => press(slack, "netdiag_reject_change"),
};

/** How they would type into each menu of names; what they are offered. */
export const typings: Readonly<
  Record<string, (staged: Stage, typed: string) => Promise<readonly { label: string; value: string }[]>>
> = {
  "names in the form": ({ slack }, typed) => {
    const view = {
      private_metadata: JSON.stringify({ channel: "C0RANDOM" }),
      blocks: [
        {
          type: "input",
          block_id: "to",
          element: { type: "external_select", action_id: "netdiag_form_to" },
        },
      ],
    };
    slack.workspace.views.set("V1", { id: "V1", user: "U0INTERN", view, open: true });
    return slack.people.type("U0INTERN", "form", "netdiag_form_to", typed);
  },
  "names for the other end": async ({ slack, ledger }, typed) => {
    const kept = { side: "from", end: { target: { type: "ip", ip: "10.0.0.7" } }, text: "10.0.0.7" };
    await ledger.set("slack:one-end:delivery-1", JSON.stringify(kept), 60);
    const asking = { of: "delivery-1", by: "U0MEI", likely: [], looksUp: true };
    const { text, blocks } = renderOneEnd("What does it call?", asking);
    const message =
      [...slack.workspace.messages.values()].find((each) => each.text === text) ??
      posted(slack, text, blocks);
    return slack.people.type("U0INTERN", message, "netdiag_other_end", typed);
  },
};

/** A message with every button of ours on it. */
function press(slack: FakeSlack, actionId: string, value?: string): Promise<unknown> {
  const asked = { question, by: "U0MEI", cluster: "prod-1", id: "d-1" };
  const shown = { object: "NetworkPolicy test/allow-web", yaml: "kind: NetworkPolicy" };
  const blocks = [
    ...renderVerdict({ ...asked, applying: "offered", capturing: { seconds: 30, minutes: 60 } }, blocked)
      .blocks,
    ...renderCapturing(captureAsked, { stage: "resolving" }).blocks,
    ...renderVerdict(asked, blocked, undefined, { id: "nw-1", until: 0, nextAt: 0 }).blocks,
    ...renderRequest(request(), shown).blocks,
    ...renderStatus(asked, queued).blocks,
    ...renderAskBack(asked, ambiguous.sentence, ambiguous.choices).blocks,
    ...renderOneEnd("Who calls it?", { of: "delivery-1", by: "U0MEI", likely: [] }).blocks,
  ];
  return slack.people.click("U0INTERN", posted(slack, "a verdict", blocks), actionId, value);
}

function posted(slack: FakeSlack, text: string, blocks: readonly unknown[]): Message {
  return slack.workspace.post({ channel: "C0RANDOM", user: "U0NETDIAG", text, blocks: plain(blocks) });
}

function plain(blocks: readonly unknown[]): Json[] {
  const read: unknown = JSON.parse(JSON.stringify(blocks));
  return Array.isArray(read) ? read.filter(isJson) : [];
}
