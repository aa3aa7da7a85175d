/** Words that could not be read as a question, and one end that was. */
export const chinese = {
  "Say who cannot reach whom": "请说明谁访问不了谁",
  "That is {n:number} KB of text; ask in one line, or paste one log line":
    "这段文字有 {n} KB；请用一行提问，或只贴一行日志",
  "That is {n:number} characters; name the two ends in one short line":
    "这段文字有 {n} 个字符；请用一行短句写出两端",
  "There are several arrows; ask about one pair at a time": "有多个箭头；请一次只问一对",
  "That says who can, and not who cannot. Name one pair that fails":
    "这句话说的是谁可以，不是谁不可以。请写出一对访问失败的",
  "That names several ends on one side; ask about one pair at a time":
    "这句话的一侧有多个对象；请一次只问一对",
  "That says that it works. Which pair does not?": "这句话说它是通的。哪一对不通？",
  "That does not say that something fails now. Which pair fails?": "这句话没有说现在有什么不通。哪一对不通？",
  "That can be read both ways. Which of the two calls the other?":
    "这句话两个方向都说得通。哪一个访问哪一个？",
  "That may mean requests or answers. Which of the two calls the other?":
    "这可能是指请求，也可能是指应答。两者中谁访问谁？",
  "I could not find two ends in {text}": "在 {text} 中没有找到两端",
  "I could not read that as a question": "无法把它读成一个问题",
  "Which way: {from} to {to}, or the other way round? Put an arrow between them":
    "是哪个方向：{from} 到 {to}，还是反过来？请在两者之间加一个箭头",
  "That names one end only, {name}. Who calls whom?": "这里只有一端：{name}。谁访问谁？",
  "That says {what:word}, and neither who called nor whom. Who cannot reach whom?":
    "这里说的是 {what}，没有说谁访问谁。谁访问不了谁？",
  "that something failed": "有东西失败了",
  "I understood that {name:any} is not reached, and not from where. Who calls it?":
    "已理解 {name} 访问不到，但不知道从哪里访问。谁在访问它？",
  "I understood that {name:any} is not reached ({why}), and not from where. Who calls it?":
    "已理解 {name} 访问不到（{why}），但不知道从哪里访问。谁在访问它？",
  "I understood that {name:any} calls, and not whom. What can it not reach?":
    "已理解 {name} 在访问，但不知道访问谁。它访问不了什么？",
  "I understood that {name:any} calls ({why}), and not whom. What can it not reach?":
    "已理解 {name} 在访问（{why}），但不知道访问谁。它访问不了什么？",
  "A port or protocol belongs to the end that is called; {name:any} calls from any port":
    "端口或协议要写在被访问的一端；{name} 用任意端口访问",
  "Both ends are {name:any}; name two different ones": "两端都是 {name}；请写两个不同的",
  "A ping has no port; leave out one of the two": "ping 没有端口；请去掉其中一个",
  "The first end is missing": "缺少第一端",
  "The second end is missing": "缺少第二端",
  "An end is missing": "缺少一端",
  "That is no end: {why:any}": "这不是一端：{why}",
  "timed out while connecting": "连接超时",
  "operation not permitted": "操作不被允许",
  "timed out while waiting for the answer": "等待应答超时",
  "connection closed": "连接被关闭",
  "connection reset": "连接被重置",
  "TLS failed": "TLS 失败",
  "no endpoint": "没有端点",
  "no such host": "没有这个主机",
  "DNS gave no answer": "DNS 没有应答",
  "{text} is not the name of something": "{text} 不是任何对象的名称",
  "{text} is not the name of a namespace": "{text} 不是命名空间的名称",
  "What has no Service cannot be reached through it": "没有 Service 就无法经过它访问",
  "I do not understand {word} after {words:any}": "看不懂 {words} 后面的 {word}",
  "That names two ports, {one} and {other}; ask about one at a time":
    "这里有两个端口：{one} 和 {other}；请一次只问一个",
  "A question is about one cluster, and this names {one} and {other}":
    "一个问题只针对一个集群，而这里提到了 {one} 和 {other}",
  "A node is in no namespace": "节点不属于任何命名空间",
  "An address or host is in no namespace": "地址或主机名不属于任何命名空间",
  "{text} is a whole network; name one address of it": "{text} 是整个网段；请写其中一个地址",
  "{text} is not an IPv6 address": "{text} 不是 IPv6 地址",
  "{text} is neither an IPv6 address nor a name with one port":
    "{text} 既不是 IPv6 地址，也不是带一个端口的名称",
  "{text} is not an IPv4 address": "{text} 不是 IPv4 地址",
  "{text} is a number, not the name of something": "{text} 是数字，不是对象的名称",
  "{text} is a namespace, not one end; name something in it":
    "{text} 是命名空间，不是一端；请写其中的某个对象",
  "{text} has a slash in front of its port, where a colon goes": "{text} 的端口前是斜杠，应为冒号",
  "{text} is not a port: ports go from 1 to 65535": "{text} 不是端口：端口范围是 1 到 65535",
  "{text} is neither a port number nor the name of a port": "{text} 既不是端口号，也不是端口名",
  "This log line names no upstream: the controller found no Ingress rule or no address for the request. Name the Service you expected":
    "这行日志没有 upstream：controller 没有为该请求找到 Ingress 规则或地址。请写出你期望的 Service",
  "Status {status:number} says that the upstream answered. Paste a line with 499, 502, 503 or 504, or ask about the upstream itself":
    "状态码 {status} 表示 upstream 有应答。请贴一行 499、502、503 或 504 的日志，或者直接问这个 upstream",

  // The form.
  "Whom?": "访问谁？",
} as const;
