import { expect, test } from "vitest";
import { tongueOf } from "../../src/language/tongue.ts";
import { renderAskBack, renderFailure } from "../../src/report/slack/ask.ts";
import { advance, queued, renderStatus } from "../../src/report/slack/status.ts";
import { renderFix, renderThread } from "../../src/report/slack/thread.ts";
import { fixSummary, renderVerdict } from "../../src/report/slack/verdict.ts";
import { pathSentence } from "../../src/report/words.ts";
import { ambiguous, partial, unknown } from "./endings.ts";
import { blocked, flows, question, reachable, step } from "./incident.ts";

const asked = { question, by: "U0MEI", cluster: "prod-1", id: "d-1" };
const seen = (value: unknown): string => JSON.stringify(value).replaceAll("\\n", "\n");

test("a blocked verdict names the policy, the proof, the fix, and offers Show fix, Re-check, Watch until fixed, Evidence and to say what it is worth", () => {
  const message = renderVerdict(asked, blocked);
  expect(message.text).toBe("⛔ productpage does not accept connections from ingress-nginx.");
  const blocks = seen(message.blocks);
  expect(blocks).toContain("NetworkPolicy test/productpage-isolation");
  expect(blocks).toContain("Confirmed: 14 of 14 fresh packets got no further than node3 califefebb442cd.");
  expect(blocks).toContain("*Fix:* allow ingress-nginx to productpage on TCP 9080.");
  expect(blocks).toContain("0/2 endpoints reachable · existing connections still work");
  expect(buttonLabels(message.blocks)).toEqual([
    "Show fix",
    "Re-check",
    "Watch until fixed",
    "Evidence",
    "It helped",
  ]);
  expect(message.blocks).toContainEqual({
    type: "context_actions",
    elements: [
      {
        type: "feedback_buttons",
        action_id: "netdiag_feedback",
        positive_button: {
          text: { type: "plain_text", text: "Right" },
          accessibility_label: "This answer is right",
          value: "d-1 right",
        },
        negative_button: {
          text: { type: "plain_text", text: "Wrong" },
          accessibility_label: "This answer is wrong",
          value: "d-1 wrong",
        },
      },
    ],
  });
  expect(buttonLabels(message.classic ?? [])).toEqual([
    "Show fix",
    "Re-check",
    "Watch until fixed",
    "Evidence",
    "It helped",
    "Right",
    "Wrong",
  ]);
});

test("under a verdict whoever suspected another cause finds it in a menu, those most likely first", () => {
  const menus = renderVerdict(asked, blocked).blocks.flatMap((block) =>
    block.type === "actions" ? block.elements.filter(({ type }) => type === "static_select") : [],
  );
  const option = (text: string, value: string) => ({ text: { type: "plain_text", text }, value });
  expect(menus).toEqual([
    {
      type: "static_select",
      action_id: "netdiag_why_not",
      placeholder: { type: "plain_text", text: "Why not …? Pick a cause" },
      options: [
        option("ND410 No ingress rule admits the source", "d-1 ND410"),
        option("ND622 The program's listen queue is full", "d-1 ND622"),
        option("ND530 Reverse path filtering drops packets", "d-1 ND530"),
      ],
    },
  ]);
  expect(seen(renderVerdict({ ...asked, id: "nd-0a1b2c3d4e5f" }, reachable).blocks)).not.toContain("why_not");
});

test("of as many causes as there are the menu holds those that Slack has room for", () => {
  const suspects = Array.from({ length: 100 }, (_, nth) => ({
    code: `ND${nth + 100}` as const,
    title: "A cause with a title as long as most of them have",
    result: "not-found" as const,
    says: [],
  }));
  const { blocks } = renderVerdict({ ...asked, id: "nd-0a1b2c3d4e5f" }, { ...blocked, suspects });
  expect(JSON.stringify(blocks).length).toBeLessThanOrEqual(12_000);
  const options = seen(blocks).match(/A cause with/g) ?? [];
  expect(options.length).toBeGreaterThan(50);
});

test("whoever asked finds the id of the diagnosis, which the log says too, in the last line of every ending", () => {
  const endings = [
    renderVerdict(asked, blocked),
    renderFailure(asked, "There is no pod a."),
    renderAskBack(asked, "Which?", ambiguous.choices),
  ];
  for (const { blocks } of endings) {
    expect(blocks.at(-1)?.type).toBe("context");
    expect(seen(blocks.at(-1))).toMatch(/d-1"/);
  }
});

test.each([
  [{ alsoOpens: ["a → c"] }, "replace the rule (also opens a → c)."],
  [{ alsoCloses: ["b → c", "d → c"] }, "replace the rule (closes b → c; d → c)."],
  [{ alsoOpens: ["a → c"], alsoCloses: ["b → c"] }, "replace the rule (also opens a → c; closes b → c)."],
  [{ alsoOpens: [], alsoCloses: [] }, "replace the rule."],
])("what else a fix does, %j, stands behind its sentence", (further, text) => {
  expect(fixSummary({ summary: "replace the rule", checked: true, ...further })).toBe(text);
});

test("a reachable verdict has the count and the median, and no Show fix", () => {
  const message = renderVerdict(asked, reachable);
  expect(message.text).toMatch(/^✅ /);
  expect(seen(message.blocks)).toContain("7 of 7 answered (0.6 ms median)");
  expect(buttonLabels(message.blocks)).toEqual(["Re-check", "Evidence", "It helped"]);
});

test("a partial verdict says which pods fail and what was not checked", () => {
  const blocks = seen(renderVerdict(asked, partial).blocks);
  expect(blocks).toContain("VXLAN packets leave node1 and never arrive at node3");
  expect(blocks).toContain("*Not checked:* the firewall between the nodes");
});

test("an unknown verdict says what to do next", () => {
  const message = renderVerdict(asked, unknown);
  expect(message.text).toMatch(/^❔ /);
  expect(seen(message.blocks)).toContain("*Next:* grant create on pods/exec in namespace netdiag");
});

test.each([
  [undefined, "waiting for a free worker …"],
  [{ kind: "in-line", place: 1 }, "waiting for a free worker: next in line …"],
  [
    { kind: "in-line", place: 12, expectedMs: 34_000 },
    "waiting for a free worker: place 12 in line, about 40 s …",
  ],
  [{ kind: "in-line", place: 90, expectedMs: 150_000 }, "place 90 in line, about 3 min …"],
  [{ kind: "no-worker" }, "no worker is running, so nobody is looking yet."],
] as const)("a question that waits, %j, says %s", (waiting, words) => {
  const message = renderStatus(asked, { ...queued, ...(waiting && { waiting }) });
  expect(message.text).toContain(words);
});

test("the thread shows each hop, the rule that moved, policy both ways and a fix to paste", () => {
  const parts = renderThread(blocked);
  expect(parts.map(({ part }) => part)).toEqual(["hops", "policy", "fix"]);
  const [hops, policy, fix] = parts.map(({ message }) => seen(message.blocks));
  expect(hops).toContain("1 ✓ node1 · *ingress-nginx-7d9c eth0* · sent 7");
  expect(hops).toContain("5 ⛔ *node3 califefebb442cd*");
  expect(hops).toContain("-A cali-tw-califefebb442cd");
  expect(hops).toContain("[12 → 19]".replace(">", "&gt;"));
  const [{ message: first } = { message: undefined }] = parts;
  expect(first?.text).toContain("\nfrom node3, the target's own node: 2 of 2 answered");
  expect(seen(first?.classic)).toContain("✓ from node3, the target's own node · 2 of 2 answered");
  const rows = first?.blocks.flatMap((block) => (block.type === "table" ? block.rows : []));
  expect(rows?.map((row) => row.map((cell) => ("text" in cell ? cell.text : "")))).toEqual([
    ["From where", "Answered", "Seen"],
    ["straight to the target", "0 of 7", "timed out"],
    ["from node1", "0 of 2", "timed out"],
    ["from node3, the target's own node", "2 of 2", "0.1 ms median"],
  ]);
  expect(policy).toContain("No policy selects ingress-nginx");
  expect(fix).toContain("kubectl apply -f - &lt;&lt;'EOF'");
  expect(fix).toContain("name: allow-ingress-nginx-to-productpage");
  expect(seen(renderFix(blocked))).toContain("kubectl apply");
});

test("what would show the same as the cause and could not be looked at is in the thread, all of it", () => {
  const rivals = ["a rule in nft", "eBPF programs", "a full table", "the cloud's firewall"];
  const found = blocked.cause && { ...blocked.cause, rivals };
  const also = renderThread({ ...blocked, ...(found && { cause: found }) }).find(
    ({ part }) => part === "also",
  );
  for (const rival of rivals) expect(seen(also?.message.blocks)).toContain(`• ${rival}.`);
});

test("a fix too long for one paragraph is continued, nothing is lost", () => {
  const yaml = Array.from({ length: 900 }, (_, index) => `line-${index}: value`).join("\n");
  const messages = renderFix({ ...blocked, fix: { summary: "long", checked: true, yaml } });
  expect(messages.length).toBeGreaterThan(1);
  const all = messages.map((message) => seen(message.blocks)).join("");
  for (const index of [0, 450, 899]) expect(all).toContain(`line-${index}: value`);
});

test("the status line grows with the events and offers Stop", () => {
  const resolved = advance(advance(queued, { stage: "resolving" }), {
    stage: "resolved",
    flows,
    policy: blocked.policy,
  });
  const first = seen(renderStatus(asked, resolved).classic);
  expect(first).toContain(
    "policy says: blocked (Ingress to productpage is denied by test/productpage-isolation)",
  );
  expect(first).toContain("✓ Service test/productpage:9080 → 2 endpoints".replace("✓", "◌"));
  expect(first).toContain("◌ leaving node1 · ◌ between nodes · ◌ entering node3 · ◌ productpage");
  const stopped = [
    step("node-out", "node1", "passed", []),
    step("pod-in", "node3 cali", "stopped", []),
  ].reduce((state, each) => advance(state, { stage: "step", flowId: "f1", step: each }), resolved);
  const message = renderStatus(asked, stopped);
  expect(seen(message.classic)).toContain(
    "✓ leaving node1 · ◌ between nodes · ◌ entering node3 · ⛔ productpage",
  );
  expect(buttonLabels(message.blocks)).toEqual(["Stop"]);
});

test("where Slack draws plans the status is one: names, policy and each leg, with what became of it in words", () => {
  const tasksAt = (...events: Parameters<typeof advance>[1][]): string[] =>
    renderStatus(asked, events.reduce(advance, queued)).blocks.flatMap((block) =>
      block.type === "plan"
        ? (block.tasks ?? []).map(({ title, status }) => `${String(title)} (${String(status)})`)
        : [],
    );
  expect(tasksAt()).toEqual([
    "names (pending)",
    "policy (pending)",
    "leaving the source's node (pending)",
    "between nodes (pending)",
    "entering the target's node (pending)",
    "arriving (pending)",
  ]);
  expect(tasksAt({ stage: "resolving" })[0]).toBe("names: looking (in_progress)");
  const resolved = { stage: "resolved", flows, policy: blocked.policy } as const;
  expect(tasksAt(resolved, { stage: "looking", nodes: ["node1", "node3"] })).toEqual([
    "names: found (complete)",
    "policy: blocked (complete)",
    "Service test/productpage:9080 → 2 endpoints: looking (in_progress)",
    "leaving node1: looking (in_progress)",
    "between nodes: looking (in_progress)",
    "entering node3: looking (in_progress)",
    "productpage: looking (in_progress)",
  ]);
  const seenThere = [
    step("node-out", "node1", "passed", []),
    step("node-in", "node3", "unknown", []),
    step("pod-in", "node3 cali", "stopped", []),
  ].map((each) => ({ stage: "step", flowId: "f1", step: each }) as const);
  expect(tasksAt(resolved, ...seenThere).slice(3)).toEqual([
    "leaving node1: passed (complete)",
    "between nodes: looking (in_progress)",
    "entering node3: could not be seen (error)",
    "productpage: packets died here (error)",
  ]);
});

test("of several flows the worst mark stands on a leg", () => {
  const marks = (["passed", "stopped", "passed"] as const).map((mark) => step("pod-in", "p", mark, []));
  const state = marks.reduce(
    (sum, each) => advance(sum, { stage: "step", flowId: "f1", step: each }),
    queued,
  );
  expect(state.marks.target).toBe("stopped");
});

test("an unclear question comes back with one button per candidate, the question inside", () => {
  const message = renderAskBack(asked, ambiguous.sentence, ambiguous.choices);
  expect(message.text).toContain("I found 3 things called productpage");
  expect(buttonLabels(message.blocks)).toEqual(ambiguous.choices.map(({ label }) => label));
  const action = message.blocks.find((block) => block.type === "actions");
  const [element] = action?.type === "actions" ? action.elements : [];
  const value: unknown = JSON.parse(element && "value" in element ? (element.value ?? "") : "");
  expect(value).toMatchObject({ to: { namespace: "test", name: "productpage", kind: "service" } });
});

test("whoever cannot see the picture reads the path as a sentence", () => {
  expect(pathSentence(blocked)).toContain(
    "node3 califefebb442cd (stopped here), productpage-6f5d:9080 (not reached).",
  );
});

function buttonLabels(blocks: readonly { type: string }[]): string[] {
  return blocks.flatMap((block) =>
    "elements" in block && block.type === "actions" && Array.isArray(block.elements)
      ? block.elements
          .filter((element: { type: string }) => element.type === "button")
          .map((element: { text: { text: string } }) => element.text.text)
      : [],
  );
}

test("what is a secret in an English sentence stays none of the Chinese one", () => {
  const says = (words: string): string => {
    const { text, blocks } = renderFailure(asked, words, tongueOf("zh"));
    return seen([text, blocks]);
  };
  expect(says("No packet could be sent: password: hunter22x")).toContain("password：[removed]");
  expect(says("node1 sends nothing to password: hunter22x: no route")).not.toContain("hunter22x");
});

test("while a question in Chinese is looked into, each task of the plan is Chinese, what became of it too", () => {
  const state = advance(advance(queued, { stage: "resolved", flows, policy: reachable.policy }), {
    stage: "looking",
    nodes: ["node1", "node3"],
  });
  const { blocks } = renderStatus(asked, state, tongueOf("zh"));
  const words = seen(blocks);
  for (const told of ["策略：允许", "离开 node1：正在查看", "进入 node3：正在查看"])
    expect(words).toContain(told);
});
