/** What could not be looked at, on nodes and in the API, and what to do then. */
export const chinese = {
  "{probe} was not run on {place}": "没有在 {place} 上运行 {probe}",
  "run it on {node} by hand": "请在 {node} 上手动运行",
  "add the missing program to the prober image; {probe} cannot look without it":
    "把缺少的程序加入 prober 镜像；没有它 {probe} 无法查看",
  "I could not look on {node}: {why}": "无法在 {node} 上查看：{why}",
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
  "On {node} one look failed for want of a program: {what:any}":
    "{node} 上有一项检查因缺少程序而失败：{what}",
  "On {node} {n:number} looks failed for want of a program: {what:any}":
    "{node} 上有 {n} 项检查因缺少程序而失败：{what}",
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
} as const;
