/** What policies decide, and why. */
export const chinese = {
  // The sentence.
  "No policy stands between {from} and {to} on {protocol} {port:number}":
    "{from} 和 {to} 之间没有策略阻挡 {protocol} {port}",
  "No policy stands between {from} and {to} on {goes}": "{from} 和 {to} 之间没有策略阻挡 {goes}",
  "{name} accepts only {whom:word}; {tail}": "{name} 只接受{whom}；{tail}",
  "{name} accepts {whom:word}; {tail}": "{name} 接受{whom}；{tail}",
  "{name} accepts {whom:word}: {rule}": "{name} 接受 {whom}：{rule}",
  "{name} accepts {whom:word} only on {ports}; {tail}": "{name} 只在 {ports} 上接受 {whom}；{tail}",
  "{name} accepts connections only on {ports}; {tail}": "{name} 只在 {ports} 上接受连接；{tail}",
  "{name} accepts {whom:word} only for some requests; {tail}": "{name} 只接受{whom}的部分请求；{tail}",
  "{name} accepts nobody: {tail}": "{name} 不接受任何一方：{tail}",
  "{name} accepts no connections at all": "{name} 不接受任何连接",
  "{name} accepts only mutual TLS, says {object}; {tail}": "{object} 规定 {name} 只接受双向 TLS；{tail}",
  "{name} may not open any connection": "{name} 不允许发起任何连接",
  "{name} may open connections only to {ports}; {tail}": "{name} 只允许向 {ports} 发起连接；{tail}",
  "{name} may reach {whom:word} only on {ports}; {tail}": "{name} 只允许在 {ports} 上访问 {whom}；{tail}",
  "{name} may only reach {whom:word}; {tail}": "{name} 只允许访问{whom}；{tail}",
  "{name} may reach {whom:word}; {tail}": "{name} 允许访问{whom}；{tail}",
  "{name} may reach {whom:word}: {rule}": "{name} 允许访问 {whom}：{rule}",
  "{name} may reach nobody: {tail}": "{name} 不允许访问任何一方：{tail}",
  "{name} may not reach {whom:word}: {rule}": "{name} 不允许访问 {whom}：{rule}",
  "{first}; and {second}": "{first}；并且{second}",
  "egress: {what:word}": "出站 (egress)：{what}",
  "ingress: {what:word}": "入站 (ingress)：{what}",
  "{what:word}, as far as could be read; {gap}": "{what}（就能读到的而言）；{gap}",
  "Whether {name} accepts it cannot be told from the policies: {why}":
    "仅凭策略无法判断 {name} 是否接受：{why}",
  "Whether {name} may open it cannot be told from the policies: {why}":
    "仅凭策略无法判断 {name} 是否允许发起：{why}",
  "Whether {from} may reach {to} cannot be told: {why}": "无法判断 {from} 是否允许访问 {to}：{why}",
  "{kind:word} could not be read": "无法读取 {kind}",
  "{kind:word} could not be read and might deny it: it cannot be told":
    "无法读取 {kind}，而它们可能拒绝：无法判断",

  // Who is admitted.
  anyone: "任何一方",
  "its own node": "它自己的节点",
  "other nodes": "其他节点",
  "every node": "所有节点",
  "pods and nodes of the cluster": "集群内的 Pod 和节点",
  "addresses outside the cluster": "集群外的地址",
  "IPv4 addresses outside the cluster": "集群外的 IPv4 地址",
  "IPv6 addresses outside the cluster": "集群外的 IPv6 地址",
  "the API server": "API server",
  "Cilium's ingress proxy": "Cilium 的 ingress 代理",
  "Cilium's health checks": "Cilium 的健康检查",
  "pods being set up": "正在创建的 Pod",
  "pods that Cilium does not manage": "不由 Cilium 管理的 Pod",
  "plain text connections (no mutual TLS)": "明文连接（没有双向 TLS）",
  "pods of every namespace": "所有命名空间的 Pod",
  "pods of namespace {namespace}": "命名空间 {namespace} 的 Pod",
  "pods of namespaces labelled {labels:any}": "带 {labels} 标签的命名空间里的 Pod",
  "pods of namespaces {namespaces:any}": "命名空间 {namespaces} 的 Pod",
  "pods of {namespace}": "{namespace} 的 Pod",
  "pods labelled {labels:any} in every namespace": "所有命名空间里带 {labels} 标签的 Pod",
  "pods labelled {labels:any} in namespace {namespace}": "命名空间 {namespace} 里带 {labels} 标签的 Pod",
  "pods labelled {labels:any} in namespaces labelled {others:any}":
    "带 {others} 标签的命名空间里带 {labels} 标签的 Pod",
  "pods labelled {labels:any} in namespaces {namespaces:any}":
    "命名空间 {namespaces} 里带 {labels} 标签的 Pod",
  "pods labelled {labels:any} in {namespace}": "{namespace} 里带 {labels} 标签的 Pod",
  "nodes labelled {labels:any}": "带 {labels} 标签的节点",
  "endpoints with {labels:any} in namespaces with {others:any}":
    "满足 {others} 的命名空间里满足 {labels} 的端点",
  "endpoints with {labels:any} in {namespace}": "{namespace} 里满足 {labels} 的端点",
  "endpoints with {labels:any}": "满足 {labels} 的端点",
  "the addresses of {name}": "{name} 的地址",
  "addresses in {block}": "{block} 内的地址",
  "addresses in {block} except {holes:any}": "{block} 内的地址（{holes} 除外）",
  "addresses in {block} or {other}": "{block} 或 {other} 内的地址",
  "the endpoints of Service {service}": "Service {service} 的端点",
  "{one} or {other}": "{one}或{other}",
  "{kinds} and {n:number} more kinds of peer": "{kinds} 以及另外 {n} 类对端",
  "any port": "任意端口",
  "no port": "没有任何端口",
  "{protocol} {port:number}": "{protocol} {port}",
  "{protocol} port {name}": "{protocol} 端口 {name}",
  "{one} on any port": "{one}在任意端口",

  // Rules.
  "{object} admits {whom:word} on any port ({rule})": "{object} 允许{whom}访问任意端口（{rule}）",
  "{object} admits {whom:word} on {ports} ({rule})": "{object} 允许{whom}访问 {ports}（{rule}）",
  "{object} denies {whom:word} on any port ({rule})": "{object} 拒绝{whom}访问任意端口（{rule}）",
  "{object} denies {whom:word} on {ports} ({rule})": "{object} 拒绝{whom}访问 {ports}（{rule}）",
  "ingress rule {n:number}": "ingress 规则 {n}",
  "egress rule {n:number}": "egress 规则 {n}",
  "ingressDeny rule {n:number}": "ingressDeny 规则 {n}",
  "egressDeny rule {n:number}": "egressDeny 规则 {n}",
  "rule {n:number}": "规则 {n}",
  "{object} {way:word} rule {n:number} admits {whom:word} on any port: matches":
    "{object} 的 {way} 规则 {n} 允许{whom}访问任意端口：匹配",
  "{object} {way:word} rule {n:number} admits {whom:word} on {ports}: matches":
    "{object} 的 {way} 规则 {n} 允许{whom}访问 {ports}：匹配",
  "{object} {way:word} rule {n:number} denies {whom:word} on any port: matches":
    "{object} 的 {way} 规则 {n} 拒绝{whom}访问任意端口：匹配",
  "{object} {way:word} rule {n:number} denies {whom:word} on {ports}: matches":
    "{object} 的 {way} 规则 {n} 拒绝{whom}访问 {ports}：匹配",
  "{object} {way:word} rule {n:number} passes on {whom:word} on any port: matches":
    "{object} 的 {way} 规则 {n} 把{whom}（任意端口）交给下一层：匹配",
  "{object} {way:word} rule {n:number} admits {whom:word} on any port: no, {why}":
    "{object} 的 {way} 规则 {n} 允许{whom}访问任意端口：不匹配，{why}",
  "{object} {way:word} rule {n:number} admits {whom:word} on {ports}: no, {why}":
    "{object} 的 {way} 规则 {n} 允许{whom}访问 {ports}：不匹配，{why}",
  "{object} {way:word} rule {n:number} denies {whom:word} on any port: no, {why}":
    "{object} 的 {way} 规则 {n} 拒绝{whom}访问任意端口：不匹配，{why}",
  "{object} {way:word} rule {n:number} denies {whom:word} on {ports}: no, {why}":
    "{object} 的 {way} 规则 {n} 拒绝{whom}访问 {ports}：不匹配，{why}",
  "{object} {way:word} rule {n:number} admits {whom:word} on any port: cannot be told, {why}":
    "{object} 的 {way} 规则 {n} 允许{whom}访问任意端口：无法判断，{why}",
  "{object} {way:word} rule {n:number} admits {whom:word} on {ports}: cannot be told, {why}":
    "{object} 的 {way} 规则 {n} 允许{whom}访问 {ports}：无法判断，{why}",
  "it names nobody": "它没有指明任何一方",
  "{tier} tier: {line}": "{tier} 层：{line}",
  "{object} allows, which is final here": "{object} 允许，在这里是最终决定",
  "{object} denies, which is final": "{object} 拒绝，是最终决定",
  "no rule matches and {policies} isolate[|s] it: denied by default":
    "没有规则匹配，而 {policies} 隔离了它：默认拒绝",
  "no other rule matches and {policies} isolate[|s] it: denied by default":
    "没有其他规则匹配，而 {policies} 隔离了它：默认拒绝",
  "{object} passes it on to the next tier": "{object} 交给下一层处理",
  "no rule matches, so the next tier is asked": "没有规则匹配，由下一层处理",
  "no other rule matches, so the next tier is asked": "没有其他规则匹配，由下一层处理",
  "no policy selects {name} for egress": "没有策略选中 {name} 的出站",
  "no policy selects {name} for ingress": "没有策略选中 {name} 的入站",
  "{name} is isolated for egress by {policies}": "{name} 的出站被 {policies} 隔离",
  "{name} is isolated for ingress by {policies}": "{name} 的入站被 {policies} 隔离",
  "{name} is not a pod: no NetworkPolicy selects it": "{name} 不是 Pod：没有 NetworkPolicy 会选中它",
  "{name} is on its node's network: no NetworkPolicy selects it":
    "{name} 用的是节点网络：没有 NetworkPolicy 会选中它",
  "{object} has no ingress rule: it admits nothing": "{object} 没有 ingress 规则：什么都不允许",
  "{object} has no egress rule: it admits nothing": "{object} 没有 egress 规则：什么都不允许",
  "{objects} have no ingress rule: they admit nothing": "{objects} 没有 ingress 规则：什么都不允许",
  "{objects} have no egress rule: they admit nothing": "{objects} 没有 egress 规则：什么都不允许",
  "allowed by default": "默认允许",
  "allowed by {object}": "由 {object} 允许",
  "denied by {object}": "由 {object} 拒绝",
  "no rule of any isolating policy matches: ingress is denied by default":
    "隔离它的策略中没有规则匹配：入站默认拒绝",
  "no rule of any isolating policy matches: egress is denied by default":
    "隔离它的策略中没有规则匹配：出站默认拒绝",
  "{why}: allowed": "{why}：允许",
  "{objects} may select it and is not decided here": "{objects} 可能选中它，这里没有判定",
  "{objects} is not decided here and might overrule this": "{objects} 这里没有判定，可能推翻这个结论",
  "… and {n:number} more policies like these": "…… 另有 {n} 个类似的策略",
  "{name} counts for nothing here: Calico enforces policies on these nodes and does not read that API":
    "{name} 在这里不起作用：这些节点上由 Calico 执行策略，它不读取那个 API",
  "{from} sends from an {one} address and {to} has an {other} one: no packet goes between them":
    "{from} 用 {one} 地址发送，而 {to} 是 {other} 地址：两者之间不会有数据包",

  // What a rule misses.
  "podSelector wants {labels:any}; {name} has no label {label}":
    "podSelector 要求 {labels}；{name} 没有标签 {label}",
  "podSelector wants {labels:any}; {name} has {has}": "podSelector 要求 {labels}；{name} 的标签是 {has}",
  "namespaceSelector wants {labels:any}; {name} is in namespace {namespace}":
    "namespaceSelector 要求 {labels}；{name} 在命名空间 {namespace}",
  "namespaceSelector wants {labels:any}; namespace {namespace} has no label {label}":
    "namespaceSelector 要求 {labels}；命名空间 {namespace} 没有标签 {label}",
  "namespaceSelector wants {labels:any}; namespace {namespace} has {has}":
    "namespaceSelector 要求 {labels}；命名空间 {namespace} 的标签是 {has}",
  "podSelector {labels:any} without a namespaceSelector looks only in namespace {own}; {name} is in {namespace}":
    "podSelector {labels} 没有 namespaceSelector，只看命名空间 {own}；{name} 在 {namespace}",
  "selector wants {labels:any}; {name} has {has:any}": "selector 要求 {labels}；{name} 的标签是 {has}",
  "the rule is about {whom:word}; {name} is an address outside the pods":
    "规则针对{whom}；{name} 是 Pod 之外的地址",
  "the rule is about {whom:word}; {name} uses its node's network ({ip}), which no pod selector matches":
    "规则针对{whom}；{name} 用的是节点网络（{ip}），没有 Pod 选择器会匹配",
  "the rule is about {whom:word}; {name} is a node ({ip}), which no pod selector matches":
    "规则针对{whom}；{name} 是节点（{ip}），没有 Pod 选择器会匹配",
  "the rule is about {whom:word}; namespace {namespace} is not one of them":
    "规则针对{whom}；命名空间 {namespace} 不在其中",
  "the rule is about {ports}; this goes to {goes}": "规则针对 {ports}；而这是发往 {goes} 的",
  "the rule's port is {ports}; this goes to {goes}": "规则的端口是 {ports}；而这是发往 {goes} 的",
  "ipBlock wants {block}; {ip} is outside it": "ipBlock 要求 {block}；{ip} 不在其中",
  "ipBlock {block} leaves out {hole}, which holds {ip}": "ipBlock {block} 排除了 {hole}，{ip} 在其中",
  "ipBlock {block} matches addresses; {name} has none yet": "ipBlock {block} 匹配地址；{name} 还没有地址",
  "ipBlock {block} holds only {one} addresses; {ip} is {other}":
    "ipBlock {block} 只有 {one} 地址；{ip} 是 {other}",
  "this goes to {goes}": "而这是发往 {goes} 的",
  "this goes to {goes} instead of {ports}": "而这是发往 {goes} 而不是 {ports} 的",
  "{tail}, and this goes to {goes} instead of {ports}": "{tail}，而且这是发往 {goes} 而不是 {ports} 的",
  "{name} is not among them": "{name} 不在其中",
  "{name} is not a pod": "{name} 不是 Pod",
  "{name} is a pod": "{name} 是 Pod",
  "{name} is a node, not a pod": "{name} 是节点，不是 Pod",
  "{name} comes with its node's address, not as a pod": "{name} 以节点的地址到来，不算 Pod",
  "{name} is in namespace {namespace}": "{name} 在命名空间 {namespace}",
  "{name} is in {block}": "{name} 在 {block} 内",
  "{name} has no label {label} and is in namespace {namespace}":
    "{name} 没有标签 {label}，并且在命名空间 {namespace}",
  "{name} has {has} and is in namespace {namespace}": "{name} 的标签是 {has}，并且在命名空间 {namespace}",
  "{name} has no label {label} and its namespace has {has}":
    "{name} 没有标签 {label}，它的命名空间的标签是 {has}",
  "{name} has {label} and its namespace has {has}": "{name} 的标签是 {label}，它的命名空间的标签是 {has}",
  "{name} has no label {label}": "{name} 没有标签 {label}",
  "{name} has no labels": "{name} 没有任何标签",
  "{name} has no address yet": "{name} 还没有地址",
  "{name} has {labels:word}": "{name} 的标签是 {labels}",
  "{name}'s namespace has no label {label}": "{name} 的命名空间没有标签 {label}",
  "{name}'s namespace has {has:any}": "{name} 的命名空间的标签是 {has}",
  "{name} is an address outside the cluster": "{name} 是集群外的地址",
  "{name} is on a node's network": "{name} 用的是节点网络",
  "{name} has no {protocol} port called {port}": "{name} 没有名为 {port} 的 {protocol} 端口",

  // Why it cannot be told from objects.
  "no object says which addresses {name} has": "没有对象说明 {name} 有哪些地址",
  "CiliumCIDRGroups were not read": "没有读取 CiliumCIDRGroup",
  "CiliumCIDRGroup {name} was not read": "没有读取 CiliumCIDRGroup {name}",
  "whether Cilium manages {name} its CiliumEndpoint says, which was not read":
    "Cilium 是否管理 {name} 由它的 CiliumEndpoint 说明，而它没有读取",
  "neither Service {name} nor its EndpointSlices were read": "Service {name} 及其 EndpointSlice 都没有读取",
  "the labels of node {name} were not read": "没有读取节点 {name} 的标签",
  "the labels of service account {name} were not read": "没有读取 service account {name} 的标签",
  "the labels of namespace {name} were not read": "没有读取命名空间 {name} 的标签",
  "it depends on {what:any}": "取决于 {what}",
  "what a rule with ports means for ICMP is left to the network plugin":
    "带端口的规则对 ICMP 意味着什么由网络插件决定",
  "the address of {name} is not known": "{name} 的地址未知",
  "the mesh's own trust domain is not known: no settings (ConfigMap istio) were read, or several that differ":
    "网格自己的信任域未知：没有读到设置（ConfigMap istio），或读到几份不同的",
  "who comes through a waypoint before {name} comes with its identity":
    "经过 {name} 前的 waypoint 到来者带着它的身份",
  "it leads to nobody": "它没有指向任何目标",
  "there is no Service {name}": "没有 Service {name}",
  "{object} is invalid and left out: {why:any}": "{object} 无效，已略去：{why}",
  "{object} is invalid, and judged by the rest of it: {why:any}": "{object} 无效，按其余部分判断：{why}",
  "{object} is read in part: {why:any}": "{object} 只读懂一部分：{why}",
  "{object} is not decided here: {why:any}": "{object} 在这里没有判定：{why}",
  "{object} is not enforced: {why:any}": "{object} 没有被执行：{why}",
  "the rule is about {whom:word}; {name} has {has:any}": "规则针对{whom}；{name} 的标签是 {has}",
  "the rule is about {whom:word}; {name} is not among them": "规则针对{whom}；{name} 不在其中",
  "the rule is about {whom:word}; {name} is an address outside the cluster":
    "规则针对{whom}；{name} 是集群外的地址",
  "the selector looks only in namespace {one}; {name} is in {namespace}":
    "选择器只看命名空间 {one}；{name} 在 {namespace}",
  "the rule wants service account {one}; {name} runs as {other}":
    "规则要求 service account {one}；{name} 用的是 {other}",
  "{name} runs as service account {account}": "{name} 用的是 service account {account}",
  "{protocol} port {port} is {number} on {name}; this goes to {goes}":
    "{name} 上的 {protocol} 端口 {port} 是 {number}；而这是发往 {goes} 的",
  "port {port} is {number} there and this goes to {goes}":
    "那里的端口 {port} 是 {number}，而这是发往 {goes} 的",
  "{tier} tier: no policy selects {name} for ingress": "{tier} 层：没有策略选中 {name} 的入站",
  "{tier} tier: no policy selects {name} for egress": "{tier} 层：没有策略选中 {name} 的出站",
  "{object} allows, which is final here, if none before it matches":
    "{object} 允许，如果它之前没有匹配的，在这里是最终决定",
  "{object} denies, which is final, if none before it matches":
    "{object} 拒绝，如果它之前没有匹配的，是最终决定",
  "its packets arrive as from {one}": "它的数据包以 {one} 的身份到达",
} as const;
