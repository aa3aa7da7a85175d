/** The program as a shell runs it: what is piped in and out, and how it ends. */
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const web = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: c, ports: [{containerPort: 8080, name: http}]}]}
`;
const client = `apiVersion: v1
kind: Pod
metadata: {name: client, namespace: shop}
spec: {containers: [{name: c}]}
`;
const front = `apiVersion: v1
kind: Service
metadata: {name: front, namespace: shop}
spec: {selector: {app: web}, ports: [{port: 80, targetPort: http}]}
`;
const closed = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: closed, namespace: shop}
spec: {podSelector: {}}
`;

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "netdiag-command-"));
  const write = async (name: string, ...documents: string[]): Promise<void> => {
    await mkdir(join(folder, name, ".."), { recursive: true });
    await writeFile(join(folder, name), documents.join("---\n"));
  };
  await write("open/all.yaml", web, client, front);
  await write("twice/one.yaml", web, client, front);
  await write("twice/two.yaml", web, closed);
  await write("thrice/one.yaml", web, client, front, web, client);
  await write("odd/all.yaml", web, client);
  await mkdir(join(folder, "odd", "folder.yaml"));
  await symlink("/nowhere/at/all.yaml", join(folder, "odd", "gone.yaml"));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

const argv = (words: string) => [
  ...["--import", "tsx", join(import.meta.dirname, "..", "..", "src", "cli.ts")],
  ...words
    .split(" ")
    .filter(Boolean)
    .map((word) => word.replace("DIR", folder)),
];

async function netdiag(words: string, input = "") {
  const child = execFile(process.execPath, argv(words));
  let out = "";
  let complaints = "";
  child.stdout?.on("data", (text: string) => (out += text));
  child.stderr?.on("data", (text: string) => (complaints += text));
  child.stdin?.end(input);
  await once(child, "close");
  return { code: child.exitCode, out, complaints };
}

describe("what is asked about", () => {
  test("may be piped in", async () => {
    const asked = await netdiag(
      "policy client to web --from - --no-fix",
      [web, client, closed].join("---\n"),
    );
    expect(asked).toMatchObject({ code: 1, out: expect.stringMatching(/^DENIED: /) as string });
    const nothing = await netdiag("policy client to web --from -");
    expect(nothing).toMatchObject({
      code: 64,
      complaints: expect.stringMatching(/^What is piped in/) as string,
    });
  });

  test("counts once, however often it is there, and that is said", async () => {
    expect(await netdiag("policy client to web:8080 --from DIR/twice --no-fix")).toMatchObject({
      code: 1,
      out: expect.stringMatching(/^DENIED: /) as string,
      complaints: "Deployment shop/web is there more than once: the last one counts.\n",
    });
    expect((await netdiag("policy client to web:8080 --from DIR/thrice")).complaints).toBe(
      "Deployment shop/web and 1 more are there more than once: the last of each counts.\n",
    );
  });

  test("is whatever can be read: a folder called like a file is none, a dead link might have held a policy", async () => {
    const { code, out, complaints } = await netdiag("policy client to web:8080 --from DIR/odd");
    expect(code).toBe(2);
    expect(out).toContain("CANNOT BE TOLD");
    expect(complaints).toMatch(/^\S+gone\.yaml is not read: ENOENT[^\n]*\n$/);
  });
});

test("who has read enough is no error", async () => {
  const child = spawn(process.execPath, argv("policy matrix --from DIR/open"), {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let complaints = "";
  child.stderr.on("data", (text: Buffer) => (complaints += text.toString()));
  child.stdout.destroy();
  await once(child, "close");
  expect(complaints).toBe("");
});

test("words that fit nothing are answered in a line, without the whole usage", async () => {
  const { code, out, complaints } = await netdiag("policy client to web:https --from DIR/open");
  expect({ code, out }).toEqual({ code: 64, out: "" });
  expect(complaints).toBe("web has no port https. It has 8080 (http). Say it like :8080 or :53/udp.\n");
});

test("without a word the help says what there is", async () => {
  const { code, out, complaints } = await netdiag("");
  expect({ code, out }).toEqual({ code: 64, out: "" });
  expect(complaints).toContain("\nUsage:\n");
});

test("an option that there is not is refused in a line", async () => {
  expect(await netdiag("policy client to web --form DIR/open")).toEqual({
    code: 64,
    out: "",
    complaints:
      "There is no option --form. Did you mean --from? `netdiag COMMAND --help` lists those of a command.\n",
  });
});
