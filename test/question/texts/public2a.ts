/** A second lot as posted in public, and sentences: written down when the first was read, and before any of these was tried. */
export const public2a: readonly (readonly [text: string, right: string, from?: string])[] = [
  [
    'ingress-controller logs:\nfailed (113: No route to host) while connecting to upstream, client: 10.10.15.21, server: www.k8s.com, request: "GET /itmp HTTP/1.1", upstream: "http://172.17.69.3:8020/", host: "www.k8s.com"\nin 10.10.15.21, ping www.k8s.com is ok \nwhy:?????what can i do for this error',
    "ingress-nginx -> 172.17.69.3:8020 · unreachable · 502",
    "https://github.com/kubernetes/ingress-nginx/issues/5715",
  ],
  [
    'After deleting a pod which was the backend for the service, I received the following failures and was unable to connect to the service through nginx ingress controller.\n```\n2017/05/23 21:52:25 [error] 317#317: *288785 connect() failed (113: No route to host) while connecting to upstream, client: 127.0.0.1, server: aaa.bbb.com, request: "GET /favicon.ico HTTP/2.0", upstream: "http://10.2.3.30:3000/favicon.ico", host: "aaa.bbb.com", referrer: "https://aaa.bbb.com/“\n```',
    "ingress-nginx -> 10.2.3.30:3000 · unreachable · 502 · since deleting a pod which was the backend for the service",
    "https://github.com/kubernetes/ingress-nginx/issues/759",
  ],
  [
    'The logs:\n```\n2021/12/28 06:17:41 [error] 3256#3256: *411627 connect() failed (113: Host is unreachable) while connecting to upstream, client: 10.*.*.207, server: _, request: "GET /demo HTTP/1.1", upstream: "http://10.42.0.16:80/demo", host: "10.*.*.207"\n2021/12/28 06:17:42 [error] 3256#3256: *411627 connect() failed (113: Host is unreachable) while connecting to upstream, client: 10.*.*.207, server: _, request: "GET /demo HTTP/1.1", upstream: "http://10.42.0.15:80/demo", host: "10.*.*.207"\n2021/12/28 06:17:43 [error] 3256#3256: *411627 connect() failed (113: Host is unreachable) while connecting to upstream, client: 10.*.*.207, server: _, request: "GET /demo HTTP/1.1", upstream: "http://10.42.0.16:80/demo", host: "10.*.*.207"\n```',
    "ingress-nginx -> 10.42.0.16:80 · unreachable · 502",
    "https://github.com/kubernetes/ingress-nginx/issues/8079",
  ],
  [
    '# failed (113: No route to host) — one node in the k8s cluster was reboot， then we saw something wrong in our application.\nWe find some ingormation in ingress as follow:\n\n2020/01/06 21:53:13 [error] 62741#62741: *590097349 connect() failed (113: No route to host) while connecting to upstream, client: 30.68.0.49, server: security-rule.example.app, request: "POST /security-rule-app/service/rt-rule/batch HTTP/1.1", upstream: "http://30.69.91.110:8000/security-rule-app/service/rt-rule/batch", host: "security-rule.example.app"\n\nWhen we curl manual by this command, is ok.',
    "ingress-nginx -> 30.69.91.110:8000 · unreachable · 502",
    "https://github.com/kubernetes/kubernetes/issues/86898",
  ],
  [
    "Ingress pods in the ingress-nginx NS can't access the service (expose) ClusterIP, nor the pod's IP and port.",
    "? -> ?",
    "https://github.com/projectcalico/calico/issues/3962",
  ],
  [
    "Pod from namespace ingress-nginx can't access pod in default namespace",
    "pods in ingress-nginx -> pods in default",
    "https://github.com/projectcalico/calico/issues/3962",
  ],
  [
    "grpc-client got `Connection refused: no further information: localhost/[0:0:0:0:0:0:0:1]:80` from grpc server (in the same host). i tried request with the same address and port from postman no TLS and its work very well.",
    "grpc-client -> localhost:80 · refused",
    "https://github.com/grpc-ecosystem/grpc-spring/issues/890",
  ],
  [
    "Status{code=UNAVAILABLE, description=io exception, cause=io.grpc.netty.shaded.io.netty.channel.AbstractChannel$AnnotatedConnectException: Connection refused: no further information: /127.0.0.1:9898\nCaused by: java.net.ConnectException: Connection refused: no further information\n\tat java.base/sun.nio.ch.Net.pollConnect(Native Method)",
    "? -> 127.0.0.1:9898 · refused",
    "https://github.com/grpc/grpc-java/issues/10802",
  ],
  [
    "Caused by: io.grpc.netty.shaded.io.netty.channel.AbstractChannel$AnnotatedConnectException: finishConnect(..) failed: Connection refused: localhost/0:0:0:0:0:0:0:1:32770\nCaused by: java.net.ConnectException: finishConnect(..) failed: Connection refused\n\tat io.grpc.netty.shaded.io.netty.channel.unix.Errors.throwConnectException(Errors.java:124)",
    "? -> localhost:32770 · refused",
    "https://github.com/grpc/grpc/issues/25149",
  ],
  [
    "在ubuntu16.04上使用Grpc在成功调用几次后就会出现连接超时问题，并报一下错误：\nio.grpc.StatusRuntimeException: UNAVAILABLE: io exception\nCaused by: io.grpc.netty.shaded.io.netty.channel.ConnectTimeoutException: connection timed out: /192.168.1.211:6565",
    "? -> 192.168.1.211:6565 · connect-timeout",
    "https://github.com/AnoyiX/grpc-spring-boot-starter/issues/18",
  ],
  [
    'fail: Grpc.Net.Client.Internal.GrpcCall[6]\n      Error starting gRPC call.\n      Grpc.Core.RpcException: Status(StatusCode="Unavailable", Detail="Error connecting to subchannel.", DebugException="System.Net.Sockets.SocketException (111): Connection refused\n         at System.Net.Sockets.Socket.AwaitableSocketAsyncEventArgs.ThrowException(SocketError error, CancellationToken cancellationToken)',
    "? -> ? · refused",
    "https://github.com/grpc/grpc-dotnet/issues/1874",
  ],
  [
    'urllib3.exceptions.NewConnectionError: : Failed to establish a new connection: [Errno -2] Name or service not known\n\nDuring handling of the above exception, another exception occurred:\n\nTraceback (most recent call last):\n  File "kube-prom-reload.py", line 77, in \n  File "kube-prom-reload.py", line 52, in main\n  File "kubernetes/client/api/apps_v1_api.py", line 7105, in read_namespaced_stateful_set',
    "? -> ? · name-unknown",
    "https://github.com/kubernetes-client/python/issues/1535",
  ],
  [
    "2017-10-03 23:34:42,355 WARNING Retrying (Retry(total=2, connect=None, read=None, redirect=None, status=None)) after connection broken by 'NewConnectionError('<urllib3.connection.VerifiedHTTPSConnection object at 0x7fe0272f6f98>: Failed to establish a new connection: [Errno -2] Name or service not known',)': /api/v1/nodes",
    "? -> ? · name-unknown",
    "https://github.com/Mirantis/kqueen/issues/17",
  ],
  [
    "urllib3.exceptions.MaxRetryError: HTTPConnectionPool(host='localhost', port=8080): Max retries exceeded with url: /api/v1/pods?watch=False (Caused by NewConnectionError('<urllib3.connection.HTTPConnection object at 0x7faa0ec9df90>: Failed to establish a new connection: [Errno 111] Connection refused',))",
    "? -> localhost:8080 · refused",
    "https://github.com/kubernetes-client/python/issues/385",
  ],
  [
    "fatal: [kube1 -> kube1]: FAILED! => changed=false\n  msg: 'Failed to get client due to HTTPConnectionPool(host=''localhost'', port=80): Max retries exceeded with url: /version (Caused by NewConnectionError(''<urllib3.connection.HTTPConnection object at 0x7f8ef8eef0>: Failed to establish a new connection: [Errno 111] Connection refused''))'",
    "? -> localhost:80 · refused",
    "https://github.com/geerlingguy/raspberry-pi-dramble/issues/213",
  ],
  [
    "ProxyError: HTTPConnectionPool(host='proxy.example.com', port=80): Max retries exceeded with url: http://google.com/ (Caused by ProxyError('Cannot connect to proxy.', NewConnectionError('<urllib3.connection.HTTPConnection object at 0x0B9B95D0>: Failed to establish a new connection: [Errno 11001] getaddrinfo failed',)))",
    "? -> proxy.example.com:80",
    "https://github.com/psf/requests/issues/3550",
  ],
  [
    "io.lettuce.core.RedisConnectionException: Unable to connect to [docker-server-name]/<unresolved>:6379",
    "? -> docker-server-name:6379",
    "https://github.com/spring-projects/spring-boot/issues/40317",
  ],
  [
    "Caused by: java.net.NoRouteToHostException: No route to host\n        ... 11 common frames omitted\n2023-06-28 01:55:37.223  WARN 1 --- [ioEventLoop-6-1] i.l.core.protocol.ConnectionWatchdog     : Cannot reconnect to [172.20.3.125:6379]: No route to host: /172.20.3.125:6379\nio.netty.channel.AbstractChannel$AnnotatedNoRouteToHostException: No route to host: /172.20.3.125:6379",
    "? -> 172.20.3.125:6379 · unreachable",
    "https://github.com/redis/lettuce/issues/2430",
  ],
  [
    "2019-09-13 12:47:42.499 ERROR 6696 --- [nio-8080-exec-1] o.a.c.c.C.[.[.[/].[dispatcherServlet]    : Servlet.service() for servlet [dispatcherServlet] in context with path [] threw exception [Request processing failed; nested exception is org.springframework.data.redis.RedisConnectionFailureException: Unable to connect to Redis; nested exception is io.lettuce.core.RedisConnectionException: Unable to connect to shop-redis.redis.cache.windows.net:6379] with root cause\n\njava.net.UnknownHostException: No such host is known (shop-redis.redis.cache.windows.net)\n        at java.base/java.net.Inet6AddressImpl.lookupAllHostAddr(Native Method) ~[na:na]",
    "? -> kube-dns:53/udp · name-unknown · looks up shop-redis.redis.cache.windows.net",
    "https://github.com/MicrosoftDocs/azure-docs-sdk-java/issues/923",
  ],
  [
    "2020-10-18 19:43:13  000033 io.lettuce.core.AbstractRedisClient                          [FINE   ] initializeChannelAsync0 - Connecting to Redis at 172.30.4.203:6379\n2020-10-18 19:43:13  000035 io.lettuce.core.protocol.CommandHandler                      [FINE   ] write - [channel=0xb2581acb, /10.254.22.35:50818 -> /172.30.49.19:6379, chid=0x2] write(ctx, AsyncCommand [type=HELLO])",
    "? -> 172.30.4.203:6379",
    "https://github.com/redis/lettuce/issues/1463",
  ],
  [
    "backend-1                   | Caused by: org.springframework.data.redis.connection.PoolException: Could not get a resource from the pool; nested exception is io.lettuce.core.RedisConnectionException: Unable to connect to redis://redis\nbackend-1                   |   at org.springframework.data.redis.connection.lettuce.LettucePoolingConnectionProvider.getConnection(LettucePoolingConnectionProvider.java:109)\nbackend-1                   | Caused by: io.lettuce.core.RedisConnectionException: Unable to connect to redis://redis",
    "backend-1 -> redis:6379",
    "https://github.com/xtreme1-io/xtreme1/issues/311",
  ],
  [
    "com.mysql.cj.jdbc.exceptions.CommunicationsException: Communications link failure\n\nThe last packet sent successfully to the server was 0 milliseconds ago. The driver has not received any packets from the server.",
    "? -> ?",
    "https://github.com/influxdata/influxdb-java/issues/490",
  ],
  [
    'and when i run this command `kubectl logs -f crm-dev-rapi-894c8fb99-9fdks` i get this issue:\n\n`Error from server: Get "https://192.168.1.109:10250/containerLogs/default/crm-dev-rapi-894c8fb99-9fdks/crm-dev-rapi?follow=true": dial tcp 192.168.1.109:10250: i/o timeout`',
    "kube-apiserver -> 192.168.1.109:10250 · connect-timeout",
    "https://github.com/kubernetes/kubernetes/issues/102139",
  ],
  [
    "kubectl logs -n kubesphere-system $(kubectl get pod -n kubesphere-system -l 'app in (ks-install, ks-installer)' -o jsonpath='{.items[0].metadata.name}') -f\n\nError from server: Get \"https://10.0.0.3:10250/containerLogs/kubesphere-system/ks-installer-fcf648dcb-hrdmb/installer?follow=true\": dial tcp 10.0.0.3:10250: i/o timeout",
    "kube-apiserver -> 10.0.0.3:10250 · connect-timeout",
    "https://github.com/kubesphere/ks-installer/issues/2242",
  ],
  [
    "➜ kubectl exec -it busybox -- nslookup kubernetes\nError from server: error dialing backend: dial tcp 10.240.0.22:10250: i/o timeout",
    "kube-apiserver -> 10.240.0.22:10250 · connect-timeout",
    "https://github.com/kelseyhightower/kubernetes-the-hard-way/issues/511",
  ],
  [
    "➜ kubectl logs busybox\nError from server: Get https://worker-2:10250/containerLogs/default/busybox/busybox: dial tcp 10.240.0.22:10250: i/o timeout",
    "kube-apiserver -> 10.240.0.22:10250 · connect-timeout",
    "https://github.com/kelseyhightower/kubernetes-the-hard-way/issues/511",
  ],
  [
    "kubectl logs getting timeout error (dial tcp 10.119.149.66:10250: i/o timeout)",
    "kube-apiserver -> 10.119.149.66:10250 · connect-timeout",
    "https://github.com/Azure/AKS/issues/1544",
  ],
  [
    '`error: failed to create ingress: Internal error occurred: failed calling webhook "validate.nginx.ingress.kubernetes.io": Post "https://ingress-nginx-controller-admission.ingress-nginx.svc:443/networking/v1/ingresses?timeout=10s": dial tcp 10.43.58.86:443: connect: no route to host` (that is the service IP of the admission controller)',
    "kube-apiserver -> service/ingress-nginx/ingress-nginx-controller-admission:443 · unreachable",
    "https://github.com/rancher-archives/rke/issues/2883",
  ],
  [
    '```\n$ kubectl apply -f my-ingress.yaml\n```\n\n> Error from server (InternalError): error when creating "my-ingress.yaml": Internal error occurred: failed calling webhook "vingress.elbv2.k8s.aws": Post "https://aws-load-balancer-webhook-service.kube-system.svc:443/validate-networking-v1beta1-ingress?timeout=10s": context deadline exceeded',
    "kube-apiserver -> service/kube-system/aws-load-balancer-webhook-service:443 · timeout",
    "https://github.com/terraform-aws-modules/terraform-aws-eks/issues/1828",
  ],
  [
    '│ Error: 1 error occurred:\n│       * Internal error occurred: failed calling webhook "mservice.elbv2.k8s.aws": failed to call webhook: Post "https://aws-load-balancer-controller-webhook-service.aws-load-balancer-controller.svc:443/mutate-v1-service?timeout=10s": no endpoints available for service "aws-load-balancer-controller-webhook-service"\n│ \n│',
    "kube-apiserver -> service/aws-load-balancer-controller/aws-load-balancer-controller-webhook-service:443 · no-endpoint",
    "https://github.com/maddevsio/aws-eks-base/pull/359",
  ],
  [
    '[root@k8smaster cni]# kubectl logs -n kube-system  kube-flannel-ds-ckdxh\nDefaulted container "kube-flannel" out of: kube-flannel, install-cni-plugin (init), install-cni (init)\nI0704 06:49:21.884890       1 main.go:207] CLI flags config: {etcdEndpoints:http://127.0.0.1:4001,http://127.0.0.1:2379 etcdPrefix:/coreos.com/network kubeSubnetMgr:true ipMasq:true subnetFile:/run/flannel/subnet.env healthzIP:0.0.0.0 healthzPort:0}\nW0704 06:49:21.884968       1 client_config.go:614] Neither --kubeconfig nor --master was specified.  Using the inClusterConfig.  This might not work.\nE0704 06:49:24.893412       1 main.go:224] Failed to create SubnetManager: error retrieving pod spec for \'kube-system/kube-flannel-ds-ckdxh\': Get "https://10.96.0.1:443/api/v1/namespaces/kube-system/pods/kube-flannel-ds-ckdxh": dial tcp 10.96.0.1:443: connect: no route to host',
    "pod/kube-system/kube-flannel-ds-ckdxh -> 10.96.0.1:443 · unreachable",
    "https://github.com/kubernetes-sigs/metrics-server/issues/375",
  ],
  [
    'master01 ~ # cat /var/log/containers/kube-apiserver-172.30.1.100_kube-system_kube-apiserver-b156099b.log\n{"log":"E0518 12:57:19.215213       1 reflector.go:201] k8s.io/kubernetes/pkg/client/informers/factory.go:70: Failed to list *api.ResourceQuota: Get https://localhost:443/api/v1/resourcequotas?resourceVersion=0: dial tcp [::1]:443: getsockopt: connection refused\\n","stream":"stderr","time":"2017-05-18T12:57:19.215844426Z"}\n{"log":"E0518 12:57:19.215544       1 reflector.go:201] k8s.io/kubernetes/pkg/client/informers/factory.go:70: Failed to list *api.Secret: Get https://localhost:443/api/v1/secrets?resourceVersion=0: dial tcp [::1]:443: getsockopt: connection refused\\n","stream":"stderr","time":"2017-05-18T12:57:19.215893429Z"}',
    "? -> [::1]:443 · refused",
    "https://github.com/kubernetes/kubernetes/issues/46188",
  ],
  [
    "[root@bastion chap3]# podman run -it --rm busybox\n/ # wget http://kubernetes.io\nwget: bad address 'kubernetes.io'\n\n/ # wget https://github.com/docker-library/busybox/archive/master.zip\nwget: bad address 'github.com'",
    "? -> kubernetes.io:80 · name-unknown",
    "https://github.com/docker-library/busybox/issues/118",
  ],
  [
    ">> kubectl logs netdata-slave-xxxxx init-nodeuid\nwget: TLS error from peer (alert code 40): handshake failure\nwget: error getting response: Connection reset by peer",
    "pod/netdata-slave-xxxxx -> ? · reset",
    "https://github.com/netdata/helmchart/issues/92",
  ],
  [
    "From the host:\n\n_telnet 150.45.92.41 3200\nTrying 150.45.92.41...\nConnected to 150.45.92.41.\nEscape character is '^]'_\n\nFrom the pod (docker container)\n\n_sh-4.2$ telnet 150.45.92.41 3200\nTrying 150.45.92.41..._",
    "? -> 150.45.92.41:3200",
    "https://github.com/kubernetes/dns/issues/156",
  ],
  [
    "Curl commands and output:\ncurl http://172.17.0.6:32497\ncurl: (7) Failed to connect to 172.17.0.6 port 32497: No route to host\ncurl http://172.17.0.6:8080\ncurl: (7) Failed to connect to 172.17.0.6 port 8080: No route to host",
    "? -> 172.17.0.6:32497 · unreachable",
    "https://github.com/kubernetes/website/issues/7511",
  ],
  [
    "$ kubectl get componentstatuses\nUnable to connect to the server: dial tcp 104.198.143.170:6443: i/o timeout",
    "? -> 104.198.143.170:6443 · connect-timeout",
    "https://github.com/kelseyhightower/kubernetes-the-hard-way/issues/149",
  ],
  [
    "Example:\n$ telnet 192.168.99.100 30053\ntelnet: can't connect to remote host (192.168.99.100): Connection refused\n$ telnet localhost 30053\ntelnet: can't connect to remote host (127.0.0.1): Connection refused\n$nc -z -v  -u 192.168.99.100 30053\nConnection to 192.168.99.100 30065 port [udp/*] succeeded!\n$ nc -z -v  192.168.99.100 30053\nnc: connect to 192.168.99.100 port 30065 (tcp) failed: Connection refused",
    "? -> 192.168.99.100:30053 · refused",
    "https://github.com/kubernetes/kubernetes/issues/20092",
  ],
  [
    "Let's try a curl: \n\n```\ncurl 10.96.79.213:31645\ncurl: (7) Failed to connect to 10.96.79.213 port 31645: Operation timed out\n```",
    "? -> 10.96.79.213:31645 · timeout",
    "https://github.com/docker/for-mac/issues/3144",
  ],
  [
    "Now the problem, try curl 10.254.35.247:8000 in node(10.0.0.207 & 10.0.0.208) is OK, but 10.0.0.216, it seems can not connect. any help?",
    "? -> ?",
    "https://github.com/kubernetes/kubernetes/issues/15358",
  ],
  [
    "业务侧报错栈：\nhttp: proxy error: dial tcp: lookup kubernetes.default.svc on 10.96.0.10:53: read udp 10.244.0.4:57589->10.96.0.10:53: i/o timeout。\n这类报错常见于应用在访问 kubernetes.default.svc 或外网域名时由 DNS 延迟引发的超时",
    "10.244.0.4 -> 10.96.0.10:53/udp · name-unanswered · looks up kubernetes.default.svc",
    "https://cloud.tencent.com.cn/developer/article/2569812",
  ],
  [
    "CoreDNS 日志可见批量 i/o timeout 与 SERVFAIL：\nplugin/errors: 2 elasticsearch. A: read udp 10.244.235.249:44960->132.120.200.49:53: i/o timeout，以及对集群内部 Service 的 AAAA/A 记录解析超时。",
    "10.244.235.249 -> 132.120.200.49:53/udp · name-unanswered · looks up elasticsearch",
    "https://cloud.tencent.com.cn/developer/article/2569812",
  ],
  [
    "但在 k8s pod 内 DNS 解析失败：\n$ nslookup kubernetes.default.svc.cluster.local\n;; connection timed out; no servers could be reached\n$ nslookup google.com\n;; connection timed out; no servers could be reached",
    "? -> kube-dns:53/udp · name-unanswered · looks up kubernetes.default.svc.cluster.local",
    "https://jishuzhan.net/article/2041673407566249985",
  ],
  [
    "$ kubectl -n kube-system logs coredns-7cb5659999-nshr9 --tail=50\n.:53\n[INFO] plugin/reload: Running configuration MD5 = db32ca3650231d74073ff4cf814959a7\nCoreDNS-1.8.6\nlinux/arm64, go1.17.1, 13a9191\n[ERROR] plugin/errors: 2 2445800166269057896.3880739144127939746. HINFO: read udp 10.244.0.72:58074->223.5.5.5:53: i/o timeout\n[ERROR] plugin/errors: 2 2445800166269057896.3880739144127939746. HINFO: read udp 10.244.0.72:53367->172.16.240.2:53: i/o timeout\n[ERROR] plugin/errors: 2 2445800166269057896.3880739144127939746. HINFO: read udp 10.244.0.72:56148->223.5.5.5:53: i/o timeout",
    "pod/kube-system/coredns-7cb5659999-nshr9 -> 223.5.5.5:53/udp · name-unanswered",
    "https://jishuzhan.net/article/2041673407566249985",
  ],
  [
    "curl 报错：\ncurl: (6) Could not resolve host: example.com\n—— 常见于 DNS 不可达或被策略阻断时 dial tcp: lookup github.com on 10.96.0.10:53: i/o timeout",
    "? -> kube-dns:53/udp · name-unknown · looks up example.com",
    "https://cloud.tencent.cn/developer/article/2572862",
  ],
  [
    "ping: xxx.yyy.zzz: Name or service not known",
    "? -> kube-dns:53/udp · name-unknown · looks up xxx.yyy.zzz",
    "https://alibabacloud.com/help/zh/ack",
  ],
  [
    "[2021-05-10 00:37:31.783][3549452][debug][connection] [source/common/network/connection_impl.cc:860] [C1] connecting to 10.28.1.4:8443\n[2021-05-10 00:37:31.790][3549452][debug][pool] [source/common/conn_pool/conn_pool_base.cc:445] [C1] client disconnected, failure reason: delayed connect error: 111",
    "? -> 10.28.1.4:8443 · refused",
    "https://github.com/envoyproxy/envoy/issues/14981",
  ],
  [
    "报错明细：upstream_reset_before_response_started{connection_termination}\n错误码：503\n后端推理引擎：XInference - 1.8.0",
    "? -> ?",
    "https://github.com/higress-group/higress/issues/2811",
  ],
  [
    "morning! billing-worker (ns finance) keeps getting ECONNREFUSED from rabbitmq.messaging:5672, can someone check? ty",
    "finance/billing-worker -> rabbitmq.messaging:5672 · refused",
  ],
  [
    "@netdiag pls diagnose orders-api → postgres-primary.db.svc.cluster.local:5432",
    "orders-api -> service/db/postgres-primary:5432",
  ],
  [
    "is it possible that node ip-10-0-12-7 can't talk to ip-10-0-14-9 on 8472/udp?",
    "node/ip-10-0-12-7 -> ip-10-0-14-9:8472/udp",
  ],
  [
    "keycloak times out connecting to its db keycloak-db.auth:5432",
    "keycloak -> keycloak-db.auth:5432 · timeout",
  ],
  [
    "why is my pod nginx-7c5ddbdf54-x9v2k unable to ping 8.8.8.8",
    "pod/nginx-7c5ddbdf54-x9v2k -> 8.8.8.8/icmp",
  ],
  [
    "hi team, from staging namespace we cannot reach vault.vault.svc:8200 anymore since we enabled istio strict mtls",
    "pods in staging -> service/vault/vault:8200 · since we enabled istio strict mtls",
  ],
  [
    "traefik gives 404 page not found / bad gateway for whoami svc on port 80",
    "traefik -> service/whoami:80",
  ],
  ["nothing in ns team-a can get to the internet", "pods in team-a -> ?"],
  ["does 10.42.3.17 accept traffic from 10.42.5.9 on tcp 9000", "10.42.5.9 -> 10.42.3.17:9000"],
  ["why wont my api connect to mysql??? its in the same namespace", "api -> mysql"],
];
