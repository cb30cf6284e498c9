package io.onevisit.core.platform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Bytes;
import io.onevisit.core.Purpose;
import io.onevisit.core.id.PartyId;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.json.StrictJson;
import java.util.Map;

/**
 * Why and for whom shared data are asked for (共享依据), as the Zhejiang gateway wants it told with every query, in the
 * parameter {@code additional}.
 *
 * @param purpose its matter goes as {@code powerMatters}, its case number as {@code projectId}
 * @param subMatter the part of the matter, {@code subPowerMatters}
 * @param material what the data stand in for, {@code materialName}
 * @param clerk who asks, {@code accesscardId}
 * @param applicant whose case it is, {@code sponsorCode}
 * @param applicantName the applicant's name, {@code sponsorName}
 */
public record SharingGround(
        Purpose purpose, String subMatter, String material, PartyId clerk, PartyId applicant, String applicantName) {
    private static final int MAX_TEXT = 200;

    public SharingGround {
        Require.present(purpose, "purpose");
        Require.text(subMatter, "sub-matter", MAX_TEXT);
        Require.text(material, "material", MAX_TEXT);
        Require.present(clerk, "clerk");
        Require.present(applicant, "applicant");
        Require.text(applicantName, "applicant's name", MAX_TEXT);
    }

    /**
     * A query on this ground, for a platform spoken to by {@link ZhejiangGatewayProfile}.
     *
     * @param path of the interface: {@code /gateway/api/001003001/dataSharing/ID.htm}
     * @param parameters the interface's own
     */
    public Call query(String service, String path, Map<String, String> parameters) {
        ObjectNode body = StrictJson.object();
        Require.present(parameters, "parameters").forEach(body::put);
        body.set("additional", additional());
        return Call.read(service, path, Bytes.of(StrictJson.write(body)));
    }

    private ObjectNode additional() {
        return StrictJson.object()
                .put("powerMatters", purpose.matter().value())
                .put("subPowerMatters", subMatter)
                .put("accesscardId", clerk.value())
                .put("materialName", material)
                .put("sponsorName", applicantName)
                .put("sponsorCode", applicant.value())
                .put("projectId", purpose.caseNumber().value());
    }

    /** The case only; nobody's name or number. */
    @Override
    public String toString() {
        return "sharing ground of case " + purpose.caseNumber().value();
    }
}
