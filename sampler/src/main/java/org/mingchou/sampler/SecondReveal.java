package org.mingchou.sampler;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * reveal2.txt: the second secrets, lines {@code second.<party>=<64 hex>} ascending, for exactly the parties of
 * {@code second.*} in params.txt.
 *
 * @param secrets 64 hex by party ascending
 */
public record SecondReveal(SortedMap<String, String> secrets) {
    /** The reveal of a draw to which nobody committed a second secret; such a draw has no reveal2.txt. */
    public static SecondReveal none() {
        return new SecondReveal(Collections.emptySortedMap());
    }

    /**
     * Parses reveal2.txt.
     *
     * @throws MalformedInput on a wrong shape, a missing or foreign party, or a secret that does not open its commitment
     */
    public static SecondReveal parse(String file, byte[] data, Params params) {
        KeyValues in = KeyValues.parse(file, data);
        SortedMap<String, String> secrets = Secrets.opened(in, "second.", params.secondCommitments(), params);
        in.finish();
        return new SecondReveal(secrets);
    }

    /**
     * The reveal made of these secrets, checked like the file.
     *
     * @throws MalformedInput as {@link #parse}
     */
    public static SecondReveal of(Params params, Map<String, String> secrets) {
        return secrets.isEmpty() && params.secondCommitments().isEmpty()
                ? none()
                : parse("reveal2.txt", new SecondReveal(new TreeMap<>(secrets)).bytes(), params);
    }

    /** The file reveal2.txt. */
    public byte[] bytes() {
        StringBuilder text = new StringBuilder();
        secrets.forEach((party, secret) ->
                text.append("second.").append(party).append('=').append(secret).append('\n'));
        return text.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
