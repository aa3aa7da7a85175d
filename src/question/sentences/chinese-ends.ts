/** The ends that a Chinese sentence names: they stand out of it by their letters, with what people say around them. */

/** Punctuation as on a European keyboard, and what has one name and several ways to write it. */
const widths: readonly (readonly [RegExp, string])[] = [
  [
    /bad gateway|gateway time-?out|service (?:temporarily )?unavailable|no (?:healthy|live) upstreams?|upstream (?:connect error|timed out|request timeout)|connect(?:ion)? (?:reset by peer|refused?|timed out|closed|reset)|no route to host|i\/o timeout|context deadline exceeded|no such host|(?:network|host) is unreachable|(?:tls|ssl) handshake(?: timeout)?|empty reply(?: from server)?|broken pipe|temporary failure in name resolution|name or service not known|internal server error|could not resolve host|invalid argument|(?<![\w.])[\w.$]{0,200}(?:Exception|Error)\b/gi,
    " 报错 ",
  ],
  // "pod A(10.0.0.1)": the address says who it is.
  [/[A-Za-z0-9][\w.-]{0,60} ?[(（] ?((?:\d{1,3}\.){3}\d{1,3}(?::\d{1,5})?) ?[)）]/g, " $1 "],
  // "web(default)": what is called after an environment is a namespace.
  [
    /([A-Za-z0-9][\w.-]{0,60}) ?[(（] ?(default|prod|production|staging|dev|test|uat|[a-z0-9-]{1,40}-system) ?[)）]/g,
    "$2/$1 ",
  ],
  [
    /(?:这个|那个) ?(?=(?:ns|namespace|pods?|svc|service|deployment|deploy|job|cronjob|statefulset|daemonset|node)(?![\w-])|命名空间|空间|服务|节点|任务)/gi,
    " ",
  ],
  [/(?<![\w-])(ns|namespace) ?[=:] ?(?=[a-z0-9])/gi, "$1 "],
  [/(?<![\w-])(?:resolve|look ?up)(?![\w-])/gi, "解析"],
  [/(?:是不是|还是|是) ?(?:dns|网络|防火墙) ?的?问题/gi, ""],
  [/：(?=\d)/g, ":"],
  [/：/g, ": "],
  [/／/g, "/"],
  [
    /(?<![\w/-])(?:(?:(?:k8s|kubernetes) ?)?api[- ]?server|(?:k8s|kubernetes) ?api)(?![\w-])/gi,
    "kube-apiserver",
  ],
  [/[，。？！；、（）【】《》「」“”?!;,()]/g, " "],
];

export const name = String.raw`(?<![\w.:/-])[A-Za-z0-9](?:[A-Za-z0-9._:/-]{0,250}[A-Za-z0-9])?`;

const address = String.raw`(?:\d{1,3}\.){3}\d{1,3}(?::\d{1,5})?`;

/** What somebody does there and what stands there, and nobody who is called so. */
const tool = String.raw`(?:curl|wget|telnet|nc|ping|pods?|services?|svc|dns|\d{1,5})(?![\w-])`;

/** Words in other letters that are no names here. */
const notNames =
  /^(?:pods?|service|services|svc|dns|ping|curl|wget|telnet|nc|tcp|udp|icmp|https?|tls|ip|k8s|kubernetes|kubectl|namespaces?|ns|node|nodes|deployment|connection|refused|timeout|timed|out|error|errors|reset|by|peer|no|route|to|host|i\/o|and|the|is|from|in|port|cluster|clusterip|nodeport|endpoint|endpoints|networkpolicy|netdiag|get|post|bad|bug|issue|layer\d|logs?|exec|describe|redis-cli|psql|(?:ubuntu|centos|debian|rhel|linux)[\d.]*|connect|failed|nslookup|dig|webhook|io|exception|u[hfcrt]|n[rc]|dc|running|pending|ready|unknown|traces?|spans?|down|v\d{1,3}(?:\.\d{1,3}){0,2}|eof|rst|syn|servfail|nxdomain|grpc|netpol|thx|thanks|unavailable|context|deadline|exceeded|dial|read|lookup|such|unreachable|network|econnrefused|etimedout|ehostunreach|\d{1,5}|\d{3}s?)$/i;

/** Namespace, kind, name and port in one. */
const namespaced = (
  _: string,
  namespace: string,
  kind: string,
  named: string,
  port: string | undefined,
): string => `${kind.toLowerCase()}/${namespace}/${named}${port === undefined ? "" : `:${port}`}`;

const bothNamespaced = (
  _: string,
  namespace: string,
  caller: string,
  verb: string,
  other: string,
  called: string,
): string => `${namespace}/${caller} ${verb} ${other}/${called}`;

/** What people say of an end, into the words that English has for it. */
const decorations: readonly (readonly [RegExp, string | typeof namespaced | typeof bothNamespaced])[] = [
  // "mongo 副本集 mongo-1": one of it.
  [new RegExp(`${name} ?副本集(?:里的|中的|的)? ?(?=[A-Za-z0-9])`, "g"), ""],
  // "oracle 库 172.20.5.11:1521", "node-exporter 10.0.4.21:9100": the address says which.
  [new RegExp(`${name} ?(?:数据)?库 ?(${address})(?![\\w.])`, "gi"), "$1"],
  [new RegExp(`(?!${tool}|ssh |ip )${name} (${address})(?![\\w.])`, "gi"), "$1"],
  // The network's own plugin is no end.
  [
    /(?<![\w.-])(?:calico|flannel|cilium|weave|canal|antrea|kube-ovn|ipvs|iptables|istio) ?(?:网络|插件|模式|cni)(?:插件|模式)?/gi,
    "",
  ],
  [
    new RegExp(`(?:${name} ?(?:节点)?上面?的? ?)?pods? ?的? ?ip ?(?:地址)? ?[是为:]? ?(${address})`, "gi"),
    "$1",
  ],
  [new RegExp(`(${name}) ?之间的? ?(\\d{1,5}) ?(?:号)?端口`, "g"), "$1:$2"],
  // "dev 环境的 gateway": a cluster holds one of its environments.
  [new RegExp(`${name} ?(?:环境|集群|机房|区域)(?:里面?|中|上|下面?|内)?的? ?(?=[A-Za-z0-9])`, "g"), ""],
  // "从 monitoring 的 prometheus 到 demo 的 db": said of both, what stands first is a namespace.
  [
    new RegExp(
      `(${name}) ?(?:下面?|里面?|中)?的 ?(?!${tool})(${name}) ?(到|去|访问|连接?|调用?|请求|ping|telnet) ?(${name}) ?(?:下面?|里面?|中)?的 ?(?!${tool})(${name})`,
      "gi",
    ),
    bothNamespaced,
  ],
  // "ns a 的 pod x 8080"
  [
    new RegExp(
      `(?<![\\w.:/-])(?:(?:命名空间|名字空间|名称空间|空间) ?|(?:namespace|ns) )(${name}) ?(?:下面?|里面?|中|内)?的? ?(pod|svc|service|deployment|deploy|statefulset|sts) ?(?!${tool})(${name})(?: (\\d{2,5})(?![\\w.]))?`,
      "gi",
    ),
    namespaced,
  ],
  [
    new RegExp(
      `(${name}) ?(?:下面?|里面?|中|内)的? ?(pod|svc|service|deployment|deploy|statefulset|sts) (?!${tool})(${name})(?: (\\d{2,5})(?![\\w.]))?`,
      "gi",
    ),
    namespaced,
  ],
  [
    new RegExp(`(${name}) ?(?:里面?|中|内)(?:的|所有|全部|任何|都| )+服务(?! ?[A-Za-z0-9])`, "gi"),
    "⟦pods in $1⟧",
  ],
  [
    new RegExp(
      `(${name}) ?(?:命名空间|名字空间|名称空间|空间|(?<![a-z0-9])(?:namespace|ns)) ?(?:下面?|里面?|中|内)?的? ?(pod|svc|service|deployment|deploy|statefulset|sts) ?(?!${tool})(${name})(?: (\\d{2,5})(?![\\w.]))?`,
      "gi",
    ),
    namespaced,
  ],
  [
    new RegExp(
      `(${name}) ?(?:命名空间|名字空间|名称空间|空间|项目|(?<![a-z0-9])(?:namespace|ns)) ?(?:下面?|里面?|中|内)?(?:的|所有|全部|任何|都| )*(?:pods?|容器|服务|实例|应用)(?![A-Za-z0-9])`,
      "gi",
    ),
    "⟦pods in $1⟧",
  ],
  [
    new RegExp(
      `(?:(?:命名空间|名字空间|名称空间|空间|项目) ?|(?<![a-z])(?:namespace|ns) )(${name}) ?(?:下面?|里面?|中|内)?(?:的|所有|全部|任何|都| )+(?:pods?|容器|服务|实例|应用)(?![A-Za-z0-9])`,
      "gi",
    ),
    "⟦pods in $1⟧",
  ],
  [
    new RegExp(
      `(?:节点 ?|(?<![a-z])node )(${name}) ?(?:上面?|里|中)?(?:的|所有|全部|任何|都| )*(?:pods?|容器|实例|应用|东西|工作负载)(?![A-Za-z0-9])`,
      "gi",
    ),
    "⟦pods on $1⟧",
  ],
  [
    new RegExp(
      `(${name}) ?(?:里面?|中|内|下面?)(?:的|所有|全部|任何|都| )+(?:pods?|容器|实例|应用|东西|工作负载)(?![A-Za-z0-9])`,
      "gi",
    ),
    "⟦pods in $1⟧",
  ],
  // "node1 的 pod"
  [
    new RegExp(
      `(${name.replace("[A-Za-z0-9](?:", "(?=[A-Za-z0-9-]{0,60}(?:node|worker|master))[A-Za-z0-9](?:")}) ?(?:节点)?的 ?(?:所有|全部)? ?pods?(?![A-Za-z0-9])`,
      "gi",
    ),
    "⟦pods on $1⟧",
  ],
  // "node4 和 node5 上的 pod"
  [
    new RegExp(`(${name}) ?[和与跟] ?(${name}) ?(?:节点)?上面?的 ?pods?(?![A-Za-z0-9])`, "gi"),
    "⟦pods on $1⟧ 和 ⟦pods on $2⟧",
  ],
  [
    new RegExp(
      `(${name}) ?(?:节点)?(?:上面?)(?:的|所有|全部|任何|都| )*(?:pods?|容器|实例|应用|东西|工作负载)(?![A-Za-z0-9])`,
      "gi",
    ),
    "⟦pods on $1⟧",
  ],
  [
    new RegExp(
      `(${name}) ?(?:命名空间|名字空间|名称空间|空间|(?<![a-z0-9])(?:namespace|ns)) ?(?:下面?|里面?|中|内)?的 ?(?:服务|pod|应用|svc|service)? ?(${name})`,
      "gi",
    ),
    "$1/$2",
  ],
  [
    new RegExp(
      `(?:(?:命名空间|名字空间|名称空间|空间) ?|(?<![a-z])(?:namespace|ns) )(${name}) ?(?:下面?|里面?|中|内)?的 ?(?:服务|pod|应用|svc|service)? ?(${name})`,
      "gi",
    ),
    "$1/$2",
  ],
  [
    new RegExp(
      `(${name}) ?(?:命名空间|名字空间|名称空间|空间)(?! ?(?:下面?|里面?|中|内)?的? ?[A-Za-z0-9])`,
      "g",
    ),
    "⟦pods in $1⟧",
  ],
  [
    new RegExp(
      `(?:命名空间|名字空间|名称空间|空间) ?(${name})(?! ?(?:下面?|里面?|中|内)?的? ?[A-Za-z0-9])`,
      "g",
    ),
    "⟦pods in $1⟧",
  ],
  [new RegExp(`(${name}:\\d{1,5}) ?的? ?(udp|tcp|sctp)(?![A-Za-z0-9])`, "gi"), "$1/$2"],
  [new RegExp(`(${name}) ?(?:节点)?(?:上)?的? ?kubelet`, "gi"), "⟦node $1 port 10250⟧"],
  [
    new RegExp(
      `(${name}) (?![45]\\d\\d(?!\\d))(\\d{2,5})(?= ?(?:(?![次个秒分点台天月年条多毫小倍号例])\\p{Script=Han}|$))`,
      "gu",
    ),
    "$1:$2",
  ],
  // "prod 的 web": what is called after an environment is a namespace.
  [
    new RegExp(
      `(?<![\\w.:/-])(prod|production|staging|stage|stg|dev|test|testing|uat|qa|sit|pre|preprod|default|monitoring|[a-z0-9-]{1,40}-system) ?(?:的|下的?) ?(?:服务|pod|应用)? ?(?!${tool})(${name})`,
      "gi",
    ),
    "$1/$2",
  ],
  // "test 里的 web"; where it runs ("node1 上的 web") says no more about who it is.
  [new RegExp(`(${name}) ?(?:里面?|中|内|下面?)的 ?(?!${tool})(${name})`, "gi"), "$1/$2"],
  [new RegExp(`${name} ?(?:节点)?上面?的 ?(?!${tool})(${name})`, "gi"), "$1"],
  [new RegExp(`(${name}) ?服务(?:的|上的)? ?(\\d{1,5}) ?(?:号)?端口`, "g"), "$1:$2 服务"],
  [new RegExp(`(${name}) ?(?:的|上的)? ?(?<!\\d)(\\d{1,5}) ?(?:号)?端口`, "g"), "$1:$2"],
  [
    new RegExp(
      `(${name}) ?的 ?(?:grpc|http|tcp|udp)? ?(\\d{2,5})(?= ?(?:不|连|超时|访问|失败|报|是|$))`,
      "gi",
    ),
    "$1:$2",
  ],
  [
    new RegExp(
      `(${name}) ?(?:服务)?(?:的|上的)? ?(?:grpc|http|tcp|udp)? ?(?:端口|node ?port)(?:号)? ?(\\d{1,5})`,
      "gi",
    ),
    "$1:$2",
  ],
  [new RegExp(`(?:节点|主机) ?(${name})`, "g"), "⟦node $1⟧"],
  [new RegExp(`(${name}) ?节点`, "g"), "⟦node $1⟧"],
  [new RegExp(`(?:服务 ?|(?<![a-z])(?:service|svc) )(${name})`, "gi"), "⟦service $1⟧"],
  [new RegExp(`(${name}) ?(?:服务|service|svc)(?![A-Za-z0-9/])`, "gi"), "⟦service $1⟧"],
  [new RegExp(`(?<![A-Za-z0-9])(?:pod |容器 ?)(${name})`, "gi"), "⟦pod $1⟧"],
  [new RegExp(`(${name}) ?(job|cronjob|statefulset|daemonset)(?![A-Za-z0-9/-])`, "gi"), "⟦$2 $1⟧"],
  [new RegExp(`(${name}) ?(?:这个|容器的?)? ?pod(?![A-Za-z0-9/])`, "gi"), "⟦$1⟧"],
];

export interface Found {
  readonly words: string;
  /** What stands between it and the one before. */
  readonly before: string;
}

const end = new RegExp(`⟦([^⟧]{1,300})⟧|(https?://[^\\s\\p{Script=Han}]{1,500}|${name})`, "gu");

/** The sentence with one way to write each thing. */
export const even = (text: string): string =>
  widths.reduce((result, [from, to]) => result.replace(from, to), text).replace(/\s+/g, " ");

/** Words that are no names stay as they are: 这个 pod telnet redis. */
function decorate(text: string, [says, words]: (typeof decorations)[number]): string {
  if (typeof words !== "string") return text.replace(says, words);
  return text.replace(says, (whole: string, first: string, second: string | undefined) =>
    notNames.test(first) && !/^\d/.test(first)
      ? whole
      : words.replace("$1", first).replace("$2", typeof second === "string" ? second : ""),
  );
}

/** The ends in their order, and the text with a mark in the place of each. */
export function endsOf(text: string): { readonly ends: readonly Found[]; readonly rest: string } {
  const decorated = decorations.reduce(decorate, text);
  const ends: Found[] = [];
  let from = 0;
  let rest = "";
  for (const match of decorated.matchAll(end)) {
    const words = match[1] ?? match[2] ?? "";
    if (notNames.test(words) || words === "API") continue;
    const before = decorated.slice(from, match.index);
    ends.push({ words, before });
    rest += `${before}⟦⟧`;
    from = match.index + match[0].length;
  }
  return { ends, rest: rest + decorated.slice(from) };
}
