/** A third lot, written down when the first three were read, and before any of these was tried. */
export const third: readonly (readonly [text: string, right: string])[] = [
  [
    '{"ts":"2026-09-01T10:00:00Z","host":"shop.example.com","method":"GET","path":"/","status":"502","upstream":{"name":"shop-web-80","address":"10.42.1.15:8080","connect_time":"0.000"}}',
    "ingress-nginx -> 10.42.1.15:8080 · 502",
  ],
  [
    '{"body_bytes_sent":"0","upstream_addr":"10.42.1.15:8080, 10.42.2.16:8080","upstream_status":"504, 504","status":"504","proxy_upstream_name":"shop-web-http","time_iso8601":"2026-09-01T10:00:00+00:00"}',
    "ingress-nginx -> 10.42.1.15:8080 · 504",
  ],
  [
    '2026/09/01 10:00:00 [error] 99#99: *1 upstream prematurely closed connection while reading response header from upstream, client: 10.42.0.1, server: _, request: "GET / HTTP/1.1", upstream: "http://10.42.1.15:8080/", host: "shop"',
    "ingress-nginx -> 10.42.1.15:8080 · closed · 502",
  ],
  [
    '2026/09/01 10:00:00 [error] 99#99: *1 SSL_do_handshake() failed (SSL: error:0A00010B:SSL routines::wrong version number) while SSL handshaking to upstream, client: 10.42.0.1, server: _, request: "GET / HTTP/1.1", upstream: "https://10.42.1.15:8080/", host: "shop"',
    "ingress-nginx -> 10.42.1.15:8080 · tls · 502",
  ],
  [
    "[10.42.0.1] [01/Sep/2026:10:00:00 +0000] TCP 200 120 99 0.100 [shop-pg-5432] 10.42.3.3:5432 120 99 0.000",
    "? -> ?",
  ],
  [
    '[2026-09-01T10:00:00.000Z] "GET /x HTTP/1.1" 503 UC upstream_reset_before_response_started{connection_termination} - "-" 0 95 2 - "10.1.1.1" "curl" "id" "web.shop.example.com" "10.42.1.15:8080" outbound|80||web.shop.svc.cluster.local 10.42.0.9:33000 10.42.0.9:8443 10.1.1.1:50000 web.shop.example.com default',
    "10.1.1.1 -> service/shop/web:80 · closed · 503",
  ],
  [
    '[2026-09-01T10:00:00.000Z] "GET /x HTTP/1.1" 503 UF upstream_reset_before_response_started{remote_connection_failure,delayed_connect_error:_113} - "delayed_connect_error:_113" 0 152 2 - "-" "curl" "id" "cart:7070" "10.42.1.77:7070" outbound|7070||cart.boutique.svc.cluster.local - 10.43.1.2:7070 10.42.0.31:50000 - default',
    "10.42.0.31 -> service/boutique/cart:7070 · unreachable · 503",
  ],
  [
    'frontend-6b8d69b9fb-wk7qz frontend could not retrieve cart: rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial tcp 10.43.1.2:7070: connect: connection timed out"',
    "pod/frontend-6b8d69b9fb-wk7qz -> 10.43.1.2:7070 · connect-timeout",
  ],
  ["dial tcp 10.43.1.2:7070: connect: connection reset by peer", "? -> 10.43.1.2:7070 · reset"],
  [
    "write udp 10.42.0.5:53122->10.43.0.10:53: write: operation not permitted",
    "10.42.0.5 -> 10.43.0.10:53/udp · not-permitted",
  ],
  [
    "lookup payments.shop.svc.cluster.local: i/o timeout",
    "? -> kube-dns:53/udp · name-unanswered · looks up payments.shop.svc.cluster.local",
  ],
  [
    'Get "http://payments/healthz": dial tcp: lookup payments on 10.43.0.10:53: no such host',
    "? -> 10.43.0.10:53/udp · name-unknown · looks up payments",
  ],
  [
    'failed to pull image "registry.local:5000/app:1": failed to do request: Head "https://registry.local:5000/v2/app/manifests/1": dial tcp 10.0.0.50:5000: connect: connection refused',
    "? -> 10.0.0.50:5000 · refused",
  ],
  [
    "curl: (7) Failed to connect to 10.43.1.2 port 7070 after 3061 ms: No route to host",
    "? -> 10.43.1.2:7070 · unreachable",
  ],
  ["curl: (35) error:0A00010B:SSL routines::wrong version number", "? -> ? · tls"],
  ["curl: (7) Failed connect to cart:7070; Connection refused", "? -> cart:7070 · refused"],
  [
    "$ curl -sS --max-time 3 http://cart.boutique:7070\ncurl: (28) Connection timeout after 3001 ms",
    "? -> cart.boutique:7070 · connect-timeout",
  ],
  [
    "bash-5.1# nc -zv cart 7070\nnc: connect to cart (10.43.1.2) port 7070 (tcp) failed: Connection refused",
    "? -> cart:7070 · refused",
  ],
  [
    "telnet 10.43.1.2 7070\nTrying 10.43.1.2...\ntelnet: Unable to connect to remote host: No route to host",
    "? -> 10.43.1.2:7070 · unreachable",
  ],
  [
    "kubectl exec frontend-6b8d69b9fb-wk7qz -n boutique -c server -- curl -s -o /dev/null -w '%{http_code}' cart:7070",
    "pod/boutique/frontend-6b8d69b9fb-wk7qz -> cart:7070",
  ],
  [
    "kubectl exec -n boutique deploy/frontend -- getent hosts cart",
    "deployment/boutique/frontend -> kube-dns:53/udp · looks up cart",
  ],
  ["kubectl exec sts/pg -n data -- psql -h pg-0.pg -p 5432 -U app", "statefulset/data/pg -> pg-0.pg:5432"],
  ["oc exec web-0 -n shop -- redis-cli -h redis -p 6379 ping", "pod/shop/web-0 -> redis:6379"],
  [
    "GuzzleHttp\\Exception\\ConnectException: cURL error 7: Failed to connect to api.shop port 80: Connection refused (see https://curl.haxx.se/libcurl/c/libcurl-errors.html) for http://api.shop/v1",
    "? -> api.shop:80 · refused",
  ],
  [
    'Errno::ECONNREFUSED: Failed to open TCP connection to search:9200 (Connection refused - connect(2) for "search" port 9200)',
    "? -> search:9200 · refused",
  ],
  ["System.Net.Http.HttpRequestException: Connection refused (catalog:5101)", "? -> catalog:5101 · refused"],
  [
    'reqwest::Error { kind: Request, url: "http://catalog:5101/items", source: hyper::Error(Connect, ConnectError("tcp connect error", Os { code: 111, kind: ConnectionRefused, message: "Connection refused" })) }',
    "? -> catalog:5101 · refused",
  ],
  [
    "elasticsearch.exceptions.ConnectionTimeout: ConnectionTimeout caused by - ReadTimeoutError(HTTPSConnectionPool(host='es.logging.svc', port=9200): Read timed out. (read timeout=10))",
    "? -> service/logging/es:9200 · read-timeout",
  ],
  [
    'psycopg2.OperationalError: connection to server at "10.43.9.9", port 5432 failed: timeout expired',
    "? -> 10.43.9.9:5432 · timeout",
  ],
  [
    'django.db.utils.OperationalError: could not translate host name "pg.data" to address: Name or service not known',
    "? -> kube-dns:53/udp · name-unknown · looks up pg.data",
  ],
  [
    "kombu.exceptions.OperationalError: [Errno 110] Connection timed out: amqp://rabbit:5672",
    "? -> rabbit:5672 · connect-timeout",
  ],
  [
    "org.springframework.dao.DataAccessResourceFailureException: Timed out after 30000 ms while waiting to connect. Client view of cluster state is {type=UNKNOWN, servers=[{address=mongo:27017, type=UNKNOWN, state=CONNECTING, exception={com.mongodb.MongoSocketOpenException: Exception opening socket}, caused by {java.net.ConnectException: Connection refused (Connection refused)}}]",
    "? -> mongo:27017 · refused",
  ],
  [
    "javax.net.ssl.SSLHandshakeException: PKIX path building failed connecting to https://idp.auth.svc:8443",
    "? -> service/auth/idp:8443 · tls",
  ],
  ["ERR_CONNECTION_REFUSED at http://catalog:5101", "? -> catalog:5101 · refused"],
  [
    "[ioredis] Unhandled error event: Error: connect ETIMEDOUT 10.43.7.7:6379",
    "? -> 10.43.7.7:6379 · connect-timeout",
  ],
  [
    "redis.exceptions.ConnectionError: Error -2 connecting to redis.cache:6379. Name or service not known.",
    "? -> redis.cache:6379 · name-unknown",
  ],
  [
    "(error) CLUSTERDOWN; Could not connect to Redis at 10.43.7.7:6379: No route to host",
    "? -> 10.43.7.7:6379 · unreachable",
  ],
  [
    "Warning  Unhealthy  3s (x5 over 43s)  kubelet  Readiness probe failed: dial tcp 10.42.1.15:5432: i/o timeout",
    "its node -> 10.42.1.15:5432 · connect-timeout",
  ],
  [
    'Liveness probe failed: timeout: failed to connect service "10.42.1.15:50051" within 1s',
    "its node -> 10.42.1.15:50051 · timeout",
  ],
  [
    "Error from server (NotFound): the server could not find the metric; failing or missing response from https://10.43.55.5:443/apis/custom.metrics.k8s.io/v1beta1: bad status from https://10.43.55.5:443: 503",
    "kube-apiserver -> 10.43.55.5:443 · 503",
  ],
  [
    'Internal error occurred: failed calling webhook "vpod.kb.io": failed to call webhook: Post "https://webhook-service.sys.svc:443/validate?timeout=10s": no endpoints available for service "webhook-service"',
    "kube-apiserver -> service/sys/webhook-service:443 · no-endpoint",
  ],
  [
    'Internal error occurred: failed calling webhook "vpod.kb.io": failed to call webhook: Post "https://webhook-service.sys.svc:443/validate?timeout=10s": tls: failed to verify certificate: x509: certificate signed by unknown authority',
    "kube-apiserver -> service/sys/webhook-service:443 · tls",
  ],
  [
    "error upgrading connection: error dialing backend: dial tcp 192.168.0.12:10250: connect: connection refused",
    "kube-apiserver -> 192.168.0.12:10250 · refused",
  ],
  [
    "[ERROR] plugin/errors: 2 auth.corp.local. AAAA: read udp 10.42.0.3:41111->192.168.0.2:53: read: connection refused",
    "10.42.0.3 -> 192.168.0.2:53/udp · name-unanswered · looks up auth.corp.local",
  ],
  [
    'prometheus scrape error: Get "http://10.42.1.20:9100/metrics": dial tcp 10.42.1.20:9100: connect: connection refused',
    "prometheus -> 10.42.1.20:9100 · refused",
  ],
  [
    'level=warn component="scrape manager" target=http://10.42.1.20:9100/metrics err="server returned HTTP status 503 Service Unavailable"',
    "prometheus -> 10.42.1.20:9100 · 503",
  ],
  [
    'E0901 10:00:00.1 1 controllermanager.go:235] error building controller context: Get "https://192.168.0.11:6443/healthz": dial tcp 192.168.0.11:6443: i/o timeout',
    "? -> 192.168.0.11:6443 · connect-timeout",
  ],
  [
    '<@U42> could you look? `frontend` logs:\n```2026-09-01 10:00:00 ERROR failed to get recommendations: Get "http://recommendation:8080/": context deadline exceeded```\nstarted after the 10am deploy',
    "frontend -> recommendation:8080 · timeout · since 10am deploy",
  ],
  [
    '```\ntime="2026-09-01T10:00:00Z" level=error msg="can\'t reach backend" backend=orders:8080 error="connection refused"\n```',
    "? -> orders:8080 · refused",
  ],
];

export const thirdSentences: readonly (readonly [text: string, right: string])[] = [
  [
    "hey, since this morning checkout can't talk to payments:8443",
    "checkout -> payments:8443 · since this morning",
  ],
  ["is it possible that a policy prevents cart from reaching redis?", "cart -> redis"],
  [
    "frontend pods can't connect to the cart service on port 7070 in namespace boutique",
    "frontend -> service/boutique/cart:7070",
  ],
  [
    "Any reason why pod/web-0 in shop gets timeouts calling http://catalog:5101?",
    "pod/shop/web-0 -> catalog:5101 · timeout",
  ],
  [
    "the checkout deployment loses connection to kafka every few minutes",
    "deployment/checkout -> kafka · sometimes",
  ],
  ["payments is refusing connections from checkout", "checkout -> payments · refused"],
  ["connection from grafana to prometheus:9090 times out", "grafana -> prometheus:9090 · timeout"],
  ["prometheus cannot scrape node-exporter on node2", "prometheus -> node-exporter"],
  ["argocd can't reach the kubernetes api", "argocd -> kube-apiserver"],
  ["I get connection refused when I curl cart:7070 from frontend", "frontend -> cart:7070 · refused"],
  ["redis isn't reachable from any pod in shop", "pods in shop -> redis"],
  ["from within pod worker-1 I cannot reach postgres.data:5432", "pod/worker-1 -> postgres.data:5432"],
  ["nothing can connect to kafka:9092", "? -> kafka:9092"],
  ["web works but api can't reach db", "api -> db"],
  ["can shop/web open a connection to shop/db on 5432?", "shop/web -> shop/db:5432"],
  ["what blocks frontend -> cart?", "frontend -> cart"],
  ["node2 to node3 vxlan traffic lost", "node2 -> node3"],
  ["all pods on node2 lost DNS", "pods on node2 -> kube-dns:53/udp"],
  [
    "cart.boutique.svc.cluster.local doesn't resolve in frontend",
    "frontend -> kube-dns:53/udp · looks up cart.boutique.svc.cluster.local",
  ],
  ["external traffic to 192.168.0.13:30080 gets dropped", "? -> 192.168.0.13:30080"],
  ["frontend can't reach cart via its service", "frontend -> cart"],
  ["frontend gets 503 from cart sometimes", "frontend -> cart · 503 · sometimes"],
  ["frontend → cart times out", "frontend -> cart · timeout"],
  ["ping from node1 to 10.42.1.15 fails", "node1 -> 10.42.1.15/icmp"],
  ["checkout 调用 payments:8443 失败", "checkout -> payments:8443"],
  ["为什么从 node2 访问 10.43.0.10:53 会超时？", "node2 -> 10.43.0.10:53 · timeout"],
  ["pod frontend 里 curl cart:7070 报 Connection refused", "pod/frontend -> cart:7070 · refused"],
  ["payments 服务不可达", "? -> service/payments"],
  ["boutique 命名空间下的 frontend 无法解析 cart", "boutique/frontend -> kube-dns:53/udp · looks up cart"],
  ["frontend 和 cart 之间网络不通", "frontend -> cart"],
  ["node2 上所有 pod 的 DNS 都不通", "pods on node2 -> kube-dns:53/udp"],
  ["自从升级开始 web 间歇性访问不到 redis:6379", "web -> redis:6379 · sometimes · since 自从升级开始"],
  ["web 被 redis 拒绝连接", "web -> redis · refused"],
  ["访问 http://cart:7070 返回 502，从 frontend 过去", "frontend -> cart:7070 · 502"],
  ["grafana 连 prometheus:9090 连不上", "grafana -> prometheus:9090"],
  ["ingress 到 web 502", "ingress -> web · 502"],
];
