/** What a bad wire does, where the kernel has no netem: a program between a node and the switch that passes its frames on. */
import type { Act } from "../../scenarios/scenario.ts";
import { between, onNode } from "../case.ts";

export interface Wire {
  /** Milliseconds, each way. */
  readonly delayMs?: number;
  /** Of a hundred frames. */
  readonly lost?: number;
  readonly doubled?: number;
  /** One bit of the payload of the innermost packet is turned over. */
  readonly corrupted?: number;
}

/** Arguments: two devices, the delay in milliseconds, then of a hundred frames how many are lost, doubled and corrupted. */
const program = `use strict; use Time::HiRes qw(time);
my ($a, $b, $delay, $lost, $doubled, $corrupted) = @ARGV; $delay /= 1000;
sub open_on {
  my $dev = shift; socket(my $s, 17, 3, 0x0300) or die; my $ask = pack("a16 x16", $dev); ioctl($s, 0x8933, $ask) or die;
  bind($s, pack("SnlSCCa8", 17, 3, unpack("x16 l", $ask), 0, 0, 0, "")) or die; return $s;
}
my @s = (open_on($a), open_on($b)); my @queue;
while (1) {
  my $bits = ""; vec($bits, fileno $_, 1) = 1 for @s;
  my $left = @queue ? $queue[0][0] - time : 1; $left = 0 if $left < 0;
  select($bits, undef, undef, $left);
  for my $side (0, 1) {
    next unless vec($bits, fileno $s[$side], 1);
    my $from = recv($s[$side], my $frame, 65536, 0); exit unless defined $from;
    next if unpack("x10 C", $from) == 4;
    next if rand(100) < $lost;
    substr($frame, length($frame) - 1, 1) ^= chr(1) if length $frame > 100 and rand(100) < $corrupted;
    push @queue, [time + $delay, 1 - $side, $frame];
    push @queue, [time + $delay, 1 - $side, $frame] if rand(100) < $doubled;
  }
  while (@queue and $queue[0][0] <= time) { my $next = shift @queue; send($s[$next->[1]], $next->[2], 0) }
}
`;

/** The wire between a node and the switch is like that from now on. Offloads are off, as on a device that has none. */
export function badWire(
  node: string,
  { delayMs = 0, lost = 0, doubled = 0, corrupted = 0 }: Wire,
): readonly Act[] {
  return [
    onNode(node, "ethtool -K ens3 tx off >/dev/null 2>&1"),
    between(`ip link set v-${node} nomaster
ip link add wire0 type veth peer name wire1
for device in wire0 wire1 v-${node}; do ethtool -K "$device" tx off gro off >/dev/null 2>&1; done
ip link set wire0 master br0 up; ip link set wire1 up
setsid perl -e '${program}' v-${node} wire1 ${delayMs} ${lost} ${doubled} ${corrupted} </dev/null >/dev/null 2>&1 &
sleep 0.5`),
  ];
}

export function wireHealed(node: string): readonly Act[] {
  return [
    // The program ends with its device.
    between(`ip link del wire0; ip link set v-${node} master br0`),
    onNode(node, "ethtool -K ens3 tx on >/dev/null 2>&1"),
  ];
}
