/** A fifth lot as posted in public, and sentences: written down before any of these was tried. */
export const public5: readonly (readonly [text: string, right: string, from?: string])[] = [
  [
    'You should see lines like:\n\n[2026-02-24T14:00:00.123Z] "GET /api/data HTTP/1.1" 503 UF via_upstream - "-" 0 91 3005 - "-" "Go-http-client/2.0" "abc-123" "my-service.default.svc.cluster.local" "10.244.2.15:8080" outbound|8080||my-service.default.svc.cluster.local 10.244.1.12:44556 10.96.123.45:8080 10.244.1.12:33444 - default',
    "10.244.1.12 -> service/default/my-service:8080 · 503",
    "https://oneuptime.com/blog/post/2026-02-24-how-to-debug-503-errors-using-istio-access-logs/view",
  ],
  [
    '[2026-02-24T14:23:15.456Z] "POST /api/orders HTTP/1.1" 503 UC via_upstream - "-" 156 91 30004 - "-" "python-requests/2.31.0" "f47ac10b-58cc-4372-a567-0e02b2c3d479" "order-service.production.svc.cluster.local" "10.244.3.12:8080" outbound|8080||order-service.production.svc.cluster.local 10.244.1.5:54321 10.96.45.67:8080 10.244.1.5:33210 - default',
    "10.244.1.5 -> service/production/order-service:8080 · closed · 503",
    "https://oneuptime.com/blog/post/2026-02-24-how-to-parse-istio-access-log-fields/view",
  ],
  [
    "~/src/vote(sub-master ✗) kubectl logs -f unrealistic-chinchilla-vote-f5bb6f476-hjpjm\n{ MongoNetworkError: failed to connect to server [database.default.svc.cluster.local:27017] on first connect [MongoNetworkError: connection 0 to database.default.svc.cluster.local:27017 timed out]\n    at Pool.<anonymous> (/usr/src/app/node_modules/mongodb-core/lib/topologies/server.js:503:11)\n    at Pool.emit (events.js:180:13)",
    "pod/unrealistic-chinchilla-vote-f5bb6f476-hjpjm -> service/default/database:27017 · timeout",
    "https://github.com/subfuzion/voting-app/issues/12",
  ],
  [
    '> {"message":{"error":"MongooseServerSelectionError: connection\n> <monitor> to 10.3.4.5:27017 timed out\\n    at\n> Function.Model.$wrapCallback\n> (/app/node_modules/mongoose/lib/model.js:4850:32)\\n    at\n> processTicksAndRejections\n> (internal/process/task_queues.js:97:5)"},"level":"error","timestamp":"2020-09-17T15:20:03.977Z"}',
    "? -> 10.3.4.5:27017 · timeout",
    "https://github.com/bitnami/charts/issues/3688",
  ],
  [
    "unable to connect to mongodb://mongo-service:27017/admin: MongoNetworkError: failed to connect to server [mongo-service:27017] on first connect [MongoNetworkError: getaddrinfo ENOTFOUND mongo-service mongo-service:27017]\nunable to connect to mongodb://mongo-service:27017/admin: MongoNetworkError: failed to connect to server [mongo-service:27017] on first connect [MongoNetworkError: getaddrinfo ENOTFOUND mongo-service mongo-service:27017]",
    "? -> kube-dns:53/udp · name-unknown · looks up mongo-service",
    "https://github.com/GoogleCloudPlatform/cloud-code-samples/issues/23",
  ],
  [
    "Unhandled rejection SequelizeConnectionError: connect ETIMEDOUT",
    "? -> ? · connect-timeout",
    "https://github.com/mithf40/record-management/issues/2",
  ],
  [
    "Error: connect ETIMEDOUT localhost:27017\n    at Object.exports._errnoException (util.js:860:11)\n    at TCPConnectWrap.afterConnect [as oncomplete] (net.js:1063:14)",
    "? -> localhost:27017 · connect-timeout",
    "https://github.com/keystonejs/keystone-classic/issues/1948",
  ],
  [
    'time="2022-06-18T21:09:47Z" level=warning msg="could not connect to Postgres database: dial tcp 142.132.201.230:5432: connect: connection refused" cluster-name=default/fx-postgres pkg=cluster\ntime="2022-06-18T21:10:17Z" level=warning msg="could not connect to Postgres database: dial tcp 195.201.199.239:5432: connect: connection refused" cluster-name=default/fx-postgres pkg=cluster\ntime="2022-06-18T21:10:32Z" level=warning msg="could not connect to Postgres database: dial tcp 195.201.199.239:5432: connect: connection refused" cluster-name=default/fx-postgres pkg=cluster',
    "? -> 195.201.199.239:5432 · refused",
    "https://github.com/zalando/postgres-operator/issues/1931",
  ],
  [
    '🐰 Keploy: 2023-09-11T06:59:25Z         ERROR   proxy/proxy.go:863      \nfailed to dial the connection to destination server       \n{"Client IP Address": "172.20.0.4:50218", "Client ConnectionID": 0, "Destination IP Address": "127.0.0.1:5432", "Dectination ConnectionID": 43, "error": "dial tcp 127.0.0.1:5432: connect: connection refused", "proxy port": 16789, "server address": "127.0.0.1:5432"}',
    "? -> 127.0.0.1:5432 · refused",
    "https://github.com/keploy/keploy/issues/791",
  ],
  [
    "[root@k8s-master kube]# kubectl get pod nginx-6bcd55cfd6-5n5rf -o wide\nNAME                     READY     STATUS    RESTARTS   AGE       IP           NODE\nnginx-6bcd55cfd6-5n5rf   1/1       Running   0          46m       10.244.7.7   k8s-node2\n[root@k8s-master kube]# kubectl exec -it nginx-6bcd55cfd6-5n5rf /bin/bash\nError from server: error dialing backend: dial tcp 192.168.1.14:10250: getsockopt: no route to host\n[root@k8s-master kube]# kubectl logs nginx-6bcd55cfd6-5n5rf \nError from server: Get https://192.168.1.14:10250/containerLogs/default/nginx-6bcd55cfd6-5n5rf/nginx: dial tcp 192.168.1.14:10250: getsockopt: no route to host\n\nwhat is wrong?",
    "kube-apiserver -> 192.168.1.14:10250 · unreachable",
    "https://github.com/kubernetes/kubernetes/issues/62511",
  ],
  [
    "web_1       | 09:18:38.143 [            main] ERROR d.f.i.i.f.p.p.PostgresPersistenceManager - Could not initialise database.\nweb_1       | java.sql.SQLException: Cannot create PoolableConnectionFactory (The connection attempt failed.)\nweb_1       | \tat org.apache.commons.dbcp2.BasicDataSource.createPoolableConnectionFactory(BasicDataSource.java:653)",
    "? -> ?",
    "https://github.com/FraunhoferIOSB/FROST-Server/issues/1122",
  ],
  [
    "org.jetbrains.exposed.exceptions.ExposedSQLException: java.sql.SQLTransientConnectionException: PuddingPool - Connection is not available, request timed out after 30000ms (total=0, active=0, idle=0, waiting=128)",
    "? -> ? · timeout",
    "https://github.com/brettwooldridge/HikariCP/issues/2161",
  ],
  [
    "2024-01-31 13:26:30.967 ERROR 3348 --- [           main] com.zaxxer.hikari.pool.HikariPool        : HikariPool-1 - Exception during pool initialization.\n\norg.postgresql.util.PSQLException: The connection attempt failed.\n        at org.postgresql.core.v3.ConnectionFactoryImpl.openConnectionImpl(ConnectionFactoryImpl.java:315)",
    "? -> ?",
    "https://github.com/exadel-inc/CompreFace/issues/1224",
  ],
  [
    "Unable to obtain connection from database (jdbc:postgresql://db1.rds.amazonaws.com:5432/openmetadata?allowPublicKeyRetrieval=true&useSSL=true) for user 'app': The connection attempt failed.\n-------------------------\nSQL State  : 08001\nError Code : 0\nMessage    : The connection attempt failed.",
    "? -> db1.rds.amazonaws.com:5432",
    "https://github.com/open-metadata/OpenMetadata/issues/14534",
  ],
  [
    "linkerd-proxy ERR! [  4300.896499s] linkerd2_proxy::app::errors unexpected error: error trying to connect: request timed out",
    "? -> ? · timeout",
    "https://github.com/linkerd/linkerd2/issues/3624",
  ],
  [
    "[ 73137.020196s]  INFO ThreadId(01) outbound:proxy{addr=10.0.3.18:80}:rescue{client.addr=10.244.101.75:43486}: linkerd_app_core::errors::respond: HTTP/1.1 request failed error=logical service 10.0.3.18:80: route default.http: backend Service.imodeljs.svc-7ed1:80: service in fail-fast",
    "10.244.101.75 -> 10.0.3.18:80",
    "https://github.com/linkerd/linkerd2/issues/12720",
  ],
  [
    'WARN 10.0.0.6:80 linkerd2_proxy::proxy::reconnect connect error to Config { target: Target { addr: V4(10.0.0.6:80), tls: Some(ConnectionConfig { server_identity: "web.deployment.emojivoto.linkerd-managed.linkerd.svc.cluster.local", config: ClientConfig }) }, settings: Http2, _p: () }: operation timed out after 300ms',
    "? -> 10.0.0.6:80 · timeout",
    "https://github.com/linkerd/linkerd2/issues/2294",
  ],
  [
    "[ 193.709947s] INFO ThreadId(01) outbound:accept{peer.addr=10.48.10.164:38508 target.addr=10.51.245.43:8080}: linkerd2_app_core::serve: Connection closed error=connection closed before message completed",
    "10.48.10.164 -> 10.51.245.43:8080 · closed",
    "https://github.com/linkerd/linkerd2/issues/6352",
  ],
  [
    "linkerd2_proxy::app::errors unexpected error: error trying to connect: No route to host (os error 113) (address: 10.10.3.181:8080)",
    "? -> 10.10.3.181:8080 · unreachable",
    "https://github.com/linkerd/linkerd2/issues/3441",
  ],
  [
    'level=warn ts=2022-01-05T20:40:38.029698764Z caller=endpointset.go:500 component=endpointset msg="update of node failed" err="getting metadata: fallback fetching info from thanos-2:443: rpc error: code = DeadlineExceeded desc = context deadline exceeded" address=thanos-2:443',
    "? -> thanos-2:443 · timeout",
    "https://github.com/pavan-kumar-99/medium-manifests/issues/7",
  ],
  [
    'Dec 28 13:38:12 pg-meta-1 loki[43585]: level=warn ts=2022-12-28T05:38:12.308269002Z caller=pool.go:184 msg="removing frontend failing healthcheck" addr=10.0.2.15:9096 reason="rpc error: code = DeadlineExceeded desc = context deadline exceeded"',
    "? -> 10.0.2.15:9096 · timeout",
    "https://github.com/grafana/loki/issues/6182",
  ],
  [
    'level=warn ts=2019-05-22T17:45:45.644586624Z caller=storeset.go:316 component=storeset msg="update of store node failed" err="initial store client info fetch: rpc error: code = DeadlineExceeded desc = context deadline exceeded" address=thanos-sidecar-0:10901\nlevel=warn ts=2019-05-22T17:45:45.644604424Z caller=storeset.go:316 component=storeset msg="update of store node failed" err="initial store client info fetch: rpc error: code = DeadlineExceeded desc = context deadline exceeded" address=thanos-store-grpc:10901',
    "? -> thanos-sidecar-0:10901 · timeout",
    "https://github.com/thanos-io/thanos/issues/1171",
  ],
  [
    "```\n (500) 2m1.9659356s\ntransport: Error while dialing dial tcp 10.100.190.157:9095: i/o timeout\n```",
    "? -> 10.100.190.157:9095 · connect-timeout",
    "https://github.com/grafana/loki/pull/7464",
  ],
  ["please check: shop/frontend cannot connect to shop/api port 8080", "shop/frontend -> shop/api:8080"],
  ["pod-to-pod from 10.244.0.12 to 10.244.3.7 isn't working across nodes", "10.244.0.12 -> 10.244.3.7"],
  [
    "our nightly job (cronjob/report in ns bi) can't reach snowflake.example.com:443",
    "cronjob/bi/report -> snowflake.example.com:443",
  ],
  ["is something wrong with egress from ns dev to 52.10.1.1:443?", "pods in dev -> 52.10.1.1:443"],
  [
    "tempo gets connection resets from minio.storage:9000 since the last helm upgrade",
    "tempo -> minio.storage:9000 · reset · since last helm upgrade",
  ],
  ["@bot hey, db-client -> 10.96.200.3:5432 plz", "db-client -> 10.96.200.3:5432"],
  [
    "metrics-server can't scrape node5 (dial tcp 10.0.0.15:10250: i/o timeout)",
    "metrics-server -> 10.0.0.15:10250 · connect-timeout",
  ],
  [
    "curl: (7) Failed to connect to api.shop port 8080 after 3 ms, run inside deploy/web",
    "? -> api.shop:8080",
  ],
  ["users report 502 from ingress for app orders, orders pods look fine", "? -> ? · 502"],
  ["kubectl exec into pods on node2 hangs", "? -> ?"],
  [
    "search-api is getting read timeouts from elasticsearch-master.elastic:9200",
    "search-api -> elasticsearch-master.elastic:9200 · read-timeout",
  ],
  ["帮我看看 ns=prod 的 cart 为什么连不上 ns=data 的 redis:6379", "prod/cart -> data/redis:6379"],
  [
    "生产环境订单服务 order-svc 调库存服务 stock-svc:8080 间歇性超时",
    "service/order-svc -> service/stock-svc:8080 · timeout · sometimes",
  ],
  ["所有节点上的 pod 都访问不了 kube-dns", "? -> kube-dns"],
  ["node-exporter 9100 端口从 prometheus 访问超时", "prometheus -> node-exporter:9100 · timeout"],
  [
    "ingress-nginx-controller 到 svc app-web 的 80 端口 connection refused",
    "ingress-nginx-controller -> service/app-web:80 · refused",
  ],
  ["用 kubectl exec 进 web-0 ping db-0 通，telnet db-0 5432 不通", "web-0 -> db-0:5432"],
  ["重启 kube-proxy 后 svc 10.96.12.5:80 还是访问不到", "? -> 10.96.12.5:80 · since 重启 kube-proxy 后"],
  ["谢谢，麻烦查下 tenant-a 命名空间能不能访问 tenant-b 命名空间的 api", "pods in tenant-a -> tenant-b/api"],
];
