/** What the command line understands. */
export const usage = `netdiag: why can't X reach Y in a Kubernetes cluster?

Usage:
  netdiag why A to B[:port][/udp]   ask; sends a few packets, changes nothing
  netdiag policy A to B[:port]      what the policies say and the smallest fix,
                                    from objects alone: of the cluster, or --from
                                    a folder of manifests
  netdiag policy diff DIR DIR       the flows a change opens and closes
  netdiag policy matrix NS …        who can reach whom in these namespaces; with
                                    --from DIR in any
  netdiag replay BUNDLE             judge a saved run again, offline
  netdiag faults [CODE]             the faults it knows, or one fault's page
  netdiag probes                    every command it can ever run on a node
  netdiag --help | --version

Ends: A and B are names (productpage, test/productpage, deploy/shop, svc/web,
node/node1, web.shop.svc.cluster.local), addresses, or a host outside.

Options of why:
  --json               the report as JSON
  --save FILE          keep the whole run for replay
  --quiet              no progress on stderr
Options of why and of policy:
  --kubeconfig FILE    default: KUBECONFIG, ~/.kube/config, the pod's account
  --context NAME       context of the kubeconfig
Options of policy:
  --from DIR           YAML and JSON files, or one of them, or - for what is
                       piped in; workloads stand for their pods. For A to B
                       only what can matter to them is parsed: errors
                       elsewhere stay unsaid
  --no-fix             when denied, leave out the smallest change that would let
                       it through: finding it reads the rest of DIR
  --json               the answer as JSON
  --csv, --svg         the matrix as CSV, or as a heat map
Options of replay:
  --json

Exit codes: 0 reachable, 1 blocked (wholly or in part), 2 could not tell, 64 usage,
70 a fault of netdiag itself.
Of policy: 0 allowed, 1 denied, 2 not to be told; of policy diff: 0 nothing changes,
1 flows change, 2 only what can be told of them does.

Examples:
  netdiag why ingress-nginx to test/productpage:9080
  netdiag policy client to shop/web:8080 --from manifests/
  netdiag why demo/client to kube-dns:53/udp --save run.json
`;

/** sysexits(3): the command was used wrongly. */
export const EXIT_USAGE = 64;

/** sysexits(3): a bug. Never 1, which is an answer. */
export const EXIT_OWN_FAULT = 70;

/** The words on the command line were not understood, or fit nothing; the message says the way out. */
export class UsageError extends Error {
  override readonly name: string = "UsageError";
}

/** It is no command at all: what there is helps. */
export class NoCommand extends UsageError {
  override readonly name = "NoCommand";
}
