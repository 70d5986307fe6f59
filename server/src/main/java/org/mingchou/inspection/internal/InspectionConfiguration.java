package org.mingchou.inspection.internal;

import org.mingchou.shared.TransitionTable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Shows the lives of this module to the chart generator. */
@Configuration(proxyBeanMethods = false)
class InspectionConfiguration {

    @Bean
    TransitionTable<?, ?> visitLife() {
        return VisitLife.TABLE;
    }

    @Bean
    TransitionTable<?, ?> sectionLife() {
        return SectionLife.TABLE;
    }
}
