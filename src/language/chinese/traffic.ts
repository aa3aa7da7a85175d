import type { Catalogue } from "../translator.ts";

/** What a capture saw: src/report/traffic.ts, and how far it is. */
export const chinese: Catalogue = {
  "Who talked to whom": "通信双方",
  "What crossed each interface": "各接口上经过的数据包",
  "Not watched": "未能抓包",
  "No node between {from} and {to} could be watched": "{from} 与 {to} 之间没有任何节点能够抓包",
  "No packet was seen between {from} and {to} in {seconds:number} s":
    "{seconds} 秒内没有看到 {from} 与 {to} 之间的数据包",
  "{count:number} node[|s] on the way could not be watched: what passed there is not in this":
    "路径上有 {count} 个节点未能抓包：那里经过的数据包不在其中",
  "It is of {count:number} of {all:number} endpoints: what the others got is not in this":
    "只包含 {all} 个 endpoint 中的 {count} 个：其余的收到什么不在其中",
  "{ip} is an address of a node: packets of others that leave by it are counted as well":
    "{ip} 是节点的地址：其他程序经它发出的数据包也计算在内",
  "netdiag's own packets that could not be sent": "netdiag 自己未能发送的数据包",
  "{count:number} header[|s] [was|were] captured between {from} and {to} in {seconds:number} s":
    "{seconds} 秒内在 {from} 与 {to} 之间抓到 {count} 个报文头",
  "{count:number} header[|s] [was|were] captured between {from} and {to} in {seconds:number} s, all of them of netdiag's own packets":
    "{seconds} 秒内在 {from} 与 {to} 之间抓到 {count} 个报文头，全部属于 netdiag 自己的数据包",
  "{count:number} header[|s] [was|were] captured between {from} and {to} in {seconds:number} s, {own:number} of them of netdiag's own packets":
    "{seconds} 秒内在 {from} 与 {to} 之间抓到 {count} 个报文头，其中 {own} 个属于 netdiag 自己的数据包",
  "It was stopped before its time was over": "抓包在到时之前被停止",
  "It ended early: a node had as much as it may keep": "抓包提前结束：有节点达到了保存上限",
  "It ended early: a node could not be watched any more": "抓包提前结束：有节点无法继续抓包",
  "{node} kept as many packets as it may: later ones are missing":
    "{node} 已达到数据包数量上限：之后的数据包缺失",
  "{node} kept as many bytes as it may: later packets are missing":
    "{node} 已达到字节数上限：之后的数据包缺失",
  "On {node} some packets came faster than they could be read, and are missing":
    "{node} 上有些数据包来得太快，未能读取，因而缺失",
  "On {node} there are more pairs of addresses than can be watched: some are missing":
    "{node} 上的地址对多于可抓取的数量：部分缺失",
  "netdiag's own packets came from source ports {ports:any}": "netdiag 自己的数据包来自源端口 {ports}",
  "{count:number} ping[|s] at the beginning [is|are] netdiag's own":
    "开头的 {count} 个 ping 是 netdiag 自己发送的",
  "netdiag's own": "netdiag 自己的",
  "{count:number} attempt[|s]": "{count} 次尝试",
  "{count:number} answered": "{count} 次得到应答",
  "{count:number} refused": "{count} 次被拒绝",
  "{count:number} time[|s] {what:any} from {ip}": "{count} 次 {what}，来自 {ip}",
  "{count:number} without an answer": "{count} 次没有应答",
  "{count:number} without an answer, last seen at {place:any}": "{count} 次没有应答，最后出现在 {place}",
  "{there:number} there, {back:number} back": "去程 {there} 个，回程 {back} 个",
  "{count:number} RST from {ip}": "{count} 个 RST 来自 {ip}",
  "{count:number} sent again": "{count} 个重传",
  "{count:number} ICMP error[|s]": "{count} 个 ICMP 错误",
  "all netdiag's own": "全部是 netdiag 自己的",
  "{count:number} netdiag's own": "{count} 个是 netdiag 自己的",
  "{count:number} SYN": "{count} 个 SYN",
  "{count:number} SYN-ACK": "{count} 个 SYN-ACK",
  "{count:number} RST": "{count} 个 RST",
  "{count:number} FIN": "{count} 个 FIN",
  "{count:number} UDP": "{count} 个 UDP",
  "{count:number} packet[|s]": "{count} 个数据包",
  "in, towards the target": "进入，去往目标",
  "in, towards the source": "进入，返回来源",
  "out, towards the target": "发出，去往目标",
  "out, towards the source": "发出，返回来源",
  "passing by, towards the target": "路过，去往目标",
  "passing by, towards the source": "路过，返回来源",
  "inside VXLAN": "在 VXLAN 内",
  "inside Geneve": "在 Geneve 内",
  "inside IPIP": "在 IPIP 内",
  "inside GRE": "在 GRE 内",
  "there are more nodes on the way than are watched at once": "路径上的节点多于可同时抓包的数量",
  "ask about one pod in place of all": "请只询问一个 Pod",
  "watching on {nodes:any}: {seconds:number} of {all:number} s …":
    "正在 {nodes} 上抓包：{seconds}/{all} 秒 …",
  "reading what was seen …": "正在读取抓到的内容 …",
  "{count:number} packet[|s] in {file:any}, headers only": "{count} 个数据包在 {file} 中，仅含报文头",
  "The file {file:any} could not be written: {why:any}": "无法写入文件 {file}：{why}",
  "{file:any} is a folder: name a file in it, {example:any}":
    "{file} 是一个文件夹：请写出其中的文件名，例如 {example}",
  "There is a file {file:any} already: name another one, or say --overwrite":
    "文件 {file} 已经存在：请换一个文件名，或加上 --overwrite",
  "{file:any} cannot be written: there is no folder {folder:any} that may be written to":
    "无法写入 {file}：没有可以写入的文件夹 {folder}",
};
