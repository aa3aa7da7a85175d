/** The generations of tools that the probes are run with for real. */
import { debugRoot } from "../lab/debug-root/debug-root.ts";

const shipped = await debugRoot();

/** Of this machine and, where a root of them can be had, of the shipped image: in words, and the folder they are in. */
export const generations: readonly (readonly [string, string | undefined])[] = [
  ["of this machine", undefined],
  ...(shipped.path === undefined ? [] : [["of the shipped image", shipped.path] as const]),
];
