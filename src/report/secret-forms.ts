/**
 * What secrets look like. No list of such rules that others keep fits here: of the forms in test/report/secret-forms.test.ts the
 * rules that secretlint recommends find one in eight, its engine answers later and not at once, and the versions of it that are still
 * mended need Node 22.
 *
 * Names of pods, addresses, digests, UUIDs and rules of firewalls are the answer: no form may have the look of one. A name of
 * Kubernetes has neither capitals nor underscores, so a form that is made of words and dashes alone asks for one of them.
 */

import { REMOVED } from "../model/removed.ts";

export interface SecretForm {
  /** A text without this has nothing for the rule: most texts are passed over quickly. */
  readonly hint: RegExp;
  readonly pattern: RegExp;
  readonly replacement: string;
  /** One of many tokens, which hardly any text has: passed over with all of them where `anyToken` finds none. */
  readonly isToken?: true;
}

/** A form whose hint is its own beginning. */
function beginning(prefixes: string, body: string): Pick<SecretForm, "hint" | "pattern"> {
  return { hint: new RegExp(`(?:${prefixes})`), pattern: new RegExp(`\\b(?:${prefixes})${body}`, "g") };
}

/** Longer than a name of a chain may be (28 with the beginning), which may have such a beginning, and with a capital. */
const longAndMixed = String.raw`(?=[\w=.-]{0,60}[A-Z])[\w=.-]{25,}`;

/** Tokens that say by their first letters whose they are. */
const tokens: readonly Pick<SecretForm, "hint" | "pattern">[] = [
  // JSON Web Tokens, signed and encrypted, and what stands before one in the same word: looked for from the word's start alone,
  // for a word of many beginnings would be read to its end from each.
  {
    hint: /eyJ/,
    pattern: /(?<![\w-])(?:[\w-]{0,100}[_-])?eyJ[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*){1,4}/g,
  },
  // Slack.
  {
    hint: /xox|xapp/,
    pattern: /\b(?:xox[a-z](?:\.xox[a-z])?-[A-Za-z0-9-]{8,}|xapp-\d-[A-Za-z0-9-]{8,})/g,
  },
  // GitHub, GitLab.
  {
    hint: /gh[opsur]_|github_pat_|gl[a-z]{2,5}-/,
    pattern:
      /\bgh[opsur]_[A-Za-z0-9]{20,}|\bgithub_pat_\w{20,}|\bgl(?:pat|dt|rt|ptt|ft|soat|cbt|imt|agent)-[A-Za-z0-9_-]{16,}/g,
  },
  // Amazon, Alibaba, Tencent: the identifier; the secret beside it is found by its name.
  {
    // `ACCEPT` is no beginning of one.
    hint: /A(?:KI[AD]|SIA|GPA|IDA|ROA|NPA|NVA|BIA|CCA)|LTAI/,
    pattern:
      /\b(?:AKIA|ASIA|AGPA|AIDA|AROA|ANPA|ANVA|ABIA|ACCA)[A-Z0-9]{16}\b|\bAKID[A-Za-z0-9]{32}\b|\bLTAI[A-Za-z0-9]{12,20}\b/g,
  },
  // Google.
  {
    hint: /AIza|ya29|GOCSPX/,
    pattern: /\bAIza[\w-]{35}|\bya29\.[\w.-]{20,}|\bGOCSPX-[\w-]{20,}/g,
  },
  // Microsoft Entra: a client's secret.
  { hint: /\dQ~/, pattern: /(?<![\w~.-])[\w~.-]{3}\dQ~[\w~.-]{31,34}/g },
  // DigitalOcean.
  { hint: /_v1_/, pattern: /\bdo[opr]_v1_[a-f0-9]{32,}/g },
  // Vault, of now and of before 1.10.
  {
    hint: /\b(?:hv[sbr]|s)\./,
    pattern:
      /\bhv[sbr]\.[\w-]{20,}|(?<![\w.-])s\.(?=[a-z0-9]{0,23}[A-Z])(?=[A-Za-z]{0,23}\d)[A-Za-z0-9]{24}\b/g,
  },
  // Stripe; and its webhooks'.
  {
    hint: /[sr]k_|whsec_/,
    pattern: /\b[sr]k_(?:live|test|prod)_\w{10,}|\bwhsec_[A-Za-z0-9+/=]{16,}/g,
  },
  // SendGrid, Mailgun, Mailchimp, Twilio.
  {
    hint: /\bSG\.|\bSK[0-9a-f]|key-[0-9a-f]|-us\d/,
    pattern:
      /\bSG\.[\w-]{16,}\.[\w-]{16,}|\bSK[0-9a-f]{32}\b|\bkey-[0-9a-f]{32}\b|\b[0-9a-f]{32}-us\d{1,2}\b/g,
  },
  // OpenAI, Anthropic and those that took over their form.
  { hint: /\bsk-/, pattern: /\bsk-(?=[a-z0-9-]{0,200}[A-Z_])[\w-]{20,}/g },
  // npm, Hugging Face, Groq, Replicate, Docker, Grafana, Sentry, PlanetScale, Linear, Figma, Notion, CircleCI, Typeform, NVIDIA, xAI,
  // 1Password.
  beginning(
    "npm_|hf_[A-Za-z]|gsk_|r8_[A-Za-z0-9]|dckr_[op]at_|glsa_|glc_|sntrys_|pscale_(?:tkn|pw|oauth)_|lin_api_|figd_|ntn_|CCIPAT_|tfp_|nvapi-|xai-|ops_eyJ",
    longAndMixed,
  ),
  // Those that are a number in hex: Shopify, Supabase, RubyGems, Sentry's users, Pulumi.
  beginning("shp(?:at|ca|pa|ss)_|sbp_|rubygems_|sntryu_|pul-", "[0-9a-fA-F]{32,}"),
  // A prefix and a dash or a dot: PyPI, Tailscale, Doppler, New Relic, Terraform, Databricks, Atlassian, OpenShift.
  {
    hint: /pypi-|tskey-|dp\.|NRAK|atlasv1|dapi|ATATT|sha256~/,
    pattern:
      /\bpypi-AgE[\w-]{20,}|\btskey-[a-z]{2,12}-\w{8,}(?:-\w{8,})?|\bdp\.(?:pt|st|ct|sa|scim|audit)\.[\w.-]{20,}|\bNRAK-[A-Z0-9]{20,}|\b[A-Za-z0-9]{14}\.atlasv1\.[\w-]{20,}|\bdapi[0-9a-f]{32}\b|\bATATT3[\w=-]{20,}|\bsha256~[\w-]{30,}/g,
  },
  // Telegram's bots.
  { hint: /:AA/, pattern: /\b\d{8,10}:AA[\w-]{33}(?![\w-])/g },
  // age, and a key that is wrapped once more: base64 of `-----BEGIN`.
  {
    hint: /AGE-SECRET|LS0tLS1CRUdJTi/,
    pattern: /\bAGE-SECRET-KEY-(?:PQ-)?1[A-Z0-9]{20,}|LS0tLS1CRUdJTi[A-Za-z0-9+/=]{16,}/g,
  },
  // Hashes of passwords, as in htpasswd and shadow.
  {
    hint: /\$(?:apr1|[156y]|2[abxy]|argon2(?:id|[id]))\$/,
    pattern: /\$(?:apr1|[156y]|2[abxy]|argon2(?:id|[id]))\$[\w./$,=+-]{20,}/g,
  },
];

/** Names of what holds a secret: `DB_PASSWORD`, `DB_PASS` (not `bypass` nor nginx's `proxy_pass`), `client_secret`, `SECRET_KEY`. */
const holders =
  "(?:password|passwd|passphrase|(?<![a-z]|proxy[_-])pass|pwd|secret|token|credentials?|(?:api|access|account|private|secret|encryption|signing|auth|master)[_-]?key|密码|口令|令牌|密钥)";

/** What stands between a name and its secret: a Chinese sentence has a wide colon there, typed or translated. */
const assigns = "[=:：]";

/**
 * What is assigned: up to the quote that ends it, or to a blank or the comma before a next field (`,sslmode=`, `, "user": `). Chinese
 * letters are the sentence going on: `Service shop/token：没有端点`.
 */
const assigned = [
  String.raw`(?<=\\")(?:[^"\\\r\n]|\\(?!")){4,}`,
  String.raw`(?<=(?<!\\)")(?:[^"\\\r\n]|\\.){4,}`,
  String.raw`(?<=')[^'\r\n]{4,}`,
  String.raw`(?<!["'])(?![\u3400-\u9fff])(?:[^\s"',;&\\，。；、）]|\\(?!["'])|,(?![\s"']|$|[\w.-]{1,40}["']?[=:])){4,}`,
].join("|");

/** Whether what stands under such a name is a secret. */
export const namesASecret = new RegExp(`${holders}$`, "i");

/**
 * In this order: whole blocks first, then headers, then values that give themselves away by their look, then by their name.
 * Every repetition before a fixed text is bounded, so that megabytes of evidence take linear time.
 */
export const secretForms: readonly SecretForm[] = [
  {
    hint: /-----BEGIN/,
    pattern: /-----BEGIN [A-Z0-9 ]{1,60}-----[\s\S]*?(?:-----END [A-Z0-9 ]{1,60}-----|$)/g,
    replacement: REMOVED,
  },
  {
    hint: /authorization|cookie/i,
    pattern: /\b((?:(?:proxy-)?authorization|(?:set-)?cookie)["']?\s{0,8}[:=：]\s{0,8}["']?)[^\r\n"']+/gi,
    replacement: `$1${REMOVED}`,
  },
  {
    hint: /bearer|basic/i,
    pattern:
      /\b(bearer|basic)\s{1,8}(?!(?:auth[a-z]{0,12}|credentials?|tokens?|scheme|realm)\b)[\w+/=.~-]{8,}/gi,
    replacement: `$1 ${REMOVED}`,
  },
  {
    // Whoever has the address may post: the host tells enough.
    hint: /hook|\/bot\d|\/with\/key\//,
    pattern:
      /(\b(?:hooks\.slack(?:-gov)?\.com|hooks\.zapier\.com|(?:[a-z]{1,20}\.)?discord(?:app)?\.com\/api\/webhooks|[\w-]{1,63}\.webhook\.office\.com|outlook\.office(?:365)?\.com\/webhook|open\.(?:feishu\.cn|larksuite\.com)\/open-apis\/bot|api\.telegram\.org|maker\.ifttt\.com)\/)[^\s"'<>]+/gi,
    replacement: `$1${REMOVED}`,
  },
  ...tokens.map(({ hint, pattern }) => ({ hint, pattern, replacement: REMOVED, isToken: true as const })),
  {
    // Up to the last `@`: a password may have one too, and slashes. `http://web:8080/a@b` has none.
    hint: /:\/\//,
    pattern:
      /:\/\/(?!\[)[^\s/:@]{0,200}:(?!\d{1,5}\/)(?:(?!:\/\/)[^\s"'<>]){1,200}@|:\/\/[^\s/:@]{0,200}:[^\s/]{1,200}@|:\/\/[0-9a-f]{32}@/g,
    replacement: `://${REMOVED}@`,
  },
  {
    // Azure's shared access signatures: `SharedAccessSignature sr=…&sig=…&se=…`; those of addresses go with the query.
    hint: /sig=/i,
    pattern: /(\bsig=)(?!\[removed\])[\w%+/=.-]{8,}/gi,
    replacement: `$1${REMOVED}`,
  },
  {
    // A query string carries session ids and addresses; the path before it is what a diagnosis needs.
    hint: /\?/,
    pattern: /(?<=\/[^\s?"'<>]{0,500})\?(?!\[removed\])[^\s"'<>)\]]+/g,
    replacement: `?${REMOVED}`,
  },
  {
    // `token:8080` is a Service and its port.
    hint: /pass|pwd|secret|token|key|credential|密码|口令|令牌|密钥/i,
    pattern: new RegExp(
      `(${holders}(?![:：](?:\\d{1,5}|https?|grpc|tcp|udp)\\b)(?:\\\\?["'])?\\s{0,8}${assigns}\\s{0,8}(?:\\\\?["'])?)(?!\\[removed\\]|(?:true|false|null|none)\\b)(?:${assigned})`,
      "gi",
    ),
    replacement: `$1${REMOVED}`,
  },
  {
    // `--password hunter2`, and the short ones of programs that are known to have them.
    hint: /--?\w{0,20}-?(?:pass|pwd|secret|token|key|credential)|curl|mysql|sshpass|redis-cli/i,
    pattern: new RegExp(
      [
        `(--?(?:[a-z]{1,20}-){0,3}${holders}[ \\t]{1,4}["']?)(?![-[])(?:(?<=")[^"\\r\\n]{4,}|(?<=')[^'\\r\\n]{4,}|(?<!["'])[^\\s"']{4,})`,
        `(\\bcurl\\b[^\\r\\n]{0,400}?\\s(?:-u|--user|-U|--proxy-user)[ =]{1,4}["']?[^\\s:"']{1,100}:)[^\\s"']+`,
        `(\\bmysql[a-z]{0,8}\\b[^\\r\\n]{0,200}?\\s-p)[^\\s"']+`,
        `(\\bsshpass\\s{1,4}-p\\s{0,4})[^\\s]+`,
        `(\\bredis-cli\\b[^\\r\\n]{0,200}?\\s-a\\s{1,4})[^\\s]+`,
      ].join("|"),
      "gi",
    ),
    replacement: `$1$2$3$4$5${REMOVED}`,
  },
  {
    // Of a registry, as Docker keeps it.
    hint: /auth\\?"/,
    pattern: /(\bauth\\?"\s{0,8}:\s{0,8}\\?")[A-Za-z0-9+/=]{8,}/g,
    replacement: `$1${REMOVED}`,
  },
  {
    hint: /@/,
    pattern: /\b[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}\b/g,
    replacement: REMOVED,
  },
];

/** Any of the tokens' hints: asked once, for each of them would read a long text anew. */
export const anyToken = new RegExp(tokens.map(({ hint }) => hint.source).join("|"));

/** Any of the hints. */
export const mayHoldASecret = new RegExp(secretForms.map(({ hint }) => hint.source).join("|"), "i");
