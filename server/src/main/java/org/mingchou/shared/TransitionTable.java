package org.mingchou.shared;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The whole life of one aggregate as data: from → act → to → event. The aggregate alone applies it; the API's
 * {@code allowedActions} and the charts in {@code docs/state} are read from it.
 *
 * @param <S> the states; the constant's {@code label()} is the Chinese name
 * @param <A> the acts; the constant's {@code label()} is the Chinese name
 */
public final class TransitionTable<S extends Enum<S> & Labelled, A extends Enum<A> & Labelled> {

    /** One row; {@code event} is the simple name of what is published, or {@code "-"}. */
    public record Edge<S, A>(S from, A act, S to, String event) {}

    private final String aggregate;
    private final String label;
    private final Class<S> states;
    private final Class<A> acts;
    private final S initial;
    private final List<Edge<S, A>> edges;
    private final Set<A> system;

    private TransitionTable(
            String aggregate,
            String label,
            Class<S> states,
            Class<A> acts,
            S initial,
            List<Edge<S, A>> edges,
            Set<A> system) {
        this.aggregate = aggregate;
        this.label = label;
        this.states = states;
        this.acts = acts;
        this.initial = initial;
        this.edges = List.copyOf(edges);
        this.system = Set.copyOf(system);
    }

    public static <S extends Enum<S> & Labelled, A extends Enum<A> & Labelled> Builder<S, A> of(
            String aggregate, String label, Class<S> states, Class<A> acts, S initial) {
        return new Builder<>(aggregate, label, states, acts, initial);
    }

    /** The state after {@code act}, or a 409 problem that names the state and what may be done instead. */
    public S apply(S from, A act) {
        for (var edge : edges) {
            if (edge.from() == from && edge.act() == act) {
                return edge.to();
            }
        }
        var next = allowed(from);
        var hint = next.isEmpty() ? "此状态下没有可办理的事项。" : "现在可以办理：" + join(next) + "。";
        throw Problem.conflict(
                        "act-not-allowed-in-state", label + "目前为“" + from.label() + "”，不能“" + act.label() + "”。" + hint)
                .with("state", from.name())
                .with("act", act.name())
                .with("allowedActions", next.stream().map(Enum::name).toList());
    }

    public boolean allows(S from, A act) {
        return edges.stream().anyMatch(e -> e.from() == from && e.act() == act);
    }

    /** What a person may do in this state; acts of the system are left out. */
    public Set<A> allowed(S from) {
        var result = EnumSet.noneOf(acts);
        edges.stream()
                .filter(e -> e.from() == from && !system.contains(e.act()))
                .forEach(e -> result.add(e.act()));
        return result;
    }

    public boolean terminal(S state) {
        return edges.stream().noneMatch(e -> e.from() == state);
    }

    /** Whether the act follows from another one, so that nobody does it himself. */
    public boolean ofTheSystem(Object act) {
        return system.contains(act);
    }

    public String aggregate() {
        return aggregate;
    }

    public String label() {
        return label;
    }

    public Class<S> states() {
        return states;
    }

    public S initial() {
        return initial;
    }

    public List<Edge<S, A>> edges() {
        return edges;
    }

    private static String join(Collection<? extends Labelled> acts) {
        return String.join("、", acts.stream().map(Labelled::label).toList());
    }

    /** Collects the rows; a second row for the same state and act is a mistake and refused. */
    public static final class Builder<S extends Enum<S> & Labelled, A extends Enum<A> & Labelled> {
        private final String aggregate;
        private final String label;
        private final Class<S> states;
        private final Class<A> acts;
        private final S initial;
        private final List<Edge<S, A>> edges = new ArrayList<>();
        private final Set<A> system = new HashSet<>();

        private Builder(String aggregate, String label, Class<S> states, Class<A> acts, S initial) {
            this.aggregate = aggregate;
            this.label = label;
            this.states = states;
            this.acts = acts;
            this.initial = initial;
        }

        public Builder<S, A> edge(S from, A act, S to, String event) {
            if (edges.stream().anyMatch(e -> e.from() == from && e.act() == act)) {
                throw new IllegalArgumentException("two rows for " + from + " " + act);
            }
            edges.add(new Edge<>(from, act, to, event));
            return this;
        }

        /** Marks acts that follow from other acts: no message and no {@code allowedActions} offers them. */
        @SafeVarargs
        public final Builder<S, A> bySystem(A... acts) {
            for (var act : acts) {
                if (edges.stream().noneMatch(e -> e.act() == act)) {
                    throw new IllegalArgumentException("no row for " + act);
                }
                system.add(act);
            }
            return this;
        }

        public TransitionTable<S, A> build() {
            return new TransitionTable<>(aggregate, label, states, acts, initial, edges, system);
        }
    }
}
