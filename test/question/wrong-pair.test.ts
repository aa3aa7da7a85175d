/** A question about the wrong pair gets a wrong answer: a sentence with more in it than one pair is asked back, not guessed. */
import { expect, test } from "vitest";
import { parseQuestion } from "../../src/question/index.ts";
import { tellReading } from "./tell-reading.ts";

const texts: readonly (readonly [text: string, right: string])[] = [
  // Who works, and who does not.
  ["web can reach db but not cache", "web -> cache"],
  ["web to db is fine, worker to queue is not", "worker -> queue"],
  ["ingress to web gives 503, ingress to api works", "? -> ?"],
  ["web can't reach db, api is fine", "web -> db"],
  ["web can't reach db but cache can", "web -> db"],
  ["web is slow, db times out", "? -> db · timeout"],
  ["db is up but web is down", "? -> web"],
  ["from web, db is unreachable", "web -> db"],
  // Who is no end.
  [
    "fetch failed: cause: Error: connect EHOSTUNREACH 10.244.8.8:3000 - Local (10.244.1.77:41022)",
    "? -> 10.244.8.8:3000 · unreachable",
  ],
  ["query failed: dial tcp 10.96.3.3:5432: connect: connection refused", "? -> 10.96.3.3:5432 · refused"],
  ["the connection from web's sidecar to db is refused", "? -> ? · refused"],
  ["web's readiness probe fails", "? -> ?"],
  ["the ingress can't reach web, which calls db", "ingress -> web"],
  ["the ingress returns 502 for web", "? -> ? · 502"],
  ["grafana shows that db refuses connections", "? -> db · refused"],
  ["calico drops packets from web to db", "web -> db"],
  ["does the deny-all policy block web from reaching db?", "web -> db"],
  ["web times out calling db, retrying to cache", "web -> db · timeout"],
  ["curl from web to db works but from api it times out", "api -> db · timeout"],
  ["wget to db fails in web", "web -> db"],
  ["web can't reach db on 5432 and 6379", "? -> ?"],
  ["web can't reach db on port 5432 but can on 6379", "web -> db:5432"],
  ["everyone but web gets: dial tcp 10.0.0.6:5432: i/o timeout", "? -> 10.0.0.6:5432 · connect-timeout"],
  [
    "kubectl exec web -- curl http://db:80\nOK\nkubectl exec api -- curl http://db:80\ncurl: (7) Failed to connect to db port 80: Connection refused",
    "pod/api -> db:80 · refused",
  ],
  // Who can, and not who cannot; two under one name; what works.
  ["only web can reach db", "? -> ?"],
  ["only the web pods are able to talk to db", "? -> ?"],
  ["web can only reach db", "? -> ?"],
  ["only web can't reach db", "web -> db"],
  ["web can't reach db:5432 but can reach redis", "web -> db:5432"],
  ["neither api nor web can reach db:5432", "? -> ?"],
  ["both api and web can't reach db", "? -> ?"],
  ["both web and db can't talk to each other", "web -> db"],
  ["web can't reach db in shop or data", "? -> ?"],
  ["web can reach db", "? -> ?"],
  ["can web reach db", "web -> db"],
  ["check that web can reach db", "web -> db"],
  ["see https://runbook.corp.example/net/42, web can't reach db", "web -> db"],
  ["kubelet can't reach apiserver", "? -> kube-apiserver"],
  // Who is named by where it is.
  ["the pod on node1 can't reach the one on node2", "? -> ?"],
  ["web in ns shop and db in ns data can't talk", "shop/web -> data/db"],
  ["kubelet on node1 can't reach the apiserver", "node/node1 -> kube-apiserver"],
  // What goes to somebody comes from who calls; what comes back does not.
  ["db never gets requests from web", "web -> db"],
  ["db gets no requests from web", "web -> db"],
  ["db doesn't receive connections from web", "web -> db"],
  ["db isn't getting traffic from web", "web -> db"],
  ["web never gets answers from db", "web -> db"],
  ["web gets connection resets from db", "web -> db · reset"],
  ["web receives 503s from db", "web -> db · 503"],
  ["db 收不到 web 的请求", "web -> db"],
  ["web 收不到 db 的响应", "web -> db"],
  ["web 收不到来自 db 的回包", "web -> db"],
  ["does api block web", "web -> api"],
  ["why is db blocking web", "web -> db"],
  ["redis refused web", "web -> redis · refused"],
  ["web refused redis:6379", "web -> redis:6379 · refused"],
  ["web is blocked from db", "? -> ?"],
  ["web is blocked from reaching db", "web -> db"],
  ["db:5432 is blocked from web", "web -> db:5432"],
  // Hubble's arrow of an answer points back at who began.
  [
    "Nov 22 10:11:12.123: shop/web-0 (ID:1234) <- data/pg-0 (ID:5678) to-endpoint FORWARDED (ICMPv4 EchoReply)",
    "pod/shop/web-0 -> pod/data/pg-0/icmp",
  ],
  [
    "09:12:01.000001 IP 10.0.0.2.5432 > 10.0.0.1.20001: Flags [S.], seq 1, ack 2, win 65535, length 0",
    "10.0.0.1 -> 10.0.0.2:5432",
  ],
  [
    "Nov 22 10:11:12.123: shop/web-0:20001 (ID:1234) <- data/pg-0:5432 (ID:5678) to-endpoint FORWARDED (TCP Flags: SYN, ACK)",
    "pod/shop/web-0 -> pod/data/pg-0:5432",
  ],
  // What is no call, or could be one in either direction.
  ["can you move db from node1 to node2", "? -> ?"],
  ["who blocks web from db", "? -> ?"],
  ["db gets nothing from web", "? -> ?"],
  ["the db pods see nothing from web", "? -> ?"],
  ["web gets nothing back from db", "web -> db"],
  [
    "db-migrations job gets 'host unreachable' for pg.data.svc",
    "job/db-migrations -> service/data/pg · unreachable",
  ],
  ["web gets host unreachable for db", "web -> db · unreachable"],
  ["what stops 172.16.5.20 from talking to nodeport 30443 on 10.0.1.9", "172.16.5.20 -> 10.0.1.9:30443"],
  ["why is vault-0 not able to join vault-1.vault-internal:8201", "vault-0 -> vault-1.vault-internal:8201"],
  // An ending of a name is no word of its own, and digits are no name.
  ["jenkins 的 web 连不上 db", "? -> ?"],
  ["web 抓不到 db 的指标，9100端口超时", "web -> db:9100 · timeout"],
  // Who is named only because it works, or again.
  ["web 连不上 redis:6379，redis 是好的", "web -> redis:6379"],
  ["pods on gpu nodes can't reach pods on other nodes", "? -> ?"],
  ["the ingress pods in shop can't reach the service ClusterIP", "? -> ?"],
  // The same in Chinese.
  ["web 能访问 db 但访问不了 cache", "web -> cache"],
  ["web 访问 db 正常，api 连不上", "? -> api"],
  ["web cannot reach db, cache or queue", "? -> ?"],
  ["web 到 db 不通，但是 api 到 db 通", "web -> db"],
  ["web 到 db 通，api 到 db 不通", "api -> db"],
  ["web 调用 api，api 调用 db 超时", "api -> db · timeout"],
  ["web 和 api 都访问不了 db", "? -> ?"],
  ["web 正常，db 连不上", "? -> db"],
  ["api 能访问 db:5432，web 不能", "web -> db:5432"],
  ["db:5432 在 api 上可以访问，在 web 上不行", "web -> db:5432"],
  ["db 到 web 的回包丢了", "web -> db"],
  ["web 到 db 的响应超时", "web -> db · timeout"],
  ["web 到 db 的请求丢了", "web -> db"],
  ["为什么 web 不能被 api 访问，却能被 ingress 访问", "api -> web"],
  ["不是 web 而是 api 访问不了 db", "api -> db"],
  ["从 web 能 ping 通 db 但 5432 端口不通", "web -> db:5432"],
  ["web 通过 ingress 访问不了 db", "? -> ?"],
  ["web 的 sidecar 访问不了 db", "? -> ?"],
  ["db 只有 web 能访问", "? -> ?"],
  ["grafana 显示 db 拒绝连接", "? -> db · refused"],
  ["升级 calico 之后 web 访问不了 db", "web -> db · since 升级 calico 之后"],
  ["test 里的 web 访问不了 prod 里的 db", "test/web -> prod/db"],
  ["node1 上的 web 访问不了 db", "web -> db"],
  ["web 连不上 k8s API", "web -> kube-apiserver"],
  ["能不能把 web 从 test 挪到 prod", "? -> ?"],
];

test.each(texts)("%s", (text, right) => {
  expect(tellReading(parseQuestion(text))).toBe(right);
});
