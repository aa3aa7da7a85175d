/** A fourth lot, of sentences alone: written down before any of these was tried. */
export const public4: readonly (readonly [text: string, right: string, from?: string])[] = [
  ["can anyone tell me why ns=prod app=checkout cannot reach payments:8443?", "? -> payments:8443"],
  [
    "Hello, my pod `test-pod` in namespace `dev` is not able to connect to the service `postgres` in namespace `db` on port 5432.",
    "pod/dev/test-pod -> service/db/postgres:5432",
  ],
  [
    "seems like cluster dns is broken for the billing namespace, lookups time out",
    "pods in billing -> kube-dns:53/udp · name-unanswered",
  ],
  [
    "web-frontend talks to api-server over 8080 and gets ECONNRESET randomly",
    "web-frontend -> kube-apiserver:8080 · reset · sometimes",
  ],
  ["connection from 10.2.0.15 to 10.96.44.3:443 dropped", "10.2.0.15 -> 10.96.44.3:443"],
  ["Why would curl from worker-1 to 10.244.2.5:80 work but from worker-2 hang?", "worker-2 -> 10.244.2.5:80"],
  [
    "redis-cli -h redis.cache ping from the api pod: Could not connect to Redis at redis.cache:6379: Connection refused",
    "api -> redis.cache:6379 · refused",
  ],
  ["after upgrade to 1.29 coredns pods cant reach 10.96.0.1", "coredns -> 10.96.0.1 · since upgrade to 1.29"],
  [
    "all our services in ns orders fail to connect to kafka.kafka.svc.cluster.local:9092",
    "pods in orders -> service/kafka/kafka:9092",
  ],
  [
    "Can't reach the kubernetes api server from inside my pods: dial tcp 10.96.0.1:443: connect: no route to host",
    "? -> 10.96.0.1:443 · unreachable",
  ],
  ["i have two pods, a and b; a can ping b but b cannot ping a", "b -> a/icmp"],
  [
    "argocd-server unable to talk to argocd-redis:6379 (i/o timeout)",
    "argocd-server -> argocd-redis:6379 · timeout",
  ],
  ["what's preventing deploy/web from reaching svc/api?", "deploy/web -> svc/api"],
  ["test whether frontend.shop can open tcp 3306 to mysql.data", "frontend.shop -> mysql.data:3306"],
  ["my-app (10.1.2.3) → db-svc (10.96.7.7:5432) timeouts", "10.1.2.3 -> 10.96.7.7:5432 · timeout"],
  [
    'jaeger-agent can\'t send spans to jaeger-collector.tracing:14250, "connection error"',
    "jaeger-agent -> jaeger-collector.tracing:14250",
  ],
  ["504s on /api/v1/orders: ingress-nginx to orders.shop:8080", "ingress-nginx -> orders.shop:8080 · 504"],
  [
    "requests to https://auth.example.com from pod web-1 time out, works from my laptop",
    "pod/web-1 -> auth.example.com:443 · timeout",
  ],
  ["Is the service mesh stopping svc/cart from calling svc/pricing?", "svc/cart -> svc/pricing"],
  [
    "大家好，我们 prod 环境 user-center 连 mysql-master:3306 一直 Connection refused，求助",
    "user-center -> mysql-master:3306 · refused",
  ],
  ["在 test-pod 里 curl backend.dev:8080 返回 504", "test-pod -> backend.dev:8080 · 504"],
  ["web-0（default）ping web-1（default）不通", "default/web-0 -> default/web-1/icmp"],
  ["k8s 集群内 pod 无法 telnet 通外部数据库 10.100.1.8:1521", "? -> 10.100.1.8:1521"],
  ["svc 的 clusterip 10.107.3.4:80 在节点上能通，pod 里不通", "? -> 10.107.3.4:80"],
  [
    "node3 加入集群后 calico-node 一直连不上 10.96.0.1:443",
    "calico-node -> 10.96.0.1:443 · since node3 加入集群后",
  ],
  [
    "为什么 ingress 访问后端 svc/portal 报 502 bad gateway？pod 直接访问是好的",
    "ingress -> svc/portal · 502",
  ],
  [
    "job-runner 偶尔 resolve 不了 minio.storage",
    "job-runner -> kube-dns:53/udp · looks up minio.storage · sometimes",
  ],
  ["帮忙看下10.42.1.7到10.43.0.10:53的udp是不是不通", "10.42.1.7 -> 10.43.0.10:53/udp"],
  [
    "sit 环境 gateway → member-service 调用失败，错误：connect timed out",
    "gateway -> member-service · connect-timeout",
  ],
  ["同一个 node 上 a 能访问 b，跨 node 就访问不了", "a -> b"],
  [
    "请问 logstash 无法连接 es-master.elk.svc:9200 是 dns 问题还是网络问题",
    "logstash -> service/elk/es-master:9200",
  ],
  [
    "pod 重启后 app-1 访问 config-server:8888 报 UnknownHostException",
    "app-1 -> config-server:8888 · name-unknown · since pod 重启后",
  ],
  ["rocketmq broker 注册不到 namesrv，namesrv.mq:9876 connect failed", "? -> namesrv.mq:9876"],
  ["我在 debug 容器执行 nc -zv mysql.db 3306 显示 timed out", "debug -> mysql.db:3306 · timeout"],
  ["网络策略加上以后 monitoring 里的 prometheus 抓不了 shop 的 metrics 端口 9113", "? -> ?"],
  ["etcd-2 与 etcd-0、etcd-1 的 2380 都不通", "? -> ?"],
  [
    "访问 https://harbor.corp.example/v2/ 超时（节点 node9 拉镜像）",
    "? -> harbor.corp.example:443 · timeout",
  ],
  [
    "kube-proxy 换成 ipvs 之后 web 访问自己的 service 不通",
    "web -> service/web · since kube-proxy 换成 ipvs 之后",
  ],
  [
    "从 default/tools 到 data/redis:6379 telnet 通但是 redis-cli 超时",
    "default/tools -> data/redis:6379 · timeout",
  ],
];
