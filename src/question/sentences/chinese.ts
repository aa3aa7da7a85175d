/**
 * A question in Chinese into its two sides. Names stand out of the text by their letters, so that they are found first; which of
 * them calls is told by 从, 在, 被 and 拒绝, and else by their order.
 */
import { errorIn, statusIn } from "../errors.ts";
import type { Sides } from "./sides.ts";

export const isChinese = (text: string): boolean => /\p{Script=Han}/u.test(text);

/** Punctuation as on a European keyboard. */
const widths: readonly (readonly [RegExp, string])[] = [
  [/：/g, ":"],
  [/／/g, "/"],
  [/[，。？！；、（）【】《》「」“”?!;,()]/g, " "],
];

const name = String.raw`(?<![\w.:/-])[A-Za-z0-9](?:[A-Za-z0-9._:/-]{0,250}[A-Za-z0-9])?`;

/** Words in other letters that are no names here. */
const notNames =
  /^(?:pods?|service|services|svc|dns|ping|curl|wget|telnet|nc|tcp|udp|icmp|https?|tls|ip|k8s|kubernetes|kubectl|namespaces?|ns|node|nodes|deployment|connection|refused|timeout|timed|out|error|errors|reset|by|peer|no|route|to|host|i\/o|and|the|is|from|in|port|cluster|clusterip|nodeport|endpoint|endpoints|networkpolicy|netdiag|api|get|post|gateway|bad|unavailable|context|deadline|exceeded|dial|read|lookup|such|unreachable|network|econnrefused|etimedout|ehostunreach|\d{1,5}|\d{3}s?)$/i;

/** What people say of an end, into the words that English has for it. */
const decorations: readonly (readonly [RegExp, string])[] = [
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
  [
    new RegExp(`(${name}) (?![45]\\d\\d ?)(\\d{2,5})(?= ?(?:不通|超时|端口|连|访问|失败|报|$))`, "g"),
    "$1:$2",
  ],
  [new RegExp(`(${name}) ?(?:服务)?(?:的|上的)? ?(\\d{1,5}) ?(?:号)?端口`, "g"), "$1:$2"],
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
  /不通|不了|不到|不上|不可达|不能|无法|没法|没办法|失败|超时|拒绝|访问|连接|连通|请求|调用|断|丢包|挂了|打不开|连得|能否|是否|能不能|通吗|通不通|报错?|返回|问题|异常|故障|抓|网络|丢|慢|ping|telnet/i;

/** Undefined when it names nothing. */
export function splitChinese(line: string): Sides | undefined {
  const even = widths.reduce((text, [from, to]) => text.replace(from, to), line);
  const said = {
    ...(/偶尔|有时|间歇|时不时|时好时坏|时通时不通|不稳定|偶发|偶现|不定时|随机/.test(line)
      ? { sometimes: true as const }
      : {}),
    ...sinceOf(even),
    ...kindOf(even),
    ...(/(?<![A-Za-z0-9])ping/i.test(even) ? { ping: true as const } : {}),
  };
  const { ends, rest } = endsOf(
    even.replace(/[^\s]{0,20}(?:之后|以后|以来)/g, " ").replace(/[自从]{1,2}[^\s]{0,20}?(?:开始|起)/g, " "),
  );
  const [first, second] = ends;
  if (!first || (!unreached.test(rest + even) && said.status === undefined && said.kind === undefined)) {
    return first && /解析|域名|DNS/i.test(even)
      ? { ...said, from: first.words, resolves: second?.words ?? "" }
      : undefined;
  }
  if (/解析|域名|DNS/i.test(even) && !/kube-dns|coredns/.test(even)) {
    const asked = ends.find(({ words }) => /\./.test(words)) ?? second;
    const asks = ends.find((one) => one !== asked);
    return {
      ...said,
      ...(asks ? { from: asks.words } : {}),
      resolves: asked && asked !== asks ? asked.words : "",
    };
  }
  if (!second && /自己|自身|本身/.test(even)) return { ...said, from: first.words, itself: true };
  if (!second) return { ...said, ...(isCaller(first, rest) ? { from: first.words } : { to: first.words }) };
  return turned(first, second, rest)
    ? { ...said, from: second.words, to: first.words, callerLast: true }
    : { ...said, from: first.words, to: second.words };
}

function kindOf(text: string): Pick<Sides, "kind" | "status"> {
  const kind = errorIn(text);
  const status = statusIn(text);
  return { ...(kind === undefined ? {} : { kind }), ...(status === undefined ? {} : { status }) };
}

function sinceOf(text: string): Pick<Sides, "since"> {
  const said = /([^\sA-Za-z0-9]{1,20}(?:之后|以后|以来))|((?:自从|从)[^\sA-Za-z]{1,20}?(?:开始|起))/u.exec(
    text,
  );
  const words = said?.[1] ?? said?.[2];
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
    if (notNames.test(words)) continue;
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
    /^[^⟦]*⟦⟧ ?(?:里|中|内|上)?(?:什么|谁|任何|哪)/.test(rest) ||
    /⟦⟧.*(?:任何|外网|公网|互联网|网络不通)/.test(rest)
  );
}

/** Whether the second calls the first: B 从 A 访问不到, B 在 A 上不通, B 无法被 A 访问, B 拒绝 A 的连接. */
function turned(first: Found, second: Found, rest: string): boolean {
  if (/(?:从|在|由)\s*$/.test(first.before)) return false;
  if (/(?:从|在|由|自)\s*$/.test(second.before)) return true;
  if (/被\s*$/.test(second.before))
    return !/拒绝|拦截|丢弃|屏蔽|阻断|重置/.test(rest.slice(rest.lastIndexOf("⟦⟧")));
  return (
    /(?:拒绝|拦截|丢弃|屏蔽|阻断|不接受|不允许)了?(?:来自)?\s*$/.test(second.before) ||
    /来自\s*$/.test(second.before)
  );
}
