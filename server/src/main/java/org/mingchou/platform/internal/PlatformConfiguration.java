package org.mingchou.platform.internal;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import java.util.List;
import java.util.Set;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PlatformConfiguration {

    /** A null inside a list is a mistake of the sender, refused before any code meets it. */
    @Bean
    JsonMapperBuilderCustomizer refuseNullElements() {
        var refusing = JsonSetter.Value.forContentNulls(Nulls.FAIL);
        return mapper -> List.of(List.class, Set.class)
                .forEach(type -> mapper.withConfigOverride(type, config -> config.setNullHandling(refusing)));
    }

    @Bean
    OpenAPI openApi() {
        return new OpenAPI().info(new Info().title("明抽 Mingchou").version("1"));
    }
}
