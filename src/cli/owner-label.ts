import { hostname } from "node:os";

/** A label value: who made a debug pod. */
export function ownerLabel(): string {
  const name = hostname()
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]/g, "-")
    .slice(0, 40)
    .replaceAll(/^-+|(?<!-)-+$/g, "");
  return `cli-${name === "" ? "host" : name}`;
}
