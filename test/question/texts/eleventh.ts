/** An eleventh lot, mostly of what people write: written down when all before were read, and before any of these was tried. */
export const eleventh: readonly (readonly [text: string, right: string])[] = [
  [
    "E0116 07:05:05.720720       1 available_controller.go:295] v1beta1.metrics.k8s.io failed with: Get https://172.20.80.131:443: dial tcp 172.20.80.131:443: getsockopt: connection refused",
    "kube-apiserver -> 172.20.80.131:443 · refused",
  ],
  [
    "root@master:~# kubectl logs pods/metrics-server-795b774c76-8fb5s -n kube-system\nError: Get https://10.96.0.1:443/api/v1/namespaces/kube-system/configmaps/extension-apiserver-authentication: dial tcp 10.96.0.1:443: i/o timeout",
    "pod/kube-system/metrics-server-795b774c76-8fb5s -> 10.96.0.1:443 · connect-timeout",
  ],
  [
    "Error from server (InternalError): an error on the server (\"Error: 'dial tcp 10.44.1.7:8082: getsockopt: network is unreachable'\\nTrying to reach: 'http://10.44.1.7:8082/apis/metrics/v1alpha1/nodes/worker-01'\") has prevented the request from succeeding (get services http:heapster:)",
    "kube-apiserver -> 10.44.1.7:8082 · unreachable",
  ],
  [
    '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"error trying to reach service: dial tcp 10.85.0.2:8443: connect: connection refused","reason":"ServiceUnavailable","code":503}',
    "kube-apiserver -> 10.85.0.2:8443 · refused · 503",
  ],
  [
    "Status{code=UNAVAILABLE, description=io exception, cause=io.grpc.netty.shaded.io.netty.channel.AbstractChannel$AnnotatedConnectException: Connection refused: no further information: /10.96.33.4:9898}",
    "? -> 10.96.33.4:9898 · refused",
  ],
  [
    'cart-7d9c5b8f6d-2xk8p cart 2026-11-28T09:00:01Z ERROR failed to get price: Get "http://pricing.shop.svc.cluster.local/price": dial tcp 10.96.7.7:80: connect: connection timed out',
    "pod/cart-7d9c5b8f6d-2xk8p -> 10.96.7.7:80 · connect-timeout",
  ],
  [
    'Nov 28 09:00:01 node-7 containerd[812]: time="2026-11-28T09:00:01Z" level=error msg="PullImage \\"registry.infra:5000/app:2\\" failed" error="failed to do request: Head \\"http://registry.infra:5000/v2/app/manifests/2\\": dial tcp: lookup registry.infra on 10.0.0.2:53: no such host"',
    "node/node-7 -> 10.0.0.2:53/udp · name-unknown · looks up registry.infra",
  ],
  [
    '{"stream":"stderr","log":"2026/11/28 09:00:00 [error] 30#30: *9 no live upstreams while connecting to upstream, client: 10.2.2.2, server: shop.example.com, request: \\"GET / HTTP/1.1\\", upstream: \\"http://shop-cart-80/\\", host: \\"shop.example.com\\"","kubernetes":{"pod_name":"ingress-nginx-controller-abc","namespace_name":"ingress-nginx"}}',
    "ingress-nginx -> service/shop/cart:80 · no-endpoint · 502",
  ],
  [
    '10.244.0.1 - - [28/Nov/2026:09:00:00 +0000] "GET /api HTTP/1.1" 502 150 "-" "curl/8" 96 "shop-api-80@kubernetes" "http://10.244.3.8:8080" 12ms',
    "traefik -> 10.244.3.8:8080 · 502",
  ],
  [
    '[2026-11-28T09:00:00.000Z] "POST /v1/pay HTTP/2" 503 UH no_healthy_upstream - "-" 0 19 0 - "-" "okhttp/4" "x" "pay.prod:8080" "-" outbound|8080||pay.prod.svc.cluster.local - 10.96.8.8:8080 10.244.9.9:55100 - default',
    "10.244.9.9 -> service/prod/pay:8080 · no-endpoint · 503",
  ],
  [
    "$ kubectl -n shop exec deploy/cart -- nc -zvw3 redis.cache 6379\nnc: redis.cache (10.96.2.2:6379): Connection timed out",
    "deployment/shop/cart -> redis.cache:6379 · connect-timeout",
  ],
  [
    "bash-5.1$ dig +short pg.data.svc.cluster.local\n;; connection timed out; no servers could be reached",
    "? -> kube-dns:53/udp · name-unanswered · looks up pg.data.svc.cluster.local",
  ],
  [
    "Warning  Unhealthy  4s (x3 over 24s)  kubelet  Startup probe failed: dial tcp 10.244.1.20:9000: connect: no route to host",
    "its node -> 10.244.1.20:9000 · unreachable",
  ],
  [
    "django.db.utils.OperationalError: (2005, \"Unknown server host 'mysql.data' (-3)\")",
    "? -> kube-dns:53/udp · name-unknown · looks up mysql.data",
  ],
  [
    "Caused by: java.net.UnknownHostException: kafka-headless.kafka.svc.cluster.local\n\tat java.base/java.net.InetAddress.getAllByName(InetAddress.java:1519)",
    "? -> kube-dns:53/udp · name-unknown · looks up kafka-headless.kafka.svc.cluster.local",
  ],
  [
    "Faraday::ConnectionFailed: Failed to open TCP connection to search:9200 (getaddrinfo: Name or service not known)",
    "? -> search:9200 · name-unknown",
  ],
  [
    "guzzle: cURL error 28: Failed to connect to users.api port 8080 after 5001 ms: Timeout was reached (see https://curl.haxx.se/libcurl/c/libcurl-errors.html) for http://users.api:8080/me",
    "? -> users.api:8080 · connect-timeout",
  ],
  [
    'level=warn component=tracing msg="traces export: context deadline exceeded: rpc error: code = Unavailable desc = connection error: desc = \\"transport: Error while dialing: dial tcp 10.43.7.1:4317: connect: connection refused\\""',
    "? -> 10.43.7.1:4317 · refused",
  ],
  ["why does web time out talking to api?", "web -> api · timeout"],
  ["api doesn't respond to web", "web -> api"],
  ["my frontend pod cannot talk to my backend service", "frontend -> service/backend"],
  ["Is there a network policy blocking shop/web from data/pg:5432?", "shop/web -> data/pg:5432"],
  [
    "we moved redis to namespace cache yesterday and now worker can't connect to redis.cache:6379",
    "worker -> redis.cache:6379",
  ],
  ["requests from the ingress to svc/web in prod return 503", "ingress -> service/prod/web · 503"],
  ["connection from 10.244.1.5 to 10.244.2.9:8080 is refused", "10.244.1.5 -> 10.244.2.9:8080 · refused"],
  [
    "payment-worker in ns pay keeps losing its connection to rabbitmq in ns mq",
    "pay/payment-worker -> mq/rabbitmq",
  ],
  ["new node worker-5 can't join, can't reach 10.0.0.1:6443", "node/worker-5 -> 10.0.0.1:6443"],
  ["web works from node1 but not from node2", "node2 -> web"],
  ["pods on worker-3 have no internet", "pods on worker-3 -> ?"],
  ["nothing can reach elasticsearch on 9200", "? -> elasticsearch:9200"],
  ["how do I find out why svc/a can't talk to svc/b?", "svc/a -> svc/b"],
  ["kibana says it can't connect to elasticsearch", "kibana -> elasticsearch"],
  ["external clients can't reach the loadbalancer ip 203.0.113.7:443", "? -> 203.0.113.7:443"],
  ["prometheus can't scrape pods in namespace payments on port 9090", "prometheus -> pods in payments:9090"],
  ["tests fail because ci-runner cant reach nexus.tools:8081", "ci-runner -> nexus.tools:8081"],
  ["intermittent 504s from ingress-nginx to cart", "ingress-nginx -> cart · 504 · sometimes"],
  ["can node2 reach node3 on udp 8472?", "node2 -> node3:8472/udp"],
  ["is shop/web -> data/pg:5432 blocked?", "shop/web -> data/pg:5432"],
  ["the api gets EOF from auth every few minutes", "api -> auth · closed · sometimes"],
  ["Web can not reech db", "? -> ?"],
  ["请问 shop/web 到 data/pg:5432 为什么连不上", "shop/web -> data/pg:5432"],
  ["web 服务调用 order 服务超时", "service/web -> service/order · timeout"],
  ["pod web-0 里 curl api:8080 返回 connection refused", "pod/web-0 -> api:8080 · refused"],
  ["所有节点都访问不了 10.96.0.1:443", "? -> 10.96.0.1:443"],
  ["prod 命名空间到 data 命名空间的 pg 不通", "pods in prod -> data/pg"],
  ["prometheus 抓不到 node3:9100 的指标", "prometheus -> node3:9100"],
  ["升级内核后 node2 上的 pod 访问不了 node3 上的 pod", "pods on node2 -> pods on node3 · since 升级内核后"],
  ["web 偶尔解析不了 api.shop", "web -> kube-dns:53/udp · looks up api.shop · sometimes"],
  ["api 拒绝了 web 的连接", "web -> api · refused"],
  ["為何 ingress 連不上 svc/web？一直 504", "ingress -> svc/web · 504"],
];
