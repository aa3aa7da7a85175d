import fc from "fast-check";
import { expect, test } from "vitest";
import { renderPicture } from "../../src/report/picture.ts";
import { report } from "./arbitrary.ts";
import { blocked, reachable } from "./incident.ts";

test("the picture has a box per hop and one stop sign, at the drop", () => {
  const svg = renderPicture(blocked) ?? "";
  expect(svg.match(/rx="10"/g)).toHaveLength(6);
  expect(svg.match(/stroke-width="3"/g)).toHaveLength(1);
  expect(svg).toContain("vxlan.calico → califefebb442cd");
  expect(renderPicture(reachable)).not.toContain('stroke-width="3"');
});

test("without a path there is no picture", () => {
  expect(renderPicture({ ...blocked, flows: [] })).toBeUndefined();
});

test("any report draws well-formed XML", () => {
  fc.assert(
    fc.property(report, (each) => {
      const svg = renderPicture(each);
      if (svg === undefined) return;
      const texts = [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map((match) => match[1] ?? "");
      for (const text of texts) expect(text.replace(/&(?:amp|lt|gt|quot);/g, "")).not.toMatch(/[&<>]/);
      const bare = svg
        .replace(/<text [^>]*>[^<]*<\/text>/g, "")
        .replace(/<(?:rect|circle|path)[^<>]*\/>/g, "");
      expect(bare.trim()).toMatch(/^<svg [^<>]*>\s*<\/svg>$/);
    }),
    { numRuns: 100 },
  );
});

test("to who reads Chinese nothing is drawn that the fonts have not, and no English sentence", () => {
  const drawn = renderPicture(blocked, false) ?? "";
  const words = [...drawn.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text = ""]) => text);
  expect(words.join("\n")).not.toMatch(/[\u2e80-\uffef]|[a-z]+ [a-z]+ [a-z]+/);
  expect(words[0]).toContain("→");
});
