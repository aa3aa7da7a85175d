/**
 * The bill of materials of what ships: packages that it depends on, and those whose code is in its files. CycloneDX, made of the
 * lock file: `npm sbom` leaves out packages that several others share.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Metafile } from "esbuild";
import { z } from "zod";
import { packagesIn } from "./bundle.ts";

const root = join(import.meta.dirname, "..");

const Lock = z.object({
  name: z.string(),
  version: z.string(),
  packages: z.record(
    z.string(),
    z.looseObject({
      version: z.string(),
      integrity: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().default(false),
    }),
  ),
});

/** Of a package that names no licence as SPDX does. */
const unsaid: Readonly<Record<string, string>> = { "dejavu-fonts-ttf": "Bitstream-Vera" };

/** The same lock file gives the same bill: neither the time nor the folder of the build is in it. */
export function sbomOf(metafile: Metafile): object {
  const lock = Lock.parse(JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")));
  const contained = new Set(packagesIn(metafile));
  const shipped = Object.entries(lock.packages).filter(
    ([folder, { dev }]) => folder !== "" && (!dev || contained.has(folder)),
  );
  return {
    $schema: "http://cyclonedx.org/schema/bom-1.5.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.5",
    version: 1,
    metadata: { component: { type: "application", ...named(lock.name, lock.version) } },
    components: shipped.map(([folder, { version, integrity, license }]) => {
      const name = folder.replace(/^.*node_modules\//, "");
      return {
        type: "library",
        ...named(name, version),
        ...(integrity !== undefined && { hashes: [hashOf(integrity)] }),
        licenses: [{ expression: unsaid[name] ?? license ?? "NOASSERTION" }],
      };
    }),
  };
}

function named(name: string, version: string): object {
  const purl = `pkg:npm/${name.replace("@", "%40")}@${version}`;
  return { "bom-ref": purl, name, version, purl };
}

/** `sha512-…` in base64, as a lock file has it. */
function hashOf(integrity: string): object {
  const [algorithm = "", base64 = ""] = integrity.split("-");
  return {
    alg: algorithm.toUpperCase().replace("SHA", "SHA-"),
    content: Buffer.from(base64, "base64").toString("hex"),
  };
}
