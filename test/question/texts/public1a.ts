/** As posted in public (the third says where), evenly over what stacks print, and sentences: written down with what each means before any was tried. */
export const public1a: readonly (readonly [text: string, right: string, from?: string])[] = [
  [
    '2021/09/20 15:25:23 [error] 31#31: *60043 upstream timed out (110: Operation timed out) while connecting to upstream, client: 10.244.5.1, server:xxx, request: "GET /che\nck HTTP/1.1", upstream: "http://10.244.6.15:8080/", host: "xxx"\n10.244.5.1 - - [20/Sep/2021:15:25:23 +0000] "GET /check HTTP/1.1" 504 160 "-" "curl/7.58.0" 93 15.004 [cloudservices-aks-check-80] [] 10.244.6.15:8080, 10.244.6.15:8080, 10.244.6.15:8080 0, \n0, 0 5.000, 5.005, 5.004 504, 504, 504 5a401812d3491489148c16a589f9e84c',
    "ingress-nginx -> 10.244.6.15:8080 · connect-timeout · 504",
    "https://github.com/kubernetes/ingress-nginx/issues/7673",
  ],
  [
    '> 2023/03/08 16:02:40 [error] 31#31: *569 upstream timed out (110: Operation timed out) while connecting to upstream, client: 108.162.227.25, server: dev-aws.example.com, request: "GET / HTTP/1.1", upstream: "http://192.168.215.1:80/", host: "dev-aws.example.com"\n> 2023/03/08 16:02:45 [error] 31#31: *569 upstream timed out (110: Operation timed out) while connecting to upstream, client: 108.162.227.25, server: dev-aws.example.com, request: "GET / HTTP/1.1", upstream: "http://192.168.215.1:80/", host: "dev-aws.example.com"\n> 108.162.227.25 - - [08/Mar/2023:16:02:45 +0000] "GET / HTTP/1.1" 504 562 "-" "Mozilla/5.0 (X11; Linux x86_64)" 1100 14.998 [pc-dev-example-web-service-80] [] 192.168.215.1:80, 192.168.215.1:80, 192.168.215.1:80 0, 0, 0 5.000, 5.000, 5.000 504, 504, 504 a7c98d98ac870f64981a997cd2f373a1',
    "ingress-nginx -> 192.168.215.1:80 · connect-timeout · 504",
    "https://github.com/kubernetes/ingress-nginx/issues/9443",
  ],
  [
    '31#0: *11140685 connect() failed (111: Connection refused) while connecting to upstream, client: 10.0.73.147, server: kong, request: "GET /v2/api-docs HTTP/1.1", upstream: "http://192.168.2.213:8082/v2/api-docs", host: "***-test.***.com"',
    "kong -> 192.168.2.213:8082 · refused · 502",
    "https://github.com/Kong/kubernetes-ingress-controller/issues/358",
  ],
  [
    '2017/12/09 11:43:35 [error] 53#0: *1754304 upstream prematurely closed connection while reading response header from upstream, client: 10.250.3.2, server: kong, request: "GET /api/v1/client/events?imos=9168635&eventTypes=draft%2Cport_enter HTTP/1.1", upstream: "http://11.211.103.77:9000/api/v1/client/events?imos=9168635", host: "<REDACT\nED>"',
    "kong -> 11.211.103.77:9000 · closed · 502",
    "https://github.com/Kong/kong/issues/3082",
  ],
  [
    '{"responseCodeDetails":"upstream_reset_before_response_started{connection_failure}","requestPath":"/v1/KEY_25c5d7699e8d431a94ca282e1ec2156f","upstreamServiceTime":"-","requestMethod":"GET","startTime":"2021-07-21T09:42:36.514Z","bytesReceived":"0","bytesSent":"91","protocol":"HTTP/1.1","responseFlags":"UF,URX","responseCode":"503","soapaction":"-","duration":"55","fullPath":"GET /v1/KEY_25c5d7699e8d431a94ca282e1ec2156f HTTP/1.1"}',
    "? -> ? · 503",
    "https://github.com/envoyproxy/envoy/issues/17432",
  ],
  [
    "I got this error even though the port-forward to the same service works fine:\n\n```console\nupstream connect error or disconnect/reset before headers. reset reason: remote connection failure, transport failure reason: delayed connect error: 110\n```",
    "? -> ? · connect-timeout",
    "https://github.com/Smana/cloud-native-ref/issues/136",
  ],
  [
    'Events:\n  Type     Reason     Age                    From               Message\n  ----     ------     ----                   ----               -------\n  Normal   Scheduled  5m12s                  default-scheduler  Successfully assigned cert-manager/cert-manager-webhook-hetzner-6d56ff8dd9-rw6vc to lxkubenode04\n  Warning  Unhealthy  5m1s                   kubelet            Liveness probe failed: Get "https://10.244.46.210:8443/healthz": context deadline exceeded (Client.Timeout exceeded while awaiting headers)\n  Warning  Unhealthy  4m41s                  kubelet            Readiness probe failed: Get "https://10.244.46.210:8443/healthz": context deadline exceeded\n  Normal   Killing    4m41s                  kubelet            Container cert-manager-webhook-hetzner failed liveness probe, will be restarted\n  Normal   Pulled     4m11s (x2 over 5m12s)  kubelet            Container image "cert-manager-webhook-hetzner:1.3.3" already present on machine\n  Normal   Started    4m11s (x2 over 5m11s)  kubelet            Started container cert-manager-webhook-hetzner',
    "its node -> 10.244.46.210:8443 · timeout",
    "https://github.com/vadimkim/cert-manager-webhook-hetzner/issues/91",
  ],
  [
    '24s         Warning   Unhealthy               pod/apprise-fanm4zykwu-64df64699-q94pm     spec.containers{apprise}   kubelet, chart-testing-control-plane                                                                 Readiness probe failed: Get "http://10.244.0.6:8000/status": dial tcp 10.244.0.6:8000: connect: connection refused                                                                                                                              24s          1       apprise-fanm4zykwu-64df64699-q94pm.186fd5339090f256\n20s         Normal    Scheduled               pod/apprise-fanm4zykwu-test-connection                                default-scheduler                                                                                    Successfully assigned apprise-ns/apprise-fanm4zykwu-test-connection to chart-testing-control-plane',
    "node/chart-testing-control-plane -> 10.244.0.6:8000 · refused",
    "https://github.com/caronc/apprise-api/issues/262",
  ],
  [
    "kubelet gke-cluster-1-default-pool-441034bf-vddb}\tspec.containers{web-http}\tWarning\t\tUnhealthy\tReadiness probe failed: Get http://10.112.2.5:80/health_check: dial tcp 10.112.2.5:80: connection refused",
    "node/gke-cluster-1-default-pool-441034bf-vddb -> 10.112.2.5:80 · refused",
    "https://github.com/kubernetes/kubernetes/issues/26260",
  ],
  [
    '  Warning  Unhealthy       18h (x9 over 20h)        kubelet  Startup probe failed: HTTP probe failed with statuscode: 500\n  Warning  Unhealthy       18h (x11 over 20h)       kubelet  Startup probe failed: Get "https://192.168.56.11:6443/livez": dial tcp 192.168.56.11:6443: connect: connection refused\n  Warning  Unhealthy       11h (x1101 over 21h)     kubelet  Readiness probe failed: Get "https://192.168.56.11:6443/readyz": dial tcp 192.168.56.11:6443: connect: connection refused',
    "its node -> 192.168.56.11:6443 · refused · 500",
    "https://github.com/kodekloudhub/certified-kubernetes-administrator-course/issues/150",
  ],
  [
    '  {\n    "component": "node-2",\n    "health": "unknown",\n    "healthCode": 2,\n    "err": "Get http://k8s-staging-node-3.c.cloud-kubernetes-dev.internal:10250/healthz: dial tcp 10.240.127.26:10250: connection refused"\n  },',
    "? -> 10.240.127.26:10250 · refused",
    "https://github.com/kubernetes/kubernetes/issues/5411",
  ],
  [
    "I am experiencing the same issue with Ubuntu 18.04 and kubeadm v1.16.1:\n\n    kubelet-check] The HTTP call equal to 'curl -sSL http://localhost:10248/healthz' failed with error: Get http://localhost:10248/healthz: dial tcp 127.0.0.1:10248: connect: connection refused",
    "? -> 127.0.0.1:10248 · refused",
    "https://github.com/alexellis/k8s-on-raspbian/issues/14",
  ],
  [
    "[ERROR] plugin/errors: 2 lcr.acjus.jus.br. A: read udp 169.254.25.10:16773->169.254.25.10:53: i/o timeout                                                           \n[ERROR] plugin/errors: 2 lcr.acjus.jus.br. AAAA: read udp 172.25.2.124:8902->172.31.136.23:53: i/o timeout                                                          \n[ERROR] plugin/errors: 2 lcr.acjus.jus.br. AAAA: read udp 169.254.25.10:1412->169.254.25.10:53: i/o timeout                                                         \n[ERROR] plugin/errors: 2 lcr.acjus.jus.br. AAAA: read udp 172.25.2.124:36414->172.31.136.23:53: i/o timeout                                                         \n[ERROR] plugin/errors: 2 lcr.acjus.jus.br. AAAA: read udp 172.25.2.124:25266->172.31.136.24:53: i/o timeout                                                         \n[ERROR] plugin/errors: 2 lcr.acjus.jus.br. A: read udp 172.25.2.124:6777->172.31.136.23:53: i/o timeout",
    "172.25.2.124 -> 172.31.136.23:53/udp · name-unanswered · looks up lcr.acjus.jus.br",
    "https://github.com/kubernetes/kubernetes/issues/86762",
  ],
  [
    "We see the following message inside logs coredns pod\n\n[ERROR] plugin/errors: 2 svc-datadog-agent-dogstatsd.datadog-agent.example.com. SRV: read udp 192.168.86.18:56917->150.45.86.241:53: i/o timeout\n\nWhat are possible causes?",
    "192.168.86.18 -> 150.45.86.241:53/udp · name-unanswered · looks up svc-datadog-agent-dogstatsd.datadog-agent.example.com",
    "https://github.com/coredns/coredns/issues/5179",
  ],
  [
    '[ERROR] plugin/errors: 2 github.com. A: read udp 10.1.128.236:39213->192.168.224.1:53: i/o timeout\n[INFO] 10.1.128.237:46453 - 10898 "AAAA IN github.com. udp 28 false 512" NOERROR - 0 2.000385907s\n[ERROR] plugin/errors: 2 github.com. AAAA: read udp 10.1.128.236:49911->192.168.224.1:53: i/o timeout',
    "10.1.128.236 -> 192.168.224.1:53/udp · name-unanswered · looks up github.com",
    "https://github.com/nadoo/glider/issues/272",
  ],
  [
    '```\nhelm upgrade --install --namespace actions-runner-system --create-namespace \\\n             --wait actions-runner-controller actions-runner-controller/actions-runner-controller\n\nError: Internal error occurred: failed calling webhook "webhook.cert-manager.io": Post "https://cert-manager-webhook.cert-manager.svc:443/mutate?timeout=10s": dial tcp 10.43.228.88:443: connect: connection refused\n```',
    "kube-apiserver -> service/cert-manager/cert-manager-webhook:443 · refused",
    "https://github.com/actions/actions-runner-controller/issues/796",
  ],
  [
    'Error from server (InternalError): error when creating "STDIN": Internal error occurred: failed calling webhook "webhook.cert-manager.io": Post https://cert-manager-webhook.cert-manager.svc:443/mutate?timeout=30s: dial tcp 192.168.202.12:443: connect: connection refused\nError from server (InternalError): error when creating "STDIN": Internal error occurred: failed calling webhook "validate.nginx.ingress.kubernetes.io": Post https://ingress-nginx-controller-admission.ingress-nginx.svc:443/extensions/v1beta1/ingresses?timeout=30s: dial tcp 192.168.168.125:443: connect: connection refused\nError from server (InternalError): error when creating "STDIN": Internal error occurred: failed calling webhook "validate.nginx.ingress.kubernetes.io": Post https://ingress-nginx-controller-admission.ingress-nginx.svc:443/extensions/v1beta1/ingresses?timeout=30s: dial tcp 192.168.168.125:443: connect: connection refused',
    "kube-apiserver -> service/ingress-nginx/ingress-nginx-controller-admission:443 · refused",
    "https://github.com/hpi-schul-cloud/jitsi-deployment/issues/24",
  ],
  [
    '  "reason": "InternalError",\n  "details": {\n    "causes": [\n      {\n        "message": "failed calling webhook \\"webhook.cert-manager.io\\": Post \\"https://cert-manager-webhook.solar-system.svc:443/mutate?timeout=30s\\": dial tcp 10.98.7.196:443: connect: connection refused"\n      }\n    ]\n  },\n  "code": 500',
    "kube-apiserver -> service/solar-system/cert-manager-webhook:443 · refused · 500",
    "https://github.com/cert-manager/cert-manager/issues/3133",
  ],
  [
    "Caused by: org.apache.http.conn.ConnectTimeoutException: Connect to service-name:80 [service-name/10.96.116.239] failed: connect timed out",
    "? -> service-name:80 · connect-timeout",
    "https://github.com/kubernetes-client/java/issues/2169",
  ],
  [
    "2015-12-14 10:14:27.883 ERROR 4686 --- [io-10001-exec-1] o.a.c.c.C.[.[.[/].[dispatcherServlet]    : Servlet.service() for servlet [dispatcherServlet] in context with path [] threw exception [Request processing failed; nested exception is feign.RetryableException: connect timed out executing GET http://user-service-provider/users/566a44b6e4b06feec17ff9f9] with root cause\n\njava.net.SocketTimeoutException: connect timed out\n\tat java.net.PlainSocketImpl.socketConnect(Native Method)\n\tat java.net.AbstractPlainSocketImpl.doConnect(AbstractPlainSocketImpl.java:345)",
    "? -> user-service-provider:80 · connect-timeout",
    "https://github.com/spring-cloud/spring-cloud-netflix/issues/714",
  ],
  [
    "ioredis version: 4.9.x\n\nERROR 1 Error: connect ECONNREFUSED 192.168.0.21:6379\n    at TCPConnectWrap.afterConnect [as oncomplete] (net.js:1144:16) {\n  errno: 'ECONNREFUSED',\n  code: 'ECONNREFUSED',\n  syscall: 'connect',\n  address: '192.168.0.21',\n  port: 6379\n}\n\n10次重连 导致app启动不了。但是我确认我的redis是可以连上的。",
    "? -> 192.168.0.21:6379 · refused",
    "https://github.com/redis/ioredis/issues/1577",
  ],
  [
    "i got fallowing error:\nioredis: 4.27.3\nredis: 6.2\n\nError: connect ETIMEDOUT\n    at Socket.<anonymous> (/node_modules/ioredis/built/redis/index.js:310:37)\n    at Object.onceWrapper (node:events:471:28)\n    at Socket._onTimeout (node:net:475:8) {\n  errorno: 'ETIMEDOUT',\n  code: 'ETIMEDOUT',\n  syscall: 'connect'\n}",
    "? -> ? · connect-timeout",
    "https://github.com/redis/ioredis/issues/1358",
  ],
  [
    "lmx client error: { Error: connect ECONNREFUSED 172.31.9.171:6970\n    at TCPConnectWrap.afterConnect [as oncomplete] (net.js:1191:14)\n  [message]: 'connect ECONNREFUSED 172.31.9.171:6970',\n  errno: 'ECONNREFUSED',\n  code: 'ECONNREFUSED',\n  syscall: 'connect',\n  address: '172.31.9.171',\n  port: 6970 }",
    "? -> 172.31.9.171:6970 · refused",
    "https://github.com/redis/ioredis/issues/975",
  ],
  [
    "> 2020-07-26T10:34:42.725Z ioredis:redis status[redis:6379]: connecting -> close\n2020-07-26T10:34:42.725Z ioredis:connection reconnect in 2.718281828459045ms\n2020-07-26T10:34:42.725Z ioredis:redis status[redis:6379]: close -> reconnecting\n2020-07-26T10:34:42.726Z ioredis:redis status[redis:6379]: reconnecting -> connecting\n2020-07-26T10:34:43.722Z ioredis:redis queue command[redis:6379]: 0 -> info([])\n2020-07-26T10:34:46.553Z ioredis:connection error: Error: connect ETIMEDOUT\n    at TLSSocket.<anonymous> (/app/node_modules/ioredis/built/redis/index.js:310:37)",
    "? -> redis:6379 · connect-timeout",
    "https://github.com/redis/ioredis/issues/1171",
  ],
  [
    'run artifactory-postgresql-client --rm --tty -i --restart=\'Never\' --namespace artifactory --image docker.bintray.io/bitnami/postgresql:9.6.17-debian-10-r21 --env="PGPASSWORD=$POSTGRES_PASSWORD" --command -- psql --host artifactory-postgresql -U artifactory -d artifactory -p 5432\nIf you don\'t see a command prompt, try pressing enter.\npsql: could not connect to server: Connection timed out\n\tIs the server running on host "artifactory-postgresql" (172.21.230.97) and accepting\n\tTCP/IP connections on port 5432?\npod "artifactory-postgresql-client" deleted\npod artifactory/artifactory-postgresql-client terminated (Error)',
    "pod/artifactory/artifactory-postgresql-client -> artifactory-postgresql:5432 · connect-timeout",
    "https://github.com/bitnami/bitnami-docker-postgresql/issues/212",
  ],
  [
    'Failed to create tenant: psql: error: connection to server at "172.31.78.72", port 6400 failed: Connection timed out Is the server running on that host and accepting TCP/IP connections?',
    "? -> 172.31.78.72:6400 · connect-timeout",
    "https://github.com/neondatabase/neon/issues/434",
  ],
  [
    '~/kubeplus/examples/postgres$ psql -h $MINIKUBE_IP -p 5432 -U dev -d moodle\npsql: could not connect to server: Connection refused\n\tIs the server running on host "192.168.99.100" and accepting\n\tTCP/IP connections on port 5432?',
    "? -> 192.168.99.100:5432 · refused",
    "https://github.com/cloud-ark/kubeplus/issues/175",
  ],
  [
    "vagrant@k8s1:~/go/src/github.com/cilium/cilium$ ./hubble observe --tcp-flags SYN\nTIMESTAMP             SOURCE                                      DESTINATION                                 TYPE                     VERDICT     SUMMARY\nDec 18 17:10:40.696   [fd00::b]:37948                             [fd00::c]:4240                              Stale or unroutable IP   DROPPED     TCP Flags: SYN\nDec 18 17:10:40.765   kube-system/coredns-76dcd4bd85-mwtf7:8181   10.11.0.241:42142                           from-endpoint            FORWARDED   TCP Flags: SYN, ACK\nDec 18 17:10:41.720   [fd00::b]:37948                             [fd00::c]:4240                              from-host                FORWARDED   TCP Flags: SYN",
    "fd00::b -> [fd00::c]:4240",
    "https://github.com/cilium/hubble/pull/461",
  ],
  [
    'hubble-flows-cilium-tl8kg-20250715-013221.json:{"flow":{"time":"2025-07-15T01:32:14.234858520Z","uuid":"54a59c8d-9c82-4741-ac0a-25b9c54aead6","verdict":"DROPPED","drop_reason":133,"ethernet":{"source":"92:34:10:65:b5:ee","destination":"c2:3c:0f:7f:7d:73"},"IP":{"source":"10.244.3.30","destination":"1.1.1.1","ipVersion":"IPv4"},"l4":{"TCP":{"source_port":55462,"destination_port":80,"flags":{"SYN":true}}},"source":{"ID":1238,"identity":24009,"cluster_name":"default","namespace":"cilium-test-5","labels":["k8s:io.kubernetes.pod.namespace=cilium-test-5","k8s:kind=client","k8s:name=client"],"pod_name":"client-645b68dcf7-2jmrw","workloads":[{"name":"client","kind":"Deployment"}]},"destination":{"identity":16777259,"labels":["cidr:1.1.1.1/32","fqdn:one.one.one.one.","reserved:world-ipv4"]},"Type":"L3_L4","node_name":"kind-worker2","destination_names":["one.one.one.one"],"event_type":{"type":1,"sub_type":133},"traffic_direction":"EGRESS","drop_reason_desc":"POLICY_DENIED","Summary":"TCP Flags: SYN"},"node_name":"kind-worker2","time":"2025-07-15T01:32:14.234858520Z"}',
    "pod/cilium-test-5/client-645b68dcf7-2jmrw -> 1.1.1.1:80",
    "https://github.com/cilium/cilium/pull/40519",
  ],
  [
    "The expected behaviour is the following drop should be allowed to pass:\n\n`xx drop (Policy denied (L3)) flow 0x12656fc2 to endpoint 0, identity 10839->7479: 10.2.1.104:49296 -> 10.2.2.169:53 udp\n`",
    "10.2.1.104 -> 10.2.2.169:53/udp",
    "https://github.com/cilium/cilium/issues/5496",
  ],
  [
    '$ grep "10.10.1.209" monitor.log \n[2018-10-17 06:34:51] k8s2: trace ( 10.10.1.209:58903) => (reserved:unknown 10.96.0.10:53)\n[2018-10-17 06:34:51] k8s2: debug: Conntrack lookup 1/2: src=10.10.1.209:58903 dst=10.96.0.10:53 on CPU 01:\n[2018-10-17 06:34:51] k8s2: debug: Conntrack lookup 1/2: src=10.10.1.209:58903 dst=10.10.1.182:53 on CPU 01:\n[2018-10-17 06:34:51] k8s2: drop: Policy denied (L3) ( 10.10.1.209:58903) => (kube-system/coredns-779ffd89bd-2s4df 10.10.1.182:53)',
    "10.10.1.209 -> 10.10.1.182:53",
    "https://github.com/cilium/cilium/pull/5869",
  ],
  [
    'edgeone_reverse-proxy.1.si3c4s8mwvd6@ip-172-31-35-113    | time="2019-07-11T14:13:53Z" level=debug msg="\'504 Gateway Timeout\' caused by: dial tcp 10.255.2.192:8080: i/o timeout"\nedgeone_reverse-proxy.1.si3c4s8mwvd6@ip-172-31-35-113    | time="2019-07-11T14:13:53Z" level=debug msg="vulcand/oxy/forward/http: Round trip: http://10.255.2.192:8080, code: 504, Length: 15, duration: 30.000786131s"',
    "? -> 10.255.2.192:8080 · connect-timeout · 504",
    "https://github.com/traefik/traefik/issues/4426",
  ],
  [
    "'502 Bad Gateway' caused by: readfrom tcp 10.11.100.164:56118->10.11.125.155:80: client disconnected",
    "10.11.100.164 -> 10.11.125.155:80 · 502",
    "https://github.com/traefik/traefik/issues/11538",
  ],
  [
    "when i ran kubectl get apiservice v1beta1.metrics.k8s.io -o yaml ,i got this:\nstatus:\n  conditions:\n  - lastTransitionTime: 2019-01-22T14:49:21Z\n    message: 'no response from https://10.0.0.33:443: Get https://10.0.0.33:44\n      tcp 10.0.0.33:443: connect: no route to host'\n    reason: FailedDiscoveryCheck\n    status: \"False\"\n    type: Available",
    "kube-apiserver -> 10.0.0.33:443 · unreachable",
    "https://github.com/kubernetes-sigs/metrics-server/issues/208",
  ],
  [
    "E0905 14:48:05.380329       1 available_controller.go:524] v1beta1.metrics.k8s.io failed with: failing or missing response from https://10.0.1.197:8443/apis/metrics.k8s.io/v1beta1: bad status from https://10.0.1.197:8443/apis/metrics.k8s.io/v1beta1: 403",
    "kube-apiserver -> 10.0.1.197:8443 · 403",
    "https://github.com/kubernetes-sigs/metrics-server/issues/1084",
  ],
  [
    "However, when I do `kubectl get apiservice v1beta1.metrics.k8s.io -o yaml` I see that it failed the discovery check with message:\n\n> 'failing or missing response from https://10.103.4.9:443/apis/metrics.k8s.io.v1beta1:\n  Get https://10.103.4.9:443/apis/metrics.k8s.io/v1beta1: net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)'",
    "kube-apiserver -> 10.103.4.9:443 · timeout",
    "https://github.com/kubernetes-sigs/metrics-server/issues/304",
  ],
  [
    '- etcd\n    - `Get "http://10.0.0.18:2379/metrics": read tcp 10.244.11.223:38678->10.0.0.18:2379: read: connection reset by peer`',
    "10.244.11.223 -> 10.0.0.18:2379 · reset",
    "https://github.com/prometheus-community/helm-charts/issues/812",
  ],
  [
    "Thanks for the `/targets` tip. When I go there, I get this error message for the endpoint `http://app.local:4000/metrics`: `Get http://app.local:4000/metrics: dial tcp: lookup app.local on 127.0.0.11:53: no such host`.",
    "? -> 127.0.0.11:53/udp · name-unknown · looks up app.local",
    "https://github.com/prometheus/prometheus/issues/1990",
  ],
  [
    'In prometheus server /targets page, I got the target info:\n```\n\nhttp://dnode2:80/metrics | DOWN | instance="dnode2:80" | 229ms ago | server returned HTTP status 503 Service Unavailable\n\n```',
    "? -> dnode2:80 · 503",
    "https://github.com/prometheus/prometheus/issues/3169",
  ],
  [
    "**wget http://10.9.64.47:9100/metrics\n--2017-06-08 13:17:09--  http://10.9.64.47:9100/metrics\nConnecting to 10.9.64.47:9100... connected.\nHTTP request sent, awaiting response...",
    "? -> 10.9.64.47:9100",
    "https://github.com/prometheus/prometheus/issues/2824",
  ],
  [
    "$ kubectl -n rocketchat logs rocketchat-app-658557f9c8-ppzjp\n\n/app/bundle/programs/server/node_modules/fibers/future.js:313\n                                                throw(ex);\n                                                ^\nMongoError: failed to connect to server [mongo-1.mongo:27017] on first connect [MongoError: connect ECONNREFUSED 10.244.47.12:27017]\n    at Pool.<anonymous> (/app/bundle/programs/server/npm/node_modules/meteor/npm-mongo/node_modules/mongodb-core/lib/topologies/server.js:336:35)\n    at emitOne (events.js:116:13)",
    "pod/rocketchat/rocketchat-app-658557f9c8-ppzjp -> 10.244.47.12:27017 · refused",
    "https://github.com/BastienM/rocketchat-kubernetes/issues/2",
  ],
  [
    "MongoServerSelectionError: getaddrinfo ENOTFOUND cluster0.abcde.mongodb.net\n    at Timeout._onTimeout (E:\\ecommerce\\node_modules\\mongodb\\lib\\core\\sdam\\topology.js:438:30)",
    "? -> kube-dns:53/udp · name-unknown · looks up cluster0.abcde.mongodb.net",
    "https://github.com/lihai-benhaim/mongodb-snapshot/issues/32",
  ],
  [
    "kubectl logs mongos-router-0 -n mongodb\n\n2018-05-15T08:53:51.757+0000 I NETWORK  [shard registry reload] Successfully connected to mongod-configdb-1.mongodb-configdb-service.mongodb.svc.cluster.local:27017 (1 connections now open to mongod-configdb-1.mongodb-configdb-service.mongodb.svc.cluster.local:27017 with a 5 second timeout)\n2018-05-15T08:53:51.851+0000 W NETWORK  [initandlisten] Unable to reach primary for set ConfigDBRepSet\n2018-05-15T08:53:51.851+0000 I NETWORK  [initandlisten] Cannot reach any nodes for set ConfigDBRepSet. Please check network connectivity and the status of the set. This has happened for 1 checks in a row.",
    "pod/mongodb/mongos-router-0 -> ?",
    "https://github.com/pkdone/gke-mongodb-shards-demo/issues/6",
  ],
  [
    "error:  No suitable servers found (`serverSelectionTryOnce` set): [connection refused calling ismaster on 'mongodb:27017']\n\nwhy?",
    "? -> mongodb:27017 · refused",
    "https://github.com/aashreys/docker-mongo-auth/issues/4",
  ],
  [
    "I'm getting this error\nWaiting for mongo:27017...\n/docker-entrypoint.sh: line 15: mongo: Name does not resolve\n/docker-entrypoint.sh: line 15: /dev/tcp/mongo/27017: Invalid argument\nTue Apr  2 03:34:19 UTC 2024 retrying to connect to mongo:27017 (2/10)",
    "? -> mongo:27017 · name-unknown",
    "https://github.com/mongo-express/mongo-express/issues/437",
  ],
  [
    'ServerSelectionTimeoutError: localhost:27017: [Errno 111] Connection refused\n...\n  File "home/site-packages/pymongo/mongo_client.py", line 1391, in _ensure_session',
    "? -> localhost:27017 · refused",
    "https://github.com/virtool/virtool/issues/699",
  ],
  [
    "[2021-03-30 08:46:32,929] WARN [Controller id=1001, targetBrokerId=1001] Error connecting to node kubernetes-master:9092 (id: 1001 rack: null) (org.apache.kafka.clients.NetworkClient)\njava.net.UnknownHostException: kubernetes-master\n        at java.net.InetAddress.getAllByName0(InetAddress.java:1281)\n        at org.apache.kafka.clients.ClientUtils.resolve(ClientUtils.java:110)",
    "? -> kube-dns:53/udp · name-unknown · looks up kubernetes-master",
    "https://github.com/ramhiser/kafka-kubernetes/issues/5",
  ],
  [
    "control-center     | [kafka-admin-client-thread | adminclient-1] WARN org.apache.kafka.clients.NetworkClient - [AdminClient clientId=adminclient-1] Connection to node -1 (broker/172.18.0.3:29092) could not be established. Broker may not be available.\ncontrol-center     | [kafka-admin-client-thread | adminclient-1] WARN org.apache.kafka.clients.NetworkClient - [AdminClient clientId=adminclient-1] Connection to node -1 (broker/172.18.0.3:29092) could not be established. Broker may not be available.\nrest-proxy         | [kafka-admin-client-thread | adminclient-1] INFO org.apache.kafka.clients.admin.internals.AdminMetadataManager - [AdminClient clientId=adminclient-1] Metadata update failed",
    "control-center -> broker:29092",
    "https://github.com/confluentinc/cp-all-in-one/issues/51",
  ],
  [
    ">  [Producer clientId=myID] Connection to node 0 (/10.10.0.100:9092) could not be established. Broker may not be available.\n\nSame thing happen with Kafkacat, I can create topic, but not message.",
    "? -> 10.10.0.100:9092",
    "https://github.com/confluentinc/cp-helm-charts/issues/302",
  ],
  [
    "WARN [Producer clientId=console-producer] Error connecting to node kafka-0.broker.kafka.svc.cluster.local:9092 (id: 0 rack: null) (org.apache.kafka.clients.NetworkClient)\njava.net.UnknownHostException: kafka-0.broker.kafka.svc.cluster.local",
    "? -> kube-dns:53/udp · name-unknown · looks up kafka-0.broker.kafka.svc.cluster.local",
    "https://github.com/Yolean/kubernetes-kafka/issues/328",
  ],
  [
    "$ mysql -h my-sql-mysql.default.svc.cluster.local -uroot -p my_database`\nEnter password: \nERROR 2003 (HY000): Can't connect to MySQL server on 'my-sql-mysql.default.svc.cluster.local' (111)",
    "? -> service/default/my-sql-mysql:3306 · refused",
    "https://github.com/bitnami/charts/issues/5817",
  ],
  [
    "root@backup-test-user-5fb5658b8c-mrkhp:/# mysql -P 3306 -h mysql.dev-namespace -u root -p --batch --skip-column-names '-eSHOW DATABASES;'\nmysql: [Warning] Using a password on the command line interface can be insecure.\nERROR 2003 (HY000): Can't connect to MySQL server on 'mysql.dev-namespace' (111)\nroot@backup-test-user-5fb5658b8c-mrkhp:/# mysql -P 3306 -h mysql.dev-namespace -u root -p --batch --skip-column-names '-eSHOW DATABASES;'\nmysql: [Warning] Using a password on the command line interface can be insecure.\ninformation_schema\nmysql\nperformance_schema\nsys",
    "pod/backup-test-user-5fb5658b8c-mrkhp -> mysql.dev-namespace:3306 · refused",
    "https://github.com/kubernetes/kubernetes/issues/68832",
  ],
  [
    "mysql host mysql-ndllsk-mysql connect fail:(2003, \"Can't connect to MySQL server on 'mysql-ndllsk-mysql' ([Errno 111] Connection refused)\")\nmysql host mysql-ndllsk-mysql connect fail:(2003, \"Can't connect to MySQL server on 'mysql-ndllsk-mysql' ([Errno 111] Connection refused)\")",
    "? -> mysql-ndllsk-mysql · refused",
    "https://github.com/apecloud/kubeblocks/issues/5222",
  ],
  [
    "klara-web_1 | ERROR 2003 (HY000): Can't connect to MySQL server on 'klara-db' (111 \"Connection refuse\")",
    "klara-web -> klara-db · refused",
    "https://github.com/jpalanco/klara-docker-compose/issues/1",
  ],
  [
    "Following these operations, the error is return:\nERROR 2005 (HY000): Unknown MySQL server host 'mysql' (110)\nThe error shows that the server host is not exist.",
    "? -> kube-dns:53/udp · name-unknown · looks up mysql",
    "https://github.com/kubernetes/website/issues/19164",
  ],
  [
    "Logs from the Wordpress pod:\n`Warning: mysqli::mysqli(): (HY000/2002): php_network_getaddresses: getaddrinfo failed: Name or service not known in - on line 22`",
    "? -> ? · name-unknown",
    "https://github.com/kubernetes/website/issues/5663",
  ],
  [
    "```\n[2018-06-07 10:30:14,099: ERROR/MainProcess] consumer: Cannot connect to amqp://guest:**@127.0.0.1:5672//: [Errno 111] Connection refused.\nTrying again in 22.00 seconds...\n```",
    "? -> 127.0.0.1:5672 · refused",
    "https://github.com/puckel/docker-airflow/issues/195",
  ],
  [
    "ERROR/MainProcess] consumer: Cannot connect to amqp://guest:**@rabbit:5672//: [Errno 111] Connection refused.",
    "? -> rabbit:5672 · refused",
    "https://github.com/cesium-ml/cesium_web/issues/57",
  ],
];
