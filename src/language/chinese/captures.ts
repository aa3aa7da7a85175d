/** What is said of a capture in Slack: its button, how far it is, where its file is, and why there is none. */
export const chinese = {
  "have packets captured": "抓包",
  "You may not {deed} to or from {what:any} here": "你无权在这里对进出 {what} 的流量{deed}",
  "Capture…": "抓包……",
  Capture: "抓包",
  Cancel: "取消",
  "Capture packets?": "抓包？",
  "For {n:number} s, packets between the two ends are captured on their nodes, and a few are sent":
    "用 {n} s 在两端所在的节点上抓取它们之间的数据包，并发送少量数据包",
  "Headers alone are kept, nothing of what programs said": "只保留报文头，不保留程序所说的任何内容",
  "This thread gets a summary, and a link with which anybody who reads it can fetch the file for {n:number} min":
    "这个消息串会得到摘要和一个链接，看到它的人在 {n} min 内都可以下载文件",

  // To one person.
  "Packets are captured now": "正在抓包",
  "How far it is, and then what was seen, stands in this thread": "进度和之后看到的内容都在这个消息串里",
  "Captured now": "正在抓包",
  "for {n:number} s, asked for at {at} by {who}": "{n} s，由 {who} 在 {at} 请求",
  "Not captured any more: {question:any}": "已停止抓包：{question}",
  "Not captured any more, asked for by {who}: {question:any}": "已停止抓包（由 {who} 请求）：{question}",
  "You have {n:number} captures in this channel. Which one shall I stop?":
    "你在这个频道有 {n} 个抓包在进行。要停止哪一个？",
  "You have {n:number} questions, watches or captures in this channel. Which one shall I stop?":
    "你在这个频道共有 {n} 个未完成的问题、持续检查或抓包。要停止哪一个？",
  "Somebody has it captured already, so I begin no second capture": "已经有人在抓包，不再另开一个",
  "What was seen is told in {thread}": "看到的内容会在 {thread} 里说明",
  "its thread": "那个消息串",
  "That capture is over: nothing is captured any more": "那次抓包已经结束，不再抓取任何数据包",
  "I stop it": "正在停止",
  "What was seen until now is told in this thread": "到现在为止看到的内容会在这个消息串里说明",
  "No worker of cluster {cluster} is running, so nothing is captured":
    "集群 {cluster} 没有 worker 在运行，所以没有抓包",

  // While it runs.
  "What was seen takes the place of this message, or comes in one of its own":
    "看到的内容会取代这条消息，或另发一条",
  "Packets are captured": "正在抓包",
  "capturing on {nodes:any}: {n:number} of {all:number} s …": "在 {nodes} 上抓包：{n} / {all} s …",
  "reading what was captured …": "正在读取抓到的内容 …",

  // The file.
  "Stopped by {who}": "由 {who} 停止",
  "Its file is behind the link in this message": "它的文件在这条消息的链接后面",
  "The file, headers alone, {size:any}, until {until}: {link}":
    "文件（只有报文头，{size}），保留到 {until}：{link}",
  "Whoever has the link can fetch it": "有链接的人都可以下载",
  "First, on the machine with your browser: {command}": "先在你的浏览器所在的机器上运行：{command}",
  "The file is not kept any more: its time is over, or Redis lost it":
    "文件已不再保留：时间已到，或 Redis 丢失了它",
  "Press Capture again": "请再点“抓包”",
  "No packet was captured, so there is no file": "没有抓到数据包，所以没有文件",
  "The file is not kept: {size:any} is more than fits": "文件没有保留：{size} 超出上限",
  "Capture a question with a port, or for one pod": "请对带端口的问题或单个 Pod 抓包",
  "The file could not be kept: Redis did not take it": "文件无法保留：Redis 没有接收",
  "There is no file to fetch: whoever runs netdiag can set NETDIAG_CAPTURE_PORT":
    "没有可下载的文件：netdiag 的运维人员可以设置 NETDIAG_CAPTURE_PORT",

  // Why nothing was captured.
  "Nothing was captured": "没有抓包",
  "The capture is for cluster {asked}, and this is {own}": "这次抓包针对集群 {asked}，而这里是 {own}",
  "The capture waited for a worker for {n:number} minutes, which is too long":
    "抓包等 worker 等了 {n} 分钟，太久了",
  "Nothing was captured; press Capture again": "没有抓包；请再点“抓包”",
  "By the worker's rules (NETDIAG_ACCESS_FILE), who asked may not have packets captured here":
    "按 worker 的规则（NETDIAG_ACCESS_FILE），请求的人无权在这里抓包",
  "The worker that captured ended before it could say what it saw, and nothing is kept of it":
    "抓包的 worker 在说明看到什么之前就结束了，什么都没有保留",
  "Stopped before anything was captured": "在抓到任何内容之前就停止了",
  "The capture took longer than {n:number} s, so it was ended, and nothing of it is told":
    "抓包超过 {n} s，已被结束，不说明任何内容",
} as const;
