/** A sixth lot, of everything: written down when all before were read, and before any of these was tried. */
export const sixth: readonly (readonly [text: string, right: string])[] = [
  [
    '{"@timestamp":"2026-11-25T08:00:00Z","nginx":{"status":504,"upstream_addr":"10.1.44.7:8000","upstream_response_time":"60.001","ingress_name":"api","service":"api"},"kubernetes":{"pod":{"name":"ingress-nginx-controller-abc"}}}',
    "ingress-nginx -> 10.1.44.7:8000 · 504",
  ],
  [
    '{"status": 499, "request_id": "ab", "upstream_host": "10.1.44.7", "upstream_port": 8000, "proxy_upstream_name": "team-api-8000"}',
    "ingress-nginx -> service/team/api:8000 · 499",
  ],
  [
    '2026/11/25 08:00:00 [error] 50#50: *12 upstream timed out (110: Connection timed out) while connecting to upstream, client: 10.0.0.1, server: api.example.com, request: "GET / HTTP/1.1", upstream: "http://10.1.44.7:8000/", host: "api.example.com"',
    "ingress-nginx -> 10.1.44.7:8000 · connect-timeout · 504",
  ],
  [
    "[10.0.0.1] [25/Nov/2026:08:00:00 +0000] TCP 502 0 0 3.001 [team-mysql-3306] 10.1.44.8:3306 0 0 3.001",
    "ingress-nginx -> 10.1.44.8:3306 · 502",
  ],
  [
    'W1125 08:00:00.000000       7 endpointslices.go:87] Error obtaining Endpoints for Service "team/api": no object matching key "team/api" in local store',
    "ingress-nginx -> service/team/api · no-endpoint",
  ],
  [
    '[2026-11-25T08:00:00.000Z] "POST /v1 HTTP/2" 503 UH no_healthy_upstream - "-" 0 19 0 - "10.1.2.3" "okhttp" "aa" "api.team.svc.cluster.local" "-" outbound|8000||api.team.svc.cluster.local - 10.96.4.4:8000 10.1.2.3:51000 - default',
    "10.1.2.3 -> service/team/api:8000 · no-endpoint · 503",
  ],
  [
    '[2026-11-25T08:00:00.000Z] "GET /v1 HTTP/1.1" 503 UC upstream_reset_before_response_started{connection_termination} - "-" 0 95 1 - "-" "curl" "aa" "api:8000" "10.1.44.7:8000" inbound|8000|| 127.0.0.6:40000 10.1.44.7:8000 10.1.2.3:51000 outbound_.8000_._.api.team.svc.cluster.local default',
    "10.1.2.3 -> 10.1.44.7:8000 · closed · 503",
  ],
  [
    'E1125 08:00:00.1       1 main.go:104] unable to get cluster version: Get "https://10.96.0.1:443/version?timeout=32s": dial tcp 10.96.0.1:443: connect: connection refused',
    "? -> 10.96.0.1:443 · refused",
  ],
  [
    'cert-manager: Get "https://10.96.0.1:443/api": dial tcp 10.96.0.1:443: i/o timeout',
    "cert-manager -> 10.96.0.1:443 · connect-timeout",
  ],
  ["dial tcp [fd00::10]:443: connect: network is unreachable", "? -> [fd00::10]:443 · unreachable"],
  [
    "dial tcp: lookup api.team on 10.96.0.10:53: read udp 10.1.2.3:40000->10.96.0.10:53: read: connection refused",
    "10.1.2.3 -> 10.96.0.10:53/udp · name-unanswered · looks up api.team",
  ],
  ["read tcp 10.1.2.3:40000->10.1.44.7:8000: i/o timeout", "10.1.2.3 -> 10.1.44.7:8000 · read-timeout"],
  [
    "Startup probe failed: dial tcp 10.1.44.7:8000: connect: no route to host",
    "its node -> 10.1.44.7:8000 · unreachable",
  ],
  [
    'Liveness probe failed: Get "https://10.1.44.7:8443/healthz": remote error: tls: bad certificate',
    "its node -> 10.1.44.7:8443 · tls",
  ],
  [
    "Error from server: error dialing backend: dial tcp 10.0.0.14:10250: i/o timeout",
    "kube-apiserver -> 10.0.0.14:10250 · connect-timeout",
  ],
  [
    'Error from server (InternalError): Internal error occurred: failed calling webhook "mutate.example.org": failed to call webhook: Post "https://hook.team.svc:9443/mutate?timeout=5s": EOF',
    "kube-apiserver -> service/team/hook:9443 · closed",
  ],
  ["wget: server returned error: HTTP/1.1 503 Service Unavailable", "? -> ? · 503"],
  [
    "kubectl exec -n team api-0 -- wget -qO- --timeout=2 http://web.shop:8080/health\nwget: download timed out",
    "pod/team/api-0 -> web.shop:8080 · timeout",
  ],
  [
    "kubectl exec -n team -it deploy/api -- ping -c 2 10.1.44.7\n2 packets transmitted, 0 packets received, 100% packet loss",
    "deployment/team/api -> 10.1.44.7/icmp",
  ],
  ["api gets curl: (7) Failed to connect to web port 8080: Connection refused", "api -> web:8080 · refused"],
  [
    "from team/api: wget: can't connect to remote host (10.96.7.7): Connection timed out",
    "team/api -> 10.96.7.7 · connect-timeout",
  ],
  ["nc: web (10.96.7.7:8080): Connection refused", "? -> 10.96.7.7:8080 · refused"],
  [
    "requests.exceptions.ReadTimeout: HTTPConnectionPool(host='web.shop.svc.cluster.local', port=8080): Read timed out. (read timeout=5)",
    "? -> service/shop/web:8080 · read-timeout",
  ],
  [
    "java.net.ConnectException: Connection timed out: web.shop/10.96.7.7:8080",
    "? -> web.shop:8080 · connect-timeout",
  ],
  [
    "com.mysql.cj.jdbc.exceptions.CommunicationsException: Communications link failure ... jdbc:mysql://mysql.team:3306/app Caused by: java.net.ConnectException: Connection refused",
    "? -> mysql.team:3306 · refused",
  ],
  [
    "worker: Error: getaddrinfo ENOTFOUND redis-master.cache",
    "worker -> kube-dns:53/udp · name-unknown · looks up redis-master.cache",
  ],
  ["api: Error: connect EHOSTUNREACH 10.1.44.7:8000", "api -> 10.1.44.7:8000 · unreachable"],
  [
    'rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing dial tcp 10.96.8.8:50051: i/o timeout"',
    "? -> 10.96.8.8:50051 · connect-timeout",
  ],
  [
    'psql: error: could not connect to server: Connection refused Is the server running on host "pg.team" (10.96.9.1) and accepting TCP/IP connections on port 5432?',
    "? -> pg.team:5432 · refused",
  ],
  [
    "[ERROR] plugin/errors: 2 example.com. A: dial tcp 10.0.0.2:53: connect: no route to host",
    "coredns -> 10.0.0.2:53 · unreachable",
  ],
  [
    'prometheus: Get "http://10.1.44.7:8000/metrics": dial tcp 10.1.44.7:8000: connect: connection refused',
    "prometheus -> 10.1.44.7:8000 · refused",
  ],
  [
    "504 Gateway Timeout caused by: context deadline exceeded http://10.1.44.7:8000",
    "? -> 10.1.44.7:8000 · timeout · 504",
  ],
  ["requests from shop/web to team/api are timing out", "shop/web -> team/api · timeout"],
  ["why can't shop/web talk to itself via its service", "shop/web -> service/shop/web"],
  ["pods on node2 can't reach the internet", "pods on node2 -> ?"],
  ["cannot connect from web to api:8000", "web -> api:8000"],
  ["api is inaccessible from web", "web -> api"],
  ["wget http://10.0.0.14:31000 from web hangs", "web -> 10.0.0.14:31000"],
  [
    "web cannot resolve api.team.svc.cluster.local",
    "web -> kube-dns:53/udp · looks up api.team.svc.cluster.local",
  ],
  ["web often fails to reach api on port 8000", "web -> api:8000 · sometimes"],
  ["verify connectivity web api", "web -> api"],
  ["all pods in team -> api:8000", "pods in team -> api:8000"],
  ["does web get blocked by api", "web -> api"],
  ["test/web 连接不上 test/api:8000", "test/web -> test/api:8000"],
  ["为什么 web 不能访问 api", "web -> api"],
  ["从 web telnet 不通 10.1.44.7 8000", "web -> 10.1.44.7:8000"],
  ["api 对 web 不可达", "web -> api"],
  ["web 无法 ping 通 10.1.44.7", "web -> 10.1.44.7/icmp"],
  ["web 偶尔访问 api 超时", "web -> api · timeout · sometimes"],
  ["team 命名空间里所有 pod 访问 kube-dns:53 超时", "pods in team -> kube-dns:53 · timeout"],
];
