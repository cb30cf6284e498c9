package io.onevisit.examples.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.licence.LicenceType;
import io.onevisit.payment.Payments;
import io.onevisit.seal.SealVerifier;
import java.io.File;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The library on the module path, as named modules beside the libraries they need and nothing else. */
class ModulePathTest {
    private static final Set<String> MODULES =
            Set.of("io.onevisit.core", "io.onevisit.seal", "io.onevisit.licence", "io.onevisit.payment");

    /** The modules themselves, as jars or as folders of classes, and the libraries they need. */
    private static final Pattern NEEDED = Pattern.compile(".*/sdk-(core|seal|licence|payment)/target/.*"
            + "|.*/(jackson-(core|databind|annotations)|okhttp-jvm|okio-jvm|kotlin-stdlib|db-scheduler"
            + "|resilience4j-(core|circuitbreaker|ratelimiter|bulkhead)|slf4j-api|bc(prov|pkix|util)-jdk18on|jspecify)-[0-9][^/]*\\.jar"
            + "|.*/com/google/zxing/core/.*\\.jar");

    private static ModuleLayer layer;

    @BeforeAll
    static void resolve() {
        Path[] entries = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> NEEDED.matcher(entry).matches())
                .map(Path::of)
                .toArray(Path[]::new);
        ModuleLayer boot = ModuleLayer.boot();
        Configuration configuration =
                boot.configuration().resolve(ModuleFinder.of(entries), ModuleFinder.of(), MODULES);
        layer = boot.defineModulesWithOneLoader(configuration, ClassLoader.getPlatformClassLoader());
    }

    private static Module module(String name) {
        return layer.findModule(name).orElseThrow();
    }

    private static Class<?> load(Class<?> type) throws ClassNotFoundException {
        return Class.forName(type.getName(), true, layer.findLoader("io.onevisit.core"));
    }

    @Test
    void all_four_are_named_modules_and_none_is_automatic() throws Exception {
        for (Class<?> type : List.of(SigningKey.class, SealVerifier.class, LicenceType.class, Payments.class)) {
            Module module = load(type).getModule();

            assertThat(type.getPackageName()).startsWith(module.getName());
            assertThat(MODULES).contains(module.getName());
            assertThat(module.getDescriptor().isAutomatic()).isFalse();
            assertThat(load(type)).isNotSameAs(type);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"io.onevisit.core", "io.onevisit.seal", "io.onevisit.licence", "io.onevisit.payment"})
    void internal_packages_are_closed_to_strangers(String name) {
        Module module = module(name);
        Module stranger = ModulePathTest.class.getModule();

        for (String room : module.getPackages()) {
            boolean internal = room.contains(".internal");
            assertThat(module.isExported(room, stranger)).as(room).isEqualTo(!internal);
            assertThat(module.isOpen(room, stranger)).as(room).isFalse();
        }
    }

    @Test
    void a_key_signs_and_the_shipped_types_are_read_there() throws Exception {
        Class<?> algorithm = load(SignatureAlgorithm.class);
        Object sm2 = algorithm.getMethod("valueOf", String.class).invoke(null, "SM2");
        Class<?> signingKey = load(SigningKey.class);
        Object key = signingKey.getMethod("generate", algorithm, String.class).invoke(null, sm2, "k");
        Method sign = signingKey.getMethod("sign", byte[].class);

        assertThat((byte[]) sign.invoke(key, (Object) new byte[] {1})).hasSize(64);
        assertThat((List<?>) load(LicenceType.class).getMethod("shipped").invoke(null))
                .hasSameSizeAs(LicenceType.shipped());
    }
}
