/**
 * A question in Chinese into its two sides. Names stand out of the text by their letters, so that they are found first; which of
 * them calls is told by 从, 在, 被 and 拒绝, and else by their order.
 */
import { errorIn, statusIn } from "../errors.ts";
import { aroundVerb } from "./chinese-verb.ts";
import { turned } from "./chinese-direction.ts";
import { endsOf, even, name, type Found } from "./chinese-ends.ts";
import { saysSeldom } from "./seldom.ts";
import type { Sides } from "./sides.ts";
import { transportIn } from "./transport.ts";
import { simplified } from "./traditional.ts";

export const isChinese = (text: string): boolean => /\p{Script=Han}/u.test(text);

const unreached =
  /不通|不了|不到|不上|不可达|不能|无法|没法|没办法|失败|超时|拒绝|访问|连接|连通|请求|调用|断|丢包|挂了|down|不健康|上报|建不|挡|拦|卡|打不开|连得|能否|是否|能不能|通吗|通不通|报错?|返回|问题|异常|故障|抓|网络|丢|慢|不行|响应|反应|ping|curl|wget|telnet|(?<![\w.:])50[234](?![\w.])/i;

/** Undefined when it names nothing, or more than one pair. */
export function splitChinese(typed: string): Sides | undefined {
  const line = withPlace(withoutChanged(simplified(typed))).replace(corrected, "");
  if (unclear.test(line)) return undefined;
  const parts = clausesOf(line);
  const asked =
    parts.length > 1 && !pingsButPort.test(line) ? parts.filter((part) => !saysItWorks(part)) : parts;
  const whole = even(asked.length === 0 ? line : asked.join(" "));
  const transport = transportIn(line);
  const said = {
    ...(saysSeldom(line) ? { sometimes: true as const } : {}),
    ...sinceOf(even(line)),
    ...kindOf(line),
    ...(transport === undefined ? {} : { transport }),
    ...(/(?<![A-Za-z0-9])ping/i.test(whole) && !pingsButPort.test(line) ? { ping: true as const } : {}),
  };
  const looksUp = lookedUp(asked, parts.filter(saysItWorks));
  if (looksUp !== undefined) return { ...said, from: looksUp, resolves: "" };
  // "a 到 b telnet 通但是 redis-cli 超时": another tool, between the same two.
  const sides = sidesOf(whole) ?? sameTwo(asked, parts.filter(saysItWorks));
  if (sides !== "several")
    return sides && { ...said, ...withOther(sides, { failing: asked, working: parts.filter(saysItWorks) }) };
  const around = asked.length === parts.length ? aroundVerb(endsOf(withoutSince(whole)), line) : undefined;
  if (around) return { ...said, ...around };
  const failing = asked.filter((part) => isPair(part) && fails.test(part));
  if (new Set(failing.map((part) => JSON.stringify(sidesOf(even(part))))).size > 1) return undefined;
  // "web 连 db，db 连 cache 都超时"
  if (failing.length > 0 && asked.filter(isPair).length > 1 && /都/.test(line)) return undefined;
  // The last that names one pair alone: "web 调用 api，api 调用 db 超时".
  for (const part of asked.toReversed()) {
    const own = sidesOf(even(part));
    if (own && own !== "several" && own.from !== undefined && (own.to ?? own.resolves) !== undefined)
      return { ...said, ...own };
  }
  return undefined;
}

/** The other way round, what was taken back, what is to be done then, what somebody wants, and what is over: none of them is one pair that fails now. */
const unclear =
  /[不没]再(?:超时|报错|失败|拒绝|丢包|断)|反过来|反之|反方向|反向(?!代理)|(?:^|[，。\s：:])不对[，, ]|说错|搞错|打错|更正|我是说|^(?:如果|要是|假如|万一)(?!我?[在从用]).{0,200}(?:就|则|应该|怎么办|会怎)|(?:怎么|如何|请|帮忙|麻烦|想|要)(?:才能)?(?:禁止|阻止|屏蔽|限制|拦截|不让)|^(?:上次|上周|以前|之前|去年|当时|那次).{0,200}(?:是因为|原因是)|(?<![没未]|没有)(?:已经?)?(?:解决|修复|修好|搞定)了(?![吗没么?？]).{0,40}$(?<!又.{0,80}|再次.{0,80})|^[^，。]{0,20}(?:问题)?(?:已经?)?(?:解决|修好|修复|搞定)了[，,]/;

/** "我重启了 db，web 连不上了": what was changed is no end. */
const withoutChanged = (line: string): string =>
  line.replace(
    new RegExp(
      `^(?:我们?|刚刚?|刚才|有人|今天|昨天|早上|昨晚){0,3}${change}了 ?(?:一下 ?)?${name} ?[，,。 ] ?`,
    ),
    "",
  );

/** "不是连不上 cache，是连不上 db": the second is meant. */
const corrected = /不是[^，,]{1,60}[，,] ?(?:而)?是/;

/** "node3 重启之后，上面的 pod 都…": what runs on what was named. */
const withPlace = (line: string): string =>
  line.replace(
    new RegExp(
      `(${name}) ?(${change}了?(?:之后|以后|后))[，, ]{1,3}(?:它|其)?上面?的 ?(?:所有)? ?pods?`,
      "gi",
    ),
    "$2 ⟦pods on $1⟧ ",
  );

const fails = /不|没[有法办]|失败|超时|拒绝|(?<!\d)[45]\d\d(?!\d)|refused|timeout/i;

function sameTwo(failing: readonly string[], working: readonly string[]): ReturnType<typeof sidesOf> {
  const [clause] = working;
  const isAboutNobody = failing.length > 0 && failing.every((part) => endsOf(even(part)).ends.length === 0);
  return isAboutNobody && working.length === 1 ? sidesOf(even(`${clause ?? ""} 访问`)) : undefined;
}

/** "web 能 ping 通 10.96.0.10 但 nslookup 没反应": who it is that gets no answer from DNS. */
function lookedUp(failing: readonly string[], working: readonly string[]): string | undefined {
  const [clause = "", ...more] = failing;
  if (more.length > 0 || working.length !== 1 || !/^ ?(?:nslookup|dig|域名|解析)[^A-Za-z0-9]*$/.test(clause))
    return undefined;
  const other = sidesOf(even(`${working[0] ?? ""} 访问`));
  return other === undefined || other === "several" ? undefined : other.from;
}

/** Whether it names both ends of one pair. */
function isPair(part: string): boolean {
  const sides = sidesOf(even(part));
  return sides !== undefined && sides !== "several" && sides.from !== undefined && sides.to !== undefined;
}

/** "api 能访问 db，web 不能": what is said of the other is meant. */
const cannotDoThat = new RegExp(`^ ?${name} ?(?:上|里)?(?:却|就|则|反而)?(?:不能|不行|不可以) ?$`);

/** "web 能访问 db 但访问不了 cache": who stands only in front of what works is meant of both. */
function withOther(
  sides: Sides,
  { failing, working }: { readonly failing: readonly string[]; readonly working: readonly string[] },
): Sides {
  const [clause = "", ...more] = failing;
  if (more.length === 0 && working.length === 1 && cannotDoThat.test(clause)) {
    const done = sidesOf(even(`${working[0] ?? ""} 访问`));
    const who = sides.from ?? sides.to;
    return done && done !== "several" && who !== undefined && done.from !== undefined && done.to !== undefined
      ? { ...sides, from: who, to: done.to }
      : sides;
  }
  const beginsWithoutName = /^(?:[^A-Za-z0-9]{2,}|(?:telnet|curl|wget|nc|ping) )/.test(clause.trim());
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

/** "能 ping 通 db 但 5432 端口不通": the port is what fails. */
const pingsButPort =
  /(?:ping ?得?通|能(?:够|正常)?解析).{0,30}?(?:\d{1,5} ?号?端口.{0,4}(?:不通|不行|连不上|超时|拒绝)|(?:连不上|访问不了|不通|telnet ?不通) ?\d{2,5}(?![\w.]))/i;

const clausesOf = (line: string): readonly string[] =>
  line
    .split(
      /[，。；！？]|[,;](?= )|(?<=\p{Script=Han}) ?[,;](?=\S)|[,;](?=\p{Script=Han})|但是?|却|不过|可是|然而|(?<!不)而(?!且)/u,
    )
    .filter((part) => part.trim() !== "");

/** Whether it says that something works, and of nothing that it fails. */
const saysItWorks = (part: string): boolean =>
  /正常|可以|没事|好的|成功|得(?:上|到|通|了)|通(?!过)|能够?(?:被|访问|连|打开|调用|请求|解析)/.test(
    part.replace(/没有?问题/g, "正常"),
  ) &&
  !/不|没[有法办]|问题|无法|失败|超时|拒绝|断|错|丢|挂|吗|为什么|为何|能否|是否|(?<!\d)[45]\d\d(?!\d)|refused|time/i.test(
    part.replace(/没有?问题/g, "正常"),
  );

const withoutSince = (text: string): string =>
  text
    .replace(afterChange, " ")
    .replace(/[^\s]{0,20}(?:之后|以后|以来)/g, " ")
    .replace(/[自从]{1,2}[^\s]{0,20}?(?:开始|起)/g, " ")
    .replace(/\s+/g, " ");

/** The one pair that a sentence is about. */
function sidesOf(text: string): Sides | "several" | undefined {
  const { ends: all, rest } = endsOf(withoutSince(text));
  const ends = whoeverTells.test(rest) ? all.slice(1) : withoutAgain(all);
  const [first, second] = ends;
  const { kind, status } = kindOf(text);
  if (new Set(ends.map(({ words }) => words)).size > 2 || ofAnother.test(rest)) return "several";
  if (!first || (!unreached.test(rest + text) && status === undefined && kind === undefined)) {
    if (!/解析|域名|DNS/i.test(text) || (!first && !unreached.test(text))) return undefined;
    return { ...(first ? { from: first.words } : {}), resolves: second?.words ?? "" };
  }
  if (
    /解析|域名|DNS/i.test(text) &&
    (!/kube-dns|coredns/.test(text) || /解析 ?[\w-]{1,63}\.[a-z]/i.test(text)) &&
    !pingsButPort.test(text)
  ) {
    const asked = ends.find(({ words }) => /\./.test(words)) ?? second;
    const asks = ends.find((one) => one !== asked);
    return {
      ...(asks ? { from: asks.words } : {}),
      resolves: asked && asked !== asks ? asked.words : "",
    };
  }
  if (!second && /自己|自身|本身/.test(text)) {
    const own = portApart(first, rest);
    return { from: own === undefined ? first.words : `${first.words} port ${own}`, itself: true };
  }
  if (!second) return isCaller(first, rest) ? { from: first.words } : { to: first.words };
  // It answers a ping, and not there: "web 能 ping 通 api 但是 8080 端口不通".
  const [, port] = pingsButPort.test(text)
    ? (/(?<![\w.])(\d{1,5}) ?号?端口|(?:连不上|访问不了|不通) ?(\d{2,5})/.exec(text)?.filter(Boolean) ?? [])
    : [];
  if (port !== undefined)
    return { from: first.words, to: `${second.words.replace(/:\d{1,5}$/, "")} port ${port}` };
  const called = turned(first, second, rest) ? first : second;
  const apart = portApart(called, rest);
  if (apart !== undefined)
    return { from: (called === first ? second : first).words, to: `${called.words} port ${apart}` };
  return called === first
    ? { from: second.words, to: first.words, callerLast: true }
    : { from: first.words.replace(/^(node \S+) port 10250$/, "$1"), to: second.words };
}

/** "抓不到 db 的指标，9100 端口超时": a port that stands apart is that of who is called, where only one is named. */
function portApart({ words }: Found, rest: string): string | undefined {
  if (/:\d{1,5}$| port \d|:\/\/|^pods /.test(words)) return undefined;
  const [only, other] = [
    ...rest.matchAll(
      /(?<![\w.:])(\d{2,5}) ?(?:号)?端口|端口(?:号)?[是为:]? ?(\d{2,5})(?![\w.])|(?<![\w.:/-])(?!(?:499|50\d) )(\d{2,5}) ?(?:一直|总是|老是|都|也)?(?:超时|不通|连不上|拒绝|被拒|访问不了|打不开)/g,
    ),
  ];
  return other ? undefined : (only?.[1] ?? only?.[2] ?? only?.[3]);
}

/** "连不上 redis:6379，redis 是好的": named again, it is no second end. */
function withoutAgain(all: readonly Found[]): readonly Found[] {
  const bare = ({ words }: Found): string => words.replace(/:\d{1,5}$| port \d.*$/, "");
  return all.filter(
    (one, at) => !all.slice(0, at).some((other) => bare(other) === one.words && other.words !== one.words),
  );
}

/** "升级 calico 之后": what was changed is no end. */
const change =
  "(?:升级|重启|更新|部署|发布|修改|改|重建|迁移|安装|删除|扩容|缩容|切换|换成|改成|改为|启用|关闭|加入集群|加入|上线)";
const afterChange = new RegExp(
  `(?:${change}了? ?${name} ?|${name} ?${change}了? ?(?:${name} ?)?)(?:之后|以后|以来|后)`,
  "g",
);

/** "grafana 显示 db 拒绝连接": who tells it is no end. */
const whoeverTells = /^⟦⟧ ?(?:上|里)?(?:显示|报警|告警) ?⟦⟧/;

/** "web 的 sidecar", "除了 web", "db 只有 web 能访问": somebody, and which one only a person knows. */
const ofAnother = /⟦⟧ ?的 ?⟦⟧|⟦⟧.*⟦⟧ ?也|除了?|只有 ?⟦⟧ ?(?:才?能|可以)|[和与及或跟、] ?⟦⟧ ?(?:都|全)/;

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

/** 从 A …, 在 A 上 …: it calls, though nobody is named that it calls. */
function isCaller({ before }: Found, rest: string): boolean {
  return (
    /(?:从|在|由)\s*$/.test(before) ||
    (/被\s*$/.test(before) && !/拒绝|拦截|丢弃|屏蔽|阻断|重置/.test(rest)) ||
    /^[^⟦]*⟦⟧ ?(?:里|中|内|上)?(?:什么|谁|任何|哪)/.test(rest) ||
    /⟦⟧.*(?:任何|外网|公网|互联网|网络不通)/.test(rest)
  );
}
