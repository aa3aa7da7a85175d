import { expect, test } from "vitest";
import { readCluster, readingIn } from "../../src/question/index.ts";

const known = ["prod-1", "prod-2", "staging"];
const { parse, complete } = readingIn(known);

test.each([
  ["a -> b:80 --cluster prod-2", "prod-2"],
  ["--cluster prod-2 a -> b:80", "prod-2"],
  ["a -> b:80 --cluster=PROD-2", "prod-2"],
  ["a -> b:80 —cluster prod-2", "prod-2"],
  ["a -> b:80 --cluster nowhere", "nowhere"],
  ["why can't a reach b:80 in cluster prod-2?", "prod-2"],
  ["a can't reach b:80 in the prod-2 cluster", "prod-2"],
  ["a can't reach b:80 in our prod-2 cluster", "prod-2"],
  ["in the staging cluster a can't reach b:80", "staging"],
  ["集群 prod-2: a 访问不了 b:80", "prod-2"],
  ["在 prod-2 集群里，a 访问不了 b:80", "prod-2"],
  ["prod-2 集群里的 a 访问不了 b:80", "prod-2"],
  ["a -> b:80 --集群 staging", "staging"],
  // Nobody knows it: that is said, and it is not looked for in the default one.
  ["prod-9 集群里的 a 访问不了 b:80", "prod-9"],
  ["a can't reach b:80 in cluster prod-9", "prod-9"],
  ["a can't reach b:80 in the eu-west cluster", "eu-west"],
  ["on our prod9 cluster a can't reach b:80", "prod9"],
  ["eu-west 集群的 a 访问不了 b:80", "eu-west"],
  ["集群 prod-9 的 a 访问不了 b:80", "prod-9"],
])("%s is about cluster %s", (text, cluster) => {
  expect(parse(text)).toMatchObject({
    question: { cluster, from: { name: "a" }, to: { name: "b" }, port: 80 },
  });
});

test.each([
  "a -> b:80",
  "集群里 a 访问不了 b:80",
  "etcd --initial-cluster prod-2 -> b:80",
  "a can't reach the cluster IP of b",
  "a can't reach the staging cluster IP",
  "curl to the staging cluster api from a fails",
  "a can't reach the db cluster",
  "a can't reach b:80 in our k8s cluster",
  "a can't reach b:80 in the same cluster",
  "k8s 集群的 a 访问不了 b:80",
  "a 访问不了 redis 集群的 b:80",
  'time="10:00" msg="dial tcp: lookup b on 10.96.0.10:53: no such host" cluster outbound|80||b.shop.svc',
])("%s names no cluster", (text) => {
  expect(readCluster(text, known)).toEqual({ text });
});

test("where there is one cluster, other words for one are words", () => {
  expect(readCluster("redis 集群里的 a 访问不了 b:80", ["prod-1"])).toEqual({
    text: "redis 集群里的 a 访问不了 b:80",
  });
});

test("one end keeps its cluster for the question that comes of it", () => {
  const { kept } = {
    kept: undefined,
    ...parse("dial tcp 10.0.0.7:5432: connect: connection refused --cluster prod-2"),
  };
  expect(complete(kept, "shop/web")).toMatchObject({ question: { cluster: "prod-2" } });
  expect(complete(kept, "shop/web --cluster staging")).toMatchObject({ question: { cluster: "staging" } });
});

test.each([
  ["prod-1 集群的 web 访问不到 prod-2 集群的 db", { language: "zh" }],
  ["web in cluster prod-1 -> db in cluster prod-2", {}],
])("%s has an end in each of two clusters, and is asked of neither", (text, more) => {
  const sentence = "A question is about one cluster, and this names prod-1 and prod-2.";
  expect(parse(text)).toMatchObject({ refusal: { sentence }, ...more });
  expect(parse(text)).not.toHaveProperty("question");
});

test.each([
  ["a in cluster NAME -> b in cluster prod-2"],
  ["a in cluster prod-2 -> b in cluster NAME"],
  ["pods in our NAME cluster can't reach web in cluster prod-2"],
  ["a cluster prod-2 -> b cluster NAME"],
  ["a in cluster NAME -> b in cluster other"],
  ["NAME 集群的 web 访问不到 prod-2 集群的 db"],
])("whether a cluster is known cannot be told from how %s is refused", (text) => {
  const [secret, nowhere] = ["secret", "nowhere"].map((name) =>
    JSON.stringify(readCluster(text.replace("NAME", name), [...known, "secret"])).replaceAll(name, "NAME"),
  );
  expect(secret).toContain("A question is about one cluster, and this names");
  expect(nowhere).toBe(secret);
});

test("of two clusters whose names differ in capitals alone the one that was typed is meant", () => {
  const { parse: parseThere } = readingIn(["Dev", "dev"]);
  expect(parseThere("a -> b --cluster dev")).toMatchObject({ question: { cluster: "dev" } });
  expect(parseThere("a -> b --cluster Dev")).toMatchObject({ question: { cluster: "Dev" } });
});

test("what is taken out of a text is the cluster's name where it stands, not the beginning of a longer one", () => {
  const text = "cluster prod-2-web -> b in cluster prod-2";
  expect(readCluster("prod-20-web -> b in cluster prod-2", known)).toMatchObject({
    text: "prod-20-web -> b  ",
  });
  expect(readCluster(text, known)).toHaveProperty("refusal");
});
