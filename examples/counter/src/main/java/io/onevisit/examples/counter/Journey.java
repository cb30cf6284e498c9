package io.onevisit.examples.counter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.onevisit.core.CaseNumber;
import io.onevisit.core.Money;
import io.onevisit.core.Purpose;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.qr.ErrorCorrection;
import io.onevisit.core.qr.QrCode;
import io.onevisit.core.record.IdentityRecord;
import io.onevisit.core.record.RecordAnswer;
import io.onevisit.core.record.RecordRequest;
import io.onevisit.examples.outlet.Teller;
import io.onevisit.examples.sandbox.Organisation;
import io.onevisit.examples.sandbox.Sandbox;
import io.onevisit.licence.Holder;
import io.onevisit.licence.HolderCodeType;
import io.onevisit.licence.IssuedLicence;
import io.onevisit.licence.Licence;
import io.onevisit.licence.LicenceDraft;
import io.onevisit.licence.LicenceId;
import io.onevisit.licence.Operation;
import io.onevisit.licence.approval.Decision;
import io.onevisit.licence.approval.Evidence;
import io.onevisit.licence.delivery.Delivery;
import io.onevisit.licence.delivery.DeliveryOrder;
import io.onevisit.licence.delivery.DeliveryState;
import io.onevisit.licence.delivery.Party;
import io.onevisit.licence.qr.PaperLicence;
import io.onevisit.licence.share.HeldLicence;
import io.onevisit.licence.share.ShareAnswer;
import io.onevisit.payment.Bill;
import io.onevisit.payment.BillNumber;
import io.onevisit.payment.BillType;
import io.onevisit.payment.Payee;
import io.onevisit.payment.Payment;
import io.onevisit.payment.PaymentCode;
import io.onevisit.payment.PaymentOrder;
import io.onevisit.payment.PaymentState;
import io.onevisit.payment.outlet.OutletCollection;
import io.onevisit.payment.qr.CodeAddress;
import io.onevisit.payment.qr.PaymentQr;
import io.onevisit.payment.reconcile.BankDay;
import io.onevisit.payment.reconcile.BankStatement;
import io.onevisit.payment.reconcile.Entry;
import io.onevisit.payment.reconcile.Reconciler;
import io.onevisit.payment.reconcile.Reconciliation;
import io.onevisit.payment.reconcile.StatementLine;
import io.onevisit.payment.reconcile.WorkFolder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One visit, step by step, from the ID number to the licence on its way to the door. Leaves what it makes in a folder. */
final class Journey {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final Payee PAYEE = new Payee(
            CreditCode.parse(Organisation.DEPARTMENT.code()),
            Organisation.DEPARTMENT.displayName(),
            "33050161772700000000");

    private static final JsonMapper JSON = new JsonMapper();

    private final Counter counter;
    private final Sandbox sandbox;
    private final Teller teller;
    private final Application application;
    private final Matter matter;
    private final CaseNumber caseNumber;
    private final Path folder;
    private final Progress progress;

    Journey(
            Counter counter,
            Sandbox sandbox,
            Teller teller,
            Application application,
            Matter matter,
            CaseNumber caseNumber,
            Path folder,
            Progress progress) {
        this.counter = counter;
        this.sandbox = sandbox;
        this.teller = teller;
        this.application = application;
        this.matter = matter;
        this.caseNumber = caseNumber;
        this.folder = folder;
        this.progress = progress;
    }

    /**
     * Goes all eight steps.
     *
     * @return false when the case cannot be granted at once; the visit ends there
     */
    boolean run() throws IOException, InterruptedException {
        counter.cases.open(caseNumber);
        RecordAnswer.Found found = fetch();
        IdentityRecord record = found.identity();
        Decision decision = decide(found);
        write("form.txt", form(record, decision));
        if (!decision.canApproveAtOnce()) {
            return false;
        }
        pay(order());
        grant(record);
        post();
        verifyOffline();
        return reconcile();
    }

    private RecordAnswer.Found fetch() throws InterruptedException {
        progress.step("身份信息共享", "shared records by ID number");
        Purpose purpose = purpose(matter.dataSet().fieldNames());
        RecordRequest request = new RecordRequest(application.applicant(), matter.dataSet(), purpose);
        RecordAnswer answer = Patience.until(() -> {
            RecordAnswer given = counter.records.fetch(request);
            return given instanceof RecordAnswer.Unavailable ? Optional.empty() : Optional.of(given);
        });
        if (answer instanceof RecordAnswer.Found found) {
            progress.line("found, " + found.identity().values().size() + " fields from "
                    + found.identity().source());
            return found;
        }
        throw new IllegalStateException("no record to go on with: " + answer);
    }

    private String form(IdentityRecord record, Decision decision) {
        StringBuilder form = new StringBuilder(matter.name() + "申请表\n\n办件编号: " + caseNumber + "\n");
        form.append("公民身份号码: ").append(application.applicant().value()).append('\n');
        matter.dataSet()
                .fields()
                .forEach(field -> form.append(field.zh())
                        .append(": ")
                        .append(record.values().getOrDefault(field.name(), ""))
                        .append('\n'));
        decision.form()
                .forEach(filled -> form.append(filled.field().name())
                        .append(": ")
                        .append(filled.value())
                        .append('\n'));
        return form.toString();
    }

    private Decision decide(RecordAnswer.Found record) throws InterruptedException {
        progress.step("证照核验与秒批", "licences held, and approval in seconds");
        Decision decision = Patience.until(() -> Optional.of(decideOnce(record))
                .filter(made -> made.in(Decision.State.UNDECIDED).isEmpty()));
        decision.findings()
                .forEach(finding -> progress.line(finding.requirement().nameEn() + ": " + finding.state()));
        decision.reasonsEn().forEach(progress::line);
        progress.line(decision.canApproveAtOnce() ? "秒批: can be approved at once" : "cannot be approved at once");
        return decision;
    }

    private Decision decideOnce(RecordAnswer.Found record) {
        Set<String> types = matter.requirements().licenceTypes();
        ShareAnswer<Iterable<HeldLicence>> held =
                counter.licences.heldBy(application.applicant(), types, purpose(types));
        Evidence evidence = new Evidence(
                application.applicant(), held, Map.of(matter.dataSet().name(), record));
        return matter.requirements().decide(evidence, counter.clock.instant());
    }

    /** Step 3: a bill, its code and the code's pictures. */
    private byte[] order() throws IOException, InterruptedException {
        progress.step("开单与缴款码", "bill, payment code, QR code");
        Bill bill = new Bill(
                billNumber(),
                BillType.FEE,
                caseNumber,
                application.recipient().name(),
                PAYEE,
                List.of(matter.fee()),
                matter.fee().amount());
        PaymentOrder order = Patience.settle(() -> counter.payments.order(bill));
        PaymentCode code = order.code().orElseThrow();
        String text = new PaymentQr(code, bill.total(), PAYEE.code(), order.expires())
                .sign(counter.payeeKey, new CodeAddress(Sandbox.CODE_ADDRESS));
        QrCode qr = QrCode.of(text, ErrorCorrection.M);
        byte[] png = qr.png(6, 300);
        write("payment.png", png);
        write("payment.svg", qr.svg());
        write("payment.txt", qr.terminal());
        progress.line("payment code " + code + ", " + bill.total());
        progress.picture(qr.terminal());
        return png;
    }

    /** Step 4: the outlet collects, and the platform tells this counter, three times. */
    private void pay(byte[] picture) throws InterruptedException {
        progress.step("银行网点代收与支付通知", "bank outlet collects, notice arrives");
        OutletCollection collection = teller.collect(picture);
        progress.line("collected by the bank under " + collection.bankSerial());
        Patience.until(() -> {
            Optional<PaymentOrder> told = counter.payments.find(billNumber()).filter(Journey::isPaid);
            return told.isPresent() ? told : askIfPaid();
        });
        int effects = Patience.until(
                () -> counter.cases.find(caseNumber).map(CaseRow::payments).filter(count -> count > 0));
        progress.line("paid; effects on the case: " + effects);
    }

    private Optional<PaymentOrder> askIfPaid() throws InterruptedException {
        Thread.sleep(500); // give the notice its chance first
        return Optional.of(Patience.ask(() -> counter.payments.query(billNumber())))
                .filter(Journey::isPaid);
    }

    private static boolean isPaid(PaymentOrder order) {
        return order.state() == PaymentState.PAID;
    }

    /** Step 5: the licence in both algorithms, on paper, and as one sealed document. */
    private void grant(IdentityRecord record) throws IOException, InterruptedException {
        progress.step("签发与用印", "licence issued, sealed, written as OFD");
        LicenceDraft draft = draft(record);
        IssuedLicence issued = counter.store.inTransaction(transaction -> {
            IssuedLicence licence = counter.issuer.issue(transaction, draft, caseNumber);
            counter.cases.granted(transaction, caseNumber, licence.id().toString());
            return licence;
        });
        publishStatusList();
        Patience.settle(
                () -> counter.licences.publish(issued, purpose(Set.of(draft.id().typeCode()))));
        Licence licence = Patience.ask(
                () -> counter.licenceVerifier.verify(issued.token()).orThrow());
        PaperLicence paper = PaperLicence.of(licence, List.of("KZ_XB", "KZ_JZDZZ"), PaperLicence.HolderCodes.MASKED);
        write("licence-sm2.sd-jwt", issued.token());
        String es256 = counter.store.inTransaction(
                transaction -> counter.issuer.signAlso(transaction, issued.id(), counter.secondIssuerKey));
        write("licence-es256.sd-jwt", es256);
        write(
                "licence-paper.png",
                QrCode.of(counter.papers.write(paper), ErrorCorrection.M).png(6, 300));
        write(
                "licence.ofd",
                Patience.ask(() -> counter.documents.write(issued.token(), paper, counter.papers))
                        .toArray());
        progress.line("licence " + issued.id());
    }

    private void publishStatusList() throws IOException, InterruptedException {
        String token = counter.store.inTransaction(transaction -> counter.statusLists.publish(transaction, 1));
        Patience.settle(() -> counter.platform.write(
                PlatformStatus.publishing(counter.statusLists.uri(1), token, "status-" + caseNumber)));
        Files.writeString(sandbox.statusFolder().resolve("department-1.jwt"), token);
    }

    private LicenceDraft draft(IdentityRecord record) {
        LicenceId id = LicenceId.make(
                matter.licenceType(),
                Organisation.DEPARTMENT.code(),
                caseNumber.value().replace("-", ""),
                1);
        Map<String, String> fields = new HashMap<>();
        matter.formFields()
                .forEach((field, from) -> fields.put(field, record.values().getOrDefault(from, "")));
        Party recipient = application.recipient();
        fields.put(
                "KZ_JZDZZ",
                recipient.address().province()
                        + recipient.address().city()
                        + recipient.address().county()
                        + recipient.address().detail());
        fields.put("KZ_QFJG", Organisation.DEPARTMENT.displayName());
        Holder holder =
                new Holder(record.values().get("name"), application.applicant().value(), HolderCodeType.CITIZEN_ID);
        return new LicenceDraft(
                id,
                caseNumber.value(),
                Organisation.DEPARTMENT.displayName(),
                today(),
                today(),
                today().plusYears(1).minusDays(1),
                List.of(holder),
                fields,
                Operation.NEW,
                null,
                null);
    }

    /** Step 6: posted in the transaction of the case row; the parcel travels to the door. */
    private void post() throws InterruptedException {
        progress.step("快递送达", "result posted by express");
        Party office = new Party(
                Organisation.DEPARTMENT.displayName(),
                "057100000000",
                application.recipient().address());
        DeliveryOrder order = new DeliveryOrder(
                caseNumber.value(),
                caseNumber,
                office,
                application.recipient(),
                matter.name(),
                DeliveryOrder.Payer.DEPARTMENT);
        counter.store.inTransaction(transaction -> {
            counter.cases.granted(
                    transaction,
                    caseNumber,
                    counter.issuer
                            .find(transaction, caseNumber, matter.licenceType())
                            .orElseThrow()
                            .id()
                            .toString());
            return counter.deliveries.post(transaction, order);
        });
        Delivery accepted = await(DeliveryState.CREATED);
        progress.line("waybill " + accepted.waybillNumber().orElseThrow());
        sandbox.deliver(order.orderNumber());
        Delivery delivered = await(DeliveryState.DELIVERED);
        delivered.history().forEach(entry -> progress.line(entry.event().state() + " " + entry.at()));
    }

    private Delivery await(DeliveryState state) throws InterruptedException {
        return Patience.until(() -> counter.deliveries
                .find(caseNumber.value())
                .filter(delivery -> delivery.state() == state || delivery.state() == DeliveryState.DELIVERED));
    }

    /** Step 7: anybody verifies the files, in a JVM of its own and without a network; forged copies are refused. */
    private void verifyOffline() throws IOException, InterruptedException {
        progress.step("离线核验", "verified offline, from files alone");
        List<Path> genuine = files("licence-sm2.sd-jwt", "licence-es256.sd-jwt", "licence.ofd", "licence-paper.png");
        List<Path> forged = files("forged.sd-jwt", "forged.ofd", "forged-paper.png");
        Files.write(forged.get(0), Tampering.token(Files.readAllBytes(genuine.get(0))));
        Files.write(forged.get(1), Tampering.document(Files.readAllBytes(genuine.get(2))));
        Files.write(forged.get(2), Tampering.paper(Files.readAllBytes(genuine.get(3))));
        VerifierProcess verifier = new VerifierProcess(sandbox.trustFolder(), sandbox.statusFolder());
        List<Path> all = Stream.concat(genuine.stream(), forged.stream()).toList();
        List<String> findings = verifier.verify(all);
        write("findings.jsonl", String.join("\n", findings));
        for (String finding : findings) {
            JsonNode json = JSON.readTree(finding);
            progress.line(Path.of(json.path("file").asText()).getFileName() + ": "
                    + json.path("verdict").asText() + failedChecks(json));
        }
    }

    private static String failedChecks(JsonNode finding) {
        List<String> codes = new ArrayList<>();
        for (JsonNode check : finding.path("checks")) {
            if (check.path("verdict").asText().equals("FAILED")
                    && !check.path("note").asBoolean()) {
                codes.add(check.path("code").asText());
            }
        }
        return codes.isEmpty() ? "" : " " + codes;
    }

    private List<Path> files(String... names) {
        return Arrays.stream(names).map(folder::resolve).toList();
    }

    /** Step 8: the day against the bank's statement, in which one collection was planted that we know nothing of. */
    private boolean reconcile() throws IOException {
        progress.step("日终对账", "the day reconciled");
        PaymentOrder order = counter.payments.find(billNumber()).orElseThrow();
        Payment arrival = order.payment().orElseThrow();
        LocalDate day = LocalDate.ofInstant(arrival.paidAt(), CHINA);
        List<StatementLine> lines = new ArrayList<>(BankStatement.read(teller.statement(day), StandardCharsets.UTF_8));
        lines.add(StatementLine.collected(
                "YH0000000001", new PaymentCode("33010626300000000000"), Money.yuan("88.80"), arrival.paidAt()));
        byte[] statement = BankStatement.write(lines);
        write("statement.txt", statement);
        Entry entry = Entry.collected(order.code().orElseThrow(), arrival.amount(), arrival.paidAt());
        Reconciliation result = new Reconciler(counter.store, WorkFolder.of(folder))
                .run(
                        Organisation.BANK.code(),
                        BankDay.of(day),
                        List.of(entry),
                        BankStatement.in(StandardCharsets.UTF_8),
                        new ByteArrayInputStream(statement));
        write("reconciliation.txt", result.toText());
        write("reconciliation.csv", result.toCsv());
        write("reconciliation.html", result.toHtml());
        result.discrepancies()
                .forEach(difference -> progress.line(difference.kind() + " " + difference.key() + ", bank "
                        + amounts(difference.bank()) + ", we " + amounts(difference.ours())));
        progress.line("every difference named, totals balance: " + result.balances());
        return result.balances();
    }

    private static String amounts(List<Entry> side) {
        return side.isEmpty()
                ? "nothing"
                : side.stream().map(entry -> entry.amount().toString()).collect(Collectors.joining(" + "));
    }

    private Purpose purpose(Set<String> fields) {
        return new Purpose(caseNumber, matter.code(), matter.legalBasis(), "window-3", fields);
    }

    private BillNumber billNumber() {
        return new BillNumber(caseNumber.value() + Counter.BILL_SUFFIX);
    }

    private LocalDate today() {
        return LocalDate.now(counter.clock.withZone(CHINA));
    }

    private void write(String name, String content) throws IOException {
        write(name, content.getBytes(StandardCharsets.UTF_8));
    }

    private void write(String name, byte[] content) throws IOException {
        Files.write(folder.resolve(name), content);
    }
}
