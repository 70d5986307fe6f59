package org.mingchou.draw.internal;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

interface DrawRecords extends Repository<Draw, Long> {

    /** States in which somebody of the ceremony has to act. */
    Set<DrawState> UNDER_WAY = EnumSet.of(
            DrawState.FROZEN,
            DrawState.OPENED,
            DrawState.REVEALED,
            DrawState.BEACON_SET,
            DrawState.CONFIRMED,
            DrawState.WITHHELD);

    Draw save(Draw draw);

    Optional<Draw> findById(Long id);

    Optional<Draw> findByDrawNo(String drawNo);

    List<Draw> findByPlanIdOrderByIdDesc(long planId);

    List<Draw> findByRegionCodeOrderByIdDesc(String regionCode);

    /** Void draws of a lead department's plans that nothing was frozen after. */
    @Query("""
            SELECT d.* FROM draw.draw d
            WHERE d.region_code = :region AND d.lead_department_id = :department AND d.state = 'VOID'
              AND NOT EXISTS (SELECT FROM draw.draw l WHERE l.plan_id = d.plan_id AND l.id > d.id)
            ORDER BY d.id""")
    List<Draw> findLastVoid(String region, @Nullable Long department);

    List<Draw> findByRegionCodeAndStateInOrderById(String regionCode, Collection<DrawState> states);
}
