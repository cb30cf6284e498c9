package io.onevisit.core.internal.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Lets a library that knows only data sources work in a transaction that is already open. */
public final class SingleConnection {
    private SingleConnection() {}

    /** A data source that always gives {@code connection}, and leaves it open when it is closed. */
    public static DataSource dataSource(Connection connection) {
        Connection unclosable = proxy(
                Connection.class,
                (method, arguments) -> method.getName().equals("close") ? null : method.invoke(connection, arguments));
        return proxy(DataSource.class, (method, arguments) -> {
            if (method.getName().equals("getConnection")) {
                return unclosable;
            }
            throw new UnsupportedOperationException(method.getName());
        });
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                SingleConnection.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    try {
                        return call.make(method, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private interface Call {
        @Nullable
        Object make(java.lang.reflect.Method method, Object @Nullable [] arguments) throws ReflectiveOperationException;
    }
}
