package org.mingchou.draw.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mingchou.draw.internal.BeaconEntries.Entry;

/** Whose reading of the second beacon counts, and what of any beacon is hidden. */
class SecondReadersTests {

    private static Parties.Party party(String slug, String role, boolean withheld) {
        var outside = !role.equals("PLANNER");
        return new Parties.Party(
                slug, slug, 1, slug, role, outside, null, null, null, null, null, null, null, null, null, withheld);
    }

    /** Four parties; {@code withheld} names those who let the second reveal pass. */
    private static List<Parties.Party> parties(String withheld) {
        return List.of(
                party("lead", "PLANNER", withheld.contains("lead")),
                party("market", "PARTY", withheld.contains("market")),
                party("notary", "PARTY", withheld.contains("notary")),
                party("witness", "WITNESS", withheld.contains("witness")));
    }

    /** e.g. {@code lead=A witness=B}, in this order. */
    private static List<Entry> entries(String read) {
        var result = new ArrayList<Entry>();
        for (var part : read.split(" ")) {
            var at = part.indexOf('=');
            var line = part.substring(at + 1);
            result.add(new Entry(part.substring(0, at), part, "PARTY", line.equals("-") ? null : line, Instant.EPOCH));
        }
        return result;
    }

    private static String decided(String withheld, String read, boolean overdue) {
        return decided(withheld, read, overdue, false);
    }

    private static String decided(String withheld, String read, boolean overdue, boolean abandoned) {
        return SecondReaders.decided(parties(withheld), BeaconEntries.last(entries(read)), overdue, abandoned)
                .map(g -> g.get(0).line() + " by "
                        + String.join(",", g.stream().map(Entry::slug).toList()))
                .orElse("nothing");
    }

    @Test
    void untilTheDayHasPassedTwoHaveToAgreeOneOfThemTheWitnessOrAnotherOutsider() {
        assertThat(decided("notary", "witness=A", false)).isEqualTo("nothing");
        assertThat(decided("notary", "witness=A lead=B", false)).isEqualTo("nothing");
        assertThat(decided("notary", "market=A lead=A", false)).isEqualTo("nothing");
        assertThat(decided("notary", "market=B lead=A witness=A", false)).isEqualTo("A by lead,witness");
        assertThat(decided("witness", "market=A lead=A", false)).isEqualTo("A by lead,market");
        assertThat(decided("lead market notary witness", "lead=A market=A", false))
                .isEqualTo("A by lead,market");
    }

    @Test
    void afterwardsTheBestThatStandsServes() {
        assertThat(decided("notary", "lead=A", true)).isEqualTo("A by lead");
        assertThat(decided("notary", "lead=A witness=B", true)).isEqualTo("B by witness");
        assertThat(decided("notary", "lead=A market=B", true)).isEqualTo("B by market");
        // More who revealed outweigh the witness; those who withheld do not.
        assertThat(decided("notary", "lead=A market=A witness=B", true)).isEqualTo("A by lead,market");
        assertThat(decided("market notary", "market=A notary=A witness=B", true))
                .isEqualTo("B by witness");
        assertThat(decided("lead market notary witness", "market=A notary=A witness=B", true))
                .isEqualTo("A by market,notary");
    }

    /** He knows the other secrets: alone he would choose the order of the reserve and the officers. */
    @Test
    void whoWithheldDoesNotChooseTheThrowAlone() {
        assertThat(decided("notary", "notary=A", true)).isEqualTo("nothing");
        assertThat(decided("market notary", "notary=A market=A", true)).isEqualTo("nothing");
        assertThat(decided("market notary", "notary=A market=A lead=B", true)).isEqualTo("B by lead");
        assertThat(decided("notary", "notary=A lead=A", true)).isEqualTo("A by lead,notary");
        assertThat(decided("lead market notary witness", "notary=A", true)).isEqualTo("A by notary");
        // When those who revealed stay away for good, nobody shall have stopped the draw.
        assertThat(decided("notary", "notary=A", true, true)).isEqualTo("A by notary");
    }

    @Test
    void whoReadsAndWhoHasToBeAmongThem() {
        assertThat(slugs(SecondReaders.readers(parties("market")))).containsExactly("lead", "notary", "witness");
        assertThat(slugs(SecondReaders.typists(parties("market")))).containsExactly("witness");
        assertThat(slugs(SecondReaders.typists(parties("witness")))).containsExactly("market", "notary");
        assertThat(slugs(SecondReaders.readers(parties("lead market notary")))).hasSize(4);
        assertThat(slugs(SecondReaders.typists(parties("lead market notary")))).containsExactly("witness");
        assertThat(slugs(SecondReaders.typists(parties("market notary witness"))))
                .hasSize(4);
    }

    @Test
    void nobodyCopiesWhatHeHasNotRead() {
        assertThat(hidden("witness=A")).containsExactly("witness");
        assertThat(hidden("witness=A lead=A")).containsExactly("lead", "witness");
        assertThat(hidden("witness=A lead=B")).isEmpty();
        assertThat(hidden("witness=A witness=B")).containsExactly("witness");
        // After a new throw the other reads for himself again.
        assertThat(hidden("witness=A lead=B witness=C")).containsExactly("witness");
        assertThat(hidden("witness=A lead=B witness=C lead=D")).isEmpty();
        // That a round failed says nothing of what was read.
        assertThat(hidden("witness=A lead=-")).containsExactly("witness");
    }

    private static Stream<String> hidden(String read) {
        return BeaconEntries.last(entries(read)).stream()
                .filter(BeaconEntries.Last::hidden)
                .map(l -> l.entry().slug());
    }

    private static List<String> slugs(List<Parties.Party> parties) {
        return parties.stream().map(Parties.Party::slug).toList();
    }
}
