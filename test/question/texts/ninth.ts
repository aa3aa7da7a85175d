/** A ninth lot, after what people report of their clusters in public: written down before any of these was tried. */
export const ninth: readonly (readonly [text: string, right: string])[] = [
  [
    "curl -v http://10.254.153.216:8080\n* About to connect() to 10.254.153.216 port 8080 (#0)\n*   Trying 10.254.153.216...\n* Connection timed out\n* Failed connect to 10.254.153.216:8080; Connection timed out\n* Closing connection 0\ncurl: (7) Failed connect to 10.254.153.216:8080; Connection timed out",
    "? -> 10.254.153.216:8080 · connect-timeout",
  ],
  [
    "Dec 04 22:55:00 worker-3 kubelet[4344]: E1204 22:55:00.113503    4344 reflector.go:205] k8s.io/kubernetes/pkg/kubelet/kubelet.go:413: Failed to list *v1.Service: Get https://10.0.2.15:6443/api/v1/services?resourceVersion=0: dial tcp 10.0.2.15:6443: getsockopt: connection refused",
    "node/worker-3 -> 10.0.2.15:6443 · refused",
  ],
  [
    "[ERROR] plugin/errors: 2 3797952284163317497.7063757873447144811. HINFO: read udp 192.168.209.17:36807->20.128.8.8:53: i/o timeout",
    "192.168.209.17 -> 20.128.8.8:53/udp · name-unanswered",
  ],
  [
    "[ERROR] 2 cassandra-headless.ec2.internal. A: unreachable backend: read udp 10.244.0.148:48920->10.96.0.10:53: i/o timeout",
    "10.244.0.148 -> 10.96.0.10:53/udp · name-unanswered · looks up cassandra-headless.ec2.internal",
  ],
  [
    'time="2026-07-27T10:00:00Z" level=debug msg="\'502 Bad Gateway\' caused by: dial tcp 10.244.0.146:5000: connect: connection refused"',
    "? -> 10.244.0.146:5000 · refused · 502",
  ],
  [
    "2026-10-15 14:12:38.893  WARN 1 --- [| kafdrop-admin] o.a.k.c.NetworkClient : [AdminClient clientId=kafdrop-admin] Connection to node -1 (/192.168.37.31:9092) could not be established. Broker may not be available.",
    "? -> 192.168.37.31:9092",
  ],
  [
    "[Consumer clientId=consumer-email-1, groupId=email] Bootstrap broker kafka-bootstrap.kafka:9092 (id: -1 rack: null) disconnected",
    "? -> kafka-bootstrap.kafka:9092",
  ],
  [
    '[2026-07-05T10:00:00.000Z] "GET /v1/status HTTP/1.1" 503 UC upstream_reset_before_response_started{connection_termination} - "-" 0 95 0 - "10.90.16.220" "Apache-HttpClient/4.5.1" "3a7cbcc1" "health.abc.com" "10.80.47.192:8181" outbound|80||health-api.production.svc.cluster.local 10.80.45.233:37132 10.80.45.233:80 10.80.46.220:59375 - -',
    "10.80.46.220 -> service/production/health-api:80 · closed · 503",
  ],
  [
    '[2026-07-05T10:00:00.000Z] "- - -" 0 UF,URX - - "-" 0 0 10000 - "-" "-" "-" "-" "10.244.7.7:3306" PassthroughCluster - 10.244.7.7:3306 10.244.5.5:44444 - -',
    "10.244.5.5 -> 10.244.7.7:3306",
  ],
  [
    "14:31:39.954472 IP (tos 0x0, ttl 64, id 31172, offset 0, flags [DF], proto TCP (6), length 60)\n    10.244.2.98.56726 > 10.101.122.233.9180: Flags [S], cksum 0x92d2 (incorrect -> 0x40c0), seq 816090733, win 62370, length 0",
    "10.244.2.98 -> 10.101.122.233:9180",
  ],
  [
    "[root@host-10-31-3-107 /]# ping 10.244.3.4\nPING 10.244.3.4 (10.244.3.4) 56(84) bytes of data.\nFrom 10.31.3.107 icmp_seq=1 Destination Host Unreachable",
    "host-10-31-3-107 -> 10.244.3.4/icmp · unreachable",
  ],
  [
    'time="2026-12-22T16:19:37Z" level=error msg="Get https://api.digitalocean.com/v2/domains: dial tcp: i/o timeout"',
    "? -> api.digitalocean.com:443 · connect-timeout",
  ],
  [
    'time="2026-11-22T17:16:39Z" level=warning msg="Failed to resync revoked tokens. retrying again in 1 minute: dial tcp: lookup argocd-redis: i/o timeout"',
    "? -> kube-dns:53/udp · name-unanswered · looks up argocd-redis",
  ],
  [
    'level=error ts=2026-03-01T10:00:00Z caller=memberlist_logger.go:74 msg="Failed to join 10.244.1.9:7946: dial tcp 10.244.1.9:7946: i/o timeout"',
    "? -> 10.244.1.9:7946 · connect-timeout",
  ],
  [
    'Error initializing storage of type raft: failed to join: Post "https://vault-0.vault-internal:8200/v1/sys/storage/raft/bootstrap/challenge": x509: certificate is valid for vault, not vault-0.vault-internal',
    "? -> vault-0.vault-internal:8200 · tls",
  ],
  [
    "aiohttp.client_exceptions.ClientConnectorError: Cannot connect to host api.shop.svc:8000 ssl:default [Connect call failed ('10.96.12.3', 8000)]",
    "? -> service/shop/api:8000",
  ],
  ["httpx.ConnectError: All connection attempts failed", "? -> ?"],
  [
    "[2026-03-03 09:00:00,000: ERROR/MainProcess] consumer: Cannot connect to amqp://app:**@rabbitmq.mq:5672//: [Errno 113] No route to host.",
    "? -> rabbitmq.mq:5672 · unreachable",
  ],
  [
    "TypeError: fetch failed\n    at node:internal/deps/undici/undici:12345:11 {\n  cause: Error: connect ECONNREFUSED 10.96.8.8:3000\n      at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1555:16) {\n    errno: -111,\n    code: 'ECONNREFUSED',\n    syscall: 'connect',\n    address: '10.96.8.8',\n    port: 3000\n  }\n}",
    "? -> 10.96.8.8:3000 · refused",
  ],
  [
    "AxiosError: getaddrinfo EAI_AGAIN orders.shop.svc.cluster.local",
    "? -> kube-dns:53/udp · name-unanswered · looks up orders.shop.svc.cluster.local",
  ],
  [
    'org.springframework.web.client.ResourceAccessException: I/O error on POST request for "http://pricing.shop:8080/quote": Connection timed out; nested exception is java.net.ConnectException: Connection timed out',
    "? -> pricing.shop:8080 · connect-timeout",
  ],
  [
    "com.zaxxer.hikari.pool.HikariPool$PoolInitializationException: Failed to initialize pool: Communications link failure\nCaused by: com.mysql.cj.jdbc.exceptions.CommunicationsException: Communications link failure\nThe last packet sent successfully to the server was 0 milliseconds ago.\nCaused by: java.net.ConnectException: Connection refused",
    "? -> ? · refused",
  ],
  [
    "redis.clients.jedis.exceptions.JedisConnectionException: Failed to connect to redis-master.cache:6379.",
    "? -> redis-master.cache:6379",
  ],
  [
    "server selection error: server selection timeout, current topology: { Type: Unknown, Servers: [{ Addr: mongo.db:27017, Type: Unknown, Last error: dial tcp 10.43.4.4:27017: i/o timeout }, ] }",
    "? -> 10.43.4.4:27017 · connect-timeout",
  ],
  [
    "failed to connect to all addresses; last error: UNKNOWN: ipv4:10.96.5.5:50051: Failed to connect to remote host: Connection refused",
    "? -> 10.96.5.5:50051 · refused",
  ],
  [
    "# kubectl exec -it dns-test -- nslookup web.shop\n;; connection timed out; no servers could be reached\ncommand terminated with exit code 1",
    "pod/dns-test -> kube-dns:53/udp · name-unanswered · looks up web.shop",
  ],
  ["web-1  | Error: connect ETIMEDOUT 10.0.5.5:6379", "web-1 -> 10.0.5.5:6379 · connect-timeout"],
  [
    "2026-11-02T12:21:39.140880230Z stderr F [2026/11/02 12:21:39] [error] [upstream] connection #103 to fluentd.logging:24224 timed out after 10 seconds",
    "? -> fluentd.logging:24224 · timeout",
  ],
  [
    '{"time":"2026-11-22","vhost":"shop.example.com","status":"504","upstream_addr":"10.42.1.4:8080, 10.42.2.5:8080","upstream_status":"504, 504","namespace":"shop","service_name":"cart","service_port":"80"}',
    "ingress-nginx -> 10.42.1.4:8080 · 504",
  ],
  [
    "[ 12.3s] WARN ThreadId(01) outbound:proxy{addr=10.96.3.3:8080}: linkerd_app_core::errors: Request failed error=logical service web.shop.svc.cluster.local:8080: default.endpoint: endpoint 10.244.3.7:8080: Connection refused (os error 111)",
    "? -> 10.96.3.3:8080 · refused",
  ],
  [
    "Hey folks, anyone know why `order-svc` in `prod` can't hit `inventory` (also in prod)? started around 3pm",
    "prod/order-svc -> inventory",
  ],
  [
    "our checkout service times out when talking to Redis (redis-master:6379), only on node ip-10-0-3-17",
    "service/checkout -> redis-master:6379 · timeout",
  ],
  ["Can't access service from other nodes via cluster-ip in pod", "? -> ?"],
  ["The pod of another node cannot be accessed", "? -> ?"],
  ["Node can access cluster-ip but pod is not", "? -> ?"],
  [
    "prometheus-server cannot access ClusterIP of openstack-exporter",
    "prometheus-server -> openstack-exporter",
  ],
  [
    "I can ping 10.244.2.11 from node c1 but not from the pod nginx-76bf4969df-6h5kd",
    "pod/nginx-76bf4969df-6h5kd -> 10.244.2.11/icmp",
  ],
  [
    "traffic to payments.prod.svc.cluster.local:8443 gets dropped when it comes from the batch namespace",
    "pods in batch -> service/prod/payments:8443",
  ],
  ["nginx-ingress returns 504 for /api, backend is api.shop:8000", "nginx-ingress -> api.shop:8000 · 504"],
  ["does ns dev have access to svc/vault in ns infra on 8200?", "pods in dev -> service/infra/vault:8200"],
  [
    "worker nodes lost connection to 10.0.0.10:6443 after the firewall change",
    "? -> 10.0.0.10:6443 · since firewall change",
  ],
  ["metrics-server unable to scrape kubelet on node3:10250", "metrics-server -> node/node3:10250"],
  ["各位大佬，pod a ping 不通 pod b", "pod/a -> pod/b/icmp"],
  ["master 节点 curl 10.68.0.1:443 超时", "node/master -> 10.68.0.1:443 · timeout"],
  ["nginx 的 pod 访问 mysql.default:3306 报 Connection refused", "nginx -> mysql.default:3306 · refused"],
  ["其他节点 ping 不通 172.20.102.131", "? -> 172.20.102.131/icmp"],
  [
    "dev 环境的 gateway 调 user-service 报 503 no healthy upstream",
    "gateway -> user-service · no-endpoint · 503",
  ],
  ["從 pod web-0 連線到 api.shop:8080 被拒絕", "pod/web-0 -> api.shop:8080 · refused"],
  ["今天早上开始 etl 连不上 clickhouse:8123，昨天还好好的", "etl -> clickhouse:8123 · since 今天早上开始"],
];
