import fc from "fast-check";
import { expect, test } from "vitest";
import type { Question } from "../../src/model/question.ts";
import {
  compile,
  explain,
  flowsOf,
  parseManifests,
  parseManifestsFor,
  type KubernetesObject,
  type ManifestFile,
} from "../../src/policy/index.ts";
import { folders, questions } from "./scope-files.ts";

function answer(objects: readonly KubernetesObject[], question: Question): unknown {
  const model = compile(objects);
  const found = flowsOf(model, question);
  if ("flows" in found) return found.flows.map((flow) => explain(model, flow));
  // Names alike are looked for among everything.
  return "nothing" in found ? "nothing" : found;
}

const everything = (files: readonly ManifestFile[]): KubernetesObject[] =>
  files.flatMap(({ text, file }) => parseManifests(text, file).objects);

test("of what is left unparsed nothing can change the answer, however the files are written", () => {
  let answered = 0;
  let leftOut = 0;
  fc.assert(
    fc.property(folders, questions, (files, question) => {
      const scoped = parseManifestsFor(files, question);
      const whole = answer(everything(files), question);
      expect(answer(scoped.objects, question)).toEqual(whole);
      answered += Array.isArray(whole) ? 1 : 0;
      leftOut += scoped.leftOut;
    }),
    { numRuns: 400 },
  );
  // It would hold of questions that nobody can answer, and of reading everything, as well.
  expect(answered).toBeGreaterThan(20);
  expect(leftOut).toBeGreaterThan(400);
});
