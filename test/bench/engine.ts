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
import type { Pod } from "../../src/model/kubernetes.ts";
import { seeded, type Random } from "./random.ts";
import { timed, timedEach } from "./timed.ts";

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

function randomFlow(pods: readonly Pod[], random: Random): PolicyFlow {
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

function randomFlows({ inventory }: PolicyModel, count: number): PolicyFlow[] {
  const pods = [...inventory.pods.values()];
  const random = seeded(7);
  return Array.from({ length: count }, () => randomFlow(pods, random));
}

const mebibytes = (): number => process.memoryUsage().rss / 2 ** 20;

/** Each flow is asked so often: what it costs at its best is its own, what one time costs more is the process's. */
const rounds = 5;

const subjects: Readonly<Record<string, (objects: readonly KubernetesObject[]) => object | Promise<object>>> =
  {
    async explain(objects) {
      const load = timed(() => compile(objects));
      const model = load.result;
      const runs = randomFlows(model, 2000).map((flow) => () => explain(model, flow));
      const [first] = await timedEach(runs.slice(0, 1));
      const explained = await timedEach(runs);
      const held = mebibytes();
      const best = explained.map(({ ms }) => ms);
      for (let round = 1; round < rounds; round++)
        for (const [place, run] of runs.entries())
          best[place] = Math.min(best[place] ?? Infinity, timed(run).ms);
      return { load: load.ms, first: first?.ms, explained, best, mebibytes: held };
    },
    suggest(objects) {
      const model = compile(objects);
      const denied = randomFlows(model, 1000)
        .filter((flow) => explain(model, flow).verdict === "deny")
        .slice(0, 20);
      return {
        suggested: denied.map((flow) => timed(() => suggest(model, flow)).ms),
        mebibytes: mebibytes(),
      };
    },
    matrix(objects) {
      const model = compile(objects);
      return { whole: timed(() => matrix(model)).ms, mebibytes: mebibytes() };
    },
    diff(objects) {
      // What somebody who tidies up might do: a namespace loses its first policy.
      const lost = objects.findIndex(({ kind }) => kind.endsWith("Policy"));
      const [before, after] = [compile(objects), compile(objects.toSpliced(lost, 1))];
      return { whole: timed(() => diff(before, after)).ms, mebibytes: mebibytes() };
    },
  };

const [subject = "", file = ""] = process.argv.slice(2);
const measure = subjects[subject];
if (!measure) throw new Error(`one of ${Object.keys(subjects).join(", ")}, and a file`);
process.stdout.write(JSON.stringify(await measure(await readObjects(file))));
