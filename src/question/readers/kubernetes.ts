/** What Kubernetes says itself: the API server of webhooks and APIServices, the ingress controller of Services, CoreDNS of look-ups. */
import type { Target } from "../../model/question.ts";
import { objectEnd, phrases, word, type Reader } from "./told.ts";

const apiServer: Target = { type: "object", name: "kube-apiserver" };

export const kubernetes = phrases(
  "Kubernetes",
  // failed calling webhook "x": failed to call webhook: Post "https://stork.demo.svc:443/mutate?timeout=10s": context deadline exceeded
  {
    says: /(?:failed calling|failed to call|calling) webhook [^\n]{0,600}?"?(?<url>https:\/\/[^\s"\\]{1,500})/,
    from: apiServer,
  },
  {
    says: /failing or missing response from (?<url>https:\/\/[^\s"\\:]{1,253}(?::\d{1,5})?)(?:[^\n]{0,300} bad status from \S{1,300}: (?<status>[1-5]\d\d))?/,
    from: apiServer,
  },
  { says: /no response from (?<url>https:\/\/[^\s"\\:]{1,253}(?::\d{1,5})?)/, from: apiServer },
  // proxy error from 127.0.0.1:9345 while dialing 10.0.0.4:10250, code 502: 502 Bad Gateway
  {
    says: new RegExp(`proxy error from ${word} while dialing (?<to>${word}), code (?<status>[1-5]\\d\\d)`),
    from: apiServer,
  },
  // [ERROR] plugin/errors: 2 api.example.org. A: read udp 10.233.64.5:36807->192.168.0.1:53: i/o timeout
  {
    says: new RegExp(
      `(?:plugin/errors: |\\[ERROR\\] )\\d (?<name>${word}) [A-Z]{1,10}: (?:unreachable backend: )?(?:read|write|dial) (?:udp|tcp) (?<client>${word})->(?<server>${word})`,
    ),
    kind: "name-unanswered",
  },
);

/** `v1beta1.metrics.k8s.io   kube-system/metrics-server   False (FailedDiscoveryCheck)   5d`, as kubectl lists APIServices. */
const listed =
  /(?:^|\s)v\d[a-z0-9]{0,10}\.[a-z0-9.-]{1,253} {1,40}([a-z0-9-]{1,63})\/([a-z0-9-]{1,63}) {1,40}False \((\w{1,40})\)/;

export const listedService: Reader = {
  name: "APIService",
  read: (line) => {
    const match = listed.exec(line);
    const [, namespace, name = "", reason] = match ?? [];
    const to = match ? objectEnd("service", { namespace, name }) : undefined;
    if (!match || !to) return undefined;
    return {
      at: match.index,
      from: { target: apiServer },
      to,
      ...(reason === "MissingEndpoints" ? { kind: "no-endpoint" } : {}),
    };
  },
};

/** `Service "test/productpage" does not have any active Endpoint.` */
const named = /[Ss]ervice "?([a-z0-9-]{1,63})\/([a-z0-9-]{1,63})"?/;
const withoutEndpoint =
  /does not have any active [Ee]ndpoint|[Ee]rror obtaining Endpoints|no endpoints|[Nn]o object matching key/;

/** "does not have any active Endpoint for TCP port 5432" */
const ofPort = /active [Ee]ndpoints? for (TCP|UDP) port (\d{1,5})(?!\d)/;

export const controllerWarning: Reader = {
  name: "ingress controller",
  read: (line) => {
    const match = withoutEndpoint.test(line) ? named.exec(line) : null;
    const [, namespace, name = ""] = match ?? [];
    const [, protocol, port] = ofPort.exec(line) ?? [];
    const to = match
      ? objectEnd("service", { namespace, name, port: port === undefined ? undefined : Number(port) })
      : undefined;
    if (!match || !to) return undefined;
    return {
      at: match.index,
      to: protocol === "UDP" ? { ...to, protocol } : to,
      from: { target: { type: "object", name: "ingress-nginx" } },
      kind: "no-endpoint",
    };
  },
};
