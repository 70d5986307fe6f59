package org.mingchou.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The order of tickets (§4.2) against that of their hex. */
class TicketTest {
    private record Item(Ticket ticket, String id, String hex) implements Ticket.Holder {}

    private static final Comparator<Item> ORDER =
            Comparator.comparing(Item::hex).thenComparing(Item::id);

    /** @param same how many items share a ticket, and are told apart by their id */
    private static List<Item> items(int count, int same) {
        Ticket.Maker maker = new Ticket.Maker("key|");
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String end = Integer.toString(i / same);
            items.add(new Item(maker.of(end), "ID" + i % same, HashProfile.SHA256.hex("key|" + end)));
        }
        return items;
    }

    @Test
    void ticketsCompareAsTheirHexDoes() {
        List<Item> items = items(60, 1);
        for (Item one : items) {
            for (Item other : items) {
                assertThat(Integer.signum(one.ticket.compareTo(other.ticket)))
                        .isEqualTo(Integer.signum(one.hex.compareTo(other.hex)));
            }
        }
    }

    @Test
    void sortsByTicketThenId() {
        for (int same : new int[] {1, 3, 50}) {
            for (int count : new int[] {0, 1, 2, 3, 4, 5, 8, 9, 16, 17, 100, 1024, 1025}) {
                List<Item> items = items(count, same);
                List<Item> expected = items.stream().sorted(ORDER).toList();
                Collections.shuffle(items, new Random(count));
                Item[] sorted = items.toArray(Item[]::new);
                Ticket.sort(sorted);
                assertThat(Arrays.asList(sorted)).isEqualTo(expected);
            }
        }
    }
}
