package org.mingchou;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import org.junit.jupiter.api.Test;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The habits of docs/architecture.md that a compiler does not know. */
class ArchitectureTests {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.mingchou");

    @Test
    void onlyTheCalendarKnowsTheMachinesTime() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.mingchou.calendar..")
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.time.LocalDate.class, "now")
                .orShould()
                .callMethod(java.time.LocalDateTime.class, "now")
                .orShould()
                .callMethod(java.time.OffsetDateTime.class, "now")
                .orShould()
                .callMethod(java.time.ZonedDateTime.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .because("time is injected: BusinessClock")
                .check(CLASSES);
    }

    @Test
    void chanceIsOnlyForSecrets() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Random")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
                .orShould()
                .callMethod(Math.class, "random")
                .because("a hidden source of chance is what this product replaces")
                .check(CLASSES);
    }

    @Test
    void sharedValuesKnowNoFramework() {
        noClasses()
                .that()
                .resideInAPackage("org.mingchou.shared")
                .and()
                .haveSimpleNameNotEndingWith("package-info")
                .should()
                .dependOnClassesThat(resideInAPackage("org.springframework.."))
                .check(CLASSES);
    }

    @Test
    void theSamplerStandsAlone() {
        classes()
                .that()
                .resideInAPackage("org.mingchou.sampler..")
                .should()
                .onlyDependOnClassesThat(resideInAPackage("org.mingchou.sampler..")
                        .or(resideInAPackage("java.."))
                        .or(resideInAPackage("org.jspecify..")))
                .check(CLASSES);
    }

    @Test
    void nothingIsNamedAfterALayer() {
        noClasses()
                .should()
                .haveNameMatching(".*(VO|DO|BO|DTO|Convert|Mapper|Util|Utils|Helper|Manager|ServiceImpl|Impl)")
                .check(CLASSES);
    }

    @Test
    void aggregatesHaveNoSetters() {
        noMethods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAPackage("..internal..")
                .and()
                .arePublic()
                .should()
                .haveNameMatching("set[A-Z].*")
                .check(CLASSES);
    }

    @Test
    void everyEndpointSaysWhoMayCallIt() {
        methods()
                .that()
                .areDeclaredInClassesThat()
                .areAnnotatedWith(RestController.class)
                .should(new ArchCondition<>("name roles when they are endpoints") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        var endpoint = AnnotatedElementUtils.hasAnnotation(method.reflect(), RequestMapping.class);
                        var guarded =
                                method.isAnnotatedWith(RolesAllowed.class) || method.isAnnotatedWith(PermitAll.class);
                        if (endpoint && !guarded) {
                            events.add(SimpleConditionEvent.violated(method, method.getFullName() + " names no role"));
                        }
                    }
                })
                .check(CLASSES);
    }
}
