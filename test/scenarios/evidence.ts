import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { gunzipSync, gzipSync } from "node:zlib";
import { Bundle } from "../../src/model/bundle.ts";

function pathOf(name: string): URL {
  return new URL(`../evidence/${name}.json.gz`, import.meta.url);
}

/** Keeps a run; returns the bytes on disk. */
export function saveEvidence(name: string, bundle: Bundle): number {
  const packed = gzipSync(JSON.stringify(bundle), { level: 9 });
  writeFileSync(pathOf(name), packed);
  return packed.length;
}

export function hasEvidence(name: string): boolean {
  return existsSync(pathOf(name));
}

/** A kept run, read through the same door as `netdiag replay`. Throws when it is none. */
export function loadEvidence(name: string): Bundle {
  return Bundle.parse(JSON.parse(gunzipSync(readFileSync(pathOf(name))).toString("utf8")));
}
