/** What the faults of this room say of tunnels, sizes, routes, forwarding and masquerading, in Chinese. */
export const chinese = {
  "Tunnel packets are lost between the nodes": "隧道数据包在节点之间丢失",
  "the tunnel's packets between the nodes": "节点之间的隧道数据包",
  "{kind:word} packets are lost between {sender} and {receiver}: they leave the one and do not arrive at the other":
    "{kind} 数据包在 {sender} 和 {receiver} 之间丢失：离开了一方，没有到达另一方",
  "{kind:word} packets (UDP {port:number}) are lost between {sender} and {receiver}: they leave the one and do not arrive at the other":
    "{kind} 数据包（UDP {port}）在 {sender} 和 {receiver} 之间丢失：离开了一方，没有到达另一方",
  "{kind:word} packets with the answers are lost between {sender} and {receiver}: they leave the one and do not arrive at the other":
    "带着应答的 {kind} 数据包在 {sender} 和 {receiver} 之间丢失：离开了一方，没有到达另一方",
  "{kind:word} packets (UDP {port:number}) with the answers are lost between {sender} and {receiver}: they leave the one and do not arrive at the other":
    "带着应答的 {kind} 数据包（UDP {port}）在 {sender} 和 {receiver} 之间丢失：离开了一方，没有到达另一方",
  "they are sent to the right address: {entry}, which {node} has":
    "它们发往正确的地址：{entry}，是 {node} 的地址",
  "let {kind:word} pass between the nodes, both ways: a security group, a firewall or a switch in between drops it":
    "在节点之间双向放行 {kind}：中间的安全组、防火墙或交换机丢弃了它",

  "The tunnel sends the packets to the wrong node, or to none": "隧道把数据包发给了错误的节点，或无处可发",
  "far end of the tunnel": "隧道的对端",
  "{node} does not know where to send {what:word} for {target}: {why}":
    "{node} 不知道把去往 {target} 的{what}发到哪里：{why}",
  "no entry": "没有表项",
  "no forwarding entry for {mac} on {device}": "{device} 上没有 {mac} 的转发表项",
  "no neighbour entry for {ip} on {device}": "{device} 上没有 {ip} 的邻居表项",
  "{device} takes its far end per packet; it cannot be read from tables":
    "{device} 逐包决定对端；从表里读不出来",
  "{device} has a fixed remote": "{device} 的对端是固定的",
  "route via {ip}": "经由 {ip} 的路由",
  "forwarding entry {mac} dev {device} dst {ip}": "转发表项 {mac} dev {device} dst {ip}",
  "{node} sends the {what:word} for {target} to {remote}, but {same} is {own}":
    "{node} 把去往 {target} 的{what}发到 {remote}，而 {same} 是 {own}",
  elsewhere: "其他位置",
  "{entry}; Node {node} has {own}": "{entry}；Node {node} 有 {own}",
  "{n:number} {what:word} for {device} entered {node}; none arrived at {target}":
    "{n} 个去往 {device} 的{what}进入了 {node}；没有一个到达 {target}",
  "{agent} writes the entry: see in its log why it did not, and let it start again":
    "这条表项由 {agent} 写入：在它的日志里看为什么没有写，让它重新启动",

  "The two ends of the tunnel do not fit together": "隧道两端不匹配",
  "both ends of the tunnel": "隧道的两端",
  "{sender} sends {kind:word} to UDP {port}, {receiver} takes it on UDP {other}: {same} throws {what:word} that reach it away":
    "{sender} 把 {kind} 发到 UDP {port}，{receiver} 在 UDP {other} 上接收：{same} 把到达它的{what}丢掉",
  "{sender} sends {kind:word} with network number {id}, {receiver} takes {other}: {same} throws {what:word} that reach it away":
    "{sender} 以网络编号 {id} 发送 {kind}，{receiver} 接收的是 {other}：{same} 把到达它的{what}丢掉",
  "{sender} sends {kind:word}, {receiver} has no {missing} interface: {same} throws {what:word} that reach it away":
    "{sender} 发送 {kind}，{receiver} 没有 {missing} 网卡：{same} 把到达它的{what}丢掉",
  "{sender} sends {kind:word}, {receiver}'s {device} is down: {same} throws {what:word} that reach it away":
    "{sender} 发送 {kind}，{receiver} 的 {device} 是 down：{same} 把到达它的{what}丢掉",
  "both ends were read": "两端都已读取",
  "{node}, a third node, has {tunnel:any}": "第三个节点 {node} 是 {tunnel}",
  "{node} counted {n:number} datagrams for a port where nobody listens (UdpNoPorts)":
    "{node} 计了 {n} 个发往没有程序监听的端口的数据报（UdpNoPorts）",
  "{n:number} tunnel packets did come in at {node}, 0 were unwrapped":
    "{n} 个隧道数据包确实进入了 {node}，没有一个被解开封装",
  "{n:number} tunnel packets did come in at {node} (UDP {port:number}), 0 were unwrapped":
    "{n} 个隧道数据包（UDP {port}）确实进入了 {node}，没有一个被解开封装",
  "make both ends alike: see what {agent} and on {node} are told, and which of them did not follow":
    "让两端一致：看 {agent} 和 {node} 上的各自得到了什么设置，是哪一个没有跟上",
  "{agent} makes this interface: see why {node} has another one than the rest, and let the agent make it again":
    "这个网卡由 {agent} 建立：看 {node} 上的为什么与其他的不同，让 agent 重新建立它",

  "A node has the wrong MAC address for another node's tunnel": "节点上另一个节点隧道的 MAC 地址不对",
  "MAC address of the tunnel's far end": "隧道对端的 MAC 地址",
  "{sender} wraps {what:word} for {receiver} with the MAC address {told}, but {same}'s {device} is {own}: they arrive and are thrown away as somebody else's":
    "{sender} 封装去往 {receiver} 的{what}时用的 MAC 地址是 {told}，而 {same} 的 {device} 是 {own}：它们到达后被当成别人的而丢掉",
  "the entry of {sender} and the interface of {receiver} differ": "{sender} 的表项与 {receiver} 的网卡不一致",
  "{node} unwrapped {n:number} of them on {device} and saw that they were for another MAC address":
    "{node} 在 {device} 上解开了其中 {n} 个的封装，发现它们是发往另一个 MAC 地址的",
  "{agent} writes this entry: see in its log why it kept an old one, and let it start again":
    "这条表项由 {agent} 写入：在它的日志里看为什么留着旧的，让它重新启动",

  "Big packets vanish: the path takes less than the interfaces say":
    "大数据包消失：这条路能承载的比网卡所说的小",
  "packet sizes that pass": "能通过的数据包大小",
  "Packets over {pass:number} bytes vanish between {place} without a word, but the pod's interface lets {mtu:number} through: connections open and then hang on big data":
    "超过 {pass} 字节的数据包在 {place} 之间无声无息地消失，而 Pod 的网卡允许 {mtu}：连接能打开，遇到大的数据就挂住",
  'pings that must not be cut: {pass:number} bytes pass, {fail:number} do not, and no router says "too big"':
    "不允许分片的 ping：{pass} 字节能通过，{fail} 不能，也没有路由器说 “too big”",
  'pings between the nodes that must not be cut: {pass:number} bytes and the tunnel\'s envelope pass, {fail:number} do not, and no router says "too big"':
    "节点之间不允许分片的 ping：{pass} 字节加上隧道的封装能通过，{fail} 不能，也没有路由器说 “too big”",
  "the pod's {device} has MTU {mtu:number}": "Pod 的 {device} 的 MTU 是 {mtu}",
  "the pod's {device} has MTU {mtu:number}; {link} leaves room for {room:number} inside the tunnel":
    "Pod 的 {device} 的 MTU 是 {mtu}；{link} 在隧道里只留下 {room} 的空间",
  "the link": "这条链路",
  "small packets pass: {n:number} of {m:number} connections opened":
    "小数据包能通过：{m} 个连接中有 {n} 个打开了",
  "set the CNI's MTU to {mtu:number} or less, or raise the MTU of the network between the nodes by {more:number}":
    "把 CNI 的 MTU 设为 {mtu} 或更小，或者把节点之间网络的 MTU 调大 {more}",

  "Reverse path filtering drops packets that come in another way than answers would leave":
    "数据包进来的路与应答出去的路不同，被反向路径过滤丢弃",
  "way back to the sender": "回到发送方的路",
  "{node} drops packets from {source} on {device}: answers would leave by {ways}, and {filter} forbids that":
    "{node} 在 {device} 上丢弃来自 {source} 的数据包：应答会从 {ways} 出去，而{filter} 不允许这样",
  "{node} drops packets from {source} on {device}: answers would leave by nowhere, and {filter} forbids that":
    "{node} 在 {device} 上丢弃来自 {source} 的数据包：应答没有出去的路，而{filter} 不允许这样",
  "a firewall rule": "一条防火墙规则",
  "a rule compares with the way back; the route back to {source} is missing":
    "一条规则要核对回去的路；没有回到 {source} 的路由",
  "a rule compares with the way back; the route back to {source} is dev {ways}":
    "一条规则要核对回去的路；回到 {source} 的路由是 dev {ways}",
  "rp_filter is {n:number} on {device}; the route back to {source} is missing":
    "{device} 上的 rp_filter 是 {n}；没有回到 {source} 的路由",
  "rp_filter is {n:number} on {device}; the route back to {source} is dev {ways}":
    "{device} 上的 rp_filter 是 {n}；回到 {source} 的路由是 dev {ways}",
  "the counter {counter} moved by {n:number}": "计数器 {counter} 增加了 {n}",
  "repair the route back, so that answers leave by the interface the packets came in on; or loosen the filter":
    "修好回去的路由，使应答从数据包进来的网卡出去；或者放宽过滤",

  "A node has the sender's address itself, and drops the packets as forged":
    "节点自己就有发送方的地址，把数据包当成伪造的丢弃",
  "owner of the sender's address": "发送方地址的拥有者",
  "{node} has {source}, the address that these packets come from, as its own: it drops what comes in by {device} from there as forged (a martian source)":
    "{node} 把这些数据包的源地址 {source} 当作自己的：从 {device} 进来的、来自该地址的内容，它都当成伪造的丢弃（martian source）",
  "{source} is a local address of {node}, and accept_local is 0 on {device}":
    "{source} 是 {node} 的本地地址，而 {device} 上的 accept_local 是 0",
  "find who gave {node} the address {ip}, and take it away there":
    "查出是谁给了 {node} 地址 {ip}，在那里把它去掉",

  "A node's route to the other node's pods is missing or wrong": "节点通往另一个节点上 Pod 的路由缺失或错误",
  "route to the other node's pods": "通往另一个节点上 Pod 的路由",
  "{node} has no way to {ip}: {why}": "{node} 没有去往 {ip} 的路：{why}",
  "{node} has no way to {ip}: {why}; {device} is down there, which took its routes away":
    "{node} 没有去往 {ip} 的路：{why}；那里的 {device} 是 down，它的路由随之消失了",
  "no route": "没有路由",
  "a {type} route {destination}": "有一条 {type} 路由 {destination}",
  "a {type} route in the routing rules": "路由规则里有一条 {type}",
  "{node} takes packets for {ip} for its own: it has that address, which is a pod's of {target}":
    "{node} 把发往 {ip} 的数据包当成自己的：它有这个地址，而这是 {target} 上一个 Pod 的地址",
  "{node} sends packets for {ip} out of {device} by {route}, not into {tunnel}":
    "{node} 按 {route} 把去往 {ip} 的数据包从 {device} 发出，而不是送进 {tunnel}",
  "{node} sends packets for {ip} out of {device} by {route}, not into {tunnel}; {same} is down there, which took its routes away":
    "{node} 按 {route} 把去往 {ip} 的数据包从 {device} 发出，而不是送进 {tunnel}；那里的 {same} 是 down，它的路由随之消失了",
  "in the routing rules": "路由规则",
  "a tunnel": "隧道",
  "the only match for {ip} is no route": "没有与 {ip} 匹配的路由",
  "the only match for {ip} is {type} in the routing rules": "与 {ip} 匹配的只有路由规则里的 {type}",
  "the only match for {ip} is {type} {destination}": "与 {ip} 匹配的只有 {type} {destination}",
  "only {route} matches {ip}; the forwarding entries of {device} lead to {target}":
    "与 {ip} 匹配的只有 {route}；{device} 的转发表项通往 {target}",
  "only {route} matches {ip}; {target} sends through {tunnel}":
    "与 {ip} 匹配的只有 {route}；{target} 经由 {tunnel} 发送",
  "{n:number} packets were sent by {node}, none left; none arrived at {target}":
    "{node} 发出了 {n} 个数据包，没有一个离开；没有一个到达 {target}",
  "{n:number} packets were sent by {node}, {m:number} left by {device} without an envelope; none arrived at {target}":
    "{node} 发出了 {n} 个数据包，{m} 个不带封装地从 {device} 离开；没有一个到达 {target}",
  "{n:number} packets entered {node}, none left; none arrived at {target}":
    "{n} 个数据包进入了 {node}，没有一个离开；没有一个到达 {target}",
  "{n:number} packets entered {node}, {m:number} left by {device} without an envelope; none arrived at {target}":
    "{n} 个数据包进入了 {node}，{m} 个不带封装地从 {device} 离开；没有一个到达 {target}",
  "{agent} writes the route to {target}'s pods: see in its log why it did not, and let it start again":
    "通往 {target} 上 Pod 的路由由 {agent} 写入：在它的日志里看为什么没有写，让它重新启动",
  "set {tunnel} up on {node}, then restart {agent}: it writes the routes again that went with the interface":
    "在 {node} 上把 {tunnel} 设为 up，然后重启 {agent}：它会重新写入随网卡消失的路由",
  "the tunnel": "隧道",

  "A node lacks the route to an address that a pod has from another node's block":
    "Pod 的地址借自另一个节点的地址块，而节点缺少通往它的路由",
  "route to a borrowed address": "通往所借地址的路由",
  "{node} has no route of its own for {ip} ({pod}, on {where}), an address of {owner}'s block {block}: it follows {route:any}":
    "{node} 没有只针对 {ip}（{pod}，在 {where} 上）的路由，这是 {owner} 的地址块 {block} 里的一个地址：它走的是 {route}",
  "{node} has no route of its own for {ip} ({pod}, on {where}), an address of {owner}'s block {block}: it follows no route at all":
    "{node} 没有只针对 {ip}（{pod}，在 {where} 上）的路由，这是 {owner} 的地址块 {block} 里的一个地址：它没有任何路由可走",
  "{where} has a route for {ip} alone, and knows the block itself as {owner}'s; {node} has only the block's":
    "{where} 有一条只针对 {ip} 的路由，并且知道这个地址块本身属于 {owner}；{node} 只有地址块的路由",
  "{n:number} {what:word} entered {node}, none came to {where}":
    "{n} 个{what}进入了 {node}，没有一个到达 {where}",
  "{agent} writes such routes, one for each borrowed address: see in its log why this one is missing, and let it start again":
    "这样的路由由 {agent} 写入，每个所借地址一条：在它的日志里看为什么缺了这一条，让它重新启动",

  "A node rewrites the source to an address to which answers do not come back":
    "节点把源地址改写成一个应答回不来的地址",
  "way back to the rewritten source": "回到改写后源地址的路",
  "{node} gives the packets the source {ip} in place of {own}, and the answers to {back} do not come back to {same}: {sender} sends them nowhere":
    "{node} 把数据包的源地址从 {own} 换成 {ip}，而发往 {back} 的应答回不到 {same}：{sender} 没有把它们发到任何地方",
  "{node} gives the packets the source {ip} in place of {own}, and the answers to {back} do not come back to {same}: {sender} sends them out of {device}":
    "{node} 把数据包的源地址从 {own} 换成 {ip}，而发往 {back} 的应答回不到 {same}：{sender} 把它们从 {device} 发出",
  "walking the rules of {node} as the kernel does, {own} becomes {ip}, which {same} does not have":
    "按内核的方式走一遍 {node} 的规则，{own} 变成了 {ip}，而 {same} 没有这个地址",
  "{n:number} answers to {ip} entered {sender}; none arrived at {node}":
    "{n} 个发往 {ip} 的应答进入了 {sender}；没有一个到达 {node}",
  "let {node} leave packets from pod to pod as they are: exempt the pod network in what wrote that rule (the CNI's masquerading, ip-masq-agent, or somebody by hand)":
    "让 {node} 不改动 Pod 到 Pod 的数据包：在写入那条规则的地方把 Pod 网络排除在外（CNI 的地址伪装、ip-masq-agent，或手工加的人）",

  "A node has no route to where its pod's packets go": "节点没有通往它的 Pod 的数据包目的地的路由",
  "route to the destination": "通往目的地的路由",
  "{node} sends nothing to {ip}: {why}": "{node} 不向 {ip} 发送任何东西：{why}",
  "no route matches, not even a default one": "没有路由匹配，连默认路由也没有",
  "the route that matches is {route:any}": "匹配的路由是 {route}",
  "a routing rule refuses it ({type})": "有一条路由规则拒绝它（{type}）",
  "what {node} has for {ip}: {why}": "{node} 对 {ip} 的路由：{why}",
  "{n:number} packets entered {node}, none was seen to leave": "{n} 个数据包进入了 {node}，没有看到一个离开",
  "find who wrote that route on {node} (a routing daemon, a script, somebody by hand), and take it away there":
    "查出是谁在 {node} 上写了这条路由（路由守护进程、脚本、手工），在那里去掉",

  "The node does not forward packets": "节点不转发数据包",
  "forwarding on the node": "节点上的转发",
  "{node} forwards nothing that comes in on {device}: {setting} is 0":
    "{node} 不转发从 {device} 进来的任何东西：{setting} 是 0",
  "{setting} is 0 on {node}": "{node} 上的 {setting} 是 0",
  "the CNI's settings of single interfaces (proxy_arp) may have been reset with it: restart its agent":
    "CNI 对单个网卡的设置（proxy_arp）可能随之被重置了：重启它的 agent",

  "Packets leave for outside with the pod's own address": "数据包带着 Pod 自己的地址离开集群",
  "masquerading of the source": "对来源的地址伪装",
  "{node} does not masquerade what its pod sends to {ip}: it leaves by {device} with the pod's own address {own}, to which outside nobody knows the way back":
    "{node} 没有对它的 Pod 发往 {ip} 的内容做地址伪装：它带着 Pod 自己的地址 {own} 从 {device} 离开，而外面没有人知道回到这个地址的路",
  "{node} does not masquerade what its pod sends to {ip}: it leaves by {device} with the pod's own address {own}. Either the network outside knows no way back to pods, or what stands there admits nodes and not pods":
    "{node} 没有对它的 Pod 发往 {ip} 的内容做地址伪装：它带着 Pod 自己的地址 {own} 从 {device} 离开。要么外面的网络不知道回到 Pod 的路，要么那里只允许节点、不允许 Pod",
  "a rule of {node} meets these packets before the one that would masquerade them, and keeps them from it":
    "{node} 的一条规则先于做地址伪装的那条遇到这些数据包，使它们没有走到那里",
  "no rule of {node} masquerades packets from {source} to {ip}":
    "{node} 没有规则对从 {source} 到 {ip} 的数据包做地址伪装",
  "{node}: {n:number} packets left by {device} with the source {source}, and nothing came back":
    "{node}：{n} 个数据包以源地址 {source} 从 {device} 离开，什么也没有回来",
  "from {node} itself, with its own address, {n:number} of {m:number} are answered":
    "从 {node} 自己、用它自己的地址，{m} 个中有 {n} 个得到应答",
  "find who put this rule on {node}, and take it away there or narrow it: {rule:any}":
    "查出是谁在 {node} 上加了这条规则，在那里去掉或收窄它：{rule}",
  "where the network outside does know the way to pods, the rule may be meant, and the way back is what is missing":
    "如果外面的网络确实知道去往 Pod 的路，这条规则可能是有意的，缺的就是回来的路",
  "let Calico masquerade: natOutgoing: true on the IPPool that the pod's address is of":
    "让 Calico 做地址伪装：在 Pod 地址所属的 IPPool 上设 natOutgoing: true",
  "let the network plugin on {node} masquerade what pods send outside (flannel: --ip-masq), or give the network outside a route back to the pods":
    "让 {node} 上的网络插件对 Pod 发往外面的内容做地址伪装（flannel：--ip-masq），或者给外面的网络一条回到 Pod 的路由",

  "A bandwidth limit on an interface throws packets away": "网卡上的带宽限制丢掉数据包",
  "An emulated bad network on an interface throws packets away": "网卡上模拟的劣质网络丢掉数据包",
  "packets that the interface's queue threw away": "网卡的队列丢掉的数据包",
  "{device} of {place} sends through a queue ({kind:word}) that makes a network worse on purpose, and threw {n:number} packets away meanwhile":
    "{place} 的 {device} 经由一个有意使网络变差的队列（{kind}）发送，这期间丢掉了 {n} 个数据包",
  "{device} of {place} sends through a queue ({kind:word}) that holds it to a rate, and threw {n:number} packets away meanwhile":
    "{place} 的 {device} 经由一个限制速率的队列（{kind}）发送，这期间丢掉了 {n} 个数据包",
  "the queue of {device} is of kind {kind:word}": "{device} 的队列是 {kind} 类型",
  "its counter of dropped packets moved by {n:number}": "它的丢弃计数器增加了 {n}",
  "find who set it, and raise the limit or take it away there: the annotation kubernetes.io/ingress-bandwidth or egress-bandwidth of the pod, an experiment of a chaos tool, tc by hand":
    "查出是谁设置的，在那里调高或去掉限制：Pod 的注解 kubernetes.io/ingress-bandwidth 或 egress-bandwidth、混沌工具的实验，或手工的 tc",
} as const;
