package org.mingchou.publication.internal;

import org.mingchou.shared.TransitionTable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PublicationConfiguration {

    @Bean
    TransitionTable<?, ?> publicationLife() {
        return PublicationLife.TABLE;
    }
}
