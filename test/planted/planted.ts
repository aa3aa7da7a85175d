/** A cluster and its nodes in which somebody keeps secrets wherever there is room for one. */

/** One for each place; none looks like any other. */
export const planted = (place: string): string => `hunter2${place}planted`;
export const places = [
  "env",
  "argument",
  "command",
  "volume",
  "annotation",
  "lastapplied",
  "policyannotation",
  "configmap",
  "corefile",
  "statusmessage",
  "waitingmessage",
  "managedfields",
  "process",
  "header",
  "cookie",
  "stderr",
  "pasted",
  "typed",
  "query",
] as const;

const metadata = (name: string, labels: object = {}) => ({
  name,
  namespace: "shop",
  labels: { app: name, ...labels },
  annotations: {
    note: planted("annotation"),
    "kubectl.kubernetes.io/last-applied-configuration": `{"env":"${planted("lastapplied")}"}`,
  },
  managedFields: [{ manager: "kubectl", fieldsV1: { [planted("managedfields")]: {} } }],
});

function pod(name: string, ip: string, labels?: object) {
  const container = {
    name: "main",
    env: [{ name: "DB_PASSWORD", value: planted("env") }],
    args: ["--key", planted("argument")],
    command: ["run", planted("command")],
    ports: [{ containerPort: 8080 }],
  };
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: metadata(name, labels),
    spec: {
      nodeName: "node1",
      containers: [container],
      initContainers: [container],
      volumes: [{ name: "v", csi: { volumeAttributes: { key: planted("volume") } } }],
    },
    status: {
      phase: "Running",
      podIP: ip,
      podIPs: [{ ip }],
      conditions: [
        {
          type: "Ready",
          status: "False",
          message: `cannot reach postgres://app:${planted("statusmessage")}@db:5432/shop`,
        },
      ],
      containerStatuses: [
        {
          name: "main",
          ready: false,
          containerID: `containerd://${"ab".repeat(32)}`,
          state: {
            waiting: {
              reason: "CrashLoopBackOff",
              message: `run --token=${planted("waitingmessage")} failed`,
            },
          },
        },
      ],
    },
  };
}

const policy = {
  apiVersion: "networking.k8s.io/v1",
  kind: "NetworkPolicy",
  metadata: {
    name: "closed",
    namespace: "shop",
    annotations: { "example.com/webhook-token": planted("policyannotation") },
  },
  spec: {
    podSelector: {},
    policyTypes: ["Ingress"],
    ingress: [{ from: [{ podSelector: { matchLabels: { app: "admin" } } }] }],
  },
};

export const corefile = `.:53 {\n  route53 example.org. {\n    aws_access_key AKIA ${planted("corefile")}\n  }\n  kubernetes cluster.local\n}\n`;
const service = {
  metadata: metadata("web"),
  spec: {
    clusterIP: "10.96.0.20",
    clusterIPs: ["10.96.0.20"],
    selector: { app: "web" },
    ports: [{ port: 80, targetPort: 8080 }],
  },
};
const slice = {
  metadata: { name: "web-1", namespace: "shop", labels: { "kubernetes.io/service-name": "web" } },
  addressType: "IPv4",
  endpoints: [
    {
      addresses: ["10.244.1.2"],
      conditions: { ready: true },
      nodeName: "node1",
      targetRef: { kind: "Pod", name: "web", namespace: "shop" },
    },
  ],
  ports: [{ port: 8080, protocol: "TCP" }],
};
const pods = [
  pod("web", "10.244.1.2"),
  pod("client", "10.244.1.3"),
  pod("other", "10.244.1.4", { kept: "labelvalue" }),
];
export const lists: Readonly<Record<string, readonly object[]>> = {
  pods,
  services: [service],
  endpointslices: [slice],
  networkpolicies: [policy],
  namespaces: [{ metadata: { ...metadata("shop"), namespace: undefined } }],
};

/** What tools print on a node, whatever they are asked. */
export const printed = [
  `LISTEN 0 128 0.0.0.0:8080 0.0.0.0:* users:(("run --password=${planted("process")}",pid=1,fd=3))`,
  "HTTP/1.1 401 Unauthorized",
  `Authorization: Bearer ${planted("header")}`,
  `Set-Cookie: session=${planted("cookie")}; Path=/`,
  `Location: http://web.shop/login?next=${planted("query")}`,
].join("\n");

export const tools = [
  "ip",
  "ss",
  "bridge",
  "tc",
  "nft",
  "ipset",
  "ipvsadm",
  "conntrack",
  "curl",
  "dig",
  "ping",
  "socat",
  "tcpdump",
  "ethtool",
  "nsenter",
  "iptables-nft-save",
  "iptables-legacy-save",
  "ip6tables-nft-save",
  "ip6tables-legacy-save",
];
