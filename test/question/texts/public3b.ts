/** A third lot as posted in public, and sentences: written down when the two before were read, and before any of these was tried. */
export const public3b: readonly (readonly [text: string, right: string, from?: string])[] = [
  [
    "nginx-ingress-controller 到后端 10.244.3.8:3000 报 connect() failed (111: Connection refused)",
    "nginx-ingress-controller -> 10.244.3.8:3000 · refused",
  ],
  ["default 下 busybox 能 ping 通 10.96.0.10 但 nslookup 没反应", "default/busybox -> kube-dns:53/udp"],
  ["hi，帮看下 web 能不能访问 db 的 3306", "web -> db:3306"],
  [
    "apiserver 调 webhook vpa-webhook.kube-system:443 超时",
    "kube-apiserver -> vpa-webhook.kube-system:443 · timeout",
  ],
  ["我本地 telnet 192.168.1.50 30080 不通，在节点上是通的", "? -> 192.168.1.50:30080"],
  [
    "新建的 namespace staging 里所有 pod 访问 prod 的 kafka:9092 都 timeout",
    "pods in staging -> prod/kafka:9092 · timeout",
  ],
  [
    "flink-taskmanager 连 flink-jobmanager:6123 Connection timed out，昨天升级内核之后出现的",
    "flink-taskmanager -> flink-jobmanager:6123 · connect-timeout · since 昨天升级内核之后",
  ],
  [
    "从宿主机 node-1 访问 pod 10.233.90.5:8080 可以，从 node-2 访问超时",
    "node-2 -> 10.233.90.5:8080 · timeout",
  ],
  ["istio-ingressgateway 访问 reviews 503 UH", "istio-ingressgateway -> reviews · 503"],
  ["skywalking agent 上报 oap.skywalking:11800 失败 UNAVAILABLE: io exception", "? -> oap.skywalking:11800"],
];
