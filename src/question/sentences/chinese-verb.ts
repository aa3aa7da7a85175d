/**
 * Chinese with a story around it, that names more than two: "我这边 node7 上新起的 pod web-1 ping 不通网关 10.0.0.1". Who stands in
 * front of the one verb of reaching calls who stands behind it; a place, a tool and an error that are named beside are no ends.
 */
import type { Found } from "./chinese-ends.ts";
import type { Sides } from "./sides.ts";

/** Between the two: the verb, how it fails, and what the called one is in words. */
const reaching =
  /(?:访问|连接|连|调用|调|请求|写入|写|读取|读|拉取|拉|推送|推|查询|抓取|抓|ping|telnet|curl|wget|到|去|打|发|登录|注册|同步|上报|转发)(?:不上|不通|不到|不了|不动|不出|得?通)? ?(?:[^A-Za-z0-9⟦\s]{0,6}) ?$/i;
/** Behind a place that is named: "node7 上", "k8s 集群里". */
const isPlace =
  /^ ?(?:这|那)?(?:台|个)?(?:节点|机器|集群|环境|机房|平台|系统|主机|服务器|区)?(?:上|里|中|内|下|那边|这边)/;
/** In front of what is no end: an error, or a tool. */
const isTold = /(?:报错?|提示|显示|错误|日志|状态|版本|用|装了|跑着) ?(?:是|为|了|个)?[:：]? ?$/;
/** Somebody stands on the way, or several are meant. */
const between = /通过|经过?|走|除了?|只有|[和与及或跟、]|而|代理|转给|⟦⟧ ?的 ?⟦⟧/;

const hasAddress = (words: string): boolean => /[.:]\S/.test(words);

/** Undefined where more than one verb has a name on either side, or where somebody else is named. */
export function aroundVerb(
  { ends, rest }: { readonly ends: readonly Found[]; readonly rest: string },
  typed: string,
): Sides | undefined {
  if (between.test(rest) || /(?:从|由|被|在) ?⟦⟧/.test(rest) || ends.length < 3 || ends.length > 6)
    return undefined;
  const behind = ends.flatMap(({ before }, at) => (at > 0 && reaching.test(before) ? [at] : []));
  const [called, other] = behind;
  if (called === undefined || other !== undefined) return undefined;
  const [from, to, next] = [ends[called - 1], ends[called], ends[called + 1]];
  if (!from || !to) return undefined;
  // "写 es 超时（elasticsearch.logging:9200）": the same one, by its address.
  const isAddress =
    next !== undefined &&
    !hasAddress(to.words) &&
    hasAddress(next.words) &&
    /[（(] ?$/.test(typed.slice(0, typed.indexOf(next.words)));
  const beside = ends.filter(
    (_, at) => at !== called - 1 && at !== called && !(isAddress && at === called + 1),
  );
  const areNoEnds = beside.every((one) => {
    const after = ends[ends.indexOf(one) + 1]?.before ?? rest.slice(rest.lastIndexOf("⟦⟧") + 2);
    return isPlace.test(after) || isTold.test(one.before);
  });
  return areNoEnds ? { from: from.words, to: isAddress ? next.words : to.words } : undefined;
}
