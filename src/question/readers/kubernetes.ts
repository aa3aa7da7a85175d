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
    says: /failing or missing response from (?<url>https:\/\/[^\s"\\:]{1,253}(?::\d{1,5})?)/,
    from: apiServer,
  },
  { says: /no response from (?<url>https:\/\/[^\s"\\:]{1,253}(?::\d{1,5})?)/, from: apiServer },
  // [ERROR] plugin/errors: 2 api.example.org. A: read udp 10.233.64.5:36807->192.168.0.1:53: i/o timeout
  {
    says: new RegExp(
      `plugin/errors: \\d (?<name>${word}) [A-Z]{1,10}: (?:read|write|dial) (?:udp|tcp) (?<client>${word})->(?<server>${word})`,
    ),
    kind: "name-unanswered",
  },
);

/** `Service "test/productpage" does not have any active Endpoint.` */
const named = /[Ss]ervice "?([a-z0-9-]{1,63})\/([a-z0-9-]{1,63})"?/;
const withoutEndpoint =
  /does not have any active Endpoint|[Ee]rror obtaining Endpoints|no endpoints|[Nn]o object matching key/;

export const controllerWarning: Reader = {
  name: "ingress controller",
  read: (line) => {
    const match = withoutEndpoint.test(line) ? named.exec(line) : null;
    const [, namespace, name = ""] = match ?? [];
    const to = match ? objectEnd("service", { namespace, name }) : undefined;
    if (!match || !to) return undefined;
    return {
      at: match.index,
      to,
      from: { target: { type: "object", name: "ingress-nginx" } },
      kind: "no-endpoint",
    };
  },
};
