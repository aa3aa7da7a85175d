import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import subsetFont from "subset-font";
import { expect, test } from "vitest";
import {
  fewLetters,
  fontFilesFor,
  fontNames,
  letters,
  wholeFonts,
} from "../../../src/adapters/picture/fonts.ts";
import { renderPng } from "../../../src/adapters/picture/png.ts";
import { renderPicture } from "../../../src/report/picture.ts";
import { blocked } from "../../report/incident.ts";

const picture = renderPicture(blocked) ?? "";
const withEveryLetter = picture.replace(
  "</svg>",
  `<text x="1" y="90" font-size="3">${letters.replace(/[&<>]/g, "")} fi ffi fl tt AV To We L· P, r. → ←</text></svg>`,
);

test("the fonts with few letters draw the very picture that the whole fonts draw", async () => {
  const whole = fontNames.map((name) => join(wholeFonts, name));
  const [few, all] = await Promise.all([renderPng(withEveryLetter), renderPng(withEveryLetter, whole)]);
  expect(fontFilesFor(withEveryLetter).map(dirname)).toEqual([fewLetters, fewLetters]);
  expect(few.equals(all)).toBe(true);
});

test("a picture with a letter that they have not is drawn with the whole fonts", () => {
  const greek = picture.replace("</svg>", '<text x="1" y="9">πύλη</text></svg>');
  expect(fontFilesFor(greek).map(dirname)).toEqual([wholeFonts, wholeFonts]);
});

test.each(fontNames)("%s is what `npm run fonts` makes of the whole one", async (name) => {
  const made = await subsetFont(readFileSync(join(wholeFonts, name)), letters, { targetFormat: "sfnt" });
  expect(made.equals(readFileSync(join(fewLetters, name)))).toBe(true);
});
