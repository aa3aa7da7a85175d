/** Names that lead to nothing or to several, and what of the cluster could not be read. */
export const chinese = {
  "I found {n:number} things called {name}. Which one do you mean?":
    "找到 {n} 个名为 {name} 的对象。你指的是哪一个？",
  "I don't know {name} in any namespace I can read": "我能读取的命名空间里没有 {name}",
  "I don't know {name} in namespace {namespace}": "命名空间 {namespace} 里没有 {name}",
  "I don't know {kind:word} {name} in any namespace I can read": "我能读取的命名空间里没有 {kind} {name}",
  "I don't know {kind:word} {name} in namespace {namespace}": "命名空间 {namespace} 里没有 {kind} {name}",
  "Service {name} has {n:number} ports. Which one?": "Service {name} 有 {n} 个端口。是哪一个？",
  "Service {name} has no port called {port}. Which one do you mean?":
    "Service {name} 没有名为 {port} 的端口。你指的是哪一个？",
  "Which port of {name}?": "{name} 的哪个端口？",
  "Which port of {name}? It declares none": "{name} 的哪个端口？它没有声明端口",
  "Which port of {name}? It declares none called {port}": "{name} 的哪个端口？它没有声明名为 {port} 的端口",
  "There are no {what:word} that run and have an address of their own": "没有正在运行且有自己地址的{what}",
  "On which node {name} runs is not known: name who calls it": "不知道 {name} 运行在哪个节点：请写明谁访问它",
  "Its node is a caller; name the node that is called": "“它的节点”是访问方；请写出被访问的节点",
  "{name} is everybody's own loopback: what a client sends there never leaves it. Name the pod, Service or node that is meant":
    "{name} 是每台机器自己的回环地址：客户端发往那里的内容不会离开它自己。请写出所指的 Pod、Service 或节点",
  "{name} {why}, so nothing can be sent from it": "{name} {why}，所以无法从它发送任何内容",
  "{name} {why}, so nothing can be reached there": "{name} {why}，所以无法访问那里",
  "has no pod that runs: {pod} has ended ({why:any})": "没有运行中的 Pod：{pod} 已结束（{why}）",
  "has no running pod ({n:number} found)": "没有运行中的 Pod（找到 {n} 个）",
  "Ingress {name} names no Service that exists": "Ingress {name} 没有指向任何存在的 Service",
  "pods in {namespace}": "{namespace} 里的 Pod",
  "pods on {node}": "{node} 上的 Pod",
  "pods {selector:any} in {namespace}": "{namespace} 里的 Pod（{selector}）",
  "pods in {namespace} on node {node}": "{namespace} 里位于节点 {node} 上的 Pod",
  "its node": "它的节点",

  // What of the cluster could not be read.
  "not allowed to {what:any}: {why:any}": "没有权限（{what}）：{why}",
  "the API server does not accept netdiag's credentials (401, to {what:any})":
    "API server 不接受 netdiag 的凭据（401，{what}）",
  "not read: too big: {why:any}": "未读取：过大：{why}",
  "the API server {server} could not be reached to {what:any}: {why:any}":
    "无法连接 API server {server}（{what}）：{why}",
  "the API server is busy or failing: ask again; {command:any}":
    "API server 繁忙或出错：请再问一次；{command}",
  "try by hand: {command:any}": "请手动尝试：{command}",
  "look whether what serves that API is up: {command:any}": "查看提供该 API 的服务是否正常：{command}",

  "{what:word}; likewise for {others:any}": "{what}；{others} 同理",

  "The API server runs on no node of this cluster, as where somebody else manages it: its side cannot be stood on. Ask from one of the nodes to see the rest of the way":
    "API server 不运行在本集群的任何节点上（由别人托管）：无法进入它那一侧。请从某个节点提问，以查看其余的路",
  "is scaled to zero": "的副本数为零",
  "has ended": "已结束",
  "Service {name}, named by a policy": "某策略引用的 Service {name}",
  "ConfigMap {name}, the settings of the mesh": "ConfigMap {name}（网格的设置）",
  "ConfigMap {name}, the settings of Cilium": "ConfigMap {name}（Cilium 的设置）",
  "whether Cilium enforces the policies": "Cilium 是否执行这些策略",
  "Services of namespace {name}, which say what leads to pods, and what ports carry":
    "命名空间 {name} 的 Service（说明什么指向 Pod、端口承载什么）",
} as const;
