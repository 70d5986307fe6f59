package org.mingchou.sampler;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What of a draw may be published (§3.11.4), as the file summary.txt states it: counts, and the digests of result and
 * names. Its own digest is what an outsider signs, so that nobody can publish other counts or names than he found.
 *
 * @param rows of the frame
 * @param eligible rows of status E
 * @param excluded rows by code, only codes that occur
 * @param drawn objects
 * @param shortfall objects that the floor demands beyond all that are eligible
 * @param result H of result.tsv, 64 hex
 * @param names what {@link #names} gives for drawn.tsv, 64 hex
 * @param root the salted root of result.tsv, 64 hex; exactly with {@code mode=sealed}
 */
public record PublicSummary(
        long rows,
        long eligible,
        SortedMap<String, Long> excluded,
        long drawn,
        long shortfall,
        String result,
        String names,
        Optional<String> root) {
    static final String SPEC = "SSJ-PUBLIC-2";

    /** What the salt of the names is made for: no objectId has small letters, so none has the same salt. */
    private static final String NAMES = "drawn.tsv";

    public PublicSummary {
        excluded = Collections.unmodifiableSortedMap(new TreeMap<>(excluded));
    }

    /**
     * What is public of a draw that was computed.
     *
     * @param excluded rows of the frame by code
     * @param saltKey 64 hex; exactly when the draw is salted
     */
    public static PublicSummary of(
            Params params,
            long rows,
            SortedMap<String, Long> excluded,
            long shortfall,
            List<DrawnRow> drawn,
            String result,
            Optional<String> saltKey) {
        long out = excluded.values().stream().mapToLong(Long::longValue).sum();
        return new PublicSummary(
                rows,
                rows - out,
                excluded,
                drawn.stream().filter(r -> r.kind() == DrawnRow.Kind.DRAWN).count(),
                shortfall,
                result,
                names(params.hash(), saltKey.map(key -> salt(params.hash(), key)), drawnTsv(drawn)),
                params.mode() == Params.Mode.SEALED
                        ? Optional.of(SaltedFrame.resultRoot(params.hash(), saltKey.orElseThrow(), drawn))
                        : Optional.empty());
    }

    /**
     * Of a draw run again from everything it is made of. Reads the frame once.
     *
     * @param saltKey 64 hex; exactly when the draw is salted
     * @throws IOException when the frame cannot be read
     */
    public static PublicSummary of(Params params, DrawResult result, FrameSource frame, Optional<String> saltKey)
            throws IOException {
        return of(
                params,
                result.frame().count(),
                codes(frame),
                result.shortfall(),
                result.rows(),
                params.hash().hex(result.resultTsv()),
                saltKey);
    }

    /** The file drawn.tsv: the drawn objects, ascending, one a line. */
    public static byte[] drawnTsv(List<DrawnRow> rows) {
        StringBuilder text = new StringBuilder();
        rows.stream()
                .filter(r -> r.kind() == DrawnRow.Kind.DRAWN)
                .map(DrawnRow::objectId)
                .sorted()
                .forEach(id -> text.append(id).append('\n'));
        return Ascii.bytes(text.toString());
    }

    /** The line of drawn.salt, 32 hex: without it a short list of names could be guessed from its digest. */
    public static String salt(HashProfile hash, String saltKey) {
        return SaltedFrame.salt(hash, saltKey, NAMES);
    }

    /**
     * The value of {@code names}: {@code H(salt + "|" + drawn.tsv)}, of a draw without salt H(drawn.tsv).
     *
     * @param salt 32 hex
     */
    public static String names(HashProfile hash, Optional<String> salt, byte[] drawnTsv) {
        ByteArrayOutputStream salted = new ByteArrayOutputStream();
        salt.ifPresent(s -> salted.writeBytes(Ascii.bytes(s + "|")));
        salted.writeBytes(drawnTsv);
        return hash.hex(salted.toByteArray());
    }

    /** The file summary.txt. */
    public byte[] bytes() {
        TreeMap<String, String> values = new TreeMap<>();
        values.put("drawn", Long.toString(drawn));
        values.put("eligible", Long.toString(eligible));
        excluded.forEach((code, n) -> values.put("excluded." + code, Long.toString(n)));
        values.put("names", names);
        values.put("result", result);
        root.ifPresent(r -> values.put("result.root", r));
        values.put("rows", Long.toString(rows));
        values.put("shortfall", Long.toString(shortfall));
        values.put("spec", SPEC);
        StringBuilder text = new StringBuilder();
        values.forEach(
                (key, value) -> text.append(key).append('=').append(value).append('\n'));
        return Ascii.bytes(text.toString());
    }

    /** H of summary.txt, 64 hex: the {@code public} of a verdict. */
    public String digest(HashProfile hash) {
        return hash.hex(bytes());
    }

    private static SortedMap<String, Long> codes(FrameSource frame) throws IOException {
        TreeMap<String, Long> all = new TreeMap<>();
        Function<FrameChunks.Chunk, Map<String, Long>> count = chunk -> {
            long[] found = new long[100];
            byte[] data = chunk.data();
            FrameRow row = new FrameRow(frame.name(), chunk);
            while (row.advance()) {
                if (!row.eligible) {
                    found[(data[row.stratumEnd + 2] - '0') * 10 + data[row.stratumEnd + 3] - '0']++;
                }
            }
            Map<String, Long> codes = new TreeMap<>();
            for (int i = 0; i < found.length; i++) {
                if (found[i] > 0) {
                    codes.put("X" + i / 10 + i % 10, found[i]);
                }
            }
            return codes;
        };
        FrameChunks.forEach(frame, null, () -> count, part -> part.forEach((code, n) -> all.merge(code, n, Long::sum)));
        return all;
    }
}
