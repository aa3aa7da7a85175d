import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import type { Tongue } from "../../src/language/tongue.ts";
import { policy } from "../../src/cli/policy.ts";
import { UsageError } from "../../src/cli/usage.ts";
import { listener } from "../language/said.ts";

const pods = `
{apiVersion: v1, kind: Pod, metadata: {name: client, namespace: shop, labels: {app: client}}, spec: {containers: [{name: c}]}}
---
{apiVersion: v1, kind: Pod, metadata: {name: web, namespace: shop, labels: {app: web}}, spec: {containers: [{name: c, ports: [{containerPort: 8080}]}]}}
---
`;
const admits = (app: string) =>
  `${pods}{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: web, namespace: shop}, spec: {podSelector: {matchLabels: {app: web}}, ingress: [{from: [{podSelector: {matchLabels: {app: ${app}}}}]}]}}\n`;
const stranger = `---\n{apiVersion: cilium.io/v3, kind: CiliumNetworkPolicy, metadata: {name: c, namespace: shop}, spec: {}}\n`;
const replica = (name: string) =>
  `---\n{apiVersion: v1, kind: Pod, metadata: {name: ${name}, namespace: shop, labels: {app: web, extra: ${name}}}, spec: {containers: [{name: c, ports: [{containerPort: 8080}]}]}}\n`;
const isolated = `---\n{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: none, namespace: shop}, spec: {podSelector: {matchLabels: {extra: web-3}}}}\n`;
const forbids = `---\n{apiVersion: policy.networking.k8s.io/v1alpha1, kind: AdminNetworkPolicy, metadata: {name: strict}, spec: {priority: 5, subject: {namespaces: {}}, ingress: [{name: all, action: Deny, from: [{namespaces: {}}]}]}}\n`;
const dual = (name: string, host: number) =>
  `{apiVersion: v1, kind: Pod, metadata: {name: ${name}, namespace: shop, labels: {app: ${name}}}, spec: {containers: [{name: c, ports: [{containerPort: 8080}]}]}, status: {podIP: 10.0.0.${host}, podIPs: [{ip: 10.0.0.${host}}, {ip: "fd00::${host}"}]}}\n---\n`;
const fourOnly = `{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: web, namespace: shop}, spec: {podSelector: {matchLabels: {app: web}}, ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}]}]}}\n`;
const front = `---\n{apiVersion: v1, kind: Service, metadata: {name: front, namespace: shop}, spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}}\n`;
const elsewhere = `apiVersion: v1
kind: Pod
metadata:
  name: api
  namespace: other
spec:
  containers: [{name: c}]
`;

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "netdiag-policy-"));
  const write = async (name: string, text: string): Promise<void> => {
    await mkdir(join(folder, name, "deep"), { recursive: true });
    await writeFile(join(folder, name, "deep", "all.yaml"), text);
  };
  await write("open", admits("client"));
  await write("closed", admits("nobody"));
  await write("unclear", admits("client") + stranger);
  await write("broken", `${admits("client")}---\na: [b\n`);
  await mkdir(join(folder, "empty"));
  await write("replicas", `${admits("nobody")}${replica("web-2")}${replica("web-3")}${isolated}`);
  await write("forbidden", admits("client") + forbids);
  await write("both", dual("client", 1) + dual("web", 2) + fourOnly);
  await write("odd", "{apiVersion: v1, kind: Pod, metadata: {namespace: shop}, spec: {}}\n");
  await write("served", `${admits("client")}${front}`);
  await write(
    "labelled",
    `${pods}${elsewhere}---\n{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: web, namespace: shop}, spec: {podSelector: {matchLabels: {app: web}}, ingress: [{from: [{namespaceSelector: {matchLabels: {team: a}}}], ports: [{port: 8080}]}]}}\n`,
  );
  await write("tidy", admits("nobody"));
  await writeFile(join(folder, "tidy", "other.yaml"), `${elsewhere}---\n${elsewhere}  hostname: [\n`);
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

const Answers = z.object({
  answers: z.array(z.looseObject({ fix: z.looseObject({ summary: z.string() }).optional() })),
});

async function run(
  words: string,
  more: { from?: string; json?: boolean; csv?: boolean; svg?: boolean; fix?: boolean; say?: Tongue } = {},
) {
  const { say } = more;
  const printed: string[] = [];
  const complaints: string[] = [];
  const code = await policy(
    {
      words: words.split(" "),
      json: more.json === true,
      fix: more.fix !== false,
      csv: more.csv === true,
      svg: more.svg === true,
      ...(say === undefined ? {} : { speaking: () => say }),
      ...(more.from === undefined ? {} : { from: join(folder, more.from) }),
    },
    {
      colour: false,
      print: (text) => printed.push(text),
      note: () => undefined,
      complain: (text) => complaints.push(text),
    },
  );
  return { code, out: printed.join(""), complaints };
}

test("verdict, walkthrough, suggestion and complaints are in Chinese where the person is spoken to in it", async () => {
  const { say, unknown } = listener();
  const folders = "open closed unclear broken replicas forbidden both served labelled tidy";
  for (const from of folders.split(" ")) await run("client to web:8080", { from, say });
  expect([...unknown.keys()]).toEqual([]);
  const { out } = await run("client to web:8080", { from: "closed", say });
  expect(out).toContain("拒绝：web 只接受 shop 里带 app=nobody 标签的 Pod；client 的标签是 app=client。");
  expect(out).toContain("修复方法：给 NetworkPolicy shop/web 增加一条 ingress 规则；");
});

describe("the exit code is the verdict", () => {
  test.each([
    ["open", 0, "ALLOWED"],
    ["closed", 1, "DENIED: web accepts only pods labelled app=nobody in shop; client has app=client."],
    ["unclear", 2, "CANNOT BE TOLD"],
  ])("%s: %i", async (from, code, says) => {
    const answer = await run("client to web:8080", { from });
    expect(answer.code).toBe(code);
    expect(answer.out).toContain(says);
  });
});

describe("a denied answer is followed by the smallest change that lets it through", () => {
  test("in words, behind the reason, as a patch and as whole objects", async () => {
    const { out } = await run("client to web:8080", { from: "closed" });
    expect(out).toMatch(
      /^DENIED: [^]*denied by default\n\nFix: Add one ingress rule to NetworkPolicy shop\/web; /,
    );
    expect(out).toContain("nothing else among the 2 pods read.");
    expect(out).toContain("kubectl patch networkpolicies.networking.k8s.io web -n shop --type=json -p '[{");
    expect(out).toMatch(/kubectl apply -f - <<'EOF'\napiVersion: [^]*\nEOF\n$/);
  });

  test("with the change in place the answer is yes", async () => {
    const { out } = await run("client to web:8080", { from: "closed" });
    const [, changed] = /<<'EOF'\n([^]*)EOF\n$/.exec(out) ?? [];
    await mkdir(join(folder, "changed"));
    await writeFile(join(folder, "changed", "all.yaml"), `${pods}${changed ?? ""}`);
    expect(await run("client to web:8080", { from: "changed" })).toMatchObject({ code: 0, complaints: [] });
  });

  test("what else it opens is asked of every pod, also of those that the question left unread", async () => {
    const { out, complaints } = await run("shop/client to shop/web:8080", { from: "tidy" });
    expect(out).toContain("nothing else among the 3 pods read.");
    expect(complaints).toEqual([expect.stringMatching(/1 more object is not read, .* is not known\.$/)]);
  });

  test("as JSON with the first pair of each different answer", async () => {
    const { out } = await run("client to shop/web:8080", { from: "replicas", json: true });
    const { answers } = Answers.parse(JSON.parse(out));
    expect(answers.map(({ fix }) => fix?.summary)).toEqual([
      expect.stringContaining("NetworkPolicy shop/web"),
      undefined,
      expect.stringContaining("Add NetworkPolicy shop/allow-client-to-web"),
    ]);
    expect(answers[0]?.fix).toMatchObject({ checked: true, podsExamined: 4 });
  });

  test("none where a policy denies on purpose", async () => {
    const { code, out } = await run("client to web:8080", { from: "forbidden" });
    expect(code).toBe(1);
    expect(out).toContain("Fix: none is proposed. AdminNetworkPolicy strict denies this on purpose");
    expect(out).not.toContain("kubectl");
  });

  test("unless it is not wanted, or nothing is denied", async () => {
    expect((await run("client to web:8080", { from: "closed", fix: false })).out).not.toContain("Fix");
    expect((await run("client to web:8080", { from: "closed", fix: false, json: true })).out).not.toContain(
      '"fix"',
    );
    expect((await run("client to web:8080", { from: "open" })).out).not.toContain("Fix");
  });
});

test("without a port the pod's only one is asked", async () => {
  expect((await run("client to web", { from: "closed", json: true })).code).toBe(1);
  await expect(run("web to client", { from: "closed" })).rejects.toThrow("Which port of client?");
});

const unparsed = (kind: string, namespace: string) =>
  `---\napiVersion: x/v1\nkind: ${kind}\nmetadata:\n  name: x\n  namespace: ${namespace}\nspec: [\n`;

describe("of manifests that do not parse, those that may be policies about an end", () => {
  test.each([
    ["nothing that says what it is", "---\na: [b\n", 2],
    ["a NetworkPolicy of a namespace asked about", unparsed("NetworkPolicy", "shop"), 2],
    ["one of another namespace", unparsed("NetworkPolicy", "mail"), 0],
    ["a policy that may be about any namespace", unparsed("CiliumClusterwideNetworkPolicy", "mail"), 2],
    ["Istio's, which may be of the root namespace", unparsed("AuthorizationPolicy", "mail"), 2],
    ["a tier, on which policies depend", unparsed("Tier", "mail"), 2],
    ["a ConfigMap", unparsed("ConfigMap", "shop"), 0],
    [
      "a Deployment before a policy, without a line between",
      unparsed("Deployment", "shop") + unparsed("NetworkPolicy", "shop").slice(4),
      2,
    ],
  ])("%s", async (_, text, code) => {
    await mkdir(join(folder, "unread"), { recursive: true });
    const at = join(folder, "unread", "all.yaml");
    await writeFile(at, admits("client") + text);
    const told = await run("client to web:8080", { from: "unread" });
    expect(told.code).toBe(code);
    if (code === 2) {
      expect(told.complaints).toEqual([expect.stringMatching(/all\.yaml, line \d+: .+ \(it is not read\)$/)]);
      expect(told.out).toMatch(/line \d+ of .+all\.yaml could not be read and might deny it/);
      await writeFile(at, admits("nobody") + text);
      const denied = await run("client to web:8080", { from: "unread" });
      expect(denied.code).toBe(1);
      expect(denied.out).toMatch(/Caution: Checked against what could be read/);
    }
  });

  test("what a matrix and a diff cannot tell for them is not told as open", async () => {
    const told = await run("matrix shop", { from: "broken" });
    expect(told.out).toContain("Policies about any pod could not be read");
    expect(told.out).not.toMatch(/TCP(?!\?)/);
    const both = await run(`diff ${join(folder, "broken")} ${join(folder, "broken")}`);
    expect(both.code).toBe(2);
    expect((await run(`diff ${join(folder, "open")} ${join(folder, "broken")}`)).code).toBe(2);
  });
});

test("a diff of two folders says what opens and closes", async () => {
  const there = await run(`diff ${join(folder, "closed")} ${join(folder, "open")}`);
  expect(there).toMatchObject({ code: 1, complaints: [] });
  expect(there.out).toContain("Opened:\n  shop/client → shop/web on every port and ICMP");
  const same = await run(`diff ${join(folder, "open")} ${join(folder, "open")}`);
  expect(same).toMatchObject({ code: 0, out: "No flow changes.\n" });
});

test("a diff in which a flow can be told neither before nor after cannot tell whether it changes", async () => {
  const same = `diff ${join(folder, "unclear")} ${join(folder, "unclear")}`;
  expect(await run(same)).toMatchObject({
    code: 2,
    out: "No flow that can be told changes.\n",
    complaints: ["Some flows can be told neither before nor after: whether they change is not known."],
  });
});

test("a diff as JSON has its ends, ports and verdicts apart", async () => {
  const paths = `${join(folder, "closed")} ${join(folder, "open")}`;
  const { code, out } = await run(`diff ${paths}`, { json: true });
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({
    groups: [
      { name: "shop/client", pods: ["shop/client"] },
      { name: "shop/web", pods: ["shop/web"] },
    ],
    changes: [{ from: [0], to: [1], before: "deny", after: "allow" }],
  });
});

test("a matrix of pods that cannot be read cannot be told, and says so", async () => {
  for (const words of ["matrix", "matrix shop"]) {
    const told = await run(words, { from: "odd" });
    expect(told).toMatchObject({ code: 2, out: "" });
    expect(String(told.complaints)).toContain("Not one pod could be read, of 1: nothing can be told.");
  }
});

test("a matrix as text and as CSV", async () => {
  expect((await run("matrix", { from: "closed" })).out).toContain("nothing → shop/web");
  expect((await run("matrix shop", { from: "closed", csv: true })).out).toContain(
    "shop/client,everything,nothing,everything",
  );
});

test.each([
  ["matrix", undefined],
  ["client to web:8080", "missing"],
  ["client to web:8080", "empty"],
  ["nobody to web:8080", "open"],
  ["web to client", "open"],
  ["matrix other", "open"],
  ["diff x", undefined],
  ["client", "open"],
])("`policy %s` --from %s is a usage error", async (words, from) => {
  await expect(run(words, from === undefined ? {} : { from })).rejects.toThrow(UsageError);
});

test.each([
  ["client to web:https", { from: "open" }, "web has no port https. It has 8080."],
  ["client to svc/front:8080", { from: "served" }, "Service shop/front has no port 8080. It has 80."],
  ["client to shop/nobody:80", { from: "open" }, "Nothing called shop/nobody is among the objects."],
  ["client to example.com:80", { from: "open" }, "a host outside goes by its address"],
  ["client to web:8080", { from: "nowhere" }, "There is no file or folder"],
  ["diff x y", { from: "open" }, "Name two folders, without --from"],
  ["diff - -", {}, "Only one of the two can be piped in."],
  ["client to web:8080", { from: "open", csv: true }, "--csv and --svg are forms of netdiag policy matrix."],
])("`policy %s` %j: %s", async (words, more, says) => {
  await expect(run(words, more)).rejects.toThrow(says);
});

test("a Namespace that is not among the objects and that the answer hangs on is named as the next step", async () => {
  const { code, complaints } = await run("other/api to shop/web:8080", { from: "labelled" });
  expect(code).toBe(2);
  expect(complaints).toEqual([
    `Next: add Namespace other to ${join(folder, "labelled")} (kubectl get namespace other -o yaml), and ask again.`,
  ]);
});

test("a port that no rule has is told with the ports there are, where whom the rule is about cannot be told", async () => {
  const { out } = await run("other/api to pod/shop/web:81", { from: "labelled" });
  expect(out).toContain("team=a; this goes to TCP 81 instead of TCP 8080.");
});

test("pods of both address families have an answer for each, where policies treat them differently", async () => {
  const both = await run("client to web:8080", { from: "both", fix: false });
  expect(both.code).toBe(1);
  expect(both.out).toMatch(/^ALLOWED: over IPv4, web accepts client: /);
  expect(both.out).toMatch(
    /^DENIED: over IPv6, web accepts only addresses in 10\.0\.0\.0\/8; fd00::1 is IPv6/m,
  );
  const alike = await run("web to client:80", { from: "both" });
  expect(alike).toMatchObject({ code: 0, out: expect.stringMatching(/^ALLOWED: /) as string });
});

test("the matrix as a heat map, which is one form of several", async () => {
  expect((await run("matrix shop", { from: "closed", svg: true })).out).toMatch(/^<svg [^]*<\/svg>\n$/);
  await expect(run("matrix shop", { from: "closed", svg: true, csv: true })).rejects.toThrow(
    "Choose one of --json, --csv and --svg.",
  );
});
