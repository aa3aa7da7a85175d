/** More of the same kinds, written down when all of `reported.ts` and `unseen.ts` were read, and before any of these was tried. */
export const later: readonly (readonly [text: string, right: string])[] = [
  [
    '{"remote_addr":"203.0.113.9","request_time":5.003,"upstream":"10.244.3.17:3000","upstream_response_time":"5.002","uri":"/api","code":504,"ingress":"web","ns":"shop"}',
    "ingress-nginx -> 10.244.3.17:3000 · 504",
  ],
  [
    '10.0.3.4 - - [02/Oct/2026:09:12:44 +0000] "POST /login HTTP/2.0" 502 552 "https://shop.example.com/" "Mozilla/5.0" 1042 0.003 [shop-auth-8080] [] 10.244.1.9:8080, 10.244.2.4:8080 0, 0 0.001, 0.002 502, 502 3f2a',
    "ingress-nginx -> 10.244.1.9:8080 · 502",
  ],
  [
    '2026/10/02 09:12:44 [error] 812#812: *4411 upstream timed out (110: Operation timed out) while reading response header from upstream, client: 10.0.3.4, server: shop.example.com, request: "GET /report HTTP/1.1", upstream: "http://10.244.1.9:8080/report", host: "shop.example.com"',
    "ingress-nginx -> 10.244.1.9:8080 · read-timeout · 504",
  ],
  [
    'I1002 09:00:00.000000       7 controller.go:1083] Service "shop/auth" does not have any active Endpoint.',
    "ingress-nginx -> service/shop/auth · no-endpoint",
  ],
  [
    '[2026-10-02T09:00:00.123Z] "GET /reviews/1 HTTP/1.1" 503 UF,URX upstream_reset_before_response_started{connection_timeout} - "-" 0 91 9998 - "-" "python-requests/2.31" "b1" "reviews.test:9080" "10.244.2.30:9080" outbound|9080|v1|reviews.test.svc.cluster.local - 10.96.44.1:9080 10.244.1.21:55012 - -',
    "10.244.1.21 -> service/test/reviews:9080 · connect-timeout · 503",
  ],
  [
    '[2026-10-02T09:00:00.123Z] "- - -" 0 UF,URX - - "-" 0 0 9999 - "-" "-" "-" "-" "10.244.2.31:5432" outbound|5432||pg.data.svc.cluster.local - 10.96.9.9:5432 10.244.1.22:40000 - -',
    "10.244.1.22 -> service/data/pg:5432",
  ],
  [
    '[2026-10-02T09:00:00.123Z] "GET / HTTP/1.1" 404 NR route_not_found - "-" 0 0 0 - "10.244.1.5" "curl/8" "77" "nope.test" "-" - - 10.244.3.3:8080 10.244.1.5:41210 - -',
    "? -> ? · no-endpoint · 404",
  ],
  [
    '2026-10-02T09:00:00Z DBG github.com/traefik/traefik/v3/pkg/proxy/httputil/proxy.go:117 > 502 Bad Gateway error="dial tcp 10.244.1.40:80: connect: connection refused"',
    "traefik -> 10.244.1.40:80 · refused · 502",
  ],
  [
    'level=error msg="error forwarding to http://10.244.1.41:8080, err: dial tcp 10.244.1.41:8080: connect: no route to host" entryPointName=web routerName=x',
    "traefik -> 10.244.1.41:8080 · unreachable",
  ],
  [
    "2026/10/02 09:00:00 failed to connect to `host=pg.data user=app database=app`: dial error (dial tcp 10.96.9.9:5432: connect: connection timed out)",
    "? -> 10.96.9.9:5432 · connect-timeout",
  ],
  [
    "worker-5f7c9d8b6d-k2x9q worker panic: dial tcp 10.96.9.9:5432: connect: network is unreachable",
    "pod/worker-5f7c9d8b6d-k2x9q -> 10.96.9.9:5432 · unreachable",
  ],
  ["dial udp 10.96.0.10:53: connect: network is unreachable", "? -> 10.96.0.10:53/udp · unreachable"],
  [
    "Error: failed to fetch https://registry.npmjs.org/left-pad: dial tcp: lookup registry.npmjs.org: Temporary failure in name resolution",
    "? -> kube-dns:53/udp · name-unanswered · looks up registry.npmjs.org",
  ],
  [
    "read udp 10.244.1.8:51820->169.254.20.10:53: i/o timeout",
    "10.244.1.8 -> 169.254.20.10:53/udp · name-unanswered",
  ],
  [
    "http: proxy error: dial tcp [fd00:10:244::9]:8080: connect: connection refused",
    "? -> [fd00:10:244::9]:8080 · refused",
  ],
  [
    'Post "https://vault.vault.svc:8200/v1/auth/kubernetes/login": dial tcp 10.96.60.1:8200: i/o timeout',
    "? -> 10.96.60.1:8200 · connect-timeout",
  ],
  [
    "net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)",
    "? -> ? · timeout",
  ],
  [
    "curl: (7) Failed to connect to 10.96.3.4 port 80: Connection timed out",
    "? -> 10.96.3.4:80 · connect-timeout",
  ],
  ["curl: (28) Operation timed out after 5000 milliseconds with 0 bytes received", "? -> ? · timeout"],
  [
    "* Trying 10.96.3.4:80...\n* connect to 10.96.3.4 port 80 from 10.244.1.7 port 41234 failed: No route to host",
    "? -> 10.96.3.4:80 · unreachable",
  ],
  [
    "curl: (6) Could not resolve host: auth.shop.svc.cluster.local; Unknown error",
    "? -> kube-dns:53/udp · name-unknown · looks up auth.shop.svc.cluster.local",
  ],
  [
    "/ # wget -O- http://auth:8080\nConnecting to auth:8080 (10.96.3.4:8080)\nwget: can't connect to remote host (10.96.3.4): Connection refused",
    "? -> auth:8080 · refused",
  ],
  [
    "root@web-7d9f8c6b5-x2x4z:/app# curl -v http://auth:8080/\n*   Trying 10.96.3.4:8080...\n* connect to 10.96.3.4 port 8080 failed: Connection refused\n* Failed to connect to auth port 8080 after 2 ms: Couldn't connect to server",
    "pod/web-7d9f8c6b5-x2x4z -> auth:8080 · refused",
  ],
  [
    "kubectl exec -ti deploy/web -n shop -- sh -c 'nc -vz auth 8080'\nauth (10.96.3.4:8080) open",
    "deployment/shop/web -> auth:8080",
  ],
  [
    "kubectl run tmp --rm -it --image=busybox -n shop -- wget -qO- -T2 auth:8080",
    "pod/shop/tmp -> auth:8080",
  ],
  [
    "kubectl -n shop exec -it web-0 -- nslookup auth.shop\nServer:    10.96.0.10\nAddress 1: 10.96.0.10\n\nnslookup: can't resolve 'auth.shop'",
    "pod/shop/web-0 -> kube-dns:53/udp · name-unknown · looks up auth.shop",
  ],
  [
    "kubectl debug node/node2 -it --image=busybox -- ping -c 3 192.168.0.13",
    "node/node2 -> 192.168.0.13/icmp",
  ],
  ['nc: getaddrinfo for host "auth" port 8080: Name or service not known', "? -> auth:8080 · name-unknown"],
  ["Ncat: No route to host.", "? -> ? · unreachable"],
  ["(UNKNOWN) [10.96.3.4] 8080 (?) : Connection timed out", "? -> 10.96.3.4:8080 · connect-timeout"],
  [
    "ping: auth: Temporary failure in name resolution",
    "? -> kube-dns:53/udp · name-unanswered · looks up auth",
  ],
  ["ping: connect: Network is unreachable", "? -> ? · unreachable"],
  [
    "** server can't find auth.shop.svc.cluster.local: NXDOMAIN",
    "? -> kube-dns:53/udp · name-unknown · looks up auth.shop.svc.cluster.local",
  ],
  [
    "urllib3.exceptions.MaxRetryError: HTTPConnectionPool(host='10.96.3.4', port=8080): Max retries exceeded with url: / (Caused by NewConnectionError('<urllib3.connection.HTTPConnection object at 0x7f>: Failed to establish a new connection: [Errno 111] Connection refused'))",
    "? -> 10.96.3.4:8080 · refused",
  ],
  [
    "aiohttp.client_exceptions.ClientConnectorError: Cannot connect to host auth:8080 ssl:default [Connect call failed ('10.96.3.4', 8080)]",
    "? -> auth:8080",
  ],
  [
    "httpx.ConnectTimeout: timed out while requesting http://auth:8080/token",
    "? -> auth:8080 · connect-timeout",
  ],
  [
    "celery: [ERROR/MainProcess] consumer: Cannot connect to amqp://guest:**@rabbitmq:5672//: [Errno 111] Connection refused.",
    "celery -> rabbitmq:5672 · refused",
  ],
  [
    "redis.exceptions.TimeoutError: Timeout connecting to server redis-master:6379",
    "? -> redis-master:6379 · connect-timeout",
  ],
  [
    'sqlalchemy.exc.OperationalError: (psycopg2.OperationalError) could not connect to server: No route to host\n\tIs the server running on host "pg.data.svc" (10.96.9.9) and accepting\n\tTCP/IP connections on port 5432?',
    "? -> service/data/pg:5432 · unreachable",
  ],
  [
    "sqlalchemy.exc.OperationalError: (pymysql.err.OperationalError) (2003, \"Can't connect to MySQL server on 'mysql' ([Errno 111] Connection refused)\")",
    "? -> mysql · refused",
  ],
  [
    'Caused by: java.net.NoRouteToHostException: No route to host (Host unreachable)\n\tat java.net.PlainSocketImpl.socketConnect(Native Method)\norg.springframework.web.client.ResourceAccessException: I/O error on GET request for "http://inventory:8080/items": No route to host',
    "? -> inventory:8080 · unreachable",
  ],
  [
    "org.apache.kafka.clients.NetworkClient - [Producer clientId=producer-1] Connection to node -1 (kafka.data.svc.cluster.local/10.96.12.1:9092) could not be established. Broker may not be available.",
    "? -> service/data/kafka:9092",
  ],
  [
    "feign.RetryableException: Connect to users-service:8081 [users-service/10.96.14.2] failed: connect timed out executing GET http://users-service:8081/users/1",
    "? -> users-service:8081 · connect-timeout",
  ],
  [
    "okhttp: java.net.ConnectException: Failed to connect to users-service/10.96.14.2:8081",
    "okhttp -> users-service:8081",
  ],
  [
    "com.zaxxer.hikari.pool.HikariPool - Exception during pool initialization. The connection attempt failed. url=jdbc:mysql://mysql.shop:3306/app?useSSL=false java.net.UnknownHostException: mysql.shop",
    "? -> kube-dns:53/udp · name-unknown · looks up mysql.shop",
  ],
  [
    "io.grpc.StatusRuntimeException: UNAVAILABLE: io exception\nCaused by: io.netty.channel.AbstractChannel$AnnotatedConnectException: Connection refused: pricing.shop.svc.cluster.local/10.96.15.3:50051",
    "? -> service/shop/pricing:50051 · refused",
  ],
  [
    "RedisConnectionException: Unable to connect to redis-master.shop.svc.cluster.local/<unresolved>:6379",
    "? -> service/shop/redis-master:6379",
  ],
  [
    "MongoServerSelectionError: connect ETIMEDOUT 10.96.16.4:27017\n    at Timeout._onTimeout",
    "? -> 10.96.16.4:27017 · connect-timeout",
  ],
  [
    "AxiosError: connect EHOSTUNREACH 10.96.3.4:8080 - Local (10.244.1.7:40210)",
    "? -> 10.96.3.4:8080 · unreachable",
  ],
  [
    "FetchError: request to http://auth.shop:8080/me failed, reason: getaddrinfo EAI_AGAIN auth.shop",
    "? -> auth.shop:8080 · name-unanswered",
  ],
  [
    "Error: read ECONNRESET\n    at TCP.onStreamRead (node:internal/stream_base_commons:217:20)",
    "? -> ? · reset",
  ],
  ["cart-service | Error: connect ECONNREFUSED 10.96.5.6:6379", "cart-service -> 10.96.5.6:6379 · refused"],
  [
    '{"level":"error","service":"checkout","msg":"rpc error: code = Unavailable desc = connection error: desc = \\"transport: Error while dialing: dial tcp 10.96.15.3:50051: connect: connection refused\\""}',
    "checkout -> 10.96.15.3:50051 · refused",
  ],
  [
    'Status(StatusCode="Unavailable", Detail="failed to connect to all addresses; last error: UNKNOWN: ipv4:10.96.15.3:50051: Failed to connect to remote host: Connection refused")',
    "? -> 10.96.15.3:50051 · refused",
  ],
  [
    '3m12s  Warning  Unhealthy  pod/web-7d9f8c6b5-x2x4z  Readiness probe failed: HTTP probe failed: Get "http://10.244.1.7:8080/ready": dial tcp 10.244.1.7:8080: connect: no route to host',
    "its node -> 10.244.1.7:8080 · unreachable",
  ],
  [
    'Nov 28 10:01:02 node2 kubelet[812]: I1128 10:01:02.1 812 prober.go:107] "Probe failed" probeType="Liveness" pod="shop/web" output="Get \\"http://10.244.1.7:8080/live\\": context deadline exceeded"',
    "node/node2 -> 10.244.1.7:8080 · timeout",
  ],
  [
    'Error from server (InternalError): error when creating "x.yaml": Internal error occurred: failed calling webhook "webhook.cert-manager.io": failed to call webhook: Post "https://cert-manager-webhook.cert-manager.svc:443/mutate?timeout=10s": context deadline exceeded',
    "kube-apiserver -> service/cert-manager/cert-manager-webhook:443 · timeout",
  ],
  [
    "Error from server: error dialing backend: dial tcp: lookup node3 on 192.168.0.1:53: no such host",
    "kube-apiserver -> 192.168.0.1:53/udp · name-unknown · looks up node3",
  ],
  [
    "error: unable to upgrade connection: error dialing backend: dial tcp 192.168.0.13:10250: i/o timeout",
    "kube-apiserver -> 192.168.0.13:10250 · connect-timeout",
  ],
  [
    'Error from server (ServiceUnavailable): the server is currently unable to handle the request (get pods.metrics.k8s.io): failing or missing response from https://10.244.2.9:10250/apis/metrics.k8s.io/v1beta1: Get "https://10.244.2.9:10250/apis/metrics.k8s.io/v1beta1": dial tcp 10.244.2.9:10250: connect: no route to host',
    "kube-apiserver -> 10.244.2.9:10250 · unreachable",
  ],
  [
    'E1128 10:00:00.000000       1 scraper.go:149] "Failed to scrape node" err="Get \\"https://192.168.0.13:10250/metrics/resource\\": dial tcp 192.168.0.13:10250: connect: no route to host" node="node3"',
    "metrics-server -> 192.168.0.13:10250 · unreachable",
  ],
  [
    "[ERROR] plugin/errors: 2 3797952284163317497.7063757873447144811. HINFO: read udp 10.244.0.3:36807->8.8.8.8:53: i/o timeout",
    "10.244.0.3 -> 8.8.8.8:53/udp · name-unanswered",
  ],
  [
    '[INFO] plugin/kubernetes: pkg/mod/k8s.io/client-go@v0.29.3/tools/cache/reflector.go:229: failed to list *v1.Service: Get "https://10.96.0.1:443/api/v1/services?limit=500": dial tcp 10.96.0.1:443: connect: connection refused',
    "coredns -> 10.96.0.1:443 · refused",
  ],
  ["Unable to connect to the server: net/http: TLS handshake timeout", "? -> ? · tls"],
  [
    'calico-node: 2026-10-02 09:00:00.000 [ERROR][61] felix/health.go: Get "https://10.96.0.1:443/apis/crd.projectcalico.org/v1/clusterinformations/default": dial tcp 10.96.0.1:443: i/o timeout',
    "calico-node -> 10.96.0.1:443 · connect-timeout",
  ],
  [
    ':rotating_light: anyone around? checkout pods log this every few seconds:\n```\nWARN  c.e.Checkout - I/O error on POST request for "http://payments.shop:8080/pay": Connection refused\nWARN  c.e.Checkout - I/O error on POST request for "http://payments.shop:8080/pay": Connection refused\nINFO  c.e.Checkout - retry\n```',
    "checkout -> payments.shop:8080 · refused · sometimes",
  ],
  [
    "&gt; dial tcp 10.96.3.4:8080: connect: no route to host\nseeing this in the web pod since 14:00",
    "web -> 10.96.3.4:8080 · unreachable · since 14:00",
  ],
  ["getting `connection refused` from `web` to `auth:8080`", "web -> auth:8080 · refused"],
  ["why does web get 502 from auth?", "web -> auth · 502"],
];
