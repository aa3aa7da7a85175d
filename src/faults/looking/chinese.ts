/** What the faults of this room say, in Chinese: README, "Add a translation". */
export const chinese = {
  "A program netdiag needs is missing on the node's prober, or prints what it cannot read":
    "节点的 prober 上缺少 netdiag 需要的程序，或它的输出 netdiag 读不懂",
  "On {node} one look failed for want of a program: {detail}":
    "在 {node} 上有一项检查因缺少程序而失败：{detail}",
  "On {node} {n:number} looks failed for want of a program: {detail}":
    "在 {node} 上有 {n} 项检查因缺少程序而失败：{detail}",

  "There is nowhere to stand: no prober pod, no container, no answer from the node":
    "没有落脚之处：没有 prober Pod、没有容器，或节点没有应答",
  "I could not look on {node}: {detail}": "我无法在 {node} 上查看：{detail}",

  "netdiag may not look there": "netdiag 没有权限在那里查看",
  "I may not look on {node}: {detail}": "我没有权限在 {node} 上查看：{detail}",
} as const;
