package org.mingchou.platform.internal;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mingchou.shared.Actor;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;

/**
 * Makes the OpenAPI document say what the code says: records and operations have names of their own that no later
 * endpoint changes, what is not {@code @Nullable} is never null, and an answer leaves nothing out.
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

    /** Static as the library's own converters are: a second context in one process gets the first one's resolver. */
    private static final Names NAMES = new Names();

    @Bean
    ModelResolver modelResolver(ObjectMapperProvider mappers) {
        return new ModelResolver(mappers.jsonMapper(), NAMES);
    }

    /** The library numbers methods of one name, so that a new endpoint would rename others. */
    @Bean
    OperationCustomizer operationIds() {
        return (operation, handler) -> {
            operation.setOperationId(Names.name(handler.getBeanType()) + "."
                    + handler.getMethod().getName());
            return operation;
        };
    }

    @Bean
    GlobalOpenApiCustomizer presence() {
        return api -> {
            var schemas = schemas(api);
            var asked = new HashSet<String>();
            api.getPaths().values().stream()
                    .flatMap(path -> path.readOperations().stream())
                    .filter(operation -> operation.getRequestBody() != null)
                    .flatMap(operation -> operation.getRequestBody().getContent().values().stream())
                    .forEach(body -> reach(body.getSchema(), schemas, asked));
            NAMES.records.forEach((name, record) -> {
                var schema = schemas.get(name);
                if (schema != null && schema.getProperties() != null) {
                    state(schema, record, !asked.contains(name));
                }
            });
        };
    }

    private static void reach(@Nullable Schema<?> schema, Map<String, Schema<?>> schemas, Set<String> names) {
        if (schema == null) {
            return;
        }
        if (schema.get$ref() != null) {
            var name = schema.get$ref().substring(Components.COMPONENTS_SCHEMAS_REF.length());
            if (names.add(name)) {
                reach(schemas.get(name), schemas, names);
            }
            return;
        }
        reach(schema.getItems(), schemas, names);
        if (schema.getAdditionalProperties() instanceof Schema<?> values) {
            reach(values, schemas, names);
        }
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(property -> reach(property, schemas, names));
        }
    }

    @SuppressWarnings({"rawtypes", "unchecked"}) // as the library's model has it
    private static Map<String, Schema<?>> schemas(OpenAPI api) {
        return api.getComponents() == null
                ? Map.of()
                : (Map<String, Schema<?>>) (Map) api.getComponents().getSchemas();
    }

    private static void state(Schema<?> schema, Class<?> record, boolean answer) {
        var required = new TreeSet<String>();
        components(record).forEach((name, component) -> {
            var property = schema.getProperties().get(name);
            if (property == null) {
                return;
            }
            var nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            if (nullable) {
                schema.getProperties().put(name, orNull(property));
            }
            if (answer || !nullable) {
                required.add(name);
            }
        });
        schema.setRequired(required.isEmpty() ? null : List.copyOf(required));
    }

    /** Components of a record by the name that they have in JSON. */
    private static Map<String, RecordComponent> components(Class<?> record) {
        var found = new LinkedHashMap<String, RecordComponent>();
        for (var component : record.getRecordComponents()) {
            var accessor = component.getAccessor();
            var named = accessor.getAnnotation(JsonProperty.class);
            if (accessor.isAnnotationPresent(JsonUnwrapped.class)) {
                found.putAll(components(component.getType()));
            } else {
                found.put(named == null ? component.getName() : named.value(), component);
            }
        }
        return found;
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
