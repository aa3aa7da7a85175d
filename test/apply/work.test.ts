/** What a worker does about a change, with a cluster in memory. */
import { expect, test } from "vitest";
import { NotChanged, type Standing } from "../../src/apply/doors.ts";
import { giveUpOnChange, workOnChange } from "../../src/apply/work.ts";
import { NotAudited } from "../../src/ports.ts";
import { allowWeb, asked, request } from "./requests.ts";
import { sam, stage, there } from "./stage.ts";

test("asked, tried without being made, approved by another, made once, and the question is asked again", async () => {
  const { tryIt, approve, told, jobs, made, submitted, audited, cluster } = stage();
  await tryIt();
  expect(told.asks).toMatchObject([{ id: asked.id, bound: { state: "absent" }, digest: request().digest }]);
  expect(jobs).toEqual([{ kind: "expire", id: asked.id, at: asked.expiresAt, request: request() }]);
  expect(made()).toEqual([]);
  await approve();
  expect(made()).toMatchObject([{ manifest: allowWeb, bound: { state: "absent" } }]);
  // Nothing waits for it to expire.
  expect(jobs).toEqual([]);
  expect(told.ends).toEqual([
    { kind: "applied", by: "U0SAM", resourceVersion: cluster.standing?.resourceVersion },
  ]);
  expect(submitted).toMatchObject([{ question: asked.question, origin: { threadTs: "1.1", user: "U0MEI" } }]);
  expect(audited.map(({ event }) => event)).toEqual(["change-begun", "change-applied"]);
  expect(audited[0]).toMatchObject({ object: "NetworkPolicy test/allow-web", user: "U0SAM", asked: "U0MEI" });
});

test("approved twice, or by two processes, it is made once, and told the same", async () => {
  const { tryIt, approve, told, made } = stage();
  await tryIt();
  await Promise.all([approve(), approve()]);
  await approve();
  expect(made()).toHaveLength(1);
  expect(new Set(told.ends.map(({ kind }) => kind))).toEqual(new Set(["applied"]));
});

test.each<[string, Standing | undefined, string]>([
  ["as it was written, by netdiag", { ...there, spec: allowWeb.spec, managers: ["netdiag"] }, "applied"],
  ["as before, so it was not changed until now", undefined, "unknown"],
  ["something else", there, "unknown"],
])(
  "a worker ended in the moment of making it: it is not made again, and what stands there is told: %s",
  async (_what, standing, end) => {
    const { tryIt, approve, told, made, cluster, parts } = stage();
    await tryIt();
    await parts.ledger.set(`change:${asked.id}:begun`, "U0SAM", 60);
    cluster.standing = standing;
    await approve();
    expect(made()).toEqual([]);
    expect(told.ends).toMatchObject([{ kind: end }]);
    if (end === "unknown") expect(JSON.stringify(told.ends)).toMatch(/not tried again.*kubectl get/);
    if (!standing) expect(JSON.stringify(told.ends)).toContain("it was not changed until now");
  },
);

test("no answer while it is made: that is told as not known with how to look, and it is not tried again", async () => {
  const { tryIt, approve, told, made, cluster, submitted } = stage();
  await tryIt();
  cluster.fails = { made: new NotChanged("silent", "The API server did not answer: no answer within 10 s.") };
  await approve();
  await approve();
  expect(made()).toHaveLength(1);
  expect(told.ends[0]).toMatchObject({ kind: "unknown" });
  expect(JSON.stringify(told.ends[0])).toMatch(/not known.*kubectl get/);
  expect(submitted).toHaveLength(2);
  expect(new Set(submitted.map(({ origin }) => origin.key)).size).toBe(1);
});

test.each<[string, (staged: ReturnType<typeof stage>) => void, RegExp]>([
  ["changes are switched off", ({ parts }) => Object.assign(parts, { changes: undefined }), /switched off/],
  ["it is made in the meantime", ({ cluster }) => (cluster.standing = there), /was made since the question/],
  [
    "the account lacks the right",
    ({ cluster }) => (cluster.forbids = "netdiag's account may not create"),
    /may not create/,
  ],
  [
    "an admission policy refuses it",
    ({ cluster }) =>
      (cluster.fails = { tried: new NotChanged("forbidden", "ValidatingAdmissionPolicy 'p' denied it") }),
    /denied it/,
  ],
  [
    "a webhook changes it",
    ({ cluster }) => (cluster.turns = (spec) => ({ ...spec, ingress: [{}] })),
    /mutating webhook/,
  ],
  ["who asked may not", ({ parts }) => Object.assign(parts, { rules: [] }), /may not apply/],

  ["nobody worked until it expired", ({ clock }) => (clock.at = 600_001), /expired/],
])("nobody is asked to approve, and why is told, when %s", async (_when, meddle, why) => {
  const staged = stage();
  meddle(staged);
  await staged.tryIt();
  expect(staged.told.asks).toEqual([]);
  expect(staged.told.not.join()).toMatch(why);
  expect(staged.audited).toMatchObject([{ event: "change-refused" }]);
});

const edit = { ...asked, before: { uid: "uid-1", spec: { podSelector: {} } } };

test.each<[string, Standing | undefined, RegExp]>([
  ["it was changed", { ...there, spec: { podSelector: { matchLabels: { a: "b" } } } }, /was changed since/],
  ["it was made anew", { ...there, uid: "uid-2" }, /made anew since/],
  ["it was removed", undefined, /was removed/],
  ["it belongs to a controller", { ...there, owners: ["ServiceSet shop"] }, /belongs to ServiceSet shop/],
])("an edit of what the diagnosis read is not tried when %s since", async (_when, standing, why) => {
  const { cluster, tryIt, told } = stage();
  cluster.standing = standing;
  await tryIt(edit);
  expect(told.not.join()).toMatch(why);
  expect(cluster.written).toEqual([]);
});

test("a part that the fix takes out, and that the API server keeps for who wrote it, is no fix: nobody is asked to approve it", async () => {
  const { cluster, tryIt, told, made } = stage();
  const spec = { podSelector: { matchLabels: { app: "web", tier: "back" } }, egress: [{}] };
  cluster.standing = { ...there, spec };
  const taken = { ...edit, before: { uid: "uid-1", spec } };
  for (const kept of [{ egress: [{}] }, { podSelector: { matchLabels: { app: "web", tier: "back" } } }]) {
    cluster.turns = (wanted) => ({ ...wanted, ...kept });
    await tryIt(taken);
  }
  expect(told.not).toHaveLength(2);
  expect(told.not.join()).toMatch(/keeps what the fix takes out of it.*keeps what the fix takes out of it/s);
  cluster.turns = (wanted) => ({ ...wanted, policyTypes: ["Ingress"] });
  await tryIt(taken);
  expect(told.asks).toHaveLength(1);
  expect(made()).toEqual([]);
});

test("what was changed after it was asked for is left alone, whoever approved", async () => {
  const { cluster, tryIt, approve, told, made } = stage();
  cluster.standing = there;
  await tryIt(edit);
  expect(told.asks).toMatchObject([{ bound: { state: "there", uid: "uid-1", resourceVersion: "7" } }]);
  cluster.standing = { ...there, resourceVersion: "8" };
  await approve();
  expect(made()).toEqual([]);
  expect(told.ends).toMatchObject([{ kind: "refused", why: "changed" }]);
});

test("an approval of whoever asked, of another change, or long ago changes nothing", async () => {
  for (const more of [
    { approver: { ...sam, user: "U0MEI" } },
    { digest: "0".repeat(64) },
    { approvedAt: -400_000 },
  ]) {
    const { tryIt, approve, told, made } = stage();
    await tryIt();
    await approve(more);
    expect(made()).toEqual([]);
    expect(told.ends).toMatchObject([{ kind: "refused" }]);
  }
});

test("what cannot be written down is not made", async () => {
  const audit = {
    write: () => {
      throw new NotAudited("ENOSPC", "/var/log/audit");
    },
  };
  const { tryIt, approve, told, made } = stage({ audit });
  await tryIt();
  await approve();
  expect(made()).toEqual([]);
  expect(told.ends).toMatchObject([{ kind: "refused", why: "not-audited" }]);
});

test("in the approver's name where people are known, and in nobody else's", async () => {
  const known = stage({ users: new Map([["U0SAM", "sam@example.com"]]) });
  await known.tryIt();
  await known.approve();
  expect(known.made()).toMatchObject([{ as: "sam@example.com" }]);
  expect(known.told.ends).toMatchObject([{ kind: "applied", as: "sam@example.com" }]);
  const unknown = stage({ users: new Map() });
  await unknown.tryIt();
  await unknown.approve();
  expect(unknown.made()).toEqual([]);
  expect(unknown.told.ends).toMatchObject([{ kind: "refused", why: "forbidden" }]);
});

test("a request that nobody decides expires by itself, and one that was decided does not", async () => {
  const { tryIt, clock, parts, told, audited } = stage();
  const expire = () => workOnChange({ kind: "expire", id: asked.id, at: asked.expiresAt }, parts);
  await tryIt();
  await expect(expire()).rejects.toThrow("may be approved still");
  clock.at = asked.expiresAt + 1;
  await expire();
  expect(told.ends).toEqual([{ kind: "expired" }]);
  expect(audited).toMatchObject([{ event: "change-expired" }]);
  const approved = stage();
  await approved.tryIt();
  await approved.parts.ledger.set(`change:${asked.id}:decided`, '{"how":"approved"}', 60);
  approved.clock.at = asked.expiresAt + 1;
  await workOnChange({ kind: "expire", id: asked.id, at: asked.expiresAt }, approved.parts);
  expect(approved.told.ends).toEqual([]);
});

test("what is of another cluster is left to that one's workers, until it is too late for that", async () => {
  const { tryIt, clock, parts, told } = stage();
  Object.assign(parts, { cluster: "prod-2" });
  await expect(tryIt()).rejects.toThrow("a worker of cluster prod-1 takes it");
  clock.at = asked.expiresAt + 1;
  await tryIt();
  expect(told.not.join()).toMatch(/expired/);
});

test("an approval of a request that is not kept any more is told to whoever approved", async () => {
  const { approve, told, made, clock } = stage();
  const approvedAt = clock.at;
  clock.at += 60_000;
  await approve({ approvedAt });
  expect(made()).toEqual([]);
  expect(told.ends).toMatchObject([{ kind: "refused", why: "gone" }]);
  expect(JSON.stringify(told.ends)).toContain("Whether it was carried out before that is not known");
});

test("an approval that fails again and again ends its request: whether it was made is not known, and how to look is said", async () => {
  const { parts, tryIt, told } = stage();
  await tryIt();
  const job = { kind: "apply", id: asked.id, digest: "", approver: sam, approvedAt: 1000 } as const;
  expect(await giveUpOnChange(job, parts)).toBe(true);
  expect(told.ends).toMatchObject([{ kind: "unknown" }]);
  expect(JSON.stringify(told.ends)).toContain("not known, and it is not tried again");
  // Pressed or delivered again, it ends the same way.
  await workOnChange(job, parts);
  expect(told.ends.map(({ kind }) => kind)).toEqual(["unknown", "unknown"]);
  expect(await giveUpOnChange({ ...job, id: "ch-of-nobody" }, parts)).toBe(false);
});
