import { expect, test } from "vitest";
import { parseQuestion } from "../../src/question/index.ts";
import { tellReading } from "./tell-reading.ts";
import chinese from "./texts/chinese.json" with { type: "json" };
import printed from "./texts/printed.json" with { type: "json" };
import posted from "./texts/public.json" with { type: "json" };
import readers from "./texts/readers.json" with { type: "json" };
import sentences from "./texts/sentences.json" with { type: "json" };
import siblings from "./texts/siblings.json" with { type: "json" };
import stories from "./texts/stories.json" with { type: "json" };
import wrongPairs from "./texts/wrong-pairs.json" with { type: "json" };

const all = [
  ...posted,
  ...siblings,
  ...printed,
  ...readers,
  ...sentences,
  ...chinese,
  ...stories,
  ...wrongPairs,
];

test.each(all.map(({ text, right }) => ({ text, right, title: text.slice(0, 90) })))(
  "what people type and paste is read: $title",
  ({ text, right }) => {
    expect(tellReading(parseQuestion(text))).toBe(right);
  },
);
