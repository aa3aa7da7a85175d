/** A second lot as posted in public, and sentences: written down when the first was read, and before any of these was tried. */
export const public2b: readonly (readonly [text: string, right: string, from?: string])[] = [
  ["app can reach redis via pod ip but not via service", "app -> redis"],
  [
    "I'm in pod debug-7f and curl -v telnet://kafka-1.kafka-headless.kafka:9092 just sits there",
    "pod/debug-7f -> kafka-1.kafka-headless.kafka:9092",
  ],
  ["node exporter on node7 isn't reachable from prometheus (9100)", "prometheus -> node-exporter"],
  [
    "Loki says: error sending batch, will retry: Post http://loki-write.logging:3100/loki/api/v1/push: dial tcp 10.43.55.2:3100: connect: connection refused (promtail daemonset)",
    "? -> 10.43.55.2:3100 · refused",
  ],
  ["traffic from svc-a to svc-b works, the other way round doesn't", "? -> ?"],
  [
    "请教一下，frontend 这个 deployment 访问 backend 的 8080 端口超时，是网络策略的问题吗？",
    "frontend -> backend:8080 · timeout",
  ],
  [
    "k8s-node3 重启之后，上面的 pod 都连不上 10.96.0.1:443 了",
    "pods on k8s-node3 -> 10.96.0.1:443 · since 重启之后",
  ],
  ["@小助手 帮查下 data-sync 到 es-cluster:9200 通不通，谢了", "data-sync -> es-cluster:9200"],
  ["gitlab-runner 拉不到 harbor.infra 的镜像，提示 i/o timeout", "gitlab-runner -> harbor.infra · timeout"],
  ["容器里telnet redis 6379 提示 Connection refused，redis pod 是 running 的", "? -> redis:6379 · refused"],
  ["为什么 web-0 偶尔连不上 api.shop:8080，大概十次有一两次", "web-0 -> api.shop:8080 · sometimes"],
  [
    "eureka 注册不上，服务 order 连 eureka-server:8761 报 Connect timed out",
    "service/order -> eureka-server:8761 · connect-timeout",
  ],
  ["两个namespace之间不通，dev里的pod访问不了test里的mysql", "pods in dev -> test/mysql"],
  ["接口网关gateway-svc转发到user-svc:8000的时候一直504", "gateway-svc -> user-svc:8000 · 504"],
  ["外部访问 192.168.10.21:30443 不通，集群内 curl 是好的", "? -> 192.168.10.21:30443"],
  ["从 master01 curl 任意 pod ip 都不通", "master01 -> ?"],
  ["mysql-client 能解析 mysql.db 但是连不上 3306", "mysql-client -> mysql.db:3306"],
  [
    "今天上午十点左右开始，支付 pay-core 调用 bank-gw 有大量 connection reset",
    "pay-core -> bank-gw · reset · since 今天上午十点左右开始",
  ],
  ["calico升级后node4和node5上的pod互相ping不通", "pods on node4 -> pods on node5/icmp · since calico升级后"],
  ["filebeat 推日志到 logstash.elk:5044 报 EOF", "filebeat -> logstash.elk:5044 · closed"],
];
