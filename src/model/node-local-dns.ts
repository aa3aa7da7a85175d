/**
 * Whether the cache of the cluster's DNS that runs on each node (NodeLocal DNSCache) has the address: 169.254.20.10, or another
 * link-local one, which every client's own node has. Those of 169.254.169.0/24 are the clouds' own servers.
 */
export function isNodeLocalDns(ip: string): boolean {
  return /^169\.254\.(?!169\.)/.test(ip);
}
