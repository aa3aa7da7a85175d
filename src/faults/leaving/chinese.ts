/** What the faults of this room say, in Chinese: README, "Add a translation". */
export const chinese = {
  "{node} saw 0 of {n:number} packets come out of the pod": "{n} 个数据包中，{node} 没有看到一个从 Pod 出来",

  "The pod's interface is down or gone": "Pod 的网卡 down 或已消失",
  "On {node}, {defect}: no packet gets in or out of {pod}": "在 {node} 上，{defect}：没有数据包能进出 {pod}",
  "no interface of the pod has its address {ip}": "Pod 的网卡都没有它的地址 {ip}",
  "the pod's {device} is down": "Pod 的 {device} 是 down",
  "{device}, the node's end of the pod's {inside}, is down":
    "{device}（Pod 的 {inside} 在节点上的一端）是 down",
  "the node's end of the pod's {device} is gone": "Pod 的 {device} 在节点上的一端已消失",
  "{device}, the node's end of the pod's {inside}, was made a port of {master}, yet the node still routes to it":
    "{device}（Pod 的 {inside} 在节点上的一端）被挂成了 {master} 的端口，而节点仍然路由到它",
  "the pod's {device} has no carrier": "Pod 的 {device} 没有载波",
  "ARP is off on the pod's wire": "Pod 的网线上关闭了 ARP",
  "ARP is off on the pod's {device}": "Pod 的 {device} 上关闭了 ARP",
  "ARP is off on {end}, the node's end of the pod's {device}":
    "{end} 上关闭了 ARP，它是 Pod 的 {device} 在节点上的一端",
  "pod {pod} should have {ip} on a running interface": "Pod {pod} 应该在一个正常运行的网卡上有 {ip}",
  "so that the CNI wires it anew, and find who switched ARP off": "以便 CNI 重新接线，并查出是谁关闭了 ARP",
  "so that the CNI wires it anew, and find who took the interface down":
    "使 CNI 重新为它接线，并查出是谁把网卡设为 down",
  "an interface set up again by hand stays without the routes it lost":
    "手工把网卡重新设为 up，它丢掉的路由不会回来",

  "The source has no route to the destination": "来源没有通往目的地的路由",
  "The target has no route back to the source": "目标没有回到来源的路由",
  "The source has no route to the Service's address": "来源没有通往 Service 地址的路由",
  "The source has no {family} address": "来源没有 {family} 地址",
  "{sender} cannot send to {ip}: {why}": "{sender} 无法发往 {ip}：{why}",
  "{sender} cannot send to {ip}, the address of {service}: {why}":
    "{sender} 无法发往 {service} 的地址 {ip}：{why}",
  "routes of {sender}: {why}": "{sender} 的路由：{why}",
  "no route matches, not even a default route": "没有路由匹配，连默认路由也没有",
  "its {type} route {destination} refuses it": "它的 {type} 路由 {destination} 拒绝这样做",
  "its {type} rule refuses it": "它的 {type} 路由规则拒绝这样做",
  "its route leads back into itself (dev lo)": "它的路由又通回它自己（dev lo）",
  "its route {destination} leads out of {device}, past {wire}, and nobody there answers for {ip}":
    "它的路由 {destination} 从 {device} 出去，绕过了 {wire}，那里没有人为 {ip} 应答",
  "give the network of {device} another subnet than {destination}, which covers addresses of the cluster, or take that route away where it is set up (a NetworkAttachmentDefinition, a VPN, an init container)":
    "给 {device} 的网络换一个不同于 {destination} 的网段，因为它盖住了集群的地址，或者在设置它的地方去掉这条路由（NetworkAttachmentDefinition、VPN、init 容器）",
  "the source sends to {ip} by {device}, past {wire}: its DNS cannot be judged":
    "来源经 {device} 而不是 {wire} 向 {ip} 发送：无法判断它的 DNS",
  "without a way back to {asker} it does not even tell its node which MAC address it has (rp_filter): nobody answers on {device}":
    "没有回到 {asker} 的路，它连自己的 MAC 地址是什么都不告诉它的节点（rp_filter）：在 {device} 上没有人应答",
  "the sender's own kernel refused them: {failure:any}": "发送方自己的内核拒绝了它们：{failure}",
  "so that the CNI sets its routes again": "使 CNI 重新设置它的路由",
  "find who put this route in on {node}, and take it away there":
    "查出是谁在 {node} 上加了这条路由，在那里去掉",
  "find who put this route in on {node}, and take it away there: it says proto {protocol}":
    "查出是谁在 {node} 上加了这条路由，在那里去掉：它标明 proto {protocol}",
  "{ip} is an {asked} address, and {sender} has {own} ones alone ({addresses}): it cannot send there":
    "{ip} 是 {asked} 地址，而 {sender} 只有 {own} 地址（{addresses}）：它无法发往那里",
  "addresses of {sender}: {addresses}": "{sender} 的地址：{addresses}",
  "ask for an {own} address of the target; {asked} takes a cluster of both families, whose pods and nodes have addresses of each":
    "访问目标的 {own} 地址；要用 {asked}，集群须是双栈的，Pod 和节点两种地址都有",

  "The pod's gateway does not answer it": "Pod 的网关不应答它",
  "The target cannot answer: its gateway does not answer it": "目标无法应答：它的网关不应答它",
  "Nothing that {pod} sends leaves it": "{pod} 发出的东西都出不去",
  "What {pod} answers does not leave it": "{pod} 的应答出不去",
  "{node}: ARP questions of the pod for {ip} came in on {device}, and nobody answered":
    "{node}：Pod 询问 {ip} 的 ARP 在 {device} 上进来了，而没有人应答",
  "{node}: {n:number} packets of the pod came in on {device}, addressed to another machine":
    "{node}：Pod 的 {n} 个数据包在 {device} 上进来了，却是发给另一台机器的",
  "the pod's own entry for its gateway is {state:word}": "Pod 自己对网关的邻居表项是 {state}",
  "the CNI sets it when it wires a pod; a file in /etc/sysctl.d, a hardening script or a network manager takes it back":
    "CNI 在给 Pod 接线时设置它；/etc/sysctl.d 里的文件、加固脚本或网络管理程序又会改回去",
  "{node} does not answer ARP for {ip}, the gateway of its pod: proxy_arp is 0 on {device}":
    "{node} 不替其 Pod 的网关 {ip} 应答 ARP：{device} 上的 proxy_arp 是 0",
  "{ip} is no address of {node}, so only a proxy answers for it; {setting} is 0 there":
    "{ip} 不是 {node} 的地址，所以只有代理会替它应答；那里的 {setting} 是 0",
  "switch proxy ARP on again on {device} of {node}, or restart the CNI's agent there; then find who switched it off":
    "在 {node} 的 {device} 上重新打开 proxy ARP，或者重启那里的 CNI agent；然后查出是谁关掉的",
  "{node} does not answer ARP for {ip}, the gateway of its pod: forwarding is off on {device}":
    "{node} 不替其 Pod 的网关 {ip} 应答 ARP：{device} 上的转发是关闭的",
  "a proxy answers only where it forwards; {setting} is 0 on {node}":
    "代理只在会转发的地方应答；{node} 上的 {setting} 是 0",
  "{node} has no route that covers {ip}, the gateway of its pods (no default route), so it does not answer their ARP":
    "{node} 没有覆盖其 Pod 的网关 {ip} 的路由（没有默认路由），所以不应答它们的 ARP",
  "{node} has only the route {route:any} for {ip}, the gateway of its pods, so it does not answer their ARP":
    "{node} 对其 Pod 的网关 {ip} 只有路由 {route}，所以不应答它们的 ARP",
  "a proxy answers only for what it has a route to (proxy_arp); routes of {node} for {ip}: none, not even a default route":
    "代理只替它有路由可到的地址应答（proxy_arp）；{node} 对 {ip} 的路由：没有，连默认路由也没有",
  "a proxy answers only for what it has a route to (proxy_arp); routes of {node} for {ip}: {route:any}":
    "代理只替它有路由可到的地址应答（proxy_arp）；{node} 对 {ip} 的路由：{route}",
  "take the route {route:any} away on {node}, and find who put it there":
    "在 {node} 上去掉路由 {route}，并查出是谁加的",
  "{node} does not answer ARP for {ip}, the gateway of its pod: its route {route:any} leads back out of {device}":
    "{node} 不替其 Pod 的网关 {ip} 应答 ARP：它的路由 {route} 又从 {device} 出去",
  "a proxy answers only for what is behind another interface; {route:any} of {node} leads to {device}":
    "代理只替位于另一个网卡后面的地址应答；{node} 的 {route} 通往 {device}",
  "correct the route {route:any} on {node}: it must not lead to the pod's own wire":
    "改正 {node} 上的路由 {route}：它不能通往 Pod 自己的 veth",
  "{node} does not answer ARP for {ip}, the gateway of its pod: arp_ignore is {n:number} on {device}":
    "{node} 不替其 Pod 的网关 {ip} 应答 ARP：{device} 上的 arp_ignore 是 {n}",
  "{ip} is an address of another interface of {node}, and {setting} is {n:number}":
    "{ip} 是 {node} 另一个网卡的地址，而 {setting} 是 {n}",
  "let {node} answer for its addresses on {device} again, or put {ip} on it":
    "让 {node} 在 {device} 上重新为自己的地址应答，或者把 {ip} 放到它上面",
  "{pod} sends what it sends to {ip} to the MAC address {wrong}, but {device} of {node} has {mac}":
    "{pod} 把发往 {ip} 的内容送给 MAC 地址 {wrong}，而 {node} 的 {device} 是 {mac}",
  "the pod has a fixed entry for its gateway, which is not the MAC address of {device}":
    "Pod 对网关有一条固定的邻居表项，它不是 {device} 的 MAC 地址",
  "so that the CNI wires it anew": "使 CNI 重新为它接线",

  "The bridge that the node's pods are on is down": "节点上 Pod 所在的网桥 down",
  "{bridge}, the bridge that the pods of {node} are on, is down: nothing gets to them or from them":
    "{bridge}（{node} 的 Pod 所在的网桥）是 down：什么都到不了它们，它们也什么都发不出",
  "{bridge} on {node} is down": "{node} 上的 {bridge} 是 down",
  "{port} of {pod} is a port of {bridge}": "{pod} 的 {port} 是 {bridge} 的端口",
  "the node's end of the pod's wire": "节点侧的 veth 端",
  "set {bridge} up on {node}, and find who set it down; its routes come back with its address, else recreate a pod there: the CNI sets the bridge up again":
    "在 {node} 上把 {bridge} 设为 up，并查出是谁把它设为 down 的；它的路由会随地址回来，否则在那里重建一个 Pod：CNI 会重新设置网桥",

  "A firewall rule inside the pod stops the packets": "Pod 里面的一条防火墙规则拦住了数据包",
  "A rule inside {pod}'s own network namespace drops what it sends: {rule:any}":
    "{pod} 自己的网络命名空间里有一条规则丢弃它发出的内容：{rule}",
  "A rule inside {pod}'s own network namespace drops what comes in: {rule:any}":
    "{pod} 自己的网络命名空间里有一条规则丢弃进来的内容：{rule}",
  "A rule inside {pod}'s own network namespace drops what it answers: {rule:any}":
    "{pod} 自己的网络命名空间里有一条规则丢弃它应答：{rule}",
  "A rule inside {pod}'s own network namespace drops the answers that come in: {rule:any}":
    "{pod} 自己的网络命名空间里有一条规则丢弃进来的应答：{rule}",
  "A rule inside {pod}'s own network namespace drops part of what it sends: {rule:any}":
    "{pod} 自己的网络命名空间里有一条规则丢弃它发出的一部分内容：{rule}",
  "A rule inside {pod}'s own network namespace drops part of what comes in: {rule:any}":
    "{pod} 自己的网络命名空间里有一条规则丢弃进来的一部分内容：{rule}",
  "A rule inside {pod}'s own network namespace drops part of what it answers: {rule:any}":
    "{pod} 自己的网络命名空间里有一条规则丢弃它的一部分应答：{rule}",
  "A rule inside {pod}'s own network namespace drops part of the answers that come in: {rule:any}":
    "{pod} 自己的网络命名空间里有一条规则丢弃进来的一部分应答：{rule}",
  "A rule inside {pod}'s own network namespace rejects what it sends: {rule:any}":
    "{pod} 自己的网络命名空间里有一条规则拒绝它发出的内容：{rule}",
  "A rule inside {pod}'s own network namespace rejects what comes in: {rule:any}":
    "{pod} 自己的网络命名空间里有一条规则拒绝进来的内容：{rule}",
  "A rule inside {pod}'s own network namespace rejects what it answers: {rule:any}":
    "{pod} 自己的网络命名空间里有一条规则拒绝它应答：{rule}",
  "A rule inside {pod}'s own network namespace rejects the answers that come in: {rule:any}":
    "{pod} 自己的网络命名空间里有一条规则拒绝进来的应答：{rule}",
  "A rule inside {pod}'s own network namespace rejects part of what it sends: {rule:any}":
    "{pod} 自己的网络命名空间里有一条规则拒绝它发出的一部分内容：{rule}",
  "A rule inside {pod}'s own network namespace rejects part of what comes in: {rule:any}":
    "{pod} 自己的网络命名空间里有一条规则拒绝进来的一部分内容：{rule}",
  "A rule inside {pod}'s own network namespace rejects part of what it answers: {rule:any}":
    "{pod} 自己的网络命名空间里有一条规则拒绝它的一部分应答：{rule}",
  "A rule inside {pod}'s own network namespace rejects part of the answers that come in: {rule:any}":
    "{pod} 自己的网络命名空间里有一条规则拒绝进来的一部分应答：{rule}",
  "walking the rules inside {pod} as the kernel does ends there":
    "按内核的方式走一遍 {pod} 里面的规则，终止于那里",
  "walking the rules inside {pod} as the kernel does may end there":
    "按内核的方式走一遍 {pod} 里面的规则，可能终止于那里",
  "the rule's counter moved by {n:number}": "这条规则的计数器增加了 {n}",
  "find which container of {pod} puts this rule in (an init container, a sidecar, a VPN with NET_ADMIN) and correct it there":
    "查出是 {pod} 的哪个容器写入了这条规则（init 容器、sidecar、有 NET_ADMIN 的 VPN），在那里改正",

  "Rules inside the pod redirect the packets to a port where nobody listens":
    "Pod 里面的规则把数据包重定向到没有程序监听的端口",
  "Rules inside {pod} redirect what it sends to its own port {port:number}, and nobody listens there":
    "{pod} 里面的规则把它发出的内容重定向到它自己的端口 {port}，而那里没有程序监听",
  "Rules inside {pod} redirect what comes in to its own port {port:number}, and nobody listens there":
    "{pod} 里面的规则把进来的内容重定向到它自己的端口 {port}，而那里没有程序监听",
  "a rule inside {pod} redirects to port {port:number}; listening there: {ports}":
    "{pod} 里面有一条规则重定向到端口 {port}；那里处于监听的有：{ports}",
  "a rule inside {pod} redirects to port {port:number}; listening there: nothing at all":
    "{pod} 里面有一条规则重定向到端口 {port}；那里什么都没有监听",
  "{n:number} were refused at once, and the node saw none come out of the pod":
    "{n} 个立即被拒绝，而节点没有看到一个从 Pod 出来",
  "the pod's own kernel answered {n:number} with a reset": "{n} 个被 Pod 自己的内核以 RST 拒绝",
  "start what should listen on {port:number} (commonly the sidecar of a service mesh, which is gone or not ready), or take the redirection out: recreate the pod without injection":
    "启动应该监听 {port} 的程序（通常是服务网格的 sidecar，它没有了或还没有 ready），或者去掉重定向：不带注入地重建 Pod",

  "The source has hardly any source ports for new connections": "来源几乎没有可供新连接使用的源端口",
  "source ports of the source": "来源可用的源端口",
  '{sender} may use only {n:number} source ports ({from:number} to {to:number}): with that many connections to one address open, or closed within the last minute, the next one fails with "Cannot assign requested address" (EADDRNOTAVAIL)':
    "{sender} 只能使用 {n} 个源端口（{from} 到 {to}）：到同一个地址的连接，打开的或最近一分钟内关闭的达到这个数目时，下一个就会以 “Cannot assign requested address”（EADDRNOTAVAIL）失败",
  "net.ipv4.ip_local_port_range of {sender} leaves {n:number} ports; 28232 are usual":
    "{sender} 的 net.ipv4.ip_local_port_range 只留下 {n} 个端口；通常是 28232 个",
  "connections from source ports that netdiag chose outside that range were answered: {n:number} of {m:number}":
    "netdiag 在该范围之外选取源端口的连接得到了应答：{m} 个中有 {n} 个",
  "take net.ipv4.ip_local_port_range out of the pod's securityContext.sysctls, or widen it to 32768 60999, and recreate the pod":
    "从 Pod 的 securityContext.sysctls 里去掉 net.ipv4.ip_local_port_range，或把它放宽到 32768 60999，然后重建 Pod",
  "widen net.ipv4.ip_local_port_range to 32768 60999: a file in /etc/sysctl.d sets it":
    "把 net.ipv4.ip_local_port_range 放宽到 32768 60999：它由 /etc/sysctl.d 里的某个文件设置",
} as const;
