/** Whatever stands in a cluster and whatever its nodes answer: a question ends with an answer or a reason. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { kinds } from "../../src/adapters/kubernetes/kinds.ts";
import { Unreadable } from "../../src/adapters/kubernetes/unreadable.ts";
import { diagnose } from "../../src/diagnose.ts";
import type { CommandOutput } from "../../src/model/evidence.ts";
import { PolicyObject } from "../../src/model/kubernetes.ts";
import { CouldNotRead, type Clock, type Kind, type NodeShell, type PlacedCommand } from "../../src/ports.ts";
import { parseQuestion } from "../../src/question/index.ts";
import { renderTerminal } from "../../src/report/terminal.ts";
import { AskBack, NotFound } from "../../src/resolve/unresolved.ts";
import { memoryCluster } from "../resolve/memory-cluster.ts";
import { mutatedObject } from "./objects.ts";
import { mutatedOutput, patienceMs, recordedObjects, recordedOutputs, runs, tries } from "./recordings.ts";

const words = [
  "ingress-nginx to test/productpage:9080",
  "demo/client to test/productpage:9080",
  "deploy/client to test/details",
  "demo/client to default/kubernetes:443",
  "demo/client to 10.96.62.106:9080",
  "demo/client to 172.30.0.12:30080",
  "demo/client to kube-dns:53/udp",
  "demo/client to example.com:443",
  "shop/web to shop/client:8080",
  "node/node1 to node/node3:30080",
  "node/node2 to test/productpage",
];

const objects = recordedObjects();
const outputs = recordedOutputs(runs.filter((_, at) => at % 8 === 0).map(({ read }) => read()));

/** Calico has a NetworkPolicy of its own. */
function kindOf({ apiVersion, kind }: Readonly<Record<string, unknown>>): Kind | undefined {
  const name = typeof kind === "string" ? kind : "";
  const own = String(apiVersion).includes("projectcalico.org") ? `${name}.projectcalico.org` : name;
  const isKind = (text: string): text is Kind => text in kinds;
  return isKind(own) ? own : isKind(name) ? name : undefined;
}

/** Read as the adapter reads them: what does not read is left out. */
function clusterOf(changed: ReadonlyMap<number, unknown>) {
  const door = new Unreadable();
  const read: Record<string, unknown[]> = {};
  for (const [at, object] of objects.entries()) {
    const kind = kindOf(object);
    const raw = changed.has(at) ? changed.get(at) : object;
    const info = kind ? kinds[kind] : { ...kinds.Tier, kind: "unheard-of", schema: PolicyObject };
    const found = door.read<unknown>(info, String(object["apiVersion"]), raw);
    if (kind && "object" in found) (read[kind] ??= []).push(found.object);
  }
  return memoryCluster(read);
}

const nothing: Omit<CommandOutput, "argv"> = {
  stdout: "",
  stderr: "not found",
  exitCode: 127,
  timedOut: false,
  truncated: false,
  durationMs: 1,
};

/** Nodes that answer each look with what some node once answered it, now and then changed. */
function nodesThatSay(draw: <Value>(from: fc.Arbitrary<Value>) => Value): NodeShell {
  const answer = ({ command: { argv }, ...placed }: PlacedCommand): CommandOutput => {
    const known = ("probe" in placed ? outputs.get(String(placed.probe)) : undefined) ?? [];
    if (known.length === 0) return { ...nothing, argv: [...argv] };
    const output = draw(fc.constantFrom(...known));
    return draw(fc.nat(9)) < 2 ? draw(mutatedOutput(output)) : output;
  };
  return {
    open: (node) =>
      Promise.resolve({
        node,
        spent: { execs: 1, roundTrips: 1, bytes: 1 },
        run: (batch) => Promise.resolve(batch.map(answer)),
        openWindow: ({ captures, counters }) =>
          Promise.resolve({
            ended: () => Promise.resolve("none"),
            close: () => Promise.resolve({ captures: captures.map(answer), counters: counters.map(answer) }),
          }),
        close: () => Promise.resolve(),
      }),
  };
}

const clock: Clock = { now: () => new Date(0), elapsed: () => 0 };

test("a question ends with an answer, a question back, or a reason", { timeout: patienceMs }, async () => {
  const changes = fc.array(
    fc
      .nat(objects.length - 1)
      .chain((at) => mutatedObject(fc.constant(objects[at])).map((object) => [at, object] as const)),
    { maxLength: 25 },
  );
  let [asked, answered] = [0, 0];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...words), changes, fc.gen(), async (text, changed, draw) => {
      asked += 1;
      const parsed = parseQuestion(text);
      if (!("question" in parsed)) throw new Error(`not a question: ${text}`);
      const doors = {
        cluster: clusterOf(new Map(changed)),
        nodes: nodesThatSay((from) => draw(() => from)),
        clock,
      };
      try {
        const { report } = await diagnose(parsed.question, doors);
        renderTerminal(report, { colour: false });
        answered += report.flows.length > 0 ? 1 : 0;
        expect(report.notChecked.filter(({ reason }) => reason.includes("netdiag could not"))).toEqual([]);
      } catch (error) {
        if ([AskBack, NotFound, CouldNotRead].some((typed) => error instanceof typed)) return;
        throw error;
      }
    }),
    { numRuns: tries(40) },
  );
  // It would hold of questions that nobody answers, as well.
  expect(answered).toBeGreaterThan(asked / 3);
});
