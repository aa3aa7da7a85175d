/** What could not be looked at, on nodes and in the API, and what to do then. */
export const chinese = {
  "{probe} was not run on {place}": "没有在 {place} 上运行 {probe}",
  "add the missing program to the prober image": "把缺少的程序加入 prober 镜像",
  "{probe} cannot look without it": "没有它 {probe} 无法查看",
  "{probe} on {place}: {program}: not found": "{place} 的 {probe}：{program}: not found",
  "run it on {node} by hand": "请在 {node} 上手动运行",
  "exec on {place} was refused: {why:any}": "在 {place} 上执行 exec 被拒绝：{why}",
  "{node} does not answer exec (nothing within {n:number} ms): its kubelet hangs or cannot be reached":
    "{node} 对 exec 没有应答（{n} ms 内没有任何内容）：它的 kubelet 卡住或无法到达",
  "the API server cannot reach the kubelet of {node}: {why:any}":
    "API server 连不上 {node} 的 kubelet：{why}",
  "node {node} is not ready: {why:any}": "节点 {node} 未就绪：{why}",
  "Node {node} is not ready: {why:any}": "节点 {node} 未就绪：{why}",
  "no running pod of DaemonSet {name} on {node}": "{node} 上没有 DaemonSet {name} 的运行中的 Pod",
  "the session on {node} ended: the connection was lost": "{node} 上的会话结束：连接断了",
  "not allowed to list {what}: {why:any}": "没有权限列出 {what}：{why}",
  "not allowed to get {what}: {why:any}": "没有权限读取 {what}：{why}",
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
  "check {what} and {port} to it: {command:any}": "检查 {what} 以及到它的 {port}：{command}",
  "add {rule:any} to a Role in namespace {namespace} bound to {account}; check: {command:any}":
    "在命名空间 {namespace} 中绑定给 {account} 的 Role 里加上 {rule}；检查：{command}",
  "add {rule:any} to a ClusterRole bound to {account}; check: {command:any}":
    "在绑定给 {account} 的 ClusterRole 里加上 {rule}；检查：{command}",
  "{node}: rules were not read for {what}": "{node}：没有为 {what} 读取规则",
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
} as const;
