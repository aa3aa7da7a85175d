/** A twelfth lot, of everything: written down when all before were read, and before any of these was tried. */
export const twelfth: readonly (readonly [text: string, right: string])[] = [
  [
    '{"level":"error","ts":1764320000.1,"logger":"controller-runtime.source","msg":"failed to get informer","error":"Get \\"https://10.96.0.1:443/apis/apps/v1\\": dial tcp 10.96.0.1:443: connect: connection refused"}',
    "? -> 10.96.0.1:443 · refused",
  ],
  [
    "cert-manager-webhook-6c9d: http: TLS handshake error from 10.244.0.0:43218: EOF",
    "10.244.0.0 -> cert-manager-webhook-6c9d · tls",
  ],
  [
    'F1128 09:10:00.000000       1 main.go:58] unable to create leader election client: Get "https://[fd00:10:96::1]:443/api": dial tcp [fd00:10:96::1]:443: connect: network is unreachable',
    "? -> [fd00:10:96::1]:443 · unreachable",
  ],
  [
    'node3 kubelet[913]: E1128 server.go:302] "Unable to fetch pod" err="Get \\"https://10.0.0.10:6443/api/v1/pods\\": dial tcp 10.0.0.10:6443: i/o timeout"',
    "node/node3 -> 10.0.0.10:6443 · connect-timeout",
  ],
  [
    'time=2026-11-28T09:00:00.000Z level=ERROR source=notify.go:848 msg="Error sending alerts" component=notifier alertmanager=http://alertmanager.monitoring:9093/api/v2/alerts err="Post \\"http://alertmanager.monitoring:9093/api/v2/alerts\\": context deadline exceeded"',
    "? -> alertmanager.monitoring:9093 · timeout",
  ],
  [
    "2026-11-28T09:00:00.000Z WARN vector::sinks::util::retries: Retrying after error. error=Failed to make HTTP(S) request: error trying to connect: tcp connect error: No route to host (os error 113) endpoint=http://loki.logging:3100",
    "? -> loki.logging:3100 · unreachable",
  ],
  [
    "org.apache.http.conn.HttpHostConnectException: Connect to inventory.shop:8080 [inventory.shop/10.96.4.9] failed: Connection refused (Connection refused)",
    "? -> inventory.shop:8080 · refused",
  ],
  [
    "com.rabbitmq.client.impl.ForgivingExceptionHandler - An unexpected connection driver error occurred: java.net.SocketException: Connection reset, host=rabbit.mq port=5672",
    "? -> rabbit.mq:5672 · reset",
  ],
  [
    "curl -sk https://10.96.44.1:8443/health\ncurl: (35) OpenSSL SSL_connect: Connection reset by peer in connection to 10.96.44.1:8443",
    "? -> 10.96.44.1:8443 · tls",
  ],
  [
    "I have no name!@web-7f9c8d6b5-q2w4z:/app$ curl api:8080\ncurl: (6) Could not resolve host: api",
    "pod/web-7f9c8d6b5-q2w4z -> kube-dns:53/udp · name-unknown · looks up api",
  ],
  [
    "Nov 28 09:00:00.123 [node4]: 10.0.3.7:45332 (host) -> shop/web-0:8080 (ID:7421) policy-verdict:none INGRESS DENIED (TCP Flags: SYN)",
    "10.0.3.7 -> pod/shop/web-0:8080",
  ],
  [
    "xx drop (Policy denied) flow 0x7a1b2c3d to endpoint 1203, ifindex 21, file bpf_lxc.c:2120, , identity 4512->9981: 10.0.1.44:51234 -> 10.0.2.19:6379 tcp SYN",
    "10.0.1.44 -> 10.0.2.19:6379",
  ],
  [
    "09:12:01.000001 IP 10.244.2.9.8080 > 10.244.1.5.51234: Flags [R.], seq 0, ack 1, win 0, length 0",
    "10.244.1.5 -> 10.244.2.9:8080 · refused",
  ],
  [
    "09:12:01.000001 IP 10.0.0.12 > 10.244.1.5: ICMP host 10.244.2.9 unreachable - admin prohibited filter, length 68",
    "10.244.1.5 -> 10.244.2.9 · unreachable",
  ],
  [
    '{"flow":{"time":"2026-11-28T09:00:00Z","verdict":"DROPPED","drop_reason_desc":"POLICY_DENIED","IP":{"source":"10.244.3.30","destination":"10.244.1.9","ipVersion":"IPv4"},"l4":{"TCP":{"source_port":55462,"destination_port":80,"flags":{"SYN":true}}},"source":{"namespace":"shop","pod_name":"web-0"},"destination":{"namespace":"data","pod_name":"pg-0"}}}',
    "pod/shop/web-0 -> pod/data/pg-0:80",
  ],
  [
    '10.244.0.1 - - [28/Nov/2026:09:00:00 +0000] "GET / HTTP/1.1" 503 592 "-" "kube-probe/1.31" 120 0.000 [shop-web-http] [] - - - - 8f1c',
    "ingress-nginx -> service/shop/web:http · no-endpoint · 503",
  ],
  [
    "[10.0.0.7] [28/Nov/2026:09:00:00 +0000] UDP 502 0 40 5.000 [kube-system-kube-dns-53] 10.244.0.8:53 0 40 5.000",
    "ingress-nginx -> 10.244.0.8:53/udp · 502",
  ],
  ["traceroute to api.shop (10.96.3.3), 30 hops max\n 1  * * *\n 2  * * *", "? -> api.shop/icmp"],
  [
    "$ telnet mq.infra 5672\nTrying 10.96.9.1...\ntelnet: Unable to connect to remote host: Connection timed out",
    "? -> mq.infra:5672 · connect-timeout",
  ],
  [
    "php_network_getaddresses: getaddrinfo failed: Temporary failure in name resolution for host db.shop",
    "? -> kube-dns:53/udp · name-unanswered · looks up db.shop",
  ],
  [
    "panic: failed to connect to `host=pg-rw.data user=app database=app`: dial error (dial tcp 10.96.7.2:5432: connect: connection refused)",
    "? -> 10.96.7.2:5432 · refused",
  ],
  ["web and api can't reach db", "? -> ?"],
  ["web can't reach db and cache", "? -> ?"],
  ["is it web or api that can't reach db?", "? -> ?"],
  ["everything except web can reach db", "? -> ?"],
  ["db refuses connections from everyone", "? -> db · refused"],
  ["web -> api works, api -> db does not", "? -> ?"],
  ["web's pods on node2 can't reach db", "web -> db"],
  [
    "Could you check whether billing/invoicer is able to connect to smtp.corp.example:587?",
    "billing/invoicer -> smtp.corp.example:587",
  ],
  ["It seems that auth isn't reachable from login", "login -> auth"],
  [
    "since we upgraded cilium, web gets no response from api:8080",
    "web -> api:8080 · since we upgraded cilium",
  ],
  [
    "frontend (ns: web) → backend (ns: api) port 8080: timeouts",
    "web/frontend -> api/backend:8080 · timeout",
  ],
  ["reports job fails to connect to warehouse:5439", "job/reports -> warehouse:5439"],
  ["the cronjob nightly-sync can't reach s3.amazonaws.com", "cronjob/nightly-sync -> s3.amazonaws.com"],
  [
    "gitlab-runner times out pulling from registry.internal:5000",
    "gitlab-runner -> registry.internal:5000 · timeout",
  ],
  ["orders -> payments:8443 gives TLS handshake errors", "orders -> payments:8443 · tls"],
  ["cannot reach anything from pod debug-1", "pod/debug-1 -> ?"],
  [
    "api.shop.svc.cluster.local does not resolve in pod web-0",
    "pod/web-0 -> kube-dns:53/udp · looks up api.shop.svc.cluster.local",
  ],
  ["web to db: 5432 refused, 6379 fine", "web -> db:5432 · refused"],
  ["traffic between node1 and node4 is dropped", "node1 -> node4"],
  ["i think our egress policy blocks worker from talking to api.github.com", "worker -> api.github.com"],
  ["web 访问 api 时好时坏", "web -> api · sometimes"],
  [
    "怎么 shop/cart 调不到 shop/price 了？昨天发版之后开始的",
    "shop/cart -> shop/price · since 昨天发版之后开始",
  ],
  ["node4 上的 coredns 访问不了上游 8.8.8.8:53", "coredns -> 8.8.8.8:53"],
  ["外网能访问，但集群内 web 访问 shop.example.com 超时", "web -> shop.example.com · timeout"],
  ["kubelet 探针失败：Get http://10.244.1.9:8080/healthz 超时", "its node -> 10.244.1.9:8080 · timeout"],
  ["从 10.244.1.5 到 10.244.2.9 的 8080 端口被拒绝", "10.244.1.5 -> 10.244.2.9:8080 · refused"],
  ["gateway 日志里全是 upstream timed out，后端是 user.svc:9000", "gateway -> user.svc:9000 · timeout"],
  ["測試環境的 worker 無法解析 redis.cache", "worker -> kube-dns:53/udp · looks up redis.cache"],
  ["业务 pod 连不上 apiserver，报 i/o timeout", "? -> kube-apiserver · timeout"],
];
