package org.mingchou.platform.internal;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mingchou.shared.Actor;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;

/**
 * Makes the OpenAPI document say what the records say: each record has a name of its own, {@code module.Class.Nested},
 * and what is not {@code @Nullable} is always there.
 */
@Configuration(proxyBeanMethods = false)
class ApiSchemas {

    private static final String ROOT = "org.mingchou.";

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Actor.class);
        SpringDocUtils.getConfig().replaceWithClass(JsonNode.class, Object.class);
    }

    /** Simple names would let records of two modules overwrite each other. */
    private static final class Names extends TypeNameResolver {
        private final Map<String, Class<?>> records = new ConcurrentHashMap<>();

        @Override
        public String nameForType(JavaType type, Set<Options> options) {
            var raw = type.getRawClass();
            if (!raw.getName().startsWith(ROOT)) {
                return super.nameForType(type, options);
            }
            var name = new StringBuilder(name(raw));
            for (int i = 0; i < type.containedTypeCount(); i++) {
                name.append('-').append(nameForType(type.containedType(i), options));
            }
            if (raw.isRecord()) {
                records.put(name.toString(), raw);
            }
            return name.toString();
        }

        private static String name(Class<?> type) {
            var rest = type.getName().substring(ROOT.length());
            var module = rest.substring(0, rest.indexOf('.'));
            return module + "." + rest.substring(rest.lastIndexOf('.') + 1).replace('$', '.');
        }
    }

    private final Names names = new Names();

    @Bean
    ModelResolver modelResolver(ObjectMapperProvider mappers) {
        return new ModelResolver(mappers.jsonMapper(), names);
    }

    @Bean
    GlobalOpenApiCustomizer presence() {
        return api -> names.records.forEach((name, record) -> {
            var schema = schemas(api).get(name);
            if (schema != null && schema.getProperties() != null) {
                state(schema, record);
            }
        });
    }

    @SuppressWarnings({"rawtypes", "unchecked"}) // as the library's model has it
    private static Map<String, Schema<?>> schemas(OpenAPI api) {
        return api.getComponents() == null
                ? Map.of()
                : (Map<String, Schema<?>>) (Map) api.getComponents().getSchemas();
    }

    @SuppressWarnings("rawtypes") // as the library's model has it
    private static void state(Schema<?> schema, Class<?> record) {
        var required = new ArrayList<String>();
        for (var component : record.getRecordComponents()) {
            Schema property = schema.getProperties().get(component.getName());
            if (property == null) {
                continue;
            }
            if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                schema.getProperties().put(component.getName(), orNull(property));
            } else {
                required.add(component.getName());
            }
        }
        schema.setRequired(
                required.isEmpty() ? null : required.stream().sorted().toList());
    }

    @SuppressWarnings({"rawtypes", "unchecked"}) // as the library's model has it
    private static Schema orNull(Schema property) {
        if (property.get$ref() != null) {
            var none = new JsonSchema();
            none.addType("null");
            var either = new JsonSchema();
            either.setOneOf(List.of(property, none));
            return either;
        }
        Set<String> types = property.getTypes();
        if (types != null) {
            property.setTypes(Stream.concat(types.stream(), Stream.of("null"))
                    .collect(Collectors.toCollection(LinkedHashSet::new)));
        }
        return property;
    }
}
