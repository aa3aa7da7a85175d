/** What the CNI plugin `portmap`, which Calico installs beside its own, writes for pods with a hostPort. */
import { createHash } from "node:crypto";
import { emptyRuleset } from "../rule-delta.ts";
import type { Family, Ruleset } from "../ruleset.ts";
import type { LabPodSpec } from "../network.ts";

const network = "k8s-pod-network";

/** `CNI-DN-` and what keeps the name short enough (portmap: utils.MustFormatChainNameWithPrefix). */
function podChain(containerId: string): string {
  const digest = createHash("sha512").update(`${network}${containerId}`).digest("hex");
  return `CNI-DN-${digest.slice(0, 21)}`;
}

/** The rules of one node for its pods; nothing at all, not even a hook, while none has a hostPort. */
export function hostPortRules(pods: readonly LabPodSpec[], family: Family): Ruleset {
  const served = pods.flatMap((pod) => {
    const ip = family === 4 ? pod.ip : pod.ip6;
    const ports = (pod.hostPorts ?? []).filter(
      ({ hostIP }) => hostIP === undefined || hostIP.includes(":") === (family === 6),
    );
    return ip === undefined || pod.hostNetwork === true || ports.length === 0
      ? []
      : [{ ip, ports, chain: podChain(pod.uid), id: pod.containerIds[0] ?? "" }];
  });
  if (served.length === 0) return emptyRuleset;
  const local = "-m addrtype --dst-type LOCAL -j CNI-HOSTPORT-DNAT";
  return {
    ...emptyRuleset,
    nat: {
      hooks: [
        `-A PREROUTING ${local}`,
        `-A OUTPUT ${local}`,
        `-I POSTROUTING 1 -m comment --comment "CNI portfwd requiring masquerade" -j CNI-HOSTPORT-MASQ`,
      ],
      chains: new Map([
        [
          "CNI-HOSTPORT-DNAT",
          served.flatMap(({ ports, chain, id }) =>
            protocolsOf(ports).map(
              (protocol) =>
                `-A CNI-HOSTPORT-DNAT -p ${protocol} -m comment --comment "dnat name: \\"${network}\\" id: \\"${id}\\"" -m multiport --dports ${numbersOf(ports, protocol)} -j ${chain}`,
            ),
          ),
        ],
        ["CNI-HOSTPORT-MASQ", ["-A CNI-HOSTPORT-MASQ -m mark --mark 0x2000/0x2000 -j MASQUERADE"]],
        [
          "CNI-HOSTPORT-SETMARK",
          [
            `-A CNI-HOSTPORT-SETMARK -m comment --comment "CNI portfwd masquerade mark" -j MARK --set-xmark 0x2000/0x2000`,
          ],
        ],
        ...served.map(({ ip, ports, chain }): [string, string[]] => [
          chain,
          ports.flatMap(({ hostPort, containerPort, protocol, hostIP }) => {
            const name = protocol.toLowerCase();
            const on = hostIP === undefined ? "" : ` -d ${hostIP}`;
            const match = `-p ${name}${on} -m ${name} --dport ${hostPort}`;
            const to = family === 6 ? `[${ip}]:${containerPort}` : `${ip}:${containerPort}`;
            return [
              // The pod itself, and the node by its loopback address, would get their own packets back.
              `-A ${chain} -s ${ip} ${match} -j CNI-HOSTPORT-SETMARK`,
              ...(family === 4 ? [`-A ${chain} -s 127.0.0.1/32 ${match} -j CNI-HOSTPORT-SETMARK`] : []),
              `-A ${chain} ${match} -j DNAT --to-destination ${to}`,
            ];
          }),
        ]),
      ]),
    },
  };
}

type Ports = NonNullable<LabPodSpec["hostPorts"]>;

const protocolsOf = (ports: Ports): readonly string[] => [
  ...new Set(ports.map(({ protocol }) => protocol.toLowerCase())),
];

const numbersOf = (ports: Ports, protocol: string): string =>
  ports
    .filter((port) => port.protocol.toLowerCase() === protocol)
    .map(({ hostPort }) => hostPort)
    .join(",");
