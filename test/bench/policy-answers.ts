/** What answers from policies alone cost in a big cluster: inside a program that holds it, and cold from its manifests. */
import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import type { KubernetesObject } from "../../src/policy/index.ts";
import { allObjects, bigSize, makeCluster, type BigCluster, type ClusterSize } from "./big-cluster.ts";
import { writeJsonList, writeList, writeNamespaceFiles } from "./big-files.ts";
import { short, spread } from "./figures.ts";

const run = promisify(execFile);
const root = join(import.meta.dirname, "..", "..");
const built = join(root, ".netdiag", "bench");

/** A tenth of the pods and the namespaces, as many policies for each of them. */
const smallSize: ClusterSize = { pods: 1_000, namespaces: 50, policies: 500 };

/** Nobody waits longer for a figure. */
const patienceMs = 300_000;

type Print = (line: string) => void;

const Figures = z.object({
  load: z.number().optional(),
  first: z.number().optional(),
  explained: z.array(z.number()).optional(),
  suggested: z.array(z.number()).optional(),
  whole: z.number().optional(),
  mebibytes: z.number(),
});
type Figures = z.infer<typeof Figures>;

async function engine(subject: string, file: string): Promise<Figures> {
  const program = join(built, "test", "bench", "engine.js");
  const { stdout } = await run(process.execPath, [program, subject, file], {
    maxBuffer: 2 ** 24,
    timeout: patienceMs,
  });
  return Figures.parse(JSON.parse(stdout));
}

const row = (...[what, ...cells]: readonly string[]): string =>
  [(what ?? "").padEnd(44), ...cells.map((cell) => cell.padStart(24))].join("");

const sizeText = ({ pods, namespaces, policies }: ClusterSize): string =>
  `${pods.toLocaleString("en")} pods, ${namespaces} namespaces, ${policies.toLocaleString("en")} policies`;

async function inProgram(size: ClusterSize, file: string, print: Print): Promise<void> {
  const { load = 0, first = 0, explained = [], mebibytes } = await engine("explain", file);
  const { suggested = [] } = await engine("suggest", file);
  print(
    row(sizeText(size), short(load), short(first), spread(explained), spread(suggested), short(mebibytes)),
  );
}

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

async function fromManifests(folder: string, cluster: BigCluster, runs: number, print: Print): Promise<void> {
  const forms = [
    ["a file per namespace", join(folder, "namespaces"), writeNamespaceFiles],
    ["kubectl get -o yaml", join(folder, "list.yaml"), writeList],
    ["kubectl get -o json", join(folder, "list.json"), writeJsonList],
  ] as const;
  for (const [, path, write] of forms) await write(path, cluster);
  const heads = await Promise.all(forms.map(async ([form, path]) => `${form}, ${await megabytes(path)}`));
  print(
    `One process per question, from that cluster's manifests (${heads.join("; ")}); milliseconds as median (worst)\n`,
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

/** Compiles the sources first: processes are measured as they are installed. Needs no root. */
export async function policyAnswers(runs: number, print: Print): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "netdiag-bench-"));
  try {
    await rm(built, { recursive: true, force: true });
    await run(join(root, "node_modules", ".bin", "tsc"), [
      "-p",
      join(import.meta.dirname, "tsconfig.program.json"),
    ]);
    const clusters = [smallSize, bigSize].map((size) => ({ size, cluster: makeCluster(size) }));
    print(
      `netdiag/policy in a program of its own; milliseconds, of 2,000 flows and of 20 denied ones as median (worst)\n`,
    );
    print(row("", "load", "first explained", "explained", "fix suggested", "MiB held"));
    for (const [place, { size, cluster }] of clusters.entries()) {
      const file = join(folder, `${place}.ndjson`);
      await writeFile(
        file,
        allObjects(cluster)
          .map((object) => JSON.stringify(object))
          .join("\n"),
      );
      await inProgram(size, file, print);
    }
    print("");
    const [, big] = clusters;
    if (big) await fromManifests(folder, big.cluster, runs, print);
    print("\nEvery pair of that cluster; milliseconds\n");
    print(row("", "time", "MiB held"));
    for (const subject of ["matrix", "diff"]) {
      const found = await engine(subject, join(folder, "1.ndjson")).catch((error: unknown) =>
        z.looseObject({ killed: z.literal(true) }).safeParse(error).success ? "none in 5 minutes" : "failed",
      );
      print(
        typeof found === "string"
          ? row(subject, found, "")
          : row(subject, short(found.whole ?? 0), short(found.mebibytes)),
      );
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}
