/** What netdiag says in Slack outside of a diagnosis. */
export const chinese = {
  Example: "例如",

  // Help.
  "Ask why one thing in the cluster cannot reach another: /netdiag A -> B":
    "问集群中一方为什么访问不了另一方：/netdiag A -> B",
  "Ask why one thing in the cluster cannot reach another": "问集群中一方为什么访问不了另一方",
  "{plain} or with a port: {port}": "{plain}，或带端口：{port}",
  "Say more where names repeat: {names}": "有重名时写得更具体：{names}",
  "In a thread slash commands do not work; mention me: {example}":
    "消息串里不能用斜杠命令，请 @ 我：{example}",
  "On a message with a pasted error: message menu → Diagnose this":
    "对贴有报错的消息：消息菜单 → Diagnose this",
  "From anywhere: the shortcut Ask netdiag": "任何地方：快捷方式 Ask netdiag",
  "Without a cluster's name {here} is asked about; another one: {example}":
    "不写集群名称时查的是 {here}；查其他集群：{example}",
  "In a direct message just ask": "在私信里直接问",
  "{status}: what is open and who works on it": "{status}：有哪些未完成的问题、谁在处理",
  "{history}: what was asked lately and how it ended": "{history}：最近问过什么、结果如何",
  "{stop}: end your own question here": "{stop}：结束你自己在这里的问题",
  "Mentioned or in a direct message: the same words": "@ 我或在私信里：同样的词",
  "{form} alone: a form": "单独 {form}：一个表单",
  "Where it is allowed, under an answer too: Capture… keeps the headers of the packets between both ends, Apply fix… changes a policy once another person approves it":
    "在允许的地方，回答下面还有：“抓包……”保存两端之间数据包的包头，“应用修复……”在另一个人批准后改动策略",
  "I look at both nodes and send a few packets. I change nothing but by an approved Apply fix…":
    "我会查看两端的节点并发送几个数据包。除了经批准的“应用修复……”，不做任何改动",
  "Ask first, then press Capture… under the answer": "请先提问，再点回答下面的“抓包……”",
  "Ask first, then press Apply fix… under the answer": "请先提问，再点回答下面的“应用修复……”",

  // Ends that are picked while one types.
  "Who calls?": "谁在访问？",
  "Whom?": "访问谁？",
  "Or in words: who cannot reach whom?": "或者用文字：谁访问不了谁？",
  "Or in words: a Service, workload, pod, node, host or address":
    "或者用文字：Service、工作负载、Pod、节点、主机名或地址",
  "Use what I typed: {end:any}": "用我输入的：{end}",
  "Type a namespace or a name, or a part of it: shop, web, shop/web":
    "输入命名空间或名称，写一部分也可以：shop、web、shop/web",
  "Type a namespace, a name or a port, or a part of it: shop, shop/web, shop/web:80, web:http, 8080":
    "输入命名空间、名称或端口，写一部分也可以：shop、shop/web、shop/web:80、web:http、8080",
  "{what}, port {name}": "{what}，端口 {name}",
  "{kind}, container port": "{kind}，容器端口",
  "{kind}, container port {name}": "{kind}，容器端口 {name}",
  "every pod of the namespace": "该命名空间的所有 Pod",
  "asked about before": "以前问过",

  // Several clusters.
  "I know no cluster {cluster} that you may ask about here. There is {known}":
    "没有你在这里可以询问的集群 {cluster}。可以询问的是 {known}",
  "I know no cluster {cluster} that you may ask about here. There are {known}":
    "没有你在这里可以询问的集群 {cluster}。可以询问的有 {known}",
  "A worker of cluster {own} was given a question about {asked}, and did not look. Whoever runs netdiag: give workers of {same} the setting NETDIAG_DEFAULT_CLUSTER, which is the bot's NETDIAG_CLUSTER_NAME":
    "集群 {own} 的 worker 收到了关于 {asked} 的问题，没有检查。请 netdiag 的运维人员给 {same} 的 worker 设置 NETDIAG_DEFAULT_CLUSTER，其值为 bot 的 NETDIAG_CLUSTER_NAME",

  // Not taken, not told.
  "I am not in this channel. Invite me with /invite @netdiag and ask again":
    "我不在这个频道里。请用 /invite @netdiag 邀请我，然后再问一次",
  "This channel is archived; ask in another one": "这个频道已归档，请在其他频道提问",
  "Slack would not take my message here ({code})": "Slack 不接受我在这里发消息（{code}）",
  "I did not take this question: you have {n:number} question[|s] open, and one person may have no more. Ask again when one of them is answered":
    "没有受理这个问题：你有 {n} 个未完成的问题，已达到每人上限。等其中一个有了回答再问",
  "I did not take this question: this channel has {n:number} question[|s] open, and Slack lets me answer only about one a second here. Ask again in a minute, or send me a direct message":
    "没有受理这个问题：这个频道有 {n} 个未完成的问题，而 Slack 在这里每秒只让我答复大约一个。请一分钟后再问，或给我发私信",
  "I did not take this question: {n:number} question[|s] are open in all channels, as many as I take. Ask again in a few minutes":
    "没有受理这个问题：所有频道共有 {n} 个未完成的问题，已达到上限。请几分钟后再问",
  "The queue does not answer, so this may not have been taken. Whoever runs netdiag: is Redis up? When nothing comes within a minute, ask again":
    "队列没有应答，所以这个问题可能没有被受理。请 netdiag 的运维人员检查 Redis 是否在运行。一分钟内没有回音就再问一次",
  "netdiag itself failed over this, id {id}. Its log says why":
    "netdiag 自身在处理时出错，编号 {id}。原因见它的日志",
  "netdiag itself failed, id {id}. Its log says why; the question was {question:any}":
    "netdiag 自身出错，编号 {id}。原因见它的日志；问题是：{question}",
  "What the queue said you asked is not believed: its signature does not fit, as after the bot's token or NETDIAG_JOB_KEY changed, or when somebody else writes to Redis. It was not acted on. Ask again":
    "队列里说是你问的内容不可信：签名不符，可能是 bot 的 token 或 NETDIAG_JOB_KEY 变了，或者有别人在写 Redis。没有据此做任何事。请再问一次",
  "I do nothing that I cannot write down: {why:any}. Next: {next:any}":
    "写不了审计日志的事我不做：{why}。下一步：{next}",
  "I look at nothing that I cannot write down: {why:any}. Next: {next:any}":
    "写不了审计日志时我什么都不查看：{why}。下一步：{next}",
  "No verdict in time: the diagnosis {what:any}. Ask again: {question:any}":
    "没能及时得出结论：诊断 {what}。请再问一次：{question}",
  "I could not look: {why:any}. Next: {next:any}": "无法查看：{why}。下一步：{next}",

  // Buttons and forms.
  "The form could not be opened; ask in one line: @netdiag A -> B":
    "无法打开表单，请用一行提问：@netdiag A -> B",
  "That button is too old; please ask again": "这个按钮太旧了，请重新提问",
  "Somebody was faster, and that message is where their choice is answered. Ask again for another one":
    "有人先选了，那条消息会回答那个选择。想问另一个请重新提问",
  "There is nothing to stop any more: it has ended": "没有可停止的了：它已经结束",
  "What was seen is not kept any more; Re-check looks again":
    "当时看到的内容已不再保留；点“重新检查”会再看一遍",
  "What was seen is not kept any more, so I cannot tell. Re-check looks again":
    "当时看到的内容已不再保留，所以无法判断。点“重新检查”会再看一遍",
  "That answer tells nothing of this cause: another version of netdiag gave it. Re-check looks again":
    "那个回答没有关于这个原因的内容：它来自另一个版本的 netdiag。点“重新检查”会再看一遍",
  "The evidence is in the thread already": "证据已经在消息串里了",
  "The evidence is on its way to the thread": "证据正在发往消息串",
  "What was seen": "看到的内容",
  "The same for `netdiag replay`": "同样内容，供 `netdiag replay` 使用",
  "The evidence: what every command printed, and the whole run for netdiag replay":
    "证据：每条命令的输出，以及供 netdiag replay 使用的完整记录",
  "Diagnose this": "诊断这条消息",
  Diagnose: "诊断",
  "Who cannot reach whom?": "谁访问不了谁？",
  "The other end": "另一端",
  "A Service, workload, pod, node, host or address": "Service、工作负载、Pod、节点、主机名或地址",
  "Where shall I answer? A channel that I am in, or our direct messages":
    "在哪里回答？我所在的频道，或与我的私信",
  Ask: "提问",

  // What is said of answers.
  "Changed from {before}": "已更改，原来是：{before}",
  right: "正确",
  wrong: "错误",
  helped: "有帮助",
  "Thank you. It is kept with the evidence that this answer is right. Another button changes it":
    "谢谢。已与证据一起记下：这个回答正确。按其他按钮可以更改",
  "Thank you. It is kept with the evidence that this answer helped. Another button changes it":
    "谢谢。已与证据一起记下：这个回答有帮助。按其他按钮可以更改",
  "Thank you. It is kept with the evidence that this answer is wrong. Press Evidence for the file of the run: whoever runs netdiag can replay it and make a case of it. Another button changes it":
    "谢谢。已与证据一起记下：这个回答错误。按“证据”可以取得这次运行的文件，netdiag 的运维人员可以重放它并做成案例。按其他按钮可以更改",
  "Thank you, but what was seen is not kept any more, so this is not either. Re-check looks again":
    "谢谢，但当时看到的内容已不再保留，所以这条评价也无法保存。点“重新检查”会再看一遍",
  "Thank you. So many have said what this answer is worth that no more is kept":
    "谢谢。评价这个回答的人已经很多，不再保存更多",

  // Stopping.
  "Stopped before there was a verdict": "在得出结论之前被停止",
  "Stopped: {question:any}": "已停止：{question}",
  "Nothing to stop any more, it has ended: {question:any}": "没有可停止的了，它已经结束：{question}",
  "You have no open question in this channel": "你在这个频道没有未完成的问题",
  "You have no open question {id} in this channel": "你在这个频道没有未完成的问题 {id}",
  "You have {n:number} elsewhere: say stop where you asked":
    "你在其他地方有 {n} 个：请在提问的地方说 stop（停止）",
  "You have {n:number} open questions in this channel. Which one shall I stop?":
    "你在这个频道有 {n} 个未完成的问题。要停止哪一个？",
  "all of them": "全部",

  // Status and history.
  "No worker is running: questions wait until whoever runs netdiag starts one":
    "没有 worker 在运行：要等 netdiag 的运维人员启动一个",
  "{n:number} worker[ runs|s run], {m:number} question[|s] at once":
    "有 {n} 个 worker 在运行，可同时处理 {m} 个问题",
  "Nobody waits in the line": "没有人在排队",
  "{n:number} question[ waits|s wait] in the line": "有 {n} 个问题在排队",
  "{n:number} or more question[ waits|s wait] in the line": "有 {n} 个或更多问题在排队",
  "You have no open question": "你没有未完成的问题",
  "You have {n:number} open": "你有 {n} 个未完成的问题",
  "Your open questions": "你未完成的问题",
  "Others in this channel": "这个频道里其他人的问题",
  "netdiag in {cluster}": "netdiag（{cluster}）",
  "being looked at or answered": "正在检查或答复",
  "place {n:number} in the line": "排在第 {n} 位",
  "… and {n:number} more": "…… 另有 {n} 个",
  "… and {n:number} more rules": "…… 另有 {n} 条规则",
  "Nothing is kept of what you asked": "没有保留你问过的问题",
  "What you asked lately": "你最近问过的问题",
  "What others asked in this channel": "其他人在这个频道问过的问题",
  "It ended without a verdict": "结束时没有得出结论",
  "What was seen is not kept any more": "当时看到的内容已不再保留",
  answer: "回答",
  "in a direct message": "在私信里",
  "in {channel}": "在 {channel}",
  "What you may ask": "你可以问什么",
  "What you may ask here": "你在这里可以问什么",
  "In some channels more is allowed: ask there with {help}":
    "在某些频道里还可以问更多：请在那里用 {help} 查看",
  anywhere: "任何地方",
  "{where}, about {about:any} ({actions:any})": "{where}，关于 {about}（{actions}）",
  "in {channels}, about {about:any} ({actions:any})": "在 {channels}，关于 {about}（{actions}）",
  everything: "所有操作",
  "every namespace": "所有命名空间",
  "every namespace but some": "除个别外的所有命名空间",
  "every node": "所有节点",
  "every node but some": "除个别外的所有节点",
  "namespaces {names:any} but some": "命名空间 {names}（个别除外）",
  "nodes {names:any} but some": "节点 {names}（个别除外）",
  "namespaces {names:any}": "命名空间 {names}",
  "nodes {names:any}": "节点 {names}",
  "outside of the cluster: {names:any}": "集群外：{names}",

  // Apply fix.
  "Apply fix…": "应用修复……",
  Approve: "批准",
  Reject: "拒绝",
  "Apply this fix?": "应用这个修复？",
  "netdiag does not apply this fix: {why:any}": "netdiag 不应用这个修复：{why}",
  "it is commands, not one policy": "它是命令，不是一条策略",
  "Nothing is changed yet: a dry run on the API server went well":
    "尚未做任何改动：在 API server 上试运行（dry run）成功",
  "Somebody else who may approve has to press Approve before {when}":
    "须由另一位有批准权限的人在 {when} 之前按“批准”",
  "{who} asks to apply this fix in {cluster}": "{who} 请求在 {cluster} 应用这个修复",
  "It opens no other traffic and closes none, among the pods that were read":
    "在读到的 Pod 之间，不放行其他流量，也不阻断任何流量",
  "It opens no other traffic, among the pods that were read": "在读到的 Pod 之间，不放行其他流量",
  "It closes no traffic, among the pods that were read": "在读到的 Pod 之间，不阻断任何流量",
  edit: "修改",
  create: "新建",
  "Approved by {who} and applied": "由 {who} 批准，已应用",
  "Approved by {who} and applied in their name in the cluster": "由 {who} 批准，已以其在集群中的身份应用",
  "Rejected by {who}. Nothing was changed": "被 {who} 拒绝，未做任何改动",
  "rejected, nothing was changed": "被拒绝，未做任何改动",
  applied: "已应用",
  "Nobody approved it in time. Nothing was changed": "无人按时批准，未做任何改动",
  "{object} was applied (resourceVersion {version})": "{object} 已应用（resourceVersion {version}）",
  "The question is asked again in this thread": "会在这个消息串里再问一次同样的问题",
  "To undo it": "撤销的方法",
  "The fix is not applied to {object}": "没有对 {object} 应用修复",
  "Applying fixes is switched off here (NETDIAG_APPLY). Nothing was changed":
    "这里没有打开应用修复的功能（NETDIAG_APPLY），未做任何改动",
  "That answer is more than an hour old. Nothing was changed; press Re-check first":
    "这个回答已超过一小时，未做任何改动；请先点“重新检查”",
  "Somebody asked for it already: look in this thread": "已经有人请求过了：请看这个消息串",
  "The API server tries the change now, without making it. Then it stands in this thread, for somebody else to approve":
    "API server 正在试这个改动，但不会真的改。之后它会出现在这个消息串里，等另一个人批准",
  "You approved it. How it ends is told in this thread": "你已批准，结果会在这个消息串里告知",
  "You rejected it. Nothing was changed": "你已拒绝，未做任何改动",
  "It was approved already. How it ended is told in this thread": "已经有人批准了，结果在这个消息串里",
  "It was rejected already. Nothing was changed": "已经有人拒绝了，未做任何改动",
  "You asked for this change, so somebody else has to approve it": "这个改动是你请求的，必须由另一个人批准",
  "That request has expired. Nothing was changed; press Apply fix again":
    "这个请求已过期，未做任何改动；请再点“应用修复”",
  "That request is not kept any more. Nothing was changed; press Apply fix again":
    "这个请求已不再保留，未做任何改动；请再点“应用修复”",
  "That button is for another change than the one that is kept under its name. Nothing was done; press Apply fix again":
    "这个按钮对应的改动与所保存的不一致，什么都没有做；请再点“应用修复”",
  "You may not ask that a fix is applied in namespace {namespace} here":
    "你不能在这里请求对命名空间 {namespace} 应用修复",
} as const;
