package org.mingchou.sampler;

import static org.mingchou.sampler.CertificateVerifier.demand;

import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** beacon.txt and beacon2.txt against the beacons of the reveals (§3.1). */
final class BeaconCheck {
    private static final Pattern DRAND =
            Pattern.compile("round=([1-9][0-9]{0,17}) randomness=([0-9a-f]{64}) signature=((?:[0-9a-f]{2}){1,96})");

    private BeaconCheck() {}

    static List<String> check(CertificateMembers in, Params params, Reveal reveal) throws IOException {
        if (reveal.beacon().isEmpty()) {
            demand(!in.has(Certificate.BEACON), "beacon.txt in a draw without beacon");
            return List.of();
        }
        byte[] data = in.read(Certificate.BEACON);
        String text = TextFile.onlyLine(Certificate.BEACON, data);
        String beacon = reveal.beacon().get();
        if (!params.beacon().startsWith("drand:")) {
            // SHA-256 whatever the profile: it is taken where the dice are, with any tool.
            demand(HashProfile.SHA256.hex(data).equals(beacon), "the SHA-256 of beacon.txt is not the beacon");
            return List.of("ok beacon: " + beacon + " is the SHA-256 of what was seen");
        }
        Matcher m = DRAND.matcher(text);
        if (!m.matches()) {
            throw new MalformedInput(
                    Certificate.BEACON, 1, "a drand beacon is round=<n> randomness=<hex> signature=<hex>");
        }
        String round = params.beacon().substring(params.beacon().lastIndexOf(':') + 1);
        demand(m.group(1).equals(round), "the round of beacon.txt is not the one of the opening");
        demand(m.group(2).equals(beacon), "the randomness of beacon.txt is not the beacon");
        demand(
                HashProfile.SHA256.hex(Hex.decode(m.group(3))).equals(beacon),
                "the randomness is not the SHA-256 of the round's signature");
        return List.of("ok beacon: randomness of drand round " + round, "note beacon signature: not checked");
    }

    static List<String> checkSecond(CertificateMembers in, SecondReveal reveal) throws IOException {
        if (reveal.beacon().isEmpty()) {
            demand(!in.has(Certificate.BEACON2), "beacon2.txt although no party withheld its second secret");
            return List.of();
        }
        String beacon = SecondReveal.beaconOf(in.read(Certificate.BEACON2));
        demand(beacon.equals(reveal.beacon().get()), "the SHA-256 of beacon2.txt is not the second beacon");
        return List.of("ok second beacon: " + beacon + " is the SHA-256 of what was seen");
    }
}
