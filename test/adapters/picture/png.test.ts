import { expect, test } from "vitest";
import { renderPng } from "../../../src/adapters/picture/png.ts";
import { renderPicture } from "../../../src/report/picture.ts";
import { blocked } from "../../report/incident.ts";

const svg = renderPicture(blocked) ?? "";
const wordless = svg.replace(/<text [^>]*>[^<]*<\/text>/g, "");

test("the words are in the picture: without them it is much smaller", async () => {
  const [full, empty] = await Promise.all([renderPng(svg), renderPng(wordless)]);
  expect(full.subarray(1, 4).toString()).toBe("PNG");
  expect(full.length).toBeGreaterThan(empty.length * 1.5);
});

test("missing fonts are an error, not a picture without words", async () => {
  await expect(renderPng(svg, ["/nowhere/DejaVuSans.ttf"])).rejects.toThrow("no picture without fonts");
  await expect(renderPng(svg, [])).rejects.toThrow("no picture without fonts");
});
