/** What the faults of this room say, in Chinese: README, "Add a translation". */
export const chinese = {
  // What several of them say.
  "{place} answered {n:number} of {m:number} with a reset": "{m} 个中有 {n} 个被 {place} 以 RST 拒绝",
  "{place} answered {n:number} of {m:number} with an ICMP error: port unreachable":
    "{m} 个中有 {n} 个被 {place} 以 ICMP 错误应答：port unreachable",
  "{n:number} of {m:number} fresh connections were accepted": "{m} 个新建连接中有 {n} 个被接受",
  "one request ({request}) {ended}": "一个请求（{request}）{ended}",
  "one request ({request}) {ended}: {times}": "一个请求（{request}）{ended}：{times}",
  "connected after {n:number} ms": "{n} ms 后连上",
  "TLS after {n:number} ms": "{n} ms 后完成 TLS",
  "first byte after {n:number} ms": "{n} ms 后收到第一个字节",
  "got no byte": "一个字节也没有得到",
  "was reset": "被 RST 中断",
  "got no first byte within 2 s": "2 s 内没有得到第一个字节",
  "was answered": "得到了应答",
  "was answered {status:number}": "得到的应答是 {status}",
  "got no answer": "没有得到应答",
  "was shown a certificate that ended on {date}": "所出示的证书已于 {date} 到期",
  "was cut off": "被中断",
  "agreed on no TLS": "没有协商成 TLS",
  "requests over connections that stand": "在已建立的连接上的请求",
  "requests to the program": "对程序的请求",

  "A node has no route to its own pod": "节点没有通往自己 Pod 的路由",
  "route to the node's own pod": "通往节点自己的 Pod 的路由",
  "{node} does not know the way to {pod} ({ip}), which runs there: it {where}":
    "{node} 不知道去往 {pod}（{ip}）的路，而这个 Pod 就在它上面运行：它{where}",
  "pod {pod} runs on {node}; {same} {where}": "Pod {pod} 在 {node} 上运行；{same} {where}",
  "pod {pod} runs on {node} behind {device}; {same} {where}":
    "Pod {pod} 在 {node} 上的 {device} 后面运行；{same} {where}",
  "has no route for it": "没有通往它的路由",
  "has only the {type} route {destination} for it": "只有一条 {type} 路由 {destination} 与它匹配",
  "has a routing rule that refuses it ({type})": "有一条拒绝它的路由规则（{type}）",
  "takes the address for its own": "把这个地址当成自己的",
  "sends it to {device} instead of {expected}": "把它送到 {device}，而不是 {expected}",
  "the pod's interface": "Pod 的网卡",
  "{n:number} packets entered {node}, none was seen on {device}":
    "{n} 个数据包进入了 {node}，在 {device} 上一个也没有看到",
  "the route {route:any} on {node} is for this pod alone and leads elsewhere: find who wrote it, and take it away there; {agent} is to write its own again":
    "{node} 上的路由 {route} 只针对这一个 Pod，而且通往别处：查出是谁写的，在那里去掉；{agent} 应重新写入它自己的路由",
  "so that the CNI writes {node}'s route to it again": "使 CNI 重新写入 {node} 通往它的路由",
  "{agent} writes this route, and writes it again when it starts: see in its log why it did not, and restart it there":
    "这条路由由 {agent} 写入，它启动时会重新写入：在它的日志里看为什么没有写，并在那里重启它",

  "A node has the wrong MAC address for its own pod": "节点上自己 Pod 的 MAC 地址不对",
  "neighbour entry of the pod": "Pod 的邻居表项",
  "no MAC address": "（没有 MAC 地址）",
  "{node} sends what is for its pod {pod} ({ip}) to {told}, but the pod's {device} is {mac}: the pod throws it away as somebody else's":
    "{node} 把发往自己的 Pod {pod}（{ip}）的内容送给 {told}，而 Pod 的 {device} 是 {mac}：Pod 当成是别人的而丢掉",
  "{node} sends the answers for its pod {pod} ({ip}) to {told}, but the pod's {device} is {mac}: the pod throws it away as somebody else's":
    "{node} 把发往自己的 Pod {pod}（{ip}）的应答送给 {told}，而 Pod 的 {device} 是 {mac}：Pod 当成是别人的而丢掉",
  "the neighbour entry of {node} and the pod's own interface differ":
    "{node} 的邻居表项与 Pod 自己的网卡不一致",
  "{n:number} answers were seen on {device}, and the pod got none":
    "在 {device} 上看到 {n} 个应答，而 Pod 一个也没有收到",
  "{n:number} packets were seen on {device}, and none was answered":
    "在 {device} 上看到 {n} 个数据包，而没有一个得到应答",
  "on {node} somebody set the entry, so the kernel never asks again: find who did, and take it away there":
    "{node} 上的表项是有人设置的，所以内核不会再询问：查出是谁设的，在那里去掉",
  "find who answers for {ip} on {device} of {node} with {mac}":
    "查出是谁在 {node} 的 {device} 上用 {mac} 应答 {ip}",

  "Nobody listens on the port": "端口上没有程序监听",
  "listening sockets": "处于监听的套接字",
  "Nothing in {place} listens on {asked}": "{place} 里没有程序监听 {asked}",
  "Nothing in {place} listens on {asked}: on {port:number} it takes {protocol} alone":
    "{place} 里没有程序监听 {asked}：在 {port} 上它只接收 {protocol}",
  "Nothing in {place} listens on {asked} of {ip}": "{place} 里没有程序监听 {ip} 的 {asked}",
  "Nothing in {place} listens on {asked} of {ip}: on {port:number} it takes {protocol} alone":
    "{place} 里没有程序监听 {ip} 的 {asked}：在 {port} 上它只接收 {protocol}",
  "listening ports: {ports}": "监听的端口：{ports}",
  "no listening socket at all": "没有任何处于监听的套接字",
  "no listening socket for {protocol} from outside": "没有从外部接收 {protocol} 的监听套接字",
  "ask for {other}, or make the program listen on {asked}": "访问 {other}，或者让程序监听 {asked}",
  "ask for {other} (the protocol of the Service's port is {protocol}), or make the program listen on {asked}":
    "访问 {other}（Service 端口的协议是 {protocol}），或者让程序监听 {asked}",
  "start the program, or make it listen on {port:number}": "启动程序，或者让它监听 {port}",
  "ask for a port it listens on ({ports}), or make it listen on {port:number}":
    "访问它所监听的端口（{ports}），或者让它监听 {port}",

  "The program listens on another address only": "程序只在另一个地址上监听",
  "addresses of the listening sockets": "监听套接字的地址",
  "{place} listens on {addresses} only: from outside the pod nobody can connect":
    "{place} 只监听 {addresses}：从 Pod 外面没有人能连上",
  "{place} listens on {addresses}, not on {address}": "{place} 监听的是 {addresses}，而不是 {address}",
  "listening sockets on port {port:number}: {addresses}": "端口 {port} 上的监听套接字：{addresses}",
  "from inside the pod {address} answers": "从 Pod 里面访问 {address} 有应答",
  "make the program listen on {all} (or {six}) instead of {ip}": "让程序监听 {all}（或 {six}），而不是 {ip}",

  "The program's listen queue is full": "程序的监听队列已满",
  "The program does not read what it is sent": "程序不读取发给它的内容",
  "queue of the listening socket": "监听套接字的队列",
  "What waits to be read at {port} of {place} fills its receive buffer: the kernel throws further packets away":
    "{place} 的 {port} 上等待读取的内容占满了接收缓冲区：内核把后来的数据包丢掉",
  "{n:number} connections wait in {place} to be accepted on {port:number}, and its queue takes no more than {m:number}: the kernel throws new ones away without an answer":
    "{place} 里有 {n} 个连接在 {port} 上等待被接受，而它的队列最多容纳 {m} 个：内核把新的连接丢掉，不作应答",
  "The queue of {place} for connections to be accepted on {port:number} takes {m:number}, and overflowed with these: the kernel threw the rest away without an answer":
    "{place} 在 {port} 上等待接受的连接队列容纳 {m} 个，被这些连接占满而溢出：内核把其余的丢掉，没有应答",
  "{n:number} bytes waited to be read at {address}": "{address} 上有 {n} 字节等待读取",
  "{n:number} connections waited to be accepted at {address}; its backlog is {m:number}":
    "{address} 上有 {n} 个连接等待被接受；它的 backlog 是 {m}",
  "its kernel threw {n:number} packets away meanwhile for want of room in a socket's queue":
    "这期间它的内核因套接字队列没有空位丢掉了 {n} 个数据包",
  "see why the program does not read: stopped, out of threads or file descriptors, waiting for something behind it, or short of processor time; only where it is merely slow does a longer queue help (its receive buffer, then net.core.rmem_max)":
    "查程序为什么不读取：停住了、线程或文件描述符用完、在等后面的东西，或者 CPU 时间不足；只有它仅仅是慢的时候，更长的队列才有用（先是它的接收缓冲区，再是 net.core.rmem_max）",
  "see why the program does not accept: stopped, out of threads or file descriptors, waiting for something behind it, or short of processor time; only where it is merely slow does a longer queue help (its own backlog, then net.core.somaxconn)":
    "查程序为什么不接受连接：停住了、线程或文件描述符用完、在等后面的东西，或者 CPU 时间不足；只有它仅仅是慢的时候，更长的队列才有用（先是它自己的 backlog，再是 net.core.somaxconn）",

  "The program closes connections without an answer": "程序不作应答就关闭连接",
  "The program in {place} accepts a connection on {port:number} and closes it without a byte when it is asked something":
    "{place} 里的程序在 {port} 上接受连接，一被请求就不发一个字节地关闭它",
  "The program in {place} accepts a connection on {port:number} and resets it when it is asked something":
    "{place} 里的程序在 {port} 上接受连接，一被请求就以 RST 中断它",
  "look at the program's own log: it crashes on requests, is overloaded, or speaks another protocol on this port":
    "看程序自己的日志：它处理请求时崩溃、过载，或者在这个端口上讲另一种协议",

  "The program accepts connections and does not answer": "程序接受连接但不应答",
  "The program in {place} accepts a connection on {port:number} and gives no answer to a request within 2 s":
    "{place} 里的程序在 {port} 上接受连接，但 2 s 内对请求没有应答",
  "look at the program's own log and load: it is stuck, slow, or waits for something behind it":
    "看程序自己的日志和负载：它卡住了、很慢，或者在等后面的东西",

  "The port speaks TLS and is declared as plain HTTP": "端口讲 TLS，却被声明为明文 HTTP",
  "{place} speaks TLS on {port:number}: asked in plain HTTP it gives no answer, over TLS {status:number}":
    "{place} 在 {port} 上讲 TLS：用明文 HTTP 访问没有应答，经 TLS 得到 {status}",
  "{place} speaks TLS on {port:number}: asked in plain HTTP it gives no answer, over TLS it answers":
    "{place} 在 {port} 上讲 TLS：用明文 HTTP 访问没有应答，经 TLS 有应答",
  "{place} speaks TLS on {port:number}: asked in plain HTTP it answers {plain:number}, over TLS {status:number}":
    "{place} 在 {port} 上讲 TLS：用明文 HTTP 访问得到 {plain}，经 TLS 得到 {status}",
  "{place} speaks TLS on {port:number}: asked in plain HTTP it answers {plain:number}, over TLS it answers":
    "{place} 在 {port} 上讲 TLS：用明文 HTTP 访问得到 {plain}，经 TLS 有应答",
  "ask with https, or tell the proxy so (ingress-nginx: annotation nginx.ingress.kubernetes.io/backend-protocol: HTTPS)":
    "用 https 访问，或者告诉代理这样做（ingress-nginx：注解 nginx.ingress.kubernetes.io/backend-protocol: HTTPS）",

  "The certificate has expired": "证书已过期",
  "The certificate that {place} shows on {port:number} expired on {date}: clients that check it refuse the connection":
    "{place} 在 {port} 上出示的证书已于 {date} 到期：检查证书的客户端会拒绝连接",
  "renew the certificate, and let the program load it again": "续期证书，并让程序重新加载它",

  "Connections stand, and what is sent over them gets no answer on this way":
    "连接能建立，但在这条路上，发过去的内容得不到应答",
  "{place} accepts connections on {port:number} and answers a request from inside its own pod, but none that comes this way: something between loses or ends what is sent over a connection that stands":
    "{place} 在 {port} 上接受连接，从它自己的 Pod 里面发来的请求有应答，而从这条路来的没有：中间有东西丢失或中断了在已建立的连接上发送的内容",
  "the same request from inside the pod was answered": "从 Pod 里面发同样的请求有应答",
  "look for what treats packets of standing connections otherwise than new ones: a rule about ESTABLISHED, length or contents, a proxy or sidecar in between, or a program that refuses this client":
    "找出是什么对已建立连接的数据包与对新连接的处理不同：一条关于 ESTABLISHED、长度或内容的规则，中间的代理或 sidecar，或者拒绝这个客户端的程序",

  "The port speaks plain HTTP and is asked over TLS": "端口讲明文 HTTP，却被用 TLS 访问",
  "{place} speaks plain HTTP on {port:number}, and is asked over TLS (https): no TLS is agreed on, and in plain HTTP it answers":
    "{place} 在 {port} 上讲明文 HTTP，却被用 TLS（https）访问：没有协商成 TLS，而用明文 HTTP 有应答",
  "{place} speaks plain HTTP on {port:number}, and is asked over TLS (https): no TLS is agreed on, and in plain HTTP it answers {status:number}":
    "{place} 在 {port} 上讲明文 HTTP，却被用 TLS（https）访问：没有协商成 TLS，而用明文 HTTP 得到 {status}",
  "{place} speaks plain HTTP on {port:number}, and its port is declared as https: no TLS is agreed on, and in plain HTTP it answers":
    "{place} 在 {port} 上讲明文 HTTP，而它的端口被声明为 https：没有协商成 TLS，而用明文 HTTP 有应答",
  "{place} speaks plain HTTP on {port:number}, and its port is declared as https: no TLS is agreed on, and in plain HTTP it answers {status:number}":
    "{place} 在 {port} 上讲明文 HTTP，而它的端口被声明为 https：没有协商成 TLS，而用明文 HTTP 得到 {status}",
  "ask with http://, or let the program serve TLS on {port:number}":
    "用 http:// 访问，或者让程序在 {port} 上提供 TLS",
  "declare the port as http (its name, appProtocol, the proxy's annotation), or let the program serve TLS on {port:number}":
    "把端口声明为 http（它的名字、appProtocol、代理的注解），或者让程序在 {port} 上提供 TLS",
} as const;
