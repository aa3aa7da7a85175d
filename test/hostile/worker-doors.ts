/** The doors of the worker: what nodes print, the bytes of their sessions, what the API gives, and runs that are judged. */
import fc from "fast-check";
import { ByteReader, TooMuch } from "../../src/adapters/kubernetes/byte-reader.ts";
import { kinds } from "../../src/adapters/kubernetes/kinds.ts";
import {
  readAnswer,
  readHello,
  SessionGarbled,
  SessionRefused,
} from "../../src/adapters/kubernetes/session-answer.ts";
import { Unreadable as UnreadableObjects } from "../../src/adapters/kubernetes/unreadable.ts";
import { conclude } from "../../src/judge/conclude.ts";
import { judgePolicies } from "../../src/judge/judge-policies.ts";
import { Bundle } from "../../src/model/bundle.ts";
import type { PolicyObject } from "../../src/model/kubernetes.ts";
import { Unreadable } from "../../src/model/probe.ts";
import { catalogue } from "../../src/probes/index.ts";
import { renderJson } from "../../src/report/redact.ts";
import { renderTerminal } from "../../src/report/terminal.ts";
import { mutatedRun, throughTheDoor } from "../mutated/mutated-run.ts";
import { mutatedObject } from "../mutated/objects.ts";
import { mutatedOutput, recordedObjects, recordedOutputs, runs } from "../mutated/recordings.ts";
import type { Door } from "./door.ts";
import { spoiled, spoiledRun } from "./spoiled.ts";
import { hostileJson, hostileText } from "./texts.ts";

const outputs = someOfEach();

/** Of every eighth run, and of the first other one of each probe that printed nothing there. */
function someOfEach(): ReturnType<typeof recordedOutputs> {
  const some = runs.filter((_, at) => at % 8 === 0).map(({ read }) => read());
  const known = recordedOutputs(some);
  const missing = new Set(catalogue.map(({ name }) => name).filter((name) => !known.has(name)));
  for (const [at, { read }] of runs.entries()) {
    if (missing.size === 0) break;
    if (at % 8 === 0) continue;
    const run = read();
    const brings = run.evidence.filter(({ probe, output }) => output && missing.delete(probe));
    if (brings.length > 0) some.push({ ...run, evidence: brings });
  }
  return recordedOutputs(some);
}

/** As often as fits into what a node may say: rules, routes and neighbours of a machine with thousands. */
const mostOfOutput = 500_000;

const printed = fc.constantFrom(...catalogue).chain((probe) => {
  const known = outputs.get(probe.name) ?? [];
  const output = fc.constantFrom(...known).chain((one) =>
    fc.oneof(
      {
        weight: 4,
        arbitrary: hostileText(fc.constant(one.stdout), mostOfOutput).map((stdout) => ({ ...one, stdout })),
      },
      { weight: 4, arbitrary: mutatedOutput(one) },
      {
        weight: 1,
        arbitrary: fc.constant({
          ...one,
          stdout: one.stdout
            .repeat(Math.ceil(mostOfOutput / Math.max(1, one.stdout.length)))
            .slice(0, mostOfOutput),
        }),
      },
    ),
  );
  return output.map((one) => () => {
    try {
      probe.parse(one);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
    }
  });
});

const answer = [
  "n0nce hello 1",
  "n0nce answer 2",
  "r0 0 10 ran",
  "r1 1 20 timed-out",
  "  4 r0.o",
  "  0 r0.e",
  "  2 r1.o",
  "  3 r1.e",
  "  9 total",
  "one\ntwerrn0nce end",
  "",
].join("\n");

const session = fc
  .tuple(
    hostileText(fc.constant(answer)),
    fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 5 }),
  )
  .map(([text, sizes]) => async () => {
    const reader = new ByteReader();
    const reading = readHello(reader, "n0nce").then(() => readAnswer(reader, "n0nce", [4096, 4096]));
    const bytes = Buffer.from(text);
    for (let at = 0, turn = 0; at < bytes.length; turn++) {
      const size = sizes[turn % sizes.length] ?? 1;
      reader.push(bytes.subarray(at, at + size));
      at += size;
    }
    const ended = new Error("ended");
    reader.fail(ended);
    await reading.catch((error: unknown) => {
      if (error !== ended && ![SessionGarbled, SessionRefused, TooMuch].some((one) => error instanceof one))
        throw error;
    });
  });

const recorded = recordedObjects();
const objects = fc.oneof(
  mutatedObject(fc.constantFrom(...recorded)),
  spoiled(fc.constantFrom(...recorded), fc.oneof(hostileJson, hostileText(fc.constant("web")))),
);

const fromTheApi = fc.array(objects, { minLength: 1, maxLength: 4 }).map((raw) => () => {
  const door = new UnreadableObjects();
  const policies = raw.flatMap((one): PolicyObject[] => {
    const read = door.read(kinds.NetworkPolicy, "networking.k8s.io/v1", one);
    for (const kind of ["Pod", "Service", "EndpointSlice", "Node", "Deployment"] as const)
      door.read<unknown>(kinds[kind], "v1", one);
    return "object" in read ? [read.object] : [];
  });
  const bundle = small();
  judgePolicies(bundle.flows, { ...bundle.snapshot, policies });
});

let smallOne: Bundle | undefined;
function small(): Bundle {
  const run = runs.find(({ name }) => name.startsWith("nd410")) ?? runs[0];
  return (smallOne ??= Bundle.parse(run?.read()));
}

const judged = fc
  .oneof(
    fc.constantFrom(...runs).chain(({ read }) => mutatedRun(read())),
    fc.constantFrom(...runs).chain(({ read }) => spoiledRun(read())),
  )
  .map((run) => () => {
    const bundle = throughTheDoor(run);
    const report = conclude(bundle);
    renderTerminal(report, { colour: false });
    renderJson(report);
    const own = report.notChecked.find(({ reason }) => reason.includes("netdiag could not"));
    if (own) throw new Error(own.reason);
  });

export const workerDoors: readonly Door[] = [
  { name: "what commands print on nodes", share: 25, inputs: printed },
  { name: "bytes of a session", share: 6, inputs: session },
  { name: "objects of the API", share: 4, inputs: fromTheApi },
  { name: "runs that are judged", share: 1, inputs: judged },
];
