import { healthyIncident } from "../lab/clusters/incident.ts";
import { daemonSet } from "../lab/clusters/objects.ts";
import { defineScenario } from "./scenario.ts";

const ip = "169.254.20.10";
const waits = `ss -Hlnu 'src ${ip}'`;

export const nodeLocalCache = defineScenario({
  name: "nd103-node-local-cache",
  says: "the DNS cache on the client's own node is gone",
  cluster: {
    ...healthyIncident,
    nodeLocalDNS: ip,
    objects: [
      ...healthyIncident.objects,
      daemonSet({
        namespace: "kube-system",
        name: "node-local-dns",
        labels: { "k8s-app": "node-local-dns" },
        image: "registry.k8s.io/dns/k8s-dns-node-cache:1.26.4",
        podSpec: { hostNetwork: true },
      }),
    ],
  },
  break: [
    {
      do: "on-node",
      node: "node1",
      script: `for pid in $(pgrep dnsmasq)
do
  if tr '\\0' ' ' </proc/$pid/cmdline | grep -q 'listen-address=${ip}'
  then tr '\\0' '\\n' </proc/$pid/cmdline >/run/kept-cache; kill $pid
  fi
done
while [ -n "$(${waits})" ]; do sleep 0.01; done`,
    },
  ],
  heal: [
    {
      do: "on-node",
      node: "node1",
      script: `xargs -a /run/kept-cache -d '\\n' sh -c '"$0" "$@" </dev/null >/dev/null 2>&1 &'
while [ -z "$(${waits})" ]; do sleep 0.01; done`,
    },
  ],
  ask: "demo/client -> http://shop/",
  expect: {
    verdict: "blocked",
    cause: "ND103",
    hopKind: "asking",
    node: "node1",
    object: { kind: "Pod", namespace: "kube-system" },
  },
});
