import { expect, test } from "vitest";
import { neverProbed, refusedWords } from "../../src/access/never-probed.ts";
import { subjectsNamed } from "../../src/access/subject.ts";
import { parseQuestion } from "../../src/question/index.ts";

const question = (words: string) => {
  const parsed = parseQuestion(words);
  if (!("question" in parsed)) throw new Error(parsed.refusal.sentence);
  return parsed.question;
};

test.each([
  ["169.254.169.254", /metadata/],
  ["::ffff:169.254.169.254", /metadata/],
  ["::ffff:a9fe:a9fe", /metadata/],
  ["64:ff9b::a9fe:a9fe", /metadata/],
  ["2002:a9fe:a9fe::1", /metadata/],
  ["::a9fe:a9fe", /metadata/],
  ["fd00:ec2::254", /metadata address of AWS/],
  ["fd00:0ec2:0::0254", /metadata address of AWS/],
  ["fd20:ce::254", /Google/],
  ["168.63.129.16", /Azure/],
  ["100.100.100.200", /Alibaba/],
  ["169.254.1.1", /link-local/],
  ["169.254.170.2", /link-local/],
  ["fe80::1", /link-local/],
  ["127.0.0.1", /loopback/],
  ["::1", /loopback/],
  ["::ffff:127.0.0.1", /loopback/],
  ["224.0.0.1", /multicast/],
  ["ff02::1", /multicast/],
  ["255.255.255.255", /broadcast/],
  ["0.0.0.0", /no machine/],
  ["::", /no machine/],
])("%s is never sent to", (ip, what) => {
  expect(neverProbed(ip)).toMatch(what);
});

test.each(["10.0.0.1", "203.0.113.9", "fd00::1", "2001:db8::1", "64:ff9b::a00:1", "not-an-address", ""])(
  "%s may be",
  (ip) => {
    expect(neverProbed(ip)).toBeUndefined();
  },
);

test("the DNS cache of each node is asked for names, and for nothing else", () => {
  expect(neverProbed("169.254.20.10", 53)).toBeUndefined();
  expect(neverProbed("169.254.20.10", 8080)).toMatch(/link-local/);
  expect(neverProbed("169.254.20.10")).toMatch(/link-local/);
  expect(neverProbed("169.254.169.254", 53)).toMatch(/metadata/);
});

test("a question with such an address is refused in words", () => {
  expect(refusedWords(question("client -> 169.254.169.254:80"))).toBe(
    "169.254.169.254 is the metadata address of clouds: I never send packets there. Name the pod, Service, node or host that is meant.",
  );
  expect(refusedWords(question("client -> [::ffff:169.254.169.254]:80"))).toMatch(/metadata/);
  expect(refusedWords(question("224.0.0.5 -> web:80"))).toMatch(/multicast/);
  expect(refusedWords(question("client -> 169.254.20.10:53/udp"))).toBeUndefined();
  expect(refusedWords(question("client -> web:80"))).toBeUndefined();
});

test.each([
  ["shop/web -> pay/db:80", [{ namespace: "shop" }, { namespace: "pay" }]],
  ["web -> db:80", []],
  ["node/node3 -> pay/db", [{ node: "node3" }, { namespace: "pay" }]],
  ["shop/web -> http://db.pay.svc.cluster.local/", [{ namespace: "shop" }, { namespace: "pay" }]],
  ["shop/web -> http://db-0.db.pay.svc/", [{ namespace: "shop" }, { namespace: "pay" }]],
  ["shop/web -> db.pay:80", [{ namespace: "shop" }]],
  ["shop/web -> jobs/web:80", [{ namespace: "shop" }]],
  ["shop/web -> https://api.example.com/", [{ namespace: "shop" }]],
  ["shop/web -> 10.0.0.7:80", [{ namespace: "shop" }]],
])("%s names, without a doubt, %j", (words, subjects) => {
  expect(subjectsNamed(question(words))).toEqual(subjects);
});
