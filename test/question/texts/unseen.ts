/**
 * Texts of the kinds that people type and paste, written down from what the tools print before anything was changed to read
 * them: what each should be read as, in the form that `tellReading` gives.
 */
export const unseen: readonly (readonly [text: string, right: string])[] = [
  // ingress-nginx, in its own words and in an operator's JSON.
  [
    '{"level":"info","msg":{"vhost":"shop.example.com","upstream":{"addr":"10.233.71.8:8080","status":"504","response_time":"60.000"},"http_status":504},"ts":1768457726}',
    "ingress-nginx -> 10.233.71.8:8080 · 504",
  ],
  [
    '{"status":"503","bytes_sent":"592","namespace":"shop","service_name":"cart","service_port":"80","ingress_name":"cart","proxy_upstream_name":"shop-cart-80","upstream_addr":"","upstream_status":""}',
    "ingress-nginx -> service/shop/cart:80 · no-endpoint · 503",
  ],
  [
    '{"@timestamp":"2026-03-01T08:00:00Z","kubernetes":{"namespace_name":"shop","pod_name":"web-7d9f8c6b5-x2x4z","container_name":"web"},"log":"dial tcp 10.233.75.20:6379: connect: connection refused"}',
    "pod/shop/web-7d9f8c6b5-x2x4z -> 10.233.75.20:6379 · refused",
  ],
  [
    '2026/06/16 08:00:35 [error] 33#33: *77 connect() failed (113: No route to host) while connecting to upstream, client: 10.1.1.1, server: 0.0.0.0:5432, upstream: "10.233.75.30:5432", bytes from/to client:0/0, bytes from/to upstream:0/0',
    "ingress-nginx -> 10.233.75.30:5432 · unreachable · 502",
  ],
  [
    "[10.0.0.9] [07/Sep/2026:11:00:00 +0000] UDP 502 0 0 3.000 [kube-system-kube-dns-53] 10.233.64.5:53 0 0 3.000",
    "ingress-nginx -> 10.233.64.5:53/udp · 502",
  ],
  [
    'W1128 07:30:00.000001       8 controller.go:1207] Error obtaining Endpoints for Service "shop/cart": no object matching key "shop/cart" in local store',
    "ingress-nginx -> service/shop/cart · no-endpoint",
  ],
  [
    '2026/11/27 10:00:01 [error] 40#40: *9 no live upstreams while connecting to upstream, client: 10.2.2.2, server: shop.example.com, request: "GET / HTTP/1.1", upstream: "http://upstream_balancer/", host: "shop.example.com"\n10.2.2.2 - - [27/Nov/2026:10:00:01 +0000] "GET / HTTP/1.1" 502 150 "-" "curl/8.5.0" 80 0.000 [shop-cart-http] [] 10.233.70.7:8080 0 0.000 502 abc',
    "ingress-nginx -> 10.233.70.7:8080 · 502",
  ],
  // Envoy, Istio, Linkerd, Traefik, HAProxy.
  [
    '[2026-06-01T10:00:00.000Z] "POST /pay HTTP/2" 503 UH no_healthy_upstream - "-" 12 19 0 - "-" "grpc-go/1.60" "77aa" "payments.shop.svc.cluster.local:8443" "-" outbound|8443||payments.shop.svc.cluster.local - 10.96.200.7:8443 10.233.71.4:40210 - default',
    "10.233.71.4 -> service/shop/payments:8443 · no-endpoint · 503",
  ],
  [
    '{"start_time":"2026-06-01T10:00:00.000Z","response_code":503,"response_flags":"UF,URX","response_code_details":"upstream_reset_before_response_started{connection_timeout}","upstream_host":"10.233.75.9:9080","upstream_cluster":"outbound|9080||reviews.test.svc.cluster.local","downstream_remote_address":"10.233.70.15:40122","authority":"reviews:9080"}',
    "10.233.70.15 -> service/test/reviews:9080 · connect-timeout · 503",
  ],
  [
    "upstream connect error or disconnect/reset before headers. reset reason: connection timeout",
    "? -> ? · connect-timeout",
  ],
  [
    'reviews-v1-6d8f5 istio-proxy [2026-06-01T10:00:00.000Z] "GET /ratings/0 HTTP/1.1" 504 UT response_timeout - "-" 0 24 15000 - "-" "curl" "9d" "ratings:9080" "10.233.75.4:9080" outbound|9080||ratings.test.svc.cluster.local 10.233.72.69:50000 10.96.11.12:9080 10.233.72.69:48000 - default',
    "10.233.72.69 -> service/test/ratings:9080 · read-timeout · 504",
  ],
  [
    'time="2026-05-05T10:00:00Z" level=debug msg="\'502 Bad Gateway\' caused by: dial tcp 10.233.75.9:9080: connect: no route to host"',
    "? -> 10.233.75.9:9080 · unreachable · 502",
  ],
  [
    '10.233.64.1 - - [05/May/2026:10:00:00 +0000] "GET /cart HTTP/1.1" 502 11 "-" "-" 1207 "shop-cart@kubernetes" "http://10.233.71.8:8080" 3003ms',
    "traefik -> 10.233.71.8:8080 · 502",
  ],
  [
    '{"ClientAddr":"10.0.0.1:5555","DownstreamStatus":504,"OriginStatus":0,"RouterName":"shop-web@kubernetescrd","ServiceAddr":"10.233.71.9:80","ServiceName":"shop-web-80@kubernetescrd","ServiceURL":"http://10.233.71.9:80","Duration":30000000000,"level":"info","time":"2026-05-05T10:00:00Z"}',
    "traefik -> 10.233.71.9:80 · 504",
  ],
  // Go.
  ["dial tcp 10.233.75.4:3306: i/o timeout", "? -> 10.233.75.4:3306 · connect-timeout"],
  [
    "order-service: 2026/11/03 10:00:00 write tcp 10.233.70.8:33210->10.233.75.11:5672: write: broken pipe",
    "10.233.70.8 -> 10.233.75.11:5672 · closed",
  ],
  ['Get "https://10.96.0.1:443/version": net/http: TLS handshake timeout', "? -> 10.96.0.1:443 · tls"],
  [
    "dial tcp: lookup db.shop.svc.cluster.local on 10.96.0.10:53: no such host",
    "? -> 10.96.0.10:53/udp · name-unknown · looks up db.shop.svc.cluster.local",
  ],
  [
    "dial tcp: lookup kafka-0.kafka on 169.254.20.10:53: server misbehaving",
    "? -> 169.254.20.10:53/udp · name-unanswered · looks up kafka-0.kafka",
  ],
  [
    'Post "http://payments.shop:8080/charge": dial tcp 10.96.44.3:8080: connect: operation not permitted',
    "? -> 10.96.44.3:8080 · not-permitted",
  ],
  ['Get "http://10.233.75.9:9080/": EOF', "? -> 10.233.75.9:9080 · closed"],
  [
    'x509: certificate signed by unknown authority: Get "https://metrics.shop.svc:8443/metrics"',
    "? -> service/shop/metrics:8443 · tls",
  ],
  // Command lines and what they print.
  [
    "kubectl -n shop exec deploy/web -c app -- curl -m 5 -v http://cart.shop:8080/healthz\n* connect to 10.96.3.4 port 8080 failed: Connection timed out\ncurl: (28) Connection timed out after 5001 milliseconds",
    "deployment/shop/web -> cart.shop:8080 · connect-timeout",
  ],
  [
    "kubectl exec web-0 --namespace=shop -- nc -zv db 5432\nnc: connect to db port 5432 (tcp) failed: No route to host",
    "pod/shop/web-0 -> db:5432 · unreachable",
  ],
  ["curl: (6) Could not resolve host: ratings", "? -> kube-dns:53/udp · name-unknown · looks up ratings"],
  ["curl: (56) Recv failure: Connection reset by peer", "? -> ? · reset"],
  [
    "curl: (35) OpenSSL SSL_connect: Connection reset by peer in connection to api.shop.svc:443",
    "? -> service/shop/api:443 · tls",
  ],
  ["curl: (52) Empty reply from server", "? -> ? · closed"],
  [
    "$ kubectl exec -n demo client -- wget -qO- -T 3 http://details.test:9080/\nwget: bad address 'details.test:9080'\ncommand terminated with exit code 1",
    "pod/demo/client -> details.test:9080 · name-unknown",
  ],
  ["wget: download timed out", "? -> ? · timeout"],
  [
    "Connecting to productpage:9080 (10.96.11.4:9080)\nwget: can't connect to remote host (10.96.11.4): Connection refused",
    "? -> productpage:9080 · refused",
  ],
  [
    "PING 10.233.75.9 (10.233.75.9) 56(84) bytes of data.\n\n--- 10.233.75.9 ping statistics ---\n4 packets transmitted, 0 received, 100% packet loss, time 3050ms",
    "? -> 10.233.75.9/icmp",
  ],
  [
    "kubectl exec -it client -n test -- ping -c3 10.233.75.9\nFrom 10.233.72.1 icmp_seq=1 Destination Host Unreachable",
    "pod/test/client -> 10.233.75.9/icmp · unreachable",
  ],
  ["telnet: can't connect to remote host (10.233.75.4): Connection refused", "? -> 10.233.75.4 · refused"],
  [
    "ssh: connect to host 192.168.0.13 port 22: Connection timed out",
    "? -> 192.168.0.13:22 · connect-timeout",
  ],
  [";; connection timed out; no servers could be reached", "? -> kube-dns:53/udp · name-unanswered"],
  [
    "nslookup ratings.test\n;; communications error to 10.96.0.10#53: timed out",
    "? -> 10.96.0.10:53/udp · name-unanswered · looks up ratings.test",
  ],
  // Languages and their clients.
  [
    "Error: getaddrinfo ENOTFOUND mongo.shop.svc.cluster.local",
    "? -> kube-dns:53/udp · name-unknown · looks up mongo.shop.svc.cluster.local",
  ],
  ["web: Error: getaddrinfo EAI_AGAIN redis", "web -> kube-dns:53/udp · name-unanswered · looks up redis"],
  [
    "Error: connect ECONNREFUSED 10.96.5.6:27017\n    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1555:16) {\n  errno: -111,\n  code: 'ECONNREFUSED',\n  syscall: 'connect',\n  address: '10.96.5.6',\n  port: 27017\n}",
    "? -> 10.96.5.6:27017 · refused",
  ],
  [
    "{ errno: -113, code: 'EHOSTUNREACH', syscall: 'connect', address: '10.233.75.4', port: 9080 }",
    "? -> 10.233.75.4:9080 · unreachable",
  ],
  [
    "java.net.ConnectException: Connection refused (Connection refused)\n\tat java.base/java.net.PlainSocketImpl.socketConnect(Native Method)\nCaused by: org.apache.http.conn.HttpHostConnectException: Connect to inventory:8080 [inventory/10.96.7.8] failed: Connection refused",
    "? -> inventory:8080 · refused",
  ],
  [
    "io.netty.channel.ConnectTimeoutException: connection timed out: redis-master.shop.svc/10.96.8.9:6379",
    "? -> service/shop/redis-master:6379 · connect-timeout",
  ],
  [
    "com.mysql.cj.jdbc.exceptions.CommunicationsException: Communications link failure\n\nThe last packet sent successfully to the server was 0 milliseconds ago.\nCaused by: java.net.UnknownHostException: mysql.shop: Name or service not known",
    "? -> kube-dns:53/udp · name-unknown · looks up mysql.shop",
  ],
  [
    "java.sql.SQLRecoverableException: IO Error: The Network Adapter could not establish the connection, url=jdbc:oracle:thin:@//oracle.shop:1521/ORCL",
    "? -> oracle.shop:1521",
  ],
  [
    "org.postgresql.util.PSQLException: The connection attempt failed. jdbc:postgresql://pg.shop.svc:5432/app Caused by: java.net.SocketTimeoutException: connect timed out",
    "? -> service/shop/pg:5432 · connect-timeout",
  ],
  [
    'psql: error: connection to server at "db.demo.svc.cluster.local" (10.96.1.2), port 5432 failed: Connection refused\n\tIs the server running on that host and accepting TCP/IP connections?',
    "? -> service/demo/db:5432 · refused",
  ],
  [
    'psql: could not connect to server: Connection timed out\n\tIs the server running on host "10.96.1.2" and accepting\n\tTCP/IP connections on port 5432?',
    "? -> 10.96.1.2:5432 · connect-timeout",
  ],
  [
    "Could not connect to Redis at redis-master:6379: Connection timed out",
    "? -> redis-master:6379 · connect-timeout",
  ],
  [
    "redis.exceptions.ConnectionError: Error 113 connecting to redis:6379. No route to host.",
    "? -> redis:6379 · unreachable",
  ],
  [
    "requests.exceptions.ConnectTimeout: HTTPSConnectionPool(host='api.shop.svc.cluster.local', port=8443): Max retries exceeded with url: /v1 (Caused by ConnectTimeoutError(<urllib3.connection.HTTPSConnection object at 0x7f>, 'Connection to api.shop.svc.cluster.local timed out. (connect timeout=5)'))",
    "? -> service/shop/api:8443 · connect-timeout",
  ],
  [
    "requests.exceptions.ConnectionError: HTTPConnectionPool(host='details', port=9080): Max retries exceeded with url: /details/0 (Caused by NameResolutionError(\"<urllib3.connection.HTTPConnection object at 0x7f>: Failed to resolve 'details' ([Errno -2] Name or service not known)\"))",
    "? -> details:9080 · name-unknown",
  ],
  [
    "grpc: error: 14 UNAVAILABLE: No connection established. Last error: connect ECONNREFUSED 10.96.9.9:50051",
    "? -> 10.96.9.9:50051 · refused",
  ],
  [
    'rpc error: code = DeadlineExceeded desc = latest balancer error: connection error: desc = "transport: Error while dialing: dial tcp: lookup pricing on 10.96.0.10:53: read udp 10.233.70.5:41234->10.96.0.10:53: i/o timeout"',
    "10.233.70.5 -> 10.96.0.10:53/udp · name-unanswered · looks up pricing",
  ],
  [
    "pymongo.errors.ServerSelectionTimeoutError: mongo-0.mongo:27017: timed out",
    "? -> mongo-0.mongo:27017 · timeout",
  ],
  [
    "ERROR 2003 (HY000): Can't connect to MySQL server on 'mysql.shop' (110)",
    "? -> mysql.shop · connect-timeout",
  ],
  // Kubernetes itself.
  [
    "Warning  Unhealthy  12m (x100 over 1h)  kubelet, node2  Liveness probe failed: dial tcp 10.233.72.69:8080: connect: connection refused",
    "node/node2 -> 10.233.72.69:8080 · refused",
  ],
  [
    'Warning  Unhealthy  5m1s  kubelet  Startup probe failed: Get "https://10.244.46.210:8443/healthz": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
    "its node -> 10.244.46.210:8443 · timeout",
  ],
  [
    'Error from server: Get "https://192.168.0.12:10250/containerLogs/test/details-x/details": dial tcp 192.168.0.12:10250: i/o timeout',
    "kube-apiserver -> 192.168.0.12:10250 · connect-timeout",
  ],
  [
    'Internal error occurred: failed calling webhook "validate.nginx.ingress.kubernetes.io": failed to call webhook: Post "https://ingress-nginx-controller-admission.ingress-nginx.svc:443/networking/v1/ingresses?timeout=10s": dial tcp 10.96.77.5:443: connect: connection refused',
    "kube-apiserver -> service/ingress-nginx/ingress-nginx-controller-admission:443 · refused",
  ],
  [
    'E1231 04:14:29.511397       1 available_controller.go:419] v1beta1.metrics.k8s.io failed with: failing or missing response from https://10.32.81.244:443/apis/metrics.k8s.io/v1beta1: Get "https://10.32.81.244:443/apis/metrics.k8s.io/v1beta1": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
    "kube-apiserver -> 10.32.81.244:443 · timeout",
  ],
  [
    "[ERROR] plugin/errors: 2 api.example.org. A: read udp 10.233.64.5:36807->192.168.0.1:53: i/o timeout",
    "10.233.64.5 -> 192.168.0.1:53/udp · name-unanswered · looks up api.example.org",
  ],
  [
    'ts=2026-04-04T10:00:00Z caller=scrape.go:1351 level=debug component="scrape manager" scrape_pool=pods target=http://10.233.71.3:9100/metrics msg="Scrape failed" err="Get \\"http://10.233.71.3:9100/metrics\\": dial tcp 10.233.71.3:9100: connect: no route to host"',
    "prometheus -> 10.233.71.3:9100 · unreachable",
  ],
  [
    'E0101 10:00:00.000000       1 leaderelection.go:330] error retrieving resource lock kube-system/cluster-autoscaler: Get "https://10.96.0.1:443/apis/coordination.k8s.io/v1/namespaces/kube-system/leases/cluster-autoscaler": dial tcp 10.96.0.1:443: i/o timeout',
    "? -> 10.96.0.1:443 · connect-timeout",
  ],
  [
    "Unable to connect to the server: dial tcp 192.168.0.11:6443: connect: connection refused",
    "? -> 192.168.0.11:6443 · refused",
  ],
  // Slack's shapes around it.
  [
    "hey team, seeing this in checkout since the 14:05 deploy :fire:\n```\nERROR 2026-11-03 14:06:00 payment failed: dial tcp\n10.96.44.3:8080: connect: connection refused\n```\nany idea?",
    "checkout -> 10.96.44.3:8080 · refused · since 14:05 deploy",
  ],
  [
    "&gt; reviews: read tcp 10.233.72.69:43218-&gt;10.233.75.4:9080: read: connection reset by peer",
    "10.233.72.69 -> 10.233.75.4:9080 · reset",
  ],
  [
    "dial tcp 10.233.75.4:9080: connect: connection refused\ndial tcp 10.233.75.4:9080: connect: connection refused\ndial tcp 10.233.75.5:9080: connect: connection refused",
    "? -> 10.233.75.4:9080 · refused",
  ],
  [
    "[pod/web-7d9f8c6b5-x2x4z/web] 2026-11-03T10:00:00Z connect to <http://cart:8080|cart:8080> failed: Connection timed out",
    "pod/web-7d9f8c6b5-x2x4z -> cart:8080 · connect-timeout",
  ],
  ["10.233.72.69:43218 -> 10.233.75.4:9080", "10.233.72.69 -> 10.233.75.4:9080"],
  // Sentences.
  ["why is shop/web not able to talk to redis on 6379?", "shop/web -> redis:6379"],
  ["does frontend get refused by backend", "frontend -> backend · refused"],
  ["backend refuses connections from frontend on port 8080", "frontend -> backend:8080 · refused"],
  ["traffic from demo/client to test/details is blocked", "demo/client -> test/details"],
  ["connections between web and db keep dropping", "web -> db"],
  ["the api can't be reached by the frontend", "frontend -> api"],
  ["nobody can reach productpage", "? -> productpage"],
  ["pods in demo can't reach pods in test", "pods in demo -> pods in test"],
  ["node1 can't reach node3", "node1 -> node3"],
  ["nothing on node2 can reach kube-dns", "pods on node2 -> kube-dns"],
  ["web intermittently gets connection refused from db:5432", "web -> db:5432 · refused · sometimes"],
  ["since the upgrade, web cannot reach db", "web -> db · since upgrade"],
  ["productpage can't call its own service", "productpage -> service/productpage"],
  [
    "test/client cannot resolve ratings.test.svc.cluster.local",
    "test/client -> kube-dns:53/udp · looks up ratings.test.svc.cluster.local",
  ],
  ["DNS doesn't work in pod web", "pod/web -> kube-dns:53/udp"],
  ["is port 5432 on db open from web?", "web -> db:5432"],
  ["hello world how are you", "? -> ?"],
  // The same in Chinese.
  ["productpage 从 ingress-nginx 访问不到", "ingress-nginx -> productpage"],
  ["从 reviews 连不上 ratings:9080", "reviews -> ratings:9080"],
  ["ratings 不通", "? -> ratings"],
  ["node1 上的 pod 访问不了 node3 上的 pod", "pods on node1 -> pods on node3"],
  ["web 到 db 的 5432 端口不通", "web -> db:5432"],
  ["frontend 偶尔连接 backend:8080 超时", "frontend -> backend:8080 · timeout · sometimes"],
  ["client 解析不了 google.com", "client -> kube-dns:53/udp · looks up google.com"],
  ["test 命名空间的所有 pod 都连不上 kube-dns", "pods in test -> kube-dns"],
  ["reviews 访问 ratings 报 connection refused", "reviews -> ratings · refused"],
  ["请问为什么 shop/web 无法连接到 10.96.1.2:5432？", "shop/web -> 10.96.1.2:5432"],
  ["backend 无法被 frontend 访问", "frontend -> backend"],
  ["productpage 访问不了自己的 service", "productpage -> service/productpage"],
  ["发布之后 web 连不上 db", "web -> db · since 发布之后"],
];
