package org.mingchou.sampler;

/** seed2 (§3.2): orders the reserve and deals the officers; nobody knew it while drop-outs were being decided. */
public final class SecondSeed {
    private SecondSeed() {}

    /**
     * {@code H("SSJ-SEED-2|" + opening + "|" + confirmed + "|" + second_p1 + …)}, parties of {@code second.*} ascending.
     * Only when a party withheld, it stands as {@code -}, and {@code "|" + beacon2} follows.
     *
     * @param confirmationsTsv the closed confirmations.tsv, byte for byte
     * @param reveal already checked against the same params
     * @return 64 lower-case hex digits
     */
    public static String of(Params params, byte[] confirmationsTsv, SecondReveal reveal) {
        HashProfile h = params.hash();
        StringBuilder text = new StringBuilder("SSJ-SEED-2|").append(params.opening());
        text.append('|').append(h.hex(confirmationsTsv));
        params.secondCommitments()
                .keySet()
                .forEach(party -> text.append('|').append(reveal.secrets().getOrDefault(party, "-")));
        reveal.beacon().ifPresent(beacon -> text.append('|').append(beacon));
        return h.hex(text.toString());
    }
}
