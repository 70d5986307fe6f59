package org.mingchou.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jgrapht.alg.flow.mincost.CapacityScalingMinimumCostFlow;
import org.jgrapht.alg.flow.mincost.MinimumCostFlowProblem;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.DirectedWeightedMultigraph;
import org.junit.jupiter.api.Test;

/** §4.3 P4: after the repair the sum of squared loads is the least possible, by an exact solver. */
class MatchingOptimumTest {
    private static final int INSTANCES = 500;

    @Test
    void noAssignmentIsBetterBalanced() {
        Random random = new Random(6);
        int repaired = 0;
        for (int run = 0; run < INSTANCES; run++) {
            int group = 2 + random.nextInt(2);
            List<Officer> officers = new ArrayList<>();
            for (int i = 0; i < group + 1 + random.nextInt(6); i++) {
                SortedSet<String> qualifications = new TreeSet<>();
                if (random.nextInt(3) == 0) {
                    qualifications.add("SE");
                }
                officers.add(new Officer("O" + i, "2027-01-01", qualifications));
            }
            List<MatchTask> tasks = new ArrayList<>();
            List<Avoidance> avoid = new ArrayList<>();
            for (int i = 0; i < 2 + random.nextInt(9); i++) {
                tasks.add(new MatchTask("T" + i, random.nextInt(3) == 0 ? Optional.of("SE") : Optional.empty()));
                for (Officer officer : officers) {
                    if (random.nextInt(3) == 0) {
                        avoid.add(new Avoidance(officer.officerId(), "T" + i));
                    }
                }
            }
            MatchResult found = Matching.match(
                    HashProfile.SHA256.hex("optimum " + run), "P", "2026-06-30", group, tasks, officers, avoid);
            repaired += found.repairs() > 0 ? 1 : 0;
            Map<String, Integer> loads = new HashMap<>();
            found.rows().forEach(row -> row.officers().forEach(o -> loads.merge(o, 1, Integer::sum)));
            long squares = loads.values().stream().mapToLong(l -> (long) l * l).sum();
            List<MatchTask> staffed = tasks.stream()
                    .filter(t ->
                            found.rows().stream().anyMatch(r -> r.objectId().equals(t.objectId())))
                    .toList();
            assertThat((double) squares).as("run " + run).isEqualTo(least(staffed, officers, avoid, group));
        }
        // Instances on which dealing alone is not optimal, or the test would say nothing of the repair.
        assertThat(repaired).isGreaterThan(INSTANCES / 20);
    }

    /** The least sum of squared loads: an officer's n-th task costs 2n − 1. */
    private static double least(List<MatchTask> tasks, List<Officer> officers, List<Avoidance> avoid, int group) {
        DirectedWeightedMultigraph<String, DefaultWeightedEdge> graph =
                new DirectedWeightedMultigraph<>(DefaultWeightedEdge.class);
        Map<DefaultWeightedEdge, Integer> capacity = new HashMap<>();
        Map<String, Integer> supply = new HashMap<>();
        graph.addVertex("sink");
        for (Officer officer : officers) {
            graph.addVertex(officer.officerId());
            for (int n = 1; n <= tasks.size(); n++) {
                edge(graph, capacity, officer.officerId(), "sink", 1, 2 * n - 1);
            }
        }
        for (MatchTask task : tasks) {
            String first = task.objectId() + " seat 0";
            String others = task.objectId() + " other seats";
            graph.addVertex(first);
            graph.addVertex(others);
            supply.put(first, 1);
            supply.put(others, group - 1);
            for (Officer officer : officers) {
                if (avoid.contains(new Avoidance(officer.officerId(), task.objectId()))) {
                    continue;
                }
                // Through one edge of capacity 1: nobody takes two seats of a task.
                String in = task.objectId() + " in " + officer.officerId();
                graph.addVertex(in);
                edge(graph, capacity, in, officer.officerId(), 1, 0);
                edge(graph, capacity, others, in, 1, 0);
                if (task.qualification().isEmpty()
                        || officer.qualifications()
                                .contains(task.qualification().get())) {
                    edge(graph, capacity, first, in, 1, 0);
                }
            }
        }
        supply.put("sink", -group * tasks.size());
        return new CapacityScalingMinimumCostFlow<String, DefaultWeightedEdge>()
                .getMinimumCostFlow(new MinimumCostFlowProblem.MinimumCostFlowProblemImpl<>(
                        graph, v -> supply.getOrDefault(v, 0), e -> capacity.getOrDefault(e, 0)))
                .getCost();
    }

    private static void edge(
            DirectedWeightedMultigraph<String, DefaultWeightedEdge> graph,
            Map<DefaultWeightedEdge, Integer> capacity,
            String from,
            String to,
            int most,
            int cost) {
        DefaultWeightedEdge edge = graph.addEdge(from, to);
        graph.setEdgeWeight(edge, cost);
        capacity.put(edge, most);
    }
}
