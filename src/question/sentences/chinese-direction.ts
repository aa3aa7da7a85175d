/** Of two that a Chinese sentence names: which of them calls. */
import type { Found } from "./chinese-ends.ts";

/** "web 收不到 db 的响应": who answers was called. */
const missed = /[收等看得]不到|没有?[收等得]到/;
const answers =
  /^⟦⟧ ?(?:那边|这边|端|侧)?(?:的|所)? ?(?:任何)? ?(?:响应|应答|回复|回应|回包|回程|返回|结果|reply|response|ack)/i;

/** "db 到 web 的回包丢了": it goes back to who called. What is only called a response may be how long a call takes. */
const towards = /(?:到|给|向|至|回|往)\s*$/;
const wayBack =
  /^⟦⟧ ?(?:那边|这边|端|侧)?的 ?(?:所有)? ?(?:回包|回程|(?:响应|应答|返回|回复)(?:包|数据包|报文|流量))/;

/** Whether the second calls the first: B 从 A 访问不到, B 在 A 上不通, B 无法被 A 访问, B 拒绝 A 的连接. */
export function turned(first: Found, second: Found, rest: string): boolean {
  // "A 从 B 下载失败": what is fetched comes from whom one calls.
  if (
    /(?:从|自)\s*$/.test(second.before) &&
    /^ ?(?:上|里|那边)?的? ?(?:下载|拉取?|读取?|同步|获取|克隆|拿|取|查|消费|订阅|加载|clone|pull)/i.test(
      rest.slice(rest.lastIndexOf("⟦⟧") + 2),
    )
  )
    return false;
  if (/(?:从|在|由)\s*$/.test(first.before)) return false;
  // "网关调用 api 超时，网关是 kong"
  if (
    /\p{Script=Han}(?:调用|访问|请求|连接)\s*$/u.test(first.before) &&
    /(?:网关|客户端|调用方|来源)是?\s*$/.test(second.before)
  )
    return true;
  if (missed.test(second.before) && answers.test(rest.slice(rest.lastIndexOf("⟦⟧")))) return false;
  if (towards.test(second.before) && wayBack.test(rest.slice(rest.lastIndexOf("⟦⟧")))) return true;
  if (/(?:从|在|由|自)\s*$/.test(second.before)) return true;
  if (/对\s*$/.test(second.before))
    return /不可达|不可用|不通|不开放|关闭|拒绝|返回|不响应|没有?响应|无响应|没有?反应|没有?应答/.test(
      rest.slice(rest.lastIndexOf("⟦⟧")),
    );
  // "db 给 web 返回 503", "db 返回给 web 的包", "db 把 web 的连接重置了": that goes to who called.
  const behind = rest.slice(rest.lastIndexOf("⟦⟧") + 2);
  if (/(?:返回|回复|响应|应答|回)了?(?:给|到)\s*$/.test(second.before)) return true;
  if (
    /给\s*$/.test(second.before) &&
    /^ ?(?:返回|回复|回|报|抛|响应|吐|发(?:送|来)?了? ?(?:一?个)? ?(?:RST|FIN|reset|[45]\d\d))/i.test(behind)
  )
    return true;
  // "nats 断开了 web 的连接", "db 不响应 web"
  if (/(?:断开|掐断|切断|关闭|关掉|中断|重置|终止|踢掉?)了?\s*$/.test(second.before)) return true;
  if (/(?:不|没有?|未|拒绝)(?:响应|应答|回复|回应|理会?)\s*$/.test(second.before)) return true;
  // What calls back is a request of its own.
  if (
    /等(?:待|着)?\s*$/.test(second.before) &&
    /^ ?的 ?(?:回调|请求|推送|上报|通知|callback|webhook)/i.test(behind)
  )
    return true;
  if (/把\s*$/.test(second.before) && /^ ?的? ?.{0,10}(?:重置|断开|断|拒绝|踢|关|拦|丢)/.test(behind))
    return true;
  if (/被\s*$/.test(second.before))
    return !/拒绝|拦截|丢弃|屏蔽|阻断|重置|断开|切断|关闭|中断|踢|返回|限流/.test(behind);
  return (
    /(?:收不到|没有?收到|看不到)(?:来自)?\s*$/.test(second.before) ||
    /(?:拒绝|拦截|丢弃|屏蔽|阻断|不接受|不允许)了?(?:来自)?\s*$/.test(second.before) ||
    /来自\s*$/.test(second.before)
  );
}
