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
  "{what} (Node {name})": "{what}（Node {name}）",
  "{what} (Pod {name})": "{what}（Pod {name}）",
  "{what} (Service {name})": "{what}（Service {name}）",
  "{what} ({kind} {name})": "{what}（{kind} {name}）",

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

  // Why a cause is, or is not, the one.
  "It is the cause that the answer tells": "它就是回答中说的原因",
  "It was found beside the cause that the answer tells": "它是在回答所说的原因之外另外发现的",
  "It explains: {what}": "它能解释：{what}",
  "At {place}: {what}": "在 {place}：{what}",
  "At {place}, confirmed: {what}": "在 {place}，已确认：{what}",
  "At {place}, likely: {what}": "在 {place}，很可能：{what}",
  "At {place}, suspected: {what}": "在 {place}，怀疑：{what}",
  "Signs of it were read, and the answer does not accuse it: the packets do not show it, or what the answer tells is the same thing to repair":
    "读到了它的迹象，但回答没有归咎于它：数据包没有表现出来，或者回答所说的就是同一处要修的地方",
  "Not looked at, at {place}: {why}": "未检查，位置 {place}：{why}",
  "No request was sent to {place}: nothing says that it speaks HTTP":
    "没有向 {place} 发送请求：没有内容说明它用 HTTP",
  "No packet was seen to come to {place}, and only then it would show":
    "没有看到数据包到达 {place}，而只有到达时才会显现",
  "What was read at {places} does not show it ({what})": "在 {places} 读到的内容没有显示它（{what}）",
  "There is nothing of the kind that could be wrong at {places}": "{places} 没有这类可能出错的东西",
  "What was read at {places} would do it, but packets were seen to do otherwise":
    "在 {places} 读到的内容会造成它，但看到的数据包并非如此",
  "It could not be read at {places} ({what}), but no packet is missed that it might have stopped there":
    "在 {places} 无法读取（{what}），但没有数据包可能是在那里被它挡住的",
  "Packets got through {places}": "数据包通过了 {places}",
  "Packets got through {places} ({facts})": "数据包通过了 {places}（{facts}）",
  "{place} and {n:number} more": "{place} 等，另有 {n} 处",
  "There is no such place on this way ({what})": "这条路径上没有这样的位置（{what}）",
  "No packet could be followed, so nobody came to such a place ({what})":
    "没有数据包可以跟踪，所以没有到达这样的位置（{what}）",
  "No such place ({what}) is on the way as far as it could be followed: it is not known what became of the packets at {place}":
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
  "{faults} at {place}": "{faults}，位置 {place}",
  "{title} ({code}) at {place}": "{title}（{code}），位置 {place}",
  "{title} ({code})": "{title}（{code}）",
  "{n:number} more at {place}": "另有 {n} 项，位置 {place}",
  "{n:number} more": "另有 {n} 项",
} as const;
