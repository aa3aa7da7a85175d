/** What `kubectl get` prints: the columns of the kinds people look at, name and age for the rest. */
import { at, isFields, type KubeObject } from "./object.ts";
import type { KubeList } from "./list.ts";

type Cell = string | number;
interface Column {
  readonly name: string;
  /** Shown with `-o wide` only. */
  readonly wide?: boolean;
  readonly cell: (object: KubeObject) => Cell;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown, absent = "<none>"): Cell {
  return typeof value === "string" || typeof value === "number" ? value : absent;
}

const field = (name: string, path: string, absent?: string): Column => ({
  name,
  cell: (object) => text(at(object, path), absent),
});
const wide = (column: Column): Column => ({ ...column, wide: true });

const nameColumn = field("Name", "metadata.name");
const ageColumn: Column = {
  name: "Age",
  cell: (object) => age(Date.now() - Date.parse(object.metadata.creationTimestamp ?? "")),
};

const columns: Readonly<Record<string, readonly Column[]>> = {
  Pod: [
    nameColumn,
    {
      name: "Ready",
      cell: (pod) => {
        const statuses = list(at(pod, "status.containerStatuses"));
        const ready = statuses.filter((status) => at(status, "ready") === true).length;
        return `${ready}/${list(at(pod, "spec.containers")).length}`;
      },
    },
    {
      name: "Status",
      cell: (pod) =>
        pod.metadata.deletionTimestamp === undefined
          ? text(at(pod, "status.reason") ?? at(pod, "status.phase"))
          : "Terminating",
    },
    {
      name: "Restarts",
      cell: (pod) =>
        list(at(pod, "status.containerStatuses")).reduce<number>(
          (sum, status) => sum + Number(at(status, "restartCount") ?? 0),
          0,
        ),
    },
    ageColumn,
    wide(field("IP", "status.podIP")),
    wide(field("Node", "spec.nodeName")),
  ],
  Service: [
    nameColumn,
    field("Type", "spec.type"),
    field("Cluster-IP", "spec.clusterIP"),
    {
      name: "Port(s)",
      cell: (service) =>
        list(at(service, "spec.ports"))
          .map((port) => `${text(at(port, "port"))}/${text(at(port, "protocol"))}`)
          .join(","),
    },
    ageColumn,
    wide({ name: "Selector", cell: (service) => labelText(at(service, "spec.selector")) }),
  ],
  Node: [
    nameColumn,
    {
      name: "Status",
      cell: (node) => {
        const ready = list(at(node, "status.conditions")).find(
          (condition) => at(condition, "type") === "Ready",
        );
        return at(ready, "status") === "True" ? "Ready" : "NotReady";
      },
    },
    ageColumn,
    field("Version", "status.nodeInfo.kubeletVersion"),
    wide({ name: "Internal-IP", cell: (node) => text(at(list(at(node, "status.addresses"))[0], "address")) }),
  ],
  NetworkPolicy: [
    nameColumn,
    {
      name: "Pod-Selector",
      cell: (policy) => labelText(at(policy, "spec.podSelector.matchLabels")),
    },
    ageColumn,
  ],
  EndpointSlice: [
    nameColumn,
    field("AddressType", "addressType"),
    {
      name: "Ports",
      cell: (slice) =>
        list(slice["ports"])
          .map((port) => text(at(port, "port")))
          .join(",") || "<unset>",
    },
    {
      name: "Endpoints",
      cell: (slice) =>
        list(slice["endpoints"])
          .flatMap((endpoint) => list(at(endpoint, "addresses")))
          .join(",") || "<unset>",
    },
    ageColumn,
  ],
  Namespace: [nameColumn, field("Status", "status.phase"), ageColumn],
  Deployment: [
    nameColumn,
    {
      name: "Ready",
      cell: (object) =>
        `${text(at(object, "status.readyReplicas"), "0")}/${text(at(object, "spec.replicas"), "1")}`,
    },
    ageColumn,
  ],
};

/** True when the client asks for a Table first; else it gets the objects. */
export function wantsTable(accept: string | undefined): boolean {
  return /^application\/json;as=Table;v=v1\b/.test(accept ?? "");
}

/** The objects as a meta.k8s.io/v1 Table. */
export function tableOf(
  kind: string,
  objects: readonly KubeObject[],
  metadata: KubeList["metadata"],
): unknown {
  const shown = columns[kind] ?? [nameColumn, ageColumn];
  return {
    kind: "Table",
    apiVersion: "meta.k8s.io/v1",
    metadata,
    columnDefinitions: shown.map((column) => ({
      name: column.name,
      type: "string",
      format: column.name === "Name" ? "name" : "",
      description: "",
      priority: column.wide ? 1 : 0,
    })),
    rows: objects.map((object) => ({
      cells: shown.map((column) => column.cell(object)),
      object: { kind: "PartialObjectMetadata", apiVersion: "meta.k8s.io/v1", metadata: object.metadata },
    })),
  };
}

function labelText(labels: unknown): string {
  if (!isFields(labels) || Object.keys(labels).length === 0) return "<none>";
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${String(value)}`)
    .join(",");
}

function age(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  if (Number.isNaN(seconds)) return "<unknown>";
  if (seconds < 120) return `${seconds}s`;
  if (seconds < 7200) return `${Math.floor(seconds / 60)}m`;
  return seconds < 172_800 ? `${Math.floor(seconds / 3600)}h` : `${Math.floor(seconds / 86_400)}d`;
}
