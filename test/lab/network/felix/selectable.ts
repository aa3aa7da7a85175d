import type { Labels } from "./selector-language.ts";

/** Something a selector can mean. */
export interface Selectable {
  /** Its own, and those it has from its namespace and service account. */
  readonly labels: Labels;
  /** Addresses and blocks. */
  readonly nets: readonly string[];
  readonly ports: readonly { readonly name: string; readonly protocol: string; readonly port: number }[];
}
