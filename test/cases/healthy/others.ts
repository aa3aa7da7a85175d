/** What others leave on nodes beside the cluster's own, and harms nobody. */
import { healthyIncident } from "../../lab/clusters/incident.ts";
import type { Act } from "../../scenarios/scenario.ts";
import { onNode } from "../case.ts";

const nodeNames = ["node1", "node2", "node3"];

export function onEveryNode(script: string): readonly Act[] {
  return nodeNames.map((name) => onNode(name, script));
}

/** As container engines, ban lists and hand-written firewalls leave them. */
export const othersRules = `
iptables -N DOCKER-USER; iptables -N DOCKER; iptables -A DOCKER-USER -j RETURN
iptables -A FORWARD -j DOCKER-USER
iptables -A FORWARD -o docker0 -j DOCKER
iptables -A FORWARD -i docker0 ! -o docker0 -j ACCEPT
iptables -A DOCKER -d 172.17.0.2/32 -p tcp --dport 80 -j ACCEPT
iptables -N f2b-sshd; iptables -A f2b-sshd -s 203.0.113.9/32 -j REJECT --reject-with icmp-port-unreachable; iptables -A f2b-sshd -j RETURN
iptables -I INPUT -p tcp --dport 22 -j f2b-sshd
iptables -I INPUT -s 198.51.100.0/24 -j DROP
iptables -I FORWARD -s 198.51.100.0/24 -j DROP
iptables -I FORWARD -p tcp --dport 3389 -j DROP
iptables -I OUTPUT -p tcp --dport 25 -j REJECT --reject-with tcp-reset
iptables -t mangle -A POSTROUTING -p tcp --tcp-flags SYN,RST SYN -j TCPMSS --clamp-mss-to-pmtu
iptables -t raw -A PREROUTING -s 203.0.113.0/24 -j DROP
iptables -t nat -A POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE
iptables -t nat -A PREROUTING -p tcp --dport 8022 -j REDIRECT --to-ports 22
`;

export const othersInterfaces = `
ip link add docker0 type bridge; ip addr add 172.17.0.1/16 dev docker0; ip link set docker0 up
ip link add lan0 type bridge; ip addr add 172.30.1.5/24 dev lan0; ip link set lan0 up
ip link add spare type bridge
ip link add veth-a type veth peer name veth-b; ip link set veth-a master docker0; ip link set veth-a up; ip link set veth-b master lan0; ip link set veth-b up
ip route add 172.31.0.0/16 via 172.30.1.1 dev lan0
ip route add blackhole 192.0.2.0/24; ip route add unreachable 198.18.0.0/15
ip route add default via 172.30.1.1 dev lan0 table 100
ip rule add from 172.30.1.5 lookup 100 priority 1000
ip rule add fwmark 0x77 lookup 100 priority 1001
`;

export const othersTables = `
nft -f - <<'RULES'
table inet guard {
  set banned { type ipv4_addr; flags interval; elements = { 198.51.100.0/24, 203.0.113.9 } }
  set closed { type inet_service; elements = { 23, 135, 445 } }
  counter seen { }
  chain in { type filter hook input priority -10; policy accept;
    ct state established,related accept
    ip saddr @banned counter drop
    tcp dport @closed counter reject
    iifname "lo" accept
    counter name "seen"
  }
  chain through { type filter hook forward priority -10; policy accept;
    ip saddr @banned drop
    tcp dport 3389 drop
    meta l4proto icmp limit rate 1000/second accept
  }
  chain out { type filter hook output priority -10; policy accept;
    tcp dport 25 reject with tcp reset
    udp dport 1900 drop
  }
}
table ip elsewhere {
  chain pre { type nat hook prerouting priority -90; policy accept;
    ip daddr 192.0.2.10 tcp dport 80 dnat to 172.30.1.9:8080
  }
}
RULES
`;

export const othersSettings = `
sysctl -qw net.ipv4.conf.all.rp_filter=1
sysctl -qw net.ipv4.conf.all.log_martians=1
sysctl -qw net.ipv4.conf.all.send_redirects=0
if iptables-legacy-save 2>/dev/null | grep -q cali-FORWARD; then iptables-legacy -P FORWARD DROP; else iptables-nft -P FORWARD DROP; fi
ip link set ens3 txqueuelen 2000
`;

/** Nodes send to each other's pods without an envelope. */
export function plainRoutes(): readonly Act[] {
  return healthyIncident.nodes.map(({ name }) =>
    onNode(
      name,
      healthyIncident.nodes
        .filter((other) => other.name !== name)
        .map(({ ip, podBlock }) => `ip route replace ${podBlock} via ${ip} dev ens3`)
        .join("\n"),
    ),
  );
}
