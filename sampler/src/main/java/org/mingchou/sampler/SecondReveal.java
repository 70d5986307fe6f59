package org.mingchou.sampler;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * reveal2.txt (§3.1): the second secrets, lines {@code second.<party>=<64 hex>} ascending, for exactly the parties of
 * {@code second.*} in params.txt. When parties let the deadline pass, the file holds those who did reveal, perhaps
 * nobody, after a line {@code beacon=<64 hex>}: the SHA-256 of beacon2.txt, thrown in public after that deadline.
 *
 * @param secrets 64 hex by party ascending, of those who revealed
 * @param beacon 64 hex; present exactly when a party withheld its second secret
 */
public record SecondReveal(SortedMap<String, String> secrets, Optional<String> beacon) {
    /** The reveal of a draw to which nobody committed a second secret; such a draw has no reveal2.txt. */
    public static SecondReveal none() {
        return new SecondReveal(Collections.emptySortedMap(), Optional.empty());
    }

    /**
     * Parses reveal2.txt.
     *
     * @param file the name that messages shall carry
     * @throws MalformedInput on a wrong shape, a foreign party, a secret that does not open its commitment, a missing
     *     party without a line {@code beacon}, or that line when no party is missing
     */
    public static SecondReveal parse(String file, byte[] data, Params params) {
        KeyValues in = KeyValues.parse(file, data);
        Optional<String> beacon = Optional.empty();
        if (in.has("beacon")) {
            KeyValues.Value value = in.take("beacon");
            if (params.secondCommitments().keySet().stream().allMatch(party -> in.has("second." + party))) {
                throw new MalformedInput(file, value.line(), "no party is missing, so there is no key beacon");
            }
            beacon = Optional.of(TextFile.hash(file, value.line(), "beacon", value.text()));
        }
        SortedMap<String, String> secrets = Secrets.opened(in, "second.", params.secondCommitments(), params);
        in.finish();
        if (beacon.isEmpty()) {
            Secrets.complete(file, "second.", secrets, params.secondCommitments());
        }
        return new SecondReveal(secrets, beacon);
    }

    /**
     * The reveal of a draw in which every party revealed, checked like the file.
     *
     * @param secrets 64 hex by party, exactly the parties of {@code second.*}
     * @throws MalformedInput as {@link #parse}
     */
    public static SecondReveal of(Params params, Map<String, String> secrets) {
        return of(params, secrets, Optional.empty());
    }

    /**
     * The reveal made of these secrets, checked like the file.
     *
     * @param secrets 64 hex by party, of those who revealed; may be empty
     * @param beacon {@link #beaconOf} of beacon2.txt; present exactly when a party of {@code second.*} is missing
     * @throws MalformedInput as {@link #parse}
     */
    public static SecondReveal of(Params params, Map<String, String> secrets, Optional<String> beacon) {
        return secrets.isEmpty()
                        && beacon.isEmpty()
                        && params.secondCommitments().isEmpty()
                ? none()
                : parse("reveal2.txt", new SecondReveal(new TreeMap<>(secrets), beacon).bytes(), params);
    }

    /**
     * The value of the line {@code beacon}: SHA-256 of beacon2.txt with its LF, whatever the profile of the draw.
     *
     * @param beacon2Txt what was seen, one line of printable ASCII with its LF
     * @return 64 lower-case hex digits
     * @throws MalformedInput when the file is not one such line
     */
    public static String beaconOf(byte[] beacon2Txt) {
        TextFile.onlyLine(Certificate.BEACON2, beacon2Txt);
        return HashProfile.SHA256.hex(beacon2Txt);
    }

    /**
     * The parties of {@code second.*} that withheld, ascending. For each of them, in this order, the log holds an entry
     * {@link LogEntry#withheld}, all of them before the beacon was thrown.
     */
    public SortedSet<String> withheld(Params params) {
        TreeSet<String> missing = new TreeSet<>(params.secondCommitments().keySet());
        missing.removeAll(secrets.keySet());
        return Collections.unmodifiableSortedSet(missing);
    }

    /** The file reveal2.txt. */
    public byte[] bytes() {
        StringBuilder text = new StringBuilder();
        beacon.ifPresent(value -> text.append("beacon=").append(value).append('\n'));
        secrets.forEach((party, secret) ->
                text.append("second.").append(party).append('=').append(secret).append('\n'));
        return text.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
