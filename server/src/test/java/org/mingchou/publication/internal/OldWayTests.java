package org.mingchou.publication.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The demonstration shows what it says: the old way by position, ours without. */
class OldWayTests {

    private final OldWay.Demonstration shown = OldWay.demonstration();

    @Test
    void skippingFavoursTheBeginningOfTheList() {
        assertThat(shown.first()).isGreaterThan(6);
        assertThat(shown.last()).isLessThan(3.5);
        assertThat(shown.buckets()).hasSize(OldWay.BUCKETS);
        assertThat(shown.buckets().stream()
                        .mapToDouble(OldWay.Bucket::old)
                        .average()
                        .orElse(0))
                .as("as many are drawn, only not alike")
                .isCloseTo(5, within(1e-9));
    }

    @Test
    void ticketsKnowNoOrder() {
        // 1500 draws × 50 rows at 5 %: a standard deviation of 0.08 per cent in each twentieth.
        assertThat(shown.oursLeast()).isGreaterThan(4.7);
        assertThat(shown.oursMost()).isLessThan(5.3);
    }

    @Test
    void whoMayDrawTenTimesSparesWhomHeLikes() {
        assertThat(shown.spared()).anySatisfy(s -> {
            assertThat(s.chance()).isEqualTo(50);
            assertThat(s.once()).isEqualTo(50);
            assertThat(s.untilPleased()).isCloseTo(100 - 100.0 / 1024, within(1e-9));
        });
    }

    @Test
    void pairsAreManyAndNoneIsCommon() {
        assertThat(shown.pairs().possible()).isEqualTo(66);
        assertThat(shown.pairs().ours()).isGreaterThan(60);
        assertThat(shown.pairs().oursCommonest()).isLessThan(5);
    }
}
