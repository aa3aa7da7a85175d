import { expect, test } from "vitest";
import { parseQuestion } from "../../src/question/index.ts";
import { eleventh } from "./texts/eleventh.ts";
import { fifth } from "./texts/fifth.ts";
import { fifteenth } from "./texts/fifteenth.ts";
import { fourteenth } from "./texts/fourteenth.ts";
import { fourth } from "./texts/fourth.ts";
import { laterSentences } from "./texts/later-sentences.ts";
import { later } from "./texts/later.ts";
import { ninth } from "./texts/ninth.ts";
import { tenth } from "./texts/tenth.ts";
import { public1a } from "./texts/public1a.ts";
import { public1b } from "./texts/public1b.ts";
import { public2a } from "./texts/public2a.ts";
import { public2b } from "./texts/public2b.ts";
import { public3a } from "./texts/public3a.ts";
import { public3b } from "./texts/public3b.ts";
import { public4 } from "./texts/public4.ts";
import { public5 } from "./texts/public5.ts";
import { reported } from "./texts/reported.ts";
import { tellReading } from "./texts/tell-reading.ts";
// Siblings of the public texts of `reported.ts`, by people who saw those and not how they are read, with the right reading
// written down before any was tried.
import siblings from "./texts/siblings.json" with { type: "json" };
import { seventh } from "./texts/seventh.ts";
import { eighth } from "./texts/eighth.ts";
import { stories } from "./texts/stories.ts";
import { sixth } from "./texts/sixth.ts";
import { third, thirdSentences } from "./texts/third.ts";
import { thirteenth } from "./texts/thirteenth.ts";
import { twelfth } from "./texts/twelfth.ts";
import { unseen } from "./texts/unseen.ts";

const all = [
  ...reported,
  ...unseen,
  ...later,
  ...laterSentences,
  ...third,
  ...thirdSentences,
  ...fourth,
  ...fifth,
  ...sixth,
  ...seventh,
  ...eighth,
  ...ninth,
  ...tenth,
  ...eleventh,
  ...twelfth,
  ...thirteenth,
  ...fourteenth,
  ...fifteenth,
  ...public1a,
  ...public1b,
  ...public2a,
  ...public2b,
  ...public3a,
  ...public3b,
  ...public4,
  ...public5,
  ...stories,
  ...siblings.map(({ text, right }) => [text, right] as const),
];

test.each(all.map(([text, right]) => ({ text, right, title: text.slice(0, 90) })))(
  "what people type and paste is read: $title",
  ({ text, right }) => {
    expect(tellReading(parseQuestion(text))).toBe(right);
  },
);
