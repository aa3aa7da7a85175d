/** What the faults of this room say, in Chinese: README, "Add a translation". */
import { chinese as tunnelsAndRoutes } from "./tunnels-and-routes.chinese.ts";

export const chinese = {
  // What several of them say.
  packets: "数据包",
  answers: "应答",
  "{n:number} of {m:number} pings from {from} to {to} answered":
    "从 {from} 到 {to} 的 {m} 个 ping 中有 {n} 个得到应答",
  "{n:number} of {m:number} pings from {from} to {to} answered: {why:any}":
    "从 {from} 到 {to} 的 {m} 个 ping 中有 {n} 个得到应答：{why}",
  "give {node} its default route again: see what configures its network (DHCP, netplan, NetworkManager)":
    "把默认路由还给 {node}：看它的网络是由什么配置的（DHCP、netplan、NetworkManager）",
  "switch forwarding on, and find who switched it off: a file in /etc/sysctl.d sets it again at boot":
    "打开转发，并查出是谁关掉的：/etc/sysctl.d 里的某个文件会在启动时再次设置它",
  "{n:number} {what:word} left {sender}, 0 came in at {receiver}":
    "{n} 个{what}离开了 {sender}，没有一个进入 {receiver}",
  "{n:number} {what:word} left {sender} by {device}, 0 came in at {receiver}":
    "{n} 个{what}从 {sender} 的 {device} 离开，没有一个进入 {receiver}",
  "the route {route:any} on {node} stands in front of {destination} dev {device}, which leads right: find who wrote it, and take it away there":
    "{node} 上的路由 {route} 挡在正确的 {destination} dev {device} 前面：查出是谁写的，在那里去掉",
  "a routing rule on {node} refuses {ip}: find who wrote it, and narrow it or take it away there":
    "{node} 上有一条路由规则拒绝 {ip}：查出是谁写的，在那里收窄或去掉它",
  "{node} takes {ip} for an address of its own: find who gave it that address, and take it away there":
    "{node} 把 {ip} 当成自己的地址：查出是谁给了它这个地址，在那里去掉",
  "a routing rule on {node} sends these packets to table {table}, which leads elsewhere: find who wrote the rule, and narrow it or take it away there":
    "{node} 上有一条路由规则把这些数据包交给路由表 {table}，它通往别处：查出是谁写的这条规则，在那里收窄或去掉它",

  "One of the nodes is down or cut off": "其中一个节点 down 或被隔断",
  "both nodes": "两个节点",
  "{node} is cut off: its {device} has no carrier, so {from} and {to} do not reach each other":
    "{node} 被隔断了：它的 {device} 没有载波，所以 {from} 和 {to} 互不可达",
  "{node} is cut off: its {device} is down, so {from} and {to} do not reach each other":
    "{node} 被隔断了：它的 {device} 是 down，所以 {from} 和 {to} 互不可达",
  "{node} answers nobody who asks for its address: ARP is off on its {device}, so {from} and {to} do not reach each other":
    "{node} 不应答任何询问其地址的机器：它的 {device} 上关闭了 ARP，所以 {from} 和 {to} 互不可达",
  "{node} answers nobody who asks for its address: arp_ignore is 8 on its {device}, so {from} and {to} do not reach each other":
    "{node} 不应答任何询问其地址的机器：它的 {device} 上 arp_ignore 是 8，所以 {from} 和 {to} 互不可达",
  "{node}: {device} is up, with ARP off": "{node}：{device} 是 up，但关闭了 ARP",
  "{node}: arp_ignore is 8 for {device}": "{node}：{device} 的 arp_ignore 是 8",
  "let {node} answer for its address on {device} again, and find who set it so: a network manager, a hardening script, a load balancer's setup":
    "让 {node} 在 {device} 上重新为其地址应答，并查出是谁这样设置的：网络管理程序、加固脚本、负载均衡器的配置",
  "{node}: {device} is up, without carrier": "{node}：{device} 是 up，但没有载波",
  "{node}: {device} is down": "{node}：{device} 是 down",
  "the address the cluster has for {node} is on {device}": "集群所记录的 {node} 的地址在 {device} 上",
  "bring {device} of {node} up again: its cable, its switch port, or somebody set it down; the node's routes went with it, so see that its default route comes back":
    "让 {node} 的 {device} 恢复 up：网线、交换机端口，或有人把它设为 down；节点的路由也随它消失了，所以要看默认路由是否回来",
  "{node} does not answer {from}, and could not be looked at": "{node} 不应答 {from}，也无法查看",
  "{node} is not ready ({reason:any}) and does not answer {from}, and could not be looked at":
    "{node} 不是 ready（{reason}），不应答 {from}，也无法查看",
  "Node {node} Ready=Unknown": "Node {node} Ready=Unknown",
  "Node {node} Ready=Unknown: {message:any}": "Node {node} Ready=Unknown：{message}",
  "Node {node} Ready=False": "Node {node} Ready=False",
  "Node {node} Ready=False: {message:any}": "Node {node} Ready=False：{message}",
  "see whether {node} runs: the machine, its network link, its kubelet":
    "看 {node} 是否在运行：机器、网络链路、kubelet",
  "{node}: {ip} does not answer on {device}": "{node}：{ip} 在 {device} 上没有应答",
  "0 of {n:number} pings from node to node answered: {why:any}":
    "节点到节点的 {n} 个 ping 没有一个得到应答：{why}",
  "{n:number} packets left {node} by {device}, nothing came back":
    "{n} 个数据包从 {node} 的 {device} 离开，什么也没有回来",
  "its network card": "网卡",

  "Nothing gets through between two nodes that are both up": "两个节点都是 up，彼此之间却什么都不通",
  "everything between the nodes": "节点之间的一切",
  "Nothing from {sender} comes to {receiver}, though both are up: what lies between them is at fault":
    "从 {sender} 发出的什么都到不了 {receiver}，尽管两者都是 up：问题出在它们之间的东西上",
  "Nothing from {sender} comes to {receiver}, though both are up and {third} reaches each of them: what lies between them is at fault":
    "从 {sender} 发出的什么都到不了 {receiver}，尽管两者都是 up，{third} 也都能访问：问题出在它们之间的东西上",
  "Nothing from {sender} comes to {receiver}, though both are up; {third} does not reach it either: what lies between them is at fault":
    "从 {sender} 发出的什么都到不了 {receiver}，尽管两者都是 up；{third} 也访问不了它：问题出在它们之间的东西上",
  "{node} was looked at: it is up, and so is its network card": "已查看 {node}：它是 up，它的网卡也是",
  "{node} asks on {device} who has {ip}, and nobody answers":
    "{node} 在 {device} 上询问谁有 {ip}，而没有人应答",
  "look at what connects {sender} and {receiver}: switch ports, VLAN, security group, virtual network":
    "看连接 {sender} 和 {receiver} 的是什么：交换机端口、VLAN、安全组、虚拟网络",

  "A node has the wrong MAC address for another node": "节点上另一个节点的 MAC 地址不对",
  "neighbour entry of the other node": "对另一个节点的邻居表项",
  "{sender} sends what is for {receiver} ({ip}) to {told}, but {same}'s {device} is {mac}: {other} itself is not at fault":
    "{sender} 把发往 {receiver}（{ip}）的内容送给 {told}，而 {same} 的 {device} 是 {mac}：{other} 本身没有问题",
  "the neighbour entry of {sender} and the network card of {receiver} differ":
    "{sender} 的邻居表项与 {receiver} 的网卡不一致",
  "{receiver} has {sender}'s real card in its own table: no router and no network that answers for them stands in between":
    "{receiver} 自己的表里是 {sender} 真实的网卡：两者之间没有替它们应答的路由器或网络",
  "{n:number} {what:word} left {sender}, none came in at {receiver}":
    "{n} 个{what}离开了 {sender}，没有一个进入 {receiver}",
  "the entry is fixed, so the kernel never asks again: see in the log of {agent} whether it wrote it, and why with that MAC address":
    "这条表项是固定的，所以内核不会再询问：在 {agent} 的日志里看是不是它写的，为什么写成那个 MAC 地址",
  "on {node} somebody set the entry by hand, so the kernel never asks again: take it away, and find who sets it":
    "{node} 上的表项是有人手工设置的，所以内核不会再询问：把它去掉，并查出是谁设置的",
  "find which machine has {mac}: it answers for {ip}, the address of {node}":
    "查出哪台机器有 {mac}：它在应答 {node} 的地址 {ip}",
  "that MAC address": "那个 MAC 地址",

  "Something in the network between the nodes drops these packets": "节点之间的网络中有东西丢弃了这些数据包",
  "these packets between the nodes": "节点之间的这些数据包",
  "{what:word} is lost between {sender} and {receiver}: it leaves the one and does not arrive at the other":
    "{what} 在 {sender} 和 {receiver} 之间丢失：离开了一方，没有到达另一方",
  "{protocol} from port {port:number}": "源端口为 {port} 的 {protocol}",
  "{sender} hands it to {router}": "{sender} 把它交给 {router}",
  "let {what:word} pass from {sender} to {receiver}: a security group, a firewall or a router in between drops it":
    "放行从 {sender} 到 {receiver} 的 {what}：中间的安全组、防火墙或路由器丢弃了它",

  "Part of the packets is lost between the nodes": "一部分数据包在节点之间丢失",
  "packets counted at both nodes": "在两个节点上数到的数据包",
  "{share} of the {kind:word} from {sender} to {receiver} are lost between {one} and {other}: connections stall or fail now and then":
    "从 {sender} 到 {receiver} 的{kind}有 {share} 在 {one} 和 {other} 之间丢失：连接时而停顿、时而失败",
  "{share} of the {kind:word} from {sender} to {receiver} are lost between {one} and {other}, in the tunnel: connections stall or fail now and then":
    "从 {sender} 到 {receiver} 的{kind}有 {share} 在 {one} 和 {other} 之间的隧道中丢失：连接时而停顿、时而失败",
  "{share} of the {kind:word} from {sender} to {receiver} are lost between {one} and {other}, in the tunnel and not beside it: connections stall or fail now and then":
    "从 {sender} 到 {receiver} 的{kind}有 {share} 在 {one} 和 {other} 之间的隧道中丢失，隧道之外则没有：连接时而停顿、时而失败",
  "{share} of the {kind:word} from {sender} to {receiver}, and {back} of those back, are lost between {one} and {other}: connections stall or fail now and then":
    "从 {sender} 到 {receiver} 的{kind}有 {share}、返回的有 {back} 在 {one} 和 {other} 之间丢失：连接时而停顿、时而失败",
  "{share} of the {kind:word} from {sender} to {receiver}, and {back} of those back, are lost between {one} and {other}, in the tunnel: connections stall or fail now and then":
    "从 {sender} 到 {receiver} 的{kind}有 {share}、返回的有 {back} 在 {one} 和 {other} 之间的隧道中丢失：连接时而停顿、时而失败",
  "{share} of the {kind:word} from {sender} to {receiver}, and {back} of those back, are lost between {one} and {other}, in the tunnel and not beside it: connections stall or fail now and then":
    "从 {sender} 到 {receiver} 的{kind}有 {share}、返回的有 {back} 在 {one} 和 {other} 之间的隧道中丢失，隧道之外则没有：连接时而停顿、时而失败",
  "packets for {protocol} {port:number}": "去往 {protocol} {port} 的数据包",
  "VXLAN packets": "VXLAN 数据包",
  "GENEVE packets": "GENEVE 数据包",
  "IPIP packets": "IPIP 数据包",
  "GRE packets": "GRE 数据包",
  "GRETAP packets": "GRETAP 数据包",
  "SIT packets": "SIT 数据包",
  "IP6TNL packets": "IP6TNL 数据包",
  "WIREGUARD packets": "WIREGUARD 数据包",
  "VXLAN packets for {protocol} {port:number}": "去往 {protocol} {port} 的 VXLAN 数据包",
  "GENEVE packets for {protocol} {port:number}": "去往 {protocol} {port} 的 GENEVE 数据包",
  "IPIP packets for {protocol} {port:number}": "去往 {protocol} {port} 的 IPIP 数据包",
  "GRE packets for {protocol} {port:number}": "去往 {protocol} {port} 的 GRE 数据包",
  "GRETAP packets for {protocol} {port:number}": "去往 {protocol} {port} 的 GRETAP 数据包",
  "SIT packets for {protocol} {port:number}": "去往 {protocol} {port} 的 SIT 数据包",
  "IP6TNL packets for {protocol} {port:number}": "去往 {protocol} {port} 的 IP6TNL 数据包",
  "WIREGUARD packets for {protocol} {port:number}": "去往 {protocol} {port} 的 WIREGUARD 数据包",
  "the network cards of {one} and {other} are up": "{one} 和 {other} 的网卡都是 up",
  "{n:number} {kind:word} were seen to leave {sender}, {m:number} to come in at {receiver}":
    "看到 {n} 个{kind}离开 {sender}，{m} 个进入 {receiver}",
  "by port: packets for {own} are lost more than pings, so something between tells them apart":
    "与端口有关：去往 {own} 的数据包比 ping 丢失得多，所以中间有东西区别对待它们",
  "by port: pings are lost more than packets for {own}": "与端口有关：ping 比去往 {own} 的数据包丢失得多",
  "not by port: {own} and pings are lost alike": "与端口无关：{own} 和 ping 丢失得一样多",
  "too few packets to tell whether the port matters": "数据包太少，无法判断端口是否有关",
  "lost: {own} {a:number} of {b:number}, pings on the same way {c:number} of {d:number}":
    "丢失：{own} {b} 个中有 {a} 个，同一条路上的 ping {d} 个中有 {c} 个",
  "whether the size matters was not tried": "没有试过大小是否有关",
  "by size: big packets are lost more than small ones": "与大小有关：大数据包比小的丢失得多",
  "by size: small packets are lost more than big ones": "与大小有关：小数据包比大的丢失得多",
  "not by size: big and small ones are lost alike": "与大小无关：大的和小的丢失得一样多",
  "too few packets to tell whether the size matters": "数据包太少，无法判断大小是否有关",
  "lost: pings of {size:number} bytes {a:number} of {b:number}, small ones {c:number} of {d:number}, there and back":
    "丢失：{size} 字节的 ping {b} 个中有 {a} 个，小的 {d} 个中有 {c} 个，往返合计",
  "the route has {n:number} next hops; which of them the lost packets took cannot be told from here":
    "这条路由有 {n} 个下一跳；丢失的数据包走的是哪一个，从这里无法判断",
  "whether one of several paths between the nodes (ECMP, a bond) loses them cannot be told from here":
    "是不是节点之间几条路中的一条（ECMP、bond）丢失了它们，从这里无法判断",
  "beside the tunnel {n:number} of {m:number} pings were lost": "在隧道之外，{m} 个 ping 中丢失了 {n} 个",
  "look for what loses packets between {sender} and {receiver}: a bad cable or port, a link or a virtual network that is overloaded, a rate limit":
    "找出 {sender} 和 {receiver} 之间是什么在丢数据包：坏的网线或端口、过载的链路或虚拟网络、限速",

  "Packets arrive with wrong checksums and are thrown away": "数据包到达时校验和错误，被丢掉",
  "checksum errors": "校验和错误",
  "What {sender} sends arrives at {place} with wrong checksums: {n:number} {what:word} came in and were thrown away there":
    "{sender} 发出的内容到达 {place} 时校验和错误：{n} 个{what}进来后在那里被丢掉",
  "What {sender} sends arrives at {place} with wrong checksums, some of it: {n:number} {what:word} came in and were thrown away there":
    "{sender} 发出的内容有一部分到达 {place} 时校验和错误：{n} 个{what}进来后在那里被丢掉",
  "What {sender} sends through {device} arrives at {place} with wrong checksums: {n:number} {what:word} came in and were thrown away there":
    "{sender} 经由 {device} 发出的内容到达 {place} 时校验和错误：{n} 个{what}进来后在那里被丢掉",
  "What {sender} sends through {device} arrives at {place} with wrong checksums, some of it: {n:number} {what:word} came in and were thrown away there":
    "{sender} 经由 {device} 发出的内容有一部分到达 {place} 时校验和错误：{n} 个{what}进来后在那里被丢掉",
  "The {what:word} come to {place} with wrong checksums, and its kernel throws them away":
    "{what}到达 {place} 时校验和错误，它的内核把它们丢掉",
  "Some of the {what:word} come to {place} with wrong checksums, and its kernel throws them away":
    "一部分{what}到达 {place} 时校验和错误，它的内核把它们丢掉",
  "{place}: {counter} moved by {n:number}, {m:number} of ours had come in":
    "{place}：{counter} 增加了 {n}，我们的有 {m} 个进来了",
  "{place}: a rule in {where:any} that drops INVALID packets counted {n:number}, {m:number} of ours had come in; a first packet is INVALID for its own bytes alone":
    "{place}：{where} 中丢弃 INVALID 数据包的一条规则计了 {n} 个，我们的有 {m} 个进来了；首个数据包是 INVALID，只可能是因为它自己的字节",
  "{place} takes no packet whose checksum is wrong, and answers none":
    "{place} 不接收校验和错误的数据包，也不应答",
  "the rules of {place} let such packets pass unless connection tracking finds them broken (INVALID)":
    "{place} 的规则放行这样的数据包，除非连接跟踪认为它们已损坏（INVALID）",
  "find what damages packets between {sender} and {place}: a card, a cable or a switch port that goes bad, memory, or a rule or program that rewrites packets":
    "找出 {sender} 和 {place} 之间是什么损坏了数据包：将坏的网卡、网线或交换机端口，内存，或者改写数据包的规则或程序",
  "find what damages packets on their way to {place}: a card, a cable or a switch port that goes bad, memory, or a rule or program that rewrites packets":
    "找出去往 {place} 的路上是什么损坏了数据包：将坏的网卡、网线或交换机端口，内存，或者改写数据包的规则或程序",
  "find what breaks them on {sender}: mostly the checksum offload of {device} or of the card below it, which some drivers and kernels do wrong with tunnels (Calico: ChecksumOffloadBroken=true in featureDetectOverride of FelixConfiguration); or a rule or program there that rewrites packets":
    "找出 {sender} 上是什么弄坏了它们：多半是 {device} 或它下面网卡的 checksum offload，有些驱动和内核在隧道上会做错（Calico：FelixConfiguration 的 featureDetectOverride 里 ChecksumOffloadBroken=true）；或者是那里改写数据包的规则或程序",
  "find what breaks them on their way to {place}: the checksum offload of an interface, or a rule or program that rewrites packets":
    "找出去往 {place} 的路上是什么弄坏了它们：某个网卡的 checksum offload，或者改写数据包的规则或程序",

  "Two nodes do not agree whether they are on one link: a netmask is wrong":
    "两个节点对是否在同一链路上看法不一：有一方的子网掩码不对",
  "netmasks of the two nodes": "两个节点的子网掩码",
  "{one} has {range} on {device} and sends to {ip} {way:word}; {other} has {otherRange} on {otherDevice} and sends to {otherIp} {otherWay}":
    "{one} 在 {device} 上是 {range}，向 {ip} 发送时{way}；{other} 在 {otherDevice} 上是 {otherRange}，向 {otherIp} 发送时{otherWay}",
  "straight by {device}": "直接经由 {device}",
  "to the gateway {gateway} by {device}": "经由 {device} 交给网关 {gateway}",
  "nowhere: no route": "无处可发：没有路由",
  "other nodes have {ranges}": "其他节点是 {ranges}",
  "{node}: {device} counted {n:number} errors of sending": "{node}：{device} 计了 {n} 次发送错误",
  "{one} has {range}, wider than the other nodes' ranges: it takes {other} ({ip}) to be on its own link, and {same} is not":
    "{one} 是 {range}，比其他节点的范围大：它认为 {other}（{ip}）在自己的链路上，而 {same} 并不在",
  "{one} has {range} where the other nodes have {prefix}: {other} ({ip}) is not on its link by that, so it has no way to {same}":
    "{one} 是 {range}，而其他节点是 {prefix}：这样 {other}（{ip}）就不在它的链路上，所以它没有去往 {same} 的路",
  "{one} has {range} where the other nodes have {prefix}: {other} ({ip}) is not on its link by that, so it hands what is for {same} to a gateway":
    "{one} 是 {range}，而其他节点是 {prefix}：这样 {other}（{ip}）就不在它的链路上，所以它把发往 {same} 的内容交给网关",
  "{one} ({range}) takes {other} to be on its own link, {same} ({otherRange}) does not, so it has no way to {back}: one of the two netmasks is wrong":
    "{one}（{range}）认为 {other} 在自己的链路上，{same}（{otherRange}）则不这样认为，所以它没有去往 {back} 的路：两个子网掩码中有一个不对",
  "{one} ({range}) takes {other} to be on its own link, {same} ({otherRange}) does not, so it hands what is for {back} to a gateway: one of the two netmasks is wrong":
    "{one}（{range}）认为 {other} 在自己的链路上，{same}（{otherRange}）则不这样认为，所以它把发往 {back} 的内容交给网关：两个子网掩码中有一个不对",
  "correct the netmask of {ip} on {node}: where its network is configured (DHCP, netplan, NetworkManager), so that it stays":
    "改正 {node} 上 {ip} 的子网掩码：在配置它网络的地方（DHCP、netplan、NetworkManager）改，使它保持下去",
  "correct the netmask of {ip} on {node}, as the other nodes have it ({ranges}): where its network is configured (DHCP, netplan, NetworkManager), so that it stays":
    "改正 {node} 上 {ip} 的子网掩码，与其他节点一样（{ranges}）：在配置它网络的地方（DHCP、netplan、NetworkManager）改，使它保持下去",
  "find which of the two netmasks is meant, and correct the other where that node's network is configured":
    "查出两个子网掩码中哪一个是对的，在配置另一个节点网络的地方改正另一个",

  "A rule takes the packets off connection tracking, so their answers are dropped":
    "一条规则使数据包不进入连接跟踪，因而它们的应答被丢弃",
  "tracking of what is answered": "被应答的数据包的连接跟踪",
  "A rule on {node} takes the packets for {protocol} {address} off connection tracking (NOTRACK), so their answers belong to no connection that {same} knows, and its rules drop them":
    "{node} 上有一条规则使去往 {protocol} {address} 的数据包不进入连接跟踪（NOTRACK），所以它们的应答不属于 {same} 知道的任何连接，被它的规则丢弃",
  "walking the rules of {node} as the kernel does meets NOTRACK in {chain:any}; an answer to what is not tracked is the first of a new connection, and that is dropped":
    "按内核的方式走一遍 {node} 的规则，在 {chain} 中遇到 NOTRACK；对未被跟踪的数据包的应答，是一个新连接的首个数据包，会被丢弃",
  "walking the rules of {node} as the kernel does meets NOTRACK in {chain:any}; an answer to what is not tracked is INVALID, and that is dropped":
    "按内核的方式走一遍 {node} 的规则，在 {chain} 中遇到 NOTRACK；对未被跟踪的数据包的应答是 INVALID，会被丢弃",
  "somebody may have put it there on purpose, to spare the connection table: find out who writes it, and change it there":
    "它可能是有人为了节省连接跟踪表而有意加的：查出是谁写的，在那里改",

  ...tunnelsAndRoutes,
} as const;
