/** The words by which programs and people say how a connection failed. */
import type { SymptomKind } from "../model/question.ts";

interface Said {
  readonly kind: SymptomKind;
  readonly words: RegExp;
}

/** In order: what says more comes first, `i/o timeout` of a look-up before that of a connection. */
const said: readonly Said[] = [
  {
    kind: "name-unknown",
    words:
      /no such host|NXDOMAIN|ENOTFOUND|name or service not known|name does not resolve|UnknownHostException|UnresolvedAddress|bad address|could not (?:resolve|translate) host|unable to resolve host|nodename nor servname|NAME_NOT_RESOLVED|unknown (?:(?:mysql )?server )?host|name resolution failed|域名不存在/i,
  },
  {
    kind: "name-unanswered",
    words:
      /EAI_AGAIN|temporary failure in name resolution|server misbehaving|SERVFAIL|no servers could be reached|communications error to|resolving timed out|DNS resolution timed? ?out|\blookup [^ ]{1,253} (?:on [^ ]{1,100} )?[^\n]{0,200}i\/o timeout/i,
  },
  {
    kind: "no-endpoint",
    words:
      /does not have any active Endpoint|no endpoints available|no (?:healthy|live) upstream|error obtaining Endpoints|no_healthy_upstream|no available server|has no server available|endpoints? not found|\bno (?:active |ready |healthy )?endpoints?\b/i,
  },
  { kind: "not-permitted", words: /operation not permitted|\bEPERM\b|connect: permission denied/i },
  {
    kind: "tls",
    words:
      /TLS handshake|SSL_do_handshake|SSL_connect|SSL routines|SSLHandshakeException|SSLError|x509:|certificate (?:problem|verify|has expired|signed|required)|bad certificate|handshake_failure|tls: (?!Some|None)|wrong version number|证书/i,
  },
  {
    kind: "unreachable",
    words:
      /no route to host|NoRouteToHost|EHOSTUNREACH|ENETUNREACH|host (?:is )?unreachable|network (?:is )?unreachable|\(113[:)]|errno -?113\b|error:_113|connect error: 113|没有到主机的路由|主机不可达/i,
  },
  {
    kind: "refused",
    words:
      /connection[ _]?(?:was )?(?:refused|rejected)|ECONNREFUSED|\brefus(?:e[sd]?|ing)\b|\(111[:)]|errno -?111\b|error:_111|connect error: 111|\brejects?\b|拒绝/i,
  },
  {
    kind: "closed",
    words:
      /broken pipe|\bEPIPE\b|\bEOF\b|empty reply|prematurely closed|socket hang up|(?:remote end|server|connection) (?:was )?closed|closed (?:the )?connection|connection closed/i,
  },
  {
    kind: "reset",
    words:
      /connections?[ _](?:(?:(?:to|with|from) \S{1,300} )?(?:(?:is|are|was|were|gets?|got|being|keeps?) ){0,2})?reset|\b(?:TCP )?RSTs?\b(?! STREAM)|reset by peer|ECONNRESET|连接(?:被)?重置|被重置/i,
  },
  {
    kind: "read-timeout",
    words:
      /(?:^|[\s:])read(?: (?:tcp|udp) [^\n]{1,200})?: i\/o timeout|read timed? ?out|read: connection timed out|ReadTimeout|upstream request timeout|response_timeout|while reading response header/i,
  },
  {
    kind: "connect-timeout",
    words:
      /dial (?:tcp|udp)[^\n]{0,200}i\/o timeout|time(?:out|d out) connecting|connect_timeout|connect(?:ion)? ?(?:attempt )?timed ?out|connection[ _]timeout|CONNECTION_TIMED_OUT|ConnectTimeout|OpenTimeout|connect ETIMEDOUT|timed out while connecting|\(110[:)]|errno -?110\b|error:_110|connect error: 110|while connecting to upstream|failed to connect to [^\n]{1,300} after \d{4,} ms|连接超时/i,
  },
  {
    kind: "timeout",
    words:
      /tim(?:ed?|es|ing) ?out|timeouts?|deadline exceeded|ETIMEDOUT|request canceled while waiting|超时/i,
  },
];

/** How the words say it failed; undefined where they do not. */
export function errorIn(text: string): SymptomKind | undefined {
  return said.find(({ words }) => words.test(text))?.kind;
}

export const isTimeout = (kind: SymptomKind | undefined): boolean =>
  kind === "timeout" || kind === "read-timeout" || kind === "connect-timeout";

/** "Successfully connected to db:27017 … with a 5 second timeout" */
export const tellsOfSuccess = (line: string): boolean =>
  /\bsuccessfully (?:connected|established|reached|joined|resolved)\b/i.test(line);

/** What proxies and clients write where a request got no answer from whom it was for. */
const statuses =
  /(?<![\d.:])(499|50[0234])(?= (?:Bad Gateway|Service|Gateway|Internal|U[FHCRT]\b|N[RC]\b|DC\b|LR\b)|s?\b[^\n]{0,20}\b(?:error|status)|$)|(?:status(?:[ _]?code)?|HTTP(?:\/[\d.]{1,3})?|returned|returns|responded|报|返回|response)["']?[ :=]{1,3}["']?(499|50[0234])\b|(?:报错?|返回|提示|出现|得到|收到|全是|都是|全部|一直|总是|就是)[了个 ]{0,3}(499|50[0234])(?!\d)|\b(?:gets?|getting|got|sees?) (?:an? |the )?(499|50[0234])s?\b|\b(499|50[0234])s? (?:from|when|while|on|for)\b/i;

export function statusIn(text: string): number | undefined {
  const match = statuses.exec(text);
  const status = match?.slice(1).find((one: string | undefined) => one !== undefined);
  return status === undefined ? undefined : Number(status);
}
