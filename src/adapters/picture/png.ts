import { existsSync } from "node:fs";
import { renderAsync } from "@resvg/resvg-js";
import { fontFilesFor } from "./fonts.ts";

/**
 * An SVG as PNG, drawn at twice its size for sharp text on phones.
 * Throws when the fonts are missing: the renderer would leave out every word without an error.
 */
export async function renderPng(svg: string, fonts: readonly string[] = fontFilesFor(svg)): Promise<Buffer> {
  const missing = fonts.filter((file) => !existsSync(file));
  if (fonts.length === 0 || missing.length > 0)
    throw new Error(`no picture without fonts: ${missing.join(", ") || "none given"}`);
  const image = await renderAsync(svg, {
    fitTo: { mode: "zoom", value: 2 },
    font: { loadSystemFonts: false, fontFiles: [...fonts], defaultFontFamily: "DejaVu Sans" },
  });
  return image.asPng();
}
