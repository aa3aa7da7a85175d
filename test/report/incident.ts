import type { PodEndpoint } from "../../src/model/endpoint.ts";
import type { Flow } from "../../src/model/flow.ts";
import type { HopKind } from "../../src/model/hop.ts";
import type { Question } from "../../src/model/question.ts";
import type { WeighedFinding, FlowReport, Report } from "../../src/model/report.ts";
import type { Step, StepMark } from "../../src/model/step.ts";

/** Reports of one incident in its possible endings, shaped as a diagnosis leaves them. */

export const question: Question = {
  text: "ingress-nginx -> productpage",
  from: { type: "object", name: "ingress-nginx" },
  to: { type: "object", name: "productpage" },
};

function pod(namespace: string, name: string, node: string, ip: string): PodEndpoint {
  const containerIds = ["4b0d1d6e1f0c".padEnd(64, "0")];
  return { type: "pod", namespace, name, ips: [ip], node, hostNetwork: false, ready: true, containerIds };
}

const controller = pod("ingress-nginx", "ingress-nginx-7d9c", "node1", "10.233.70.3");
export const productpage = pod("test", "productpage-6f5d", "node3", "10.233.75.9");
export const secondProductpage = pod("test", "productpage-8kq2", "node3", "10.233.75.12");

export function flowTo(target: PodEndpoint, id: string): Flow {
  return {
    id,
    from: controller,
    to: target,
    family: 4,
    sourceIP: "10.233.70.3",
    destinationIP: target.ips[0] ?? "",
    protocol: "TCP",
    port: 9080,
    service: {
      namespace: "test",
      name: "productpage",
      clusterIP: "10.96.11.4",
      port: 9080,
      portName: "http",
    },
  };
}

export const flows: readonly Flow[] = [flowTo(productpage, "f1"), flowTo(secondProductpage, "f2")];

interface StepWords {
  readonly node?: string;
  readonly in?: string;
  readonly out?: string;
  readonly decision?: string;
}

export function step(
  kind: HopKind,
  name: string,
  mark: StepMark,
  facts: readonly string[],
  words: StepWords = {},
): Step {
  return {
    hop: {
      kind,
      name,
      ...(words.node === undefined ? {} : { node: words.node }),
      ...(words.in === undefined ? {} : { deviceIn: words.in }),
      ...(words.out === undefined ? {} : { deviceOut: words.out }),
      ...(words.decision === undefined ? {} : { decision: words.decision }),
      packet: { family: 4, protocol: "TCP", source: "10.233.70.3", destination: "10.233.75.9", port: 9080 },
    },
    mark,
    facts: [...facts],
    outcomes: [],
  };
}

export const cause: WeighedFinding = {
  code: "ND410",
  title: "No ingress rule admits the source",
  confidence: "confirmed",
  at: "node3 califefebb442cd",
  hopKind: "pod-in",
  flowIds: ["f1", "f2"],
  explains: [
    "it fails as well through the Service (3 of 3)",
    "it is answered from the target's node, on a way that does not cross the place that is broken",
  ],
  against: [],
  rivals: [],
  finding: {
    says: "NetworkPolicy test/productpage-isolation admits only namespaces of workspace demo; ingress-nginx is in system-workspace",
    because: [
      {
        source: "model",
        says: "the nearest rule asks for kubesphere.io/workspace=demo, the namespace has kubesphere.io/workspace=system-workspace",
        quote: "namespaceSelector: kubesphere.io/workspace=demo",
      },
      { source: "probe", says: "7 of 7 fresh connections timed out" },
      {
        source: "kernel",
        says: "a DROP rule in front of the pod moved by 7 while the packets were sent",
        quote:
          '-A cali-tw-califefebb442cd -m comment --comment "End of tier default. Drop if no policies passed packet" -j DROP   [12 → 19]',
      },
    ],
    object: { kind: "NetworkPolicy", namespace: "test", name: "productpage-isolation" },
    node: "node3",
    device: "califefebb442cd",
    rule: "cali-tw-califefebb442cd",
  },
};

function way(stoppedAtPod: boolean): Step[] {
  const end: StepMark = stoppedAtPod ? "not-reached" : "passed";
  const podIn = step(
    "pod-in",
    "node3 califefebb442cd",
    stoppedAtPod ? "stopped" : "passed",
    stoppedAtPod ? ["saw 7 on vxlan.calico, 0 on califefebb442cd"] : ["saw 7"],
    { node: "node3", in: "vxlan.calico", out: "califefebb442cd" },
  );
  const { code, title, finding } = cause;
  return [
    step("source", "ingress-nginx-7d9c eth0", "passed", ["sent 7"], { node: "node1", out: "eth0" }),
    step("node-out", "node1", "passed", ["saw 7"], {
      node: "node1",
      in: "cali1a2b3c4d5e6",
      out: "vxlan.calico",
      decision: "route via vxlan.calico",
    }),
    step("tunnel", "node1 → node3", "passed", ["VXLAN", "0.4 ms", "MTU 1450 fits"], {
      in: "vxlan.calico",
      out: "ens3",
    }),
    step("node-in", "node3", "passed", ["saw 7 on vxlan.calico"], {
      node: "node3",
      in: "ens3",
      out: "vxlan.calico",
      decision: "route via califefebb442cd",
    }),
    stoppedAtPod ? { ...podIn, outcomes: [{ result: "found", code, title, finding }] } : podIn,
    step("socket", "productpage-6f5d", end, ["listening on 0.0.0.0:9080", "answers from its own node"], {
      node: "node3",
      in: "eth0",
    }),
  ];
}

const policyYaml = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: allow-ingress-nginx-to-productpage
  namespace: test
spec:
  podSelector:
    matchLabels:
      app: productpage
  policyTypes: [Ingress]
  ingress:
    - from:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: ingress-nginx
          podSelector:
            matchLabels:
              app.kubernetes.io/name: ingress-nginx
      ports:
        - protocol: TCP
          port: 9080
`;

export function flowReport(flow: Flow, answered: number): FlowReport {
  const to = "test/productpage-6f5d";
  const tally = { to, protocol: "TCP", port: 9080, sent: 7 };
  const failed = answered === 0;
  return {
    flow,
    reached: failed ? "no" : "yes",
    main: {
      ...tally,
      from: "ingress-nginx/ingress-nginx-7d9c",
      answered,
      ...(failed ? { failure: "timed out" } : { medianMs: 0.6 }),
    },
    grid: [
      {
        ...tally,
        label: "from node1",
        from: "node1",
        sent: 2,
        answered: failed ? 0 : 2,
        ...(failed ? { failure: "timed out" } : { medianMs: 0.5 }),
      },
      {
        ...tally,
        label: "from node3, the target's own node",
        from: "node3",
        sent: 2,
        answered: 2,
        medianMs: 0.1,
      },
    ],
    steps: way(failed),
  };
}

const timings = {
  firstAnswerMs: 140,
  totalMs: 1310,
  nodes: [
    { node: "node1", execs: 1, roundTrips: 4, bytes: 21_400 },
    { node: "node3", execs: 1, roundTrips: 4, bytes: 23_812 },
  ],
};

export const blocked: Report = {
  version: 1,
  question,
  verdict: "blocked",
  headline: "productpage does not accept connections from ingress-nginx",
  confidence: "confirmed",
  cause,
  also: [],
  fix: {
    summary: "allow ingress-nginx to productpage on TCP 9080",
    yaml: policyYaml,
    checked: true,
    alsoOpens: [],
    caution:
      "The policy is generated by workspace isolation: editing it will be undone. Or allow the namespace in the project's network isolation settings",
  },
  policy: {
    verdict: "deny",
    sentence: "Ingress to productpage is denied by test/productpage-isolation",
    egress: ["No policy selects ingress-nginx: everything may leave"],
    ingress: [
      "test/productpage-isolation (created 14:01 by kubesphere-controller) selects productpage",
      "Nearest rule: namespaceSelector kubesphere.io/workspace=demo; ingress-nginx has system-workspace",
    ],
  },
  flows: flows.map((flow) => flowReport(flow, 0)),
  endpoints: { answered: 0, probed: 2, total: 2 },
  notes: [
    "existing connections still work, new ones do not",
    "a ping to 10.96.11.4 is answered by node1 itself and says nothing about the pods",
  ],
  notChecked: [],
  suspects: [
    {
      code: "ND410",
      title: cause.title,
      result: "found",
      says: ["It is the cause that the answer tells."],
    },
    {
      code: "ND622",
      title: "The program's listen queue is full",
      result: "not-looked-at",
      says: ["Not looked at, at productpage-6f5d: kernel-counters was not run there."],
    },
    {
      code: "ND530",
      title: "Reverse path filtering drops packets",
      result: "ruled-out",
      says: [
        "Looked at node1; node3 (way back to the sender): nothing there shows it.",
        "Packets got through node1 (saw 7).",
      ],
    },
  ],
  timings,
};

export const reachable: Report = {
  version: 1,
  question,
  verdict: "reachable",
  headline: "ingress-nginx reaches productpage: 2 of 2 endpoints answered on TCP 9080",
  confidence: "confirmed",
  also: [],
  policy: { verdict: "allow", sentence: "No policy stands in the way", egress: [], ingress: [] },
  flows: flows.map((flow) => flowReport(flow, 7)),
  endpoints: { answered: 2, probed: 2, total: 2 },
  notes: ["nothing wrong found on the way"],
  notChecked: [],
  timings: { ...timings, totalMs: 640 },
};
