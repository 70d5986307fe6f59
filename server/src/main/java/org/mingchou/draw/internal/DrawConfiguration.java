package org.mingchou.draw.internal;

import org.mingchou.shared.TransitionTable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Shows the life of a draw to the chart generator. */
@Configuration(proxyBeanMethods = false)
class DrawConfiguration {

    @Bean
    BeaconCatalog beaconCatalog() {
        return BeaconCatalog.load();
    }

    @Bean
    TransitionTable<?, ?> drawLife() {
        return DrawLife.TABLE;
    }

    @Bean
    TransitionTable<?, ?> exclusionAuditLife() {
        return AuditLife.TABLE;
    }
}
