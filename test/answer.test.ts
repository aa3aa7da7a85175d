import { expect, test } from "vitest";
import { answer, type Answering, type Asking } from "../src/answer.ts";
import type { Bundle } from "../src/model/bundle.ts";
import type { Report } from "../src/model/report.ts";
import { CouldNotRead, Interrupted, type Ending } from "../src/ports.ts";
import { AskBack, NotFound } from "../src/resolve/unresolved.ts";
import { emptySnapshot } from "./empty-snapshot.ts";

const question = {
  text: "ingress-nginx -> productpage",
  from: { type: "object" as const, name: "ingress-nginx" },
  to: { type: "object" as const, name: "productpage" },
};
const timings = { firstAnswerMs: 1, totalMs: 2, nodes: [] };
const report: Report = {
  version: 1,
  question,
  verdict: "reachable",
  headline: "ingress-nginx reaches productpage.",
  also: [],
  flows: [],
  endpoints: { answered: 2, probed: 2, total: 2 },
  notes: [],
  notChecked: [],
  timings,
};
const bundle: Bundle = {
  version: 1,
  recordedAt: "2026-11-23T14:02:00.000Z",
  question,
  flows: [],
  totalEndpoints: 2,
  snapshot: emptySnapshot,
  evidence: [],
  timings,
};

/** Runs one job and returns what the thread saw, what was kept, and how the job ended. */
async function run(change: {
  readonly diagnose?: Answering["diagnose"];
  readonly store?: Partial<Answering["store"]>;
  readonly job?: Partial<Asking>;
}) {
  const said: string[] = [];
  const kept: string[] = [];
  const trouble: string[] = [];
  const job: Asking = {
    id: "nd-1",
    question,
    signal: new AbortController().signal,
    ...change.job,
  };
  const ended = await answer(job, {
    diagnose: change.diagnose ?? (() => Promise.resolve({ report, bundle })),
    onProgress: ({ stage }) => said.push(`progress: ${stage}`),
    store: {
      save: (id) => {
        kept.push(id);
        return Promise.resolve();
      },
      ...change.store,
    },
    onTrouble: (what) => trouble.push(what),
  }).then(
    (ending) => {
      said.push(inWords(ending));
      return "answered";
    },
    (error: unknown) => String(error),
  );
  return { said, kept, trouble, ended };
}

function inWords(ending: Ending): string {
  switch (ending.kind) {
    case "verdict":
      return `verdict: ${ending.report.headline}`;
    case "failed":
      return `failed: ${ending.sentence}`;
    case "ask-back":
      return `ask back: ${ending.sentence} ${ending.candidates.map(({ label }) => label).join()}`;
  }
}

const failing = (error: Error): { diagnose: Answering["diagnose"] } => ({
  diagnose: () => Promise.reject(error),
});

function aborted(reason: Interrupted): AbortSignal {
  const controller = new AbortController();
  controller.abort(reason);
  return controller.signal;
}

test("progress, then the verdict, with the evidence kept", async () => {
  const { said, kept, ended } = await run({
    diagnose: (_question, { onProgress }) => {
      onProgress({ stage: "resolving" });
      return Promise.resolve({ report, bundle });
    },
  });
  expect(said).toEqual(["progress: resolving", "verdict: ingress-nginx reaches productpage."]);
  expect(kept).toEqual(["nd-1"]);
  expect(ended).toBe("answered");
});

test("several things fit: the asker is asked back and the job is done", async () => {
  const error = new AskBack("I found two things called productpage:", [
    { label: "Service test/productpage", question },
    { label: "Deployment test/productpage", question },
  ]);
  const { said, ended } = await run(failing(error));
  expect(said).toEqual([
    "ask back: I found two things called productpage: Service test/productpage,Deployment test/productpage",
  ]);
  expect(ended).toBe("answered");
});

test("nothing fits: the asker hears what looks alike and the job is done", async () => {
  const { said, ended } = await run(
    failing(new NotFound("I don't know prodcutpage.", ["productpage (test)"])),
  );
  expect(said).toEqual(["failed: I don't know prodcutpage. Did you mean productpage (test)?"]);
  expect(ended).toBe("answered");
});

test("the API refuses: the thread hears why and what to do, and the job is done", async () => {
  const error = new CouldNotRead(
    "forbidden",
    "not allowed to list pods",
    "add a rule to ClusterRole netdiag-reader",
  );
  const { said, ended } = await run(failing(error));
  expect(said).toEqual([
    "failed: I could not look: not allowed to list pods. Next: add a rule to ClusterRole netdiag-reader",
  ]);
  expect(ended).toBe("answered");
});

test("our own bug: the thread hears the id, not the stack, and the log all of it", async () => {
  const { said, trouble } = await run(failing(new TypeError("undefined is not a node")));
  expect(said).toHaveLength(1);
  expect(said[0]).toMatch(/^failed: netdiag itself failed, id nd-1\./);
  expect(said[0]).not.toContain("undefined");
  expect(trouble).toEqual(["a diagnosis ended without a verdict"]);
});

test("too late: the thread is told", async () => {
  const late = await run({
    ...failing(new Error("aborted")),
    job: { signal: aborted(new Interrupted("deadline", "took longer than 60000 ms")) },
  });
  expect(late.said[0]).toMatch(/No verdict in time/);
});

test("a verdict that was ready in spite of the deadline is told", async () => {
  const { said } = await run({ job: { signal: aborted(new Interrupted("deadline", "took too long")) } });
  expect(said).toEqual(["verdict: ingress-nginx reaches productpage."]);
});

test.each(["shutdown", "lost", "stopped"] as const)(
  "%s: silence, for another answers or nobody waits",
  async (kind) => {
    const { said, ended } = await run({
      ...failing(new Error("aborted")),
      job: { signal: aborted(new Interrupted(kind, "gone")) },
    });
    expect(said).toEqual([]);
    expect(ended).toMatch(/^Interrupted/);
  },
);

test("evidence that cannot be kept does not keep the verdict back", async () => {
  const { said, trouble } = await run({ store: { save: () => Promise.reject(new Error("Redis is gone")) } });
  expect(said).toEqual(["verdict: ingress-nginx reaches productpage."]);
  expect(trouble).toEqual(["evidence was not kept"]);
});
