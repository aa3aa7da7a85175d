/**
 * A question in Chinese into its two sides. Names stand out of the text by their letters, so that they are found first; which of
 * them calls is told by 从, 在, 被 and 拒绝, and else by their order.
 */
import { errorIn, statusIn } from "../errors.ts";
import type { Sides } from "./sides.ts";
import { simplified } from "./traditional.ts";

export const isChinese = (text: string): boolean => /\p{Script=Han}/u.test(text);

/** Punctuation as on a European keyboard, and what has one name and several ways to write it. */
const widths: readonly (readonly [RegExp, string])[] = [
  [
    /bad gateway|gateway time-?out|service (?:temporarily )?unavailable|no (?:healthy|live) upstreams?|upstream (?:connect error|timed out|request timeout)|connection (?:reset by peer|refused|timed out|closed|reset)|no route to host|i\/o timeout|context deadline exceeded|no such host|(?:network|host) is unreachable|(?:tls|ssl) handshake(?: timeout)?|empty reply(?: from server)?|broken pipe|temporary failure in name resolution|name or service not known|internal server error|could not resolve host/gi,
    " 报错 ",
  ],
  [/：/g, ":"],
  [/／/g, "/"],
  [
    /(?<![\w/-])(?:(?:(?:k8s|kubernetes) ?)?api[- ]?server|(?:k8s|kubernetes) ?api)(?![\w-])/gi,
    "kube-apiserver",
  ],
  [/[，。？！；、（）【】《》「」“”?!;,()]/g, " "],
];

const name = String.raw`(?<![\w.:/-])[A-Za-z0-9](?:[A-Za-z0-9._:/-]{0,250}[A-Za-z0-9])?`;

const address = String.raw`(?:\d{1,3}\.){3}\d{1,3}(?::\d{1,5})?`;

/** What somebody does there and what stands there, and nobody who is called so. */
const tool = String.raw`(?:curl|wget|telnet|nc|ping|pods?|services?|svc|dns|\d{1,5})(?![\w-])`;

/** Words in other letters that are no names here. */
const notNames =
  /^(?:pods?|service|services|svc|dns|ping|curl|wget|telnet|nc|tcp|udp|icmp|https?|tls|ip|k8s|kubernetes|kubectl|namespaces?|ns|node|nodes|deployment|connection|refused|timeout|timed|out|error|errors|reset|by|peer|no|route|to|host|i\/o|and|the|is|from|in|port|cluster|clusterip|nodeport|endpoint|endpoints|networkpolicy|netdiag|get|post|bad|unavailable|context|deadline|exceeded|dial|read|lookup|such|unreachable|network|econnrefused|etimedout|ehostunreach|\d{1,5}|\d{3}s?)$/i;

/** What people say of an end, into the words that English has for it. */
const decorations: readonly (readonly [RegExp, string])[] = [
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
  [
    new RegExp(
      `(${name}) ?(?:命名空间|名字空间|名称空间|项目|namespace|ns) ?(?:下面?|里面?|中|内)?(?:的|所有|全部|任何|都| )*(?:pods?|容器|服务|实例|应用)(?![A-Za-z0-9])`,
      "gi",
    ),
    "⟦pods in $1⟧",
  ],
  [
    new RegExp(
      `(?:(?:命名空间|名字空间|名称空间|项目) ?|(?<![a-z])(?:namespace|ns) )(${name}) ?(?:下面?|里面?|中|内)?(?:的|所有|全部|任何|都| )+(?:pods?|容器|服务|实例|应用)(?![A-Za-z0-9])`,
      "gi",
    ),
    "⟦pods in $1⟧",
  ],
  [
    new RegExp(
      `(?:节点 ?|(?<![a-z])node )(${name}) ?(?:上面?|里|中)?(?:的|所有|全部|任何|都| )*(?:pods?|容器|实例|应用)(?![A-Za-z0-9])`,
      "gi",
    ),
    "⟦pods on $1⟧",
  ],
  [
    new RegExp(
      `(${name}) ?(?:里面?|中|内|下面?)(?:的|所有|全部|任何|都| )+(?:pods?|容器|实例|应用)(?![A-Za-z0-9])`,
      "gi",
    ),
    "⟦pods in $1⟧",
  ],
  [
    new RegExp(
      `(${name}) ?(?:节点)?(?:上面?)(?:的|所有|全部|任何|都| )*(?:pods?|容器|实例|应用)(?![A-Za-z0-9])`,
      "gi",
    ),
    "⟦pods on $1⟧",
  ],
  [
    new RegExp(
      `(${name}) ?(?:命名空间|名字空间|名称空间|namespace|ns) ?(?:下面?|里面?|中|内)?的 ?(?:服务|pod|应用|svc|service)? ?(${name})`,
      "gi",
    ),
    "$1/$2",
  ],
  [
    new RegExp(
      `(?:(?:命名空间|名字空间|名称空间) ?|(?<![a-z])(?:namespace|ns) )(${name}) ?(?:下面?|里面?|中|内)?的 ?(?:服务|pod|应用|svc|service)? ?(${name})`,
      "gi",
    ),
    "$1/$2",
  ],
  [
    new RegExp(`(${name}) ?(?:命名空间|名字空间|名称空间)(?! ?(?:下面?|里面?|中|内)?的? ?[A-Za-z0-9])`, "g"),
    "⟦pods in $1⟧",
  ],
  [
    new RegExp(`(?:命名空间|名字空间|名称空间) ?(${name})(?! ?(?:下面?|里面?|中|内)?的? ?[A-Za-z0-9])`, "g"),
    "⟦pods in $1⟧",
  ],
  [new RegExp(`(${name}) ?(?:节点)?(?:上)?的? ?kubelet`, "gi"), "⟦node $1 port 10250⟧"],
  [new RegExp(`(${name}) (?![45]\\d\\d ?)(\\d{2,5})(?= ?(?:不通|超时|连|访问|失败|报|$))`, "g"), "$1:$2"],
  // "test 里的 web"; where it runs ("node1 上的 web") says no more about who it is.
  [new RegExp(`(${name}) ?(?:里面?|中|内|下面?)的 ?(?!${tool})(${name})`, "gi"), "$1/$2"],
  [new RegExp(`${name} ?(?:节点)?上面?的 ?(?!${tool})(${name})`, "gi"), "$1"],
  [new RegExp(`(${name}) ?服务(?:的|上的)? ?(\\d{1,5}) ?(?:号)?端口`, "g"), "$1:$2 服务"],
  [new RegExp(`(${name}) ?(?:的|上的)? ?(\\d{1,5}) ?(?:号)?端口`, "g"), "$1:$2"],
  [new RegExp(`(${name}) ?(?:服务)?(?:的|上的)? ?端口 ?(\\d{1,5})`, "g"), "$1:$2"],
  [new RegExp(`(?:节点|主机) ?(${name})`, "g"), "⟦node $1⟧"],
  [new RegExp(`(${name}) ?节点`, "g"), "⟦node $1⟧"],
  [new RegExp(`(?:服务 ?|(?<![a-z])(?:service|svc) )(${name})`, "gi"), "⟦service $1⟧"],
  [new RegExp(`(${name}) ?(?:服务|service|svc)(?![A-Za-z0-9/])`, "gi"), "⟦service $1⟧"],
  [new RegExp(`(?<![A-Za-z0-9])(?:pod |容器 ?)(${name})`, "gi"), "⟦pod $1⟧"],
  [new RegExp(`(${name}) ?(?:这个|容器的?)? ?pod(?![A-Za-z0-9/])`, "gi"), "⟦$1⟧"],
];

interface Found {
  readonly words: string;
  /** What stands between it and the one before. */
  readonly before: string;
}

const end = new RegExp(`⟦([^⟧]{1,300})⟧|(https?://[^\\s\\p{Script=Han}]{1,500}|${name})`, "gu");

const unreached =
  /不通|不了|不到|不上|不可达|不能|无法|没法|没办法|失败|超时|拒绝|访问|连接|连通|请求|调用|断|丢包|挂了|打不开|连得|能否|是否|能不能|通吗|通不通|报错?|返回|问题|异常|故障|抓|网络|丢|慢|不行|响应|反应|ping|curl|wget|telnet/i;

/** Undefined when it names nothing, or more than one pair. */
export function splitChinese(typed: string): Sides | undefined {
  const line = simplified(typed);
  const parts = clausesOf(line);
  const asked =
    parts.length > 1 && !pingsButPort.test(line) ? parts.filter((part) => !saysItWorks(part)) : parts;
  const whole = even(asked.length === 0 ? line : asked.join(" "));
  const said = {
    ...(/偶尔|有时|间歇|时不时|时好时坏|时通时不通|不稳定|偶发|偶现|不定时|随机/.test(line)
      ? { sometimes: true as const }
      : {}),
    ...sinceOf(even(line)),
    ...kindOf(line),
    ...(/(?<![A-Za-z0-9])ping/i.test(line) && !pingsButPort.test(line) ? { ping: true as const } : {}),
  };
  const sides = sidesOf(whole);
  if (sides !== "several")
    return sides && { ...said, ...withOther(sides, { failing: asked, working: parts.filter(saysItWorks) }) };
  const failing = asked.filter((part) => isPair(part) && fails.test(part));
  if (new Set(failing.map((part) => JSON.stringify(sidesOf(even(part))))).size > 1) return undefined;
  // The last that names one pair alone: "web 调用 api，api 调用 db 超时".
  for (const part of asked.toReversed()) {
    const own = sidesOf(even(part));
    if (own && own !== "several" && own.from !== undefined && (own.to ?? own.resolves) !== undefined)
      return { ...said, ...own };
  }
  return undefined;
}

const fails = /不|没[有法办]|失败|超时|拒绝|[45]\d\d|refused|timeout/i;

/** Whether it names both ends of one pair. */
function isPair(part: string): boolean {
  const sides = sidesOf(even(part));
  return sides !== undefined && sides !== "several" && sides.from !== undefined && sides.to !== undefined;
}

/** "web 能访问 db 但访问不了 cache": who stands only in front of what works is meant of both. */
function withOther(
  sides: Sides,
  { failing, working }: { readonly failing: readonly string[]; readonly working: readonly string[] },
): Sides {
  const [clause = "", ...more] = failing;
  const beginsWithoutName = /^[^A-Za-z0-9]{2,}/.test(clause.trim());
  if (more.length > 0 || !beginsWithoutName || working.length !== 1 || sides.resolves !== undefined)
    return sides;
  const other = sidesOf(even(`${working[0] ?? ""} 访问`));
  if (!other || other === "several") return sides;
  if (
    sides.from === undefined &&
    sides.to !== undefined &&
    other.from !== undefined &&
    other.to !== undefined
  )
    return { ...sides, from: other.from };
  if (
    sides.to === undefined &&
    sides.from !== undefined &&
    other.from !== undefined &&
    other.to !== undefined
  )
    return { ...sides, to: other.to };
  return sides;
}

const even = (text: string): string =>
  widths.reduce((result, [from, to]) => result.replace(from, to), text).replace(/\s+/g, " ");

/** "能 ping 通 db 但 5432 端口不通": the port is what fails. */
const pingsButPort = /ping ?得?通.{0,20}?\d{1,5} ?号?端口.{0,4}(?:不通|不行|连不上|超时|拒绝)/i;

const clausesOf = (line: string): readonly string[] =>
  line
    .split(/[，。；！？]|[,;](?= )|但是?|却|不过|可是|然而|(?<!不)而(?!且)/)
    .filter((part) => part.trim() !== "");

/** Whether it says that something works, and of nothing that it fails. */
const saysItWorks = (part: string): boolean =>
  /正常|可以|没事|好的|成功|通(?!过)|能够?(?:被|访问|连|打开|调用|请求|解析)/.test(
    part.replace(/没有?问题/g, "正常"),
  ) &&
  !/不|没[有法办]|问题|无法|失败|超时|拒绝|断|错|丢|挂|吗|为什么|为何|能否|是否|[45]\d\d|refused|time/i.test(
    part.replace(/没有?问题/g, "正常"),
  );

/** The one pair that a sentence is about. */
function sidesOf(text: string): Sides | "several" | undefined {
  const { ends: all, rest } = endsOf(
    text
      .replace(afterChange, " ")
      .replace(/[^\s]{0,20}(?:之后|以后|以来)/g, " ")
      .replace(/[自从]{1,2}[^\s]{0,20}?(?:开始|起)/g, " "),
  );
  const ends = whoeverTells.test(rest) ? all.slice(1) : all;
  const [first, second] = ends;
  const { kind, status } = kindOf(text);
  if (new Set(ends.map(({ words }) => words)).size > 2 || ofAnother.test(rest)) return "several";
  if (!first || (!unreached.test(rest + text) && status === undefined && kind === undefined)) {
    if (!/解析|域名|DNS/i.test(text) || (!first && !unreached.test(text))) return undefined;
    return { ...(first ? { from: first.words } : {}), resolves: second?.words ?? "" };
  }
  if (/解析|域名|DNS/i.test(text) && !/kube-dns|coredns/.test(text)) {
    const asked = ends.find(({ words }) => /\./.test(words)) ?? second;
    const asks = ends.find((one) => one !== asked);
    return {
      ...(asks ? { from: asks.words } : {}),
      resolves: asked && asked !== asks ? asked.words : "",
    };
  }
  if (!second && /自己|自身|本身/.test(text)) return { from: first.words, itself: true };
  if (!second) return isCaller(first, rest) ? { from: first.words } : { to: first.words };
  // It answers a ping, and not there: "web 能 ping 通 api 但是 8080 端口不通".
  const [, port] = pingsButPort.test(text) ? (/(\d{1,5}) ?号?端口/.exec(text) ?? []) : [];
  if (port !== undefined)
    return { from: first.words, to: `${second.words.replace(/:\d{1,5}$/, "")} port ${port}` };
  return turned(first, second, rest)
    ? { from: second.words, to: first.words, callerLast: true }
    : { from: first.words.replace(/^(node \S+) port 10250$/, "$1"), to: second.words };
}

/** "升级 calico 之后": what was changed is no end. */
const change = "(?:升级|重启|更新|部署|发布|修改|改|重建|迁移|安装|删除|扩容|缩容|切换|启用|关闭)";
const afterChange = new RegExp(`${change}了? ?${name} ?(?:之后|以后|以来|后)`, "g");

/** "grafana 显示 db 拒绝连接": who tells it is no end. */
const whoeverTells = /^⟦⟧ ?(?:上|里)?(?:显示|报警|告警) ?⟦⟧/;

/** "web 的 sidecar", "除了 web", "db 只有 web 能访问": somebody, and which one only a person knows. */
const ofAnother = /⟦⟧ ?的 ?⟦⟧|除了?|只有 ?⟦⟧ ?(?:才?能|可以)|[和与及或跟、] ?⟦⟧ ?(?:都|全)/;

function kindOf(text: string): Pick<Sides, "kind" | "status"> {
  const kind = errorIn(text);
  const status = statusIn(text);
  return { ...(kind === undefined ? {} : { kind }), ...(status === undefined ? {} : { status }) };
}

function sinceOf(text: string): Pick<Sides, "since"> {
  const changed = afterChange.exec(text)?.[0];
  afterChange.lastIndex = 0;
  if (changed !== undefined) return { since: changed };
  const said =
    /((?:今天|昨天|前天|今早|昨晚|早上|上午|中午|下午|晚上|凌晨|刚才|刚刚|最近|上周|本周|这周|周[一二三四五六日])[^\sA-Za-z]{0,12}?(?:开始|起))|([^\sA-Za-z0-9]{1,20}(?:之后|以后|以来|后(?=\s)))|((?:自从|从)[^\sA-Za-z]{1,20}?(?:开始|起))/u.exec(
      text,
    );
  const words = said?.[1] ?? said?.[2] ?? said?.[3];
  return words === undefined ? {} : { since: words };
}

/** Words that are no names stay as they are: 这个 pod telnet redis. */
function decorate(text: string, [says, words]: (typeof decorations)[number]): string {
  return text.replace(says, (whole: string, first: string, second: string | undefined) =>
    notNames.test(first) && !/^\d/.test(first)
      ? whole
      : words.replace("$1", first).replace("$2", typeof second === "string" ? second : ""),
  );
}

/** The ends in their order, and the text with a mark in the place of each. */
function endsOf(text: string): { readonly ends: readonly Found[]; readonly rest: string } {
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

/** 从 A …, 在 A 上 …: it calls, though nobody is named that it calls. */
function isCaller({ before }: Found, rest: string): boolean {
  return (
    /(?:从|在|由)\s*$/.test(before) ||
    (/被\s*$/.test(before) && !/拒绝|拦截|丢弃|屏蔽|阻断|重置/.test(rest)) ||
    /^[^⟦]*⟦⟧ ?(?:里|中|内|上)?(?:什么|谁|任何|哪)/.test(rest) ||
    /⟦⟧.*(?:任何|外网|公网|互联网|网络不通)/.test(rest)
  );
}

/** "web 收不到 db 的响应": who answers was called. */
const missed = /[收等看得]不到|没有?[收等得]到/;
const answers =
  /^⟦⟧ ?(?:那边|这边|端|侧)?(?:的|所)? ?(?:任何)? ?(?:响应|应答|回复|回应|回包|回程|返回|结果|reply|response|ack)/i;

/** Whether the second calls the first: B 从 A 访问不到, B 在 A 上不通, B 无法被 A 访问, B 拒绝 A 的连接. */
function turned(first: Found, second: Found, rest: string): boolean {
  if (/(?:从|在|由)\s*$/.test(first.before)) return false;
  // "网关调用 api 超时，网关是 kong"
  if (
    /\p{Script=Han}(?:调用|访问|请求|连接)\s*$/u.test(first.before) &&
    /(?:网关|客户端|调用方|来源)是?\s*$/.test(second.before)
  )
    return true;
  if (missed.test(second.before) && answers.test(rest.slice(rest.lastIndexOf("⟦⟧")))) return false;
  if (/(?:从|在|由|自)\s*$/.test(second.before)) return true;
  if (/对\s*$/.test(second.before))
    return /不可达|不可用|不通|不开放|关闭|拒绝/.test(rest.slice(rest.lastIndexOf("⟦⟧")));
  if (/被\s*$/.test(second.before))
    return !/拒绝|拦截|丢弃|屏蔽|阻断|重置/.test(rest.slice(rest.lastIndexOf("⟦⟧")));
  return (
    /(?:收不到|没有?收到|看不到)(?:来自)?\s*$/.test(second.before) ||
    /(?:拒绝|拦截|丢弃|屏蔽|阻断|不接受|不允许)了?(?:来自)?\s*$/.test(second.before) ||
    /来自\s*$/.test(second.before)
  );
}
