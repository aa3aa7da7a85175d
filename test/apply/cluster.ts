/** A cluster in memory that is written to: what it holds, and how it answers. */
import { NotChanged, type ClusterChanges, type Standing, type Writing } from "../../src/apply/doors.ts";
import type { ChangeManifest } from "../../src/model/change.ts";

export interface MemoryCluster extends ClusterChanges {
  standing: Standing | undefined;
  readonly written: (Writing & { readonly manifest: ChangeManifest })[];
  /** What the next writes do instead, tried or made. */
  fails: { readonly tried?: NotChanged; readonly made?: NotChanged; readonly reading?: NotChanged };
  forbids: string | undefined;
  /** What a webhook makes of the object. */
  turns: (spec: ChangeManifest["spec"]) => ChangeManifest["spec"];
}

export function memoryCluster(): MemoryCluster {
  let version = 100;
  const cluster: MemoryCluster = {
    standing: undefined,
    written: [],
    fails: {},
    forbids: undefined,
    turns: (spec) => spec,
    read: () =>
      cluster.fails.reading ? Promise.reject(cluster.fails.reading) : Promise.resolve(cluster.standing),
    mayNot: () => Promise.resolve(cluster.forbids),
    apply: (manifest, writing) => {
      cluster.written.push({ ...writing, manifest });
      const { tried, made } = cluster.fails;
      if (writing.dryRun && tried) return Promise.reject(tried);
      if (!writing.dryRun && made) return Promise.reject(made);
      const standing: Standing = {
        uid: cluster.standing?.uid ?? "uid-1",
        resourceVersion: String((version += 1)),
        spec: cluster.turns(manifest.spec),
        owners: [],
        managers: ["netdiag"],
      };
      if (!writing.dryRun) cluster.standing = standing;
      return Promise.resolve(standing);
    },
  };
  return cluster;
}
