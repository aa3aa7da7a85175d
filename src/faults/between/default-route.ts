/** One repair, whatever misses the route: several faults of a node say it in the same words. */
export function defaultRouteAgain(node: string): string {
  return `give ${node} its default route again: see what configures its network (DHCP, netplan, NetworkManager)`;
}
