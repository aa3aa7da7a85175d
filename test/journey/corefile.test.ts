import { expect, test } from "vitest";
import { overridesOf, type Asked } from "../../src/journey/names/corefile.ts";

const name = "ratings.test.svc.cluster.local";

function corefile(...lines: readonly string[]): string {
  return [
    ".:53 {",
    "    errors",
    ...lines.map((line) => `    ${line}`),
    "    kubernetes cluster.local in-addr.arpa ip6.arpa {",
    "        pods insecure",
    "        fallthrough in-addr.arpa ip6.arpa",
    "    }",
    "    forward . /etc/resolv.conf",
    "    cache 30",
    "}",
  ].join("\n");
}

const unknown = { name, type: "A", status: "NXDOMAIN", withAddresses: false } as const;
const elsewhere = { ...unknown, status: "NOERROR", withAddresses: true };

const found = (text: string, asked: Asked = unknown): string[] =>
  overridesOf(text, asked).map(({ plugin, does }) => `${plugin} ${does}`);

test("the usual Corefile has nothing in front of the cluster's objects", () => {
  expect(found(corefile())).toEqual([]);
});

test("a template for the name answers before they are asked", () => {
  expect(found(corefile(`template ANY ANY ${name} {`, "    rcode NXDOMAIN", "}"))).toEqual([
    "template answers NXDOMAIN for it",
  ]);
  expect(
    found(
      corefile(
        "template IN A cluster.local {",
        '    match "^ratings\\.(.*)$"',
        '    answer "{{ .Name }} 60 IN A 10.0.0.1"',
        "}",
      ),
      elsewhere,
    ),
  ).toEqual(["template answers it with a record of its own"]);
});

test("a template for other names, or another zone, is passed over", () => {
  expect(
    found(corefile("template IN A cluster.local {", '    match "^details\\."', "    rcode NXDOMAIN", "}")),
  ).toEqual([]);
  expect(found(corefile("template ANY ANY example.com {", "    rcode NXDOMAIN", "}"))).toEqual([]);
});

test("a rewrite is found by every way to write it", () => {
  expect(found(corefile(`rewrite name ${name} other.test.svc.cluster.local`))).toEqual([
    "rewrite turns it into other.test.svc.cluster.local",
  ]);
  expect(found(corefile("rewrite stop name suffix .test.svc.cluster.local .prod.svc.cluster.local"))).toEqual(
    ["rewrite turns it into .prod.svc.cluster.local"],
  );
  expect(
    found(corefile("rewrite name regex (.*)\\.test\\.svc\\.cluster\\.local {1}.prod.svc.cluster.local")),
  ).toHaveLength(1);
  expect(found(corefile("rewrite name exact details.test.svc.cluster.local x"))).toEqual([]);
});

test("addresses written into the Corefile are found by the name", () => {
  expect(found(corefile("hosts {", `    10.9.9.9 ${name}`, "    fallthrough", "}"), elsewhere)).toEqual([
    "hosts answers it with an address of its own",
  ]);
  expect(found(corefile("hosts {", "    10.9.9.9 other.example", "    fallthrough", "}"), elsewhere)).toEqual(
    [],
  );
});

test("a server block of its own keeps the name from the cluster's objects", () => {
  const text = `${corefile()}\ntest.svc.cluster.local:53 {\n    forward . 10.0.0.53\n}\n`;
  expect(found(text)).toEqual([
    "server block has no kubernetes plugin, so the cluster's objects are not asked for it",
  ]);
});

test("a kubernetes plugin for other namespaces or another domain is told", () => {
  expect(found(corefile().replace("pods insecure", "namespaces demo kube-system"))).toEqual([
    "kubernetes knows the namespaces demo, kube-system only",
  ]);
  expect(found(corefile().replace("kubernetes cluster.local", "kubernetes k8s.example"))).toHaveLength(1);
});

test("text that is no Corefile says nothing", () => {
  expect(found("")).toEqual([]);
  expect(found('}}}{{{ "unclosed\n#')).toEqual([]);
});

test("a template counts only for the type that was asked, and the answer that was given", () => {
  const aaaa = corefile("template IN AAAA . {", "    rcode NOERROR", "}");
  expect(found(aaaa)).toEqual([]);
  expect(found(aaaa, { ...unknown, type: "AAAA" })).toEqual([]);
  expect(found(aaaa, { ...unknown, type: "AAAA", status: "NOERROR" })).toEqual([
    "template answers NOERROR for it",
  ]);
});

test("an acl counts only where the answer is a refusal", () => {
  const acl = corefile("acl . {", "    block net 10.0.0.0/8", "}");
  expect(found(acl)).toEqual([]);
  expect(found(acl, { ...unknown, status: "REFUSED" })).toEqual(["acl may refuse it to some clients"]);
});

test("a kubernetes plugin without zones has those of its block", () => {
  expect(found("cluster.local:53 {\n    kubernetes {\n    }\n}\n")).toEqual([]);
  expect(found("cluster.local:53 {\n    kubernetes\n}\n")).toEqual([]);
});

test("what stands in an imported file is not known to be missing", () => {
  expect(found(".:53 {\n    import /etc/coredns/custom/*.override\n}\n")).toEqual([]);
});

test.each([
  ["(", "that is not readable"],
  ["^(a|b|ab)*ratings", "that is not simple"],
  ["^(([a-z])+.)+$", "that would never end"],
  ["^r.tings\\.", "with a bare dot that does not fit as it stands"],
])("a pattern may match: nobody is blamed for %s, %s", (pattern) => {
  const text = corefile(
    "template ANY ANY cluster.local {",
    `    match "${pattern}"`,
    "    rcode NXDOMAIN",
    "}",
  );
  expect(found(text, { ...unknown, name: `ratings.test.svc.${"a".repeat(40)}.cluster.local` })).toEqual([]);
});

test("simple patterns are read", () => {
  const fits = (pattern: string): boolean =>
    found(corefile("template ANY ANY . {", `    match "${pattern}"`, "    rcode NXDOMAIN", "}")).length > 0;
  expect(
    ["ratings", "^ratings\\.test", "(?i)RATINGS", ".*\\.cluster\\.local\\.$", "^ratings.test"].map(fits),
  ).toEqual([true, true, true, true, true]);
  expect(["^test", "details", "^ratings\\.$", "local$"].map(fits)).toEqual([false, false, false, false]);
});
