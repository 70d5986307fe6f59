package org.mingchou.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuotedTests {

    @Test
    void marksNest() {
        assertThat(Quoted.in("第六次抽查")).isEqualTo("“第六次抽查”");
        assertThat(Quoted.in("第六次“双随机、一公开”抽查")).isEqualTo("“第六次‘双随机、一公开’抽查”");
        assertThat(Quoted.in("甲“乙‘丙’乙”甲")).isEqualTo("“甲‘乙“丙”乙’甲”");
    }
}
