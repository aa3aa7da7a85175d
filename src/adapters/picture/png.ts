import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { renderAsync } from "@resvg/resvg-js";

const fontFolder = join(
  dirname(createRequire(import.meta.url).resolve("dejavu-fonts-ttf/package.json")),
  "ttf",
);
const fontFiles = ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf"].map((file) => join(fontFolder, file));

/**
 * An SVG as PNG, drawn at twice its size for sharp text on phones.
 * Throws when the fonts are missing: the renderer would leave out every word without an error.
 */
export async function renderPng(svg: string, fonts: readonly string[] = fontFiles): Promise<Buffer> {
  const missing = fonts.filter((file) => !existsSync(file));
  if (fonts.length === 0 || missing.length > 0)
    throw new Error(
      `no picture without fonts: ${missing.join(", ") || "none given"} (package dejavu-fonts-ttf)`,
    );
  const image = await renderAsync(svg, {
    fitTo: { mode: "zoom", value: 2 },
    font: { loadSystemFonts: false, fontFiles: [...fonts], defaultFontFamily: "DejaVu Sans" },
  });
  return image.asPng();
}
