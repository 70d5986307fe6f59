package org.mingchou.draw.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mingchou.draw.Fairness;
import org.mingchou.draw.Fairness.Dimension;
import org.mingchou.draw.Fairness.Group;

/** Which groups may stand alone, and what they are counted to. */
class FairnessGroupsTests {

    private final List<FairnessCell> cells = new ArrayList<>();

    private void group(long draw, Dimension dimension, String name, long a, long b) {
        if (a > 0) {
            cells.add(new FairnessCell(draw, dimension, name, "A", a, a / 10));
        }
        if (b > 0) {
            cells.add(new FairnessCell(draw, dimension, name, "B", b, b / 5));
        }
    }

    private List<String> shown(Dimension dimension) {
        return FairnessGroups.shown(cells).groups().stream()
                .filter(g -> g.dimension() == dimension)
                .map(Group::group)
                .toList();
    }

    @Test
    void aSmallGroupIsPooledAndNeverAlone() {
        group(1, Dimension.POSITION, "01", 100, 100);
        group(1, Dimension.POSITION, "02", 100, 100);
        group(1, Dimension.INDUSTRY, "A", 15, 14);
        group(1, Dimension.INDUSTRY, "B", 40, 36);
        group(1, Dimension.INDUSTRY, "C", 145, 150);
        // A alone has 29 objects: the next smallest goes with it, or the rest of the sum would show A.
        assertThat(shown(Dimension.INDUSTRY)).containsExactly("C", Fairness.OTHERS);
        assertThat(FairnessGroups.full(cells).groups().stream().map(Group::group))
                .contains("A", "B", "C");
    }

    @Test
    void aGroupOfOneTierIsPooledBecauseItsRateWouldNameTheTier() {
        group(1, Dimension.POSITION, "01", 200, 200);
        group(1, Dimension.POSITION, "02", 200, 200);
        group(1, Dimension.DISTRICT, "全为甲类镇", 100, 2);
        group(1, Dimension.DISTRICT, "乙镇", 100, 198);
        group(1, Dimension.DISTRICT, "丙镇", 200, 200);
        assertThat(shown(Dimension.DISTRICT)).containsExactlyInAnyOrder("丙镇", Fairness.OTHERS);
    }

    @Test
    void theTiersThemselvesAreForTheSupervisor() {
        group(1, Dimension.POSITION, "01", 200, 200);
        group(1, Dimension.POSITION, "02", 200, 200);
        group(1, Dimension.TIER, "A", 400, 0);
        group(1, Dimension.TIER, "B", 0, 400);
        assertThat(shown(Dimension.TIER)).isEmpty();
        assertThat(FairnessGroups.full(cells).groups().stream().filter(g -> g.dimension() == Dimension.TIER))
                .hasSize(2)
                .allMatch(g -> g.expected() == g.drawn() && g.chance() == 1);
    }

    /** What a draw adds to the published sums is itself a group that may be shown. */
    @Test
    void poolingIsDecidedDrawByDraw() {
        for (long draw = 1; draw <= 2; draw++) {
            group(draw, Dimension.POSITION, "01", 200, 200);
            group(draw, Dimension.POSITION, "02", 200, 200);
            group(draw, Dimension.INDUSTRY, "C", 200, 200);
            group(draw, Dimension.INDUSTRY, "F", 190, 190);
        }
        group(1, Dimension.INDUSTRY, "A", 10, 10);
        group(2, Dimension.INDUSTRY, "A", 10, 10);
        var first =
                FairnessGroups.shown(cells.stream().filter(c -> c.drawId() == 1).toList());
        var both = FairnessGroups.shown(cells);
        assertThat(first.groups()).noneMatch(g -> g.group().equals("A"));
        assertThat(both.groups()).noneMatch(g -> g.group().equals("A"));
        assertThat(both.draws()).isEqualTo(2);
    }

    @Test
    void expectationAndChanceFollowFromTheStrata() {
        group(1, Dimension.POSITION, "01", 150, 50);
        group(1, Dimension.POSITION, "02", 50, 150);
        var groups = FairnessGroups.full(cells).groups();
        // 20 of 200 in A, 40 of 200 in B.
        assertThat(groups.get(0).expected()).isCloseTo(150 * 0.1 + 50 * 0.2, within(1e-9));
        assertThat(groups.get(0).chance()).isEqualTo(1);
        cells.clear();
        cells.add(new FairnessCell(1, Dimension.POSITION, "01", "A", 200, 20));
        cells.add(new FairnessCell(1, Dimension.POSITION, "02", "A", 200, 0));
        // 20 of 20 from one half of 400: twice choose(200, 20) / choose(400, 20).
        assertThat(FairnessGroups.full(cells).groups().get(0).chance()).isBetween(1e-7, 2e-6);
    }

    @Test
    void townshipsAreReadFromAddresses() {
        assertThat(CountFairness.township("石家庄市栾城区样例镇示例路3号", "130111")).isEqualTo("样例镇");
        assertThat(CountFairness.township("河北省石家庄市栾城区演示街道模拟路1号", "130111")).isEqualTo("演示街道");
        assertThat(CountFairness.township("石家庄市栾城区样例乡镇8村", "130111")).isEqualTo("样例乡");
        assertThat(CountFairness.township("石家庄市栾城区样例大街8号", "130111")).isEqualTo("130111");
        assertThat(CountFairness.township(null, "130111")).isEqualTo("130111");
    }

    @Test
    void agesAreBands() {
        var day = LocalDate.of(2026, 5, 15);
        assertThat(CountFairness.age(LocalDate.of(2025, 5, 16), day)).isEqualTo("00");
        assertThat(CountFairness.age(LocalDate.of(2025, 5, 15), day)).isEqualTo("01");
        assertThat(CountFairness.age(LocalDate.of(2021, 5, 15), day)).isEqualTo("05");
        assertThat(CountFairness.age(LocalDate.of(1998, 1, 1), day)).isEqualTo("10");
        assertThat(CountFairness.age(null, day)).isEqualTo(Fairness.UNKNOWN);
    }
}
