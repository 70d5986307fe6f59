package org.mingchou.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The packed store against a plain list of the same records. */
class CandidateStoreTest {
    private record Row(int tag, String ticket, String id) {
        long prefix() {
            return Long.parseUnsignedLong(ticket.substring(0, 16), 16);
        }
    }

    private static final Comparator<Row> ORDER =
            Comparator.comparing(Row::ticket).thenComparing(Row::id);

    /** Ids of every length, a few tickets twice and some that differ in their last digit only. */
    private static List<Row> rows(int count) {
        Random random = new Random(count);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String ticket = i > 9 && i % 10 == 0
                    ? rows.get(i - 1 - random.nextInt(9)).ticket
                    : HashProfile.SHA256.hex(count + " " + i);
            if (i % 10 == 5) {
                ticket = ticket.substring(0, 63) + (ticket.endsWith("0") ? "1" : "0");
            }
            String id = Integer.toString(100_000 + random.nextInt(900_000));
            id = id + "X".repeat(i % 49);
            rows.add(new Row(random.nextInt(FrameChunks.ROWS), ticket, id));
        }
        return rows;
    }

    private static CandidateStore store(List<Row> rows) {
        CandidateStore store = new CandidateStore();
        for (Row row : rows) {
            byte[] data = Ascii.bytes("<" + row.id + ">");
            store.add(row.tag, Hex.decode(row.ticket), data, 1, data.length - 1);
        }
        return store;
    }

    private static List<Row> contents(CandidateStore store) {
        List<Row> out = new ArrayList<>();
        store.forEach((tag, page, ticketAt, from, to) -> out.add(new Row(
                tag,
                Hex.encode(Arrays.copyOfRange(page, ticketAt, ticketAt + 32)),
                Ascii.string(page, from, to - from))));
        return out;
    }

    private static void check(CandidateStore store, List<Row> rows) {
        assertThat(store.size()).isEqualTo(rows.size());
        assertThat(contents(store)).isEqualTo(rows);
        List<Row> sorted = rows.stream().sorted(ORDER).toList();
        long[] order = store.ordered();
        assertThat(order).hasSize(rows.size());
        for (int i = 0; i < order.length; i++) {
            assertThat(store.ticket(order[i])).isEqualTo(sorted.get(i).ticket);
            assertThat(store.id(order[i])).isEqualTo(sorted.get(i).id);
            assertThat(store.prefix(order[i])).isEqualTo(sorted.get(i).prefix());
        }
    }

    /** The largest fills more pages than are counted at first. */
    @Test
    void keepsEveryRecordAndOrdersByTicketThenId() {
        for (int count : new int[] {0, 1, 2, 10, 11, 12, 13, 200, 22_000}) {
            List<Row> rows = rows(count);
            check(store(rows), rows);
        }
    }

    @Test
    void purgesWhatLiesAboveTheLimitUnsigned() {
        List<Row> rows = rows(12_000);
        for (int quantile : new int[] {0, 1, 5_000, 11_000, 11_999}) {
            CandidateStore store = store(rows);
            long limit = rows.stream().sorted(ORDER).toList().get(quantile).prefix();
            store.purge(limit);
            // The limit itself stays: equal prefixes are told apart by the whole ticket.
            check(
                    store,
                    rows.stream()
                            .filter(r -> Long.compareUnsigned(r.prefix(), limit) <= 0)
                            .toList());
            store.add(7, new byte[32], Ascii.bytes("LATER"), 0, 5);
            assertThat(store.id(store.ordered()[0])).isEqualTo("LATER");
        }
    }

    @Test
    void thePrefixIsTheFirst64Bits() {
        byte[] ticket = Hex.decode("00" + "8123456789abcdef" + "ff".repeat(24));
        assertThat(CandidateStore.prefix(ticket, 1)).isEqualTo(0x8123456789abcdefL);
    }
}
