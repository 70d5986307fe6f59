package org.mingchou.plan.internal;

import org.mingchou.shared.TransitionTable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Shows the lives of this module to the chart generator. */
@Configuration(proxyBeanMethods = false)
class PlanConfiguration {

    @Bean
    TransitionTable<?, ?> jointPlanLife() {
        return PlanLife.TABLE;
    }

    @Bean
    TransitionTable<?, ?> exclusionLife() {
        return ExclusionLife.TABLE;
    }
}
