package io.onevisit.examples.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.onevisit.core.Bytes;
import io.onevisit.core.CaseNumber;
import io.onevisit.core.Money;
import io.onevisit.core.Outcome;
import io.onevisit.core.crypto.VerificationKeys;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.platform.CallAttempt;
import io.onevisit.core.platform.HttpPlatform;
import io.onevisit.core.platform.PlatformSettings;
import io.onevisit.core.platform.RawMessage;
import io.onevisit.core.platform.StrictProfile;
import io.onevisit.core.platform.Timeouts;
import io.onevisit.core.store.JdbcStateStore;
import io.onevisit.core.store.Outbox;
import io.onevisit.core.store.OutboxSettings;
import io.onevisit.payment.Bill;
import io.onevisit.payment.BillItem;
import io.onevisit.payment.BillNumber;
import io.onevisit.payment.BillType;
import io.onevisit.payment.NoticeAnswer;
import io.onevisit.payment.Payee;
import io.onevisit.payment.PaymentCodeProfile;
import io.onevisit.payment.PaymentEffects;
import io.onevisit.payment.PaymentFollowing;
import io.onevisit.payment.PaymentOrder;
import io.onevisit.payment.PaymentTerms;
import io.onevisit.payment.Payments;
import io.onevisit.payment.Refund;
import io.onevisit.payment.RefundFollowing;
import io.onevisit.payment.RefundLimits;
import io.onevisit.payment.RefundNumber;
import io.onevisit.payment.RefundRequest;
import io.onevisit.payment.RefundRules;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.jdbcx.JdbcDataSource;

/** A department of its own database and its own address, as one would build it; its outboxes are run by hand. */
final class Department implements AutoCloseable {
    static final CreditCode CODE = CreditCode.parse(Organisation.DEPARTMENT.code());

    /** A channel that gives a payment back in two parts at most. */
    static final String TWO_PARTS = "TWO-PARTS";

    private static final RefundRules REFUNDS = new RefundRules(
            Map.of("PIX", RefundLimits.pix(), TWO_PARTS, new RefundLimits(Duration.ofDays(30), 2, Duration.ZERO)),
            RefundLimits.wechat());
    private static final Timeouts PATIENT = new Timeouts(Duration.ofMinutes(2), Duration.ofSeconds(10));
    private static final AtomicInteger DATABASES = new AtomicInteger();

    final HttpPlatform platform;
    final Told told;
    final Payments payments;
    final List<NoticeAnswer> answers = new CopyOnWriteArrayList<>();
    final List<CallAttempt.Ending> endings = new CopyOnWriteArrayList<>();

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Semaphore answered = new Semaphore(0);
    private volatile Runnable beforeAnswer = () -> {};
    private volatile CyclicBarrier gathering = new CyclicBarrier(1);
    private final SettableClock time;
    private final HttpServer door;
    private final Outbox effects;
    private final Outbox following;

    Department(Sandbox sandbox, VerificationKeys platformKeys, SettableClock clock) throws IOException {
        this(sandbox, sandbox.baseUri(), platformKeys, clock, Duration.ZERO);
    }

    /** One that believes the platform to be at {@code platformAddress}, and whose clock is {@code off}. */
    Department(Sandbox sandbox, URI platformAddress, VerificationKeys platformKeys, SettableClock time, Duration off)
            throws IOException {
        this.time = time;
        Clock clock = Clock.offset(time, off);
        this.platform = new HttpPlatform(new PlatformSettings(
                        platformAddress, new StrictProfile(sandbox.keyring().key(Role.DEPARTMENT), platformKeys), clock)
                .withTimeouts(PATIENT)
                .withListener(attempt -> endings.add(attempt.ending())));
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:department" + DATABASES.incrementAndGet() + ";DB_CLOSE_DELAY=-1");
        JdbcStateStore store = new JdbcStateStore(database, clock);
        store.createTables();
        this.told = new Told(store);
        this.door = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        URI address = URI.create("http://127.0.0.1:" + door.getAddress().getPort() + "/inbound");
        PaymentTerms terms = new PaymentTerms(
                "housing-bureau",
                address,
                Duration.ofHours(2),
                PaymentCodeProfile.REGIONAL,
                REFUNDS,
                Duration.ofDays(3),
                Duration.ofDays(1000));
        this.effects = new Outbox(database, List.of(new PaymentEffects(store, told)), OutboxSettings.defaults(), clock);
        effects.createTables();
        this.following = new Outbox(
                database,
                List.of(
                        new PaymentFollowing(platform, store, effects, terms),
                        new RefundFollowing(platform, store, effects, terms)),
                PaymentFollowing.settings(),
                clock);
        this.payments = new Payments(platform, store, effects, following, terms);
        door.createContext("/inbound", exchange -> receive(exchange, address));
        door.setExecutor(threads);
        door.start();
    }

    private void receive(HttpExchange exchange, URI address) throws IOException {
        try (exchange) {
            RawMessage message = new RawMessage(
                    exchange.getRequestMethod(),
                    address.toString(),
                    exchange.getRequestHeaders(),
                    Bytes.of(exchange.getRequestBody().readAllBytes()));
            gathering.await(3, TimeUnit.SECONDS);
            NoticeAnswer answer = payments.receive(message);
            answers.add(answer);
            answered.release();
            beforeAnswer.run();
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.httpStatus(), body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IOException("the pushes that were to come at once did not", e);
        }
    }

    /** Takes pushes in by {@code many}: each waits until so many are there. */
    void takeInAtOnce(int many) {
        gathering = new CyclicBarrier(many);
    }

    /** Runs {@code work} whenever a push was taken in and not answered; what it throws breaks the line. */
    void beforeAnswer(Runnable work) {
        beforeAnswer = work;
    }

    /** Waits until {@code many} more pushes were taken in, whoever waits for the answers. */
    void awaitAnswers(int many) throws InterruptedException {
        if (!answered.tryAcquire(many, 1, TimeUnit.MINUTES)) {
            throw new AssertionError("fewer pushes were taken in");
        }
    }

    /** A bill of 20.00 yuan. */
    static Bill bill(String number) {
        return new Bill(
                new BillNumber(number),
                BillType.FEE,
                new CaseNumber("20261121-0001"),
                "李明轩",
                new Payee(CODE, "示例市政务服务局", "1202020309900012345"),
                List.of(new BillItem("103042701", "居住证工本费", Money.yuan("20.00"), 1)),
                Money.yuan("20.00"));
    }

    /** Orders a code that can be paid by. */
    String order(String number) {
        return done(payments.order(bill(number))).code().orElseThrow().value();
    }

    PaymentOrder find(String number) {
        return payments.find(new BillNumber(number)).orElseThrow();
    }

    Outcome<Refund> refund(String bill, String refund, String payment, String yuan, String available) {
        return payments.refund(new RefundRequest(
                new RefundNumber(refund),
                new BillNumber(bill),
                payment,
                Money.yuan(yuan),
                Money.yuan(available),
                "overcharged",
                null));
    }

    /** What the department was told, once all that is due is done. */
    List<String> told() {
        effects.runDue();
        return told.rows();
    }

    /** Does what is due for the department. */
    void work() {
        effects.runDue();
    }

    /** Lets half a day pass and asks the platform about all that is not at its end. */
    List<String> toldAfterAsking() {
        following.runDue();
        time.advance(Duration.ofHours(12));
        following.runDue();
        return told();
    }

    static <T> T done(Outcome<T> outcome) {
        return outcome.fold(
                value -> value,
                refusal -> {
                    throw new AssertionError("refused: " + refusal);
                },
                pending -> {
                    throw new AssertionError("unknown: " + pending);
                });
    }

    /** {@code DONE}, {@code UNKNOWN} or the code of the refusal. */
    static String ending(Outcome<?> outcome) {
        return outcome.fold(value -> "DONE", refusal -> refusal.code(), pending -> "UNKNOWN");
    }

    @Override
    public void close() {
        door.stop(0);
        threads.shutdownNow();
        platform.close();
    }
}
