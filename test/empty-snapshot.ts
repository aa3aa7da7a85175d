import type { ClusterSnapshot } from "../src/model/snapshot.ts";

/** A cluster of which nothing was read, and nothing failed to be. */
export const emptySnapshot: ClusterSnapshot = {
  pods: [],
  services: [],
  endpointSlices: [],
  namespaces: [],
  nodes: [],
  workloads: [],
  policies: [],
  notRead: [],
  asked: { from: [], to: [] },
};
