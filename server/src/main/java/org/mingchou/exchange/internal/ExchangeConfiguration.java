package org.mingchou.exchange.internal;

import org.mingchou.shared.TransitionTable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

@Configuration(proxyBeanMethods = false)
@EnableScheduling
class ExchangeConfiguration {

    @Bean
    TransitionTable<?, ?> outboxMessageLife() {
        return OutboxLife.TABLE;
    }
}
