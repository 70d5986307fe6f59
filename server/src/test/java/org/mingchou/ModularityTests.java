package org.mingchou;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** First of all tests: the boundaries of docs/architecture.md hold. */
class ModularityTests {

    @Test
    void modulesDependOnlyOnWhatTheyDeclare() {
        ApplicationModules.of(MingchouApplication.class).verify();
    }
}
