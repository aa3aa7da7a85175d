/** Which fixes may be applied at all, and what is signed of them. */
import { expect, test } from "vitest";
import { digestOf, manifestOf, yamlOf } from "../../src/apply/manifest.ts";
import { refusedApproval, refusedCarrying } from "../../src/apply/decide.ts";
import { lookOf, undoOf } from "../../src/apply/undo.ts";
import type { Rules } from "../../src/access/rule.ts";
import type { Fix } from "../../src/model/finding.ts";
import { allowWeb, allowYaml, request, rules } from "./requests.ts";

const fix = (more: Partial<Fix> = {}): Fix => ({
  summary: "allow it",
  checked: true,
  yaml: allowYaml,
  ...more,
});

test("a checked fix that is one policy of one namespace may be applied, and what is applied is what is shown", () => {
  expect(manifestOf(fix())).toEqual(allowWeb);
  expect(manifestOf(fix({ yaml: yamlOf(allowWeb) }))).toEqual(allowWeb);
});

test.each<[string, Partial<Fix>, RegExp]>([
  ["was not evaluated again", { checked: false }, /not evaluated again/],
  ["is commands", { yaml: undefined, commands: ["sysctl -w x=1"] }, /it is commands/],
  ["is two objects", { yaml: `${allowYaml}---\n${allowYaml}` }, /more than one object/],
  ["deletes by being empty", { yaml: "" }, /more than one|no policy|does not read|no object/],
  ["is a Node", { yaml: allowYaml.replace("NetworkPolicy", "Node") }, /applies no Node/],
  [
    "is of all namespaces",
    { yaml: allowYaml.replace("  namespace: test\n", "") },
    /no policy of one namespace/,
  ],
  [
    "is Calico's own storage",
    { yaml: allowYaml.replace("networking.k8s.io/v1", "crd.projectcalico.org/v1") },
    /applies no NetworkPolicy of crd/,
  ],
  [
    "has an owner",
    { yaml: allowYaml.replace("metadata:\n", "metadata:\n  ownerReferences: []\n") },
    /no policy/,
  ],
  [
    "deletes a field's keeper",
    { yaml: allowYaml.replace("metadata:\n", "metadata:\n  finalizers: []\n") },
    /no policy/,
  ],
  ["has a name that is a path", { yaml: allowYaml.replace("allow-web", "../../x") }, /no policy/],
  ["has an alias", { yaml: `${allowYaml}  egress: &a [1]\n  ingress2: *a\n` }, /no policy|does not read/],
  ["has a tag", { yaml: allowYaml.replace("spec:", "spec: !!js/function") }, /does not read|no policy/],
  ["turns the line around", { yaml: allowYaml.replace("app: web", 'app: "web\u202e"') }, /cannot be shown/],
  ["ends the block it is shown in", { yaml: allowYaml.replace("app: web", 'app: "```"') }, /cannot be shown/],
  ["is too long to be read", { yaml: allowYaml.replace("app: web", `app: ${"x".repeat(7000)}`) }, /too long/],
])("a fix is not applied that %s", (_what, more, why) => {
  const made = manifestOf(fix(more));
  expect("not" in made ? made.not : made).toMatch(why);
});

test("labels and annotations are left alone", () => {
  const marked = allowYaml.replace(
    "metadata:\n",
    "metadata:\n  labels: { team: shop }\n  annotations: { a: b }\n",
  );
  expect(manifestOf(fix({ yaml: marked }))).toEqual(allowWeb);
});

test("the digest is of cluster, object and state, in whatever order they are written down", () => {
  const { digest } = request();
  expect(digestOf(request())).toBe(digest);
  const turned = { ...allowWeb, spec: Object.fromEntries(Object.entries(allowWeb.spec).reverse()) };
  expect(digestOf({ ...request(), manifest: turned })).toBe(digest);
  const others = [
    digestOf({ ...request(), cluster: "prod-2" }),
    digestOf({ ...request(), manifest: { ...allowWeb, spec: { ...allowWeb.spec, ingress: [{}] } } }),
    digestOf({ ...request(), bound: { state: "there", uid: "u", resourceVersion: "1" } }),
  ];
  expect(new Set([digest, ...others]).size).toBe(4);
});

const pressed = { user: "U0SAM", digest: request().digest, now: 1000 };

test("somebody else may approve until it expires, and whoever asked never", () => {
  expect(refusedApproval(request(), pressed)).toBeUndefined();
  expect(refusedApproval(request(), { ...pressed, user: "U0MEI" })).toMatchObject({ why: "self-approval" });
  expect(refusedApproval(request(), { ...pressed, now: 600_001 })).toMatchObject({ why: "expired" });
});

test("a button of another change, and a request that was changed under its digest, are refused", () => {
  expect(refusedApproval(request(), { ...pressed, digest: "0".repeat(64) })).toMatchObject({
    why: "another-change",
  });
  const changed = { ...request(), manifest: { ...allowWeb, spec: { ...allowWeb.spec, ingress: [{}] } } };
  expect(refusedApproval(changed, pressed)).toMatchObject({ why: "another-change" });
});

const sam = { user: "U0SAM", channel: "C0ONCALL", groups: [] };
const carrying = {
  request: request(),
  approver: sam,
  digest: request().digest,
  approvedAt: 1000,
  now: 2000,
  cluster: "prod-1",
  rules,
};

test.each<[string, Partial<typeof carrying> & { readonly rules?: Rules }, string]>([
  ["whoever approved asked for it themselves", { approver: { ...sam, user: "U0MEI" } }, "self-approval"],
  ["it was approved after it expired", { approvedAt: 600_001, now: 600_002 }, "expired"],
  ["the approval lay in the queue for long", { now: 1000 + 5 * 60_000 + 1 }, "late"],
  ["it is for another cluster", { cluster: "prod-2" }, "another-cluster"],
  [
    "the approver has lost the right",
    { rules: rules.filter(({ actions }) => !actions.includes("approve")) },
    "not-allowed",
  ],
  [
    "who asked has lost the right",
    { rules: rules.filter(({ actions }) => !actions.includes("apply")) },
    "not-allowed",
  ],
  ["the worker has no rules", { rules: [] }, "not-allowed"],
])("a worker does not carry it out when %s", (_when, more, why) => {
  expect(refusedCarrying(carrying)).toBeUndefined();
  expect(refusedCarrying({ ...carrying, ...more })).toMatchObject({ why });
});

test("what was made is undone by deleting it, what was edited by what it said before", () => {
  expect(undoOf(request())).toBe("kubectl delete networkpolicies.networking.k8s.io allow-web -n test");
  expect(lookOf(request())).toMatch(
    /^kubectl get networkpolicies.networking.k8s.io allow-web -n test -o yaml/,
  );
  const undo = undoOf({
    ...request(),
    before: { uid: "u", spec: { podSelector: { matchLabels: { a: "EOF\nEOF" } } } },
  });
  expect(undo).toMatch(
    /^kubectl apply --server-side --force-conflicts -f - <<'EOF'\napiVersion: networking.k8s.io\/v1\n/,
  );
  expect(undo.split("\n").filter((line) => line === "EOF")).toHaveLength(1);
});
