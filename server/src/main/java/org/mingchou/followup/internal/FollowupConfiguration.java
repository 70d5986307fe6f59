package org.mingchou.followup.internal;

import org.mingchou.shared.TransitionTable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Shows the life of this module's aggregate to the chart generator. */
@Configuration(proxyBeanMethods = false)
class FollowupConfiguration {

    @Bean
    TransitionTable<?, ?> followUpLife() {
        return FollowUpLife.TABLE;
    }
}
