import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readFolder, readFolderFor } from "../../src/cli/policy-folder.ts";
import { UsageError } from "../../src/cli/usage.ts";
import type { PolicyModel } from "../../src/policy/index.ts";
import { parseQuestion } from "../../src/question/index.ts";

const pod = (namespace: string, name: string) => `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
  namespace: ${namespace}
spec:
  containers: [{name: c}]
`;
const broken = (namespace: string) => `---
${pod(namespace, "broken")}  nodeName: [
`;

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "netdiag-folder-"));
  await mkdir(join(folder, "some"));
  await writeFile(join(folder, "some", "shop.yaml"), pod("shop", "client") + broken("shop"));
  await writeFile(join(folder, "some", "mail.yml"), pod("mail", "web") + broken("mail"));
  await writeFile(join(folder, "some", "other.yaml"), pod("other", "api") + broken("other"));
  await writeFile(join(folder, "some", "notes.txt"), "not a manifest");
  await mkdir(join(folder, "bad"));
  await writeFile(join(folder, "bad", "one.json"), '{"kind": ');
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function read(path: string, words?: string) {
  const complaints: string[] = [];
  const terminal = {
    colour: false,
    print: () => undefined,
    note: () => undefined,
    complain: (text: string) => complaints.push(text.slice(folder.length + 1)),
  };
  const parsed = words === undefined ? undefined : parseQuestion(words);
  const of = join(folder, path);
  const model: PolicyModel | undefined = await (
    parsed && "question" in parsed
      ? readFolderFor(of, parsed.question, terminal).then((read) => read.model)
      : readFolder(of, terminal).then((read) => read.model)
  ).catch((error: unknown) => {
    expect(error).toBeInstanceOf(UsageError);
    return undefined;
  });
  return { pods: [...(model?.inventory.pods.keys() ?? [])].sort(), files: complaints.map(fileOf) };
}

const fileOf = (complaint: string): string =>
  /^[^:]+, line \d+: (?=.+ \(it is not read\)$)/.exec(complaint)?.[0] ?? complaint;
const [inShop, inMail, inOther] = ["shop", "mail", "other"].map(
  (name) => `some/${name}.${name === "mail" ? "yml" : "yaml"}, line 16: `,
);

test("without a question everything is read, and everything wrong said", async () => {
  expect(await read("some")).toEqual({
    pods: ["mail/web", "other/api", "shop/client"],
    files: [inMail, inOther, inShop],
  });
});

test("for a question its namespaces are read, and what is wrong in them said", async () => {
  expect(await read("some", "shop/client to mail/web:80")).toEqual({
    pods: ["mail/web", "shop/client"],
    files: [inMail, inShop],
  });
});

test("a name without a namespace is looked for everywhere", async () => {
  expect((await read("some", "shop/client to api:80")).pods).toEqual(["other/api", "shop/client"]);
});

test("when nothing has a name, everything is read: something alike may have been meant", async () => {
  expect((await read("some", "shop/client to mail/webb:80")).pods).toEqual([
    "mail/web",
    "other/api",
    "shop/client",
  ]);
});

test("a folder without an object is a usage error, behind what is wrong with its files", async () => {
  expect(await read("bad")).toEqual({ pods: [], files: ["bad/one.json, line 1: "] });
  expect(await read("bad", "a to b:80")).toEqual({ pods: [], files: ["bad/one.json, line 1: "] });
});

test("what is wrong is told with file, line and plain words", async () => {
  const file = join(folder, "wrong.yaml");
  await writeFile(
    file,
    `# One document, and a List.
${pod("shop", "web").replace("  name: web", "  name: web\n  labels:\n    app.kubernetes.io/name: 5")}---
apiVersion: v1
kind: List
items:
- apiVersion: networking.k8s.io/v1
  kind: NetworkPolicy
  metadata: {name: web, namespace: shop}
  spec:
    podSelector: {}
    ingress:
    - from:
      - ipBlock:
          cidr: 10.0.0.1
- kind: NetworkPolicy
  metadata: {name: here}
  spec: {podSelector: {}, ingress: {from: 3}}
`,
  );
  const complaints: string[] = [];
  await readFolder(file, {
    colour: false,
    print: () => undefined,
    note: () => undefined,
    complain: (text: string) => complaints.push(text.slice(folder.length + 1)),
  });
  expect(complaints.sort()).toEqual([
    'wrong.yaml, line 23: spec.ingress[0].from[0].ipBlock.cidr is "10.0.0.1", which is no block such as 10.0.0.0/24 (NetworkPolicy shop/web is left out)',
    "wrong.yaml, line 26: spec.ingress is a block of fields, where a list is expected (NetworkPolicy default/here is left out)",
    'wrong.yaml, line 7: metadata.labels.app.kubernetes.io/name is 5, where a text is expected: write "5" in quotes, as it is read here (Pod shop/web is judged by the rest of it)',
  ]);
});
