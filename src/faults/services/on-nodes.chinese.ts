/** What the faults say that ask what nodes make of a Service, in Chinese. */
export const chinese = {
  // nd310-stale-backends
  "The node's Service rules do not match the endpoints": "节点上的 Service 规则与端点不一致",
  "Service rules beside the endpoints": "与端点对照的 Service 规则",
  "{node} still sends all new connections to Service {service} to {stale}, which [is|are] no ready endpoint.":
    "{node} 仍把到 Service {service} 的所有新连接发往 {stale}（不是就绪的端点）。",
  "{node} still sends some new connections to Service {service} to {stale}, which [is|are] no ready endpoint.":
    "{node} 仍把到 Service {service} 的一部分新连接发往 {stale}（不是就绪的端点）。",
  "{node} still sends {share:number} % of new connections to Service {service} to {stale}, which [is|are] no ready endpoint.":
    "{node} 仍把到 Service {service} 的新连接的 {share} % 发往 {stale}（不是就绪的端点）。",
  "EndpointSlices list {declared}; the rules of {node} send to {all}":
    "EndpointSlice 列出的是 {declared}；{node} 的规则发往 {all}",
  "EndpointSlices list {declared}; IPVS of {node} sends to {all}":
    "EndpointSlice 列出的是 {declared}；{node} 的 IPVS 发往 {all}",
  "EndpointSlices list {declared}; the rules of {node} send to {all}; {missing} are missing there":
    "EndpointSlice 列出的是 {declared}；{node} 的规则发往 {all}；那里缺少 {missing}",
  "EndpointSlices list {declared}; IPVS of {node} sends to {all}; {missing} are missing there":
    "EndpointSlice 列出的是 {declared}；{node} 的 IPVS 发往 {all}；那里缺少 {missing}",
  "on {node}, take the rule away or correct it: {rule:any}": "在 {node} 上，去掉或改正这条规则：{rule}",
  "on {node}, take the rule away or correct it: it translates before the Service's own rules":
    "在 {node} 上，去掉或改正这条规则：它在该 Service 自己的规则之前做了转换",
  "it stands outside the chains of a Service proxy: find out who put it there":
    "它不在 Service 代理的链里：查明是谁放进去的",
  "{proxy} is behind: see whether it runs and what it logs, then restart it there, so that it writes its rules again":
    "{proxy} 落后了：查看它是否在运行、日志里有什么，然后在那里重启它，让它重新写规则",
  "{node}: {left:number} of {entered:number} connections to the Service left for {stale}":
    "{node}：到该 Service 的 {entered} 个连接中有 {left} 个发往 {stale}",

  // nd312-no-endpoint-on-the-node
  "The Service's traffic policy is Local, and the node has no endpoint":
    "Service 的流量策略是 Local，而该节点没有端点",
  "Service {service} has {field} Local, and {node} has none of its endpoints; they are on {nodes}.":
    "Service {service} 的 {field} 是 Local，而 {node} 没有它的端点；端点在 {nodes} 上。",
  "kube-proxy does as it is told when it drops these connections.": "kube-proxy 丢弃这些连接是照规定办的。",
  "spec.{field} is Local; ready endpoints: {endpoints}": "spec.{field} 是 Local；就绪的端点：{endpoints}",
  "set {field} to Cluster, or run an endpoint on every node that has clients (a DaemonSet)":
    "把 {field} 设为 Cluster，或在每个有客户端的节点上运行一个端点（用 DaemonSet）",
  "Local may have been chosen on purpose: it keeps traffic on the node, or the client's address":
    "Local 可能是有意选的：它让流量留在节点上，或保留客户端的地址",

  // nd313-outside-source-ranges
  "The load balancer's address is not open to this source": "负载均衡器的地址不对这个来源开放",
  "source ranges of the load balancer": "负载均衡器的来源网段",
  "the nodes": "各节点",
  "Service {service} opens {ip} to {ranges} only, and the packets come to {node} from {source}.":
    "Service {service} 只对 {ranges} 开放 {ip}，而数据包到达 {node} 时来自 {source}。",
  "kube-proxy does as it is told when it drops them.": "kube-proxy 丢弃它们是照规定办的。",
  "spec.loadBalancerSourceRanges is {ranges}; {source} is in none of them":
    "spec.loadBalancerSourceRanges 是 {ranges}；{source} 不在其中任何一个里",
  "add the client's range to spec.loadBalancerSourceRanges":
    "把该客户端的网段加进 spec.loadBalancerSourceRanges",
  "inside the cluster use the Service's name, {name}: its own address is open to all; or add the range of the clients to spec.loadBalancerSourceRanges":
    "在集群内使用该 Service 的名称 {name}：它自己的地址对所有人开放；或者把这些客户端的网段加进 spec.loadBalancerSourceRanges",

  // nd314-bound-to-one-endpoint
  "The client is bound to one endpoint, which does not answer": "客户端被绑定到一个端点，而它不应答",
  "Service {service} has sessionAffinity ClientIP: this client stays with {endpoint}, which does not answer, and is never sent to {others}.":
    "Service {service} 的 sessionAffinity 是 ClientIP：这个客户端一直被发往 {endpoint}，而它不应答；从不发往 {others}。",
  "all {n:number} connections to the Service's address went to {endpoint}":
    "到该 Service 地址的全部 {n} 个连接都发往 {endpoint}",
  "sessionAffinity is ClientIP: the choice holds for {seconds:number} s after the last connection, also where the endpoint does not answer":
    "sessionAffinity 是 ClientIP：最后一次连接之后，这个选择仍保持 {seconds} 秒，端点不应答时也是如此",
  "mend {endpoint}, or let its readiness probe fail where it cannot serve: when it is no endpoint any more, its clients are given another":
    "修好 {endpoint}，或让它的就绪探针在它无法服务时失败：它不再是端点之后，它的客户端会得到另一个",

  // nd315-near-endpoints-only
  "The node sends to near endpoints only": "节点只发往近处的端点",
  "{node} sends connections to Service {service} only to endpoints of its own, by the traffic policy Local ({used}), as long as these are ready.":
    "按流量策略 Local，只要自己的端点（{used}）就绪，{node} 就只把到 Service {service} 的连接发往它们。",
  "{node} sends connections to Service {service} only to endpoints that are meant for it ({used}), as long as these are ready.":
    "只要给它用的端点（{used}）就绪，{node} 就只把到 Service {service} 的连接发往它们。",
  "{node} sends connections to Service {service} only to endpoints that are meant for its zone, {zone} ({used}), as long as these are ready.":
    "只要给它所在区域 {zone} 用的端点（{used}）就绪，{node} 就只把到 Service {service} 的连接发往它们。",
  "That others work ({left}) is of no use to clients there.":
    "其他端点（{left}）正常，对那里的客户端没有用。",
  "the Service's traffic policy is Local": "该 Service 的流量策略是 Local",
  "every ready endpoint has hints in its EndpointSlice, as trafficDistribution or the annotation service.kubernetes.io/topology-mode asks for, and some are meant for zone {zone}":
    "每个就绪端点在 EndpointSlice 里都有 hint，这是 trafficDistribution 或注解 service.kubernetes.io/topology-mode 要求的，其中一些是给区域 {zone} 用的",
  "every ready endpoint has hints in its EndpointSlice, as trafficDistribution or the annotation service.kubernetes.io/topology-mode asks for, and some are meant for {node}":
    "每个就绪端点在 EndpointSlice 里都有 hint，这是 trafficDistribution 或注解 service.kubernetes.io/topology-mode 要求的，其中一些是给 {node} 用的",
  "the rules of {node} send to no other": "{node} 的规则不发往别的端点",
  "mend the near endpoints, or let their readiness probe fail where they cannot serve: then the far ones are used":
    "修好近处的端点，或让它们的就绪探针在无法服务时失败：这样就会使用远处的端点",

  // nd340-service-not-translated
  "The node does not translate the Service's address": "节点不转换 Service 的地址",
  "translation of the Service's address": "对该 Service 地址的转换",
  "The node has no rules for this Service": "节点上没有该 Service 的规则",
  "The node has no Service rules at all": "节点上根本没有 Service 规则",
  "{node} has no rules for Service {service}: connections to its address go to nobody.":
    "{node} 上没有 Service {service} 的规则：到它地址的连接没有人接收。",
  "{node} has no rules for any Service: what is sent to {target} goes to nobody.":
    "{node} 上没有任何 Service 的规则：发往 {target} 的没有人接收。",
  "EndpointSlices list {declared}; {lacks}, though it translates other Services":
    "EndpointSlice 列出的是 {declared}；{lacks}，而它转换其他 Service",
  "EndpointSlices list {declared}; {lacks}, nor the address of any other Service that was read":
    "EndpointSlice 列出的是 {declared}；{lacks}，读到的其他 Service 的地址也一样",
  "no rule of {node} translates {target}": "{node} 没有规则转换 {target}",
  "the node does not have {ip} on its kube-ipvs0, so IPVS never sees what is sent there":
    "该节点的 kube-ipvs0 上没有 {ip}，所以 IPVS 根本看不到发往那里的数据包",
  "IPVS of the node has {target} with no backend that takes new connections":
    "该节点的 IPVS 有 {target}，但没有接受新连接的后端",
  "IPVS of the node has no virtual server {target}": "该节点的 IPVS 没有 virtual server {target}",
  "other nodes have rules for it: {nodes}": "其他节点有它的规则：{nodes}",
  "{node}: {n:number} connections left by {device} towards {ip} itself: nobody translated them":
    "{node}：有 {n} 个连接从 {device} 离开，直接发往 {ip} 本身：没有任何东西转换它们",
  "{proxy} is behind: see whether it runs and what it logs, then restart it there":
    "{proxy} 落后了：查看它是否在运行、日志里有什么，然后在那里重启它",
  "{proxy} is gone, or its rules were taken away and it has not written them again: see what it logs, then restart it there":
    "{proxy} 不见了，或者它的规则被去掉而它没有重新写：查看日志里有什么，然后在那里重启它",
  "a firewall that is restarted (firewalld, iptables-restore) takes the rules of others away: it will do it again":
    "重启的防火墙（firewalld、iptables-restore）会去掉别人的规则：它还会再这样做",

  // nd341-no-hairpin
  "A pod cannot reach itself through its own Service": "Pod 无法通过自己的 Service 访问自己",
  "way of a pod back to itself": "Pod 回到自己的路径",
  "{node} sends what {pod} asks of its own Service {service} back to it without masquerading it: it comes with the pod's own address as its source, and the pod drops it.":
    "{node} 把 {pod} 访问自己的 Service {service} 的数据包送回给它，但没有做地址伪装 (masquerade)：数据包以该 Pod 自己的地址为源地址到达，被该 Pod 丢弃。",
  "no rule of {node} masquerades connections of {ip} to itself (hairpin) through {service}":
    "{node} 没有规则对 {ip} 经过 {service} 到自己的连接 (hairpin) 做地址伪装",
  "Hairpin mode is off on {device}: {bridge} on {node} does not send what {pod} asks of its own Service {service} back to it.":
    "{device} 的 hairpin 模式是关的：{node} 上的 {bridge} 不会把 {pod} 访问自己的 Service {service} 的数据包送回给它。",
  "{device} is a port of {bridge} with hairpin off, and bridged packets go through iptables there":
    "{device} 是 {bridge} 的端口，hairpin 是关的，而那里桥接的数据包经过 iptables",
  "{node}: {n:number} connections went back to the pod with its own address as their source":
    "{node}：有 {n} 个连接以该 Pod 自己的地址为源地址回到了该 Pod",
  "switch hairpin mode on for the pods of {node} where the network plugin is configured (hairpinMode of the bridge plugin, --hairpin-mode of the kubelet)":
    "在网络插件的配置里为 {node} 的 Pod 打开 hairpin 模式（bridge 插件的 hairpinMode，kubelet 的 --hairpin-mode）",
  "{proxy} writes a rule for that for each endpoint: see what it logs, and restart it there so that it writes its rules again":
    "{proxy} 会为每个端点写这样一条规则：查看它的日志，在那里重启它，让它重新写规则",

  // nd342-stale-entry
  "An entry made earlier swallows what a client sends from the same source port":
    "先前建立的表项吞掉了客户端从同一源端口发出的数据包",
  "{node} still sends what comes from {source} port {port:number} to Service {service} to {ip}, which is no endpoint of it: a client that keeps this source port gets no answer, new ports work.":
    "{node} 仍把来自 {source} 端口 {port}、发往 Service {service} 的数据包发往 {ip}，而它不是该 Service 的端点：一直用这个源端口的客户端得不到应答，新端口正常。",
  "{node} still sends what comes from {source} port {port:number} to Service {service} to {ip}, which is no endpoint of it ({more:number} more entries are like it): a client that keeps this source port gets no answer, new ports work.":
    "{node} 仍把来自 {source} 端口 {port}、发往 Service {service} 的数据包发往 {ip}，而它不是该 Service 的端点（另有 {more} 个这样的表项）：一直用这个源端口的客户端得不到应答，新端口正常。",
  "{node} still sends what comes from {source} port {port:number} to Service {service} to nobody: it is not translated: a client that keeps this source port gets no answer, new ports work.":
    "{node} 对来自 {source} 端口 {port}、发往 Service {service} 的数据包仍不做转换，没有人接收：一直用这个源端口的客户端得不到应答，新端口正常。",
  "{node} still sends what comes from {source} port {port:number} to Service {service} to nobody: it is not translated ({more:number} more entries are like it): a client that keeps this source port gets no answer, new ports work.":
    "{node} 对来自 {source} 端口 {port}、发往 Service {service} 的数据包仍不做转换，没有人接收（另有 {more} 个这样的表项）：一直用这个源端口的客户端得不到应答，新端口正常。",
  "{node}: an entry of the connection tracking table decides for that port, and no rule is asked again while it lives":
    "{node}：这个端口由连接跟踪表 (conntrack) 的一个表项决定，在它失效之前不会再查询规则",
  "{target} is none of the endpoints that are declared": "{target} 不是所声明的任何端点",
  "the entry was made while no rule translated {target}": "该表项是在没有规则转换 {target} 的时候建立的",
  "from fresh source ports {answered:number} of {sent:number} were answered":
    "从新的源端口发出的 {sent} 个中有 {answered} 个得到应答",
  "restart the client, so that it takes another source port, or take this one entry away; kube-proxy should have done so when the endpoints changed":
    "重启客户端，让它换一个源端口，或者去掉这一个表项；端点变化时 kube-proxy 本应这样做",

  // nd343-off-tracking
  "A rule takes the packets to the Service off connection tracking, so nothing translates them":
    "一条规则使发往 Service 的数据包不经过连接跟踪，因此没有任何东西转换它们",
  "A rule takes the questions to the DNS off connection tracking, so nothing translates them":
    "一条规则使发往 DNS 的查询不经过连接跟踪，因此没有任何东西转换它们",
  "A rule takes the Service's answers off connection tracking, so nothing translates them back":
    "一条规则使 Service 的应答不经过连接跟踪，因此没有任何东西把它们转换回来",
  "tracking of the packets to the Service": "对发往该 Service 的数据包的连接跟踪",
  "the cluster's DNS": "集群的 DNS",
  "A rule on {node} takes the answers of {target} off connection tracking (NOTRACK): they are not translated back, so they come to the client from {endpoints}, whom it did not ask.":
    "{node} 上的一条规则使 {target} 的应答不经过连接跟踪 (NOTRACK)：它们不会转换回来，所以客户端会从它没有访问过的 {endpoints} 收到应答。",
  "A rule on {node} takes the packets to {target} off connection tracking (NOTRACK): packets that are not tracked are not translated, so they go to nobody.":
    "{node} 上的一条规则使发往 {target} 的数据包不经过连接跟踪 (NOTRACK)：不被跟踪的数据包不会转换，所以没有人接收。",
  "walking the rules of {node} as the kernel does meets NOTRACK in {where:any}; without that rule they would go to {endpoints}":
    "按内核的方式走一遍 {node} 的规则，在 {where} 遇到 NOTRACK；没有那条规则，它们会发往 {endpoints}",
  "walking the rules of {node} as the kernel does for an answer meets NOTRACK in {where:any}; the packets themselves are translated to {endpoints}":
    "按内核的方式为一个应答走一遍 {node} 的规则，在 {where} 遇到 NOTRACK；数据包本身则转换到 {endpoints}",
} as const;
