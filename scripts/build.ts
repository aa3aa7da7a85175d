/** npm run build: dist/, all that is published. Programs and library in few files, their types, the faults' pages, licences, bill of materials. */
import { execFileSync } from "node:child_process";
import { cpSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundle, licencesOf } from "./bundle.ts";
import { sbomOf } from "./sbom.ts";

const root = join(import.meta.dirname, "..");
const dist = join(root, "dist");

rmSync(dist, { recursive: true, force: true });
const entries = ["cli", "bot", "worker", "judging-thread", "diagnose", "policy/index", "netstack/index"].map(
  (name) => `src/${name}.ts`,
);
process.stderr.write("Bundling into dist/ …\n");
const metafile = await bundle(entries, { base: "src", into: dist });
writeFileSync(join(dist, "THIRD-PARTY-LICENCES.txt"), licencesOf(metafile));
writeFileSync(join(dist, "sbom.cdx.json"), `${JSON.stringify(sbomOf(metafile), null, 1)}\n`);
process.stderr.write("Writing its types, which takes longest …\n");
execFileSync(join(root, "node_modules/.bin/tsc"), ["-p", "tsconfig.build.json"], {
  cwd: root,
  stdio: "inherit",
});
const faults = join(root, "src/faults");
for (const page of readdirSync(faults, { recursive: true, encoding: "utf8" }))
  if (page.endsWith(".md")) cpSync(join(faults, page), join(dist, "faults", page));
