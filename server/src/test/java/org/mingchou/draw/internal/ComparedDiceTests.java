package org.mingchou.draw.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mingchou.draw.internal.ComparedDice.Read;

class ComparedDiceTests {

    private static final String WITNESS = "35142616254315362451";
    /** As the witness, but for the twelfth. */
    private static final String MARKET = "35142616254415362451";
    /** Somebody who has not looked; the seventh alone is as thrown. */
    private static final String LEAD = "11111111111111111112".replace("1", "4").replace("2", "6");

    @Test
    void theOneDieInWhichTwoReadersDifferIsFoundBesideOneWhoGuessed() {
        var all = List.of(LEAD, MARKET, WITNESS);
        assertThat(ComparedDice.off(WITNESS, all, null))
                .as("the lead chanced upon 4")
                .containsExactly(11);
        assertThat(ComparedDice.off(MARKET, all, null)).isEmpty();
        assertThat(ComparedDice.off(LEAD, all, null)).hasSize(16).doesNotContain(11);

        assertThat(ComparedDice.pairs(
                        List.of(new Read("牵头部门", LEAD), new Read("市场局", MARKET), new Read("见证人", WITNESS))))
                .hasSize(3)
                .startsWith("市场局与见证人有 1 颗不同：第 12 颗（4、3）。")
                .contains("牵头部门与市场局有 16 颗不同。", "牵头部门与见证人有 17 颗不同。");
    }

    @Test
    void whereAllThreeReadOtherwiseEachIsMarked() {
        var all = List.of("1111", "1121", "1131");
        for (var dice : all) {
            assertThat(ComparedDice.off(dice, all, null)).as(dice).containsExactly(2);
        }
        assertThat(ComparedDice.off("1111", List.of("1111", "1121"), null)).containsExactly(2);
        assertThat(ComparedDice.off("1111", List.of("1111", "1121", "1121", "1111"), null))
                .as("two against two")
                .containsExactly(2);
        assertThat(ComparedDice.off("1111", List.of("1111"), null)).isEmpty();
    }

    @Test
    void onceDecidedTheDecisionCounts() {
        assertThat(ComparedDice.off("1121", List.of("1121", "1121", "1111"), "1111"))
                .containsExactly(2);
    }

    @Test
    void aDieTooManyIsSaidAndWhereItBegins() {
        assertThat(ComparedDice.pairs(List.of(new Read("甲", "123456"), new Read("乙", "1234456"))))
                .containsExactly("甲录入 6 颗，乙录入 7 颗，自第 5 颗起不同：可能漏录或多录。");
        assertThat(ComparedDice.off("1234456", List.of("1234456", "123456", "123456"), null))
                .containsExactly(4, 5, 6);
        assertThat(ComparedDice.pairs(List.of(new Read("甲", "123456"), new Read("乙", "123456"))))
                .containsExactly("甲与乙所录相同。");
    }
}
