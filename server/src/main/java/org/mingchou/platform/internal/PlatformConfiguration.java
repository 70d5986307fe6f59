package org.mingchou.platform.internal;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PlatformConfiguration {

    @Bean
    OpenAPI openApi() {
        return new OpenAPI().info(new Info().title("明抽 Mingchou").version("1"));
    }
}
