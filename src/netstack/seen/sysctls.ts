/** Kernel settings of a network namespace that let packets pass or not. Absent means: the kernel has no such setting. */
export interface Sysctls {
  readonly forwarding4: boolean;
  readonly forwarding6?: boolean;
  readonly ipv6Disabled?: boolean;
  /** Whether bridged packets go through iptables; absent when br_netfilter is not loaded. */
  readonly bridgeCallsIptables?: boolean;
  readonly bridgeCallsIp6tables?: boolean;
  readonly conntrackCount?: number;
  readonly conntrackMax?: number;
  readonly conntrackLiberal?: boolean;
  readonly localPorts?: { readonly from: number; readonly to: number };
  /** Of each interface, `all` and `default` included. */
  readonly devices: ReadonlyMap<string, DeviceSysctls>;
}

export interface DeviceSysctls {
  readonly forwarding: boolean;
  /** 0 off, 1 strict, 2 loose. */
  readonly rpFilter: number;
  readonly proxyArp: boolean;
  readonly arpIgnore: number;
  readonly routeLocalnet: boolean;
  readonly acceptLocal: boolean;
}

/** The reverse path filter in force on a device: the kernel takes the higher of `all` and the device's own. */
export function rpFilterOn(sysctls: Sysctls, device: string): number | undefined {
  const own = sysctls.devices.get(device)?.rpFilter;
  const all = sysctls.devices.get("all")?.rpFilter;
  return own === undefined || all === undefined ? undefined : Math.max(own, all);
}

/** Whether proxy ARP is on for a device: its own or for all. */
export function proxyArpOn(sysctls: Sysctls, device: string): boolean | undefined {
  const own = sysctls.devices.get(device)?.proxyArp;
  if (own === undefined) return undefined;
  return own || sysctls.devices.get("all")?.proxyArp === true;
}

/** No room for one more connection. */
export function isConntrackFull(sysctls: Sysctls): boolean {
  const { conntrackCount: count, conntrackMax: max } = sysctls;
  return count !== undefined && max !== undefined && max > 0 && count >= max;
}
