package org.mingchou.plan.internal;

import java.util.Collection;
import java.util.Optional;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.repository.Repository;

interface Exclusions extends Repository<Exclusion, Long> {

    Exclusion save(Exclusion exclusion);

    Optional<Exclusion> findById(Long id);

    boolean existsByPlanIdAndObjectIdAndStateNot(long planId, String objectId, ExclusionState state);

    Page<Exclusion> findByPlanIdAndStateInAndObjectNameContainingOrderByIdDesc(
            long planId, Collection<ExclusionState> states, String name, Pageable pageable);
}
