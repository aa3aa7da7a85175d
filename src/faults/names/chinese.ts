/** What the faults of this room say, in Chinese: README, "Add a translation". */
export const chinese = {
  // What is asked and answered.
  "no address": "没有地址",
  "not known": "未知",
  nobody: "（没有）",
  "the source": "来源",
  "the source asked {servers} for {words:any}": "来源向 {servers} 查询，结果为 {words}",
  "{name} at {server}: {answer:word}": "{name}（问 {server}）：{answer}",
  "asked by themselves: {words}": "逐个查询：{words}",
  "{server} says {answer:word}": "{server} 答 {answer}",
  "Its address {ip} answers: only the name is in the way.": "它的地址 {ip} 有应答：问题只出在名称上。",
  "{answered:number} of {sent:number} fresh connections to {target}, without a name, were answered":
    "不用名称，到 {target} 的 {sent} 个新连接中有 {answered} 个得到应答",
  "In the Corefile {plugin} {does}.": "在 Corefile 中，{plugin} {does}。",
  "server block": "server block",
  "has no kubernetes plugin, so the cluster's objects are not asked for it":
    "没有 kubernetes 插件，所以不会为它查询集群的对象",
  "may refuse it to some clients": "可能对某些客户端拒绝它",
  "answers it with a record of its own": "用自己的记录应答它",
  "answers it with an address of its own": "用自己的地址应答它",
  "answers {rcode} for it": "对它应答 {rcode}",
  "is asked for {zones:any} only": "只用于 {zones}",
  "knows the namespaces {namespaces:any} only": "只认识命名空间 {namespaces}",
  "turns it into {other}": "把它改写为 {other}",
  "its dnsPolicy is None, so dnsConfig alone says whom it asks":
    "它的 dnsPolicy 是 None，所以问谁只由 dnsConfig 决定",
  "its dnsPolicy is Default, which means the resolver of its node":
    "它的 dnsPolicy 是 Default，即使用所在节点的解析器",
  "it is on the node's network, where dnsPolicy ClusterFirst means the resolver of the node":
    "它使用节点网络，这时 dnsPolicy ClusterFirst 意味着使用节点的解析器",
  "it is a node, and nodes have a resolver of their own": "它是节点，而节点有自己的解析器",
  "its resolver is another": "它的解析器是另外的",
  "the pod's resolver is another": "该 Pod 的解析器是另外的",
  "which addresses the cluster's DNS has is not known, so neither whether it was asked":
    "不知道集群 DNS 有哪些地址，所以也不知道是否问过它",

  // nd101-name-lookup-denied
  "A policy forbids the source to ask DNS": "网络策略不允许来源查询 DNS",
  "{who} cannot look up names: {sentence}": "{who} 无法解析名称：{sentence}",
  "{n:number} questions to {server} (UDP 53) got no answer": "向 {server} (UDP 53) 的 {n} 次查询没有得到应答",

  // nd102-host-not-found
  "DNS gives the host no address": "DNS 没有给出该主机的地址",
  "The host has {family} addresses only, and the source has none":
    "该主机只有 {family} 地址，而来源没有这种地址",
  "{host} has no {family} address, only {other} ones: {addresses}.":
    "{host} 没有 {family} 地址，只有 {other} 地址：{addresses}。",
  "The source has {family} addresses alone ({addresses}), so it cannot use them.":
    "来源只有 {family} 地址（{addresses}），所以用不了它们。",
  "asked for {type} records, the same server says {addresses}":
    "查询 {type} 记录时，同一服务器答 {addresses}",
  "reach it from where {other} is, through a proxy or a gateway that translates (NAT64 with DNS64), or give the host an {family} address":
    "从有 {other} 的地方访问它，即经过代理或做转换的网关（NAT64 加 DNS64）；或者给该主机一个 {family} 地址",
  "{host} has no address: DNS server {server} says it exists, but has no {family} address ({type} record).":
    "{host} 没有地址：DNS 服务器 {server} 说它存在，但没有 {family} 地址（{type} 记录）。",
  "{host} has no address: DNS server {server} says there is no such name.":
    "{host} 没有地址：DNS 服务器 {server} 说没有这个名称。",
  "{host} has no address: DNS server {server} says it answers {answer:word}.":
    "{host} 没有地址：DNS 服务器 {server} 的应答是 {answer}。",
  "There is Service {services}: its name is {names}.": "有 Service {services}：它的名称是 {names}。",
  "the name is an alias of {names}": "这个名称是 {names} 的别名",
  "let the client use {names}, if that is who is meant": "如果指的就是它，让客户端使用 {names}",
  "correct the name; a Service of this cluster is asked for as NAME.NAMESPACE":
    "改正名称；本集群的 Service 按 NAME.NAMESPACE 查询",
  "see why the DNS server cannot answer for this name: its upstream servers, or the zone":
    "查明 DNS 服务器为什么无法应答这个名称：它的上游服务器，或者 zone",

  // nd103-dns-does-not-answer
  "The DNS server does not answer the source": "DNS 服务器不应答来源",
  "answers of the DNS server": "DNS 服务器的应答",
  "addresses of the source's node": "来源所在节点的地址",
  "DNS server {server} does not answer: names cannot be looked up.":
    "DNS 服务器 {server} 不应答：无法解析名称。",
  "DNS server {server} refuses to answer: names cannot be looked up.":
    "DNS 服务器 {server} 拒绝应答：无法解析名称。",
  "DNS server {server} (the cache on {node} itself) does not answer: names cannot be looked up.":
    "DNS 服务器 {server}（即 {node} 自己的缓存）不应答：无法解析名称。",
  "DNS server {server} (the cache on {node} itself) refuses to answer: names cannot be looked up.":
    "DNS 服务器 {server}（即 {node} 自己的缓存）拒绝应答：无法解析名称。",
  "Over TCP it answers, so what is lost is UDP on port 53.": "它对 TCP 有应答，所以丢失的是 53 端口的 UDP。",
  "Asked at their own addresses, its pods answer.": "直接问它的 Pod 的地址，则有应答。",
  "The Service selects no pod: nothing that was read has {labels:word}.":
    "该 Service 没有选中任何 Pod：读到的对象都没有 {labels}。",
  "The Service has no ready endpoint.": "该 Service 没有就绪的端点。",
  "Service {service} selects no pod: nothing that was read has {labels:word}":
    "Service {service} 没有选中任何 Pod：读到的对象都没有 {labels}",
  "Service {service} has no ready endpoint": "Service {service} 没有就绪的端点",
  "{n:number} [question|questions] from the source to {server} (UDP 53) got no answer":
    "来源向 {server} (UDP 53) 的 {n} 次查询没有得到应答",
  "{n:number} [question|questions] from the source to {server} (UDP 53) [was|were] refused":
    "来源向 {server} (UDP 53) 的 {n} 次查询被拒绝",
  "The cluster's DNS has another address, {address} (Service {service}): the kubelet gave the pod one that was right when it started, or its setting clusterDNS is wrong.":
    "集群的 DNS 是另一个地址 {address}（Service {service}）：kubelet 给该 Pod 的地址在 Pod 启动时是对的，或者 kubelet 的 clusterDNS 设置有误。",
  "resolv.conf of {pod} names {server}, and no Service that was read has that address; its dnsPolicy leaves that to the kubelet":
    "{pod} 的 resolv.conf 写的是 {server}，而读到的 Service 都没有这个地址；按它的 dnsPolicy，这由 kubelet 决定",
  "give the DNS Service the address {server} again, which pods were told; or correct clusterDNS of the kubelets and recreate the pods":
    "把 DNS Service 的地址改回 {server}，即已告知各 Pod 的地址；或者改正各 kubelet 的 clusterDNS，并重建这些 Pod",
  "It is not the cluster's DNS: {why}.": "它不是集群的 DNS：{why}。",
  "spec.dnsPolicy of {pod} is {policy}; its resolv.conf names {server}":
    "{pod} 的 spec.dnsPolicy 是 {policy}；它的 resolv.conf 写的是 {server}",
  "let the pod ask the cluster's DNS: dnsPolicy ClusterFirst in its template":
    "让该 Pod 问集群的 DNS：在它的模板里设 dnsPolicy ClusterFirst",
  "That is the DNS cache of the pod's own node, and no interface of {node} has the address.":
    "那是该 Pod 所在节点的 DNS 缓存，而 {node} 没有网卡拥有这个地址。",
  "no interface of {node} has {server}": "{node} 没有网卡拥有 {server}",
  "see whether the node's DNS cache (node-local-dns) runs on {node}, or let pods ask the cluster's DNS Service":
    "查看节点的 DNS 缓存 (node-local-dns) 是否在 {node} 上运行，或者让 Pod 问集群的 DNS Service",
  "see whether node-local-dns runs on {node}, whether the node has {server} on its interface nodelocaldns, and what it logs":
    "查看 node-local-dns 是否在 {node} 上运行，该节点的网卡 nodelocaldns 上是否有 {server}，以及它的日志",
  "see whether the DNS pods run and are ready; then ask netdiag about the way to them":
    "查看 DNS Pod 是否在运行并且就绪；然后用 netdiag 查到它们的路径",
  "see whether {server} is up and reachable from the pod": "查看 {server} 是否在运行，从该 Pod 是否可达",

  // nd104-name-not-from-there
  "The name does not lead to the Service from there": "从来源处用这个名称找不到该 Service",
  "name of the Service from there": "从来源处看该 Service 的名称",
  "{name} leads nowhere: {why}.": "{name} 无处可去：{why}。",
  "Service {service} is an alias of another name": "Service {service} 是另一个名称的别名",
  "Service {service} has an address of its own, and only endpoints of a headless Service (clusterIP None) have names":
    "Service {service} 有自己的地址，而只有 headless Service（clusterIP 为 None）的端点才有名称",
  "no endpoint of Service {service} has that name: it takes a pod whose spec.subdomain is {subdomain} and whose spec.hostname is {hostname}":
    "Service {service} 没有叫这个名称的端点：需要一个 spec.subdomain 为 {subdomain}、spec.hostname 为 {hostname} 的 Pod",
  "no endpoint of Service {service} has that name: it takes a pod whose spec.subdomain is {subdomain} and whose spec.hostname is {hostname}; there are {names}":
    "Service {service} 没有叫这个名称的端点：需要一个 spec.subdomain 为 {subdomain}、spec.hostname 为 {hostname} 的 Pod；现有的是 {names}",
  "Service {service} is headless and has no ready endpoint, whose addresses its name stands for":
    "Service {service} 是 headless 的，它的名称代表就绪端点的地址，而它没有就绪端点",
  "let the client use the name of the Service, {name}, or the pod's own subdomain":
    "让客户端使用该 Service 的名称 {name}，或该 Pod 自己的 subdomain",
  "{name} does not resolve from there: Service {service} is in namespace {namespace}, so from there its name is {short}.":
    "{name} 从那里解析不了：Service {service} 在命名空间 {namespace} 里，所以从那里它的名称是 {short}。",
  "{name} does not resolve from namespace {home}: Service {service} is in namespace {namespace}, so from there its name is {short}.":
    "{name} 从命名空间 {home} 解析不了：Service {service} 在命名空间 {namespace} 里，所以从那里它的名称是 {short}。",
  "the cluster's DNS has Service {service} as {expected}; of {name} the resolver makes {names}":
    "Service {service} 在集群 DNS 中的名称是 {expected}；解析器由 {name} 得出 {names}",
  "the cluster's DNS has Service {service} as {expected}; of {name} the resolver makes {names} (search {search:word}, ndots {ndots:number})":
    "Service {service} 在集群 DNS 中的名称是 {expected}；解析器由 {name} 得出 {names}（search {search}，ndots {ndots}）",
  "let the client use {name}, or {other}": "让客户端使用 {name}，或 {other}",

  // nd105-dns-does-not-know-the-service
  "DNS does not know a Service that exists": "Service 存在，DNS 却不认识",
  "what DNS says of the Service": "DNS 对该 Service 的应答",
  "DNS says {answer:word} for {name}, though Service {service} exists.":
    "DNS 对 {name} 的应答是 {answer}，而 Service {service} 存在。",
  "Service {service} exists, with {n:number} ready endpoints": "Service {service} 存在，有 {n} 个就绪端点",
  "Service {service} exists since {time}, with {n:number} ready endpoints":
    "Service {service} 自 {time} 起存在，有 {n} 个就绪端点",
  "{servers} knows it, {pod} does not.": "{servers} 认识它，{pod} 不认识。",
  "Its Corefile could not be read.": "未能读取它的 Corefile。",
  "Its own settings, or its watch of the API, are what is wrong; not the name.":
    "有问题的是它自己的设置，或它对 API 的 watch；不是名称。",
  "take the {plugin} out of the Corefile, or leave this name out of it: {text:any}":
    "从 Corefile 中去掉 {plugin}，或不让它处理这个名称：{text}",
  "somebody may have put it there on purpose; CoreDNS loads the change by itself within two minutes":
    "它可能是有人有意加的；改动之后 CoreDNS 会在两分钟之内自己加载",
  "see in the log of the DNS pods whether they lost their watch of Services and EndpointSlices, and in their Corefile who answers for the name":
    "在 DNS Pod 的日志里查看它们对 Service 和 EndpointSlice 的 watch 是否断了，并在它们的 Corefile 里查看由谁应答这个名称",
  "see in the log of {pod} why it does not follow the API; a new pod reads everything again":
    "在 {pod} 的日志里查看它为什么没有跟上 API；新的 Pod 会重新读取一切",

  // nd106-pod-asks-elsewhere
  "The source does not look names up as the cluster's pods do": "来源的名称解析方式与集群中的 Pod 不同",
  "resolver of the source": "来源的解析器",
  "{who} never asks for {expected}: its search list makes {names} of {name}.":
    "{who} 从来不会查询 {expected}：它的搜索列表把 {name} 变成 {names}。",
  "That is because {why}.": "原因是{why}。",
  "{who} asks {servers} for {names}, which knows nothing of the cluster's names: {why}.":
    "{who} 向 {servers} 查询 {names}，而它对集群的名称一无所知：{why}。",
  "its resolv.conf says: nameserver {servers}; search {search:word}; ndots {ndots:number}":
    "它的 resolv.conf 写着：nameserver {servers}；search {search}；ndots {ndots}",
  "spec.dnsPolicy of {pod} is {policy}; its resolv.conf says: nameserver {servers}; search {search:word}; ndots {ndots:number}":
    "{pod} 的 spec.dnsPolicy 是 {policy}；它的 resolv.conf 写着：nameserver {servers}；search {search}；ndots {ndots}",
  "spec.dnsPolicy of {pod} is {policy}, on the node's network; its resolv.conf says: nameserver {servers}; search {search:word}; ndots {ndots:number}":
    "{pod} 的 spec.dnsPolicy 是 {policy}，使用节点网络；它的 resolv.conf 写着：nameserver {servers}；search {search}；ndots {ndots}",
  "in the template of the pod set dnsPolicy to {policy}": "在该 Pod 的模板里把 dnsPolicy 设为 {policy}",
  "in the template of the pod set dnsPolicy to {policy}, or give dnsConfig the cluster's search domains":
    "在该 Pod 的模板里把 dnsPolicy 设为 {policy}，或在 dnsConfig 里写上集群的搜索域",
  "use the Service's address on nodes, or ask from a pod": "在节点上使用 Service 的地址，或者从 Pod 里查询",

  // nd107-name-leads-elsewhere
  "The name leads to an address that is not the Service's": "名称指向的地址不是该 Service 的",
  "{name} leads to {given}, but Service {service} has {own}.":
    "{name} 指向 {given}，而 Service {service} 的地址是 {own}。",
  "The pod's own hosts file (hostAliases) says so.": "该 Pod 自己的 hosts 文件 (hostAliases) 是这样写的。",
  "DNS pod {pod} says so, others do not.": "DNS Pod {pod} 这样应答，其他的不是。",
  "Service {service} is reached at {own}; {given} is {owner:any}":
    "Service {service} 的地址是 {own}；{given} 属于 {owner}",
  "Service {service} is reached at {own}; {given} is none of the objects read":
    "Service {service} 的地址是 {own}；{given} 不属于读到的任何对象",
  "connections to {given} fail: {failure:any}": "到 {given} 的连接失败：{failure}",
  "somebody answers at {given} ({answered:number} of {sent:number} connections): the client talks to another":
    "{given} 上有人应答（{sent} 个连接中的 {answered} 个）：客户端连到的是别人",
  "correct where the name is given that address: {where:any}": "在给出这个地址的地方改正：{where}",
  "find out who answers for the name, and correct it there": "查明是谁应答这个名称，在那里改正",

  // nd108-short-name-not-from-there
  "Only the Service's longer name resolves from there": "从来源处只有该 Service 的长名称能解析",
  "From namespace {home} the name {name} alone does not resolve: Service {service} is in namespace {namespace}, so there it must be {short}.":
    "从命名空间 {home} 只用名称 {name} 解析不了：Service {service} 在命名空间 {namespace} 里，所以在那里必须写 {short}。",
  "From namespace {home} the name {name} alone does not resolve, though by its address it answers: Service {service} is in namespace {namespace}, so there it must be {short}.":
    "从命名空间 {home} 只用名称 {name} 解析不了，而用它的地址有应答：Service {service} 在命名空间 {namespace} 里，所以在那里必须写 {short}。",
  "the cluster's DNS has Service {service} as {expected}; a name of one word is looked for in the client's own namespace only":
    "Service {service} 在集群 DNS 中的名称是 {expected}；只有一个词的名称只在客户端自己的命名空间里查找",

  // nd110-alias-leads-nowhere
  "The Service is an alias that leads nowhere": "该 Service 是一个别名，却无处可去",
  nothing: "无",
  "Service {service} is an alias (ExternalName) of {alias}, which was not looked up":
    "Service {service} 是 {alias} 的别名 (ExternalName)，没有查询过 {alias}",
  "Service {service} is an alias (ExternalName) of {alias}, and no DNS server answered for that":
    "Service {service} 是 {alias} 的别名 (ExternalName)，没有 DNS 服务器应答对它的查询",
  "Service {service} is an alias (ExternalName) of {alias}, which is an address and not a name: DNS has no such name (NXDOMAIN).":
    "Service {service} 是 {alias} 的别名 (ExternalName)，而这是地址，不是名称：DNS 里没有这个名称 (NXDOMAIN)。",
  "Service {service} is an alias (ExternalName) of {alias}, which is its own name: DNS is led round in a circle.":
    "Service {service} 是 {alias} 的别名 (ExternalName)，而这就是它自己的名称：DNS 在原地打转。",
  "Service {service} is an alias (ExternalName) of {alias}, and DNS has no address for that: no search domain is added to a name that an alias leads to.":
    "Service {service} 是 {alias} 的别名 (ExternalName)，而 DNS 没有它的地址：别名指向的名称不会补上搜索域。",
  "{name} is the whole name.": "完整名称是 {name}。",
  "Service {service} is an alias (ExternalName) of {alias}, and DNS has no address for that.":
    "Service {service} 是 {alias} 的别名 (ExternalName)，而 DNS 没有它的地址。",
  "Did you mean {name}?": "是不是想写 {name}？",
  "spec.externalName is {alias}, for which DNS gives a CNAME record":
    "spec.externalName 是 {alias}，DNS 为它给出一条 CNAME 记录",
  "make {name} a Service without selector and with an EndpointSlice that lists {address}":
    "把 {name} 改为没有 selector 的 Service，并配一个列出 {address} 的 EndpointSlice",
  "correct spec.externalName": "改正 spec.externalName",
  "set spec.externalName to {name}": "把 spec.externalName 设为 {name}",
} as const;
