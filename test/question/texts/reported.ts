/** Texts that people typed and pasted about such trouble in public: what each should be read as, in the form that `tellReading` gives. */
export const reported: readonly (readonly [text: string, right: string])[] = [
  [
    '{"timestamp":"2026-01-15T06:15:26+00:00","requestID":"8fc9","proxyUpstreamName":"test-productpage-http","upstreamStatus":"-","upstreamAddr":"10.233.75.9:9080","request":{"requestMethod":"GET","status":"499"}}',
    "ingress-nginx -> 10.233.75.9:9080 · 499",
  ],
  [
    '{"time": "2026-01-15T06:15:26+00:00", "remote_addr": "10.1.1.1", "status": 502, "upstream_addr": "10.233.75.9:9080", "upstream_status": "502", "proxy_upstream_name": "test-productpage-9080"}',
    "ingress-nginx -> 10.233.75.9:9080 · 502",
  ],
  [
    '2026/06/16 07:57:35 [error] 295#295: *1 upstream timed out (110: Connection timed out) while connecting to upstream, client: 192.168.1.236, server: 0.0.0.0:8000, upstream: "10.233.75.9:9080", bytes from/to client:0/0, bytes from/to upstream:0/0',
    "ingress-nginx -> 10.233.75.9:9080 · connect-timeout · 504",
  ],
  [
    "[10.0.0.7] [06/Sep/2026:10:00:00 +0000] TCP 502 0 0 5.001 [test-db-5432] 10.233.75.9:5432 0 0 5.001",
    "ingress-nginx -> 10.233.75.9:5432 · 502",
  ],
  [
    'W0520 10:11:12.123456       7 controller.go:1112] Service "test/productpage" does not have any active Endpoint.',
    "ingress-nginx -> service/test/productpage · no-endpoint",
  ],
  [
    "E0305 16:36:17.678604       1 reflector.go:205] github.com/coredns/coredns/plugin/kubernetes/controller.go:322: Failed to list *v1.Namespace: Get https://10.96.0.1:443/api/v1/namespaces?limit=500&resourceVersion=0: dial tcp 10.96.0.1:443: connect: no route to host",
    "coredns -> 10.96.0.1:443 · unreachable",
  ],
  ["dial tcp 10.96.0.1:443: connect: no route to host", "? -> 10.96.0.1:443 · unreachable"],
  [
    "Error from server: error dialing backend: dial tcp 192.168.0.13:10250: connect: no route to host",
    "kube-apiserver -> 192.168.0.13:10250 · unreachable",
  ],
  [
    'Error from server (InternalError): Internal error occurred: failed calling webhook "webhook.example.org": Post "https://stork-service.demo.svc:443/mutate?timeout=10s": context deadline exceeded',
    "kube-apiserver -> service/demo/stork-service:443 · timeout",
  ],
  [
    "dial tcp: lookup ratings.test.svc.cluster.local on 10.96.0.10:53: read udp 10.233.72.69:48822->10.96.0.10:53: i/o timeout",
    "10.233.72.69 -> 10.96.0.10:53/udp · name-unanswered · looks up ratings.test.svc.cluster.local",
  ],
  [
    "read tcp 10.233.72.69:43218->10.233.75.4:9080: read: connection reset by peer",
    "10.233.72.69 -> 10.233.75.4:9080 · reset",
  ],
  [
    'Readiness probe failed: Get "http://10.233.75.9:9080/health": context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
    "its node -> 10.233.75.9:9080 · timeout",
  ],
  ["wget: can't connect to remote host (10.233.75.4): Host is unreachable", "? -> 10.233.75.4 · unreachable"],
  [
    "kubectl exec -it -n test client-abc -- wget -T2 10.233.75.4:9080\nwget: can't connect to remote host (10.233.75.4): Host is unreachable",
    "pod/test/client-abc -> 10.233.75.4:9080 · unreachable",
  ],
  [
    "curl: (7) Failed to connect to productpage.test.svc.cluster.local port 9080: Connection refused",
    "? -> service/test/productpage:9080 · refused",
  ],
  [
    "client gets curl: (28) Failed to connect to productpage port 9080 after 129261 ms: Couldn't connect to server",
    "client -> productpage:9080 · connect-timeout",
  ],
  [
    '[2026-05-01T10:00:00.000Z] "GET / HTTP/1.1" 503 UF upstream_reset_before_response_started{remote_connection_failure,delayed_connect_error:_111} - "delayed_connect_error:_111" 0 145 1 - "10.0.0.1" "curl/8.0" "5ad2" "productpage.test.svc.cluster.local" "10.233.75.9:9080" outbound|9080||productpage.test.svc.cluster.local - 10.96.11.4:9080 10.233.70.3:51234 - default',
    "10.233.70.3 -> service/test/productpage:9080 · refused · 503",
  ],
  [
    "502 Bad Gateway caused by: dial tcp 10.233.75.9:9080: connect: no route to host",
    "? -> 10.233.75.9:9080 · unreachable · 502",
  ],
  [
    "org.postgresql.util.PSQLException: Connection to db.demo.svc.cluster.local:5432 refused. Check that the hostname and port are correct and that the postmaster is accepting TCP/IP connections.",
    "? -> service/demo/db:5432 · refused",
  ],
  [
    "requests.exceptions.ConnectionError: HTTPConnectionPool(host='ratings', port=9080): Max retries exceeded with url: / (Caused by NewConnectionError('<urllib3.connection.HTTPConnection object at 0x7f>: Failed to establish a new connection: [Errno 113] No route to host'))",
    "? -> ratings:9080 · unreachable",
  ],
  ["reviews: Error: connect ETIMEDOUT 10.233.75.4:9080", "reviews -> 10.233.75.4:9080 · connect-timeout"],
  [
    'rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial tcp 10.233.75.4:9080: connect: connection refused"',
    "? -> 10.233.75.4:9080 · refused",
  ],
  [
    "from test/reviews: nc: connect to 10.96.11.12 port 9080 (tcp) failed: Connection refused",
    "test/reviews -> 10.96.11.12:9080 · refused",
  ],
  ["requests from test/reviews to service test/ratings are dropped", "test/reviews -> service/test/ratings"],
  ["test/client 访问不了 test/productpage:9080", "test/client -> test/productpage:9080"],
  ["为什么 ingress-nginx 无法访问 productpage", "ingress-nginx -> productpage"],
  ["从 ingress-nginx ping 不通 10.233.75.9", "ingress-nginx -> 10.233.75.9/icmp"],
  ["why can't productpage reach itself through its service", "productpage -> service/productpage"],
  ["pods on node1 can't reach pods on node3", "pods on node1 -> pods on node3"],
  ["can't connect from frontend to backend:8080", "frontend -> backend:8080"],
  ["backend is unreachable from frontend", "frontend -> backend"],
  ["curl http://192.168.0.13:30080 from client times out", "client -> 192.168.0.13:30080 · timeout"],
  ["client can't resolve google.com", "client -> kube-dns:53/udp · looks up google.com"],
  ["reviews sometimes times out to ratings on port 9080", "reviews -> ratings:9080 · timeout · sometimes"],
  [
    'prometheus: Get "http://10.233.75.9:9080/metrics": context deadline exceeded',
    "prometheus -> 10.233.75.9:9080 · timeout",
  ],
  [
    "kubectl exec -n test client-abc -- curl -sS http://productpage:9080/",
    "pod/test/client-abc -> productpage:9080",
  ],
  ["check connectivity frontend backend", "frontend -> backend"],
  ["all pods in test -> kube-dns:53/udp", "pods in test -> kube-dns:53/udp"],
];
