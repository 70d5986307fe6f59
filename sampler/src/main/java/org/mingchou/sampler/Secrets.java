package org.mingchou.sampler;

import java.security.SecureRandom;
import java.util.SortedMap;

/** Secrets of the parties and the commitments to them (§3.2). */
public final class Secrets {
    private Secrets() {}

    /** A new secret: 256 bits as 64 lower-case hex digits. */
    public static String generate(SecureRandom random) {
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        return Hex.encode(secret);
    }

    /**
     * {@code commit.p}: the commitment to a first secret.
     *
     * @param draw the draw's id
     * @param party {@code [a-z0-9-]{1,32}}; bound into the hash, so that a commitment cannot be copied (A10)
     * @param secret 64 lower-case hex digits
     * @return 64 lower-case hex digits
     * @throws IllegalArgumentException when an argument has another shape
     */
    public static String commitFirst(HashProfile profile, String draw, String party, String secret) {
        return commit(profile, "SSJ-COMMIT-1|", draw, party, secret);
    }

    /** {@code second.p}: the commitment to a second secret; as {@link #commitFirst}. */
    public static String commitSecond(HashProfile profile, String draw, String party, String secret) {
        return commit(profile, "SSJ-COMMIT-2|", draw, party, secret);
    }

    private static String commit(HashProfile profile, String tag, String draw, String party, String secret) {
        if (!TextFile.DRAW_ID.matcher(draw).matches()
                || !TextFile.PARTY.matcher(party).matches()
                || !Hex.isHash(secret)) {
            throw new IllegalArgumentException("draw, party or secret is not of the shape that §3.1 and §3.2 demand");
        }
        return profile.hex(tag + draw + "|" + party + "|" + secret);
    }

    /** {@code prefix.party=secret} lines, each of a committed party and opening its commitment. */
    static SortedMap<String, String> opened(
            KeyValues in, String prefix, SortedMap<String, String> commitments, Params params) {
        boolean first = prefix.equals("secret.");
        SortedMap<String, KeyValues.Value> given = in.takeAll(prefix);
        java.util.TreeMap<String, String> secrets = new java.util.TreeMap<>();
        given.forEach((party, value) -> {
            String commitment = commitments.get(party);
            if (commitment == null) {
                throw new MalformedInput(in.file(), value.line(), "the party has no commitment in the opening");
            }
            String secret = TextFile.hash(in.file(), value.line(), "a secret", value.text());
            String made = first
                    ? commitFirst(params.hash(), params.draw(), party, secret)
                    : commitSecond(params.hash(), params.draw(), party, secret);
            if (!made.equals(commitment)) {
                throw new MalformedInput(in.file(), value.line(), "the secret does not open the party's commitment");
            }
            secrets.put(party, secret);
        });
        return java.util.Collections.unmodifiableSortedMap(secrets);
    }

    /** Throws unless every committed party has its secret. */
    static void complete(
            String file, String prefix, SortedMap<String, String> secrets, SortedMap<String, String> commitments) {
        for (String party : commitments.keySet()) {
            if (!secrets.containsKey(party)) {
                throw new MalformedInput(file, 0, "the key " + prefix + party + " is missing");
            }
        }
    }
}
