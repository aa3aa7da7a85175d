/** What `npm install netdiag` brings, as a process in a folder of its own: only packages it depends on are beside it. */
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";

const root = join(import.meta.dirname, "..", "..");

const Bill = z.object({
  metadata: z.object({ component: z.object({ name: z.string(), version: z.string() }) }),
  components: z.array(
    z.object({
      name: z.string(),
      purl: z.string(),
      licenses: z.tuple([z.object({ expression: z.string() })]),
    }),
  ),
});

/** Licences that what ships may be under: none asks for more than its own text and, of its own files, their source. */
const allowedLicences = new Set([
  "0BSD",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "Bitstream-Vera",
  "BlueOak-1.0.0",
  "ISC",
  "MIT",
  "MPL-2.0",
  "Python-2.0",
]);
const run = promisify(execFile);
/** Building and packing takes ten seconds of a processor that may be busy. */
const patienceMs = 240_000;

let folder = "";
let installed = "";
const Manifest = z.looseObject({ version: z.string(), dependencies: z.record(z.string(), z.string()) });
const manifest = Manifest.parse(JSON.parse(await readFile(join(root, "package.json"), "utf8")));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "netdiag-shipped-"));
  await run("npm", ["pack", "--silent", "--pack-destination", folder], { cwd: root });
  const modules = join(folder, "node_modules");
  installed = join(modules, "netdiag");
  await mkdir(installed, { recursive: true });
  const packed = join(folder, `netdiag-${manifest.version}.tgz`);
  await run("tar", ["-xzf", packed, "--strip-components", "1", "-C", installed]);
  for (const name of Object.keys(manifest.dependencies)) {
    await mkdir(dirname(join(modules, name)), { recursive: true });
    await symlink(join(root, "node_modules", name), join(modules, name));
  }
}, patienceMs);
afterAll(async () => {
  await rm(folder, { recursive: true });
});

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly complaints: string;
  /** Of the packages that are bundled, and of others, those whose code was loaded. */
  readonly packages: readonly string[];
}

/** Runs one of its programs with words. */
async function started(program: string, ...words: readonly string[]): Promise<Ended> {
  const coverage = await mkdtemp(join(folder, "coverage-"));
  const env = { PATH: process.env["PATH"], HOME: folder, NODE_V8_COVERAGE: coverage };
  return await new Promise((resolve, reject) => {
    const argv = [join(installed, "dist", `${program}.js`), ...words];
    const child = execFile(process.execPath, argv, { cwd: folder, env }, (_, out, complaints) => {
      packagesLoaded(coverage).then((packages) => {
        resolve({ code: child.exitCode ?? -1, out, complaints, packages });
      }, reject);
    });
  });
}

const Loaded = z.object({ result: z.array(z.object({ url: z.string() })) });
const Sources = z.object({ sources: z.array(z.string()) });

/** What V8 ran: files of packages beside it, and what the maps of its own files say that they were made of. */
async function packagesLoaded(coverage: string): Promise<string[]> {
  const paths: string[] = [];
  for (const file of await readdir(coverage)) {
    const { result } = Loaded.parse(JSON.parse(await readFile(join(coverage, file), "utf8")));
    for (const { url } of result.filter((one) => one.url.startsWith("file:"))) {
      const path = fileURLToPath(url);
      paths.push(...(path.startsWith(installed) ? await sourcesOf(path) : [path]));
    }
  }
  return packagesAmong(paths);
}

async function sourcesOf(path: string): Promise<string[]> {
  return Sources.parse(JSON.parse(await readFile(`${path}.map`, "utf8"))).sources;
}

function packagesAmong(paths: readonly string[]): string[] {
  const names = paths.flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []);
  return [...new Set(names)].sort();
}

const client = ["@kubernetes/client-node", "ws", "node-fetch"];

describe("a command loads what it needs", () => {
  test.each(["--help", "--version", "why --help", "", "bogus"])(
    "`netdiag %s` nothing but what finds the nearest word",
    async (word) => {
      const { packages } = await started("cli", ...word.split(" ").filter(Boolean));
      expect(packages).toEqual(["fastest-levenshtein"]);
    },
    patienceMs,
  );

  test.each(["faults", "probes", "faults ND410", "policy a to b --from DIR", "replay RUN"])(
    "`netdiag %s` no client of Kubernetes, Slack or Redis",
    async (words) => {
      await writeFile(join(folder, "none.yaml"), "");
      await writeFile(join(folder, "run.json"), await recording("healthy"));
      const argv = words.replace("DIR", "none.yaml").replace("RUN", "run.json").split(" ");
      const { packages } = await started("cli", ...argv);
      for (const name of [...client, "@slack/bolt", "@slack/web-api", "bullmq", "ioredis", "pino"])
        expect(packages).not.toContain(name);
    },
    patienceMs,
  );

  test(
    "`netdiag why` a client of Kubernetes, without its models of every kind, and nothing of Slack or Redis",
    async () => {
      const { code, packages } = await started("cli", "why", "a", "to", "b", "--kubeconfig", "none");
      expect(code).not.toBe(0);
      expect(packages).toEqual(expect.arrayContaining(["@kubernetes/client-node", "ws"]));
      for (const name of ["@slack/bolt", "@slack/web-api", "bullmq", "ioredis", "pino", "@resvg/resvg-js"])
        expect(packages).not.toContain(name);
      const files = await readdir(join(installed, "dist", "chunks"));
      const maps = files.filter((name) => name.endsWith(".js"));
      const sources = await Promise.all(maps.map((name) => sourcesOf(join(installed, "dist/chunks", name))));
      expect(sources.flat().filter((path) => path.includes("/gen/models/"))).toEqual([]);
    },
    patienceMs,
  );
});

async function recording(name: string): Promise<Buffer> {
  return gunzipSync(await readFile(join(root, "test/evidence", `${name}.json.gz`)));
}

describe("it works where it is installed", () => {
  test(
    "the command line: its version, its pages, a saved run",
    async () => {
      expect(await started("cli", "--version")).toMatchObject({ code: 0, out: `${manifest.version}\n` });
      const page = await started("cli", "faults", "nd410");
      expect(page).toMatchObject({ code: 0, out: expect.stringMatching(/^# ND410 /) as string });
      await writeFile(join(folder, "run.json"), await recording("healthy"));
      expect(await started("cli", "replay", "run.json")).toMatchObject({ code: 0, complaints: "" });
    },
    patienceMs,
  );

  test.each(["bot", "worker"])(
    "the %s, up to what it lacks: settings",
    async (program) => {
      const { code, complaints } = await started(program);
      expect(complaints).toMatch(
        new RegExp(`^netdiag ${program} cannot start until these settings are right`),
      );
      expect(code).not.toBe(0);
    },
    patienceMs,
  );

  test(
    "the threads of the worker, which judge and draw",
    async () => {
      const program = `
import { readFileSync } from "node:fs";
import { Tinypool } from "tinypool";
const pool = new Tinypool({ filename: "${join(installed, "dist", "judging-thread.js")}", maxThreads: 1 });
const bundle = JSON.parse(readFileSync("run.json", "utf8"));
const report = await pool.run({ bundle, board: new SharedArrayBuffer(1024), leftOut: [] }, { name: "conclude" });
const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>';
const png = await pool.run(svg, { name: "picture" });
process.stdout.write(\`\${report.verdict} \${Buffer.from(png).toString("latin1", 1, 4)}\`);
await pool.destroy();
`;
      await writeFile(join(folder, "threads.mjs"), program);
      await writeFile(join(folder, "run.json"), await recording("healthy"));
      const { stdout } = await run(process.execPath, ["threads.mjs"], { cwd: folder });
      expect(stdout).toBe("reachable PNG");
    },
    patienceMs,
  );

  test(
    "the library, with types that a strict program compiles against",
    async () => {
      const program = `
import { diagnose, type Doors } from "netdiag";
import { explain, type Explanation } from "netdiag/policy";
export const ask = async (doors: Doors): Promise<string> =>
  (await diagnose({ text: "a to b", from: { type: "ip", ip: "10.0.0.1" }, to: { type: "ip", ip: "10.0.0.2" } }, doors))
    .report.verdict;
const pod = (name: string) =>
  ({ apiVersion: "v1", kind: "Pod" as const, metadata: { name, namespace: "shop" }, spec: { containers: [] } });
const [a, b] = [pod("a"), pod("b")];
const answer: Explanation = explain([a, b], { from: { pod: a }, to: { pod: b }, protocol: "TCP", port: 80 });
process.stdout.write(answer.verdict);
`;
      await writeFile(join(folder, "program.mts"), program);
      await symlink(join(root, "node_modules/@types"), join(folder, "node_modules/@types"));
      const tsc = join(root, "node_modules/.bin/tsc");
      const argv = ["--strict", "--module", "nodenext", "--types", "node", "program.mts"];
      const compiled: unknown = await run(tsc, argv, { cwd: folder }).catch((failure: unknown) => failure);
      expect(compiled).toMatchObject({ stdout: "" });
      const { stdout } = await run(process.execPath, ["program.mjs"], { cwd: folder });
      expect(stdout).toBe("allow");
    },
    patienceMs,
  );

  const containedIn = async (): Promise<readonly string[]> => {
    const files = await readdir(join(installed, "dist"), { recursive: true });
    const paths = files.filter((name) => name.endsWith(".js")).map((name) => join(installed, "dist", name));
    return packagesAmong((await Promise.all(paths.map(sourcesOf))).flat());
  };

  test("the licences of what it contains come along", async () => {
    const contained = await containedIn();
    const told = await readFile(join(installed, "dist", "THIRD-PARTY-LICENCES.txt"), "utf8");
    expect(contained).toContain("@kubernetes/client-node");
    for (const name of contained) expect(told).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(`, "m"));
  });

  test("its bill of materials names all that it contains and depends on, each with a licence that is allowed", async () => {
    const text = await readFile(join(installed, "dist", "sbom.cdx.json"), "utf8");
    const { components, metadata } = Bill.parse(JSON.parse(text));
    const named = components.map(({ name }) => name);
    expect(named).toEqual(expect.arrayContaining([...(await containedIn())]));
    expect(named).toEqual(expect.arrayContaining(Object.keys(manifest.dependencies)));
    expect(named).not.toContain("vitest");
    expect(metadata.component).toMatchObject({ name: "netdiag", version: manifest.version });
    const odd = components.filter(({ licenses: [{ expression }] }) => !allowedLicences.has(expression));
    expect(odd).toEqual([]);
    expect(text).not.toMatch(/timestamp|serialNumber/);
  });
});
