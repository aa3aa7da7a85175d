/** What tired people type in a chat, with a story around it: written down with its right reading before any of it was tried. */
export const stories: readonly (readonly [text: string, right: string])[] = [
  [
    "hi all, since this morning our payments thing in prod times out calling fraud-check, any idea?",
    "prod/payments -> fraud-check · timeout · since this morning",
  ],
  ["cart pod on its pod IP 10.244.3.17 isn't answering frontend", "frontend -> 10.244.3.17"],
  [
    "anyone else seeing orders-api randomly dying when it hits redis-master.cache:6379? started like 20 min ago",
    "orders-api -> redis-master.cache:6379 · sometimes",
  ],
  [
    "ok so grafana dashboards are all empty, looks like it can't talk to prometheus-server in monitoring on 9090",
    "grafana -> monitoring/prometheus-server:9090",
  ],
  [
    "our keycloak login page throws 504 because keycloak-0 can't open a connection to postgres-rw.db.svc:5432",
    "keycloak-0 -> service/db/postgres-rw:5432",
  ],
  [
    "Could somebody from platform take a look? the nightly-export job in batch hangs forever connecting to minio.storage:9000",
    "job/batch/nightly-export -> minio.storage:9000",
  ],
  [
    "curl http://inventory:8080/health from inside the web-7d9f8b6c5-x2x4q container just sits there",
    "web-7d9f8b6c5-x2x4q -> inventory:8080",
  ],
  ["ugh, same thing again. api-gateway → user-svc 503", "api-gateway -> user-svc · 503"],
  [
    "is there a netpol in ns finance that would stop ledger from reaching vault.security on 8200?",
    "ledger -> vault.security:8200",
  ],
  [
    "billing worker logs are full of connection refused to kafka-broker-2:9092",
    "billing -> kafka-broker-2:9092 · refused",
  ],
  [
    "trying to deploy the new version but argocd-repo-server can't clone from gitlab.internal.corp, port 22 i guess",
    "argocd-repo-server -> gitlab.internal.corp:22",
  ],
  [
    "sorry to bother, noob question: my pod test-client gets no route to host when I telnet 10.96.14.200 3306",
    "pod/test-client -> 10.96.14.200:3306 · unreachable",
  ],
  [
    "各位早，从昨晚开始 prod 的 payments 调 fraud-check 一直超时，有人知道咋回事吗",
    "prod/payments -> fraud-check · timeout · since 从昨晚开始",
  ],
  ["ns a 的 pod x 到 ns b 的 svc y 8080 不通", "pod/a/x -> service/b/y:8080"],
  [
    "grafana 图都没数据了，估计是连不到 monitoring 下的 prometheus-server 9090",
    "grafana -> monitoring/prometheus-server:9090",
  ],
  [
    "我这边 node7 上新起的 pod（web-7d9f8b6c5-x2x4q）ping 不通网关 10.0.0.1",
    "pod/web-7d9f8b6c5-x2x4q -> 10.0.0.1/icmp",
  ],
  [
    "集群里 redis-master-0 的 6379 端口从 cart 命名空间访问全部 refused",
    "pods in cart -> redis-master-0:6379 · refused",
  ],
  [
    "大佬们，k8s 里 mysql-client 这个 pod 用 svc 名连 mysql-primary 报 Unknown host，用 ip 就可以",
    "mysql-client -> mysql-primary · name-unknown",
  ],
  ["ingress 那边一直 502，后端是 shop 空间的 frontend-svc:3000", "ingress -> shop/frontend-svc:3000 · 502"],
  ["从跳板机 172.16.8.9 telnet k8s-node3 30080 不通", "172.16.8.9 -> k8s-node3:30080"],
  [
    "kafka-connect 写 es 超时（elasticsearch-master.logging:9200）",
    "kafka-connect -> elasticsearch-master.logging:9200 · timeout",
  ],
  ["frontend 请求后端 backend-api 有一半概率 504，重启过没用", "frontend -> backend-api"],
  ["pod a-0 和 pod b-0 在同一台机器通，跨节点就不通了", "pod/a-0 -> pod/b-0"],
  [
    "求助：数据平台的 airflow-worker 今天起拉不到 harbor.infra.local 的镜像",
    "airflow-worker -> harbor.infra.local · since 今天起",
  ],
  ["coredns 解析不了外网域名，上游 114.114.114.114 不通", "coredns -> 114.114.114.114"],
  [
    "morning. prod is on fire a bit: checkout-api can't reach payment-gw.pay:8443, looks like timeouts",
    "checkout-api -> payment-gw.pay:8443 · timeout",
  ],
  [
    "we rolled out a new network policy yesterday and now the search frontend no longer gets through to elastic-master:9200",
    "search -> elastic-master:9200",
  ],
  ["hey @oncall nothing on node-12 can reach coredns", "pods on node-12 -> coredns"],
  [
    "why tf is loki-write-0 getting 'connection reset by peer' talking to memberlist on loki-read-1:7946",
    "loki-write-0 -> loki-read-1:7946 · reset",
  ],
  ["I exec'd into debug-shell and nc -vz mysql.legacy 3306 hangs", "debug-shell -> mysql.legacy:3306"],
  ["Traffic between shop-ui and shop-api seems broken, UI just spins", "shop-ui -> shop-api"],
  ["is something blocking outbound 443 from crawler-7 to 151.101.1.69 ?", "crawler-7 -> 151.101.1.69:443"],
  [
    'pls help, airflow scheduler → postgres-airflow:5432 "no route to host" since we replaced the nodes',
    "airflow -> postgres-airflow:5432 · unreachable · since we replaced the nodes",
  ],
  [
    "the ads team reports that ads-ranker times out about 10% of the time against feature-store.ml:6565",
    "ads-ranker -> feature-store.ml:6565 · timeout · sometimes",
  ],
  [
    "ever since the calico upgrade my statefulset cassandra-2 can't gossip with cassandra-0 over 7000",
    "statefulset/cassandra-2 -> cassandra-0:7000 · since calico upgrade",
  ],
  [
    "can you check if deploy/mailer in ns notify is able to hit smtp.sendgrid.net:587",
    "deployment/notify/mailer -> smtp.sendgrid.net:587",
  ],
  [
    "is kube-proxy messed up on worker-5? frontend-abc there can't get the cart service",
    "frontend-abc -> service/cart",
  ],
  [
    "webhook calls from the apiserver to cert-manager-webhook.cert-manager.svc time out",
    "kube-apiserver -> service/cert-manager/cert-manager-webhook · timeout",
  ],
  [
    "getting weird hangs w/ graphql-bff -> catalog.shop.svc.cluster.local:4000, half of the requests",
    "graphql-bff -> service/shop/catalog:4000 · sometimes",
  ],
  [
    "哎，又来了，checkout-api 连 payment-gw.pay:8443 又开始超时了",
    "checkout-api -> payment-gw.pay:8443 · timeout",
  ],
  [
    "昨天加了个 networkpolicy，今天 search 前端就访问不到 elastic-master:9200",
    "search -> elastic-master:9200",
  ],
  ["node-12 上所有东西都解析不了域名", "pods on node-12 -> kube-dns:53/udp"],
  [
    "loki-write-0 和 loki-read-1:7946 通信的时候报 connection reset by peer",
    "loki-write-0 -> loki-read-1:7946 · reset",
  ],
  ["进到 debug-shell 容器里 nc -vz mysql.legacy 3306 卡住没反应", "debug-shell -> mysql.legacy:3306"],
  ["请教一下，shop-ui 跟 shop-api 之间是不是断了？页面一直转圈", "shop-ui -> shop-api"],
  ["帮查下 crawler-7 出公网 151.101.1.69:443 是不是被策略拦了", "crawler-7 -> 151.101.1.69:443"],
  [
    "换完节点以后 airflow-scheduler 连 postgres-airflow:5432 就 no route to host 了",
    "airflow-scheduler -> postgres-airflow:5432 · unreachable · since 换完节点以后",
  ],
  [
    "广告组反馈 ads-ranker 调 feature-store.ml:6565 大概一成的请求超时",
    "ads-ranker -> feature-store.ml:6565 · timeout",
  ],
  [
    "notify 命名空间的 deployment mailer 发邮件失败，连的是 smtp.sendgrid.net:587",
    "deployment/notify/mailer -> smtp.sendgrid.net:587",
  ],
  ["worker-5 上的 frontend-abc 访问 cart 服务一直 502", "frontend-abc -> service/cart · 502"],
  [
    "apiserver 调 cert-manager-webhook.cert-manager.svc 超时导致发布卡住",
    "kube-apiserver -> service/cert-manager/cert-manager-webhook · timeout",
  ],
  [
    "graphql-bff 到 catalog.shop.svc.cluster.local:4000 时通时不通，有空的帮看下",
    "graphql-bff -> service/shop/catalog:4000 · sometimes",
  ],
  [
    "192.168.10.15 这台物理机访问集群里 svc order-api 的 nodeport 31080 不通，防火墙已经开了",
    "192.168.10.15 -> service/order-api:31080",
  ],
  [
    "yo, sre folks — seems like cart-service stopped being able to publish to rabbitmq.messaging:5672 around 3am",
    "cart-service -> rabbitmq.messaging:5672",
  ],
  [
    "Hello! Our team's app (deployment recsys-api, namespace ml) fails to load features from redis-features.ml.svc:6379. Could you check?",
    "deployment/ml/recsys-api -> service/ml/redis-features:6379",
  ],
  [
    "users report login errors; auth-proxy logs say upstream keycloak.iam:8080 refused",
    "auth-proxy -> keycloak.iam:8080 · refused",
  ],
  ["any reason why pods in ns tenant-a can't hit the metrics-server?", "pods in tenant-a -> metrics-server"],
  [
    "the thing that syncs invoices (invoice-sync-28391) can't get out to sftp.bank.example:22",
    "invoice-sync-28391 -> sftp.bank.example:22",
  ],
  [
    "It's DNS again isn't it? api-7c9d5 can't resolve mongo-0.mongo.db",
    "api-7c9d5 -> kube-dns:53/udp · looks up mongo-0.mongo.db",
  ],
  ["why would haproxy show backend svc-orders as DOWN", "haproxy -> svc-orders"],
  [
    "tl;dr celery-worker-6 cannot establish a TCP session with rabbit.mq.svc.cluster.local on 5671",
    "celery-worker-6 -> service/mq/rabbit:5671",
  ],
  [
    "does someone know whether egress from ns batch to the internet is closed? spark-driver gets timeouts to s3.amazonaws.com",
    "spark-driver -> s3.amazonaws.com · timeout",
  ],
  ["jaeger collector not receiving spans from checkout, port 4317", "checkout -> jaeger:4317"],
  [
    "I restarted everything and still `frontend-v2` → `bff.web:3000` → nothing. connection timed out",
    "frontend-v2 -> bff.web:3000 · connect-timeout",
  ],
  [
    "quick q: is 10.1.2.3 allowed to talk to svc billing in ns fin on 8443?",
    "10.1.2.3 -> service/fin/billing:8443",
  ],
  [
    "凌晨三点左右开始 cart-service 往 rabbitmq.messaging:5672 发消息失败",
    "cart-service -> rabbitmq.messaging:5672 · since 凌晨三点左右开始",
  ],
  [
    "你好，我们 ml 空间下的 recsys-api 连不上 redis-features.ml.svc:6379，麻烦看一下",
    "ml/recsys-api -> service/ml/redis-features:6379",
  ],
  [
    "用户登录报错，看 auth-proxy 的日志是 upstream keycloak.iam:8080 refused",
    "auth-proxy -> keycloak.iam:8080 · refused",
  ],
  ["tenant-a 这个 ns 里的 pod 都访问不了 metrics-server，啥情况", "pods in tenant-a -> metrics-server"],
  [
    "同步发票的任务 invoice-sync-28391 连银行 sftp.bank.example:22 超时，本地是好的",
    "invoice-sync-28391 -> sftp.bank.example:22 · timeout",
  ],
  [
    "是不是 dns 又挂了，api-7c9d5 里 nslookup mongo-0.mongo.db 没返回",
    "api-7c9d5 -> kube-dns:53/udp · looks up mongo-0.mongo.db",
  ],
  ["haproxy 里后端 svc-orders 显示 DOWN，咋整", "haproxy -> svc-orders"],
  [
    "celery-worker-6 跟 rabbit.mq.svc.cluster.local 5671 建不起 tcp 连接",
    "celery-worker-6 -> service/mq/rabbit:5671",
  ],
  [
    "客户反馈 tenant-42 里的服务突然连不上共享库 10.20.30.40:5432 了",
    "pods in tenant-42 -> 10.20.30.40:5432",
  ],
  ["checkout 的 trace 上报不到 jaeger-collector 4317", "checkout -> jaeger-collector:4317"],
  [
    "全都重启了一遍，frontend-v2 请求 bff.web:3000 还是 connection timed out",
    "frontend-v2 -> bff.web:3000 · connect-timeout",
  ],
  ["10.1.2.3 能不能访问 fin 下面的 svc billing 的 8443", "10.1.2.3 -> service/fin/billing:8443"],
  [
    "spark-driver 拉 s3.amazonaws.com 的数据一直超时，batch 这个 ns 是不是没放开出口",
    "spark-driver -> s3.amazonaws.com · timeout",
  ],
  ["压测的时候 gateway-0 转发给 order-svc:8080 的请求有 5% 返回 503", "gateway-0 -> order-svc:8080 · 503"],
];
