/** A Service of every kind, each with somebody behind it. */
import type { KubeObject } from "../../lab/api/object.ts";
import { deployment, service } from "../../lab/clusters/objects.ts";

function shopBy(name: string, clusterIP: string, spec: Readonly<Record<string, unknown>>): KubeObject {
  const made = service({
    namespace: "demo",
    name,
    clusterIP,
    selector: { app: "shop" },
    ports: [{ name: "web", port: 80, targetPort: "web" }],
  });
  const own: unknown = made["spec"];
  return { ...made, spec: { ...(typeof own === "object" ? own : {}), ...spec } };
}

export function servicesOfEveryKind(): readonly KubeObject[] {
  return [
    service({
      namespace: "test",
      name: "details-headless",
      clusterIP: "None",
      selector: { app: "details" },
      ports: [{ name: "http", port: 9080 }],
    }),
    shopBy("sticky", "10.96.12.20", {
      sessionAffinity: "ClientIP",
      sessionAffinityConfig: { clientIP: { timeoutSeconds: 10_800 } },
    }),
    shopBy("near", "10.96.12.21", { internalTrafficPolicy: "Local" }),
    shopBy("open", "10.96.12.22", {
      type: "NodePort",
      externalTrafficPolicy: "Local",
      ports: [{ name: "web", port: 80, targetPort: "web", protocol: "TCP", nodePort: 31_080 }],
    }),
    shopBy("external", "10.96.12.23", { externalIPs: ["192.168.0.50"] }),
    shopBy("several", "10.96.12.24", {
      ports: [
        { name: "web", port: 80, targetPort: "web", protocol: "TCP" },
        { name: "other", port: 8081, targetPort: 8080, protocol: "TCP" },
      ],
    }),
    deployment({
      namespace: "demo",
      name: "udp",
      labels: { app: "udp" },
      image: "udp:1",
      ports: [{ name: "udp", containerPort: 5000, protocol: "UDP" }],
    }),
    service({
      namespace: "demo",
      name: "udp",
      clusterIP: "10.96.12.25",
      selector: { app: "udp" },
      ports: [{ name: "udp", port: 5000, protocol: "UDP" }],
    }),
    deployment({
      namespace: "demo",
      name: "gate",
      labels: { app: "gate" },
      image: "gate:1",
      ports: [{ name: "http", containerPort: 8080, hostPort: 8088 }],
    }),
    service({
      namespace: "demo",
      name: "gate",
      clusterIP: "10.96.12.26",
      selector: { app: "gate" },
      ports: [{ name: "http", port: 8080 }],
    }),
    service({
      namespace: "demo",
      name: "outside",
      clusterIP: "10.96.12.27",
      ports: [{ name: "api", port: 6443 }],
    }),
    {
      apiVersion: "discovery.k8s.io/v1",
      kind: "EndpointSlice",
      metadata: {
        namespace: "demo",
        name: "outside-1",
        labels: { "kubernetes.io/service-name": "outside" },
      },
      addressType: "IPv4",
      endpoints: [{ addresses: ["192.168.0.1"], conditions: { ready: true } }],
      ports: [{ name: "api", port: 6443, protocol: "TCP" }],
    },
  ];
}
