/** What gates and faults look at, and what they could not tell. */
export const chinese = {
  // What was looked at.
  "MAC address of the tunnel's far end": "隧道对端的 MAC 地址",
  "Service rules beside the endpoints": "与端点对照的 Service 规则",
  "addresses of the listening sockets": "监听套接字的地址",
  "answers of the DNS server": "DNS 服务器的应答",
  "both nodes": "两个节点",
  "checksum errors": "校验和错误",
  "firewall rules": "防火墙规则",
  "forwarding on the node": "节点上的转发",
  "neighbour entry of the pod": "Pod 的邻居表项",
  "netmasks of the two nodes": "两个节点的子网掩码",
  "packet sizes that pass": "能通过的数据包大小",
  "policies of the target": "目标的策略",
  "policy rules beside the policies": "与策略对照的策略规则",
  "port of a headless Service": "headless Service 的端口",
  "queue of the listening socket": "监听套接字的队列",
  "room in the table of connections": "连接跟踪表的余量",
  "rules for the Service's address": "针对 Service 地址的规则",
  "rules for the client's ports": "针对客户端端口的规则",
  "rules of policies that could not be judged": "无法判断的策略的规则",
  "source ranges of the load balancer": "负载均衡器的来源网段",
  "the tunnel's packets between the nodes": "节点之间的隧道数据包",
  "these packets between the nodes": "节点之间的这些数据包",
  "addresses the name leads to": "名称指向的地址",
  "answer of the target pod to its node": "目标 Pod 对其节点的应答",
  "kernel counters of the receiving node": "接收节点的内核计数器",
  "packets that went back to the pod": "回到该 Pod 的数据包",
  "pings between the nodes": "节点之间的 ping",
  "route of the sender's own": "发送方自己的路由",
  "rules inside the pod": "Pod 内的规则",
  "the rules inside the pod": "Pod 内的规则",
  service: "Service",
  "way between the nodes": "节点之间的路径",
  "what was not seen": "没有看到的内容",
  "who enforces policies": "由谁执行策略",
  elsewhere: "其他位置",

  // What could not be told.
  "big packets were not tried": "没有试过大数据包",
  "no other packet of the source came through either, so its DNS cannot be judged":
    "来源的其他数据包也都没有通过，所以无法判断它的 DNS",
  "{node} takes the questions to {address} off connection tracking: its DNS cannot be judged":
    "{node} 使发往 {address} 的查询不经过连接跟踪：无法判断它的 DNS",
  "{node} does not translate {address}, the address of the DNS Service: its DNS cannot be judged":
    "{node} 不转换 DNS Service 的地址 {address}：无法判断它的 DNS",
  "no packet got as far as this route": "没有数据包走到这条路由",
  "its route from here is not known": "从这里到它的路由未知",
  "whether plain pings get through between the nodes was not seen": "没有看到普通 ping 能否在节点之间通过",
  "the interfaces of {place} were not seen": "没有看到 {place} 的网卡",
  "the sockets of {place} were not seen": "没有看到 {place} 的套接字",
  "the neighbour entries of {place} were not read": "没有读取 {place} 的邻居表项",
  "the routes of {place} were not read": "没有读取 {place} 的路由",
  "the tunnel of {node} was not read: {why}": "没有读取 {node} 的隧道：{why}",
  "whose address {address} is was not looked up": "没有查过 {address} 是谁的地址",
  "whether {node} translates {address} cannot be told": "无法判断 {node} 是否转换 {address}",
  "the rules of {node} send {what:word} on, as for a NodePort, and the Service behind it was not read: what is behind it was not looked at":
    "{node} 的规则像 NodePort 那样转发 {what}，而背后的 Service 没有读取：它背后的内容未检查",
  "what was thrown away for want of room: {why}": "因空间不足丢弃的内容：{why}",
  "which ports the client's kernel gives: {why}": "客户端内核分配哪些端口：{why}",
  "the rules inside the pod: {why}": "Pod 内的规则：{why}",
  "In the Corefile {plugin:any} answers NXDOMAIN for it": "Corefile 中的 {plugin} 对它回答 NXDOMAIN",

  "the table of connections is full, and what it dropped was not counted":
    "连接跟踪表已满，而它丢弃的内容没有计数",
  "the question of {name} for {address} was not seen": "没有看到 {name} 对 {address} 的询问",
  "whether the pod checks where packets come from was not seen": "没有看到该 Pod 是否检查数据包的来路",
  "other packets of the source are lost as well, so its DNS cannot be judged":
    "来源的其他数据包也丢失，所以无法判断它的 DNS",
  "no other packet of the source was seen, so its DNS cannot be judged":
    "没有看到来源的其他数据包，所以无法判断它的 DNS",
  "{what:word}: its DNS cannot be judged": "{what}：无法判断它的 DNS",
  "the source has no route to {address}": "来源没有到 {address} 的路由",
  "the gateway of the source does not answer it": "来源的网关不应答它",
  "{node} does not translate {address}, the address of the DNS Service":
    "{node} 不转换 DNS Service 的地址 {address}",
  "{node} takes the questions to {address} off connection tracking":
    "{node} 使发往 {address} 的查询不经过连接跟踪",
  "whether its node translates {address} is not known ({why:any})":
    "不知道它的节点是否转换 {address}（{why}）",
  "the interface by which the pod's packets enter its node is not known":
    "不知道该 Pod 的数据包经哪个网卡进入节点",
  "{node} translates by IPVS: which source it gives a pod's packets to itself was not walked":
    "{node} 用 IPVS 转换：没有推算它给 Pod 发往自身的数据包用什么源地址",
  "whether a rule translates these packets cannot be told": "无法判断是否有规则转换这些数据包",
  "the rule that stops the packets was made of {policy}, which selects no pod of namespace {name}":
    "丢弃数据包的规则由 {policy} 生成，而它不选中命名空间 {name} 中的任何 Pod",
  "the rule that stops the packets was made of {policy}, which selects no pod of namespace {one} or {other}":
    "丢弃数据包的规则由 {policy} 生成，而它不选中命名空间 {one} 和 {other} 中的任何 Pod",
  "datagrams were thrown away for want of room, and no queue was full when it was read":
    "有数据报因空间不足被丢弃，而读取时没有队列是满的",
  "packets were not counted both on {one} and on {other}": "没有在 {one} 和 {other} 两处都计数",
  "other pings of these nodes come through in part: packets are lost there":
    "这些节点之间的其他 ping 只有一部分通过：那里有丢包",
  "{device} was not among the interfaces of {place}": "{place} 的网卡中没有 {device}",
  "the routes of the source's node were not seen": "没有看到来源所在节点的路由",
  "pings to {node} are not answered, which a filter may be the reason of, and it could not be looked at":
    "ping {node} 没有应答，可能是被过滤了，而它无法检查",
  "a rule inside the pod cannot be told": "无法判断 Pod 内的某条规则",
  "pings of every size are lost now and then": "各种大小的 ping 都时有丢失",
  "whether the node answers NDP for its pod is not decided from tables":
    "节点是否为其 Pod 应答 NDP 无法仅凭表项判断",
  "whether {node} answers ARP for {address} depends on more":
    "{node} 是否为 {address} 应答 ARP 还取决于更多内容",
  "whether the interface of {pod} is up was not seen": "没有看到 {pod} 的网卡是否 up",
  "whether the program answers inside its own pod was not seen": "没有看到程序在自己的 Pod 内是否应答",
  "Service proxy {name} is to translate it, and not kube-proxy":
    "应由 Service 代理 {name} 转换它，而不是 kube-proxy",
  "{node} has {device}: its Service proxy translates without rules":
    "{node} 有 {device}：它的 Service 代理不用规则就能转换",
  "no rule on {node} translates any Service; another kind of proxy may":
    "{node} 上没有规则转换任何 Service；可能是另一种代理在转换",
  "the addresses of node {node} were not read": "没有读取节点 {node} 的地址",
  "the addresses of {place} were not read": "没有读取 {place} 的地址",
  "whether packets arrive at {place} all the same was not seen": "没有看到数据包是否仍然到达 {place}",
  "{setting} was not read": "没有读取 {setting}",

  // What could not be tried.
  "there is no node to stand on at {place}": "{place} 处没有可进入的节点",
  "the target has no place to stand on": "目标处没有可进入的位置",
  "the source is outside the cluster": "来源在集群外",
  "the source is outside the cluster, or its pod has no running container":
    "来源在集群外，或它的 Pod 没有运行中的容器",
  "netdiag has no SCTP sender; policies and rules are judged without packets":
    "netdiag 不能发送 SCTP；策略和规则在没有数据包的情况下判断",
  "could not be sent": "无法发送",
  "send the packets by hand from there": "请在那里手动发送数据包",
  "a rule on its way cannot be told": "路上有一条规则无法判断",
  "the address that masquerading takes cannot be told": "无法判断伪装 (masquerade) 使用的地址",
  "no way through the node's rules leads there": "节点的规则中没有路通向那里",
  "it leaves as {address}": "它以 {address} 发出",
  "far end unknown": "对端未知",
} as const;
