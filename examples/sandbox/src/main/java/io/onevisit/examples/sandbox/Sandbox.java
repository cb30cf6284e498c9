package io.onevisit.examples.sandbox;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.onevisit.core.platform.MessageSignatures;
import io.onevisit.core.store.JdbcStateStore;
import io.onevisit.licence.TrustedIssuers;
import io.onevisit.payment.qr.PaymentQr;
import io.onevisit.seal.Seal;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.h2.jdbcx.JdbcDataSource;

/**
 * The platform in a box. Listens on loopback, mints keys for everybody on its first start, keeps its state in a folder
 * and writes what verifiers trust there. Stop it with {@link #close()}.
 */
public final class Sandbox implements AutoCloseable {
    /** Where the department's payment codes live, as its entry in the trust folder says. */
    public static final String CODE_ADDRESS = "https://pay.onevisit.example/q/";

    private static final String LOOPBACK = "127.0.0.1";
    private static final String REGION = "330106";
    private static final String RESIDENCE_PERMIT = "11100000000013186G001";

    private final Path folder;
    private final Keyring keyring;
    private final Seal seal;
    private final Faults faults;
    private final Pushes pushes;
    private final DeliveryService deliveries;
    private final RefundService refunds;
    private final Payers payers;
    private final Stickers stickers;
    private final Statements statements;
    private final Set<String> paths;
    private final Exchange exchange;
    private final ShandongAccount shandong;
    private final WireMockServer server;

    private Sandbox(
            Path folder,
            Keyring keyring,
            Seal seal,
            Faults faults,
            Pushes pushes,
            DeliveryService deliveries,
            RefundService refunds,
            Payers payers,
            Stickers stickers,
            Statements statements,
            Set<String> paths,
            Exchange exchange,
            ShandongAccount shandong,
            WireMockServer server) {
        this.folder = folder;
        this.keyring = keyring;
        this.seal = seal;
        this.faults = faults;
        this.pushes = pushes;
        this.deliveries = deliveries;
        this.refunds = refunds;
        this.payers = payers;
        this.stickers = stickers;
        this.statements = statements;
        this.paths = Set.copyOf(paths);
        this.exchange = exchange;
        this.shandong = shandong;
        this.server = server;
    }

    /**
     * Starts a sandbox.
     *
     * @param folder where its keys, trust and state are, or will be
     * @param port on loopback; 0 for any that is free
     * @param slowness how late it answers when {@link Fault#SLOW} is on: longer than the callers' deadline
     */
    public static Sandbox start(Path folder, int port, Clock clock, Duration slowness) throws IOException {
        Files.createDirectories(folder);
        TrustFolder trust = new TrustFolder(folder.resolve("trust"), clock);
        Keyring keyring = Keyring.open(folder.resolve("keys"), trust, clock);
        Ledger ledger = ledger(folder, clock);
        writeTrust(trust, keyring);
        Seal seal = SealFile.open(folder.resolve("keys"), keyring, clock);
        Faults faults = new Faults();
        MessageSignatures signatures = new MessageSignatures(
                keyring.key(Role.PLATFORM),
                keyring.verificationKeys(Role.DEPARTMENT, Role.BANK, Role.SECOND_BANK),
                clock);
        Contract contract = new Contract();
        Pushes pushes = new Pushes(contract, faults, new PushFaults(faults, keyring, clock));
        DeliveryService deliveries = new DeliveryService(ledger, pushes, clock);
        Map<String, Service> services = new HashMap<>();
        services.putAll(new RecordService(People.bundled(), clock).services());
        PaymentEvents events = new PaymentEvents(pushes, clock);
        RefundService refunds = new RefundService(ledger, events, faults, clock);
        Payers payers = new Payers(ledger, events, faults, clock);
        PaymentService payments = new PaymentService(ledger, events, payers, faults, clock, REGION);
        services.putAll(payments.services());
        services.putAll(new OutletService(ledger, payments, faults, clock).services());
        services.putAll(refunds.services());
        services.putAll(deliveries.services());
        LicenceService licences = new LicenceService(
                ledger,
                keyring.pseudonyms(),
                new AnnotatedCopies(keyring.key(Role.PLATFORM), clock),
                new TrustedIssuers(trust.issuers()),
                clock);
        services.putAll(licences.services());
        writeStatus(
                folder.resolve("status"),
                new HeldLicences(licences, ledger.store(), keyring.key(Role.REAL_ESTATE_LICENCES), clock).issue());
        CompletableFuture<URI> address = new CompletableFuture<>();
        FaultyWire wire = new FaultyWire(faults, slowness);
        Exchange exchange = new Exchange(services, contract, signatures, ledger, wire, address, clock);
        ShandongAccount shandong = ShandongAccount.open(folder.resolve("keys"));
        WireMockServer server = new WireMockServer(WireMockConfiguration.wireMockConfig()
                .bindAddress(LOOPBACK)
                .port(port)
                .disableRequestJournal()
                .extensions(exchange, new ShandongDoor(licences, ledger, shandong, wire)));
        server.stubFor(
                WireMock.any(WireMock.anyUrl()).willReturn(WireMock.aResponse().withTransformers(Exchange.NAME)));
        server.stubFor(WireMock.post(WireMock.urlMatching(ShandongDoor.PATHS))
                .willReturn(WireMock.aResponse().withTransformers(ShandongDoor.NAME)));
        server.start();
        address.complete(addressOf(server));
        return new Sandbox(
                folder,
                keyring,
                seal,
                faults,
                pushes,
                deliveries,
                refunds,
                payers,
                new Stickers(faults, keyring, clock),
                new Statements(ledger, faults),
                services.keySet(),
                exchange,
                shandong,
                server);
    }

    private static void writeTrust(TrustFolder trust, Keyring keyring) throws IOException {
        trust.writeMaker(
                "sandbox",
                keyring.key(Role.SEAL_MAKER).certificates().get(0).encoded().toArray());
        trust.writeIssuer(
                Organisation.DEPARTMENT,
                List.of(RESIDENCE_PERMIT),
                List.of(SealFile.SEAL_ID),
                List.of(keyring.key(Role.LICENCES_SM2), keyring.key(Role.LICENCES_ES256)));
        trust.writeIssuer(
                Organisation.REAL_ESTATE_REGISTRY,
                List.of(HeldLicences.REAL_ESTATE),
                List.of(),
                List.of(keyring.key(Role.REAL_ESTATE_LICENCES)));
        trust.writePayee(Organisation.DEPARTMENT, List.of(keyring.key(Role.PAYEE)));
    }

    private static void writeStatus(Path folder, String token) throws IOException {
        Files.writeString(Files.createDirectories(folder).resolve("registry-1.jwt"), token);
    }

    private static Ledger ledger(Path folder, Clock clock) {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:file:" + folder.resolve("state").toAbsolutePath());
        JdbcStateStore store = new JdbcStateStore(database, clock);
        store.createTables();
        return new Ledger(store);
    }

    /**
     * Runs a sandbox until the process ends. Prints where it listens and the folder with keys, trust and status lists.
     *
     * @param arguments the folder, {@code target/sandbox} when there is none, and the port, any free one when there is none
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Path.of(arguments.length > 0 ? arguments[0] : "target/sandbox");
        int port = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 0;
        Sandbox sandbox = start(folder, port, Clock.systemUTC(), Duration.ofSeconds(30));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.println("platform     " + sandbox.baseUri());
        out.println("trust folder " + sandbox.trustFolder().toAbsolutePath());
        out.println("status lists " + sandbox.statusFolder().toAbsolutePath());
        out.println("keys         " + folder.resolve("keys").toAbsolutePath());
        new CountDownLatch(1).await();
    }

    /** Where it listens. */
    public URI baseUri() {
        return addressOf(server);
    }

    private static URI addressOf(WireMockServer server) {
        return URI.create("http://" + LOOPBACK + ":" + server.port());
    }

    /** The paths that it serves: those of the contract. */
    public Set<String> paths() {
        return paths;
    }

    /** The paths that it has answered with success, so that a test can tell which of the contract it reached. */
    public Set<String> answered() {
        return exchange.answered();
    }

    /** What verifiers trust. */
    public Path trustFolder() {
        return folder.resolve("trust");
    }

    /** Signed status lists, for verifiers without a network. */
    public Path statusFolder() {
        return folder.resolve("status");
    }

    /** Everybody's keys. */
    public Keyring keyring() {
        return keyring;
    }

    /** The department's seal, made by the sandbox's seal authority. */
    public Seal seal() {
        return seal;
    }

    /** The department's account where the same licences are shared in the wording of Shandong. */
    public ShandongAccount shandong() {
        return shandong;
    }

    /** The fault switches. */
    public Faults faults() {
        return faults;
    }

    /** Tells tracking events to {@code address} from now on. */
    public void tellDeliveriesTo(URI address) {
        deliveries.tell(address);
    }

    /** Lets the parcel of {@code orderNumber} travel to its door. */
    public void deliver(String orderNumber) {
        deliveries.travel(orderNumber);
    }

    /**
     * Pays a code by a wallet, whatever has become of its order; again for a second payment.
     *
     * @param channel how the platform names the wallet: {@code WECHAT}
     * @return the payment number
     */
    public String payByWallet(String paymentCode, String channel) {
        return payers.pay(paymentCode, channel);
    }

    /**
     * What a scanner reads where the department has printed {@code code}: its signed address, unless {@link
     * PaymentFault#F38_BAD_QR} is on.
     */
    public String scan(PaymentQr code) {
        return stickers.scan(code);
    }

    /**
     * The file that {@code source} gives out about its payments of a day in Asia/Shanghai: the same octets each time, unless
     * a {@link StatementFault} is on or something was paid.
     */
    public byte[] statement(StatementSource source, LocalDate day) {
        return statements.file(source, day);
    }

    /** Waits until every push so far was answered for good or given up; not for those that a fault holds back. */
    public void settle() throws InterruptedException {
        pushes.settle();
    }

    /** Lets the fiscal platform issue a receipt for an order. */
    public void issueReceipt(String orderNumber, String code, String number) {
        payers.issueReceipt(orderNumber, code, number);
    }

    /** Lets money arrive for {@code payee} without a payment code, and tells {@code department}. */
    public void transfer(URI department, String paymentNumber, String payee, String yuan, String remark) {
        payers.transfer(department, paymentNumber, payee, yuan, remark);
    }

    /** Leaves refunds accepted, and no more, from now on. */
    public void holdRefunds() {
        refunds.hold();
    }

    /** Ends a refund that was held: paid out, or come back. */
    public void endRefund(String refundNumber, boolean paidOut) {
        refunds.end(refundNumber, paidOut);
    }

    @Override
    public void close() {
        server.stop();
        pushes.close();
    }
}
