import { expect, test } from "vitest";
import { completeEnd, parseKeeping, readKept, type KeptEnd } from "../../src/question/index.ts";

/** The end of a text, as it comes back from where it was kept. */
function kept(typed: string): KeptEnd {
  const read = parseKeeping(typed);
  const known = readKept("kept" in read ? JSON.parse(JSON.stringify(read.kept)) : undefined);
  if (!known) throw new Error(`${typed} is no one end: ${JSON.stringify(read)}`);
  return known;
}

test.each([
  ["dial tcp 10.0.0.7:5432: connect: connection refused", "shop/web", "shop/web -> 10.0.0.7:5432"],
  [
    "dial tcp 10.0.0.7:5432: connect: connection refused",
    "deployment/shop/web",
    "deployment/shop/web -> 10.0.0.7:5432",
  ],
  ["productpage", "ingress-nginx", "ingress-nginx -> productpage"],
  ["productpage", "the web deployment in namespace shop", "deployment/shop/web -> productpage"],
])("%j and then %j is %j", (typed, other, asked) => {
  const completed = completeEnd(kept(typed), other);
  expect(completed).toMatchObject({ question: { text: asked } });
});

test("what was said beside the end goes on with the question", () => {
  const completed = completeEnd(kept("dial tcp 10.0.0.7:5432: connect: connection refused"), "shop/web");
  expect(completed).toMatchObject({ question: { symptom: { kind: "refused" } } });
});

test("a whole question in the place of the other end is taken as it is", () => {
  expect(completeEnd(kept("productpage"), "shop/web -> shop/db:5432")).toMatchObject({
    question: { text: "shop/web -> shop/db:5432" },
  });
});

test.each([
  ["productpage", "productpage", "two different ones"],
  ["productpage", "web:8080", "belongs to the end that is called"],
  ["productpage", "???", "That is no end"],
])("%j and then %j is refused with an example that can be asked", (typed, other, says) => {
  const completed = completeEnd(kept(typed), other);
  if (!("refusal" in completed)) throw new Error("was taken");
  expect(completed.refusal.sentence).toContain(says);
  expect(parseKeeping(completed.refusal.example)).toHaveProperty("question");
});

test("what somebody else wrote in its place is no kept end", () => {
  expect(readKept({ side: "to" })).toBeUndefined();
  expect(readKept("a -> b")).toBeUndefined();
});
