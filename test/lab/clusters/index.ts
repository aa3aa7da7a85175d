import type { LabCluster } from "./cluster.ts";
import { healthyIncident, incident } from "./incident.ts";
import { recorded } from "./recorded.ts";

/** The clusters by the name `--cluster` takes. */
export const clusters: Readonly<Record<string, LabCluster>> = {
  incident,
  healthy: healthyIncident,
  recorded,
};
