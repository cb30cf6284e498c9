package io.onevisit.examples.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.id.PartyId;
import io.onevisit.core.platform.RawReply;
import io.onevisit.licence.HolderCodeType;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The same shared store in the wording of Shandong: head and data, answers encrypted to the account's key. A licence's token
 * is the field {@value #TOKEN_FIELD} of its data.
 */
final class ShandongDoor implements ResponseDefinitionTransformerV2 {
    static final String NAME = "shandong";
    static final String PATHS = "/CertShare/.*";

    /** Where the token of a licence is. */
    static final String TOKEN_FIELD = "vc";

    private static final Set<String> NEEDED = Set.of("holderCode", "holder", "certNo");
    private static final Map<String, String> NAMES = Map.of("holderCode", "CZZTDM", "holder", "CZZT", "certNo", "ZZBH");
    private static final Map<String, List<String>> HEADERS =
            Map.of("content-type", List.of("application/json; charset=utf-8"));
    private static final int MAX_CAUSE = 200;

    private final LicenceService licences;
    private final Ledger ledger;
    private final ShandongAccount account;
    private final FaultyWire wire;

    ShandongDoor(LicenceService licences, Ledger ledger, ShandongAccount account, FaultyWire wire) {
        this.licences = licences;
        this.ledger = ledger;
        this.account = account;
        this.wire = wire;
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public boolean applyGlobally() {
        return false;
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        String path = event.getRequest().getUrl();
        byte[] request = event.getRequest().getBody();
        return wire.carry(
                path, () -> new RawReply(200, HEADERS, Json.write(answer(path, request))), ShandongDoor::flipped);
    }

    /** Another last digit of the ciphertext. */
    private static String flipped(String body) {
        int last = body.lastIndexOf('"') - 1;
        char other = body.charAt(last) == '0' ? '1' : '0';
        return body.substring(0, last) + other + body.substring(last + 1);
    }

    private ObjectNode answer(String path, byte[] body) {
        try {
            ObjectNode request = Json.read(body);
            ObjectNode head = request.withObject("head");
            if (!head.path("accessId").asText().equals(account.accessId())
                    || !head.path("accessToken").asText().equals(account.accessToken())) {
                throw new Status(11, "身份验证不通过");
            }
            ObjectNode data = request.withObject("data");
            requireCause(data);
            return ledger.store().inTransaction(transaction -> switch (path) {
                case "/CertShare/queryCertInfoByHolderCode" -> byHolder(transaction, data);
                case "/CertShare/queryCertInfo" -> byIdentifier(transaction, data);
                case "/CertShare/verifyCertInfo" -> compare(transaction, data);
                default -> throw new Status(2, "证照源未提供此服务接口");
            });
        } catch (Status status) {
            return head(status.number, String.valueOf(status.getMessage()));
        } catch (Problem | InvalidValueException e) {
            return head(99, "其他异常");
        }
    }

    private static void requireCause(ObjectNode data) {
        ObjectNode cause = data.withObject("useCause");
        for (String name : List.of("certificateCopyCause", "certificateEventCode", "certificateSystemName")) {
            if (cause.path(name).asText().isBlank()) {
                throw new Status(12, "要求必填的输入参数值不为空");
            }
        }
        if (cause.path("certificateCopyCause").asText().length() > MAX_CAUSE) {
            throw new Status(99, "其他异常");
        }
    }

    private ObjectNode byHolder(Connection transaction, ObjectNode data) {
        if (HolderCodeType.of(data.path("holderTypeCode").asText()).isEmpty()) {
            throw new Status(103, "持证主体代码类型代码不符合规范");
        }
        String type = data.path("certTypeCode").asText();
        requireEntitled(type);
        PartyId holder = PartyId.detect(data.path("holderCode").asText()).stream()
                .findFirst()
                .orElseThrow(ShandongDoor::noneFits);
        ArrayNode found = Json.object().putArray("certData");
        licences.shelf().heldBy(transaction, holder).stream()
                .filter(licence -> licence.type().equals(type))
                .forEach(licence -> found.addObject().put("cert_identifier", licence.identifier()));
        if (found.isEmpty()) {
            throw noneFits();
        }
        return certData(Json.write(found).toArray());
    }

    private ObjectNode byIdentifier(Connection transaction, ObjectNode data) {
        ShelvedLicence licence = licences.shelf()
                .find(transaction, data.path("certIdentifier").asText())
                .orElseThrow(ShandongDoor::noneFits);
        requireEntitled(licence.type());
        ObjectNode found = Json.object();
        licence.data().forEach(found::put);
        found.put("cert_identifier", licence.identifier()).put(TOKEN_FIELD, licence.token());
        return certData(Json.write(found).toArray());
    }

    private ObjectNode compare(Connection transaction, ObjectNode data) {
        String type = data.path("certTypeCode").asText();
        requireEntitled(type);
        ObjectNode claims = data.withObject("certData");
        if (NEEDED.stream().anyMatch(name -> claims.path(name).asText().isBlank())) {
            throw new Status(109, "验证信息不能为空");
        }
        Optional<ShelvedLicence> licence = PartyId.detect(
                        claims.path("holderCode").asText())
                .stream()
                .flatMap(holder -> licences.shelf().heldBy(transaction, holder).stream())
                .filter(held -> held.type().equals(type) && NEEDED.stream().allMatch(name -> says(held, claims, name)))
                .findFirst();
        ObjectNode result = Json.object().put("result", result(transaction, licence, claims));
        ObjectNode answer = head(0, "接口调用成功");
        return answer.put("data", account.encrypt(Json.write(result).toArray()));
    }

    private String result(Connection transaction, Optional<ShelvedLicence> licence, ObjectNode claims) {
        if (licence.isEmpty()) {
            return "5";
        }
        return switch (licences.status(transaction, licence.get())) {
            case "01" ->
                claims.properties().stream().allMatch(claim -> says(licence.get(), claims, claim.getKey())) ? "0" : "7";
            case "02" -> "2";
            default -> "3";
        };
    }

    private static boolean says(ShelvedLicence licence, ObjectNode claims, String name) {
        return claims.path(name).asText().equals(licence.data().get(NAMES.getOrDefault(name, name)));
    }

    private static void requireEntitled(String type) {
        if (!LicenceService.isEntitled(type)) {
            throw new Status(100, "该用户无访问该证的权限！请先申请");
        }
    }

    private ObjectNode certData(byte[] plain) {
        ObjectNode answer = head(0, "接口调用成功");
        answer.putObject("data").put("certData", account.encrypt(plain));
        return answer;
    }

    private static ObjectNode head(int status, String message) {
        ObjectNode answer = Json.object();
        answer.putObject("head").put("status", status).put("message", message);
        return answer;
    }

    private static Status noneFits() {
        return new Status(10, "未找到匹配的证照信息");
    }

    /** A head that is not of success. */
    private static final class Status extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int number;

        Status(int number, String message) {
            super(message, null, false, false);
            this.number = number;
        }
    }
}
