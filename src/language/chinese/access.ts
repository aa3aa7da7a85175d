/** Who may ask, and addresses that no packet is sent to. */
export const chinese = {
  "You may not ask here": "你无权在这里提问",
  "You may not {deed} here": "你无权在这里{deed}",
  "You may not ask about {what:word} here": "你无权在这里询问 {what}",
  "You may not {deed} in {what:word} here": "你无权在这里对 {what} {deed}",
  "You may not ask about {what:word} here, for what it leads to. Whoever runs netdiag can say who may":
    "你无权在这里询问 {what}，因为它所指向的内容。请向 netdiag 的运维人员询问谁有权",
  ask: "提问",
  "choose what a question meant": "选择问题的含义",
  "ask a question again": "重新提问",
  "stop a diagnosis": "停止诊断",
  "see the evidence of a diagnosis": "查看诊断的证据",
  "see the fix of a diagnosis": "查看诊断的修复方法",
  "say whether an answer was right": "评价回答是否正确",
  "ask why a cause is not the one": "询问为什么不是某个原因",
  "ask that a fix is applied": "请求应用修复",
  "approve that a fix is applied": "批准应用修复",
  "namespace {name}": "命名空间 {name}",
  "node {name}": "节点 {name}",
  "{name}, which is outside of the cluster,": "{name}（在集群外）",
  "Whoever runs netdiag can say who may": "请向 netdiag 的运维人员询问谁有权",
  "Who may: {who:any}": "有权的是：{who}",
  "everyone in the allowed channels": "允许提问的频道里的所有人",
  "the allowed people": "允许提问的人",
  "members of the allowed user groups": "允许提问的用户组的成员",
  "Whoever runs netdiag can add this to {places:any} or a rule of {file}":
    "netdiag 的运维人员可以把它加入 {places} 或 {file} 的某条规则",
  "Nobody may ask me yet. Whoever runs netdiag can set {settings:any}, or write rules: {file}":
    "目前没有人有权提问。netdiag 的运维人员可以设置 {settings}，或编写规则：{file}",
  "I could not check this channel, so I answer nothing here: {why:any}":
    "无法核实这个频道，所以在这里什么都不回答：{why}",
  "I could not check who you are, so I answer nothing: {why:any}":
    "无法核实你的身份，所以什么都不回答：{why}",
  "I could not check the user groups, so I answer nothing: {why:any}":
    "无法核实用户组，所以什么都不回答：{why}",
  "You are not a member of this workspace; I answer members only": "你不是这个工作区的成员；我只回答成员",
  "I answer people; to let this bot ask, list it in {users} or in a rule's users":
    "我只回答人；要让这个 bot 提问，请把它列入 {users} 或某条规则的 users",
  "I do not answer guests unless {users} or a rule's users name them: {user}":
    "我不回答访客，除非 {users} 或某条规则的 users 列出了他们：{user}",
  "This channel is shared with another organisation; I do not answer here":
    "这个频道与其他组织共享，我在这里不回答",
  "{method} needs the scope {scopes:any}; add it to the Slack app":
    "{method} 需要权限范围 {scopes}；请把它加到 Slack 应用",
  "I am not in it. Invite me first: /invite @netdiag": "我不在其中。请先邀请我：/invite @netdiag",
  "Slack did not answer {method}; try again in a moment": "Slack 没有应答 {method}；请稍后再试",
  "{method} was refused ({code})": "{method} 被拒绝（{code}）",
  "this Slack plan has no user groups; list people in {users} instead":
    "这个 Slack 套餐没有用户组；请改在 {users} 中列出人员",

  // Addresses that no packet is sent to.
  "{name} is {what:word}: I never send packets there. Name the pod, Service, node or host that is meant":
    "{name} 是{what}：我从不向那里发送数据包。请写出所指的 Pod、Service、节点或主机名",
  "{name} leads to {ip}, {what:word}: I never send packets there. Name the pod, Service, node or host that is meant":
    "{name} 指向 {ip}，即{what}：我从不向那里发送数据包。请写出所指的 Pod、Service、节点或主机名",
  "the metadata address of clouds": "云平台的元数据地址",
  "the metadata address of AWS": "AWS 的元数据地址",
  "the metadata address of Google Cloud": "Google Cloud 的元数据地址",
  "the address of Azure's own agent": "Azure 自身代理的地址",
  "the metadata address of Alibaba Cloud": "阿里云的元数据地址",
  "the metadata address of Oracle Cloud": "Oracle Cloud 的元数据地址",
  "everybody's own loopback": "每台机器自己的回环地址",
  "a link-local address, which means another machine on every link": "链路本地地址，在每条链路上指不同的机器",
  "a multicast address": "组播地址",
  "the broadcast address": "广播地址",
  "the address of no machine": "不属于任何机器的地址",

  "have a question watched": "持续检查一个问题",
} as const;
