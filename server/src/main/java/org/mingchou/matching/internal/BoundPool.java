package org.mingchou.matching.internal;

import java.util.List;
import org.mingchou.draw.Draws;
import org.mingchou.sampler.Avoidance;
import org.mingchou.sampler.Officer;
import org.mingchou.shared.Problem;

/**
 * A department's pool exactly as the opening binds it, with the second seed. What the directory says today has no say
 * here.
 *
 * @param seed 64 hex
 * @param lastDay YYYY-MM-DD
 */
record BoundPool(String seed, Draws.Pool pool, String lastDay, List<Officer> officers, List<Avoidance> avoid) {

    static BoundPool of(Draws draws, long drawId, long departmentId) {
        var seed = draws.secondSeed(drawId)
                .orElseThrow(() -> Problem.conflict("second-seed-not-revealed", "各当事方尚未全部揭示第二个秘密数。揭示完成后即可匹配。"));
        var pool = draws.pool(drawId, departmentId);
        if (pool.officersTsv().length == 0) {
            throw Problem.conflict("pool-empty", "开启抽取时本部门没有可参加匹配的执法人员。请先在名录库登记人员，再逐户提出人工指派。");
        }
        return new BoundPool(
                seed,
                pool,
                pool.date().toString(),
                Officer.parse("officers.tsv", pool.officersTsv()),
                Avoidance.parse("avoid.tsv", pool.avoidTsv()));
    }
}
