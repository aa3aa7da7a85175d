/** What a worker does about a capture: once, whoever dies, and told once. */
import { expect, test } from "vitest";
import { workOnCapture, giveUpOnCapture, type CapturingParts } from "../../src/captures/work.ts";
import { begunKey, openKey } from "../../src/captures/keys.ts";
import { createCaptureEnds } from "../../src/adapters/redis/capture-ends.ts";
import { tokenOf } from "../../src/adapters/redis/sealed.ts";
import type { CaptureEnd } from "../../src/model/capture-asked.ts";
import type { CapturedTraffic } from "../../src/model/captured-traffic.ts";
import { Interrupted, NotAudited, NotNow } from "../../src/ports.ts";
import { memoryLedger } from "../adapters/slack/memory-ledger.ts";
import { jobKey } from "../job-key.ts";
import { asked, captured, rules, traffic } from "./asked.ts";

interface Scene {
  readonly parts: CapturingParts;
  readonly ledger: ReturnType<typeof memoryLedger>;
  readonly audited: Record<string, unknown>[];
  readonly told: { readonly end: CaptureEnd; readonly link: string | undefined }[];
  readonly kept: Map<string, Buffer>;
  runs: number;
}

function scene(some: Partial<CapturingParts> = {}): Scene {
  const ledger = memoryLedger();
  const audited: Scene["audited"] = [];
  const told: Scene["told"] = [];
  const kept: Scene["kept"] = new Map();
  const token = (id: string): string => tokenOf(jobKey, id);
  const made: Scene = {
    ledger,
    audited,
    told,
    kept,
    runs: 0,
    parts: {
      cluster: "prod-1",
      rules,
      now: () => 1000,
      ledger,
      audit: { write: (event) => audited.push(event) },
      ends: createCaptureEnds(ledger, token),
      files: {
        keep: (of, { file }) => Promise.resolve(kept.set(of, file).size > 0),
        isKept: (of) => Promise.resolve(kept.has(of)),
        open: () => Promise.resolve(undefined),
      },
      told: {
        progress: () => Promise.resolve(),
        end: (_asked, end, link) => Promise.resolve(void told.push({ end, link })),
      },
      tokenOf: token,
      url: "https://netdiag.example.com/captures/",
      keepMs: 3_600_000,
      questionOf: () => "q",
      capture: () => {
        made.runs += 1;
        return Promise.resolve(captured);
      },
      whyNone: (_asked, cause) => String(cause),
      onTrouble: () => undefined,
      ...some,
    },
  };
  return made;
}

function sentenceOf({ told: [first] }: Scene): string {
  return first?.end.kind === "none" ? first.end.sentence : "";
}

const never = { signal: new AbortController().signal, stop: new AbortController().signal };
function stopped(kind: "stopped" | "shutdown"): typeof never {
  return {
    ...never,
    stop: AbortSignal.abort(new Interrupted(kind, kind, kind === "stopped" ? "U0SAM" : undefined)),
  };
}

test("what was seen is told with a link that opens the file, and written down before and after", async () => {
  const { parts, told, audited, kept, ledger } = scene();
  await ledger.set(openKey("q"), `${asked.id} 1.1`, 60);
  await workOnCapture(asked, parts, never);
  const token = tokenOf(jobKey, asked.id);
  expect(told).toEqual([
    {
      end: {
        kind: "captured",
        traffic,
        file: { kind: "kept", until: 3_601_000, bytes: captured.pcapng.length },
      },
      link: `https://netdiag.example.com/captures/${token}`,
    },
  ]);
  expect(kept.get(token)).toEqual(captured.pcapng);
  expect(audited).toMatchObject([
    { event: "capture-begun", capture: asked.id, user: "U0MEI", seconds: 30 },
    { event: "capture-ended", capture: asked.id, nodes: ["node1", "node3"], packets: 3, file: "kept" },
  ]);
  expect(JSON.stringify(audited)).not.toContain(token);
  // The next one may begin.
  expect(await ledger.get(openKey("q"))).toBeUndefined();
});

test("a job that comes again captures nothing again, and says what was said", async () => {
  const it = scene();
  await workOnCapture(asked, it.parts, never);
  await workOnCapture(asked, it.parts, never);
  expect(it.runs).toBe(1);
  expect(it.told[1]).toEqual(it.told[0]);
  expect(it.audited).toHaveLength(2);
});

test("when what was kept is gone before it was told, there is no link to nothing", async () => {
  const it = scene();
  await workOnCapture(asked, it.parts, never);
  it.kept.clear();
  await workOnCapture(asked, it.parts, never);
  expect(it.told[1]?.link).toBeUndefined();
});

test("a worker that died in the middle: another one does not watch again, and says so", async () => {
  const it = scene();
  await it.ledger.set(begunKey(asked.id), "U0MEI", 60);
  await workOnCapture(asked, it.parts, never);
  expect(it.runs).toBe(0);
  expect(it.told).toMatchObject([{ end: { why: "died" } }]);
  expect(sentenceOf(it)).toContain("Press Capture again");
});

test("of a worker that stood still until another one gave it up, what it saw is told to nobody", async () => {
  const it = scene();
  const late: CapturingParts = {
    ...it.parts,
    capture: async () => {
      await workOnCapture(asked, it.parts, never);
      return captured;
    },
  };
  await workOnCapture(asked, late, never);
  expect(it.told.map(({ end }) => end.kind === "none" && end.why)).toEqual(["died", "died"]);
});

test.each<[string, Partial<CapturingParts>, Partial<typeof asked>, string, RegExp]>([
  [
    "whoever asked has lost the right",
    { rules: rules.slice(1) },
    {},
    "not-allowed",
    /may not have packets captured/,
  ],
  [
    "a rule is for another cluster",
    { rules: rules.map((rule) => ({ ...rule, clusters: ["prod-2"] })) },
    {},
    "not-allowed",
    /may not have packets captured/,
  ],
  ["a worker has no rules", { rules: [] }, {}, "not-allowed", /NETDIAG_ACCESS_FILE/],
  [
    "it is another cluster's",
    { cluster: "prod-2" },
    {},
    "another-cluster",
    /for cluster prod-1, and this is prod-2/,
  ],
  [
    "nobody took it for ten minutes",
    { now: () => 600_001 },
    {},
    "late",
    /waited for a worker for 10 minutes/,
  ],
  [
    "a packet would go where none goes",
    {},
    { question: { ...asked.question, to: { type: "ip", ip: "169.254.169.254" } } },
    "never-probed",
    /169\.254\.169\.254/,
  ],
  [
    "it cannot be written down",
    {
      audit: {
        write: () => {
          throw new NotAudited("ENOSPC", "/var/log/audit.jsonl");
        },
      },
    },
    {},
    "not-audited",
    /cannot write down/,
  ],
])("nothing is captured when %s", async (_when, some, more, why, sentence) => {
  const it = scene(some);
  await workOnCapture({ ...asked, ...more }, it.parts, never);
  expect(it.runs).toBe(0);
  expect(it.told).toMatchObject([{ end: { kind: "none", why } }]);
  expect(sentenceOf(it)).toMatch(sentence);
  expect(await it.ledger.get(begunKey(asked.id))).toBeUndefined();
});

test("stopped while it watches, what was seen until then is told, and by whom it was stopped", async () => {
  const stop = new AbortController();
  const it = scene({
    capture: () => {
      stop.abort(new Interrupted("stopped", "stopped by U0SAM", "U0SAM"));
      return Promise.resolve({ ...captured, traffic: { ...traffic, ended: "stopped" } });
    },
  });
  await workOnCapture(asked, it.parts, { ...never, stop: stop.signal });
  expect(it.told).toMatchObject([
    { end: { kind: "captured", stoppedBy: "U0SAM", traffic: { ended: "stopped" } } },
  ]);
});

test("stopped before, nothing is captured; a worker that goes away leaves it to another one", async () => {
  const it = scene();
  await expect(workOnCapture(asked, it.parts, stopped("shutdown"))).rejects.toThrow(NotNow);
  expect(it.told).toEqual([]);
  await workOnCapture(asked, it.parts, stopped("stopped"));
  expect(it.told).toMatchObject([{ end: { kind: "none", why: "stopped" } }]);
  expect(it.runs).toBe(0);
});

const nothing: CapturedTraffic = {
  ...traffic,
  nodes: traffic.nodes.map((each) => ({ ...each, packets: 0 })),
  places: [],
  talks: [],
};
test.each<[string, Partial<CapturingParts>, string]>([
  [
    "no packet was seen",
    { capture: () => Promise.resolve({ ...captured, traffic: nothing }) },
    "nothing-in-it",
  ],
  ["the bot serves no files", { url: undefined }, "not-served"],
  ["it is too large", { files: { ...scene().parts.files, keep: () => Promise.resolve(false) } }, "too-large"],
  [
    "Redis takes nothing",
    { files: { ...scene().parts.files, keep: () => Promise.reject(new Error("OOM")) } },
    "not-kept",
  ],
])("the summary is told without a file when %s", async (_when, some, kind) => {
  const it = scene(some);
  await workOnCapture(asked, it.parts, never);
  expect(it.told).toMatchObject([{ end: { kind: "captured", file: { kind } }, link: undefined }]);
});

test("what goes wrong in the middle is told in a sentence, once, and so is what was tried too often", async () => {
  const it = scene({ capture: () => Promise.reject(new Error("there is no node node9")) });
  await workOnCapture(asked, it.parts, never);
  await giveUpOnCapture(asked, it.parts);
  expect(it.told).toMatchObject([
    { end: { why: "failed", sentence: "Error: there is no node node9" } },
    { end: { why: "failed", sentence: "Error: there is no node node9" } },
  ]);
});
