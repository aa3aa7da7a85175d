/** An eighth lot, mostly of what proxies, flow logs and clients print: written down before any of these was tried. */
export const eighth: readonly (readonly [text: string, right: string])[] = [
  [
    "Nov 22 10:11:12.123: shop/web-5d8f9c7b6d-x2x4z:51234 (ID:1234) -> data/pg-0:5432 (ID:5678) Policy denied DROPPED (TCP Flags: SYN)",
    "pod/shop/web-5d8f9c7b6d-x2x4z -> pod/data/pg-0:5432",
  ],
  [
    "2026-11-22T10:11:12.123Z [node2]: shop/client:40110 (ID:24009) -> 1.1.1.1:443 (world) policy-verdict:none EGRESS DENIED (TCP Flags: SYN)",
    "pod/shop/client -> 1.1.1.1:443",
  ],
  [
    'Nov 28 07:48:34 k8s-node0 ingress[28] 192.168.53.151:53192 [28/Nov/2026:07:48:34.983] httpfront shop-cart-8080/10.47.0.15:8080 0/0/-1/-1/5000 503 222 - - SC-- 2/2/1/2/0 0/0 "GET / HTTP/1.1"',
    "haproxy -> 10.47.0.15:8080 · 503",
  ],
  [
    '[WARNING]  (301) : Server shop_web_8080/SRV_1 is DOWN, reason: Layer4 connection problem, info: "Connection refused", check duration: 0ms. 0 active and 0 backup servers left.',
    "haproxy -> service/shop/web:8080 · refused",
  ],
  [
    '2026/10/27 11:37:33 [error] 1109#0: *14969476 connect() failed (111: Connection refused) while connecting to upstream, client: 10.255.1.242, server: kong, request: "POST /agent HTTP/2.0", upstream: "http://10.1.186.173:8000/api/v1", host: "ops.example.com"',
    "kong -> 10.1.186.173:8000 · refused · 502",
  ],
  [
    "fluent-bit-hkgms fluent-bit [2026/03/17 08:09:13] [error] [upstream] connection #258 to es.logging:9200 timed out after 10 seconds",
    "pod/fluent-bit-hkgms -> es.logging:9200 · timeout",
  ],
  [
    "[2026/05/04 10:00:00] [error] [io] TCP connection failed: 10.104.11.198:9200 (Connection timed out)",
    "? -> 10.104.11.198:9200 · connect-timeout",
  ],
  [
    '2026-05-22 15:01:43 +0000 [warn]: #0 [kube_out_es] failed to flush the buffer. retry_time=4 error="could not push logs to Elasticsearch cluster ({:host=>\\"elasticsearch\\", :port=>9200, :scheme=>\\"http\\"}): connect_write timeout reached"',
    "? -> elasticsearch:9200 · timeout",
  ],
  [
    "StackExchange.Redis.RedisConnectionException: It was not possible to connect to the redis server(s). UnableToConnect on redis.cache:6379/Interactive, Initializing/NotStarted, last: NONE, origin: BeginConnectAsync",
    "? -> redis.cache:6379",
  ],
  [
    "System.Net.Http.HttpRequestException: Connection refused (orders-api:8080)\n ---> System.Net.Sockets.SocketException (111): Connection refused\n   at System.Net.Http.HttpConnectionPool.ConnectToTcpHostAsync(String host, Int32 port)",
    "? -> orders-api:8080 · refused",
  ],
  [
    "error sending request for url (http://catalog.shop:8080/items): error trying to connect: tcp connect error: Connection refused (os error 111)",
    "? -> catalog.shop:8080 · refused",
  ],
  [
    'Error: tonic::transport::Error(Transport, hyper::Error(Connect, ConnectError("tcp connect error", Os { code: 113, kind: HostUnreachable, message: "No route to host" })))',
    "? -> ? · unreachable",
  ],
  [
    'Errno::ECONNREFUSED: Failed to open TCP connection to billing.shop:3000 (Connection refused - connect(2) for "billing.shop" port 3000)',
    "? -> billing.shop:3000 · refused",
  ],
  [
    "PHP Warning:  stream_socket_client(): Unable to connect to tcp://rabbit.mq:5672 (Connection timed out) in /app/vendor/amqp/StreamIO.php on line 92",
    "? -> rabbit.mq:5672 · connect-timeout",
  ],
  [
    "SQLSTATE[HY000] [2002] Connection refused (Connection: mysql, SQL: select * from users)",
    "? -> ? · refused",
  ],
  [
    'django.db.utils.OperationalError: connection to server at "pg-rw.data.svc.cluster.local" (10.43.7.8), port 5432 failed: Connection timed out\n\tIs the server running on that host and accepting TCP/IP connections?',
    "? -> service/data/pg-rw:5432 · connect-timeout",
  ],
  [
    "3m12s       Warning   Unhealthy   pod/web-6b7f9c9d8-zz2xk   Readiness probe failed: dial tcp 10.42.3.9:8080: connect: connection refused",
    "its node -> 10.42.3.9:8080 · refused",
  ],
  [
    '  Warning  Unhealthy  2m (x14 over 5m)  kubelet  Liveness probe failed: Get "http://[fd00:10:244::9]:8080/healthz": dial tcp [fd00:10:244::9]:8080: i/o timeout',
    "its node -> [fd00:10:244::9]:8080 · connect-timeout",
  ],
  [
    'Failed to pull image "registry.corp.example/app:1": rpc error: code = Unknown desc = failed to resolve reference: failed to do request: Head "https://registry.corp.example/v2/app/manifests/1": dial tcp 203.0.113.9:443: i/o timeout',
    "? -> 203.0.113.9:443 · connect-timeout",
  ],
  [
    '{"start_time":1700000000,"source_ip":"10.233.72.5","source_name":"web-5c9-*","source_namespace":"shop","source_port":null,"dest_ip":"10.233.70.8","dest_name":"pg-*","dest_namespace":"data","dest_port":5432,"proto":"tcp","action":"deny","reporter":"src"}',
    "10.233.72.5 -> 10.233.70.8:5432",
  ],
  [
    "Nov 22 10:11:12 node1 kernel: calico-packet: IN=cali1234 OUT=eth0 MAC=ee:ee:ee:ee:ee:ee SRC=10.233.72.5 DST=10.233.70.8 LEN=60 TOS=0x00 PREC=0x00 TTL=63 ID=1 DF PROTO=TCP SPT=43218 DPT=5432 WINDOW=64240 RES=0x00 SYN URGP=0",
    "10.233.72.5 -> 10.233.70.8:5432",
  ],
  [
    "17:31:08.094903 IP 10.244.2.98.56726 > 10.101.122.233.9180: Flags [S], seq 816090733, win 62370, length 0",
    "10.244.2.98 -> 10.101.122.233:9180",
  ],
  [
    "tcp      6 117 SYN_SENT src=10.244.1.5 dst=10.96.3.4 sport=40000 dport=80 [UNREPLIED] src=10.244.2.6 dst=10.244.1.5 sport=8080 dport=40000 mark=0 use=1",
    "10.244.1.5 -> 10.96.3.4:80",
  ],
  [
    '{"level":"error","src_ip":"10.1.2.3","src_port":43210,"dst_ip":"10.1.4.5","dst_port":8443,"msg":"connection timed out"}',
    "10.1.2.3 -> 10.1.4.5:8443 · connect-timeout",
  ],
  [
    "pika.exceptions.AMQPConnectionError: Connection to 10.43.2.2:5672 failed: [Errno 111] Connection refused",
    "? -> 10.43.2.2:5672 · refused",
  ],
  [
    "java.net.ConnectException: Timeout connecting to [elasticsearch-master.logging/10.43.3.3:9200]",
    "? -> elasticsearch-master.logging:9200 · connect-timeout",
  ],
  [
    "MongoServerSelectionError: connect ECONNREFUSED 10.43.9.9:27017\n    at Topology.selectServer (/app/node_modules/mongodb/lib/sdam/topology.js:276:38)",
    "? -> 10.43.9.9:27017 · refused",
  ],
  [
    "root@web-0:/# traceroute 10.244.2.7\ntraceroute to 10.244.2.7 (10.244.2.7), 30 hops max, 46 byte packets\n 1  10.244.1.1 (10.244.1.1)  0.01 ms\n 2  * * *\n 3  * * *",
    "web-0 -> 10.244.2.7/icmp",
  ],
  [
    "/ # telnet 10.96.44.2 8080\ntelnet: can't connect to remote host (10.96.44.2): Connection refused",
    "? -> 10.96.44.2:8080 · refused",
  ],
  [
    "; <<>> DiG 9.18 <<>> @10.96.0.10 pg.data.svc.cluster.local\n;; communications error to 10.96.0.10#53: timed out",
    "? -> 10.96.0.10:53/udp · name-unanswered · looks up pg.data.svc.cluster.local",
  ],
  [
    'rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial tcp: lookup argocd-repo-server: i/o timeout"',
    "? -> kube-dns:53/udp · name-unanswered · looks up argocd-repo-server",
  ],
  [
    'Internal error occurred: failed calling webhook "webhook.cert-manager.io": failed to call webhook: Post "https://cert-manager-webhook.cert-manager.svc:443/validate?timeout=30s": no endpoints available for service "cert-manager-webhook"',
    "kube-apiserver -> service/cert-manager/cert-manager-webhook:443 · no-endpoint",
  ],
  [
    "v1beta1.metrics.k8s.io   kube-system/metrics-server   False (FailedDiscoveryCheck)   5d",
    "kube-apiserver -> service/kube-system/metrics-server",
  ],
  [
    'http://10.244.3.3:9100/metrics   DOWN   instance="10.244.3.3:9100" job="node-exporter"   4.2s ago   10s   Get "http://10.244.3.3:9100/metrics": context deadline exceeded',
    "? -> 10.244.3.3:9100 · timeout",
  ],
  ["only web can reach db", "? -> ?"],
  ["web can't reach db in shop or data", "? -> ?"],
  ["kubelet can't reach apiserver", "? -> kube-apiserver"],
  ["see https://runbook.corp.example/net/42, web can't reach db", "web -> db"],
  [
    "Since this morning's deploy checkout gets ECONNREFUSED from payments:8443",
    "checkout -> payments:8443 · refused · since this morning's deploy",
  ],
  ["does anybody know why the cart pod keeps getting 503 when it calls pricing?", "cart -> pricing · 503"],
  ["nodes can't pull from registry.internal:5000", "? -> registry.internal:5000"],
  ["node worker-2 can't reach the API server on 6443", "node/worker-2 -> kube-apiserver:6443"],
  [
    "pods in team-a can talk to each other but not to postgres in team-b",
    "pods in team-a -> team-b/postgres",
  ],
  ["postgres isn't accepting connections from the api pods", "api -> postgres"],
  ["為什麼 web 連不到 db:5432？", "web -> db:5432"],
  ["從 node1 無法存取 10.96.0.1:443，逾時", "node1 -> 10.96.0.1:443 · timeout"],
  ["frontend 调 backend 接口老是 timeout，帮忙看下", "frontend -> backend · timeout"],
  [
    "我们 payment 命名空间的 pod 都解析不了 mysql.db 这个域名",
    "pods in payment -> kube-dns:53/udp · looks up mysql.db",
  ],
  [
    "昨天升级之后 order 服务间歇性连不上 redis:6379",
    "service/order -> redis:6379 · sometimes · since 昨天升级之后",
  ],
  ["web → db:5432 不通，ping 也不通", "web -> db:5432"],
];
