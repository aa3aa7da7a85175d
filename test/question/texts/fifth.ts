/** A fifth lot, of everything: written down when all before were read, and before any of these was tried. */
export const fifth: readonly (readonly [text: string, right: string])[] = [
  [
    '192.168.1.1 - - [22/Nov/2026:11:20:31 +0000] "GET /metrics HTTP/1.1" 499 0 "-" "Prometheus/2.51" 233 29.998 [monitoring-grafana-service] [] 10.42.8.12:3000 0 29.998 - 9d1e',
    "ingress-nginx -> 10.42.8.12:3000 · 499",
  ],
  [
    '{"time_local":"22/Nov/2026:11:20:31 +0000","client":"10.0.0.9","response":{"status":503},"backend":{"service":"grafana","namespace":"monitoring","addr":"10.42.8.12:3000"}}',
    "ingress-nginx -> 10.42.8.12:3000 · 503",
  ],
  [
    '2026/11/22 11:20:31 [error] 27#27: *5034 connect() failed (111: Connection refused) while connecting to upstream, client: 10.0.0.9, server: g.example.com, request: "GET / HTTP/2.0", upstream: "http://10.42.8.12:3000/", host: "g.example.com"',
    "ingress-nginx -> 10.42.8.12:3000 · refused · 502",
  ],
  [
    'I1122 11:20:31.000000       1 event.go:377] Event(v1.ObjectReference{Kind:"Pod", Namespace:"monitoring", Name:"grafana-0"}): type: \'Warning\' reason: \'Unhealthy\' Readiness probe failed: Get "http://10.42.8.12:3000/api/health": dial tcp 10.42.8.12:3000: connect: connection refused',
    "its node -> 10.42.8.12:3000 · refused",
  ],
  [
    'grafana | logger=datasource t=2026-11-22T11:20:31Z level=error msg="Failed to call resource" error="Post \\"http://prometheus-server.monitoring.svc.cluster.local:9090/api/v1/query\\": dial tcp 10.43.90.1:9090: i/o timeout"',
    "grafana -> 10.43.90.1:9090 · connect-timeout",
  ],
  [
    'Post "http://loki-gateway.logging.svc/loki/api/v1/push": context deadline exceeded',
    "? -> service/logging/loki-gateway:80 · timeout",
  ],
  [
    'promtail-x7k2p promtail level=warn component=client host=loki-gateway msg="error sending batch, will retry" status=-1 error="Post \\"http://loki-gateway.logging.svc/loki/api/v1/push\\": dial tcp: lookup loki-gateway.logging.svc on 10.43.0.10:53: read udp 10.42.4.3:60000->10.43.0.10:53: i/o timeout"',
    "10.42.4.3 -> 10.43.0.10:53/udp · name-unanswered · looks up loki-gateway.logging.svc",
  ],
  [
    "transport: authentication handshake failed: context deadline exceeded dial tcp 10.42.9.9:15012",
    "? -> 10.42.9.9:15012 · timeout",
  ],
  [
    "warning envoy config external/envoy/source/common/config/grpc_stream.h:163 StreamAggregatedResources gRPC config stream to xds-grpc closed: 14, upstream connect error or disconnect/reset before headers. reset reason: connection failure, transport failure reason: delayed connect error: 111",
    "? -> ? · refused",
  ],
  [
    "[2026-11-22 11:20:31.000][15][critical] dial tcp 10.43.55.5:15010: connect: no route to host",
    "? -> 10.43.55.5:15010 · unreachable",
  ],
  [
    'MountVolume.SetUp failed for volume "nfs" : mount failed: mount.nfs: Connection timed out for 10.0.7.7:/export',
    "? -> 10.0.7.7 · connect-timeout",
  ],
  [
    "Failed to connect to bus: etcdserver: dial tcp 192.168.0.11:2379: connect: connection refused",
    "? -> 192.168.0.11:2379 · refused",
  ],
  [
    '{"level":"warn","ts":"2026-11-22T11:20:31Z","caller":"rafthttp/probing_status.go:68","msg":"prober detected unhealthy status","remote-peer-id":"9f","rtt":"0s","error":"dial tcp 192.168.0.12:2380: i/o timeout"}',
    "? -> 192.168.0.12:2380 · connect-timeout",
  ],
  [
    'kube-proxy-4n6cd kube-proxy E1122 11:20:31.1 1 reflector.go:147] Failed to watch *v1.EndpointSlice: Get "https://192.168.0.10:6443/apis/discovery.k8s.io/v1/endpointslices": dial tcp 192.168.0.10:6443: connect: network is unreachable',
    "pod/kube-proxy-4n6cd -> 192.168.0.10:6443 · unreachable",
  ],
  [
    "* connect to 10.43.90.1 port 9090 failed: Connection refused\n* Failed to connect to prometheus-server.monitoring port 9090: Connection refused\n* Closing connection 0\ncurl: (7) Failed to connect to prometheus-server.monitoring port 9090: Connection refused",
    "? -> prometheus-server.monitoring:9090 · refused",
  ],
  [
    "kubectl exec -it grafana-0 -n monitoring -- curl -I prometheus-server:9090\nHTTP/1.1 503 Service Unavailable",
    "pod/monitoring/grafana-0 -> prometheus-server:9090 · 503",
  ],
  [
    "[root@node2 ~]# curl -k https://10.96.0.1:443/healthz\ncurl: (28) Failed to connect to 10.96.0.1 port 443: Connection timed out",
    "node2 -> 10.96.0.1:443 · connect-timeout",
  ],
  [
    "[root@node2 ~]# telnet 10.42.8.12 3000\nTrying 10.42.8.12...\ntelnet: connect to address 10.42.8.12: No route to host",
    "node2 -> 10.42.8.12:3000 · unreachable",
  ],
  [
    "kubectl exec busybox -- nslookup kubernetes.default\nServer:    10.96.0.10\nAddress:   10.96.0.10:53\n\n;; connection timed out; no servers could be reached",
    "pod/busybox -> kube-dns:53/udp · name-unanswered · looks up kubernetes.default",
  ],
  [
    "bash: connect: Connection refused\nbash: /dev/tcp/10.42.8.12/3000: Connection refused",
    "? -> 10.42.8.12:3000 · refused",
  ],
  [
    "ConnectionRefusedError: [Errno 111] Connection refused, ('10.43.90.1', 9090)",
    "? -> 10.43.90.1:9090 · refused",
  ],
  ["socket.gaierror: [Errno -3] Temporary failure in name resolution", "? -> ? · name-unanswered"],
  [
    "cassandra.cluster.NoHostAvailable: ('Unable to connect to any servers', {'10.43.12.12:9042': ConnectionRefusedError(111, \"Tried connecting to [('10.43.12.12', 9042)]. Last error: Connection refused\")})",
    "? -> 10.43.12.12:9042 · refused",
  ],
  [
    "org.redisson.client.RedisConnectionException: Unable to connect to Redis server: redis.cache/10.43.13.13:6379",
    "? -> redis.cache:6379",
  ],
  [
    "java.net.SocketTimeoutException: Connect timed out at okhttp3 for http://billing:8080/invoice",
    "? -> billing:8080 · connect-timeout",
  ],
  [
    "UnknownHostException: billing.shop.svc.cluster.local: Name does not resolve",
    "? -> kube-dns:53/udp · name-unknown · looks up billing.shop.svc.cluster.local",
  ],
  ["Error: P1001: Can't reach database server at `pg.data`:`5432`", "? -> pg.data:5432"],
  [
    "SequelizeConnectionRefusedError: connect ECONNREFUSED 10.43.14.14:5432",
    "? -> 10.43.14.14:5432 · refused",
  ],
  [
    "KafkaJSConnectionError: Connection timeout to broker kafka-0.kafka:9092",
    "? -> kafka-0.kafka:9092 · connect-timeout",
  ],
  [
    "%3|1700000000.000|FAIL|rdkafka#producer-1| [thrd:kafka:9092/bootstrap]: kafka:9092/bootstrap: Connect to ipv4#10.43.15.15:9092 failed: Connection refused (after 2ms in state CONNECT)",
    "? -> 10.43.15.15:9092 · refused",
  ],
  ["pq: dial tcp 10.43.14.14:5432: connect: connection timed out", "? -> 10.43.14.14:5432 · connect-timeout"],
  [
    'FATAL: could not connect to the primary server: connection to server at "pg-0.pg" (10.42.7.7), port 5432 failed: No route to host',
    "? -> pg-0.pg:5432 · unreachable",
  ],
  [
    'admission webhook "v.kyverno.io" denied: failed calling webhook "validate.kyverno.svc-fail": failed to call webhook: Post "https://kyverno-svc.kyverno.svc:443/validate/fail?timeout=10s": dial tcp 10.43.16.16:443: connect: no route to host',
    "kube-apiserver -> service/kyverno/kyverno-svc:443 · unreachable",
  ],
  [
    'Error from server: Get "https://192.168.0.13:10250/containerLogs/shop/web-0/app?follow=true": proxy error from 127.0.0.1:6443 while dialing 192.168.0.13:10250, code 502: 502 Bad Gateway',
    "kube-apiserver -> 192.168.0.13:10250 · 502",
  ],
  [
    "couldn't get resource list for metrics.k8s.io/v1beta1: the server is currently unable to handle the request",
    "? -> ?",
  ],
  [
    "argocd-repo-server: rpc error: code = Unavailable desc = dns: A record lookup error: lookup argocd-repo-server on 10.43.0.10:53: read udp 10.42.2.2:51234->10.43.0.10:53: read: connection refused",
    "10.42.2.2 -> 10.43.0.10:53/udp · name-unanswered · looks up argocd-repo-server",
  ],
  [
    "Hi all, after upgrading calico to 3.32 our `billing` pods can't talk to `pg.data:5432` anymore: `dial tcp 10.43.14.14:5432: i/o timeout`",
    "billing -> pg.data:5432 · connect-timeout · since upgrading calico to 3.32",
  ],
  ["billing can't connect to pg.data:5432, psql says: timeout expired", "billing -> pg.data:5432 · timeout"],
  ["billing is not able to resolve pg.data", "billing -> kube-dns:53/udp · looks up pg.data"],
  ["why are requests from billing to pg failing only on node3?", "billing -> pg"],
  ["pods on node3 can't resolve anything", "pods on node3 -> kube-dns:53/udp"],
  ["billing gets connection reset by pg", "billing -> pg · reset"],
  ["can billing reach pg on 5432", "billing -> pg:5432"],
  ["billing unreachable", "? -> billing"],
  ["from billing, curl http://catalog:5101/items returns 503", "billing -> catalog:5101 · 503"],
  ["service catalog not reachable from namespace demo", "pods in demo -> service/catalog"],
  ["catalog cannot be reached by billing since yesterday", "billing -> catalog · since yesterday"],
  ["nodeport 30080 on 192.168.0.12 not reachable from client", "client -> 192.168.0.12:30080"],
  ["billing 访问 catalog:5101 偶尔 502", "billing -> catalog:5101 · 502 · sometimes"],
  ["从 node2 ping 10.42.8.12 不通", "node2 -> 10.42.8.12/icmp"],
  ["ingress-nginx 报 504，后端是 shop/web:8080", "ingress-nginx -> shop/web:8080 · 504"],
  ["node3 上的 pod 都不能访问 10.96.0.10", "pods on node3 -> 10.96.0.10"],
  ["billing 连接数据库 pg.data:5432 超时", "billing -> pg.data:5432 · timeout"],
  ["catalog 被 billing 访问时超时", "billing -> catalog · timeout"],
  ["外部访问不了 192.168.0.12:30080", "? -> 192.168.0.12:30080"],
];
