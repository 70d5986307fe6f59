package org.mingchou.sampler;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * reveal.txt (§3.1): the first secrets and the beacon, checked against the commitments of the opening.
 *
 * @param secrets 64 hex by party ascending, exactly the parties of {@code commit.*}
 * @param beacon 64 hex; empty exactly when {@code beacon=none}
 */
public record Reveal(SortedMap<String, String> secrets, Optional<String> beacon) {
    /**
     * Parses and checks reveal.txt.
     *
     * @throws MalformedInput on a wrong shape, a missing or foreign party, or a secret that does not open its commitment
     */
    public static Reveal parse(byte[] data, Params params) {
        return parse("reveal.txt", data, params);
    }

    /** Parses reveal.txt under the name that messages shall carry. */
    public static Reveal parse(String file, byte[] data, Params params) {
        KeyValues in = KeyValues.parse(file, data);
        Optional<String> beacon = Optional.empty();
        if (in.has("beacon")) {
            KeyValues.Value value = in.take("beacon");
            if (params.withoutBeacon()) {
                throw new MalformedInput(file, value.line(), "a draw without beacon has no key beacon");
            }
            beacon = Optional.of(TextFile.hash(file, value.line(), "beacon", value.text()));
        } else if (!params.withoutBeacon()) {
            throw new MalformedInput(file, 0, "the key beacon is missing");
        }
        SortedMap<String, String> secrets = Secrets.opened(in, "secret.", params.commitments(), params);
        in.finish();
        Secrets.complete(file, "secret.", secrets, params.commitments());
        return new Reveal(secrets, beacon);
    }

    /**
     * The reveal made of these secrets, checked like the file.
     *
     * @throws MalformedInput as {@link #parse(byte[], Params)}
     */
    public static Reveal of(Params params, Map<String, String> secrets, Optional<String> beacon) {
        return parse(write(new TreeMap<>(secrets), beacon), params);
    }

    /** The file reveal.txt. */
    public byte[] bytes() {
        return write(secrets, beacon);
    }

    /** The seed of the draw, 64 hex (§3.2). */
    public String seed(Params params) {
        StringBuilder text = new StringBuilder("SSJ-SEED-1|").append(params.opening());
        secrets.values().forEach(secret -> text.append('|').append(secret));
        beacon.ifPresent(value -> text.append('|').append(value));
        return params.hash().hex(text.toString());
    }

    private static byte[] write(SortedMap<String, String> secrets, Optional<String> beacon) {
        StringBuilder text = new StringBuilder();
        beacon.ifPresent(value -> text.append("beacon=").append(value).append('\n'));
        secrets.forEach((party, secret) ->
                text.append("secret.").append(party).append('=').append(secret).append('\n'));
        return text.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
