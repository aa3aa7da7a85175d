/** Who speaks in a log line: by what it is a log of, by what stands in front of the error, by the words around it. */
import type { Target } from "../model/question.ts";
import { ofKind, programs, type Mark } from "./programs.ts";
import { isFiller } from "./sentences/named-ends.ts";
import { isRefused, readTarget } from "./target.ts";
import { kindOf } from "./words.ts";

const name = String.raw`[a-z0-9](?:[a-z0-9./-]{0,250}[a-z0-9])?`;

/** Of any kind; the kind of what runs in it is not said by "service" or "container". */
const anyKind = "(?:service|container|(pod|node|deployment|deploy|cronjob|job|statefulset|sts|daemonset))";
const kindWord = "(deployment|deploy|cronjob|job|statefulset|sts|daemonset)";

/** "everyone but web gets": web is who does not. */
const notBut = String.raw`(?<!\b(?:on|in|of|at|nodes?))(?<!\b(?:(?:every|any)(?:one|body|thing)|all) (?:but|except)|\bother than)`;

/** How often, and since when, in front of a verb. */
const often =
  "(?:(?:just|only|now|still|simply|always|sometimes|often|also|constantly|suddenly|again|then|keeps?|kept|is|are|was|has|have|had|been|starts?|started|began) ){0,3}";
/** Who does this has what stands behind it from its own log. */
const printing = String.raw`(?:gets?|getting|got|says?|saying|said|logs?(?! (?:is|are|were)\b)|logging|logged|reports?|reporting|reported|prints?|printing|printed|throws?|throwing|threw|shows?|showing|showed|sees?|seeing|saw|spits?|spitting|spams?|spamming|complains?|complaining|outputs?|returns?|returning|receives?|(?:gives?|giving) (?:me|us)|(?:fail|failed|fails|failing|crash|crashes|crashing|dies|exits|ends|errors) with)`;

/** What a pod of a Deployment is called: Kubernetes leaves out letters that could make words. */
export const podOfSet =
  /(?:^|[\s[(/@])((?:[a-z0-9]{1,60}-){1,8}[bcdfghjklmnpqrstvwxz2456789]{6,10}-[bcdfghjklmnpqrstvwxz2456789]{5})(?=[\s\]):,/]|$)/;

/** Of whom a client's library says in front of its errors that it could not reach it. */
const library =
  /^(?:redis|mongo|mongodb|nats|kafka|amqp|mysql|postgres|postgresql|memcache|elastic|etcdclient|guzzle|requests|urllib3|axios|httpx|aiohttp|faraday|sequelize|prisma|hikari)$/;

/** What keeps or shows the logs of others. */
const showsLogs =
  /^(?:sentry|kibana|grafana|loki|splunk|datadog|newrelic|graylog|cloudwatch|stackdriver|rollbar|bugsnag|jaeger|tempo|k9s|lens|rancher|argocd|prometheus|alertmanager|pagerduty|opsgenie|elastic|opensearch|slack|jenkins)$/i;

/** In front of the error, from the strongest to the weakest. */
const inFront: readonly Mark[] = [
  { says: /\[pod\/([a-z0-9.-]{1,253})\/[a-z0-9-]{1,63}\]/, who: ([, pod]) => ofKind("pod", pod) },
  {
    says: /(?:^|[\s[(@])(?!pods?\/)([a-z0-9-]{1,63})\/((?:[a-z0-9]{1,60}-){1,8}[bcdfghjklmnpqrstvwxz2456789]{6,10}-[bcdfghjklmnpqrstvwxz2456789]{5})(?=[\s\]):,]|$)/,
    who: ([, namespace, pod]) =>
      namespace === undefined ? undefined : named(`pod/${namespace}/${pod ?? ""}`),
  },
  { says: podOfSet, who: ([, pod]) => ofKind("pod", pod) },
  // Of a DaemonSet or Job, with its container behind it, as stern prints both.
  {
    says: /^((?:[a-z0-9]{1,60}-){1,8}[bcdfghjklmnpqrstvwxz2456789]{5}) [a-z0-9-]{1,63} /,
    who: ([, pod]) => ofKind("pod", pod),
  },
  // Of a StatefulSet, with its container behind it.
  {
    says: /^([a-z0-9](?:[a-z0-9-]{0,60}[a-z0-9])?-\d{1,3}) [a-z0-9-]{1,63} (?=time=|level=|ts=|\d{4}[-/]|[[{"]|[IWEF]\d{4} )/,
    who: ([, pod]) => ofKind("pod", pod),
  },
  {
    says: new RegExp(`(?:^|\\s)(?:root|[a-z]{1,20})@(${name})[:~ ][^#$\\n]{0,100}[#$]`),
    who: ([, host]) => named(host),
  },
  {
    says: new RegExp(
      `(?:^|\\s)(?:from|in|on|inside) (?:the |my |our )?(?:${anyKind} )?(${name})(?: pod| container)?(?:,? (?:[Ii]|[Ww]e|[Ii]t) (?:(?:just|only|now|still|keep|always) ){0,2}(?:get|got|getting|see|seeing|have)(?: this| that)?)?[:,]?\\s*(?:[Cc]ould not |[Ff]ailed to |[Uu]nable to |[Cc]annot )?$`,
    ),
    who: ([, kind, who]) => ofWords(kind, named(who)),
  },
  // "sentry reports this in web:"
  {
    says: new RegExp(
      `(?:^|\\s)(${name}) ${often}${printing} (?:this|it|that|these|those|the following|errors?) (?:in|for|from|of) (?:the |our )?(${name}):`,
      "i",
    ),
    who: ([, shows = "", who]) => (showsLogs.test(shows) ? namedIn(who) : undefined),
  },
  {
    says: new RegExp(
      `(?:^|${notBut}\\s)(?:${kindWord} )?(${name})(?: pod| container| job)? (?:${often}${printing}|报错?|(?:的)?日志(?:里|中)?|提示)(?=\\W|$)[^\\n]{0,120}$`,
    ),
    who: ([, kind, who]) => ofWords(kind, namedIn(who)),
  },
  // "nslookup db in batch-runner says": what is called there prints it.
  {
    says: new RegExp(
      `(?<!\\b(?:pods?|services?|svc|apps?|workloads?|deployments?|everything|anything|nothing) )\\b(?:from|in|inside) (?:the |my |our )?(?:${anyKind} )?(${name})(?: pod| container)? (?:just |only |now |still |simply |always ){0,2}(?:says?|prints?|gives?|returns?|shows?|reports?)(?=\\W|$)[^\\n]{0,20}$`,
    ),
    who: ([, kind, who]) => ofWords(kind, namedIn(who)),
  },
  {
    says: new RegExp(`\\b(?:from|in|inside) (?:the )?pod (${name})(?=[ ,])`, "i"),
    who: ([, pod]) => ofKind("pod", pod),
  },
  // "from node worker-2 I can ping", "inside web we see"
  {
    says: new RegExp(
      `^(?:so |ok |and |hi,? |hey,? )?(?:[Ff]rom|[Ii]nside|[Ww]ithin) (?:the |my |our |a )?(?:${anyKind} )?(${name})(?: pod| container)?,? (?:i|I|im|i'm|I'm|we|we're|you)\\b`,
    ),
    who: ([, kind, who]) => ofWords(kind, named(who)),
  },
  // "getting timeouts in web on https://…"
  {
    says: new RegExp(
      `\\b(?:get|gets|getting|got|see|sees|seeing|have|having) [^\\n]{1,60} (?:in|inside|from within) (?:the |my |our )?(?:${anyKind} )?(${name})(?: pod| container)? (?:on|for|to|when|from|with|against|calling|connecting)(?= |$)[^\\n]{0,30}$`,
      "i",
    ),
    who: ([, kind, who]) => ofWords(kind, namedIn(who)),
  },
  { says: new RegExp(`^(?:from |in )?(${name})(?:_\\d{1,3})? {0,20}\\| `), who: ([, who]) => named(who) },
  {
    says: new RegExp(
      `^(?:the )?(${name}) (?:keeps (?:failing|crashing)|fails|is failing|failed|crashes)(?: with)?:`,
    ),
    who: ([, who]) => named(who),
  },
  {
    says: new RegExp(`^(?:from |in |pod )?(${name}):(?=\\s)`),
    who: ([, who]) => (who !== undefined && library.test(who) ? undefined : named(who)),
  },
  // "user-center 连不上数据库，报错 …"
  {
    says: new RegExp(
      `^[^A-Za-z0-9]{0,30}(${name}) ?(?:一直|总是|老是|都|突然|偶尔|经常)?(?:连接?不上|连接?不了|访问不了|访问不到|无法连接|无法访问|不能连接|不能访问|连接|访问|调用|请求|读取?|写入?|抓取?|拉取?) ?(?:数据库|缓存|后端|上游|下游|服务|接口|外网|对端|消息队列|依赖|中间件|存储)[^A-Za-z0-9]{0,30}(?:(?:报错?|提示|错误)[^A-Za-z0-9]{0,3}[^\\n]{0,100})?$`,
    ),
    who: ([, who]) => named(who),
  },
  {
    says: new RegExp(
      `^(${name}) (?:(?:pods?|service|container|app|logs?) )?(?:error|failed|failure|could not|couldn't|cannot|can't|unable)(?=\\W|$)`,
    ),
    who: ([, who]) => named(who),
  },
];

/** Who has it from its own log: what shows the logs of others is told of by people as if it spoke. */
const namedAround = (typed: string | undefined): Target | undefined =>
  typed !== undefined && showsLogs.test(typed) ? undefined : namedIn(typed);

/** In the words around a pasted line. */
const around: readonly Mark[] = [
  // "it's from the web pod, not from db"
  {
    says: new RegExp(
      `\\b(?:it's|it is|this is|that's|that is|comes|came|copied|pasted|taken|is) from (?:the )?(?:${anyKind} )?(${name})(?: pods?)?(?=[ ,.;:]|$)`,
      "i",
    ),
    who: ([, kind, who]) => ofWords(kind, namedIn(who)),
  },
  // "web has been throwing this since noon"
  {
    says: new RegExp(
      `(?:^|[\\s])(?:${anyKind} )?(${name})(?: pods?)? (?:(?:has|have) been |(?:has |have )?started |keeps? |is |are )?(?:throw|log|print|show|report|spit|spew|complain)(?:s|ing|ging|ting|ed)?(?: out)? (?:this|that|these|the following|it)(?=[\\s,.:;]|$)`,
      "i",
    ),
    who: ([, kind, who]) => ofWords(kind, namedAround(who)),
  },
  // "job nightly can't upload any more:"
  {
    says: new RegExp(
      `^(?:${anyKind} )?(${name})(?: pods?)? (?:can't|cannot|can not|couldn't|could not|won't|doesn't|does not|is unable to|isn't able to|fails? to|failed to|is failing to|no longer) [a-z ]{2,60}:$`,
      "i",
    ),
    who: ([, kind, who]) => ofWords(kind, namedIn(who)),
  },
  // What `kubectl run --rm` says in the end: pod shop/tmp terminated (Error)
  {
    says: /\bpod ([a-z0-9-]{1,63}\/[a-z0-9.-]{1,253}) terminated \(/,
    who: ([, pod]) => (pod === undefined ? undefined : named(`pod/${pod}`)),
  },
  {
    says: new RegExp(
      `(?:seeing|see|saw|got|get|getting|have|found) (?:this|that|it|these|those|the following|errors?) (?:error |errors |line |log )?(?:in|on|from|inside) (?:the )?(?:logs? of |logs? from )?(?:the )?(${name})`,
      "i",
    ),
    who: ([, who]) => namedIn(who),
  },
  {
    says: new RegExp(
      `(?:logs?|errors?|output) (?:of|from|in) (?:the )?(?:pod |service |deployment )?(${name})`,
      "i",
    ),
    who: ([, who]) => namedIn(who),
  },
  {
    says: new RegExp(
      // Of "the billing worker logs" the last word is no name by itself.
      `(?<!(?<!(?:^| )(?:the|our|my|in|from|of|and|but|why|all|these|those|then|now|so|both|new|old|when|because))[a-z0-9]{1,30} )(${name}) (?:logs|pods?|service|container) (?:show|say|log|report|print|throw|get|is|are|has|have)`,
      "i",
    ),
    who: ([, who]) => namedIn(who),
  },
  {
    says: new RegExp(
      `(?:^|(?<!\\b(?:not|and|than))\\s)(?:from|in|on|inside) (?:the )?(?:pod |service |container |deployment |deploy )?(${name}):?\\s*$`,
    ),
    who: ([, who]) => namedIn(who),
  },
  {
    says: new RegExp(
      `(?:^|${notBut}\\s)(${name})(?: pod| container| job)? ${often}${printing}(?=\\W|$)`,
      "i",
    ),
    who: ([, who]) => namedAround(who),
  },
  // "shop/orders keeps restarting, log says": what cannot start prints why.
  {
    says: new RegExp(
      `(?:^|[\\s])(?:${anyKind} )?(${name})(?: pods?)?(?: (?:keeps?|is|are|was|went|goes|stuck|in|into|a|always|constantly|just|won't|cannot|can't|doesn't|does not|fails? to|not|now|again)){0,5} (?:restart(?:s|ing)?|crash(?:es|ing)?|crash-?loop(?:s|ing|backoff)?|start(?:ing)?(?: up)?|come up|boot(?:ing)?|dying|dies)(?=[\\s,.:;]|$)`,
      "i",
    ),
    who: ([, kind, who]) => ofWords(kind, namedIn(who)),
  },
  { says: new RegExp(`(${name}) {0,2}(?:的日志|日志|里|中|报错?)`, "i"), who: ([, who]) => namedIn(who) },
];

/** Words that stand where a name may, and are none: programs that only carry a message, levels, parts of sentences. */
const noSpeaker =
  /^(?:\d[\d.:/-]*|[a-z]+ly|localhost|localhost\.localdomain|\d{1,6}(?:ms|[smh])|to|of|from|in|on|at|by|for|with|will|would|could|can|cannot|tried|trying|unable|internal|is|are|was|when|while|after|before|since|sometimes|often|err|error|errors|warn|warning|info|debug|fatal|panic|trace|msg|message|level|time|ts|caller|cause|caused|reason|output|stderr|stdout|log|logs|curl|wget|nc|ncat|netcat|ping|telnet|ssh|psql|mysql|redis-cli|nslookup|dig|host|kubectl|oc|bash|sh|ash|zsh|grpc|http|https|tcp|udp|tls|x509|dial|read|write|get|post|rpc|desc|connect|lookup|i|we|it|this|that|they|you|someone|somebody|everyone|everything|anyone|user|users|client-go|transport|pq|pgx|sql|http2|ssl|openssl|socket|java|python|npm|request|response|resolver|balancer|us|me|here|there|the|a|an|my|our|pod|pods|service|services|container|prod|production|staging|dev|getting|seeing|also|now|and|but|then|not|only|just|still|always|traceback|exception|failed|node|network|dns|slack|channel|thread|cluster|logs|fetch|query|connection|call|calls|handshake|login|upload|download|healthcheck|check|operation|attempt)$/;

function named(typed: string | undefined): Target | undefined {
  if (typed === undefined || noSpeaker.test(typed.toLowerCase()) || /\.(?:go|py|js|ts|java|rb):?/.test(typed))
    return undefined;
  const end = readTarget(typed);
  return isRefused(end) || end.port !== undefined || end.target.type === "host" ? undefined : end.target;
}

/** Inside of a sentence a word that people use around names is no name. */
const namedIn = (typed: string | undefined): Target | undefined =>
  typed !== undefined && isFiller(typed) ? undefined : named(typed);

/** "My cronjob etl gets": of that kind. */
function ofWords(kind: string | undefined, target: Target | undefined): Target | undefined {
  const said = kind === undefined ? undefined : kindOf(kind);
  return said && target?.type === "object" && target.kind === undefined ? { ...target, kind: said } : target;
}

function firstOf(marks: readonly Mark[], text: string): Target | undefined {
  for (const { says, who } of marks) {
    const match = says.exec(text);
    const target = match ? who(match) : null;
    if (target) return target;
  }
  return undefined;
}

/** @param at where the error's own words begin in the line. */
export function speakerOf(line: string, at: number): Target | undefined {
  // "from web: curl: (28) Failed to connect …"
  const front = line
    .slice(0, at)
    .replace(/\b(?:curl|wget|nc|ncat|ping|telnet|ssh|psql): ?(?:\(\d{1,3}\) )?$/, "");
  const [, clause = ""] = /; (?!last )([^;]{1,200})$/.exec(front) ?? [];
  return (
    firstOf(programs, line) ?? firstOf(inFront, front) ?? firstOf(inFront, clause) ?? behindCalled(line, at)
  );
}

/** "curl http://db:80 from web hangs": where it was tried stands behind whom it calls. */
const triedFrom = new RegExp(
  `^\\S{1,300}(?: (?:port )?\\d{1,5})? (?:from|in|inside|within)(?: (?:inside|within))?(?: of)? (?:the |my |our |a )?(?:${anyKind} )?(${name})(?: pod| container)?(?=[ ,.;:]|$)`,
);
const tried = /(?:^|[\s`])(?:curl|wget|nc|ncat|telnet|ping)(?: -{1,2}\S{1,40}){0,6} $/;

function behindCalled(line: string, at: number): Target | undefined {
  const [, kind, who] = tried.test(line.slice(0, at)) ? (triedFrom.exec(line.slice(at)) ?? []) : [];
  return ofWords(kind, namedIn(who));
}

/** Who is said to have it, in the words that stand around what was pasted. */
export function speakerAround(words: string): Target | undefined {
  return firstOf(around, words);
}
