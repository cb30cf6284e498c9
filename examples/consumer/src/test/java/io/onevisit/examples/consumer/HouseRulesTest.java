package io.onevisit.examples.consumer;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.lang.reflect.Modifier;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The rules of the house, checked over the compiled modules as a stranger finds them. */
@AnalyzeClasses(packages = "io.onevisit", importOptions = HouseRulesTest.Library.class)
class HouseRulesTest {
    private static final String[] GIVEN_LIBRARIES = {
        "org.bouncycastle..",
        "com.nimbusds..",
        "com.fasterxml..",
        "okhttp3..",
        "okio..",
        "com.google.zxing..",
        "com.github.kagkarlsson..",
        "io.github.resilience4j.."
    };

    /** A room is a package together with its internal half. */
    private static final class Rooms implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName().replace(".internal", ""));
        }

        @Override
        public String getDescription() {
            return "rooms";
        }
    }

    /** The four modules, without the examples and without tests. */
    static final class Library implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/io/onevisit/examples/") && !location.contains("/test-classes/");
        }
    }

    @ArchTest
    static final ArchRule rooms_form_no_cycle =
            slices().assignedFrom(new Rooms()).should().beFreeOfCycles();

    @ArchTest
    static final ArchRule core_knows_no_business = noClasses()
            .that()
            .resideInAPackage("io.onevisit.core..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.onevisit.seal..", "io.onevisit.licence..", "io.onevisit.payment..");

    @ArchTest
    static final ArchRule seals_know_core_alone = noClasses()
            .that()
            .resideInAPackage("io.onevisit.seal..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.onevisit.licence..", "io.onevisit.payment..");

    @ArchTest
    static final ArchRule licences_do_not_know_payments = noClasses()
            .that()
            .resideInAPackage("io.onevisit.licence..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.onevisit.payment..");

    @ArchTest
    static final ArchRule payments_know_neither_licences_nor_seals = noClasses()
            .that()
            .resideInAPackage("io.onevisit.payment..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.onevisit.licence..", "io.onevisit.seal..");

    @ArchTest
    static final ArchRule nothing_leans_on_the_examples =
            noClasses().should().dependOnClassesThat().resideInAPackage("io.onevisit.examples..");

    @ArchTest
    static final ArchRule the_host_keeps_its_providers = noClasses()
            .should()
            .callMethodWhere(
                    calls(java.security.Security.class, Set.of("addProvider", "insertProviderAt", "setProperty")));

    @ArchTest
    static final ArchRule the_host_keeps_its_properties_and_its_console = noClasses()
            .should()
            .callMethodWhere(calls(System.class, Set.of("setProperty", "setOut", "setErr", "exit")))
            .orShould()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    @ArchTest
    static final ArchRule time_comes_from_a_clock_that_was_given = noClasses()
            .should()
            .callMethodWhere(calls(System.class, Set.of("currentTimeMillis")))
            .orShould()
            .callMethodWhere(calls(Clock.class, Set.of("systemUTC", "systemDefaultZone", "system")))
            .orShould()
            .callMethodWhere(new DescribedPredicate<>("now() without a Clock") {
                @Override
                public boolean test(JavaMethodCall call) {
                    return call.getTargetOwner().getPackageName().startsWith("java.time")
                            && call.getName().equals("now")
                            && call.getTarget().getRawParameterTypes().stream()
                                    .noneMatch(type -> type.isEquivalentTo(Clock.class));
                }
            });

    @ArchTest
    static final ArchRule no_thread_starts_unasked = noClasses()
            .should()
            .callConstructorWhere(DescribedPredicate.describe(
                    "new threads and timers",
                    call -> call.getTargetOwner().isAssignableTo(Thread.class)
                            || call.getTargetOwner().isAssignableTo(Timer.class)))
            .orShould()
            .callMethodWhere(DescribedPredicate.describe(
                    "executors made, or work given to the common pool",
                    call -> call.getTargetOwner().isEquivalentTo(Executors.class) || usesCommonPool(call)));

    @ArchTest
    static final ArchRule only_the_transport_touches_sockets = noClasses()
            .that(resideOutsideOfPackages("io.onevisit.core.platform", "io.onevisit.core.internal.http"))
            .should()
            .dependOnClassesThat(resideInAnyPackage("okhttp3..", "java.net.http..")
                    .or(DescribedPredicate.describe(
                            "sockets",
                            type -> type.getPackageName().equals("java.net")
                                    && Stream.of("Socket", "URLConnection", "Datagram")
                                            .anyMatch(type.getSimpleName()::contains))));

    @ArchTest
    static final ArchRule no_library_shows_in_a_public_signature = methods()
            .that()
            .areDeclaredInClassesThat(exported())
            .and()
            .arePublic()
            .should(showNo(GIVEN_LIBRARIES));

    @ArchTest
    static final ArchRule public_classes_are_closed = classes().that(exported()).should(beClosed());

    @ArchTest
    static final ArchRule no_static_state_changes =
            fields().that().areStatic().should().beFinal();

    @ArchTest
    static final ArchRule money_is_never_a_floating_number = classes()
            .that()
            .resideInAnyPackage("io.onevisit.payment..", "io.onevisit.core")
            .should(holdNoFloating());

    @ArchTest
    static final ArchRule every_package_is_null_marked = classes()
            .should(new ArchCondition<>("be in a marked package") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    if (!type.getName().equals("module-info")
                            && !type.getPackage()
                                    .tryGetAnnotationOfType(NullMarked.class)
                                    .isPresent()) {
                        events.add(violated(type, type.getPackageName() + " is not @NullMarked"));
                    }
                }
            });

    @Test
    void the_rules_see_every_module() {
        var library = new ClassFileImporter().withImportOption(new Library()).importPackages("io.onevisit");

        assertThat(List.of("core", "seal", "licence", "payment"))
                .allSatisfy(module -> assertThat(library)
                        .anySatisfy(type -> assertThat(type.getPackageName()).startsWith("io.onevisit." + module)));
    }

    private static boolean usesCommonPool(JavaMethodCall call) {
        return call.getTargetOwner().isEquivalentTo(CompletableFuture.class)
                && call.getName().endsWith("Async")
                && call.getTarget().getRawParameterTypes().stream()
                        .noneMatch(type -> type.isEquivalentTo(Executor.class));
    }

    private static DescribedPredicate<JavaMethodCall> calls(Class<?> owner, Set<String> names) {
        return DescribedPredicate.describe(
                "calls of " + owner.getSimpleName() + " " + names,
                call -> call.getTargetOwner().isEquivalentTo(owner) && names.contains(call.getName()));
    }

    private static DescribedPredicate<JavaClass> exported() {
        return DescribedPredicate.describe(
                "public API",
                type -> type.getModifiers().contains(JavaModifier.PUBLIC)
                        && !type.getPackageName().contains(".internal"));
    }

    private static ArchCondition<JavaCodeUnit> showNo(String... packages) {
        DescribedPredicate<JavaClass> foreign = resideInAnyPackage(packages);
        return new ArchCondition<>("show no type of " + List.of(packages)) {
            @Override
            public void check(JavaCodeUnit method, ConditionEvents events) {
                Stream.concat(Stream.of(method.getRawReturnType()), method.getRawParameterTypes().stream())
                        .filter(foreign)
                        .forEach(type ->
                                events.add(violated(method, method.getFullName() + " shows " + type.getName())));
            }
        };
    }

    private static ArchCondition<JavaClass> holdNoFloating() {
        return new ArchCondition<>("hold no floating-point number") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Stream<JavaClass> fields = type.getFields().stream().map(JavaField::getRawType);
                Stream<JavaClass> signatures = type.getCodeUnits().stream()
                        .flatMap(unit -> Stream.concat(
                                Stream.of(unit.getRawReturnType()), unit.getRawParameterTypes().stream()));
                Stream.concat(fields, signatures)
                        .filter(used -> Set.of("double", "float", "java.lang.Double", "java.lang.Float")
                                .contains(used.getName()))
                        .forEach(used -> events.add(violated(type, type.getName() + " uses " + used.getName())));
            }
        };
    }

    private static ArchCondition<JavaClass> beClosed() {
        return new ArchCondition<>("be final, sealed, a record, an enum or an interface") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Class<?> loaded = type.reflect();
                if (!Modifier.isFinal(loaded.getModifiers())
                        && !loaded.isSealed()
                        && !loaded.isEnum()
                        && !loaded.isInterface()) {
                    events.add(violated(type, type.getName() + " is open for extension"));
                }
            }
        };
    }
}
