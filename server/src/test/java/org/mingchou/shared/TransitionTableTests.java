package org.mingchou.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

class TransitionTableTests {

    enum Door implements Labelled {
        OPEN("开着"),
        SHUT("关着"),
        GONE("拆除");

        private final String label;

        Door(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    enum Act implements Labelled {
        SHUT("关门"),
        BLOW_SHUT("被风吹上"),
        FALL("掉落");

        private final String label;

        Act(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    private static TransitionTable.Builder<Door, Act> door() {
        return TransitionTable.of("door", "门", Door.class, Act.class, Door.OPEN)
                .edge(Door.OPEN, Act.SHUT, Door.SHUT, "-")
                .edge(Door.OPEN, Act.BLOW_SHUT, Door.SHUT, "-")
                .edge(Door.SHUT, Act.FALL, Door.GONE, "-");
    }

    @Test
    void whatFollowsByItselfIsOfferedToNobody() {
        var table = door().bySystem(Act.BLOW_SHUT, Act.FALL).build();

        assertThat(table.allowed(Door.OPEN)).containsExactly(Act.SHUT);
        assertThat(table.apply(Door.OPEN, Act.BLOW_SHUT)).isEqualTo(Door.SHUT);
        assertThat(table.ofTheSystem(Act.FALL)).isTrue();
        assertThat(table.ofTheSystem(Act.SHUT)).isFalse();

        var refusal = catchThrowableOfType(Problem.class, () -> table.apply(Door.OPEN, Act.FALL));
        assertThat(refusal.detail()).contains("现在可以办理：关门。").doesNotContain("被风吹上");
        assertThat(refusal.properties()).containsEntry("allowedActions", List.of("SHUT"));
    }

    @Test
    void aStateThatOnlyTheSystemLeavesIsNotTheEnd() {
        var table = door().bySystem(Act.FALL).build();

        assertThat(table.allowed(Door.SHUT)).isEmpty();
        assertThat(table.terminal(Door.SHUT)).isFalse();
        assertThat(table.terminal(Door.GONE)).isTrue();
    }

    @Test
    void anActWithoutARowCannotBeMarked() {
        var table = TransitionTable.of("door", "门", Door.class, Act.class, Door.OPEN)
                .edge(Door.OPEN, Act.SHUT, Door.SHUT, "-");
        assertThatThrownBy(() -> table.bySystem(Act.FALL)).isInstanceOf(IllegalArgumentException.class);
    }
}
