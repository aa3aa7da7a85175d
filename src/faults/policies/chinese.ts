/** What the faults of this room say, in Chinese: README, "Add a translation". */
export const chinese = {
  // What several of them say.
  "ask again: by then the rules of {node} may be those that the policies make":
    "重新提问：到时 {node} 的规则可能已与策略一致",
  "the network plugin's agent on {node} did not bring the node's rules up to date: read its log, then restart it":
    "{node} 上网络插件的 agent 没有更新该节点的规则：看它的日志，然后重启它",
  "{answered:number} of {sent:number} fresh packets from the source were answered":
    "来源发出的 {sent} 个新数据包中有 {answered} 个得到应答",
  "{node} sent {n:number} packets on through {device}": "{node} 通过 {device} 继续发出了 {n} 个数据包",
  "walking the rules of {node} as the kernel does ends in {where:any}":
    "按内核的方式走一遍 {node} 的规则，终止于 {where}",
  "the rules of {node} may end in {where:any}": "{node} 的规则可能终止于 {where}",
  "{node}: the rule's counter moved by {n:number}": "{node}：该规则的计数器增加了 {n}",
  "on {node}, allow this traffic before that rule, or take the rule away":
    "在 {node} 上，在那条规则之前放行该流量，或去掉那条规则",
  "somebody may have put it there on purpose; netdiag changes no rules.":
    "它可能是有人有意加的；netdiag 不改动任何规则。",
  "A firewall manager (firewalld, ufw, cloud-init) writes it again: change it there":
    "防火墙管理程序（firewalld、ufw、cloud-init）会重新写入它：要在那里改",
  "on {node}, narrow the NOTRACK rule to the packets it is meant for, or take it away; no other rule is at fault: {rule:any}":
    "在 {node} 上，把这条 NOTRACK 规则收窄到本来要处理的数据包，或去掉它；其他规则没有问题：{rule}",
  ingress: "ingress",
  egress: "egress",
  unknown: "未知",
  "Azure NPM": "Azure NPM",
  "AdminNetworkPolicy {name}": "AdminNetworkPolicy {name}",
  "BaselineAdminNetworkPolicy {name}": "BaselineAdminNetworkPolicy {name}",
  "ClusterNetworkPolicy {name}": "ClusterNetworkPolicy {name}",
  "GlobalNetworkPolicy {name}": "GlobalNetworkPolicy {name}",
  "CiliumClusterwideNetworkPolicy {name}": "CiliumClusterwideNetworkPolicy {name}",
  "an unknown rule": "一条未知的规则",

  // nd410-ingress-denied, nd420-egress-denied
  "No ingress rule admits the source": "没有 ingress 规则放行来源",
  "No egress rule lets the source out to the destination": "没有 egress 规则放行来源到目的地",
  "A policy denies the source on purpose": "一条策略有意拒绝来源",
  "A policy denies the destination on purpose": "一条策略有意拒绝目的地",
  "policies of the target": "目标的策略",
  "policies of the source": "来源的策略",
  "{sentence}; what is sent to {asked} comes from {ip}, which {node} puts in place of {source}.":
    "{sentence}；发往 {asked} 的数据包来自 {ip}，这是 {node} 用来替换 {source} 的地址。",

  // nd411-policy-rules-out-of-step
  "A node's policy rules stop what the policies allow": "节点上的策略规则拦下了策略允许的流量",
  "policy rules beside the policies": "与策略对照的策略规则",
  "{what:word}, and the policies as they stand now let the packets pass.":
    "{what}；按策略的现状，这些数据包应当放行。",
  "Who enforces policies stops them on {node}": "执行策略的程序在 {node} 上拦下了它们",
  "{enforcer} stops them on {node}": "{enforcer} 在 {node} 上拦下了它们",
  "{node} still has a rule of {policy:any}, which does not exist (any more)":
    "{node} 上仍有 {policy} 的一条规则，而该策略（已）不存在",
  "{node} has a rule in the chain of {policy:any} that this policy does not have":
    "{node} 上 {policy} 的链里有一条该策略并没有的规则",
  "{node} still has the rules of {policies:any}, which no longer [exists|exist]":
    "{node} 上仍有 {policies} 的规则，而策略已不存在",
  "{node} still holds the pod to {policies:any}, which no longer [selects|select] it for {direction:word}":
    "{node} 仍对该 Pod 执行 {policies}，而策略在 {direction} 方向已不再选中该 Pod",
  "{node} stops what {policies:any} [lets|let] pass on, in rules of an older version":
    "{node} 用旧版本的规则拦下了 {policies} 放行的流量",
  "On {node} the chain of {policy:any} ({chain}) has no rule for them: it was changed by hand, or is of an older version":
    "{node} 上 {policy} 的链 ({chain}) 没有放行它们的规则：它被手工改过，或者属于旧版本",
  "{node} has the rules of {policy:any} and does not ask them for this pod":
    "{node} 上有 {policy} 的规则，但没有为这个 Pod 查询它们",
  "No rule that {node} asks about them names {policy:any}, and its chain {chain} does not tell whose it is":
    "{node} 为它们查询的规则都没有写明 {policy}，而从它的链 {chain} 看不出属于谁",
  "{node} asks no rules of {policy:any} for this pod": "{node} 没有为这个 Pod 查询 {policy} 的任何规则",

  // nd412-denied-by-another-api
  "A policy that could not be judged stops the packets": "一条无法判断的策略拦下了数据包",
  "rules of policies that could not be judged": "无法判断的策略的规则",
  "{policies} ({api}) denies the packets on {node}.": "{policies} ({api}) 在 {node} 上拒绝了这些数据包。",
  "{policies} ({api}) selects the pod, and no rule of it admits the packets on {node}.":
    "{policies} ({api}) 选中了该 Pod，而它没有规则在 {node} 上放行这些数据包。",
  "walking the rules of {node} as the kernel does ends in {where:any}, made of {policies:any}":
    "按内核的方式走一遍 {node} 的规则，终止于 {where}，它由 {policies} 生成",
  "No change is proposed: {policies:any} denies on purpose; ask its author":
    "不建议改动：{policies} 是有意拒绝的；问它的作者",
  "add a rule to {policies:any} that admits the source, or a policy of lower order beside it":
    "在 {policies} 中加一条放行来源的规则，或在它旁边加一条 order 更小的策略",
  "only the node's rules name it: its object was not read.": "只有节点的规则提到它：没有读到它的对象。",
  "Is there none, then {node} holds rules of a policy that is gone":
    "如果没有这个对象，{node} 上的就是一条已不存在的策略的规则",
  "its object does not decide this alone": "仅凭它的对象无法得出结论",

  // nd413-set-member-missing
  "A policy's address set on a node is wrong about a pod": "节点上某条策略的地址集合对某个 Pod 有误",
  "sets that the policy rules ask": "策略规则所查询的集合",
  "The policies let the packets pass, but on {node} {wrong}.":
    "策略放行这些数据包，但在 {node} 上，{wrong}。",
  "{policy} lets the packets pass, but on {node} {wrong}.":
    "{policy} 放行这些数据包，但在 {node} 上，{wrong}。",
  "the set {set} that its rule asks lacks {member}": "它的规则所查询的集合 {set} 缺少 {member}",
  "the set {set} that its rule asks holds {member}, whom it must not hold":
    "它的规则所查询的集合 {set} 含有不该有的 {member}",
  "the set {set} that a rule of {policy:any} asks lacks {member}":
    "{policy} 的一条规则所查询的集合 {set} 缺少 {member}",
  "the set {set} that a rule of {policy:any} asks holds {member}, whom it must not hold":
    "{policy} 的一条规则所查询的集合 {set} 含有不该有的 {member}",
  "with {member} in {set}, walking the rules of {node} as the kernel does takes them past the rule that stops them":
    "假如 {set} 中有 {member}，按内核的方式走一遍 {node} 的规则，它们就能通过拦下它们的那条规则",
  "with {member} out of {set}, walking the rules of {node} as the kernel does takes them past the rule that stops them":
    "假如 {set} 中没有 {member}，按内核的方式走一遍 {node} 的规则，它们就能通过拦下它们的那条规则",
  "with {member} in {set} and {other} in {next}, walking the rules of {node} as the kernel does takes them past the rule that stops them":
    "假如 {set} 中有 {member}，而 {next} 中有 {other}，按内核的方式走一遍 {node} 的规则，它们就能通过拦下它们的那条规则",
  "with {member} in {set} and {other} out of {next}, walking the rules of {node} as the kernel does takes them past the rule that stops them":
    "假如 {set} 中有 {member}，而 {next} 中没有 {other}，按内核的方式走一遍 {node} 的规则，它们就能通过拦下它们的那条规则",
  "with {member} out of {set} and {other} in {next}, walking the rules of {node} as the kernel does takes them past the rule that stops them":
    "假如 {set} 中没有 {member}，而 {next} 中有 {other}，按内核的方式走一遍 {node} 的规则，它们就能通过拦下它们的那条规则",
  "with {member} out of {set} and {other} out of {next}, walking the rules of {node} as the kernel does takes them past the rule that stops them":
    "假如 {set} 中没有 {member}，而 {next} 中没有 {other}，按内核的方式走一遍 {node} 的规则，它们就能通过拦下它们的那条规则",

  // nd414-rules-let-through
  "A node's policy rules let through what the policies deny": "节点上的策略规则放行了策略拒绝的流量",
  "{policy} denies these packets, and {node} let them pass, though its rules as read would stop them: they may have been changed meanwhile.":
    "{policy} 拒绝这些数据包，{node} 却放行了，而按读到的规则本应拦下：规则可能在此期间改过。",
  "{policy} denies these packets, and {node} lets them through: {why}.":
    "{policy} 拒绝这些数据包，{node} 却放行了：{why}。",
  "which of its rules lets them cannot be told from what was read": "从读到的内容无法判断是哪条规则放行的",
  "nothing on {node} stops what the policy's chain does not admit":
    "{node} 上没有任何规则拦下策略的链没有放行的流量",
  "a rule in the chain of {policy:any} that this policy does not have admits them":
    "{policy} 的链里有一条该策略并没有的规则放行了它们",
  "a rule in {chain} that is of no policy admits them": "{chain} 中一条不属于任何策略的规则放行了它们",
  "a rule in the chain of {policy:any} asks the set {set}, which is none of that policy as it stands":
    "{policy} 的链里有一条规则查询集合 {set}，而按该策略的现状，这不是它的集合",
  "the set {set} that a rule of {policy:any} asks holds {member}, whom the policy does not mean":
    "{policy} 的一条规则所查询的集合 {set} 含有 {member}，而该策略指的并不是它",

  // nd415-policy-not-in-force
  "A policy that denies is not in force on a node": "一条拒绝的策略在节点上没有生效",
  "its rules could not be read, so why cannot be told": "未能读取它的规则，所以无法判断为什么",
  "nothing there enforces policies: no program left rules or interfaces for them":
    "那里没有任何东西执行策略：没有程序为策略留下规则或网卡",
  "nothing there enforces policies, as far as its rules could be read: no program left rules or interfaces for them":
    "就读到的规则而言，那里没有任何东西执行策略：没有程序为策略留下规则或网卡",
  "policies are only objects until a network plugin enforces them: install one that does, or do not rely on {policy:any}":
    "在有网络插件执行之前，策略只是对象而已：装一个会执行策略的，或者不要依赖 {policy}",
  "{enforcer} decides in a program of its own, which rules do not show":
    "{enforcer} 在自己的程序里决定，从规则看不出来",
  "{enforcer} decides in the kernel's datapath, which rules do not show":
    "{enforcer} 在内核的数据通路里决定，从规则看不出来",
  "a rule in {chain} admits them before {enforcers:any} is asked: {rule:any}":
    "在查询 {enforcers} 之前，{chain} 中的一条规则就放行了它们：{rule}",
  "take that rule away where it is made, or put it behind those of {enforcers:any}":
    "在生成那条规则的地方去掉它，或把它移到 {enforcers} 的规则之后",
  "other rules there, as they were read, would stop them: they may have been changed meanwhile":
    "按读到的内容，那里的其他规则本应拦下它们：规则可能在此期间改过",
  "{enforcers} has its rules there, and whether they are asked for this pod cannot be told from what was read":
    "{enforcers} 在那里有它的规则，但从读到的内容无法判断是否为这个 Pod 查询它们",
  "{enforcers} has its rules there and does not ask them for this pod":
    "{enforcers} 在那里有它的规则，但没有为这个 Pod 查询它们",
  "{enforcers} has its rules there and does not ask them for this pod, as far as its rules could be read":
    "{enforcers} 在那里有它的规则，但没有为这个 Pod 查询它们（就读到的规则而言）",
  "{enforcers} has no rules of it there": "{enforcers} 在那里没有它的规则",
  "{enforcers} has no rules of it there, as far as its rules could be read":
    "{enforcers} 在那里没有它的规则（就读到的规则而言）",

  // nd416-host-endpoint-admits-nobody
  "A Calico host endpoint stops the packets on the node": "Calico 的 host endpoint 在节点上拦下了数据包",
  "rules of host endpoints": "host endpoint 的规则",
  "every interface": "所有网卡",
  "A HostEndpoint guards {interfaces} of {node}, and no policy and no profile of it admits them.":
    "一个 HostEndpoint 保护 {node} 的{interfaces}，而它的策略和 profile 都没有放行这些数据包。",
  "HostEndpoint {name} guards {interfaces} of {node}, and no policy and no profile of it admits them.":
    "HostEndpoint {name} 保护 {node} 的{interfaces}，而它的策略和 profile 都没有放行这些数据包。",
  "A HostEndpoint guards {interfaces} of {node}, and {policies:any}, which [is|are] about it, does not admit them.":
    "一个 HostEndpoint 保护 {node} 的{interfaces}，而针对它的 {policies} 没有放行这些数据包。",
  "HostEndpoint {name} guards {interfaces} of {node}, and {policies:any}, which [is|are] about it, does not admit them.":
    "HostEndpoint {name} 保护 {node} 的{interfaces}，而针对它的 {policies} 没有放行这些数据包。",
  "HostEndpoint {name} is about {interfaces} of {node} and has no profile":
    "HostEndpoint {name} 针对 {node} 的{interfaces}，没有 profile",
  "HostEndpoint {name} is about {interfaces} of {node} (profiles {profiles:any})":
    "HostEndpoint {name} 针对 {node} 的{interfaces}（profile {profiles}）",
  "the rules of {node} have a chain for a host endpoint; the object itself was not read":
    "{node} 的规则里有 host endpoint 的链；没有读到对象本身",
  "let a GlobalNetworkPolicy that selects the host endpoint and nothing else admit {what:word} from {from} ({source}), or give it a profile that admits (projectcalico-default-allow admits everything)":
    "用一条只选中该 host endpoint、不选中别的的 GlobalNetworkPolicy 放行来自 {from}（{source}）的 {what}，或给它一个放行的 profile（projectcalico-default-allow 放行一切）",
  "let a GlobalNetworkPolicy that selects host endpoint {name} and nothing else admit {what:word} from {from} ({source}), or give it a profile that admits (projectcalico-default-allow admits everything)":
    "用一条只选中 host endpoint {name}、不选中别的的 GlobalNetworkPolicy 放行来自 {from}（{source}）的 {what}，或给它一个放行的 profile（projectcalico-default-allow 放行一切）",
  "a host endpoint without a profile denies all that no policy admits, but for Calico's failsafe ports: somebody made it on purpose":
    "没有 profile 的 host endpoint 会拒绝没有策略放行的一切，Calico 的 failsafe 端口除外：它是有人有意创建的",

  // nd417-source-rewritten
  "A node rewrites the source, and the target's policies do not know that address":
    "节点改写了来源地址，目标的策略不认识改写后的地址",
  "policies for the source as sent": "针对发出时来源地址的策略",
  "{node} gives the packets the source {ip} in place of {source}, and the target's policies admit only the latter.":
    "{node} 把这些数据包的源地址由 {source} 换成 {ip}，而目标的策略只放行前者。",
  "walking the rules of {node} as the kernel does, {source} becomes {ip}":
    "按内核的方式走一遍 {node} 的规则，{source} 变成 {ip}",
  "as sent: {sentence}; as they arrive: {other}": "按发出时：{sentence}；按到达时：{other}",
  "a policy that admits the rewritten address would admit everybody who is rewritten to it":
    "放行改写后的地址的策略，会放行所有被改写成该地址的来源",

  // nd430-firewall-drop
  "A firewall rule on a node stops the packets": "节点上的防火墙规则拦下了数据包",
  "the packets": "这些数据包",
  "the tunnel's packets between the nodes": "节点之间的隧道数据包",
  "the answers": "应答",
  "A firewall rule on {node} drops {what:word}: {rule:any}": "{node} 上的一条防火墙规则丢弃了{what}：{rule}",
  "A firewall rule on {node} rejects {what:word}: {rule:any}":
    "{node} 上的一条防火墙规则拒绝了{what}：{rule}",
  "A firewall rule on {node} hands to a program {what:word}: {rule:any}":
    "{node} 上的一条防火墙规则把{what}交给一个程序：{rule}",
  "on {node}, allow this traffic by a rule in that chain: its policy is for packets that no rule speaks of":
    "在 {node} 上，用那条链里的一条规则放行该流量：链的默认策略针对没有规则涉及的数据包",

  // nd431-led-astray
  "A rule on a node sends the packets elsewhere": "节点上的规则把数据包发往别处",
  "translation of the pod's own address": "对该 Pod 自己地址的转换",
  "A rule on {node} sends packets for {meant} to {instead}: {rule:any}.":
    "{node} 上的一条规则把发往 {meant} 的数据包发到 {instead}：{rule}。",
  "A rule on {node} sends packets for {meant} to {instead}: {rule:any}. That is the same pod: what is answered is answered there.":
    "{node} 上的一条规则把发往 {meant} 的数据包发到 {instead}：{rule}。那是同一个 Pod：应答是在那里给出的。",
  "A rule on {node} sends packets for {meant} to {instead}: {rule:any}. What is answered is answered by whoever is there, not by the pod.":
    "{node} 上的一条规则把发往 {meant} 的数据包发到 {instead}：{rule}。应答的是那里的某一方，不是该 Pod。",
  "That is the same pod: what is answered is answered there.": "那是同一个 Pod：应答是在那里给出的。",
  "What is answered is answered by whoever is there, not by the pod.": "应答的是那里的某一方，不是该 Pod。",
  "walking the rules of {node} as the kernel does, {meant} becomes {instead} in {where:any}":
    "按内核的方式走一遍 {node} 的规则，{meant} 在 {where} 变成 {instead}",
  "{answered:number} of {sent:number} fresh packets were answered, by {address}":
    "{sent} 个新数据包中有 {answered} 个得到应答，应答的是 {address}",
  "{answered:number} of {sent:number} fresh packets were answered, and not by {address}":
    "{sent} 个新数据包中有 {answered} 个得到应答，但应答的不是 {address}",
  "on {node}, narrow that rule to the packets it is meant for, or take it away":
    "在 {node} 上，把那条规则收窄到本来要处理的数据包，或去掉它",
  "somebody may have put it there on purpose (a transparent proxy, a port forwarding of another tool): find out who writes it, and change it there":
    "它可能是有人有意加的（透明代理、另一个工具的端口转发）：查明是谁写的，在那里改",

  // nd432-connection-table-full
  "The node's connection table is full": "节点的连接跟踪表满了",
  "room in the table of connections": "连接跟踪表的余量",
  "{node} tracks {count:number} connections, and has room for {most:number}: it drops the first packet of every new one (nf_conntrack: table full).":
    "{node} 跟踪着 {count} 条连接，上限是 {most}：它丢弃每条新连接的第一个数据包 (nf_conntrack: table full)。",
  "net.netfilter.nf_conntrack_count is {count:number} on {node}, nf_conntrack_max {most:number}":
    "{node} 上 net.netfilter.nf_conntrack_count 是 {count}，nf_conntrack_max 是 {most}",
  "the connection table dropped {n:number} packets meanwhile": "在此期间连接跟踪表丢弃了 {n} 个数据包",
  "find who opens so many connections on {node}; where they are all needed, raise the limit: kube-proxy sets it when it starts (conntrack.maxPerCore, conntrack.min)":
    "查明谁在 {node} 上开了这么多连接；如果确实都需要，就提高上限：kube-proxy 启动时设置它（conntrack.maxPerCore、conntrack.min）",

  // nd433-client-ports-stopped
  "A firewall rule on a node stops connections from some of the client's ports":
    "节点上的防火墙规则拦下了客户端从某些端口发起的连接",
  "rules for the client's ports": "针对客户端端口的规则",
  "A firewall rule on {node} stops connections from all of the ports that a program of the source gets ({range}): {rule:any}":
    "{node} 上的一条防火墙规则拦下了从来源的程序所得的全部端口（{range}）发起的连接：{rule}",
  "A firewall rule on {node} stops connections from {share:number} % of the ports that a program of the source gets ({range}): {rule:any}":
    "{node} 上的一条防火墙规则拦下了从来源的程序所得的 {share} % 的端口（{range}）发起的连接：{rule}",
  "A firewall rule on {node} stops answers to all of the ports that a program of the source gets ({range}): {rule:any}":
    "{node} 上的一条防火墙规则拦下了发往来源的程序所得的全部端口（{range}）的应答：{rule}",
  "A firewall rule on {node} stops answers to {share:number} % of the ports that a program of the source gets ({range}): {rule:any}":
    "{node} 上的一条防火墙规则拦下了发往来源的程序所得的 {share} % 的端口（{range}）的应答：{rule}",
  "walking the rules of {node} as the kernel does for {tried:number} ports of that range, {stopped:number} end in {where:any}":
    "按内核的方式用该范围内的 {tried} 个端口走一遍 {node} 的规则，有 {stopped} 个终止于 {where}",
  "packets from other ports pass: {answered:number} of {sent:number} from ports outside that range were answered":
    "从其他端口发出的数据包能通过：从该范围之外的端口发出的 {sent} 个中有 {answered} 个得到应答",

  // nd434-service-address-stopped
  "A firewall rule on a node stops connections to the Service's address":
    "节点上的防火墙规则拦下了到 Service 地址的连接",
  "rules for the Service's address": "针对 Service 地址的规则",
  "A firewall rule on {node} stops connections to {address}, which would pass straight to an endpoint: {rule:any}":
    "{node} 上的一条防火墙规则拦下了到 {address} 的连接，而直接到端点的连接可以通过：{rule}",
  "walking the rules of {node} as the kernel does, connections to {address} end in {where:any}, and those to the endpoint itself pass":
    "按内核的方式走一遍 {node} 的规则，到 {address} 的连接终止于 {where}，而到端点本身的可以通过",
  "straight to the endpoint {answered:number} of {sent:number} were answered":
    "直接到端点的 {sent} 个中有 {answered} 个得到应答",
} as const;
