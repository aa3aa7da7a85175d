/** A tenth lot, of everything: written down when all before were read, and before any of these was tried. */
export const tenth: readonly (readonly [text: string, right: string])[] = [
  [
    "15:38:10.423547 IP busybox.46239 > kube-dns.kube-system.svc.cluster.local.domain: 51779+ A? google.com.default.svc.cluster.local. (54)",
    "busybox -> service/kube-system/kube-dns:53/udp",
  ],
  [
    '2026-02-20 00:40:59 +0000 [warn]: #0 failed to flush the buffer. retry_time=1 chunk="5659" error_class=Errno::ECONNREFUSED error="Connection refused - connect(2) for \\"graylog.logging\\" port 12202"',
    "? -> graylog.logging:12202 · refused",
  ],
  [
    '2026-03-11 08:43:44 +0000 [warn]: #0 failed to flush the buffer. retry_time=0 error_class=Net::HTTP::Persistent::Error error="connection refused: 10.73.241.63:8088"',
    "? -> 10.73.241.63:8088 · refused",
  ],
  [
    '2026-03-03T23:01:57.186Z    debug    scrape/scrape.go:1347    Scrape failed    {"kind": "receiver", "name": "prometheus", "scrape_pool": "serviceMonitor/op/kube-scheduler/0", "target": "https://192.168.49.2:10259/metrics", "error": "Get \\"https://192.168.49.2:10259/metrics\\": dial tcp 192.168.49.2:10259: connect: connection refused"}',
    "prometheus -> 192.168.49.2:10259 · refused",
  ],
  [
    "celery_1  | [2026-12-04 16:28:37,374: ERROR/MainProcess] consumer: Cannot connect to redis://cache:6379/0: Error 111 connecting to cache:6379. Connection refused..",
    "celery -> cache:6379 · refused",
  ],
  [
    'psycopg2.OperationalError: could not connect to server: Connection refused\n        Is the server running on host "anonlink-db" (10.100.153.139) and accepting\n        TCP/IP connections on port 5432?',
    "? -> anonlink-db:5432 · refused",
  ],
  [
    '2026/11/20 10:10:10 [error] 31#31: *7 upstream timed out (110: Operation timed out) while connecting to upstream, client: 108.162.227.25, server: dev.example.com, request: "GET / HTTP/1.1", upstream: "http://192.168.215.1:80/", host: "dev.example.com"',
    "ingress-nginx -> 192.168.215.1:80 · connect-timeout · 504",
  ],
  [
    '108.162.227.25 - - [08/Mar/2026:16:02:45 +0000] "GET / HTTP/1.1" 504 562 "-" "Mozilla/5.0" 1100 14.998 [pc-dev-example-web-service-80] [] 192.168.215.1:80, 192.168.215.1:80, 192.168.215.1:80 0, 0, 0 5.000, 5.000, 5.000 504, 504, 504 a7c98d98',
    "ingress-nginx -> 192.168.215.1:80 · 504",
  ],
  [
    "io.netty.channel.AbstractChannel$AnnotatedConnectException: finishConnect(..) failed: Connection refused: payments.prod.svc.cluster.local/10.100.3.4:8443",
    "? -> service/prod/payments:8443 · refused",
  ],
  [
    '{"type":"server","timestamp":"2026-01-01T00:00:00Z","level":"WARN","component":"o.e.d.HandshakingTransportAddressConnector","message":"[connectToRemoteMasterNode[10.244.2.5:9300]] completed handshake but followup connection failed","stacktrace":["org.elasticsearch.transport.ConnectTransportException: [es-1][10.244.2.5:9300] connect_timeout[30s]"]}',
    "? -> 10.244.2.5:9300 · connect-timeout",
  ],
  [
    "ERROR 2003 (HY000): Can't connect to MySQL server on 'mysql.data:3306' (110)",
    "? -> mysql.data:3306 · connect-timeout",
  ],
  [
    "pymysql.err.OperationalError: (2003, \"Can't connect to MySQL server on 'mysql' ([Errno 113] No route to host)\")",
    "? -> mysql · unreachable",
  ],
  [
    "Microsoft.Data.SqlClient.SqlException (0x80131904): A network-related or instance-specific error occurred while establishing a connection to SQL Server. The server was not found or was not accessible. (provider: TCP Provider, error: 40 - Could not open a connection to 'mssql.data,1433')",
    "? -> mssql.data:1433",
  ],
  [
    "Npgsql.NpgsqlException (0x80004005): Failed to connect to 10.43.2.9:5432\n ---> System.TimeoutException: The operation has timed out.",
    "? -> 10.43.2.9:5432 · timeout",
  ],
  [
    "redis: connection pool: failed to dial after 5 attempts: dial tcp 10.43.20.20:6379: connect: connection refused",
    "? -> 10.43.20.20:6379 · refused",
  ],
  ["nats: no servers available for connection", "? -> ?"],
  [
    '{"level":"warn","ts":"2026-08-01T00:00:00Z","logger":"etcd-client","caller":"v3/retry_interceptor.go:62","msg":"retrying of unary invoker failed","target":"etcd-endpoints://0xc0000/10.0.0.5:2379","error":"rpc error: code = DeadlineExceeded desc = latest balancer error: last connection error: connection error: desc = \\"transport: Error while dialing: dial tcp 10.0.0.5:2379: connect: connection refused\\""}',
    "? -> 10.0.0.5:2379 · refused",
  ],
  [
    'E1128 09:00:00.000000    1234 kubelet_node_status.go:540] "Error updating node status, will retry" err="error getting node \\"worker-2\\": Get \\"https://10.0.0.10:6443/api/v1/nodes/worker-2?timeout=10s\\": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)"',
    "? -> 10.0.0.10:6443 · timeout",
  ],
  [
    'Warning  FailedMount  3m  kubelet  MountVolume.SetUp failed for volume "pvc-1" : rpc error: code = Internal desc = mount failed: exit status 32 mount.nfs: Connection timed out',
    "? -> ? · connect-timeout",
  ],
  [
    'Error: INSTALLATION FAILED: Kubernetes cluster unreachable: Get "https://10.0.0.10:6443/version": dial tcp 10.0.0.10:6443: i/o timeout',
    "? -> 10.0.0.10:6443 · connect-timeout",
  ],
  [
    "Unable to connect to the server: dial tcp: lookup api.k8s.example.com on 10.0.0.2:53: no such host",
    "? -> 10.0.0.2:53/udp · name-unknown · looks up api.k8s.example.com",
  ],
  [
    "The connection to the server 10.0.0.10:6443 was refused - did you specify the right host or port?",
    "? -> 10.0.0.10:6443 · refused",
  ],
  [
    'kubectl logs web-0\nError from server: Get "https://10.0.0.12:10250/containerLogs/shop/web-0/app": dial tcp 10.0.0.12:10250: i/o timeout',
    "kube-apiserver -> 10.0.0.12:10250 · connect-timeout",
  ],
  [
    'Failed to dial target host "orders.shop:50051": context deadline exceeded',
    "? -> orders.shop:50051 · timeout",
  ],
  [
    "--2026-11-28 10:00:00--  http://web.shop/\nResolving web.shop (web.shop)... 10.96.4.4\nConnecting to web.shop (web.shop)|10.96.4.4|:80... failed: Connection timed out.\nRetrying.",
    "? -> web.shop:80 · connect-timeout",
  ],
  [
    "$ kubectl exec web-0 -n shop -- ping -c 3 10.244.5.5\nPING 10.244.5.5 (10.244.5.5): 56 data bytes\n--- 10.244.5.5 ping statistics ---\n3 packets transmitted, 0 packets received, 100% packet loss\ncommand terminated with exit code 1",
    "pod/shop/web-0 -> 10.244.5.5/icmp",
  ],
  [
    "nc -zv 10.244.5.5 8080\nnc: connect to 10.244.5.5 port 8080 (tcp) timed out: Operation now in progress",
    "? -> 10.244.5.5:8080 · timeout",
  ],
  [
    '2026-02-02T10:00:00.000Z error access connection complete src.addr=10.244.1.5:40000 src.workload="web-7d9f" src.namespace="shop" dst.addr=10.244.2.6:15008 dst.hbone_addr=10.244.2.6:8080 dst.service="api.shop.svc.cluster.local" direction="outbound" bytes_sent=0 error="connection timed out, maybe a NetworkPolicy is blocking HBONE port 15008: deadline has elapsed"',
    "10.244.1.5 -> 10.244.2.6:15008 · connect-timeout",
  ],
  ['The pod "access" can only wget the pod "nginx-7bb7cd8db5-thnhs" which is on node3', "? -> ?"],
  [
    "From one of the Prometheus pods I'm able to telnet to 192.168.4.90:10250 but not to 192.168.4.90:10259",
    "prometheus -> 192.168.4.90:10259",
  ],
  ["Kube-scheduler and kube-controller-manager targets are DOWN", "? -> ?"],
  ["Unable to connect to mysql from other pods, works from the same node", "? -> mysql"],
  ["my app can't reach an external database at 203.0.113.20:5432", "? -> 203.0.113.20:5432"],
  [
    "is anything blocking egress from namespace billing to api.stripe.com:443?",
    "pods in billing -> api.stripe.com:443",
  ],
  [
    "frontend in staging gets 502s from the gateway svc since Friday",
    "staging/frontend -> service/gateway · 502 · since Friday",
  ],
  ["db-0 cannot replicate from db-1, port 5432 seems closed", "db-0 -> db-1:5432"],
  ["what stops orders (ns shop) from reaching kafka:9092 (ns infra)?", "shop/orders -> infra/kafka:9092"],
  ["random connection resets between api-gateway and user-service", "api-gateway -> user-service · reset"],
  [
    "pods scheduled on node gpu-1 can't resolve github.com",
    "pods on gpu-1 -> kube-dns:53/udp · looks up github.com",
  ],
  ["ssh from bastion to node2 hangs", "bastion -> node2"],
  ["UDP 514 from fluentd to syslog.infra gets lost", "fluentd -> syslog.infra:514/udp"],
  ["I can't curl [fd00::10]:8080 from web-0", "web-0 -> [fd00::10]:8080"],
  ["grafana datasource error: can't reach loki-gateway.logging", "grafana -> loki-gateway.logging"],
  ["在 node1 上 curl 不通 node2 上 pod 的 ip 10.244.2.11", "node1 -> 10.244.2.11"],
  ["calico 网络，ping 其他节点的 pod 不通", "? -> ?"],
  [
    "集群里 pod 连不上外部数据库 192.168.10.5:3306，报 connection timed out",
    "? -> 192.168.10.5:3306 · connect-timeout",
  ],
  ["ingress 访问后端 api:8080 返回 504，请问怎么排查", "ingress -> api:8080 · 504"],
  ["default 下的 nginx 能被 busybox 访问，但 prod 下的 app 访问不了 nginx", "prod/app -> nginx"],
  ["kafka-0 与 kafka-1 之间 9092 端口不通", "kafka-0 -> kafka-1:9092"],
  ["重启 node3 后，上面的 pod 全都解析不了域名", "? -> kube-dns:53/udp · since 重启 node3 后"],
];
