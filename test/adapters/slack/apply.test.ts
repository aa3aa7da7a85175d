/** Apply fix in Slack, from the button under the verdict to the object in the cluster: the real bot, what a worker does, the lab's API. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createClusterChanges } from "../../../src/adapters/kubernetes/changes.ts";
import { connectCluster } from "../../../src/adapters/kubernetes/connection.ts";
import { ChangeTeller } from "../../../src/adapters/slack/change-teller.ts";
import { createSlackClient } from "../../../src/adapters/slack/client.ts";
import { Outbox } from "../../../src/adapters/slack/outbox.ts";
import { workOnChange } from "../../../src/apply/work.ts";
import type { ChangeJob, ChangeRequest } from "../../../src/model/change.ts";
import { NotAudited } from "../../../src/ports.ts";
import type { SlackMessage } from "../../../src/report/slack/blocks.ts";
import { renderRequest } from "../../../src/report/slack/change.ts";
import { renderVerdict } from "../../../src/report/slack/verdict.ts";
import { botToken } from "../../fake-slack/people.ts";
import { isJson, type Json, type Message } from "../../fake-slack/types.ts";
import { clientConfig, startLocalServer } from "../../lab/api/local-server.ts";
import type { ApiServer } from "../../lab/api/server.ts";
import { blocked, question } from "../../report/incident.ts";
import { rules } from "../../apply/requests.ts";
import { quick, said, stage, words, type Stage } from "./harness.ts";

const channel = "C0ONCALL";
const name = "allow-ingress-nginx-to-productpage";

/** A verdict of Mei's question as a worker posts it. */
function verdict({ slack }: Stage): Message {
  const asked = { question, by: "U0MEI", cluster: "prod-1", id: "d-1", applying: "offered" } as const;
  return posted(slack, renderVerdict(asked, blocked));
}

/** The stage with a worker that has a cluster. */
async function withWorker(): Promise<{
  readonly staged: Stage;
  readonly api: ApiServer;
  readonly again: unknown[];
}> {
  const api = await startLocalServer();
  const folder = mkdtempSync(join(tmpdir(), "netdiag-apply-"));
  onTestFinished(async () => {
    rmSync(folder, { recursive: true });
    await api.stop();
  });
  api.store.create({ apiVersion: "v1", kind: "Namespace", metadata: { name: "test" } });
  const file = join(folder, "kubeconfig");
  writeFileSync(file, clientConfig(api).exportConfig());
  const staged = await stage({ rules });
  const { slack, changes, ledger, audited } = staged;
  const client = createSlackClient({ token: botToken, apiUrl: slack.apiUrl, timeoutMs: 5000 });
  const again: unknown[] = [];
  const work = (job: ChangeJob): Promise<void> =>
    workOnChange(job, {
      changes: createClusterChanges(connectCluster({ kubeconfig: file }).api),
      cluster: "prod-1",
      rules,
      users: undefined,
      remembered: new Map(),
      now: changes.now,
      store: changes.store,
      queue: { ...changes.queue, put: () => Promise.resolve() },
      ledger,
      audit: { write: (event) => audited.push(event) },
      told: new ChangeTeller({
        outbox: new Outbox(client, quick()),
        ledger,
        onTrouble: (what, error) => staged.troubles.push(`${what}: ${String(error)}`),
      }),
      diagnoses: {
        submit: (request) => {
          again.push(request);
          return Promise.resolve({ id: "nd-again", joined: false });
        },
      },
    });
  changes.work = (job) => void work(job);
  return { staged, api, again };
}

const policy = (api: ApiServer) =>
  api.store
    .ofKind("networking.k8s.io/v1", "NetworkPolicy", "test")
    .find(({ metadata }) => metadata.name === name);
const inThread = (staged: Stage, root: Message, text: RegExp) => () =>
  staged.slack.workspace.inThread(channel, root.ts).find((message) => text.test(words(message)));
const whispered = (staged: Stage, user: string, text: RegExp) => () =>
  staged.slack.workspace.ephemerals.find((each) => each.user === user && text.test(words(each)));

test(
  "one asks, another approves, the policy stands there once, and the thread says how to undo it",
  { timeout: 30_000 },
  async () => {
    const { staged, api, again } = await withWorker();
    const { slack, audited } = staged;
    const root = verdict(staged);
    await slack.people.click("U0MEI", root, "netdiag_apply_fix");
    const asked = await slack.until("the request", inThread(staged, root, /Apply this fix/));
    expect(words(asked)).toMatch(
      /create \*NetworkPolicy test\/allow-ingress-nginx-to-productpage\*.*kubernetes.io\/metadata.name: ingress-nginx/s,
    );
    expect(words(asked)).toMatch(
      /It opens no other traffic and closes none, among the pods that were read.*sha256 `[0-9a-f]{16}`/s,
    );
    expect(policy(api)).toBeUndefined();
    await slack.people.click("U0MEI", asked, "netdiag_approve_change");
    await slack.until("the denial", whispered(staged, "U0MEI", /You may not approve/));
    expect(policy(api)).toBeUndefined();
    await slack.people.click("U0SAM", asked, "netdiag_approve_change");
    const after = await slack.until("what comes after", inThread(staged, root, /To undo it/));
    expect(words(after)).toContain(`kubectl delete networkpolicies.networking.k8s.io ${name} -n test`);
    const made = policy(api);
    expect(made?.metadata.resourceVersion).toBeDefined();
    const ended = await slack.until("the end", inThread(staged, root, /Approved by <@U0SAM> and applied/));
    expect(words(ended)).not.toContain("netdiag_approve_change");
    expect(policy(api)).toEqual(made);
    await expect.poll(() => again).toHaveLength(1);
    expect(audited.map(({ event }) => event)).toEqual(
      expect.arrayContaining(["change-asked", "change-approved", "change-begun", "change-applied"]),
    );
  },
);

/** The request that the harness keeps, as a message with its buttons. */
function drawn({ slack, changes }: Stage, more: Partial<ChangeRequest> = {}): Message {
  const [kept] = changes.requests.values();
  if (!kept) throw new Error("there is no request");
  const { ts: threadTs } = slack.workspace.post({
    channel,
    user: "U0NETDIAG",
    text: "a verdict",
    blocks: [],
  });
  const request = { ...kept, threadTs };
  changes.requests.set(request.id, request);
  const shown = { object: "NetworkPolicy test/allow-web", yaml: "kind: x" };
  return posted(slack, renderRequest({ ...request, ...more }, shown));
}

function posted(slack: Stage["slack"], { text, blocks }: SlackMessage): Message {
  const plain: unknown = JSON.parse(JSON.stringify(blocks));
  const list: Json[] = Array.isArray(plain) ? plain.filter(isJson) : [];
  return slack.workspace.post({ channel, user: "U0NETDIAG", text, blocks: list });
}

const both = [
  ...rules,
  ...rules.map((rule) => ({ ...rule, name: `${rule.name} too`, users: ["U0MEI", "U0SAM"] })),
];

test("whoever asked does not approve, though they may approve others' changes", async () => {
  const staged = await stage({ rules: both });
  const request = drawn(staged);
  await staged.slack.people.click("U0MEI", request, "netdiag_approve_change");
  await staged.slack.until("the words", whispered(staged, "U0MEI", /somebody else has to approve/));
  expect(staged.changes.jobs).toEqual([]);
  expect(staged.audited).toMatchObject([
    { event: "allowed" },
    { event: "change-denied", why: "self-approval" },
  ]);
});

test("of two who press, the first decides; a third press is told so", async () => {
  const staged = await stage({ rules: both });
  const request = drawn(staged);
  await staged.slack.people.click("U0SAM", request, "netdiag_approve_change");
  await staged.slack.until("the words", whispered(staged, "U0SAM", /You approved it/));
  await staged.slack.people.click("U0SAM", request, "netdiag_approve_change");
  await staged.slack.until("the second", whispered(staged, "U0SAM", /approved already/));
  await staged.slack.people.click("U0SAM", request, "netdiag_reject_change");
  await expect.poll(() => staged.slack.workspace.ephemerals.length).toBe(3);
  expect(staged.changes.jobs).toMatchObject([{ kind: "apply", approver: { user: "U0SAM", channel } }]);
});

test("a rejected request is over, and its message says by whom", async () => {
  const staged = await stage({ rules: both });
  const request = drawn(staged);
  await staged.slack.people.click("U0SAM", request, "netdiag_reject_change");
  await staged.slack.until("the end", () =>
    said(staged.slack).find((each) => /Rejected by <@U0SAM>/.test(words(each))),
  );
  await staged.slack.people.click("U0SAM", request, "netdiag_approve_change");
  await staged.slack.until("the words", whispered(staged, "U0SAM", /rejected already/));
  expect(staged.changes.jobs).toEqual([]);
});

test.each<[string, (staged: Stage) => void, Partial<ChangeRequest>, RegExp]>([
  ["it has expired", ({ changes }) => (changes.at += 600_001), {}, /has expired/],
  ["the button is of another change", () => undefined, { digest: "0".repeat(64) }, /for another change/],
  [
    "it is not kept any more",
    ({ changes }) => {
      changes.requests.clear();
    },
    {},
    /not kept any more/,
  ],
  [
    "what is kept says something else",
    ({ changes: { requests } }) => {
      for (const [id, each] of requests)
        requests.set(id, { ...each, manifest: { ...each.manifest, spec: {} } });
    },
    {},
    /for another change/,
  ],
])("an approval is refused in words when %s", async (_when, meddle, more, why) => {
  const staged = await stage({ rules: both });
  const request = drawn(staged, more);
  meddle(staged);
  await staged.slack.people.click("U0SAM", request, "netdiag_approve_change");
  await staged.slack.until("the words", whispered(staged, "U0SAM", why));
  expect(staged.changes.jobs).toEqual([]);
});

test("where fixes are not applied there is no button, and an old one says so", async () => {
  const staged = await stage({ rules: both, appliesNothing: true });
  const request = drawn(staged);
  expect(
    words(renderVerdict({ question, by: "U0MEI", cluster: "prod-1", id: "d-1" }, blocked)),
  ).not.toContain("apply_fix");
  await staged.slack.people.click("U0MEI", verdict(staged), "netdiag_apply_fix");
  await staged.slack.until("the words", whispered(staged, "U0MEI", /switched off/));
  await staged.slack.people.click("U0SAM", request, "netdiag_approve_change");
  await staged.slack.until("the words", whispered(staged, "U0SAM", /switched off/));
});

test("a fix that is no one policy has no button, and says why", async () => {
  const { fix } = blocked;
  if (!fix) throw new Error("the incident has a fix");
  const commands = {
    ...blocked,
    fix: { summary: fix.summary, checked: true, commands: ["sysctl -w net.ipv4.ip_forward=1"] },
  };
  const asked = {
    question,
    by: "U0MEI",
    cluster: "prod-1",
    id: "d-1",
    applying: { not: "it is commands, not one policy" },
  };
  expect(words(renderVerdict(asked, commands))).toContain(
    "netdiag does not apply this fix: it is commands, not one policy.",
  );
  const staged = await stage({ rules });
  staged.dialogue.reports.set("d-1", commands);
  await staged.slack.people.click("U0MEI", verdict(staged), "netdiag_apply_fix");
  await staged.slack.until(
    "the words",
    whispered(staged, "U0MEI", /does not apply this fix: it is commands/),
  );
  expect(staged.changes.jobs).toEqual([]);
});

test("an answer of yesterday is looked at again before its fix is applied", async () => {
  const staged = await stage({ rules });
  staged.changes.at += 24 * 3600_000;
  await staged.slack.people.click("U0MEI", verdict(staged), "netdiag_apply_fix");
  await staged.slack.until("the words", whispered(staged, "U0MEI", /press Re-check first/));
  expect(staged.changes.jobs).toEqual([]);
});

test("what cannot be written down is neither asked for nor approved, and may be pressed again", async () => {
  let full = false;
  const staged = await stage({
    rules: both,
    audit: {
      write: ({ event }) => {
        if (full && event.startsWith("change-")) throw new NotAudited("ENOSPC", "/var/log/audit.jsonl");
      },
    },
  });
  const request = drawn(staged);
  full = true;
  await staged.slack.people.click("U0SAM", request, "netdiag_approve_change");
  await staged.slack.until("the words", whispered(staged, "U0SAM", /cannot write down/));
  expect(staged.changes.jobs).toEqual([]);
  full = false;
  await staged.slack.people.click("U0SAM", request, "netdiag_approve_change");
  await staged.slack.until("the words", whispered(staged, "U0SAM", /You approved it/));
  expect(staged.changes.jobs).toHaveLength(1);
});
