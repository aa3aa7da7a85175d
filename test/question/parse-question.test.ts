import { describe, expect, test } from "vitest";
import { describeQuestion, parseQuestion } from "../../src/question/index.ts";

function read(text: string) {
  const parsed = parseQuestion(text);
  if ("refusal" in parsed) throw new Error(`refused: ${parsed.refusal.sentence}`);
  return parsed.question;
}

/** What was typed, and the same question in its shortest form. */
const readable: Readonly<Record<string, string>> = {
  "ingress-nginx -> productpage": "ingress-nginx -> productpage",
  "a -> b:9080/udp": "a -> b:9080/udp",
  "a->b": "a -> b",
  "a → b": "a -> b",
  "a ➡️ b": "a -> b",
  "a => b": "a -> b",
  "a –> b": "a -> b",
  "a > b": "a -> b",
  "a to b": "a -> b",
  "from a to b": "a -> b",
  "/netdiag a -> b": "a -> b",
  "netdiag why a to b": "a -> b",
  "why can't ingress-nginx reach productpage?": "ingress-nginx -> productpage",
  "Why can’t shop/web reach shop/db:5432": "shop/web -> shop/db:5432",
  "can X talk to Y on port 80": "x -> y:80",
  "why is web unable to connect to db:5432 since this morning?": "web -> db:5432",
  "why a cannot reach b": "a -> b",
  "why does a time out connecting to b?": "a -> b",
  "why does a fail to reach b": "a -> b",
  "x gets 503 from y": "x -> y",
  "web is failing to connect to db anymore": "web -> db",
  "is productpage reachable from ingress-nginx?": "ingress-nginx -> productpage",
  "why is productpage not reachable from ingress-nginx on port 80?": "ingress-nginx -> productpage:80",
  "why is shop unreachable from demo/client?": "demo/client -> shop",
  "a -> //details.test:9080/x": "a -> host details.test:9080",
  "can a ping b": "a -> b/icmp",
  "a -> b ping": "a -> b/icmp",
  "pod/x -> svc/y:http": "pod/x -> svc/y:http",
  "po/x -> deploy/y": "po/x -> deploy/y",
  "sts/x -> ds/y": "sts/x -> ds/y",
  "ing/x -> node/node1.example.com": "ing/x -> node/node1.example.com",
  "deployment.apps/web -> service/db": "deployment/web -> service/db",
  "ns1/a -> ns2/b": "ns1/a -> ns2/b",
  "deploy/ns1/a -> ns2/svc/b": "deployment/ns1/a -> service/ns2/b",
  "a -> b.ns": "a -> b.ns",
  "a -> b.ns.svc": "a -> service/ns/b",
  "a -> b.ns.svc.cluster.local:80": "a -> service/ns/b:80",
  "a -> b.ns.svc.corp.internal.": "a -> service/ns/b",
  "a -> web-0.web.ns.svc.cluster.local": "a -> pod/ns/web-0",
  "a -> 10.0.0.1": "a -> 10.0.0.1",
  "a -> 10.0.0.1:80/sctp": "a -> 10.0.0.1:80/sctp",
  "a -> fd00::1": "a -> fd00::1",
  "a -> [fd00::1]": "a -> fd00::1",
  "a -> [FD00::1]:80": "a -> [fd00::1]:80",
  "a -> www.example.com:443": "a -> www.example.com:443",
  "a -> https://api.example.com/v1?x=1": "a -> api.example.com:443/tcp",
  "a -> https://me:secret@api.example.com:8443/": "a -> api.example.com:8443/tcp",
  "a -> http://[fd00::1]:8080/": "a -> [fd00::1]:8080/tcp",
  "a -> [FD00:0:0::1]:80": "a -> [fd00::1]:80",
  "a -> ::ffff:10.0.0.1": "a -> 10.0.0.1",
  "a -> 10.0.0.1:9080/": "a -> 10.0.0.1:9080",
  "a -> 10.0.0.1/healthz": "a -> 10.0.0.1",
  "a -> [fd00::1]:80/x/y?z=1": "a -> [fd00::1]:80",
  "a -> details.test:9080/healthz": "a -> host details.test:9080",
  "a -> test/details:9080/healthz": "a -> test/details:9080",
  "a -> udp://10.0.0.1:53": "a -> 10.0.0.1:53/udp",
  "a -> postgres://db.shop.svc/x": "a -> service/shop/db:5432/tcp",
  "a -> b on port 9080": "a -> b:9080",
  "a -> b port 53 udp": "a -> b:53/udp",
  "a -> b on 80/udp": "a -> b:80/udp",
  "a -> b over sctp": "a -> b/sctp",
  "the productpage service in namespace test to the pod foo": "service/test/productpage -> pod/foo",
  "can pod web in shop reach service db in the data namespace on port 5432 over tcp?":
    "pod/shop/web -> service/data/db:5432/tcp",
  "`a` -&gt; *b*": "a -> b",
  "<@U123> why can’t “a” reach <http://b.test|b.test>?": "a -> b.test",
  "a -> <https://api.example.com/x>": "a -> api.example.com:443/tcp",
  "a -> <http://10.0.0.1:9080|10.0.0.1:9080>": "a -> 10.0.0.1:9080",
  "Ingress-Nginx -> ProductPage": "ingress-nginx -> productpage",
  "a\u00a0->\u200b b": "a -> b",
};

describe("a question is read", () => {
  test.each(Object.entries(readable))("%s", (typed, shortest) => {
    expect(describeQuestion(read(typed))).toBe(shortest);
  });

  test("a dotted pair may be a name and namespace, or a host, and both are kept", () => {
    expect(read("a -> example.com").to).toEqual({
      type: "object",
      namespace: "com",
      name: "example",
      orHost: "example.com",
    });
  });

  test("a name ending in svc is a Service and no outside host", () => {
    expect(read("a -> b.ns.svc").to).toEqual({ type: "object", kind: "service", namespace: "ns", name: "b" });
  });

  test("a host is kept as it was typed: a client looks it up exactly so", () => {
    expect(read("a -> http://details:9080/").looksUp).toBe("details");
    expect(read("a -> host details:9080").looksUp).toBe("details");
    expect(read("a -> Details.Test.svc.cluster.local:80").looksUp).toBe("details.test.svc.cluster.local");
    for (const words of [
      "a -> details:9080",
      "a -> test/details",
      "a -> svc/details.test",
      "a -> details.test",
    ])
      expect(read(words).looksUp).toBeUndefined();
  });

  test("credentials of a pasted URL are not kept in the headline", () => {
    expect(JSON.stringify(read("a -> https://me:secret@api.example.com/"))).not.toContain("secret");
  });
});

/** What was typed, a word of the sentence, and the example. */
const refused: readonly (readonly [string, RegExp, string])[] = [
  ["", /who cannot reach whom/, "ingress-nginx -> test/productpage:9080"],
  ["   \n ", /who cannot reach whom/, "ingress-nginx -> test/productpage:9080"],
  ["productpage", /one end only/, "ingress-nginx -> productpage"],
  ["ingress-nginx", /one end only/, "ingress-nginx -> test/productpage:9080"],
  ["a b", /Which way/, "a -> b"],
  ["a — b", /Which way/, "a -> b"],
  ["a -> shop/db/5432", /slash in front of its port/, "a -> shop/db:5432"],
  ["a -> ", /second end is missing/, "a -> productpage"],
  ["-> b", /first end is missing/, "ingress-nginx -> b"],
  ["a -> a", /Both ends/, "a -> productpage"],
  ["shop/web -> SHOP/web:80", /Both ends/, "shop/web -> productpage"],
  ["a -> b -> c", /several arrows/, "a -> b"],
  ["a -> b:0", /1 to 65535/, "a -> b:80"],
  ["a -> b:70000", /1 to 65535/, "a -> b:80"],
  ["a -> b:-1", /1 to 65535/, "a -> b:80"],
  ["a -> b:80/icmp", /no port/, "a -> b:80"],
  ["a:80 -> b", /belongs to the end that is called/, "a -> b:80"],
  ["a -> 80", /is a number/, "a -> productpage:80"],
  ["a -> 10.0.0.300", /not an IPv4 address/, "a -> 10.0.0.1"],
  ["a -> 10.0.0.0/8", /whole network/, "a -> 10.0.0.0"],
  ["a -> [fd00::zz]:80", /not an IPv6 address/, "a -> [fd00::1]:80"],
  ["web -> product_page", /is not a name/, "web -> product-page"],
  ["продукт -> x", /is not a name/, "productpage -> x"],
  ["a -> 🦀", /is not a name/, "a -> productpage"],
  ["a -> b c d", /do not understand "c"/, "a -> b"],
  ["hello world how are you", /could not find two ends/, "ingress-nginx -> test/productpage:9080"],
  ["a".repeat(65_536), /64 KB/, "ingress-nginx -> test/productpage:9080"],
  [`${"a".repeat(64)} -> b`, /is not a name/, `${"a".repeat(40)} -> b`],
];

describe("what cannot be read is refused with an example that can", () => {
  test.each(refused)("%.40s", (typed, sentence, example) => {
    const parsed = parseQuestion(typed);
    if ("question" in parsed) throw new Error(`read as ${describeQuestion(parsed.question)}`);
    expect(parsed.refusal.sentence).toMatch(sentence);
    expect(parsed.refusal.example).toBe(example);
    expect(describeQuestion(read(parsed.refusal.example))).toBe(example);
  });
});

describe("a word that is a kind may be a namespace, too", () => {
  const ends = (typed: string) => {
    const { from, to } = read(typed);
    return [from, to];
  };

  test("both readings are kept where a slash leaves them open", () => {
    expect(ends("jobs/web -> services/api:80")).toEqual([
      { type: "object", kind: "job", name: "web", orIn: { namespace: "jobs" } },
      { type: "object", kind: "service", name: "api", orIn: { namespace: "services" } },
    ]);
    expect(ends("a -> pods/deployment/web")[1]).toEqual({
      type: "object",
      kind: "pod",
      namespace: "deployment",
      name: "web",
      orIn: { namespace: "pods", kind: "deployment" },
    });
  });

  test("ns/NAME is the namespace as kubectl writes it: everything that runs in it", () => {
    expect(ends("a -> ns/test")[1]).toEqual({ type: "pods", namespace: "test" });
    expect(ends("namespace/shop -> db")[0]).toEqual({ type: "pods", namespace: "shop" });
  });

  test("none is where the words say which it is", () => {
    expect(ends("the job web -> api in namespace services")).toEqual([
      { type: "object", kind: "job", name: "web" },
      { type: "object", namespace: "services", name: "api" },
    ]);
    expect(ends("job/shop/web -> deployment.apps/api")).toEqual([
      { type: "object", kind: "job", namespace: "shop", name: "web" },
      { type: "object", kind: "deployment", name: "api" },
    ]);
  });
});
