package org.mingchou.draw.internal;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    List<Draw> findByRegionCodeAndStateInOrderById(String regionCode, Collection<DrawState> states);
}
