package org.mingchou.subject.internal;

import org.mingchou.shared.TransitionTable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SubjectConfiguration {

    @Bean
    TransitionTable<?, ?> subjectLife() {
        return SubjectLife.TABLE;
    }
}
