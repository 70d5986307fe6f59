package org.mingchou.matching.internal;

import org.mingchou.shared.TransitionTable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MatchingConfiguration {

    @Bean
    TransitionTable<?, ?> groupLife() {
        return GroupLife.TABLE;
    }
}
