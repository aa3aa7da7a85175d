import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Regular and bold; what resvg calls them is inside. */
export const fontNames = ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf"] as const;

/** Whole fonts: 1.4 MB, nearly every alphabet. */
export const wholeFonts = join(
  dirname(createRequire(import.meta.url).resolve("dejavu-fonts-ttf/package.json")),
  "ttf",
);

/** The same fonts with the letters below alone, made by `npm run fonts`. They lie beside this file, or beside the bundle. */
export const fewLetters = fileURLToPath(new URL("fonts", import.meta.url));

/** Latin of all of Europe, and the signs that netdiag's own sentences hold. */
export const letters = `${span(0x20, 0x7e)}${span(0xa0, 0x17f)}‐‑–—‘’“”•…→←↔✓✗⚠≤≥≠×·∗`;

const onlyLetters = new RegExp(`^[\n${letters.replace(/[\\\]^-]/g, "\\$&")}]*$`, "u");

/**
 * The files to draw this SVG with. resvg reads the whole file again for each letter that it draws (thx/resvg-js#367): of a
 * picture that is a third of the work, and nearly nothing with a small file. A picture with other letters takes the whole fonts.
 */
export function fontFilesFor(svg: string): readonly string[] {
  const folder = onlyLetters.test(svg) ? fewLetters : wholeFonts;
  return fontNames.map((name) => join(folder, name));
}

function span(first: number, last: number): string {
  return String.fromCodePoint(...Array.from({ length: last - first + 1 }, (_, index) => first + index));
}
