import { deviceOf, underlayGateway } from "./addressing.ts";
import type { LabNodeSpec } from "./network.ts";

/** The switch and a cable to each node, made in the lab's own network; `pids` as seen from there. */
export function underlayLines(nodes: readonly LabNodeSpec[], pids: ReadonlyMap<string, number>): string[] {
  const gateways = new Set(
    nodes
      .flatMap((node) => [node.ip, ...(node.ip6 ? [node.ip6] : [])])
      .map((ip) => {
        const gateway = underlayGateway(ip);
        return `addr add ${gateway.ip}/${gateway.prefix} dev br0${gateway.ip.includes(":") ? " nodad" : ""}`;
      }),
  );
  return [
    "link add br0 type bridge",
    ...gateways,
    "link set br0 up",
    ...nodes.flatMap(({ name, ...node }) => [
      `link add v-${name} mtu 1500 type veth peer name ${deviceOf({ name, ...node })} mtu 1500 netns ${pids.get(name) ?? 0}`,
      `link set v-${name} master br0 up`,
    ]),
  ];
}
