package dev.hiper;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The shape of the engine. {@link #ARROWS} is the whole map: a package that wants another neighbour, or a
 * new package, changes a row here, in sight of the reviewer.
 */
class ArchitectureTest {
    /** What one package may use, besides itself, the JDK and {@link #FOR_ALL}. */
    private record Row(String layer, List<String> uses) {}

    private static final List<Row> ARROWS = List.of(
            // filter only for PollSet, in which the engine answers what it waits for.
            row(
                    "api",
                    "multi",
                    "transfer",
                    "connect",
                    "proxy",
                    "tls",
                    "store",
                    "hsts",
                    "dns",
                    "socket",
                    "filter",
                    "parts",
                    "spi"),
            // tls because the engine owns the caches of contexts and buffers that all its chains draw on.
            row("multi", "ws", "http", "transfer", "connect", "tls", "dns", "doh", "socket", "filter", "coding", "spi"),
            row("ws", "http", "transfer"),
            row(
                    "http",
                    "transfer",
                    "connect",
                    "proxy",
                    "filter",
                    "http1",
                    "http2",
                    "store",
                    "cookie",
                    "altsvc",
                    "auth",
                    "gss",
                    "coding",
                    "spi"),
            row("transfer", "connect", "proxy", "filter", "store", "coding", "mime", "parts"),
            row("connect", "proxy", "tls", "dns", "socket", "filter", "spi"),
            row("proxy", "filter", "dns", "http1", "http2", "auth", "spi"),
            row("tls", "filter", "spi"),
            row("socket", "filter", "spi"),
            row("dns", "filter", "spi"),
            row("doh"),
            row("filter", "spi"),
            row("mime", "parts"),
            row("coding", "spi"),
            row("http1"),
            row("http2"),
            row("store", "cookie", "hsts", "altsvc", "spi"),
            row("cookie", "textfile", "spi"),
            row("hsts", "textfile"),
            row("altsvc", "textfile"),
            row("textfile"),
            row("auth"),
            row("gss", "auth"));

    /** Leaves that every row may use; their own arrows are below. */
    private static final List<String> FOR_ALL = List.of("error", "url", "message", "bytes");

    private static final List<Row> LEAVES = List.of(
            row("spi", "error", "url"),
            row("message", "error", "url", "bytes"),
            row("url", "error", "bytes"),
            row("parts", "bytes", "error"),
            row("bytes", "error"),
            row("error"));

    /** Bytes in, values out: what makes these packages testable to the last byte. */
    private static final String[] PURE = {
        internal("http1"),
        internal("coding"),
        internal("http2"),
        internal("cookie"),
        internal("hsts"),
        internal("altsvc"),
        internal("auth"),
        internal("doh"),
        internal("encoding"),
        internal("message"),
        internal("bytes")
    };

    /** The one place where time comes from; everything else is told. */
    private static final String CLOCK = "dev.hiper.spi.SystemClock";

    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.hiper");

    @Test
    void coreIsReadWithoutItsTests() {
        assertTrue(CORE.contain(CLOCK));
        assertFalse(CORE.contain(ArchitectureTest.class));
    }

    @Test
    void arrowsPointDownAsDrawn() {
        var layers = layeredArchitecture().consideringOnlyDependenciesInLayers().withOptionalLayers(true);
        List<Row> rows = new ArrayList<>(LEAVES);
        for (Row row : ARROWS) {
            rows.add(new Row(
                    row.layer(),
                    Stream.concat(row.uses().stream(), FOR_ALL.stream()).toList()));
        }
        for (Row row : rows) {
            layers = layers.layer(row.layer()).definedBy(packageOf(row.layer()));
        }
        for (Row row : rows) {
            layers = row.uses().isEmpty()
                    ? layers.whereLayer(row.layer()).mayNotAccessAnyLayer()
                    : layers.whereLayer(row.layer())
                            .mayOnlyAccessLayers(row.uses().toArray(String[]::new));
        }
        layers.ensureAllClassesAreContainedInArchitecture().check(CORE);
    }

    @Test
    void packagesFormNoCycle() {
        check(slices().matching("dev.hiper.(**)").should().beFreeOfCycles());
    }

    @Test
    void purePackagesKnowNoSocketThreadOrClock() {
        check(noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.nio.channels..", "java.util.concurrent..", "javax.net..")
                .orShould()
                .dependOnClassesThat(nameMatching("java\\.net\\.\\w*Socket\\w*"))
                .orShould()
                .dependOnClassesThat(nameMatching("java\\.lang\\.Thread.*"))
                .orShould()
                .callMethodWhere(readsAClock()));
    }

    /**
     * They only name the types: JSSE's extended managers have overloads that take a {@code Socket}, and waiting for a
     * channel of the application's is part of the API. The second half of the rule holds for them, too.
     */
    private static final String NAMES_SOCKET_TYPES =
            "dev\\.hiper\\.(WaitFd|PollWait|internal\\.tls\\.(PeerTrust|ClientIdentity))";

    @Test
    void onlySocketPackageOpensChannels() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(internal("socket"), "dev.hiper.spi")
                .and(not(nameMatching(NAMES_SOCKET_TYPES)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.nio.channels..")
                .orShould()
                .dependOnClassesThat(nameMatching("java\\.net\\.(Server|Datagram|Multicast)?Socket")));
        check(noClasses()
                .that()
                .resideOutsideOfPackage(internal("socket"))
                .should()
                .callMethodWhere(target(name("open")).and(target(owner(resideInAPackage("java.nio.channels.."))))));
    }

    @Test
    void timeIsReadInOneClass() {
        check(noClasses().that().doNotHaveFullyQualifiedName(CLOCK).should().callMethodWhere(readsAClock()));
        check(noClasses().should().callConstructor(Date.class));
        check(noClasses().should().dependOnClassesThat().haveFullyQualifiedName("java.time.Clock"));
    }

    @Test
    void onlyResolverWakeupAndShareKnowThreads() {
        DescribedPredicate<JavaClass> lockOrExecutor = resideInAPackage("java.util.concurrent.locks")
                .or(assignableTo("java.util.concurrent.Executor"))
                .or(nameMatching("java\\.util\\.concurrent\\.(Executors|CompletableFuture|ForkJoin.*|.*Semaphore)"))
                .as("a lock or an executor");
        check(noClasses()
                .that(mayNotKnowThreads())
                .should()
                .dependOnClassesThat(lockOrExecutor)
                .orShould()
                .callConstructorWhere(target(owner(assignableTo(Thread.class))))
                .orShould()
                .callMethodWhere(
                        target(nameMatching("start|sleep|join|wait|notify|notifyAll|onSpinWait|startVirtualThread"))
                                .and(target(owner(assignableTo(Thread.class).or(name("java.lang.Object")))))));
        check(noMethods()
                .that()
                .areDeclaredInClassesThat(mayNotKnowThreads())
                .should()
                .haveModifier(JavaModifier.SYNCHRONIZED));
    }

    @Test
    void publicInternalTypesAreUsedElsewhere() {
        check(classes()
                .that()
                .resideInAPackage("dev.hiper.internal..")
                .and()
                .arePublic()
                .and()
                .areTopLevelClasses()
                .should(beUsedByAnotherPackage()));
    }

    @Test
    void nettyStaysInTheAdapter() {
        check(noClasses().should().dependOnClassesThat().resideInAPackage("io.netty.."));
    }

    @Test
    void namesSayWhatThingsAre() {
        check(noClasses().should().haveSimpleNameStartingWith("Abstract"));
        check(noClasses().should().haveNameMatching(".*[.$](Base|Default)[A-Z]\\w*"));
        check(noClasses().should().haveNameMatching(".*(Impl|Utils?|Manager)"));
    }

    /** A package that does not exist yet breaks no rule. */
    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(CORE);
    }

    private static String packageOf(String layer) {
        return switch (layer) {
            case "api" -> "dev.hiper";
            case "error", "url", "spi" -> "dev.hiper." + layer;
            case "parts" -> "dev.hiper.mime"; // The description; "mime" is what makes bytes of it.
            default -> internal(layer);
        };
    }

    private static String internal(String layer) {
        return "dev.hiper.internal." + layer;
    }

    private static Row row(String layer, String... uses) {
        return new Row(layer, List.of(uses));
    }

    private static DescribedPredicate<JavaCall<?>> readsAClock() {
        DescribedPredicate<JavaCall<?>> system =
                target(nameMatching("nanoTime|currentTimeMillis")).and(target(owner(name("java.lang.System"))));
        DescribedPredicate<JavaCall<?>> calendar =
                target(name("now")).and(target(owner(resideInAPackage("java.time.."))));
        return system.or(calendar).as("a clock is read");
    }

    private static DescribedPredicate<JavaClass> mayNotKnowThreads() {
        return DescribedPredicate.not(resideInAPackage(internal("dns"))
                        .or(resideInAPackage(internal("multi")))
                        .or(resideInAPackage(internal("store")))
                        .or(nameMatching("dev\\.hiper\\.Share(\\$.*)?")))
                .as("are not in dns, multi, store or Share");
    }

    /** A type in the signature of a door is part of the door, whether or not somebody outside names it today. */
    private static boolean isInSignatureOfAnotherDoor(JavaClass type) {
        return type.getMethodsWithParameterTypeOfSelf().stream().anyMatch(ArchitectureTest::isOfADoor)
                || type.getMethodsWithReturnTypeOfSelf().stream().anyMatch(ArchitectureTest::isOfADoor);
    }

    private static boolean isOfADoor(JavaMember member) {
        return isPublic(member) && member.getOwner().getModifiers().contains(JavaModifier.PUBLIC);
    }

    private static ArchCondition<JavaClass> beUsedByAnotherPackage() {
        return new ArchCondition<>("be used by another package, or lose the word public") {
            @Override
            public void check(JavaClass door, ConditionEvents events) {
                boolean used = door.getDirectDependenciesToSelf().stream()
                        .anyMatch(use -> !use.getOriginClass().getPackageName().equals(door.getPackageName()));
                if (!used && !isConstantsOnly(door) && !isInSignatureOfAnotherDoor(door)) {
                    events.add(SimpleConditionEvent.violated(door, door.getName() + " is public for nobody"));
                }
            }
        };
    }

    /** javac copies constants into their users, so class files do not show who uses such a class. */
    private static boolean isConstantsOnly(JavaClass type) {
        return type.getMethods().stream().noneMatch(ArchitectureTest::isPublic)
                && type.getConstructors().stream().noneMatch(ArchitectureTest::isPublic)
                && type.getFields().stream().filter(ArchitectureTest::isPublic).allMatch(ArchitectureTest::isConstant);
    }

    private static boolean isPublic(JavaMember member) {
        return member.getModifiers().contains(JavaModifier.PUBLIC);
    }

    private static boolean isConstant(JavaField field) {
        return field.getModifiers().contains(JavaModifier.STATIC)
                && field.getModifiers().contains(JavaModifier.FINAL)
                && (field.getRawType().isPrimitive() || field.getRawType().isEquivalentTo(String.class));
    }
}
