/** npm run fonts: the fonts of pictures with few letters, which are drawn faster, anew from the whole ones. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import subsetFont from "subset-font";
import { fewLetters, fontNames, letters, wholeFonts } from "../src/adapters/picture/fonts.ts";

for (const name of fontNames) {
  const few = await subsetFont(readFileSync(join(wholeFonts, name)), letters, { targetFormat: "sfnt" });
  writeFileSync(join(fewLetters, name), few);
  process.stdout.write(`${name}: ${few.length} bytes\n`);
}
