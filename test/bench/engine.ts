/**
 * Runs as a process of its own, compiled, as `netdiag/policy` in somebody's program: `engine.js <subject> <file>`, the file
 * with one object of JSON a line. Prints its figures as JSON: milliseconds, and mebibytes held at the end.
 */
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import {
  compile,
  diff,
  explain,
  matrix,
  suggest,
  type KubernetesObject,
  type PolicyFlow,
  type PolicyModel,
} from "../../src/policy/index.ts";
import { seeded, type Random } from "./random.ts";

const isObject = (value: unknown): value is KubernetesObject =>
  typeof value === "object" && value !== null && "kind" in value && "metadata" in value;

async function readObjects(file: string): Promise<KubernetesObject[]> {
  const objects: KubernetesObject[] = [];
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const value: unknown = JSON.parse(line);
    if (isObject(value)) objects.push(value);
  }
  return objects;
}

function timed<Result>(run: () => Result): { readonly ms: number; readonly result: Result } {
  const start = performance.now();
  const result = run();
  return { ms: performance.now() - start, result };
}

function randomFlow(model: PolicyModel, random: Random): PolicyFlow {
  const pods = [...model.inventory.pods.values()];
  const [from, to] = [pods[random.below(pods.length)], pods[random.below(pods.length)]];
  if (!from || !to) throw new Error("a cluster without pods");
  const ports = to.spec.containers.flatMap((container) => container.ports ?? []);
  const port = ports[random.below(ports.length)];
  return {
    from: { pod: from },
    to: { pod: to },
    protocol: port?.protocol === "UDP" ? "UDP" : "TCP",
    port: port?.containerPort ?? 8080,
  };
}

const mebibytes = (): number => process.memoryUsage().rss / 2 ** 20;

const subjects: Readonly<Record<string, (objects: readonly KubernetesObject[]) => object>> = {
  explain(objects) {
    const load = timed(() => compile(objects));
    const model = load.result;
    const random = seeded(7);
    const flows = Array.from({ length: 2000 }, () => randomFlow(model, random));
    const first = timed(() => explain(model, flows[0] ?? randomFlow(model, random))).ms;
    const explained = flows.map((flow) => timed(() => explain(model, flow)).ms);
    return { load: load.ms, first, explained, mebibytes: mebibytes() };
  },
  suggest(objects) {
    const model = compile(objects);
    const random = seeded(7);
    const denied = Array.from({ length: 1000 }, () => randomFlow(model, random))
      .filter((flow) => explain(model, flow).verdict === "deny")
      .slice(0, 20);
    return { suggested: denied.map((flow) => timed(() => suggest(model, flow)).ms), mebibytes: mebibytes() };
  },
  matrix(objects) {
    const model = compile(objects);
    return { whole: timed(() => matrix(model)).ms, mebibytes: mebibytes() };
  },
  diff(objects) {
    // What somebody who tidies up might do: a namespace loses its first policy.
    const lost = objects.findIndex(({ kind }) => kind === "NetworkPolicy");
    const [before, after] = [compile(objects), compile(objects.toSpliced(lost, 1))];
    return { whole: timed(() => diff(before, after)).ms, mebibytes: mebibytes() };
  },
};

const [subject = "", file = ""] = process.argv.slice(2);
const measure = subjects[subject];
if (!measure) throw new Error(`one of ${Object.keys(subjects).join(", ")}, and a file`);
process.stdout.write(JSON.stringify(measure(await readObjects(file))));
