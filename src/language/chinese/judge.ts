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
} as const;
