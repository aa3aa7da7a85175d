/** A fourteenth lot, of everything: written down when all before were read, and before any of these was tried. */
export const fourteenth: readonly (readonly [text: string, right: string])[] = [
  [
    '10.244.0.0 - - [28/Nov/2026:10:00:00 +0000] "POST /login HTTP/2.0" 502 150 "-" "Mozilla/5.0" 410 3.064 [auth-login-api-8080] [] 10.244.4.4:8080, 10.244.5.5:8080 0, 0 1.532, 1.532 502, 502 3f2a',
    "ingress-nginx -> 10.244.4.4:8080 · 502",
  ],
  [
    '2026/11/28 10:00:00 [error] 44#44: *88 recv() failed (104: Connection reset by peer) while reading response header from upstream, client: 10.0.0.7, server: shop.example.com, request: "GET / HTTP/1.1", upstream: "http://10.244.4.4:8080/", host: "shop.example.com"',
    "ingress-nginx -> 10.244.4.4:8080 · reset · 502",
  ],
  [
    'W1128 10:00:00.000000       7 controller.go:1214] Error obtaining Endpoints for Service "shop/cart": no object matching key "shop/cart" in local store',
    "ingress-nginx -> service/shop/cart · no-endpoint",
  ],
  [
    '[2026-11-28T10:00:00.000Z] "GET /x HTTP/1.1" 504 UT response_timeout - "-" 0 24 15000 - "-" "curl/8" "x" "api.shop:8080" "10.244.2.9:8080" inbound|8080|| 127.0.0.6:40001 10.244.2.9:8080 10.244.1.5:51000 outbound_.8080_._.api.shop.svc.cluster.local default',
    "10.244.1.5 -> 10.244.2.9:8080 · read-timeout · 504",
  ],
  [
    'E1128 10:00:00.000000 1 scraper.go:149] "Failed to scrape node" err="Get \\"https://10.0.0.13:10250/metrics/resource\\": dial tcp 10.0.0.13:10250: connect: no route to host" node="node3"',
    "metrics-server -> 10.0.0.13:10250 · unreachable",
  ],
  [
    "Error from server: error dialing backend: dial tcp: lookup node3 on 10.0.0.2:53: no such host",
    "kube-apiserver -> 10.0.0.2:53/udp · name-unknown · looks up node3",
  ],
  [
    "dial tcp 10.96.4.4:443: connect: connection timed out (client: argocd-application-controller-0)",
    "? -> 10.96.4.4:443 · connect-timeout",
  ],
  [
    'argocd-application-controller-0 argocd-application-controller time="2026-11-28T10:00:00Z" level=error msg="Failed to get cluster info" error="dial tcp 10.96.0.1:443: i/o timeout"',
    "pod/argocd-application-controller-0 -> 10.96.0.1:443 · connect-timeout",
  ],
  [
    "velero: rpc error: code = Unavailable desc = error reading from server: read tcp 10.244.3.3:40112->10.96.9.2:9000: read: connection timed out",
    "10.244.3.3 -> 10.96.9.2:9000 · read-timeout",
  ],
  [
    "failed to connect to all addresses; last error: UNAVAILABLE: ipv6:%5Bfd00::9%5D:50051: No route to host",
    "? -> [fd00::9]:50051 · unreachable",
  ],
  [
    "asyncpg.exceptions.ConnectionDoesNotExistError: connection was closed in the middle of operation",
    "? -> ? · closed",
  ],
  [
    "OSError: [Errno 101] Network is unreachable connecting to ('2001:db8::10', 443)",
    "? -> [2001:db8::10]:443 · unreachable",
  ],
  [
    'sqlalchemy.exc.OperationalError: (psycopg2.OperationalError) connection to server at "10.43.7.8", port 5432 failed: No route to host',
    "? -> 10.43.7.8:5432 · unreachable",
  ],
  [
    "SequelizeHostNotFoundError: getaddrinfo ENOTFOUND pg.data",
    "? -> kube-dns:53/udp · name-unknown · looks up pg.data",
  ],
  [
    "Net::OpenTimeout: execution expired while opening TCP connection to search.shop:9200",
    "? -> search.shop:9200 · connect-timeout",
  ],
  [
    "RestClientException: Timeout connecting to http://fx-rates:8080/latest",
    "? -> fx-rates:8080 · connect-timeout",
  ],
  [
    'thread \'main\' panicked at src/main.rs:10: called `Result::unwrap()` on an `Err` value: reqwest::Error { kind: Request, url: "http://api.shop:8080/", source: hyper::Error(Connect, ConnectError("tcp connect error", Os { code: 111, kind: ConnectionRefused, message: "Connection refused" })) }',
    "? -> api.shop:8080 · refused",
  ],
  [
    'Grpc.Core.RpcException: Status(StatusCode="Unavailable", Detail="Error connecting to subchannel.", DebugException="System.Net.Sockets.SocketException: No route to host")',
    "? -> ? · unreachable",
  ],
  [
    "System.Net.Http.HttpRequestException: Name or service not known (orders:80)",
    "? -> orders:80 · name-unknown",
  ],
  [
    'MountVolume.SetUp failed for volume "data" : rpc error: failed to dial "10.96.8.8:24007": connect: connection refused',
    "? -> 10.96.8.8:24007 · refused",
  ],
  [
    "kubectl debug node/worker-1 -it --image=busybox -- wget -qO- http://10.96.3.3:80\nwget: download timed out",
    "node/worker-1 -> 10.96.3.3:80 · timeout",
  ],
  [
    "kubectl run tmp --rm -it --image=curlimages/curl -n shop -- curl -m 5 http://cart:8080\ncurl: (28) Connection timed out after 5001 milliseconds",
    "pod/shop/tmp -> cart:8080 · connect-timeout",
  ],
  [
    "web-5c9d7f6b8-k2m4x   0/1   Running   0   5m   Readiness probe failed: HTTP probe failed with statuscode: 503",
    "? -> ? · 503",
  ],
  [
    "* Host api.shop:8080 was resolved.\n* IPv4: 10.96.3.3\n*   Trying 10.96.3.3:8080...\n* connect to 10.96.3.3 port 8080 from 10.244.1.5 port 51234 failed: Connection refused\n* Failed to connect to api.shop port 8080 after 2 ms: Could not connect to server",
    "? -> 10.96.3.3:8080 · refused",
  ],
  ["web's calls to api fail with 503", "web -> api · 503"],
  [
    "after the node reboot nothing on node4 can talk to kube-dns",
    "pods on node4 -> kube-dns · since node reboot",
  ],
  ["we see dropped packets from shop/web to data/pg", "shop/web -> data/pg"],
  ["cart (10.244.1.5) can't reach price (10.244.2.9:8080)", "10.244.1.5 -> 10.244.2.9:8080"],
  ["how come ingress-nginx can't find endpoints for svc shop/cart", "ingress-nginx -> service/shop/cart"],
  ["unable to reach the kubernetes api from pod shop/web-0", "pod/shop/web-0 -> kube-apiserver"],
  ["is there something between web and api that drops traffic?", "web -> api"],
  ["api answers web only sometimes", "web -> api · sometimes"],
  ["telnet from web to smtp.corp.example 25 hangs", "web -> smtp.corp.example:25"],
  ["the web deployment (shop) → the pg statefulset (data), port 5432", "? -> ?"],
  ["connection refused: web → api:8080", "web -> api:8080 · refused"],
  ["debug shop/web to data/pg:5432 please", "shop/web -> data/pg:5432"],
  [
    "why is the traffic from batch to warehouse so slow since last night?",
    "batch -> warehouse · since last night",
  ],
  ["node1 can reach node2 but node2 can't reach node1", "node2 -> node1"],
  ["every pod on worker-2 gets i/o timeout to 10.96.0.10:53", "pods on worker-2 -> 10.96.0.10:53 · timeout"],
  ["could a network policy in ns data be blocking pg from shop/web?", "? -> ?"],
  ["cannot connect to minio.storage:9000 from the backup job", "job/backup -> minio.storage:9000"],
  ["shop/web hits 504 when calling http://api.shop:8080/v1/items", "shop/web -> api.shop:8080 · 504"],
  ["grafana -> prometheus:9090 (context deadline exceeded)", "grafana -> prometheus:9090 · timeout"],
  ["网关调用 shop/api 超时，网关是 kong", "kong -> shop/api · timeout"],
  ["web-0 连接 10.96.3.3:8080 被重置", "web-0 -> 10.96.3.3:8080 · reset"],
  ["为啥 node2 上的 kubelet 连不上 apiserver", "node/node2 -> kube-apiserver"],
  [
    "shop/web 请求 http://api.shop:8080/v1 报 504 Gateway Timeout",
    "shop/web -> api.shop:8080 · timeout · 504",
  ],
  ["pg 端口 5432 从 web 不通，从 api 是通的", "web -> pg:5432"],
  ["新加的 node5 上所有 pod 都 ping 不通 10.244.1.5", "pods on node5 -> 10.244.1.5/icmp"],
  ["coredns 一直报 i/o timeout，上游是 10.0.0.2:53", "coredns -> 10.0.0.2:53 · timeout"],
];
