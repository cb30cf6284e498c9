package io.onevisit.core.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.InvalidValueException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.time.Clock;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class UnknownDatabaseTest {
    @Test
    void a_database_that_the_dialects_were_never_run_on_is_refused() {
        JdbcStateStore store = new JdbcStateStore(
                changed(DataSource.class, Databases.h2InMemory(), "getConnection", UnknownDatabaseTest::ofOracle),
                Clock.systemUTC());

        assertThatThrownBy(store::createTables)
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("database: must be PostgreSQL, MySQL, MariaDB or H2");
    }

    private static Object ofOracle(Object connection) {
        return changed(
                Connection.class,
                connection,
                "getMetaData",
                metaData -> changed(DatabaseMetaData.class, metaData, "getDatabaseProductName", product -> "Oracle"));
    }

    /** {@code original}, but for what one method returns. */
    private static <T> T changed(Class<T> type, Object original, String changed, UnaryOperator<Object> change) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Object result = invoke(original, method, arguments);
                    return method.getName().equals(changed) ? change.apply(result) : result;
                }));
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
