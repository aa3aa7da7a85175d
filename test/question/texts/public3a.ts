/** A third lot as posted in public, and sentences: written down when the two before were read, and before any of these was tried. */
export const public3a: readonly (readonly [text: string, right: string, from?: string])[] = [
  [
    '10.32.0.1 - - [14/Mar/2020:07:37:53 +0000] "GET / HTTP/1.1" 502 559 "-" "Mozilla/5.0 (Windows NT 6.1; Win64; x64) AppleWebKit/537.36" "-"\n2020/03/14 07:37:56 [error] 30#30: *13 connect() failed (113: No route to host) while connecting to upstream, client: 10.32.0.1, server: practice.example.com, request: "GET /favicon.ico HTTP/1.1", upstream: "http://10.32.0.7:80/favicon.ico", host: "practice.example.com", referrer: "http://practice.example.com/"\n2020/03/14 07:37:56 [error] 30#30: *15 connect() failed (113: No route to host) while connecting to upstream, client: 10.32.0.1, server: practice.example.com, request: "GET / HTTP/1.1", upstream: "http://10.32.0.7:80/", host: "practice.example.com"',
    "ingress-nginx -> 10.32.0.7:80 · unreachable · 502",
    "https://github.com/nginx/kubernetes-ingress/issues/885",
  ],
  [
    "Traefik trying to access endpoint 10.110.8.4 :\n```\n14:31:39.954170 IP (tos 0x0, ttl 43, id 64405, offset 0, flags [DF], proto TCP (6), length 134)\n    10.110.85.0.49146 > traefik-xppdr.80: Flags [P.], cksum 0x59ef (correct), seq 1:83, ack 1, win 229, options [nop,nop,TS val 915645095 ecr 123278237], length 82: HTTP, length: 82\n\tGET / HTTP/1.1\n\tHost: whoami.host.net\n\tUser-Agent: curl/7.51.0\n\t\n14:31:39.954472 IP (tos 0x0, ttl 64, id 31172, offset 0, flags [DF], proto TCP (6), length 60)\n    traefik-xppdr.38238 > 10.110.8.4.80: Flags [S], cksum 0x4018 (incorrect -> 0x4614), seq 925657703, win 28640, options [mss 1432,sackOK,TS val 123278243 ecr 0,nop,wscale 7], length 0\n14:31:40.957992 IP (tos 0x0, ttl 64, id 31173, offset 0, flags [DF], proto TCP (6), length 60)\n    traefik-xppdr.38238 > 10.110.8.4.80: Flags [S], cksum 0x4018 (incorrect -> 0x4519), seq 925657703, win 28640, options [mss 1432,sackOK,TS val 123278494 ecr 0,nop,wscale 7], length 0\n```",
    "traefik-xppdr -> 10.110.8.4:80",
    "https://github.com/traefik/traefik/issues/1384",
  ],
  [
    '2025-09-10T01:42:51Z DBG github.com/traefik/traefik/v3/pkg/tcp/proxy.go:104 > Error while terminating TCP connection error="close tcp 10.42.0.185:19061->10.104.167.95:55083: use of closed network connection"',
    "10.42.0.185 -> 10.104.167.95:55083",
    "https://github.com/traefik/traefik/issues/12053",
  ],
  [
    "│ [2024/06/06 09:35:23] [error] [upstream] connection #-1 to vpc-es-abn-opensearch.es.amazonaws.com:443 timed out after 10 seconds                     │",
    "? -> vpc-es-abn-opensearch.es.amazonaws.com:443 · timeout",
    "https://github.com/aws/aws-for-fluent-bit/issues/833",
  ],
  [
    'same issue here, enable debug shows "[error] [io] TCP connection failed: 10.104.11.198:9200 (Connection timed out)" but the es is connectable under curl',
    "? -> 10.104.11.198:9200 · connect-timeout",
    "https://github.com/fluent/fluent-bit/issues/1942",
  ],
  [
    "fluent-bit-hkgms fluent-bit [2021/03/17 08:09:13] [error] [upstream] connection #258 to search-logssystem.zone.es.amazonaws.com:443 timed out after 10 seconds",
    "pod/fluent-bit-hkgms -> search-logssystem.zone.es.amazonaws.com:443 · timeout",
    "https://github.com/fluent/fluent-bit/issues/3241",
  ],
  [
    '2018-09-28 07:46:54 +0000 [warn]: [elasticsearch] Could not push logs to Elasticsearch, resetting connection and trying again. read timeout reached\n2018-09-28 07:46:58 +0000 [info]: [elasticsearch] Connection opened to Elasticsearch cluster => {:host=>"elasticsearch-logging", :port=>9200, :scheme=>"http"}\n2018-09-28 07:47:22 +0000 [warn]: [elasticsearch] Could not push logs to Elasticsearch, resetting connection and trying again. read timeout reached',
    "? -> elasticsearch-logging:9200 · read-timeout",
    "https://github.com/kubernetes/kubernetes/issues/69210",
  ],
  [
    '➜  argo_test_yaml argocd app create --name blue-green --repo https://github.com/argoproj/argocd-example-apps --dest-server https://kubernetes.default.svc --dest-namespace default --path blue-green && argocd app sync blue-green\n\nFATA[0020] rpc error: code = InvalidArgument desc = application spec for blue-green is invalid: InvalidSpecError: repository not accessible: rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing dial tcp 172.20.86.254:8081: i/o timeout"',
    "? -> 172.20.86.254:8081 · connect-timeout",
    "https://github.com/argoproj/argo-cd/issues/10023",
  ],
  [
    '`finished unary call with code Unknown" error="error testing repository connectivity: Get \\"https://github.com/xxxx.git/info/refs?service=git-upload-pack\\": context deadline exceeded (Client.Timeout exceeded while awaiting headers)" grpc.code=Unknown grpc.method=TestRepository grpc.service=repository.RepoServerService`',
    "? -> github.com:443 · timeout",
    "https://github.com/argoproj/argo-cd/issues/13222",
  ],
  [
    'I see the same warnings on argocd-repo-server pod\'s Liveness and Readiness probes -\n\n```\n3 Unhealthy: Liveness probe failed: Get "http://10.0.52.226:8084/healthz?full=true": context deadline exceeded (Client.Timeout exceeded while awaiting headers) \n1 Unhealthy: Readiness probe failed: Get "http://10.0.52.226:8084/healthz": context deadline exceeded (Client.Timeout exceeded while awaiting headers)\n```',
    "its node -> 10.0.52.226:8084 · timeout",
    "https://github.com/argoproj/argo-cd/issues/9478",
  ],
  [
    'Error updating node status, error getting node "worker-a": Get https://10.1.2.3:6443/api/v1/nodes/worker-a: dial tcp 10.1.2.3:6443: network is unreachable',
    "? -> 10.1.2.3:6443 · unreachable",
    "https://github.com/kubernetes/kubernetes/issues/13382",
  ],
  [
    "[kubelet log]\nUnable to authenticate the request due to an error: context canceled\nUnable to write event: 'Post https://127.0.0.1:6443/api/v1/namespaces/default/events: net/http: TLS handshake timeout' (may retry after sleeping)",
    "? -> 127.0.0.1:6443 · tls",
    "https://github.com/kubernetes/kubernetes/issues/117542",
  ],
  [
    "Apr 16 05:12:23 master-1 hyperkube[890]: E0416 05:12:23.087223     890 reflector.go:125] k8s.io/kubernetes/pkg/kubelet/config/apiserver.go:47: Failed to list *v1.Pod: Get https://api.ostest.test.metalkube.org:6443/api/v1/pods?fieldSelector=spec.nodeName%3Dmaster-1&limit=500&resourceVersion=0: dial tcp 192.168.111.5:6443: connect: connection refused\nApr 16 05:12:23 master-1 hyperkube[890]: E0416 05:12:23.089477     890 reflector.go:125] k8s.io/kubernetes/pkg/kubelet/kubelet.go:444: Failed to list *v1.Service: Get https://api.ostest.test.metalkube.org:6443/api/v1/services?limit=500&resourceVersion=0: dial tcp 192.168.111.5:6443: connect: connection refused",
    "node/master-1 -> 192.168.111.5:6443 · refused",
    "https://github.com/openshift-metal3/dev-scripts/issues/354",
  ],
  [
    " kubectl get nodes \nUnable to connect to the server: net/http: TLS handshake timeout    or      The connection to the server 192.168.0.17:6443 was refused - did you specify the right host or port?   once in a while \nwhy is it,who can help me  thanks?",
    "? -> 192.168.0.17:6443 · tls",
    "https://github.com/kubernetes/kubernetes/issues/62997",
  ],
  [
    "* Apr 30 21:32:59 node7.test.com kubelet[17319]: E0430 21:32:59.460879   17319 controller.go:135] failed to ensure node lease exists, will retry in 7s, error: Get https://192.168.160.52:8443/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/node7.test.com?timeout=10s: dial tcp 192.168.160.52:8443: connect: connection refused",
    "node/node7.test.com -> 192.168.160.52:8443 · refused",
    "https://github.com/kubernetes/minikube/issues/7947",
  ],
  [
    "在VMWare上4个节点完成部署 《06-1.部署 kube-apiserver 组件》 之后使用 kubectl 检查集群信息，会很长时间没反应，之后提示\n\nUnable to connect to the server: net/http: TLS handshake timeout",
    "? -> ? · tls",
    "https://github.com/opsnull/follow-me-install-kubernetes-cluster/issues/405",
  ],
  [
    '   Nov 26 11:36:04 test-control-plane-jd6rq kubelet[3542]: E1126 11:36:04.313942    3542 kubelet_node_status.go:107] "Unable to register node with API server" err="Post \\"https://123.123.123.123:6443/api/v1/nodes\\": dial tcp 123.123.123.123:6443: connect: connection refused" node="test-control-plane-jd6rq"',
    "node/test-control-plane-jd6rq -> 123.123.123.123:6443 · refused",
    "https://github.com/syself/cluster-api-provider-hetzner/issues/1731",
  ],
  [
    "$ kubectl logs nats-3649371855-e7j7e\n[11] 2016/11/26 11:33:49.560555 [INF] Starting nats-server version 0.9.4\n[11] 2016/11/26 11:33:49.561020 [INF] Listening for client connections on 0.0.0.0:4222\n[11] 2016/11/26 11:33:49.561977 [INF] Listening for route connections on 0.0.0.0:6222\n[11] 2016/11/26 11:33:49.562250 [DBG] Trying to connect to route on nats:6222\n[11] 2016/11/26 11:33:49.570441 [DBG] Error trying to connect to route: dial tcp: lookup nats on 10.100.0.10:53: server misbehaving",
    "pod/nats-3649371855-e7j7e -> 10.100.0.10:53/udp · name-unanswered · looks up nats",
    "https://github.com/pires/kubernetes-nats-cluster/issues/6",
  ],
  [
    "2018/04/20 03:23:30 [INFO] agent: (LAN) joining: [consul-consul-1.consul-consul.consul.svc consul-consul-2.consul-consul.consul.svc]\n    2018/04/20 03:23:30 [INFO] agent: (LAN) joined: 0 Err: 2 error(s) occurred:\n\n* Failed to join 10.233.69.91: dial tcp 10.233.69.91:8301: connect: connection refused\n* Failed to join 10.233.68.42: dial tcp 10.233.68.42:8301: connect: connection refused\n    2018/04/20 03:23:30 [WARN] agent: Join LAN failed: <nil>, retrying in 30s",
    "? -> 10.233.69.91:8301 · refused",
    "https://github.com/helm/charts/issues/5152",
  ],
  [
    "    kubectl logs consul-0\n    ...\n    \n    2017/11/01 12:48:58 [INFO] consul: Adding LAN server consul-0 (Addr: tcp/10.233.78.176:8300) (DC: dc1)\n    2017/11/01 12:48:58 [WARN] memberlist: Failed to resolve consul-1.consul.default.svc.cluster.local: lookup consul-1.consul.default.svc.cluster.local on 10.233.0.3:53: no such host",
    "pod/consul-0 -> 10.233.0.3:53/udp · name-unknown · looks up consul-1.consul.default.svc.cluster.local",
    "https://github.com/kelseyhightower/consul-on-kubernetes/issues/22",
  ],
  [
    "[1] 2019/06/26 19:51:56.183612 [ERR] Error trying to connect to route: dial tcp: lookup nats-cluster-1.nats-cluster-mgmt.default.svc on 10.63.240.10:53: no such host\n[1] 2019/06/26 19:51:56.565355 [INF] 10.60.3.20:52526 - rid:2 - Route connection created\n[1] 2019/06/26 19:51:57.195326 [ERR] Error trying to connect to route: dial tcp: lookup nats-cluster-3.nats-cluster-mgmt.default.svc on 10.63.240.10:53: no such host\n[1] 2019/06/26 19:51:58.207202 [ERR] Error trying to connect to route: dial tcp: lookup nats-cluster-3.nats-cluster-mgmt.default.svc on 10.63.240.10:53: no such host",
    "? -> 10.63.240.10:53/udp · name-unknown · looks up nats-cluster-1.nats-cluster-mgmt.default.svc",
    "https://github.com/nats-io/nats-streaming-operator/issues/44",
  ],
  [
    "    node1: [discovery] Failed to request cluster info, will try again: [Get https://192.168.26.10:6443/api/v1/namespaces/kube-public/configmaps/cluster-info: dial tcp 192.168.26.10:6443: connect: no route to host]\n    node2: [discovery] Failed to request cluster info, will try again: [Get https://192.168.26.10:6443/api/v1/namespaces/kube-public/configmaps/cluster-info: dial tcp 192.168.26.10:6443: connect: no route to host]",
    "node1 -> 192.168.26.10:6443 · unreachable",
    "https://github.com/galexrt/k8s-vagrant-multi-node/issues/32",
  ],
  [
    "    2020-09-25T14:35:03.618Z [WARN]  agent.server.memberlist.lan: memberlist: Failed to resolve consul-server-2.consul-server.default.svc: lookup consul-server-2.consul-server.default.svc on 10.43.0.10:53: read udp 10.42.1.13:58684->10.43.0.10:53: i/o timeout\n    2020-09-25T14:35:03.618Z [WARN]  agent: (LAN) couldn't join: number_of_nodes=0 error=\"3 errors occurred:\n        * Failed to resolve consul-server-0.consul-server.default.svc: lookup consul-server-0.consul-server.default.svc on 10.43.0.10:53: read udp 10.42.1.13:34935->10.43.0.10:53: i/o timeout",
    "10.42.1.13 -> 10.43.0.10:53/udp · name-unanswered · looks up consul-server-2.consul-server.default.svc",
    "https://github.com/hashicorp/consul-helm/issues/620",
  ],
  [
    "request from inside pod in default namespace to kubernetes api timed out.  \n`curl https://10.233.0.1:443/api/v1/nodes` -> `curl: (7) Failed to connect to 10.233.0.1 port 443: Connection timed out`",
    "pods in default -> kube-apiserver · connect-timeout",
    "https://github.com/projectcalico/calico/issues/2638",
  ],
  [
    '"https://[100.64.0.1]:443/apis/crd.projectcalico.org/v1/clusterinformations/default": dial tcp 100.64.0.1:443: i/o timeout when creating pods',
    "? -> 100.64.0.1:443 · connect-timeout",
    "https://github.com/projectcalico/calico/issues/4361",
  ],
  [
    "#### _*pod[default]@node1 --> FAILS*_\n```\ndev@master:~$ kubectl -n default exec -it stilton-7bdb8cfb8f-p9kkq -- wget https://10.96.0.1\nConnecting to 10.96.0.1 (10.96.0.1:443)\n```",
    "pod/default/stilton-7bdb8cfb8f-p9kkq -> 10.96.0.1:443",
    "https://github.com/projectcalico/calico/issues/2140",
  ],
  ["pod无法访问外网", "? -> ?", "https://github.com/projectcalico/calico/issues/2419"],
  [
    "部署过程都正常，pod启动也正常，\n但登陆dashboard一直报如下的问题：\n\nError: 'dial tcp 172.20.0.4:8443: getsockopt: connection timed out'\nTrying to reach: 'https://172.20.0.4:8443/'\n\n请协助一下，谢谢。",
    "kube-apiserver -> 172.20.0.4:8443 · connect-timeout",
    "https://github.com/easzlab/kubeasz/issues/130",
  ],
  [
    '909 available_controller. go:460] v1beta1.metrics.k8s. io failed with: failing or missing response from https://172.20.196.137:4443/apis/metrics.k8s.io/v1beta1: Get "https://172.20.196.137:4443/apis/metrics.k8s. io/v1beta1": context deadline exceeded\n最后，我修改metrics server启动YAML文件：deployment.spec.template.spec.hostNetwork: true',
    "kube-apiserver -> 172.20.196.137:4443 · timeout",
    "https://github.com/easzlab/kubeasz/pull/1418",
  ],
  [
    'kube-apiserver  on node prod02/prod03 report  that can not connect to the rke2-metrics-server:\n```\n6月 14 23:05:13 prod02 rke2[4189268]: time="2025-06-14T23:05:13+08:00" level=error msg="Sending HTTP/1.1 502 response to 127.0.0.1:39992: dial tcp 10.42.119.20:10250: connect: connection timed out"\n```',
    "node/prod02 -> 10.42.119.20:10250 · connect-timeout · 502",
    "https://github.com/rancher/rke2/issues/8429",
  ],
  [
    "Metric client health check failed: an error on the server (\"Error: 'dial tcp 10.42.2.13:8082: i/o timeout'\\nTrying to reach: 'http://10.42.2.13:8082/healthz'\") has prevented the request from succeeding",
    "kube-apiserver -> 10.42.2.13:8082 · connect-timeout",
    "https://github.com/rancher/rancher/issues/15784",
  ],
  [
    "Failed to load nodes: Get https://kubernetes.default/api/v1/nodes: dial tcp: i/o timeout\nk8s.io/heapster/metrics/sources/kubelet/kubelet.go:342: Failed to list *api.Node: Get https://kubernetes.default/api/v1/nodes?resourceVersion=0: dial tcp: lookup kubernetes.default on 10.254.0.2:53: dial udp 10.254.0.2:53: i/o timeout\nk8s.io/heapster/metrics/heapster.go:319: Failed to list *api.Pod: Get https://kubernetes.default/api/v1/pods?resourceVersion=0: dial tcp: lookup kubernetes.default on 10.254.0.2:53: dial udp 10.254.0.2:53: i/o timeout",
    "heapster -> kubernetes.default:443 · connect-timeout",
    "https://github.com/rootsongjc/kubernetes-handbook/issues/45",
  ],
  [
    "E0303 16:16:03.455813   26394 portforward.go:331] an error occurred forwarding 43201 -> 44134: \nerror forwarding port 44134 to pod c84cb7ca85c6992ab20ff6fdeb75530eb048ee20844fc77dbd133acd88f59b16, uid : exit status 1: 2019/06/05 14:43:28 socat[8813] E connect(6, AF=2 127.0.0.1:44134, 16): Connection refused",
    "? -> 127.0.0.1:44134 · refused",
    "https://github.com/helm/helm/issues/3603",
  ],
  [
    "Error: forwarding ports: error upgrading connection: error dialing backend: dial tcp 10.20.30.40:10250 i/o timeout .",
    "kube-apiserver -> 10.20.30.40:10250 · connect-timeout",
    "https://github.com/helm/helm/issues/6935",
  ],
  [
    "[2024-01-10 06:30:17,156: ERROR/MainProcess] consumer: Cannot connect to redis://:**@airflow-redis:6379/0: Error -2 connecting to airflow-redis:6379. Name or service not known..\nTrying again in 32.00 seconds... (16/100)",
    "? -> airflow-redis:6379 · name-unknown",
    "https://github.com/apache/airflow/issues/36707",
  ],
  [
    "[2022-10-05 14:58:54,704: ERROR/MainProcess] consumer: Cannot connect to redis://:**@airflow-redis-master.default.svc.cluster.local:6379/1: Error 110 connecting to airflow-redis-master.default.svc.cluster.local:6379. Connection timed out..",
    "? -> service/default/airflow-redis-master:6379 · connect-timeout",
    "https://github.com/airflow-helm/charts/issues/654",
  ],
  [
    "[2025-05-25 18:12:41,497: ERROR/MainProcess] consumer: Cannot connect to redis://airflow-redis-haproxy:6379//: Connection closed by server..\nTrying again in 2.00 seconds... (1/100)\n\n[2025-05-25 18:12:53,523: INFO/MainProcess] Connected to redis://airflow-redis-haproxy:6379//",
    "? -> airflow-redis-haproxy:6379 · closed",
    "https://github.com/stackabletech/airflow-operator/issues/631",
  ],
  [
    "[2017-11-25 13:37:25,709] {jobs.py:778} ERROR - Error 61 connecting to localhost:6379. Connection refused.\nTraceback (most recent call last):",
    "? -> localhost:6379 · refused",
    "https://github.com/apache/airflow/pull/2811",
  ],
  [
    "anyone around? prometheus-operator says tls handshake error from 10.244.0.1:53422 all day",
    "10.244.0.1 -> prometheus-operator · tls",
  ],
  [
    "can't curl my-svc.default:8080 from the ubuntu pod, get 'connection refused' instantly",
    "ubuntu -> my-svc.default:8080 · refused",
  ],
  [
    "the webapp (deploy/webapp in ns prod) intermittently cannot open connections to sql.prod:1433",
    "deployment/prod/webapp -> sql.prod:1433 · sometimes",
  ],
  ["who's blocking tcp/5671 between consumer and rabbitmq?", "consumer -> rabbitmq:5671"],
  ["nodeport 31000 on worker-2 is dead from my bastion 10.9.8.7", "10.9.8.7 -> worker-2:31000"],
  [
    "Could you please check whether sts/kafka can reach sts/zookeeper on 2181? Thanks in advance!",
    "sts/kafka -> sts/zookeeper:2181",
  ],
  [
    "pod stuck in init, waiting for postgres.db.svc:5432 (init container wait-for-db)",
    "? -> service/db/postgres:5432",
  ],
  [
    "grpc calls user-api -> account-api fail w/ UNAVAILABLE after node drain",
    "user-api -> account-api · since node drain",
  ],
  ["loki cant be reached by promtail on 2 of 5 nodes", "promtail -> loki"],
  [
    "external-dns can't talk to route53.amazonaws.com, dial tcp i/o timeout",
    "external-dns -> route53.amazonaws.com · connect-timeout",
  ],
  [
    "we moved redis to another namespace (cache) and now session-svc gets connection refused from redis:6379",
    "session-svc -> redis:6379 · refused",
  ],
  [
    "job/db-migrate keeps failing: could not connect to server: Connection timed out (mysql-0.mysql:3306)",
    "job/db-migrate -> mysql-0.mysql:3306 · connect-timeout",
  ],
  ["liveness probe of shop/cart fails on port 8081 but the app is up", "? -> shop/cart:8081"],
  ["Is 10.0.3.4 allowed to hit 10.244.7.20:9093?", "10.0.3.4 -> 10.244.7.20:9093"],
  [
    "ingress nginx can't reach svc/api in ns shop: 503 service temporarily unavailable",
    "ingress-nginx -> service/shop/api · 503",
  ],
  ["麻烦看一下为什么 shop 空间的 web 打不开 shop 空间的 api:8080", "shop/web -> shop/api:8080"],
  ["svc-a 请求 svc-b 偶发超时，大概每分钟一次", "svc-a -> svc-b · timeout · sometimes"],
  [
    "worker2 上的 coredns pod 解析 www.baidu.com 超时",
    "coredns -> kube-dns:53/udp · name-unanswered · looks up www.baidu.com",
  ],
  [
    "谁能帮忙排查下：api-gateway -> order-svc:9090 context deadline exceeded",
    "api-gateway -> order-svc:9090 · timeout",
  ],
  ["mongo 副本集 mongo-1 连不上 mongo-0.mongo-svc.db:27017", "mongo-1 -> mongo-0.mongo-svc.db:27017"],
];
