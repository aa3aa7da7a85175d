/** Siblings of the public texts in `reported.ts`: each by somebody who saw those and not how they are read, with the right reading written down before any was tried. */
export const siblings: readonly (readonly [text: string, right: string])[] = [
  [
    '{"ts":"2026-03-19T21:08:44+00:00","req":{"id":"b71e04a9d3c25f60","method":"POST","host":"shop.acme.io","uri":"/api/checkout","remote_addr":"172.16.8.44"},"upstream":{"name":"shop-checkout-http","addr":"10.42.3.17:8080","status":"504","response_time":"60.001"},"status":"504"}',
    "ingress-nginx -> 10.42.3.17:8080 · 504",
  ],
  [
    '{"upstream_addr":"10.244.6.21:3000, 10.244.6.21:3000, 10.244.6.21:3000","upstream_status":"502, 502, 502","upstream_response_time":"0.001, 0.000, 0.001","ingress_name":"grafana","namespace":"monitoring","proxy_upstream_name":"monitoring-grafana-80","vhost":"grafana.acme.io","method":"GET","path":"/login","status":502,"request_time":0.002,"remote_addr":"172.16.8.44","http_user_agent":"Mozilla/5.0","time":"2026-04-02T05:51:10+00:00"}',
    "ingress-nginx -> 10.244.6.21:3000 · 502",
  ],
  [
    '2026/03/11 22:04:51 [error] 41#41: *90211 connect() failed (113: Host is unreachable) while connecting to upstream, client: 10.20.4.18, server: 0.0.0.0:5672, upstream: "10.42.1.33:5672", bytes from/to client:0/0, bytes from/to upstream:0/0',
    "ingress-nginx -> 10.42.1.33:5672 · unreachable · 502",
  ],
  [
    "[172.16.8.44] [12/Mar/2026:09:31:55 +0000] TCP 502 0 0 3.071 [tcp-data-redis-6379] 10.42.2.14:6379 0 0 -",
    "ingress-nginx -> 10.42.2.14:6379 · 502",
  ],
  [
    'W0411 18:22:09.550312       7 controller.go:397] Service "messaging/rabbitmq" does not have any active Endpoint for TCP port 5672',
    "ingress-nginx -> service/messaging/rabbitmq:5672 · no-endpoint",
  ],
  [
    '[ERROR] plugin/kubernetes: pkg/mod/k8s.io/client-go@v0.27.4/tools/cache/reflector.go:231: Failed to watch *v1.EndpointSlice: failed to list *v1.EndpointSlice: Get "https://10.43.0.1:443/apis/discovery.k8s.io/v1/endpointslices?limit=500&resourceVersion=0": dial tcp 10.43.0.1:443: i/o timeout',
    "coredns -> 10.43.0.1:443 · connect-timeout",
  ],
  ["dial tcp 172.20.0.1:443: i/o timeout", "? -> 172.20.0.1:443 · connect-timeout"],
  [
    'Error from server: Get "https://10.20.4.31:10250/containerLogs/shop/checkout-6d8f9c7b5-m2k4t/checkout?follow=true": dial tcp 10.20.4.31:10250: connect: connection refused',
    "kube-apiserver -> 10.20.4.31:10250 · refused",
  ],
  [
    'Error from server (InternalError): error when creating "certificate.yaml": Internal error occurred: failed calling webhook "webhook.cert-manager.io": failed to call webhook: Post "https://cert-manager-webhook.cert-manager.svc:443/validate?timeout=30s": no endpoints available for service "cert-manager-webhook"',
    "kube-apiserver -> service/cert-manager/cert-manager-webhook:443 · no-endpoint",
  ],
  [
    'Get "http://payments.shop.svc.cluster.local:8080/healthz": dial tcp: lookup payments.shop.svc.cluster.local on 10.43.0.10:53: no such host',
    "? -> 10.43.0.10:53/udp · name-unknown · looks up payments.shop.svc.cluster.local",
  ],
  ["write tcp 10.42.6.20:51844->10.42.2.9:3306: write: broken pipe", "10.42.6.20 -> 10.42.2.9:3306 · closed"],
  [
    'Startup probe failed: Get "http://10.42.4.52:8081/actuator/health/liveness": dial tcp 10.42.4.52:8081: connect: connection refused',
    "its node -> 10.42.4.52:8081 · refused",
  ],
  [
    "Trying 10.42.3.8...\ntelnet: connect to address 10.42.3.8: No route to host",
    "? -> 10.42.3.8 · unreachable",
  ],
  [
    "$ kubectl -n data exec etl-runner-7c9d5b6f4-q2xkz -- nc -vz -w 3 10.42.2.77 5432\nnc: connect to 10.42.2.77 port 5432 (tcp) timed out: Operation now in progress\ncommand terminated with exit code 1",
    "pod/data/etl-runner-7c9d5b6f4-q2xkz -> 10.42.2.77:5432 · timeout",
  ],
  [
    "curl: (28) Failed to connect to orders.shop.svc.cluster.local port 8080 after 3001 ms: Timeout was reached",
    "? -> service/shop/orders:8080 · connect-timeout",
  ],
  [
    "our jenkins-agent logs this: curl: (7) Failed to connect to nexus port 8081 after 4 ms: Connection refused",
    "jenkins-agent -> nexus:8081 · refused",
  ],
  [
    '[2026-04-08T13:20:41.518Z] "POST /v1/charge HTTP/1.1" 503 UH no_healthy_upstream - "-" 0 19 0 - "-" "okhttp/4.12.0" "b2b0c1de-6f57-9c3e-8a44-0d8d2f5a1e77" "payments.shop.svc.cluster.local:8080" "-" outbound|8080||payments.shop.svc.cluster.local - 10.100.44.7:8080 10.42.1.29:38412 - default',
    "10.42.1.29 -> service/shop/payments:8080 · no-endpoint · 503",
  ],
  [
    'time="2026-03-02T08:14:20Z" level=debug msg="\'504 Gateway Timeout\' caused by: dial tcp 10.42.1.12:3000: i/o timeout"',
    "? -> 10.42.1.12:3000 · connect-timeout · 504",
  ],
  [
    'psycopg2.OperationalError: connection to server at "pg-primary.data.svc.cluster.local" (10.100.8.41), port 5432 failed: Connection timed out\n\tIs the server running on that host and accepting TCP/IP connections?',
    "? -> service/data/pg-primary:5432 · connect-timeout",
  ],
  [
    "requests.exceptions.ConnectTimeout: HTTPConnectionPool(host='inventory', port=8000): Max retries exceeded with url: /api/v1/stock?sku=4411 (Caused by ConnectTimeoutError(<urllib3.connection.HTTPConnection object at 0x7f3c1e2b5d90>, 'Connection to inventory timed out. (connect timeout=5)'))",
    "? -> inventory:8000 · connect-timeout",
  ],
  ["notifier: Error: connect ECONNREFUSED 10.100.12.90:8025", "notifier -> 10.100.12.90:8025 · refused"],
  [
    'rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing dial tcp 10.100.77.2:50051: i/o timeout"',
    "? -> 10.100.77.2:50051 · connect-timeout",
  ],
  [
    "inside data/loader I get: (UNKNOWN) [10.100.61.3] 9042 (?) : No route to host",
    "data/loader -> 10.100.61.3:9042 · unreachable",
  ],
  [
    "nothing shop/checkout sends to the shop/payments service is getting through",
    "shop/checkout -> service/shop/payments",
  ],
  ["帮忙看下 order/order-api 连不上 pay/pay-gateway 的 8443 端口", "order/order-api -> pay/pay-gateway:8443"],
  ["请问一下，ingress-nginx 转发到 user-center 怎么一直不通？", "ingress-nginx -> user-center"],
  ["刚进 jumpbox 里 ping 了一下 10.42.7.15，不通", "jumpbox -> 10.42.7.15/icmp"],
  [
    "the orders pod hangs when it calls its own service on 8080, everyone else can call it fine. hairpin?",
    "orders -> service/orders:8080",
  ],
  [
    "since last night's reboot the pods that land on worker-2 get no connection to the pods on worker-5",
    "pods on worker-2 -> pods on worker-5 · since last night's reboot",
  ],
  ["checkout-ui isn't able to open a connection to catalog on 3000", "checkout-ui -> catalog:3000"],
  ["loki looks healthy but grafana just can't get to it", "grafana -> loki"],
  [
    "I'm in bastion hitting http://10.20.4.31:31380/login and it just hangs until it times out",
    "bastion -> 10.20.4.31:31380 · timeout",
  ],
  [
    "nslookup api.stripe.com in batch-runner just says ;; connection timed out; no servers could be reached",
    "batch-runner -> kube-dns:53/udp · name-unanswered · looks up api.stripe.com",
  ],
  [
    "every few minutes cart gets connection reset by peer from redis:6379, then it's fine again",
    "cart -> redis:6379 · reset · sometimes",
  ],
  [
    'prometheus targets page, node-exporter down: Get "http://10.42.2.31:9100/metrics": dial tcp 10.42.2.31:9100: connect: no route to host',
    "prometheus -> 10.42.2.31:9100 · unreachable",
  ],
  [
    "kubectl exec storefront-5f7d9c8b6d-x8z2m -n web -c app -- wget -qO- -T 5 http://catalog:3000/healthz",
    "pod/web/storefront-5f7d9c8b6d-x8z2m -> catalog:3000",
  ],
  ["can you test whether mailer gets through to smtp-relay?", "mailer -> smtp-relay"],
  ["every pod in payments to 169.254.20.10 port 53 udp please", "pods in payments -> 169.254.20.10:53/udp"],
  [
    '{"time_iso8601":"2026-02-11T13:42:07+08:00","x_request_id":"c1f0e7a92b6d4d0f8a35e1b7c9024e66","client":"172.20.4.18","vhost":"shop.corp.example","http":{"method":"POST","uri":"/api/v1/orders","status":"504","request_time":"60.003"},"upstream":{"name":"shop-orders-8080","addr":"10.42.3.17:8080","status":"504","response_time":"60.001"}}',
    "ingress-nginx -> 10.42.3.17:8080 · 504",
  ],
  [
    '{"proxy_upstream_name": "crm-contacts-api-http", "upstream_addr": "10.244.2.38:3000, 10.244.2.38:3000, 10.244.2.38:3000", "upstream_status": "502, 502, 502", "upstream_response_time": "0.001, 0.000, 0.000", "status": 502, "request": "GET /contacts?page=2 HTTP/1.1", "host": "crm.example.net", "remote_addr": "192.168.40.11", "time_local": "24/Mar/2026:16:05:59 +0000"}',
    "ingress-nginx -> 10.244.2.38:3000 · 502",
  ],
  [
    '2026/03/09 02:14:51 [error] 1187#1187: *2483377 connect() failed (113: Host is unreachable) while connecting to upstream, client: 10.42.0.0, server: api.example.io, request: "GET /v2/accounts/me HTTP/2.0", upstream: "http://10.42.5.61:3000/v2/accounts/me", host: "api.example.io"',
    "ingress-nginx -> 10.42.5.61:3000 · unreachable · 502",
  ],
  [
    "[172.18.0.1] [03/Feb/2026:09:12:40 +0000] TCP 502 0 0 0.000 [tcp-infra-rabbitmq-5672] 10.244.3.21:5672 0 0 0.000",
    "ingress-nginx -> 10.244.3.21:5672 · 502",
  ],
  [
    'W0723 04:02:37.310025       6 controller.go:337] Service "infra/mosquitto" does not have any active Endpoint for TCP port 1883',
    "ingress-nginx -> service/infra/mosquitto:1883 · no-endpoint",
  ],
  [
    '[INFO] plugin/kubernetes: pkg/mod/k8s.io/client-go@v0.29.3/tools/cache/reflector.go:229: failed to list *v1.EndpointSlice: Get "https://10.43.0.1:443/apis/discovery.k8s.io/v1/endpointslices?limit=500&resourceVersion=0": dial tcp 10.43.0.1:443: i/o timeout',
    "coredns -> 10.43.0.1:443 · connect-timeout",
  ],
  ["dial tcp 172.20.8.31:6379: i/o timeout", "? -> 172.20.8.31:6379 · connect-timeout"],
  [
    'Error from server: Get "https://172.16.4.22:10250/containerLogs/payments/ledger-6d5f8c9b7d-x2k4p/ledger?follow=true": dial tcp 172.16.4.22:10250: i/o timeout',
    "kube-apiserver -> 172.16.4.22:10250 · connect-timeout",
  ],
  [
    'Error from server (InternalError): error when creating "cert.yaml": Internal error occurred: failed calling webhook "webhook.cert-manager.io": failed to call webhook: Post "https://cert-manager-webhook.cert-manager.svc:443/validate?timeout=30s": no endpoints available for service "cert-manager-webhook"',
    "kube-apiserver -> service/cert-manager/cert-manager-webhook:443 · no-endpoint",
  ],
  [
    "failed to connect to `host=pg-main.data.svc.cluster.local user=app database=orders`: hostname resolving error (lookup pg-main.data.svc.cluster.local on 172.20.0.10:53: read udp 10.42.1.77:39214->172.20.0.10:53: i/o timeout)",
    "10.42.1.77 -> 172.20.0.10:53/udp · name-unanswered · looks up pg-main.data.svc.cluster.local",
  ],
  [
    "write tcp 10.42.1.77:52814->10.42.9.30:8443: write: broken pipe",
    "10.42.1.77 -> 10.42.9.30:8443 · closed",
  ],
  [
    'Liveness probe failed: Get "http://10.42.4.112:8081/actuator/health/liveness": dial tcp 10.42.4.112:8081: connect: connection refused',
    "its node -> 10.42.4.112:8081 · refused",
  ],
  ["telnet: can't connect to remote host (10.42.9.31): Connection refused", "? -> 10.42.9.31 · refused"],
  [
    "$ kubectl -n shop exec -it checkout-5b8f7d9c6b-qh2lz -- curl -sS -m 5 http://10.42.9.44:8080/healthz\ncurl: (28) Connection timed out after 5001 milliseconds\ncommand terminated with exit code 28",
    "pod/shop/checkout-5b8f7d9c6b-qh2lz -> 10.42.9.44:8080 · connect-timeout",
  ],
  [
    "curl: (28) Failed to connect to inventory.shop.svc.cluster.local port 8080 after 5002 ms: Timeout was reached",
    "? -> service/shop/inventory:8080 · connect-timeout",
  ],
  [
    "orders-api gets curl: (52) Empty reply from server when it calls http://pricing:8000/quote",
    "orders-api -> pricing:8000 · closed",
  ],
  [
    '[2026-03-02T07:14:55.318Z] "POST /v1/charge HTTP/1.1" 503 UH no_healthy_upstream - "-" 0 19 0 - "-" "okhttp/4.12.0" "0d6f3c1e-5f0b-9a3e-8d51-4b7f2c9a6e10" "payments.billing.svc.cluster.local:8080" "-" outbound|8080||payments.billing.svc.cluster.local - 10.43.201.6:8080 10.42.2.54:57410 - default',
    "10.42.2.54 -> service/billing/payments:8080 · no-endpoint · 503",
  ],
  [
    'time="2026-01-29T18:20:03Z" level=debug msg="\'504 Gateway Timeout\' caused by: dial tcp 10.42.7.19:3000: i/o timeout"',
    "? -> 10.42.7.19:3000 · connect-timeout · 504",
  ],
  [
    "Caused by: io.netty.channel.ConnectTimeoutException: connection timed out: redis-master.cache.svc.cluster.local/10.43.77.12:6379",
    "? -> service/cache/redis-master:6379 · connect-timeout",
  ],
  [
    "requests.exceptions.ReadTimeout: HTTPConnectionPool(host='tax-calc', port=8000): Read timed out. (read timeout=5)",
    "? -> tax-calc:8000 · read-timeout",
  ],
  [
    "cart: MongoServerSelectionError: connect ECONNREFUSED 10.42.6.70:27017",
    "cart -> 10.42.6.70:27017 · refused",
  ],
  [
    'rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial tcp: lookup user-svc.accounts.svc.cluster.local on 10.100.0.10:53: no such host"',
    "? -> 10.100.0.10:53/udp · name-unknown · looks up user-svc.accounts.svc.cluster.local",
  ],
  [
    "inside payments/ledger-0: nc: connect to 10.43.90.14 port 5672 (tcp) timed out: Operation now in progress",
    "payments/ledger-0 -> 10.43.90.14:5672 · timeout",
  ],
  [
    "our calls from billing/invoicer to the service billing/fx-rates just hang till they time out",
    "billing/invoicer -> service/billing/fx-rates · timeout",
  ],
  [
    "payment/order-api 连不上 payment/mysql 的 3306 端口，帮忙看下",
    "payment/order-api -> payment/mysql:3306",
  ],
  ["ingress-nginx 转发不到 user-center，是什么原因？", "ingress-nginx -> user-center"],
  ["在 sms-gateway 里面 ping 10.42.5.18 不通，该怎么查", "sms-gateway -> 10.42.5.18/icmp"],
  [
    "is there a reason scheduler can't call itself when it goes via the scheduler service?",
    "scheduler -> service/scheduler",
  ],
  [
    "none of the pods running on worker-2 can talk to the ones on worker-5",
    "pods on worker-2 -> pods on worker-5",
  ],
  [
    "my checkout app can't open a connection to inventory:8081, is something wrong with the network?",
    "checkout -> inventory:8081",
  ],
  ["i can't get to invoice-api from web-portal", "web-portal -> invoice-api"],
  [
    "when I curl http://10.20.0.14:31480/ from the cron-runner pod I get connection refused",
    "cron-runner -> 10.20.0.14:31480 · refused",
  ],
  [
    "smtp.sendgrid.net does not resolve inside mailer, it prints getaddrinfo ENOTFOUND",
    "mailer -> kube-dns:53/udp · name-unknown · looks up smtp.sendgrid.net",
  ],
  [
    "every now and then pricing gets a connection reset from redis-cart on 6379",
    "pricing -> redis-cart:6379 · reset · sometimes",
  ],
  [
    'prometheus: Get "http://10.42.3.9:9100/metrics": dial tcp 10.42.3.9:9100: connect: no route to host',
    "prometheus -> 10.42.3.9:9100 · unreachable",
  ],
  [
    "kubectl -n media exec -it transcoder-7fd9c6b5c4-9wzjm -- wget -qO- -T 3 http://catalog:3000/health",
    "pod/media/transcoder-7fd9c6b5c4-9wzjm -> catalog:3000",
  ],
  ["can you test whether bff gets through to session-store", "bff -> session-store"],
  ["does every pod in billing reach statsd on 8125/udp?", "pods in billing -> statsd:8125/udp"],
  [
    '203.0.113.24 - - [12/Mar/2026:14:02:51 +0000] "GET /api/orders?page=2 HTTP/2.0" 504 160 "https://shop.example.com/account" "Mozilla/5.0 (X11; Linux x86_64; rv:136.0) Gecko/20100101 Firefox/136.0" 412 15.003 [shop-orders-8080] [] 10.42.3.17:8080, 10.42.3.17:8080, 10.42.3.17:8080 0, 0, 0 5.001, 5.000, 5.001 504, 504, 504 5b7c0f3a1d9e4c6682b1f0a97de3c415',
    "ingress-nginx -> 10.42.3.17:8080 · 504",
  ],
  [
    '2026/03/12 14:02:51 [error] 38#38: *91822 connect() failed (111: Connection refused) while connecting to upstream, client: 203.0.113.24, server: shop.example.com, request: "GET /cart HTTP/2.0", upstream: "http://10.42.2.31:3000/cart", host: "shop.example.com"',
    "ingress-nginx -> 10.42.2.31:3000 · refused · 502",
  ],
  [
    '2026/03/12 15:47:09 [error] 41#41: *120338 upstream prematurely closed connection while reading response header from upstream, client: 198.51.100.7, server: api.example.com, request: "POST /v2/upload HTTP/1.1", upstream: "http://10.42.6.90:8081/v2/upload", host: "api.example.com"',
    "ingress-nginx -> 10.42.6.90:8081 · closed · 502",
  ],
  [
    '{"time_iso8601":"2026-03-12T15:50:31+00:00","http":{"method":"POST","host":"pay.example.com","uri":"/v1/charge","status":502,"request_time":0.004},"upstream":{"name":"billing-gateway-8443","addr":"10.42.1.8:8443","status":"502","response_time":"0.003"},"client":{"ip":"198.51.100.7","user_agent":"okhttp/4.12.0"},"req_id":"d41b7e"}',
    "ingress-nginx -> 10.42.1.8:8443 · 502",
  ],
  [
    '2026/03/12 16:00:12 [error] 44#44: *1207 connect() failed (113: Host is unreachable) while connecting to upstream, client: 172.20.4.9, server: 0.0.0.0:6379, upstream: "10.42.5.12:6379", bytes from/to client:0/0, bytes from/to upstream:0/0',
    "ingress-nginx -> 10.42.5.12:6379 · unreachable · 502",
  ],
  [
    'W0312 16:04:02.551203       7 controller.go:474] Service "data/postgres" does not have any active Endpoint for TCP port 5432',
    "ingress-nginx -> service/data/postgres:5432 · no-endpoint",
  ],
  [
    '[2026-03-12T14:22:07.311Z] "GET /stock/42 HTTP/1.1" 503 UH no_healthy_upstream - "-" 0 19 0 - "-" "okhttp/4.12.0" "6f0c2d5e-0b7a-9c1e-8a53-4d2f0e7b9911" "inventory.shop.svc.cluster.local:8080" "-" outbound|8080||inventory.shop.svc.cluster.local - 10.43.88.14:8080 10.42.1.66:47810 - default',
    "10.42.1.66 -> service/shop/inventory:8080 · no-endpoint · 503",
  ],
  [
    '[2026-03-12T14:25:40.902Z] "POST /hipstershop.CurrencyService/Convert HTTP/2" 503 UF,URX upstream_reset_before_response_started{connection_timeout} - "-" 42 91 30012 - "-" "grpc-go/1.62.1" "a1f6ec18-77c2-9a4b-b0b5-3c9be2a8d004" "currency.shop.svc.cluster.local:7000" "10.42.4.21:7000" outbound|7000||currency.shop.svc.cluster.local - 10.43.55.2:7000 10.42.1.70:60022 - default',
    "10.42.1.70 -> service/shop/currency:7000 · connect-timeout · 503",
  ],
  [
    '10.42.0.1 - - [12/Mar/2026:14:30:00 +0000] "GET /login HTTP/1.1" 502 11 "-" "curl/8.5.0" 1834 "shop-web-shop-example-com-login@kubernetes" "http://10.42.4.8:8000" 3ms',
    "traefik -> 10.42.4.8:8000 · 502",
  ],
  [
    'time="2026-03-12T14:33:10Z" level=error msg="charge failed, giving up after 3 attempts" error="dial tcp 10.43.17.201:8080: i/o timeout"',
    "? -> 10.43.17.201:8080 · connect-timeout",
  ],
  [
    "Failed to open channel: read tcp 10.42.1.66:39822->10.42.3.40:5672: i/o timeout",
    "10.42.1.66 -> 10.42.3.40:5672 · read-timeout",
  ],
  [
    "dial tcp: lookup redis-master.cache.svc.cluster.local on 10.43.0.10:53: no such host",
    "? -> 10.43.0.10:53/udp · name-unknown · looks up redis-master.cache.svc.cluster.local",
  ],
  [
    "shop/orders-api keeps restarting, log says\n```\nError: connect ECONNREFUSED 10.43.200.11:27017\n    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1555:16) {\n  errno: -111,\n  code: 'ECONNREFUSED',\n  syscall: 'connect',\n  address: '10.43.200.11',\n  port: 27017\n}\n```",
    "shop/orders-api -> 10.43.200.11:27017 · refused",
  ],
  [
    "$ curl https://vault.security.svc.cluster.local:8200/v1/sys/health\ncurl: (35) error:0A00010B:SSL routines::wrong version number",
    "? -> service/security/vault:8200 · tls",
  ],
  [
    "kubectl -n shop exec deploy/storefront -- curl -sS http://cart:7070/\ncurl: (6) Could not resolve host: cart\ncommand terminated with exit code 6",
    "deployment/shop/storefront -> cart:7070 · name-unknown",
  ],
  [
    "Connecting to catalog:8080 (10.43.12.9:8080)\nwget: can't connect to remote host (10.43.12.9): Connection refused",
    "? -> catalog:8080 · refused",
  ],
  [
    "from node worker-2: nc: connect to 10.42.6.3 port 5432 (tcp) timed out: Operation now in progress",
    "node/worker-2 -> 10.42.6.3:5432 · timeout",
  ],
  [
    "from tools/toolbox:\nPING 10.42.6.3 (10.42.6.3): 56 data bytes\n\n--- 10.42.6.3 ping statistics ---\n5 packets transmitted, 0 packets received, 100% packet loss",
    "tools/toolbox -> 10.42.6.3/icmp",
  ],
  [
    "requests.exceptions.ConnectTimeout: HTTPConnectionPool(host='recommendation.shop.svc.cluster.local', port=8080): Max retries exceeded with url: /v1/recs (Caused by ConnectTimeoutError(<urllib3.connection.HTTPConnection object at 0x7f3c2c1d5b50>, 'Connection to recommendation.shop.svc.cluster.local timed out. (connect timeout=3)'))",
    "? -> service/shop/recommendation:8080 · connect-timeout",
  ],
  [
    'org.springframework.web.client.ResourceAccessException: I/O error on GET request for "http://pricing:8090/quotes": Connection refused; nested exception is java.net.ConnectException: Connection refused',
    "? -> pricing:8090 · refused",
  ],
  [
    'com.microsoft.sqlserver.jdbc.SQLServerException: The TCP/IP connection to the host mssql.erp.svc.cluster.local, port 1433 has failed. Error: "connect timed out. Verify the connection properties. Make sure that an instance of SQL Server is running on the host and accepting TCP/IP connections at the port. Make sure that TCP connections to the port are not blocked by a firewall.".',
    "? -> service/erp/mssql:1433 · connect-timeout",
  ],
  [
    "redis.exceptions.ConnectionError: Error 111 connecting to redis.sessions.svc.cluster.local:6379. Connection refused.",
    "? -> service/sessions/redis:6379 · refused",
  ],
  [
    'grpc._channel._InactiveRpcError: <_InactiveRpcError of RPC that terminated with:\n\tstatus = StatusCode.UNAVAILABLE\n\tdetails = "failed to connect to all addresses; last error: UNKNOWN: ipv4:10.43.61.8:50051: Failed to connect to remote host: Connection refused"\n\tdebug_error_string = "UNKNOWN:failed to connect to all addresses; last error: UNKNOWN: ipv4:10.43.61.8:50051: Failed to connect to remote host: Connection refused {grpc_status:14, created_time:"2026-03-12T14:41:07.118204+00:00"}"\n>',
    "? -> 10.43.61.8:50051 · refused",
  ],
  [
    'psql: error: connection to server at "pg-rw.data.svc.cluster.local" (10.43.71.5), port 5432 failed: Connection timed out\n\tIs the server running on that host and accepting TCP/IP connections?',
    "? -> service/data/pg-rw:5432 · connect-timeout",
  ],
  [
    "  Warning  Unhealthy  2m11s (x14 over 9m)  kubelet  Liveness probe failed: dial tcp 10.42.2.19:8080: connect: connection refused",
    "its node -> 10.42.2.19:8080 · refused",
  ],
  [
    'Error from server: Get "https://10.0.12.34:10250/containerLogs/shop/web-6d4f9c7b8-kx2lp/web": dial tcp 10.0.12.34:10250: i/o timeout',
    "kube-apiserver -> 10.0.12.34:10250 · connect-timeout",
  ],
  [
    'Error from server (InternalError): error when creating "ingress.yaml": Internal error occurred: failed calling webhook "validate.nginx.ingress.kubernetes.io": failed to call webhook: Post "https://ingress-nginx-controller-admission.ingress-nginx.svc:443/networking/v1/ingresses?timeout=10s": no endpoints available for service "ingress-nginx-controller-admission"',
    "kube-apiserver -> service/ingress-nginx/ingress-nginx-controller-admission:443 · no-endpoint",
  ],
  [
    'E0312 14:50:01.102938       1 available_controller.go:460] v1beta1.metrics.k8s.io failed with: failing or missing response from https://10.43.140.9:443/apis/metrics.k8s.io/v1beta1: Get "https://10.43.140.9:443/apis/metrics.k8s.io/v1beta1": dial tcp 10.43.140.9:443: connect: connection refused',
    "kube-apiserver -> 10.43.140.9:443 · refused",
  ],
  [
    "[ERROR] plugin/errors: 2 api.stripe.com. A: read udp 10.42.0.5:41233->10.0.0.2:53: i/o timeout",
    "10.42.0.5 -> 10.0.0.2:53/udp · name-unanswered · looks up api.stripe.com",
  ],
  [
    'ts=2026-03-12T14:52:00.003Z caller=scrape.go:1384 level=debug component="scrape manager" scrape_pool=serviceMonitor/monitoring/node-exporter/0 target=http://10.0.12.35:9100/metrics msg="Scrape failed" err="Get \\"http://10.0.12.35:9100/metrics\\": dial tcp 10.0.12.35:9100: connect: no route to host"',
    "prometheus -> 10.0.12.35:9100 · unreachable",
  ],
  [
    "kubectl exec -it deploy/checkout -n shop -c app -- nc -zv shipping 50051",
    "deployment/shop/checkout -> shipping:50051",
  ],
  [
    "connections from emailservice to smtp-relay:25 are being refused",
    "emailservice -> smtp-relay:25 · refused",
  ],
  [
    "nothing in namespace staging can reach keycloak.auth.svc.cluster.local:8443 since the deploy this morning",
    "pods in staging -> service/auth/keycloak:8443 · since deploy",
  ],
  ["can gitea talk to itself via its own service?", "gitea -> service/gitea"],
  [
    "every now and then grafana gets a connection reset from loki:3100",
    "grafana -> loki:3100 · reset · sometimes",
  ],
  ["data/mysql:3306 从 shop/orders 访问不到,一直超时", "shop/orders -> data/mysql:3306 · timeout"],
  [
    "worker-2 节点上的 pod 都解析不了 github.com",
    "pods on worker-2 -> kube-dns:53/udp · looks up github.com",
  ],
  [
    "上线之后 gateway 调 user-service 偶尔报 502",
    "gateway -> user-service · 502 · sometimes · since 上线之后",
  ],
  ["is rabbitmq:5672 reachable from shop/mailer?", "shop/mailer -> rabbitmq:5672"],
  ["batch 命名空间里所有的 pod 都连不上 minio:9000", "pods in batch -> minio:9000"],
  [
    '2026/03/11 08:22:41 [error] 31#31: *18274 recv() failed (104: Connection reset by peer) while reading response header from upstream, client: 10.20.0.15, server: shop.example.com, request: "GET /api/cart HTTP/1.1", upstream: "http://10.244.2.31:8080/api/cart", host: "shop.example.com", referrer: "https://shop.example.com/"',
    "ingress-nginx -> 10.244.2.31:8080 · reset · 502",
  ],
  [
    '10.20.0.15 - - [11/Mar/2026:08:24:03 +0000] "POST /login HTTP/1.1" 502 552 "https://shop.example.com/" "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/133.0.0.0 Safari/537.36" 812 0.002 [shop-auth-8000] [] 10.244.1.17:8000 0 0.001 502 3f1b0c9d7e5a4b6f8a2c1d0e9f7b6a54',
    "ingress-nginx -> 10.244.1.17:8000 · 502",
  ],
  [
    '[2026-03-11T09:12:44.021Z] "GET /v1/stock HTTP/1.1" 503 UH no_healthy_upstream - "-" 0 19 0 - "-" "Go-http-client/1.1" "6c1f7a52-0d0e-9b53-a7c4-2f0b7b0f6a11" "inventory.shop.svc.cluster.local:8080" "-" outbound|8080||inventory.shop.svc.cluster.local - 10.100.23.7:8080 10.244.1.22:39410 - default',
    "10.244.1.22 -> service/shop/inventory:8080 · no-endpoint · 503",
  ],
  [
    "$ kubectl exec -n shop deploy/web -c app -- curl -s http://orders:8080/\nupstream connect error or disconnect/reset before headers. retried and the latest reset reason: remote connection failure, transport failure reason: delayed connect error: 111",
    "deployment/shop/web -> orders:8080 · refused",
  ],
  [
    '2026-03-11T09:30:17Z DBG github.com/traefik/traefik/v3/pkg/server/service/proxy.go:100 > 502 Bad Gateway error="dial tcp 10.42.1.18:3000: connect: connection refused"',
    "traefik -> 10.42.1.18:3000 · refused · 502",
  ],
  [
    "$ kubectl -n shop exec web-7d9c6b5f4-x2kqp -- curl -sS http://payments.billing:8080/healthz\ncurl: (6) Could not resolve host: payments.billing\ncommand terminated with exit code 6",
    "pod/shop/web-7d9c6b5f4-x2kqp -> payments.billing:8080 · name-unknown",
  ],
  [
    "root@worker-api-6c9f7d8b5d-q4zlt:/# nc -vz 10.244.3.8 6379\nnc: connect to 10.244.3.8 port 6379 (tcp) failed: No route to host",
    "pod/worker-api-6c9f7d8b5d-q4zlt -> 10.244.3.8:6379 · unreachable",
  ],
  [
    "PING 10.244.4.27 (10.244.4.27) 56(84) bytes of data.\n\n--- 10.244.4.27 ping statistics ---\n5 packets transmitted, 0 received, 100% packet loss, time 4087ms\n",
    "? -> 10.244.4.27/icmp",
  ],
  [
    ";; communications error to 10.43.0.10#53: timed out\n;; communications error to 10.43.0.10#53: timed out\n;; communications error to 10.43.0.10#53: timed out\n\n; <<>> DiG 9.18.24 <<>> orders.shop.svc.cluster.local @10.43.0.10\n; (1 server found)\n;; global options: +cmd\n;; no servers could be reached\n",
    "? -> 10.43.0.10:53/udp · name-unanswered · looks up orders.shop.svc.cluster.local",
  ],
  [
    'psycopg2.OperationalError: connection to server at "postgres.data.svc.cluster.local" (10.101.44.9), port 5432 failed: Connection timed out\n\tIs the server running on that host and accepting TCP/IP connections?\n',
    "? -> service/data/postgres:5432 · connect-timeout",
  ],
  [
    'org.springframework.web.client.ResourceAccessException: I/O error on GET request for "http://pricing:8080/api/prices/42": Connect to http://pricing:8080 [pricing/10.102.7.31] failed: Connect timed out',
    "? -> pricing:8080 · connect-timeout",
  ],
  [
    "FetchError: request to http://users-api:4000/graphql failed, reason: socket hang up\n    at ClientRequest.<anonymous> (/app/node_modules/node-fetch/lib/index.js:1501:11)\n    at ClientRequest.emit (node:events:519:28)\n    at Socket.socketOnEnd (node:_http_client:524:9) {\n  type: 'system',\n  errno: 'ECONNRESET',\n  code: 'ECONNRESET'\n}",
    "? -> users-api:4000 · closed",
  ],
  [
    "  Warning  Unhealthy  2m11s (x14 over 5m)  kubelet            Liveness probe failed: dial tcp 10.244.2.45:8443: connect: connection refused",
    "its node -> 10.244.2.45:8443 · refused",
  ],
  [
    'E0311 10:02:33.481920       1 available_controller.go:460] v1beta1.metrics.k8s.io failed with: failing or missing response from https://10.104.88.12:443/apis/metrics.k8s.io/v1beta1: Get "https://10.104.88.12:443/apis/metrics.k8s.io/v1beta1": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
    "kube-apiserver -> 10.104.88.12:443 · timeout",
  ],
  [
    'Error from server (InternalError): error when creating "issuer.yaml": Internal error occurred: failed calling webhook "webhook.cert-manager.io": failed to call webhook: Post "https://cert-manager-webhook.cert-manager.svc:443/validate?timeout=30s": tls: failed to verify certificate: x509: certificate signed by unknown authority',
    "kube-apiserver -> service/cert-manager/cert-manager-webhook:443 · tls",
  ],
  [
    "[ERROR] plugin/errors: 2 api.stripe.com. A: read udp 10.244.0.5:41923->10.20.0.2:53: i/o timeout",
    "10.244.0.5 -> 10.20.0.2:53/udp · name-unanswered · looks up api.stripe.com",
  ],
  [
    "2026-03-11 10:15:52.114  WARN 1 --- [ad | producer-1] org.apache.kafka.clients.NetworkClient   : [Producer clientId=producer-1] Connection to node -1 (kafka.messaging.svc.cluster.local/10.103.9.77:9092) could not be established. Broker may not be available.",
    "? -> service/messaging/kafka:9092",
  ],
  [
    "pymongo.errors.ServerSelectionTimeoutError: mongo:27017: [Errno 111] Connection refused (configured timeouts: socketTimeoutMS: 20000.0, connectTimeoutMS: 20000.0), Timeout: 30s, Topology Description: <TopologyDescription id: 67d00c1e5b2f4a8e9c3d7b10, topology_type: Unknown, servers: [<ServerDescription ('mongo', 27017) server_type: Unknown, rtt: None, error=AutoReconnect('mongo:27017: [Errno 111] Connection refused (configured timeouts: socketTimeoutMS: 20000.0, connectTimeoutMS: 20000.0)')>]>",
    "? -> mongo:27017 · refused",
  ],
  [
    'ts=2026-03-11T10:20:05.331Z caller=scrape.go:1331 level=debug component="scrape manager" scrape_pool=kubernetes-pods target=http://10.244.1.50:9102/metrics msg="Scrape failed" err="Get \\"http://10.244.1.50:9102/metrics\\": dial tcp 10.244.1.50:9102: connect: no route to host"',
    "prometheus -> 10.244.1.50:9102 · unreachable",
  ],
  [
    'grpc._channel._InactiveRpcError: <_InactiveRpcError of RPC that terminated with:\n\tstatus = StatusCode.UNAVAILABLE\n\tdetails = "failed to connect to all addresses; last error: UNKNOWN: ipv4:10.102.66.3:50051: Failed to connect to remote host: Connection refused"\n\tdebug_error_string = "UNKNOWN:Error received from peer  {created_time:"2026-03-11T10:24:40.118273+00:00", grpc_status:14, grpc_message:"failed to connect to all addresses; last error: UNKNOWN: ipv4:10.102.66.3:50051: Failed to connect to remote host: Connection refused"}"\n>',
    "? -> 10.102.66.3:50051 · refused",
  ],
  ["checkout can't reach payments on 8443", "checkout -> payments:8443"],
  ["is redis-cache reachable from orders-api?", "orders-api -> redis-cache"],
  [
    "postgres can't be reached from billing since this morning's deploy",
    "billing -> postgres · since this morning's deploy",
  ],
  ["pods on worker-3 can't get to kafka:9092", "pods on worker-3 -> kafka:9092"],
  [
    "every now and then web gets a connection reset from search:9200",
    "web -> search:9200 · reset · sometimes",
  ],
  [
    "pods in staging can't connect to prod/mysql on 3306, connection refused",
    "pods in staging -> prod/mysql:3306 · refused",
  ],
  ["ping from toolbox to 10.244.5.12 doesn't work", "toolbox -> 10.244.5.12/icmp"],
  [
    "since we rolled out v2 the gateway gets 503 from accounts",
    "gateway -> accounts · 503 · since we rolled out v2",
  ],
  [
    "dns lookups for vault.infra from scheduler keep timing out",
    "scheduler -> kube-dns:53/udp · name-unanswered · looks up vault.infra",
  ],
  ["kafka-0 refuses connections from consumer on 9092", "consumer -> kafka-0:9092 · refused"],
  ["node worker-2 can't reach 10.30.0.5 on udp 514", "node/worker-2 -> 10.30.0.5:514/udp"],
  ["hey, grafana on port 3000 can't be reached", "? -> grafana:3000"],
  ["order-service 连不上 mysql-0 的 3306 端口", "order-service -> mysql-0:3306"],
  ["从 gateway 访问 nacos 超时，端口 8848", "gateway -> nacos:8848 · timeout"],
  ["node-02 上的 pod 都 ping 不通 10.244.7.3", "pods on node-02 -> 10.244.7.3/icmp"],
  ["dev 命名空间的 pod 能不能访问 middleware/redis:6379？", "pods in dev -> middleware/redis:6379"],
  [
    "user-center 连 rabbitmq:5672 偶尔会 connection reset",
    "user-center -> rabbitmq:5672 · reset · sometimes",
  ],
  ["昨天发版之后 h5-web 调 member-api 一直报 502", "h5-web -> member-api · 502 · since 昨天发版之后"],
  ["notify 连不上 smtp.qq.com:465", "notify -> smtp.qq.com:465"],
  ["elasticsearch 拒绝了 logstash 的连接，9200 端口", "logstash -> elasticsearch:9200 · refused"],
  [
    '{"time":"2026-03-11T08:41:07+01:00","vhost":"pay.apps.bk.internal","remote_addr":"10.61.4.9","request_method":"POST","request_uri":"/v1/transfers","status":"504","request_time":"60.001","upstream":{"name":"payments-transfer-api-8080","addr":"10.42.7.31:8080","status":"504","response_time":"60.000"}}',
    "ingress-nginx -> 10.42.7.31:8080 · 504",
  ],
  [
    '{"x_forwarded_for": "10.61.4.22", "upstream_status": "502, 502, 502", "upstream_addr": "10.42.3.87:8443, 10.42.3.87:8443, 10.42.3.87:8443", "proxy_upstream_name": "cards-card-portal-https", "status": 502, "method": "GET", "path": "/login", "duration": 0.006, "time": "2026-03-11T09:02:55+01:00"}',
    "ingress-nginx -> 10.42.3.87:8443 · 502",
  ],
  [
    '2026/02/09 13:22:41 [error] 41#41: *88213 connect() failed (111: Connection refused) while connecting to upstream, client: 10.61.4.9, server: 0.0.0.0:5672, upstream: "10.42.3.118:5672", bytes from/to client:0/0, bytes from/to upstream:0/0',
    "ingress-nginx -> 10.42.3.118:5672 · refused · 502",
  ],
  [
    "[10.61.12.40] [11/Mar/2026:08:44:30 +0100] TCP 502 0 0 0.001 [tcp-mq-qm-core-1414] 10.42.6.54:1414 0 0 0.001",
    "ingress-nginx -> 10.42.6.54:1414 · 502",
  ],
  [
    'W0311 08:46:02.553210       7 controller.go:456] Service "mq/qm-core" does not have any active Endpoint for TCP port 1414',
    "ingress-nginx -> service/mq/qm-core:1414 · no-endpoint",
  ],
  [
    '[ERROR] plugin/kubernetes: pkg/mod/k8s.io/client-go@v0.29.3/tools/cache/reflector.go:229: Failed to watch *v1.EndpointSlice: failed to list *v1.EndpointSlice: Get "https://10.43.0.1:443/apis/discovery.k8s.io/v1/endpointslices?limit=500&resourceVersion=0": dial tcp 10.43.0.1:443: i/o timeout',
    "coredns -> 10.43.0.1:443 · connect-timeout",
  ],
  ["dial tcp 172.30.0.1:443: connect: connection refused", "? -> 172.30.0.1:443 · refused"],
  [
    "Error from server: error dialing backend: proxy error from 127.0.0.1:9345 while dialing 10.20.8.14:10250, code 502: 502 Bad Gateway",
    "kube-apiserver -> 10.20.8.14:10250 · 502",
  ],
  [
    'Error from server (InternalError): error when creating "issuer.yaml": Internal error occurred: failed calling webhook "webhook.cert-manager.io": failed to call webhook: Post "https://cert-manager-webhook.cert-manager.svc:443/validate?timeout=30s": tls: failed to verify certificate: x509: certificate signed by unknown authority',
    "kube-apiserver -> service/cert-manager/cert-manager-webhook:443 · tls",
  ],
  [
    "dial tcp: lookup ledger-db.core.svc on 10.43.0.10:53: no such host",
    "? -> 10.43.0.10:53/udp · name-unknown · looks up ledger-db.core.svc",
  ],
  [
    "write tcp 10.128.2.31:57044->10.129.4.8:8443: write: broken pipe",
    "10.128.2.31 -> 10.129.4.8:8443 · closed",
  ],
  [
    'Startup probe failed: Get "http://10.128.2.44:8080/q/health/started": dial tcp 10.128.2.44:8080: connect: connection refused',
    "its node -> 10.128.2.44:8080 · refused",
  ],
  ["telnet: can't connect to remote host (10.43.201.17): Connection refused", "? -> 10.43.201.17 · refused"],
  [
    "$ oc exec -n payments ledger-sync-7d9c5b6f4-zx8kp -- curl -sS -m 5 http://10.129.4.61:8080/actuator/health\ncurl: (28) Connection timed out after 5001 milliseconds\ncommand terminated with exit code 28",
    "pod/payments/ledger-sync-7d9c5b6f4-zx8kp -> 10.129.4.61:8080 · connect-timeout",
  ],
  [
    "curl: (7) Failed to connect to keycloak.sso.svc.cluster.local port 8443: No route to host",
    "? -> service/sso/keycloak:8443 · unreachable",
  ],
  [
    "recon-worker logs this: curl: (28) Failed to connect to swift-gw port 8443 after 5002 ms: Timeout was reached",
    "recon-worker -> swift-gw:8443 · connect-timeout",
  ],
  [
    '[2026-03-11T08:41:07.214Z] "POST /v1/score HTTP/1.1" 503 UH no_healthy_upstream - "-" 0 19 0 - "-" "okhttp/4.12.0" "b7c1f0de-3a55-9c1e-8d7e-51b2a1c7e9f4" "fraud-score.risk.svc.cluster.local:8080" "-" outbound|8080||fraud-score.risk.svc.cluster.local - 10.43.118.77:8080 10.42.3.29:40112 - default',
    "10.42.3.29 -> service/risk/fraud-score:8080 · no-endpoint · 503",
  ],
  [
    'time="2026-03-11T08:41:07Z" level=debug msg="\'504 Gateway Timeout\' caused by: dial tcp 10.42.1.9:8080: i/o timeout"',
    "? -> 10.42.1.9:8080 · connect-timeout · 504",
  ],
  [
    'com.microsoft.sqlserver.jdbc.SQLServerException: The TCP/IP connection to the host mssql-core.treasury.svc.cluster.local, port 1433 has failed. Error: "connect timed out. Verify the connection properties. Make sure that an instance of SQL Server is running on the host and accepting TCP/IP connections at the port. Make sure that TCP connections to the port are not blocked by a firewall.".',
    "? -> service/treasury/mssql-core:1433 · connect-timeout",
  ],
  [
    "requests.exceptions.ConnectionError: HTTPConnectionPool(host='scoring', port=8080): Max retries exceeded with url: /predict (Caused by NameResolutionError(\"<urllib3.connection.HTTPConnection object at 0x7f3c1c0a5d90>: Failed to resolve 'scoring' ([Errno -2] Name or service not known)\"))",
    "? -> scoring:8080 · name-unknown",
  ],
  ["notifier: AxiosError: connect EHOSTUNREACH 10.42.6.15:8080", "notifier -> 10.42.6.15:8080 · unreachable"],
  [
    'rpc error: code = DeadlineExceeded desc = latest balancer error: connection error: desc = "transport: Error while dialing dial tcp 10.42.8.3:50051: i/o timeout"',
    "? -> 10.42.8.3:50051 · connect-timeout",
  ],
  [
    "in treasury/fx-rates-0, nc -zv 10.43.61.9 8443:\nNcat: Version 7.92 ( https://nmap.org/ncat )\nNcat: Connection refused.",
    "treasury/fx-rates-0 -> 10.43.61.9:8443 · refused",
  ],
  [
    "service limits/limit-check never sees the calls payments/transfer-api makes",
    "payments/transfer-api -> service/limits/limit-check",
  ],
  [
    "core/ledger:8080 从 payments/transfer-api 那边连不上,帮忙看下",
    "payments/transfer-api -> core/ledger:8080",
  ],
  [
    "rke2-ingress-nginx-controller 到 fx-portal 不通,是什么原因?",
    "rke2-ingress-nginx-controller -> fx-portal",
  ],
  ["登到 node prd-w07 上 ping 10.42.9.21,一个包都回不来", "prd-w07 -> 10.42.9.21/icmp"],
  ["limit-check can't hit its own svc, everyone else can. hairpin?", "limit-check -> service/limit-check"],
  [
    "no pod on prd-w03 gets through to any pod on prd-w11, other node pairs ok",
    "pods on prd-w03 -> pods on prd-w11",
  ],
  ["swift-adapter unable to open 1414 on mq-broker", "swift-adapter -> mq-broker:1414"],
  [
    "card-portal lost card-auth after the 4.16 upgrade, no connection any more",
    "card-portal -> card-auth · since 4.16 upgrade",
  ],
  [
    "getting connect timeouts in edge-proxy on https://10.20.8.31:31443/status",
    "edge-proxy -> 10.20.8.31:31443 · timeout",
  ],
  [
    "fx-loader gets NXDOMAIN for data.ecb.europa.eu",
    "fx-loader -> kube-dns:53/udp · name-unknown · looks up data.ecb.europa.eu",
  ],
  [
    "every 20th call or so from teller-ui to teller-api:8443 ends in connection reset by peer",
    "teller-ui -> teller-api:8443 · reset · sometimes",
  ],
  [
    'ts=2026-03-11T08:41:07.123Z caller=scrape.go:1351 level=debug component="scrape manager" scrape_pool=serviceMonitor/monitoring/node-exporter/0 target=http://10.20.8.33:9100/metrics msg="Scrape failed" err="Get \\"http://10.20.8.33:9100/metrics\\": dial tcp 10.20.8.33:9100: connect: connection refused"',
    "prometheus -> 10.20.8.33:9100 · refused",
  ],
  [
    "oc rsh -n treasury deploy/fx-rates curl -kv https://vault:8200/v1/sys/health",
    "deployment/treasury/fx-rates -> vault:8200",
  ],
  ["net test: statement-gen to doc-store", "statement-gen -> doc-store"],
  ["any pod in ns risk to dns-default, udp 53", "pods in risk -> dns-default:53/udp"],
  [
    '2026/03/11 14:22:09 [error] 1187#1187: *904412 connect() failed (111: Connection refused) while connecting to upstream, client: 172.20.4.18, server: shop.acme.io, request: "POST /api/cart HTTP/2.0", upstream: "http://10.42.3.17:8080/api/cart", host: "shop.acme.io", referrer: "https://shop.acme.io/"',
    "ingress-nginx -> 10.42.3.17:8080 · refused · 502",
  ],
  [
    '172.20.4.18 - - [11/Mar/2026:14:25:41 +0000] "GET /v1/invoices?page=2 HTTP/1.1" 504 160 "-" "okhttp/4.12.0" 412 60.001 [billing-invoices-api-8080] [] 10.42.5.33:8080 0 60.000 504 3f1c0c2be1a54d0e9d8c7e54a1b2c3d4',
    "ingress-nginx -> 10.42.5.33:8080 · read-timeout · 504",
  ],
  [
    '2026/03/11 18:40:55 [error] 44#44: *77120 SSL_do_handshake() failed (SSL: error:0A00010B:SSL routines::wrong version number) while SSL handshaking to upstream, client: 172.20.9.3, server: argocd.acme.io, request: "GET / HTTP/1.1", upstream: "https://10.42.2.19:8080/", host: "argocd.acme.io"',
    "ingress-nginx -> 10.42.2.19:8080 · tls · 502",
  ],
  [
    '{"ts":"2026-05-07T21:03:18+00:00","client_ip":"172.20.9.3","vhost":"media.acme.io","http":{"method":"PUT","path":"/files/8812","status_code":503,"bytes":190},"upstream":{"name":"media-uploader-9000","addr":"10.42.7.70:9000","status":"503","response_time":"0.002"}}',
    "ingress-nginx -> 10.42.7.70:9000 · 503",
  ],
  [
    '[2026-02-18T07:41:03.882Z] "GET /recommendations HTTP/1.1" 503 UH no_healthy_upstream - "-" 0 19 0 - "-" "Go-http-client/1.1" "b9e6f0d2-41a7-9c0e-8f35-6b1f5a1de0c4" "recommender.shop.svc.cluster.local:8080" "-" outbound|8080||recommender.shop.svc.cluster.local - 10.43.120.7:8080 10.42.2.41:39822 - default',
    "10.42.2.41 -> service/shop/recommender:8080 · no-endpoint · 503",
  ],
  [
    '2026-04-02T12:00:31Z DBG github.com/traefik/traefik/v3/pkg/server/service/proxy.go:100 > 502 Bad Gateway error="dial tcp 10.42.1.88:3000: connect: connection refused"',
    "traefik -> 10.42.1.88:3000 · refused · 502",
  ],
  [
    "session-api: Error: getaddrinfo EAI_AGAIN redis-master.cache.svc.cluster.local\n    at GetAddrInfoReqWrap.onlookup [as oncomplete] (node:dns:107:26) {\n  errno: -3001,\n  code: 'EAI_AGAIN',\n  syscall: 'getaddrinfo',\n  hostname: 'redis-master.cache.svc.cluster.local'\n}",
    "session-api -> kube-dns:53/udp · name-unanswered · looks up redis-master.cache.svc.cluster.local",
  ],
  [
    'psql: error: connection to server at "pg-rw.data.svc.cluster.local" (10.43.55.10), port 5432 failed: Connection timed out\n\tIs the server running on that host and accepting TCP/IP connections?',
    "? -> service/data/pg-rw:5432 · connect-timeout",
  ],
  [
    "io.netty.channel.AbstractChannel$AnnotatedNoRouteToHostException: No route to host: inventory.shop.svc.cluster.local/10.43.18.77:8443\nCaused by: java.net.NoRouteToHostException: No route to host",
    "? -> service/shop/inventory:8443 · unreachable",
  ],
  [
    "  Warning  Unhealthy  12s (x7 over 92s)  kubelet            Liveness probe failed: dial tcp 10.42.3.40:6379: connect: connection refused",
    "its node -> 10.42.3.40:6379 · refused",
  ],
  [
    '    message: \'failing or missing response from https://10.43.200.14:443/apis/metrics.k8s.io/v1beta1:\n      Get "https://10.43.200.14:443/apis/metrics.k8s.io/v1beta1": dial tcp 10.43.200.14:443:\n      i/o timeout\'\n    reason: FailedDiscoveryCheck\n    status: "False"\n    type: Available',
    "kube-apiserver -> 10.43.200.14:443 · connect-timeout",
  ],
  [
    'Error from server (InternalError): error when creating "ing.yaml": Internal error occurred: failed calling webhook "validate.nginx.ingress.kubernetes.io": failed to call webhook: Post "https://ingress-nginx-controller-admission.ingress-nginx.svc:443/networking/v1/ingresses?timeout=10s": no endpoints available for service "ingress-nginx-controller-admission"',
    "kube-apiserver -> service/ingress-nginx/ingress-nginx-controller-admission:443 · no-endpoint",
  ],
  [
    "[ERROR] plugin/errors: 2 api.stripe.com. A: read udp 10.42.0.5:52811->192.168.50.1:53: i/o timeout",
    "10.42.0.5 -> 192.168.50.1:53/udp · name-unanswered · looks up api.stripe.com",
  ],
  [
    'ts=2026-03-30T05:12:44.201Z caller=scrape.go:1384 level=debug component="scrape manager" scrape_pool=serviceMonitor/monitoring/node-exporter/0 target=http://192.168.50.23:9100/metrics msg="Scrape failed" err="Get \\"http://192.168.50.23:9100/metrics\\": dial tcp 192.168.50.23:9100: connect: no route to host"',
    "prometheus -> 192.168.50.23:9100 · unreachable",
  ],
  [
    "$ kubectl -n web exec deploy/storefront -c app -- curl -sS --max-time 5 http://auth.idp.svc.cluster.local:8081/healthz\ncurl: (56) Recv failure: Connection reset by peer\ncommand terminated with exit code 56",
    "deployment/web/storefront -> service/idp/auth:8081 · reset",
  ],
  [
    'orders-worker-7c9f8d6b5-x2k4m: rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial tcp\n10.42.8.61:50051: i/o timeout"',
    "pod/orders-worker-7c9f8d6b5-x2k4m -> 10.42.8.61:50051 · timeout",
  ],
  [
    "hey folks, jobs/celery-worker has been throwing this since the deploy at noon :point_down:\n```\nredis.exceptions.ConnectionError: Error 111 connecting to redis-broker:6379. Connection refused.\n```\nanyone changed something?",
    "jobs/celery-worker -> redis-broker:6379 · refused · since deploy",
  ],
  [
    'since yesterday\'s rollout order-service gets "connection reset by peer" whenever it calls payment-gateway on 8443',
    "order-service -> payment-gateway:8443 · reset · since yesterday's rollout",
  ],
  ["prod/order-api 连不上 prod/mysql 的 3306 端口，一直超时", "prod/order-api -> prod/mysql:3306 · timeout"],
  [
    "user-center:8081 从 api-gateway 那边访问不到，报 connection refused",
    "api-gateway -> user-center:8081 · refused",
  ],
  [
    "billing 偶尔解析不了 kafka-0.kafka.mq.svc.cluster.local，报 no such host，重试一下又好了",
    "billing -> kube-dns:53/udp · name-unknown · looks up kafka-0.kafka.mq.svc.cluster.local · sometimes",
  ],
  [
    "elasticsearch:9200 can't be reached by logstash anymore, everything else looks fine",
    "logstash -> elasticsearch:9200",
  ],
  [
    "nothing on worker-4 can talk to anything on worker-7 after the kernel upgrade",
    "pods on worker-4 -> pods on worker-7 · since kernel upgrade",
  ],
  [
    "no pod in namespace dev can open a connection to svc vault in namespace security, port 8200",
    "pods in dev -> service/security/vault:8200",
  ],
  [
    "keycloak-0 times out when it calls its own service keycloak:8080, from other pods the service works",
    "keycloak-0 -> service/keycloak:8080 · timeout",
  ],
  [
    "roughly one in ten calls from checkout to the pricing service fails with a 503",
    "checkout -> service/pricing · 503 · sometimes",
  ],
  [
    "from node worker-2 I can ping 10.42.4.15 but telnet 10.42.4.15 8080 just hangs until it times out",
    "node/worker-2 -> 10.42.4.15:8080 · timeout",
  ],
  [
    "ping from pod tools/netshoot:\nPING 10.42.9.14 (10.42.9.14) 56(84) bytes of data.\n\n--- 10.42.9.14 ping statistics ---\n3 packets transmitted, 0 received, 100% packet loss, time 2045ms",
    "pod/tools/netshoot -> 10.42.9.14/icmp",
  ],
  ["can pod ci/runner-5 reach https://registry.acme.io ?", "pod/ci/runner-5 -> registry.acme.io:443"],
  ["grafana → logging/loki:3100 closes on us, only says EOF", "grafana -> logging/loki:3100 · closed"],
  [
    "在节点 worker-1 上 curl 10.0.12.8:31080 没反应，最后 timeout",
    "node/worker-1 -> 10.0.12.8:31080 · timeout · since 最后",
  ],
  [
    "job nightly-report can't upload any more:\nwget: bad address 'minio.storage.svc.cluster.local:9000'",
    "job/nightly-report -> service/storage/minio:9000 · name-unknown",
  ],
  [
    '{"@timestamp":"2026-03-11T02:48:31+00:00","x_request_id":"b41f0c77d2e94a5c8d0e6a1f3b9c2207","client_ip":"10.20.4.11","host":"pay.acme.io","method":"POST","uri":"/v1/charge","status":"504","request_time":"60.001","upstream":{"name":"payments-ledger-api-8080","addr":"10.42.3.9:8080","status":"504","response_time":"60.000"}}',
    "ingress-nginx -> 10.42.3.9:8080 · 504",
  ],
  [
    '{"proxy_upstream_name": "shop-cart-http", "upstream_addr": "10.42.2.77:3000", "upstream_status": "502", "upstream_response_time": "0.004", "request_length": 811, "status": 502, "request": "GET /api/cart HTTP/2.0", "vhost": "shop.acme.io", "remote_user": "", "time": "2026-03-11T02:49:02+00:00"}',
    "ingress-nginx -> 10.42.2.77:3000 · 502",
  ],
  [
    '2026/03/11 02:49:40 [error] 34#34: *58211 connect() failed (113: Host is unreachable) while connecting to upstream, client: 10.20.4.11, server: 0.0.0.0:3306, upstream: "10.42.1.88:3306", bytes from/to client:0/0, bytes from/to upstream:0/0',
    "ingress-nginx -> 10.42.1.88:3306 · unreachable · 502",
  ],
  [
    "[10.20.4.15] [11/Mar/2026:02:50:07 +0000] TCP 502 0 0 15.004 [tcp-mq-rabbitmq-5672] 10.42.2.31:5672 0 0 15.004",
    "ingress-nginx -> 10.42.2.31:5672 · 502",
  ],
  [
    'W0311 02:47:55.310442       7 controller.go:529] Service "games/lobby" does not have any active Endpoint for TCP port 7777',
    "ingress-nginx -> service/games/lobby:7777 · no-endpoint",
  ],
  [
    '[ERROR] plugin/kubernetes: pkg/mod/k8s.io/client-go@v0.29.3/tools/cache/reflector.go:229: Failed to watch *v1.Namespace: failed to list *v1.Namespace: Get "https://10.43.0.1:443/api/v1/namespaces?limit=500&resourceVersion=0": dial tcp 10.43.0.1:443: i/o timeout',
    "coredns -> 10.43.0.1:443 · connect-timeout",
  ],
  ["dial tcp 172.20.0.1:443: connect: connection refused", "? -> 172.20.0.1:443 · refused"],
  [
    'Error from server: Get "https://10.20.4.23:10250/containerLogs/shop/cart-6b7d9c5f8-q4zlm/cart?follow=true": dial tcp 10.20.4.23:10250: i/o timeout',
    "kube-apiserver -> 10.20.4.23:10250 · connect-timeout",
  ],
  [
    'Error from server (InternalError): error when creating "cert.yaml": Internal error occurred: failed calling webhook "webhook.cert-manager.io": failed to call webhook: Post "https://cert-manager-webhook.cert-manager.svc:443/validate?timeout=30s": no endpoints available for service "cert-manager-webhook"',
    "kube-apiserver -> service/cert-manager/cert-manager-webhook:443 · no-endpoint",
  ],
  [
    "dial tcp: lookup ledger-db.payments.svc.cluster.local on 10.43.0.10:53: no such host",
    "? -> 10.43.0.10:53/udp · name-unknown · looks up ledger-db.payments.svc.cluster.local",
  ],
  [
    "write tcp 10.42.5.19:51092->10.42.2.90:6379: write: broken pipe",
    "10.42.5.19 -> 10.42.2.90:6379 · closed",
  ],
  [
    "Startup probe failed: dial tcp 10.42.2.31:5672: connect: connection refused",
    "its node -> 10.42.2.31:5672 · refused",
  ],
  [
    "Connecting to 10.43.61.140:8080 (10.43.61.140:8080)\nwget: can't connect to remote host (10.43.61.140): Connection refused",
    "? -> 10.43.61.140:8080 · refused",
  ],
  [
    "kubectl -n payments exec ledger-api-6c8d7b9f5d-x2k4p -c api -- nc -zv -w 3 10.42.3.40 5432\nnc: connect to 10.42.3.40 port 5432 (tcp) timed out: Operation now in progress\ncommand terminated with exit code 1",
    "pod/payments/ledger-api-6c8d7b9f5d-x2k4p -> 10.42.3.40:5432 · timeout",
  ],
  [
    "curl: (7) Failed to connect to ledger-api.payments.svc.cluster.local port 8080 after 3071 ms: No route to host",
    "? -> service/payments/ledger-api:8080 · unreachable",
  ],
  [
    "cart-worker throws curl: (28) Failed to connect to inventory port 8081 after 5001 ms: Timeout was reached",
    "cart-worker -> inventory:8081 · connect-timeout",
  ],
  [
    '[2026-03-11T02:53:41.207Z] "POST /v1/charge HTTP/1.1" 504 UT response_timeout - "-" 412 24 15001 - "-" "Go-http-client/1.1" "0c5b2a1e-93d7-4f0e-b1a4-6f2f6f1d8e55" "ledger-api.payments.svc.cluster.local:8080" "10.42.3.9:8080" outbound|8080||ledger-api.payments.svc.cluster.local 10.42.5.19:47112 10.43.61.140:8080 10.42.5.19:38820 - default',
    "10.42.5.19 -> service/payments/ledger-api:8080 · read-timeout · 504",
  ],
  [
    'time="2026-03-11T02:54:10Z" level=debug msg="\'504 Gateway Timeout\' caused by: dial tcp 10.42.7.12:8080: i/o timeout"',
    "? -> 10.42.7.12:8080 · connect-timeout · 504",
  ],
  [
    "Caused by: io.netty.channel.ConnectTimeoutException: connection timed out after 10000 ms: redis.cache.svc.cluster.local/10.43.12.201:6379",
    "? -> service/cache/redis:6379 · connect-timeout",
  ],
  [
    "requests.exceptions.ConnectTimeout: HTTPSConnectionPool(host='auth', port=8443): Max retries exceeded with url: /token (Caused by ConnectTimeoutError(<urllib3.connection.HTTPSConnection object at 0x7f3c1a2b9d50>, 'Connection to auth timed out. (connect timeout=3)'))",
    "? -> auth:8443 · connect-timeout",
  ],
  ["storefront: Error: connect EHOSTUNREACH 10.42.2.77:3000", "storefront -> 10.42.2.77:3000 · unreachable"],
  [
    'rpc error: code = Unavailable desc = connection error: desc = "error reading server preface: read tcp 10.42.5.19:52110->10.42.7.3:50051: read: connection reset by peer"',
    "10.42.5.19 -> 10.42.7.3:50051 · reset",
  ],
  [
    "ran it in shop/cart: nc: connect to 10.43.61.140 port 8080 (tcp) failed: No route to host",
    "shop/cart -> 10.43.61.140:8080 · unreachable",
  ],
  [
    "everything payments/checkout sends to svc payments/ledger just vanishes",
    "payments/checkout -> service/payments/ledger",
  ],
  [
    "payments/checkout 连 payments/ledger-api 的 8080 端口一直连不上",
    "payments/checkout -> payments/ledger-api:8080",
  ],
  ["帮看下 ingress-nginx 为啥打不到 storefront", "ingress-nginx -> storefront"],
  ["在 cart 里面 ping 10.42.3.9 一个包都不回", "cart -> 10.42.3.9/icmp"],
  ["inventory cant hit its own service any idea why", "inventory -> service/inventory"],
  ["none of the pods on worker-2 can talk to the pods on worker-5", "pods on worker-2 -> pods on worker-5"],
  ["storefront cant open a connection to cart on 8080 whats going on", "storefront -> cart:8080"],
  ["ledger cant be reached from checkout anymore", "checkout -> ledger"],
  [
    "from toolbox im curling http://10.20.4.23:31544/healthz and it just times out",
    "toolbox -> 10.20.4.23:31544 · timeout",
  ],
  [
    "mailer gets nxdomain for smtp.sendgrid.net",
    "mailer -> kube-dns:53/udp · name-unknown · looks up smtp.sendgrid.net",
  ],
  ["cart to redis on 6379 times out like one in ten tries", "cart -> redis:6379 · timeout · sometimes"],
  [
    'prometheus: Get "http://10.42.5.44:9100/metrics": dial tcp 10.42.5.44:9100: connect: connection refused',
    "prometheus -> 10.42.5.44:9100 · refused",
  ],
  [
    "kubectl exec -n shop deploy/storefront -- wget -qO- -T 3 http://cart:8080/healthz",
    "deployment/shop/storefront -> cart:8080",
  ],
  ["can checkout talk to ledger rn", "checkout -> ledger"],
  ["every pod in payments to statsd 8125/udp", "pods in payments -> statsd:8125/udp"],
  [
    '2026/03/14 06:09:29 [error] 184#184: *94 upstream prematurely closed connection while reading response header from upstream, client: 192.168.58.11, server: search.corp.local, request: "GET /favicon.ico HTTP/1.1", upstream: "http://10.244.3.84:5601/favicon.ico", host: "search.corp.local", referrer: "https://search.corp.local/"',
    "ingress-nginx -> 10.244.3.84:5601 · closed · 502",
  ],
  [
    '108.162.22.25 - - [08/Mar/2026:16:02:45 +0000] "GET /api/v2/orders HTTP/1.1" 504 562 "-" "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/109.0.0.0 Safari/537.36" 1100 14.998 [shop-orders-api-8080] [] 10.42.7.31:8080, 10.42.7.31:8080, 10.42.7.31:8080 0, 0, 0 5.000, 5.000, 5.000 504, 504, 504 a7c98d98ac870f64981a997cd2f373a1',
    "ingress-nginx -> 10.42.7.31:8080 · 504",
  ],
  [
    '[pod/traefik-7d5f6b8c9-x2lqp/traefik] time="2026-02-11T14:13:53Z" level=debug msg="\'504 Gateway Timeout\' caused by: dial tcp 10.42.1.17:3000: i/o timeout"',
    "pod/traefik-7d5f6b8c9-x2lqp -> 10.42.1.17:3000 · connect-timeout · 504",
  ],
  [
    '[2026-02-18T07:41:12.330Z] "POST /v1/charge HTTP/1.1" 503 UH no_healthy_upstream - "-" 0 19 0 - "-" "okhttp/4.12.0" "66fa4542-266e-9364-8447-e7d63047b344" "payments.billing.svc.cluster.local:8080" "-" outbound|8080||payments.billing.svc.cluster.local - 10.100.44.8:8080 10.244.2.61:40822 - default',
    "10.244.2.61 -> service/billing/payments:8080 · no-endpoint · 503",
  ],
  [
    'level=warn ts=2026-01-29T09:12:40.100561436Z caller=client.go:419 component=client host=loki-gw:3100 msg="error sending batch, will retry" status=-1 tenant= error="Post \\"http://loki-gw:3100/loki/api/v1/push\\": dial tcp: lookup loki-gw on 10.43.0.10:53: no such host"',
    "? -> 10.43.0.10:53/udp · name-unknown · looks up loki-gw",
  ],
  [
    'com.microsoft.sqlserver.jdbc.SQLServerException: The TCP/IP connection to the host mssql.erp.svc.cluster.local, port 1433 has failed. Error: "connect timed out. Verify the connection properties. Make sure that an instance of SQL Server is running on the host and accepting TCP/IP connections at the port. Make sure that TCP connections to the port are not blocked by a firewall.".\n\tat com.microsoft.sqlserver.jdbc.SQLServerException.makeFromDriverError(SQLServerException.java:234)\n\tat com.microsoft.sqlserver.jdbc.SQLServerException.ConvertConnectExceptionToSQLServerException(SQLServerException.java:285)',
    "? -> service/erp/mssql:1433 · connect-timeout",
  ],
  [
    'Traceback (most recent call last):\n  File "/usr/local/lib/python3.10/site-packages/redis/connection.py", line 617, in connect\n    raise ConnectionError(self._error_message(e))\nredis.exceptions.ConnectionError: Error 111 connecting to redis-cache.web.svc.cluster.local:6379. Connection refused.',
    "? -> service/web/redis-cache:6379 · refused",
  ],
  [
    "Error: getaddrinfo EAI_AGAIN pricing.sales.svc.cluster.local\n    at GetAddrInfoReqWrap.onlookup [as oncomplete] (node:dns:107:26) {\n  errno: -3001,\n  code: 'EAI_AGAIN',\n  syscall: 'getaddrinfo',\n  hostname: 'pricing.sales.svc.cluster.local'\n}",
    "? -> kube-dns:53/udp · name-unanswered · looks up pricing.sales.svc.cluster.local",
  ],
  [
    "FetchError: request to http://inventory.shop.svc.cluster.local:3000/api/v1/stock failed, reason: socket hang up\n    at ClientRequest.<anonymous> (/app/node_modules/node-fetch/lib/index.js:1501:11)\n    at ClientRequest.emit (node:events:518:28)",
    "? -> service/shop/inventory:3000 · closed",
  ],
  [
    "io.grpc.StatusRuntimeException: UNAVAILABLE: io exception\n\tat io.grpc.stub.ClientCalls.toStatusRuntimeException(ClientCalls.java:262)\n\tat io.grpc.stub.ClientCalls.getUnchecked(ClientCalls.java:243)\n\tat io.grpc.stub.ClientCalls.blockingUnaryCall(ClientCalls.java:156)\nCaused by: io.grpc.netty.shaded.io.netty.channel.AbstractChannel$AnnotatedConnectException: finishConnect(..) failed: Connection refused: /10.42.9.14:50051\nCaused by: java.net.ConnectException: finishConnect(..) failed: Connection refused",
    "? -> 10.42.9.14:50051 · refused",
  ],
  [
    'I0911 03:22:18.441207    1184 prober.go:107] "Probe failed" probeType="Liveness" pod="billing/invoice-worker-6c9d7c9b4f-tzv8k" podUID="3e1f5a0c-6b0e-4a57-9f0b-0a6d7e9f2c11" containerName="worker" probeResult="failure" output="Get \\"http://10.42.3.19:8081/healthz\\": dial tcp 10.42.3.19:8081: connect: connection refused"',
    "its node -> 10.42.3.19:8081 · refused",
  ],
  [
    'Nov 26 11:36:04 worker-2 kubelet[3542]: E1126 11:36:04.313942    3542 kubelet_node_status.go:107] "Unable to register node with API server" err="Post \\"https://10.20.0.5:6443/api/v1/nodes\\": dial tcp 10.20.0.5:6443: i/o timeout" node="worker-2"',
    "node/worker-2 -> 10.20.0.5:6443 · connect-timeout",
  ],
  [
    'Error from server (InternalError): error when creating "ingress.yaml": Internal error occurred: failed calling webhook "validate.nginx.ingress.kubernetes.io": failed to call webhook: Post "https://ingress-nginx-controller-admission.ingress-nginx.svc:443/networking/v1/ingresses?timeout=10s": no endpoints available for service "ingress-nginx-controller-admission"',
    "kube-apiserver -> service/ingress-nginx/ingress-nginx-controller-admission:443 · no-endpoint",
  ],
  [
    'E0125 18:28:28.626442       1 available_controller.go:508] v1beta1.metrics.k8s.io failed with: failing or missing response from https://10.43.247.145:443/apis/metrics.k8s.io/v1beta1: Get "https://10.43.247.145:443/apis/metrics.k8s.io/v1beta1": context deadline exceeded',
    "kube-apiserver -> 10.43.247.145:443 · timeout",
  ],
  [
    "[ERROR] plugin/errors: 2 api.partner-bank.com. A: read udp 10.42.0.124:46247->192.168.205.2:53: i/o timeout",
    "10.42.0.124 -> 192.168.205.2:53/udp · name-unanswered · looks up api.partner-bank.com",
  ],
  [
    'ts=2026-08-22T10:03:11.134Z caller=notifier.go:529 level=error component=notifier alertmanager=http://10.244.6.30:9093/api/v2/alerts count=5 msg="Error sending alert" err="Post \\"http://10.244.6.30:9093/api/v2/alerts\\": read tcp 10.244.4.12:39924->10.244.6.30:9093: read: connection reset by peer"',
    "10.244.4.12 -> 10.244.6.30:9093 · reset",
  ],
  [
    "hey, checkout can't talk to payments on 8443 since the deploy this morning",
    "checkout -> payments:8443 · since deploy",
  ],
  [
    "is anything blocking orders-api in namespace shop from getting to postgres in namespace data on port 5432?",
    "shop/orders-api -> data/postgres:5432",
  ],
  ["grafana:3000 isn't reachable from pod bastion-0 anymore", "pod/bastion-0 -> grafana:3000"],
  [
    "connections to redis-master:6379 from session-svc get refused every now and then",
    "session-svc -> redis-master:6379 · refused · sometimes",
  ],
  [
    "why do none of the pods on worker-4 get through to the mysql service?",
    "pods on worker-4 -> service/mysql",
  ],
  [
    "all pods in staging lost their connection to rabbitmq.messaging.svc.cluster.local:5672",
    "pods in staging -> service/messaging/rabbitmq:5672",
  ],
  [
    "keycloak can't call itself through its own service, times out on 8080",
    "keycloak -> service/keycloak:8080 · timeout",
  ],
  ["looks like udp packets from web-edge to statsd on port 8125 never arrive", "web-edge -> statsd:8125/udp"],
  ["pinging node k8s-w2 from node k8s-w1 shows 100% packet loss", "node/k8s-w1 -> node/k8s-w2/icmp"],
  ["api-core gets a tls handshake error whenever it talks to vault:8200", "api-core -> vault:8200 · tls"],
  [
    "job nightly-report fails to hit http://exporter:8080/export, says no route to host",
    "job/nightly-report -> exporter:8080 · unreachable",
  ],
  ["user-service cannot be reached by gateway", "gateway -> user-service"],
  [
    "anyone know why lookups of legacy.internal.example.com from pod importer-0 just time out?",
    "pod/importer-0 -> kube-dns:53/udp · name-unanswered · looks up legacy.internal.example.com",
  ],
  [
    "storefront gets a 502 from catalog:8080 about half of the time",
    "storefront -> catalog:8080 · 502 · sometimes",
  ],
  ["order-service 连不上 mysql 的 3306 端口，报 connection refused", "order-service -> mysql:3306 · refused"],
  [
    "dev 命名空间的所有 pod 都访问不到 svc harbor:443，是不是被网络策略拦了？",
    "pods in dev -> service/harbor:443",
  ],
  ["prod 命名空间里的 web 为什么访问不到 cache 命名空间的 redis？", "prod/web -> cache/redis"],
  ["node5 上的 pod 都访问不了 node7 上的 pod", "pods on node5 -> pods on node7"],
  [
    "pod order-6d8f7 里解析不了 mysql.dba.svc.cluster.local，提示 NXDOMAIN",
    "pod/order-6d8f7 -> kube-dns:53/udp · name-unknown · looks up mysql.dba.svc.cluster.local",
  ],
  ["nacos 通过自己的 service 访问不了自己，端口 8848", "nacos -> service/nacos:8848"],
  [
    "昨天升级 calico 之后，crm-web 就 ping 不通 10.20.8.3 了",
    "crm-web -> 10.20.8.3/icmp · since 升级 calico 之后",
  ],
  ["elasticsearch 从 logstash 那边访问不通，9200 一直超时", "logstash -> elasticsearch:9200 · timeout"],
  [
    "在节点 node-03 上 curl http://10.43.18.6:8080/health 提示 No route to host",
    "node/node-03 -> 10.43.18.6:8080 · unreachable",
  ],
  [
    "backup 这个 job 往 svc minio 的 9000 端口写数据，时不时 connection reset",
    "job/backup -> service/minio:9000 · reset · sometimes",
  ],
  [
    '{"time_iso8601":"2026-02-11T02:41:08+00:00","x_request_id":"b71e0c4f9ad24be0a6f3","client":"203.0.113.77","http":{"host":"airflow.data.example.com","method":"POST","uri":"/api/v1/dags/orders_daily/dagRuns","status":499,"request_time":29.998},"upstream":{"name":"airflow-airflow-webserver-8080","addr":"10.0.41.207:8080","status":"-","response_time":"29.997"}}',
    "ingress-nginx -> 10.0.41.207:8080 · 499",
  ],
  [
    '{"proxy_upstream_name":"analytics-superset-http","upstream_response_time":"60.001","upstream_addr":"10.8.3.22:8088","vhost":"superset.corp.example.com","method":"GET","path":"/api/v1/dashboard/14/charts","status":"504","upstream_status":"504","bytes_sent":"160","ts":"2026-03-03T08:12:55+00:00"}',
    "ingress-nginx -> 10.8.3.22:8088 · 504",
  ],
  [
    '2026/03/14 02:40:17 [error] 31#31: *88213 connect() failed (111: Connection refused) while connecting to upstream, client: 10.132.0.44, server: 0.0.0.0:9094, upstream: "10.8.2.31:9094", bytes from/to client:0/0, bytes from/to upstream:0/0',
    "ingress-nginx -> 10.8.2.31:9094 · refused · 502",
  ],
  [
    "[10.132.0.5] [14/Mar/2026:02:41:17 +0000] TCP 502 0 517 60.003 [streaming-schema-registry-8081] 10.8.4.12:8081 0 0 60.002",
    "ingress-nginx -> 10.8.4.12:8081 · 502",
  ],
  [
    'W0214 03:21:44.901822       7 controller.go:469] Service "streaming/kafka-external-bootstrap" does not have any active Endpoint for TCP port 9094',
    "ingress-nginx -> service/streaming/kafka-external-bootstrap:9094 · no-endpoint",
  ],
  [
    '[INFO] plugin/kubernetes: pkg/mod/k8s.io/client-go@v0.29.3/tools/cache/reflector.go:243: failed to list *v1.EndpointSlice: Get "https://172.20.0.1:443/apis/discovery.k8s.io/v1/endpointslices?limit=500&resourceVersion=0": dial tcp 172.20.0.1:443: i/o timeout',
    "coredns -> 172.20.0.1:443 · connect-timeout",
  ],
  ["dial tcp 34.118.224.1:443: i/o timeout", "? -> 34.118.224.1:443 · connect-timeout"],
  [
    'Error from server: Get "https://10.0.53.118:10250/containerLogs/airflow/airflow-scheduler-7d9c6f5b8-q2wzx/scheduler?follow=true": dial tcp 10.0.53.118:10250: i/o timeout',
    "kube-apiserver -> 10.0.53.118:10250 · connect-timeout",
  ],
  [
    'Error from server (InternalError): error when creating "kafka-ui-svc.yaml": Internal error occurred: failed calling webhook "mservice.elbv2.k8s.aws": failed to call webhook: Post "https://aws-load-balancer-webhook-service.kube-system.svc:443/mutate-v1-service?timeout=10s": no endpoints available for service "aws-load-balancer-webhook-service"',
    "kube-apiserver -> service/kube-system/aws-load-balancer-webhook-service:443 · no-endpoint",
  ],
  [
    "kafka: client has run out of available brokers to talk to: dial tcp: lookup kafka-bootstrap.streaming.svc.cluster.local on 172.20.0.10:53: no such host",
    "? -> 172.20.0.10:53/udp · name-unknown · looks up kafka-bootstrap.streaming.svc.cluster.local",
  ],
  [
    "write tcp 10.0.41.93:51022->10.0.62.15:9092: write: broken pipe",
    "10.0.41.93 -> 10.0.62.15:9092 · closed",
  ],
  [
    "Liveness probe failed: dial tcp 10.0.73.44:9092: connect: connection refused",
    "its node -> 10.0.73.44:9092 · refused",
  ],
  ["wget: can't connect to remote host (34.118.231.77): Operation timed out", "? -> 34.118.231.77 · timeout"],
  [
    "$ kubectl exec -n airflow deploy/airflow-scheduler -c scheduler -- curl -sS -m 5 http://spark-history-server.spark.svc.cluster.local:18080/api/v1/applications\ncurl: (28) Connection timed out after 5001 milliseconds\ncommand terminated with exit code 28",
    "deployment/airflow/airflow-scheduler -> service/spark/spark-history-server:18080 · connect-timeout",
  ],
  [
    "curl: (7) Failed to connect to schema-registry.streaming.svc.cluster.local port 8081 after 3068 ms: No route to host",
    "? -> service/streaming/schema-registry:8081 · unreachable",
  ],
  [
    "airflow-worker-2 keeps printing curl: (28) Connection timeout after 10002 ms when it hits http://mlflow:5000/health",
    "airflow-worker-2 -> mlflow:5000 · connect-timeout",
  ],
  [
    '[2026-02-11T04:55:31.870Z] "POST /subjects/orders-value/versions HTTP/1.1" 503 UH no_healthy_upstream - "-" 412 19 0 - "-" "python-requests/2.31.0" "b0c1f3a2-77de-9a41-8f0e-3d1c5b6a9e20" "schema-registry.streaming.svc.cluster.local:8081" "-" outbound|8081||schema-registry.streaming.svc.cluster.local - 172.20.44.19:8081 10.0.38.112:45230 - default',
    "10.0.38.112 -> service/streaming/schema-registry:8081 · no-endpoint · 503",
  ],
  [
    'time="2026-02-18T09:14:32Z" level=debug msg="\'504 Gateway Timeout\' caused by: dial tcp 10.8.7.41:8787: i/o timeout"',
    "? -> 10.8.7.41:8787 · connect-timeout · 504",
  ],
  [
    'psycopg2.OperationalError: connection to server at "airflow-postgresql.airflow.svc.cluster.local" (172.20.201.5), port 5432 failed: Connection timed out\n\tIs the server running on that host and accepting TCP/IP connections?',
    "? -> service/airflow/airflow-postgresql:5432 · connect-timeout",
  ],
  [
    "requests.exceptions.ConnectTimeout: HTTPConnectionPool(host='livy', port=8998): Max retries exceeded with url: /batches (Caused by ConnectTimeoutError(<urllib3.connection.HTTPConnection object at 0x7f3a1c5e2d60>, 'Connection to livy timed out. (connect timeout=10)'))",
    "? -> livy:8998 · connect-timeout",
  ],
  ["lineage-api: Error: connect EHOSTUNREACH 10.8.7.56:3000", "lineage-api -> 10.8.7.56:3000 · unreachable"],
  [
    'grpc._channel._InactiveRpcError: <_InactiveRpcError of RPC that terminated with:\n\tstatus = StatusCode.UNAVAILABLE\n\tdetails = "failed to connect to all addresses; last error: UNKNOWN: ipv4:10.8.5.14:15002: Failed to connect to remote host: Connection refused"',
    "? -> 10.8.5.14:15002 · refused",
  ],
  [
    "inside streaming/connect-worker-1: nc: connect to 172.20.57.10 port 9083 (tcp) timed out: Operation now in progress",
    "streaming/connect-worker-1 -> 172.20.57.10:9083 · timeout",
  ],
  [
    "something is eating the traffic that airflow/worker sends to the livy service in the spark namespace",
    "airflow/worker -> service/spark/livy",
  ],
  [
    "数据组反馈 airflow/scheduler 连不上 streaming/kafka-bootstrap 的 9092 端口,麻烦帮看下",
    "airflow/scheduler -> streaming/kafka-bootstrap:9092",
  ],
  ["ingress-nginx 到 superset 一直不通,是咋回事?", "ingress-nginx -> superset"],
  ["在 ingress-nginx 里 ping 10.8.3.61 完全没反应", "ingress-nginx -> 10.8.3.61/icmp"],
  [
    "how come hive-metastore gets no connection when it calls its own service?",
    "hive-metastore -> service/hive-metastore",
  ],
  [
    "nothing running on gke-data-spark-pool-3f1c9a2e-k7xq gets through to the pods on gke-data-kafka-pool-8b20d7c4-m2zt",
    "pods on gke-data-spark-pool-3f1c9a2e-k7xq -> pods on gke-data-kafka-pool-8b20d7c4-m2zt",
  ],
  [
    "trino-coordinator isn't getting a connection to hive-metastore:9083 since this morning",
    "trino-coordinator -> hive-metastore:9083 · since this morning",
  ],
  ["livy can't be reached from jupyterhub anymore", "jupyterhub -> livy"],
  [
    "when I curl http://10.0.53.118:31092/health from debug-shell it just sits there and then times out",
    "debug-shell -> 10.0.53.118:31092 · timeout",
  ],
  [
    "dns lookups of kinesis.us-east-1.amazonaws.com in airflow-worker come back NXDOMAIN",
    "airflow-worker -> kube-dns:53/udp · name-unknown · looks up kinesis.us-east-1.amazonaws.com",
  ],
  [
    "every so often spark-driver hits a timeout talking to hive-metastore, port 9083",
    "spark-driver -> hive-metastore:9083 · timeout · sometimes",
  ],
  [
    'prometheus: Get "http://10.0.62.48:9404/metrics": dial tcp 10.0.62.48:9404: connect: connection refused',
    "prometheus -> 10.0.62.48:9404 · refused",
  ],
  [
    "kubectl -n streaming exec kafka-connect-0 -c connect -- curl -s http://schema-registry:8081/subjects",
    "pod/streaming/kafka-connect-0 -> schema-registry:8081",
  ],
  ["pls verify airflow-triggerer can reach redis", "airflow-triggerer -> redis"],
  ["every pod in airflow to statsd-exporter on udp 9125", "pods in airflow -> statsd-exporter:9125/udp"],
  [
    '{"ts":"2026-03-14T09:21:07+00:00","client":"203.0.113.40","req":{"method":"POST","uri":"/api/orders","host":"shop.example.com"},"code":504,"upstream":{"name":"shop-orders-8080","addr":"10.42.3.17:8080","status":"504","time":"60.001"}}',
    "ingress-nginx -> 10.42.3.17:8080 · 504",
  ],
  [
    '2026/03/14 09:21:07 [error] 41#41: *88213 recv() failed (104: Connection reset by peer) while reading response header from upstream, client: 10.42.0.1, server: shop.example.com, request: "GET /cart HTTP/1.1", upstream: "http://10.42.3.21:3000/cart", host: "shop.example.com"',
    "ingress-nginx -> 10.42.3.21:3000 · reset · 502",
  ],
  [
    '[2026-03-14T09:21:07.412Z] "GET /v1/stock/17 HTTP/1.1" 503 UH no_healthy_upstream - "-" 0 19 0 - "-" "Go-http-client/1.1" "c0a81f6e-77d1-9b0e-8d0c-5b1f4b7a2f10" "inventory.shop:8080" "-" outbound|8080||inventory.shop.svc.cluster.local - 10.43.12.80:8080 10.42.2.31:40112 - default',
    "10.42.2.31 -> service/shop/inventory:8080 · no-endpoint · 503",
  ],
  [
    'E0314 09:21:07.001873       1 available_controller.go:460] v1beta1.metrics.k8s.io failed with: failing or missing response from https://10.43.201.7:443/apis/metrics.k8s.io/v1beta1: Get "https://10.43.201.7:443/apis/metrics.k8s.io/v1beta1": dial tcp 10.43.201.7:443: i/o timeout',
    "kube-apiserver -> 10.43.201.7:443 · connect-timeout",
  ],
  [
    'Error from server (InternalError): error when creating "ingress.yaml": Internal error occurred: failed calling webhook "validate.nginx.ingress.kubernetes.io": failed to call webhook: Post "https://ingress-nginx-controller-admission.ingress-nginx.svc:443/networking/v1/ingresses?timeout=10s": no endpoints available for service "ingress-nginx-controller-admission"',
    "kube-apiserver -> service/ingress-nginx/ingress-nginx-controller-admission:443 · no-endpoint",
  ],
  [
    "  Warning  Unhealthy  3m2s (x18 over 9m)  kubelet  Liveness probe failed: dial tcp 10.42.1.44:6379: connect: connection refused",
    "its node -> 10.42.1.44:6379 · refused",
  ],
  [
    "[ERROR] plugin/errors: 2 api.stripe.com. AAAA: read udp 10.42.0.5:41873->192.168.10.1:53: i/o timeout",
    "10.42.0.5 -> 192.168.10.1:53/udp · name-unanswered · looks up api.stripe.com",
  ],
  [
    "Error: getaddrinfo ENOTFOUND redis-master.cache.svc.cluster.local\n    at GetAddrInfoReqWrap.onlookup [as oncomplete] (node:dns:107:26) {\n  errno: -3008,\n  code: 'ENOTFOUND',\n  syscall: 'getaddrinfo',\n  hostname: 'redis-master.cache.svc.cluster.local'\n}",
    "? -> kube-dns:53/udp · name-unknown · looks up redis-master.cache.svc.cluster.local",
  ],
  [
    'org.springframework.web.client.ResourceAccessException: I/O error on GET request for "http://pricing.shop.svc.cluster.local:8080/prices": Connection reset; nested exception is java.net.SocketException: Connection reset',
    "? -> service/shop/pricing:8080 · reset",
  ],
  [
    '2026-03-14T09:21:07Z DBG github.com/traefik/traefik/v3/pkg/server/service/proxy.go:100 > 502 Bad Gateway error="dial tcp 10.42.3.9:8080: connect: connection refused"',
    "traefik -> 10.42.3.9:8080 · refused · 502",
  ],
  [
    "we get this from checkout since the deploy:\n```\nredis.exceptions.ConnectionError: Error 111 connecting to cart-redis:6379. Connection refused.\n```",
    "checkout -> cart-redis:6379 · refused · since deploy:",
  ],
  [
    "$ kubectl exec -n billing deploy/invoicer -- psql -h pg-main.data.svc.cluster.local -U app -c 'select 1'\npsql: error: connection to server at \"pg-main.data.svc.cluster.local\" (10.43.5.61), port 5432 failed: Connection timed out\n\tIs the server running on that host and accepting TCP/IP connections?",
    "deployment/billing/invoicer -> service/data/pg-main:5432 · connect-timeout",
  ],
  [
    "pods on worker-2 haven't been able to reach any pods on worker-1 since last night's reboot",
    "pods on worker-2 -> pods on worker-1 · since last night's reboot",
  ],
  ["keycloak can't call itself through its own service on 8443", "keycloak -> service/keycloak:8443"],
  [
    "every few minutes orders gets a connection reset from payments:8443",
    "orders -> payments:8443 · reset · sometimes",
  ],
  [
    "is something blocking traffic from namespace staging to namespace shared-db on 5432?",
    "pods in staging -> pods in shared-db:5432",
  ],
  [
    "the search service can't be reached from storefront since the deploy",
    "storefront -> service/search · since deploy",
  ],
  [
    'prometheus target is down on one node, it says\nGet "http://10.42.2.77:9100/metrics": dial tcp 10.42.2.77:9100: connect: no route to host',
    "prometheus -> 10.42.2.77:9100 · unreachable",
  ],
  [
    "half of the requests from web to http://api.shop.svc.cluster.local/ hang until they time out",
    "web -> service/shop/api:80 · timeout · sometimes",
  ],
  [
    "ping from pod debug to 10.42.4.12:\nPING 10.42.4.12 (10.42.4.12): 56 data bytes\n\n--- 10.42.4.12 ping statistics ---\n5 packets transmitted, 0 packets received, 100% packet loss",
    "pod/debug -> 10.42.4.12/icmp",
  ],
  [
    "dns is broken in pod jobs/importer-x2k4p:\n$ nslookup kafka.data\n;; connection timed out; no servers could be reached",
    "pod/jobs/importer-x2k4p -> kube-dns:53/udp · name-unanswered · looks up kafka.data",
  ],
  [
    "kubectl exec -n shop web-5f7c9d4b6-xk2lp -c app -- curl -sS https://auth.iam.svc.cluster.local:8443/healthz\ncurl: (60) SSL certificate problem: self-signed certificate in certificate chain",
    "pod/shop/web-5f7c9d4b6-xk2lp -> service/iam/auth:8443 · tls",
  ],
  ["test from node k8s-w3 to 10.0.12.40 port 9200 please, should be open", "node/k8s-w3 -> 10.0.12.40:9200"],
  [
    "recommender -> features:7000, a few times an hour:\nrpc error: code = Unavailable desc = error reading from server: EOF",
    "recommender -> features:7000 · closed · sometimes",
  ],
  [
    "user-center 连不上数据库，报错 ERROR 2003 (HY000): Can't connect to MySQL server on 'mysql.infra:3306' (110)",
    "user-center -> mysql.infra:3306 · connect-timeout",
  ],
  ["gateway 调 user-svc:8081 偶尔报 connection refused", "gateway -> user-svc:8081 · refused · sometimes"],
  [
    "node2 上的 Pod 都 ping 不通 node4 上的 Pod，昨天升级内核之后开始的",
    "pods on node2 -> pods on node4/icmp · since 昨天升级内核之后开始",
  ],
  [
    "prod/order-api 的 8080 端口被 prod/web-gw 访问时一直超时",
    "prod/web-gw -> prod/order-api:8080 · timeout",
  ],
  ["为什么 nacos-0 通过自己的 Service nacos:8848 访问不到自己", "nacos-0 -> service/nacos:8848"],
  [
    "命名空间 ops 里的所有 Pod 都解析不了 harbor.corp.example.com",
    "pods in ops -> kube-dns:53/udp · looks up harbor.corp.example.com",
  ],
  [
    "访问 http://172.16.8.21:31080/ 一直报 curl: (52) Empty reply from server，帮忙看下",
    "? -> 172.16.8.21:31080 · closed",
  ],
  [
    '{"upstream_addr":"10.42.3.17:8080","upstream_status":"504","upstream_response_time":"60.001","request_time":60.001,"status":504,"method":"POST","host":"app.kundenwelt.de","path":"/api/v2/tickets","proxy_upstream_name":"helpdesk-ticket-api-8080","x_forwarded_for":"87.128.44.10","req_id":"7b1e0c52d9a94f3f8c21aa6e0f7d1b90","time":"2026-03-11T14:22:08+01:00"}',
    "ingress-nginx -> 10.42.3.17:8080 · 504",
  ],
  [
    '{"@timestamp":"2026-03-11T09:05:41+00:00","http":{"method":"GET","uri":"/reports/export","status_code":"499","duration":"12.480"},"nginx":{"ingress":"reporting-web-http","upstream":{"addr":"10.42.8.102:3000","status":"-","response_time":"12.479"}},"client_ip":"10.42.0.1"}',
    "ingress-nginx -> 10.42.8.102:3000 · 499",
  ],
  [
    '2026/03/11 14:31:50 [error] 2113#2113: *984512 connect() failed (111: Connection refused) while connecting to upstream, client: 10.42.0.1, server: portal.kundenwelt.de, request: "GET /login HTTP/2.0", upstream: "http://10.42.5.88:4200/login", host: "portal.kundenwelt.de"',
    "ingress-nginx -> 10.42.5.88:4200 · refused · 502",
  ],
  [
    "[10.42.3.1] [27/Feb/2026:08:41:55 +0000] TCP 502 0 0 60.002 [tcp-mail-postfix-25] 10.42.7.31:25 0 0 -",
    "ingress-nginx -> 10.42.7.31:25 · 502",
  ],
  [
    'W0212 09:14:02.552417       8 controller.go:1163] Service "billing/invoice-api" does not have any active Endpoint.',
    "ingress-nginx -> service/billing/invoice-api · no-endpoint",
  ],
  [
    'E0311 06:12:44.104284       6 reflector.go:178] k8s.io/ingress-nginx/internal/ingress/controller/store/store.go:159: Failed to list *v1.Service: Get "https://10.43.0.1:443/api/v1/services?limit=500&resourceVersion=0": dial tcp 10.43.0.1:443: i/o timeout',
    "ingress-nginx -> 10.43.0.1:443 · connect-timeout",
  ],
  ["dial tcp 172.20.114.9:8443: connect: connection refused", "? -> 172.20.114.9:8443 · refused"],
  [
    'Error from server: Get "https://10.20.4.31:10250/containerLogs/crm/mailer-6f7c9d5b8-x2k4q/mailer": dial tcp 10.20.4.31:10250: i/o timeout',
    "kube-apiserver -> 10.20.4.31:10250 · connect-timeout",
  ],
  [
    'Error from server (InternalError): error when creating "deploy.yaml": Internal error occurred: failed calling webhook "mutate.kyverno.svc-fail": failed to call webhook: Post "https://kyverno-svc.kyverno.svc:443/mutate/fail?timeout=10s": no endpoints available for service "kyverno-svc"',
    "kube-apiserver -> service/kyverno/kyverno-svc:443 · no-endpoint",
  ],
  [
    "dial tcp: lookup mailer.crm.svc.cluster.local on 10.43.0.10:53: no such host",
    "? -> 10.43.0.10:53/udp · name-unknown · looks up mailer.crm.svc.cluster.local",
  ],
  ["write tcp 10.42.1.44:50912->10.42.6.9:5672: write: broken pipe", "10.42.1.44 -> 10.42.6.9:5672 · closed"],
  [
    'Liveness probe failed: Get "http://10.42.4.71:8081/actuator/health/liveness": dial tcp 10.42.4.71:8081: connect: connection refused',
    "its node -> 10.42.4.71:8081 · refused",
  ],
  ["wget: can't connect to remote host (10.43.88.140): Connection refused", "? -> 10.43.88.140 · refused"],
  [
    "$ kubectl -n crm exec -it mailer-6f7c9d5b8-x2k4q -c app -- curl -m 5 http://10.42.6.27:8080/healthz\ncurl: (28) Connection timed out after 5001 milliseconds\ncommand terminated with exit code 28",
    "pod/crm/mailer-6f7c9d5b8-x2k4q -> 10.42.6.27:8080 · connect-timeout",
  ],
  [
    "curl: (7) Failed to connect to auth-service.platform.svc.cluster.local port 8443: No route to host",
    "? -> service/platform/auth-service:8443 · unreachable",
  ],
  [
    "The ticket-importer pod reports this: curl: (28) Failed to connect to report-engine port 8090 after 130514 ms: Connection timed out",
    "ticket-importer -> report-engine:8090 · connect-timeout",
  ],
  [
    '[2026-03-02T11:37:09.481Z] "POST /v1/tickets HTTP/1.1" 504 UT response_timeout - "-" 312 24 15000 - "-" "okhttp/4.12.0" "c1f04be2-6a0f-9d3b-8f0e-51d2a7c0be13" "ticket-api.helpdesk.svc.cluster.local:8080" "10.42.9.66:8080" outbound|8080||ticket-api.helpdesk.svc.cluster.local 10.42.3.57:51044 10.43.17.120:8080 10.42.3.57:40922 - default',
    "10.42.3.57 -> service/helpdesk/ticket-api:8080 · read-timeout · 504",
  ],
  [
    'time="2026-02-19T13:05:21Z" level=debug msg="\'504 Gateway Timeout\' caused by: dial tcp 10.42.0.12:3000: i/o timeout"',
    "? -> 10.42.0.12:3000 · connect-timeout · 504",
  ],
  [
    "redis.exceptions.ConnectionError: Error 111 connecting to redis-master.cache.svc.cluster.local:6379. Connection refused.",
    "? -> service/cache/redis-master:6379 · refused",
  ],
  [
    "requests.exceptions.ConnectTimeout: HTTPConnectionPool(host='license-check', port=8085): Max retries exceeded with url: /api/v1/validate (Caused by ConnectTimeoutError(<urllib3.connection.HTTPConnection object at 0x7f3b1c2d5a90>, 'Connection to license-check timed out. (connect timeout=10)'))",
    "? -> license-check:8085 · connect-timeout",
  ],
  [
    "notification-worker: Error: connect ECONNREFUSED 10.43.12.77:4000",
    "notification-worker -> 10.43.12.77:4000 · refused",
  ],
  [
    'rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing dial tcp 10.42.3.91:50051: i/o timeout"',
    "? -> 10.42.3.91:50051 · connect-timeout",
  ],
  [
    "Tested from crm/mailer: nc: connect to 10.43.150.2 port 1025 (tcp) timed out: Operation now in progress",
    "crm/mailer -> 10.43.150.2:1025 · timeout",
  ],
  [
    "Hello, we have noticed that the packets which helpdesk/ticket-ui sends to the service helpdesk/search do never arrive there. Could you please have a look?",
    "helpdesk/ticket-ui -> service/helpdesk/search",
  ],
  [
    "请问一下,crm/web 一直连不到 crm/session-store:6379,可以帮忙看看吗?谢谢",
    "crm/web -> crm/session-store:6379",
  ],
  ["想请教一下,ingress-nginx 打不到 account-service 是什么原因呢?", "ingress-nginx -> account-service"],
  ["我在 grafana 里面 ping 10.42.6.18,完全没有回应,麻烦帮忙确认一下", "grafana -> 10.42.6.18/icmp"],
  [
    "Please, I do not understand why invoice-renderer cannot connect to itself when it goes over its own service.",
    "invoice-renderer -> service/invoice-renderer",
  ],
  [
    "Dear colleagues, since the maintenance yesterday the pods on worker-04 do not reach the pods on worker-07 anymore.",
    "pods on worker-04 -> pods on worker-07 · since maintenance",
  ],
  [
    "Is it known that portal does not get a connection to document-service:8082? It would be nice if somebody could check this.",
    "portal -> document-service:8082",
  ],
  [
    "It seems that payment-api is not accessible for checkout-ui, could you please verify?",
    "checkout-ui -> payment-api",
  ],
  [
    "When I execute curl http://10.20.4.33:31443/status in the pod batch-runner, I only get a timeout.",
    "pod/batch-runner -> 10.20.4.33:31443 · timeout",
  ],
  [
    "The crawler is not able to resolve the name api.stripe.com, can you please check what is wrong?",
    "crawler -> kube-dns:53/udp · looks up api.stripe.com",
  ],
  [
    "From time to time the scheduler gets a timeout when it calls mail-relay on port 2525.",
    "scheduler -> mail-relay:2525 · timeout · sometimes",
  ],
  [
    'prometheus says: Get "http://10.42.1.90:9113/metrics": dial tcp 10.42.1.90:9113: connect: no route to host',
    "prometheus -> 10.42.1.90:9113 · unreachable",
  ],
  [
    "kubectl exec -n helpdesk deploy/ticket-ui -- wget -qO- -T 5 http://search:9200/_cluster/health",
    "deployment/helpdesk/ticket-ui -> search:9200",
  ],
  ["Please check if survey-app can talk to feedback-store.", "survey-app -> feedback-store"],
  [
    "Could you please verify for all pods in the namespace onboarding whether they reach statsd on 8125/udp?",
    "pods in onboarding -> statsd:8125/udp",
  ],
  [
    '{"timestamp": "2026-02-03T09:41:18+00:00", "requestID": "b7e2f1c04d9a4c3e8f6a1d20c95b7e31", "proxyUpstreamName": "shop-cart-http", "proxyAlternativeUpstreamName": "","upstreamStatus": "-", "upstreamAddr": "10.42.3.17:8080","httpRequest":{"requestMethod": "POST", "requestUrl": "shop.example.net/api/cart", "status": 499,"requestSize": "1184", "responseSize": "0", "userAgent": "okhttp/4.12.0", "remoteIp": "172.16.9.14", "referer": "", "latency": "29.998 s", "protocol":"HTTP/1.1"}}',
    "ingress-nginx -> 10.42.3.17:8080 · 499",
  ],
  [
    '{"upstream_addr": "10.42.5.81:3000", "upstream_response_time": "60.001", "upstream_status": "504", "status": "504", "request_time": "60.001", "request": "POST /api/ds/query HTTP/1.1", "proxy_upstream_name": "monitoring-grafana-3000", "host": "grafana.example.net", "remote_addr": "172.16.9.21", "time_iso8601": "2026-02-03T10:02:47+00:00"}',
    "ingress-nginx -> 10.42.5.81:3000 · 504",
  ],
  [
    '2026/02/11 21:40:03 [error] 37#37: *88213 connect() failed (113: Host is unreachable) while connecting to upstream, client: 172.16.8.20, server: 0.0.0.0:1883, upstream: "10.244.6.33:1883", bytes from/to client:0/0, bytes from/to upstream:0/0',
    "ingress-nginx -> 10.244.6.33:1883 · unreachable · 502",
  ],
  [
    "[172.16.8.44] [12/Mar/2026:21:14:09 +0000] TCP 502 0 0 5.003 [tcp-iot-mosquitto-8883] 10.244.6.34:8883 0 0 -",
    "ingress-nginx -> 10.244.6.34:8883 · 502",
  ],
  [
    "W0821 19:08:41.736048       5 controller.go:956] service telco/radius-ui does not have any active endpoints",
    "ingress-nginx -> service/telco/radius-ui · no-endpoint",
  ],
  [
    'level=error ts=2026-01-25T10:26:11.702205428Z caller=main.go:216 component=k8s_client_runtime err="github.com/prometheus/prometheus/discovery/kubernetes/kubernetes.go:270: Failed to list *v1.Pod: Get https://10.43.0.1:443/api/v1/pods?limit=500&resourceVersion=0: dial tcp 10.43.0.1:443: i/o timeout"',
    "prometheus -> 10.43.0.1:443 · connect-timeout",
  ],
  ["dial tcp 10.43.118.9:5432: connect: connection timed out", "? -> 10.43.118.9:5432 · connect-timeout"],
  [
    'Error from server: Get "https://172.16.8.23:10250/containerLogs/monitoring/grafana-6c8f7d9b5c-pxk2v/grafana": dial tcp 172.16.8.23:10250: i/o timeout',
    "kube-apiserver -> 172.16.8.23:10250 · connect-timeout",
  ],
  [
    'Error from server (InternalError): error when creating "pool-vlan120.yaml": Internal error occurred: failed calling webhook "ipaddresspoolvalidationwebhook.metallb.io": failed to call webhook: Post "https://webhook-service.metallb-system.svc:443/validate-metallb-io-v1beta1-ipaddresspool?timeout=10s": no endpoints available for service "webhook-service"',
    "kube-apiserver -> service/metallb-system/webhook-service:443 · no-endpoint",
  ],
  [
    'Get "https://vault.infra.svc:8200/v1/sys/health": dial tcp: lookup vault.infra.svc on 169.254.20.10:53: read udp 10.42.2.31:52771->169.254.20.10:53: i/o timeout',
    "10.42.2.31 -> 169.254.20.10:53/udp · name-unanswered · looks up vault.infra.svc",
  ],
  [
    "write tcp 10.42.2.31:50312->10.43.118.9:5432: write: broken pipe",
    "10.42.2.31 -> 10.43.118.9:5432 · closed",
  ],
  [
    "Liveness probe failed: dial tcp 10.42.3.18:6379: connect: connection refused",
    "its node -> 10.42.3.18:6379 · refused",
  ],
  [
    "telnet: can't connect to remote host (10.244.6.40): Connection timed out",
    "? -> 10.244.6.40 · connect-timeout",
  ],
  [
    "$ kubectl -n telco exec deploy/smf -- curl -sS -m 5 http://10.244.6.40:8000/nsmf-status\ncurl: (28) Connection timed out after 5001 milliseconds\ncommand terminated with exit code 28",
    "deployment/telco/smf -> 10.244.6.40:8000 · connect-timeout",
  ],
  [
    "curl: (7) Failed to connect to netbox.ipam.svc.cluster.local port 8001 after 3076 ms: No route to host",
    "? -> service/ipam/netbox:8001 · unreachable",
  ],
  [
    'librenms gets "curl: (56) Recv failure: Connection reset by peer" from http://influxdb:8086/ping',
    "librenms -> influxdb:8086 · reset",
  ],
  [
    '[2026-03-02T21:07:44.518Z] "POST /v1/flows HTTP/1.1" 503 UH no_healthy_upstream - "-" 0 19 0 - "-" "Go-http-client/1.1" "0f6c2d7e-8a41-9b3d-bb55-2f6e1d7c9a10" "flow-api.telemetry.svc.cluster.local:8080" "-" outbound|8080||flow-api.telemetry.svc.cluster.local - 10.43.52.7:8080 10.42.2.31:44120 - default',
    "10.42.2.31 -> service/telemetry/flow-api:8080 · no-endpoint · 503",
  ],
  [
    'time="2026-02-19T20:55:10Z" level=debug msg="\'504 Gateway Timeout\' caused by: dial tcp 10.42.4.15:3000: i/o timeout"',
    "? -> 10.42.4.15:3000 · connect-timeout · 504",
  ],
  [
    'psycopg2.OperationalError: connection to server at "pg-ipam.ipam.svc.cluster.local" (10.43.118.9), port 5432 failed: Connection timed out\n\tIs the server running on that host and accepting TCP/IP connections?',
    "? -> service/ipam/pg-ipam:5432 · connect-timeout",
  ],
  [
    "requests.exceptions.ConnectTimeout: HTTPConnectionPool(host='awx-service', port=8052): Max retries exceeded with url: /api/v2/ping/ (Caused by ConnectTimeoutError(<urllib3.connection.HTTPConnection object at 0x7f3c1c0b5d90>, 'Connection to awx-service timed out. (connect timeout=5)'))",
    "? -> awx-service:8052 · connect-timeout",
  ],
  ["portal: Error: connect EHOSTUNREACH 10.244.6.42:27017", "portal -> 10.244.6.42:27017 · unreachable"],
  [
    'rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing dial tcp: lookup otel-collector.observability on 10.43.0.10:53: no such host"',
    "? -> 10.43.0.10:53/udp · name-unknown · looks up otel-collector.observability",
  ],
  [
    "from dmz/jumpbox: nc: connect to 172.16.8.60 port 179 (tcp) timed out: Operation now in progress",
    "dmz/jumpbox -> 172.16.8.60:179 · timeout",
  ],
  [
    "packets from telemetry/snmp-poller are not arriving at service infra/snmp-sim (161/udp)",
    "telemetry/snmp-poller -> service/infra/snmp-sim:161/udp",
  ],
  [
    "从 billing/radius-client 到 billing/radius-server 的 UDP 1812 端口不通",
    "billing/radius-client -> billing/radius-server:1812/udp",
  ],
  [
    "请问 ingress-nginx 到 grafana 服务的 3000 端口连不上是什么原因？",
    "ingress-nginx -> service/grafana:3000",
  ],
  ["我在 probe-0 这个 pod 里 ping 10.244.6.42，丢包率 100%", "probe-0 -> 10.244.6.42/icmp"],
  [
    "does hairpin NAT work here? keycloak cannot open a connection to its own service on tcp/8080",
    "keycloak -> service/keycloak:8080",
  ],
  [
    "any pod scheduled on worker-1 has no connectivity towards the pods on worker-4",
    "pods on worker-1 -> pods on worker-4",
  ],
  ["TCP session from web-portal to auth-api on port 8443 does not come up", "web-portal -> auth-api:8443"],
  ["postgres-ha cannot be reached by netbox-worker", "netbox-worker -> postgres-ha"],
  [
    "telnet 172.16.8.23 31443 from pod jumpbox just hangs, then connection timed out",
    "pod/jumpbox -> 172.16.8.23:31443 · connect-timeout",
  ],
  [
    "A record query for time.cloudflare.com from pod chrony-0 comes back NXDOMAIN",
    "pod/chrony-0 -> kube-dns:53/udp · name-unknown · looks up time.cloudflare.com",
  ],
  [
    "every few minutes the TCP connection from flow-collector to kafka:9092 gets a RST",
    "flow-collector -> kafka:9092 · reset · sometimes",
  ],
  [
    'prometheus: Get "http://172.16.8.24:9100/metrics": dial tcp 172.16.8.24:9100: connect: no route to host',
    "prometheus -> 172.16.8.24:9100 · unreachable",
  ],
  [
    "kubectl -n ipam exec -it netbox-7d5f8c9b6-k4wlp -c netbox -- curl -vk https://vault:8200/v1/sys/health",
    "pod/ipam/netbox-7d5f8c9b6-k4wlp -> vault:8200",
  ],
  ["verify path syslog-fwd graylog udp/514", "syslog-fwd -> graylog:514/udp"],
  ["each pod in namespace voip -> sip-proxy:5060/udp", "pods in voip -> sip-proxy:5060/udp"],
  [
    '{"time_iso8601":"2026-02-11T20:03:47+00:00","vhost":"api.emberfall.gg","request":{"id":"b7f3a2c09d1e","method":"POST","uri":"/v1/parties/join","length":412},"status":504,"request_time":60.003,"upstream":{"name":"social-party-api-http","addr":"10.42.3.57:8080","status":"504","response_time":"60.001"}}',
    "ingress-nginx -> 10.42.3.57:8080 · 504",
  ],
  [
    '{"upstream_addr":"10.42.1.20:3000, 10.42.1.20:3000, 10.42.1.20:3000","upstream_status":"502, 502, 502","upstream_response_time":"0.000, 0.001, 0.000","status":"502","host":"store.emberfall.gg","uri":"/bundles/season-4","method":"GET","x_forwarded_for":"10.8.14.3","proxy_upstream_name":"store-storefront-3000","ts":"1770840227.114"}',
    "ingress-nginx -> 10.42.1.20:3000 · 502",
  ],
  [
    '2026/03/22 21:14:08 [error] 41#41: *88213 connect() failed (113: Host is unreachable) while connecting to upstream, client: 10.8.3.19, server: patch.emberfall.gg, request: "GET /win64/manifest.json HTTP/1.1", upstream: "http://10.42.2.31:8081/win64/manifest.json", host: "patch.emberfall.gg"',
    "ingress-nginx -> 10.42.2.31:8081 · unreachable · 502",
  ],
  [
    "[10.128.0.41] [22/Apr/2026:03:14:52 +0000] TCP 502 0 0 0.002 [tcp-lobby-chat-gw-7000] 10.42.5.118:7000 0 0 0.001",
    "ingress-nginx -> 10.42.5.118:7000 · 502",
  ],
  [
    'W0912 08:01:57.331906       7 controller.go:1232] Service "voice/voice-relay" does not have any active Endpoint for UDP port 7778',
    "ingress-nginx -> service/voice/voice-relay:7778/udp · no-endpoint",
  ],
  [
    '[ERROR] plugin/kubernetes: pkg/mod/k8s.io/client-go@v0.29.3/tools/cache/reflector.go:229: Failed to watch *v1.EndpointSlice: failed to list *v1.EndpointSlice: Get "https://10.43.0.1:443/apis/discovery.k8s.io/v1/endpointslices?limit=500&resourceVersion=0": dial tcp 10.43.0.1:443: i/o timeout',
    "coredns -> 10.43.0.1:443 · connect-timeout",
  ],
  ["dial tcp 172.20.0.1:443: i/o timeout", "? -> 172.20.0.1:443 · connect-timeout"],
  [
    'Error from server: Get "https://10.20.4.17:10250/containerLogs/lobby/lobby-gw-6c9f7d5b8-x2k4q/gateway?follow=true": dial tcp 10.20.4.17:10250: i/o timeout',
    "kube-apiserver -> 10.20.4.17:10250 · connect-timeout",
  ],
  [
    'Error from server (InternalError): error when creating "fleet-eu.yaml": Internal error occurred: failed calling webhook "mutations.agones.dev": failed to call webhook: Post "https://agones-controller-service.agones-system.svc:443/mutate?timeout=10s": no endpoints available for service "agones-controller-service"',
    "kube-apiserver -> service/agones-system/agones-controller-service:443 · no-endpoint",
  ],
  [
    "failed to connect to `host=pg-accounts.account.svc.cluster.local user=accounts database=accounts`: hostname resolving error (lookup pg-accounts.account.svc.cluster.local on 10.43.0.10:53: no such host)",
    "? -> 10.43.0.10:53/udp · name-unknown · looks up pg-accounts.account.svc.cluster.local",
  ],
  [
    "write tcp 10.42.6.88:51906->10.42.3.14:6379: write: broken pipe",
    "10.42.6.88 -> 10.42.3.14:6379 · closed",
  ],
  [
    "Liveness probe failed: dial tcp 10.42.7.23:7654: connect: connection refused",
    "its node -> 10.42.7.23:7654 · refused",
  ],
  ["telnet: can't connect to remote host (10.42.8.77): Connection refused", "? -> 10.42.8.77 · refused"],
  [
    "$ kubectl -n live exec deploy/leaderboard-api -c api -- nc -zv -w 3 10.42.9.12 6379\nnc: connect to 10.42.9.12 port 6379 (tcp) timed out: Operation now in progress\ncommand terminated with exit code 1",
    "deployment/live/leaderboard-api -> 10.42.9.12:6379 · timeout",
  ],
  [
    "curl: (28) Failed to connect to inventory.shop.svc.cluster.local port 8085 after 5002 ms: Timeout was reached",
    "? -> service/shop/inventory:8085 · connect-timeout",
  ],
  [
    "the patcher pod keeps saying curl: (7) Failed to connect to build-cdn port 8443 after 2 ms: Connection refused",
    "patcher -> build-cdn:8443 · refused",
  ],
  [
    '[2026-02-08T19:42:11.318Z] "POST /v1/tickets HTTP/1.1" 503 UH no_healthy_upstream - "-" 214 19 0 - "-" "Go-http-client/1.1" "6f0e2b9a-71c4-9d0e-8a55-3f1c0b7e6d21" "matchmaker.mm.svc.cluster.local:8080" "-" outbound|8080||matchmaker.mm.svc.cluster.local - 10.43.12.90:8080 10.42.4.37:48812 - default',
    "10.42.4.37 -> service/mm/matchmaker:8080 · no-endpoint · 503",
  ],
  [
    'time="2026-03-01T20:11:09Z" level=debug msg="\'504 Gateway Timeout\' caused by: dial tcp 10.42.8.15:3100: i/o timeout"',
    "? -> 10.42.8.15:3100 · connect-timeout · 504",
  ],
  [
    "io.lettuce.core.RedisConnectionException: Unable to connect to redis-session.account.svc.cluster.local/<unresolved>:6379\nCaused by: io.netty.channel.AbstractChannel$AnnotatedConnectException: Connection refused: redis-session.account.svc.cluster.local/10.43.201.8:6379",
    "? -> service/account/redis-session:6379 · refused",
  ],
  [
    "requests.exceptions.ConnectTimeout: HTTPConnectionPool(host='player-profile', port=8000): Max retries exceeded with url: /v2/profiles/batch (Caused by ConnectTimeoutError(<urllib3.connection.HTTPConnection object at 0x7f3c1b2d5e50>, 'Connection to player-profile timed out. (connect timeout=5)'))",
    "? -> player-profile:8000 · connect-timeout",
  ],
  [
    "guild-service: MongoServerSelectionError: connect ECONNREFUSED 10.42.3.40:27017",
    "guild-service -> 10.42.3.40:27017 · refused",
  ],
  [
    'details = "failed to connect to all addresses; last error: UNKNOWN: ipv4:10.43.90.17:50502: Failed to connect to remote host: Connection refused"',
    "? -> 10.43.90.17:50502 · refused",
  ],
  [
    "from mm/ticket-worker: (UNKNOWN) [10.43.33.7] 5672 (amqp) : Connection timed out",
    "mm/ticket-worker -> 10.43.33.7:5672 · connect-timeout",
  ],
  [
    "packets going from game/lobby towards the presence service in namespace social never arrive",
    "game/lobby -> service/social/presence",
  ],
  [
    "account/login 连 account/session-redis 的 6379 一直连不上,帮忙看下",
    "account/login -> account/session-redis:6379",
  ],
  ["GM 后台打不开,看着是 ingress-nginx 连不到 gm-portal,啥原因?", "ingress-nginx -> gm-portal"],
  ["在 gz-game-05 这台节点上 ping 10.42.6.9,100% 丢包", "gz-game-05 -> 10.42.6.9/icmp"],
  [
    "is it normal that leaderboard can't call its own Service? every other pod can",
    "leaderboard -> service/leaderboard",
  ],
  [
    "pods scheduled on gs-worker-02 lost contact with the ones on gs-worker-07 after last night's kernel patch",
    "pods on gs-worker-02 -> pods on gs-worker-07 · since last night's kernel patch",
  ],
  [
    "matchmaker keeps failing to open a connection to ticket-store on 6380",
    "matchmaker -> ticket-store:6380",
  ],
  [
    "since about 14:00 UTC inventory can't be reached by storefront any more",
    "storefront -> inventory · since about 14:00 UTC",
  ],
  [
    "ran curl -vk https://10.20.0.31:31443/healthz in the build-runner pod, connection refused",
    "build-runner -> 10.20.0.31:31443 · refused",
  ],
  [
    "auth-gateway gets NXDOMAIN for partner.steam-api.com, same name is fine on my laptop",
    "auth-gateway -> kube-dns:53/udp · name-unknown · looks up partner.steam-api.com",
  ],
  [
    "every ten minutes or so lobby gets its connection to chat-relay:5222 reset",
    "lobby -> chat-relay:5222 · reset · sometimes",
  ],
  [
    'prometheus-k8s-0 shows the target as down: Get "http://10.42.5.66:9402/metrics": dial tcp 10.42.5.66:9402: connect: no route to host',
    "prometheus-k8s-0 -> 10.42.5.66:9402 · unreachable",
  ],
  [
    "kubectl -n live exec -it gm-tool-5d8c7b9f64-tq2wl -- wget -qO- http://economy-api:8088/healthz",
    "pod/live/gm-tool-5d8c7b9f64-tq2wl -> economy-api:8088",
  ],
  ["test login-gateway to session-cache pls", "login-gateway -> session-cache"],
  ["any pod in ns live => statsd-exporter 9125/udp", "pods in live -> statsd-exporter:9125/udp"],
  [
    '2026/03/11 08:14:52 [error] 31#31: *88213 connect() failed (111: Connection refused) while connecting to upstream, client: 10.20.0.14, server: shop.example.com, request: "GET /api/cart HTTP/1.1", upstream: "http://10.244.2.31:8080/api/cart", host: "shop.example.com"',
    "ingress-nginx -> 10.244.2.31:8080 · refused · 502",
  ],
  [
    '10.20.0.14 - - [11/Mar/2026:08:20:01 +0000] "POST /api/orders HTTP/2.0" 504 160 "https://shop.example.com/checkout" "Mozilla/5.0 (X11; Linux x86_64; rv:136.0) Gecko/20100101 Firefox/136.0" 812 60.002 [shop-orders-8080] [] 10.244.1.18:8080 0 60.001 504 3f0c1b7a9d5e4c2288b1f6a07e93d514',
    "ingress-nginx -> 10.244.1.18:8080 · read-timeout · 504",
  ],
  [
    '2026/03/12 17:40:09 [error] 44#44: *120945 upstream prematurely closed connection while reading response header from upstream, client: 10.20.0.31, server: reports.example.com, request: "GET /export/monthly HTTP/1.1", upstream: "http://10.244.3.60:3000/export/monthly", host: "reports.example.com"',
    "ingress-nginx -> 10.244.3.60:3000 · closed · 502",
  ],
  [
    "[ERROR] plugin/errors: 2 grafana.com. A: read udp 10.244.0.5:41233->172.16.0.2:53: i/o timeout",
    "10.244.0.5 -> 172.16.0.2:53/udp · name-unanswered · looks up grafana.com",
  ],
  [
    '  Warning  Unhealthy  12s (x4 over 42s)  kubelet            Liveness probe failed: Get "http://10.244.1.22:8081/healthz": dial tcp 10.244.1.22:8081: connect: connection refused',
    "its node -> 10.244.1.22:8081 · refused",
  ],
  [
    'Error from server (InternalError): error when creating "issuer.yaml": Internal error occurred: failed calling webhook "webhook.cert-manager.io": failed to call webhook: Post "https://cert-manager-webhook.cert-manager.svc:443/validate?timeout=30s": tls: failed to verify certificate: x509: certificate signed by unknown authority',
    "kube-apiserver -> service/cert-manager/cert-manager-webhook:443 · tls",
  ],
  [
    'E0211 09:41:07.512345       1 available_controller.go:524] v1beta1.metrics.k8s.io failed with: failing or missing response from https://10.110.8.25:443/apis/metrics.k8s.io/v1beta1: Get "https://10.110.8.25:443/apis/metrics.k8s.io/v1beta1": dial tcp 10.110.8.25:443: i/o timeout',
    "kube-apiserver -> 10.110.8.25:443 · connect-timeout",
  ],
  [
    "Caused by: java.net.UnknownHostException: inventory.shop.svc.cluster.local: Name or service not known",
    "? -> kube-dns:53/udp · name-unknown · looks up inventory.shop.svc.cluster.local",
  ],
  [
    "redis.exceptions.ConnectionError: Error 111 connecting to redis-master.cache.svc.cluster.local:6379. Connection refused.",
    "? -> service/cache/redis-master:6379 · refused",
  ],
  [
    "dial tcp: lookup kafka-headless.streaming.svc.cluster.local on 10.43.0.10:53: no such host",
    "? -> 10.43.0.10:53/udp · name-unknown · looks up kafka-headless.streaming.svc.cluster.local",
  ],
  [
    "ERROR 2003 (HY000): Can't connect to MySQL server on 'mysql.prod.svc.cluster.local:3306' (110)",
    "? -> service/prod/mysql:3306 · connect-timeout",
  ],
  [
    "$ kubectl exec -n shop deploy/cart -- curl -sS http://pricing:8080/v1/prices\ncurl: (56) Recv failure: Connection reset by peer\ncommand terminated with exit code 56",
    "deployment/shop/cart -> pricing:8080 · reset",
  ],
  [
    '[2026-04-02T13:22:47.310Z] "POST /charge HTTP/1.1" 503 UH no_healthy_upstream - "-" 0 19 0 - "-" "Go-http-client/1.1" "b7f3e0c4-52a9-9d0e-8c1f-6f2f2f3a7d11" "payments.billing.svc.cluster.local:8080" "-" outbound|8080||payments.billing.svc.cluster.local - 10.100.9.3:8080 10.244.1.50:40112 - default',
    "10.244.1.50 -> service/billing/payments:8080 · no-endpoint · 503",
  ],
  [
    "fluent-bit-x7k2p fluent-bit [2026/02/19 14:03:11] [error] [upstream] connection #57 to tcp://10.109.66.2:9200 timed out after 10 seconds (connection timeout)",
    "pod/fluent-bit-x7k2p -> 10.109.66.2:9200 · connect-timeout",
  ],
  [
    'Jan 18 22:10:43 worker-2 kubelet[1423]: E0118 22:10:43.118201    1423 controller.go:145] "Failed to ensure lease exists, will retry" err="Get \\"https://10.0.5.10:6443/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/worker-2?timeout=10s\\": dial tcp 10.0.5.10:6443: connect: no route to host" interval="7s"',
    "node/worker-2 -> 10.0.5.10:6443 · unreachable",
  ],
  [
    "kubectl exec -it -n default dnsutils -- nslookup kubernetes.default\n;; connection timed out; no servers could be reached\n\ncommand terminated with exit code 1",
    "pod/default/dnsutils -> kube-dns:53/udp · name-unanswered · looks up kubernetes.default",
  ],
  [
    'psql: error: connection to server at "10.98.14.3", port 5432 failed: Connection timed out\n\tIs the server running on that host and accepting TCP/IP connections?',
    "? -> 10.98.14.3:5432 · connect-timeout",
  ],
  [
    "PING 10.244.3.9 (10.244.3.9) 56(84) bytes of data.\n\n--- 10.244.3.9 ping statistics ---\n5 packets transmitted, 0 received, 100% packet loss, time 4095ms\n",
    "? -> 10.244.3.9/icmp",
  ],
  [
    "feign.RetryableException: Read timed out executing GET http://catalog-service/api/items",
    "? -> catalog-service:80 · read-timeout",
  ],
  [
    'level=error msg="failed to produce message" topic=events err="write tcp 10.244.1.12:51522->10.244.2.8:9092: write: broken pipe"',
    "10.244.1.12 -> 10.244.2.8:9092 · closed",
  ],
  ["order-api 连不上 redis:6379，一直超时", "order-api -> redis:6379 · timeout"],
  ["shop/cart 访问 shop/price:8080 偶尔报 502", "shop/cart -> shop/price:8080 · 502 · sometimes"],
  ["node2 上的 pod ping 不通 10.0.5.31", "pods on node2 -> 10.0.5.31/icmp"],
  ["nothing in namespace staging can reach kafka.infra:9092", "pods in staging -> kafka.infra:9092"],
  [
    "why is grafana not able to reach loki.monitoring.svc.cluster.local:3100?",
    "grafana -> service/monitoring/loki:3100",
  ],
  [
    "every few minutes orders loses its connection to rabbitmq:5672 (connection reset by peer)",
    "orders -> rabbitmq:5672 · reset · sometimes",
  ],
  ["pod web/landing-7c9d can't reach https://api.stripe.com", "pod/web/landing-7c9d -> api.stripe.com:443"],
  ["telnet 10.0.5.23 2379 from node worker-1 times out", "node/worker-1 -> 10.0.5.23:2379 · timeout"],
  [
    "cronjob billing/invoice-sync gets no route to host when calling 172.20.4.15:8443",
    "cronjob/billing/invoice-sync -> 172.20.4.15:8443 · unreachable",
  ],
  ["tls handshake fails from auth to ldap.corp.local:636", "auth -> ldap.corp.local:636 · tls"],
  ["collector cannot send to graylog.logging:12201/udp", "collector -> graylog.logging:12201/udp"],
  ["can api-gateway talk to users on port 8080?", "api-gateway -> users:8080"],
  [
    '{"ts":"2026-03-02T08:41:07+01:00","vhost":"pacs.klinik-west.example","http":{"method":"POST","uri":"/dicom-web/studies","code":504,"bytes":160},"upstream":{"name":"pacs-orthanc-8042","addr":"10.244.3.27:8042","code":"504","time":"60.001"},"req_id":"c1f02be94d7a"}',
    "ingress-nginx -> 10.244.3.27:8042 · 504",
  ],
  [
    '{"proxy_upstream_name":"his-registration-web","upstream_addr":"10.42.5.18:8080","upstream_status":"-","upstream_response_time":"12.406","status":"499","request_time":"12.406","request_method":"GET","path":"/api/patients","host":"his.stlukes.example","remote_user":"","x_forwarded_for":"172.20.11.84","time":"2026-02-11T13:02:55+00:00"}',
    "ingress-nginx -> 10.42.5.18:8080 · 499",
  ],
  [
    '2026/04/22 03:17:09 [error] 41#41: *88213 connect() failed (111: Connection refused) while connecting to upstream, client: 172.20.4.11, server: 0.0.0.0:2575, upstream: "10.244.2.51:2575", bytes from/to client:0/0, bytes from/to upstream:0/0',
    "ingress-nginx -> 10.244.2.51:2575 · refused · 502",
  ],
  [
    "[172.16.30.5] [14/Jul/2026:03:12:44 +0000] TCP 502 0 0 15.004 [tcp-lab-mirth-6661] 10.42.7.88:6661, 10.42.7.88:6661, 10.42.7.88:6661 0, 0, 0",
    "ingress-nginx -> 10.42.7.88:6661 · 502",
  ],
  [
    'W0311 06:02:58.771020       8 controller.go:441] Service "lab/mllp-router" does not have any active Endpoint for TCP port 6662',
    "ingress-nginx -> service/lab/mllp-router:6662 · no-endpoint",
  ],
  [
    "E0618 09:14:05.882391       1 reflector.go:205] github.com/kubernetes-incubator/metrics-server/metrics/util/util.go:52: Failed to list *v1.Node: Get https://10.43.0.1:443/api/v1/nodes?resourceVersion=0: dial tcp 10.43.0.1:443: i/o timeout",
    "metrics-server -> 10.43.0.1:443 · connect-timeout",
  ],
  ["dial tcp 172.20.0.1:443: i/o timeout", "? -> 172.20.0.1:443 · connect-timeout"],
  [
    'Error from server: Get "https://10.20.8.14:10250/containerLogs/his/his-web-0/his-web?follow=true": dial tcp 10.20.8.14:10250: connect: connection refused',
    "kube-apiserver -> 10.20.8.14:10250 · refused",
  ],
  [
    'Error from server (InternalError): error when creating "deploy.yaml": Internal error occurred: failed calling webhook "validate.kyverno.svc-fail": failed to call webhook: Post "https://kyverno-svc.kyverno.svc:443/validate/fail?timeout=10s": no endpoints available for service "kyverno-svc"',
    "kube-apiserver -> service/kyverno/kyverno-svc:443 · no-endpoint",
  ],
  [
    "dial tcp: lookup hl7-broker.lab.svc.cluster.local on 10.43.0.10:53: no such host",
    "? -> 10.43.0.10:53/udp · name-unknown · looks up hl7-broker.lab.svc.cluster.local",
  ],
  [
    "write tcp 10.42.3.19:60412->10.42.0.77:5432: write: broken pipe",
    "10.42.3.19 -> 10.42.0.77:5432 · closed",
  ],
  [
    'Liveness probe failed: Get "http://10.42.2.8:8081/actuator/health/liveness": dial tcp 10.42.2.8:8081: connect: connection refused',
    "its node -> 10.42.2.8:8081 · refused",
  ],
  [
    "telnet: can't connect to remote host (10.43.88.140): No route to host",
    "? -> 10.43.88.140 · unreachable",
  ],
  [
    "$ kubectl -n pharmacy exec deploy/rx-web -- nc -zv -w 3 10.43.61.20 6379\nnc: connect to 10.43.61.20 port 6379 (tcp) timed out: Operation now in progress\ncommand terminated with exit code 1",
    "deployment/pharmacy/rx-web -> 10.43.61.20:6379 · timeout",
  ],
  [
    "curl: (7) Failed to connect to orthanc.pacs.svc.cluster.local port 8042 after 3071 ms: No route to host",
    "? -> service/pacs/orthanc:8042 · unreachable",
  ],
  [
    "emr-batch shows: curl: (28) Failed to connect to terminology port 8090 after 10001 ms: Timeout was reached",
    "emr-batch -> terminology:8090 · connect-timeout",
  ],
  [
    '[2026-04-18T21:07:33.412Z] "POST /api/v2/orders HTTP/1.1" 503 UH no_healthy_upstream - "-" 0 19 0 - "-" "okhttp/4.12.0" "8e1f6a0c-3b52-9d7e-a4c1-70be2f91d635" "orders-api.pharmacy.svc.cluster.local:8080" "-" outbound|8080||orders-api.pharmacy.svc.cluster.local - 10.100.37.9:8080 10.244.5.61:43980 - default',
    "10.244.5.61 -> service/pharmacy/orders-api:8080 · no-endpoint · 503",
  ],
  [
    'time="2026-02-09T05:31:12Z" level=debug msg="\'504 Gateway Timeout\' caused by: dial tcp 10.42.1.12:3000: i/o timeout"',
    "? -> 10.42.1.12:3000 · connect-timeout · 504",
  ],
  [
    "io.lettuce.core.RedisConnectionException: Unable to connect to redis-master.ward.svc.cluster.local:6379\nCaused by: io.netty.channel.ConnectTimeoutException: connection timed out: redis-master.ward.svc.cluster.local/10.96.140.8:6379",
    "? -> service/ward/redis-master:6379 · connect-timeout",
  ],
  [
    "requests.exceptions.ReadTimeout: HTTPConnectionPool(host='dose-calc', port=5000): Read timed out. (read timeout=15)",
    "? -> dose-calc:5000 · read-timeout",
  ],
  ["ward-board: Error: connect EHOSTUNREACH 10.42.7.15:4000", "ward-board -> 10.42.7.15:4000 · unreachable"],
  [
    'rpc error: code = Unavailable desc = connection error: desc = "error reading server preface: read tcp 10.42.0.19:40688->10.42.4.3:9090: read: connection reset by peer"',
    "10.42.0.19 -> 10.42.4.3:9090 · reset",
  ],
  [
    "in imaging/dcm-gw:\nbash: connect: No route to host\nbash: /dev/tcp/10.43.140.2/104: No route to host",
    "imaging/dcm-gw -> 10.43.140.2:104 · unreachable",
  ],
  [
    "Nothing sent by lab/lis-worker arrives at svc billing/charge-api. Please check.",
    "lab/lis-worker -> service/billing/charge-api",
  ],
  ["his/outp-register 到 his/mpi-api 的 8080 端口不通，麻烦看一下", "his/outp-register -> his/mpi-api:8080"],
  ["apisix 连 lis-report 怎么连不上了？", "apisix -> lis-report"],
  ["在 pacs-viewer 里面 ping 10.60.3.18 没有回应", "pacs-viewer -> 10.60.3.18/icmp"],
  [
    "mirth times out when it calls its own service. Other pods calling it are fine.",
    "mirth -> service/mirth · timeout",
  ],
  [
    "Nodes wk-icu-02 and wk-icu-05: pods on the first get no connection to pods on the second. Urgent.",
    "pods on wk-icu-02 -> pods on wk-icu-05",
  ],
  ["No connection triage-ui to triage-api:3000, pls check", "triage-ui -> triage-api:3000"],
  ["med-db cannot be reached by med-sync since last night's patching", "med-sync -> med-db · since last"],
  [
    "Tried http://172.16.9.21:31180/login from pod kiosk, connection refused.",
    "pod/kiosk -> 172.16.9.21:31180 · refused",
  ],
  [
    "sync-agent gets NXDOMAIN for nexus.hospital.lan",
    "sync-agent -> kube-dns:53/udp · name-unknown · looks up nexus.hospital.lan",
  ],
  [
    "bed-board -> adt-api port 8443: connect timeout every 10 min or so, then ok again",
    "bed-board -> adt-api:8443 · timeout · sometimes",
  ],
  [
    'prometheus: Get "https://10.42.6.40:8443/metrics": tls: failed to verify certificate: x509: certificate signed by unknown authority',
    "prometheus -> 10.42.6.40:8443 · tls",
  ],
  [
    "kubectl -n pharmacy exec -it rx-web-7c9d6b5f4-x2lqp -c app -- wget -qO- -T 5 http://stock-api:8081/healthz",
    "pod/pharmacy/rx-web-7c9d6b5f4-x2lqp -> stock-api:8081",
  ],
  ["pls verify link order-gw to hl7-in", "order-gw -> hl7-in"],
  [
    "Namespace oncology, every pod to ntp-relay 123/udp. Does it pass?",
    "pods in oncology -> ntp-relay:123/udp",
  ],
  [
    '2026/03/11 05:32:30 [error] 37#37: *271101 connect() failed (111: Connection refused) while connecting to upstream, client: 172.26.148.242, server: shop.example.com, request: "GET /cart HTTP/1.1", upstream: "http://10.244.2.17:8080/cart", host: "shop.example.com"',
    "ingress-nginx -> 10.244.2.17:8080 · refused · 502",
  ],
  [
    '2026/04/03 06:09:29 [error] 184#184: *94 upstream prematurely closed connection while reading response header from upstream, client: 172.18.58.11, server: dashboard.corp.local, request: "GET / HTTP/1.1", upstream: "http://10.244.3.84:5601/", host: "dashboard.corp.local"',
    "ingress-nginx -> 10.244.3.84:5601 · closed · 502",
  ],
  [
    '172.20.0.5 - - [12/Mar/2026:08:14:55 +0000] "POST /api/orders HTTP/1.1" 504 160 "-" "okhttp/4.12.0" 812 60.001 [shop-orders-8080] [] 10.42.3.21:8080 0 60.000 504 4b1f6f0d3a7c9e21b8d05c6e7f9a1b23',
    "ingress-nginx -> 10.42.3.21:8080 · read-timeout · 504",
  ],
  [
    "  Warning  Unhealthy  12s (x4 over 42s)  kubelet            Liveness probe failed: dial tcp 10.244.1.31:6379: connect: connection refused",
    "its node -> 10.244.1.31:6379 · refused",
  ],
  [
    "[ERROR] plugin/errors: 2 api.stripe.com. A: read udp 10.244.0.12:45662->172.16.10.1:53: i/o timeout",
    "10.244.0.12 -> 172.16.10.1:53/udp · name-unanswered · looks up api.stripe.com",
  ],
  [
    'Error from server (InternalError): error when creating "deploy.yaml": Internal error occurred: failed calling webhook "validate.kyverno.svc-fail": failed to call webhook: Post "https://kyverno-svc.kyverno.svc:443/validate/fail?timeout=10s": no endpoints available for service "kyverno-svc"',
    "kube-apiserver -> service/kyverno/kyverno-svc:443 · no-endpoint",
  ],
  [
    'psql: error: connection to server at "postgres.shop.svc.cluster.local" (10.43.105.199), port 5432 failed: Connection timed out\n\tIs the server running on that host and accepting TCP/IP connections?',
    "? -> service/shop/postgres:5432 · connect-timeout",
  ],
  [
    "[ioredis] Unhandled error event: Error: getaddrinfo ENOTFOUND redis-master\n    at GetAddrInfoReqWrap.onlookup [as oncomplete] (node:dns:71:26)",
    "? -> kube-dns:53/udp · name-unknown · looks up redis-master",
  ],
  [
    "$ kubectl exec -n shop deploy/web -- curl -sS http://orders:8080/health\ncurl: (6) Could not resolve host: orders\ncommand terminated with exit code 6",
    "deployment/shop/web -> orders:8080 · name-unknown",
  ],
  [
    '[2026-06-02T20:04:32.765Z] "GET /products HTTP/1.1" 503 UH no_healthy_upstream - "-" 0 19 0 - "-" "python-requests/2.31.0" "66fa4542-266e-9364-8447-e7d63047b344" "catalog.shop.svc.cluster.local:8080" "-" outbound|8080||catalog.shop.svc.cluster.local - 10.100.22.8:8080 10.244.3.40:40112 - default',
    "10.244.3.40 -> service/shop/catalog:8080 · no-endpoint · 503",
  ],
  [
    "pymongo.errors.ServerSelectionTimeoutError: mongodb:27017: [Errno 111] Connection refused (configured timeouts: socketTimeoutMS: 20000.0ms, connectTimeoutMS: 20000.0ms), Timeout: 30s, Topology Description: <TopologyDescription id: 65f0c1d2a4b7e8f901234567, topology_type: Unknown, servers: [<ServerDescription ('mongodb', 27017) server_type: Unknown, rtt: None, error=AutoReconnect('mongodb:27017: [Errno 111] Connection refused (configured timeouts: socketTimeoutMS: 20000.0ms, connectTimeoutMS: 20000.0ms)')>]>",
    "? -> mongodb:27017 · refused",
  ],
  [
    "May  4 13:22:12.033: shop/web-6c9f8d7b5-x2kqp:49518 (ID:16092) <> shop/cart-74d84667c-cx5kp:8080 (ID:16081) Policy denied DROPPED (TCP Flags: SYN)",
    "pod/shop/web-6c9f8d7b5-x2kqp -> pod/shop/cart-74d84667c-cx5kp:8080",
  ],
  [
    'Get "https://vault.vault.svc.cluster.local:8200/v1/sys/health": tls: failed to verify certificate: x509: certificate signed by unknown authority',
    "? -> service/vault/vault:8200 · tls",
  ],
  [
    "ERROR 2003 (HY000): Can't connect to MySQL server on '10.244.2.15:3306' (113)",
    "? -> 10.244.2.15:3306 · unreachable",
  ],
  [
    "2026/02/03 07:11:02 Failed to connect to RabbitMQ: dial tcp: lookup rabbitmq on 10.43.0.10:53: no such host",
    "? -> 10.43.0.10:53/udp · name-unknown · looks up rabbitmq",
  ],
  [
    "feign.RetryableException: Read timed out executing GET http://inventory/items/7",
    "? -> inventory:80 · read-timeout",
  ],
  [
    'Error from server: Get "https://172.16.4.22:10250/containerLogs/shop/web-6c9f8d7b5-9qz7t/web": dial tcp 172.16.4.22:10250: i/o timeout',
    "kube-apiserver -> 172.16.4.22:10250 · connect-timeout",
  ],
  [
    "kubectl exec -it busybox -n dev -- ping -c 4 10.244.2.11\nPING 10.244.2.11 (10.244.2.11): 56 data bytes\n\n--- 10.244.2.11 ping statistics ---\n4 packets transmitted, 0 packets received, 100% packet loss\ncommand terminated with exit code 1",
    "pod/dev/busybox -> 10.244.2.11/icmp",
  ],
  ["checkout can't talk to payments on 8443, connection refused", "checkout -> payments:8443 · refused"],
  ["the pod frontend gets 503 from service catalog", "pod/frontend -> service/catalog · 503"],
  ["why can't node2 ping node4", "node2 -> node4/icmp"],
  [
    "every few minutes orders-api loses its connection to rabbitmq:5672, connection reset by peer",
    "orders-api -> rabbitmq:5672 · reset · sometimes",
  ],
  [
    "payments-worker gets NXDOMAIN for redis.cache.svc.cluster.local",
    "payments-worker -> kube-dns:53/udp · name-unknown · looks up redis.cache.svc.cluster.local",
  ],
  ["can job reports reach db-primary on port 5432?", "job/reports -> db-primary:5432"],
  [
    "curl https://grafana.monitoring.svc.cluster.local from pod tools/debug times out",
    "pod/tools/debug -> service/monitoring/grafana:443 · timeout",
  ],
  ["pods on worker-2 cannot reach 10.43.0.1:443", "pods on worker-2 -> 10.43.0.1:443"],
  ["test connection web -> api:3000", "web -> api:3000"],
  [
    "traffic from monitoring/prometheus to service shop/cart port 9102 isn't getting through",
    "monitoring/prometheus -> service/shop/cart:9102",
  ],
  ["order 连接 mysql:3306 超时", "order -> mysql:3306 · timeout"],
  ["node2 上的 pod 访问不了 node5 上的 pod", "pods on node2 -> pods on node5"],
  [
    "gateway 偶尔连不上 user-svc:8081，报 connection refused",
    "gateway -> user-svc:8081 · refused · sometimes",
  ],
  [
    "dev/web 里 curl http://api.dev.svc.cluster.local:8000 报 No route to host",
    "dev/web -> service/dev/api:8000 · unreachable",
  ],
  [
    '{"@timestamp":"2026-03-11T18:42:07+01:00","http":{"method":"POST","host":"sklep.modnaszafa.pl","path":"/api/koszyk/promocje","status_code":504},"upstream":{"addr":"10.42.3.17:8080","name":"sklep-koszyk-http","status":"504","response_time":"60.001"},"req_id":"b1c94e07d2f3"}',
    "ingress-nginx -> 10.42.3.17:8080 · 504",
  ],
  [
    '{"proxy_upstream_name": "katalog-wyszukiwarka-8081", "upstream_addr": "10.42.7.33:8081", "upstream_status": "-", "upstream_response_time": "-", "request_time": "29.998", "status": "499", "method": "GET", "vhost": "www.modnaszafa.pl", "uri": "/szukaj", "client_ip": "83.26.114.50", "time_iso8601": "2026-03-11T19:03:55+01:00"}',
    "ingress-nginx -> 10.42.7.33:8081 · 499",
  ],
  [
    '2026/03/11 18:42:10 [error] 1203#1203: *918273 connect() failed (113: Host is unreachable) while connecting to upstream, client: 10.42.0.1, server: sklep.modnaszafa.pl, request: "GET /koszyk HTTP/2.0", upstream: "http://10.42.3.18:8080/koszyk", host: "sklep.modnaszafa.pl", referrer: "https://sklep.modnaszafa.pl/"',
    "ingress-nginx -> 10.42.3.18:8080 · unreachable · 502",
  ],
  [
    "[172.20.4.91] [11/Mar/2026:17:20:44 +0000] TCP 502 0 0 10.002 [tcp-kolejki-rabbitmq-5672] 10.42.4.21:5672 0 0 10.002",
    "ingress-nginx -> 10.42.4.21:5672 · 502",
  ],
  [
    'W0311 18:40:31.204718       8 controller.go:433] Service "kolejki/rabbitmq-mgmt" does not have any active Endpoint for TCP port 15672',
    "ingress-nginx -> service/kolejki/rabbitmq-mgmt:15672 · no-endpoint",
  ],
  [
    '[WARNING] plugin/kubernetes: Kubernetes API connection failure: Get "https://10.43.0.1:443/version": dial tcp 10.43.0.1:443: i/o timeout',
    "coredns -> 10.43.0.1:443 · connect-timeout",
  ],
  ["dial tcp 10.43.61.12:6379: connect: connection refused", "? -> 10.43.61.12:6379 · refused"],
  [
    'Error from server: Get "https://192.168.50.22:10250/containerLogs/sklep/koszyk-6d5f8c9b77-hx2vd/koszyk?follow=true": dial tcp 192.168.50.22:10250: i/o timeout',
    "kube-apiserver -> 192.168.50.22:10250 · connect-timeout",
  ],
  [
    'Error from server (InternalError): error when creating "cert-sklep.yaml": Internal error occurred: failed calling webhook "webhook.cert-manager.io": failed to call webhook: Post "https://cert-manager-webhook.cert-manager.svc:443/validate?timeout=30s": no endpoints available for service "cert-manager-webhook"',
    "kube-apiserver -> service/cert-manager/cert-manager-webhook:443 · no-endpoint",
  ],
  [
    "dial tcp: lookup redis-sesje.sklep.svc.cluster.local on 10.43.0.10:53: no such host",
    "? -> 10.43.0.10:53/udp · name-unknown · looks up redis-sesje.sklep.svc.cluster.local",
  ],
  ["write tcp 10.42.2.19:51022->10.42.6.8:5672: write: broken pipe", "10.42.2.19 -> 10.42.6.8:5672 · closed"],
  [
    "Liveness probe failed: dial tcp 10.42.5.40:8090: connect: connection refused",
    "its node -> 10.42.5.40:8090 · refused",
  ],
  ["wget: can't connect to remote host (10.43.77.5): Operation timed out", "? -> 10.43.77.5 · timeout"],
  [
    "$ kubectl exec -n sklep deploy/koszyk -- curl -sS -m 5 http://platnosci:8080/actuator/health\ncurl: (28) Connection timed out after 5001 milliseconds\ncommand terminated with exit code 28",
    "deployment/sklep/koszyk -> platnosci:8080 · connect-timeout",
  ],
  [
    "curl: (7) Failed connect to magazyn.logistyka.svc.cluster.local:8080; No route to host",
    "? -> service/logistyka/magazyn:8080 · unreachable",
  ],
  [
    "when I curl from checkout: curl: (28) Failed to connect to stock-api port 8085 after 5001 ms: Timeout was reached",
    "checkout -> stock-api:8085 · connect-timeout",
  ],
  [
    '[2026-03-11T17:42:07.512Z] "POST /api/v1/rezerwacje HTTP/1.1" 503 UH no_healthy_upstream - "-" 84 19 0 - "-" "okhttp/4.12.0" "c7a1f0de-62b4-9c1b-8a55-1f0a9be3d210" "magazyn.logistyka:8080" "-" outbound|8080||magazyn.logistyka.svc.cluster.local - 10.43.51.9:8080 10.42.2.23:40812 - default',
    "10.42.2.23 -> service/logistyka/magazyn:8080 · no-endpoint · 503",
  ],
  [
    'time="2026-03-11T18:55:25+01:00" level=debug msg="\'504 Gateway Timeout\' caused by: dial tcp 10.42.6.14:3000: i/o timeout"',
    "? -> 10.42.6.14:3000 · connect-timeout · 504",
  ],
  [
    "io.lettuce.core.RedisConnectionException: Unable to connect to redis-master.cache.svc.cluster.local/<unresolved>:6379\nCaused by: io.netty.channel.AbstractChannel$AnnotatedConnectException: Connection refused: redis-master.cache.svc.cluster.local/10.43.88.31:6379",
    "? -> service/cache/redis-master:6379 · refused",
  ],
  [
    "requests.exceptions.ReadTimeout: HTTPConnectionPool(host='rekomendacje', port=8000): Read timed out. (read timeout=5)",
    "? -> rekomendacje:8000 · read-timeout",
  ],
  [
    "storefront-ssr: Error: connect EHOSTUNREACH 10.42.8.30:3001 - Local (10.42.1.14:52210)",
    "storefront-ssr -> 10.42.8.30:3001 · unreachable",
  ],
  [
    'rpc error: code = Unavailable desc = all SubConns are in TransientFailure, latest connection error: connection error: desc = "transport: Error while dialing dial tcp 10.43.200.15:50051: i/o timeout"',
    "? -> 10.43.200.15:50051 · connect-timeout",
  ],
  [
    "ran this inside faktury/invoice-api\nnc: connect to 10.43.140.7 port 5432 (tcp) timed out: Operation now in progress",
    "faktury/invoice-api -> 10.43.140.7:5432 · timeout",
  ],
  [
    "whatever faktury/invoice-api sends to the svc platnosci/psp-proxy never gets there",
    "faktury/invoice-api -> service/platnosci/psp-proxy",
  ],
  [
    "wms/order-sync 连 tms/dispatch-api 的 8088 端口一直连不上，帮忙看下",
    "wms/order-sync -> tms/dispatch-api:8088",
  ],
  ["ingress-nginx 到 waybill-web 不通，是什么原因？", "ingress-nginx -> waybill-web"],
  ["我在 pod gps-collector 里面 ping 10.244.3.57，一个包都没回", "pod/gps-collector -> 10.244.3.57/icmp"],
  [
    "search-api times out when it calls its own service, everybody else gets through fine. how come?",
    "search-api -> service/search-api · timeout",
  ],
  [
    "no pod on worker-waw-2 can talk to the pods on worker-waw-5 since the kernel upgrade",
    "pods on worker-waw-2 -> pods on worker-waw-5 · since kernel upgrade",
  ],
  ["our checkout fails to open a connection to pricing on 8090, any idea?", "checkout -> pricing:8090"],
  ["catalog can't be reached by storefront any more", "storefront -> catalog"],
  [
    "tried curl https://192.168.50.22:31443/healthz in pod jenkins-agent, connection refused",
    "pod/jenkins-agent -> 192.168.50.22:31443 · refused",
  ],
  [
    "psp-proxy gets NXDOMAIN for secure.payu.com, why?",
    "psp-proxy -> kube-dns:53/udp · name-unknown · looks up secure.payu.com",
  ],
  [
    "every couple of minutes cart gets a connection reset from redis-sessions:6379",
    "cart -> redis-sessions:6379 · reset · sometimes",
  ],
  [
    'prometheus: Get "https://10.42.3.44:9443/metrics": tls: failed to verify certificate: x509: certificate signed by unknown authority',
    "prometheus -> 10.42.3.44:9443 · tls",
  ],
  [
    "kubectl exec invoices-6c9f7b5d4-q8zlm -n faktury -c app -- wget -qO- -T 3 http://ksef-gateway:8081/status",
    "pod/faktury/invoices-6c9f7b5d4-q8zlm -> ksef-gateway:8081",
  ],
  ["pls test the path from cart to promo-engine", "cart -> promo-engine"],
  ["every pod in checkout => 10.43.0.10 udp 53", "pods in checkout -> 10.43.0.10:53/udp"],
  [
    '172.16.0.5 - - [12/Jun/2026:08:14:22 +0000] "GET /api/cart/items HTTP/1.1" 504 160 "-" "Mozilla/5.0 (X11; Linux x86_64; rv:126.0) Gecko/20100101 Firefox/126.0" 512 60.002 [shop-cart-8080] [] 10.244.3.17:8080 160 60.001 504 5c1f0b7e9a3d4e21b6c8f7a0d9e2c413',
    "ingress-nginx -> 10.244.3.17:8080 · read-timeout · 504",
  ],
  [
    '2026/06/12 08:20:41 [error] 412#412: *918273 connect() failed (111: Connection refused) while connecting to upstream, client: 172.16.0.5, server: store.example.com, request: "GET /catalog HTTP/1.1", upstream: "http://10.244.2.31:3000/catalog", host: "store.example.com"',
    "ingress-nginx -> 10.244.2.31:3000 · refused · 502",
  ],
  [
    '2026/06/12 09:02:10 [error] 36#36: *55120 upstream prematurely closed connection while reading response header from upstream, client: 172.16.0.9, server: api.example.com, request: "POST /v2/upload HTTP/2.0", upstream: "http://10.244.5.12:8088/v2/upload", host: "api.example.com"',
    "ingress-nginx -> 10.244.5.12:8088 · closed · 502",
  ],
  [
    '[2026-06-12T08:31:07.512Z] "POST /charge HTTP/1.1" 503 UH no_healthy_upstream - "-" 0 19 0 - "-" "Go-http-client/1.1" "0c7f8d5e-3b1a-9f42-8d6e-1a2b3c4d5e6f" "payment.shop.svc.cluster.local:8080" "-" outbound|8080||payment.shop.svc.cluster.local - 10.103.7.21:8080 10.244.1.15:40212 - default',
    "10.244.1.15 -> service/shop/payment:8080 · no-endpoint · 503",
  ],
  [
    "[ERROR] plugin/errors: 2 registry.npmjs.org. A: read udp 10.244.0.4:52347->8.8.8.8:53: i/o timeout",
    "10.244.0.4 -> 8.8.8.8:53/udp · name-unanswered · looks up registry.npmjs.org",
  ],
  [
    "Liveness probe failed: dial tcp 10.244.1.9:6379: connect: connection refused",
    "its node -> 10.244.1.9:6379 · refused",
  ],
  [
    'metrics-server log:\nE0612 08:14:22.310457       1 scraper.go:149] "Failed to scrape node" err="Get \\"https://172.16.0.22:10250/metrics/resource\\": dial tcp 172.16.0.22:10250: connect: no route to host" node="worker-2"',
    "metrics-server -> 172.16.0.22:10250 · unreachable",
  ],
  [
    'E0612 08:40:03.118294       1 available_controller.go:460] v1beta1.metrics.k8s.io failed with: failing or missing response from https://10.102.33.7:443/apis/metrics.k8s.io/v1beta1: Get "https://10.102.33.7:443/apis/metrics.k8s.io/v1beta1": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
    "kube-apiserver -> 10.102.33.7:443 · timeout",
  ],
  [
    'Error from server (InternalError): error when creating "ingress.yaml": Internal error occurred: failed calling webhook "validate.nginx.ingress.kubernetes.io": failed to call webhook: Post "https://ingress-nginx-controller-admission.ingress-nginx.svc:443/networking/v1/ingresses?timeout=10s": x509: certificate signed by unknown authority',
    "kube-apiserver -> service/ingress-nginx/ingress-nginx-controller-admission:443 · tls",
  ],
  [
    "Error: getaddrinfo ENOTFOUND redis-master.cache.svc.cluster.local\n    at GetAddrInfoReqWrap.onlookupall [as oncomplete] (node:dns:120:26) {\n  errno: -3008,\n  code: 'ENOTFOUND',\n  syscall: 'getaddrinfo',\n  hostname: 'redis-master.cache.svc.cluster.local'\n}",
    "? -> kube-dns:53/udp · name-unknown · looks up redis-master.cache.svc.cluster.local",
  ],
  [
    'psycopg2.OperationalError: connection to server at "pg.data.svc.cluster.local" (10.109.20.14), port 5432 failed: Connection timed out\n\tIs the server running on that host and accepting TCP/IP connections?',
    "? -> service/data/pg:5432 · connect-timeout",
  ],
  [
    "redis.exceptions.ConnectionError: Error 111 connecting to sessions.cache.svc.cluster.local:6379. Connection refused.",
    "? -> service/cache/sessions:6379 · refused",
  ],
  [
    "root@api-7f9c6d5b8-x2lkq:/# mysql -h mysql -P 3306 -u app -p\nEnter password: \nERROR 2003 (HY000): Can't connect to MySQL server on 'mysql:3306' (110)",
    "pod/api-7f9c6d5b8-x2lkq -> mysql:3306 · connect-timeout",
  ],
  [
    'org.springframework.web.client.ResourceAccessException: I/O error on GET request for "http://inventory:8081/stock/17": Connection reset; nested exception is java.net.SocketException: Connection reset',
    "? -> inventory:8081 · reset",
  ],
  [
    "$ kubectl exec -n shop deploy/checkout -- curl -sv --max-time 5 http://pricing:8000/healthz\n*   Trying 10.107.8.3:8000...\n* Connection timed out after 5001 milliseconds\n* Closing connection 0\ncurl: (28) Connection timed out after 5001 milliseconds\ncommand terminated with exit code 28",
    "deployment/shop/checkout -> pricing:8000 · connect-timeout",
  ],
  [
    "kubectl exec -i -t dnsutils -- nslookup kubernetes.default\n;; connection timed out; no servers could be reached\n\ncommand terminated with exit code 1",
    "pod/dnsutils -> kube-dns:53/udp · name-unanswered · looks up kubernetes.default",
  ],
  [
    'Jun 12 08:14:22 worker-3 kubelet[1187]: E0612 08:14:22.871204    1187 kubelet_node_status.go:544] "Error updating node status, will retry" err="error getting node \\"worker-3\\": Get \\"https://10.20.0.10:6443/api/v1/nodes/worker-3?timeout=10s\\": dial tcp 10.20.0.10:6443: i/o timeout"',
    "node/worker-3 -> 10.20.0.10:6443 · connect-timeout",
  ],
  [
    '{"level":"error","time":"2026-06-12T09:11:54Z","service":"checkout","msg":"charge failed","error":"Post \\"http://payments:8080/v1/charge\\": EOF"}',
    "checkout -> payments:8080 · closed",
  ],
  ["the checkout pod cant talk to redis on 6379", "checkout -> redis:6379"],
  [
    "intermittent 502s from ingress-nginx to shop/cart since this morning",
    "ingress-nginx -> shop/cart · 502 · sometimes · since this morning",
  ],
  [
    "is there a network policy blocking monitoring/grafana from reaching logging/loki on 3100?",
    "monitoring/grafana -> logging/loki:3100",
  ],
  [
    "pods in staging can't resolve anything, dns is timing out",
    "pods in staging -> kube-dns:53/udp · name-unanswered",
  ],
  ["node worker-2 can't ping node worker-4", "node/worker-2 -> node/worker-4/icmp"],
  ["connection refused when api calls http://auth-service/login", "api -> auth-service:80 · refused"],
  [
    "cronjob report-gen fails to reach postgres.data.svc.cluster.local:5432, connection timed out",
    "cronjob/report-gen -> service/data/postgres:5432 · connect-timeout",
  ],
  ["nothing can reach the service payments/ledger on 8443", "? -> service/payments/ledger:8443"],
  ["kubectl -n shop exec web-0 -- nc -zv mongo 27017", "pod/shop/web-0 -> mongo:27017"],
  [
    "can someone look at why 10.244.1.23 gets connection reset by peer from 10.244.4.7 port 8080 every few minutes",
    "10.244.1.23 -> 10.244.4.7:8080 · reset · sometimes",
  ],
  [
    "order-service 调用 user-service:8080 偶尔超时",
    "order-service -> user-service:8080 · timeout · sometimes",
  ],
  [
    "命名空间 prod 里的 Pod 解析不了 mysql.prod.svc.cluster.local，报 no such host",
    "pods in prod -> kube-dns:53/udp · name-unknown · looks up mysql.prod.svc.cluster.local",
  ],
  [
    "worker-1 上的 Pod 连不上 10.105.12.8:8443，报 no route to host",
    "pods on worker-1 -> 10.105.12.8:8443 · unreachable",
  ],
  ["从 gateway 访问 http://account:8090 一直 connection refused", "gateway -> account:8090 · refused"],
  [
    '{"ts":"2025-11-20T11:05:42+05:30","client_ip":"10.60.1.90","http":{"method":"POST","host":"esim.example.in","uri":"/esim/v1/activate","status_code":"499","bytes_sent":"0"},"upstream":{"addr":"10.42.3.17:8080","status":"-","response_time":"29.998"},"proxy_upstream_name":"esim-activation-api-8080","req_id":"b41d07f6c2a94e0d8f5a7c3e91d2660b"}',
    "ingress-nginx -> 10.42.3.17:8080 · 499",
  ],
  [
    '{"request_time": 60.001, "upstream_response_time": "60.000", "upstream_status": "504", "upstream_addr": "10.42.11.52:9000", "proxy_upstream_name": "tariff-plan-service-http", "vhost": "plans.example.in", "request": "GET /plans/prepaid?circle=KA HTTP/2.0", "status": "504", "x_forwarded_for": "10.60.1.14", "time_local": "20/Nov/2025:11:19:03 +0530"}',
    "ingress-nginx -> 10.42.11.52:9000 · 504",
  ],
  [
    '2025/11/18 04:12:57 [error] 1183#1183: *4802913 connect() failed (113: Host is unreachable) while connecting to upstream, client: 10.60.12.8, server: recharge.example.in, request: "POST /api/v2/recharge HTTP/2.0", upstream: "http://10.42.7.31:8080/api/v2/recharge", host: "recharge.example.in"',
    "ingress-nginx -> 10.42.7.31:8080 · unreachable · 502",
  ],
  [
    "[10.60.3.44] [11/Nov/2025:03:22:41 +0530] TCP 502 0 0 10.002 [tcp-billing-rabbitmq-5672] 10.42.9.14:5672 0 0 10.002",
    "ingress-nginx -> 10.42.9.14:5672 · 502",
  ],
  [
    '2025-11-20T04:11:33.870391842Z stderr F W1120 04:11:33.870217       7 controller.go:1216] Service "crm/subscriber-api" does not have any active Endpoint.',
    "ingress-nginx -> service/crm/subscriber-api · no-endpoint",
  ],
  [
    '[ERROR] plugin/kubernetes: pkg/mod/k8s.io/client-go@v0.29.3/tools/cache/reflector.go:229: Failed to watch *v1.EndpointSlice: failed to list *v1.EndpointSlice: Get "https://10.43.0.1:443/apis/discovery.k8s.io/v1/endpointslices?limit=500&resourceVersion=0": dial tcp 10.43.0.1:443: i/o timeout',
    "coredns -> 10.43.0.1:443 · connect-timeout",
  ],
  ["dial tcp 172.20.0.1:443: i/o timeout", "? -> 172.20.0.1:443 · connect-timeout"],
  [
    'Error from server: Get "https://10.60.8.21:10250/containerLogs/crm/case-router-7c9f6d5b8-hx2vz/app?follow=true": dial tcp 10.60.8.21:10250: i/o timeout',
    "kube-apiserver -> 10.60.8.21:10250 · connect-timeout",
  ],
  [
    'Error from server (InternalError): error when creating "STDIN": Internal error occurred: failed calling webhook "validate.kyverno.svc-fail": failed to call webhook: Post "https://kyverno-svc.kyverno.svc:443/validate/fail?timeout=10s": no endpoints available for service "kyverno-svc"',
    "kube-apiserver -> service/kyverno/kyverno-svc:443 · no-endpoint",
  ],
  [
    "dial tcp: lookup hlr-gw.core.svc.cluster.local on 10.43.0.10:53: no such host",
    "? -> 10.43.0.10:53/udp · name-unknown · looks up hlr-gw.core.svc.cluster.local",
  ],
  [
    "write tcp 10.42.2.15:51890->10.42.6.40:9092: write: broken pipe",
    "10.42.2.15 -> 10.42.6.40:9092 · closed",
  ],
  [
    'Warning  Unhealthy  12s (x9 over 92s)  kubelet  Liveness probe failed: Get "http://10.42.3.91:8081/actuator/health/liveness": dial tcp 10.42.3.91:8081: connect: connection refused',
    "its node -> 10.42.3.91:8081 · refused",
  ],
  ["telnet: can't connect to remote host (10.43.201.6): Connection refused", "? -> 10.43.201.6 · refused"],
  [
    "$ kubectl -n charging exec deploy/ocs-api -- curl -sS -m 5 http://10.43.61.9:8088/health\ncurl: (28) Connection timed out after 5001 milliseconds\ncommand terminated with exit code 28",
    "deployment/charging/ocs-api -> 10.43.61.9:8088 · connect-timeout",
  ],
  [
    "curl: (28) Failed to connect to kyc-service.onboarding.svc.cluster.local port 8443 after 130871 ms: Connection timed out",
    "? -> service/onboarding/kyc-service:8443 · connect-timeout",
  ],
  [
    "from bss-portal we are seeing curl: (52) Empty reply from server on http://ocs-gw:8080/balance",
    "bss-portal -> ocs-gw:8080 · closed",
  ],
  [
    '[2025-11-21T05:48:12.337Z] "POST /v1/otp/send HTTP/1.1" 503 UH no_healthy_upstream - "-" 0 19 0 - "-" "okhttp/4.12.0" "1c7f0b1e-6a58-9c3d-b6f1-2f0f8c2b7a11" "otp-service.notify.svc.cluster.local:8080" "-" outbound|8080||otp-service.notify.svc.cluster.local - 10.43.140.22:8080 10.42.5.77:52318 - default',
    "10.42.5.77 -> service/notify/otp-service:8080 · no-endpoint · 503",
  ],
  [
    'time="2025-11-21T06:02:19Z" level=debug msg="\'504 Gateway Timeout\' caused by: dial tcp 10.42.7.12:3000: i/o timeout"',
    "? -> 10.42.7.12:3000 · connect-timeout · 504",
  ],
  [
    "io.netty.channel.AbstractChannel$AnnotatedConnectException: Connection refused: redis-master.session.svc.cluster.local/10.43.92.14:6379",
    "? -> service/session/redis-master:6379 · refused",
  ],
  [
    "requests.exceptions.ConnectTimeout: HTTPConnectionPool(host='sim-inventory', port=8000): Max retries exceeded with url: /api/v1/sims/reserve (Caused by ConnectTimeoutError(<urllib3.connection.HTTPConnection object at 0x7f3c1a5d2e50>, 'Connection to sim-inventory timed out. (connect timeout=5)'))",
    "? -> sim-inventory:8000 · connect-timeout",
  ],
  [
    "selfcare-bff: Error: connect EHOSTUNREACH 10.43.12.77:4000\n    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1611:16)",
    "selfcare-bff -> 10.43.12.77:4000 · unreachable",
  ],
  [
    'grpc._channel._InactiveRpcError: <_InactiveRpcError of RPC that terminated with:\n\tstatus = StatusCode.UNAVAILABLE\n\tdetails = "failed to connect to all addresses; last error: UNKNOWN: ipv4:10.43.77.3:50051: Failed to connect to remote host: Connection refused"\n\tdebug_error_string = "UNKNOWN:failed to connect to all addresses; last error: UNKNOWN: ipv4:10.43.77.3:50051: Failed to connect to remote host: Connection refused {created_time:"2025-11-21T06:31:07.175259905+00:00", grpc_status:14}"\n>',
    "? -> 10.43.77.3:50051 · refused",
  ],
  [
    "tried from mediation/cdr-parser, nc: 10.43.9.200 (10.43.9.200:3868): Operation timed out",
    "mediation/cdr-parser -> 10.43.9.200:3868 · timeout",
  ],
  [
    "whatever billing/rating-engine is sending is not reaching service billing/invoice-gen, getting lost somewhere in between",
    "billing/rating-engine -> service/billing/invoice-gen",
  ],
  ["mes/order-sync 连 mes/plc-gateway 的 8502 端口一直连不上", "mes/order-sync -> mes/plc-gateway:8502"],
  ["麻烦看下 kong 怎么打不通 vehicle-profile 这个服务了", "kong -> service/vehicle-profile"],
  ["ota-server 里面 ping 172.21.4.36 全丢包，帮忙查一下", "ota-server -> 172.21.4.36/icmp"],
  [
    "hi team, keycloak is not able to call its own service, from all other pods same url is working. any reason?",
    "keycloak -> service/keycloak",
  ],
  [
    "pods sitting on blr-worker-07 are not able to talk to the pods of blr-worker-11, pls check",
    "pods on blr-worker-07 -> pods on blr-worker-11",
  ],
  ["unable to telnet mnp-db:1521 from mnp-portal", "mnp-portal -> mnp-db:1521"],
  [
    "usage-api is not getting any hits from myaccount-web since morning",
    "myaccount-web -> usage-api · since morning",
  ],
  [
    "when i do curl https://10.60.8.30:31443/healthz in noc-dashboard it just hangs and finally timed out",
    "noc-dashboard -> 10.60.8.30:31443 · timeout",
  ],
  [
    "payment-worker is getting NXDOMAIN for api.razorpay.com, same name resolves from my laptop",
    "payment-worker -> kube-dns:53/udp · name-unknown · looks up api.razorpay.com",
  ],
  [
    "every 10-15 mins ocs-client loses few calls to diameter-proxy 3868 with timeout, rest are going fine",
    "ocs-client -> diameter-proxy:3868 · timeout · sometimes",
  ],
  [
    'prometheus-k8s-0 prometheus ts=2025-11-21T06:11:40.512Z caller=scrape.go:1351 level=debug component="scrape manager" scrape_pool=kubernetes-pods target=http://10.42.6.19:9187/metrics msg="Scrape failed" err="Get \\"http://10.42.6.19:9187/metrics\\": dial tcp 10.42.6.19:9187: connect: no route to host"',
    "pod/prometheus-k8s-0 -> 10.42.6.19:9187 · unreachable",
  ],
  [
    "kubectl exec -it case-mgmt-0 -n crm -c app -- wget -qO- -T 3 http://doc-store:8000/ping",
    "pod/crm/case-mgmt-0 -> doc-store:8000",
  ],
  ["pls verify campaign-mgr to dnd-checker path is ok or not", "campaign-mgr -> dnd-checker"],
  [
    "every pod in namespace provisioning => syslog-relay 514/udp",
    "pods in provisioning -> syslog-relay:514/udp",
  ],
  [
    '10.42.0.1 - - [08/Mar/2026:09:09:55 +0000] "GET / HTTP/1.1" 502 150 "-" "curl/8.5.0" 79 3.101 [shop-storefront-5000] [] 10.42.1.62:8080, 10.42.1.62:8080, 10.42.1.62:8080 0, 0, 0 1.054, 1.024, 1.024 502, 502, 502 9cba7b333d382a831667fc0d2e15b960',
    "ingress-nginx -> 10.42.1.62:8080 · 502",
  ],
  [
    '2026/03/08 06:17:41 [error] 3256#3256: *411627 connect() failed (113: Host is unreachable) while connecting to upstream, client: 192.168.10.77, server: shop.example.com, request: "GET /demo HTTP/1.1", upstream: "http://10.42.0.16:80/demo", host: "shop.example.com"',
    "ingress-nginx -> 10.42.0.16:80 · unreachable · 502",
  ],
  [
    '{"time_local":"08/Mar/2026:11:20:41 +0000","remote_addr":"192.168.10.77","request_method":"POST","uri":"/api/ds/query","status":"504","request_time":"60.002","upstream_addr":"10.42.2.44:3000","upstream_status":"504","upstream_response_time":"60.001","proxy_upstream_name":"monitoring-grafana-80"}',
    "ingress-nginx -> 10.42.2.44:3000 · 504",
  ],
  [
    '2026/03/09 06:09:29 [error] 184#184: *94 upstream prematurely closed connection while reading response header from upstream, client: 192.168.10.11, server: logs.example.com, request: "GET / HTTP/1.1", upstream: "http://10.42.3.84:5601/", host: "logs.example.com"',
    "ingress-nginx -> 10.42.3.84:5601 · closed · 502",
  ],
  [
    '[2026-03-09T14:02:17.412Z] "GET /api/cart HTTP/1.1" 503 UH no_healthy_upstream - "-" 0 19 0 - "-" "okhttp/4.9.3" "b1f2c7de-7a40-9a6e-8d65-0c1f6a9f2f11" "cart.shop.svc.cluster.local:8080" "-" outbound|8080||cart.shop.svc.cluster.local - 10.43.118.20:8080 10.42.2.17:41822 - default',
    "10.42.2.17 -> service/shop/cart:8080 · no-endpoint · 503",
  ],
  [
    "[ERROR] plugin/errors: 2 registry.example.com. A: read udp 10.42.0.5:44321->192.168.10.1:53: i/o timeout",
    "10.42.0.5 -> 192.168.10.1:53/udp · name-unanswered · looks up registry.example.com",
  ],
  [
    "  Warning  Unhealthy  115s (x3 over 3m25s)   kubelet            Liveness probe failed: dial tcp 10.42.1.31:5672: connect: connection refused",
    "its node -> 10.42.1.31:5672 · refused",
  ],
  [
    'E0125 18:31:38.617281       1 available_controller.go:508] v1beta1.metrics.k8s.io failed with: failing or missing response from https://10.43.247.145:443/apis/metrics.k8s.io/v1beta1: Get "https://10.43.247.145:443/apis/metrics.k8s.io/v1beta1": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
    "kube-apiserver -> 10.43.247.145:443 · timeout",
  ],
  [
    'Error from server (InternalError): error when creating "issuer.yaml": Internal error occurred: failed calling webhook "webhook.cert-manager.io": failed to call webhook: Post "https://cert-manager-webhook.cert-manager.svc:443/validate?timeout=30s": no endpoints available for service "cert-manager-webhook"',
    "kube-apiserver -> service/cert-manager/cert-manager-webhook:443 · no-endpoint",
  ],
  [
    'psql: error: connection to server at "postgres.shop.svc.cluster.local" (10.43.60.12), port 5432 failed: Connection timed out\n\tIs the server running on that host and accepting TCP/IP connections?',
    "? -> service/shop/postgres:5432 · connect-timeout",
  ],
  [
    "redis.exceptions.ConnectionError: Error 111 connecting to redis-master:6379. Connection refused.",
    "? -> redis-master:6379 · refused",
  ],
  [
    "Error: getaddrinfo EAI_AGAIN orders\n    at GetAddrInfoReqWrap.onlookup [as oncomplete] (node:dns:107:26) {\n  errno: -3001,\n  code: 'EAI_AGAIN',\n  syscall: 'getaddrinfo',\n  hostname: 'orders'\n}",
    "? -> kube-dns:53/udp · name-unanswered · looks up orders",
  ],
  [
    'org.springframework.web.client.ResourceAccessException: I/O error on GET request for "http://inventory:8080/api/stock": inventory; nested exception is java.net.UnknownHostException: inventory',
    "? -> inventory:8080 · name-unknown",
  ],
  [
    "[2026-03-02 13:51:02,310] WARN [Producer clientId=producer-1] Connection to node -1 (kafka.streaming.svc.cluster.local/10.43.5.9:9092) could not be established. Broker may not be available. (org.apache.kafka.clients.NetworkClient)",
    "? -> service/streaming/kafka:9092",
  ],
  [
    "$ kubectl -n shop exec deploy/storefront -- curl -sS -m 5 http://checkout:5050/healthz\ncurl: (28) Connection timed out after 5001 milliseconds\ncommand terminated with exit code 28",
    "deployment/shop/storefront -> checkout:5050 · connect-timeout",
  ],
  [
    "io.grpc.StatusRuntimeException: UNAVAILABLE: io exception\nCaused by: io.grpc.netty.shaded.io.netty.channel.AbstractChannel$AnnotatedNoRouteToHostException: finishConnect(..) failed: No route to host: payments/10.43.88.14:9090",
    "? -> payments:9090 · unreachable",
  ],
  [
    'Get "http://catalogue/items": dial tcp: lookup catalogue on 10.43.0.10:53: no such host',
    "? -> 10.43.0.10:53/udp · name-unknown · looks up catalogue",
  ],
  ["write tcp 10.42.3.8:51234->10.43.7.7:6379: write: broken pipe", "10.42.3.8 -> 10.43.7.7:6379 · closed"],
  [
    "fluent-bit: [error] [upstream] connection #68 to tcp://10.42.0.83:9200 timed out after 10 seconds (connection timeout)",
    "fluent-bit -> 10.42.0.83:9200 · connect-timeout",
  ],
  ["orders can't talk to rabbitmq on port 5672", "orders -> rabbitmq:5672"],
  ["why does grafana get no route to host for loki:3100", "grafana -> loki:3100 · unreachable"],
  [
    "pod shop/cart-7d9f8b6c5-x2x9k cannot reach svc shop/redis",
    "pod/shop/cart-7d9f8b6c5-x2x9k -> service/shop/redis",
  ],
  [
    "every now and then checkout gets connection reset by peer from payments:9090",
    "checkout -> payments:9090 · reset · sometimes",
  ],
  ["none of the pods in staging can reach 1.1.1.1:443", "pods in staging -> 1.1.1.1:443"],
  ["node worker1 can't ping 10.42.2.14", "node/worker1 -> 10.42.2.14/icmp"],
  ["api -> postgres:5432 connection refused", "api -> postgres:5432 · refused"],
  [
    "curl https://vault.security.svc.cluster.local:8200 from ci-runner says SSL certificate problem: unable to get local issuer certificate",
    "ci-runner -> service/security/vault:8200 · tls",
  ],
  ["please test the connection from web to api-gateway port 8443", "web -> api-gateway:8443"],
  ["order-service 连接 mysql:3306 超时", "order-service -> mysql:3306 · timeout"],
  [
    "shop/storefront 偶尔访问 shop/cart:8080 报 connection reset by peer",
    "shop/storefront -> shop/cart:8080 · reset · sometimes",
  ],
  [
    "worker2 节点上的 pod 解析不了 redis.shop.svc.cluster.local",
    "pods on worker2 -> kube-dns:53/udp · looks up redis.shop.svc.cluster.local",
  ],
  ["为什么 gateway 调用 user-svc 一直报 503", "gateway -> user-svc · 503"],
];
