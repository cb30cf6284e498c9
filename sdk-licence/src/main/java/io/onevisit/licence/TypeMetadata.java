package io.onevisit.licence;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.internal.json.StrictJson;
import io.onevisit.licence.LicenceType.Field;
import io.onevisit.licence.LicenceType.Hiding;

/** Writes a type as Type Metadata, draft-ietf-oauth-sd-jwt-vc-19 section 4. For one type, on one thread. */
final class TypeMetadata {
    private final ArrayNode claims = StrictJson.object().arrayNode();

    private TypeMetadata() {}

    static ObjectNode of(LicenceType type) {
        ObjectNode metadata = StrictJson.object()
                .put("vct", LicenceClaims.TYPE_URN + type.code())
                .put("name", type.nameEn())
                .put("description", type.note());
        ArrayNode display = metadata.putArray("display");
        display.addObject().put("locale", "zh-CN").put("name", type.nameZh());
        display.addObject().put("locale", "en").put("name", type.nameEn());
        metadata.set("claims", new TypeMetadata().claims(type));
        return metadata;
    }

    /** The basic claims of GB/T 36903, then the fields of the type, each followed by what is derived from it. */
    private ArrayNode claims(LicenceType type) {
        basic("证照标识", "Licence identifier", Hiding.NEVER, LicenceClaims.ID);
        basic("证照名称", "Licence name", Hiding.NEVER, LicenceClaims.NAME);
        basic("证照编号", "Licence number", Hiding.ALWAYS, LicenceClaims.NUMBER);
        basic("证照颁发机构", "Issuer", Hiding.NEVER, LicenceClaims.ISSUER_NAME);
        basic("操作类型", "Operation", Hiding.NEVER, LicenceClaims.OPERATION);
        ofHolder("持证主体", "Holder", LicenceClaims.HOLDER_NAME, true);
        ofHolder("持证主体代码", "Holder code", LicenceClaims.HOLDER_CODE, true);
        ofHolder("持证主体代码类型", "Holder code type", LicenceClaims.HOLDER_CODE_TYPE, true);
        type.ages().stream()
                .sorted()
                .forEach(age -> ofHolder("已满" + age + "周岁", "Over " + age, DerivedClaims.ageClaim(age), false));
        type.fields().forEach(this::field);
        return claims;
    }

    private void basic(String zh, String en, Hiding hiding, String name) {
        claim(zh, en, true, hiding).add(name);
    }

    private void ofHolder(String zh, String en, String name, boolean mandatory) {
        claim(zh, en, mandatory, Hiding.ALWAYS)
                .add(LicenceClaims.HOLDERS)
                .addNull() // every element
                .add(name);
    }

    private void field(Field field) {
        claim(field.labelZh(), field.labelEn(), field.mandatory(), field.hiding())
                .add(field.name());
        for (String name : DerivedClaims.namesFrom(field)) {
            claim(field.labelZh(), field.labelEn(), false, Hiding.ALWAYS).add(name);
        }
    }

    /** Adds a claim; the caller fills its path. */
    private ArrayNode claim(String zh, String en, boolean mandatory, Hiding hiding) {
        ObjectNode claim = claims.addObject();
        ArrayNode path = claim.putArray("path");
        ArrayNode display = claim.putArray("display");
        display.addObject().put("locale", "zh-CN").put("label", zh);
        display.addObject().put("locale", "en").put("label", en);
        claim.put("mandatory", mandatory).put("sd", hiding.word());
        return path;
    }
}
