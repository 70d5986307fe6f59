package org.mingchou.sampler;

/** seed2 (§3.2): orders the reserve and deals the officers; nobody knew it while drop-outs were being decided. */
public final class SecondSeed {
    private SecondSeed() {}

    /**
     * {@code H("SSJ-SEED-2|" + opening + "|" + confirmed + "|" + second_p1 + …)}.
     *
     * @param confirmationsTsv the closed confirmations.tsv, byte for byte
     * @param reveal already checked against the same params
     * @return 64 lower-case hex digits
     */
    public static String of(Params params, byte[] confirmationsTsv, SecondReveal reveal) {
        HashProfile h = params.hash();
        StringBuilder text = new StringBuilder("SSJ-SEED-2|").append(params.opening());
        text.append('|').append(h.hex(confirmationsTsv));
        reveal.secrets().values().forEach(secret -> text.append('|').append(secret));
        return h.hex(text.toString());
    }
}
