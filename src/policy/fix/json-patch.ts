/** JSON patches (RFC 6902), as `kubectl patch --type=json` takes them. */
import type { RuleShape } from "../adapters/network-policy-schema.ts";

/** One operation. A `test` for null holds where there is nothing: so reads the API server's library. */
export interface JsonPatch {
  readonly op: "add" | "replace" | "test";
  readonly path: string;
  readonly value: unknown;
}

/** Makes the whole patch fail when the object changed there meanwhile. */
export function expects(path: string, value: unknown): JsonPatch {
  return { op: "test", path, value: value ?? null };
}

/** A list as the API server keeps it: an empty one is not kept. */
export function storedList(list: readonly unknown[] | null | undefined): unknown {
  return list && list.length > 0 ? list : null;
}

/** As `storedList`; the API server writes out the protocol. */
export function storedPorts(ports: RuleShape["ports"]): unknown {
  return storedList(ports?.map((port) => ({ ...port, protocol: port.protocol ?? "TCP" })));
}
