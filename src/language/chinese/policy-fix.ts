/** The change of policies that would help, and whose they are. */
export const chinese = {
  // The change.
  "Add {object}; it opens {flows}, nothing else among the {n:number} pods read":
    "新增 {object}；它放行 {flows}，在读到的 {n} 个 Pod 中不放行其他流量",
  "Add {object}, and add {other}; it opens {flows}, nothing else among the {n:number} pods read":
    "新增 {object}，并新增 {other}；它放行 {flows}，在读到的 {n} 个 Pod 中不放行其他流量",
  "Add one ingress rule to {object}; it opens {flows}, nothing else among the {n:number} pods read":
    "给 {object} 增加一条 ingress 规则；它放行 {flows}，在读到的 {n} 个 Pod 中不放行其他流量",
  "Add one egress rule to {object}; it opens {flows}, nothing else among the {n:number} pods read":
    "给 {object} 增加一条 egress 规则；它放行 {flows}，在读到的 {n} 个 Pod 中不放行其他流量",
  "Add {ports} to ingress rule {n:number} of {object}; it opens {flows}, nothing else among the {m:number} pods read":
    "在 {object} 的 ingress 规则 {n} 中加入 {ports}；它放行 {flows}，在读到的 {m} 个 Pod 中不放行其他流量",
  "Add {ports} to egress rule {n:number} of {object}; it opens {flows}, nothing else among the {m:number} pods read":
    "在 {object} 的 egress 规则 {n} 中加入 {ports}；它放行 {flows}，在读到的 {m} 个 Pod 中不放行其他流量",
  "Add {object}; it opens {flows}, and also {n:number} other kind[|s] of flow":
    "新增 {object}；它放行 {flows}，另外还放行 {n} 类流量",
  "Add one ingress rule to {object}; it opens {flows}, and also {n:number} other kind[|s] of flow":
    "给 {object} 增加一条 ingress 规则；它放行 {flows}，另外还放行 {n} 类流量",
  "Add one egress rule to {object}; it opens {flows}, and also {n:number} other kind[|s] of flow":
    "给 {object} 增加一条 egress 规则；它放行 {flows}，另外还放行 {n} 类流量",
  "{from} → {to} on {ports}": "{from} → {to}（{ports}）",
  "{from} → {to} ({n:number} pods) on {ports}": "{from} → {to}（{n} 个 Pod，{ports}）",
  "{from} ({m:number} pods) → {to} on {ports}": "{from}（{m} 个 Pod）→ {to}（{ports}）",
  "{from} ({m:number} pods) → {to} ({n:number} pods) on {ports}":
    "{from}（{m} 个 Pod）→ {to}（{n} 个 Pod，{ports}）",
  "It admits one address: it holds as long as the packets come with that address":
    "它只允许一个地址：数据包一直使用该地址时才有效",
  "everything else on that node's own network → {to}": "使用该节点自身网络的其他一切 → {to}",
  "{from} → everything else on that node's own network": "{from} → 使用该节点自身网络的其他一切",
  "{object} belongs to {owner}, which undoes edits, so this adds a policy beside it":
    "{object} 属于{owner}，直接修改会被撤销，所以在旁边新增一个策略",
  "Change it for good in {place}": "长久的修改位置：{place}",
  "{object} looks like {owner}, though nothing else says who made it":
    "{object} 看起来像{owner}，但没有其他内容说明它由谁创建",
  "KubeSphere undoes edits of what it made, so this adds a policy beside it":
    "KubeSphere 会撤销对它所创建对象的修改，所以在旁边新增一个策略",
  "If so, change it for good in {place}": "如果确实如此，长久的修改位置：{place}",
  "KubeSphere network isolation of workspace {name}": "KubeSphere 企业空间 {name} 的网络隔离",
  "KubeSphere network isolation of project {name}": "KubeSphere 项目 {name} 的网络隔离",
  "KubeSphere network isolation of the workspace of {name}": "KubeSphere 中 {name} 所在企业空间的网络隔离",
  "the network isolation of workspace {workspace} in KubeSphere":
    "KubeSphere 中企业空间 {workspace} 的网络隔离",
  "the network isolation of the workspace in KubeSphere": "KubeSphere 中该企业空间的网络隔离",
  "The allow-list of project {project} counts only while that project's own isolation is on, and turning that on shuts out whoever is neither of the project nor on the list":
    "项目 {project} 的白名单只有在开启该项目自己的网络隔离后才生效；一旦开启，项目自身和名单以外的来源都会被拒绝",
  "Project Settings > Network Isolation of {project} in KubeSphere (its allow-list, or the switch)":
    "KubeSphere 中 {project} 的“项目设置 > 网络隔离”（白名单或开关）",
  "{object} denies this on purpose: its {way:word} rule {n:number} denies {whom:word} on {ports}":
    "{object} 有意拒绝：它的 {way} 规则 {n} 拒绝{whom}访问 {ports}",
  "No change is proposed: {object} denies on purpose": "不建议任何改动：{object} 是有意拒绝的",
  "It stands above every NetworkPolicy, so none can open it":
    "它高于所有 NetworkPolicy，所以没有 NetworkPolicy 能放行",
  "Ask its author; no hole is proposed": "请询问它的作者；不建议开口子",
  "No NetworkPolicy can open this: {why}": "没有 NetworkPolicy 能放行：{why}",
  "No policy change decides this: {why}": "改策略解决不了这个问题：{why}",
  "What its author may have meant: {slip:any}. That opens or closes more, so it is not proposed":
    "作者的本意可能是：{slip}。那会放行或阻断更多，所以不作为建议",

  // Owners of policies, and corrections.
  "No change is proposed": "不建议任何改动",
  "Argo CD application {name}": "Argo CD application {name}",
  "Flux Kustomization {name}": "Flux Kustomization {name}",
  "Flux HelmRelease {name}": "Flux HelmRelease {name}",
  "Helm release {name}": "Helm release {name}",
  "Kyverno policy {name}": "Kyverno 策略 {name}",
  "Capsule Tenant {name}": "Capsule Tenant {name}",
  "the manifests in the repository of Argo CD application {name}":
    "Argo CD application {name} 的仓库里的清单",
  "the manifests in the source of Flux Kustomization {name}": "Flux Kustomization {name} 来源里的清单",
  "the values of Flux HelmRelease {name}": "Flux HelmRelease {name} 的 values",
  "the chart values of {what:word}": "{what} 的 chart values",
  "its Helm release": "它的 Helm release",
  "its Capsule Tenant": "它的 Capsule Tenant",
  "{path} in the repository that Config Sync reads": "Config Sync 所读仓库里的 {path}",
  "its manifest": "它的清单",
  "its source in {manager}": "它在 {manager} 里的来源",
  "spec.networkPolicies of {owner}": "{owner} 的 spec.networkPolicies",
  "the generate rule of Kyverno policy {name}": "Kyverno 策略 {name} 的 generate 规则",
  "generate rule {rule} of Kyverno policy {name}": "Kyverno 策略 {name} 的 generate 规则 {rule}",
  "{kind:word} {name}, which writes this policy": "生成该策略的 {kind} {name}",
  "Add one peer to {way:word} rule {n:number} of {object}; it opens {flows}, nothing else among the {m:number} pods read":
    "给 {object} 的 {way} 规则 {n} 增加一个对端；它放行 {flows}，在读到的 {m} 个 Pod 中不放行其他流量",
  "Add one peer to {way:word} rule {n:number} of {object}; it opens {flows}, and also {m:number} other kind[|s] of flow":
    "给 {object} 的 {way} 规则 {n} 增加一个对端；它放行 {flows}，另外还放行 {m} 类流量",
  "Correct {wrong}, which no {noun} read has, to {right} in {way:word} rule {n:number} of {object}; it opens {flows}, nothing else among the {m:number} pods read":
    "把 {object} 的 {way} 规则 {n} 里的 {wrong}（读到的 {noun} 都没有）改正为 {right}；它放行 {flows}，在读到的 {m} 个 Pod 中不放行其他流量",
  "Correct {wrong}, which no {noun} read has, to {right} in {way:word} rule {n:number} of {object}; it opens {flows}, and also {m:number} other kind[|s] of flow":
    "把 {object} 的 {way} 规则 {n} 里的 {wrong}（读到的 {noun} 都没有）改正为 {right}；它放行 {flows}，另外还放行 {m} 类流量",
  "Correct the label key {wrong}, which no {noun} read has, to {right} in {way:word} rule {n:number} of {object}; it opens {flows}, nothing else among the {m:number} pods read":
    "把 {object} 的 {way} 规则 {n} 里的标签键 {wrong}（读到的 {noun} 都没有）改正为 {right}；它放行 {flows}，在读到的 {m} 个 Pod 中不放行其他流量",
  "Correct the label key {wrong}, which no {noun} read has, to {right} in {way:word} rule {n:number} of {object}; it opens {flows}, and also {m:number} other kind[|s] of flow":
    "把 {object} 的 {way} 规则 {n} 里的标签键 {wrong}（读到的 {noun} 都没有）改正为 {right}；它放行 {flows}，另外还放行 {m} 类流量",
  "Drop the condition {what:any} in {way:word} rule {n:number} of {object}; it opens {flows}, nothing else among the {m:number} pods read":
    "去掉 {object} 的 {way} 规则 {n} 里的条件 {what}；它放行 {flows}，在读到的 {m} 个 Pod 中不放行其他流量",
  "Drop the condition {what:any} in {way:word} rule {n:number} of {object}; it opens {flows}, and also {m:number} other kind[|s] of flow":
    "去掉 {object} 的 {way} 规则 {n} 里的条件 {what}；它放行 {flows}，另外还放行 {m} 类流量",
  "Widen {one:any} to {other:any} in {way:word} rule {n:number} of {object}; it opens {flows}, nothing else among the {m:number} pods read":
    "把 {object} 的 {way} 规则 {n} 里的 {one} 放宽为 {other}；它放行 {flows}，在读到的 {m} 个 Pod 中不放行其他流量",
  "Widen {one:any} to {other:any} in {way:word} rule {n:number} of {object}; it opens {flows}, and also {m:number} other kind[|s] of flow":
    "把 {object} 的 {way} 规则 {n} 里的 {one} 放宽为 {other}；它放行 {flows}，另外还放行 {m} 类流量",
  "Change {one} to {other} in {way:word} rule {n:number} of {object}; it opens {flows}, nothing else among the {m:number} pods read":
    "把 {object} 的 {way} 规则 {n} 里的 {one} 改为 {other}；它放行 {flows}，在读到的 {m} 个 Pod 中不放行其他流量",
  "Change {one} to {other} in {way:word} rule {n:number} of {object}; it opens {flows}, and also {m:number} other kind[|s] of flow":
    "把 {object} 的 {way} 规则 {n} 里的 {one} 改为 {other}；它放行 {flows}，另外还放行 {m} 类流量",
  "Change {one} ({why}) to {other} in {way:word} rule {n:number} of {object}; it opens {flows}, nothing else among the {m:number} pods read":
    "把 {object} 的 {way} 规则 {n} 里的 {one} 改为 {other}（{why}）；它放行 {flows}，在读到的 {m} 个 Pod 中不放行其他流量",
  "Change {one} ({why}) to {other} in {way:word} rule {n:number} of {object}; it opens {flows}, and also {m:number} other kind[|s] of flow":
    "把 {object} 的 {way} 规则 {n} 里的 {one} 改为 {other}（{why}）；它放行 {flows}，另外还放行 {m} 类流量",
  "Change the port name {one}, which {name} does not have, to {other} in {way:word} rule {n:number} of {object}; it opens {flows}, nothing else among the {m:number} pods read":
    "把 {object} 的 {way} 规则 {n} 里的端口名 {one}（{name} 没有它）改为 {other}；它放行 {flows}，在读到的 {m} 个 Pod 中不放行其他流量",
  "Change the port name {one}, which {name} does not have, to {other} in {way:word} rule {n:number} of {object}; it opens {flows}, and also {m:number} other kind[|s] of flow":
    "把 {object} 的 {way} 规则 {n} 里的端口名 {one}（{name} 没有它）改为 {other}；它放行 {flows}，另外还放行 {m} 类流量",
  "Add one rule to {object}; it opens {flows}, nothing else among the {m:number} pods read":
    "给 {object} 增加一条规则；它放行 {flows}，在读到的 {m} 个 Pod 中不放行其他流量",
  "Add one rule to {object}; it opens {flows}, and also {m:number} other kind[|s] of flow":
    "给 {object} 增加一条规则；它放行 {flows}，另外还放行 {m} 类流量",
  "the port of {service}, whose pods listen on {port:number}": "这是 {service} 的端口，它的 Pod 监听 {port}",
  "{name} listens there on {protocol}": "{name} 在那里监听 {protocol}",
  "{name} listens on {port:number}": "{name} 监听 {port}",
  "one address, which is that of a network": "这是单个地址，且是网段的地址",
} as const;
