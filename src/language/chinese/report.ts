/** What stands around an answer: verdict, status, thread, terminal. */
export const chinese = {
  // Verdict.
  Confirmed: "已确认",
  Likely: "很可能",
  Suspected: "怀疑",
  confirmed: "已确认",
  likely: "很可能",
  suspected: "怀疑",
  "({sure:word}, at {place})": "（{sure}，位于 {place}）",
  Explains: "能解释",
  "Speaks against it": "与此矛盾",
  "Would show the same, and could not be looked at": "表现相同但无法检查的可能",
  "Would show the same as the cause, and could not be looked at": "与该原因表现相同、但无法检查的可能",
  "{n:number} other [cause|causes] could not be checked: {why:word} (more in the thread)":
    "另有 {n} 个可能的原因未能检查：{why}（详见消息串）",
  "{n:number} other [cause|causes] could not be checked: {why:word} ({m:number} of them; more in the thread)":
    "另有 {n} 个可能的原因未能检查：{why}（其中 {m} 个；详见消息串）",
  "And {n:number} more": "另有 {n} 条",
  "Fresh connections on {protocol} {port:number}: {result:word}": "{protocol} {port} 的新连接：{result}",
  "Fresh connections on {protocol} 0: {result:word}": "新的 {protocol} 探测：{result}",
  Also: "另外发现",
  "… and {n:number} more in the thread": "…… 另有 {n} 条，见消息串",
  "({n:number} more in the thread)": "（消息串中另有 {n} 条）",
  Fix: "修复方法",
  Next: "下一步",
  "Not checked": "未检查",
  "Not all was looked at: {what:word}": "并非全部都已检查：{what}",
  "Not all was looked at: {what:word} and {n:number} more": "并非全部都已检查：{what} 等，另有 {n} 项",
  "(also opens {what:word})": "（同时放行：{what}）",
  "(closes {what:word})": "（同时阻断：{what}）",
  "(also opens {what:word}; closes {other})": "（同时放行：{what}；同时阻断：{other}）",
  "no packet was sent": "没有发送数据包",
  "packets not counted": "未统计数据包",
  "{answered:number}/{probed:number} [endpoint|endpoints] reachable": "{answered}/{probed} 个端点可达",
  "{answered:number}/{probed:number} [endpoint|endpoints] reachable (sample of {total:number})":
    "{answered}/{probed} 个端点可达（从 {total} 个中抽样）",
  "{answered:number}/{probed:number} [endpoint|endpoints] reachable directly, {through:number} of {sent:number} through the Service":
    "直接访问 {answered}/{probed} 个端点可达，经由 Service 的 {sent} 次中 {through} 次有应答",
  "{answered:number}/{probed:number} [endpoint|endpoints] reachable directly (sample of {total:number}), {through:number} of {sent:number} through the Service":
    "直接访问 {answered}/{probed} 个端点可达（从 {total} 个中抽样），经由 Service 的 {sent} 次中 {through} 次有应答",
  "{n:number} [exec|execs] on {m:number} [node|nodes]": "{m} 个节点上共执行 {n} 次 exec",

  // What changed, and when.
  "What changed": "最近的变化",
  "What changed: nothing known in the last {n:number} h": "最近的变化：过去 {n} 小时内没有已知的变化",
  "What changed: nothing known in the last {n:number} days": "最近的变化：过去 {n} 天内没有已知的变化",
  "What changed: {n:number} in the last {m:number} h, the newest {when:word}":
    "最近的变化：过去 {m} 小时内 {n} 项，最新一项在{when}",
  "What changed: {n:number} in the last {m:number} days, the newest {when:word}":
    "最近的变化：过去 {m} 天内 {n} 项，最新一项在{when}",
  "No creation or change is known of {n:number} [object|objects] on this way in the last {m:number} h":
    "过去 {m} 小时内，这条路径上的 {n} 个对象没有已知的新建或更改",
  "No creation or change is known of {n:number} [object|objects] on this way in the last {m:number} days":
    "过去 {m} 天内，这条路径上的 {n} 个对象没有已知的新建或更改",
  "Created or changed on this way in the last {n:number} h, newest first":
    "过去 {n} 小时内这条路径上新建或更改的对象，最新的在前",
  "Created or changed on this way in the last {n:number} days, newest first":
    "过去 {n} 天内这条路径上新建或更改的对象，最新的在前",
  "These are times, and no causes; what was deleted leaves none":
    "这些只是时间，不是原因；已删除的对象不会留下记录",
  "{n:number} s ago": "{n} 秒前",
  "{n:number} min ago": "{n} 分钟前",
  "{n:number} h ago": "{n} 小时前",
  "{n:number} h {m:number} min ago": "{n} 小时 {m} 分钟前",
  "{n:number} days ago": "{n} 天前",
  "just now": "刚刚",
  "{time:any} ahead of netdiag's clock": "比 netdiag 的时钟早到 {time}",
  "and {n:number} [other|others]": "以及另外 {n} 个",
  "(the answer names this object)": "（回答点名的对象）",
  "(since the time asked about)": "（在所问的时间之后）",
  'Asked about since "{words:any}"': "问题问的是“{words}”以来",
  "no time can be told from these words": "从这些词中看不出时间",
  "the newest rollout here is taken for it, {when:word} ({time:any})":
    "以这里最新的一次发布为准，{when}（{time}）",
  "read as {time:any}, {when:word}": "按 {time} 理解，{when}",
  "None of these lies after it": "其中没有在此之后的",
  "{n:number} of these [lies|lie] after it, or up to 5 min before":
    "其中 {n} 项在此之后，或在此之前 5 分钟内",
  "Of {n:number} of {m:number} [object|objects] only the creation is known; later changes of them do not show here":
    "{m} 个对象中有 {n} 个只知道创建时间；它们之后的更改在这里看不到",
  "Could not be read, so not in this list": "以下内容无法读取，因此不在此列表中",

  // What packets said.
  "{answered:number} of {sent:number} answered": "{sent} 个中有 {answered} 个得到应答",
  "{answered:number} of {sent:number} answered ({time} median)":
    "{sent} 个中有 {answered} 个得到应答（中位数 {time}）",
  "{answered:number} of {sent:number} answered: {failure:any}":
    "{sent} 个中有 {answered} 个得到应答：{failure}",
  "{answered:number} of {sent:number} answered ({time} median): {failure:any}":
    "{sent} 个中有 {answered} 个得到应答（中位数 {time}）：{failure}",
  "{answered:number} of {sent:number}": "{answered} / {sent}",
  "{time} median": "中位数 {time}",
  "nothing sent": "未发送",
  "no packet sent": "没有发送数据包",
  "{tally} straight to its address": "{tally}（直接访问其地址）",
  "stopped at {place}": "停在 {place}",
  "not asked by the client: {why}": "客户端不会访问它：{why}",
  "{lost:number} of {sent:number} fresh packets got no further than {place}":
    "{sent} 个新数据包中有 {lost} 个没有越过 {place}",
  "{lost:number} of {sent:number} fresh packets were not answered":
    "{sent} 个新数据包中有 {lost} 个没有得到应答",
  "{lost:number} of {sent:number} fresh packets were not answered; they died at {place}":
    "{sent} 个新数据包中有 {lost} 个没有得到应答，它们在 {place} 被丢弃",
  "{lost:number} of {sent:number} fresh connections through the Service failed":
    "{sent} 个经过 Service 的新连接中有 {lost} 个失败",
  "{lost:number} of {sent:number} fresh connections through the Service failed, {passed:number} of {straight:number} straight to the endpoint passed":
    "{sent} 个经过 Service 的新连接中有 {lost} 个失败；直接访问端点的 {straight} 个中有 {passed} 个成功",
  "found at {place}; no packet was sent": "在 {place} 发现；没有发送数据包",
  "found at {place}; {n:number} of {m:number} fresh packets were answered":
    "在 {place} 发现；{m} 个新数据包中有 {n} 个得到应答",
  "timed out": "超时",
  "Connection refused": "连接被拒绝 (Connection refused)",
  "No route to host": "没有到主机的路由 (No route to host)",
  "Network is unreachable": "网络不可达 (Network is unreachable)",
  "Connection reset by peer": "连接被对端重置 (Connection reset by peer)",

  // Buttons and menus.
  "Show fix": "查看修复方法",
  "Re-check": "重新检查",
  Evidence: "证据",
  "It helped": "有帮助",
  Right: "正确",
  Wrong: "错误",
  "This answer is right": "这个回答是正确的",
  "This answer is wrong": "这个回答是错误的",
  "Why not …? Pick a cause": "为什么不是……？选择一个原因",
  Stop: "停止",
  "Try again": "重试",
  "Type it": "手动输入",
  "Pick the other end": "选择另一端",

  // Why a cause is not the one.
  found: "已发现",
  "ruled out": "已排除",
  "nothing that was read shows it": "读到的内容中没有任何迹象",
  "not looked at, so it is possible": "未检查，所以仍有可能",
  "From what was seen when this was asked; nothing new was looked at. Re-check looks again.":
    "依据提问当时看到的内容，没有重新检查。点“重新检查”会再看一遍。",

  // While it runs.
  "asked by {who}": "提问者 {who}",
  "question received": "已收到",
  "Got your question. The answer will replace this message, or come as a new one.":
    "已收到。答案会替换这条消息，或者另发一条。",
  "looking up the names …": "正在查找名称……",
  "opening a shell on the nodes …": "正在进入节点……",
  "looking around on {nodes} …": "正在 {nodes} 上查看……",
  "sending {n:number} fresh [packet|packets] to make sure …": "正在发送 {n} 个新数据包确认……",
  "following the packets hop by hop …": "正在逐跳跟踪数据包……",
  "waiting for a free worker …": "正在等待空闲的 worker……",
  "no worker is running, so nobody is looking yet. I begin by myself when one is there; whoever runs netdiag: start the worker":
    "没有 worker 在运行，所以还没有开始检查。有了 worker 会自动开始；请 netdiag 的运维人员启动 worker",
  "no worker of cluster {cluster} is running, so nobody is looking yet. I begin by myself when one is there; whoever runs netdiag: start the worker":
    "集群 {cluster} 没有 worker 在运行，所以还没有开始检查。有了 worker 会自动开始；请 netdiag 的运维人员启动 worker",
  "waiting for a free worker: next in line …": "正在等待空闲的 worker：下一个就是它……",
  "waiting for a free worker: next in line, {long} …": "正在等待空闲的 worker：下一个就是它，{long}……",
  "waiting for a free worker: place {n:number} in line …": "正在等待空闲的 worker：排在第 {n} 位……",
  "waiting for a free worker: place {n:number} in line, {long} …":
    "正在等待空闲的 worker：排在第 {n} 位，{long}……",
  "a few seconds": "还需几秒",
  "about {n:number} s": "大约还需 {n} 秒",
  "about {n:number} min": "大约还需 {n} 分钟",
  "policy says: allowed": "策略：允许",
  "policy says: blocked": "策略：阻断",
  "policy says: denied": "策略：拒绝",
  "policy says: cannot tell": "策略：无法判断",
  "policy says: it cannot be told": "策略：无法判断",
  "The way of the packets": "数据包的路径",
  names: "名称",
  policy: "策略",
  "policy: allowed": "策略：允许",
  "policy: {verdict:word}": "策略：{verdict}",
  "way back": "返回路径",
  "between nodes": "节点之间",
  "leaving the source's node": "离开来源的节点",
  "entering the target's node": "进入目标节点",
  arriving: "到达",
  "leaving {node}": "离开 {node}",
  "leaving {node}: {mark:word}": "离开 {node}：{mark}",
  "entering {node}": "进入 {node}",
  "entering {node}: {mark:word}": "进入 {node}：{mark}",
  "Service {service} → {n:number} [endpoint|endpoints]": "Service {service} → {n} 个端点",
  passed: "通过",
  "packets died here": "数据包在此被丢弃",
  "not reached": "未到达",
  "could not be seen": "无法看到",
  looking: "正在查看",
  allowed: "允许",
  blocked: "阻断",
  denied: "拒绝",
  "cannot tell": "无法判断",
  "says nothing of this": "没有相关规定",

  // Terminal while it runs.
  "looking up names …": "正在查找名称……",
  "policy says: {verdict:word}. {n:number} [pair|pairs] to probe": "策略：{verdict}。要探测 {n} 对端点",
  "{n:number} [pair|pairs] to probe": "要探测 {n} 对端点",
  "standing on {nodes} …": "正在 {nodes} 上查看……",
  "sending {n:number} packets …": "正在发送 {n} 个数据包……",

  // Endings without a verdict, and questions back.
  "Asked by {who}. Whoever may ask may choose.": "提问者 {who}。有权提问的人都可以选择。",
  "{n:number} more: name the namespace, for example {example}": "还有 {n} 个：请写明命名空间，例如 {example}",
  "You asked this in {channel}, which takes no more messages of mine: it may be archived, or I was removed from it.":
    "你在 {channel} 提了这个问题，但那里不再接收我的消息：频道可能已归档，或者我被移除了。",

  // Thread.
  "Hop by hop": "逐跳",
  "{n:number} hop[|s], {m:number} seen to pass": "{n} 跳，看到 {m} 跳通过",
  "{n:number} hop[|s], something found at {place}": "{n} 跳，在 {place} 发现了问题",
  "{n:number} hop[|s], stopped at {place}": "{n} 跳，停在 {place}",
  "({addresses}, port found through Service {service})": "（{addresses}，端口来自 Service {service}）",
  "As told above": "同上",
  "Other pairs": "其他端点对",
  configured: "配置",
  model: "配置",
  packets: "数据包",
  probe: "数据包",
  kernel: "内核",
  "straight to the target": "直接访问目标",
  "through the Service": "经过 Service",
  "The same target, and from elsewhere": "同一目标，以及从其他位置",
  "From where": "从哪里",
  Answered: "得到应答",
  Seen: "看到",
  "What policy says": "策略怎么说",
  Policy: "策略",
  "Leaving the source": "离开来源",
  "Entering the target": "进入目标",
  leaving: "离开",
  entering: "进入",
  "There is no fix to show": "没有可显示的修复方法",
  "netdiag has no change to propose here": "netdiag 在这里没有可以建议的改动",
  "(checked: evaluated again with the change applied)": "（已检查：应用该改动后重新评估过）",
  "(not checked)": "（未检查）",
  "Checked: evaluated again with the change": "已检查：应用该改动后重新评估过",
  "netdiag applies no change without a second person's approval":
    "未经另一个人批准，netdiag 不会应用任何改动",
  "Also found": "另外发现",
  "Also found, what would show the same, and what was not checked":
    "另外发现的问题、表现相同的可能，以及未检查的内容",
  "also opens": "同时放行",
  closes: "同时阻断",
  "nothing else": "没有别的",
  Path: "路径",
  "{hop} (passed)": "{hop}（通过）",
  "{hop} (stopped here)": "{hop}（停在这里）",
  "{hop} (not reached)": "{hop}（未到达）",
  "{hop} (not seen)": "{hop}（未看到）",
} as const;
