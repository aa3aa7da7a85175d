/** What could not be looked at, on nodes and in the API, and what to do then. */
export const chinese = {
  "{probe} was not run on {place}": "没有在 {place} 上运行 {probe}",
  "add the missing program to the prober image": "把缺少的程序加入 prober 镜像",
  "{probe} cannot look without it": "没有它 {probe} 无法查看",
  "{probe} on {place}: {program}: not found": "{place} 的 {probe}：{program}: not found",
  "run it on {node} by hand": "请在 {node} 上手动运行",
  "exec on {place} was refused": "在 {place} 上执行 exec 被拒绝",
  "exec on {place} was refused: {why:any}": "在 {place} 上执行 exec 被拒绝：{why}",
  "{node} does not answer exec (nothing within {n:number} ms): its kubelet hangs or cannot be reached":
    "{node} 对 exec 没有应答（{n} ms 内没有任何内容）：它的 kubelet 卡住或无法到达",
  "the API server cannot reach the kubelet of {node}: {why:any}":
    "API server 连不上 {node} 的 kubelet：{why}",
  "node {node} is not ready: {why:any}": "节点 {node} 未就绪：{why}",
  "Node {node} is not ready: {why:any}": "节点 {node} 未就绪：{why}",
  "no running pod of DaemonSet {name} on {node}": "{node} 上没有 DaemonSet {name} 的运行中的 Pod",
  "the session on {node} ended: the connection was lost": "{node} 上的会话结束：连接断了",
  "not allowed to list {what:word}: {why:any}": "没有权限列出 {what}：{why}",
  "not allowed to get {what:word}: {why:any}": "没有权限读取 {what}：{why}",
  "links on {place}: {why:any}": "{place} 的 links：{why}",
  "addresses on {place}: {why:any}": "{place} 的 addresses：{why}",
  "neighbours on {place}: {why:any}": "{place} 的 neighbours：{why}",
  "capture on {place}: {why:any}": "{place} 的 capture：{why}",
  "routes on {place}: {why:any}": "{place} 的 routes：{why}",
  "{probe} on {place}: neither socat nor nc": "{place} 的 {probe}：既没有 socat 也没有 nc",
  "{probe} on {place}: timeout: {why:any}": "{place} 的 {probe}：timeout: {why}",
  "{probe} on {place}: nsenter: {why:any}": "{place} 的 {probe}：nsenter: {why}",
  "{probe} on {place}: sh: {why:any}": "{place} 的 {probe}：sh: {why}",
  "on {node}: {commands:any}": "在 {node} 上：{commands}",
  "ask again; by hand: {command:any}": "请再问一次；手动：{command}",
  "check {what:word} and {port} to it: {command:any}": "检查 {what} 以及到它的 {port}：{command}",
  "add {rule:any} to a Role in namespace {namespace} bound to {account}; check: {command:any}":
    "在命名空间 {namespace} 中绑定给 {account} 的 Role 里加上 {rule}；检查：{command}",
  "add {rule:any} to a ClusterRole bound to {account}; check: {command:any}":
    "在绑定给 {account} 的 ClusterRole 里加上 {rule}；检查：{command}",
  "{node}: rules were not read for {what:word}": "{node}：没有为 {what} 读取规则",
  "the API server does not accept netdiag's credentials for exec on {node} (401)":
    "API server 不接受 netdiag 在 {node} 上执行 exec 的凭据（401）",
  "the debug pod {pod} on {node} does not run: {why:any}": "{node} 上的调试 Pod {pod} 没有运行：{why}",
  "use netdiag's prober image, or one with {programs:any}":
    "使用 netdiag 的 prober 镜像，或带有 {programs} 的镜像",
  "no debug pod on {node}: {why:any}": "{node} 上没有调试 Pod：{why}",
  "not allowed to look for debug pods: {why:any}": "没有权限查找调试 Pod：{why}",
  "not allowed to make a debug pod on {node}: {why:any}": "没有权限在 {node} 上创建调试 Pod：{why}",
  "the cluster has no node {node} any more": "集群里已经没有节点 {node}",
  "node {node} is not ready since {time}: {why:any}": "节点 {node} 自 {time} 起未就绪：{why}",

  // The API server and the kubeconfig.
  "the API server answered {code:number}": "API server 应答 {code}",
  "the diagnosis was stopped": "诊断被停止",
  "no answer from {server} within {n:number} ms": "{server} 在 {n} ms 内没有应答",
  "the credentials of the kubeconfig's user are of no use: {why:any}": "kubeconfig 用户的凭据无法使用：{why}",
  "log in again, and try: {command:any}": "请重新登录，再试：{command}",
  "log in again, or {command:any}": "请重新登录，或 {command}",
  "there is no kubeconfig {file}": "没有 kubeconfig {file}",
  "name one that exists: KUBECONFIG, --kubeconfig FILE": "请指定存在的文件：KUBECONFIG 或 --kubeconfig FILE",
  "name one: KUBECONFIG, --kubeconfig FILE": "请指定一个：KUBECONFIG 或 --kubeconfig FILE",
  "name another file: KUBECONFIG, --kubeconfig FILE": "请指定其他文件：KUBECONFIG 或 --kubeconfig FILE",
  "there is no kubeconfig: KUBECONFIG is not set, {file} does not exist, and this is no pod with an account":
    "没有 kubeconfig：没有设置 KUBECONFIG，{file} 不存在，这里也不是带账号的 Pod",
  "the kubeconfig {file} is empty": "kubeconfig {file} 是空的",
  "the kubeconfig {file} does not read: {why:any}": "kubeconfig {file} 读不懂：{why}",
  "the kubeconfig chooses no context": "kubeconfig 没有选定 context",
  "the kubeconfig has no context {name}": "kubeconfig 里没有 context {name}",
  "look at the file: {command:any}": "请查看该文件：{command}",
  "choose one, --context NAME or kubectl config use-context NAME, of: {names:any}":
    "请从中选择（--context NAME 或 kubectl config use-context NAME）：{names}",
  "get the credentials anew from whoever runs the cluster": "请向集群的运维人员重新获取凭据",
  "check the address and the way there: {command:any}": "请检查地址和到那里的路：{command}",
  "check the address in the kubeconfig, and whether the API server runs":
    "请检查 kubeconfig 里的地址，以及 API server 是否在运行",
  "check the address in the kubeconfig, and VPN and DNS here":
    "请检查 kubeconfig 里的地址，以及这里的 VPN 和 DNS",
  "check VPN and firewall here": "请检查这里的 VPN 和防火墙",
  "check the address in the kubeconfig: port, https or http":
    "请检查 kubeconfig 里的地址：端口、https 或 http",
  "name a namespace in the question": "请在问题里写明命名空间",
  "more than {n:number} bytes came back": "返回的内容超过 {n} 字节",
  "does not read as a {kind:word}: {why:any}": "不能读作 {kind}：{why}",
} as const;
