import { expect, test } from "vitest";
import { overridesOf } from "../../src/walk/corefile.ts";

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

const found = (text: string): string[] =>
  overridesOf(text, name).map(({ plugin, does }) => `${plugin} ${does}`);

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
  expect(found(corefile("hosts {", `    10.9.9.9 ${name}`, "    fallthrough", "}"))).toEqual([
    "hosts answers it with an address of its own",
  ]);
  expect(found(corefile("hosts {", "    10.9.9.9 other.example", "    fallthrough", "}"))).toEqual([]);
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
