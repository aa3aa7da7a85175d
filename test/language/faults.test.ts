/** What faults say where no recording says it, or where several things stand in one sentence. */
import { expect, test } from "vitest";
import { tongueOf } from "../../src/language/tongue.ts";

const say = tongueOf("zh");

test.each([
  [
    "details.demo has no address: DNS server 10.96.0.10 says there is no such name. There is Service test/details: its name is details.test.",
    "details.demo 没有地址：DNS 服务器 10.96.0.10 说没有这个名称。有 Service test/details：它的名称是 details.test。",
  ],
  [
    "Service test/web has internalTrafficPolicy Local, and node1 has none of its endpoints; they are on node3. kube-proxy does as it is told when it drops these connections.",
    "Service test/web 的 internalTrafficPolicy 是 Local，而 node1 没有它的端点；端点在 node3 上。kube-proxy 丢弃这些连接是照规定办的。",
  ],
  [
    "with 10.0.2.69 in cali40s:a and 10.0.0.6,tcp:9080 out of cali40n:b, walking the rules of node1 as the kernel does takes them past the rule that stops them",
    "假如 cali40s:a 中有 10.0.2.69，而 cali40n:b 中没有 10.0.0.6,tcp:9080，按内核的方式走一遍 node1 的规则，它们就能通过拦下它们的那条规则",
  ],
  [
    "EndpointSlice test/by-hand has no port called http, as port 80 of Service test/web is; it has 9080 (called web): ports are matched by their names.",
    "EndpointSlice test/by-hand 没有名为 http 的端口，而 Service test/web 的端口 80 叫这个名称；它有 9080（名为 web）：端口按名称对应。",
  ],
  [
    "A firewall rule on node3 hands to a program the answers: tcp sport 9080 queue",
    "node3 上的一条防火墙规则把应答交给一个程序：tcp sport 9080 queue",
  ],
  [
    "GlobalNetworkPolicy web denies these packets, and node1 lets them through: Azure NPM and Calico has no rules of it there, as far as its rules could be read.",
    "GlobalNetworkPolicy web 拒绝这些数据包，node1 却放行了：Azure NPM 和 Calico 在那里没有它的规则（就读到的规则而言）。",
  ],
  [
    "At node1, confirmed: BaselineAdminNetworkPolicy default (policy.networking.k8s.io/v1alpha1) denies the packets on node1.",
    "在 node1，已确认：BaselineAdminNetworkPolicy default (policy.networking.k8s.io/v1alpha1) 在 node1 上拒绝了这些数据包。",
  ],
  [
    "DNS server 10.96.0.10 (Service kube-system/kube-dns) does not answer: names cannot be looked up. Over TCP it answers, so what is lost is UDP on port 53. Asked at their own addresses, its pods answer.",
    "DNS 服务器 10.96.0.10（Service kube-system/kube-dns）不应答：无法解析名称。它对 TCP 有应答，所以丢失的是 53 端口的 UDP。直接问它的 Pod 的地址，则有应答。",
  ],
  [
    "Service demo/db sends to nobody: none of its 2 pods is ready (db-0: Running, ContainersNotReady, containers with unready status: [db]).",
    "Service demo/db 没有可以发往的 Pod：它的 2 个 Pod 没有一个就绪（db-0：Running, ContainersNotReady, containers with unready status: [db]）。",
  ],
  [
    "TCP from port 80 is lost between node1 and node2: it leaves the one and does not arrive at the other. node1 hands it to 10.0.0.1.",
    "源端口为 80 的 TCP 在 node1 和 node2 之间丢失：离开了一方，没有到达另一方。node1 把它交给 10.0.0.1。",
  ],
  [
    "one request (HTTPS HEAD /) got no byte: connected after 0.4 ms, TLS after 3.1 ms",
    "一个请求（HTTPS HEAD /）一个字节也没有得到：0.4 ms 后连上、3.1 ms 后完成 TLS",
  ],
  [
    "node1 has no way to 10.0.0.1: no route; vxlan.calico is down there, which took its routes away.",
    "node1 没有去往 10.0.0.1 的路：没有路由；那里的 vxlan.calico 是 down，它的路由随之消失了。",
  ],
  [
    "node2 does not answer ARP for 169.254.1.1, the gateway of its pod: proxy_arp is 0 on cali1. Nothing that web-1 sends leaves it.",
    "node2 不替其 Pod 的网关 169.254.1.1 应答 ARP：cali1 上的 proxy_arp 是 0。web-1 发出的东西都出不去。",
  ],
  [
    "Nothing in node1 listens on 53/UDP of 169.254.20.10: on 53 it takes TCP alone.",
    "node1 里没有程序监听 169.254.20.10 的 53/UDP：在 53 上它只接收 TCP。",
  ],
  [
    "make both ends alike: see what the network plugin's agent on node1 and on node2 are told, and which of them did not follow",
    "让两端一致：看 node1 上网络插件的 agent 和 node2 上的各自得到了什么设置，是哪一个没有跟上",
  ],
  [
    "recreate the pod, so that the CNI wires it anew; it belongs to Rollout shop: see there how that makes another, and what work of it is lost",
    "重建 Pod，使 CNI 重新为它接线；它属于 Rollout shop：在那里看它怎样再建一个，会丢失它的哪些工作",
  ],
  [
    "add the missing program to the prober image; links cannot look without it; add the missing program to the prober image; routes-v4 cannot look without it",
    "把缺少的程序加入 prober 镜像；没有它 links 无法查看；把缺少的程序加入 prober 镜像；没有它 routes-v4 无法查看",
  ],
  [
    "I could not look on node2: no process of test/web (container 0123456789ab) runs on node2",
    "我无法在 node2 上查看：node2 上没有 test/web（容器 0123456789ab）的进程在运行",
  ],
])("%s", (english, chinese) => {
  expect(say(english)).toBe(chinese);
});

// Each of these names is a word that netdiag says, too.
test.each([
  [
    "probe cannot reach model: no answer came back, and no fault I know explains it.",
    "probe 无法访问 model：没有收到应答，没有已知的故障能解释。",
  ],
  ["kernel reaches policy: 1 of 1 endpoints answered.", "kernel 可以访问 policy：1 个端点中有 1 个应答。"],
  [
    "I could not tell whether likely reaches nobody: no packet could be sent.",
    "无法判断 likely 能否访问 nobody：无法发送任何数据包。",
  ],
  [
    "model and web cannot reach db: no ingress rule admits the source (NetworkPolicy test/x).",
    "model 和 web 无法访问 db：没有 ingress 规则放行来源（NetworkPolicy test/x）。",
  ],
  ["nobody's namespace has c=d", "nobody 的命名空间的标签是 c=d"],
])("a name stays a name: %s", (english, chinese) => {
  expect(say(english)).toBe(chinese);
});
