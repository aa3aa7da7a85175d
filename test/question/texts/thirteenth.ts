/** A thirteenth lot, of everything: written down when all before were read, and before any of these was tried. */
export const thirteenth: readonly (readonly [text: string, right: string])[] = [
  [
    '{"start_time":"2026-11-28T09:00:00.000Z","method":"GET","path":"/","response_code":503,"response_flags":"UF,URX","response_code_details":"upstream_reset_before_response_started{remote_connection_failure,delayed_connect_error:_113}","upstream_host":"10.244.2.9:8080","upstream_cluster":"outbound|8080||api.shop.svc.cluster.local","downstream_remote_address":"10.244.1.5:51234","downstream_local_address":"10.96.3.3:8080","authority":"api.shop:8080"}',
    "10.244.1.5 -> service/shop/api:8080 · unreachable · 503",
  ],
  [
    '{"ts":"2026-11-28T09:00:00Z","remote":"10.0.0.9","proxy":{"upstream":{"addr":"10.42.3.3:5432","status":"502"},"name":"data-pg-5432"},"status":"502","protocol":"TCP"}',
    "ingress-nginx -> 10.42.3.3:5432 · 502",
  ],
  [
    '{"ClientAddr":"10.0.0.7:51234","DownstreamStatus":504,"OriginStatus":504,"RequestHost":"shop.example.com","RouterName":"shop-web@kubernetes","ServiceAddr":"10.244.2.4:8080","ServiceURL":"http://10.244.2.4:8080","entryPointName":"websecure","level":"info"}',
    "traefik -> 10.244.2.4:8080 · 504",
  ],
  [
    'Nov 28 09:00:01 lb1 haproxy[812]: 10.0.0.7:51234 [28/Nov/2026:09:00:01.123] https~ be_api/api-1 0/0/5001/-1/5001 503 217 - - sC-- 3/3/1/0/3 0/0 "GET /api HTTP/1.1"',
    "haproxy -> ? · connect-timeout · 503",
  ],
  [
    'Internal error occurred: failed calling webhook "validate.nginx.ingress.kubernetes.io": failed to call webhook: Post "https://ingress-nginx-controller-admission.ingress-nginx.svc:443/networking/v1/ingresses?timeout=10s": dial tcp 10.96.77.7:443: i/o timeout',
    "kube-apiserver -> service/ingress-nginx/ingress-nginx-controller-admission:443 · connect-timeout",
  ],
  [
    'Warning  FailedCreate  2m  replicaset-controller  Error creating: Internal error occurred: failed calling webhook "namespace.sidecar-injector.istio.io": failed to call webhook: Post "https://istiod.istio-system.svc:443/inject?timeout=10s": no endpoints available for service "istiod"',
    "kube-apiserver -> service/istio-system/istiod:443 · no-endpoint",
  ],
  [
    'no response from https://10.244.2.2:10250/apis/metrics.k8s.io/v1beta1: Get "https://10.244.2.2:10250/apis/metrics.k8s.io/v1beta1": net/http: TLS handshake timeout',
    "kube-apiserver -> 10.244.2.2:10250 · tls",
  ],
  [
    '[WARNING] plugin/kubernetes: Kubernetes API connection failure: Get "https://10.96.0.1:443/version": dial tcp 10.96.0.1:443: i/o timeout',
    "coredns -> 10.96.0.1:443 · connect-timeout",
  ],
  [
    "java.net.SocketTimeoutException: connect timed out\n\tat java.net.PlainSocketImpl.socketConnect(Native Method)\n\tat com.shop.PriceClient.get(PriceClient.java:42)",
    "? -> ? · connect-timeout",
  ],
  [
    "org.springframework.dao.DataAccessResourceFailureException: Unable to connect to Redis; nested exception is io.lettuce.core.RedisConnectionException: Unable to connect to redis.cache:6379\nCaused by: io.netty.channel.ConnectTimeoutException: connection timed out: redis.cache/10.96.5.5:6379",
    "? -> redis.cache:6379 · connect-timeout",
  ],
  [
    "org.apache.kafka.common.errors.TimeoutException: Topic orders not present in metadata after 60000 ms.",
    "? -> ? · timeout",
  ],
  [
    "urllib3.exceptions.MaxRetryError: HTTPSConnectionPool(host='vault.infra.svc', port=8200): Max retries exceeded with url: /v1/auth (Caused by ConnectTimeoutError(<urllib3.connection.HTTPSConnection object at 0x7f>, 'Connection to vault.infra.svc timed out. (connect timeout=5)'))",
    "? -> service/infra/vault:8200 · connect-timeout",
  ],
  [
    "ConnectionResetError: [Errno 104] Connection reset by peer\nurllib3.exceptions.ProtocolError: ('Connection aborted.', ConnectionResetError(104, 'Connection reset by peer'))",
    "? -> ? · reset",
  ],
  [
    "web_1 exited: dial tcp: lookup db on 127.0.0.11:53: no such host",
    "? -> 127.0.0.11:53/udp · name-unknown · looks up db",
  ],
  [
    '{"log":"Error: connect EHOSTUNREACH 10.244.3.3:27017","stream":"stderr","kubernetes":{"pod_name":"orders-5c8d7b9f4-x7k2p","namespace_name":"shop","container_name":"orders"}}',
    "pod/shop/orders-5c8d7b9f4-x7k2p -> 10.244.3.3:27017 · unreachable",
  ],
  ["read ECONNRESET 10.244.1.5:51234 -> 10.244.2.9:8080", "10.244.1.5 -> 10.244.2.9:8080 · reset"],
  [
    "ERROR: Could not connect to the database at postgresql://app@pg.data:5432/app: timeout expired",
    "? -> pg.data:5432 · timeout",
  ],
  [
    "wget --timeout=3 -qO- http://web.shop:8080/healthz\nwget: server returned error: HTTP/1.1 504 Gateway Timeout",
    "? -> web.shop:8080 · timeout · 504",
  ],
  [
    "[pod/worker-6d8f7c9b5-lm2np/worker] 2026-11-28 ERROR amqp: dial tcp 10.96.6.6:5672: connect: connection refused",
    "pod/worker-6d8f7c9b5-lm2np -> 10.96.6.6:5672 · refused",
  ],
  [
    "bash-5.0# ping -c1 web.shop\nping: web.shop: Name or service not known",
    "? -> web.shop/icmp · name-unknown",
  ],
  [
    "```\n/ # nc -vz -w 3 10.96.3.3 8080\nnc: 10.96.3.3 (10.96.3.3:8080): Host is unreachable\n```\nfrom pod shop/web-0",
    "shop/web-0 -> 10.96.3.3:8080 · unreachable",
  ],
  [
    'Seeing a lot of these in checkout:\n> Get "http://inventory:8080/stock": context deadline exceeded',
    "checkout -> inventory:8080 · timeout",
  ],
  [
    "<@U123> can you look? `web` → `api.shop:8080` broke after the calico upgrade",
    "web -> api.shop:8080 · since calico upgrade",
  ],
  ["why can't <http://web.shop|web.shop> be reached from api?", "api -> web.shop"],
  ["web can't reach db but it can reach cache", "web -> db"],
  ["web cannot reach db, cache or queue", "? -> ?"],
  ["pods in shop and pods in data can't talk", "pods in shop -> pods in data"],
  ["neither web nor api can reach db", "? -> ?"],
  ["db is reachable from web but not from api", "api -> db"],
  ["web can reach db by ip but not by name", "web -> db"],
  ["the load balancer marks web as unhealthy", "? -> ?"],
  ["node2 can't be pinged from node1", "node1 -> node2/icmp"],
  ["is port 5432 on pg open for web?", "web -> pg:5432"],
  ["svc/web in ns shop has no endpoints", "? -> service/shop/web · no-endpoint"],
  ["tls handshake between web and api fails", "web -> api · tls"],
  ["can't get from shop/web to the internet", "shop/web -> ?"],
  [
    "the payments deployment lost access to kafka after the node pool upgrade",
    "deployment/payments -> kafka · since node pool upgrade",
  ],
  [
    "Hi! anyone else seeing connection refused from cart to price-engine:7070?",
    "cart -> price-engine:7070 · refused",
  ],
  ["web1 -> api1 and web2 -> api2 both fail", "? -> ?"],
  ["what's wrong between 10.244.1.5 and 10.244.2.9?", "10.244.1.5 -> 10.244.2.9"],
  ["pods in kube-system can't reach 169.254.169.254", "pods in kube-system -> 169.254.169.254"],
  [
    "statefulset/pg-0 can't reach pg-1.pg.data.svc.cluster.local:5432",
    "statefulset/pg-0 -> pod/data/pg-1:5432",
  ],
  ["web 连 db 报 no route to host", "web -> db · unreachable"],
  ["web 和 db 之间网络不通", "web -> db"],
  ["db 从 web 可以访问，从 api 不行", "api -> db"],
  ["为什么从 node1 访问 nodeport 192.168.0.12:30080 超时", "node1 -> 192.168.0.12:30080 · timeout"],
  ["shop 命名空间下的 web 无法访问 data 命名空间下的 pg 服务 5432 端口", "shop/web -> service/data/pg:5432"],
  ["web 到 api 的 8080 端口 telnet 不通，但是 ping 是通的", "web -> api:8080"],
  ["线上 order 调 stock 大量 connection reset by peer", "order -> stock · reset"],
  ["api 服务访问自己的 service 不通", "api -> service/api"],
];
