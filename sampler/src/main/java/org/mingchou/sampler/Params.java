package org.mingchou.sampler;

import static org.mingchou.sampler.TextFile.match;
import static org.mingchou.sampler.TextFile.number;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * params.txt (§3.1): everything the opening binds. Immutable; {@link #bytes()} is the file byte for byte, and its hash is
 * the opening.
 */
public final class Params {
    /** Of which rows the ratios are: {@code base}. */
    public enum Base {
        ALL,
        ELIGIBLE
    }

    /** When names are published: {@code mode}; OPEN when the key is absent. */
    public enum Mode {
        OPEN,
        SEALED
    }

    /** Who sees the frame: {@code audience}; PUBLIC when the key is absent. */
    public enum Audience {
        PUBLIC,
        PARTIES
    }

    /** What orders the reserve (§3.8): {@code reserve.order}; SECOND when the key is absent. */
    public enum ReserveBy {
        SECOND,
        TICKET
    }

    /**
     * One officer pool, as far as the opening binds it; every part is optional (§3.1).
     *
     * @param officers SHA-256 of officers.tsv, 64 hex
     * @param avoid SHA-256 of avoid.tsv, 64 hex
     * @param group seats of a task, from 2
     * @param date the window's last day, YYYY-MM-DD
     */
    public record Pool(
            Optional<String> officers, Optional<String> avoid, Optional<Integer> group, Optional<String> date) {}

    static final String SPEC = "SSJ-DRAW-1";
    static final String WITNESSED = "witnessed";
    private static final int MOST_MINUTES = 100_000;
    private static final Pattern KEY_ID = Pattern.compile("[0-9a-f]{8}");
    private static final Pattern PRINTABLE = Pattern.compile("[!-~]+");

    private final byte[] bytes;
    private final String file;
    private final HashProfile hash;
    private final String draw;
    private final String frameDigest;
    private final String frameRoot;
    private final long frameCount;
    private final SortedMap<String, Integer> ratios;
    private final int floor;
    private final int reserve;
    private final Base base;
    private final String beacon;
    private final SortedMap<String, String> commitments;
    private final SortedMap<String, String> secondCommitments;
    private final Optional<String> frameSalted;
    private final Mode mode;
    private final Audience audience;
    private final ReserveBy reserveBy;
    private final SortedMap<String, Pool> pools;
    private final Optional<String> prev;
    private final Optional<Integer> xaudit;
    private final List<NoteKey> witnesses;
    private final Optional<Integer> witnessed;

    private Params(String file, byte[] data) {
        this.bytes = data.clone();
        this.file = file;
        KeyValues in = KeyValues.parse(file, data);
        in.take("spec", SPEC, this::spec);
        hash = in.take("hash", HashProfile.SHA256, this::profile);
        draw = in.take("draw", "", v -> text(v, "draw", TextFile.DRAW_ID));
        frameDigest = in.take("frame.digest", "", v -> hex(v, "frame.digest"));
        frameRoot = in.take("frame.root", "", v -> hex(v, "frame.root"));
        frameCount =
                in.take("frame.count", 0L, v -> number(file, v.line(), "frame.count", v.text(), 1, 1_000_000_000_000L));
        ratios = ratios(in);
        floor = in.take("floor", 0, v -> basisPoints(v, "floor"));
        reserve = in.take("reserve", 0, v -> basisPoints(v, "reserve"));
        base = in.take("base", Base.ALL, v -> choice(Base.class, v, "base"));
        beacon = in.take("beacon", "", v -> text(v, "beacon", PRINTABLE));
        commitments = hashes(in, "commit");
        if (commitments.isEmpty()) {
            in.broken(new MalformedInput(file, 0, "at least one key commit.<party> is needed"));
        }
        secondCommitments = hashes(in, "second");
        frameSalted = in.takeOptional("frame.salted", v -> hex(v, "frame.salted"));
        mode = in.takeOptional("mode", v -> choice(Mode.class, v, "mode")).orElse(Mode.OPEN);
        audience = in.takeOptional("audience", v -> choice(Audience.class, v, "audience"))
                .orElse(Audience.PUBLIC);
        reserveBy = in.takeOptional("reserve.order", v -> choice(ReserveBy.class, v, "reserve.order"))
                .orElse(ReserveBy.SECOND);
        pools = pools(in);
        prev = in.takeOptional("prev", v -> text(v, "prev", TextFile.DRAW_ID));
        xaudit = in.takeOptional(AuditSample.XAUDIT, v -> basisPoints(v, AuditSample.XAUDIT));
        boolean age = in.has(WITNESSED);
        SortedMap<String, KeyValues.Value> named = in.takeAll("witness.");
        witnesses = witnesses(in, named);
        witnessed = in.takeOptional(WITNESSED, v -> (int) number(file, v.line(), WITNESSED, v.text(), 0, MOST_MINUTES));
        if (age == named.isEmpty()) {
            in.broken(new MalformedInput(file, 0, "witness.<id> and witnessed stand together"));
        }
        in.finish();
    }

    /**
     * Parses params.txt.
     *
     * @throws MalformedInput naming {@code params.txt}
     */
    public static Params parse(byte[] data) {
        return parse("params.txt", data);
    }

    /**
     * Parses params.txt under the name that messages shall carry.
     *
     * @throws MalformedInput naming {@code file} and the first line that breaks a rule of §3.1
     */
    public static Params parse(String file, byte[] data) {
        return new Params(file, data);
    }

    /** An empty builder; {@link ParamsBuilder#build()} checks everything that {@link #parse(byte[])} checks. */
    public static ParamsBuilder builder() {
        return new ParamsBuilder();
    }

    /** The file, byte for byte. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The opening, H of the file's bytes, 64 hex (§3.2). */
    public String opening() {
        return hash.hex(bytes);
    }

    /** H of this draw, for everything but the log, beacon.txt and the officers. */
    public HashProfile hash() {
        return hash;
    }

    /** The drawId, {@code [A-Za-z0-9._-]{1,64}}. */
    public String draw() {
        return draw;
    }

    /** H of the bytes of frame.tsv, 64 hex. */
    public String frameDigest() {
        return frameDigest;
    }

    /** RFC 6962 root over the lines of frame.tsv without LF, 64 hex. */
    public String frameRoot() {
        return frameRoot;
    }

    /** Rows of frame.tsv, at least 1. */
    public long frameCount() {
        return frameCount;
    }

    /** Basis points, 0 to 10000, by stratum ascending. */
    public SortedMap<String, Integer> ratios() {
        return ratios;
    }

    /** Basis points of the base over all strata. */
    public int floor() {
        return floor;
    }

    /** Basis points of a stratum's quota. */
    public int reserve() {
        return reserve;
    }

    /** Of which rows the ratios are (§3.5). */
    public Base base() {
        return base;
    }

    /** The identity of the beacon, such as {@code live:hall-3}; {@code none} for a draw without one. */
    public String beacon() {
        return beacon;
    }

    /** Whether the draw carries the mark 无信标 (§3.4). */
    public boolean withoutBeacon() {
        return beacon.equals("none");
    }

    /** Commitments to the first secrets, 64 hex by party ascending; never empty. */
    public SortedMap<String, String> commitments() {
        return commitments;
    }

    /** Commitments to the second secrets, 64 hex by party ascending; may be empty. */
    public SortedMap<String, String> secondCommitments() {
        return secondCommitments;
    }

    /** The salted root of §3.7, 64 hex; empty when the opening binds none. */
    public Optional<String> frameSalted() {
        return frameSalted;
    }

    /** When names are published (§3.7). */
    public Mode mode() {
        return mode;
    }

    /** Who sees the frame (§3.7). */
    public Audience audience() {
        return audience;
    }

    /** What orders the reserve (§3.8). */
    public ReserveBy reserveBy() {
        return reserveBy;
    }

    /** Officer pools by id ascending; may be empty. */
    public SortedMap<String, Pool> pools() {
        return pools;
    }

    /** The void draw that this one repeats. */
    public Optional<String> prev() {
        return prev;
    }

    /** Basis points of the excluded rows of each code that are audited (§3.6.1); empty when the opening binds none. */
    public Optional<Integer> xaudit() {
        return xaudit;
    }

    /** The keys of the witnesses that shall have seen the OPENING (§3.4.1), by id ascending; empty for 无外部见证. */
    public List<NoteKey> witnesses() {
        return witnesses;
    }

    /** Minutes that must lie between them and the beacon; 0 without witnesses. */
    public int witnessed() {
        return witnessed.orElse(0);
    }

    /** The name under which messages mention the file. */
    String file() {
        return file;
    }

    private String text(KeyValues.Value value, String key, Pattern pattern) {
        return match(file, value.line(), key, pattern, value.text());
    }

    private String hex(KeyValues.Value value, String key) {
        return TextFile.hash(file, value.line(), key, value.text());
    }

    private int basisPoints(KeyValues.Value value, String key) {
        return (int) number(file, value.line(), key, value.text(), 0, 10_000);
    }

    private <E extends Enum<E>> E choice(Class<E> type, KeyValues.Value value, String key) {
        for (E constant : type.getEnumConstants()) {
            if (value.text().equals(spelling(constant))) {
                return constant;
            }
        }
        throw new MalformedInput(file, value.line(), key + " has a value that is not allowed");
    }

    static String spelling(Enum<?> constant) {
        return constant.name().toLowerCase(java.util.Locale.ROOT);
    }

    private String spec(KeyValues.Value value) {
        if (!value.text().equals(SPEC)) {
            throw new MalformedInput(file, value.line(), "spec must be " + SPEC);
        }
        return SPEC;
    }

    private HashProfile profile(KeyValues.Value value) {
        return HashProfile.byId(value.text())
                .orElseThrow(() -> new MalformedInput(file, value.line(), "hash must be sha256 or sm3"));
    }

    private SortedMap<String, Integer> ratios(KeyValues in) {
        TreeMap<String, Integer> out = new TreeMap<>();
        in.takeAll("ratio.")
                .forEach((stratum, value) -> in.run(() -> {
                    match(file, value.line(), "the stratum of a ratio", TextFile.STRATUM, stratum);
                    out.put(stratum, basisPoints(value, "a ratio"));
                }));
        return Collections.unmodifiableSortedMap(out);
    }

    private SortedMap<String, String> hashes(KeyValues in, String key) {
        TreeMap<String, String> out = new TreeMap<>();
        in.takeAll(key + ".")
                .forEach((party, value) -> in.run(() -> {
                    match(file, value.line(), "a party", TextFile.PARTY, party);
                    out.put(party, hex(value, "a value of " + key));
                }));
        return Collections.unmodifiableSortedMap(out);
    }

    private List<NoteKey> witnesses(KeyValues in, SortedMap<String, KeyValues.Value> named) {
        List<NoteKey> out = new ArrayList<>();
        named.forEach((id, value) -> in.run(() -> {
            match(file, value.line(), "the id of a witness", KEY_ID, id);
            NoteKey key = witness(id, value);
            // Under several names it would be counted as several.
            if (out.stream().anyMatch(k -> Arrays.equals(k.publicKey(), key.publicKey()))) {
                throw new MalformedInput(file, value.line(), "a witness's key occurs once");
            }
            out.add(key);
        }));
        return Collections.unmodifiableList(out);
    }

    private NoteKey witness(String id, KeyValues.Value value) {
        try {
            NoteKey key = NoteKey.parse(value.text());
            if (key.type() == NoteKey.Type.COSIGNATURE && Hex.encode(key.id()).equals(id)) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            // The rule below says all there is to say.
        }
        throw new MalformedInput(
                file, value.line(), "a witness is a cosignature/v1 key name+id+base64 under its own id");
    }

    private SortedMap<String, Pool> pools(KeyValues in) {
        TreeMap<String, Pool> out = new TreeMap<>();
        Pool empty = new Pool(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        in.takeAll("pool.")
                .forEach((key, value) -> in.run(() -> {
                    // A pool's name may hold dots, so the part is what follows the last one.
                    int cut = key.lastIndexOf('.');
                    String id =
                            match(file, value.line(), "a pool", TextFile.NAME, cut < 0 ? "" : key.substring(0, cut));
                    Pool pool = out.getOrDefault(id, empty);
                    out.put(id, with(pool, key.substring(cut + 1), value));
                }));
        return Collections.unmodifiableSortedMap(out);
    }

    private Pool with(Pool pool, String part, KeyValues.Value value) {
        return switch (part) {
            case "officers" -> new Pool(Optional.of(hex(value, part)), pool.avoid, pool.group, pool.date);
            case "avoid" -> new Pool(pool.officers, Optional.of(hex(value, part)), pool.group, pool.date);
            case "group" -> {
                int seats = (int) number(file, value.line(), "group", value.text(), 2, Matching.MAX_GROUP);
                yield new Pool(pool.officers, pool.avoid, Optional.of(seats), pool.date);
            }
            case "date" -> {
                String date = TextFile.date(file, value.line(), "date", value.text());
                yield new Pool(pool.officers, pool.avoid, pool.group, Optional.of(date));
            }
            default -> throw new MalformedInput(file, value.line(), "unknown key");
        };
    }
}
