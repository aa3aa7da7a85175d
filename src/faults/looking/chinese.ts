/** What the faults of this room say, in Chinese: README, "Add a translation". */
export const chinese = {
  "A program netdiag needs is missing on the node's prober, or prints what it cannot read":
    "节点的 prober 上缺少 netdiag 需要的程序，或它的输出 netdiag 读不懂",
  "On {node} one look failed for want of a program: {detail:any}":
    "在 {node} 上有一项检查因缺少程序而失败：{detail}",
  "On {node} {n:number} looks failed for want of a program: {detail:any}":
    "在 {node} 上有 {n} 项检查因缺少程序而失败：{detail}",

  "There is nowhere to stand: no prober pod, no container, no answer from the node":
    "没有地方可以执行命令：没有 prober Pod、没有容器，或节点没有应答",
  "I could not look on {node}: {detail:any}": "我无法在 {node} 上查看：{detail}",

  "netdiag may not look there": "netdiag 没有权限在那里查看",
  "I may not look on {node}: {detail:any}": "我没有权限在 {node} 上查看：{detail}",

  // What a place gave instead of an answer.
  "the diagnosis was stopped before {node} had answered": "{node} 还没有应答，诊断就被停止了",
  "exec to {pod} on {node} failed: {why:any}": "对 {node} 上的 {pod} 执行 exec 失败：{why}",
  "{node} does not answer exec ({why:any}): its kubelet hangs or cannot be reached":
    "{node} 不应答 exec（{why}）：它的 kubelet 挂起或访问不到",
  "the session on {node} ended: {why:any}": "{node} 上的会话结束了：{why}",
  "no reason given": "没有给出原因",
  "exit code {code}": "退出码 {code}",
  "the API server does not accept netdiag's credentials for exec on {node} (401)":
    "API server 不接受 netdiag 在 {node} 上执行 exec 的凭据（401）",
  "renew the token or certificate of the kubeconfig user or service account":
    "更新 kubeconfig 用户或 ServiceAccount 的令牌或证书",
  "the debug pod {pod} on {node} cannot be used: {why:any}": "{node} 上的调试 Pod {pod} 不能用：{why}",
  "{command:any}; its container must be called {container}": "{command}；它的容器必须叫 {container}",
  "the debug pod {pod} on {node} lacks a program every probe needs: {why:any}":
    "{node} 上的调试 Pod {pod} 缺少每个探针都需要的程序：{why}",
  "use netdiag's prober image, or one with sh, timeout, mktemp, grep, awk, nsenter":
    "使用 netdiag 的 prober 镜像，或带有 sh、timeout、mktemp、grep、awk、nsenter 的镜像",
  "exec on {node} was refused without a word although RBAC allows it: the API server, or a proxy before it, speaks neither v5 nor v4 of the exec protocol over WebSocket":
    "{node} 上的 exec 没有说明就被拒绝了，尽管 RBAC 允许：API server 或它前面的代理，既不支持 WebSocket 上 exec 协议的 v5，也不支持 v4",
  "Kubernetes 1.29 or newer speaks it; reach the API server without the proxy":
    "Kubernetes 1.29 或更新版本支持它；不经代理访问 API server",
  "netdiag's account may not exec into pods of namespace {namespace}, so {node} was not looked at":
    "netdiag 的账号没有权限在命名空间 {namespace} 的 Pod 里执行 exec，所以 {node} 未检查",
  "an admission policy refuses it, not RBAC: {command:any}; who may is in the ConfigMap it takes":
    "拒绝它的是准入策略，不是 RBAC：{command}；谁可以，写在它所用的 ConfigMap 里",
  "add {rule:any} to a Role in namespace {namespace}; check: {command:any}":
    "在命名空间 {namespace} 的一个 Role 里加上 {rule}；检查：{command}",
  "add {rule:any} to a ClusterRole; check: {command:any}":
    "在一个 ClusterRole 里加上 {rule}；检查：{command}",
  "the cluster has no node {node} any more": "集群里已经没有节点 {node}",
  "node {node} is not ready since {time}: {why:any}": "节点 {node} 自 {time} 起未就绪：{why}",
  "nothing is run on {node}: {why:any}": "没有在 {node} 上运行任何东西：{why}",
  "the audit log cannot be written ({why:any})": "审计日志写不进去（{why}）",
  "whoever runs netdiag: make {what:any} take lines again": "请运行 netdiag 的人：让 {what} 重新能写入",
  "set NETDIAG_PROBER_IMAGE to have a pod made for the diagnosis, or apply the DaemonSet of deploy/":
    "设置 NETDIAG_PROBER_IMAGE，以便为诊断创建一个 Pod，或者 apply deploy/ 里的 DaemonSet",
  "no debug pod on {node}: {why:any}": "{node} 上没有调试 Pod：{why}",
  "pod {pod} on {node} does not share the node's network and processes":
    "{node} 上的 Pod {pod} 没有共用节点的网络和进程",
  "set hostNetwork: true and hostPID: true in DaemonSet {name}":
    "在 DaemonSet {name} 里设 hostNetwork: true 和 hostPID: true",
  "the debug pod {pod} on {node} does not run: {why:any}": "{node} 上的调试 Pod {pod} 没有运行：{why}",
  "it did not start in time": "它没有按时启动",
  "look at image {image:any} and the node: {command:any}": "看镜像 {image} 和该节点：{command}",
  "not allowed to look for debug pods: {why:any}": "没有权限查找调试 Pod：{why}",
  "not allowed to make a debug pod on {node}: {why:any}": "没有权限在 {node} 上创建调试 Pod：{why}",
  "the capture on {node} was not ready in time: {why:any}": "{node} 上的抓包没有按时就绪：{why}",
  "it said nothing": "它什么也没有说",
  "no process of {pod} (container {container}) runs on {node}":
    "{node} 上没有 {pod}（容器 {container}）的进程在运行",
  "could not enter the network namespace of {pod} on {node}: {why:any}":
    "进不了 {node} 上 {pod} 的网络命名空间：{why}",
  "the debug pod needs hostPID, the capabilities of `netdiag probes`, and no SELinux or AppArmor profile in its way: deploy/README.md, NETDIAG_PROBER_PRIVILEGED":
    "调试 Pod 需要 hostPID、`netdiag probes` 列出的 capability，并且没有 SELinux 或 AppArmor 配置挡住它：deploy/README.md，NETDIAG_PROBER_PRIVILEGED",
  "add the missing program to the prober image": "把缺少的程序加入 prober 镜像",
  "{probe} cannot look without it": "没有它 {probe} 无法查看",
  "the capture on {node} is incomplete": "{node} 上的抓包不完整",
  "{pod} is no pod with a network interface of its own": "{pod} 不是有自己网卡的 Pod",
  "nowhere to stand at {place}": "在 {place} 没有可以查看的位置",
  "no node here": "这里没有节点",

  // What a program printed that does not read.
  "{probe} on {place}: {why}": "{place} 上的 {probe}：{why}",
  "{probe} on {place} was not run: {why:any}": "没有在 {place} 上运行 {probe}：{why}",
  "{probe} on {place} printed {n:number} characters, with which a run would have more than it keeps":
    "{place} 上的 {probe} 打印了 {n} 个字符，加上它，一次运行就超过所保存的上限",
  "look by hand: {command:any}": "手工查看：{command}",
  "look at the object or the output that says so": "看说明这一点的对象或输出",
  "no such program": "没有这个程序",
  "{program}: not found": "找不到 {program}",
  "{program} did not end in time": "{program} 没有按时结束",
  "{program} was stopped": "{program} 被停止了",
  "{program} ended with {code:number}: {words:any}": "{program} 以 {code} 结束：{words}",
  "{program} printed more than was read": "{program} 打印的比读取的多",
  "{command:any}: not JSON: {text:any}": "{command}：不是 JSON：{text}",
  "not a key and a value: {text:any}": "不是键和值：{text}",
  "not a number: {text:any}": "不是数字：{text}",
  "not a counter: {text:any}": "不是计数器：{text}",
  "not a counter that moved: {text:any}": "不是变化了的计数器：{text}",
  "six counts of an interface expected: {text:any}": "应有一个网卡的六个计数：{text}",
  "not a set: {text:any}": "不是 set：{text}",
  "tcpdump did not listen: {words:any}": "tcpdump 没有监听：{words}",
  "not a packet: {text:any}": "不是数据包：{text}",
  "this tcpdump does not say on which interface it saw a packet (older than 4.99)":
    "这个 tcpdump 不说明在哪个网卡上看到数据包（早于 4.99）",
  "ip_forward was not printed": "没有打印 ip_forward",
  "not the settings of an interface: {text:any}": "不是网卡的设置：{text}",
  "not a line of {file}: {text:any}": "不是 {file} 的一行：{text}",
  "a routing rule does {action:any}": "一条路由规则的动作是 {action}",
  "not a protocol: {text:any}": "不是协议：{text}",
  "not a mark: {text:any}": "不是 mark：{text}",
  "not a route's destination: {text:any}": "不是路由的目的地：{text}",
  "ethtool printed no statistics": "ethtool 没有打印统计",
  "not a socket: {text:any}": "不是套接字：{text}",
  "ip route get: {words:any}": "ip route get：{words}",
  "ip route get printed nothing": "ip route get 什么也没有打印",
  "conntrack printed nothing": "conntrack 什么也没有打印",
  "a backend without address: {text:any}": "没有地址的后端：{text}",
  "a virtual server without address: {text:any}": "没有地址的虚拟服务器：{text}",
  "not an address and port: {text:any}": "不是地址和端口：{text}",
  "not a connection: {text:any}": "不是连接：{text}",
  "a connection without reply: {text:any}": "没有应答方向的连接：{text}",
  "a connection without addresses: {text:any}": "没有地址的连接：{text}",
  "not curl's words: {text:any}": "不是 curl 的输出：{text}",
  "{program} said: {text:any}": "{program} 说：{text}",
  "not the start of a connection attempt: {text:any}": "不是一次连接尝试的开头：{text}",
  "nothing was said about source port {port:any}": "没有说到源端口 {port}",
  "a connection ended in an unknown way: {text:any}": "一个连接以未知的方式结束：{text}",
  "not an outcome of nc: {text:any}": "不是 nc 的结果：{text}",
  "nc ended in an unknown way: {text:any}": "nc 以未知的方式结束：{text}",
  "no size was tried": "没有试过任何大小",
  "not a UDP exchange: {text:any}": "不是一次 UDP 往返：{text}",
  "a line of no exchange: {text:any}": "不属于任何往返的一行：{text}",
  "an exchange ended in an unknown way: {text:any}": "一次往返以未知的方式结束：{text}",
  "not a line of socat's log: {text:any}": "不是 socat 日志的一行：{text}",
  "an answer to no question: {text:any}": "没有对应问题的应答：{text}",
  "no question was asked": "没有提出任何问题",
} as const;
