/** What `kubectl kustomize` makes of the folders of deploy/. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { parseAllDocuments } from "yaml";
import { missingTools } from "../../scripts/system-tools.ts";
import { Manifest, root } from "./manifests.ts";

export const hasKubectl = missingTools(["kubectl"]).length === 0;
if (!hasKubectl) process.stderr.write("SKIPPED: no kubectl here, the kustomizations are not built\n");

/** The objects of a folder such as `with-redis`, with components such as `on-demand`. Throws kubectl's own words. */
export function built(folder: string, components: readonly string[] = []): readonly Manifest[] {
  const here = mkdtempSync(join(tmpdir(), "netdiag-kustomize-"));
  try {
    const at = (...path: string[]): string => relative(here, join(root, "deploy", ...path));
    const kustomization = {
      apiVersion: "kustomize.config.k8s.io/v1beta1",
      kind: "Kustomization",
      resources: [at(folder)],
      components: components.map((name) => at("components", name)),
    };
    writeFileSync(join(here, "kustomization.yaml"), JSON.stringify(kustomization));
    const { stdout, stderr } = spawnSync("kubectl", ["kustomize", here], { encoding: "utf8" });
    if (stderr !== "") throw new Error(stderr);
    return parseAllDocuments(stdout).map((document) => Manifest.parse(document.toJS()));
  } finally {
    rmSync(here, { recursive: true });
  }
}

/** Throws when there is none. */
export function one(objects: readonly Manifest[], kind: string, name: string | RegExp): Manifest {
  const found = objects.find(
    (each) =>
      each.kind === kind &&
      (typeof name === "string" ? each.metadata?.name === name : name.test(each.metadata?.name ?? "")),
  );
  if (!found) throw new Error(`no ${kind} ${String(name)} was built`);
  return found;
}
