package io.onevisit.examples.counter;

import io.onevisit.core.CaseNumber;
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
import io.onevisit.licence.Decision;
import io.onevisit.licence.HeldLicence;
import io.onevisit.licence.Holder;
import io.onevisit.licence.HolderCodeType;
import io.onevisit.licence.IssuedLicence;
import io.onevisit.licence.Licence;
import io.onevisit.licence.LicenceDraft;
import io.onevisit.licence.LicenceId;
import io.onevisit.licence.Operation;
import io.onevisit.licence.RequiredLicence;
import io.onevisit.licence.delivery.Delivery;
import io.onevisit.licence.delivery.DeliveryOrder;
import io.onevisit.licence.delivery.DeliveryState;
import io.onevisit.licence.delivery.Party;
import io.onevisit.licence.qr.PaperLicence;
import io.onevisit.payment.Bill;
import io.onevisit.payment.BillNumber;
import io.onevisit.payment.Payee;
import io.onevisit.payment.PaymentCode;
import io.onevisit.payment.PaymentOrder;
import io.onevisit.payment.PaymentState;
import io.onevisit.payment.outlet.OutletCollection;
import io.onevisit.payment.qr.PaymentQr;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One visit, step by step, from the ID number to the licence on its way to the door. Leaves what it makes in a folder. */
final class Journey {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final Payee PAYEE = new Payee(
            CreditCode.parse(Organisation.DEPARTMENT.code()),
            Organisation.DEPARTMENT.displayName(),
            "33050161772700000000");

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

    /** Steps 1 and 2: what is known of the applicant, and whether the case can be granted at once. */
    Decision prepare() throws IOException, InterruptedException {
        counter.cases.open(caseNumber);
        IdentityRecord record = fetch();
        write("form.txt", form(record));
        return decide();
    }

    private IdentityRecord fetch() throws InterruptedException {
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
            return found.identity();
        }
        throw new IllegalStateException("no record to go on with: " + answer);
    }

    private String form(IdentityRecord record) {
        StringBuilder form = new StringBuilder(matter.name() + "申请表\n\n办件编号: " + caseNumber + "\n");
        form.append("公民身份号码: ").append(application.applicant().value()).append('\n');
        matter.dataSet()
                .fields()
                .forEach(field -> form.append(field.zh())
                        .append(": ")
                        .append(record.values().getOrDefault(field.name(), ""))
                        .append('\n'));
        return form.toString();
    }

    private Decision decide() throws InterruptedException {
        progress.step("证照核验与秒批", "licences held, and approval in seconds");
        Set<String> types = matter.requirements().licences().stream()
                .map(RequiredLicence::typeCode)
                .collect(Collectors.toSet());
        List<HeldLicence> held =
                Patience.ask(() -> counter.licences.heldBy(application.applicant(), types, purpose(types)));
        held.forEach(licence -> progress.line("held: " + licence.statedType() + " "
                + licence.report().verdict()));
        Decision decision = matter.requirements().decide(held, today());
        decision.reasonsEn().forEach(progress::line);
        progress.line(decision.canApproveAtOnce() ? "秒批: can be approved at once" : "cannot be approved at once");
        return decision;
    }

    /** Step 3: a bill, its code and the code's pictures. */
    byte[] order() throws IOException, InterruptedException {
        progress.step("开单与缴款码", "bill, payment code, QR code");
        Bill bill = new Bill(
                billNumber(),
                caseNumber,
                application.recipient().name(),
                PAYEE,
                List.of(matter.fee()),
                matter.fee().amount());
        PaymentOrder order = Patience.settle(() -> counter.payments.order(bill));
        PaymentCode code = order.code().orElseThrow();
        String text = new PaymentQr(code, bill.total(), PAYEE.code(), order.expires()).sign(counter.payeeKey);
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
    PaymentOrder pay(byte[] picture) throws InterruptedException {
        progress.step("银行网点代收与支付通知", "bank outlet collects, notice arrives");
        OutletCollection collection = teller.collect(picture);
        progress.line("collected by the bank under " + collection.bankSerial());
        PaymentOrder paid = Patience.until(() -> {
            Optional<PaymentOrder> told = counter.payments.find(billNumber()).filter(Journey::isPaid);
            return told.isPresent() ? told : askIfPaid();
        });
        int effects = counter.cases.find(caseNumber).orElseThrow().payments();
        progress.line("paid; effects on the case: " + effects);
        return paid;
    }

    private Optional<PaymentOrder> askIfPaid() throws InterruptedException {
        Thread.sleep(500); // give the notice its chance first
        return Optional.of(Patience.ask(() -> counter.payments.query(billNumber()))).filter(Journey::isPaid);
    }

    private static boolean isPaid(PaymentOrder order) {
        return order.state() == PaymentState.PAID;
    }

    /** Step 5: the licence in both algorithms, on paper, and as one sealed document. */
    IssuedLicence grant(IdentityRecord record) throws IOException, InterruptedException {
        progress.step("签发与用印", "licence issued, sealed, written as OFD");
        LicenceDraft draft = draft(record);
        IssuedLicence issued = counter.store.inTransaction(transaction -> {
            IssuedLicence licence = counter.issuer.issue(transaction, draft, caseNumber);
            counter.cases.granted(transaction, caseNumber, licence.id().toString());
            return licence;
        });
        publishStatusList();
        Patience.settle(() -> counter.licences.publish(issued));
        Licence licence = Patience.ask(() -> counter.licenceVerifier.verify(issued.token()).orThrow());
        String paper = counter.papers.write(PaperLicence.of(licence, List.of("KZ_XB", "KZ_JZDZZ"), PaperLicence.HolderCodes.MASKED));
        write("licence-sm2.sd-jwt", issued.token());
        write("licence-es256.sd-jwt", counter.issuer.signAlso(issued, counter.secondIssuerKey));
        write("licence-paper.png", QrCode.of(paper, ErrorCorrection.M).png(6, 300));
        write("licence.ofd", Patience.ask(() -> counter.documents.write(issued.token(), paper)).toArray());
        progress.line("licence " + issued.id());
        return issued;
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
        matter.formFields().forEach((field, from) -> fields.put(field, record.values().getOrDefault(from, "")));
        Party recipient = application.recipient();
        fields.put(
                "KZ_JZDZZ",
                recipient.address().province()
                        + recipient.address().city()
                        + recipient.address().county()
                        + recipient.address().detail());
        fields.put("KZ_QFJG", Organisation.DEPARTMENT.displayName());
        Holder holder = new Holder(
                record.values().get("name"), application.applicant().value(), HolderCodeType.CITIZEN_ID);
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
    Delivery post() throws InterruptedException {
        progress.step("快递送达", "result posted by express");
        Party office = new Party(
                Organisation.DEPARTMENT.displayName(),
                "057100000000",
                application.recipient().address());
        DeliveryOrder order = new DeliveryOrder(
                caseNumber.value(), caseNumber, office, application.recipient(), matter.name(), DeliveryOrder.Payer.DEPARTMENT);
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
        progress.line("waybill " + accepted.waybillNumber());
        sandbox.deliver(order.orderNumber());
        Delivery delivered = await(DeliveryState.DELIVERED);
        delivered.history().forEach(entry -> progress.line(entry.event().state() + " " + entry.at()));
        return delivered;
    }

    private Delivery await(DeliveryState state) throws InterruptedException {
        return Patience.until(() -> counter.deliveries.find(caseNumber.value()).filter(delivery -> delivery.state() == state
                || delivery.state() == DeliveryState.DELIVERED));
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
