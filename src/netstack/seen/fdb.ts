/** A forwarding entry of a bridge or VXLAN device, as `bridge -j fdb` shows it. */
export interface FdbEntry {
  readonly mac: string;
  readonly device: string;
  /** VXLAN: the node the frame is sent to. */
  readonly destination?: string;
  readonly master?: string;
  readonly vlan?: number;
  /** `permanent`, `static`, or "" for learned. */
  readonly state: string;
  readonly flags: readonly string[];
}

/** The all-zero entry: where a VXLAN device sends frames for MACs it does not know. */
const floodMac = "00:00:00:00:00:00";

/** Entries that carry a MAC over a device; several when a frame is sent to many nodes. */
export function fdbFor(entries: readonly FdbEntry[], device: string, mac: string): readonly FdbEntry[] {
  const wanted = mac.toLowerCase();
  return entries.filter((entry) => entry.device === device && entry.mac.toLowerCase() === wanted);
}

/** Where a VXLAN device sends a MAC: by its own entries, else by the flood entries. Empty when nowhere. */
export function vxlanDestinations(
  entries: readonly FdbEntry[],
  device: string,
  mac: string,
): readonly string[] {
  const own = destinations(fdbFor(entries, device, mac));
  return own.length > 0 ? own : destinations(fdbFor(entries, device, floodMac));
}

function destinations(entries: readonly FdbEntry[]): readonly string[] {
  return entries.flatMap((entry) => entry.destination ?? []);
}
