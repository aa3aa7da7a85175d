/** What answers from policies alone cost in a big cluster: inside a program that holds it, and cold from its manifests. */
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import type { KubernetesObject } from "../../src/policy/index.ts";
import { bundle } from "../../scripts/bundle.ts";
import { allObjects, bigSize, makeCluster, type BigCluster, type ClusterSize } from "./big-cluster.ts";
import { writeJsonList, writeList, writeNamespaceFiles } from "./big-files.ts";
import { median, quantile, short, spread } from "./figures.ts";

const run = promisify(execFile);
const root = join(import.meta.dirname, "..", "..");
const built = join(root, ".netdiag", "bench");

/** A tenth of the pods and the namespaces, as many policies for each of them. */
const smallSize: ClusterSize = { pods: 1_000, namespaces: 50, policies: 500 };

const sizes: readonly ClusterSize[] = [
  smallSize,
  bigSize,
  { ...smallSize, mixed: true },
  { ...bigSize, mixed: true },
];

/** What one explanation may take. */
const mostMs = 5;

/** Nobody waits longer for a figure. */
const patienceMs = 300_000;

type Print = (line: string) => void;

const Figures = z.object({
  load: z.number().optional(),
  first: z.number().optional(),
  explained: z.array(z.object({ ms: z.number(), processor: z.number(), collecting: z.number() })).optional(),
  /** Of each flow, the quickest time. */
  best: z.array(z.number()).optional(),
  suggested: z.array(z.number()).optional(),
  whole: z.number().optional(),
  mebibytes: z.number(),
});
type Figures = z.infer<typeof Figures>;

/** @param flags for Node. */
async function engine(subject: string, file: string, flags: readonly string[] = []): Promise<Figures> {
  const program = join(built, "test", "bench", "engine.js");
  const { stdout } = await run(process.execPath, [...flags, program, subject, file], {
    maxBuffer: 2 ** 24,
    timeout: patienceMs,
  });
  return Figures.parse(JSON.parse(stdout));
}

const row = (...[what, ...cells]: readonly string[]): string =>
  [(what ?? "").padEnd(46), ...cells.map((cell) => cell.padStart(cells.length > 5 ? 14 : 24))].join("");

const sizeText = ({ pods, namespaces, policies, mixed }: ClusterSize): string =>
  `${pods.toLocaleString("en")} pods, ${namespaces} namespaces, ${policies.toLocaleString("en")} ${mixed ? "mixed" : "policies"}`;

interface Measured {
  readonly size: ClusterSize;
  readonly cluster: BigCluster;
  /** One object of JSON a line. */
  readonly file: string;
}

async function inProgram(clusters: readonly Measured[], print: Print): Promise<void> {
  print(
    "netdiag/policy in a program of its own; milliseconds, of 20 denied flows as median (worst). Policies are Kubernetes'\nNetworkPolicies, or mixed: of every API\n",
  );
  print(row("", "load", "first explained", "fix suggested", "MiB held"));
  const asked: { readonly size: ClusterSize; readonly figures: Figures; readonly plain: Figures }[] = [];
  for (const { size, file } of clusters) {
    const figures = await engine("explain", file);
    const { suggested = [] } = await engine("suggest", file);
    // Warming up, V8 compiles what runs often, which the flow at hand waits for.
    asked.push({ size, figures, plain: await engine("explain", file, ["--no-opt"]) });
    const { load = 0, first = 0, mebibytes } = figures;
    print(row(sizeText(size), short(load), short(first), spread(suggested), short(mebibytes)));
  }
  print(
    "\nThen 2,000 flows explained, each once; milliseconds. Of the slowest, how long garbage was collected and what processors\nworked (V8's helpers included; the rest is waiting for one). Then the flow that costs most, at its best of five times, and the\nslowest where V8 may not stop to optimise code\n",
  );
  print(
    row(
      "",
      "median",
      "99 in 100",
      "slowest",
      "collecting",
      "processors",
      "over 5 ms",
      "dearest flow",
      "unoptimised",
    ),
  );
  for (const { size, figures, plain } of asked) {
    const { explained = [], best = [] } = figures;
    const times = explained.map(({ ms }) => ms);
    const slowest = explained.reduce((worst, one) => (one.ms > worst.ms ? one : worst));
    const { ms, collecting, processor } = slowest;
    const parts = [median(times), quantile(times, 0.99), ms, collecting, processor].map(short);
    const over = times.filter((time) => time > mostMs).length;
    const unoptimised = Math.max(...(plain.explained ?? []).map((one) => one.ms));
    print(row(sizeText(size), ...parts, String(over), short(Math.max(...best)), short(unoptimised)));
  }
}

const isBig = ({ size }: Measured): boolean => size.pods === bigSize.pods;

const ofMetadata = z.looseObject({
  name: z.string(),
  namespace: z.string(),
  labels: z.record(z.string(), z.string()),
});

/** Questions as people type them, about pods of this cluster. */
function questions({ pods, services }: BigCluster): readonly (readonly [string, string])[] {
  const metadataOf = (object: KubernetesObject | undefined) => ofMetadata.parse(object?.metadata);
  const [pod, other] = [metadataOf(pods[1_234]), metadataOf(pods[pods.length >> 1])];
  const service = metadataOf(services[services.length >> 1]);
  const address = z.looseObject({ podIP: z.string() }).parse(pods[pods.length - 5]?.["status"]).podIP;
  const app = ({ namespace, labels }: z.infer<typeof ofMetadata>): string =>
    `${namespace}/${labels["app"] ?? labels["app.kubernetes.io/name"] ?? ""}`;
  return [
    ["namespaces and names", `${app(pod)} to ${app(other)}:8080`],
    ["a Service", `${app(pod)} to svc/${service.namespace}/${service.name}:80`],
    ["a pod's name alone, and an address", `${pod.name} to ${address}:8080`],
  ];
}

async function cold(words: readonly string[]): Promise<number> {
  const start = performance.now();
  // The exit code is the verdict.
  await run(process.execPath, [join(built, "src", "cli.js"), "policy", ...words], {
    maxBuffer: 2 ** 30,
  }).catch((error: unknown) => {
    const ended = z.looseObject({ code: z.number(), stderr: z.string() }).parse(error);
    if (ended.code > 2) throw new Error(ended.stderr);
  });
  return performance.now() - start;
}

async function megabytes(path: string): Promise<string> {
  const files = (await stat(path)).isDirectory()
    ? (await readdir(path)).map((name) => join(path, name))
    : [path];
  const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
  return `${Math.round(sizes.reduce((sum, size) => sum + size, 0) / 1e6)} MB`;
}

async function fromManifests(
  folder: string,
  { size, cluster }: Measured,
  runs: number,
  print: Print,
): Promise<void> {
  await mkdir(folder);
  const forms = [
    ["a file per namespace", join(folder, "namespaces"), writeNamespaceFiles],
    ["kubectl get -o yaml", join(folder, "list.yaml"), writeList],
    ["kubectl get -o json", join(folder, "list.json"), writeJsonList],
  ] as const;
  for (const [, path, write] of forms) await write(path, cluster);
  const heads = await Promise.all(forms.map(async ([form, path]) => `${form}, ${await megabytes(path)}`));
  print(
    `One process per question, from the manifests of ${sizeText(size)} (${heads.join("; ")}); milliseconds as median (worst)\n`,
  );
  print(row("", ...forms.map(([form]) => form)));
  for (const [what, words] of questions(cluster)) {
    const cells: string[] = [];
    for (const [, path] of forms) {
      const times: number[] = [];
      for (let count = 0; count < runs; count++)
        times.push(await cold([...words.split(" "), "--no-fix", "--from", path]));
      cells.push(spread(times));
    }
    print(row(what, ...cells));
  }
}

const Lists = z.array(
  z.object({
    list: z.string(),
    load: z.number(),
    explain: z.number(),
    suggest: z.number(),
    matrix: z.number(),
    diff: z.number(),
  }),
);

async function longLists(print: Print): Promise<void> {
  const program = join(built, "test", "bench", "lists.js");
  const { stdout } = await run(process.execPath, [program], { maxBuffer: 2 ** 24, timeout: patienceMs });
  print("\nLong lists in five objects; milliseconds of processor, the best of three\n");
  print(listRow("", "load", "explain", "suggest", "matrix", "diff"));
  for (const { list, load, explain, suggest, matrix, diff } of Lists.parse(JSON.parse(stdout)))
    print(listRow(list, ...[load, explain, suggest, matrix, diff].map(short)));
}

const listRow = (what: string, ...cells: readonly string[]): string =>
  [what.padEnd(50), ...cells.map((cell) => cell.padStart(9))].join("");

/** Bundles the sources first: processes are measured as they are installed. Needs no root. */
export async function policyAnswers(runs: number, print: Print): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "netdiag-bench-"));
  try {
    await rm(built, { recursive: true, force: true });
    await bundle(["src/cli.ts", "test/bench/engine.ts", "test/bench/lists.ts"], { base: ".", into: built });
    const clusters: Measured[] = [];
    for (const [place, size] of sizes.entries()) {
      const cluster = makeCluster(size);
      const file = join(folder, `${place}.ndjson`);
      await writeFile(
        file,
        allObjects(cluster)
          .map((object) => JSON.stringify(object))
          .join("\n"),
      );
      clusters.push({ size, cluster, file });
    }
    await inProgram(clusters, print);
    for (const one of clusters.filter(isBig)) {
      print("");
      await fromManifests(join(folder, sizeText(one.size)), one, runs, print);
    }
    print("\nEvery pair; milliseconds (MiB held)\n");
    print(row("", "matrix", "diff"));
    for (const { size, file } of clusters.filter(isBig)) {
      const cells: string[] = [];
      for (const subject of ["matrix", "diff"])
        cells.push(
          await engine(subject, file).then(
            ({ whole = 0, mebibytes }) => `${short(whole)} (${short(mebibytes)})`,
            (error: unknown) =>
              z.looseObject({ killed: z.literal(true) }).safeParse(error).success
                ? "none in 5 minutes"
                : "failed",
          ),
        );
      print(row(sizeText(size), ...cells));
    }
    await longLists(print);
  } finally {
    await rm(folder, { recursive: true });
  }
}
