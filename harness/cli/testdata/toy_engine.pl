#!/usr/bin/perl
# A Parallax engine in Perl: MemoryBIOs and no TLS, as docs/adding-an-engine.md has it in Python.
# TOY_BUG=1 plants a bug: a read gives one octet more than was asked for.
use strict;
use warnings;

open(my $out, '>&', \*STDOUT) or die "cannot keep stdout: $!";
open(STDOUT, '>&', \*STDERR) or die "cannot move stdout: $!";  # what is printed by mistake goes to stderr
$out->autoflush(1);

my %bios;  # name: [octets, write_eof was called]
my %escapes = (n => "\n", r => "\r", t => "\t");

sub octets {
    my ($octets) = @_;
    $octets =~ s/([^ !#-\[\]-~])/sprintf '\\x%02x', ord $1/ge;
    return qq{b"$octets"};
}

# The octets of a plain literal; nothing for any other value.
sub plain {
    my ($text) = @_;
    return unless $text =~ /^b"((?:[^"\\]|\\.)*)"$/;
    my $octets = $1;
    $octets =~ s/\\(?:x([0-9a-f]{2})|(.))/defined $1 ? chr hex $1 : $escapes{$2} \/\/ $2/ge;
    return $octets;
}

sub answer {
    my ($path, $rest) = split / /, shift, 2;
    $rest //= '';
    my ($name, $member) = split /\./, $path, 2;
    if ($path eq 'begin' or $path eq 'end') { %bios = (); return 'ok None' }
    if ($path eq 'bio') { $bios{$rest} = ['', 0]; return 'ok None' }
    my $bio = $bios{$path eq 'state' ? $rest : $name};
    my $ended = sub { $bio->[1] && $bio->[0] eq '' ? 'True' : 'False' };
    if ($path eq 'state') { return $bio ? sprintf 'ok {"in": [%d, %s]}', length $bio->[0], $ended->() : 'ok {}' }
    return 'unsupported "this engine has no TLS"' unless $bio and defined $member;
    if ($rest eq '') {
        return 'ok ' . length $bio->[0] if $member eq 'pending';
        return 'ok ' . $ended->() if $member eq 'eof';
        if ($member eq 'write_eof') { $bio->[1] = 1; return 'ok None' }
        $rest = '-1' if $member eq 'read';
    }
    if ($member eq 'write' and not $bio->[1] and defined(my $octets = plain($rest))) {
        $bio->[0] .= $octets;
        return 'ok ' . length $octets;
    }
    if ($member eq 'read' and $rest =~ /^-?[0-9]{1,9}$/) {
        my $size = $rest < 0 ? length $bio->[0] : $rest + ($ENV{TOY_BUG} ? 1 : 0);
        return 'ok ' . octets(substr $bio->[0], 0, $size, '');
    }
    return 'unsupported "not in this toy"';
}

print {$out} qq{hello 1 name="perltoy" family="perltoy" version="1" library="none" semantics="3.13" capabilities=[]\n};
while (my $line = <STDIN>) {
    chomp $line;
    print {$out} answer($line), "\n";
}
