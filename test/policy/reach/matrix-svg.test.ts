/** The heat map. */
import { expect, test } from "vitest";
import { matrix, matrixSvg, type Matrix } from "../../../src/policy/index.ts";
import { db, namespace, pod, policy, web } from "../cluster.ts";

const rectangles = (svg: string, kind: string): string[] =>
  svg
    .split("\n")
    .filter((line) => line.startsWith(`<rect class="${kind}"`) && line.includes("<title>"))
    .map((line) => /<title>(.*)<\/title>/.exec(line)?.[1] ?? "");

test("each cell has the colour of its answer, and says it whole", () => {
  const rules = [{ from: [{ podSelector: {} }], ports: [{ port: 5432 }] }];
  const svg = matrixSvg(
    matrix([
      web,
      db,
      namespace("shop"),
      policy("shop/db", { podSelector: { matchLabels: { app: "db" } }, ingress: rules }),
    ]),
  );
  expect(rectangles(svg, "everything")).toContain("shop/db → shop/web: everything");
  expect(rectangles(svg, "some")).toContainEqual(expect.stringMatching(/^shop\/web → shop\/db: TCP 5432/));
  expect(rectangles(svg, "nothing")).toContain("elsewhere outside → shop/db: nothing");
});

const table = (names: readonly string[]): Matrix => ({
  groups: names.map((name) => ({ name, namespaces: [], pods: [name] })),
  answers: [{ text: "nothing", open: [], unsure: [] }],
  alike: [],
  unread: [],
  notDecided: [],
  cells: names.map(() => names.map(() => "nothing")),
});

test("names cannot leave their place", () => {
  const svg = matrixSvg(table(['</title><script>"&']));
  expect(svg).not.toContain("<script");
  expect(svg).toContain("&lt;/title&gt;&lt;script&gt;&quot;&amp;");
});

test("of very many groups, what is equal in a row is one rectangle, and each has its name", () => {
  const svg = matrixSvg(table(Array.from({ length: 500 }, (_, index) => `g${index}`)));
  expect(rectangles(svg, "nothing")).toHaveLength(500);
  expect(rectangles(svg, "nothing")[0]).toBe("g0 → g0 to g499 (500 groups): nothing");
  expect(svg.match(/<text [^>]*><title>g\d+<\/title>/g)).toHaveLength(1000);
});

test("namespaces that are alike are one block, split where they differ from each other", () => {
  const team = (number: number) => [
    namespace(`team-${number}`),
    pod(`team-${number}/web`, { labels: { app: "web" } }),
    policy(`team-${number}/own`, { podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] }),
  ];
  const svg = matrixSvg(matrix(Array.from({ length: 480 }, (_, index) => team(index + 1)).flat()));
  const titles = [...svg.matchAll(/<polygon class="(\w+)"[^>]*><title>([^<]*)/g)].map(([, kind, title]) => [
    kind,
    title,
  ]);
  const whole = "team-1/web, and as there in each of 480 namespaces";
  expect(titles).toEqual([
    ["everything", `${whole} → ${whole}, in the same namespace: everything`],
    ["nothing", `${whole} → ${whole}, in another of the namespaces: nothing`],
  ]);
  expect(svg).toContain("team-1/web ×480</text>");
  expect(svg).toContain("team-1 ×480: team-1 to team-480</text>");
  expect(svg.match(/class="frame"/g)).toHaveLength(1);
});

test("what could not be read is said", () => {
  expect(matrixSvg({ ...table(["a"]), unread: "all" })).toContain("Policies about any pod could not be read");
});
