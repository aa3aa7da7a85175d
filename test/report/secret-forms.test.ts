/** Secrets by their look: each form in use goes, and nothing that a diagnosis is made of. */
import { expect, test } from "vitest";
import { redact, redactJson } from "../../src/report/redact.ts";
import { runs } from "../mutated/recordings.ts";

const mixed = "aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3zA5bC7d";
const hex = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
const lower = "q8w7e6r5t4y3u2i1o0p9";

/** In pieces, at `¦`, so that nobody who searches this repository for tokens finds one. */
const secrets: readonly (readonly [string, string, before?: string, after?: string])[] = [
  ["Slack's bot", `xoxb-¦1234567890-${mixed}`],
  ["Slack's rotated token", `xoxe.xoxp-1-${mixed}`],
  ["Slack's app", `xapp-1-A0123456789-1234567890-${hex}`],
  ["GitHub's classic token", `gh¦p_${mixed.slice(0, 36)}`],
  ["GitHub's fine-grained token", `github_¦pat_${mixed.slice(0, 22)}_${mixed}`],
  ["GitLab's token", `gl¦pat-${mixed.slice(0, 20)}`],
  ["GitLab's runner", `gl¦rt-${mixed.slice(0, 20)}`],
  ["Amazon's access key", `AK¦IAIOSFODNN7EXAMPLE`],
  ["Amazon's secret key", mixed, "AWS_SECRET_ACCESS_KEY=", " next"],
  ["Amazon's session", mixed, '"aws_session_token": "', '"'],
  ["Alibaba's access key", `LT¦AI${mixed.slice(0, 20)}`],
  ["Google's API key", `AI¦za${mixed.slice(0, 35)}`],
  ["Google's access token", `ya¦29.${mixed}`],
  ["Google's client secret", `GOC¦SPX-${mixed.slice(0, 28)}`],
  ["a storage account's key", `${mixed}${mixed}==`, "DefaultEndpointsProtocol=https;AccountKey=", ";"],
  ["Microsoft's client secret", `abC8¦Q~${mixed.slice(0, 34)}`],
  ["DigitalOcean's token", `dop_¦v1_${hex}`],
  ["Vault's token", `hv¦s.${mixed}`],
  ["Vault's batch token", `hv¦b.${mixed}`],
  ["Vault's token of old", `s.${mixed.slice(0, 24)}`],
  ["Stripe's secret key", `sk_¦live_${mixed.slice(0, 24)}`],
  ["Stripe's restricted key", `rk_¦live_${mixed.slice(0, 24)}`],
  ["Stripe's webhook secret", `whs¦ec_${mixed.slice(0, 32)}`],
  ["npm's token", `npm¦_${mixed.slice(0, 36)}`],
  ["SendGrid's key", `SG¦.${mixed.slice(0, 22)}.${mixed}`],
  ["Mailgun's key", `key-${hex.slice(0, 32)}`],
  ["OpenAI's key", `sk-¦proj-${mixed}`],
  ["Anthropic's key", `sk-¦ant-api03-${mixed}`],
  ["Hugging Face's token", `hf¦_${mixed.slice(0, 34)}`],
  ["Groq's key", `gsk¦_${mixed}${mixed.slice(0, 12)}`],
  ["Replicate's token", `r8¦_${mixed.slice(0, 37)}`],
  ["Grafana's token", `glsa¦_${mixed.slice(0, 32)}_${hex.slice(0, 8)}`],
  ["Grafana Cloud's token", `glc¦_eyJ${mixed}`],
  ["Sentry's token", `sntrys¦_eyJ${mixed}=_${mixed}`],
  ["Sentry's user", `sntryu¦_${hex}`],
  ["Shopify's token", `shpat¦_${hex.slice(0, 32)}`],
  ["PlanetScale's token", `pscale_tkn¦_AbC-${mixed}`],
  ["PlanetScale's password", `pscale_pw¦_AbC-dEf_${mixed.slice(0, 35)}`],
  ["Linear's key", `lin_api¦_${mixed}`],
  ["Figma's token", `figd¦_AbCdE-${mixed.slice(0, 15)}-${mixed.slice(0, 15)}`],
  ["Supabase's token", `sbp¦_${hex.slice(0, 40)}`],
  ["RubyGems' key", `rubygems¦_${hex.slice(0, 48)}`],
  ["Notion's token", `ntn¦_${mixed}`],
  ["CircleCI's token", `CCIPAT¦_${mixed.slice(0, 22)}_${hex.slice(0, 40)}`],
  ["Typeform's token", `tfp¦_${mixed}_${mixed.slice(0, 14)}`],
  ["Pulumi's token", `pul¦-${hex.slice(0, 40)}`],
  ["NVIDIA's key", `nvapi¦-AbC-dEf_${mixed}`],
  ["xAI's key", `xai¦-${mixed}${mixed}`],
  ["1Password's account", `ops¦_eyJ${mixed}`],
  ["New Relic's key", `NRAK¦-${hex.toUpperCase().slice(0, 27)}`],
  ["Doppler's token", `dp.¦pt.${mixed}`],
  ["Terraform's token", `${mixed.slice(0, 14)}.atlas¦v1.${mixed}`],
  ["Databricks' token", `dapi¦${hex.slice(0, 32)}`],
  ["Atlassian's token", `ATATT¦3xFfGF0${mixed}`],
  ["Docker's token with dashes", `dckr_¦pat_AbC-dEf_1234567890-bcdefg`],
  ["Docker's token", `dckr_¦pat_${mixed.slice(0, 27)}`],
  ["PyPI's token", `pypi-¦AgEI${mixed}`],
  ["Tailscale's key", `tskey-¦auth-${mixed.slice(0, 12)}-${mixed.slice(0, 30)}`],
  ["OpenShift's token", `sha256¦~${mixed}`],
  ["Telegram's bot", `1234567890:AA${mixed.slice(0, 33)}`],
  ["age's key", `AGE-SECRET-¦KEY-1${hex.toUpperCase().slice(0, 58)}`],
  ["a JSON Web Token", `eyJ${mixed}.eyJ${mixed}.${mixed}`],
  ["an encrypted JSON Web Token", `eyJ${mixed}.${mixed}.${mixed}.${mixed}.${mixed}`],
  ["a private key", `-----BEGIN ¦OPENSSH PRIVATE KEY-----\n${mixed}\n-----END OPENSSH PRIVATE KEY-----`],
  ["a private key, cut off", `-----BEGIN ¦PRIVATE KEY-----\n${mixed}`],
  ["a private key of a kubeconfig", `LS0tLS1CRUdJTi${mixed}${mixed}`, "client-key-data: "],
  ["a password's hash", `$2y$10$${mixed}${mixed.slice(0, 12)}`, "admin:"],
  ["a password in a Chinese sentence", lower, "密码：", "，web 无法访问 db"],
  ["a password behind a wide colon", lower, "password：", "、web"],
  ["a cookie behind a wide colon", `sid=${lower}`, "Set-Cookie："],
  ["the password of a database", "p@ss!w0rd", "postgres://app:", "@db.shop.svc:5432/shop"],
  ["the password of a replica set", lower, "mongodb+srv://app:", "@db.example.com/shop"],
  ["Redis' password", lower, "redis://:", "@cache:6379/0"],
  ["RabbitMQ's password", lower, "amqp://app:", "@queue:5672/vhost"],
  ["a password with a slash", "p@ss/wordy", "postgres://u:", "@h:5432/shop"],
  ["a password in short", "hunter22x", "DB_PASS=", " next"],
  ["a framework's key", "abcdefgh123", "SECRET_KEY="],
  ["a password in quotes", "hun ter22", "PGPASSWORD='", "' psql"],
  ["a password with a quote", '0\\"hunter22', '{"password":"', '"}'],
  ["a password with a comma", "ab,cdefghijk", "password=", ",sslmode=off"],
  ["a shared access signature", `${mixed}%3D`, "SharedAccessSignature sr=hub.example&sig=", "&se=1"],
  ["a password in a JDBC address", lower, "jdbc:postgresql://db:5432/shop?user=app&password=", " "],
  ["a password in SQL Server's words", lower, "Server=db,1433;User Id=app;Password=", ";Encrypt=true"],
  ["a reporter's key", hex.slice(0, 32), "https://", "@o1.ingest.example.com/2"],
  ["Slack's webhook", `T0/B0/${mixed}`, "https://hooks.slack.com/services/"],
  ["Discord's webhook", `123/${mixed}`, "https://discord.com/api/webhooks/"],
  ["Teams' webhook", `webhookb2/${hex}@${hex}/IncomingWebhook`, "https://contoso.webhook.office.com/"],
  ["a header's token", lower, "Authorization: Bearer "],
  ["basic credentials", "YWRtaW46aHVudGVyMg==", "authorization=Basic "],
  ["a session", lower, "Set-Cookie: id=", "; Path=/"],
  ["an API key's header", lower, "X-Api-Key: "],
  ["Vault's header", lower, "X-Vault-Token: "],
  ["an option", lower, "server --db-password ", " --port 80"],
  ["an option in short", lower, "server --db-pwd ", " --port 80"],
  ["curl's user", lower, "curl -s -u admin:", " http://web.shop/health"],
  ["mysql's option", lower, "mysql -h db -uroot -p", " shop"],
  ["a field in JSON inside JSON", lower, '{\\"password\\":\\"', '\\"}'],
  ["a registry's credentials", "YWRtaW46aHVudGVyMg==", '{"auths":{"r.io":{"auth":"', '"}}}'],
];

test.each(secrets)("%s does not leave", (_, inPieces = "", before = "seen ", after = "") => {
  const secret = inPieces.replaceAll("¦", "");
  const left = redact(`${before}${secret}${after}`);
  expect(left).toContain("[removed]");
  expect(left).not.toContain(secret);
  const [piece = secret] = [...secret.matchAll(/[A-Za-z0-9]{6,}/g)].map(([word]) => word).reverse();
  expect(left).not.toContain(piece);
  expect(redact(left)).toBe(left);
});

test.each([
  "Service shop/token：没有端点",
  "Service shop/token：8080 无法访问",
  "pod shop/sk-frontend-service-canary-7d9f8b6c5d-x2x4z on node1",
  ":fw_allowclusterinternalall - [0:0]",
  ":fw_DropEverythingElse000001 - [0:0]",
  ":hf_ClusterInternalAllow0001 - [0:0]",
  "chain pul_allow_everything_of_the_cluster_Inside",
  "pod ai/xai-frontend-canary-deployment-7d9f8b6c5d-x2x4z",
  "proxy_pass: http://web.shop; bypass=cluster-local",
  "docker-pullable://registry:5000/shop@sha256:9834876dcfb05cb167a5c24953eba58c4ac89b1adf57f28f2f9d09af107ee8f0",
  "pod oran/xapp-controller-7d9f8b6c5d-x2x4z",
  "image registry/shop@sha256:9834876dcfb05cb167a5c24953eba58c4ac89b1adf57f28f2f9d09af107ee8f0",
  "uid 3f1b5a52-7f0a-4a3e-9a45-0d6f8b5f0c11, container containerd://9834876dcfb05cb167a5c24953eba58c4ac89b1adf57f28f2f9d09af107ee8f0",
  "-A -u 10.96.0.10:53 -s rr\n-a -u 10.96.0.10:53 -r 10.244.0.3:53 -m -w 1",
  '-A KUBE-SEP-ABCDEFGHIJKLMNOP -s 10.244.1.2/32 -m comment --comment "shop/web:http" -j KUBE-MARK-MASQ',
  "-A KUBE-SVC-AKIAQWERTYUIOPASD -m statistic --mode random --probability 0.50000000000 -j KUBE-SEP-XYZ",
  "12:00:00.000001 eth0 In IP 10.0.0.1.43210 > 10.0.0.2.80: Flags [S], seq 1, options [mss 1460,tfo cookie 0102]",
  "http://[fd00::1]:8080/path@2x and http://web:8080/a:b@c",
  "2: eth0@if12: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1450",
  "kubectl get secret -n shop; the Secret shop/db is not read",
  "AuthorizationPolicy shop/allow-web, rule 0: from principals cluster.local/ns/shop/sa/web",
  "basic authentication is asked for, and bearer tokens are refused",
  "nginx.ingress.kubernetes.io/auth-type: basic",
  "automountServiceAccountToken: false",
  "shop/web -> auth/token:8080, the Service secret:http and api-key:443/udp",
  "hook cali-INPUT, chain hook input priority 0; policy accept;",
  'nc: getaddrinfo for host "web" port 80: Name or service not known',
])("what a diagnosis is made of stays: %s", (text) => {
  expect(redact(text)).toBe(text);
});

test("what stands under a name that says so is removed from annotations; labels are names, and stay", () => {
  expect(
    redactJson({ annotations: { "db-password": "hunter2", note: "x" }, labels: { token: "blue" } }),
  ).toEqual({ annotations: { "db-password": "[removed]", note: "x" }, labels: { token: "blue" } });
});

test("of no recorded run anything is removed", { timeout: 120_000 }, () => {
  for (const { name, read } of runs) {
    const run = read();
    expect(redactJson(run), name).toEqual(run);
  }
});

test(
  "no form takes more than linear time, whatever begins like it again and again",
  { timeout: 120_000 },
  () => {
    const cpuOf = (work: () => void): number => {
      const before = process.cpuUsage();
      work();
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    };
    for (const [name, inPieces = "", before = ""] of secrets) {
      const beginning = inPieces.replaceAll("¦", "").slice(0, 12);
      for (const unit of [`${before}${beginning}`, `${before}${beginning}-`, beginning.replace(/\W/g, "")]) {
        const long = unit.repeat(200_000 / unit.length);
        const quarter = cpuOf(() => redact(long.slice(0, 50_000)));
        // Four times the length: four times the time, and sixteen where it is quadratic.
        expect(
          cpuOf(() => redact(long)),
          `${name}: ${unit}`,
        ).toBeLessThan(8 * quarter + 100);
      }
    }
  },
);
