# Sends and answers packets in one network namespace, for as long as its stdin is open. Arguments: the ports to answer on.
#
#   stdin   ID PROTOCOL ADDRESS PORT      one flow to try; PROTOCOL is tcp, udp, sctp or icmp
#           go MILLISECONDS               tries them all at once and waits at most so long
#   stdout  ready | ID of a flow that was answered | done
#
# The kernel need not know SCTP: INIT and INIT ACK go through raw sockets, with checksums that connection tracking checks.
use strict;
use warnings;
use Socket;
use POSIX ();
use Errno qw(EINPROGRESS);

$| = 1;
my @ports = @ARGV;
my $next_port = 20000 + int(rand(20000));
my (%answers_on, @listeners);

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

for my $port (@ports) {
    socket(my $tcp, PF_INET, SOCK_STREAM, 6) or die "tcp: $!";
    setsockopt($tcp, SOL_SOCKET, SO_REUSEADDR, 1);
    bind($tcp, sockaddr_in($port, INADDR_ANY)) or die "tcp $port: $!";
    listen($tcp, 128);
    socket(my $udp, PF_INET, SOCK_DGRAM, 17) or die "udp: $!";
    setsockopt($udp, SOL_SOCKET, SO_REUSEADDR, 1);
    bind($udp, sockaddr_in($port, INADDR_ANY)) or die "udp $port: $!";
    push @listeners, [tcp => quiet($tcp)], [udp => quiet($udp)];
    $answers_on{$port} = 1;
}
socket(my $sctp, PF_INET, SOCK_RAW, 132) or die "sctp: $!";
socket(my $icmp, PF_INET, SOCK_RAW, 1) or die "icmp: $!";
setsockopt($_, SOL_SOCKET, SO_RCVBUF, 1 << 20) for $sctp, $icmp;
quiet($_) for $sctp, $icmp;

my (@asked, %open, %by_port, %by_ping, $deadline, $waiting, $input);
$input = '';
quiet(\*STDIN);

sub now { require Time::HiRes; return Time::HiRes::time() }

sub own_port { $next_port = $next_port >= 60000 ? 20000 : $next_port + 1; return $next_port }

sub answered { my ($id) = @_; print "$id\n"; $waiting-- }

sub try_flow {
    my ($id, $protocol, $address, $port) = @_;
    my $to = inet_aton($address);
    if ($protocol eq 'tcp' || $protocol eq 'udp') {
        my ($type, $number) = $protocol eq 'tcp' ? (SOCK_STREAM, 6) : (SOCK_DGRAM, 17);
        socket(my $socket, PF_INET, $type, $number) or die "$protocol: $!";
        setsockopt($socket, SOL_SOCKET, SO_REUSEADDR, 1);
        setsockopt($socket, SOL_SOCKET, SO_LINGER, pack('ii', 1, 0)) if $protocol eq 'tcp';
        bind($socket, sockaddr_in(own_port(), INADDR_ANY)) and last for 1 .. 50;
        quiet($socket);
        connect($socket, sockaddr_in($port, $to)) or $! == EINPROGRESS or return;
        send($socket, $id, 0) if $protocol eq 'udp';
        $open{fileno $socket} = [$id, $protocol, $socket];
    } elsif ($protocol eq 'sctp') {
        my $from = own_port();
        $by_port{$from} = $id;
        send($sctp, sctp_packet($from, $port, 0, 1, $id + 1), 0, sockaddr_in(0, $to));
    } else {
        # Connection tracking knows pings by this number: one that was used before would belong to an old flow.
        my $own = own_port();
        my $packet = pack 'CCnnnN', 8, 0, 0, $own, 1, $id;
        substr($packet, 2, 2) = pack 'n', icmp_sum($packet);
        $by_ping{$own} = $id;
        send($icmp, $packet, 0, sockaddr_in(0, $to));
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
        ($waiting, $deadline) = (scalar @asked, now() + $1 / 1000);
        # Its own flow does not wait for the answers of others.
        for (@asked) { try_flow(@$_); serve(0) }
        @asked = ();
        return;
    }
    push @asked, [split ' ', $line];
}

sub read_sctp {
    while (defined(my $from = recv($sctp, my $packet, 2048, 0))) {
        $packet = substr $packet, 4 * (ord($packet) & 15);
        next if length $packet < 32;
        my ($source, $target, $tag, undef, $chunk) = unpack 'nnNNC', $packet;
        my ($init_tag) = unpack 'x16N', $packet;
        if ($chunk == 1 && $answers_on{$target}) {
            my (undef, $address) = sockaddr_in($from);
            send($sctp, sctp_packet($target, $source, $init_tag, 2, $init_tag ^ 0x5A5A), 0, sockaddr_in(0, $address));
        } elsif ($chunk == 2 && defined $by_port{$target} && $tag == $by_port{$target} + 1) {
            answered(delete $by_port{$target});
        }
    }
}

sub read_icmp {
    while (defined recv($icmp, my $packet, 2048, 0)) {
        $packet = substr $packet, 4 * (ord($packet) & 15);
        my ($type, undef, undef, $own) = unpack 'CCnn', $packet;
        answered(delete $by_ping{$own}) if $type == 0 && defined $by_ping{$own};
    }
}

sub serve {
    my ($wait) = @_;
    my ($read, $write) = ('', '');
    vec($read, fileno $_, 1) = 1 for $sctp, $icmp, map { $_->[1] } @listeners;
    vec($read, 0, 1) = 1 unless defined $deadline;
    for my $number (keys %open) {
        if ($open{$number}[1] eq 'tcp') { vec($write, $number, 1) = 1 }
        else { vec($read, $number, 1) = 1 }
    }
    return unless select($read, $write, undef, $wait) > 0;
    read_sctp() if vec($read, fileno $sctp, 1);
    read_icmp() if vec($read, fileno $icmp, 1);
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
