package org.mingchou.plan.internal;

import java.util.Optional;
import org.springframework.data.repository.Repository;

interface JointPlans extends Repository<JointPlan, Long> {

    JointPlan save(JointPlan plan);

    Optional<JointPlan> findById(Long id);
}
