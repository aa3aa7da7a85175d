/** Why a connection to the API server failed, in words a person can act on. */

interface Way {
  readonly says: string;
  readonly next: string;
}

const checkAddress = "check the address and the way there: kubectl get --raw /readyz";

/** Words of Node, OpenSSL and the system, the first that fits. */
const ways: readonly (readonly [RegExp, Way])[] = [
  [
    /ECONNREFUSED/,
    {
      says: "nothing listens there",
      next: "check the address in the kubeconfig, and whether the API server runs",
    },
  ],
  [
    /ENOTFOUND|EAI_AGAIN/,
    {
      says: "its name cannot be looked up",
      next: "check the address in the kubeconfig, and VPN and DNS here",
    },
  ],
  [
    /ETIMEDOUT|EHOSTUNREACH|ENETUNREACH/,
    { says: "there is no way there", next: "check VPN and firewall here" },
  ],
  [
    /PEM|ASN1|asn1|no start line|key values mismatch|bad decrypt/,
    {
      says: "the certificates of the kubeconfig do not read",
      next: "get the credentials anew from whoever runs the cluster",
    },
  ],
  [
    /alert/,
    {
      says: "it refuses the certificate of the kubeconfig's user",
      next: "get the credentials anew from whoever runs the cluster",
    },
  ],
  [
    /certificate|altnames/i,
    {
      says: "its certificate is not trusted",
      next: "check certificate-authority of the cluster in the kubeconfig, and whether a proxy answers in its place",
    },
  ],
  [
    /wrong version number|packet length too long|EPROTO|SSL routines/,
    { says: "it does not speak TLS", next: "check the address in the kubeconfig: port, https or http" },
  ],
  [
    /HPE_INVALID|Parse Error/,
    { says: "it does not speak HTTP", next: "check the address in the kubeconfig: port, https or http" },
  ],
];

/** @param detail what the connection failed with. */
export function notReached(detail: string): Way {
  const way = ways.find(([words]) => words.test(detail))?.[1];
  // node-fetch puts the request in front, with its long query; OpenSSL ends its lines.
  const reason = detail
    .replace(/^request to \S+ failed, reason: /, "")
    .trim()
    .replaceAll(/\s+/g, " ");
  return way ? { says: `${way.says} (${reason})`, next: way.next } : { says: reason, next: checkAddress };
}
