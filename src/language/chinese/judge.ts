/** What judging says: headlines, notes, what speaks for and against. */
export const chinese = {
  // Headlines.
  "{from} cannot reach {to}: {why}": "{from} 无法访问 {to}：{why}",
  "{from} reaches {to} only in part: {why}": "{from} 只能部分访问 {to}：{why}",
  "{from} reaches {to}: {how}": "{from} 可以访问 {to}：{how}",
  "{from} reaches {to}: {how}, and should not: {why}": "{from} 可以访问 {to}：{how}，但本不应该：{why}",
  "I could not tell whether {from} reaches {to}: {why}": "无法判断 {from} 能否访问 {to}：{why}",
  "The network carries {from} to {to} on {protocol} {port:number}, but {why}":
    "网络可以把 {from} 送到 {to}（{protocol} {port}），但是{why}",
  "The network carries {from} to {to}, but {why}": "网络可以把 {from} 送到 {to}，但是{why}",
  "{n:number} of {m:number} endpoints answered": "{m} 个端点中有 {n} 个应答",
  "{n:number} of {m:number} endpoints answered on {protocol} {port:number}":
    "{m} 个端点中有 {n} 个在 {protocol} {port} 上应答",
  "datagrams arrived at {n:number} of {m:number} endpoints": "数据报到达了 {m} 个端点中的 {n} 个",
  "datagrams arrived at {n:number} of {m:number} endpoints on {protocol} {port:number}":
    "数据报到达了 {m} 个端点中的 {n} 个（{protocol} {port}）",
  "{n:number} of {m:number} endpoints answered, or datagrams arrived at them":
    "{m} 个端点中有 {n} 个应答，或有数据报到达",
  "{n:number} of {m:number} endpoints answered, or datagrams arrived at them on {protocol} {port:number}":
    "{m} 个端点中有 {n} 个在 {protocol} {port} 上应答，或有数据报到达",
  "{n:number} of {m:number} endpoints answer every time": "{m} 个端点中有 {n} 个每次都应答",
  "{n:number} of {m:number} endpoints answer every time; others die at {place}, and {why}":
    "{m} 个端点中有 {n} 个每次都应答；发往其他端点的数据包在 {place} 被丢弃，{why}",
  "the packets die at {place}, and {why}": "数据包在 {place} 被丢弃，{why}",
  "no fault I know explains it": "没有已知的故障能解释",
  "not all that may explain it could be looked at": "可能的原因没能全部检查",
  "no answer came back, and {why}": "没有收到应答，{why}",
  "{address} refuses the connections to {protocol} {port:number}, or a firewall in front of it does, and {why}":
    "{address} 或它前面的防火墙拒绝了到 {protocol} {port} 的连接，{why}",
  "no packet could be sent": "无法发送任何数据包",
  "straight to its address packets are answered, but {why}": "直接发往其地址的数据包有应答，但{why}",
  "datagrams enter its pod, and {why}": "数据报进入了它的 Pod，而{why}",

  // A finding in short, with whose it is.
  "no name can be looked up: {why}": "无法查询任何域名：{why}",
  "The questions to DNS server {address} (UDP {port:number}) do not get there":
    "发往 DNS 服务器 {address}（UDP {port}）的查询到不了那里",
  "{n:number} of {m:number} questions from the source to {address} (UDP {port:number}) got no answer; {k:number} of {l:number} of its other packets were":
    "来源发往 {address}（UDP {port}）的 {m} 次查询中有 {n} 次没有应答；它的其他数据包 {l} 个中有 {k} 个得到应答",
  "{code} ({title}): {why}": "{code}（{title}）：{why}",
  "{code} ({title}) and {n:number} more: {why}": "{code}（{title}）等，另有 {n} 项：{why}",
  "{what:word} (Node {name})": "{what}（Node {name}）",
  "{what:word} (Pod {name})": "{what}（Pod {name}）",
  "{what:word} (Service {name})": "{what}（Service {name}）",
  "{what:word} ({kind:word} {name})": "{what}（{kind} {name}）",

  // Notes.
  "existing connections still work, new ones do not": "已建立的连接仍然可用，新连接不行",
  "from {node} itself the pod answers: wiring and listener are fine; policies do not apply to traffic from a pod's own node":
    "从 {node} 本身访问该 Pod 有应答：网卡和监听正常；策略不作用于来自 Pod 所在节点的流量",
  "{name} itself does not get through either": "{name} 本身也访问不了",
  "{name} itself gets through: what stops the packets depends on who sends them, the pod with its wire, its address and the rules for it":
    "{name} 本身可以访问：数据包是否被挡取决于由谁发送，即该 Pod 的网卡、地址以及针对它的规则",
  "{n:number} of {m:number} pairs fail: the one to {name}": "{m} 对中有 {n} 对失败：到 {name} 的那一对",
  "{n:number} of {m:number} pairs fail: those to {names}": "{m} 对中有 {n} 对失败：到 {names} 的那些",
  "no Service, pod or node that I found has {address}: it is an address outside the cluster, or of something that is gone":
    "在找到的 Service、Pod 和节点中没有谁拥有 {address}：它是集群外的地址，或属于已经不存在的对象",
  "they were refused and not lost: {n:number} resets came from {where}":
    "它们被拒绝而不是丢失：{n} 个 RST 来自 {where}",
  "Service {service} has externalTrafficPolicy Local: clients outside are served by {nodes} only":
    "Service {service} 的 externalTrafficPolicy 是 Local：集群外的客户端只由 {nodes} 服务",
  "Service {service} has externalTrafficPolicy Local: clients outside are served by {nodes} only; {node} answers here because the client is on it, and such packets are sent to any endpoint":
    "Service {service} 的 externalTrafficPolicy 是 Local：集群外的客户端只由 {nodes} 服务；{node} 在这里有应答是因为客户端就在它上面，这样的数据包会发往任意端点",
  "{node} keeps to endpoints that are meant for its zone, {zone}, by their hints":
    "{node} 按 hints 只用为其可用区 {zone} 指定的端点",

  "asked as failing sometimes: none of {n:number} fresh packets is answered now":
    "问的是时好时坏：现在 {n} 个新数据包都没有得到应答",
  "asked as failing sometimes: {lost:number} of {sent:number} fresh packets were not answered":
    "问的是时好时坏：{sent} 个新数据包中有 {lost} 个没有得到应答",
  "asked as failing sometimes: all {n:number} fresh packets were answered; what fails less often than about once in {m:number} may not show in so few":
    "问的是时好时坏：{n} 个新数据包全部得到应答；如果失败少于大约每 {m} 次一次，这么少的数据包可能看不出来",

  // What happened to an object.
  created: "已创建",
  "created by {who}": "由 {who} 创建",
  changed: "已更改",
  "changed by {who}": "由 {who} 更改",
  "changed; its fields: {fields:any}": "已更改；其字段：{fields}",
  "changed by {who}; its fields: {fields:any}": "由 {who} 更改；它管理的字段：{fields}",
  "changed by {who}; its fields: {fields:any} and more": "由 {who} 更改；它管理的字段：{fields} 等",
  "is being deleted since then": "从那时起正在删除",
  "became ready": "变为就绪",
  "is not ready since then": "从那时起未就绪",
  "is not ready since then ({reason})": "从那时起未就绪（{reason}）",
  "container {name} ended": "容器 {name} 已结束",
  "container {name} ended ({why:any})": "容器 {name} 已结束（{why}）",
  "container {name} was started again (restart {n:number})": "容器 {name} 重新启动（第 {n} 次重启）",
  cordoned: "被禁止调度（cordon）",
  "tainted with {taint}": "加上了污点 {taint}",
  "condition {type} became {status}": "状况 {type} 变为 {status}",
  "condition {type} became {status} ({reason})": "状况 {type} 变为 {status}（{reason}）",
  "its last rollout was complete": "最近一次发布已完成",
  "its rollout did not end in time": "发布没有按时完成",
  "is rolling out": "正在发布",

  // Why a cause is, or is not, the one.
  "It is the cause that the answer tells": "它就是回答中说的原因",
  "It was found beside the cause that the answer tells": "它是在回答所说的原因之外另外发现的",
  "It explains: {what:word}": "它能解释：{what}",
  "At {place}: {what:word}": "在 {place}：{what}",
  "At {place}, confirmed: {what:word}": "在 {place}，已确认：{what}",
  "At {place}, likely: {what:word}": "在 {place}，很可能：{what}",
  "At {place}, suspected: {what:word}": "在 {place}，怀疑：{what}",
  "Signs of it were read, and the answer does not accuse it: the packets do not show it, or what the answer tells is the same thing to repair":
    "读到了它的迹象，但回答没有归咎于它：数据包没有表现出来，或者回答所说的就是同一处要修的地方",
  "Not looked at, at {place}: {why}": "未检查，位置 {place}：{why}",
  "No request was sent to {place}: nothing says that it speaks HTTP":
    "没有向 {place} 发送请求：没有内容说明它用 HTTP",
  "No packet was seen to come to {place}, and only then it would show":
    "没有看到数据包到达 {place}，而只有到达时才会显现",
  "What was read at {places} does not show it ({what:word})": "在 {places} 读到的内容没有显示它（{what}）",
  "There is nothing of the kind that could be wrong at {places}": "{places} 没有这类可能出错的东西",
  "What was read at {places} would do it, but packets were seen to do otherwise":
    "在 {places} 读到的内容会造成它，但看到的数据包并非如此",
  "It could not be read at {places} ({what:word}), but no packet is missed that it might have stopped there":
    "在 {places} 无法读取（{what}），但没有数据包可能是在那里被它挡住的",
  "Packets got through {places}": "数据包通过了 {places}",
  "Packets got through {places} ({facts})": "数据包通过了 {places}（{facts}）",
  "{place} and {n:number} more": "{place} 等，另有 {n} 处",
  "There is no such place on this way ({what:word})": "这条路径上没有这样的位置（{what}）",
  "No packet could be followed, so nobody came to such a place ({what:word})":
    "没有数据包可以跟踪，所以没有到达这样的位置（{what}）",
  "No such place ({what:word}) is on the way as far as it could be followed: it is not known what became of the packets at {place}":
    "在能跟踪到的路径上没有这样的位置（{what}）：不知道数据包在 {place} 之后怎样了",
  "the names": "名称",
  "a Service": "Service",
  "the source's node": "来源所在节点",
  "a tunnel": "隧道",
  "the network between nodes": "节点之间的网络",
  "the target's node": "目标所在节点",
  "the target pod's interface": "目标 Pod 的网卡",
  "the target's port": "目标端口",
  "the way of the answers": "应答的返回路径",
  "the objects": "对象",
  "whether {title} ({code}) at {place}": "是否“{title}”（{code}），位置 {place}",
  "whether {title} ({code})": "是否“{title}”（{code}）",
  "{what}, and with it {faults}": "{what}，因此也没能检查：{faults}",
  "{faults} at {place}": "{faults}，位置 {place}",
  "{title} ({code}) at {place}": "{title}（{code}），位置 {place}",
  "{title} ({code})": "{title}（{code}）",
  "{n:number} more at {place}": "另有 {n} 项，位置 {place}",
  "{n:number} more": "另有 {n} 项",

  // What a pasted log line means, and whether what was found explains it.
  "The error that was seen means: {meaning}": "看到的错误的意思是：{meaning}",
  "The {status:number} in the log means: {meaning}": "日志里的 {status} 的意思是：{meaning}",
  "the connection was refused: nobody listened there, or a rule rejected it":
    "连接被拒绝：那里没有程序监听，或有规则拒绝了它",
  "there was no way to the address": "没有到该地址的路",
  "the connection was never answered: packets were lost on the way there or back":
    "连接一直没有应答：数据包在去程或回程中丢失",
  "the client's own machine did not let the packet out": "客户端自己的机器没有放出数据包",
  "the connection stood, and no answer came over it in time": "连接已建立，但没有及时收到应答",
  "the connection stood, and the application closed it before it answered":
    "连接已建立，但应用在应答之前关闭了它",
  "the connection stood, and was reset before the answer was complete": "连接已建立，但在应答完成之前被重置",
  "the connection stood, and the two sides did not agree on TLS": "连接已建立，但双方没能协商好 TLS",
  "no answer came in time, to the connection or to the request":
    "没有及时收到应答，可能是对连接的，也可能是对请求的",
  "the proxy knew no endpoint to send the request to": "代理不知道把请求发给哪个端点",
  "DNS answered that the name does not exist, so there was no address to connect to":
    "DNS 回答该名称不存在，所以没有可连接的地址",
  "DNS gave no answer for the name, so there was no address to connect to":
    "DNS 没有对该名称给出应答，所以没有可连接的地址",
  "the client gave up before an answer came": "客户端在应答到来之前放弃了",
  "the connection failed, or was closed before an answer came": "连接失败，或在应答到来之前被关闭",
  "there was no endpoint, or the application itself said that it is not available":
    "没有端点，或应用自己说它不可用",
  "Whether that is still so could not be seen": "无法看到现在是否仍然如此",
  "It comes from the application, not from the network: connections stand, and it still behaves like that":
    "问题来自应用，不是网络：连接能建立，而它仍然那样表现",
  "What keeps the packets from arriving would explain it; what that is was not found":
    "数据包到不了的原因就能解释它；但没有找到那个原因",
  "What was found does not explain it alone: with that in the way no new connection would have stood. The line is older than the cause, or comes from a connection made before":
    "找到的原因本身不能解释它：有它在，任何新连接都建立不了。这行日志早于该原因，或来自之前建立的连接",
  "What was found explains it": "找到的原因能解释它",
  "What was found does not look like that now: {failure:any}. Something changed since, or there is a second cause":
    "找到的原因现在的表现不是那样：{failure}。此后有所变化，或者还有第二个原因",
  "connections fail otherwise": "连接以别的方式失败",
  "Packets do not do that: {now}, so the application answered that way, and may do so again":
    "数据包不会那样：{now}，所以是应用那样应答的，以后还可能再发生",
  "It is over, or it comes and goes: {now}": "它已经过去，或者时有时无：{now}",
  "connections stand and a request was answered with {status} now": "现在连接能建立，请求得到 {status} 应答",
  "connections stand and a request was answered with a status now": "现在连接能建立，请求得到了应答",
  "connections stand now": "现在连接能建立",

  // Where packets died without a cause.
  "to see whether the question comes to whom it is meant for: {command:any}, where {address} is":
    "要看询问是否到达应到的地方，在 {address} 所在处运行：{command}",
  "{where}, these counters moved by the {n:number} lost packets or more: {counters:any}":
    "{where}，这些计数器增加了不少于丢失的 {n} 个数据包：{counters}",
  "{where}; no counter was read there": "{where}；那里没有读取计数器",
  "{where}, no counter that was read there tells why: no rule that stops, no interface and no kernel counter of losses moved by {n:number}":
    "{where}，读到的计数器都没有说明原因：没有阻止的规则、网卡计数器或内核丢包计数器增加了 {n}",
  "the last rules that counted exactly {n:number} packets there: {rules:any}":
    "最后恰好计到 {n} 个数据包的规则：{rules}",
  "to see where the kernel throws them away: perf trace --no-syscalls -e skb:kfree_skb on {node}, while the question is asked again":
    "要看内核在哪里丢弃它们：再次提问时在 {node} 上运行 perf trace --no-syscalls -e skb:kfree_skb",
  "on {node} between {one} and {other}": "在 {node} 上的 {one} 与 {other} 之间",
  "between {one} and {other}": "在 {one} 与 {other} 之间",
  "on {node}": "在 {node} 上",

  // Slow, errors of servers, and other notes.
  "slow: from {from} to {to} one round trip takes {time}": "慢：从 {from} 到 {to} 一个往返需要 {time}",
  "slow: from {from} to {to} one round trip takes {time}; both are on {node}: the time goes in the pods, or on their wires":
    "慢：从 {from} 到 {to} 一个往返需要 {time}；两者都在 {node} 上：时间花在 Pod 里或其网卡上",
  "slow: from {from} to {to} one round trip takes {time}; pings from {one} to {other} take {long} as well: the time goes between the nodes":
    "慢：从 {from} 到 {to} 一个往返需要 {time}；从 {one} 到 {other} 的 ping 也需要 {long}：时间花在节点之间",
  "slow: from {from} to {to} one round trip takes {time}; pings from {one} to {other} take {long}: the time goes elsewhere: in the pods, on their wires, or in a tunnel between the nodes":
    "慢：从 {from} 到 {to} 一个往返需要 {time}；从 {one} 到 {other} 的 ping 需要 {long}：时间花在别处：Pod 里、其网卡上，或节点之间的隧道里",
  "{name} answers a request for / with HTTP {status:number}: the way to it works; mostly a proxy says so (a sidecar, an Ingress controller) that does not reach what is behind it":
    "{name} 对 / 的请求回答 HTTP {status}：到它的路是通的；多半是代理（sidecar、Ingress controller）这样说，因为它访问不到背后的服务",
  "{name} answers a request for / with HTTP {status:number}: the program that answers says so, and the way to it works":
    "{name} 对 / 的请求回答 HTTP {status}：这是应答的程序说的，到它的路是通的",
  "the connections from {name} were answered, but none of them left its pod: a proxy in it accepts them all, so nothing is known of the way to the target":
    "来自 {name} 的连接都有应答，但没有一个离开它的 Pod：里面的代理全部接受了，所以对到目标的路一无所知",
  "the ping to {address} works because something on the way answers for the Service address itself; it says nothing about the pods":
    "ping {address} 能通，是因为路上有东西替 Service 地址本身应答；这说明不了 Pod 的情况",
  "{name} is {object} here, asked at the addresses of its pods: no Service is called so, and a client that uses the name {same} finds nobody":
    "{name} 在这里是 {object}，按其 Pod 的地址询问：没有同名的 Service，用名称 {same} 的客户端找不到任何目标",
  "whose {address} is cannot be told: {what:word} could not be read, and it may be the address of one of them":
    "无法判断 {address} 是谁的：{what} 无法读取，它可能是其中之一的地址",
  "whether its kernel gave them to the program is not known ({why})":
    "不知道内核是否把它们交给了程序（{why}）",
  "{node} keeps to endpoints of its own, by the Service's traffic policy Local":
    "{node} 按 Service 的流量策略 Local 只用自己节点上的端点",
  "{node} keeps to endpoints that are meant for it, by their hints": "{node} 按 hints 只用为它指定的端点",
  "whether {name} leads there could not be looked up": "无法查询 {name} 是否指向那里",
  "whether a request over them is answered could not be looked at": "无法查看在其上的请求是否有应答",
  "no packet could be sent to the Service's own address {address}":
    "无法向 Service 自己的地址 {address} 发送数据包",
  "{name} is {ip} in the hosts file": "hosts 文件里 {name} 是 {ip}",
  "the object holds what looks like a secret, which is not shown: change it in place, with kubectl edit":
    "该对象含有像是密钥的内容，不予显示：请用 kubectl edit 就地修改",
  "{n:number} {who:word} of {m:number} were answered, by the same way":
    "{m} 个{who}中有 {n} 个得到应答，走的是同一条路",
  "what was gathered on the nodes and read of the cluster": "在节点上收集和从集群读到的内容",
  "look for very large policies in the namespaces of both ends, or judge the kept run by hand: netdiag replay RUN":
    "查看两端命名空间里是否有非常大的策略，或手动判断保存的记录：netdiag replay RUN",
  "judging took longer than {n:number} s": "判断用时超过 {n} s",
  "netdiag could not {what:any}: {why:any}": "netdiag 没能完成（{what}）：{why}",
} as const;
