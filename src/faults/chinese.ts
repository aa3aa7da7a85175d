/** What faults of every room say, in Chinese. */
export const chinese = {
  // Fresh packets, and where they were last seen.
  "{n:number} of {m:number} fresh packets from the source failed: {failure:any}":
    "来源新发的 {m} 个数据包中有 {n} 个失败：{failure}",
  "{node} asks on {device} who has {ip}, and nobody answers: the packets wait for that in vain":
    "{node} 在 {device} 上询问谁有 {ip}，而没有人应答：数据包一直在空等",
  "{n:number} packets left {node} by {device}, {m:number} came in at the other node":
    "{n} 个数据包从 {node} 的 {device} 离开，{m} 个进入了另一个节点",
  "{node}: {n:number} packets sent, {m:number} on {out}": "{node}：发出 {n} 个数据包，{out}上有 {m} 个",
  "{node}: {n:number} packets seen on {device}, {m:number} on {out}":
    "{node}：在 {device} 上看到 {n} 个数据包，{out}上有 {m} 个",
  "{node}: {n:number} packets came in through the tunnel's envelope, 0 came out of {device}":
    "{node}：{n} 个数据包带着隧道的封装进来，{device} 出来 0 个",
  "{node}: {n:number} packets came in through the tunnel, {m:number} came out of {device}, {k:number} seen on {out}":
    "{node}：{n} 个数据包经由隧道进来，{device} 出来 {m} 个，{out}上看到 {k} 个",
  "an interface": "某个网卡",
  it: "它",
  "the interface below it": "它下面的网卡",
  "the other side": "另一侧",

  // Who writes what on a node.
  "calico-node on {node}": "{node} 上的 calico-node",
  "kube-flannel on {node}": "{node} 上的 kube-flannel",
  "cilium on {node}": "{node} 上的 cilium",
  "antrea-agent on {node}": "{node} 上的 antrea-agent",
  "kube-router on {node}": "{node} 上的 kube-router",
  "weave-net on {node}": "{node} 上的 weave-net",
  "k3s (flannel runs within it) on {node}": "{node} 上的 k3s（flannel 在它内部运行）",
  "the network plugin's agent on {node}": "{node} 上网络插件的 agent",
  "kube-proxy on {node}": "{node} 上的 kube-proxy",
  "k3s on {node} (kube-proxy runs within it)": "{node} 上的 k3s（kube-proxy 在它内部运行）",

  // A pod made again.
  "recreate the pod, {purpose}; see first whether an owner makes it again":
    "重建 Pod，{purpose}；先看是否有属主会再建一个",
  "recreate the pod, {purpose}; nobody owns it: once deleted it is gone until somebody applies its manifest, so keep that":
    "重建 Pod，{purpose}；它没有属主：一旦删除就没有了，直到有人再 apply 它的清单，所以要留好清单",
  "recreate the pod, {purpose}; it is a static pod of {node}: its kubelet makes it again when its manifest is taken out of the folder there and put back":
    "重建 Pod，{purpose}；它是 {node} 的静态 Pod：把它的清单从那里的目录移出再放回，kubelet 就会重建它",
  "recreate the pod, {purpose}; it belongs to {owner:any}: see there how that makes another, and what work of it is lost":
    "重建 Pod，{purpose}；它属于 {owner}：在那里看它怎样再建一个，会丢失它的哪些工作",
  "recreate the pod, {purpose}: {owner:any} makes another when it is deleted":
    "重建 Pod，{purpose}：删除后 {owner} 会再建一个",
} as const;
