package io.onevisit.core.store;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** A real data source whose connections may be lost at a commit, before the database has got it or after. */
final class LossyDataSource {
    enum Commit {
        CARRIED_OUT,
        REQUEST_LOST,
        ANSWER_LOST,
        /** The server ends the session just before, for real. */
        KILLED
    }

    private LossyDataSource() {}

    static DataSource of(DataSource original, Supplier<Commit> commits) {
        return proxy(DataSource.class, (proxy, method, arguments) -> {
            Object result = invoke(original, method, arguments);
            return result instanceof Connection connection ? lossy(original, connection, commits) : result;
        });
    }

    private static Connection lossy(DataSource dataSource, Connection original, Supplier<Commit> commits) {
        return proxy(Connection.class, (proxy, method, arguments) -> {
            if (method.getName().equals("commit")) {
                commit(dataSource, original, commits.get());
                return null;
            }
            return invoke(original, method, arguments);
        });
    }

    private static void commit(DataSource dataSource, Connection connection, Commit commit) throws SQLException {
        switch (commit) {
            case CARRIED_OUT, ANSWER_LOST -> connection.commit();
            case REQUEST_LOST -> connection.rollback();
            case KILLED -> {
                Databases.kill(dataSource, connection);
                connection.commit();
            }
        }
        if (commit != Commit.CARRIED_OUT) {
            throw new SQLNonTransientConnectionException("connection reset", "08006");
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler calls) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, calls));
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
