/** Programs that speak in a log line, known by what they write or by where they were built. */
import type { Target } from "../model/question.ts";

/** What a text says, and who speaks then. */
export interface Mark {
  readonly says: RegExp;
  readonly who: (match: RegExpExecArray) => Target | undefined;
}

const object = (name: string): Target => ({ type: "object", name });
export const ofKind = (kind: "pod" | "node", name: string | undefined): Target | undefined =>
  name === undefined ? undefined : { type: "object", kind, name: name.toLowerCase() };

/** Libraries that many programs are made with. */
const anyones =
  "(?!(?:client-go|apimachinery|apiserver|api|kubernetes|component-base|controller-runtime|klog|utils|kube-openapi|net|grpc|go|docker|compose|cli|sdk|common)/)";

/** Programs that are known by what they write. Each says who it is with a few words. */
export const programs: readonly Mark[] = [
  {
    // Warning  Unhealthy  12m  kubelet, node2  Readiness probe failed: …
    says: /(?:\bkubelet,? {1,3}\{?|\{kubelet )([a-z0-9][a-z0-9.-]{0,252})\}?\s[^\n]{0,300}probe failed/,
    who: ([, node]) => ofKind("node", node),
  },
  {
    says: /^(?:\* )?(?:(?:[A-Z][a-z]{2}|\d{1,2}月) [ \d]\d [\d:.]{8,15} )?([a-z0-9][a-z0-9.-]{0,252}) (?:kubelet|hyperkube|containerd|dockerd|crio|k3s|rke2|kube-proxy)\[/,
    who: ([, node]) => ofKind("node", node),
  },
  {
    says: /(?:readiness|liveness|startup) probe (?:failed|errored)|"Probe failed" probeType/i,
    who: () => ({ type: "own-node" }),
  },
  {
    says: /scraper\.go|Failed to scrape node|unable to fully (?:scrape|collect) metrics/,
    who: () => object("metrics-server"),
  },
  {
    says: /error dialing backend|(?:failed calling|failed to call) webhook|available_controller|failing or missing response from|[Ee]rror trying to reach service|:10250\/(?:containerLogs|exec|run|attach|portForward|stats)|APIService|an error on the server \(|Trying to reach: /,
    who: () => object("kube-apiserver"),
  },
  { says: /\bcoredns\/|\bplugin\/(?:errors|kubernetes|forward|loop)/, who: () => object("coredns") },
  // Whoever types kubectl asks the API server, and that the kubelet.
  {
    says: /\bkubectl (?:logs|exec|top|attach|cp|port-forward)\b[^\n]{0,300}:10250\b/,
    who: () => object("kube-apiserver"),
  },
  {
    // In front of it the name of a pod and of a container may stand, which say more.
    says: /^(?![a-z0-9-]{1,250}-\d{1,3} [a-z0-9-]{1,63} (?:ts=|level=|time=))(?:.*scrape (?:failed|pool|manager|error)|.*scrape_pool=|prometheus(?![\w-])[^\n]{0,200}\/metrics\b)/i,
    who: () => object("prometheus"),
  },
  // reflector.go:178] k8s.io/ingress-nginx/internal/store.go:159: client-go names the place in the program that asked it to list
  // something. Elsewhere a place in a file is a library's as often: github.com/go-sql-driver/mysql/connector.go:95
  {
    says: new RegExp(
      `^(?=[^\\n]{0,2000}(?:reflector\\.go:|[Ff]ailed to (?:list|watch|load) ))[^\\n]{0,2000}?(?:github\\.com/[\\w.-]{1,60}|(?:sigs\\.)?k8s\\.io)/${anyones}([a-z][a-z0-9-]{1,60})/[\\w./@-]{1,200}\\.go:\\d`,
    ),
    who: ([, who]) => (who === undefined ? undefined : object(who)),
  },
  { says: /\btraefik\/|\bentryPointName=|\brouterName=/, who: () => object("traefik") },
];
