import type { Report } from "../../src/model/report.ts";
import type { Expectation } from "./scenario.ts";

/** What of a report is not as expected, in words; empty when all is. Findings nobody expected count too. */
export function misses(report: Report, expected: Expectation): readonly string[] {
  const { cause } = report;
  const finding = cause?.finding;
  type Word = string | undefined;
  const pairs: readonly (readonly [what: string, want: Word, got: Word])[] = [
    ["verdict", expected.verdict, report.verdict],
    ["cause", expected.cause, cause?.code],
    ["confidence", expected.confidence, cause?.confidence],
    ["hop", expected.hopKind, cause?.hopKind],
    ["node", expected.node, finding?.node],
    ["object kind", expected.object?.kind, finding?.object?.kind],
    ["object namespace", expected.object?.namespace, finding?.object?.namespace],
    ["object name", expected.object?.name, finding?.object?.name],
  ];
  const { finds } = expected;
  const warning = finds && report.also.find(({ code }) => code === finds.code);
  const warned: readonly (readonly [what: string, want: Word, got: Word])[] = finds
    ? [
        ["warning", finds.code, warning?.code],
        ["its confidence", finds.confidence, warning?.confidence],
        ["its node", finds.node, warning?.finding.node],
        [
          "its object",
          describe(finds.object),
          warning?.finding.object &&
            describe(
              finds.object.name === undefined ? withoutName(warning.finding.object) : warning.finding.object,
            ),
        ],
        [
          "its words",
          finds.says,
          warning?.finding.says.includes(finds.says) === true ? finds.says : warning?.finding.says,
        ],
      ]
    : [];
  const also = new Set([...(expected.also ?? []), ...(finds ? [finds.code] : [])]);
  const wrong = [...pairs, ...warned].flatMap(([what, want, got]) =>
    want === undefined || want === got ? [] : [`${what}: expected ${want}, got ${got ?? "none"}`],
  );
  const beside = report.also.flatMap(({ code, finding: { says } }) =>
    also.has(code) ? [] : [`also found ${code}: ${says}`],
  );
  const accused =
    expected.nobody && finding && (finding.object ?? finding.node) !== undefined
      ? [`accuses ${finding.object ? describe(finding.object) : (finding.node ?? "")}, should accuse nobody`]
      : [];
  const rivals = (cause?.rivals ?? []).map((rival) => `could not be ruled out: ${rival}`);
  return [...wrong, ...accused, ...beside, ...(wrong.length > 0 ? rivals : [])];
}

interface Named {
  readonly kind: string;
  readonly namespace?: string | undefined;
  readonly name?: string | undefined;
}

function describe({ kind, namespace, name }: Named): string {
  return [kind, namespace, name].filter((part) => part !== undefined).join(" ");
}

function withoutName({ kind, namespace }: Named): Named {
  return { kind, namespace };
}
