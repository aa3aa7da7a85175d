import fc from "fast-check";
import { expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import type { Pod } from "../../src/model/kubernetes.ts";
import {
  compile,
  evaluate,
  explain,
  openedBy,
  suggest,
  whatIf,
  type KubernetesObject,
  type PolicyEnd,
  type PolicyFlow,
  type PolicyModel,
} from "../../src/policy/index.ts";
import { anyRule, decisivePorts, namespaces, pods, policySpecs, toObject } from "./arbitrary.ts";
import { oracle, type PolicySpec } from "./oracle.ts";

const world: readonly KubernetesObject[] = [...namespaces, ...pods];
const empty = compile(world);
const modelOf = (specs: readonly PolicySpec[]): PolicyModel => whatIf(empty, specs.map(toObject));

interface Ended {
  readonly pod?: Pod;
  readonly ip: string;
}
const endsOf = (family: 0 | 1): Ended[] =>
  pods.map((pod) => ({ pod, ip: (pod.status?.podIPs ?? []).map(({ ip }) => ip)[family] ?? "" }));
const outsiders = [{ ip: "203.0.113.5" }, { ip: "2001:db8::5" }] as const;
const ports = decisivePorts;

/** A flow between two different ends of one family; at least one is a pod. */
const flows: fc.Arbitrary<PolicyFlow & { readonly from: Ended; readonly to: Ended }> = fc
  .constantFrom<0 | 1>(0, 1)
  .chain((family) => {
    const all: Ended[] = [...endsOf(family), outsiders[family]];
    return fc.record({
      from: fc.constantFrom(...all),
      to: fc.constantFrom(...all),
      towards: fc.constantFrom(...ports),
    });
  })
  .filter(({ from, to }) => from !== to)
  .map(({ from, to, towards }) => ({ from, to, ...towards }));

/** A key per flow of a whole small world, with its verdict. */
function verdicts(model: PolicyModel): Map<string, string> {
  const all = new Map<string, string>();
  for (const family of [0, 1] as const)
    for (const from of endsOf(family))
      for (const to of endsOf(family))
        for (const { protocol, port } of [
          { protocol: "TCP" as const, port: 80 },
          { protocol: "UDP" as const, port: 53 },
          { protocol: "ICMP" as const, port: 0 },
        ])
          all.set(`${from.ip} ${to.ip} ${protocol}`, evaluate(model, { from, to, protocol, port }));
  return all;
}

/** Flows of the small world that were allowed and are not any more. */
function closed(before: PolicyModel, after: PolicyModel): string[] {
  const now = verdicts(after);
  return [...verdicts(before)]
    .filter(([flow, verdict]) => verdict === "allow" && now.get(flow) !== "allow")
    .map(([flow]) => flow);
}

test("the verdict is the one the API's words give", () => {
  fc.assert(
    fc.property(policySpecs, fc.array(flows, { minLength: 10, maxLength: 10 }), (specs, asked) => {
      const model = modelOf(specs);
      expect(model.problems).toEqual([]);
      for (const flow of asked)
        expect(evaluate(model, flow)).toBe(oracle(specs, flow, namespaces) ? "allow" : "deny");
    }),
    { numRuns: 200 },
  );
});

test("a denied direction names every isolating policy, and a nearest rule whenever there is a rule", () => {
  fc.assert(
    fc.property(policySpecs, flows, (specs, flow) => {
      const model = modelOf(specs);
      const { egress, ingress, sentence, verdict } = explain(model, flow);
      expect(verdict).toBe(evaluate(model, flow));
      expect(sentence).not.toBe("");
      for (const direction of [egress, ingress]) {
        if (direction.verdict !== "deny") continue;
        expect(verdict).toBe("deny");
        expect(direction.isolatedBy.length).toBeGreaterThan(0);
        const rules = specs
          .filter(({ namespace, name }) =>
            direction.isolatedBy.some((ref) => ref.namespace === namespace && ref.name === name),
          )
          .flatMap(({ spec }) => spec[direction.direction] ?? []);
        expect(direction.nearestMiss !== undefined).toBe(rules.length > 0);
      }
    }),
  );
});

test("a permit added never closes a flow", () => {
  const added = fc.tuple(anyRule.ingress, anyRule.egress, fc.nat());
  fc.assert(
    fc.property(
      policySpecs.filter((specs) => specs.length > 0),
      added,
      (specs, [ingress, egress, at]) => {
        const more = specs.map((one, index): PolicySpec => {
          if (index !== at % specs.length) return one;
          const { spec } = one;
          // Without policyTypes a first egress rule would isolate, which is no permit.
          const isolatesEgress = spec.policyTypes?.includes("Egress") ?? (spec.egress ?? []).length > 0;
          return {
            ...one,
            spec: {
              ...spec,
              ingress: [...(spec.ingress ?? []), ingress],
              ...(isolatesEgress ? { egress: [...(spec.egress ?? []), egress] } : {}),
            },
          };
        });
        expect(closed(modelOf(specs), modelOf(more))).toEqual([]);
      },
    ),
    { numRuns: 30 },
  );
});

test("the order of objects never matters", () => {
  fc.assert(
    fc.property(
      policySpecs.chain((specs) =>
        fc.tuple(
          fc.constant(specs),
          fc.shuffledSubarray([...world, ...specs.map(toObject)], { minLength: world.length + specs.length }),
        ),
      ),
      flows,
      ([specs, shuffled], flow) => {
        expect(explain(compile(shuffled), flow)).toEqual(explain(modelOf(specs), flow));
        expect(suggest(compile(shuffled), flow)).toEqual(suggest(modelOf(specs), flow));
      },
    ),
  );
});

test("what-if answers as a model of the applied objects does", () => {
  fc.assert(
    fc.property(
      policySpecs,
      policySpecs,
      fc.array(flows, { minLength: 5, maxLength: 5 }),
      (specs, patches, asked) => {
        const applied = new Map(
          [...specs, ...patches].map((spec) => [`${spec.namespace}/${spec.name}`, spec]),
        );
        const patched = whatIf(modelOf(specs), patches.map(toObject));
        const fresh = modelOf([...applied.values()]);
        for (const flow of asked) expect(explain(patched, flow)).toEqual(explain(fresh, flow));
      },
    ),
  );
});

const group = (end: PolicyEnd): string =>
  end.pod
    ? `${end.pod.metadata.namespace ?? ""}/${end.pod.metadata.labels?.["app"] ?? end.pod.metadata.name}`
    : (end.ip ?? "");

/** `a/b (2 pods) → c/d on TCP 80-90, every UDP port`: does it speak of this flow? */
function lineHolds(line: string, flow: PolicyFlow): boolean {
  const match = /^(\S+)(?: \(\d+ pods\))? → (\S+)(?: \(\d+ pods\))? on (.+)$/.exec(line);
  if (match?.[1] !== group(flow.from) || match[2] !== group(flow.to)) return false;
  return (match[3] ?? "").split(", ").some((text) => {
    if (text === "ICMP") return flow.protocol === "ICMP";
    if (text === `every ${flow.protocol} port`) return true;
    const [protocol, range = ""] = text.split(" ");
    const [first, last = first] = range.split("-").map(Number);
    return protocol === flow.protocol && (first ?? 0) <= flow.port && flow.port <= (last ?? 0);
  });
}

test("a suggestion opens the flow, closes none, and lists exactly what else it opens", () => {
  fc.assert(
    fc.property(policySpecs, flows, (specs, flow) => {
      const before = modelOf(specs);
      const suggestion = suggest(before, flow);
      if (explain(before, flow).verdict === "allow") {
        expect(suggestion.result).toBe("not-needed");
        return;
      }
      if (suggestion.result !== "change") throw new Error(suggestion.sentence);
      const objects = parseAllDocuments(suggestion.yaml).map(
        (document) => document.toJS() as KubernetesObject,
      );
      const after = compile([...world, ...specs.map(toObject), ...objects]);
      expect(after.problems).toEqual([]);
      expect(explain(after, flow).verdict).toBe("allow");
      expect(closed(before, after)).toEqual([]);
      const lines = [...suggestion.opens, ...suggestion.alsoOpens];
      const asked = [flow.from, flow.to].filter((end) => !end.pod);
      const opened = ([0, 1] as const).flatMap((family) =>
        openedBy(
          before,
          after,
          [...endsOf(family), ...asked.filter(({ ip }) => ip === outsiders[family].ip)],
          [...ports, { protocol: "ICMP", port: 0 }],
        ),
      );
      const ofPair = (one: PolicyFlow): string => `${group(one.from)} ${group(one.to)}`;
      const claimed = new Map<string, string[]>();
      for (const line of lines) {
        const pair = line.replace(/ \(\d+ pods\)/g, "").replace(/ → (\S+) on .*/, " $1");
        claimed.set(pair, [...(claimed.get(pair) ?? []), line]);
      }
      const openedKeys = new Set(opened.map((one) => `${ofPair(one)} ${one.protocol} ${one.port}`));
      const unsaid = opened.filter(
        (one) => claimed.get(ofPair(one))?.some((line) => lineHolds(line, one)) !== true,
      );
      expect(unsaid.map(ofPair), lines.join("\n")).toEqual([]);
      const known = [...endsOf(0), ...asked];
      const untrue = known.flatMap((from) =>
        known.flatMap((to) =>
          ports
            .map((towards): PolicyFlow => ({ from, to, ...towards }))
            .filter((one) => claimed.get(ofPair(one))?.some((line) => lineHolds(line, one)))
            .map((one) => `${ofPair(one)} ${one.protocol} ${one.port}`)
            .filter((key) => !openedKeys.has(key)),
        ),
      );
      expect(untrue).toEqual([]);
    }),
    { numRuns: 30 },
  );
});
