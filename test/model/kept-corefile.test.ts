/** Of a Corefile the plugins that decide about names are kept, of all others the name. */
import { expect, test } from "vitest";
import { keptCorefile } from "../../src/model/kept-corefile.ts";

test("credentials of plugins are left out, what decides about names stays", () => {
  const text = `# zone of the shop
.:53 {
    errors
    kubernetes cluster.local in-addr.arpa {
        pods insecure
    }
    etcd shop.example {
        endpoint https://etcd:2379
        credentials root hunter2
        tls {
            key hunter2
        }
    }
    route53 example.org.:Z1 {
        aws_access_key AKIA hunter2
    }
    tsig {
        secret k. hunter2
    }
    rewrite name old.example new.example # hunter2
    forward . /etc/resolv.conf {
        max_concurrent 1000
    }
    cache 30
}
`;
  expect(keptCorefile(text)).toBe(`.:53 {
    errors
    kubernetes cluster.local in-addr.arpa {
        pods insecure
    }
    etcd
    route53
    tsig
    rewrite name old.example new.example
    forward . /etc/resolv.conf {
        max_concurrent 1000
    }
    cache
}`);
});
