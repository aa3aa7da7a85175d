/** Judges the runs that were recorded on a real cluster again. */
import { conclude } from "../../../src/judge/conclude.ts";
import { Bundle } from "../../../src/model/bundle.ts";
import { judgeAnswer, type Answer } from "../../cases/judge-answer.ts";
import { readRealBundle, type RealBundle } from "../../cases/real-bundles.ts";
import { saidOf, type Row } from "./play.ts";

export function replayed({ name, right }: RealBundle): Row {
  const started = performance.now();
  const { answer, ask } = judgedAgain(name);
  return {
    source: "real",
    id: name,
    backend: "replayed",
    ask,
    healthy: right.every(({ verdict }) => verdict === "reachable"),
    milliseconds: Math.round(performance.now() - started),
    ...judgeAnswer(answer, right),
    said: saidOf(answer),
    answer,
  };
}

function judgedAgain(name: string): { readonly answer: Answer; readonly ask: string } {
  let ask = name;
  try {
    const bundle = Bundle.parse(readRealBundle(name));
    ask = bundle.question.text;
    return { answer: { kind: "report", report: conclude(bundle) }, ask };
  } catch (error) {
    const says = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { answer: { kind: "threw", says }, ask };
  }
}
