import { expect, test } from "vitest";
import { workOnCapture, type CapturingParts } from "../../../src/captures/work.ts";
import type { CaptureAsked, CaptureEnd } from "../../../src/model/capture-asked.ts";
import type { CapturedTraffic, CaptureProgress } from "../../../src/model/captured-traffic.ts";
import { Interrupted } from "../../../src/ports.ts";
import { actionIds } from "../../../src/report/slack/action-ids.ts";
import { renderCaptureBegun, renderCaptureEnd, renderCapturing } from "../../../src/report/slack/capture.ts";
import { NotFound } from "../../../src/resolve/unresolved.ts";
import { whyNone } from "../../../src/worker/captures.ts";
import { asked as captureAsked, captured, rules, traffic } from "../../captures/asked.ts";
import { jsonOf, listOf, textOf, type Message } from "../../fake-slack/types.ts";
import { answered, drawn, languages, recorded, text, whispers, whole } from "./golden-text.ts";
import { stage } from "./harness.ts";
import { memoryLedger } from "./memory-ledger.ts";

/** What is sent for a capture, whole, in each language; as in goldens-after.test.ts. */
const file = { kind: "kept", until: Date.UTC(2026, 10, 23, 4, 6), bytes: 84_300 } as const;
const place = {
  url: "http://localhost:8081/captures/",
  forward: "kubectl -n netdiag port-forward deploy/netdiag-bot 8081:8081",
};
const nothing: CapturedTraffic = {
  ...traffic,
  nodes: traffic.nodes.map((node) => ({ ...node, packets: 0 })),
  places: [],
  talks: [],
};
const blind: CapturedTraffic["notLooked"][number] = {
  node: "node3",
  notSeen: {
    why: "not-asked",
    detail: "there are more nodes on the way than are watched at once",
    next: "ask about one pod in place of all",
  },
};
/** Each with what its link is, where there is one. */
const captureEnds: readonly (readonly [string, CaptureEnd, string?])[] = [
  ["ended, with a file", { kind: "captured", traffic, file }, `${place.url}TOKEN`],
  [
    "stopped by somebody, and one node could not be watched",
    {
      kind: "captured",
      traffic: { ...traffic, seconds: 7, ended: "stopped", notLooked: [blind] },
      file,
      stoppedBy: "U0SAM",
    },
    `${place.url}TOKEN`,
  ],
  ["the file's time is over before it could be told", { kind: "captured", traffic, file }],
  ["nothing was seen", { kind: "captured", traffic: nothing, file: { kind: "nothing-in-it" } }],
  ["the file is too large", { kind: "captured", traffic, file: { kind: "too-large", bytes: 9_000_000 } }],
  ["Redis does not take the file", { kind: "captured", traffic, file: { kind: "not-kept" } }],
  ["files are not served", { kind: "captured", traffic, file: { kind: "not-served" } }],
];

/** The dialog before a button, part by part. */
function dialogOf({ blocks }: Message, actionId: string): string {
  const pressed = blocks
    .flatMap((block) => listOf(block, "elements"))
    .find((each) => each.action_id === actionId);
  const dialog = jsonOf(pressed ?? {}, "confirm");
  return ["title", "text", "deny", "confirm"].map((part) => textOf(jsonOf(dialog, part), "text")).join("\n");
}

/** How it ends at a worker to whom this happens, as it is kept. */
async function endOfCapture(running: CaptureAsked, change: Partial<CapturingParts>): Promise<CaptureEnd> {
  const ends: CaptureEnd[] = [];
  const nobody = new AbortController().signal;
  await workOnCapture(
    running,
    {
      cluster: "prod-1",
      rules,
      now: () => running.askedAt,
      ledger: memoryLedger(),
      audit: { write: () => undefined },
      ends: {
        note: (_id, end) => Promise.resolve(end),
        of: () => Promise.resolve(undefined),
      },
      files: {
        keep: () => Promise.resolve(true),
        isKept: () => Promise.resolve(true),
        open: () => Promise.resolve(undefined),
      },
      told: {
        progress: () => Promise.resolve(),
        end: (_asked, end) => Promise.resolve(void ends.push(end)),
      },
      tokenOf: () => "TOKEN",
      url: place.url,
      keepMs: 3_600_000,
      questionOf: () => "q",
      capture: () => Promise.resolve(captured),
      whyNone,
      onTrouble: () => undefined,
      ...change,
    },
    { signal: nobody, stop: nobody },
  );
  const [end] = ends;
  if (!end) throw new Error("nothing was told");
  return end;
}

/** Why there is nothing to tell of packets. */
const noCaptures: Readonly<Record<string, Partial<CapturingParts>>> = {
  "who asked has lost the right": { rules: rules.slice(1) },
  "the job is of another cluster": { cluster: "prod-2" },
  "no worker took it in time": { now: () => captureAsked.askedAt + 600_000 },
  "a name fits nothing any more": {
    capture: () =>
      Promise.reject(
        new NotFound("There are no pods in namespace test that run and have an address of their own.", []),
      ),
  },
  "it takes too long": {
    capture: () => Promise.reject(new Interrupted("deadline", "took longer than 150 s")),
  },
};

test.each(languages)("a capture in %s: asked, running, and each end", async (language) => {
  const blocked = recorded("blocked", language);
  const parts: string[] = [];
  const staged = await stage({ rules });
  const { slack, captures } = staged;
  const answer = answered(staged, blocked, { capturing: { seconds: captures.seconds, minutes: 60 } });
  parts.push("## before it: the dialog of the button", dialogOf(answer, actionIds.capture));
  for (const [user, says] of [
    ["U0SAM", "who may not"],
    ["U0MEI", "who may"],
    ["U0MEI", "who presses again"],
  ] as const) {
    const before = slack.workspace.ephemerals.length;
    await slack.people.click(user, answer, actionIds.capture);
    await slack.until(says, () => slack.workspace.ephemerals[before]);
  }
  parts.push("## asked", ...whispers(staged));
  const [pressed] = captures.asked;
  if (!pressed) throw new Error("nothing was asked for");
  const { by, seconds, threadTs } = pressed;
  const nodes = ["node1", "node3"];
  const stages: readonly CaptureProgress[] = [
    { stage: "resolving" },
    { stage: "looking", nodes },
    { stage: "watching", nodes, seconds: 5, ofSeconds: seconds },
    { stage: "reading" },
  ];
  const running = { ...captureAsked, by, seconds, threadTs, question: blocked.question };
  parts.push(
    "## while it runs",
    text("in its thread", drawn(renderCaptureBegun(running))),
    ...stages.map((each) => text("in its thread", drawn(renderCapturing(running, each)))),
  );
  for (const [name, end, link] of captureEnds) {
    const told = { ...(link !== undefined && { link }), forward: place.forward };
    const ended =
      end.kind === "captured" ? { ...end, traffic: { ...end.traffic, question: blocked.question } } : end;
    parts.push(`## ${name}`, text("in its thread", drawn(renderCaptureEnd(running, ended, told))));
  }
  for (const [name, change] of Object.entries(noCaptures)) {
    const end = await endOfCapture(running, change);
    parts.push(`## ${name}`, text("in its thread", drawn(renderCaptureEnd(running, end, {}))));
  }
  await expect(whole(parts)).toMatchFileSnapshot(`goldens/captured.${language}.txt`);
});
