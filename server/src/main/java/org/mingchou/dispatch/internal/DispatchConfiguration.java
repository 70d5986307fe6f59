package org.mingchou.dispatch.internal;

import org.mingchou.shared.TransitionTable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DispatchConfiguration {

    @Bean
    TransitionTable<?, ?> assignmentLife() {
        return AssignmentLife.TABLE;
    }

    @Bean
    TransitionTable<?, ?> dropOutLife() {
        return DropOutLife.TABLE;
    }
}
