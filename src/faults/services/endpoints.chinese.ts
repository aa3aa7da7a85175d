/** What the faults say that ask which pods and ports stand behind a Service, and what others of the room share, in Chinese. */
export const chinese = {
  // What several of them say.
  none: "无",
  "not ready": "未就绪",
  "see why the pod does not start: the scheduler's reason, the image, the network plugin":
    "查明该 Pod 为什么启动不了：调度器给出的原因、镜像、网络插件",

  // nd301-service-selects-nothing
  "The Service selects no pod": "Service 没有选中任何 Pod",
  "pods that the Service selects": "该 Service 选中的 Pod",
  "Service {service} selects no pod: it wants {wants}, but {pod} has {has}.":
    "Service {service} 没有选中任何 Pod：它要的是 {wants}，而 {pod} 的是 {has}。",
  "Service {service} selects no pod: it wants {wants}, but {pod} has no label {key}.":
    "Service {service} 没有选中任何 Pod：它要的是 {wants}，而 {pod} 没有标签 {key}。",
  "Service {service} selects no pod: nothing in {namespace} has {wants}.":
    "Service {service} 没有选中任何 Pod：{namespace} 里没有任何 Pod 带有 {wants}。",
  "no pod in namespace {namespace} has the labels {wants}":
    "命名空间 {namespace} 里没有 Pod 带有标签 {wants}",
  "select by {key}, as {pod} is labelled": "改用 {key} 选择，{pod} 的标签就是这样",
  "do not select by {key}, which {pod} does not have, or give its pods {wants}":
    "不要用 {pod} 所没有的 {key} 选择，或给它的 Pod 加上 {wants}",
  "select {label}, which {pod} has": "选择 {pod} 所有的 {label}",
  "give the pods the labels {wants}, or select labels that pods have":
    "给 Pod 加上标签 {wants}，或改为选择 Pod 已有的标签",
  "Service {service} selects the pods of {workload:any}, which is scaled to zero.":
    "Service {service} 选择的是 {workload} 的 Pod，而它被缩到了零。",
  "Service {service} selects the pods of {workload:any}, which wants {n:number} and has none.":
    "Service {service} 选择的是 {workload} 的 Pod，而它要 {n} 个，一个也没有。",
  "no pod in namespace {namespace} has the labels {wants}; {workload:any} makes such pods and has spec.replicas {n:number}":
    "命名空间 {namespace} 里没有 Pod 带有标签 {wants}；{workload} 会创建这样的 Pod，它的 spec.replicas 是 {n}",
  "scale {workload:any} up again": "把 {workload} 扩回来",
  "an autoscaler or an operator may have scaled it down on purpose":
    "可能是 autoscaler 或 operator 有意把它缩下来的",
  "see why {workload:any} makes no pods: quota, admission, a paused rollout":
    "查明 {workload} 为什么没有创建 Pod：配额、admission、暂停的发布",

  // nd302-service-without-endpoints
  "The Service has no endpoints": "Service 没有端点",
  "endpoints of the Service": "该 Service 的端点",
  "The Service's endpoints are of another family": "该 Service 的端点属于另一个地址族",
  "Service {service} has the address {address}, and its EndpointSlices list {families} addresses alone: to those nothing is sent from there.":
    "Service {service} 的地址是 {address}，而它的 EndpointSlice 只列出 {families} 地址：不会从那里发往这些地址。",
  "EndpointSlice {slice} is of addressType {family}: {addresses}":
    "EndpointSlice {slice} 的 addressType 是 {family}：{addresses}",
  "list endpoints of the family that the Service has, or give the Service an address of {family} (spec.ipFamilies)":
    "列出与 Service 同一地址族的端点，或给该 Service 一个 {family} 地址 (spec.ipFamilies)",
  "Service {service} selects {n:number} pods, but its EndpointSlices list none of them.":
    "Service {service} 选中了 {n} 个 Pod，而它的 EndpointSlice 一个也没有列出。",
  "Service {service} has no selector and nobody gave it endpoints.":
    "Service {service} 没有 selector，也没有人给它写端点。",
  "{n:number} EndpointSlices, no address in them": "有 {n} 个 EndpointSlice，其中没有地址",
  "see why the endpoint controller does not list the pods: it may be down or behind":
    "查明 endpoint controller 为什么没有列出这些 Pod：它可能挂了或落后了",
  "give the Service a selector, or create an EndpointSlice for it":
    "给该 Service 加上 selector，或为它创建一个 EndpointSlice",

  // nd303-endpoints-not-ready
  "No pod behind the Service is ready": "Service 后面没有一个 Pod 就绪",
  "readiness of the pods": "Pod 是否就绪",
  "No pod behind the Service runs": "Service 后面没有一个 Pod 在运行",
  "No endpoint of the Service is ready": "该 Service 没有就绪的端点",
  "The pod does not run": "该 Pod 没有运行",
  "EndpointSlices list no address for it": "EndpointSlice 没有为它列出地址",
  "EndpointSlices list 1 address, and it is not ready": "EndpointSlice 列出了 1 个地址，而它没有就绪",
  "EndpointSlices list {n:number} addresses, none of them ready":
    "EndpointSlice 列出了 {n} 个地址，没有一个就绪",
  "Service {service} sends to nobody: its only pod {pod} is {why:any}.":
    "Service {service} 没有可以发往的 Pod：它唯一的 Pod {pod} 的状态是 {why}。",
  "Service {service} sends to nobody: of its {n:number} pods none runs; {pod} is {why:any}.":
    "Service {service} 没有可以发往的 Pod：它的 {n} 个 Pod 没有一个在运行；{pod} 的状态是 {why}。",
  "Service {service} sends to nobody: its only pod is not ready.":
    "Service {service} 没有可以发往的 Pod：它唯一的 Pod 没有就绪。",
  "Service {service} sends to nobody: its only pod is not ready ({pod}: {why:any}).":
    "Service {service} 没有可以发往的 Pod：它唯一的 Pod 没有就绪（{pod}：{why}）。",
  "Service {service} sends to nobody: none of its {n:number} pods is ready.":
    "Service {service} 没有可以发往的 Pod：它的 {n} 个 Pod 没有一个就绪。",
  "Service {service} sends to nobody: none of its {n:number} pods is ready ({pod}: {why:any}).":
    "Service {service} 没有可以发往的 Pod：它的 {n} 个 Pod 没有一个就绪（{pod}：{why}）。",
  "pod {pod}: {why:any}": "Pod {pod}：{why}",
  "see why the container keeps ending: its last run's log, its exit code":
    "查明容器为什么反复退出：上一次运行的日志、退出码",
  "make the pods ready: see what their readiness probe says": "让 Pod 就绪：查看它们的就绪探针说了什么",
  "Service {service} has no selector, and its EndpointSlice lists no endpoint that is ready.":
    "Service {service} 没有 selector，而它的 EndpointSlice 没有列出就绪的端点。",
  "Service {service} has no selector, and its EndpointSlice {slice} lists no endpoint that is ready.":
    "Service {service} 没有 selector，而它的 EndpointSlice {slice} 没有列出就绪的端点。",
  "see who writes the EndpointSlice, and whether the endpoint serves; then conditions.ready has to be true, or absent":
    "查明是谁写这个 EndpointSlice，以及该端点是否提供服务；如果是，conditions.ready 必须为 true，或者不写",
  "without an address": "没有地址",
  "{pod} has no address: it is without an address.": "{pod} 没有地址。",
  "{pod} has no address, so nothing can be sent from it: it is without an address.":
    "{pod} 没有地址，所以无法从它发出任何东西。",
  "{pod} has no address: it is {why:any}.": "{pod} 没有地址：它的状态是 {why}。",
  "{pod} has no address, so nothing can be sent from it: it is {why:any}.":
    "{pod} 没有地址，所以无法从它发出任何东西：它的状态是 {why}。",

  // nd304-port-not-in-service
  "The Service has no such port": "Service 没有这个端口",
  "no ports": "没有端口",
  "Service {service} has no port {port}; it has {have:any}.":
    "Service {service} 没有端口 {port}；它有 {have}。",
  "Service {service} has no port {port}; it has {have:any}. {near}.":
    "Service {service} 没有端口 {port}；它有 {have}。{near}。",
  "Service {service} has no port {port}; it has no ports.":
    "Service {service} 没有端口 {port}；它没有任何端口。",
  "{port:number} is there for {protocol} only": "{port} 只用于 {protocol}",
  "{port:number} is its nodePort, which is asked at an address of a node; at the Service's own the port is {own:number}":
    "{port} 是它的 nodePort，要在节点的地址上访问；在该 Service 自己的地址上，端口是 {own}",
  "{port:number} is the targetPort behind {own:number}: clients connect to {same:number}, and the Service sends that on to {target:number}":
    "{port} 是 {own} 后面的 targetPort：客户端连接 {same}，由该 Service 转发到 {target}",
  "{port:number} is a port of the pods' containers; at the Service the port is {own:number}":
    "{port} 是 Pod 里容器的端口；在该 Service 上，端口是 {own}",
  "spec.ports: {have:any}": "spec.ports：{have}",
  "spec.ports: empty": "spec.ports：空",
  "connect to {port} instead, or add {asked:number} to the Service":
    "改为连接 {port}，或给该 Service 加上 {asked}",
  "ask for one of the ports it has, or add {asked:number} to the Service":
    "改用它已有的端口，或给该 Service 加上 {asked}",

  // nd305-target-port-closed
  "The Service's targetPort is not the port the pod listens on": "Service 的 targetPort 不是 Pod 监听的端口",
  "port behind the Service": "该 Service 后面的端口",
  "The EndpointSlice names a port that the endpoint does not listen on":
    "EndpointSlice 写的端口，端点并没有监听",
  "EndpointSlice {slice} of Service {service} names port {port:number}, but {pod:any} listens on {ports}.":
    "Service {service} 的 EndpointSlice {slice} 写的是端口 {port}，而 {pod} 监听的是 {ports}。",
  "the Service has no selector, so its targetPort is used by nobody; listening ports of the pod: {ports}":
    "该 Service 没有 selector，所以没有谁使用它的 targetPort；该 Pod 监听的端口：{ports}",
  "set the port of the EndpointSlice to {port}": "把该 EndpointSlice 的端口设为 {port}",
  "set the port of the EndpointSlice to one of {ports}": "把该 EndpointSlice 的端口设为 {ports} 之一",
  "Service {service} sends to port {port:number}, but {pod:any} listens on {ports}.":
    "Service {service} 发往端口 {port}，而 {pod} 监听的是 {ports}。",
  "targetPort resolves to {port:number}; listening ports of the pod: {ports}":
    "targetPort 解析为 {port}；该 Pod 监听的端口：{ports}",
  "set targetPort of port {port} to {target}": "把端口 {port} 的 targetPort 设为 {target}",
  "set targetPort of port {port} to one of {targets}": "把端口 {port} 的 targetPort 设为 {targets} 之一",
  "Service {service} sends to the port called {name}, but its pods have no named port.":
    "Service {service} 发往名为 {name} 的端口，而它的 Pod 没有命名端口。",
  "Service {service} sends to the port called {name}, but its pods have only {names:any}.":
    "Service {service} 发往名为 {name} 的端口，而它的 Pod 只有 {names}。",
  "{n:number} ready endpoints, none with a port for {name}; container ports: {ports:any}":
    "{n} 个就绪端点，都没有对应 {name} 的端口；容器的端口：{ports}",
  "set targetPort to a port the containers have, or name the container's port {name}":
    "把 targetPort 设为容器有的端口，或给容器的端口起名 {name}",
  "The EndpointSlice calls its port otherwise than the Service": "EndpointSlice 的端口名称与 Service 的不同",
  "EndpointSlice {slice} has no port called {name}, as port {port:number} of Service {service} is; it has {have:any}: ports are matched by their names.":
    "EndpointSlice {slice} 没有名为 {name} 的端口，而 Service {service} 的端口 {port} 叫这个名称；它有 {have}：端口按名称对应。",
  "EndpointSlice {slice} has no port without a name, as port {port:number} of Service {service} is; it has {have:any}: ports are matched by their names.":
    "EndpointSlice {slice} 没有不带名称的端口，而 Service {service} 的端口 {port} 没有名称；它有 {have}：端口按名称对应。",
  "{port} (called {name})": "{port}（名为 {name}）",
  "{port} (without a name)": "{port}（没有名称）",
  "every port (called {name})": "所有端口（名为 {name}）",
  "every port (without a name)": "所有端口（没有名称）",
  "ports of the Service: {port}; of its EndpointSlice {slice}: {have:any}":
    "该 Service 的端口：{port}；它的 EndpointSlice {slice} 的端口：{have}",
  "give the port of the EndpointSlice the Service's name for it: {name}":
    "给该 EndpointSlice 的端口起 Service 用的名称：{name}",

  // nd306-headless-port-not-translated
  "A headless Service does not translate the port": "headless Service 不转换端口",
  "port of a headless Service": "headless Service 的端口",
  "Service {service} is headless and translates nothing: port {port:number} comes to {pod} as {same:number}, where nobody listens; it listens on {ports}.":
    "Service {service} 是 headless 的，不做任何转换：端口 {port} 到达 {pod} 时仍是 {same}，而那里没人监听；它监听的是 {ports}。",
  "clusterIP is None, so the name stands for the pods' own addresses; listening ports of {pod}: {ports}":
    "clusterIP 是 None，所以名称代表 Pod 自己的地址；{pod} 监听的端口：{ports}",
  "clusterIP is None, so the name stands for the pods' own addresses, and targetPort {target} is used by nobody; listening ports of {pod}: {ports}":
    "clusterIP 是 None，所以名称代表 Pod 自己的地址，没有谁使用 targetPort {target}；{pod} 监听的端口：{ports}",
  "connect to a port that the pods listen on ({ports})": "连接 Pod 监听的端口（{ports}）",
  "connect to {target:number}, which the pods listen on; or make a Service with an address of its own, which translates {port:number} to {same:number}":
    "连接 Pod 监听的 {target}；或者创建一个有自己地址的 Service，由它把 {port} 转换为 {same}",

  // nd307-endpoint-of-nobody
  "The Service sends to an address that is no endpoint": "Service 发往一个不是端点的地址",
  "owner of the endpoint's address": "端点地址的拥有者",
  "Service {service} sends to {ip}, which its rules list: {whose}.":
    "Service {service} 发往 {ip}，这是它的规则列出的：{whose}。",
  "Service {service} sends to {ip}, which its rules list for pod {pod}: {whose}.":
    "Service {service} 发往 {ip}，这是它的规则为 Pod {pod} 列出的：{whose}。",
  "Service {service} sends to {ip}, which EndpointSlice {slice} lists: {whose}.":
    "Service {service} 发往 {ip}，这是 EndpointSlice {slice} 列出的：{whose}。",
  "Service {service} sends to {ip}, which EndpointSlice {slice} lists for pod {pod}: {whose}.":
    "Service {service} 发往 {ip}，这是 EndpointSlice {slice} 为 Pod {pod} 列出的：{whose}。",
  "its rules list {ip}; {whose}": "它的规则列出了 {ip}；{whose}",
  "EndpointSlice {slice} lists {ip}; {whose}": "EndpointSlice {slice} 列出了 {ip}；{whose}",
  "that is the own address of Service {service}, and what a node has translated once it does not translate again":
    "那是 Service {service} 自己的地址，而节点转换过一次的，不会再转换",
  "no pod, Service or node has it, and it is routed with the addresses of pods":
    "没有 Pod、Service 或节点拥有它，而它和 Pod 的地址一起路由",
  "no pod has it": "没有 Pod 拥有它",
  "{node}: {n:number} packets to {ip} came in, none was answered":
    "{node}：有 {n} 个发往 {ip} 的数据包进来，没有一个得到应答",
  "list the address of whoever serves, a pod or a machine, or give the Service a selector, with which the slices are written for it":
    "写上真正提供服务的 Pod 或机器的地址，或给该 Service 加上 selector，这样 slice 会自动写好",
  "see why the endpoint controller (kube-controller-manager) does not keep the slice up to date":
    "查明 endpoint controller (kube-controller-manager) 为什么没有及时更新这个 slice",

  // nd308-address-of-no-service
  "No Service has the address": "没有 Service 拥有这个地址",
  "No Service has the address {ip}, and no pod or node: it lies among the addresses of Services, between {below} and {above}.":
    "没有 Service 拥有地址 {ip}，也没有 Pod 或节点拥有它：它在 Service 的网段里，位于 {below} 和 {above} 之间。",
  "of the Services with addresses around it, {below} and {above} are the next ones":
    "地址在它前后的 Service 中，最近的是 {below} 和 {above}",
  "{node}: {n:number} packets left with that destination: no rule there translates it":
    "{node}：有 {n} 个数据包以这个目的地址离开：那里没有规则转换它",
  "{node}: {n:number} packets left by {device} with that destination: no rule there translates it":
    "{node}：有 {n} 个数据包以这个目的地址从 {device} 离开：那里没有规则转换它",
  "correct the address that the client has in its settings; the Service's name (NAME.NAMESPACE) stays when a Service is made anew, its address does not":
    "改正客户端配置里的地址；Service 重建时名称 (NAME.NAMESPACE) 不变，地址会变",

  // nd309-ingress-class-missing
  "The Ingress names a class that does not exist": "Ingress 写的 class 不存在",
  "Ingress {ingress} names the IngressClass {name}, and there is none of that name: no controller serves it, however well the way to its pods is.":
    "Ingress {ingress} 写的 IngressClass 是 {name}，而没有叫这个名称的：没有 controller 处理它，无论到它的 Pod 的路径多么正常。",
  "spec.ingressClassName is {name}; IngressClasses: {names:any}":
    "spec.ingressClassName 是 {name}；现有的 IngressClass：{names}",
  "{answered:number} of {sent:number} fresh packets to its pods were answered: they are not what fails":
    "发往它的 Pod 的 {sent} 个新数据包中有 {answered} 个得到应答：出问题的不是它们",
  "set spec.ingressClassName to a class that exists: {names:any}":
    "把 spec.ingressClassName 设为存在的 class：{names}",
  "set spec.ingressClassName to {name}": "把 spec.ingressClassName 设为 {name}",
} as const;
