/** Acts on a node's tunnel that are put right again with all that hangs on it: addresses, routes, entries. */
import type { Act } from "./scenario.ts";

/** Makes the tunnel anew with other settings, as when its agent was told something else than the others. */
export function tunnelMadeAnew(node: string, settings: string): Act {
  return {
    do: "on-node",
    node,
    script: `D=vxlan.calico
M=$(cat /sys/class/net/$D/address); A=$(ip -o -4 addr show $D | awk '{print $4}'); L=$(ip -o -4 addr show ens3 | awk '{sub("/.*", "", $4); print $4}')
ip route show dev $D >/run/routes; ip neigh show dev $D nud permanent >/run/entries; bridge fdb show dev $D | grep dst >/run/fdb
ip link del $D
ip link add $D address $M mtu 1450 type vxlan ${settings} local $L dev ens3 nolearning
ip addr add $A dev $D; ip link set $D up
while read -r ip _ mac _; do ip neigh replace $ip lladdr $mac dev $D nud permanent; done </run/entries
while read -r route; do ip route replace $route dev $D; done </run/routes
while read -r mac _ dst _; do bridge fdb append $mac dev $D dst $dst self permanent; done </run/fdb`,
  };
}

/** As the cluster's others have it. */
export const usualTunnel = "id 4096 dstport 4789";
