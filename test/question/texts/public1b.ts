/** As posted in public (the third says where), evenly over what stacks print, and sentences: written down with what each means before any was tried. */
export const public1b: readonly (readonly [text: string, right: string, from?: string])[] = [
  [
    "I'm trying to connect to the RabbitMQ instance using the Pika client (python) but I'm getting `AMQPConnectorSocketConnectError: ConnectionRefusedError(111, 'Connection refused')`",
    "? -> ? · refused",
    "https://github.com/marcel-dempers/docker-development-youtube-series/issues/49",
  ],
  [
    '{"level":"warn","ts":"2023-01-10T03:09:43.846Z","caller":"rafthttp/probing_status.go:68","msg":"prober detected unhealthy status","round-tripper-name":"ROUND_TRIPPER_RAFT_MESSAGE","remote-peer-id":"84df05261edb\n239e","rtt":"16.62287ms","error":"dial tcp 192.168.2.11:2380: i/o timeout"}{"level":"warn","ts":"2023-01-10T03:09:48.846Z","caller":"rafthttp/probing_status.go:68","msg":"prober detected unhealthy status","round-tripper-name":"ROUND_TRIPPER_RAFT_MESSAGE","remote-peer-id":"84df05261edb\n239e","rtt":"16.62287ms","error":"dial tcp 192.168.2.11:2380: i/o timeout"}',
    "? -> 192.168.2.11:2380 · connect-timeout",
    "https://github.com/etcd-io/etcd/issues/15076",
  ],
  [
    'elasticsearch  | {"type": "server", "timestamp": "2024-06-12T05:19:20,174Z", "level": "INFO", "component": "o.e.i.g.DatabaseNodeService", "cluster.name": "docker-cluster", "node.name": "1402488b858b", "message": "initialized database registry" }\nkibana         | {"type":"log","@timestamp":"2024-06-12T05:19:20+00:00","tags":["error","elasticsearch-service"],"pid":6,"message":"Unable to retrieve version information from Elasticsearch nodes. connect ECONNREFUSED 172.24.0.2:9200"}\nelasticsearch  | {"type": "server", "timestamp": "2024-06-12T05:19:20,513Z", "level": "INFO", "component": "o.e.t.NettyAllocator", "cluster.name": "docker-cluster", "node.name": "1402488b858b", "message": "creating NettyAllocator" }',
    "kibana -> 172.24.0.2:9200 · refused",
    "https://github.com/deviantony/docker-elk/issues/995",
  ],
  [
    "I am using kibana helmchart v10.4.1 and getting below in pod:\n\n```\n[2023-11-21T17:10:57.212+00:00][WARN ][plugins.screenshotting.config] Chromium sandbox provides an additional layer of protection, but is not supported for Linux Debian 11.7 OS.\n[2023-11-21T17:10:57.325+00:00][ERROR][elasticsearch-service] Unable to retrieve version information from Elasticsearch nodes. getaddrinfo ENOTFOUND elk-logging-dev-v8.example.com\n```",
    "? -> kube-dns:53/udp · name-unknown · looks up elk-logging-dev-v8.example.com",
    "https://github.com/bitnami/charts/issues/21286",
  ],
  [
    "pod 1:\n```\n08:44:28.997084 2a:c7:37:d7:2e:07 > 4e:7d:69:53:97:61, ethertype IPv4 (0x0800), length 74: 10.244.1.192.42240 > 10.103.175.29.7800: Flags [S], seq 2433400811, win 64860, options [mss 1410,sackOK,TS val 1458055583 ecr 0,nop,wscale 7], length 0\n```",
    "10.244.1.192 -> 10.103.175.29:7800",
    "https://github.com/kubernetes/kubernetes/issues/122174",
  ],
  [
    "08:39:34.085147 4e:7d:69:53:97:61 > 92:dc:e0:5d:fb:15, ethertype IPv4 (0x0800), length 74: 10.244.1.192.42232 > 10.244.1.189.7800: Flags [S], seq 605291326, win 64860, options [mss 1410,sackOK,TS val 1457760671 ecr 0,nop,wscale 7], length 0\n08:39:34.085195 92:dc:e0:5d:fb:15 > 2a:c7:37:d7:2e:07, ethertype IPv4 (0x0800), length 74: 10.244.1.189.7800 > 10.244.1.192.42232: Flags [S.], seq 2053326278, ack 605291327, win 64308, options [mss 1410,sackOK,TS val 752734348 ecr 1457760671,nop,wscale 7], length 0\n08:39:34.085218 2a:c7:37:d7:2e:07 > 92:dc:e0:5d:fb:15, ethertype IPv4 (0x0800), length 54: 10.244.1.192.42232 > 10.244.1.189.7800: Flags [R], seq 605291327, win 0, length 0",
    "10.244.1.192 -> 10.244.1.189:7800",
    "https://github.com/kubernetes/kubernetes/issues/122174",
  ],
  [
    "$ sudo tcpdump -i flannel.1 -nn\ntcpdump: verbose output suppressed, use -v or -vv for full protocol decode\nlistening on flannel.1, link-type EN10MB (Ethernet), capture size 262144 bytes\n19:31:37.438631 IP 198.18.103.0.13758 > 198.18.102.10.80: Flags [S], seq 265989161, win 43690, options [mss 65495,sackOK,TS val 2631200673 ecr 0,nop,wscale 7], length 0\n19:31:38.493883 IP 198.18.103.0.13758 > 198.18.102.10.80: Flags [S], seq 265989161, win 43690, options [mss 65495,sackOK,TS val 2631201728 ecr 0,nop,wscale 7], length 0\n19:31:38.494723 IP 198.18.102.10.80 > 198.18.103.0.13758: Flags [S.], seq 222967005, ack 265989162, win 27960, options [mss 1410,sackOK,TS val 2955153471 ecr 2631201728,nop,wscale 7], length 0",
    "198.18.103.0 -> 198.18.102.10:80",
    "https://github.com/kubernetes/kubernetes/issues/90854",
  ],
  [
    "    [NEW] tcp      6 120 SYN_SENT src=10.8.6.97 dst=10.11.249.108 sport=46128 dport=80 [UNREPLIED] src=10.8.6.96 dst=10.8.6.97 sport=80 dport=46128",
    "10.8.6.97 -> 10.11.249.108:80",
    "https://github.com/projectcalico/felix/issues/1490",
  ],
  [
    "On node running the pod: \n```\nroot@node1:~$ curl -v 100.96.144.66:80 -o /dev/null\n* Rebuilt URL to: 100.96.144.66:80/\n*   Trying 100.96.144.66...\n* TCP_NODELAY set\n  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current\n                                 Dload  Upload   Total   Spent    Left  Speed\n  0     0    0     0    0     0      0      0 --:--:--  0:02:08 --:--:--     0* connect to 100.96.144.66 port 80 failed: Connection timed out\n* Failed to connect to 100.96.144.66 port 80: Connection timed out\n* Closing connection 0\ncurl: (7) Failed to connect to 100.96.144.66 port 80: Connection timed out\n```",
    "node1 -> 100.96.144.66:80 · connect-timeout",
    "https://github.com/istio/istio/issues/9119",
  ],
  [
    "[root@fortest1513760344-master-00 ~]# ping 192.168.155.193\nPING 192.168.155.193 (192.168.155.193) 56(84) bytes of data.\n\n\n^C\n--- 192.168.155.193 ping statistics ---\n5 packets transmitted, 0 received, 100% packet loss, time 3999ms",
    "fortest1513760344-master-00 -> 192.168.155.193/icmp",
    "https://github.com/projectcalico/cni-plugin/issues/373",
  ],
  [
    "[eco_adm@cg3a54d9ac-k8m-s301 linux-amd64]$ kubectl exec -ti pingtest-8547ccd6f-mvt7l -- sh\n/ #\n/ # ping 192.168.177.239\nPING 192.168.177.239 (192.168.177.239): 56 data bytes\n64 bytes from 192.168.177.239: seq=0 ttl=63 time=0.249 ms\n64 bytes from 192.168.177.239: seq=1 ttl=63 time=0.098 ms\n^C\n--- 192.168.177.239 ping statistics ---\n4 packets transmitted, 4 packets received, 0% packet loss\nround-trip min/avg/max = 0.087/0.132/0.249 ms\n/ # ping 192.168.9.1\nPING 192.168.9.1 (192.168.9.1): 56 data bytes\n^C\n--- 192.168.9.1 ping statistics ---\n4 packets transmitted, 0 packets received, 100% packet loss",
    "pod/pingtest-8547ccd6f-mvt7l -> 192.168.9.1/icmp",
    "https://github.com/projectcalico/calico/issues/7194",
  ],
  [
    "1. enter pod on node c1\n```sh\nkubectl exec -it nginx-deployment-76bf4969df-6h5kd  bash\n```\n2. 10.244.2.11 is IP of the pod which scheduled on node c3\n```sh\nping 10.244.2.11\n```\n12 packets transmitted, 0 packets received, 100% packet loss",
    "pod/nginx-deployment-76bf4969df-6h5kd -> 10.244.2.11/icmp",
    "https://github.com/flannel-io/flannel/issues/1085",
  ],
  [
    "# 无法访问其他节点的pod\n[root@localhost ~]# ping 172.20.102.131\nconnect: Invalid argument",
    "? -> 172.20.102.131/icmp",
    "https://github.com/easzlab/kubeasz/issues/205",
  ],
  [
    "I always got timeout when `kubectl exec -it <pod-name> -- /bin/sh`. The error are like \n```\nkubectl -n kube-system exec -it kube-scheduler-app-web39v33 -- /bin/sh\nError from server: error dialing backend: dial tcp 10.83.1.1:10250: getsockopt: connection timed out\n```",
    "kube-apiserver -> 10.83.1.1:10250 · connect-timeout",
    "https://github.com/cookeem/kubeadm-ha/issues/3",
  ],
  [
    'master $ kubectl run busybox --image=busybox --rm -it --restart=Never -- wget -O- http://nginx:80 --timeout 2\nIf you don\'t see a command prompt, try pressing enter.\nConnecting to nginx:80 (10.99.87.48:80)\nwget: download timed outpod "busybox" deleted\npod default/busybox terminated (Error)',
    "pod/busybox -> nginx:80 · timeout",
    "https://github.com/dgkanatsios/CKAD-exercises/pull/91",
  ],
  [
    "command without timeout and wrong IP.\n```\nmaster $ kubectl run busybox --rm --image=busybox -it --restart=Never -- time wget -O- 10.98.157.122:80\n```\nwget: can't connect to remote host (10.98.157.122): Connection timed out\nCommand exited with non-zero status 1\nreal    2m 7.25s",
    "pod/busybox -> 10.98.157.122:80 · connect-timeout",
    "https://github.com/dgkanatsios/CKAD-exercises/pull/91",
  ],
  [
    "kubectl exec -it busybox-deployment-59755c8c6d-4fqxx sh\n\n/ # nslookup -type=a www.google.com 114.114.114.114\nServer:         114.114.114.114\nAddress:        114.114.114.114:53\n\nNon-authoritative answer:\nName:   www.google.com\nAddress: 46.82.174.68\n\n/ # nslookup -type=a www.google.com 10.96.0.10\nnslookup: read: Connection refused\nnslookup: read: Connection refused",
    "pod/busybox-deployment-59755c8c6d-4fqxx -> 10.96.0.10:53/udp · refused · looks up www.google.com",
    "https://github.com/coredns/coredns/issues/3099",
  ],
  [
    "集群部署完成后，测试dns解析：\n```\nkubectl run busybox --rm -it --image=busybox /bin/sh\n\nnslookup kubernetes\n```\n\n结果报以下错误：\n```\nServer:         10.68.0.2\nAddress:        10.68.0.2:53\n\n** server can't find kubernetes: NXDOMAIN\n\n*** Can't find kubernetes: No answer\n```",
    "pod/busybox -> kube-dns:53/udp · name-unknown · looks up kubernetes",
    "https://github.com/easzlab/kubeasz/issues/260",
  ],
  [
    "[WARNING]  (301) : Server solacescalable_default-default-8443-pub_8443/SRV_2 is DOWN, reason: Layer4 connection problem, info: \"Connection refused\", check duration: 0ms. 0 active and 0 backup servers left. 0 sessions active, 0 requeued, 0 remaining in queue.\n[ALERT]    (301) : backend 'solacescalable_default-default-8443-pub_8443' has no server available!",
    "haproxy -> service/solacescalable/default-default-8443-pub:8443 · refused",
    "https://github.com/haproxytech/kubernetes-ingress/issues/479",
  ],
  [
    "[WARNING] (259) : Server uat-mqtt-gateway-mqtt/SRV_1 is DOWN, reason: Layer4 timeout, check duration: 2000ms. 1 active and 0 backup servers left. 0 sessions active, 0 requeued, 0 remaining in queue.",
    "haproxy -> ? · connect-timeout",
    "https://github.com/haproxytech/kubernetes-ingress/issues/445",
  ],
  [
    '请问一下ansible推送K8S成功后，发现haproxy一直报错，以下的二台node节点提示layer4错误。\nSep 28 09:12:12 k8s-sh-03 haproxy[3065]: [WARNING] 271/091212 (3065) : Server ingress-node/10.10.10.168 is DOWN, reason: Layer4 connection problem, info: "Connection refused", check duration: 0ms.',
    "haproxy -> 10.10.10.168 · refused",
    "https://github.com/easzlab/kubeasz/issues/919",
  ],
  [
    '**2024/01/18 15:36:46 [error] 29#29: *1 connect() failed (111: Connection refused) while connecting to upstream, client: 10.1.1.152, server: localhost, request: "GET / HTTP/1.1", upstream: "http://192.168.32.4:3000/", host: "10.1.1.75:3025"**\n\nMy desktop is *.152 (DHCP-assigned); my server is *.75 (statically-assign).',
    "ingress-nginx -> 192.168.32.4:3000 · refused · 502",
    "https://github.com/alextselegidis/plainpad/issues/71",
  ],
  [
    "在POD中访问service地址时提示connect refuse和no route to host  但是POD到POD，主机到POD，主机到service都正常",
    "? -> ? · unreachable",
    "https://github.com/asiainfoLDP/datafoundry-troubleshooting/issues/43",
  ],
  [
    "Pod 和 Service 通过分配的IP访问不通 ,看别的集群都可以直接 curl 和 ping通，这是bug吗？",
    "? -> ?",
    "https://github.com/denverdino/k8s-for-docker-desktop/issues/90",
  ],
  [
    "If two pods are one the same worker node they can ping each otpher etc.\nIf two pods on difrent nodes there come no response for the ping",
    "? -> ?",
    "https://github.com/projectcalico/calico/issues/7194",
  ],
  [
    "I found I cannot ping a node from a pod on another node, but I can do that in the other way (i.e. ping a pod on a node from another node).",
    "? -> ?",
    "https://github.com/flannel-io/flannel/issues/1477",
  ],
  [
    'Cannot access Kubernetes service from the pods.\n\nGetting "No route to host". Please advise.',
    "? -> kubernetes · unreachable",
    "https://github.com/kubernetes/kubernetes/issues/83606",
  ],
  [
    "hey @netdiag can u check why checkout-api cant connect to redis in prod? thx",
    "checkout-api -> prod/redis",
  ],
  ["payments pod in prod can't reach kafka-0.kafka.data:9092 :(", "prod/payments -> kafka-0.kafka.data:9092"],
  [
    "since this morning orders -> inventory gives connection refused",
    "orders -> inventory · refused · since this morning",
  ],
  ["plz help, from node worker-3 i can not curl 10.43.12.7:8080", "node/worker-3 -> 10.43.12.7:8080"],
  [
    "is the networkpolicy in ns billing blocking invoice-svc from talking to pg-main:5432?",
    "invoice-svc -> pg-main:5432",
  ],
  [
    "Our grafana can no longer query loki (loki-gateway.monitoring.svc:80), getting 502s",
    "grafana -> service/monitoring/loki-gateway:80 · 502",
  ],
  [
    "frontend deployment times out hitting backend service on 8080, works fine on localhost",
    "deployment/frontend -> service/backend:8080 · timeout",
  ],
  [
    "argo cd can't sync, repo-server unreachable from application-controller",
    "application-controller -> repo-server",
  ],
  [
    "why does my cronjob etl-nightly get 'no route to host' for 172.20.4.9:5439",
    "cronjob/etl-nightly -> 172.20.4.9:5439 · unreachable",
  ],
  [
    "@here ingress returning 504 for shop.example.com, upstream is shop/web:8080, anybody?",
    "ingress -> shop/web:8080 · 504",
  ],
  ["web-7d9f can talk to db-0 but not db-1", "web-7d9f -> db-1"],
  ["no pod on k8s-node-07 can resolve dns", "pods on k8s-node-07 -> kube-dns:53/udp"],
  ["telnet postgres 5432 from inside api pod just hangs", "api -> postgres:5432"],
  [
    "can someone look at connectivity between ns/frontend and ns/backend? everything times out after we applied default-deny",
    "pods in frontend -> pods in backend · timeout · since we applied default-deny",
  ],
  ["minio doesnt answer velero anymore", "velero -> minio"],
  [
    "大佬帮忙看下，prod 的 order-service 调不通 user-service:8080，谢谢",
    "prod/order-service -> user-service:8080",
  ],
  ["@netdiag 从 gateway 的 pod 里 curl http://auth.prod:9000/healthz 一直卡住", "gateway -> auth.prod:9000"],
  [
    "昨晚发版之后 cart 连 redis-master:6379 老是超时",
    "cart -> redis-master:6379 · timeout · since 昨晚发版之后",
  ],
  ["node-02上的pod访问不了kube-dns", "pods on node-02 -> kube-dns"],
  ["为啥pod里面ping不通网关10.244.3.1啊", "? -> 10.244.3.1/icmp"],
  ["麻烦看看mysql.db.svc.cluster.local:3306能不能从app-7c9d连上", "app-7c9d -> service/db/mysql:3306"],
  [
    "业务反馈支付服务payment调用风控risk-engine的grpc端口50051报unavailable",
    "service/payment -> risk-engine:50051",
  ],
  ["nginx-ingress 转发到 portal-web 报502，portal-web自己是好的", "nginx-ingress -> portal-web · 502"],
  ["test命名空间的pod都连不上外网", "pods in test -> ?"],
  ["jenkins 的 agent 连不上 jenkins-master 的 50000 端口", "? -> ?"],
  [
    "prometheus抓不到node-exporter的指标，9100端口connection refused",
    "prometheus -> node-exporter:9100 · refused",
  ],
  ["pod A(10.244.1.23)访问pod B(10.244.2.45)的8080端口不通，同节点的可以", "10.244.1.23 -> 10.244.2.45:8080"],
  ["集群里面所有节点都访问不到 harbor.corp.local:443", "? -> harbor.corp.local:443"],
  [
    "kubectl logs 报错 dial tcp 10.0.0.7:10250: i/o timeout，怎么回事",
    "kube-apiserver -> 10.0.0.7:10250 · connect-timeout",
  ],
  ["从svc/api到svc/db的5432 是不是被 netpol 挡了？", "svc/api -> svc/db:5432"],
];
