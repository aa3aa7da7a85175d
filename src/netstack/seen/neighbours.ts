import { sameAddress } from "../numbers/cidr.ts";

/** An entry of the ARP or NDP table, as `ip -j neigh` shows it. */
export interface Neighbour {
  readonly ip: string;
  readonly device: string;
  /** Absent while nobody answered. */
  readonly mac?: string;
  /** `REACHABLE`, `STALE`, `DELAY`, `PROBE`, `PERMANENT`, `NOARP`, `INCOMPLETE`, `FAILED`. */
  readonly state: readonly string[];
}

/** The entry of an address on a device. */
export function neighbourFor(
  neighbours: readonly Neighbour[],
  device: string,
  ip: string,
): Neighbour | undefined {
  return neighbours.find((entry) => entry.device === device && sameAddress(entry.ip, ip));
}

/** Asked for and not answered: packets to it are thrown away. */
export function isUnresolved(neighbour: Neighbour): boolean {
  return neighbour.state.includes("FAILED") || neighbour.state.includes("INCOMPLETE");
}
