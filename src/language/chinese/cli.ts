/** What the command line says beside answers: help, what was typed wrongly, and around what policies say. */
export const chinese = {
  // Help.
  "why can't X reach Y in a Kubernetes cluster?": "Kubernetes 集群里 X 为什么访问不了 Y？",
  Usage: "用法",
  Options: "选项",
  Examples: "例如",
  "what a command takes, its options, its exit codes": "某个命令的参数、选项和退出码",
  "Exit codes of all: 64 when it was used wrongly, 70 a fault of netdiag itself":
    "所有命令的退出码：64 表示用法有误，70 表示 netdiag 自身出错",
  "ask; sends a few packets, changes nothing": "提问；会发送几个数据包，不做任何改动",
  "what the policies say and the smallest fix, from objects alone: of the cluster, or --from a folder of manifests":
    "只看对象，策略怎么说以及最小的修复：对象来自集群，或用 --from 指定清单目录",
  "the flows a change opens and closes": "一个改动会放行和阻断哪些流量",
  "who can reach whom in these namespaces; with --from DIR in any":
    "这些命名空间里谁可以访问谁；加 --from DIR 时可以是任何命名空间",
  "judge a saved run again, offline": "离线重新判断一次已保存的诊断",
  "why a cause is not the one: what a saved run says of it, or of every cause":
    "为什么不是某个原因：已保存的诊断对它（或对每个原因）怎么说",
  "the faults it knows, or one fault's page": "它认识的故障，或某个故障的说明页",
  "every command it can ever run on a node": "它可能在节点上执行的所有命令",
  "the report as JSON": "以 JSON 输出报告",
  "watch what passes between two ends on the nodes of both; headers only; sends a few packets, changes nothing":
    "在两端的节点上抓取两端之间的数据包；只保留包头；发送少量数据包，不做任何修改",
  "how long, 1 to 120; default: 30": "时长，1 到 120；默认：30",
  "keep the packets' headers as a pcapng file, for tcpdump and Wireshark":
    "把数据包的包头保存为 pcapng 文件，供 tcpdump 和 Wireshark 使用",
  "write even where there is such a file": "即使文件已存在也写入",
  "what was seen as JSON": "以 JSON 输出看到的内容",
  "Ctrl-C ends it early and keeps what was seen": "Ctrl-C 提前结束，并保留已看到的内容",
  "No byte of what programs say to each other is kept": "程序之间通信的内容一个字节也不保留",
  "netdiag's own packets, at the beginning, are told apart": "开头由 netdiag 自己发送的数据包会单独列出",
  "Exit codes: 0 packets were seen, 1 none was, 2 no node could be watched":
    "退出码：0 看到了数据包，1 没有看到，2 没有节点可以抓包",
  "the answer as JSON": "以 JSON 输出回答",
  "the matrix as JSON": "以 JSON 输出矩阵",
  "as CSV": "以 CSV 输出",
  "as a heat map": "以热力图输出",
  "keep the whole run for replay": "保存整次诊断，供 replay 使用",
  "no progress on stderr": "不在 stderr 上显示进度",
  "default: the question's, else that of the terminal (LC_ALL, LANG)":
    "默认：提问的语言，否则是终端的语言 (LC_ALL, LANG)",
  "default: that of the terminal (LC_ALL, LANG)": "默认：终端的语言 (LC_ALL, LANG)",
  "default: KUBECONFIG, ~/.kube/config, the pod's account": "默认：KUBECONFIG、~/.kube/config、Pod 的账号",
  "context of the kubeconfig": "kubeconfig 里的 context",
  "the same, as one says it in Slack": "同上，在 Slack 里的说法",
  "YAML and JSON files, or one of them, or - for what is piped in; workloads stand for their pods":
    "放 YAML 和 JSON 文件的目录，或其中一个文件，或用 - 表示管道输入；工作负载代表它的 Pod",
  "YAML and JSON files, or one of them, or - for what is piped in; workloads stand for their pods. Only what can matter to A and B is parsed: errors elsewhere stay unsaid":
    "放 YAML 和 JSON 文件的目录，或其中一个文件，或用 - 表示管道输入；工作负载代表它的 Pod。只解析可能与 A 和 B 有关的内容：其他地方的错误不会提示",
  "when denied, leave out the smallest change that would let it through: finding it reads the rest of DIR":
    "被拒绝时不给出能放行的最小改动：寻找它需要读 DIR 的其余内容",
  "A and B are names (productpage, test/productpage, deploy/shop, svc/web, node/node1, web.shop.svc.cluster.local), addresses, or a host outside":
    "A 和 B 是名称（productpage、test/productpage、deploy/shop、svc/web、node/node1、web.shop.svc.cluster.local）、地址或集群外的主机名",
  "Exit codes: 0 reachable, 1 blocked (wholly or in part), 2 could not tell":
    "退出码：0 可达，1 被阻断（全部或部分），2 无法判断",
  "Exit codes: 0 allowed, 1 denied, 2 not to be told": "退出码：0 允许，1 拒绝，2 无法判断",
  "Exit codes: 0 no flow changes, 1 flows change, 2 none surely does, but some cannot be told before, after or both, or not all was read":
    "退出码：0 没有流量变化，1 有流量变化，2 没有确定的变化，但有的在改动前、改动后或两者都无法判断，或没有读到全部内容",
  "A cause is found, ruled out (by what, is said), not shown by anything that was seen, or was not looked at. Nothing new is looked at":
    "一个原因要么已发现，要么已排除（会说明依据），要么看到的内容中没有迹象，要么没有检查。不会重新检查任何内容",
  "Each with the tool it needs, where it runs, what it is for and what it sends":
    "每个命令都列出所需工具、在哪里运行、用来做什么、会发送什么",

  // What was typed wrongly.
  "There is no command {name}": "没有命令 {name}",
  "Watching is done in Slack: {slack:any}. Here, ask again: {here:any}":
    "持续检查在 Slack 里进行：{slack}。在这里请再问一次：{here}",
  "A fix is applied in Slack, by the button Apply fix… under an answer. Here, give the YAML that is shown to kubectl apply -f -. To see it: {here:any}":
    "修复在 Slack 里应用：点回答下面的“应用修复……”。在这里请把显示的 YAML 交给 kubectl apply -f -。查看修复：{here}",
  "--seconds takes a whole number from {least:number} to {most:number}: {example:any}":
    "--seconds 的值是 {least} 到 {most} 的整数：{example}",
  "--overwrite says what to do with the file of --write FILE, which is missing":
    "--overwrite 针对 --write FILE 的文件，而这里没有 --write",
  "There is no fault {name}": "没有故障 {name}",
  "`netdiag faults` lists them": "`netdiag faults` 会列出它们",
  "There is no option {name}": "没有选项 {name}",
  "`netdiag --help` lists them": "`netdiag --help` 会列出它们",
  "`netdiag COMMAND --help` lists those of a command": "`netdiag COMMAND --help` 会列出某个命令的选项",
  "Ask like: {example:any}": "请这样问：{example}",
  "There is no language {name}; there are {names}": "没有语言 {name}；可用的有 {names}",
  "--{option} means nothing to netdiag {command:any}: it is an option of {takers:any}":
    "netdiag {command} 没有 --{option} 选项：它属于 {takers}",
  "--context and --cluster are the same, and name two clusters: leave one of them out":
    "--context 和 --cluster 是一回事，但指了两个集群：请去掉一个",
  "Choose one of --json, --csv and --svg": "--json、--csv 和 --svg 请只选一个",
  "--csv and --svg are forms of netdiag policy matrix": "--csv 和 --svg 只用于 netdiag policy matrix",
  "Name one fault: {example:any}": "请写一个故障：{example}",
  "Name one saved run: {example:any}": "请写一次已保存的诊断：{example}",
  "Name one saved run and a cause: {example:any}": "请写一次已保存的诊断和一个原因：{example}",
  "netdiag probes takes no words": "netdiag probes 不带参数",
  "Name two folders, without --from: {example:any}": "请写两个目录，不加 --from：{example}",
  "Only one of the two can be piped in": "两者中只有一个可以用管道输入",
  "Name the namespaces to read from the cluster, or a folder of manifests: {example:any}":
    "请写要从集群读取的命名空间，或清单目录：{example}",
  "With --from no cluster is asked: leave out --{option}, or --from":
    "有 --from 时不会询问集群：请去掉 --{option} 或 --from",
  "There is no file {path:any}": "没有文件 {path}",
  "{path:any} is no run saved with `netdiag why … --save`: it is not JSON, or only a part of it":
    "{path} 不是用 `netdiag why … --save` 保存的诊断：它不是 JSON，或只是一部分",
  "{path:any} is no run saved with `netdiag why … --save`: it lacks {parts}":
    "{path} 不是用 `netdiag why … --save` 保存的诊断：其中没有 {parts}",
  "{path:any} is no run saved with `netdiag why … --save`, or another version of netdiag saved it: what it holds under {where:any} cannot be read":
    "{path} 不是用 `netdiag why … --save` 保存的诊断，或由另一个版本的 netdiag 保存：其中 {where} 下的内容无法读取",
  "{path:any} is a folder": "{path} 是目录",
  "{path:any} cannot be read: {why:any}": "{path} 无法读取：{why}",
  "There is no file or folder {path:any}": "没有文件或目录 {path}",
  "{path:any} holds no Kubernetes objects (*.yaml, *.yml, *.json)":
    "{path} 里没有 Kubernetes 对象（*.yaml、*.yml、*.json）",
  "What is piped in holds no Kubernetes objects (*.yaml, *.yml, *.json)":
    "管道输入里没有 Kubernetes 对象（*.yaml、*.yml、*.json）",
  "No pod is in namespace {names}": "命名空间 {names} 里没有 Pod",

  // Around what policies say.
  ALLOWED: "允许",
  DENIED: "拒绝",
  "CANNOT BE TOLD": "无法判断",
  "Admin tier": "Admin 层",
  "Baseline tier": "Baseline 层",
  "{address} is IPv4": "{address} 是 IPv4",
  "{address} is IPv6": "{address} 是 IPv6",
  "Elsewhere in {path:any}, {n:number} more [object is|objects are] not read, or not wholly: what a fix opens for them is not known":
    "在 {path} 的其他地方，还有 {n} 个对象没有读取或没有读全：不知道修复会对它们放行什么",
  "line {n:number} of {file}": "{file} 第 {n} 行",
  "{what:word} could not be read and might overrule this": "无法读取{what}，而它可能推翻这个结论",
  "Checked against what could be read: {what:word} could not, and might still deny it":
    "已就能读到的内容检查过：无法读取{what}，而它仍可能拒绝",
  "{file:any}, line {n:number}: {why:any} (it is not read)": "{file} 第 {n} 行：{why}（没有读取）",
  "Nothing called {name} is among the objects": "对象里没有叫 {name} 的",
  "{n:number} of {m:number} pairs": "{m} 对中的 {n} 对",
  "over IPv4, {what:word}": "通过 IPv4，{what}",
  "over IPv6, {what:word}": "通过 IPv6，{what}",
  "none is proposed": "没有可建议的",
  "It also opens": "它还会放行",
  "It closes": "它会阻断",
  Caution: "注意",
  "or, the same": "或者，效果相同",
  "Left out: {what:any}": "没有考虑：{what}",
  "There is no pod among the objects: nothing can be told": "对象里没有 Pod：什么都无法判断",
  "Not one pod could be read, of {n:number}: nothing can be told": "{n} 个 Pod 一个也读不了：什么都无法判断",
  "Some flows can be told neither before nor after: whether they change is not known":
    "有的流量在改动前后都无法判断：不知道它们是否变化",
  "Asked about {n:number} of {m:number} pairs of pods: name one to ask about it":
    "只问了 {m} 对 Pod 中的 {n} 对：写出其中一个就能问它",
  "Next: add Namespace {name} to {where:any} ({command:any}), and ask again":
    "下一步：把 Namespace {name} 加到 {where}（{command}），然后再问一次",
  "Not read: {what:any}": "没有读到：{what}",
  "Next: {what:any}": "下一步：{what}",
  "{file:any} is not read: {why:any}": "没有读取 {file}：{why}",
} as const;
