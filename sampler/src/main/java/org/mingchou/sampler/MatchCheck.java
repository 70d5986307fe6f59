package org.mingchou.sampler;

import static org.mingchou.sampler.CertificateVerifier.demand;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The matchings of a certificate: bound lists, the seed of the second reveal, and tasks that were really drawn. */
final class MatchCheck {
    private final CertificateMembers in;
    private final Params params;
    private final String seed2;
    private final Set<String> confirmed;
    private final Set<String> reserve = new HashSet<>();
    private final ReserveOrder order;
    private final Set<String> substitutes = new HashSet<>();

    MatchCheck(CertificateMembers in, Params params, String seed2, Confirmations confirmations, List<DrawnRow> rows) {
        this.in = in;
        this.params = params;
        this.seed2 = seed2;
        this.confirmed = confirmations.confirmed();
        this.order = ReserveOrder.of(params, seed2, rows);
        order.strata().values().forEach(reserve::addAll);
    }

    /** Checks one pool and returns the entry that the log must hold for it. */
    LogEntry check(String pool) throws IOException {
        byte[] args = read(pool, "args.txt");
        byte[] tasksTsv = read(pool, "tasks.tsv");
        byte[] officersTsv = read(pool, "officers.tsv");
        byte[] avoidTsv = read(pool, "avoid.tsv");
        byte[] resultTsv = read(pool, "result.tsv");
        Params.Pool bound = params.pools().get(pool);
        if (bound == null || bound.group().isEmpty() || bound.date().isEmpty()) {
            throw new CertificateMembers.Unverified("the opening does not bind the pool " + pool);
        }
        int group = bound.group().get();
        String date = bound.date().get();
        demand(
                Arrays.equals(args, Certificate.matchArgs(seed2, pool, date, group)),
                name(pool, "args.txt") + " is not seed2, pool, date and group");
        demand(
                bound.officers().equals(Optional.of(HashProfile.SHA256.hex(officersTsv))),
                name(pool, "officers.tsv") + " is not the list that the opening binds");
        demand(
                bound.avoid().equals(Optional.of(HashProfile.SHA256.hex(avoidTsv))),
                name(pool, "avoid.tsv") + " is not the list that the opening binds");
        List<MatchTask> tasks = MatchTask.parse(name(pool, "tasks.tsv"), tasksTsv);
        for (MatchTask task : tasks) {
            if (reserve.contains(task.objectId())) {
                substitutes.add(task.objectId());
            } else {
                demand(
                        confirmed.contains(task.objectId()),
                        name(pool, "tasks.tsv") + " holds " + task.objectId() + ", neither confirmed nor reserve");
            }
        }
        MatchResult again = Matching.match(
                seed2,
                pool,
                date,
                group,
                tasks,
                Officer.parse(name(pool, "officers.tsv"), officersTsv),
                Avoidance.parse(name(pool, "avoid.tsv"), avoidTsv));
        demand(Arrays.equals(resultTsv, again.tsv()), name(pool, "result.tsv") + " is not what the matching gives");
        return LogEntry.match(params, pool, args, tasksTsv, officersTsv, avoidTsv, resultTsv);
    }

    /** After all pools: substitutes stepped in by the prescribed order, none was passed over. */
    void checkSubstitutes() {
        demand(order.isPrefix(substitutes), "the substitutes are not the first ones of the reserve's order");
    }

    private byte[] read(String pool, String file) throws IOException {
        return in.read(name(pool, file));
    }

    private static String name(String pool, String file) {
        return Certificate.matchMember(pool, file);
    }
}
