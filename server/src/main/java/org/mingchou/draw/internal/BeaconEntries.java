package org.mingchou.draw.internal;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.sampler.HashProfile;
import org.mingchou.shared.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What parties have entered of a beacon: rows that are only ever added, the last of a party counts. */
@Component
class BeaconEntries {

    /** The round under which readings of the second beacon stand. */
    static final String SECOND = "second";

    /** @param line of beacon.txt; null when the party found the round failed */
    record Entry(
            String slug,
            String label,
            String role,
            @Nullable String line,
            Instant enteredAt) {

        boolean reads(@Nullable Entry other) {
            return line != null && other != null && line.equals(other.line());
        }
    }

    /**
     * @param hidden nobody may see it yet, because somebody who has not read could copy it
     * @param informed entered when what another had read was open to see, to be compared
     */
    record Last(Entry entry, boolean hidden, boolean informed) {}

    /** Bytes; 128 bits are beyond trying. */
    private static final int SALT = 16;

    private final SecureRandom random = new SecureRandom();
    private final BusinessClock clock;
    private final JdbcClient jdbc;

    BeaconEntries(BusinessClock clock, JdbcClient jdbc) {
        this.clock = clock;
        this.jdbc = jdbc;
    }

    /**
     * @param source where it was read; null when everybody saw it
     * @return 64 hex for the trail, from which nobody learns what was read: SHA-256 of salt, round, line and
     *     source, joined by {@code |}
     */
    String enter(Draw draw, Parties.Party party, String round, @Nullable String line, @Nullable String source) {
        var salt = salt();
        jdbc.sql("""
                INSERT INTO draw.beacon_entry (draw_id, slug, round, line, source, salt, entered_at)
                VALUES (:draw, :slug, :round, :line, :source, :salt, :at)""")
                .param("draw", draw.key())
                .param("slug", party.slug())
                .param("round", round)
                .param("line", line)
                .param("source", source)
                .param("salt", salt)
                .param("at", clock.now().atOffset(ZoneOffset.UTC))
                .update();
        return HashProfile.SHA256.hex(
                String.join("|", salt, round, line == null ? "" : line, source == null ? "" : source));
    }

    private String salt() {
        var salt = new byte[SALT];
        random.nextBytes(salt);
        return HexFormat.of().formatHex(salt);
    }

    /** Asks once more before a line is taken that hardly can be right. */
    static void requireSure(BeaconSource kind, String line, boolean confirmed) {
        if (!confirmed) {
            kind.doubt(line).ifPresent(doubt -> {
                throw Problem.conflict("beacon-doubtful", doubt + "。请对照桌上的骰子逐颗核对；确实如此的，请再提交一次以确认。");
            });
        }
    }

    /** The last entry of each party for a round, ascending by slug. */
    List<Last> last(Draw draw, String round) {
        return last(jdbc.sql("""
                SELECT e.slug, p.label, p.role, e.line, e.entered_at
                FROM draw.beacon_entry e JOIN draw.party p ON p.draw_id = e.draw_id AND p.slug = e.slug
                WHERE e.draw_id = :draw AND e.round = :round ORDER BY e.id""")
                .param("draw", draw.key())
                .param("round", round)
                .query((rs, n) -> new Entry(
                        rs.getString("slug"),
                        rs.getString("label"),
                        rs.getString("role"),
                        rs.getString("line"),
                        rs.getTimestamp("entered_at").toInstant()))
                .list());
    }

    /**
     * An entry is hidden until another party has entered something else without having seen it. Then both are shown, for
     * they have to be compared; who enters anew after that is hidden again, because it may be of another throw.
     *
     * @param all in the order in which they were entered
     */
    static List<Last> last(List<Entry> all) {
        var last = new TreeMap<String, Entry>();
        Set<String> hidden = new HashSet<>();
        Set<String> informed = new HashSet<>();
        for (var entry : all) {
            last.put(entry.slug(), entry);
            hidden.remove(entry.slug());
            informed.remove(entry.slug());
            if (last.values().stream().anyMatch(o -> o != entry && o.line() != null && !hidden.contains(o.slug()))) {
                informed.add(entry.slug());
            }
            if (entry.line() == null) {
                continue;
            }
            var differs = hidden.stream().anyMatch(slug -> !entry.reads(last.get(slug)));
            if (differs) {
                hidden.clear();
            } else {
                hidden.add(entry.slug());
            }
        }
        return last.values().stream()
                .map(e -> new Last(e, hidden.contains(e.slug()), informed.contains(e.slug())))
                .toList();
    }

    /** Whether a party is still to read this round: it has not, or somebody has read otherwise. */
    boolean asks(Draw draw, String round, String slug) {
        var last = last(draw, round).stream().map(Last::entry).toList();
        var mine = last.stream().filter(e -> e.slug().equals(slug)).findFirst();
        return mine.isEmpty()
                || last.stream()
                        .anyMatch(e -> !Objects.equals(e.line(), mine.get().line()));
    }
}
