# Sends and answers packets in one network namespace, for as long as its stdin is open. Arguments: the addresses and the ports to
# answer on. An answer must leave from the address that was asked, which an unbound socket of a node with several would not see to.
#
#   stdin   ID PROTOCOL ADDRESS PORT      one flow to try; PROTOCOL is tcp, udp, sctp or icmp, ADDRESS of either family
#           go MILLISECONDS               tries them all at once, until all are answered or nothing was heard for so long
#   stdout  ready | ID of a flow that was answered | done
#
# The kernel need not know SCTP: INIT and INIT ACK go through raw sockets, with checksums that connection tracking checks.
use strict;
use warnings;
use Socket qw(:DEFAULT IN6ADDR_ANY IPPROTO_IPV6 IPV6_V6ONLY inet_pton pack_sockaddr_in pack_sockaddr_in6);
use POSIX ();
use Errno qw(EINPROGRESS);

$| = 1;
my @addresses = grep { /[.:]/ } @ARGV;
my @ports = grep { !/[.:]/ } @ARGV;
my $next_port = 20000 + int(rand(20000));
my (%answers_on, @listeners, @raw);

sub quiet { my ($socket) = @_; fcntl($socket, 4, 2048 | fcntl($socket, 3, 0)); return $socket }

my @crc_table = map {
    my $crc = $_;
    $crc = $crc & 1 ? ($crc >> 1) ^ 0x82F63B78 : $crc >> 1 for 1 .. 8;
    $crc;
} 0 .. 255;

sub crc32c {
    my $crc = 0xFFFFFFFF;
    $crc = ($crc >> 8) ^ $crc_table[($crc ^ $_) & 0xFF] for unpack 'C*', $_[0];
    return $crc ^ 0xFFFFFFFF;
}

# An INIT (chunk 1) or INIT ACK (chunk 2) as bytes; the checksum is little-endian in its place.
sub sctp_packet {
    my ($from, $to, $tag, $chunk, $init_tag) = @_;
    my $body = pack 'CCnNNnnN', $chunk, 0, 20, $init_tag, 65536, 1, 1, 1;
    my $packet = pack('nnNN', $from, $to, $tag, 0) . $body;
    substr($packet, 8, 4) = pack 'V', crc32c($packet);
    return $packet;
}

sub icmp_sum {
    my $sum = 0;
    $sum += $_ for unpack 'n*', $_[0];
    $sum = ($sum & 0xFFFF) + ($sum >> 16) while $sum >> 16;
    return ~$sum & 0xFFFF;
}

# Raw sockets of IPv4 give the packet with its header, those of IPv6 without; ICMPv6's checksum is the kernel's to make.
my %families = (
    4 => {
        domain => PF_INET, any => INADDR_ANY, address => \&pack_sockaddr_in,
        payload => sub { substr $_[0], 4 * (ord($_[0]) & 15) },
        icmp => 1, echo_request => 8, echo_reply => 0,
    },
    6 => {
        domain => PF_INET6, any => IN6ADDR_ANY, address => \&pack_sockaddr_in6,
        payload => sub { $_[0] },
        icmp => 58, echo_request => 128, echo_reply => 129,
    },
);

sub family_of { my ($address) = @_; return $families{$address =~ /:/ ? 6 : 4} }

sub open_socket {
    my ($family, $type, $number) = @_;
    socket(my $socket, $family->{domain}, $type, $number) or die "protocol $number: $!";
    setsockopt($socket, SOL_SOCKET, SO_REUSEADDR, 1);
    setsockopt($socket, IPPROTO_IPV6, IPV6_V6ONLY, 1) if $family->{domain} == PF_INET6;
    return quiet($socket);
}

sub listen_on {
    my ($family, $address, $port) = @_;
    my $here = $family->{address}->($port, $address);
    my $tcp = open_socket($family, SOCK_STREAM, 6);
    bind($tcp, $here) or die "tcp $port: $!";
    listen($tcp, 128);
    my $udp = open_socket($family, SOCK_DGRAM, 17);
    bind($udp, $here) or die "udp $port: $!";
    push @listeners, [tcp => $tcp], [udp => $udp];
}

sub open_raw {
    my ($family, $number, $reader) = @_;
    my $socket = open_socket($family, SOCK_RAW, $number);
    setsockopt($socket, SOL_SOCKET, SO_RCVBUF, 1 << 20);
    push @raw, [$family, $socket, $reader];
    return $socket;
}

for my $family (values %families) {
    $family->{sctp_socket} = open_raw($family, 132, \&read_init_ack);
    $family->{icmp_socket} = open_raw($family, $family->{icmp}, \&read_icmp);
}
for my $address (@addresses) {
    my $family = family_of($address);
    my $own = inet_pton($family->{domain}, $address);
    listen_on($family, $own, $_) for @ports;
    bind(open_raw($family, 132, \&read_init), $family->{address}->(0, $own)) or die "sctp $address: $!";
}
$answers_on{$_} = 1 for @ports;

my (@asked, %open, %by_port, %by_ping, $patience, $deadline, $waiting, $input);
$input = '';
quiet(\*STDIN);

sub now { require Time::HiRes; return Time::HiRes::time() }

sub own_port { $next_port = $next_port >= 60000 ? 20000 : $next_port + 1; return $next_port }

sub answered {
    my ($id) = @_;
    print "$id\n";
    $waiting--;
    # A machine that is busy answers late, but goes on answering.
    $deadline = now() + $patience;
}

sub try_flow {
    my ($id, $protocol, $address, $port) = @_;
    my $family = family_of($address);
    my ($to, $host) = map { $family->{address}->($_, inet_pton($family->{domain}, $address)) } $port, 0;
    if ($protocol eq 'tcp' || $protocol eq 'udp') {
        my ($type, $number) = $protocol eq 'tcp' ? (SOCK_STREAM, 6) : (SOCK_DGRAM, 17);
        my $socket = open_socket($family, $type, $number);
        setsockopt($socket, SOL_SOCKET, SO_LINGER, pack('ii', 1, 0)) if $protocol eq 'tcp';
        bind($socket, $family->{address}->(own_port(), $family->{any})) and last for 1 .. 50;
        connect($socket, $to) or $! == EINPROGRESS or return;
        send($socket, $id, 0) if $protocol eq 'udp';
        $open{fileno $socket} = [$id, $protocol, $socket];
    } elsif ($protocol eq 'sctp') {
        my $from = own_port();
        $by_port{$from} = $id;
        send($family->{sctp_socket}, sctp_packet($from, $port, 0, 1, $id + 1), 0, $host);
    } else {
        # Connection tracking knows pings by this number: one that was used before would belong to an old flow.
        my $own = own_port();
        my $packet = pack 'CCnnnN', $family->{echo_request}, 0, 0, $own, 1, $id;
        substr($packet, 2, 2) = pack 'n', icmp_sum($packet);
        $by_ping{$own} = $id;
        send($family->{icmp_socket}, $packet, 0, $host);
    }
}

sub finish {
    close $_->[2] for values %open;
    (%open, %by_port, %by_ping) = ();
    undef $deadline;
    print "done\n";
}

sub read_command {
    my ($line) = @_;
    if ($line =~ /^go (\d+)/) {
        ($waiting, $patience) = (scalar @asked, $1 / 1000);
        $deadline = now() + $patience;
        # Its own flow does not wait for the answers of others.
        for (@asked) { try_flow(@$_); serve(0) }
        @asked = ();
        $deadline = now() + $patience;
        return;
    }
    push @asked, [split ' ', $line];
}

# Source and target port, tag, kind of chunk and the tag it names; nothing of a packet that is too short.
sub read_sctp {
    my ($family, $packet) = @_;
    $packet = $family->{payload}->($packet);
    return length $packet < 32 ? () : unpack 'nnNx4Cx3N', $packet;
}

sub read_init {
    my ($family, $socket) = @_;
    while (defined(my $from = recv($socket, my $packet, 2048, 0))) {
        my ($source, $target, undef, $chunk, $init_tag) = read_sctp($family, $packet) or next;
        next unless $chunk == 1 && $answers_on{$target};
        # Raw sockets of IPv6 take no other port than none.
        substr($from, 2, 2) = pack 'n', 0;
        send($socket, sctp_packet($target, $source, $init_tag, 2, $init_tag ^ 0x5A5A), 0, $from);
    }
}

sub read_init_ack {
    my ($family, $socket) = @_;
    while (defined recv($socket, my $packet, 2048, 0)) {
        my (undef, $target, $tag, $chunk) = read_sctp($family, $packet) or next;
        next unless $chunk == 2 && defined $by_port{$target} && $tag == $by_port{$target} + 1;
        answered(delete $by_port{$target});
    }
}

sub read_icmp {
    my ($family, $socket) = @_;
    while (defined recv($socket, my $packet, 2048, 0)) {
        my ($type, undef, undef, $own) = unpack 'CCnn', $family->{payload}->($packet);
        answered(delete $by_ping{$own}) if $type == $family->{echo_reply} && defined $by_ping{$own};
    }
}

sub serve {
    my ($wait) = @_;
    my ($read, $write) = ('', '');
    vec($read, fileno $_, 1) = 1 for map { $_->[1] } @raw, @listeners;
    vec($read, 0, 1) = 1 unless defined $deadline;
    for my $number (keys %open) {
        if ($open{$number}[1] eq 'tcp') { vec($write, $number, 1) = 1 }
        else { vec($read, $number, 1) = 1 }
    }
    return unless select($read, $write, undef, $wait) > 0;
    for (@raw) {
        my ($family, $socket, $reader) = @$_;
        $reader->($family, $socket) if vec($read, fileno $socket, 1);
    }
    for (@listeners) {
        my ($protocol, $socket) = @$_;
        next unless vec($read, fileno $socket, 1);
        if ($protocol eq 'tcp') { 1 while accept(my $client, $socket); next }
        while (defined(my $from = recv($socket, my $text, 64, 0))) { send($socket, $text, 0, $from) }
    }
    for my $number (keys %open) {
        my ($id, $protocol, $socket) = @{$open{$number}};
        if ($protocol eq 'tcp' && vec($write, $number, 1)) {
            answered($id) if unpack('i', getsockopt($socket, SOL_SOCKET, SO_ERROR)) == 0;
        } elsif ($protocol eq 'udp' && vec($read, $number, 1)) {
            answered($id) if defined recv($socket, my $text, 64, 0);
        } else { next }
        close $socket;
        delete $open{$number};
    }
    return unless vec($read, 0, 1);
    my $bytes = sysread(STDIN, $input, 65536, length $input);
    exit 0 if defined $bytes && $bytes == 0;
    while (!defined $deadline && $input =~ s/^([^\n]*)\n//) { read_command($1) }
}

print "ready\n";
while (1) {
    my $left = defined $deadline ? $deadline - now() : 60;
    if (defined $deadline && ($left <= 0 || $waiting <= 0)) { finish(); next }
    serve($left);
}
