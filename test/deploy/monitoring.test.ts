import { parser } from "@prometheus-io/lezer-promql";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { createMetrics } from "../../src/adapters/metrics/metrics.ts";
import { counters, gauges, histograms, type Series } from "../../src/adapters/metrics/series.ts";
import { built, hasKubectl, one } from "./built.ts";
import { text } from "./manifests.ts";

const folder = "deploy/components/monitoring";

const Dashboard = z.object({
  uid: z.string(),
  panels: z.array(
    z.object({
      id: z.number(),
      title: z.string().min(3),
      description: z.string().optional(),
      gridPos: z.object({ h: z.number(), w: z.number(), x: z.number(), y: z.number() }),
      targets: z.array(z.object({ expr: z.string(), legendFormat: z.string() })).default([]),
    }),
  ),
});
const dashboard = Dashboard.parse(JSON.parse(text(`${folder}/dashboard.json`)));

const Alerts = z.object({
  spec: z.object({
    groups: z.array(
      z.object({
        rules: z.array(
          z.object({
            alert: z.string().regex(/^Netdiag[A-Z]\w+$/),
            expr: z.string(),
            labels: z.object({ severity: z.enum(["critical", "warning"]) }),
            annotations: z.object({ summary: z.string().min(10), description: z.string().min(20) }),
          }),
        ),
      }),
    ),
  }),
});
const alerts = Alerts.parse(parse(text(`${folder}/alerts.yaml`))).spec.groups.flatMap(({ rules }) => rules);

const expressions = [
  ...alerts.map(({ alert, expr }) => ({ where: alert, expr })),
  ...dashboard.panels.flatMap(({ title, targets }) => targets.map(({ expr }) => ({ where: title, expr }))),
];

/** What PromQL's own grammar makes of it: the series it reads, the labels it names, and whether it reads at all. */
function read(expr: string): { readonly series: string[]; readonly labels: string[]; readonly odd: boolean } {
  const [series, labels]: [string[], string[]] = [[], []];
  let odd = false;
  parser.parse(expr).iterate({
    enter: (node) => {
      const { type, from, to } = node;
      const word = expr.slice(from, to);
      if (type.isError) odd = true;
      if (type.name === "Identifier" && node.matchContext(["VectorSelector"])) series.push(word);
      if (type.name === "LabelName") labels.push(word);
    },
  });
  return { series, labels, odd };
}

/** Every series that `/metrics` can serve, with its labels. */
async function served(): Promise<ReadonlyMap<string, readonly string[]>> {
  const names = new Map<string, readonly string[]>();
  for (const [name, { labels = [] }] of Object.entries<Series>({ ...counters, ...gauges }))
    names.set(name, labels);
  for (const [name, { labels = [] }] of Object.entries<Series>(histograms))
    for (const end of ["_bucket", "_count", "_sum"]) names.set(name + end, labels);
  const { body } = await createMetrics("bot").text();
  for (const [, name = ""] of body.matchAll(/^# TYPE (\S+) /gm)) if (!names.has(name)) names.set(name, []);
  return names;
}

/** Added by Prometheus and by the registry itself. */
const everywhere = ["pod", "program", "le"];

test.each(expressions)(
  "$where reads series that are served, by labels that they have: $expr",
  async ({ expr }) => {
    const { series, labels, odd } = read(expr);
    const names = await served();
    expect(odd).toBe(false);
    expect(series.length).toBeGreaterThan(0);
    for (const name of series) expect([...names.keys()]).toContain(name);
    const known = [...everywhere, ...series.flatMap((name) => names.get(name) ?? [])];
    for (const label of labels) expect(known).toContain(label);
  },
);

test("a dashboard's legend names labels that its expression keeps", () => {
  for (const { targets } of dashboard.panels)
    for (const { expr, legendFormat } of targets)
      for (const [, label = ""] of legendFormat.matchAll(/\{\{(\w+)\}\}/g))
        expect(read(expr).labels, `${legendFormat} of ${expr}`).toContain(label);
});

test("every series of netdiag's own is on the dashboard", () => {
  const shown = dashboard.panels
    .flatMap(({ targets }) => targets.flatMap(({ expr }) => read(expr).series))
    .map((name) => name.replace(/_(?:bucket|count|sum)$/, ""));
  for (const name of Object.keys({ ...counters, ...gauges, ...histograms })) expect(shown).toContain(name);
});

test("the dashboard's panels have ids of their own, say what they show, and lie on no other", () => {
  const { panels } = dashboard;
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  const taken = new Set<string>();
  for (const { title, description, targets, gridPos } of panels) {
    if (targets.length > 0) expect(description, title).toMatch(/\w{3}/);
    expect(gridPos.x + gridPos.w, title).toBeLessThanOrEqual(24);
    for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++)
      for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
        expect(taken.has(`${x},${y}`), title).toBe(false);
        taken.add(`${x},${y}`);
      }
  }
});

describe.skipIf(!hasKubectl)("the component", () => {
  test("adds the dashboard, the rules, where to read, and a way in for Prometheus alone", () => {
    const objects = built("base", ["monitoring"]);
    expect(one(objects, "ConfigMap", "netdiag-dashboard").metadata?.labels).toMatchObject({
      grafana_dashboard: "1",
    });
    for (const [kind, name] of [
      ["PrometheusRule", "netdiag"],
      ["PodMonitor", "netdiag"],
      ["NetworkPolicy", "prometheus-in"],
    ] as const)
      expect(one(objects, kind, name).metadata?.namespace).toBe("netdiag");
  });
});
